"""Rows of a tree with room above and below; a style sheet that gave it would take the outline of boxes away."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QSize
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem

_ROOM = 9


class RoomyRows(QStyledItemDelegate):
    """The usual rows, somewhat higher."""

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        """As Qt has it, and some more."""
        return super().sizeHint(option, index) + QSize(0, _ROOM)
