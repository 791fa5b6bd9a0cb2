"""检查项: every check by family, to be switched off, or given another gravity."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt, Signal, Slot
from PySide6.QtWidgets import (
    QButtonGroup,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QLineEdit,
    QPushButton,
    QRadioButton,
    QTreeWidget,
    QTreeWidgetItem,
    QTreeWidgetItemIterator,
    QVBoxLayout,
    QWidget,
)

from desktop.app.finding_model import NAMES
from desktop.app.look import Look
from desktop.checks.base import Check, Family, Severity
from desktop.checks.settings import CheckSettings

_CHECK = Qt.ItemDataRole.UserRole
_NAME, _GRAVE = 0, 1
_ROW = 27
_ON, _OFF = Qt.CheckState.Checked, Qt.CheckState.Unchecked


class CheckSettingsPage(QWidget):
    """The checks. changed(CheckSettings). about_asked(str): tell all about a check."""

    changed = Signal(object)
    about_asked = Signal(str)

    def __init__(self, checks: Sequence[Check], look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._settings = CheckSettings()
        self._filling = False
        self.search = QLineEdit()
        self.search.setPlaceholderText("查找检查项，如：编号、日期、C101")
        self.search.setAccessibleName("查找检查项")
        self.search.setClearButtonEnabled(True)
        self.search.textChanged.connect(self._filter)
        self.tree = QTreeWidget()
        self.tree.setAccessibleName("检查项")
        self.tree.setPalette(look.tree_palette())
        self.tree.setColumnCount(2)
        self.tree.setHeaderLabels(["检查项", "轻重"])
        self.tree.header().setStretchLastSection(False)
        self.tree.header().setSectionResizeMode(_NAME, QHeaderView.ResizeMode.Stretch)
        self.tree.header().setSectionResizeMode(_GRAVE, QHeaderView.ResizeMode.Fixed)
        self.tree.header().resizeSection(_GRAVE, 92)
        self.tree.setUniformRowHeights(True)
        self._add_checks(checks)
        self.tree.itemChanged.connect(self._item_changed)
        self.tree.currentItemChanged.connect(self._show_current)
        self._title, self._text = QLabel(), QLabel()
        for label in (self._title, self._text):
            label.setWordWrap(True)
            label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._text.setMinimumHeight(64)
        self._text.setAlignment(Qt.AlignmentFlag.AlignTop)
        row = QHBoxLayout()
        row.addWidget(QLabel("这项检查的结果算作："))
        self.grave = QButtonGroup(self)
        for number, name in enumerate(("通常", *NAMES.values())):
            button = QRadioButton(name)
            self.grave.addButton(button, number)
            row.addWidget(button)
        self.grave.idClicked.connect(self._weighed)
        row.addStretch(1)
        self.about = QPushButton("关于这项检查")
        self.about.setProperty("link", True)
        self.about.clicked.connect(self._about)
        row.addWidget(self.about)
        self._details = QWidget()
        inner = QVBoxLayout(self._details)
        inner.setContentsMargins(0, 0, 0, 0)
        inner.addWidget(self._title)
        inner.addWidget(self._text)
        inner.addLayout(row)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.search)
        column.addWidget(self.tree, 1)
        column.addWidget(self._details)
        self._show_current()

    def show_settings(self, settings: CheckSettings) -> None:
        """Show these."""
        self._settings = settings
        self._filling = True
        for item, check in self._items():
            item.setCheckState(_NAME, _OFF if check.code in settings.off else _ON)
            self._show_grave(item, check)
        self._filling = False
        self._show_current()

    def select(self, code: str) -> None:
        """Choose the check with this code."""
        for item, check in self._items():
            if check.code == code:
                self.tree.setCurrentItem(item)
                self.tree.scrollToItem(item)

    def _add_checks(self, checks: Sequence[Check]) -> None:
        for family in Family:
            own = [check for check in checks if check.family is family]
            if not own:
                continue
            top = QTreeWidgetItem([f"{family.value}（{len(own)}）"])
            top.setSizeHint(_NAME, QSize(0, _ROW))
            top.setFlags(top.flags() | Qt.ItemFlag.ItemIsAutoTristate | Qt.ItemFlag.ItemIsUserCheckable)
            self.tree.addTopLevelItem(top)
            for check in sorted(own, key=lambda check: check.code):
                item = QTreeWidgetItem([f"{check.explanation.summary.rstrip('。')}　{check.code}"])
                item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
                item.setCheckState(_NAME, _ON)
                item.setSizeHint(_NAME, QSize(0, _ROW))
                item.setToolTip(_NAME, check.explanation.summary)
                item.setData(_NAME, _CHECK, check)
                top.addChild(item)

    def _items(self) -> list[tuple[QTreeWidgetItem, Check]]:
        out = []
        iterator = QTreeWidgetItemIterator(self.tree)
        while item := iterator.value():
            check = item.data(_NAME, _CHECK)
            if isinstance(check, Check):
                out.append((item, check))
            iterator += 1
        return out

    def _show_grave(self, item: QTreeWidgetItem, check: Check) -> None:
        own = self._settings.severity.get(check.code)
        text = NAMES[check.severity] if own is None else f"{NAMES[own]}（改）"
        item.setText(_GRAVE, "不检查" if check.code in self._settings.off else text)

    def _current(self) -> Check | None:
        item = self.tree.currentItem()
        check = item.data(_NAME, _CHECK) if item is not None else None
        return check if isinstance(check, Check) else None

    @Slot()
    def _show_current(self) -> None:
        check = self._current()
        self._details.setEnabled(check is not None)
        if check is None:
            self._title.setText("<b>选中一项，看它检查什么、为什么，也可以改它的轻重。</b>")
            self._text.setText("打勾的检查项会做，去掉勾就不做。改动马上生效，对所有报告有效。")
            return
        text = check.explanation
        self._title.setText(f"<b>{text.summary}</b>（{check.code}）")
        self._text.setText(f"{text.why}\n依据：{text.source}")
        own = self._settings.severity.get(check.code)
        self.grave.button(0).setText(f"通常（{NAMES[check.severity]}）")
        self.grave.button(0 if own is None else 1 + list(Severity).index(own)).setChecked(True)

    @Slot(int)
    def _weighed(self, number: int) -> None:
        check, item = self._current(), self.tree.currentItem()
        if check is not None:
            self._settings = self._settings.weighed(check.code, list(Severity)[number - 1] if number else None)
            self._filling = True
            self._show_grave(item, check)
            self._filling = False
            self.changed.emit(self._settings)

    @Slot(QTreeWidgetItem, int)
    def _item_changed(self, item: QTreeWidgetItem, column: int) -> None:
        if self._filling or column != _NAME:
            return
        off = {check.code for one, check in self._items() if one.checkState(_NAME) is _OFF}
        settings = self._settings
        for code in off ^ settings.off:
            settings = settings.switched(code, on=code not in off)
        if settings != self._settings:
            self._settings = settings
            self._filling = True
            for one, check in self._items():
                self._show_grave(one, check)
            self._filling = False
            self.changed.emit(settings)

    @Slot(str)
    def _filter(self, words: str) -> None:
        words = words.strip().lower()
        for number in range(self.tree.topLevelItemCount()):
            top = self.tree.topLevelItem(number)
            if top is None:
                continue
            family = words in top.text(_NAME).lower()
            any_shown = False
            for row in range(top.childCount()):
                item = top.child(row)
                check = item.data(_NAME, _CHECK)
                text = f"{item.text(_NAME)}{check.explanation.why}".lower()
                item.setHidden(not (family or words in text))
                any_shown = any_shown or not item.isHidden()
            top.setHidden(not any_shown)
            top.setExpanded(bool(words) and any_shown)

    @Slot()
    def _about(self) -> None:
        check = self._current()
        if check is not None:
            self.about_asked.emit(check.code)
