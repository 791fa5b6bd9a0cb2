"""The functions that use the window only from outside: each puts its own entries into the menus.

A new function is one module in this folder with one class that takes the
window, and one line here.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from desktop.windows.automatic_numbers import AutomaticNumbers
from desktop.windows.block_editing import BlockEditing
from desktop.windows.clipboard_menu import ClipboardMenu
from desktop.windows.counting_words import CountingWords
from desktop.windows.disk_watch import DiskWatch
from desktop.windows.drafting_work import DraftingWork
from desktop.windows.finding_text import FindingText
from desktop.windows.ledger_recovery import LedgerRecovery
from desktop.windows.ledger_work import LedgerWork
from desktop.windows.navigation import Navigation
from desktop.windows.overview_work import OverviewWork
from desktop.windows.printing import Printing
from desktop.windows.reckoning_work import ReckoningWork
from desktop.windows.report_comparison import ReportComparing
from desktop.windows.review_export import ReviewExport
from desktop.windows.revision_reading import RevisionReading
from desktop.windows.several_windows import SeveralWindows
from desktop.windows.tidying_text import TidyingText
from desktop.windows.typesetting import Typesetting
from desktop.windows.updating_numbers import UpdatingNumbers
from desktop.windows.version_work import VersionWork
from desktop.windows.viewing import Viewing
from desktop.windows.word_checks import WordChecks

if TYPE_CHECKING:
    from desktop.windows.main_window import MainWindow


def add_features(window: MainWindow) -> Iterator[QObject]:
    """Make all of them for a window, one at a time; they live as long as it does."""
    yield LedgerWork(window)
    yield FindingText(window)
    yield DraftingWork(window)
    yield UpdatingNumbers(window)
    yield ReportComparing(window)
    yield TidyingText(window)
    yield BlockEditing(window)
    yield ClipboardMenu(window)
    yield CountingWords(window)
    yield Viewing(window)
    yield OverviewWork(window)
    review = ReviewExport(window)
    printing = Printing(window, review.checked_file)
    yield review
    yield printing
    yield Typesetting(window, printing)
    yield WordChecks(window)
    yield RevisionReading(window)
    yield AutomaticNumbers(window)
    yield ReckoningWork(window)
    yield LedgerRecovery(window)
    yield VersionWork(window)
    yield DiskWatch(window)
    yield SeveralWindows(window)
    # last: it names every view there is
    yield Navigation(window)
