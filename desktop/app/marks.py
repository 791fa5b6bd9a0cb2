"""Findings as ranges of the editor's text that move with it while it is edited.

Positions are UTF-16 units from the head of the whole document, as Qt counts
them, every block end one unit.
"""

from __future__ import annotations

import bisect
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from itertools import accumulate

from desktop.app.editor_text import in_basic_plane, utf16_length
from desktop.checks.base import Finding, Severity
from desktop.text.spans import Span

Range = tuple[int, int]
Change = tuple[int, int, int]
"""Position, units removed, units added: what QTextDocument.contentsChange tells."""


def shifted(place: Range, change: Change) -> Range | None:
    """Where a range stands after a change; None where the change touched its inside.

    Text put in at either edge of a range does not belong to it.
    """
    start, end = place
    position, removed, added = change
    if position >= end and not (start == end == position):
        return place
    if position + removed <= start:
        move = added - removed
        return start + move, end + move
    return None


class LineStarts:
    """Where the paragraphs of a snapshot begin, and spans as ranges of it."""

    def __init__(self, lines: Sequence[str]) -> None:
        self._lines = lines
        self._wide: frozenset[int] = frozenset()
        """The paragraphs that hold characters of two units."""
        if in_basic_plane("".join(lines)):
            lengths = [len(line) + 1 for line in lines]
        else:
            lengths = [utf16_length(line) + 1 for line in lines]
            self._wide = frozenset(i for i, line in enumerate(lines) if lengths[i] != len(line) + 1)
        self._starts = list(accumulate(lengths, initial=0))

    def range_of(self, span: Span) -> Range | None:
        """The range of a span; None where the snapshot has no such place."""
        index = span.line - 1
        if index >= len(self._lines):
            return None
        line, base = self._lines[index], self._starts[index]
        if span.end > len(line):
            return None
        if index not in self._wide:
            return base + span.start, base + span.end
        return base + utf16_length(line[: span.start]), base + utf16_length(line[: span.end])


@dataclass(frozen=True, slots=True)
class Mark:
    """One finding where it stands now."""

    start: int
    end: int
    severity: Severity
    finding: Finding


class MarkStore:
    """The marks of the last check, kept in place while the text changes.

    A place of that check (a fix, a related place) is asked for with
    `range_of`, which follows every change since the check's snapshot.
    """

    def __init__(self) -> None:
        self._lines = LineStarts(())
        self._changes: list[Change] = []
        self._marks: list[Mark] = []
        self._starts: list[int] = []
        self._longest = 0
        self.loaded = 0
        """Rises when other findings are marked, not when the text moves them."""

    def load(self, lines: Sequence[str], findings: Iterable[Finding]) -> None:
        """Take the findings of a check of exactly these lines, which are the text now."""
        self.loaded += 1
        self._lines = LineStarts(lines)
        self._changes = []
        marks = []
        for finding in findings:
            place = self._lines.range_of(finding.span)
            if place is not None:
                marks.append(Mark(*place, finding.severity, finding))
        self._set(sorted(marks, key=lambda mark: (mark.start, mark.end)))

    def remove(self, gone: Callable[[Finding], bool]) -> None:
        """Drop the marks of some findings."""
        self.loaded += 1
        self._set([mark for mark in self._marks if not gone(mark.finding)])

    def text_changed(self, change: Change) -> None:
        """Move everything after a change of the text; marks it touched go."""
        self._changes.append(change)
        position, removed, added = change
        move = added - removed
        kept = []
        for mark in self._marks:
            if mark.start >= position + removed and mark.start > position:
                kept.append(Mark(mark.start + move, mark.end + move, mark.severity, mark.finding))
                continue
            place = shifted((mark.start, mark.end), change)
            if place is not None:
                same = place == (mark.start, mark.end)
                kept.append(mark if same else Mark(*place, mark.severity, mark.finding))
        self._set(kept)

    def texts_changed(self, changes: Sequence[Change]) -> None:
        """The same for several changes at once, which stand in order and do not overlap, in the text before all."""
        self._changes.extend(reversed(changes))
        kept = []
        passed = move = 0
        for mark in self._marks:
            while passed < len(changes) and sum(changes[passed][:2]) <= mark.start:
                move += changes[passed][2] - changes[passed][1]
                passed += 1
            if passed == len(changes) or changes[passed][0] >= mark.end:
                kept.append(Mark(mark.start + move, mark.end + move, mark.severity, mark.finding) if move else mark)
        self._set(kept)

    @property
    def marks(self) -> Sequence[Mark]:
        """All marks in order of place."""
        return self._marks

    def between(self, start: int, end: int) -> list[Mark]:
        """The marks that touch a stretch of text, in order."""
        first = bisect.bisect_left(self._starts, start - self._longest)
        last = bisect.bisect_right(self._starts, end)
        return [mark for mark in self._marks[first:last] if mark.end >= start]

    def range_of(self, span: Span) -> Range | None:
        """Where a place of the checked text stands now; None where it was changed since."""
        place = self._lines.range_of(span)
        for change in self._changes:
            if place is None:
                return None
            place = shifted(place, change)
        return place

    def _set(self, marks: list[Mark]) -> None:
        self._marks = marks
        self._starts = [mark.start for mark in marks]
        self._longest = max((mark.end - mark.start for mark in marks), default=0)
