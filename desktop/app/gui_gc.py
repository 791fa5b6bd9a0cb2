"""Garbage is collected on the window's thread only.

Python collects cycles on whichever thread happens to allocate; a widget in a
cycle would then be destroyed by the checking thread, which Qt forbids.
"""

from __future__ import annotations

import gc
from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer, Slot

_YOUNG_MS = 1000
_FULL_EVERY = 30
_AT_LATEST = 900


class GuiGarbageCollector(QObject):
    """Turns automatic collection off and collects from a timer of the thread it lives in."""

    def __init__(self, parent: QObject | None = None, busy: Callable[[], bool] | None = None) -> None:
        """busy: whether somebody is typing; collecting everything takes a tenth of a second with a long report."""
        super().__init__(parent)
        self._busy = busy
        gc.collect()
        gc.freeze()
        gc.disable()
        self._ticks = 0
        self._timer = QTimer(self)
        self._timer.setInterval(_YOUNG_MS)
        self._timer.timeout.connect(self._collect)
        self._timer.start()

    @Slot()
    def _collect(self) -> None:
        self._ticks += 1
        due = self._ticks >= _FULL_EVERY
        if due and (self._ticks >= _AT_LATEST or self._busy is None or not self._busy()):
            self._ticks = 0
            gc.collect()
        else:
            gc.collect(1)

    @Slot()
    def stop(self) -> None:
        """Give collection back to Python."""
        self._timer.stop()
        gc.unfreeze()
        gc.enable()
