"""Small windows with a table: a row's history, the differences of two ledgers."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import (
    QAbstractItemView,
    QDialog,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QPushButton,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from desktop.ledger.clipboard import to_text

_LONGEST = 300
_MOST_ROWS = 5_000


class TableDialog(QDialog):
    """Rows of texts under headings. asked(int): the row with this number was double-clicked."""

    asked = Signal(int)

    def __init__(
        self,
        title: str,
        told: str,
        headings: Sequence[str],
        rows: Sequence[Sequence[str]],
        parent: QWidget | None,
        widths: Sequence[int] = (),
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        self.resize(900, 560)
        self.setMinimumSize(520, 320)
        self._headings, self._rows = tuple(headings), [tuple(row) for row in rows]
        head = QLabel(told)
        head.setWordWrap(True)
        self.table = QTableWidget(min(len(rows), _MOST_ROWS), len(headings))
        self.table.setAccessibleName(title)
        self.table.setHorizontalHeaderLabels(list(headings))
        self.table.verticalHeader().hide()
        self.table.setWordWrap(True)
        self.table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        header = self.table.horizontalHeader()
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        for at, width in enumerate(widths):
            self.table.setColumnWidth(at, width)
        header.setSectionResizeMode(len(headings) - 1, QHeaderView.ResizeMode.Stretch)
        for line, row in enumerate(self._rows[:_MOST_ROWS]):
            for at, text in enumerate(row):
                item = QTableWidgetItem(text if len(text) <= _LONGEST else text[:_LONGEST] + "…")
                item.setToolTip(text[: 2 * _LONGEST])
                self.table.setItem(line, at, item)
        if len(rows) <= _LONGEST:
            self.table.resizeRowsToContents()
        self.table.cellDoubleClicked.connect(lambda row, column: self.asked.emit(row))
        copy = QPushButton("复制全部")
        copy.setToolTip("可以粘贴到 Excel")
        copy.clicked.connect(self.copy)
        close = QPushButton("关闭")
        close.setDefault(True)
        close.clicked.connect(self.accept)
        buttons = QHBoxLayout()
        buttons.addWidget(copy)
        buttons.addStretch(1)
        buttons.addWidget(close)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 16, 16, 14)
        column.setSpacing(12)
        column.addWidget(head)
        column.addWidget(self.table, 1)
        column.addLayout(buttons)

    @Slot()
    def copy(self) -> None:
        """All rows with their headings, as Excel takes them."""
        QGuiApplication.clipboard().setText(to_text([self._headings, *self._rows]))
