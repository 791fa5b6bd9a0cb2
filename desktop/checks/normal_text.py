"""A paragraph without quotation marks, book-title marks and spaces, with the way back; and its pairs of characters."""

from __future__ import annotations

import functools
import operator
import re
from dataclasses import dataclass

from desktop.text.edits import Edit
from desktop.text.spans import Span

_IGNORED = dict.fromkeys(map(ord, " \t\n\r\u00a0\u2002\u2003\u2009\u200b\u2028\u3000\ufeff“”‘’\"'「」『』《》〈〉＂"))

_IGNORED_MARK = re.compile(f"[{re.escape(''.join(map(chr, _IGNORED)))}]+")


@dataclass(frozen=True, slots=True)
class NormalText:
    """text: what is left. pairs: every two neighbouring characters of it."""

    text: str
    pairs: frozenset[str]
    raw: str

    def places(self) -> list[int]:
        """For each character left, where it stands in the paragraph."""
        if len(self.text) == len(self.raw):
            return list(range(len(self.raw)))
        return [i for i, c in enumerate(self.raw) if ord(c) not in _IGNORED]

    def span(self, line: int, start: int, end: int) -> Span:
        """The place of a stretch, not empty, in the paragraph on a line."""
        places = self.places()
        return Span(line, places[start], places[end - 1] + 1)

    def edits(self, line: int, start: int, end: int, right: str) -> tuple[Edit, ...]:
        """Turn a stretch into other words; what both begin and end with, and the marks between, stay."""
        written = self.text[start:end]
        head = 0
        while head < min(len(written), len(right)) and written[head] == right[head]:
            head += 1
        tail = 0
        while tail < min(len(written), len(right)) - head and written[-1 - tail] == right[-1 - tail]:
            tail += 1
        places = self.places()
        new = right[head : len(right) - tail]
        first, last = start + head, end - tail
        if first < last:
            return (Edit(Span(line, places[first], places[last - 1] + 1), new),)
        at = places[first - 1] + 1 if first else places[first]
        return (Edit(Span(line, at, at), new),)


@functools.lru_cache(maxsize=16_384)  # asked for by several checks
def normal_text(raw: str) -> NormalText:
    """The text that expressions are looked for in."""
    text = _IGNORED_MARK.sub("", raw)
    return NormalText(text, frozenset(map(operator.add, text, text[1:])), raw)
