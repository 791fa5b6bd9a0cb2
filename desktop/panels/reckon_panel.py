"""对账: stated numbers beside what body and ledger give; problems that report and ledger tell differently."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QModelIndex, Signal, Slot
from PySide6.QtGui import QFont, QResizeEvent, QShowEvent
from PySide6.QtWidgets import (
    QButtonGroup,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QStackedWidget,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from desktop.app.claim_model import ClaimColumn, ClaimModel, ClaimRow
from desktop.app.disagreements import COLUMNS, Disagreement, DisagreementColumn, DisagreementModel
from desktop.app.look import Look
from desktop.checks.base import Fix
from desktop.ledger.comparison import Sort
from desktop.panels.reckon_delegates import ClaimDelegate, DisagreementDelegate
from desktop.panels.row_buttons import RowButton, give_buttons
from desktop.panels.tables import CellDelegate, fit_rows, prepare_table, share_width, table_or_words

_CLAIM_WIDTHS = {
    ClaimColumn.PLACE: (90, 0),
    ClaimColumn.TEXT: (200, 4),
    ClaimColumn.SUBJECT: (110, 1),
    ClaimColumn.STATED: (74, 0),
    ClaimColumn.BODY: (74, 0),
    ClaimColumn.LEDGER: (74, 0),
    ClaimColumn.RESULT: (140, 0),
    ClaimColumn.ACTION: (176, 0),
}
_WIDTHS = {
    DisagreementColumn.PROBLEM: (200, 3),
    DisagreementColumn.WHAT: (120, 0),
    DisagreementColumn.IN_TEXT: (120, 2),
    DisagreementColumn.IN_LEDGER: (120, 2),
    DisagreementColumn.ACTION: (220, 0),
}
_NO_NUMBERS = (
    "这里把文中说的数字（几个问题、完成几个、完成率）和正文逐条列出的放在一起核对。\n\n报告里写到这些数字后就会列出。"
)
_NO_LEDGER = (
    "这里把报告和整改台账逐个问题核对：漏登、漏写、表述、次序、状态、时限、责任人。\n\n"
    "现在的台账是从正文读出来的，没有另一份可以核对。请先在“台账”里导入单位的整改台账。"
)
_AGREED = "报告和台账逐个问题都对得上。"
_NUMBERS, _PROBLEMS = range(2)


class ReckonPanel(QWidget):
    """Both tables, one at a time.

    jumped(Span): go there. fix_asked(Fix): change the text. fixes_asked(tuple
    of Fix): all of them at once. cell_asked(CellEdit): change the ledger.
    ledger_row_asked(int): show this 0-based row of the ledger. draft_asked(int): write it into the report.
    """

    jumped = Signal(object)
    fix_asked = Signal(object)
    fixes_asked = Signal(object)
    cell_asked = Signal(object)
    ledger_row_asked = Signal(int)
    draft_asked = Signal(int)

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("reckon_panel")
        self._look = look
        self._ledger_name: str | None = None
        self.model = ClaimModel(self)
        self.disagreements = DisagreementModel(self)
        self._delegate = ClaimDelegate(look, self)
        self._other_delegate = DisagreementDelegate(look, self)
        self._title = QLabel()
        self._note = QLabel()
        self._note.setForegroundRole(self._note.palette().ColorRole.PlaceholderText)
        self.fix_all = QPushButton()
        self.fix_all.setProperty("primary", True)
        self.fix_all.clicked.connect(self._ask_all)
        self.view = self._table("文中数字与正文、台账对照", self.model, self._delegate)
        self.view.clicked.connect(self._clicked)
        self.view.activated.connect(self._jump)
        self.view.doubleClicked.connect(self._jump)
        self.other = self._table("报告与台账逐个问题核对", self.disagreements, self._other_delegate)
        self.other.clicked.connect(self._other_clicked)
        self.other.activated.connect(self._other_jump)
        self.other.doubleClicked.connect(self._other_jump)
        self._numbers = table_or_words(self.view, _NO_NUMBERS)
        self._problems = table_or_words(self.other, _NO_LEDGER)
        self._empty_words = self._problems.widget(0)
        self._pages = QStackedWidget()
        self._pages.addWidget(self._numbers)
        self._pages.addWidget(self._problems)
        self.setFocusProxy(self.view)
        self._chips = [self._chip("文中数字", _NUMBERS), self._chip("逐个问题", _PROBLEMS)]
        self._chips[_NUMBERS].setChecked(True)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._head())
        inner = QVBoxLayout()
        inner.setContentsMargins(18, 14, 18, 14)
        inner.addWidget(self._pages)
        column.addLayout(inner, 1)
        look.changed.connect(self._restyle)
        self.show_rows(())
        self._restyle()

    def show_rows(self, rows: Sequence[ClaimRow], ledger_name: str | None = None) -> None:
        """Show these numbers. ledger_name: what the ledger beside them is called; None where there is none."""
        scroll = self.view.verticalScrollBar().value()
        self._ledger_name = ledger_name
        self.model.show(rows, ledger=ledger_name is not None)
        self._numbers.setCurrentIndex(1 if rows else 0)
        buttons = [
            []
            if row.fix is None
            else [self._fix_button(row.fix.label.removeprefix("改为").strip(), row.fix.label, row.span.line, number)]
            for number, row in enumerate(self.model.rows)
        ]
        give_buttons(self.view, self.model.columns.index(ClaimColumn.ACTION), buttons)
        self._tell()
        self._arrange()
        self.view.verticalScrollBar().setValue(scroll)

    def show_disagreements(self, rows: Sequence[Disagreement] | None, message: str = "") -> None:
        """Show where report and ledger differ; None: there is no ledger. message: told in the place of the table."""
        scroll = self.other.verticalScrollBar().value()
        self.disagreements.show(rows or ())
        self._problems.setCurrentIndex(1 if rows else 0)
        if isinstance(self._empty_words, QLabel):
            self._empty_words.setText(message or (_NO_LEDGER if rows is None else _AGREED))
        give_buttons(
            self.other,
            COLUMNS.index(DisagreementColumn.ACTION),
            [self._ways(row) for row in self.disagreements.rows],
        )
        self._tell()
        self._arrange()
        self.other.verticalScrollBar().setValue(scroll)

    def show_page(self, number: int) -> None:
        """文中数字 (0) or 逐个问题 (1)."""
        self._chips[number].setChecked(True)
        self._pages.setCurrentIndex(number)
        self.setFocusProxy(self.view if number == _NUMBERS else self.other)
        self._tell()
        self._arrange()

    def press_fix(self, number: int) -> None:
        """Ask for the fix of a number."""
        row = self.model.rows[number]
        if row.fix is not None:
            self.fix_asked.emit(row.fix)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Use the whole width."""
        super().resizeEvent(event)
        self._arrange()

    def showEvent(self, event: QShowEvent) -> None:
        """What changed while the tab was hidden is arranged now."""
        super().showEvent(event)
        self._arrange()

    # -- building ------------------------------------------------------------------------------------

    def _head(self) -> QWidget:
        bar = QWidget()
        row = QHBoxLayout(bar)
        row.setContentsMargins(18, 12, 18, 12)
        row.setSpacing(16)
        row.addWidget(self._title)
        row.addWidget(self._note, 1)
        group = QButtonGroup(self)
        for chip in self._chips:
            group.addButton(chip)
            row.addWidget(chip)
        row.addWidget(self.fix_all)
        bar.setAutoFillBackground(True)
        bar.setBackgroundRole(bar.palette().ColorRole.Base)
        return bar

    def _chip(self, text: str, number: int) -> QPushButton:
        chip = QPushButton(text)
        chip.setCheckable(True)
        chip.setProperty("chip", True)
        chip.clicked.connect(partial(self._chip_clicked, number))
        return chip

    def _table(self, name: str, model: ClaimModel | DisagreementModel, delegate: CellDelegate) -> QTableView:
        view = QTableView()
        view.setAccessibleName(name)
        view.setModel(model)
        view.setItemDelegate(delegate)
        prepare_table(view, self._look)
        return view

    def _fix_button(self, to: str, label: str, line: int, number: int) -> RowButton:
        text = f"改正文为 {to}"
        return RowButton(text, label, f"第 {line} 段：{text}", partial(self.press_fix, number))

    def _ways(self, row: Disagreement) -> list[RowButton]:
        ways = []
        if row.text_fix is not None:
            spoken = f"{row.problem}：改正文"
            ways.append(RowButton("改正文", row.text_fix.label, spoken, partial(self.fix_asked.emit, row.text_fix)))
        if row.cell_edit is not None:
            new = row.cell_edit.new is not None
            text = "登记到台账" if new else "改台账"
            tip = "在台账里加上这个问题" if new else f"台账的{row.cell_edit.column.value}改为“{row.in_text}”"
            ways.append(RowButton(text, tip, f"{row.problem}：{text}", partial(self.cell_asked.emit, row.cell_edit)))
        if row.ledger_row is not None and row.sort is Sort.ONLY_SECOND:
            draft = partial(self._ask_draft, row.ledger_row)
            ways.append(RowButton("写进正文", "照相邻问题的写法写进报告", f"{row.problem}：写进正文", draft))
        if row.ledger_row is not None:
            ways.append(
                RowButton(
                    "看台账", "转到台账的这一行", f"{row.problem}：看台账", partial(self._show_row, row.ledger_row)
                )
            )
        return ways

    # -- telling -------------------------------------------------------------------------------------

    def _tell(self) -> None:
        count, wrong = len(self.model.rows), self.model.wrong
        self._chips[_NUMBERS].setText(f"文中数字 {count}")
        differing = len(self.disagreements.rows)
        self._chips[_PROBLEMS].setText(f"逐个问题 {differing}" if self._ledger_name is not None else "逐个问题")
        numbers = self._pages.currentIndex() == _NUMBERS
        bad = wrong if numbers else differing
        color = self._look.theme.error if bad else self._look.theme.done
        end = f"{bad} 处对不上" if bad else "没有对不上的"
        if numbers:
            self._title.setText(f"文中 {count} 处数字，<span style='color:{color}'>{end}</span>" if count else "对账")
        elif self._ledger_name is None:
            self._title.setText("对账")
        else:
            self._title.setText(f"报告和台账，<span style='color:{color}'>{end}</span>")
        ledger = f"；台账 = {self._ledger_name}" if self._ledger_name else ""
        self._note.setText(f"正文 = 报告里逐条列出的{ledger}")
        fixes = self._all_fixes()
        self.fix_all.setText(f"把 {len(fixes)} 处一起改正…")
        self.fix_all.setVisible(numbers and len(fixes) > 1)

    def _all_fixes(self) -> tuple[Fix, ...]:
        fixes = (row.fix for row in self.model.rows)
        return tuple(dict.fromkeys(fix for fix in fixes if fix is not None))

    def _arrange(self) -> None:
        if not self.isVisible():
            return
        shown = self.view if self._pages.currentIndex() == _NUMBERS else self.other
        wanted = (
            [_CLAIM_WIDTHS[column] for column in self.model.columns]
            if shown is self.view
            else [_WIDTHS[column] for column in COLUMNS]
        )
        for number, width in enumerate(share_width(wanted, shown.viewport().width())):
            shown.setColumnWidth(number, width)
        fit_rows(shown, self._delegate if shown is self.view else self._other_delegate)

    @Slot()
    def _restyle(self) -> None:
        self._title.setFont(self._look.font(15, QFont.Weight.DemiBold))
        self._tell()
        self.view.viewport().update()
        self.other.viewport().update()

    # -- answering -----------------------------------------------------------------------------------

    def _chip_clicked(self, number: int, checked: bool = True) -> None:
        self.show_page(number)

    @Slot()
    def _ask_all(self) -> None:
        self.fixes_asked.emit(self._all_fixes())

    @Slot(QModelIndex)
    def _clicked(self, index: QModelIndex) -> None:
        if self.model.columns[index.column()] is ClaimColumn.PLACE:
            self._jump(index)

    @Slot(QModelIndex)
    def _jump(self, index: QModelIndex) -> None:
        self.jumped.emit(self.model.rows[index.row()].span)

    @Slot(QModelIndex)
    def _other_clicked(self, index: QModelIndex) -> None:
        if COLUMNS[index.column()] is DisagreementColumn.PROBLEM:
            self._other_jump(index)

    @Slot(QModelIndex)
    def _other_jump(self, index: QModelIndex) -> None:
        self.jumped.emit(self.disagreements.rows[index.row()].span)

    def _ask_draft(self, number: int) -> None:
        self.draft_asked.emit(number)

    def _show_row(self, number: int) -> None:
        self.ledger_row_asked.emit(number)
