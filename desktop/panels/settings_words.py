"""用词: the office's own words, allowed, forbidden, or with the right form."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import (
    QAbstractItemView,
    QComboBox,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QPushButton,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from desktop.checks.settings import CheckSettings, OwnWords
from desktop.panels.quiet_combo import QuietCombo

_WORD, _HOW, _RIGHT = range(3)
_ALLOW, _FORBID, _REPLACE = "允许", "禁用", "改为"
_WAYS = (_ALLOW, _FORBID, _REPLACE)
_HINT = (
    "允许：这个词是对的，不再提示错别字、固定表述。　禁用：出现就提示。　"
    "改为：出现就提示，并给出右边的写法，可以一键改正。"
)


class WordSettingsPage(QWidget):
    """The table of words. changed(CheckSettings)."""

    changed = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._settings = CheckSettings()
        self._filling = False
        hint = QLabel(_HINT)
        hint.setWordWrap(True)
        hint.setForegroundRole(hint.palette().ColorRole.PlaceholderText)
        self.table = QTableWidget(0, 3)
        self.table.setAccessibleName("本单位用词")
        self.table.setHorizontalHeaderLabels(["词", "怎样处理", "改为"])
        self.table.verticalHeader().hide()
        self.table.verticalHeader().setDefaultSectionSize(34)
        header = self.table.horizontalHeader()
        header.setSectionResizeMode(_WORD, QHeaderView.ResizeMode.Stretch)
        header.setSectionResizeMode(_RIGHT, QHeaderView.ResizeMode.Stretch)
        header.setSectionResizeMode(_HOW, QHeaderView.ResizeMode.Fixed)
        header.resizeSection(_HOW, 110)
        self.table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.table.itemChanged.connect(self._changed)
        self.table.itemSelectionChanged.connect(self._selected)
        self.add = QPushButton("添加")
        self.add.clicked.connect(self._add)
        self.remove = QPushButton("删除选中的")
        self.remove.clicked.connect(self._remove)
        self._problem = QLabel()
        row = QHBoxLayout()
        row.addWidget(self.add)
        row.addWidget(self.remove)
        row.addWidget(self._problem, 1)
        for button in (self.add, self.remove):
            button.setAutoDefault(False)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(hint)
        column.addWidget(self.table, 1)
        column.addLayout(row)
        self._selected()

    def show_settings(self, settings: CheckSettings) -> None:
        """Show these; the table is filled anew only where the words differ from those it shows."""
        self._settings = settings
        if self._words()[0] == settings.words and self.table.rowCount():
            return
        self._filling = True
        self.table.setRowCount(0)
        words = settings.words
        for word in sorted(words.allowed):
            self._add_row(word, _ALLOW)
        for word in sorted(words.forbidden):
            self._add_row(word, _FORBID)
        for wrong, right in words.right:
            self._add_row(wrong, _REPLACE, right)
        self._filling = False
        self._problem.clear()

    def _add_row(self, word: str, how: str, right: str = "") -> int:
        row = self.table.rowCount()
        self.table.insertRow(row)
        self.table.setItem(row, _WORD, QTableWidgetItem(word))
        self.table.setItem(row, _RIGHT, QTableWidgetItem(right))
        choice = QuietCombo(_WAYS)
        choice.setAccessibleName("怎样处理")
        choice.setCurrentText(how)
        self.table.setCellWidget(row, _HOW, choice)
        choice.currentTextChanged.connect(self._changed)
        self._show_right(row)
        return row

    def _show_right(self, row: int) -> None:
        """Only 改为 has a right form."""
        item = self.table.item(row, _RIGHT)
        if item is None:
            return
        used = self._how(row) == _REPLACE
        flags = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        item.setFlags(flags | Qt.ItemFlag.ItemIsEditable if used else flags & ~Qt.ItemFlag.ItemIsEnabled)

    def _how(self, row: int) -> str:
        choice = self.table.cellWidget(row, _HOW)
        return choice.currentText() if isinstance(choice, QComboBox) else _ALLOW

    def _text(self, row: int, column: int) -> str:
        item = self.table.item(row, column)
        return "" if item is None else item.text().strip()

    def _words(self) -> tuple[OwnWords, str]:
        """The words of the table, and what is wrong with it; rows that make no sense are left out."""
        allowed, forbidden, right, problem = set(), set(), {}, ""
        for row in range(self.table.rowCount()):
            word, form = (self._text(row, column) for column in (_WORD, _RIGHT))
            how = self._how(row)
            if not word:
                continue
            if how == _ALLOW:
                allowed.add(word)
            elif how == _FORBID:
                forbidden.add(word)
            elif not form:
                problem = f"“{word}”还没有写改为什么"
            elif form == word:
                problem = f"“{word}”改前改后一样"
            else:
                right[word] = form
        if both := sorted(allowed & (forbidden | set(right))):
            problem = f"“{both[0]}”又允许又不许，请只留一行"
        return OwnWords(frozenset(allowed), frozenset(forbidden), tuple(right.items())), problem

    @Slot()
    def _changed(self, *_: object) -> None:
        if self._filling:
            return
        self._filling = True
        for row in range(self.table.rowCount()):
            self._show_right(row)
        self._filling = False
        words, problem = self._words()
        self._problem.setText(problem)
        if words != self._settings.words:
            self._settings = replace(self._settings, words=words)
            self.changed.emit(self._settings)

    @Slot()
    def _selected(self) -> None:
        self.remove.setEnabled(bool(self.table.selectedIndexes()))

    @Slot()
    def _add(self) -> None:
        self._filling = True
        row = self._add_row("", _REPLACE)
        self._filling = False
        self.table.setCurrentCell(row, _WORD)
        item = self.table.item(row, _WORD)
        if item is not None:
            self.table.editItem(item)

    @Slot()
    def _remove(self) -> None:
        for row in sorted({index.row() for index in self.table.selectedIndexes()}, reverse=True):
            self.table.removeRow(row)
        self._changed()
