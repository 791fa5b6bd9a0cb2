"""Saving the report of a window: in place, under a new name, before it is closed."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Slot

from desktop.app.editor_changes import bring_in
from desktop.app.jobs import Jobs, Token
from desktop.app.report_file import FormLostError, ReportFile, Written, fits, saved, written
from desktop.app.saved_text import changes_after_saving
from desktop.documents.opened import Format, TextForm
from desktop.documents.safe_write import ChangedOnDiskError, write_bytes
from desktop.windows import dialogs

if TYPE_CHECKING:
    from desktop.windows.main_window import MainWindow

Then = Callable[[], object]


class _Conflict:
    """The file changed on disk."""


@dataclass(frozen=True, slots=True)
class _FormLost:
    """The edits do not go into the Word file as it is; why."""

    message: str


class Saving(QObject):
    """The questions and the job of saving."""

    def __init__(self, window: MainWindow, jobs: Jobs) -> None:
        super().__init__(window)
        self._window = window
        self._jobs = jobs

    def when_safe(self, then: Then) -> None:
        """Do something that gives the text up, after the clerk decided what becomes of unsaved changes."""
        window = self._window
        if not window.has_report or not window.editor.document().isModified():
            then()
            return
        answer = dialogs.ask_unsaved(window, window.file.name)
        if answer is dialogs.Unsaved.DISCARD:
            then()
        elif answer is dialogs.Unsaved.SAVE:
            self._save(then)

    @Slot()
    def save(self) -> None:
        """Ctrl+S."""
        self._save(None)

    @Slot()
    def save_as(self) -> None:
        """Under a new name."""
        self._save_as(None)

    def _save(self, then: Then | None) -> None:
        file = self._window.file
        if file.saves_in_place and file.path is not None:
            self._write(file.path, then)
        else:
            self._save_as(then)

    def _save_as(self, then: Then | None, *, anew: bool = False) -> None:
        file = self._window.file
        text_first = file.opened is not None and file.opened.format is Format.TEXT and not file.is_sample
        filters = dialogs.SAVE_TEXT_FIRST if text_first else dialogs.SAVE_WORD_FIRST
        target = dialogs.ask_save(self._window, "另存为", file.suggested(), filters)
        if target is None:
            return
        opened = file.opened
        if opened is not None and target == opened.path and (anew or not file.saves_in_place):
            dialogs.show_error(self._window, "请另取一个名字：原文件要保持不动。")
            self._save_as(then, anew=anew)
            return
        self._write(target, then, anew=anew)

    def _write(self, target: Path, then: Then | None, *, overwrite: bool = False, anew: bool = False) -> None:
        window = self._window
        file, lines = window.file, window.editor.lines()
        form = file.form()
        if not file.becomes_word(target) and not fits(lines, form):
            if not dialogs.ask_utf8(window, target.name, form.encoding.upper()):
                return
            form = TextForm("utf-8", True, form.line_ends, form.new_line)
        revision = window.editor.document().revision()
        in_place = file.path == target and file.opened is not None and not overwrite
        expected = file.opened.fingerprint if in_place and file.opened is not None else None

        def work(token: Token) -> tuple[ReportFile, Written] | _Conflict | _FormLost:
            try:
                made = written(file, target, lines, form, anew=anew)
                mark = write_bytes(target, made.data, expected)
            except ChangedOnDiskError:
                return _Conflict()
            except FormLostError as error:
                return _FormLost(str(error))
            return saved(file, target, form, made, mark), made

        def done(result: tuple[ReportFile, Written] | _Conflict | _FormLost) -> None:
            if isinstance(result, _FormLost):
                if dialogs.ask_plain_word(window, result.message):
                    self._save_as(then, anew=True)
                return
            if isinstance(result, tuple):
                self._saved(*result, lines, revision)
                if then is not None:
                    then()
                return
            answer = dialogs.ask_conflict(window, target.name)
            if answer is dialogs.Conflict.SAVE_AS:
                self._save_as(then, anew=anew)
            elif answer is dialogs.Conflict.OVERWRITE:
                self._write(target, then, overwrite=True, anew=anew)

        def failed(message: str) -> None:
            if dialogs.ask_save_elsewhere(window, message):
                self._save_as(then, anew=anew)

        self._jobs.run(f"正在保存 {target.name}", work, done, failed)

    def _saved(self, file: ReportFile, made: Written, lines: Sequence[str], revision: int) -> None:
        """The text as it stands in the file now is shown: Word counts its numbers anew, some edits did not go in."""
        document = self._window.editor.document()
        unchanged = document.revision() == revision
        bring_in(document, changes_after_saving(lines, made.document.lines, self._window.editor.lines()))
        self._window.was_saved(file, document.revision() if unchanged else revision)
