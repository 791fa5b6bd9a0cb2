"""Saving the report of a window: in place, under a new name, before it is closed."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Slot

from desktop.app.editor_changes import bring_in
from desktop.app.jobs import Jobs, Token
from desktop.app.report_file import FormLostError, ReportFile, Written, fits, saved, written
from desktop.app.saved_text import changes_after_saving
from desktop.app.word_count import count_words
from desktop.documents.errors import DocumentError
from desktop.documents.opened import Fingerprint, Format, TextForm
from desktop.documents.safe_write import ChangedOnDiskError, fingerprint, lock_owner, write_bytes
from desktop.documents.versions import keep_quietly
from desktop.windows import dialogs

if TYPE_CHECKING:
    from desktop.windows.main_window import MainWindow

Then = Callable[[], object]
_TYPED_MEANWHILE = -1


class _Conflict:
    """The file changed on disk."""


@dataclass(frozen=True, slots=True)
class _LockedBy:
    """Somebody else has the file open; who, as far as can be told."""

    who: str


@dataclass(frozen=True, slots=True)
class _FormLost:
    """The edits do not go into the Word file as it is; why."""

    message: str


Result = tuple[ReportFile, Written] | _Conflict | _FormLost | _LockedBy


class Saving(QObject):
    """The questions and the job of saving."""

    def __init__(self, window: MainWindow, jobs: Jobs) -> None:
        super().__init__(window)
        self._window = window
        self._jobs = jobs
        self._waiting: Then | None = None
        self._told_locked: set[Path] = set()
        # what was last sent to each file, also by a saving that was cancelled when it had begun to write
        self._sent: dict[Path, str] = {}
        jobs.finished.connect(self._go_on)

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

    @Slot()
    def put_back(self) -> None:
        """Write the file anew where it was moved or deleted."""
        file = self._window.file
        if file.saves_in_place and file.path is not None:
            self._write(file.path, None, overwrite=True)
        else:
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
        other = self._window.others.window_of(target)
        if other is not None and other is not self._window:
            dialogs.show_error(self._window, f"“{target.name}”正在另一个窗口里打开。请另取一个名字，或先关闭那个窗口。")
            self._save_as(then, anew=anew)
            return
        self._write(target, then, anew=anew)

    def _write(self, target: Path, then: Then | None, *, overwrite: bool = False, anew: bool = False) -> None:
        window = self._window
        if self._jobs.busy:
            self._waiting = lambda: self._write(target, then, overwrite=overwrite, anew=anew)
            return
        file, lines = window.file, window.editor.lines()
        form = file.form()
        if not file.becomes_word(target) and not fits(lines, form):
            if not dialogs.ask_utf8(window, target.name, form.encoding.upper()):
                return
            form = TextForm("utf-8", True, form.line_ends, form.new_line)
        in_place = file.path == target and file.opened is not None and not overwrite
        expected = file.opened.fingerprint if in_place and file.opened is not None else None

        versions, sent = window.others.versions, self._sent
        told_locked = not in_place or target in self._told_locked

        def work(token: Token) -> Result:
            try:
                made = written(file, target, lines, form, anew=anew)
                who = None if told_locked else lock_owner(target)
                if who is not None:
                    return _LockedBy(who)
                keep_quietly(versions, target)
                mark = _write_unless_cancelled(target, made, expected, sent, token)
                keep_quietly(versions, target, made.data, count_words(made.document.lines))
            except ChangedOnDiskError:
                return _Conflict()
            except FormLostError as error:
                return _FormLost(str(error))
            return saved(file, target, form, made, mark), made

        def done(result: Result) -> None:
            if isinstance(result, _FormLost):
                if dialogs.ask_plain_word(window, result.message):
                    self._save_as(then, anew=True)
                return
            if isinstance(result, _LockedBy):
                note = f"{result.who}正在 Word 或 WPS 中打开“{target.name}”。"
                chosen = dialogs.ask_locked(window, note)
                if chosen is dialogs.Locked.SAVE:
                    self._told_locked.add(target)
                    self._write(target, then, overwrite=overwrite, anew=anew)
                elif chosen is dialogs.Locked.SAVE_AS:
                    self._save_as(then, anew=anew)
                return
            if isinstance(result, tuple):
                self._saved(*result, lines)
                if then is not None:
                    then()
                return
            answer = dialogs.ask_conflict(window, target.name)
            if answer is dialogs.Conflict.SAVE_AS:
                self._save_as(then, anew=anew)
            elif answer is dialogs.Conflict.OVERWRITE:
                self._write(target, then, overwrite=True, anew=anew)

        def failed(message: str) -> None:
            chosen = dialogs.ask_save_failed(window, message)
            if chosen is dialogs.SaveFailed.RETRY:
                self._write(target, then, overwrite=overwrite, anew=anew)
            elif chosen is dialogs.SaveFailed.SAVE_AS:
                self._save_as(then, anew=anew)

        self._jobs.run(f"正在保存 {target.name}", work, done, failed)

    @Slot()
    def _go_on(self) -> None:
        """Save what was asked for while another job was under way."""
        then, self._waiting = self._waiting, None
        if then is not None:
            QTimer.singleShot(0, self, then)

    def _saved(self, file: ReportFile, made: Written, lines: Sequence[str]) -> None:
        """The text as it stands in the file now is shown: Word counts its numbers anew, some edits did not go in."""
        document, now = self._window.editor.document(), self._window.editor.lines()
        bring_in(document, changes_after_saving(lines, made.document.lines, now))
        # the text decides: a check that sets headings meanwhile counts as a revision to Qt
        self._window.was_saved(file, document.revision() if now == list(lines) else _TYPED_MEANWHILE)


def _write_unless_cancelled(
    target: Path, made: Written, expected: Fingerprint | None, sent: dict[Path, str], token: Token
) -> Fingerprint:
    """Write the file, unless nobody waits for it any more. Raises as write_bytes() does, ChangedOnDiskError."""
    if token.cancelled():
        raise DocumentError("已取消保存。")
    if expected is not None and target in sent:
        try:
            now = fingerprint(target)
        except OSError:
            now = expected
        if now.sha256 == sent[target]:
            expected = now  # this window wrote it, in a saving whose end nobody waited for
    sent[target] = hashlib.sha256(made.data).hexdigest()
    return write_bytes(target, made.data, expected)
