"""The clerk's file is watched: changed, moved or deleted by somebody else is told at once, quietly."""

from __future__ import annotations

import enum
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QFileSystemWatcher, QObject, QTimer, Slot

from desktop.app.jobs import Jobs, Token
from desktop.app.report_file import ReportFile
from desktop.documents.opened import Fingerprint, Opened
from desktop.documents.safe_write import fingerprint, lock_owner
from desktop.panels.action_bar import Action, ActionBar
from desktop.windows import dialogs

if TYPE_CHECKING:
    from desktop.windows.compare_dialog import CompareDialog
    from desktop.windows.main_window import MainWindow

_SETTLE_MS = 400
_LOOK_MS = 15_000


class State(enum.Enum):
    """What became of the file on the disk."""

    SAME = enum.auto()
    CHANGED = enum.auto()
    GONE = enum.auto()


@dataclass(frozen=True, slots=True)
class Found:
    """How a file is on the disk. mark: its content, "" where it is gone. who: has it open too, as lock_owner()."""

    path: Path
    state: State
    mark: str = ""
    who: str = ""


class DiskWatch(QObject):
    """One bar above the report; what was put away is not told again until the file changes once more."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self.bar = ActionBar(window.look, "磁盘上的文件")
        window.pages.add_bar(self.bar)
        self._jobs = Jobs(self)
        self._watcher = QFileSystemWatcher(self)
        self._put_away = ""
        self._told_who = ""
        self._known: Fingerprint | None = None
        self.dialog: CompareDialog | None = None
        # editors write a file in several steps, or put another one in its place
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(_SETTLE_MS)
        self._soon.timeout.connect(self.look)
        self._now_and_then = QTimer(self)  # not every network drive tells of its changes
        self._now_and_then.setInterval(_LOOK_MS)
        self._now_and_then.timeout.connect(self.look)
        self._watcher.fileChanged.connect(self._soon.start)
        self._watcher.directoryChanged.connect(self._soon.start)
        window.taken.connect(self._follow)
        window.written.connect(self._follow)
        window.closing.connect(self._stop)
        window.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Look when the clerk comes back from another program."""
        if event.type() is QEvent.Type.WindowActivate:
            self._soon.start()
        return super().eventFilter(watched, event)

    @Slot()
    def look(self) -> None:
        """Compare the file with what was opened or saved; reading it is left to another thread."""
        window = self._window
        path, known = window.file.path, self._known
        if path is None or known is None or not window.has_report or self._jobs.busy or window.jobs.busy:
            return

        def work(token: Token) -> Found:
            return _found(path, known)

        self._jobs.run("", work, self._tell, _ignore)

    def reload(self) -> None:
        """Show the file as it is on the disk; the caret stays where it was."""
        window, path = self._window, self._window.file.path
        if path is None:
            return
        if window.editor.document().isModified() and not dialogs.ask_reload(window, path.name):
            self.look_again()
            return
        file = window.file
        editor = window.editor
        caret, scroll, view = (
            editor.textCursor().position(),
            editor.verticalScrollBar().value(),
            window.workspace.tabs.currentIndex(),
        )

        def read(token: Token) -> Opened:
            from desktop.documents.reading import read

            return read(path, "original" if file.as_original else "accepted")

        def done(opened: Opened) -> None:
            window.take(ReportFile(opened, as_original=file.as_original))
            cursor = editor.textCursor()
            cursor.setPosition(min(caret, editor.document().characterCount() - 1))
            editor.setTextCursor(cursor)
            editor.verticalScrollBar().setValue(scroll)
            window.show_view(view)

        def failed(message: str) -> None:
            dialogs.show_error(window, f"打不开“{path.name}”，这里的文字没有动。\n{message}")

        window.jobs.run(f"正在重新打开 {path.name}", read, done, failed)

    def compare(self) -> None:
        """Show how the file on the disk differs from the text here."""
        from desktop.windows.compare_dialog import CompareDialog

        window, path = self._window, self._window.file.path
        if path is not None:
            dialog = self.dialog = CompareDialog(path, window.services.read, window.editor.lines(), window.look, window)
            dialog.finished.connect(self.look_again)
            dialog.open()

    @Slot()
    def look_again(self) -> None:
        """The question is still open."""
        self._put_away = ""
        self.look()

    @Slot()
    def _follow(self, *_: object) -> None:
        """Another file, or the same one written by this window."""
        watched = [*self._watcher.files(), *self._watcher.directories()]
        if watched:
            self._watcher.removePaths(watched)
        file = self._window.file
        self._known = file.opened.fingerprint if file.path is not None and file.opened is not None else None
        self._put_away = self._told_who = ""
        self._jobs.cancel()
        self.bar.hide()
        if file.path is not None and self._known is not None:
            self._watch(file.path)
            self._now_and_then.start()
        else:
            self._now_and_then.stop()

    def _watch(self, path: Path) -> None:
        wanted = [str(place) for place in (path, path.parent) if place.exists()]
        missing = set(wanted) - {*self._watcher.files(), *self._watcher.directories()}
        if missing:
            self._watcher.addPaths(sorted(missing))

    def _tell(self, found: Found) -> None:
        window = self._window
        if found.path != window.file.path or window.jobs.busy:
            return
        self._watch(found.path)  # a file that was put in the place of the old one is another one
        sign = f"{found.state.name} {found.mark}"
        if found.state is State.SAME:
            self._put_away = ""
            self._tell_who(found)
            return
        if sign == self._put_away:
            return
        self._put_away = sign
        if found.state is State.GONE:
            self.bar.tell(
                "此文件已被移走、改名或删除（也可能是 U 盘拔出、网络断开）。文字还在这里。",
                [("存回原处", self._put_back), ("另存为…", window.saving.save_as), ("不用管", _ignore)],
            )
            return
        modified = window.editor.document().isModified()
        actions: list[Action] = [("重新打开", self.reload), ("比较", self.compare)]
        if modified:
            actions = [("比较", self.compare), ("另存为…", window.saving.save_as), ("重新打开", self.reload)]
        more = "，这里也有没保存的修改" if modified else ""
        self.bar.tell(f"此文件已被其他程序修改{more}。", [*actions, ("不用管", _ignore)])

    def _tell_who(self, found: Found) -> None:
        """Somebody opened the file elsewhere: said once; what was said before no longer holds."""
        if found.who == self._told_who:
            if not found.who:
                self.bar.hide()
            return
        self._told_who = found.who
        if found.who:
            self.bar.tell(f"{found.who}正在 Word 或 WPS 中打开此文件，请留意不要互相覆盖。", [("知道了", _ignore)])
        else:
            self.bar.hide()

    def _put_back(self) -> None:
        self._window.saving.put_back()

    @Slot()
    def _stop(self) -> None:
        self._soon.stop()
        self._now_and_then.stop()
        self._jobs.close()


def _found(path: Path, known: Fingerprint) -> Found:
    who = lock_owner(path) or ""
    try:
        status = path.stat()
        if (status.st_size, status.st_mtime_ns) == (known.size, known.mtime_ns):
            return Found(path, State.SAME, known.sha256, who)
        now = fingerprint(path)
    except FileNotFoundError:
        return Found(path, State.GONE)
    except OSError:
        # held by another program for the moment, or a drive that is away
        return Found(path, State.SAME if path.exists() else State.GONE, known.sha256, who)
    if now.sha256 == known.sha256:
        return Found(path, State.SAME, known.sha256, who)
    return Found(path, State.CHANGED, now.sha256, who)


def _ignore(*_: object) -> None:
    return
