"""对账: each number the report states beside what its body lists and what the ledger holds.

Only a claim about the feedback's own problems, aspects, measures and statuses can be held against the ledger; of
transferred clues, earlier inspections, sums and persons the ledger knows nothing.
"""

from __future__ import annotations

import enum
import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from decimal import ROUND_DOWN, ROUND_HALF_UP, Decimal

from desktop.ledger.columns import Column
from desktop.ledger.comparison import count_levels
from desktop.ledger.from_report import make_ledger
from desktop.ledger.matching import Matching, match_rows, plain
from desktop.ledger.model import Ledger, Row
from desktop.ledger.status_words import read_status
from desktop.ledger.totals import DONE_STATUSES
from desktop.report.model import Claim, ClaimPart, Report, Status, Verdict

_OTHER_SCOPE = re.compile(
    r"移交|立行立改|主题教育|上[一轮次]|另外|共性|个性|亲自|回头看|专项|审计|督查|督导|自查|民主生活会|新发现|线索|信访|以来|举一反三|同类|排查|检查|查找|本轮以外|工作方面"
)
_OF_FEEDBACK = re.compile(r"反馈|指出|巡[视察]|整改")
_PROBLEMS = re.compile(r"问题|整改任务|整改事项|项$")
_SENTENCE_ENDS = "。！？；\n"
_LEAST_MATCHED = 0.6
_NEAR, _NEAR_SHARE = 2, 0.15
_LEAST = 3
_EXACT_SHARE = 0.05


class Result(enum.Enum):
    """Does the stated number agree with body and ledger? unclear: neither can say."""

    OK = "ok"
    WRONG = "wrong"
    UNCLEAR = "unclear"


@dataclass(frozen=True, slots=True)
class PartReckoning:
    """One part of a claim, beside the number of the ledger's rows with its status; None where it counts no status."""

    part: ClaimPart
    ledger_n: float | None
    result: Result


@dataclass(frozen=True, slots=True)
class Reckoning:
    """A claim beside body and ledger.

    ledger_n: what the ledger holds of what the total counts, None where it
    cannot say. rows: the ledger's rows it counts, 0-based. rate: by the
    ledger, in percent. by_ledger: what the ledger alone says; result: body,
    sum and ledger together.
    """

    claim: Claim
    ledger_n: float | None
    by_ledger: Result
    result: Result
    parts: tuple[PartReckoning, ...] = ()
    rate: float | None = None
    rate_result: Result = Result.UNCLEAR
    rows: tuple[int, ...] = ()

    @property
    def body_n(self) -> float | None:
        """What the body lists."""
        return self.claim.body_n


def reckon(
    report: Report,
    ledger: Ledger,
    done: Collection[Status] = DONE_STATUSES,
    matching: Matching | None = None,
) -> tuple[Reckoning, ...]:
    """Every claim of the report, in order. done: which statuses count as done.

    matching: of the report's problems with the ledger's rows, if it is at hand.
    """
    found = matching or match_rows(make_ledger(report).rows, ledger.rows)
    held = _Held(report, ledger, done, found)
    return tuple(held.claim(claim) for claim in report.claims)


class _Held:
    def __init__(self, report: Report, ledger: Ledger, done: Collection[Status], matching: Matching) -> None:
        self.report = report
        self.rows = ledger.rows
        self.done = done
        self.counts = count_levels(ledger.rows, done)
        self.by_line = {report.problems[i].line: j for i, j in matching.pairs if i < len(report.problems)}
        least = min(len(report.problems), len(ledger.rows))
        self.same = bool(least) and len(matching.pairs) >= _LEAST_MATCHED * least
        self.problem_lines = {problem.line for problem in report.problems}
        self.group_lines = {group.line for group in report.groups}
        self.aspect_lines = {aspect.line for aspect in report.aspects}

    # -- one claim ---------------------------------------------------------------------------------

    def claim(self, claim: Claim) -> Reckoning:
        total, rows = self._total(claim)
        by_ledger = Result.UNCLEAR
        parts: tuple[PartReckoning, ...] = tuple(PartReckoning(p, None, Result.UNCLEAR) for p in claim.parts)
        rate, rate_result = None, Result.UNCLEAR
        if total is not None and claim.total is not None:
            by_ledger = Result.OK if total == claim.total else Result.WRONG
        if rows is not None and (claim.total is None or total is not None):
            parts = tuple(self._part(part, claim, rows) for part in claim.parts)
            rate, rate_result = self._rate(claim, rows)
        results = [by_ledger, rate_result, *(part.result for part in parts)]
        by_all = _together(results)
        result = _with_body(claim, by_all, total)
        return Reckoning(claim, total, by_all, result, parts, rate, rate_result, rows or ())

    def _total(self, claim: Claim) -> tuple[float | None, tuple[int, ...] | None]:
        """What the ledger holds of what the claim counts, and the rows it is about; None where it cannot say."""
        if not self.same or self._is_other(claim):
            return None, None
        subject = claim.subject
        if subject.endswith("方面"):
            return self._aspects(claim), None
        if "措施" in subject or (subject == "项" and "措施" in claim.text):
            return self._measures(claim), None
        if not _PROBLEMS.search(subject):
            return None, None
        if claim.scope_line is not None:
            return self._scoped(claim)
        alone = self._alone(claim)
        if alone is not None:
            rows = self._with(alone, ())
            return (float(len(rows)) if self._all_stated() or claim.total == len(rows) else None), rows
        return self._problems(claim)

    def _is_other(self, claim: Claim) -> bool:
        """Whether the words say that something else than the feedback's problems is counted."""
        line = self.report.document.line(claim.line)
        start = max((line.rfind(mark, 0, claim.span.start) for mark in _SENTENCE_ENDS), default=-1) + 1
        at = claim.total_span.start if claim.total_span else claim.span.start
        clause = max(start, max((line.rfind(mark, 0, at) for mark in "，,、（("), default=-1) + 1)
        words = line[min(clause, claim.span.start) : claim.span.end]
        held = claim.body is not Verdict.UNCLEAR and self._lines_are_problems(claim)
        return bool(_OTHER_SCOPE.search(words)) and not held

    def _lines_are_problems(self, claim: Claim) -> bool:
        return bool(claim.body_lines) and set(claim.body_lines) <= self.problem_lines | self.group_lines

    def _aspects(self, claim: Claim) -> float | None:
        if not self.counts.aspects or claim.total is None or claim.scope_line is not None:
            return None
        about_aspects = bool(claim.body_lines) and set(claim.body_lines) <= self.aspect_lines
        if about_aspects:
            return float(self.counts.aspects)
        line = self.report.document.line(claim.line)
        said = line[max(0, claim.span.start - 20) : claim.span.end]
        if claim.body is Verdict.UNCLEAR and _OF_FEEDBACK.search(said):
            return self._near(claim.total, self.counts.aspects)
        return None

    def _measures(self, claim: Claim) -> float | None:
        """Only a slip of one or two is told: beyond that the ledger may count another level of measures."""
        held = self.counts.measures
        if claim.total is None or claim.scope_line is not None or abs(claim.total - held) > _NEAR:
            return None
        return self._near(claim.total, held)

    def _near(self, stated: float | None, held: int) -> float | None:
        """The ledger's number where it equals the stated one, or is so near that one is a slip for the other."""
        if stated is None or not held:
            return None
        gap = abs(stated - held)
        return float(held) if gap <= max(_NEAR, _NEAR_SHARE * held) and (held >= _LEAST or not gap) else None

    def _levels(self) -> list[int]:
        return [n for n in (self.counts.problems, self.counts.headed) if n]

    def _problems(self, claim: Claim) -> tuple[float | None, tuple[int, ...] | None]:
        every = tuple(range(len(self.rows)))
        if claim.total is None:
            stated = [part.n for part in claim.parts if part.status is not None]
            whole = sum(n for n in stated if n is not None)
            about = "问题" in claim.text and None not in stated and len(stated) > 1
            return None, every if about and self._near(whole, len(self.rows)) is not None else None
        if claim.total == len(self.rows):
            return claim.total, every
        if claim.total in self._levels():
            return claim.total, None
        lines = set(claim.body_lines)
        if lines and lines <= self.group_lines and self.counts.headed:
            return float(self.counts.headed), None
        if lines and lines == self.problem_lines:
            return float(len(self.rows)), every
        near = [n for n in self._levels() if self._near(claim.total, n) is not None]
        if near and claim.body is Verdict.UNCLEAR and self._about_feedback(claim):
            best = min(near, key=lambda n: abs(n - (claim.total or 0)))
            return float(best), every if best == len(self.rows) else None
        return None, None

    def _about_feedback(self, claim: Claim) -> bool:
        line = self.report.document.line(claim.line)
        return bool(_OF_FEEDBACK.search(line[max(0, claim.span.start - 20) : claim.span.end]))

    # -- statuses ----------------------------------------------------------------------------------

    def _alone(self, claim: Claim) -> Status | None:
        """The status of a lone 已完成整改31个问题; None for a claim that counts all problems."""
        if claim.parts or not claim.subject.endswith("问题") or claim.subject in ("反馈问题", "问题"):
            return None
        words = claim.subject.removesuffix("问题")
        return next((status for status in Status if status.value == words), None)

    def _all_stated(self) -> bool:
        return not self.counts.unstated and bool(self.rows)

    def _with(self, status: Status, others: Sequence[Status | None]) -> tuple[int, ...]:
        """The rows that a part with this status counts, beside parts with other statuses."""
        return tuple(i for i, row in enumerate(self.rows) if row_status(row) in counted_with(status, others))

    def _part(self, part: ClaimPart, claim: Claim, rows: Sequence[int]) -> PartReckoning:
        if part.status is None or part.n is None or not rows:
            return PartReckoning(part, None, Result.UNCLEAR)
        chosen = set(rows)
        others = [other.status for other in claim.parts if other is not part]
        found = len(chosen & set(self._with(part.status, others)))
        stated = all(row_status(self.rows[i]) is not None for i in rows)
        if found == part.n:
            return PartReckoning(part, found, Result.OK)
        return PartReckoning(part, found if stated else None, Result.WRONG if stated else Result.UNCLEAR)

    def _rate(self, claim: Claim, rows: Sequence[int]) -> tuple[float | None, Result]:
        if claim.rate is None or not rows:
            return None, Result.UNCLEAR
        statuses = [row_status(self.rows[i]) for i in rows]
        if None in statuses:
            return None, Result.UNCLEAR
        finished = sum(status in self.done for status in statuses)
        rate = 100 * finished / len(rows)
        bases = [set(self.done), {Status.DONE}, {*self.done, Status.MOSTLY}, {*self.done, Status.MOSTLY, Status.STAGE}]
        if len(claim.parts) > 1:
            bases = bases[:1]
        fits = any(_same_rate(claim.rate, sum(s in base for s in statuses), len(rows)) for base in bases)
        return rate, Result.OK if fits else Result.WRONG

    # -- within an aspect or a problem -------------------------------------------------------------

    def _scoped(self, claim: Claim) -> tuple[float | None, tuple[int, ...] | None]:
        """A claim under a heading: the rows of its aspect, where the body showed that it counts them."""
        lines = claim.body_lines
        if not lines or not set(lines) <= self.problem_lines:
            return None, None
        alone = self._alone(claim)
        if alone is not None:
            counted = counted_with(alone, ())
            every = {problem.line for problem in self.report.problems if problem.status in counted}
            rows = self._with(alone, ())
            return (float(len(rows)), rows) if every == set(lines) and self._all_stated() else (None, None)
        own = [problem for problem in self.report.problems if problem.line in set(lines)]
        aspects = {problem.aspect_line for problem in own}
        whole = [p.line for p in self.report.problems if p.aspect_line in aspects]
        if len(aspects) != 1 or None in aspects or len(whole) != len(own):
            return None, None
        names = [plain(self.rows[self.by_line[line]][Column.ASPECT]) for line in whole if line in self.by_line]
        name = max(set(names), key=names.count) if names else ""
        rows = tuple(i for i, row in enumerate(self.rows) if name and plain(row[Column.ASPECT]) == name)
        return (float(len(rows)), rows) if rows else (None, None)


def row_status(row: Row) -> Status | None:
    """The status a row states, also in other words than ours."""
    return read_status(row[Column.STATUS])


def counted_with(status: Status, others: Sequence[Status | None]) -> frozenset[Status]:
    """The statuses that a part with this one counts, where the claim's other parts leave them to it.

    已完成 counts 已完成并长期坚持 unless that stands apart; 正在整改 counts all that is not finished and not counted
    apart; 未完成 counts what goes on too where nothing else does.
    """
    counted = {status}
    if status is Status.DONE and Status.DONE_LONG not in others:
        counted.add(Status.DONE_LONG)
    if status is Status.DOING:
        counted |= {s for s in (Status.STAGE, Status.OPEN, Status.MOSTLY) if s not in others}
    if status is Status.OPEN and Status.DOING not in others:
        counted |= {s for s in (Status.DOING, Status.STAGE, Status.MOSTLY) if s not in others}
    return frozenset(counted)


def _same_rate(stated: float, part: int, total: int) -> bool:
    """Whether a rate is part / total, rounded or cut to the decimals it is stated with."""
    shown = Decimal(repr(stated)).normalize()
    places = Decimal(1).scaleb(min(0, int(shown.as_tuple().exponent)))
    exact = Decimal(100 * part) / Decimal(total)
    rounded = {exact.quantize(places, rounding) for rounding in (ROUND_HALF_UP, ROUND_DOWN)}
    return shown in rounded or abs(Decimal(repr(stated)) - exact) < Decimal(repr(_EXACT_SHARE))


def _together(results: Sequence[Result]) -> Result:
    if Result.WRONG in results:
        return Result.WRONG
    return Result.OK if Result.OK in results else Result.UNCLEAR


def _with_body(claim: Claim, by_ledger: Result, ledger_n: float | None) -> Result:
    """The ledger's answer with the body's and the sum's: wrong if any of them is."""
    if by_ledger is Result.WRONG or claim.arithmetic is Verdict.WRONG or claim.body is Verdict.WRONG:
        return Result.WRONG
    if by_ledger is Result.OK or claim.body is Verdict.OK:
        return Result.OK
    return Result.UNCLEAR
