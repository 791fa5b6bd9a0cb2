"""What the clerk writes into the ledger has a place in the recovery copies."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from desktop.app.ledger_record import LedgerRecord, bring_back

if TYPE_CHECKING:
    from desktop.windows.main_window import MainWindow


class LedgerRecovery(QObject):
    """Copies the unsaved ledger with the report, and brings it back with it."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        working = window.workspace.ledger.working
        window.recovery.add_part(
            "ledger", LedgerRecord(working).unsaved, lambda record: bring_back(working, record), working.changed
        )
