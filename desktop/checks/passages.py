"""Passages that stand in a text twice, word for word or nearly so.

A text is cut into clauses; equal clauses are found by hashing, nearly equal
ones by shared grams of four characters, and clauses that follow one another
in both places make one passage. The work grows with the length of the text.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import lru_cache
from itertools import accumulate

_MARKS = "，。；：！？、\n"
_CLAUSE = re.compile(r"[^，。；：！？\n]+[，。；：！？]?")
_LEAD = re.compile(
    r"(?:整改(?:进展)?(?:情况|措施|成效|结果)|[一二三四五六七八九十]{1,2}[是要]|"
    r"[（(]?[\d一二三四五六七八九十]{1,2}[）).、．]|[①-⑳])+"
)
_LEAD_HEADS = frozenset("整一二三四五六七八九十（(0123456789①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳")
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
_ALONE = 17
_STEP = 3
_SHARED = 0.45
_SHORTEST = 0.7
_NEAR = 0.85
_MOST_PLACES = 40
_MOST_CHARACTERS = 400


@dataclass(frozen=True, slots=True)
class Clause:
    """A clause with its mark: its place, whose it is, its words without label, and these without marks."""

    line: int
    start: int
    end: int
    owner: int
    words: str
    plain: str

    @property
    def closes(self) -> bool:
        """Whether it ends a sentence."""
        return self.words[-1] in "。；！？"

    @property
    def weight(self) -> float:
        """What its words weigh as evidence of copying: titles nothing, formulas little."""
        weight = len(self.plain)
        if "《" in self.words:
            weight = len(_DROP.sub("", _TITLE.sub("", self.words)))
        formulas = sum(len(m[0]) for m in _FORMULA.finditer(self.plain))
        return max(0.0, weight - (1 - _FORMULAIC_WEIGHT) * 2 * formulas)


@dataclass(frozen=True, slots=True)
class Match:
    """Clauses [start, start + length) repeat [earlier, earlier + length). near: not word for word."""

    start: int
    earlier: int
    length: int
    near: bool


@lru_cache(maxsize=16_384)  # after an edit all other paragraphs are as they were
def split_clauses(text: str, line: int, owner: int, start: int = 0) -> tuple[Clause, ...]:
    """The clauses of a paragraph from an offset on, numbers and labels at their head left out of the bare words."""
    return tuple(_clauses_in(text, line, owner, start))


def _clauses_in(text: str, line: int, owner: int, start: int) -> Iterator[Clause]:
    for match in _CLAUSE.finditer(text, start):
        written = match[0]
        at = match.start() + len(written) - len(written.lstrip(" \u3000"))
        lead = _LEAD.match(text, at, match.end()) if text[at : at + 1] in _LEAD_HEADS else None
        words = text[lead.end() if lead else at : match.end()]
        plain = _DROP.sub("", words)
        if not plain:
            continue
        yield Clause(line, at, match.end(), owner, words, plain)


def find_matches(clauses: Sequence[Clause]) -> list[Match]:
    """The passages that repeat an earlier one; the later place is told, each only once."""
    pairs, near = _pairs(clauses)
    if not pairs:
        return []
    upto = list(accumulate((len(clause.plain) for clause in clauses), initial=0))
    found: list[Match] = []
    at = 0
    while at < len(clauses):
        if at not in pairs:
            at += 1
            continue
        best: Match | None = None
        best_size = 0
        for earlier in pairs[at]:
            length = 1
            while (
                at + length < len(clauses)
                and earlier + length < at
                and clauses[at + length].owner == clauses[at].owner
                and clauses[earlier + length].owner == clauses[earlier].owner
                and earlier + length in pairs.get(at + length, ())
            ):
                length += 1
            size = upto[at + length] - upto[at]
            if size > best_size:
                inexact = any((k, earlier + k - at) in near for k in range(at, at + length))
                best, best_size = Match(at, earlier, length, inexact), size
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
    pairs: dict[int, list[int]] = {}
    for number, clause in enumerate(clauses):
        known = same.setdefault(clause.plain, [])
        if known:
            pairs[number] = list(known)
        if len(known) < _MOST_PLACES:
            known.append(number)
    exact = frozenset(pairs)
    near: set[tuple[int, int]] = set()
    grams: dict[str, list[int]] = {}
    for number, clause in enumerate(clauses):
        size = min(len(clause.plain), _MOST_CHARACTERS)
        if number in exact or size < _LONG_CLAUSE:
            continue
        if size >= _ALONE or number - 1 in pairs or number + 1 in exact:
            alike = _alike(clauses, clause, grams)
            if alike:
                pairs[number] = alike
                near.update((number, other) for other in alike)
        for gram in _grams(clause.plain)[::_STEP]:
            places = grams.setdefault(gram, [])
            if len(places) < _MOST_PLACES:
                places.append(number)
    return pairs, near


def _alike(clauses: Sequence[Clause], clause: Clause, grams: dict[str, list[int]]) -> list[int]:
    """The earlier clauses nearly the same as this one: those that share enough grams are compared."""
    plain = clause.plain[:_MOST_CHARACTERS]
    shared: Counter[int] = Counter()
    for gram in _grams(clause.plain):
        if gram in grams:
            shared.update(grams[gram])
    out = []
    for other, count in shared.items():
        there = clauses[other].plain[:_MOST_CHARACTERS]
        if count * _STEP < len(there) * _SHARED or not _SHORTEST <= len(plain) / len(there) <= 1 / _SHORTEST:
            continue
        if _near(there, plain):
            out.append(other)
    return sorted(out)


@lru_cache(maxsize=65_536)  # after an edit all other clauses are as they were
def _grams(plain: str) -> tuple[str, ...]:
    """Every four characters that follow one another."""
    size = min(len(plain), _MOST_CHARACTERS)
    return tuple([plain[i : i + _GRAM] for i in range(size - _GRAM + 1)])


@lru_cache(maxsize=65_536)
def _near(there: str, here: str) -> bool:
    """Whether two clauses are nearly the same."""
    matcher = SequenceMatcher(None, there, here, autojunk=False)
    return matcher.quick_ratio() >= _NEAR and matcher.ratio() >= _NEAR
