"""剪切, 复制, 粘贴, 全选 in the menu 编辑: for whatever has the focus."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QWidget

from desktop.windows.menus import MenuName, Needs

if TYPE_CHECKING:
    from desktop.windows.main_window import MainWindow

_ENTRIES = (
    (1, "剪切", "Ctrl+X", Qt.Key.Key_X),
    (1, "复制", "Ctrl+C", Qt.Key.Key_C),
    (1, "粘贴", "Ctrl+V", Qt.Key.Key_V),
    (2, "全选", "Ctrl+A", Qt.Key.Key_A),
)


class ClipboardMenu(QObject):
    """The entries press the key they name, so each part of the window does what it does with that key.

    As shortcuts of the window they would take the keys away from the parts.
    """

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        for section, text, keys, key in _ENTRIES:
            window.menus.add(MenuName.EDIT, section, f"{text}\t{keys}", partial(self._press, key), needs=Needs.REPORT)

    def _press(self, key: Qt.Key) -> None:
        # the menu gives the focus back before it acts; without any it was on the page
        focused: QWidget = self._window.focusWidget() or self._window.editor
        for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
            QApplication.sendEvent(focused, QKeyEvent(kind, key, Qt.KeyboardModifier.ControlModifier))
