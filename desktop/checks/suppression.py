"""Findings a person has looked at and does not want to see again: a separate step behind all checks."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from desktop.checks.base import Finding
from desktop.text.document import Document

_AROUND = 12


@dataclass(frozen=True, slots=True)
class Ignored:
    """One ignored finding, held to its words.

    rule: the check's code. text: the words it marked. before, after: up to
    12 characters on either side within the paragraph. message: only for a
    finding without words (a missing section), which nothing else tells apart.
    """

    rule: str
    text: str
    before: str
    after: str
    message: str = ""


def ignored_form(finding: Finding, document: Document) -> Ignored:
    """What a finding is known by while the text around it moves."""
    span = finding.span
    line = document.line(span.line) if span.line <= len(document.lines) else ""
    return Ignored(
        rule=finding.rule,
        text=finding.text,
        before=line[max(0, span.start - _AROUND) : span.start],
        after=line[span.end : span.end + _AROUND],
        message="" if finding.text else finding.message,
    )


def split_ignored(
    findings: Sequence[Finding], document: Document, ignored: Iterable[Ignored]
) -> tuple[tuple[Finding, ...], tuple[Finding, ...]]:
    """The findings to show, and those that are ignored, both in their order."""
    known = frozenset(ignored)
    if not known:
        return tuple(findings), ()
    shown: list[Finding] = []
    hidden: list[Finding] = []
    for finding in findings:
        (hidden if ignored_form(finding, document) in known else shown).append(finding)
    return tuple(shown), tuple(hidden)
