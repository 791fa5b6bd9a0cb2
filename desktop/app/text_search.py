"""Searches of a text away from the window's thread."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal, Slot

from desktop.app.latest import Latest
from desktop.app.search import BadPatternError, Found, Query, Stopped, find_all, replacements


class TextSearch(QObject):
    """One search at a time, the newest.

    found(Found): all places of the newest search. replaced(list): each hit of
    the newest search with what is to stand there. Positions are those of the
    text that was handed in.
    """

    found = Signal(object)
    replaced = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._latest = Latest(self)
        self._latest.done.connect(self._finish)
        self.stop, self.close = self._latest.stop, self._latest.close

    @property
    def busy(self) -> bool:
        """Whether an answer is still to come."""
        return self._latest.busy

    def find(self, raw: str, query: Query) -> None:
        """Look for every place of a document's raw text."""
        self._latest.start(_told(lambda stop: find_all(raw, query, stop)))

    def replace(self, raw: str, query: Query, template: str) -> None:
        """Work out what is to stand at every place."""
        self._latest.start(_told(lambda stop: replacements(raw, query, template, stop)))

    @Slot(object)
    def _finish(self, result: object) -> None:
        if isinstance(result, list):
            self.replaced.emit(result)
        else:
            self.found.emit(result)


def _told(work: Callable[[Callable[[], bool]], object]) -> Callable[[Callable[[], bool]], object]:
    """The same, with what is wrong as an answer."""

    def tell(stop: Callable[[], bool]) -> object:
        try:
            return work(stop)
        except BadPatternError as error:
            return Found((), str(error))
        except Stopped:
            return Found()

    return tell
