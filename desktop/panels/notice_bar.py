"""A strip above the page that says what the clerk has to know about this file."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QToolButton, QWidget

from desktop.app.icons import Icons
from desktop.app.look import Look


class NoticeBar(QWidget):
    """One sentence or two, which can be put away.

    acted(): the button was pressed.
    """

    acted = Signal()

    def __init__(self, look: Look, icons: Icons, action: str = "", parent: QWidget | None = None) -> None:
        """action: the words of a button that does something about it."""
        super().__init__(parent)
        self.setObjectName("notice_bar")
        self._look = look
        self._icons = icons
        self.label = QLabel()
        self.label.setWordWrap(True)
        self.label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.action = QPushButton(action)
        if not action:
            self.action.hide()
        self.action.clicked.connect(self.acted)
        self._close = QToolButton()
        self._close.setAutoRaise(True)
        self._close.setToolTip("知道了")
        self._close.setAccessibleName("关闭提示")
        self._close.clicked.connect(self.hide)
        row = QHBoxLayout(self)
        row.setContentsMargins(14, 6, 8, 6)
        row.addWidget(self.label, 1)
        row.addWidget(self.action, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self._close, 0, Qt.AlignmentFlag.AlignTop)
        look.changed.connect(self._restyle)
        self._restyle()
        self.hide()

    def tell(self, *sentences: str) -> None:
        """Show these sentences, or nothing without any."""
        self.label.setText("  ".join(sentences))
        self.setVisible(bool(sentences))

    def paintEvent(self, event: QPaintEvent) -> None:
        """A soft ground and a line below."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), self._look.color("warning_soft"))
        painter.setPen(self._look.color("line"))
        painter.drawLine(0, self.height() - 1, self.width(), self.height() - 1)

    @Slot()
    def _restyle(self) -> None:
        self._close.setIcon(self._icons.icon("close", self._look.color("muted")))
        self.label.setFont(self._look.font(13))
        self.update()
