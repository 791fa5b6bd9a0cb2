"""Tracked changes of the open Word file: said above the page, read as accepted or as the text was before, by choice."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Slot

from desktop.app.jobs import Token
from desktop.app.report_file import ReportFile
from desktop.documents.opened import Opened
from desktop.windows import dialogs

if TYPE_CHECKING:
    from desktop.windows.main_window import MainWindow

_NOTE = re.compile(r"文中有 (\d+) 处修订")


class RevisionReading(QObject):
    """The bar and its button."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self.bar = window.workspace.revisions
        self.bar.acted.connect(self.switch)
        window.taken.connect(self._taken)
        window.written.connect(self._written)

    @Slot()
    def switch(self) -> None:
        """The other way to read, after the question about unsaved changes."""
        self._window.when_safe(self._read)

    def _read(self) -> None:
        window, file = self._window, self._window.file
        if file.path is None:
            return
        path, original = file.path, not file.as_original

        def work(token: Token) -> Opened:
            from desktop.documents.word_reader import read_word

            return read_word(path, "original" if original else "accepted")

        window.jobs.run(
            f"正在打开 {path.name}",
            work,
            lambda opened: window.take(ReportFile(opened, as_original=original)),
            lambda message: dialogs.show_error(window, message),
        )

    @Slot(object)
    def _taken(self, file: ReportFile) -> None:
        notes = file.opened.notes if file.opened is not None and file.path is not None and file.is_word else ()
        found = next((match for match in map(_NOTE.match, notes) if match is not None), None)
        if found is None:
            self.bar.hide()
            return
        if file.as_original:
            self.bar.action.setText("按修订后阅读")
            how = "现在按修订以前的文字阅读和检查。要保存到原文件，请先改回按修订后阅读"
        else:
            self.bar.action.setText("按原稿阅读")
            how = "现在按全部接受后的文字阅读和检查。保存时修订还留在文件里"
        self.bar.tell(f"文中有 {found[1]} 处修订，{how}。")

    @Slot(object)
    def _written(self, file: ReportFile) -> None:
        if file.as_original or not file.is_word or file.rewritable:
            self.bar.hide()
