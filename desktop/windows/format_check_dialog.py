"""格式检查: what of the Word file departs from GB/T 9704, place by place, and the mend."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import (
    QAbstractItemView,
    QDialog,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QPushButton,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from desktop.app.look import Look
from desktop.documents.format_check import STANDARD, Departure, FormatCheck
from desktop.panels.roomy_rows import RoomyRows

_DEPARTURE = Qt.ItemDataRole.UserRole
_ON, _OFF = Qt.CheckState.Checked, Qt.CheckState.Unchecked


class FormatCheckDialog(QDialog):
    """A list beside the text. go_asked(int): show this line. mend_asked(list), copy_asked(list): of Departures."""

    go_asked = Signal(int)
    again_asked = Signal()
    mend_asked = Signal(object)
    copy_asked = Signal(object)

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._next: dict[int, int] = {}
        self.setWindowTitle(f"格式检查（{STANDARD}）")
        self.resize(780, 600)
        self.summary = QLabel()
        self.summary.setWordWrap(True)
        self.list = QTreeWidget()
        self.list.setAccessibleName("不合国标的地方")
        self.list.setPalette(look.tree_palette())
        self.list.setItemDelegate(RoomyRows(self.list))
        self.list.setHeaderLabels(["现在", "国标", "条款", "位置"])
        self.list.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.list.setWordWrap(True)
        header = self.list.header()
        header.setStretchLastSection(False)
        for at in range(4):
            mode = QHeaderView.ResizeMode.Stretch if at < 2 else QHeaderView.ResizeMode.ResizeToContents
            header.setSectionResizeMode(at, mode)
        self.list.itemDoubleClicked.connect(self._go)
        self.list.currentItemChanged.connect(self._chosen)
        self.list.itemChanged.connect(self._ticked)
        self.told = QLabel("“改好选中的”改的是打开着的这份报告的格式，按“保存”后才写进文件；文字一个不动。")
        self.told.setWordWrap(True)
        self.go = self._button("转到原文", self._go)
        self.again = self._button("重新检查", self.again_asked.emit)
        self.all = self._button("全选", lambda: self._tick(_ON))
        self.none = self._button("全不选", lambda: self._tick(_OFF))
        self.copy = self._button("改好另存副本…", lambda: self.copy_asked.emit(self.chosen()))
        self.mend = self._button("改好选中的", lambda: self.mend_asked.emit(self.chosen()))
        self.mend.setProperty("primary", True)
        close = self._button("关闭", self.reject)
        top = QHBoxLayout()
        top.addWidget(self.summary, 1)
        for button in (self.all, self.none):
            top.addWidget(button)
        buttons = QHBoxLayout()
        for button in (self.go, self.again):
            buttons.addWidget(button)
        buttons.addStretch(1)
        for button in (close, self.copy, self.mend):
            buttons.addWidget(button)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 16, 16, 14)
        column.setSpacing(12)
        column.addLayout(top)
        column.addWidget(self.list, 1)
        column.addWidget(self.told)
        column.addLayout(buttons)

    def show_check(self, check: FormatCheck, done: str = "") -> None:
        """List these departures, the mendable ones ticked. done: what was just mended."""
        self._next = {}
        self.list.blockSignals(True)
        self.list.clear()
        groups: dict[str, list[Departure]] = {}
        for one in check.departures:
            groups.setdefault(one.element, []).append(one)
        for element, group in groups.items():
            head = QTreeWidgetItem(self.list, [element])
            font = head.font(0)
            font.setBold(True)
            head.setFont(0, font)
            for one in group:
                self._add(head, one)
            head.setExpanded(True)
        self.list.blockSignals(False)
        count = len(check.departures)
        found = f"有 {count} 项不合国标。" if count else "格式都合国标。"
        self.summary.setText("　".join((*([done] if done else []), found, *check.notes)))
        self._ticked()
        self._chosen()

    def chosen(self) -> list[Departure]:
        """The ticked departures."""
        return [item.data(0, _DEPARTURE) for item in self._items() if item.checkState(0) is _ON]

    def _items(self) -> Sequence[QTreeWidgetItem]:
        heads = (self.list.topLevelItem(n) for n in range(self.list.topLevelItemCount()))
        return [head.child(n) for head in heads if head is not None for n in range(head.childCount())]

    def _add(self, head: QTreeWidgetItem, one: Departure) -> None:
        place = f"第 {one.lines[0]} 段" if one.lines else "页面"
        if len(one.lines) > 1:
            place += f"等 {len(one.lines)} 处"
        wanted = one.wanted if one.mendable else f"{one.wanted}（请在 Word 里改）"
        item = QTreeWidgetItem(head, [one.found, wanted, one.clause, place])
        item.setData(0, _DEPARTURE, one)
        item.setToolTip(0, one.message)
        item.setToolTip(3, "、".join(map(str, one.lines[:60])))
        if one.mendable:
            item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
            item.setCheckState(0, _ON)
        else:
            item.setForeground(1, self._look.color("warning"))

    def _button(self, text: str, slot: object) -> QPushButton:
        button = QPushButton(text)
        button.setAutoDefault(False)
        button.clicked.connect(slot)
        return button

    def _tick(self, state: Qt.CheckState) -> None:
        for item in self._items():
            if item.flags() & Qt.ItemFlag.ItemIsUserCheckable:
                item.setCheckState(0, state)

    def _current(self) -> Departure | None:
        item = self.list.currentItem()
        one = item.data(0, _DEPARTURE) if item is not None else None
        return one if isinstance(one, Departure) else None

    @Slot()
    def _go(self, *_: object) -> None:
        """The place; asked again, the next one."""
        one = self._current()
        if one is not None and one.lines:
            at = self._next.get(id(one), 0)
            self._next[id(one)] = at + 1
            self.go_asked.emit(one.lines[at % len(one.lines)])

    @Slot()
    def _chosen(self, *_: object) -> None:
        one = self._current()
        self.go.setEnabled(one is not None and bool(one.lines))

    @Slot()
    def _ticked(self, *_: object) -> None:
        chosen = len(self.chosen())
        self.mend.setText(f"改好选中的 {chosen} 项" if chosen else "改好选中的")
        for button in (self.mend, self.copy):
            button.setEnabled(chosen > 0)
