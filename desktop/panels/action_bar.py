"""A quiet strip above the page: one sentence and what can be done about it."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt, Slot
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QWidget

from desktop.app.look import Look

Action = tuple[str, Callable[[], object]]


class ActionBar(QWidget):
    """Hidden until something is told; pressing any of its buttons puts it away first."""

    def __init__(self, look: Look, name: str, parent: QWidget | None = None) -> None:
        """name: what it is about, for those who hear it."""
        super().__init__(parent)
        self.setObjectName("action_bar")
        self.setAccessibleName(name)
        self._look = look
        self.label = QLabel()
        self.label.setWordWrap(True)
        self.label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(14, 6, 8, 6)
        self._row.addWidget(self.label, 1)
        self.buttons: list[QPushButton] = []
        look.changed.connect(self._restyle)
        self._restyle()
        self.hide()

    def tell(self, sentence: str, actions: Sequence[Action]) -> None:
        """Say this with these buttons, in the place of what was said before."""
        for button in self.buttons:
            button.hide()
            button.deleteLater()
        self.buttons = []
        self.label.setText(sentence)
        for text, slot in actions:
            button = QPushButton(text)
            button.clicked.connect(lambda checked=False, slot=slot: self._act(slot))
            self._row.addWidget(button, 0, Qt.AlignmentFlag.AlignTop)
            self.buttons.append(button)
        self.show()

    def press(self, text: str) -> None:
        """Press the button with this text. Raises StopIteration."""
        next(button for button in self.buttons if button.text() == text).click()

    def paintEvent(self, event: QPaintEvent) -> None:
        """A soft ground and a line below."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), self._look.color("warning_soft"))
        painter.setPen(self._look.color("line"))
        painter.drawLine(0, self.height() - 1, self.width(), self.height() - 1)

    def _act(self, slot: Callable[[], object]) -> None:
        self.hide()
        slot()

    @Slot()
    def _restyle(self) -> None:
        self.label.setFont(self._look.font(13))
        self.update()
