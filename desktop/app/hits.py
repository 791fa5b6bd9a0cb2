"""What was searched for, as ranges of the editor's text that move with it. Pure: no Qt.

Positions are UTF-16 units from the head of the whole document, every block end one unit.
"""

from __future__ import annotations

import bisect
from collections.abc import Sequence
from typing import NamedTuple

from desktop.app.marks import Change

_MANY = 20


class Hit(NamedTuple):
    """One place; line: the 1-based paragraph it stands in, as it was when searched."""

    start: int
    end: int
    line: int


class HitStore:
    """The hits of one search in order of place. current: the one the clerk is at, None for none."""

    def __init__(self) -> None:
        self._hits: list[Hit] = []
        self._longest = 0
        self.loaded = 0
        """How often other hits came in."""
        self.current: Hit | None = None

    def __len__(self) -> int:
        return len(self._hits)

    @property
    def all(self) -> Sequence[Hit]:
        """All of them."""
        return self._hits

    def load(self, hits: Sequence[Hit], current: int = -1) -> None:
        """Take other hits; current: the number of the one the clerk is at, -1 for none."""
        self._hits = list(hits)
        self.loaded += 1
        self._longest = max((hit.end - hit.start for hit in hits), default=0)
        self.current = hits[current] if 0 <= current < len(hits) else None

    def clear(self) -> None:
        """Forget them."""
        self.load(())

    def text_changed(self, change: Change) -> None:
        """Move what stands behind a change; what it touched is no hit any more."""
        if not self._hits:
            return
        position, removed, added = change
        first = bisect.bisect_left(self._hits, (position - self._longest, 0, 0))
        moved = self._hits[:first]
        for hit in self._hits[first:]:
            if hit.end <= position:
                moved.append(hit)
            elif hit.start >= position + removed:
                moved.append(Hit(hit.start + added - removed, hit.end + added - removed, hit.line))
        self._hits, self.current = moved, None

    def texts_changed(self, changes: Sequence[Change]) -> None:
        """The same for several changes, in the order of the text before all; after many all are looked for anew."""
        if len(changes) > _MANY:
            self.clear()
        for change in reversed(changes):
            self.text_changed(change)

    def between(self, start: int, end: int) -> list[Hit]:
        """The hits that touch a stretch of text, in order."""
        first = bisect.bisect_left(self._hits, (start - self._longest, 0, 0))
        last = bisect.bisect_right(self._hits, (end, 0, 0))
        return [hit for hit in self._hits[first:last] if hit.end > start]

    def at_or_after(self, position: int) -> int:
        """The number of the first hit that begins at a position or behind it; the first of all behind the last."""
        number = bisect.bisect_left(self._hits, (position, 0, 0))
        return number if number < len(self._hits) else 0

    def before(self, position: int) -> int:
        """The number of the last hit that begins before a position; the last of all before the first."""
        return (bisect.bisect_left(self._hits, (position, 0, 0)) - 1) % len(self._hits) if self._hits else -1
