"""How wide the columns of the ledger's table are: as the clerk drew them, else shared by what stands in them."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer, Slot

from desktop.app.ledger_model import LedgerModel
from desktop.app.ledger_view_memory import LedgerView, LedgerViewMemory
from desktop.ledger.columns import Column
from desktop.panels.ledger_table_view import LedgerTable
from desktop.panels.tables import PAD_X, share_width

# least width and share of what is left over; columns without a share fit their content
_WIDTHS: dict[Column, tuple[int, int]] = {
    Column.NUMBER: (52, 0),
    Column.ASPECT: (120, 1),
    Column.PROBLEM: (136, 3),
    Column.DETAIL: (120, 2),
    Column.CAUSE: (120, 2),
    Column.MEASURES: (180, 5),
    Column.GOAL: (130, 1),
    Column.LEADER: (84, 0),
    Column.DEPARTMENT: (124, 0),
    Column.PERSON: (84, 0),
    Column.PARTNER: (100, 0),
    Column.TYPE: (88, 0),
    Column.DEADLINE: (112, 0),
    Column.PROGRESS: (180, 3),
    Column.STATUS: (152, 0),
    Column.DONE_ON: (104, 0),
    Column.PROOF: (130, 1),
    Column.STRUCK_OFF: (104, 0),
    Column.REASON_OPEN: (140, 1),
    Column.REMARK: (110, 1),
}
_WIDEST, _MEASURED = 190, 200
_PILL = 36
_FIT_MS = 60


class LedgerColumnWidths(QObject):
    """Arranges the columns and keeps what the clerk draws. memory: where it is kept."""

    def __init__(self, view: LedgerTable, model: LedgerModel, memory: Callable[[], LedgerViewMemory]) -> None:
        super().__init__(view)
        self._view = view
        self._model = model
        self._memory = memory
        self._arranging = False
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_FIT_MS)
        self._timer.timeout.connect(view.fit_rows)
        view.horizontalHeader().sectionResized.connect(self._drawn)

    def arrange(self) -> None:
        """Use the whole width of the table; rows get the height that comes of it."""
        if not self._model.columnCount():
            return
        self._arranging = True
        view, memory = self._view, self._memory()()
        wanted = [self._wanted(column, memory) for column in self._model.columns()]
        for number, width in enumerate(share_width(wanted, view.viewport().width())):
            if view.columnWidth(number) != width:
                view.setColumnWidth(number, width)
        view.fit_rows()
        self._arranging = False

    @Slot(int, int, int)
    def _drawn(self, section: int, old: int, new: int) -> None:
        columns = self._model.columns()
        if self._arranging or section >= len(columns):
            return
        memory = self._memory()
        memory.keep(memory().with_width(columns[section], new))
        self._timer.start()

    def _wanted(self, column: Column, memory: LedgerView) -> tuple[int, int]:
        drawn = memory.widths.get(column)
        if drawn is not None:
            return drawn, 0
        least, share = _WIDTHS.get(column, (100, 0))
        if share:
            return least, share
        pill = _PILL if column is Column.STATUS else 0
        rows = self._model.ledger.rows[:_MEASURED]
        texts = {column.value + " ▼", *(self._model.shown_text(row, column) for row in rows)}
        width = max(self._view.cells.text_width(text) for text in texts) + 2 * PAD_X + pill + 2
        return round(min(max(width, 48), _WIDEST)), 0
