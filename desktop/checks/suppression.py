"""Findings a person has looked at and does not want to see again: a separate step behind all checks."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

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


@dataclass(frozen=True, slots=True)
class Suppression:
    """What a person does not want to see of one report.

    once: ignored until the report is closed. always: ignored here for good,
    in the order in which it was said; kept with the report's side data.
    """

    once: tuple[Ignored, ...] = ()
    always: tuple[Ignored, ...] = ()

    def ignoring_once(self, finding: Finding, document: Document) -> Suppression:
        """Also without this finding, until the report is closed."""
        form = ignored_form(finding, document)
        return self if form in self.once or form in self.always else replace(self, once=(*self.once, form))

    def ignoring_always(self, finding: Finding, document: Document) -> Suppression:
        """Also without this finding, for good."""
        form = ignored_form(finding, document)
        once = tuple(item for item in self.once if item != form)
        return Suppression(once, self.always if form in self.always else (*self.always, form))

    def bringing_back(self, items: Iterable[Ignored] | None = None) -> Suppression:
        """With these shown again; None: with all."""
        if items is None:
            return Suppression()
        back = frozenset(items)
        return Suppression(
            tuple(item for item in self.once if item not in back),
            tuple(item for item in self.always if item not in back),
        )

    def split(self, findings: Sequence[Finding], document: Document) -> tuple[tuple[Finding, ...], tuple[Finding, ...]]:
        """The findings to show, and those that are ignored, both in their order."""
        return split_ignored(findings, document, (*self.once, *self.always))

    def listed(self, findings: Sequence[Finding], document: Document) -> tuple[tuple[Ignored, Finding | None], ...]:
        """All that is ignored, each with the finding it hides now; None where the text no longer gives one."""
        forms: dict[Ignored, Finding] = {}
        for finding in findings:
            forms.setdefault(ignored_form(finding, document), finding)
        return tuple((item, forms.get(item)) for item in (*self.always, *self.once))
