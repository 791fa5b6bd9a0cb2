"""A choice that the mouse wheel does not change in passing."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QComboBox, QWidget


class QuietCombo(QComboBox):
    """Scrolling goes on to what it lies in."""

    def __init__(self, items: Iterable[str], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.addItems(list(items))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Not for this."""
        event.ignore()
