"""Findings that a copied passage brings along: one cause is told once."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from desktop.checks.base import Finding

_COPY = "text-duplicate"
_SERIES = frozenset({"number-gap", "number-duplicate", "number-order"})


def without_copied(findings: Sequence[Finding]) -> tuple[Finding, ...]:
    """The findings without those that only a passage copied from elsewhere makes.

    A series that the numbers inside a repeated passage break is mended by
    taking the passage out, so the repeat alone is told.
    """
    copies: dict[int, list[Finding]] = defaultdict(list)
    for finding in findings:
        if finding.kind == _COPY and len(finding.span):
            copies[finding.span.line].append(finding)
    if not copies:
        return tuple(findings)
    return tuple(
        finding
        for finding in findings
        if finding.kind not in _SERIES
        or not any(copy.span.contains(finding.span) for copy in copies.get(finding.span.line, ()))
    )
