"""Run checks over a report: cached by paragraph, cancellable, one failing check never stops the others."""

from __future__ import annotations

import bisect
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace

from desktop.checks.base import Check, Finding, Fix, Hit, Related, Severity
from desktop.checks.catalogue import ALL
from desktop.checks.copies import without_copied
from desktop.checks.deadlines import deadline_checks
from desktop.checks.own_words import own_checks, silence
from desktop.checks.settings import DEFAULTS, CheckSettings
from desktop.report.model import Report
from desktop.text.document import Document, Origin, Paragraph
from desktop.text.edits import Edit
from desktop.text.spans import Span

_CACHED_PARAGRAPHS = 16_384
_ORDER = {Severity.ERROR: 0, Severity.WARNING: 1, Severity.INFO: 2}


class Cancelled(Exception):  # noqa: N818 - nothing went wrong
    """The caller asked a run to stop."""


@dataclass(frozen=True, slots=True)
class Failure:
    """A check that broke in the last run: its code and the exception's type, never text of the document."""

    code: str
    error: str


class Engine:
    """Runs checks and remembers what each paragraph gave, so that only changed paragraphs are checked again.

    One run at a time; an engine belongs to one thread, and to one state of the
    settings: other settings, another engine. failures: the checks that broke
    in the last run, whose findings are missing from its result.
    """

    def __init__(self, checks: Sequence[Check] = ALL, settings: CheckSettings = DEFAULTS) -> None:
        self.settings = settings
        offered = (*checks, *own_checks(settings.words), *deadline_checks(settings.unit))
        checks = [_tuned(check, settings) for check in offered if check.code not in settings.off]
        self._paragraph_checks = tuple(c for c in checks if c.paragraph is not None)
        self._report_checks = tuple(c for c in checks if c.report is not None)
        self._cache: dict[Paragraph | str, tuple[tuple[Check, Hit], ...]] = {}
        self.failures: tuple[Failure, ...] = ()

    def run(self, report: Report, cancel: Callable[[], bool] | None = None) -> tuple[Finding, ...]:
        """The findings of a report, sorted by place.

        Raises Cancelled as soon as cancel() is true; what was cached stays.
        """
        stop = cancel or _never
        failures: dict[Failure, None] = {}
        findings: list[Finding] = []
        document = report.document
        for line, paragraph in enumerate(document.paragraphs, 1):
            if stop():
                raise Cancelled
            for check, hit in self._paragraph_hits(paragraph, failures):
                findings.append(self._stamp(check, _moved(hit, line), document))
        for check in self._report_checks:
            if stop():
                raise Cancelled
            assert check.report is not None
            try:
                findings += [self._stamp(check, hit, document) for hit in check.report(report)]
            except Exception as error:  # a broken check must not take the others down
                failures[Failure(check.code, type(error).__name__)] = None
        self.failures = tuple(failures)
        return silence(without_copied(_merged(findings)), document, self.settings.words.allowed)

    def _stamp(self, check: Check, hit: Hit, document: Document) -> Finding:
        finding = _stamp(check, hit, document)
        severity = self.settings.severity.get(check.code)
        return finding if severity is None else replace(finding, severity=severity)

    def _paragraph_hits(self, paragraph: Paragraph, failures: dict[Failure, None]) -> tuple[tuple[Check, Hit], ...]:
        key = _key(paragraph)
        known = self._cache.get(key)
        if known is not None:
            return known
        document = Document((paragraph,))
        hits: list[tuple[Check, Hit]] = []
        broken = False
        for check in self._paragraph_checks:
            assert check.paragraph is not None
            try:
                found = list(check.paragraph(paragraph, 1))
                for hit in found:
                    _stamp(check, hit, document)
            except Exception as error:
                failures[Failure(check.code, type(error).__name__)] = None
                broken = True
            else:
                hits += [(check, hit) for hit in found]
        result = tuple(hits)
        if not broken:  # otherwise the next run would not know of the failure
            if len(self._cache) >= _CACHED_PARAGRAPHS:
                for old in list(self._cache)[: _CACHED_PARAGRAPHS // 2]:
                    del self._cache[old]
            self._cache[key] = result
        return result


def _tuned(check: Check, settings: CheckSettings) -> Check:
    """The check as it is under the office's own rules."""
    if check.tuned is None or settings.unit == DEFAULTS.unit:
        return check
    return replace(check, report=check.tuned(settings.unit))


def all_certain_edits(findings: Iterable[Finding]) -> tuple[Edit, ...]:
    """The edits of every certain fix, in document order, for 全部修正.

    A fix whose edits meet those of an earlier finding is left for the next
    round; the edits of one fix are taken together or not at all.
    """
    taken: list[Edit] = []  # sorted, disjoint
    for finding in findings:
        fix = next((f for f in finding.fixes if f.certain), None)
        if fix is None:
            continue
        fresh = [edit for edit in dict.fromkeys(fix.edits) if edit not in taken]
        if fresh and not any(_meets(edit, taken) for edit in fresh):
            for edit in fresh:
                bisect.insort(taken, edit)
    return tuple(taken)


def _meets(edit: Edit, taken: list[Edit]) -> bool:
    at = bisect.bisect_left(taken, edit)
    return any(_touch(edit.span, other.span) for other in taken[max(0, at - 1) : at + 2])


def _touch(a: Span, b: Span) -> bool:
    """Whether two edits cannot both be made: they share characters, or a place of insertion."""
    if a.line != b.line:
        return False
    return (
        a.overlaps(b)
        or a == b
        or (not len(a) and b.start < a.start < b.end)
        or (not len(b) and a.start < b.start < a.end)
    )


def _key(paragraph: Paragraph) -> Paragraph | str:
    """What a paragraph is known by: a plain one by its text, which Python looks up ten times as fast."""
    plain = (
        not paragraph.label
        and paragraph.origin is Origin.BODY
        and paragraph.cell is None
        and paragraph.heading_level is None
    )
    return paragraph.text if plain else paragraph


def _never() -> bool:
    return False


def _stamp(check: Check, hit: Hit, document: Document) -> Finding:
    """The finding of a hit. Raises ValueError for a place outside the document."""
    line = document.line(hit.span.line)
    if hit.span.end > len(line):
        raise ValueError("a place outside its paragraph")
    return Finding(
        rule=check.code,
        kind=check.kind,
        severity=hit.severity or check.severity,
        span=hit.span,
        text=line[hit.span.start : hit.span.end],
        message=hit.message,
        fixes=tuple(fix for fix in hit.fixes if _possible(fix, document)),
        related=hit.related,
    )


def _possible(fix: Fix, document: Document) -> bool:
    """Whether all edits lie inside their paragraphs and behind automatic numbers, which are no text to edit."""
    for edit in fix.edits:
        paragraph = document.paragraphs[edit.span.line - 1]
        if edit.span.end > len(paragraph.text):
            raise ValueError("an edit outside its paragraph")
        if edit.span.start < len(paragraph.label):
            return False
    return True


def _moved(hit: Hit, line: int) -> Hit:
    """A hit found in a paragraph taken for line 1, at its line."""
    if line == 1:
        return hit

    def at(span: Span) -> Span:
        return Span(line, span.start, span.end)

    return replace(
        hit,
        span=at(hit.span),
        fixes=tuple(replace(f, edits=tuple(Edit(at(e.span), e.text) for e in f.edits)) for f in hit.fixes),
        related=tuple(Related(at(r.span), r.text) for r in hit.related),
    )


def _merged(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """Sorted by place; of several findings of one kind at one place the gravest stays, with the fixes of all."""
    ordered = sorted(findings, key=lambda f: (f.span, _ORDER[f.severity], f.rule))
    kept: dict[tuple[Span, str], Finding] = {}
    for finding in ordered:
        key = finding.span, finding.kind
        first = kept.get(key)
        if first is None or (not len(finding.span) and finding.message != first.message):
            # several things can be missing at one empty place
            kept[key if first is None else (finding.span, f"{finding.kind} {finding.message}")] = finding
            continue
        kept[key] = replace(
            first,
            fixes=tuple(dict.fromkeys(first.fixes + finding.fixes)),
            related=tuple(dict.fromkeys(first.related + finding.related)),
        )
    return tuple(kept.values())
