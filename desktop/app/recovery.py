"""The recovery copies of this run of the program, written in the background, and those that other runs left behind."""

from __future__ import annotations

import os
import secrets
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

from PySide6.QtCore import QLockFile, QObject, QRunnable, QThreadPool, Signal, SignalInstance, Slot

from desktop.documents.errors import DocumentError
from desktop.documents.opened import Opened
from desktop.documents.recovery_copies import (
    Copy,
    copies_in,
    drop_other_bases,
    keep_base,
    remove_copy,
    remove_folder,
    write_copy,
)
from desktop.documents.safe_write import clear_away
from desktop.paths import created

_LOCK = "owner.lock"
_ATTEMPTS = 5
_LEFT_SECONDS = 60.0
_WAIT_MS = 5000


@dataclass(frozen=True, slots=True)
class Done:
    """A copy was written, or not: why, in Chinese."""

    key: str
    error: str = ""


@dataclass(frozen=True, slots=True)
class LeftOver:
    """A copy that a run of the program left behind which is no more."""

    folder: Path
    key: str
    copy: Copy

    @property
    def base(self) -> Path | None:
        """The file as it was opened."""
        return self.folder / self.copy.base if self.copy.base else None


class _Task(QRunnable):
    def __init__(self, work: Callable[[], None], key: str, done: SignalInstance) -> None:
        super().__init__()
        self._work, self._key, self._done = work, key, done

    def run(self) -> None:
        error = ""
        try:
            self._work()
        except DocumentError as failure:
            error = str(failure)
        except OSError as failure:
            error = f"系统错误 {failure.errno}"
        except Exception as failure:
            error = type(failure).__name__
        try:
            self._done.emit(Done(self._key, error))
        except RuntimeError:
            return  # the program is gone


class RecoveryCopies(QObject):
    """One folder a run of the program, held by a lock as long as it lives.

    done(Done): a copy was written or could not be. Copies are written one after the other, in the order asked for.
    """

    done = Signal(object)

    def __init__(self, folder: Path, parent: QObject | None = None) -> None:
        """folder: where every run has a folder of its own; it is made when first written to."""
        super().__init__(parent)
        self._root = folder
        self._own = _folder_of_run(folder)
        self._lock: QLockFile | None = None
        self._held: dict[Path, QLockFile] = {}
        # by key, for the writing thread only: the opened file and the name it is kept under
        self._bases: dict[str, tuple[Opened, str]] = {}
        self._pool = QThreadPool(self)
        self._pool.setMaxThreadCount(1)

    @property
    def folder(self) -> Path:
        """The folder of this run."""
        return self._own

    def write(self, key: str, make: Callable[[], tuple[Copy, Opened | None]]) -> None:
        """Write a copy in the background. make: called there; gives the copy, without base, and the opened file."""
        if self._lock is None:
            self._take_folder()
        own = self._own

        def work() -> None:
            copy, opened = make()
            base = "" if opened is None else self._base(key, opened)
            write_copy(own, key, replace(copy, base=base))
            drop_other_bases(own, key, base)

        self._pool.start(_Task(work, key, self.done))

    def remove(self, key: str) -> None:
        """Remove a copy, after what is still being written."""
        if self._lock is not None:
            own = self._own

            def work() -> None:
                self._bases.pop(key, None)
                remove_copy(own, key)

            self._pool.start(_Task(work, "", self.done))

    def wait(self) -> bool:
        """Wait until everything asked for is written; False where it takes more than five seconds."""
        return self._pool.waitForDone(_WAIT_MS)

    def left_over(self) -> list[LeftOver]:
        """The copies of runs that are no more, the newest first; they are held, no other run offers them."""
        found: list[LeftOver] = []
        try:
            folders = sorted(path for path in self._root.iterdir() if path.is_dir() and path != self._own)
        except OSError:
            return []
        for folder in folders:
            if folder not in self._held and not self._hold(folder):
                continue
            copies = copies_in(folder)
            found += [LeftOver(folder, key, copy) for key, copy in copies.items()]
            if not copies and not any(folder.glob("*.json")):
                self._drop(folder)
        return sorted(found, key=lambda item: item.copy.saved, reverse=True)

    def clear_beside(self, paths: Iterable[Path]) -> None:
        """Remove what a run that was killed while it saved these files left beside them, in the background."""
        folders = {path.parent for path in paths}

        def work() -> None:
            for folder in folders:
                clear_away(folder, _LEFT_SECONDS)

        self._pool.start(_Task(work, "", self.done))

    def forget(self, item: LeftOver) -> None:
        """Remove a copy that was recovered or is not wanted."""
        try:
            remove_copy(item.folder, item.key)
        except OSError:
            return  # it is offered again
        if not any(item.folder.glob("*.json")):
            self._drop(item.folder)

    @Slot()
    def close(self) -> None:
        """The program ends as it should: what this run still holds is left for the next one, an empty folder goes."""
        self.wait()
        for lock in self._held.values():
            lock.unlock()
        self._held.clear()
        if self._lock is not None:
            empty = not any(self._own.glob("*.json"))
            self._lock.unlock()
            self._lock = None
            if empty:
                _remove(self._own)

    def _base(self, key: str, opened: Opened) -> str:
        known = self._bases.get(key)
        if known is None or known[0] is not opened:
            known = self._bases[key] = opened, keep_base(self._own, key, opened)
        return known[1]

    def _take_folder(self) -> None:
        for _ in range(_ATTEMPTS):
            try:
                created(self._root)
                created(self._own)
            except OSError:
                return  # writing will tell
            lock = QLockFile(str(self._own / _LOCK))
            lock.setStaleLockTime(0)
            if lock.tryLock(0) or lock.error() is not QLockFile.LockError.LockFailedError:
                self._lock = lock
                return
            self._own = _folder_of_run(self._root)  # another start took the empty folder for a forgotten one

    def _hold(self, folder: Path) -> bool:
        lock = QLockFile(str(folder / _LOCK))
        lock.setStaleLockTime(0)
        if not lock.tryLock(0):
            return False
        self._held[folder] = lock
        return True

    def _drop(self, folder: Path) -> None:
        lock = self._held.pop(folder, None)
        if lock is not None:
            lock.unlock()
        _remove(folder)


def _folder_of_run(root: Path) -> Path:
    return root / f"{datetime.now():%Y%m%d-%H%M%S}-{os.getpid()}-{secrets.token_hex(3)}"


def _remove(folder: Path) -> None:
    try:
        remove_folder(folder)
    except OSError:
        return  # the next start tries again
