"""What is typed in a window is copied aside every two seconds, until it is saved or given up."""

from __future__ import annotations

import secrets
from collections.abc import Callable
from dataclasses import dataclass, fields
from datetime import datetime
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QEvent, QObject, QTimer, SignalInstance, Slot

from desktop.app.editor_text import from_editor
from desktop.app.recovery import Done, LeftOver
from desktop.app.report_file import ReportFile
from desktop.documents.opened import Opened
from desktop.documents.recovery_copies import Copy
from desktop.panels.action_bar import ActionBar

if TYPE_CHECKING:
    from desktop.windows.main_window import MainWindow

WAIT_MS = 2_000
RETRY_MS = 10_000


@dataclass(frozen=True, slots=True)
class Part:
    """Something else of the window that may be unsaved. save: its JSON, None where there is nothing; restore: back."""

    save: Callable[[], Any]
    restore: Callable[[Any], object]


class RecoveryWork(QObject):
    """The recovery copy of one window."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self._copies = window.others.copies
        self._parts: dict[str, Part] = {}
        self._key = secrets.token_hex(4)
        self._newer = False
        self._writing = False
        self._kept = False
        self._told = ""
        self._replaced: list[LeftOver] = []
        self.bar = ActionBar(window.look, "自动保护")
        window.pages.add_bar(self.bar)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self.write_now)
        self._copies.done.connect(self._done)
        window.editor.edited.connect(self.touch)
        window.taken.connect(self._taken)
        window.written.connect(self._settled)
        window.closing.connect(self._closing)
        window.installEventFilter(self)

    def add_part(
        self,
        name: str,
        save: Callable[[], Any],
        restore: Callable[[Any], object],
        changed: SignalInstance | None = None,
    ) -> None:
        """Let another part of the window have a place in the copies.

        save: gives what is unsaved of it as JSON data, None where nothing is; called in the window's thread.
        restore: gets the same data after a crash, when the report is shown again. changed: told when there is
        something new, else call touch().
        """
        self._parts[name] = Part(save, restore)
        if changed is not None:
            changed.connect(self.touch)

    @property
    def unsaved(self) -> bool:
        """Whether there is anything that would be lost."""
        window = self._window
        return window.has_report and (window.editor.document().isModified() or bool(self._part_data()))

    @property
    def up_to_date(self) -> bool:
        """Whether the copy holds everything, or there is nothing to hold."""
        return not self._newer and not self._writing

    @Slot()
    def touch(self, *_: object) -> None:
        """Something changed: it is copied within two seconds."""
        self._newer = True
        if not self._timer.isActive() and not self._writing:
            self._timer.start(WAIT_MS)

    @Slot()
    def write_now(self) -> None:
        """Copy what is unsaved now; in the background, but what the text is now is settled."""
        if self._writing:
            return  # goes on when that one is done
        self._timer.stop()
        self._newer = False
        if not self.unsaved:
            self._remove()
            return
        window = self._window
        file, raw = window.file, window.editor.document().toRawText()
        caret, view = window.editor.textCursor().position(), window.workspace.tabs.currentIndex()
        parts, saved = self._part_data(), datetime.now().isoformat(timespec="seconds")
        self._writing = self._kept = True

        def make() -> tuple[Copy, Opened | None]:
            opened = file.opened
            copy = Copy(
                name=file.name,
                lines=tuple(from_editor(raw)),
                path=None if opened is None else opened.path,
                fingerprint=None if opened is None else opened.fingerprint,
                flags=_flags(file),
                caret=caret,
                view=view,
                saved=saved,
                parts=parts,
            )
            return copy, opened

        self._copies.write(self._key, make)

    def replaces(self, item: LeftOver) -> None:
        """What was left behind is in this window now; it goes when the window's own copy is written."""
        self._replaced.append(item)
        self.touch()
        self.write_now()

    def restore_parts(self, copy: Copy) -> None:
        """Give the other parts back what they had."""
        for name, data in copy.parts.items():
            if name in self._parts and data is not None:
                self._parts[name].restore(data)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Copy at once when the clerk turns to another program."""
        if event.type() is QEvent.Type.WindowDeactivate and self._newer:
            self.write_now()
        return super().eventFilter(watched, event)

    def _part_data(self) -> dict[str, Any]:
        data = {name: part.save() for name, part in self._parts.items()}
        return {name: value for name, value in data.items() if value is not None}

    @Slot(object)
    def _taken(self, file: ReportFile) -> None:
        self._newer = False
        self._timer.stop()
        self._remove()
        self._key = secrets.token_hex(4)
        self._writing = False
        self._window.editor.document().modificationChanged.connect(self._settled)

    @Slot()
    def _settled(self, *_: object) -> None:
        """Saved, or taken back step by step: there may be nothing to keep any more."""
        if self.unsaved:
            self.touch()
        else:
            self._newer = False
            self._timer.stop()
            self._remove()

    @Slot()
    def _closing(self) -> None:
        self._timer.stop()
        self._newer = False
        self._remove()

    def _remove(self) -> None:
        if self._kept:
            self._kept = False
            self._copies.remove(self._key)

    @Slot(object)
    def _done(self, done: Done) -> None:
        if done.key != self._key:
            return
        self._writing = False
        if done.error:
            self._newer = True
            self._timer.start(RETRY_MS)
            if done.error != self._told:
                self._told = done.error
                self.bar.tell(
                    f"自动保护副本写不进本机（{_reason(done.error)}）。断电时会丢失没有保存的内容，请及时保存。",
                    [("知道了", _nothing)],
                )
            return
        self._told = ""
        self.bar.hide()
        for item in self._replaced:
            self._copies.forget(item)
        self._replaced.clear()
        if self._newer:
            self._timer.start(WAIT_MS)


def _flags(file: ReportFile) -> dict[str, bool]:
    """What a file is besides its content: every field that says yes or no."""
    return {f.name: value for f in fields(file) if isinstance(value := getattr(file, f.name), bool)}


def _reason(error: str) -> str:
    return error.removeprefix("保存不了：").split("，")[0].split("。")[0]


def _nothing() -> None:
    return
