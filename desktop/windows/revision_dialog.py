"""修订稿: which of the fixes are written into the copy as tracked changes, and in whose name."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import (
    QCheckBox,
    QDialog,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from desktop.app.finding_model import NAMES
from desktop.app.look import Look
from desktop.checks.base import Finding
from desktop.panels.roomy_rows import RoomyRows

_LONGEST = 60


class RevisionDialog(QDialog):
    """A list of fixes with ticks; the certain ones are ticked. go_asked(Finding): show its place."""

    go_asked = Signal(object)

    def __init__(
        self, findings: Sequence[Finding], own: int, author: str, look: Look, parent: QWidget | None = None
    ) -> None:
        """own: how many places were changed since the file was opened."""
        super().__init__(parent)
        self.setWindowTitle("导出修订稿")
        self.resize(680, 560)
        self._findings = list(findings)
        self._rows: list[QTreeWidgetItem] = []
        told = QLabel("打勾的改法写进一份副本，成为 Word 修订（留痕），由起草人逐条接受或拒绝。原文件不动。")
        told.setWordWrap(True)
        self.own_box = QCheckBox(f"打开以后在这里改动的 {own} 处，也写成修订")
        self.own_box.setChecked(own > 0)
        self.own_box.setVisible(own > 0)
        self.list = QTreeWidget()
        self.list.setAccessibleName("改法")
        self.list.setPalette(look.tree_palette())
        self.list.setItemDelegate(RoomyRows(self.list))
        self.list.setHeaderHidden(True)
        self.list.setRootIsDecorated(False)
        for finding in self._findings:
            self._add(finding)
        self.list.itemChanged.connect(self._count)
        self.list.itemDoubleClicked.connect(self._go)
        self.author_field = QLineEdit(author)
        self.author_field.setPlaceholderText("不填则署“对账”")
        self.author_field.setMaxLength(40)
        self.author_field.setMaximumWidth(220)
        name = QLabel("修订人(&N)：")
        name.setBuddy(self.author_field)
        self.certain = self._button("只选有把握的", self._tick_certain)
        self.all = self._button("全选", lambda: self._tick(lambda finding: True))
        self.none = self._button("全不选", lambda: self._tick(lambda finding: False))
        self.export = QPushButton("导出…")
        self.export.setDefault(True)
        self.export.clicked.connect(self.accept)
        cancel = QPushButton("取消")
        cancel.setAutoDefault(False)
        cancel.clicked.connect(self.reject)
        self.counted = QLabel()
        top = QHBoxLayout()
        for button in (self.certain, self.all, self.none):
            top.addWidget(button)
        top.addStretch(1)
        top.addWidget(self.counted)
        bottom = QHBoxLayout()
        bottom.addWidget(name)
        bottom.addWidget(self.author_field)
        bottom.addStretch(1)
        bottom.addWidget(cancel)
        bottom.addWidget(self.export)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 16, 16, 16)
        column.setSpacing(12)
        column.addWidget(told)
        column.addWidget(self.own_box)
        column.addLayout(top)
        column.addWidget(self.list, 1)
        column.addLayout(bottom)
        self.own_box.toggled.connect(self._count)
        if not self._findings:
            self.list.addTopLevelItem(QTreeWidgetItem(["检查结果里没有现成的改法。"]))
            self.list.setEnabled(False)
        for button in (self.certain, self.all, self.none):
            button.setEnabled(bool(self._findings))
        self._count()

    def chosen(self) -> list[Finding]:
        """The ticked findings, each with the one fix that is meant."""
        return [
            replace(finding, fixes=(replace(finding.fixes[0], certain=True),))
            for finding, row in zip(self._findings, self._rows, strict=True)
            if row.checkState(0) is Qt.CheckState.Checked
        ]

    def own(self) -> bool:
        """Whether the changes made in the window are tracked as well."""
        return self.own_box.isVisibleTo(self) and self.own_box.isChecked()

    def author(self) -> str:
        """The name as typed."""
        return self.author_field.text().strip()

    def _button(self, text: str, slot: object) -> QPushButton:
        button = QPushButton(text)
        button.setAutoDefault(False)
        button.clicked.connect(slot)
        return button

    def _add(self, finding: Finding) -> None:
        fix = finding.fixes[0]
        words = f"“{_short(finding.text)}”" if finding.text.strip() else ""
        item = QTreeWidgetItem([f"第 {finding.span.line} 段　{fix.label}　{words}"])
        item.setToolTip(0, f"{NAMES[finding.severity]}：{finding.message}\n双击转到原文")
        item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
        item.setCheckState(0, Qt.CheckState.Checked if fix.certain else Qt.CheckState.Unchecked)
        self.list.addTopLevelItem(item)
        self._rows.append(item)

    @Slot(QTreeWidgetItem)
    def _go(self, item: QTreeWidgetItem) -> None:
        if item in self._rows:
            self.go_asked.emit(self._findings[self._rows.index(item)])

    def _tick(self, wanted: object) -> None:
        assert callable(wanted)
        for finding, row in zip(self._findings, self._rows, strict=True):
            row.setCheckState(0, Qt.CheckState.Checked if wanted(finding) else Qt.CheckState.Unchecked)

    @Slot()
    def _tick_certain(self) -> None:
        self._tick(lambda finding: finding.fixes[0].certain)

    @Slot()
    def _count(self, *_: object) -> None:
        chosen = len(self.chosen())
        self.counted.setText(f"已选 {chosen} 处，共 {len(self._findings)} 处" if self._findings else "")
        self.export.setEnabled(chosen > 0 or self.own())


def _short(text: str) -> str:
    text = " ".join(text.split())
    return text if len(text) <= _LONGEST else text[: _LONGEST - 1] + "…"
