"""Which row of one ledger is which row of another; a report takes part as the ledger made from it.

Near-linear: the very words first, then words that share rare pairs of
characters, then the place between two rows that are known.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from desktop.ledger.columns import Column
from desktop.ledger.model import Row
from desktop.report.titles import problem_title

ALIKE = 0.5
"""Rows are one problem in other words from this likeness on."""

ALIKE_IN_PLACE = 0.3
"""The same where number or place agree too."""

_COMMON_PAIR = 60
_MOST_CANDIDATES = 40


@dataclass(frozen=True, slots=True)
class Matching:
    """pairs: 0-based indices of rows that are one problem, in the order of the first side; the others by side."""

    pairs: tuple[tuple[int, int], ...]
    only_first: tuple[int, ...]
    only_second: tuple[int, ...]

    @property
    def second(self) -> dict[int, int]:
        """The row of the second side by that of the first."""
        return dict(self.pairs)


def plain(text: str) -> str:
    """A text's letters, digits and characters, without marks and space."""
    return "".join(c for c in text if c.isalnum())


def own_words(text: str) -> str:
    """The problem itself as its heading names it, without 关于…问题, number and marks."""
    first = text.strip().split("\n")[0]
    start, end = problem_title(first)
    return first[start:end]


def likeness(one: str, other: str) -> float:
    """How alike two plain texts are, from 0 to 1: shared pairs of characters; more where one holds the other."""
    if one == other:
        return 1.0
    shorter, longer = sorted((one, other), key=len)
    if len(shorter) >= 4 and shorter in longer:
        return max(0.8, _dice(one, other))
    return _dice(one, other)


def _dice(one: str, other: str) -> float:
    a, b = _pairs(one), _pairs(other)
    total = sum(a.values()) + sum(b.values())
    return 2 * sum((a & b).values()) / total if total else 0.0


def _pairs(text: str) -> Counter[str]:
    return Counter(text[i : i + 2] for i in range(max(1, len(text) - 1)))


@dataclass(frozen=True, slots=True)
class _Named:
    """What a row can be known by: its most exact words first, then its other ones."""

    words: tuple[str, ...]
    full: str
    aspect: str
    number: str
    measures: str


def row_names(rows: Sequence[Row]) -> list[tuple[str, ...]]:
    """What each row is called by, the most exact name first: its detail where several rows share a problem."""
    shared = Counter(row[Column.PROBLEM].strip() for row in rows)
    out = []
    for row in rows:
        problem, detail = own_words(row[Column.PROBLEM]), own_words(row[Column.DETAIL])
        several = shared[row[Column.PROBLEM].strip()] > 1
        names = [detail, problem] if detail and (several or not problem) else [problem, detail]
        out.append(tuple(name for name in dict.fromkeys(names) if plain(name)))
    return out


def _named(rows: Sequence[Row]) -> list[_Named]:
    return [
        _Named(
            tuple(dict.fromkeys(plain(name) for name in names)),
            plain(row[Column.PROBLEM]) + "|" + plain(own_words(row[Column.DETAIL])),
            plain(row[Column.ASPECT]),
            plain(row[Column.NUMBER]).lstrip("0"),
            plain(row[Column.MEASURES])[:120],
        )
        for row, names in zip(rows, row_names(rows), strict=True)
    ]


class _Matcher:
    def __init__(self, first: Sequence[Row], second: Sequence[Row]) -> None:
        self.a, self.b = _named(first), _named(second)
        self.to_b: dict[int, int] = {}
        self.to_a: dict[int, int] = {}

    def take(self, i: int, j: int) -> None:
        self.to_b[i] = j
        self.to_a[j] = i

    def same(self, key_of: Callable[[_Named], Iterable[str]]) -> None:
        """Pair rows with a key in common; several with one key go by aspect, number, then order."""
        waiting: dict[str, list[int]] = defaultdict(list)
        for j, named in enumerate(self.b):
            if j not in self.to_a:
                for key in key_of(named):
                    waiting[key].append(j)
        asking: dict[str, list[int]] = defaultdict(list)
        for i, named in enumerate(self.a):
            if i not in self.to_b:
                for key in key_of(named):
                    asking[key].append(i)
        for key, claimants in asking.items():
            mine = [i for i in claimants if i not in self.to_b]
            theirs = [j for j in waiting.get(key, []) if j not in self.to_a]
            if not mine or not theirs:
                continue
            if len(mine) == len(theirs) == 1:
                self.take(mine[0], theirs[0])
                continue
            for test in (self._aspect_and_number, self._aspect, lambda i, j: True):
                for i in mine:
                    if i in self.to_b:
                        continue
                    found = next((j for j in theirs if j not in self.to_a and test(i, j)), None)
                    if found is not None:
                        self.take(i, found)

    def _aspect_and_number(self, i: int, j: int) -> bool:
        return self._aspect(i, j) and self.a[i].number == self.b[j].number

    def _aspect(self, i: int, j: int) -> bool:
        return self.a[i].aspect == self.b[j].aspect

    def alike(self) -> None:
        """Pair what is left by likeness, the likest first."""
        postings: dict[str, list[tuple[int, str]]] = defaultdict(list)
        for j, named in enumerate(self.b):
            if j not in self.to_a:
                for words in named.words:
                    for pair in _pairs(words):
                        postings[pair].append((j, words))
        scored: list[tuple[float, int, int]] = []
        for i, named in enumerate(self.a):
            if i not in self.to_b:
                scored += [(-score, i, j) for j, score in self._candidates(i, named, postings)]
        for score, i, j in sorted(scored, key=lambda s: (s[0], s[1], abs(s[1] - s[2]), s[2])):
            if -score >= ALIKE and i not in self.to_b and j not in self.to_a:
                self.take(i, j)

    def _candidates(
        self, i: int, named: _Named, postings: dict[str, list[tuple[int, str]]]
    ) -> Iterable[tuple[int, float]]:
        for own in named.words:
            shared: Counter[tuple[int, str]] = Counter()
            lists = sorted((postings.get(pair, []) for pair in _pairs(own)), key=len)
            for at, posting in enumerate(lists):
                if len(posting) > _COMMON_PAIR and at > 2:
                    break
                shared.update(posting[: _COMMON_PAIR * 4])
            for (j, words), _ in shared.most_common(_MOST_CANDIDATES):
                bonus = 0.05 * self._aspect(i, j) + 0.05 * (self.a[i].number == self.b[j].number)
                score = likeness(own, words)
                if score >= ALIKE_IN_PLACE:
                    yield j, score + bonus if score >= ALIKE - 0.05 else score

    def in_place(self) -> None:
        """Pair what stands between the same neighbours and says something alike, in the problem or the measures."""
        i = 0
        total = len(self.a)
        while i < total:
            if i in self.to_b:
                i += 1
                continue
            end = i
            while end < total and end not in self.to_b:
                end += 1
            low = self.to_b[i - 1] + 1 if i else 0
            high = self.to_b[end] if end < total else len(self.b)
            if low < high:
                free = [j for j in range(low, min(high, low + _COMMON_PAIR)) if j not in self.to_a]
                self._gap(list(range(i, end)), free)
            i = end

    def _gap(self, mine: list[int], theirs: list[int]) -> None:
        level = len(mine) == len(theirs)
        for at, i in enumerate(mine):
            for place, j in enumerate(theirs):
                if j in self.to_a:
                    continue
                here = level and at == place
                if not here and self.a[i].number != self.b[j].number:
                    continue
                words = max((likeness(x, y) for x in self.a[i].words for y in self.b[j].words), default=0.0)
                measures = likeness(self.a[i].measures, self.b[j].measures) if self.a[i].measures else 0.0
                if words >= ALIKE_IN_PLACE or measures >= ALIKE + 0.3:
                    self.take(i, j)
                    break


def match_rows(first: Sequence[Row], second: Sequence[Row]) -> Matching:
    """Which rows are one problem. Rows without any words are matched by nothing."""
    matcher = _Matcher(first, second)
    matcher.same(lambda named: (named.full,) if named.full != "|" else ())
    matcher.same(lambda named: named.words[:1])
    matcher.same(lambda named: named.words)
    matcher.same(lambda named: (named.measures,) if not named.words and named.measures else ())
    matcher.alike()
    matcher.in_place()
    return Matching(
        tuple(sorted(matcher.to_b.items())),
        tuple(i for i in range(len(first)) if i not in matcher.to_b),
        tuple(j for j in range(len(second)) if j not in matcher.to_a),
    )
