"""问题从哪里来: nothing, a ledger, the feedback's file or its pasted text; says what was understood."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QTimer, Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPlainTextEdit, QPushButton, QVBoxLayout, QWidget

from desktop.app.look import Look
from desktop.app.problem_source import ProblemSource, of_feedback_text
from desktop.documents.errors import DocumentError
from desktop.panels.chips import FlowLayout

_NOTHING = "不选也可以：先照一个问题的样子留好位置，以后再填。"
_PAUSE_MS = 250


class ProblemSourceBox(QWidget):
    """Buttons, and below them what was understood.

    changed(): another source, or none. ledger_asked(), feedback_asked(): a
    file is to be chosen. own_asked(): the ledger that is open.
    """

    changed = Signal()
    ledger_asked = Signal()
    feedback_asked = Signal()
    own_asked = Signal()

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self.source: ProblemSource | None = None
        self.ledger = self._button("选整改台账（Excel）…", self.ledger_asked.emit)
        self.feedback = self._button("选反馈意见文件…", self.feedback_asked.emit)
        self.paste = self._button("粘贴反馈意见", self._toggle_text)
        self.paste.setCheckable(True)
        self.own = self._button("用现在打开的台账", self.own_asked.emit)
        self.own.hide()
        buttons = QWidget()
        flow = FlowLayout(buttons)
        for button in (self.own, self.ledger, self.feedback, self.paste):
            flow.addWidget(button)
        self.text = QPlainTextEdit()
        self.text.setAccessibleName("反馈意见的文字")
        self.text.setPlaceholderText("把反馈意见的文字粘贴到这里，程序会找出其中的方面和问题。")
        self.text.setFixedHeight(120)
        self.text.setTabChangesFocus(True)
        self.text.hide()
        self.told = QLabel(_NOTHING)
        self.told.setWordWrap(True)
        self.clear_button = QPushButton("不用它")
        self.clear_button.setProperty("link", True)
        self.clear_button.setAutoDefault(False)
        self.clear_button.clicked.connect(self.clear)
        self.clear_button.hide()
        row = QHBoxLayout()
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.told, 1)
        row.addWidget(self.clear_button)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(buttons)
        column.addWidget(self.text)
        column.addLayout(row)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_PAUSE_MS)
        self._pause.timeout.connect(self._read_text)
        self.text.textChanged.connect(self._pause.start)

    def offer_own(self, name: str) -> None:
        """Offer the ledger that is open."""
        self.own.setText(f"用现在打开的台账（{name}）")
        self.own.show()

    def show_source(self, source: ProblemSource) -> None:
        """These problems."""
        self.source = source
        self._tell(f"✓ {source.name}：读出 {source.understood}", "done")
        self.clear_button.show()
        self.changed.emit()

    def show_wrong(self, message: str) -> None:
        """Nothing could be read; why."""
        self.source = None
        self._tell(message, "error")
        self.clear_button.show()
        self.changed.emit()

    def show_reading(self, name: str) -> None:
        """A file is being read."""
        self._tell(f"正在读 {name}…", "muted")

    @Slot()
    def clear(self) -> None:
        """No source."""
        self.source = None
        self.text.clear()
        self._pause.stop()
        self.text.hide()
        self.paste.setChecked(False)
        self.clear_button.hide()
        self._tell(_NOTHING, "muted")
        self.changed.emit()

    def read_now(self) -> None:
        """Read what was pasted without waiting for a pause in typing."""
        if self._pause.isActive():
            self._pause.stop()
            self._read_text()

    def _tell(self, words: str, color: str) -> None:
        self.told.setText(words)
        self.told.setStyleSheet(f"color: {self._look.color(color).name()};")

    def _button(self, text: str, slot: Callable[[], object]) -> QPushButton:
        button = QPushButton(text)
        button.setAutoDefault(False)
        button.clicked.connect(lambda checked=False: slot())
        return button

    def _toggle_text(self) -> None:
        self.text.setVisible(self.paste.isChecked())
        if self.paste.isChecked():
            self.text.setFocus()

    @Slot()
    def _read_text(self) -> None:
        words = self.text.toPlainText()
        if not words.strip():
            return
        try:
            self.show_source(of_feedback_text(words))
        except DocumentError as error:
            self.show_wrong(str(error))
