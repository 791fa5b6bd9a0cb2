"""An error nobody expected: what is unsaved is copied aside, a calm message is shown, the program goes on."""

from __future__ import annotations

import sys
import threading
import time
import traceback
from types import TracebackType
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QThread, Signal, Slot
from PySide6.QtWidgets import QApplication

from desktop import __version__
from desktop.app.error_gate import ErrorGate
from desktop.windows import dialogs

if TYPE_CHECKING:
    from desktop.windows.main_window import MainWindow
    from desktop.windows.open_windows import OpenWindows


class ErrorDesk(QObject):
    """Shows one error at a time, and the same one not again and again. May be told from any thread."""

    _told = Signal(str)

    def __init__(self, others: OpenWindows) -> None:
        super().__init__(others)
        self._others = others
        self._gate = ErrorGate()
        self._showing = False
        self._told.connect(self._show)

    def catch(self) -> None:
        """Take the errors nobody catches, on any thread; what was told of them before is told still."""
        before, before_in_thread = sys.excepthook, threading.excepthook

        def hook(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
            if issubclass(kind, KeyboardInterrupt):
                QApplication.quit()
                return
            before(kind, error, trace)
            self.tell("".join(traceback.format_exception(kind, error, trace)))

        def thread_hook(failure: threading.ExceptHookArgs) -> None:
            before_in_thread(failure)
            self.tell("".join(traceback.format_exception(failure.exc_type, failure.exc_value, failure.exc_traceback)))

        sys.excepthook, threading.excepthook = hook, thread_hook

    def tell(self, details: str) -> None:
        """An error came up. details: as Python tells it."""
        try:
            if QThread.currentThread() is self.thread():
                self._show(details)
            else:
                self._told.emit(details)
        except RuntimeError:
            return  # the program is ending

    @Slot(str)
    def _show(self, details: str) -> None:
        if self._showing or not self._gate.admits(details, time.monotonic()):
            return
        self._showing = True
        try:
            self._copy_aside()
            dialogs.show_crash(self._parent(), f"对账 {__version__}，{sys.platform}\n{details}")
        finally:
            self._showing = False

    def _copy_aside(self) -> None:
        for window in self._others.windows:
            if not window.furnished:
                continue
            try:
                window.recovery.touch()
                window.recovery.write_now()
            except Exception:  # the message must come, whatever is broken
                continue

    def _parent(self) -> MainWindow | None:
        windows = [window for window in self._others.windows if window.isVisible()]
        return next((w for w in windows if w.isActiveWindow()), windows[0] if windows else None)
