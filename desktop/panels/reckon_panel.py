"""对账: each stated number beside what the body lists."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, QObject, Signal, Slot
from PySide6.QtGui import QColor, QFont, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QTableView, QVBoxLayout, QWidget

from desktop.app.claim_model import COLUMNS, ROW, ClaimColumn, ClaimModel, ClaimRow
from desktop.app.look import Look
from desktop.panels.tables import CellDelegate, Index, fit_rows, prepare_table, share_width, table_or_words
from desktop.report.model import Verdict

_WIDTHS = {
    ClaimColumn.PLACE: (90, 0),
    ClaimColumn.TEXT: (240, 4),
    ClaimColumn.SUBJECT: (120, 1),
    ClaimColumn.STATED: (80, 0),
    ClaimColumn.BODY: (80, 0),
    ClaimColumn.RESULT: (124, 0),
    ClaimColumn.ACTION: (176, 0),
}


class ClaimDelegate(CellDelegate):
    """Wrong numbers in red on a red ground, with ✗ beside; links in the accent colour."""

    def ink(self, index: Index) -> QColor:
        """The colour that says something, never alone."""
        row, column = index.data(ROW), COLUMNS[index.column()]
        if column is ClaimColumn.PLACE:
            return self._look.color("accent")
        if isinstance(row, ClaimRow) and column in (ClaimColumn.RESULT, ClaimColumn.STATED):
            if row.verdict is Verdict.WRONG:
                return self._look.color("error")
            if column is ClaimColumn.RESULT:
                return self._look.color("done" if row.verdict is Verdict.OK else "muted")
        return self._look.color("text")

    def font(self, index: Index) -> QFont:
        """The stated number is heavier."""
        stated = COLUMNS[index.column()] is ClaimColumn.STATED
        return self._look.font(13, QFont.Weight.Bold if stated else QFont.Weight.Normal)

    def ground(self, index: Index) -> QColor | None:
        """A wrong row stands on a soft red."""
        row = index.data(ROW)
        if isinstance(row, ClaimRow) and row.verdict is Verdict.WRONG:
            return self._look.color("error_soft", 130)
        return None


class ReckonPanel(QWidget):
    """The stated numbers. jumped(Span): go there. fix_asked(Fix): 改正文为 N."""

    jumped = Signal(object)
    fix_asked = Signal(object)

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("reckon_panel")
        self._look = look
        self.model = ClaimModel(self)
        self._delegate = ClaimDelegate(look, self)
        self._title = QLabel()
        self._note = QLabel("正文 = 报告里逐条列出的")
        self._note.setForegroundRole(self._note.palette().ColorRole.PlaceholderText)
        self.view = QTableView()
        self.view.setAccessibleName("文中数字与正文对照")
        self.view.setModel(self.model)
        self.view.setItemDelegate(self._delegate)
        prepare_table(self.view, look)
        self.view.clicked.connect(self._clicked)
        self.view.activated.connect(self._jump)
        self.view.doubleClicked.connect(self._jump)
        self._pages = table_or_words(
            self.view,
            "这里把文中说的数字（几个问题、完成几个、完成率）和正文逐条列出的放在一起核对。\n\n"
            "报告里写到这些数字后就会列出。",
        )
        self.setFocusProxy(self.view)
        self._bar = QWidget()
        row = QHBoxLayout(self._bar)
        row.setContentsMargins(18, 14, 18, 14)
        row.setSpacing(24)
        row.addWidget(self._title)
        row.addWidget(self._note, 1)
        self._bar.setAutoFillBackground(True)
        self._bar.setBackgroundRole(self._bar.palette().ColorRole.Base)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._bar)
        inner = QVBoxLayout()
        inner.setContentsMargins(18, 14, 18, 14)
        inner.addWidget(self._pages)
        column.addLayout(inner, 1)
        look.changed.connect(self._restyle)
        self._restyle()
        self.show_rows(())

    def show_rows(self, rows: Sequence[ClaimRow]) -> None:
        """Show these numbers."""
        scroll = self.view.verticalScrollBar().value()
        self.model.show(rows)
        self._pages.setCurrentIndex(1 if rows else 0)
        self._bar.setVisible(bool(rows))
        wrong = self.model.wrong
        color = self._look.theme.error if wrong else self._look.theme.done
        end = f"{wrong} 处对不上" if wrong else "没有对不上的"
        self._title.setText(f"文中 {len(rows)} 处数字，<span style='color:{color}'>{end}</span>")
        self._give_buttons()
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

    def _arrange(self) -> None:
        if not self.isVisible():
            return
        widths = share_width([_WIDTHS[column] for column in COLUMNS], self.view.viewport().width())
        for number, width in enumerate(widths):
            self.view.setColumnWidth(number, width)
        fit_rows(self.view, self._delegate)

    def _give_buttons(self) -> None:
        column = COLUMNS.index(ClaimColumn.ACTION)
        for number, row in enumerate(self.model.rows):
            index = self.model.index(number, column)
            old = self.view.indexWidget(index)
            if row.fix is None:
                if old is not None:
                    self.view.setIndexWidget(index, None)  # type: ignore[arg-type]
                continue
            text = f"改正文为 {row.fix.label.removeprefix('改为').strip()}"
            holder = QWidget()
            line = QHBoxLayout(holder)
            line.setContentsMargins(8, 4, 8, 4)
            button = QPushButton(text)
            button.setAccessibleName(f"第 {row.span.line} 段：{text}")
            button.setToolTip(row.fix.label)
            button.clicked.connect(_FixButton(self, button, number).press)
            line.addWidget(button)
            line.addStretch(1)
            self.view.setIndexWidget(index, holder)

    def press_fix(self, number: int) -> None:
        """Ask for the fix of a row."""
        row = self.model.rows[number]
        if row.fix is not None:
            self.fix_asked.emit(row.fix)

    @Slot()
    def _restyle(self) -> None:
        self._title.setFont(self._look.font(15, QFont.Weight.DemiBold))
        self.view.viewport().update()

    @Slot(QModelIndex)
    def _clicked(self, index: QModelIndex) -> None:
        if COLUMNS[index.column()] is ClaimColumn.PLACE:
            self._jump(index)

    @Slot(QModelIndex)
    def _jump(self, index: QModelIndex) -> None:
        self.jumped.emit(self.model.rows[index.row()].span)


class _FixButton(QObject):
    """Knows which row a button belongs to; lives as long as the button."""

    def __init__(self, panel: ReckonPanel, button: QPushButton, number: int) -> None:
        super().__init__(button)
        self._panel = panel
        self._number = number

    @Slot()
    def press(self) -> None:
        """Ask for the fix."""
        self._panel.press_fix(self._number)
