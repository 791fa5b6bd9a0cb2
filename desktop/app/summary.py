"""The numbers of the status bar. Pure: no Qt."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence, Set
from dataclasses import dataclass

from desktop.checks.base import Finding, Severity
from desktop.checks.settings import DONE
from desktop.report.model import Claim, Problem, Report, Status, Verdict

DOING = frozenset({Status.DOING, Status.MOSTLY, Status.STAGE})
_PROBLEMS = "反馈问题"
# what makes the counted problems some of all: 移交的4个立行立改问题, 其中6个问题
_SOME = re.compile(r"立行立改|边巡边改|移交|线索|信访|其中|另有|还有|其余|剩余|需要?长期")
_MARKS = re.compile(r"[，。；：、！？,;:]")
_REACH = 10


@dataclass(frozen=True, slots=True)
class Progress:
    """How many problems the body lists, and how far they have come; those that state nothing are `unstated`."""

    problems: int
    done: int
    doing: int
    open: int
    unstated: int

    @property
    def rate(self) -> str | None:
        """完成率 with at most one decimal, None where not every problem states how far it is."""
        if not self.problems or self.unstated:
            return None
        return percent(self.done / self.problems * 100)


def percent(value: float) -> str:
    """66.66 as 66.7%, 80.0 as 80%."""
    text = f"{value:.1f}"
    return f"{text.removesuffix('.0')}%"


def number(value: float | None) -> str:
    """A count as people write it; — where there is none."""
    if value is None:
        return "—"
    return str(int(value)) if value == int(value) else f"{value:g}"


def progress(problems: Iterable[Problem], done: Set[Status] = DONE) -> Progress:
    """What the body lists. done: the statuses that count as done."""
    statuses = Counter(problem.status for problem in problems)
    return Progress(
        statuses.total(),
        sum(count for status, count in statuses.items() if status in done),
        sum(count for status, count in statuses.items() if status in DOING - done),
        statuses[Status.OPEN] if Status.OPEN not in done else 0,
        statuses[Status.UNSTATED] if Status.UNSTATED not in done else 0,
    )


def is_of_all_problems(claim: Claim, report: Report) -> bool:
    """Whether a claim clearly counts all problems of the report, not a group of them.

    It speaks of the whole report, its total is not called a part, and either
    the body can be held against it, or it gives statuses of no fewer
    problems than the body lists.
    """
    if claim.scope_line is not None or claim.subject != _PROBLEMS or claim.total is None or _is_of_some(claim, report):
        return False
    listed = len(report.problems)
    if claim.body is not Verdict.UNCLEAR or claim.total == listed:
        return True
    return claim.total > listed and any(part.status is not None for part in claim.parts)


def _is_of_some(claim: Claim, report: Report) -> bool:
    """Whether the words around the total, up to the next marks, call it a part."""
    span = claim.total_span or claim.span
    line = report.document.line(span.line)
    before = _MARKS.split(line[max(0, span.start - _REACH) : span.start])[-1]
    after = _MARKS.split(line[span.end : span.end + _REACH])[0]
    return _SOME.search(f"{before}|{after}") is not None


def main_claim(report: Report) -> Claim | None:
    """What the text says of all its problems; None where nothing clearly does.

    Of several claims the one that the body can be held against, and of these
    the one that tells most, and of these the one nearest to the body.
    """
    claims = [claim for claim in report.claims if is_of_all_problems(claim, report)]
    listed = len(report.problems)

    def worth(claim: Claim) -> tuple[bool, int, bool, float]:
        parts = sum(part.status is not None for part in claim.parts)
        away = abs((claim.total or 0) - listed)
        return claim.body is not Verdict.UNCLEAR, parts, claim.rate is not None, -away

    return max(claims, key=worth, default=None)


def is_wrong(claim: Claim) -> bool:
    """Whether a claim disagrees with itself or with the body."""
    return Verdict.WRONG in (claim.arithmetic, claim.body)


def claim_text(claim: Claim) -> str:
    """文中称 12 个，已完成 7."""
    text = f"文中称 {number(claim.total)} {claim.unit or '个'}"
    for part in claim.parts:
        if part.n is not None and part.status is not None:
            text += f"，{part.status.value} {number(part.n)}"
    return text


@dataclass(frozen=True, slots=True)
class Counts:
    """Findings by severity."""

    errors: int
    warnings: int
    infos: int

    @property
    def total(self) -> int:
        """All of them."""
        return self.errors + self.warnings + self.infos


def count_findings(findings: Sequence[Finding]) -> Counts:
    """How many of each severity."""
    by = Counter(finding.severity for finding in findings)
    return Counts(by[Severity.ERROR], by[Severity.WARNING], by[Severity.INFO])
