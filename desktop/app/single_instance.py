"""One program for all reports: a second start hands its files to the first one and ends.

Without any network, not even a local one: a lock file says who is first, and
requests are small files in a folder that the first one watches.
"""

from __future__ import annotations

import json
import os
import secrets
import sys
import time
from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QFileSystemWatcher, QLockFile, QObject, QTimer, Signal, Slot

from desktop.app.small_store import write_json
from desktop.paths import created

_POLL_MS = 1_500
_WAIT_SECONDS = 4.0
_PAUSE_SECONDS = 0.03
_OLD_SECONDS = 60.0


class SingleInstance(QObject):
    """asked(list of Path): another start was asked to open these; none: to show itself."""

    asked = Signal(object)

    def __init__(self, folder: Path, parent: QObject | None = None) -> None:
        """folder: of this user; made when first needed."""
        super().__init__(parent)
        self._requests = folder / "requests"
        self._lock = QLockFile(str(folder / "first.lock"))
        self._lock.setStaleLockTime(0)  # a program that runs for weeks is still the first
        self._folder = folder
        self._watcher: QFileSystemWatcher | None = None
        self._timer = QTimer(self)
        self._timer.setInterval(_POLL_MS)
        self._timer.timeout.connect(self._look)

    def become_first(self) -> bool:
        """Whether no other run of the program is there; also where the folder cannot be written to."""
        try:
            created(self._folder)
        except OSError:
            return True
        return self._lock.tryLock(0) or self._lock.error() is not QLockFile.LockError.LockFailedError

    def listen(self) -> None:
        """Take requests from now on; those that came before this run are old."""
        try:
            created(self._requests)
        except OSError:
            return
        self._watcher = QFileSystemWatcher([str(self._requests)], self)
        self._watcher.directoryChanged.connect(self._look)
        self._timer.start()  # not every file system tells of its changes
        self._look()

    def hand_over(self, paths: Sequence[Path], seconds: float = _WAIT_SECONDS) -> bool:
        """Ask the first run to open these; False where it does not answer, and nothing is asked of it any more."""
        _let_others_come_forward()
        request = self._requests / f"{time.time_ns()}-{os.getpid()}-{secrets.token_hex(3)}.json"
        if not write_json(request, [str(path) for path in paths]):
            return False
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            if not request.exists():
                return True
            time.sleep(_PAUSE_SECONDS)
        try:
            request.unlink()
        except FileNotFoundError:
            return True
        except OSError:
            return False
        return False

    def close(self) -> None:
        """Make room for another run."""
        self._timer.stop()
        self._lock.unlock()

    @Slot()
    def _look(self) -> None:
        try:
            files = sorted(self._requests.glob("*.json"))
        except OSError:
            return
        for file in files:
            try:
                is_old = time.time() - file.stat().st_mtime > _OLD_SECONDS
                names = json.loads(file.read_bytes())
                file.unlink()
            except (OSError, ValueError):
                continue
            if not is_old and isinstance(names, list):
                self.asked.emit([Path(name) for name in names if isinstance(name, str)])


def handed_over(folder: Path, paths: Sequence[Path]) -> bool:
    """Whether the program runs already and opens these; asked before anything large is loaded."""
    instance = SingleInstance(folder)
    if instance.become_first():
        instance.close()
        return False
    return instance.hand_over(paths)


def _let_others_come_forward() -> None:
    """On Windows only the program the clerk just started may put another one's window in front."""
    if sys.platform == "win32":
        import ctypes

        any_process = -1
        ctypes.windll.user32.AllowSetForegroundWindow(any_process)
