"""Findings that another one explains: one cause is told once."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from desktop.checks.base import Finding, Severity
from desktop.text.spans import Span

_COPY = "text-duplicate"
_SERIES = frozenset({"number-gap", "number-duplicate", "number-order"})
_NAME = "name-inconsistent"
_SLIPS = frozenset({"word-repeat", "term", "typo"})


def without_copied(findings: Sequence[Finding]) -> tuple[Finding, ...]:
    """The findings without those that only another one makes.

    A series that the numbers inside a repeated passage break is mended by
    taking the passage out, and a title that a slip in it makes differ from
    the same title elsewhere by mending the slip: each is told alone.
    """
    copies: dict[int, list[tuple[Span, tuple[Span, ...]]]] = defaultdict(list)
    slips: dict[int, list[Span]] = defaultdict(list)
    series: dict[int, list[Finding]] = defaultdict(list)
    for finding in findings:
        if finding.kind == _COPY and len(finding.span):
            places = (finding.span, *(other.span for other in finding.related))
            for place in places:
                copies[place.line].append((place, places))
        elif finding.kind in _SLIPS and finding.severity is not Severity.INFO:
            slips[finding.span.line].append(finding.span)
        elif finding.kind in _SERIES:
            series[finding.span.line].append(finding)
    if not copies and not slips:
        return tuple(findings)

    def explained(finding: Finding) -> bool:
        if finding.kind == _NAME:
            return any(finding.span.contains(slip) for slip in slips.get(finding.span.line, ()))
        if finding.kind not in _SERIES:
            return False
        return any(
            place.contains(finding.span) and (place == places[0] or not everywhere(finding, places))
            for place, places in copies.get(finding.span.line, ())
        )

    def everywhere(finding: Finding, places: Sequence[Span]) -> bool:
        """Whether the passage has the same fault wherever it stands, so that it is the passage's own."""
        return all(
            any(place.contains(f.span) and f.text == finding.text for f in series.get(place.line, ()))
            for place in places
        )

    return tuple(finding for finding in findings if not explained(finding))
