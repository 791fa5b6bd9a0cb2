"""Findings that another one explains: one cause is told once."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from desktop.checks.base import Finding
from desktop.text.spans import Span

_COPY = "text-duplicate"
_SERIES = frozenset({"number-gap", "number-duplicate", "number-order"})
_NAME = "name-inconsistent"
_TWICE = "word-repeat"


@dataclass(frozen=True, slots=True)
class _Place:
    """Where a repeated passage stands, and how it reads there."""

    span: Span
    text: str


def _alike(label: str, places: Sequence[_Place]) -> bool:
    """Whether the passage has the label wherever it stands: so the label came along with it."""
    return len({place.text.count(label) for place in places}) == 1


def without_copied(findings: Sequence[Finding]) -> tuple[Finding, ...]:
    """The findings without those that only another one makes.

    A series that the numbers inside a repeated passage break is mended by
    taking the passage out, and a title that a word typed twice makes differ
    from the same title elsewhere by taking the word out: each is told alone.
    """
    copies: dict[int, list[tuple[_Place, tuple[_Place, ...]]]] = defaultdict(list)
    doubles: dict[int, list[Span]] = defaultdict(list)
    series: dict[int, list[Finding]] = defaultdict(list)
    for finding in findings:
        if finding.kind == _COPY and len(finding.span):
            places = (_Place(finding.span, finding.text), *(_Place(r.span, r.text) for r in finding.related))
            for place in places:
                copies[place.span.line].append((place, places))
        elif finding.kind == _TWICE:
            doubles[finding.span.line].append(finding.span)
        elif finding.kind in _SERIES:
            series[finding.span.line].append(finding)
    if not copies and not doubles:
        return tuple(findings)

    def explained(finding: Finding) -> bool:
        if finding.kind == _NAME:
            return any(finding.span.contains(double) for double in doubles.get(finding.span.line, ()))
        if finding.kind not in _SERIES:
            return False
        return any(
            place.span.contains(finding.span)
            and (place is places[0] or (_alike(finding.text, places) and not everywhere(finding, places)))
            for place, places in copies.get(finding.span.line, ())
        )

    def everywhere(finding: Finding, places: Sequence[_Place]) -> bool:
        """Whether the passage has the same fault wherever it stands, so that it is the passage's own."""
        return all(
            any(place.span.contains(f.span) and f.text == finding.text for f in series.get(place.span.line, ()))
            for place in places
        )

    return tuple(finding for finding in findings if not explained(finding))
