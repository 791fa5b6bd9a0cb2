"""The window, offscreen and whole: from key press to paint, how long its thread is held up, how fast it starts.

- key press to painted while typing, with the check on, in texts of 15,000 and of 350,000 characters: median, p99;
- the longest time the window's thread does not come back to its events, while a text is opened, checked, typed in and
  its ledger exported;
- start to a start page that is painted and answers, against a bare window of PySide6 in the same run; then how long
  it takes until all else of the window is there.

Beside the time by the clock stands the processor's time of the window's thread: on a busy machine only that tells.

Each text is typed in by a process of its own: the window as a clerk has it.
"""

from __future__ import annotations

import multiprocessing
import os
import random
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from benches import ROOT, invented_text

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication

    from desktop.windows.main_window import MainWindow

_SIZES = (15_000, 350_000)
_KEYS = 200
_WORDS = "的了和在"
_PAUSE_EVERY = 8
_PAUSE = 0.9
_SHORTEST, _LONGEST = 0.06, 0.16
_MOST_SECONDS = 30.0
_STARTS = 5

_Moment = tuple[float, float]
"""By the clock, and the processor's time of this thread."""

_BARE = """
import sys
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QLabel, QMainWindow
class Window(QMainWindow):
    painted = False
    def paintEvent(self, event):
        super().paintEvent(event)
        if not self.painted:
            self.painted = True
            QTimer.singleShot(0, ready)
def ready():
    print("ready", flush=True)
    QTimer.singleShot(0, app.quit)
app = QApplication([])
window = Window()
window.setCentralWidget(QLabel("对账"))
window.resize(1440, 900)
window.show()
app.exec()
"""
_PROGRAM = """
import os, sys
from PySide6.QtCore import QEvent, QObject, QTimer
from desktop.windows import application
class Watch(QObject):
    painted = False
    def eventFilter(self, watched, event):
        if event.type() == QEvent.Type.Paint and not self.painted:
            self.painted = True
            QTimer.singleShot(0, ready)
        return False
def ready():
    print("ready", flush=True)
    os._exit(0)
watch = None
class Program(application.Program):
    def show(self):
        global watch
        watch = Watch()
        self.window.centralWidget().installEventFilter(watch)
        super().show()
application.Program = Program
application.run([])
"""


def run(texts: list[str]) -> None:
    """All of it, printed."""
    _tell_load()
    _start()
    context = multiprocessing.get_context("spawn")
    for size in _SIZES:
        with tempfile.TemporaryDirectory() as home, context.Pool(1, _alone, (home,)) as pool:
            _tell_load()
            pool.apply(_session, (size, home))


def _tell_load() -> None:
    if hasattr(os, "getloadavg"):
        print(f"load {os.getloadavg()[0]:.1f} on {os.cpu_count()} processors", flush=True)


def _alone(home: str) -> None:
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    os.environ["DUIZHANG_HOME"] = home


def _start() -> None:
    with tempfile.TemporaryDirectory() as home:
        environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen", "DUIZHANG_HOME": home, "PYTHONPATH": str(ROOT)}
        bare, own = [], []
        for _ in range(_STARTS):
            bare.append(_until_ready(_BARE, environment))
            own.append(_until_ready(_PROGRAM, environment))
    least, mine = min(bare), min(own)
    print(
        f"start to usable window {mine * 1000:.0f} ms, a bare PySide6 window {least * 1000:.0f} ms, "
        f"ratio {mine / least:.2f}"
    )


def _until_ready(program: str, environment: dict[str, str]) -> float:
    began = time.perf_counter()
    with subprocess.Popen(
        [sys.executable, "-c", program], env=environment, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
    ) as process:
        assert process.stdout is not None
        said = process.stdout.readline()
        took = time.perf_counter() - began
    if said.strip() != b"ready":
        raise RuntimeError("the window did not come up")
    return took


def _now() -> _Moment:
    return time.perf_counter(), time.thread_time()


def _spread(times: Iterable[float]) -> str:
    ordered = sorted(times)
    return f"median {statistics.median(ordered) * 1000:.1f} ms, p99 {ordered[int(len(ordered) * 0.99)] * 1000:.1f} ms"


class _Watch:
    """Keeps the window working, and notes how long its thread was away from its events."""

    def __init__(self, app: QApplication) -> None:
        self._app = app
        self._longest = self._work = 0.0

    def until(self, done: Callable[[], bool], seconds: float = _MOST_SECONDS) -> bool:
        """Work until something holds; whether it does before the time is up."""
        from PySide6.QtCore import QEventLoop

        end = time.perf_counter() + seconds
        last = time.perf_counter()
        while not done():
            # one round of events is what a key press may have to wait for
            began = time.thread_time()
            self._app.processEvents(QEventLoop.ProcessEventsFlag.AllEvents)
            self._work = max(self._work, time.thread_time() - began)
            now = time.perf_counter()
            self._longest = max(self._longest, now - last)
            if now > end:
                return False
            time.sleep(0.0005)
            last = time.perf_counter()
        return True

    def block(self) -> str:
        """The longest absence since last asked, and the most processor time of one."""
        said = f"{self._longest * 1000:.0f} ms (processor {self._work * 1000:.0f} ms)"
        self._longest = self._work = 0.0
        return said


def _session(size: int, home: str) -> None:
    from PySide6.QtGui import QPaintEvent

    from desktop.panels.editor import Editor

    painted: list[_Moment] = []
    paint = Editor.paintEvent

    def paint_event(editor: Editor, event: QPaintEvent) -> None:
        paint(editor, event)
        painted.append(_now())

    Editor.paintEvent = paint_event  # type: ignore[assignment, method-assign]
    from desktop.app.gui_gc import GuiGarbageCollector
    from desktop.app.services import real_services
    from desktop.paths import app_paths
    from desktop.windows import application

    lines = invented_text(size)
    file = Path(home) / "整改报告.txt"
    file.write_text("\n".join(lines), "utf-8")
    app = application.qt_application([])
    program = application.Program(app, real_services(app_paths()))
    # as in the program: everything is collected only while nobody types
    collector = GuiGarbageCollector(
        program, lambda: any(w.furnished and w.checking.live.busy for w in program.others.windows)
    )
    sys.setswitchinterval(application._SWITCH_SECONDS)
    watch = _Watch(app)
    program.show()
    window = program.window
    shown = time.perf_counter()
    watch.until(lambda: window.furnished)
    furnished, furnishing = time.perf_counter() - shown, watch.block()
    watch.until(lambda: False, 3)  # the words are loaded
    warm = watch.block()
    window.open_path(file)
    watch.until(lambda: window.has_report and _is_shown(window) and not window.jobs.busy)
    watch.until(lambda: False, 0.3)
    print(f"{sum(map(len, lines))} characters in {len(lines)} paragraphs, findings {len(window.analysis.findings)}")  # type: ignore[union-attr]
    print(
        f"  furnished {furnished * 1000:.0f} ms after the start page; longest block of the window's thread {furnishing}"
    )
    print(f"  words loading: longest block {warm}")
    print(f"  opening and checking: longest block {watch.block()}")
    times = _type(window, watch, painted)
    typing = watch.block()
    print(f"  key press to painted: {_spread(at for at, _ in times)} (processor {_spread(at for _, at in times)})")
    print(f"  typing: longest block {typing}")
    watch.until(lambda: _is_shown(window))
    watch.until(lambda: False, 0.5)
    watch.block()
    _export(window, watch, Path(home))
    print(f"  exporting the ledger: longest block {watch.block()}")
    window.editor.document().setModified(False)
    window.close()
    collector.stop()


def _is_shown(window: MainWindow) -> bool:
    return window.is_checked and not window.checking.showing


def _type(window: MainWindow, watch: _Watch, painted: list[_Moment]) -> list[_Moment]:
    from PySide6.QtCore import QEvent, Qt
    from PySide6.QtGui import QKeyEvent, QTextCursor
    from PySide6.QtWidgets import QApplication

    rng = random.Random(2)
    editor = window.editor
    document = editor.document()
    times: list[_Moment] = []
    for number in range(_KEYS):
        if number % _PAUSE_EVERY == 0:
            watch.until(lambda: False, _PAUSE)  # a check runs, and its findings are shown
            block = document.findBlockByNumber(rng.randrange(document.blockCount()))
            cursor = QTextCursor(block)
            cursor.movePosition(QTextCursor.MoveOperation.EndOfBlock)
            editor.setTextCursor(cursor)
        watch.until(lambda: False, rng.uniform(_SHORTEST, _LONGEST))
        before = document.characterCount()
        pressed = _now()
        key = QKeyEvent(QEvent.Type.KeyPress, 0, Qt.KeyboardModifier.NoModifier, rng.choice(_WORDS))
        QApplication.postEvent(editor, key)
        painted.clear()
        watch.until(lambda: document.characterCount() != before and bool(painted), 5)  # noqa: B023
        end = painted[-1] if painted else _now()
        times.append((end[0] - pressed[0], end[1] - pressed[1]))
    return times


def _export(window: MainWindow, watch: _Watch, home: Path) -> None:
    from desktop.app.report_exports import excel_bytes, word_ledger_bytes
    from desktop.windows import dialogs

    for name, make in (("台账.xlsx", excel_bytes), ("台账.docx", word_ledger_bytes)):
        told: list[object] = []
        target = home / name
        dialogs.ask_save = lambda *_, target=target: target
        dialogs.tell_exported = lambda *args, told=told: told.append(args)
        dialogs.show_error = lambda *args, told=told: told.append(args)
        window.exporting.export(name, name, "", lambda _file, now, _target, make=make: make(now.ledger))  # type: ignore[misc]
        watch.until(lambda: bool(told) and not window.jobs.busy)  # noqa: B023
        if not target.exists():
            print(f"  {name} was not made")
