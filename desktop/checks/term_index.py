"""Near misses of fixed expressions: a character lost, exchanged with its neighbour, or replaced by one like it."""

from __future__ import annotations

import functools
import operator
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from desktop.checks import confusables
from desktop.checks.lexical_index import lexical_index
from desktop.checks.normal_text import NormalText
from desktop.checks.term_data import Expression, expressions, legal_forms
from desktop.text.segmentation import dictionary

_WINDOW = 3, 4
_SIDE = 2  # characters each side of a change by which it is recognized
_LONG = 7  # of a longer expression this much is enough: it may be cut short
_HANZI = ("\u4e00", "\u9fff")


class _Variant(NamedTuple):
    """An expression with one change.

    at: where its window begins. change, cut, put: where the change is, how many characters
    are gone there, and what stands for them. how: its name.
    """

    expression: Expression
    at: int
    change: int
    cut: int
    put: str
    how: str

    @property
    def text(self) -> str:
        """As it is written."""
        right = self.expression.plain
        return right[: self.change] + self.put + right[self.change + self.cut :]


@dataclass(frozen=True, slots=True)
class NearMiss:
    """Half-open offsets in the normalised text; right: the wording of that stretch."""

    start: int
    end: int
    right: str
    expression: Expression
    how: str


class TermIndex:
    """Finds near misses: each change leaves a window of three or four characters, looked up by its rarest pair."""

    def __init__(self, terms: tuple[Expression, ...], legal: frozenset[str]) -> None:
        self._legal = legal
        right = {
            term.plain[at : at + size] for term in terms for size in _WINDOW for at in range(len(term.plain) - size + 1)
        }
        words = dictionary()
        usual = lexical_index().usual
        self._windows: dict[str, list[_Variant]] = {}
        self._by_pair: dict[str, list[str]] = {}
        for term in terms:
            plain = term.plain
            size = len(plain)
            if size < _WINDOW[-1]:
                continue
            for at, cut, puts, how in _changes(plain):
                changed = size - cut + len(puts[0])
                low, high = max(0, at - _SIDE), min(changed, at + _SIDE + (how != "少字"))
                if high - low < _WINDOW[0]:
                    low, high = (0, _WINDOW[0]) if low == 0 else (changed - _WINDOW[0], changed)
                high = min(high, low + _WINDOW[-1])
                if high - low < _WINDOW[0]:
                    continue
                head, tail = plain[low:at], plain[at + cut :]
                for put in puts:
                    window = (head + put + tail)[: high - low] if low < at else (plain[:at] + put + tail)[low:high]
                    if window in right or (changed <= _WINDOW[-1] and plain[:at] + put + tail in words):
                        continue
                    variant = _Variant(term, low, at, cut, put, how)
                    known = self._windows.get(window)
                    if known is not None:
                        known.append(variant)
                        continue
                    self._windows[window] = [variant]
                    pairs = list(map(operator.add, window, window[1:]))
                    rare = next((pair for pair in pairs if pair not in usual), None) or min(pairs, key=words.frequency)
                    self._by_pair.setdefault(rare, []).append(window)
        self._pairs = frozenset(self._by_pair)

    def find(self, normal: NormalText) -> Iterator[NearMiss]:
        """The near misses of a paragraph, in order; places may meet."""
        text = normal.text
        hits = [w for pair in self._pairs & normal.pairs for w in self._by_pair[pair] if w in text]
        found: set[NearMiss] = set()
        for window in hits:
            for variant in self._windows[window]:
                at = text.find(window)
                while at >= 0:
                    miss = self._align(text, at - variant.at, variant)
                    if miss is not None:
                        found.add(miss)
                    at = text.find(window, at + 1)
        kept: list[NearMiss] = []
        for miss in sorted(found, key=lambda m: (m.start - m.end, m.start, m.right, m.expression.text)):
            if all(miss.end <= other.start or other.end <= miss.start for other in kept):
                kept.append(miss)
        yield from sorted(kept, key=lambda m: m.start)

    def _align(self, text: str, start: int, variant: _Variant) -> NearMiss | None:
        """The near miss where the variant, or enough of it, stands at a place of the text."""
        wrong, right = variant.text, variant.expression.plain
        low = high = variant.at
        while low and start + low > 0 and wrong[low - 1] == text[start + low - 1]:
            low -= 1
        while high < len(wrong) and start + high < len(text) and wrong[high] == text[start + high]:
            high += 1
        if high - low < min(len(wrong), _LONG):
            return None
        cut = len(wrong) - high
        rest = right[low : len(right) - cut]
        a, b = start + low, start + high
        if right in text[max(0, a - 2) : b + 2] or self._is_legal(
            text, start + variant.change - 1, start + variant.change + 1
        ):
            return None
        if len(right) < _LONG and not _reads_better(text, a, b, rest):
            return None
        return NearMiss(a, b, rest, variant.expression, variant.how)

    def _is_legal(self, text: str, start: int, end: int) -> bool:
        """Whether a legal form covers the characters around a change."""
        near = text[max(0, start - 8) : end + 8]
        return any(
            form in near and text.find(form, max(0, end - len(form)), start + len(form)) >= 0 for form in self._legal
        )


def _reads_better(text: str, start: int, end: int, right: str) -> bool:
    """Whether the words around a place read clearly better with the right wording."""
    words = dictionary()
    low, high = start, end
    while low > max(0, start - 5) and _HANZI[0] <= text[low - 1] <= _HANZI[1]:
        low -= 1
    while high < min(len(text), end + 5) and _HANZI[0] <= text[high] <= _HANZI[1]:
        high += 1
    gain = words.read(text[low:high])[0] - words.read(text[low:start] + right + text[end:high])[0]
    return gain > 1.5


def _changes(right: str) -> Iterator[tuple[int, int, Sequence[str], str]]:
    """Every change that makes a near miss: where, how many characters go, what may stand for them, what it is called.

    What may stand there has one length.
    """
    size = len(right)
    sounds = _alike()
    for i, character in enumerate(right):
        if not _HANZI[0] <= character <= _HANZI[1]:
            continue
        if 0 < i < size - 1:
            yield i, 1, ("",), "少字"
            if size > _LONG + 2 and i > 1 and i + 3 < size:
                yield i, 2, ("",), "少字"
        if i + 1 < size and right[i + 1] != character and _HANZI[0] <= right[i + 1] <= _HANZI[1]:
            yield i, 2, (right[i + 1] + character,), "颠倒"
        others = sounds.get(character)
        if others:
            yield i, 1, others, "错字"


@functools.cache
def _alike() -> dict[str, list[str]]:
    """Each character with those of the same sound or look."""
    by_sound: defaultdict[str, set[str]] = defaultdict(set)
    for character, syllables in confusables.syllables().items():
        for syllable in syllables:
            by_sound[syllable].add(character)
    found: dict[str, list[str]] = {}
    for character, syllables in confusables.syllables().items():
        others = set().union(*(by_sound[s] for s in syllables)) | set(confusables.look_alikes().get(character, ""))
        found[character] = sorted(others - {character})
    return found


@functools.cache
def term_index() -> TermIndex:
    """The one index, made when first asked for."""
    return TermIndex(expressions(), legal_forms())
