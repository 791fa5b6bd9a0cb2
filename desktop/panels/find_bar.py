"""查找和替换: what is looked for, how, how many there are, and what is to stand there instead."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLineEdit, QPushButton, QToolButton, QVBoxLayout, QWidget

from desktop.app.icons import Icons
from desktop.app.look import Look
from desktop.app.search import Query

_MOST_REMEMBERED = 30


class FindField(QLineEdit):
    """A field that remembers: up and down bring back what was looked for before.

    entered(int): Enter was pressed, 1 for on, -1 with Shift for back.
    """

    entered = Signal(int)

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self.setPlaceholderText(name)
        self.setClearButtonEnabled(True)
        self._remembered: list[str] = []
        self._at = 0

    def remember(self) -> None:
        """Keep what stands here for the up key."""
        text = self.text()
        if text:
            self._remembered = [*(old for old in self._remembered if old != text), text][-_MOST_REMEMBERED:]
        self._at = len(self._remembered)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter goes on, Shift+Enter back, up and down through what was looked for."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            back = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
            self.entered.emit(-1 if back else 1)
        elif event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            step = -1 if event.key() == Qt.Key.Key_Up else 1
            if 0 <= self._at + step < len(self._remembered):
                self._at += step
                self.setText(self._remembered[self._at])
        else:
            super().keyPressEvent(event)


class FindBar(QWidget):
    """The bar above the page.

    changed(): something else is looked for. step_asked(int): 1 to the next
    place, -1 to the one before. replace_asked(), replace_all_asked(). left():
    the bar was closed.
    """

    changed = Signal()
    step_asked = Signal(int)
    replace_asked = Signal()
    replace_all_asked = Signal()
    left = Signal()

    def __init__(self, look: Look, icons: Icons, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("find_bar")
        self.setAccessibleName("查找和替换")
        self._look, self._icons = look, icons
        self.text, self.template = FindField("查找"), FindField("替换为（不填就是删去）")
        self.count = QLabel()
        self.count.setMinimumWidth(150)
        self.count.setTextFormat(Qt.TextFormat.PlainText)
        self.up = self._tool("上一处（Shift+F3）", "up")
        self.down = self._tool("下一处（F3）", "down")
        self.close_button = self._tool("关闭（Esc）", "close")
        self.word = self._chip("全字", "只找完整的词：找“人”时不找“人民”里的“人”")
        self.case = self._chip("区分大小写", "Word 和 WORD 算不同的字")
        self.width_apart = self._chip("区分全半角", "“，”和“,”、“１”和“1”算不同的字")
        self.width_apart.setChecked(True)
        self.regex = self._chip("正则", "按正则表达式查找，例如 \\d+个；替换内容里用 \\1 代表第一个括号")
        self.within = self._chip("选中部分", "只在选中的文字里查找和替换")
        self.replace_shown = QPushButton("替换…")
        self.replace_shown.setProperty("link", True)
        self.replace_shown.setToolTip("替换（Ctrl+H）")
        self.replace = QPushButton("替换")
        self.replace_all = QPushButton("全部替换")
        for button in (self.replace_shown, self.replace, self.replace_all):
            button.setAutoDefault(False)
        self._lay_out()
        self._connect()
        look.changed.connect(self._restyle)
        self._restyle()
        self.hide()

    def query(self) -> Query:
        """What is looked for."""
        return Query(
            self.text.text(),
            self.word.isChecked(),
            self.case.isChecked(),
            self.width_apart.isChecked(),
            self.regex.isChecked(),
        )

    def open(self, text: str, *, replacing: bool) -> None:
        """Show the bar; text: what to look for, "" to leave it."""
        if text:
            self.text.setText(text)
        self.show_replacing(replacing or self._replacing.isVisibleTo(self))
        self.show()
        field = self.template if replacing and self.text.text() else self.text
        field.setFocus(Qt.FocusReason.ShortcutFocusReason)
        field.selectAll()

    def show_replacing(self, shown: bool) -> None:
        """The row for what is to stand there instead."""
        self._replacing.setVisible(shown)
        self.replace_shown.setVisible(not shown)

    def tell(self, text: str, *, wrong: bool = False) -> None:
        """第 3 处，共 17 处, or why there is nothing."""
        self.count.setText(text)
        self.count.setToolTip(text)
        self.count.setStyleSheet(f"color: {self._look.theme.error if wrong else self._look.theme.muted}")

    def allow(self, hits: int) -> None:
        """What can be pressed with so many hits."""
        for button in (self.up, self.down, self.replace, self.replace_all):
            button.setEnabled(hits > 0)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape closes."""
        if event.key() == Qt.Key.Key_Escape:
            self.leave()
            return
        super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Panel colour and the line below."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), self._look.color("panel"))
        painter.setPen(self._look.color("line"))
        painter.drawLine(0, self.height() - 1, self.width(), self.height() - 1)

    @Slot()
    def leave(self) -> None:
        """Put the bar away."""
        self.hide()
        self.left.emit()

    def _lay_out(self) -> None:
        first = QHBoxLayout()
        first.addWidget(self.text, 1)
        first.addWidget(self.count)
        for tool in (self.up, self.down, self.close_button):
            first.addWidget(tool)
        options = QHBoxLayout()
        options.setSpacing(6)
        for chip in (self.word, self.case, self.width_apart, self.regex, self.within):
            options.addWidget(chip)
        options.addStretch(1)
        options.addWidget(self.replace_shown)
        self._replacing = QWidget()
        second = QHBoxLayout(self._replacing)
        second.setContentsMargins(0, 0, 0, 0)
        second.addWidget(self.template, 1)
        second.addWidget(self.replace)
        second.addWidget(self.replace_all)
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 8, 12, 9)
        column.setSpacing(7)
        column.addLayout(first)
        column.addWidget(self._replacing)
        column.addLayout(options)
        self.setTabOrder(self.text, self.template)
        self.show_replacing(False)

    def _connect(self) -> None:
        self.text.textChanged.connect(self._changed)
        for chip in (self.word, self.case, self.width_apart, self.regex, self.within):
            chip.toggled.connect(self._changed)
        self.text.entered.connect(self._entered)
        self.template.entered.connect(lambda step: self.replace_asked.emit())
        self.up.clicked.connect(lambda: self.step_asked.emit(-1))
        self.down.clicked.connect(lambda: self.step_asked.emit(1))
        self.close_button.clicked.connect(self.leave)
        self.replace.clicked.connect(self._replace)
        self.replace_all.clicked.connect(self._replace_all)
        self.replace_shown.clicked.connect(lambda: self.open("", replacing=True))

    @Slot()
    def _changed(self) -> None:
        self.changed.emit()

    @Slot(int)
    def _entered(self, step: int) -> None:
        self.text.remember()
        self.step_asked.emit(step)

    @Slot()
    def _replace(self) -> None:
        self.text.remember()
        self.template.remember()
        self.replace_asked.emit()

    @Slot()
    def _replace_all(self) -> None:
        self.text.remember()
        self.template.remember()
        self.replace_all_asked.emit()

    def _tool(self, tip: str, icon: str) -> QToolButton:
        button = QToolButton()
        button.setAutoRaise(True)
        button.setProperty("icon_name", icon)
        button.setToolTip(tip)
        button.setAccessibleName(tip)
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        return button

    def _chip(self, text: str, tip: str) -> QPushButton:
        chip = QPushButton(text)
        chip.setProperty("chip", True)
        chip.setCheckable(True)
        chip.setAutoDefault(False)
        chip.setToolTip(tip)
        return chip

    @Slot()
    def _restyle(self) -> None:
        for button in (self.up, self.down, self.close_button):
            button.setIcon(self._icons.icon(button.property("icon_name"), self._look.color("text")))
        self.tell(self.count.text())
        self.update()
