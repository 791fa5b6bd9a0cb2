"""台账: the ledger as a table; double click goes to the problem in the report."""

from __future__ import annotations

from collections.abc import Hashable

from PySide6.QtCore import QModelIndex, Qt, Signal, Slot
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QTableView, QVBoxLayout, QWidget

from desktop.app.ledger_model import COLUMN, ROW, AspectRow, LedgerModel
from desktop.app.look import Look
from desktop.ledger.columns import Column
from desktop.ledger.model import Ledger, Row
from desktop.panels.chips import Chips
from desktop.panels.tables import PAD_X, CellDelegate, Index, fit_rows, prepare_table, share_width, table_or_words

# least width and share of what is left over; columns without a share fit their content
_WIDTHS: dict[Column, tuple[int, int]] = {
    Column.NUMBER: (52, 0),
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
_WIDEST, _MEASURED = 170, 200
_QUIET = frozenset({Column.MEASURES, Column.PROGRESS, Column.CAUSE, Column.DETAIL, Column.GOAL})


class LedgerDelegate(CellDelegate):
    """Aspect heads, status pills, long text in a quieter colour."""

    def text(self, index: Index) -> str:
        """A head row has its words in the first cell, which spans the row."""
        row = index.data(ROW)
        if isinstance(row, AspectRow):
            return f"{row.title}　{row.problems} 个 · 完成 {row.done}" if index.column() == 0 else ""
        return str(index.data() or "")

    def font(self, index: Index) -> QFont:
        """Heads are heavier."""
        weight = QFont.Weight.DemiBold if isinstance(index.data(ROW), AspectRow) else QFont.Weight.Normal
        return self._look.font(13, weight)

    def ink(self, index: Index) -> QColor:
        """Long text is quieter, so that problem and status lead the eye."""
        quiet = index.data(COLUMN) in _QUIET and isinstance(index.data(ROW), Row)
        color = self._look.color("text")
        if quiet:
            color.setAlphaF(0.82)
        return color

    def ground(self, index: Index) -> QColor | None:
        """Heads stand on the background colour."""
        return self._look.color("background") if isinstance(index.data(ROW), AspectRow) else None

    def is_pill(self, index: Index) -> bool:
        """The status."""
        return index.data(COLUMN) is Column.STATUS and isinstance(index.data(ROW), Row)


class LedgerPanel(QWidget):
    """The ledger. jumped(int): go to this line of the report. export_asked(): 导出 Excel."""

    jumped = Signal(int)
    export_asked = Signal()

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("ledger_panel")
        self.model = LedgerModel(self)
        self._delegate = LedgerDelegate(look, self)
        self._chips = Chips("按整改状态筛选")
        self._chips.chosen.connect(self._filter)
        self.export_button = QPushButton("导出 Excel")
        self.export_button.setProperty("primary", True)
        self.export_button.clicked.connect(self.export_asked)
        self.view = QTableView()
        self.view.setAccessibleName("整改台账")
        self.view.setModel(self.model)
        self.view.setItemDelegate(self._delegate)
        prepare_table(self.view, look)
        self.view.activated.connect(self._jump)
        self.view.doubleClicked.connect(self._jump)
        self._pages = table_or_words(
            self.view,
            "这里是从报告得出的整改台账：一个问题一行。\n\n"
            "报告里逐条写出反馈问题和整改情况后，台账自动列出，可以导出 Excel 或 Word。",
        )
        self.setFocusProxy(self.view)
        self._bar = QWidget()
        row = QHBoxLayout(self._bar)
        row.setContentsMargins(14, 10, 14, 10)
        row.addWidget(self._chips, 1)
        row.addWidget(self.export_button, 0, Qt.AlignmentFlag.AlignTop)
        self._bar.setAutoFillBackground(True)
        self._bar.setBackgroundRole(self._bar.palette().ColorRole.Base)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._bar)
        inner = QVBoxLayout()
        inner.setContentsMargins(14, 10, 14, 14)
        inner.addWidget(self._pages)
        column.addLayout(inner, 1)
        look.changed.connect(self.view.viewport().update)
        self._stale = True
        self.show_ledger(Ledger(""))

    def show_ledger(self, ledger: Ledger) -> None:
        """Show this ledger."""
        scroll = self.view.verticalScrollBar().value()
        self.model.show(ledger)
        self._pages.setCurrentIndex(1 if ledger.rows else 0)
        self._bar.setVisible(bool(ledger.rows))
        self._show_chips()
        self._arrange()
        self.view.verticalScrollBar().setValue(scroll)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Use the whole width."""
        super().resizeEvent(event)
        self._arrange()

    def showEvent(self, event: QShowEvent) -> None:
        """What changed while the tab was hidden is arranged now."""
        super().showEvent(event)
        self._arrange()

    def _show_chips(self) -> None:
        statuses = self.model.statuses()
        chips: list[tuple[str, Hashable]] = [(f"全部 {sum(statuses.values())}", None)]
        chips += [(f"{status} {count}", status) for status, count in statuses.items()]
        self._chips.show_chips(chips, self.model.status)

    def _arrange(self) -> None:
        if not self.isVisible() or not self.model.columnCount():
            return
        room = self.view.viewport().width()
        widths = share_width([self._wanted(column) for column in self.model.columns()], room)
        for number, width in enumerate(widths):
            if self.view.columnWidth(number) != width:
                self.view.setColumnWidth(number, width)
        self.view.clearSpans()
        heads = self.model.aspect_rows()
        if self.model.columnCount() > 1:
            for row in heads:
                self.view.setSpan(row, 0, 1, self.model.columnCount())
        fit_rows(self.view, self._delegate, frozenset(heads))

    def _wanted(self, column: Column) -> tuple[int, int]:
        least, share = _WIDTHS.get(column, (100, 0))
        if share:
            return least, share
        metrics = QFontMetricsF(self._delegate.cell_font)
        pill = 36 if column is Column.STATUS else 0
        texts = [column.value, *(row[column] for row in self.model.ledger.rows[:_MEASURED])]
        width = max(metrics.horizontalAdvance(text) for text in texts) + 2 * PAD_X + pill + 2
        return round(min(max(width, 48), _WIDEST)), 0

    @Slot(object)
    def _filter(self, status: str | None) -> None:
        self.model.filter(status)
        self._show_chips()
        self._arrange()

    @Slot(QModelIndex)
    def _jump(self, index: QModelIndex) -> None:
        row = self.model.row(index.row())
        if isinstance(row, Row) and row.line is not None:
            self.jumped.emit(row.line)
