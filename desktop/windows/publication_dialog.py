"""发布前检查: what the file carries that is not meant to leave the house, and what a copy for it leaves out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import fields, replace
from itertools import groupby

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import (
    QAbstractItemView,
    QCheckBox,
    QComboBox,
    QDialog,
    QGridLayout,
    QGroupBox,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QPushButton,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from desktop.app.finding_model import NAMES
from desktop.app.look import Look
from desktop.checks.base import Severity
from desktop.documents.publication_check import CleanChoices, Trace, TraceFound
from desktop.panels.roomy_rows import RoomyRows

_FOUND = Qt.ItemDataRole.UserRole
_LEFT_OUT = {
    "comments": ("批注", Trace.COMMENT),
    "hidden": ("隐藏文字", Trace.HIDDEN),
    "properties": ("作者和单位", Trace.AUTHOR),
    "history": ("编辑历史", Trace.HISTORY),
    "custom": ("自定义数据", Trace.CUSTOM),
    "thumbnail": ("缩略图", Trace.THUMBNAIL),
    "printer": ("打印机设置", Trace.PRINTER),
}
_REVISIONS = {"接受全部修订": "accept", "拒绝全部修订": "refuse", "保留修订": "keep"}
_INKS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "muted"}


class PublicationDialog(QDialog):
    """A list beside the text. go_asked(Span): show this place. again_asked(): look again. copy_asked()."""

    go_asked = Signal(object)
    again_asked = Signal()
    copy_asked = Signal()

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self.setWindowTitle("发布前检查")
        self.resize(720, 620)
        self.summary = QLabel()
        self.summary.setWordWrap(True)
        self.list = QTreeWidget()
        self.list.setAccessibleName("发现的内容")
        self.list.setPalette(look.tree_palette())
        self.list.setItemDelegate(RoomyRows(self.list))
        self.list.setHeaderLabels(["发现", "怎样处理"])
        self.list.setRootIsDecorated(True)
        self.list.setUniformRowHeights(False)
        self.list.setWordWrap(True)
        self.list.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        header = self.list.header()
        header.setStretchLastSection(False)
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        header.setSectionResizeMode(1, QHeaderView.ResizeMode.ResizeToContents)
        self.list.itemDoubleClicked.connect(self._go)
        self.list.currentItemChanged.connect(self._chosen)
        self.choices = QGroupBox("发布稿里去掉")
        grid = QGridLayout(self.choices)
        self.boxes = {name: QCheckBox(text) for name, (text, _) in _LEFT_OUT.items()}
        for at, box in enumerate(self.boxes.values()):
            box.setChecked(True)
            grid.addWidget(box, at // 4, at % 4)
        self.revisions = QComboBox()
        self.revisions.addItems(list(_REVISIONS))
        self.revisions.setAccessibleName("修订怎样处理")
        grid.addWidget(self.revisions, 1, 3)
        self.told = QLabel("发布稿是另一份文件，正在编辑的报告不动。标着“请人工处理”的，请先在正文里改好。")
        self.told.setWordWrap(True)
        self.go = self._button("转到原文", self._go)
        self.again = self._button("重新检查", self.again_asked.emit)
        self.copy = self._button("另存发布稿…", self.copy_asked.emit)
        self.copy.setProperty("primary", True)
        close = self._button("关闭", self.reject)
        buttons = QHBoxLayout()
        for button in (self.go, self.again):
            buttons.addWidget(button)
        buttons.addStretch(1)
        buttons.addWidget(close)
        buttons.addWidget(self.copy)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 16, 16, 14)
        column.setSpacing(12)
        for widget in (self.summary, self.list, self.choices, self.told):
            column.addWidget(widget, 1 if widget is self.list else 0)
        column.addLayout(buttons)

    def show_found(self, found: Sequence[TraceFound], *, is_word: bool) -> None:
        """List these. is_word: whether a copy for publication can be made."""
        self.list.clear()
        for trace, group in groupby(found, key=lambda one: one.trace):
            members = list(group)
            head = QTreeWidgetItem(self.list, [f"{trace.value}（{len(members)}）", ""])
            font = head.font(0)
            font.setBold(True)
            head.setFont(0, font)
            for one in members:
                self._add(head, one)
            head.setExpanded(True)
        by_hand = sum(1 for one in found if not one.cleaned)
        if not found:
            self.summary.setText("没有发现不宜公开的内容。")
        else:
            rest = len(found) - by_hand
            parts = [f"{by_hand} 处请人工处理" if by_hand else "", f"{rest} 处可在发布稿里去掉" if rest else ""]
            self.summary.setText(f"发现 {len(found)} 处：{'，'.join(part for part in parts if part)}。")
        counts = {trace: sum(1 for one in found if one.trace is trace) for trace in Trace}
        for name, (text, trace) in _LEFT_OUT.items():
            self.boxes[name].setText(f"{text}（{counts[trace]}）" if counts[trace] else text)
        self.revisions.setEnabled(bool(counts[Trace.REVISION]))
        self.choices.setVisible(is_word)
        self.copy.setEnabled(is_word)
        self.copy.setToolTip("" if is_word else "只有 Word 文件能生成发布稿，请先另存为 Word 文件")
        self._chosen()

    def clean_choices(self) -> CleanChoices:
        """What the copy leaves out."""
        ticked = {name: box.isChecked() for name, box in self.boxes.items()}
        assert set(ticked) | {"revisions"} == {each.name for each in fields(CleanChoices)}
        chosen = _REVISIONS[self.revisions.currentText()]
        return replace(CleanChoices(**ticked), revisions=chosen)  # type: ignore[arg-type]

    def _add(self, head: QTreeWidgetItem, one: TraceFound) -> None:
        place = f"第 {one.span.line} 段" if one.span is not None else ""
        words = f"“{_short(one.text)}”" if one.text.strip() else ""
        led = f"{place}{words}　" if place else ""
        item = QTreeWidgetItem(head, [f"{led}{one.message}", "发布稿里去掉" if one.cleaned else "请人工处理"])
        item.setData(0, _FOUND, one)
        item.setToolTip(0, f"{NAMES[one.severity]}：{one.message}" + ("\n双击转到原文" if one.span else ""))
        item.setForeground(1, self._look.color("muted" if one.cleaned else _INKS[one.severity]))

    def _button(self, text: str, slot: object) -> QPushButton:
        button = QPushButton(text)
        button.setAutoDefault(False)
        button.clicked.connect(slot)
        return button

    def _current(self) -> TraceFound | None:
        item = self.list.currentItem()
        found = item.data(0, _FOUND) if item is not None else None
        return found if isinstance(found, TraceFound) else None

    @Slot()
    def _go(self, *_: object) -> None:
        found = self._current()
        if found is not None and found.span is not None:
            self.go_asked.emit(found.span)

    @Slot()
    def _chosen(self, *_: object) -> None:
        found = self._current()
        self.go.setEnabled(found is not None and found.span is not None)


def _short(text: str) -> str:
    text = " ".join(text.split())
    return text if len(text) <= 30 else text[:29] + "…"
