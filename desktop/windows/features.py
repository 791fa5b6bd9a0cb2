"""The functions that use the window only from outside: each puts its own entries into the menus.

A new function is one module in this folder with one class that takes the
window, and one line here.
"""

from __future__ import annotations

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


def add_features(window: MainWindow) -> tuple[QObject, ...]:
    """Make all of them for a window; they live as long as it does."""
    review = ReviewExport(window)
    printing = Printing(window, review.checked_file)
    return (
        LedgerWork(window),
        FindingText(window),
        DraftingWork(window),
        UpdatingNumbers(window),
        ReportComparing(window),
        TidyingText(window),
        BlockEditing(window),
        ClipboardMenu(window),
        CountingWords(window),
        Viewing(window),
        OverviewWork(window),
        review,
        printing,
        Typesetting(window, printing),
        WordChecks(window),
        RevisionReading(window),
        AutomaticNumbers(window),
        ReckoningWork(window),
        LedgerRecovery(window),
        VersionWork(window),
        DiskWatch(window),
        SeveralWindows(window),
        # last: it names every view there is
        Navigation(window),
    )
