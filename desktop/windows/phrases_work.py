"""The shelf of phrases in the window: shown, put in at the caret, own ones kept."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Slot
from PySide6.QtWidgets import QMenu

from desktop.app.editor_text import from_editor, to_utf16, utf16_length
from desktop.drafting.facts import PLACE, Facts
from desktop.windows import dialogs
from desktop.windows.menus import MenuName

if TYPE_CHECKING:
    from desktop.documents.phrase_store import PhraseStore
    from desktop.drafting.phrases import Phrase
    from desktop.windows.main_window import MainWindow
    from desktop.windows.phrases_dialog import PhrasesDialog

_TEXT = "常用语（文本文件） (*.txt)"
_USUAL_GROUP = "我的常用语"


class PhrasesWork(QObject):
    """常用语. facts: what is known of the report that is open."""

    def __init__(self, window: MainWindow, facts: Callable[[], Facts]) -> None:
        super().__init__(window)
        self._window = window
        self._facts = facts
        self.dialog: PhrasesDialog | None = None
        window.menus.add(MenuName.EDIT, 4, "常用语…", self.show, "F4")
        window.editor.menu_opening.connect(self._add_to_page_menu)
        window.closing.connect(self._close)

    @Slot()
    def show(self) -> None:
        """Show the shelf, at the right of the window, or bring it up."""
        from desktop.windows.phrases_dialog import PhrasesDialog

        window = self._window
        if self.dialog is None:
            dialog = self.dialog = PhrasesDialog(window.look, window)
            dialog.insert_asked.connect(self.insert)
            dialog.add_asked.connect(self.ask_add)
            dialog.change_asked.connect(self._ask_change)
            dialog.remove_asked.connect(self._remove)
            dialog.import_asked.connect(self._import)
            dialog.export_asked.connect(self._export)
            frame = window.geometry()
            room = window.screen().availableGeometry()
            left = min(frame.right(), room.right()) - dialog.width() - 12
            dialog.move(max(room.left(), left), max(room.top(), frame.top() + 90))
        self.refresh()
        self.dialog.show()
        self.dialog.activateWindow()
        self.dialog.search.setFocus()
        self.dialog.search.selectAll()

    def refresh(self) -> None:
        """Read the shelf anew."""
        if self.dialog is not None:
            self.dialog.show_phrases(self._store().load(), self._facts())

    @Slot(str)
    def insert(self, text: str) -> None:
        """Put a phrase in at the caret as one undo step; its first place to fill is chosen."""
        editor = self._window.editor
        if not self._window.has_report:
            return
        self._window.workspace.show_view(0)
        start, end = editor.textCursor().selectionStart(), editor.textCursor().selectionEnd()
        editor.replace_ranges([((start, end), text)])
        found = PLACE.search(text)
        if found is not None:
            editor.select(start + to_utf16(text, found.start()), start + to_utf16(text, found.end()), focus=True)
        else:
            after = start + utf16_length(text)
            editor.select(after, after, focus=True)
        self._window.activateWindow()

    @Slot()
    def ask_add(self) -> None:
        """A phrase of the user's own, from what is selected in the text if anything is."""
        from desktop.windows.phrases_dialog import PhraseEditDialog

        chosen = " ".join(from_editor(self._window.editor.textCursor().selectedText())).strip()
        group = self.dialog.group() if self.dialog is not None else ""
        groups = [_USUAL_GROUP, *self._store().load().groups]
        asked = PhraseEditDialog(
            list(dict.fromkeys(groups)), group or _USUAL_GROUP, chosen, fixed_group=False, parent=self._parent()
        )
        asked.accepted.connect(lambda: self._do(lambda: self._store().add(*asked.told())))
        asked.finished.connect(asked.deleteLater)
        asked.open()

    @Slot(object)
    def _ask_change(self, phrase: Phrase) -> None:
        from desktop.windows.phrases_dialog import PhraseEditDialog

        asked = PhraseEditDialog([phrase.group], phrase.group, phrase.text, fixed_group=True, parent=self._parent())
        asked.accepted.connect(lambda: self._do(lambda: self._store().change(phrase, asked.told()[1])))
        asked.finished.connect(asked.deleteLater)
        asked.open()

    @Slot(object)
    def _remove(self, phrase: Phrase) -> None:
        if dialogs.ask_remove_phrase(self._parent(), phrase.text):
            self._do(lambda: self._store().remove(phrase))

    @Slot()
    def _export(self) -> None:
        suggested = dialogs.documents_folder() / "常用语.txt"
        target = dialogs.ask_save(self._parent(), "导出自己的常用语", suggested, _TEXT)
        if target is not None:
            self._do(lambda: self._store().export(target), lambda: dialogs.tell_exported(self._parent(), target))

    @Slot()
    def _import(self) -> None:
        source = dialogs.ask_file(self._parent(), "从文件添加常用语", dialogs.documents_folder(), _TEXT)
        if source is not None:
            self._do(lambda: self._store().take_over(source))

    def _do(self, work: Callable[[], object], then: Callable[[], object] | None = None) -> None:
        from desktop.documents.errors import DocumentError

        try:
            work()
        except DocumentError as error:
            dialogs.show_error(self._parent(), str(error))
        else:
            if then is not None:
                then()
        self.refresh()

    def _parent(self) -> PhrasesDialog | MainWindow:
        return self.dialog if self.dialog is not None and self.dialog.isVisible() else self._window

    def _store(self) -> PhraseStore:
        from desktop.documents.phrase_store import PhraseStore

        return PhraseStore(self._window.services.paths)

    @Slot(object, object)
    def _add_to_page_menu(self, menu: QMenu, finding: object) -> None:
        if self._window.editor.textCursor().hasSelection():
            menu.addAction("把选中的存为常用语…").triggered.connect(lambda checked=False: self.ask_add())

    @Slot()
    def _close(self) -> None:
        if self.dialog is not None:
            self.dialog.close()
