"""Does a stated number agree with what the report itself lists?"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from desktop.report.claims.enumerations import Listed, following_list, inline_list, names_before, titles_before
from desktop.report.claims.outline import Outline
from desktop.report.claims.quantities import Paragraph, Quantity
from desktop.report.claims.singles import Single
from desktop.report.claims.words import Topic
from desktop.report.model import Role, Status, Verdict

_OTHER_SCOPE = re.compile(
    r"移交|立行立改|主题教育|上[一轮次]|另外|共性|个性|亲自|回头看|专项|审计|主动认领|督查|督导|自查|民主生活会|省委|其他|新发现|线索|线上|以来|教育查"
)
_FINER = re.compile(r"细化|分解|分项|梳理|归纳|具体(?:问题)?表现|细分|拆分|小项|子")
_SOURCE = re.compile(r"反馈|指出|巡察|巡视|整改")
_NEAR = 2
_FEWEST = 3


@dataclass(frozen=True, slots=True)
class Held:
    """The result: verdict, what the report lists, and where."""

    verdict: Verdict
    count: float | None = None
    lines: tuple[int, ...] = ()


UNCLEAR = Held(Verdict.UNCLEAR)


def _against(value: float, count: int, lines: tuple[int, ...], *, sure: bool) -> Held:
    if value == count:
        return Held(Verdict.OK, count, lines)
    return Held(Verdict.WRONG, count, lines) if sure else UNCLEAR


def near(value: float, count: int) -> bool:
    """Whether two numbers are so close that one must be a slip for the other."""
    return count >= _FEWEST and abs(value - count) <= max(_NEAR, count // 10)


def _context(paragraph: Paragraph, q: Quantity) -> str:
    """The words of the sentence up to the number, from the last number's clause on, and its noun."""
    start = max(paragraph.cuts.sentence_start(q.start), q.start - 60)
    return paragraph.text[start : q.start] + "#" + q.noun


def hold_total(
    q: Quantity,
    topic: Topic,
    paragraph: Paragraph,
    line: int,
    outline: Outline,
    chain: Sequence[Quantity] = (),
    *,
    above: bool,
) -> Held:
    """Hold the number of problems, aspects or items against the headings."""
    if q.value is None or not q.exact or not outline.problem_lines:
        return UNCLEAR
    context = _context(paragraph, q)
    clause = q.before + q.noun
    if not above or (topic is not Topic.ASPECT and _OTHER_SCOPE.search(clause)):
        return UNCLEAR
    if topic is Topic.ASPECT:
        return _hold_aspects(q, context, outline, chain)
    if topic in (Topic.PROBLEM, Topic.ITEM):
        return _hold_problems(q, topic, context, line, outline, chain)
    return UNCLEAR


def _hold_aspects(q: Quantity, context: str, outline: Outline, chain: Sequence[Quantity]) -> Held:
    assert q.value is not None
    aspects = outline.aspect_lines
    if not aspects or not _SOURCE.search(context):
        return UNCLEAR
    firm = any(o.value in (len(outline.problem_lines), len(outline.middle_lines)) for o in chain if o is not q)
    sure = (
        not _OTHER_SCOPE.search(q.before)
        and len(aspects) > 1
        and abs(q.value - len(aspects)) <= 1
        and (firm or _numbered(outline))
    )
    return _against(q.value, len(aspects), aspects, sure=sure)


def _numbered(outline: Outline) -> bool:
    """Whether the aspects' labels run 1, 2, 3."""
    values = [a.label.value for a in outline.report.aspects if a.label]
    return values == list(range(1, len(outline.aspect_lines) + 1))


def _hold_problems(
    q: Quantity, topic: Topic, context: str, line: int, outline: Outline, chain: Sequence[Quantity]
) -> Held:
    assert q.value is not None
    levels = [outline.problem_lines, outline.middle_lines]
    own = outline.aspect_problems(line) if outline.scope(line) is not None else ()
    if own and line > own[0]:
        own = ()
    for lines in ([own] if own else []) + levels:
        if q.value == len(lines):
            return Held(Verdict.OK, len(lines), lines)
    if own or _FINER.search(context) or not _SOURCE.search(context):
        return UNCLEAR
    aspects = len(outline.aspect_lines)
    others = [o for o in chain if o is not q]
    if any(o.value in (len(outline.problem_lines), len(outline.middle_lines)) for o in others):
        return UNCLEAR  # another level of the same phrase already is the headings'
    if any(
        o.family in ("方面", "类") and o.value is not None and aspects and abs(o.value - aspects) > 1 for o in others
    ):
        return UNCLEAR
    if topic is Topic.ITEM and not any(o.topic is Topic.ASPECT and o.value == aspects for o in others):
        return UNCLEAR
    closest = min(levels, key=lambda lines: abs((q.value or 0) - len(lines)))
    return _against(q.value, len(closest), closest, sure=near(q.value, len(closest)))


def hold_status(q: Quantity, line: int, outline: Outline, *, above: bool) -> Held:
    """Hold 已完成N个问题 against the statuses of the problems."""
    if q.value is None or not q.exact or q.status is None or not above or not outline.problem_lines:
        return UNCLEAR
    if _OTHER_SCOPE.search(q.before + q.noun):
        return UNCLEAR
    states = {q.status} | ({Status.DONE_LONG} if q.status is Status.DONE else set())
    lines = outline.with_status(states)
    counts = outline.status_counts(q.status)
    below = outline.headed_below(line)
    if q.value == len(below) and below:
        return Held(Verdict.OK, len(below), below)
    if q.value in counts and any(outline.with_status(set(Status) - {Status.UNSTATED})):
        if outline.stated:
            return Held(Verdict.OK, len(lines) if len(lines) == q.value else q.value, lines)
        return Held(Verdict.OK, q.value, lines) if len(lines) == q.value and lines else UNCLEAR
    if outline.stated:
        nearest = min(counts, key=lambda n: abs(n - (q.value or 0)))
        return Held(Verdict.WRONG, len(lines) or nearest, lines)
    return UNCLEAR


def hold_remaining(q: Quantity, line: int, outline: Outline, lines: Sequence[str]) -> Held:
    """Hold the unfinished number said at the head of a remaining-items section against its items."""
    section = outline.report.section(Role.REMAINING)
    if section is None or not section.line <= line <= section.line + 2 or q.value is None:
        return UNCLEAR
    listed = following_list(lines, line)
    if listed is None or listed.count != q.value:
        return UNCLEAR
    return Held(Verdict.OK, listed.count, listed.lines)


def hold_single(
    single: Single, paragraph: Paragraph, raw: str, line: int, outline: Outline, lines: Sequence[str], *, above: bool
) -> Held | None:
    """Hold a lone number; None where it turns out to claim nothing."""
    q = single.quantity
    assert q.value is not None or not single.names
    if single.opens is not None:
        listed = (
            inline_list(paragraph.text, line, single.opens)
            if single.opens < len(paragraph.text.rstrip())
            else following_list(lines, line)
        )
        return _hold_list(q, listed)
    if single.names:
        return _hold_names(q, paragraph) or (UNCLEAR if single.speaks else None)
    if (
        single.topic in (Topic.PROBLEM, Topic.TASK)
        and q.status is not None
        and q.status is not Status.OPEN
        and not single.chain
    ):
        held = hold_status(q, line, outline, above=above) if single.topic is Topic.PROBLEM else UNCLEAR
        if held.verdict is not Verdict.UNCLEAR:
            return held
        return UNCLEAR
    return hold_total(q, single.topic, paragraph, line, outline, single.chain, above=above)


def _hold_list(q: Quantity, listed: Listed | None) -> Held | None:
    if listed is None:
        return None
    assert q.value is not None
    return _against(
        q.value,
        listed.count,
        listed.lines,
        sure=listed.sure and abs(q.value - listed.count) <= max(_NEAR, listed.count // 2),
    )


def _hold_names(q: Quantity, paragraph: Paragraph) -> Held | None:
    assert q.value is not None
    titles = titles_before(paragraph.text, q.start)
    if titles > 1:
        open_ended = paragraph.text[max(0, q.start - _FEWEST) : q.start].rstrip().endswith("等")
        if titles == q.value:
            return Held(Verdict.OK, titles)
        if titles > q.value or (not open_ended and titles < q.value <= titles + 1):
            return Held(Verdict.WRONG, titles)
        return None
    names = names_before(paragraph.text, q.start)
    if names is None:
        return None
    few, most, open_ended = names
    if open_ended:
        if few <= q.value <= most and q.value > _FEWEST:
            return Held(Verdict.OK, q.value)
        return None
    if few <= q.value <= most:
        return Held(Verdict.OK, q.value)
    return Held(Verdict.WRONG, few) if q.value > most and q.value - most <= 1 and few > _FEWEST else None
