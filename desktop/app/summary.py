"""The numbers of the status bar. Pure: no Qt."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from desktop.checks.base import Finding, Severity
from desktop.report.model import Claim, Problem, Report, Status, Verdict

_WORD = re.compile(
    r"[A-Za-z0-9À-ɏͰ-ӿ]+(?:[.,:/'’@%_+\-][A-Za-z0-9À-ɏͰ-ӿ]+)*%?"
    r"|[^\sA-Za-z0-9À-ɏͰ-ӿ]"
)

DONE = frozenset({Status.DONE, Status.DONE_LONG})
DOING = frozenset({Status.DOING, Status.MOSTLY, Status.STAGE})


def count_words(lines: Iterable[str]) -> int:
    """字数 as Word counts it: each Chinese character and mark is one, each run of letters or digits; no spaces."""
    return sum(sum(1 for _ in _WORD.finditer(line)) for line in lines)


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


def progress(problems: Iterable[Problem]) -> Progress:
    """What the body lists."""
    statuses = Counter(problem.status for problem in problems)
    return Progress(
        statuses.total(),
        sum(statuses[status] for status in DONE),
        sum(statuses[status] for status in DOING),
        statuses[Status.OPEN],
        statuses[Status.UNSTATED],
    )


def main_claim(report: Report) -> Claim | None:
    """What the text says of all its problems.

    Of the claims on problems of the whole report the one that the body can
    be held against, and of these the one that tells most.
    """
    claims = [c for c in report.claims if c.scope_line is None and c.total is not None and "问题" in c.subject]

    def worth(claim: Claim) -> tuple[bool, int, bool]:
        parts = sum(part.status is not None for part in claim.parts)
        return claim.body is not Verdict.UNCLEAR, parts, claim.rate is not None

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
