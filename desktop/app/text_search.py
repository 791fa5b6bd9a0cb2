"""Searches away from the window's thread: the newest one counts, those before it are stopped."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, QRunnable, QThreadPool, Signal, SignalInstance, Slot

from desktop.app.jobs import Token
from desktop.app.search import BadPatternError, Found, Query, Stopped, find_all, replacements

Work = Callable[[Callable[[], bool]], object]


class _Search(QRunnable):
    """Sees only text and frozen data; the signal belongs to the searcher."""

    def __init__(self, number: int, work: Work, token: Token, done: SignalInstance) -> None:
        super().__init__()
        self._number, self._work, self._token, self._done = number, work, token, done

    def run(self) -> None:
        try:
            result = self._work(self._token.cancelled)
        except Stopped:
            return
        except BadPatternError as error:
            result = Found((), str(error))
        try:
            self._done.emit((self._number, result))
        except RuntimeError:
            return  # the searcher is gone


class TextSearch(QObject):
    """One search at a time.

    found(Found): all places of the newest search. replaced(list): each hit of
    the newest search with what is to stand there. Positions are those of the
    text that was handed in.
    """

    found = Signal(object)
    replaced = Signal(object)
    _done = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._number = 0
        self._busy = False
        self._token = Token()
        self._pool = QThreadPool(self)
        self._pool.setMaxThreadCount(1)
        self._done.connect(self._finish)

    @property
    def busy(self) -> bool:
        """Whether an answer is still to come."""
        return self._busy

    def find(self, raw: str, query: Query) -> None:
        """Look for every place of a document's raw text."""
        self._start(lambda stop: find_all(raw, query, stop))

    def replace(self, raw: str, query: Query, template: str) -> None:
        """Work out what is to stand at every place."""
        self._start(lambda stop: replacements(raw, query, template, stop))

    def stop(self) -> None:
        """The answer is no longer wanted."""
        self._number += 1
        self._busy = False
        self._token.cancel()

    def close(self) -> None:
        """Stop, and wait for the worker, at most two seconds."""
        self.stop()
        self._pool.waitForDone(2000)

    def _start(self, work: Work) -> None:
        self.stop()
        self._busy = True
        self._token = Token()
        self._pool.start(_Search(self._number, work, self._token, self._done))

    @Slot(object)
    def _finish(self, answer: tuple[int, object]) -> None:
        number, result = answer
        if number != self._number:
            return
        self._busy = False
        if isinstance(result, list):
            self.replaced.emit(result)
        else:
            self.found.emit(result)
