"""已忽略: the findings that are not shown, each of which can be brought back."""

from __future__ import annotations

from collections.abc import Container, Sequence

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import (
    QAbstractItemView,
    QDialog,
    QHBoxLayout,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from desktop.app.finding_model import NAMES
from desktop.checks.base import Finding
from desktop.checks.suppression import Ignored

_IGNORED = Qt.ItemDataRole.UserRole
_LONGEST = 30


class IgnoredDialog(QDialog):
    """The list. bring_back_asked(list of Ignored). asked(Finding): go there."""

    bring_back_asked = Signal(object)
    asked = Signal(object)

    def __init__(self, parent: QWidget | None) -> None:
        super().__init__(parent)
        self._findings: list[Finding | None] = []
        self.setWindowTitle("已忽略的检查结果")
        self.resize(560, 420)
        self._note = QLabel()
        self._note.setWordWrap(True)
        self.list = QListWidget()
        self.list.setAccessibleName("已忽略的检查结果")
        self.list.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.list.setProperty("cards", True)
        self.list.setWordWrap(True)
        self.list.setSpacing(2)
        self.list.itemSelectionChanged.connect(self._selected)
        self.list.itemDoubleClicked.connect(self._go)
        self.back = QPushButton("恢复选中的")
        self.back.clicked.connect(self._bring_back)
        self.all = QPushButton("全部恢复")
        self.all.clicked.connect(self._bring_back_all)
        self.go = QPushButton("转到原文")
        self.go.clicked.connect(self._go)
        close = QPushButton("关闭")
        close.clicked.connect(self.accept)
        row = QHBoxLayout()
        for button in (self.back, self.all, self.go):
            row.addWidget(button)
        row.addStretch(1)
        row.addWidget(close)
        close.setDefault(True)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 16, 16, 16)
        column.setSpacing(12)
        column.addWidget(self._note)
        column.addWidget(self.list, 1)
        column.addLayout(row)

    def show_items(self, items: Sequence[tuple[Ignored, Finding | None]], lasting: Container[Ignored]) -> None:
        """List what is ignored, each with the finding it hides, None where the text no longer gives one.

        lasting: what is ignored for good.
        """
        self.list.clear()
        self._findings = [finding for _, finding in items]
        for ignored, finding in items:
            how = "以后都忽略" if ignored in lasting else "这次打开期间忽略"
            if finding is None:
                words = ignored.text or ignored.message
                text = f"“{_short(words)}”\n文中现在没有这一处　{how}"
            else:
                place = f"第 {finding.span.line} 段" if finding.text else "全文"
                words = f"“{_short(finding.text)}”" if finding.text else ""
                text = f"{NAMES[finding.severity]}　{finding.message}\n{place}{words}　{how}"
            item = QListWidgetItem(text)
            item.setData(_IGNORED, ignored)
            self.list.addItem(item)
        self._note.setText(
            "下面这些检查结果没有显示，导出批注时也不写进去。选中后可以恢复。" if items else "没有忽略的检查结果。"
        )
        self.all.setEnabled(bool(items))
        if items:
            self.list.setCurrentRow(0)
        self._selected()

    def _rows(self) -> list[int]:
        return sorted(index.row() for index in self.list.selectedIndexes())

    def _finding(self) -> Finding | None:
        """The finding of the one chosen row."""
        rows = self._rows()
        return self._findings[rows[0]] if len(rows) == 1 else None

    @Slot()
    def _selected(self) -> None:
        self.back.setEnabled(bool(self._rows()))
        self.go.setEnabled(self._finding() is not None)

    @Slot()
    def _bring_back(self) -> None:
        self.bring_back_asked.emit([self.list.item(row).data(_IGNORED) for row in self._rows()])

    @Slot()
    def _bring_back_all(self) -> None:
        self.bring_back_asked.emit([self.list.item(row).data(_IGNORED) for row in range(self.list.count())])

    @Slot()
    def _go(self) -> None:
        finding = self._finding()
        if finding is not None:
            self.accept()
            self.asked.emit(finding)


def _short(text: str) -> str:
    text = " ".join(text.split())
    return text if len(text) <= _LONGEST else text[: _LONGEST - 1] + "…"
