"""Where the clerk was: open reports with caret and view, windows with size and place. No Qt."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from desktop.app.small_store import read_json, write_json

_VERSION = 1
_MOST_PLACES = 60
_MOST_WINDOWS = 12


@dataclass(frozen=True, slots=True)
class Place:
    """Where a report was left. caret: a position of the editor; scroll: of its bar; view: by number."""

    path: str
    caret: int = 0
    scroll: int = 0
    view: int = 0


@dataclass(frozen=True, slots=True)
class WindowState:
    """A window. path: its report, "" without a file. geometry and splitter: Qt's own record, in base 64."""

    path: str = ""
    geometry: str = ""
    splitter: str = ""


class Session:
    """The file of the session.

    windows: those of the last run. ended: whether that run ended as it should. reopen: whether the next start opens
    the same reports again.
    """

    def __init__(self, file: Path) -> None:
        self._file = file
        data = read_json(file)
        data = data if isinstance(data, dict) and data.get("version") == _VERSION else {}
        self.windows: tuple[WindowState, ...] = tuple(_items(data.get("windows"), _window))[:_MOST_WINDOWS]
        self._places = {place.path: place for place in _items(data.get("places"), _place)}
        self.is_first = not data
        self.ended = bool(data.get("ended", True))
        self.reopen = bool(data.get("reopen", True))
        self._written: object = None

    def place(self, path: Path) -> Place | None:
        """Where a report was left."""
        return self._places.get(str(path))

    def remember(self, place: Place) -> None:
        """Note where a report is left."""
        self._places.pop(place.path, None)
        self._places[place.path] = place
        for path in list(self._places)[:-_MOST_PLACES]:
            del self._places[path]

    def write(self, windows: Sequence[WindowState], *, ended: bool) -> None:
        """Write the session as it is, where it is another one than was written last."""
        data: dict[str, Any] = {
            "version": _VERSION,
            "windows": [asdict(window) for window in windows],
            "places": [asdict(place) for place in self._places.values()],
            "ended": ended,
            "reopen": self.reopen,
        }
        if data != self._written and write_json(self._file, data):
            self._written = data


def _items(entries: object, read: Callable[[dict[str, Any]], Any]) -> list[Any]:
    found = []
    for entry in entries if isinstance(entries, list) else ():
        try:
            found.append(read(entry))
        except (KeyError, TypeError, ValueError):
            continue
    return found


def _place(entry: dict[str, Any]) -> Place:
    return Place(str(entry["path"]), int(entry["caret"]), int(entry["scroll"]), int(entry["view"]))


def _window(entry: dict[str, Any]) -> WindowState:
    return WindowState(str(entry["path"]), str(entry["geometry"]), str(entry["splitter"]))
