"""Passages that stand in a text twice, word for word or nearly so.

A text is cut into clauses; equal clauses are found by hashing, nearly equal
ones by shared grams of four characters, and clauses that follow one another
in both places make one passage. The work grows with the length of the text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

_MARKS = "，。；：！？、\n"
_CLAUSE = re.compile(r"[^，。；：！？\n]+[，。；：！？]?")
_LEAD = re.compile(
    r"(?:整改(?:进展)?(?:情况|措施|成效|结果)|[一二三四五六七八九十]{1,2}[是要]|"
    r"[（(]?[\d一二三四五六七八九十]{1,2}[）).、．]|[①-⑳])+"
)
_DROP = re.compile(r"[^\u4e00-\u9fffA-Za-z%]+")
_TITLE = re.compile(r"《[^《》\n]{1,120}》(?:（[^（）\n]{0,24}）)?")
_FORMULA = re.compile(
    r"习近平|党的(?:十九|二十)|[两四]个(?:维护|确立|意识|自信)|以习近平|中国特色社会主义|党中央|"
    r"全面从严治党|高度重视|第一时间|该问题|此项|(?:已|并)?(?:完成|整改到位|长期坚持)"
    r"|责任(?:领导|单位|部门|科室|人)|牵头|整改时限|完成时限|局党组|领导小组|会议(?:指出|"
    r"强调|要求)|下一步|取得|成效|通过整改|标本兼治|举一反三|立行立改|微信|公众号"
)
_GRAM = 4
_FORMULAIC_WEIGHT = 0.4
_ENOUGH = 20.0
_SINGLE = 15.0
_LONG_CLAUSE = 12
_NEAR = 0.85
_MOST_PLACES = 40
_MOST_CHARACTERS = 400


@dataclass(frozen=True, slots=True)
class Clause:
    """A clause with its mark: its place, whose it is, its bare words and what they weigh as evidence of copying."""

    line: int
    start: int
    end: int
    owner: int
    plain: str
    weight: float
    closes: bool


@dataclass(frozen=True, slots=True)
class Match:
    """Clauses [start, start + length) repeat [earlier, earlier + length). near: not word for word."""

    start: int
    earlier: int
    length: int
    near: bool


def split_clauses(text: str, line: int, owner: int, start: int = 0) -> Iterator[Clause]:
    """The clauses of a paragraph from an offset on, numbers and labels at their head left out of the bare words."""
    for match in _CLAUSE.finditer(text, start):
        written = match[0]
        at = match.start() + len(written) - len(written.lstrip(" \u3000"))
        lead = _LEAD.match(text, at, match.end())
        words = text[lead.end() if lead else at : match.end()]
        plain = _DROP.sub("", words)
        if not plain:
            continue
        weight = float(len(plain))
        if "《" in words:
            weight = float(len(_DROP.sub("", _TITLE.sub("", words))))
        formulas = sum(len(m[0]) for m in _FORMULA.finditer(plain))
        weight -= (1 - _FORMULAIC_WEIGHT) * 2 * formulas
        yield Clause(line, at, match.end(), owner, plain, max(0.0, weight), written[-1] in "。；！？")


def find_matches(clauses: Sequence[Clause]) -> list[Match]:
    """The passages that repeat an earlier one; the later place is told, each only once."""
    pairs, near = _pairs(clauses)
    found: list[Match] = []
    at = 0
    while at < len(clauses):
        best: Match | None = None
        best_weight = 0.0
        for earlier in pairs.get(at, ()):
            length = 1
            while (
                at + length < len(clauses)
                and earlier + length < at
                and clauses[at + length].owner == clauses[at].owner
                and clauses[earlier + length].owner == clauses[earlier].owner
                and earlier + length in pairs.get(at + length, ())
            ):
                length += 1
            weight = sum(clauses[k].weight for k in range(at, at + length))
            if weight > best_weight:
                inexact = any((k, earlier + k - at) in near for k in range(at, at + length))
                best, best_weight = Match(at, earlier, length, inexact), weight
        if best is None:
            at += 1
            continue
        found += [part for part in _by_paragraph(clauses, best) if _counts(clauses, part)]
        at += best.length
    return found


def _by_paragraph(clauses: Sequence[Clause], match: Match) -> Iterator[Match]:
    """The match cut where its later place goes on in another paragraph."""
    first = match.start
    for at in range(match.start + 1, match.start + match.length + 1):
        if at == match.start + match.length or clauses[at].line != clauses[first].line:
            yield Match(first, match.earlier + first - match.start, at - first, match.near)
            first = at


def _counts(clauses: Sequence[Clause], match: Match) -> bool:
    """Whether a passage is long enough to be no chance; within one problem only word for word."""
    if match.near and clauses[match.start].owner == clauses[match.earlier].owner:
        return False
    weight = sum(clauses[k].weight for k in range(match.start, match.start + match.length))
    if weight >= _ENOUGH:
        return True
    first, last = clauses[match.start], clauses[match.start + match.length - 1]
    whole = last.closes and (
        match.start == 0 or clauses[match.start - 1].closes or clauses[match.start - 1].line != first.line
    )
    return whole and weight >= _SINGLE and not match.near


def _pairs(clauses: Sequence[Clause]) -> tuple[dict[int, list[int]], set[tuple[int, int]]]:
    """For each clause the earlier ones with the same words, and which of these pairs are only nearly the same."""
    same: dict[str, list[int]] = {}
    grams: dict[str, list[int]] = {}
    pairs: dict[int, list[int]] = {}
    near: set[tuple[int, int]] = set()
    for number, clause in enumerate(clauses):
        known = same.setdefault(clause.plain, [])
        if known:
            pairs[number] = list(known)
        long = len(clause.plain) >= _LONG_CLAUSE
        if long:
            own = {clause.plain[i : i + _GRAM] for i in range(min(len(clause.plain), _MOST_CHARACTERS) - _GRAM + 1)}
            if not known:
                alike = _alike(clauses, clause, own, grams)
                if alike:
                    pairs[number] = alike
                    near.update((number, other) for other in alike)
            if not known:
                for gram in own:
                    places = grams.setdefault(gram, [])
                    if len(places) < _MOST_PLACES:
                        places.append(number)
        if len(known) < _MOST_PLACES:
            known.append(number)
    return pairs, near


def _alike(clauses: Sequence[Clause], clause: Clause, own: set[str], grams: dict[str, list[int]]) -> list[int]:
    """The earlier clauses that share most of their grams with this one."""
    shared: dict[int, int] = {}
    for gram in own:
        for other in grams.get(gram, ()):
            shared[other] = shared.get(other, 0) + 1
    out = []
    for other, count in shared.items():
        size = len(clauses[other].plain)
        if count < len(own) * 0.55 or not 0.7 <= len(clause.plain) / size <= 1.43:
            continue
        if (
            SequenceMatcher(
                None, clauses[other].plain[:_MOST_CHARACTERS], clause.plain[:_MOST_CHARACTERS], autojunk=False
            ).ratio()
            >= _NEAR
        ):
            out.append(other)
    return sorted(out)
