"""字数: in the status bar of the whole and of what is selected, and in a window like Word's."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Slot

from desktop.app.editor_text import from_editor
from desktop.app.word_count import count_all, count_words
from desktop.windows.menus import MenuName

if TYPE_CHECKING:
    from desktop.windows.main_window import MainWindow

_CHOSEN_MS = 150


class CountingWords(QObject):
    """Counts when asked, and what is selected while it changes."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_CHOSEN_MS)
        self._timer.timeout.connect(self._count_chosen)
        window.editor.selectionChanged.connect(self._selection_changed)
        window.taken.connect(self._selection_changed)
        window.status.words_asked.connect(self.show)
        window.menus.add(MenuName.VIEW, 5, "字数统计…", self.show, "Ctrl+Shift+G")

    @Slot()
    def show(self) -> None:
        """The window with all numbers."""
        from desktop.windows.word_count_dialog import WordCountDialog

        editor = self._window.editor
        chosen = editor.textCursor().selectedText()
        counted = count_all(from_editor(chosen)) if chosen else None
        WordCountDialog(count_all(editor.lines()), counted, self._window.look, self._window).exec()

    @Slot()
    def _selection_changed(self, *_: object) -> None:
        if self._window.editor.textCursor().hasSelection():
            self._timer.start()
        else:
            self._timer.stop()
            self._window.status.show_chosen_words(0)

    @Slot()
    def _count_chosen(self) -> None:
        chosen = self._window.editor.textCursor().selectedText()
        self._window.status.show_chosen_words(count_words(from_editor(chosen)) if chosen else 0)
