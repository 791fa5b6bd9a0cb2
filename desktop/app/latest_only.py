"""Work in the background of which only the newest counts."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, QRunnable, QThreadPool, Signal, SignalInstance, Slot

Work = Callable[[], object]


class _Run(QRunnable):
    def __init__(self, number: int, work: Work, done: SignalInstance) -> None:
        super().__init__()
        self._number, self._work, self._done = number, work, done

    def run(self) -> None:
        value: object = None
        error = ""
        try:
            value = self._work()
        except Exception as broken:
            error = f"{type(broken).__name__}: {broken}"
        try:
            self._done.emit((self._number, value, error))
        except RuntimeError:
            return  # nobody waits any more


class LatestOnly(QObject):
    """One piece of work at a time; of those asked for meanwhile only the last is done.

    ready(object): what the newest work gave. failed(str): it broke; the text
    is the exception's own, for the details.
    """

    ready = Signal(object)
    failed = Signal(str)
    _done = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._pool = QThreadPool(self)
        self._pool.setMaxThreadCount(1)
        self._number = 0
        self._running = False
        self._next: Work | None = None
        self._done.connect(self._finish)

    @property
    def busy(self) -> bool:
        """Whether something runs or waits."""
        return self._running

    def ask(self, work: Work) -> None:
        """Do this, and nothing that was asked for before and has not begun; what runs is not told of."""
        self._number += 1
        if self._running:
            self._next = work
            return
        self._running = True
        self._pool.start(_Run(self._number, work, self._done))

    def forget(self) -> None:
        """Tell nothing of what was asked for."""
        self._number += 1
        self._next = None

    def close(self) -> None:
        """Stop, and wait for what runs, at most two seconds."""
        self.forget()
        self._pool.waitForDone(2000)

    @Slot(object)
    def _finish(self, told: tuple[int, object, str]) -> None:
        number, value, error = told
        work, self._next = self._next, None
        if work is not None:
            self._pool.start(_Run(self._number, work, self._done))
        else:
            self._running = False
        if number != self._number:
            return
        if error:
            self.failed.emit(error)
        else:
            self.ready.emit(value)
