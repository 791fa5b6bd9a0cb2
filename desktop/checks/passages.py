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
from threading import Lock
from typing import NamedTuple

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
_ROUNDING = 1e-9
_NOWHERE: frozenset[int] = frozenset()


class Clause(NamedTuple):
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
        return _weight(self.words, self.plain)


@lru_cache(maxsize=16_384)
def _weight(words: str, plain: str) -> float:
    weight = len(plain)
    if "《" in words:
        weight = len(_DROP.sub("", _TITLE.sub("", words)))
    formulas = sum(len(m[0]) for m in _FORMULA.finditer(plain))
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
    return tuple([Clause(line, at, end, owner, words, plain) for at, end, words, plain in _clauses_in(text, start)])


@lru_cache(maxsize=16_384)  # a line added above moves a paragraph, but changes nothing in it
def _clauses_in(text: str, start: int) -> tuple[tuple[int, int, str, str], ...]:
    found = []
    for match in _CLAUSE.finditer(text, start):
        written = match[0]
        at = match.start() + len(written) - len(written.lstrip(" \u3000"))
        lead = _LEAD.match(text, at, match.end()) if text[at : at + 1] in _LEAD_HEADS else None
        words = text[lead.end() if lead else at : match.end()]
        plain = _DROP.sub("", words)
        if plain:
            found.append((at, match.end(), words, plain))
    return tuple(found)


def find_matches(clauses: Sequence[Clause]) -> list[Match]:
    """The passages that repeat an earlier one; the later place is told, each only once."""
    pairs, near = _pairs(clauses)
    if not pairs:
        return []
    upto = list(accumulate([len(clause.plain) for clause in clauses], initial=0))
    owners = [clause.owner for clause in clauses]
    places = {at: frozenset(earlier) for at, earlier in pairs.items()}
    found: list[Match] = []
    done = 0
    for at in sorted(pairs):
        if at < done:
            continue
        best = _longest(at, pairs, places, owners, upto)
        if upto[at + best.length] - upto[at] < _SINGLE:  # words weigh no more than their characters
            done = at + best.length
            continue
        inexact = any((k, best.earlier + k - at) in near for k in range(at, at + best.length))
        best = Match(at, best.earlier, best.length, inexact)
        found += [part for part in _by_paragraph(clauses, best) if _counts(clauses, part)]
        done = at + best.length
    return found


def _longest(
    at: int,
    pairs: dict[int, list[int]],
    places: dict[int, frozenset[int]],
    owners: Sequence[int],
    upto: Sequence[int],
) -> Match:
    """The longest passage that begins with a clause and stands earlier too; of several the first.

    places: where each clause stands earlier.
    """
    best, best_length, best_size = pairs[at][0], 1, upto[at + 1] - upto[at]
    following = places.get(at + 1)
    if following is None or owners[at + 1] != owners[at]:
        return Match(at, best, best_length, near=False)
    for earlier in pairs[at]:
        if earlier + 1 not in following:
            continue
        length = 1
        while earlier + length < at:
            after = at + length
            if (
                earlier + length not in places.get(after, _NOWHERE)
                or owners[after] != owners[at]
                or owners[earlier + length] != owners[earlier]
            ):
                break
            length += 1
        size = upto[at + length] - upto[at]
        if size > best_size:
            best, best_length, best_size = earlier, length, size
    return Match(at, best, best_length, near=False)


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
    first: list[int] = []  # the long clauses that stand for the first time
    for number, clause in enumerate(clauses):
        plain = clause.plain
        known = same.get(plain)
        if known is None:
            same[plain] = [number]
            if len(plain) >= _LONG_CLAUSE:
                first.append(number)
            continue
        pairs[number] = known[:]
        if len(known) < _MOST_PLACES:
            known.append(number)
    exact = frozenset(pairs)
    near: set[tuple[int, int]] = set()
    with _LOCK:
        _LIKENESS.take([clauses[number].plain for number in first])
        for number in first:
            plain = clauses[number].plain
            if len(plain) >= _ALONE or number - 1 in pairs or number + 1 in exact:
                alike = [same[other][0] for other in _LIKENESS.alike(plain)]
                if alike:
                    pairs[number] = alike
                    near.update([(number, other) for other in alike])
    return pairs, near


class _Likeness:
    """Which clauses of a text are nearly the same as an earlier one: those that share enough grams are compared.

    Of the texts taken one after another, as a text is edited, only what is new
    is looked at; the answers are those of the last text taken.
    """

    def __init__(self) -> None:
        self._order: list[str] = []
        self._rank: dict[str, int] = {}
        self._by_gram: dict[str, list[str]] = {}
        self._found: dict[str, tuple[str, ...]] = {}

    def take(self, order: list[str]) -> None:
        """The clauses of a text, each once, in the order in which they first stand there."""
        before = self._order
        least = min(len(before), len(order))
        head = next((i for i in range(least) if before[i] != order[i]), least)
        least -= head
        tail = next((i for i in range(least) if before[-1 - i] != order[-1 - i]), least)
        if head + tail < len(before) // 2:  # another text
            self._by_gram, self._found = {}, {}
            before, head, tail = [], 0, 0
        self._order = order
        self._rank = {plain: rank for rank, plain in enumerate(order)}
        gone, new = before[head : len(before) - tail], order[head : len(order) - tail]
        touched: set[str] = set()
        for plain in gone:
            for gram in _grams(plain)[::_STEP]:
                self._by_gram[gram].remove(plain)
                touched.add(gram)
        for plain in new:
            for gram in _grams(plain)[::_STEP]:
                self._by_gram.setdefault(gram, []).append(plain)
                touched.add(gram)
        for gram in touched:
            places = self._by_gram[gram]
            if places:
                places.sort(key=self._rank.__getitem__)
            else:
                del self._by_gram[gram]
        if touched:
            self._found = {plain: found for plain, found in self._found.items() if touched.isdisjoint(_grams(plain))}

    def alike(self, plain: str) -> tuple[str, ...]:
        """The earlier clauses nearly the same as this one, in their order."""
        known = self._found.get(plain)
        if known is None:
            known = self._found[plain] = tuple(self._search(plain))
        return known

    def _search(self, plain: str) -> list[str]:
        rank, own = self._rank, self._rank[plain]
        here = plain[:_MOST_CHARACTERS]
        beside: list[str] = []
        for gram in _grams(plain):
            places = self._by_gram.get(gram)
            if places:
                beside += places if len(places) <= _MOST_PLACES else places[:_MOST_PLACES]
        shared = Counter(beside)
        least = len(here) * _SHORTEST * _SHARED / _STEP - _ROUNDING  # what the shortest that may be alike must share
        out = []
        for other, count in shared.items():
            if count < least or rank[other] >= own:
                continue
            there = other[:_MOST_CHARACTERS]
            if count * _STEP < len(there) * _SHARED or not _SHORTEST <= len(here) / len(there) <= 1 / _SHORTEST:
                continue
            if _near(there, here):
                out.append(other)
        return sorted(out, key=rank.__getitem__)


_LOCK = Lock()
_LIKENESS = _Likeness()


@lru_cache(maxsize=65_536)  # after an edit all other clauses are as they were
def _grams(plain: str) -> tuple[str, ...]:
    """Every four characters that follow one another."""
    size = min(len(plain), _MOST_CHARACTERS)
    return tuple([plain[i : i + _GRAM] for i in range(size - _GRAM + 1)])


@lru_cache(maxsize=65_536)
def _near(there: str, here: str) -> bool:
    """Whether two clauses are nearly the same."""
    mine, yours = _counted(here), _counted(there)
    shared = sum([min(count, yours.get(character, 0)) for character, count in mine.items()])
    if 2.0 * shared / (len(there) + len(here)) < _NEAR:
        return False
    return SequenceMatcher(None, there, here, autojunk=False).ratio() >= _NEAR


@lru_cache(maxsize=16_384)
def _counted(plain: str) -> dict[str, int]:
    return Counter(plain)
