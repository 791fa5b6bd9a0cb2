"""The modules that a window is furnished with, loaded one after the other."""

from __future__ import annotations

from collections.abc import Iterator


def furniture_in_pieces() -> Iterator[None]:
    """Load what `desktop.windows.furniture` needs, a few frames' worth of it at each step, the largest parts first."""
    # ruff: noqa: F401 (loaded for those who import it later)
    import desktop.app.analysis

    yield
    import desktop.report.scanning

    yield
    import desktop.report.status

    yield
    import desktop.ledger.table_rows

    yield
    import desktop.app.working_ledger

    yield
    import desktop.app.ledger_model

    yield
    import desktop.panels.editor

    yield
    import desktop.panels.finding_panel

    yield
    import desktop.panels.ledger_panel

    yield
    import desktop.panels.reckon_panel

    yield
    import desktop.windows.workspace

    yield
    import desktop.windows.checking

    yield
    import desktop.drafting.draft

    yield
    import desktop.windows.drafting_work

    yield
    import desktop.windows.ledger_work

    yield
    import desktop.windows.features

    yield
    import desktop.windows.furniture

    yield
