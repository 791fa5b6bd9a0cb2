"""Figures said twice: what a problem's text repeats of the report's summary, and lists within lists."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from desktop.report.claims.enumerations import inline_items
from desktop.report.claims.quantities import Paragraph, Quantity
from desktop.report.claims.words import Topic
from desktop.report.model import Claim, ClaimPart, Verdict

_HANDLED = re.compile(r"追责|问责|处分|组织处理|处理")
_RULE_VERB = re.compile(r"出台|制定|修订|完善|建立|新建|新增|健全")
_FEWEST = 5
_SLIP = 2
_MOST_LISTS = 60


@dataclass(frozen=True, slots=True)
class Figure:
    """A number of the summary that the text below may repeat; words are those that must recur."""

    topic: Topic
    family: str
    value: float
    words: frozenset[str]
    claim: int


def figures(claims: Sequence[Claim]) -> list[Figure]:
    """The figures of the summary's claims: persons dealt with, rules made."""
    found = []
    for index, claim in enumerate(claims):
        if claim.scope_line is not None:
            continue
        value = claim.total
        if value is None and len(claim.parts) > 1 and all(p.n is not None for p in claim.parts):
            value = sum(p.n for p in claim.parts if p.n is not None)
        if value is None or value < _FEWEST:
            continue
        if claim.subject == Topic.PERSON.value and (words := frozenset(_HANDLED.findall(claim.text))):
            found.append(Figure(Topic.PERSON, "人", value, words, index))
        elif claim.subject == Topic.RULE.value and (words := frozenset(_RULE_VERB.findall(claim.text))):
            found.append(Figure(Topic.RULE, claim.unit, value, words, index))
    return found


def echo_of(q: Quantity, known: Sequence[Figure]) -> tuple[Figure, Verdict] | None:
    """The figure that a number in a problem's text repeats, and whether it does so rightly.

    A smaller number is no contradiction: one problem has but its share. A
    greater one is, where it is near enough to be the same figure.
    """
    if q.value is None or not q.exact:
        return None
    words = q.before + q.after
    for figure in known:
        if q.topic is not figure.topic or q.family != figure.family or not any(w in words for w in figure.words):
            continue
        if q.topic is Topic.PERSON and not q.total_word:
            continue
        if q.value == figure.value:
            return figure, Verdict.OK
        if 0 < q.value - figure.value <= _SLIP and figure.value >= _FEWEST * 2:
            return figure, Verdict.WRONG
    return None


def confirm(claims: Sequence[Claim], pairs: Sequence[tuple[Figure, Claim]]) -> list[Claim]:
    """The claims, with those confirmed that another place repeats."""
    out = list(claims)
    for figure, echo in pairs:
        claim = out[figure.claim]
        if echo.body is Verdict.OK and claim.body is Verdict.UNCLEAR and claim.total is not None:
            out[figure.claim] = replace(claim, body=Verdict.OK, body_n=echo.total, body_lines=(echo.line,))
    return out


def fold_lists(claims: Sequence[Claim], opened: dict[int, int], paragraph: Paragraph) -> list[Claim]:
    """从7个方面…：一是…共7项制度：①… : the inner numbers, each right for its own list, become parts of the outer one.

    opened: by index of a claim the offset at which its list begins.
    """
    dropped: set[int] = set()
    out = list(claims)
    if len(opened) > _MOST_LISTS:
        return out
    for index, start in opened.items():
        starts = [item.start for item in inline_items(paragraph.text, start)]
        if len(starts) < _SLIP or index in dropped:
            continue
        inner = [i for i, s in opened.items() if s > start and out[i].body is Verdict.OK and i != index]
        by_item = {sum(1 for s in starts if s <= out[i].span.start): i for i in inner}
        if len(by_item) * 2 < len(starts) or len(by_item) != len(inner) or out[index].body is not Verdict.OK:
            continue
        spans = [(out[i].total, out[i].total_span, out[i].text) for i in sorted(inner)]
        parts = tuple(ClaimPart(text[-16:], n, span) for n, span, text in spans if span is not None)
        out[index] = replace(out[index], parts=parts)
        dropped.update(inner)
    return [claim for i, claim in enumerate(out) if i not in dropped]
