"""各级编号重排: what is to be changed, to look at first."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from desktop.report.renumbering import NumberChange
from desktop.text.spans import Span

_LONGEST = 34
_MOST_MENTIONS = 5


class RenumberDialog(QDialog):
    """The changes, each to be left out by taking its tick away. jumped(Span): show this place."""

    jumped = Signal(object)

    def __init__(
        self, changes: Sequence[NumberChange], mentions: Sequence[Span], lines: Sequence[str], parent: QWidget | None
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle("各级编号重排")
        self.resize(620, 460)
        self._changes = changes
        head = QLabel(
            f"有 {len(changes)} 处编号要改，改的只是标题前面的编号，正文里的数字和 Word 自动编号不动。不想改的去掉勾。"
        )
        head.setWordWrap(True)
        self.list = QListWidget()
        self.list.setAccessibleName("要改的编号")
        for change in changes:
            title = change.title if len(change.title) <= _LONGEST else change.title[: _LONGEST - 1] + "…"
            item = QListWidgetItem(f"{change.old} → {change.new}　{title}　（第 {change.span.line} 段）")
            item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
            item.setCheckState(Qt.CheckState.Checked)
            self.list.addItem(item)
        self.list.itemActivated.connect(lambda item: self.jumped.emit(changes[self.list.row(item)].span))
        self.list.currentRowChanged.connect(lambda row: self.jumped.emit(changes[row].span))
        self.list.itemChanged.connect(self._counted)
        note = QLabel(_mentioned(mentions, lines))
        note.setWordWrap(True)
        note.setVisible(bool(mentions))
        self.go = QPushButton()
        self.go.setDefault(True)
        self.go.clicked.connect(self.accept)
        leave = QPushButton("取消")
        leave.clicked.connect(self.reject)
        buttons = QHBoxLayout()
        buttons.addStretch(1)
        buttons.addWidget(self.go)
        buttons.addWidget(leave)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 16, 16, 14)
        column.setSpacing(12)
        column.addWidget(head)
        column.addWidget(self.list, 1)
        column.addWidget(note)
        column.addLayout(buttons)
        self._counted()

    def chosen(self) -> list[NumberChange]:
        """The changes that still have their tick."""
        rows = range(self.list.count())
        return [self._changes[row] for row in rows if self.list.item(row).checkState() is Qt.CheckState.Checked]

    def _counted(self, *_: object) -> None:
        count = len(self.chosen())
        self.go.setText(f"重排 {count} 处")
        self.go.setEnabled(count > 0)


def _mentioned(mentions: Sequence[Span], lines: Sequence[str]) -> str:
    places = [f"第 {span.line} 段“{lines[span.line - 1][span.start : span.end]}”" for span in mentions[:_MOST_MENTIONS]]
    more = f"等 {len(mentions)} 处" if len(mentions) > _MOST_MENTIONS else ""
    return f"文中提到了要改的编号，不会替您改，请核对：{'、'.join(places)}{more}。"
