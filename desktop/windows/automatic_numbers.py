"""Numbers that Word counts itself: an edit of one is explained where it happens."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Slot
from PySide6.QtWidgets import QToolTip

from desktop.app.editor_text import paragraph_from_editor
from desktop.panels.paper import label_of

if TYPE_CHECKING:
    from desktop.windows.main_window import MainWindow

_SHOWN_MS = 8000
_TOLD = "这里的编号是 Word 自动编号，改了不算数，保存后由 Word 重新编排。整个删掉编号，这一段就不再编号。"


class AutomaticNumbers(QObject):
    """Tells once for each number that was typed into."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self._labels: frozenset[str] = frozenset()
        self._told_line = 0
        window.taken.connect(self._file_changed)
        window.written.connect(self._file_changed)
        window.editor.edited.connect(self._edited)

    @Slot()
    def _file_changed(self) -> None:
        self._labels = frozenset(p.label for p in self._window.file.origin if p.label)
        self._told_line = 0

    @Slot()
    def _edited(self) -> None:
        editor = self._window.editor
        block = editor.textCursor().block()
        length = label_of(block)
        if not self._labels or not length or block.blockNumber() + 1 == self._told_line:
            return
        text = paragraph_from_editor(block.text())
        if any(text.startswith(label) for label in self._labels):
            return
        self._told_line = block.blockNumber() + 1
        place = editor.viewport().mapToGlobal(editor.cursorRect().bottomLeft())
        QToolTip.showText(place, _TOLD, editor, editor.rect(), _SHOWN_MS)
