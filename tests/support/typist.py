"""A clerk who types and saves, in a process of its own that may be killed: typist.py REPORT SEED.

Every token typed is told on standard output with the time: "seconds number".
"""

from __future__ import annotations

import faulthandler
import os
import random
import sys
import time
from pathlib import Path

from PySide6.QtCore import QTimer
from PySide6.QtGui import QTextCursor
from PySide6.QtTest import QTest

from desktop.app.gui_gc import GuiGarbageCollector
from desktop.app.services import real_services
from desktop.paths import app_paths
from desktop.windows import dialogs
from desktop.windows.application import Program, qt_application

_PER_LINE = 12


def token(number: int) -> str:
    return f"[{number}]"


class Typist:
    def __init__(self, program: Program, report: Path, seed: int) -> None:
        self._window = program.window
        self._chance = random.Random(seed)
        self._number = 0
        self._window.open_path(report)
        self._typing = QTimer(program)
        self._typing.timeout.connect(self._type)
        self._typing.start(25)
        self._saving = QTimer(program)
        self._saving.setSingleShot(True)
        self._saving.timeout.connect(self._save)
        self._saving.start(self._chance.randrange(300, 4000))

    def _type(self) -> None:
        if not self._window.has_report:
            return
        editor = self._window.editor
        editor.moveCursor(QTextCursor.MoveOperation.End)
        if self._number % _PER_LINE == 0:
            QTest.keyClick(editor, "\r")
        QTest.keyClicks(editor, token(self._number))
        os.write(1, f"{time.monotonic():.3f} {self._number}\n".encode())
        self._number += 1

    def _save(self) -> None:
        self._window.saving.save()
        self._saving.start(self._chance.randrange(300, 4000))


def main() -> None:
    for name in ("show_crash", "show_error", "ask_save_failed", "ask_conflict", "ask_plain_word"):
        setattr(dialogs, name, _fail)
    faulthandler.enable()
    app = qt_application([])
    program = Program(app, real_services(app_paths()))
    collector = GuiGarbageCollector(program)
    sys.setswitchinterval(0.001)
    program.show()
    typist = Typist(program, Path(sys.argv[1]), int(sys.argv[2]))
    app.exec()
    collector.stop()
    del typist


def _fail(*arguments: object) -> None:
    os.write(1, f"asked {arguments[1:]}\n".encode())
    os._exit(3)


if __name__ == "__main__":
    main()
