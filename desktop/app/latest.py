"""Work away from the window's thread of which only the newest counts; what came before it is stopped."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, QRunnable, QThreadPool, Signal, SignalInstance, Slot

from desktop.app.jobs import Token

Work = Callable[[Callable[[], bool]], object]
"""Is given a function that says whether to stop; what it returns then is thrown away."""


class _Run(QRunnable):
    """Sees only frozen data; the signal belongs to the owner."""

    def __init__(self, number: int, work: Work, token: Token, done: SignalInstance) -> None:
        super().__init__()
        self._number, self._work, self._token, self._done = number, work, token, done

    def run(self) -> None:
        result: object
        try:
            result = self._work(self._token.cancelled)
        except BaseException as error:
            result = error
        try:
            self._done.emit((self._number, result))
        except RuntimeError:
            return  # the owner is gone


class Latest(QObject):
    """One piece of work at a time. done(object): what the newest returned; an exception is raised here instead."""

    done = Signal(object)
    _ended = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._number = 0
        self._busy = False
        self._token = Token()
        self._pool = QThreadPool(self)
        self._pool.setMaxThreadCount(1)
        self._ended.connect(self._finish)

    @property
    def busy(self) -> bool:
        """Whether an answer is still to come."""
        return self._busy

    def start(self, work: Work) -> None:
        """Begin; what is under way is given up."""
        self.stop()
        self._busy = True
        self._token = Token()
        self._pool.start(_Run(self._number, work, self._token, self._ended))

    def stop(self) -> None:
        """The answer is no longer wanted."""
        self._number += 1
        self._busy = False
        self._token.cancel()

    def close(self) -> None:
        """Stop, and wait for the worker, at most two seconds."""
        self.stop()
        self._pool.waitForDone(2000)

    @Slot(object)
    def _finish(self, answer: tuple[int, object]) -> None:
        number, result = answer
        if number != self._number:
            return
        self._busy = False
        if isinstance(result, BaseException):
            raise result
        self.done.emit(result)
