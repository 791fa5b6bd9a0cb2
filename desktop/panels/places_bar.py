"""How many places of a draft are still to be filled; a click goes to the next."""

from __future__ import annotations

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QPushButton, QWidget

from desktop.app.look import Look


class PlacesButton(QPushButton):
    """待填 12 处 ▸, in the status bar for as long as there are any."""

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setToolTip("转到下一处待填（Ctrl+]）；上一处 Ctrl+[")
        look.changed.connect(self._restyle)
        self._restyle()
        self.hide()

    def show_count(self, places: int) -> None:
        """So many places; nothing without any."""
        self.setText(f"待填 {places} 处 ▸")
        self.setAccessibleName(f"待填 {places} 处，转到下一处")
        self.setVisible(places > 0)

    @Slot()
    def _restyle(self) -> None:
        ground, ink = self._look.color("warning_soft").name(), self._look.color("warning").name()
        self.setStyleSheet(
            f"QPushButton {{ background: {ground}; color: {ink}; border: 1px solid transparent; border-radius: 4px;"
            f" padding: 1px 8px; min-height: 18px; }} QPushButton:focus, QPushButton:hover {{ border-color: {ink}; }}"
        )
