"""What the program did and what went wrong, in the log folder; never a word of a report. No Qt.

duizhang.log is written line by line and put aside when it is large, the last
two kept. trace-….txt takes what Python writes when the process dies; it goes
when the process ends as it should, so one that is found with something in it
tells of a crash.
"""

from __future__ import annotations

import atexit
import faulthandler
import os
import platform
import secrets
import sys
import threading
import time
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from types import TracebackType

from desktop import __version__
from desktop.paths import created

_LARGEST = 256 * 1024
_KEPT = 2
_TRACES_KEPT = 5
_OLD_SECONDS = 24 * 3600.0
_LINES_SHOWN = 60


class RunLog:
    """The log of a folder. Writing to it never fails: a log is no reason to disturb anyone."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._lock = threading.Lock()

    @property
    def file(self) -> Path:
        """Where it is written to."""
        return self._folder / "duizhang.log"

    def note(self, topic: str, words: str) -> None:
        """One line. words: no text of a report, no name of a file."""
        self._write(f"{datetime.now().isoformat(timespec='milliseconds')} [{os.getpid()}] {topic}: {words}\n")

    def error(self, kind: type[BaseException], trace: TracebackType | None) -> None:
        """An exception: its kind and the places in the program, because its message may quote the report."""
        lines = [f"{kind.__module__}.{kind.__qualname__}"]
        while trace is not None:
            code = trace.tb_frame.f_code
            lines.append(f"  {code.co_filename}:{trace.tb_lineno} {code.co_qualname}")
            trace = trace.tb_next
        self.note("error", "\n".join(lines))

    def last_lines(self) -> str:
        """The end of the log."""
        try:
            lines = self.file.read_text(encoding="utf-8", errors="replace").splitlines()
        except OSError:
            return ""
        return "\n".join(lines[-_LINES_SHOWN:])

    def _write(self, text: str) -> None:
        try:
            with self._lock:
                if self.file.exists() and self.file.stat().st_size > _LARGEST:
                    self._put_aside()
                with self.file.open("a", encoding="utf-8", errors="replace") as out:
                    out.write(text)
        except OSError:
            return

    def _put_aside(self) -> None:
        for number in range(_KEPT, 0, -1):
            newer = self.file if number == 1 else self._folder / f"duizhang.{number - 1}.log"
            if newer.exists():
                newer.replace(self._folder / f"duizhang.{number}.log")


def begin(folder: Path) -> RunLog:
    """Log this run: what it runs on, and what it dies of. Raises OSError where the folder cannot be written to."""
    created(folder)
    log = RunLog(folder)
    trace = folder / f"trace-{os.getpid()}-{secrets.token_hex(3)}.txt"
    file = trace.open("w", encoding="utf-8")
    faulthandler.enable(file)

    def end() -> None:
        faulthandler.disable()
        file.close()
        trace.unlink(missing_ok=True)

    atexit.register(end)
    log.note("start", f"duizhang {__version__}, {platform.platform()}, Python {platform.python_version()}")
    return log


def catch_errors(log: RunLog) -> None:
    """Log what nobody catches, on any thread; then it is told as before."""

    def on_error(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        if not issubclass(kind, KeyboardInterrupt):
            log.error(kind, trace)
        sys.__excepthook__(kind, error, trace)

    def on_thread_error(failure: threading.ExceptHookArgs) -> None:
        log.error(failure.exc_type, failure.exc_traceback)
        threading.__excepthook__(failure)

    sys.excepthook = on_error
    threading.excepthook = on_thread_error


def crash_traces(folder: Path) -> Iterator[Path]:
    """The traces of runs that died; empty ones that nobody will write to any more are removed."""
    try:
        files = sorted(folder.glob("trace-*.txt"))
    except OSError:
        return
    for file in files:
        try:
            status = file.stat()
            if status.st_size:
                yield file
            elif time.time() - status.st_mtime > _OLD_SECONDS:
                file.unlink(missing_ok=True)
        except OSError:
            continue


def take_crash_traces(folder: Path) -> str:
    """The text of all such traces, which are put aside as crash-….txt, the last five kept."""
    texts = []
    for file in list(crash_traces(folder)):
        try:
            texts.append(file.read_text(encoding="utf-8", errors="replace"))
            file.replace(folder / f"crash-{datetime.now():%Y%m%d-%H%M%S}-{file.stem.removeprefix('trace-')}.txt")
        except OSError:
            continue
    for file in sorted(folder.glob("crash-*.txt"))[:-_TRACES_KEPT] if texts else ():
        file.unlink(missing_ok=True)
    return "\n".join(texts)
