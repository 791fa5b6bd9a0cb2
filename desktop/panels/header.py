"""The head of a side panel: its title and a short note."""

from __future__ import annotations

from PySide6.QtCore import Qt, Slot
from PySide6.QtGui import QFont, QPainter, QPaintEvent, QPalette
from PySide6.QtWidgets import QHBoxLayout, QLabel, QWidget

from desktop.app.look import Look

HEIGHT = 40


class PanelHeader(QWidget):
    """A title at the left, a note in muted small type at the right, a line below."""

    def __init__(self, title: str, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self.setFixedHeight(HEIGHT)
        self._title = QLabel(title)
        self._note = QLabel()
        self._note.setForegroundRole(QPalette.ColorRole.PlaceholderText)
        self._note.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        row = QHBoxLayout(self)
        row.setContentsMargins(14, 0, 14, 0)
        row.addWidget(self._title)
        row.addStretch(1)
        row.addWidget(self._note)
        look.changed.connect(self._restyle)
        self._restyle()

    def set_note(self, text: str) -> None:
        """What stands at the right; rich text is allowed."""
        self._note.setText(text)

    def note(self) -> str:
        """What stands at the right."""
        return self._note.text()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Panel colour and the line below."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), self._look.color("panel"))
        painter.setPen(self._look.color("line"))
        painter.drawLine(0, self.height() - 1, self.width(), self.height() - 1)

    @Slot()
    def _restyle(self) -> None:
        self._title.setFont(self._look.font(13, QFont.Weight.DemiBold))
        self._note.setFont(self._look.font(11.5))
        self.update()
