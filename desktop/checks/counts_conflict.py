"""Two places that state different numbers for one thing."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from desktop.checks.memo import PARAGRAPHS
from desktop.report.model import Claim, ClaimPart, Report, Status, Verdict
from desktop.text.spans import Span

_APART = re.compile(
    r"移交|立行立改|限期|主题教育|上[一轮次]|上级|另外|其余|其他|共性|个性|亲自|回头看|专项|审计|认领|督查|督导|自查|自我|"
    r"民主生活会|省委|中央|新发现|线索|拟|新增|补充|第[一二三四五]批|其中|剩余|分别|牵头|负责|涉及|方面的"
)
_FINER = re.compile(r"细化|分解|分项|梳理|归纳|具体(?:问题)?表现|细分|拆分|小项|具体任务")
_FEEDBACK = re.compile(r"反馈|指出|提出")
_MADE = re.compile(r"制定|细化|分解|提出|明确|形成|落实")
_PROGRESS = re.compile(r"完成|正在|到位|销号|办结|推进|剩余")
_ONE_MATTER = re.compile(r"针对(?!反馈|巡[察视]|问题|上述)|围绕|一是|二是|[三四五六七八九十]是|关于")
_LEAD = 30
_SLIP, _SLIP_SHARE = 3, 0.15


@dataclass(frozen=True, slots=True)
class Stated:
    """A number and its digits' place."""

    n: float
    span: Span


@dataclass(frozen=True, slots=True)
class Conflict:
    """Two numbers for one thing; `here` is the one to look at. settled: `there` agrees with the body or its parts."""

    here: Stated
    there: Stated
    subject: str
    settled: bool


def conflicts(report: Report) -> Iterator[Conflict]:
    """The contradictions between the report's own totals, each number reported once."""
    groups: dict[tuple[str, str], list[Claim]] = defaultdict(list)
    for claim in report.claims:
        key = _key(report, claim)
        if key is not None:
            groups[key].append(claim)
    for (subject, _), claims in groups.items():
        yield from _totals(claims, subject.removesuffix("*"))
    yield from _statuses(report)


def _key(report: Report, claim: Claim) -> tuple[str, str] | None:
    """What a total counts, with its measure word; None for one that only counts a share of something."""
    if claim.total is None or claim.total_span is None or claim.scope_line is not None or claim.body is Verdict.WRONG:
        return None
    if claim.subject not in ("反馈问题", "整改措施", "整改任务"):
        return None
    line = report.document.line(claim.line)
    before = line[max(0, claim.total_span.start - _LEAD) : claim.total_span.start]
    after = line[claim.total_span.end : claim.total_span.end + 12]
    clause, words, apart = _clause_around(before, after)
    if apart:
        return None
    if claim.subject == "反馈问题":
        if not _FEEDBACK.search(clause):
            return None
        return ("反馈问题*" if _FINER.search(words) else "反馈问题"), claim.unit
    if "整改" not in words or claim.subject.removeprefix("整改") not in words or _ONE_MATTER.search(clause):
        return None
    if not claim.parts and (_PROGRESS.search(words) or not _MADE.search(words)):
        return None
    return claim.subject, claim.unit


@lru_cache(maxsize=PARAGRAPHS)
def _clause_around(before: str, after: str) -> tuple[str, str, bool]:
    """The clause up to a number, the clause with what stands behind the number, and whether that counts apart."""
    clause = re.split(r"[，。；：]", before)[-1]
    words = clause + re.split(r"[，。；：]", after)[0]
    return clause, words, _APART.search(words) is not None


def _totals(claims: list[Claim], subject: str) -> Iterator[Conflict]:
    first = claims[0]
    settled = next((c for c in claims if c.body is Verdict.OK or c.arithmetic is Verdict.OK), None)
    base = settled or first
    for claim in claims:
        assert claim.total is not None
        assert claim.total_span is not None
        assert base.total is not None
        assert base.total_span is not None
        gap = abs(claim.total - base.total)
        if not gap or gap > max(_SLIP, base.total * _SLIP_SHARE):
            continue  # numbers far apart count different things
        yield Conflict(
            Stated(claim.total, claim.total_span), Stated(base.total, base.total_span), subject, settled is not None
        )


def _statuses(report: Report) -> Iterator[Conflict]:
    """Progress told twice: the same states, all numbers alike but one."""
    told = [
        c
        for c in report.claims
        if c.subject == "反馈问题" and c.scope_line is None and len(c.parts) > 1 and _by_status(c)
    ]
    for index, later in enumerate(told):
        for earlier in told[:index]:
            a, b = _by_status(earlier), _by_status(later)
            if a.keys() != b.keys() or earlier.arithmetic is Verdict.WRONG or later.arithmetic is Verdict.WRONG:
                continue
            if later.total is not None and earlier.total is not None and later.total != earlier.total:
                continue
            differing = [s for s in a if a[s].n != b[s].n]
            if len(differing) == 1:
                status = differing[0]
                here, there = b[status], a[status]
                assert here.n is not None
                assert there.n is not None
                settled = earlier.arithmetic is Verdict.OK
                yield Conflict(
                    Stated(here.n, here.span), Stated(there.n, there.span), f"{status.value}的问题数", settled
                )
                return


def _by_status(claim: Claim) -> dict[Status, ClaimPart]:
    parts = {p.status: p for p in claim.parts if p.status is not None and p.n is not None}
    return parts if len(parts) == len(claim.parts) else {}
