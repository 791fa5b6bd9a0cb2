"""Where a report and its ledger disagree, as hits at places of the report."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass, field

from desktop.checks.base import Fix, Hit, Related, Severity
from desktop.checks.counts import shown, with_unit
from desktop.ledger.columns import Column
from desktop.ledger.comparison import Difference, Sort, compare, title_of
from desktop.ledger.from_report import make_ledger
from desktop.ledger.matching import Matching, match_rows, own_words, plain
from desktop.ledger.model import Ledger
from desktop.ledger.reckoning import PartReckoning, Reckoning, Result, counted_with, reckon
from desktop.ledger.status_words import read_status
from desktop.report.model import PartRole, Problem, Report, Role, Status
from desktop.text.edits import Edit
from desktop.text.spans import Span

_LEAST_SAME = 0.2
_FEW = 3
_SHOWN = 40
_MOST_RELATED = 20
_LONGEST_STATUS = 10
_ROLES = {
    Column.LEADER: PartRole.LEADER,
    Column.DEPARTMENT: PartRole.DEPARTMENT,
    Column.PERSON: PartRole.PERSON,
    Column.PARTNER: PartRole.PARTNER,
}


@dataclass(frozen=True, slots=True)
class Held:
    """A report held against its ledger. strangers: that they have next to nothing in common."""

    report: Report
    ledger: Ledger
    own: Ledger
    matching: Matching
    differences: tuple[Difference, ...]
    reckonings: tuple[Reckoning, ...]
    strangers: bool = field(default=False)


def hold(report: Report, ledger: Ledger, done: Collection[Status]) -> Held:
    """Compare the two once, for all checks."""
    own = make_ledger(report)
    matching = match_rows(own.rows, ledger.rows)
    least = min(len(own.rows), len(ledger.rows))
    named = any(row[Column.PROBLEM] or row[Column.DETAIL] for row in ledger.rows)
    strangers = named and least > _FEW and len(matching.pairs) < _LEAST_SAME * least
    if strangers:
        return Held(report, ledger, own, matching, (), (), strangers=True)
    differences = compare(own, ledger, done, matching)
    return Held(report, ledger, own, matching, differences, reckon(report, ledger, done, matching))


# -- numbers ---------------------------------------------------------------------------------------


def counts(held: Held) -> Iterator[Hit]:
    """Stated numbers that the ledger contradicts."""
    for reckoning in held.reckonings:
        claim = reckoning.claim
        if reckoning.ledger_n is not None and claim.total is not None and reckoning.ledger_n != claim.total:
            yield from _total(held, reckoning)
        for part in reckoning.parts:
            if part.result is Result.WRONG:
                yield _part(held, reckoning, part)
        if reckoning.rate_result is Result.WRONG and claim.rate_span is not None and reckoning.rate is not None:
            right = shown(round(reckoning.rate, 1))
            span = claim.rate_span
            yield Hit(
                span,
                f"文中称完成率 {_text(held.report, span)}%，按台账应为 {right}%",
                _number_fix(held.report, span, right, "改为台账的数"),
            )


def _total(held: Held, reckoning: Reckoning) -> Iterator[Hit]:
    claim = reckoning.claim
    span = claim.total_span
    if span is None:
        return
    number = shown(reckoning.ledger_n)
    subject = claim.subject if claim.subject != "项" else "整改事项"
    unit = "" if subject == claim.unit else claim.unit or "个"
    measures = "措施" in subject
    body = "" if claim.body_n is None else f"，正文列出 {shown(claim.body_n)}{unit}"
    message = f"文中称{subject} {_text(held.report, span)}{unit}，台账有 {number}{unit}{body}"
    certain = claim.body_n == reckoning.ledger_n and not claim.parts
    yield Hit(
        with_unit(held.report, span),
        message,
        _number_fix(held.report, span, number, "改为台账的数", certain=certain),
        severity=Severity.WARNING if measures else None,
    )


def _part(held: Held, reckoning: Reckoning, part: PartReckoning) -> Hit:
    report, span = held.report, part.part.span
    assert part.part.status is not None
    others = [other.status for other in reckoning.claim.parts if other is not part.part]
    counted = counted_with(part.part.status, others)
    back = {j: i for i, j in held.matching.pairs}
    spans = [
        held.report.problems[back[j]].span
        for j in reckoning.rows
        if j in back and read_status(held.ledger.rows[j][Column.STATUS]) in counted
    ]
    number = shown(part.ledger_n)
    words = part.part.status.value
    return Hit(
        with_unit(report, span),
        f"文中称{words}的有 {_text(report, span)} 个，台账中{words}的有 {number} 个",
        _number_fix(report, span, number, "改为台账的数"),
        _related(report, spans),
    )


def _number_fix(report: Report, span: Span, number: str, label: str, *, certain: bool = False) -> tuple[Fix, ...]:
    text = _text(report, span)
    return (Fix(f"{label} {number}", (Edit(span, number),), certain),) if text.isascii() and text.strip() else ()


# -- rows ------------------------------------------------------------------------------------------


def statuses(held: Held) -> Iterator[Hit]:
    """Problems whose status is another in the ledger."""
    for difference, problem in _of(held, Sort.STATUS):
        place = problem.status_span or problem.span
        said = problem.status_text or difference.first_text
        message = f"{_named(held, difference)}：文中写“{said[:_SHOWN]}”，台账登记为“{difference.second_text}”"
        severity = Severity.ERROR if difference.done_differs else Severity.WARNING
        ends = {Status.DONE.value, Status.DONE_LONG.value}
        if {difference.first_text, difference.second_text} == ends and not difference.done_differs:
            severity = Severity.INFO
        yield Hit(place, message, _status_fix(held.report, problem, difference.second_text), severity=severity)


def _status_fix(report: Report, problem: Problem, status: str) -> tuple[Fix, ...]:
    """Write the ledger's status where the text states its own in plain words, and nothing more."""
    span = problem.status_span
    if span is None or not problem.line <= span.line <= problem.end_line:
        return ()
    span = _trimmed(report, span)
    text = _text(report, span)
    if len(text) > _LONGEST_STATUS or read_status(text) is not problem.status or any(c in text for c in "，。；、"):
        return ()
    return (Fix(f"改为台账的状态“{status}”", (Edit(span, status),)),)


def deadlines(held: Held) -> Iterator[Hit]:
    """Problems whose deadline is another in the ledger."""
    for difference, problem in _of(held, Sort.DEADLINE):
        ledger = difference.second_text
        span = problem.deadline_span
        fixes: tuple[Fix, ...] = ()
        if span is not None and _text(held.report, span).strip() and "\n" not in ledger:
            fixes = (Fix(f"改为台账的时限“{ledger}”", (Edit(span, ledger),)),)
        said = ledger.replace("\n", "、")
        yield Hit(
            span or problem.span,
            f"{_named(held, difference)}：文中完成时限“{difference.first_text}”，台账登记为“{said}”",
            fixes,
        )


def missing_in_ledger(held: Held) -> Iterator[Hit]:
    """Problems of the report that the ledger does not have."""
    for difference, problem in _of(held, Sort.ONLY_FIRST):
        yield Hit(problem.span, f"台账中没有这个问题：“{_short(difference.first_text)}”")


def missing_in_report(held: Held) -> Iterator[Hit]:
    """Problems of the ledger that the report does not answer, told where they should stand."""
    back = {j: i for i, j in held.matching.pairs}
    for difference in held.differences:
        if difference.sort is not Sort.ONLY_SECOND or difference.second is None:
            continue
        row = held.ledger.rows[difference.second]
        before = next((back[j] for j in range(difference.second - 1, -1, -1) if j in back), None)
        number = f"第{row[Column.NUMBER]}号" if row[Column.NUMBER] else ""
        message = f"台账{number}问题“{_short(difference.second_text)}”在报告中没有写"
        related: tuple[Related, ...] = ()
        if before is not None:
            problem = held.report.problems[before]
            related = _related(held.report, [problem.span])
            end = len(held.report.document.line(problem.end_line))
            place = Span(problem.end_line, end, end)
        else:
            place = _start(held.report)
        yield Hit(place, message, related=related)


def _start(report: Report) -> Span:
    """Where the problems begin."""
    section = report.section(Role.RECTIFICATION)
    first = report.aspects[0].line if report.aspects else section.line if section else 1
    return Span(first, 0, 0)


def wording(held: Held) -> Iterator[Hit]:
    """Problems that the ledger names in other words."""
    for difference, problem in _of(held, Sort.WORDING):
        theirs = own_words(difference.second_text) or difference.second_text
        text = _text(held.report, problem.span)
        fixes: tuple[Fix, ...] = ()
        if "\n" not in theirs and plain(text) == plain(own_words(difference.first_text)):
            fixes = (Fix("改为台账的表述", (Edit(problem.span, theirs),)),)
        yield Hit(
            problem.span,
            f"问题的表述与台账不一致：台账{_number(held, difference)}写作“{_short(theirs)}”",
            fixes,
        )


def order(held: Held) -> Iterator[Hit]:
    """Problems that stand at another place or under another aspect in the ledger."""
    for difference, problem in _of(held, Sort.ORDER):
        yield Hit(
            problem.span,
            f"{_named(held, difference)}：文中的先后次序与台账不同（台账{_number(held, difference) or '中位置不同'}）",
            severity=Severity.INFO,
        )
    for difference, problem in _of(held, Sort.ASPECT):
        yield Hit(
            problem.span,
            f"{_named(held, difference)}：文中列在“{_short(difference.first_text)}”，"
            f"台账列在“{_short(difference.second_text)}”",
            severity=Severity.WARNING,
        )


def names(held: Held) -> Iterator[Hit]:
    """Leaders, departments and persons that differ."""
    for difference, problem in _of(held, Sort.NAME):
        assert difference.column is not None
        role = _ROLES[difference.column]
        part = next((part for part in problem.parts if part.role is role and part.text.strip()), None)
        said, theirs = difference.first_text.replace("\n", "、"), difference.second_text.replace("\n", "、")
        fixes: tuple[Fix, ...] = ()
        if part is not None and plain(_text(held.report, part.span)) == plain(difference.first_text):
            fixes = (Fix(f"改为台账的“{_short(theirs)}”", (Edit(_trimmed(held.report, part.span), theirs),)),)
        yield Hit(
            _trimmed(held.report, part.span) if part else problem.span,
            f"{_named(held, difference)}：文中{difference.column.value}“{said}”，台账登记为“{theirs}”",
            fixes,
        )


def measures(held: Held) -> Iterator[Hit]:
    """Problems with another number of measures than the ledger lists."""
    for difference, problem in _of(held, Sort.MEASURES):
        yield Hit(
            problem.span,
            f"{_named(held, difference)}：文中列出{difference.first_text}条措施，台账列出{difference.second_text}条",
        )


def strangers(held: Held) -> Iterator[Hit]:
    """That the ledger cannot be this report's."""
    if held.strangers:
        yield Hit(
            Span(1, 0, 0),
            f"报告有{len(held.own.rows)}个问题，台账有{len(held.ledger.rows)}行，"
            f"相同的只有{len(held.matching.pairs)}个，可能选错了台账；没有再逐条核对。",
        )


def paired(held: Held) -> Iterator[tuple[Difference, Hit]]:
    """Every disagreement about a problem with what is told of it, in the order of the differences."""
    hits = {sort: find(held) for sort, find in _FINDERS.items()}
    ordered = (Sort.ORDER, Sort.ASPECT)
    by_sort = {sort: [d for d in held.differences if d.sort is sort] for sort in Sort}
    together = zip((d for sort in ordered for d in by_sort[sort]), order(held), strict=True)
    told = {id(difference): hit for difference, hit in together}
    for sort, found in hits.items():
        told.update((id(difference), hit) for difference, hit in zip(by_sort[sort], found, strict=True))
    return ((difference, told[id(difference)]) for difference in held.differences)


_FINDERS = {
    Sort.ONLY_FIRST: missing_in_ledger,
    Sort.ONLY_SECOND: missing_in_report,
    Sort.WORDING: wording,
    Sort.STATUS: statuses,
    Sort.DEADLINE: deadlines,
    Sort.NAME: names,
    Sort.MEASURES: measures,
}


# -- common ----------------------------------------------------------------------------------------


def _of(held: Held, sort: Sort) -> Iterator[tuple[Difference, Problem]]:
    for difference in held.differences:
        if difference.sort is sort and difference.first is not None:
            yield difference, held.report.problems[difference.first]


def _named(held: Held, difference: Difference) -> str:
    assert difference.first is not None
    return f"“{_short(title_of(held.own.rows[difference.first]))}”"


def _number(held: Held, difference: Difference) -> str:
    number = held.ledger.rows[difference.second][Column.NUMBER] if difference.second is not None else ""
    return f"第{number}号" if number else ""


def _text(report: Report, span: Span) -> str:
    return report.document.line(span.line)[span.start : span.end]


def _trimmed(report: Report, span: Span) -> Span:
    text = _text(report, span)
    kept = text.strip(" \t\u3000\n，,、；;。.")
    start = span.start + text.find(kept) if kept else span.start
    return Span(span.line, start, start + len(kept)) if kept else span


def _related(report: Report, spans: list[Span]) -> tuple[Related, ...]:
    return tuple(Related(span, _text(report, span)[:_SHOWN]) for span in spans[:_MOST_RELATED])


def _short(text: str) -> str:
    text = " ".join(text.split())
    return text if len(text) <= _SHOWN else text[: _SHOWN - 1] + "…"
