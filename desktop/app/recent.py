"""The files opened lately, with what the last check found, in the settings folder as JSON."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import asdict, dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from desktop.app.small_store import read_json, write_json

KEEP = 12


@dataclass(frozen=True, slots=True)
class RecentFile:
    """A file; when it was last open (ISO 8601, local time); what was found, None where it was not checked."""

    path: str
    opened: str
    errors: int | None = None
    warnings: int | None = None


class RecentFiles:
    """The newest first. A file that cannot be read or written is no reason to disturb anyone."""

    def __init__(self, file: Path, now: Callable[[], datetime] = datetime.now) -> None:
        self._file = file
        self._now = now
        self._items = _read(file)

    @property
    def items(self) -> tuple[RecentFile, ...]:
        """The files, the last one first."""
        return tuple(self._items)

    def opened(self, path: Path) -> None:
        """Put a file on top."""
        old = next((item for item in self._items if item.path == str(path)), None)
        self._put(
            RecentFile(
                str(path),
                self._stamp(),
                old.errors if old else None,
                old.warnings if old else None,
            )
        )

    def checked(self, path: Path, errors: int, warnings: int) -> None:
        """Note what a check of this file found."""
        new = RecentFile(str(path), self._stamp(), errors, warnings)
        top = self._items[0] if self._items else None
        if top and (top.path, top.errors, top.warnings) == (new.path, errors, warnings):
            return  # not a write for every key pressed
        self._put(new)

    def forget(self, path: str) -> None:
        """Take a file off the list."""
        self._items = [item for item in self._items if item.path != path]
        self._write()

    def _stamp(self) -> str:
        return self._now().isoformat(timespec="seconds")

    def _put(self, new: RecentFile) -> None:
        self._items = [new, *(item for item in self._items if item.path != new.path)][:KEEP]
        self._write()

    def _write(self) -> None:
        write_json(self._file, {"version": 1, "files": [asdict(item) for item in self._items]})


def when(stamp: str, now: datetime) -> str:
    """今天 09:41, 昨天 17:05, 3月2日, 2024年3月2日."""
    try:
        then = datetime.fromisoformat(stamp)
    except ValueError:
        return ""
    days = (now.date() - then.date()).days
    if days in (0, 1):
        return f"{'昨天' if days else '今天'} {then:%H:%M}"
    if then.year == now.year or now - then < timedelta(days=60):
        return f"{then.month}月{then.day}日"
    return f"{then.year}年{then.month}月{then.day}日"


def _read(file: Path) -> list[RecentFile]:
    try:
        data = read_json(file)
        return [item for entry in data["files"][:KEEP] if (item := _item(entry)) is not None]
    except (KeyError, TypeError):
        return []


def _item(entry: Any) -> RecentFile | None:  # noqa: ANN401 - whatever the file holds
    if (
        not isinstance(entry, dict)
        or not isinstance(entry.get("path"), str)
        or not isinstance(entry.get("opened"), str)
    ):
        return None
    counts = [n if isinstance(n, int) and n >= 0 else None for n in (entry.get("errors"), entry.get("warnings"))]
    return RecentFile(entry["path"], entry["opened"], counts[0], counts[1])
