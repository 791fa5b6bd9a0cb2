"""How often words stand in a text; after an edit only the changed paragraphs are counted again."""

from __future__ import annotations

from collections.abc import Sequence
from threading import Lock

_MOST_WORDS = 4096
_LARGEST_CHANGE = 64  # paragraphs; with more, counting anew is as quick


class Occurrences:
    """Counts of words in the last text asked about. Safe to use from several threads."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._lines: Sequence[str] = ()
        self._whole: str | None = None
        self._counts: dict[str, int] = {}

    def count(self, lines: tuple[str, ...], words: str) -> int:
        """How often words stand in these paragraphs, joined by line breaks; places that overlap count once."""
        with self._lock:
            if lines is not self._lines:
                self._take(lines)
            known = self._counts.get(words)
            if known is None:
                if self._whole is None:
                    self._whole = "\n".join(lines)
                if "\n" in words:  # may run over the end of a paragraph
                    return self._whole.count(words)
                if len(self._counts) >= _MOST_WORDS:
                    self._counts.clear()
                known = self._counts[words] = self._whole.count(words)
            return known

    def _take(self, lines: tuple[str, ...]) -> None:
        """Move on to another text: what was counted is corrected by the paragraphs that went and came."""
        before, self._lines, self._whole = self._lines, lines, None
        least = min(len(before), len(lines))
        head = next((i for i in range(least) if before[i] != lines[i]), least)
        least -= head
        tail = next((i for i in range(least) if before[-1 - i] != lines[-1 - i]), least)
        gone, come = before[head : len(before) - tail], lines[head : len(lines) - tail]
        if len(gone) + len(come) > _LARGEST_CHANGE:
            self._counts.clear()
            return
        for words, count in self._counts.items():
            change = sum([text.count(words) for text in come]) - sum([text.count(words) for text in gone])
            if change:
                self._counts[words] = count + change


_OCCURRENCES = Occurrences()


def occurrences(lines: tuple[str, ...], words: str) -> int:
    """How often words stand in a text, remembered from one state of it to the next."""
    return _OCCURRENCES.count(lines, words)
