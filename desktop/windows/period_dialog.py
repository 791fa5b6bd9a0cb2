"""周报, 半月报, 月报: which period, compared with what, the text before it goes out."""

from __future__ import annotations

import enum
from collections.abc import Callable, Sequence
from datetime import date

from PySide6.QtCore import QDate, Signal, Slot
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import (
    QCheckBox,
    QDateEdit,
    QDialog,
    QHBoxLayout,
    QLabel,
    QPlainTextEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from desktop.documents.ledger_snapshots import KeptState
from desktop.ledger.progress import Period
from desktop.panels.quiet_combo import QuietCombo


class Base(enum.Enum):
    """With what the present state is compared, apart from a state that is kept."""

    FILE = "上期的台账文件…"
    NOTHING = "没有上期（第一次报）"


class PeriodDialog(QDialog):
    """Makes the text anew with every choice.

    text_of(period, base, day): the paragraphs; base: the day of a kept state, or a Base. file_asked(): a workbook of
    the last period is to be chosen. word_asked(object): these lines as a Word file.
    """

    file_asked = Signal()
    word_asked = Signal(object)

    def __init__(
        self,
        states: Sequence[KeptState],
        today: date,
        text_of: Callable[[Period, date | Base, date], Sequence[str]],
        parent: QWidget | None,
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle("周报、半月报、月报")
        self.resize(760, 620)
        self.setMinimumSize(520, 420)
        self._text_of = text_of
        self._states = tuple(states)
        self._file_name = ""
        self.period = QuietCombo([period.value for period in Period])
        self.period.setAccessibleName("哪一种")
        self.base = QuietCombo([])
        self.base.setAccessibleName("与哪一期比")
        for state in self._states:
            day = state.day
            self.base.addItem(f"{day.year}年{day.month}月{day.day}日（{state.rows}行）", day)
        self.base.addItem(Base.FILE.value, Base.FILE)
        self.base.addItem(Base.NOTHING.value, Base.NOTHING)
        self.day = QDateEdit(QDate(today.year, today.month, today.day))
        self.day.setAccessibleName("截至")
        self.day.setDisplayFormat("yyyy年M月d日")
        self.day.setCalendarPopup(True)
        if not self._states:
            self.base.setCurrentIndex(self.base.findData(Base.NOTHING))
        self.text = QPlainTextEdit()
        self.text.setAccessibleName("报告文字")
        self.keep = QCheckBox("把现在的台账记为本期，下一期与它比较")
        self.keep.setChecked(True)
        choices = QHBoxLayout()
        choices.setSpacing(8)
        for word, widget in (("写成", self.period), ("截至", self.day), ("与上期比：", self.base)):
            choices.addWidget(QLabel(word))
            choices.addWidget(widget)
            choices.addSpacing(8)
        choices.addStretch(1)
        self.word = QPushButton("保存为 Word…")
        self.word.setDefault(True)
        self.word.clicked.connect(lambda: self.word_asked.emit(self.lines()))
        self.copy = QPushButton("复制文字")
        self.copy.clicked.connect(self._copy)
        close = QPushButton("关闭")
        close.clicked.connect(self.reject)
        buttons = QHBoxLayout()
        buttons.addWidget(self.keep)
        buttons.addStretch(1)
        for button in (self.word, self.copy, close):
            buttons.addWidget(button)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 16, 16, 14)
        column.setSpacing(12)
        column.addLayout(choices)
        column.addWidget(QLabel("文字可以在这里改，改好再保存或复制。"))
        column.addWidget(self.text, 1)
        column.addLayout(buttons)
        self.period.currentIndexChanged.connect(self.refresh)
        self.day.dateChanged.connect(self.refresh)
        self.base.activated.connect(self._base_chosen)
        self.refresh()

    def lines(self) -> list[str]:
        """The paragraphs as they stand."""
        return [line for line in self.text.toPlainText().split("\n") if line.strip()]

    def day_chosen(self) -> date:
        """截至."""
        day = self.day.date()
        return date(day.year(), day.month(), day.day())

    def show_file(self, name: str) -> None:
        """The workbook of the last period is this; "" for none."""
        at = self.base.findData(Base.FILE)
        if name:
            self.base.setItemText(at, f"台账文件：{name}")
            self.base.setCurrentIndex(at)
        else:
            self.base.setCurrentIndex(self.base.findData(Base.NOTHING))
        self.refresh()

    @Slot()
    def refresh(self, *_: object) -> None:
        """Make the text anew."""
        period = list(Period)[max(0, self.period.currentIndex())]
        base = self.base.currentData()
        lines = self._text_of(period, base if isinstance(base, (date, Base)) else Base.NOTHING, self.day_chosen())
        self.text.setPlainText("\n".join(lines))

    @Slot(int)
    def _base_chosen(self, at: int) -> None:
        if self.base.itemData(at) is Base.FILE:
            self.file_asked.emit()
        else:
            self.refresh()

    @Slot()
    def _copy(self) -> None:
        QGuiApplication.clipboard().setText("\n".join(self.lines()))
