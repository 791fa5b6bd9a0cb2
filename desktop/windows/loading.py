"""What a window is furnished with, loaded and made a few milliseconds' worth at a time."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer

if TYPE_CHECKING:
    from desktop.windows.main_window import MainWindow

_AT_ONCE = 0.012


def furnish_gradually(window: MainWindow, then: Callable[[], object]) -> None:
    """Furnish a window so that its start page answers in between, and do something when all is there.

    Not in another thread: a class of Qt's that is made while the window works is not safe there.
    """
    steps = _steps(window)

    def some() -> None:
        end = time.perf_counter() + _AT_ONCE
        for _ in steps:
            if time.perf_counter() >= end and not window.furnished:
                QTimer.singleShot(0, window, some)
                return
        then()

    QTimer.singleShot(0, window, some)


def _steps(window: MainWindow) -> Iterator[None]:
    for _ in _modules():
        if window.furnished:
            return
        yield
    while not window.furnish_step():
        yield


def _modules() -> Iterator[None]:
    """In an order in which each brings few others with it: none takes more than some 15 ms."""
    # ruff: noqa: F401 (loaded for those who import it later)
    import desktop.app.summary

    yield
    import desktop.windows.menus

    yield
    import desktop.panels.paper

    yield
    import desktop.panels.page_edit

    yield
    import desktop.panels.typing_edit

    yield
    import desktop.panels.editor

    yield
    import desktop.panels.drawing

    yield
    import desktop.app.finding_model

    yield
    import desktop.panels.finding_cards

    yield
    import desktop.panels.finding_panel

    yield
    import desktop.report.facts

    yield
    import desktop.report.numbering

    yield
    import desktop.report.residue

    yield
    import desktop.report.scanning

    yield
    import desktop.report.parts

    yield
    import desktop.report.status

    yield
    import desktop.ledger.headings

    yield
    import desktop.ledger.deadlines

    yield
    import desktop.ledger.table_header

    yield
    import desktop.ledger.table_rows

    yield
    import desktop.ledger.editing

    yield
    import desktop.ledger.matching

    yield
    import desktop.app.working_ledger

    yield
    import desktop.app.ledger_commands

    yield
    import desktop.ledger.comparison

    yield
    import desktop.ledger.progress

    yield
    import desktop.app.ledger_table

    yield
    import desktop.app.ledger_model

    yield
    import desktop.app.ledger_view_memory

    yield
    import desktop.panels.chips

    yield
    import desktop.panels.ledger_bar

    yield
    import desktop.panels.ledger_editors

    yield
    import desktop.panels.ledger_cells

    yield
    import desktop.panels.ledger_table_view

    yield
    import desktop.panels.ledger_panel

    yield
    import desktop.panels.outline_panel

    yield
    import desktop.ledger.proofs

    yield
    import desktop.ledger.from_report

    yield
    import desktop.ledger.reckoning

    yield
    import desktop.app.claim_model

    yield
    import desktop.app.disagreements

    yield
    import desktop.panels.row_buttons

    yield
    import desktop.panels.reckon_panel

    yield
    import desktop.windows.workspace

    yield
    import desktop.app.live_check

    yield
    import desktop.windows.checking

    yield
    import desktop.windows.exporting

    yield
    import desktop.windows.saving

    yield
    import desktop.windows.opening

    yield
    import desktop.report.renumbering

    yield
    import desktop.report.restructuring

    yield
    import desktop.windows.block_editing

    yield
    import desktop.windows.disk_watch

    yield
    import desktop.drafting.facts

    yield
    import desktop.drafting.draft

    yield
    import desktop.windows.phrases_work

    yield
    import desktop.windows.drafting_work

    yield
    import desktop.app.whole_words

    yield
    import desktop.app.search

    yield
    import desktop.windows.finding_text

    yield
    import desktop.app.report_exports

    yield
    import desktop.windows.ledger_exports

    yield
    import desktop.windows.ledger_over_time

    yield
    import desktop.windows.ledger_work

    yield
    import desktop.app.saved_text

    yield
    import desktop.ledger.overview

    yield
    import desktop.panels.board_drawing

    yield
    import desktop.panels.overview_panel

    yield
    import desktop.documents.typeset_settings

    yield
    import desktop.documents.page_model

    yield
    import desktop.windows.printing

    yield
    import desktop.windows.typesetting

    yield
    import desktop.windows.reckoning_work

    yield
    import desktop.windows.tidying_text

    yield
    import desktop.windows.version_work

    yield
    import desktop.windows.viewing

    yield
    import desktop.windows.word_checks

    yield
    import desktop.windows.features

    yield
    import desktop.windows.side_windows

    yield
    import desktop.windows.recovery_work

    yield
    import desktop.windows.furniture

    yield
