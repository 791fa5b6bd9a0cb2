"""更新文中数字: what a report states of counts, names and dates, brought to what ledger and facts say.

Nothing is changed here: each proposal names its place, what stands there, what is right and why.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

from desktop.drafting.facts import Facts
from desktop.drafting.name_updates import name_updates
from desktop.drafting.problems import Counts, count_items, items_of
from desktop.drafting.proposals import ProposedEdit, proposal
from desktop.drafting.wording import aspect_words
from desktop.ledger.from_report import make_ledger
from desktop.ledger.model import Ledger
from desktop.ledger.totals import DONE_STATUSES
from desktop.report.claims.verdicts import computed_rate
from desktop.report.claims.words import Topic
from desktop.report.model import Claim, Report, Status, Verdict
from desktop.text.numerals import write_chinese

__all__ = ["ProposedEdit", "number_updates"]

_TOTALS = (Topic.PROBLEM.value, Topic.ITEM.value, Topic.TASK.value)
_FINER = re.compile(r"细化|分解|具体(?:问题|表现)|梳理|细分|拆分|小项")
_OTHERS = re.compile(r"移交|线索|信访|上[一轮次]|立行立改|主动认领|自查|审计|督查|专项|以来|亲自")
_FOLDED = {
    Status.DONE_LONG: (Status.DONE, Status.STAGE),
    Status.MOSTLY: (Status.STAGE, Status.DOING),
    Status.STAGE: (Status.MOSTLY, Status.DOING),
    Status.OPEN: (Status.DOING,),
    Status.DOING: (Status.OPEN, Status.STAGE),
    Status.DONE: (Status.DONE_LONG,),
}
"""Where problems are counted whose status a claim does not name apart."""
_STATED_STATUS = {f"{s.value}问题": s for s in (Status.DONE, Status.DOING, Status.MOSTLY, Status.STAGE, Status.OPEN)}
_RATE_READINGS: tuple[frozenset[Status], ...] = (
    frozenset({Status.DONE, Status.DONE_LONG}),
    frozenset({Status.DONE}),
    frozenset({Status.DONE, Status.DONE_LONG, Status.MOSTLY}),
    frozenset({Status.DONE, Status.DONE_LONG, Status.MOSTLY, Status.STAGE}),
)
_HALF = 0.5


@dataclass(frozen=True, slots=True)
class _Truth:
    """What is counted where: for the whole report, and under each aspect's heading by its line."""

    whole: Counts
    aspects: dict[int, Counts]
    source: str
    stated: bool
    """Whether every problem has a status, so that statuses can be counted."""


def number_updates(
    report: Report,
    facts: Facts | None = None,
    ledger: Ledger | None = None,
    done: Collection[Status] = DONE_STATUSES,
) -> list[ProposedEdit]:
    """Every stated number, name or date that ledger, facts or the report's own body contradict, in document order.

    Counts come from the ledger; without one from the facts, and else from what the
    report itself lists. Names and dates come from the facts; what these do not
    know stays as it is. No two proposals touch the same characters.
    """
    truth = _truth(report, ledger)
    found: list[ProposedEdit] = []
    for claim in report.claims:
        found += _claim_updates(report, claim, truth, facts, done)
    if facts is not None:
        found += name_updates(report, facts)
    return _disjoint(found)


def _truth(report: Report, ledger: Ledger | None) -> _Truth:
    items = items_of(ledger if ledger is not None else make_ledger(report))
    by_aspect = {}
    for aspect in report.aspects:
        own = [item for item in items if item.aspect == aspect_words(aspect.title)]
        if own:
            by_aspect[aspect.line] = count_items(own)
    source = "整改台账" if ledger is not None else "正文"
    stated = bool(items) and all(item.status is not Status.UNSTATED for item in items)
    return _Truth(count_items(items), by_aspect, source, stated)


def _claim_updates(
    report: Report, claim: Claim, truth: _Truth, facts: Facts | None, done: Collection[Status]
) -> Iterator[ProposedEdit]:
    if not _is_about_all(report, claim):
        return
    if claim.subject not in (*_TOTALS, Topic.ASPECT.value, *_STATED_STATUS):
        yield from _listed_update(report, claim)
        return
    counts = truth.whole if claim.scope_line is None else truth.aspects.get(claim.scope_line)
    if counts is None or not counts.problems:
        return
    total, source = _right_total(claim, counts, truth, facts)
    parts = _right_parts(claim, counts) if truth.stated else None
    if parts is None and claim.parts and total != claim.total:
        return  # the parts would no longer make up the total
    if parts is not None and claim.total is not None and _partition(claim) and sum(parts) != total:
        return
    reason = f"{source}为{_shown(total)}" if total is not None else ""
    if total is not None and claim.total_span is not None and claim.total != total:
        old = _text(report, claim)
        yield proposal(report, claim.total_span, _written(old, total), f"{reason}，文中写“{old}”")
    for part, n in zip(claim.parts, parts or (), strict=False):
        if part.n != n:
            old = report.document.line(part.span.line)[part.span.start : part.span.end]
            status = part.status.value if part.status else part.label
            yield proposal(report, part.span, _written(old, n), f"{truth.source}中{status}的为{n}，文中写“{old}”")
    yield from _rate_update(report, claim, total, parts, done)


def _listed_update(report: Report, claim: Claim) -> Iterator[ProposedEdit]:
    """A number of measures or tasks that the text itself lists otherwise."""
    if claim.body is not Verdict.WRONG or claim.body_n is None or claim.parts or claim.total_span is None:
        return
    old, n = _text(report, claim), int(claim.body_n)
    yield proposal(report, claim.total_span, _written(old, n), f"正文列出的为{n}，文中写“{old}”")


def _is_about_all(report: Report, claim: Claim) -> bool:
    """Whether a claim speaks of the report's problems, so that the ledger's numbers are its numbers."""
    if _OTHERS.search(claim.text) or claim.total is None or any(part.n is None for part in claim.parts):
        return False  # other things are counted, or the number is still to be filled in
    if claim.body in (Verdict.OK, Verdict.WRONG):
        return True
    inside = any(p.line <= claim.line <= p.end_line for p in report.problems)
    statuses = {part.status for part in claim.parts if part.status}
    return not inside and claim.subject in _TOTALS and len(statuses) > 1


def _right_total(claim: Claim, counts: Counts, truth: _Truth, facts: Facts | None) -> tuple[int | None, str]:
    whole = claim.scope_line is None
    told = facts if facts is not None and truth.source == "正文" and whole else None
    if claim.subject == Topic.ASPECT.value:
        if told is not None and told.aspects is not None:
            return told.aspects, "填写的方面数"
        return (counts.aspects or None, f"{truth.source}中的方面数") if whole else (None, "")
    if claim.subject in _STATED_STATUS and not claim.parts:
        status = _STATED_STATUS[claim.subject]
        return (_with_folded(status, counts), f"{truth.source}中{status.value}的数量") if truth.stated else (None, "")
    if claim.subject in _TOTALS:
        finer = bool(counts.details) and (
            bool(_FINER.search(claim.text)) or claim.total == counts.details or _leaves_fit(claim, counts)
        )
        if told is not None and (told.details if finer else told.problems) is not None:
            return (told.details if finer else told.problems), "填写的问题数"
        return (counts.details if finer else counts.problems), f"{truth.source}中的问题数"
    return None, ""


def _leaves_fit(claim: Claim, counts: Counts) -> bool:
    """Whether the total is nearer to the number of details than to that of problems."""
    return (
        bool(claim.parts)
        and claim.total is not None
        and abs(claim.total - counts.details) < abs(claim.total - counts.problems)
    )


def _with_folded(status: Status, counts: Counts) -> int:
    """How many have a status in a sentence that names only this one."""
    n = counts.by_status.get(status, 0)
    return n + counts.by_status.get(Status.DONE_LONG, 0) if status is Status.DONE else n


def _right_parts(claim: Claim, counts: Counts) -> list[int] | None:
    """The number of each part; None where the words do not say which statuses a part counts."""
    statuses = [part.status for part in claim.parts]
    if not statuses or None in statuses or len(set(statuses)) < len(statuses):
        return None
    sums = dict.fromkeys(statuses, 0)
    for status, n in counts.by_status.items():
        home = status if status in sums else next((s for s in _FOLDED.get(status, ()) if s in sums), None)
        if home is not None:
            sums[home] += n
    return [sums[status] for status in statuses]


def _partition(claim: Claim) -> bool:
    """Whether the parts are meant to make up the total."""
    numbers = [part.n for part in claim.parts if part.n is not None]
    if len(numbers) < len(claim.parts) or claim.total is None:
        return False
    statuses = {part.status for part in claim.parts}
    both = bool(statuses & DONE_STATUSES) and bool(statuses & {Status.DOING, Status.OPEN})
    return sum(numbers) == claim.total or both


def _rate_update(
    report: Report, claim: Claim, total: int | None, parts: list[int] | None, done: Collection[Status]
) -> Iterator[ProposedEdit]:
    if claim.rate is None or claim.rate_span is None or not claim.parts:
        return
    whole = total if total is not None else claim.total
    numbers: Sequence[float | None] = parts if parts is not None else [part.n for part in claim.parts]
    if not whole or None in numbers:
        return
    old = report.document.line(claim.rate_span.line)[claim.rate_span.start : claim.rate_span.end]
    decimals = len(old.partition(".")[2])
    reading = next((r for r in _RATE_READINGS if _fits(claim, r, decimals)), frozenset(done))
    finished = sum(n for n, part in zip(numbers, claim.parts, strict=True) if n is not None and part.status in reading)
    right = computed_rate(whole, finished, decimals)
    if abs(finished / whole * 100 - claim.rate) <= _HALF * 10.0**-decimals + 1e-9:
        return
    if not decimals and abs(float(right) - finished / whole * 100) > 1e-9:
        right = computed_rate(whole, finished, 1)
    if re.fullmatch(r"[\d.]+", old):
        yield proposal(report, claim.rate_span, right, f"{_shown(finished)}÷{_shown(whole)}={right}%，文中写“{old}%”")


def _fits(claim: Claim, reading: frozenset[Status], decimals: int) -> bool:
    """Whether the rate as stated counts these statuses as finished."""
    if not claim.total or claim.rate is None or any(part.n is None for part in claim.parts):
        return False
    finished = sum(part.n or 0 for part in claim.parts if part.status in reading)
    return bool(finished) and abs(finished / claim.total * 100 - claim.rate) <= _HALF * 10.0**-decimals + 1e-9


def _text(report: Report, claim: Claim) -> str:
    span = claim.total_span
    return report.document.line(span.line)[span.start : span.end] if span else ""


def _written(old: str, n: int) -> str:
    """The number in the digits of the old one: 四十三 for 四十二, 43 for 42."""
    return write_chinese(n) if re.search("[一二三四五六七八九十两百]", old) else str(n)


def _shown(number: float | None) -> str:
    return "" if number is None else f"{number:g}"


def _disjoint(found: Sequence[ProposedEdit]) -> list[ProposedEdit]:
    out: list[ProposedEdit] = []
    for item in sorted(found, key=lambda p: p.edit.span):
        if not any(item.edit.span.overlaps(other.edit.span) for other in out[-3:]):
            out.append(item)
    return out
