"""Work away from the window's thread: reading, exporting, saving."""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import Any, Generic, TypeVar

from PySide6.QtCore import QObject, QRunnable, QThreadPool, Signal, SignalInstance, Slot

from desktop.documents.errors import DocumentError

T = TypeVar("T")


class Token:
    """Says whether work is still wanted; safe to share between threads."""

    def __init__(self) -> None:
        self._event = threading.Event()

    def cancel(self) -> None:
        """Ask the work to stop."""
        self._event.set()

    def cancelled(self) -> bool:
        """Whether it was asked to stop."""
        return self._event.is_set()


class Outcome(Generic[T]):
    """What became of a job: a value, a message for the clerk, or an exception nobody expected."""

    __slots__ = ("error", "key", "unexpected", "value")

    def __init__(
        self, key: int, value: T | None = None, error: str = "", unexpected: BaseException | None = None
    ) -> None:
        self.key = key
        self.value = value
        self.error = error
        self.unexpected = unexpected


class _Run(QRunnable):
    def __init__(self, key: int, work: Callable[[Token], Any], token: Token, done: SignalInstance) -> None:
        super().__init__()
        self._key, self._work, self._token, self._done = key, work, token, done

    def run(self) -> None:
        try:
            outcome: Outcome[Any] = Outcome(self._key, self._work(self._token))
        except DocumentError as error:
            outcome = Outcome(self._key, error=str(error))
        except BaseException as error:
            outcome = Outcome(self._key, unexpected=error)
        try:
            self._done.emit(outcome)
        except RuntimeError:
            return  # the window is gone, nobody waits


class Jobs(QObject):
    """One job at a time, each with a title; its end comes back in the window's thread.

    started(str): a job began. finished(): none runs any more. A job that was
    cancelled ends without calling anything back.
    """

    started = Signal(str)
    finished = Signal()
    _done = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._pool = QThreadPool(self)
        self._pool.setMaxThreadCount(1)
        self._key = 0
        self._token = Token()
        self._on_value: Callable[[Any], None] | None = None
        self._on_error: Callable[[str], None] | None = None
        self._done.connect(self._finish)

    @property
    def busy(self) -> bool:
        """Whether a job is under way."""
        return self._on_value is not None

    def run(
        self,
        title: str,
        work: Callable[[Token], T],
        on_value: Callable[[T], None],
        on_error: Callable[[str], None],
    ) -> bool:
        """Start a job. False, and nothing done, when another is under way.

        on_error gets the sentence of a DocumentError; any other exception is
        raised again in the window's thread.
        """
        if self.busy:
            return False
        self._key += 1
        self._token = Token()
        self._on_value, self._on_error = on_value, on_error
        self.started.emit(title)
        self._pool.start(_Run(self._key, work, self._token, self._done))
        return True

    @Slot()
    def cancel(self) -> None:
        """Give the running job up; what it still returns is thrown away."""
        if self.busy:
            self._token.cancel()
            self._key += 1
            self._on_value = self._on_error = None
            self.finished.emit()

    def close(self) -> None:
        """Cancel and wait, at most two seconds."""
        self.cancel()
        self._pool.waitForDone(2000)

    @Slot(object)
    def _finish(self, outcome: Outcome[Any]) -> None:
        if outcome.key != self._key or self._on_value is None or self._on_error is None:
            return
        on_value, on_error = self._on_value, self._on_error
        self._on_value = self._on_error = None
        self.finished.emit()
        if outcome.unexpected is not None:
            raise outcome.unexpected
        if outcome.error:
            on_error(outcome.error)
        else:
            on_value(outcome.value)
