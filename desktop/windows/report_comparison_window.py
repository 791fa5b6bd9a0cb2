"""Two reports side by side, problem by problem."""

from __future__ import annotations

from collections.abc import Callable, Hashable

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QFont, QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QMenu,
    QPushButton,
    QSplitter,
    QVBoxLayout,
    QWidget,
)

from desktop.app.differences import DifferenceRow, Differences, Piece, Side
from desktop.app.look import Look
from desktop.documents.comparison_rows import BothWays, ComparedParagraph, ComparedRow, counts, filtered
from desktop.panels.chips import Chips
from desktop.panels.difference_view import DifferenceView
from desktop.report.comparison import Change

_ROW = Qt.ItemDataRole.UserRole
_CHANGED, _EVERYTHING = "有变化的", "全部"
_NO_PROBLEMS = "两份里都没有读出逐条的问题，只比较了各个部分。"


class ReportComparisonWindow(QDialog):
    """Stays open beside the text.

    go_asked(int): show this line of the report in the window. export_asked(str):
    the rows shown now, as "word" or "excel".
    """

    go_asked = Signal(int)
    export_asked = Signal(str)

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._rows: tuple[ComparedRow, ...] = ()
        self._wanted: Hashable = _CHANGED
        self._compared: BothWays | None = None
        self._names = ("", "")
        self._swapped = False
        self.setWindowTitle("与另一份报告比较")
        self.setWindowFlag(Qt.WindowType.WindowMaximizeButtonHint)
        self.resize(1180, 680)
        self.title = QLabel()
        self.title.setFont(look.font(13, QFont.Weight.DemiBold))
        self.title.setTextFormat(Qt.TextFormat.PlainText)
        self.summary = QLabel()
        self.summary.setWordWrap(True)
        self.swap = self._button("左右互换", self._swap, "这一份才是旧的，就换过来")
        self.chips = Chips("变化的种类")
        self.chips.chosen.connect(self._filter)
        self.list = QListWidget()
        self.list.setAccessibleName("逐个问题")
        self.list.setProperty("cards", True)
        self.list.setWordWrap(True)
        self.list.setSpacing(2)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.currentRowChanged.connect(self._chosen)
        self.list.itemDoubleClicked.connect(self._go)
        self.list.itemActivated.connect(self._go)
        self.view = DifferenceView(look, "上次", "本次")
        self.go = self._button("转到正文", self._go, "回车或双击也可以")
        previous = self._button("上一处", lambda: self._step(-1), "Alt+↑")
        following = self._button("下一处", lambda: self._step(1), "Alt+↓")
        QShortcut(QKeySequence("Alt+Up"), self, lambda: self._step(-1))
        QShortcut(QKeySequence("Alt+Down"), self, lambda: self._step(1))
        self.export = self._button("导出 ▾", lambda: None, "导出列在左边的各条")
        menu = QMenu(self.export)
        menu.addAction("Word 对照表…").triggered.connect(lambda checked=False: self.export_asked.emit("word"))
        menu.addAction("Excel 对照表…").triggered.connect(lambda checked=False: self.export_asked.emit("excel"))
        self.export.setMenu(menu)
        close = self._button("关闭", self.close)
        splitter = QSplitter(Qt.Orientation.Horizontal)
        splitter.addWidget(self.list)
        splitter.addWidget(self.view)
        splitter.setStretchFactor(1, 1)
        splitter.setSizes([340, 820])
        splitter.setChildrenCollapsible(False)
        top = QHBoxLayout()
        top.addWidget(self.title, 1)
        top.addWidget(self.swap)
        bottom = QHBoxLayout()
        for button in (previous, following, self.go):
            bottom.addWidget(button)
        bottom.addStretch(1)
        bottom.addWidget(self.export)
        bottom.addWidget(close)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 14, 16, 14)
        column.setSpacing(10)
        column.addLayout(top)
        column.addWidget(self.summary)
        column.addWidget(self.chips)
        column.addWidget(splitter, 1)
        column.addLayout(bottom)

    def show_rows(self, compared: BothWays, old_name: str, new_name: str) -> None:
        """Show a comparison; new is the report in the window."""
        self._compared, self._names, self._swapped = compared, (old_name, new_name), False
        self._fill()
        self.list.setFocus()

    @property
    def names(self) -> tuple[str, str]:
        """The old and the new report's."""
        return (self._names[1], self._names[0]) if self._swapped else self._names

    @property
    def shown(self) -> tuple[ComparedRow, ...]:
        """The rows listed now."""
        if self._wanted == _EVERYTHING:
            return self._rows
        return filtered(self._rows, [self._wanted] if isinstance(self._wanted, Change) else None)

    @property
    def told(self) -> str:
        """What changed in how many rows."""
        return self.summary.text()

    def choose_line(self, line: int) -> None:
        """Show the problem that a line of the report in the window belongs to, changed or not."""
        problems = [row for row in self._rows if row.role is None and (self._place(row) or line + 1) <= line]
        if not problems:
            return
        wanted = max(problems, key=lambda row: self._place(row) or 0)
        if wanted not in self.shown:
            self._wanted = _EVERYTHING
            self._fill()
        self.list.setCurrentRow(self.shown.index(wanted))

    def _fill(self) -> None:
        if self._compared is None:
            return
        self._rows = self._compared.backward if self._swapped else self._compared.forward
        names = self.names
        self.title.setText(f"上次：{names[0]}　→　本次：{names[1]}")
        found = counts(self._rows)
        same = sum(row.same for row in self._rows if row.role is None)
        said = "，".join(f"{change.value} {n}" for change, n in found.items())
        text = f"{said}；未变的问题 {same} 个。" if said else "两份报告相同。"
        if all(row.role is not None for row in self._rows):
            text += _NO_PROBLEMS
        self.summary.setText(text)
        changed = len(filtered(self._rows, None))
        chips: list[tuple[str, Hashable]] = [(f"{_CHANGED} {changed}", _CHANGED)]
        chips += [(f"{change.value} {n}", change) for change, n in found.items()]
        chips.append((f"{_EVERYTHING} {len(self._rows)}", _EVERYTHING))
        if self._wanted not in [value for _, value in chips]:
            self._wanted = _CHANGED
        self.chips.show_chips(chips, self._wanted)
        self._show()

    @Slot(object)
    def _filter(self, wanted: Hashable) -> None:
        self._wanted = wanted
        self._show()

    def _show(self) -> None:
        self.list.clear()
        for row in self.shown:
            words = f"{row.number}{row.title}" if row.role is None else f"【{row.title}】"
            item = QListWidgetItem(f"{words}\n{row.told or '未变'}")
            item.setData(_ROW, row)
            item.setToolTip(row.aspect)
            self.list.addItem(item)
        if self.list.count():
            self.list.setCurrentRow(0)
        else:
            self.view.tell("没有这样的变化。")
        self.export.setEnabled(self.list.count() > 0)

    @Slot(int)
    def _chosen(self, *_: object) -> None:
        row = self._current()
        self.go.setEnabled(row is not None and self._place(row) is not None)
        if row is None:
            return
        if row.same:
            self.view.tell("两份报告里写得一样。")
        else:
            self.view.show_differences(differences_of(row), f"上次：{self.names[0]}", f"本次：{self.names[1]}")

    def _current(self) -> ComparedRow | None:
        item = self.list.currentItem()
        found = item.data(_ROW) if item is not None else None
        return found if isinstance(found, ComparedRow) else None

    def _place(self, row: ComparedRow) -> int | None:
        """Its line in the report of the window, which is the old one when they are swapped."""
        return row.old_line if self._swapped else row.new_line

    def _step(self, by: int) -> None:
        self.list.setCurrentRow(max(0, min(self.list.count() - 1, self.list.currentRow() + by)))

    @Slot()
    def _go(self, *_: object) -> None:
        row = self._current()
        line = self._place(row) if row is not None else None
        if line is not None:
            self.go_asked.emit(line)

    def _swap(self) -> None:
        self._swapped = not self._swapped
        self._fill()

    def _button(self, text: str, slot: Callable[[], object], tip: str = "") -> QPushButton:
        button = QPushButton(text)
        button.setAutoDefault(False)
        button.setToolTip(tip)
        button.clicked.connect(lambda checked=False: slot())
        return button


def differences_of(row: ComparedRow) -> Differences:
    """A row's paragraphs as DifferenceView shows them."""
    rows: list[DifferenceRow] = []
    changed = added = removed = skipped = 0
    for pair in row.lines:
        if pair.same:
            skipped += 1
            continue
        if skipped:
            rows.append(DifferenceRow(skipped=skipped))
            skipped = 0
        rows.append(DifferenceRow(_side(pair.old), _side(pair.new), changed=True))
        changed += pair.old is not None and pair.new is not None
        added += pair.old is None
        removed += pair.new is None
    if skipped:
        rows.append(DifferenceRow(skipped=skipped))
    # a problem whose heading only took another number has no changed paragraph
    return Differences(tuple(rows), changed or int(not row.same), added, removed)


def _side(paragraph: ComparedParagraph | None) -> Side | None:
    if paragraph is None:
        return None
    return Side(paragraph.line, (tuple(Piece(words, changed) for words, changed in paragraph.stretches),))
