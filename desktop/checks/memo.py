"""What has been read is not read again: per paragraph, and per report for checks that share facts.

After an edit all paragraphs but one are as they were. Checks that look at
the whole text do their work a paragraph at a time in functions that remember
what they gave, and put these facts together anew.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import lru_cache, wraps
from itertools import islice
from typing import TypeVar

from desktop.checks.base import Hit
from desktop.report.model import Report

_Facts = TypeVar("_Facts")

PARAGRAPHS = 16_384
"""How many paragraphs are remembered: several times the longest report."""


_MOST_MATCHES = 3_000


def once_a_report(read: Callable[[Report], _Facts]) -> Callable[[Report], _Facts]:
    """Facts of a whole report, read once for all checks that ask about the same report.

    The facts must not be changed by those who get them, and must be no iterator.
    """
    last: list[tuple[Report, _Facts]] = []

    @wraps(read)
    def remembered(report: Report) -> _Facts:
        known = last[-1] if last else None
        if known is not None and known[0] is report:
            return known[1]
        facts = read(report)
        last[:] = [(report, facts)]
        return facts

    return remembered


def hits_of_paragraph(find: Callable[[str, int], Iterator[Hit]]) -> Callable[[str, int], tuple[Hit, ...]]:
    """A search of one paragraph, text and line, that remembers its hits."""

    @lru_cache(maxsize=PARAGRAPHS)
    def found(text: str, line: int) -> tuple[Hit, ...]:
        return tuple(find(text, line))

    return wraps(find)(found)


def matches_of(pattern: re.Pattern[str]) -> Callable[[str], tuple[re.Match[str], ...]]:
    """A search for all matches in a paragraph that remembers them; no more than a paragraph can sensibly hold."""

    @lru_cache(maxsize=PARAGRAPHS)
    def found(text: str) -> tuple[re.Match[str], ...]:
        return tuple(islice(pattern.finditer(text), _MOST_MATCHES))

    return found
