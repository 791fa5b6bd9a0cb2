"""Which words of the genre a stretch that reads badly may have been meant for."""

from __future__ import annotations

import functools
import itertools
import operator
from collections import defaultdict
from collections.abc import Iterable, Iterator, Set

from desktop import resources
from desktop.checks import confusables
from desktop.checks.normal_text import normal_text
from desktop.text.segmentation import Dictionary, dictionary

_COMMON = 600  # jieba's frequency from which a two-character word may be what was meant
_USUAL = 60
_USUAL_LONG = 600
_FRAME = 4
_FREQUENT = 8  # an expression counted so often may be meant by two wrong characters
_PAIR = 2
_NONE: Set[str] = frozenset()


class LexicalIndex:
    """Usual pairs of characters, and words found by sound, by look and by their other characters.

    usual: pairs that are no surprise. frames: four characters with "?" for one → what stands there
    in expressions of the genre.
    """

    def __init__(self, words: Dictionary, usual_pairs: Iterable[str]) -> None:
        self.words = words
        self.usual = set(usual_pairs)
        frames: defaultdict[str, str] = defaultdict(str)
        targets: set[str] = set()
        genre = words.genre
        for phrase, count in genre.items():
            targets.update(map(operator.add, phrase, phrase[1:]))
            if count < 2:
                continue
            for at in range(len(phrase) - _FRAME + 1):
                four = phrase[at : at + _FRAME]
                for i in range(_FRAME):
                    key = four[:i] + "?" + four[i + 1 :]
                    if four[i] not in frames[key]:
                        frames[key] += four[i]
        self._looked_for = _Neighbours(targets | self.usual)
        for word, frequency in words.usual(_USUAL):
            if len(word) == _PAIR:
                self.usual.add(word)
                if frequency >= _COMMON:
                    targets.add(word)
            elif frequency >= _USUAL_LONG and word not in genre:
                self.usual.update(map(operator.add, word, word[1:]))
        self._listened_for = _Neighbours(targets)
        self.frames = dict(frames)
        self._like = _Likeness()
        self._both: defaultdict[str, list[str]] = defaultdict(list)
        for word, count in genre.items():
            if len(word) == _PAIR and count >= _FREQUENT:
                for codes in self._like.codes(word):
                    self._both[codes].append(word)

    def second_meant(self, first: str, second: str) -> Set[str]:
        """The characters like the second of an odd pair that make a usual pair with the first."""
        found = self._looked_for.after(first) & self._like.looks(second)
        beside = self._listened_for.after(first)
        if beside and self._like.heard(first):
            heard = beside & self._like.sounds(second)
            return found | heard if found else heard
        return found

    def first_meant(self, first: str, second: str) -> Set[str]:
        """The characters like the first of an odd pair that make a usual pair with the second."""
        found = self._looked_for.before(second) & self._like.looks(first)
        beside = self._listened_for.before(second)
        if beside and self._like.heard(second):
            heard = beside & self._like.sounds(first)
            return found | heard if found else heard
        return found

    def both_meant(self, pair: str) -> list[str]:
        """The frequent words that sound like an odd pair and share no character with it."""
        return [
            word
            for codes in self._like.codes(pair)
            for word in self._both.get(codes, ())
            if word[0] != pair[0] and word[1] != pair[1] and _both_sound(word, pair)
        ]


class _Neighbours:
    """Which characters stand beside which in a set of pairs."""

    def __init__(self, pairs: Iterable[str]) -> None:
        self._after: defaultdict[str, set[str]] = defaultdict(set)
        self._before: defaultdict[str, set[str]] = defaultdict(set)
        for pair in pairs:
            self._after[pair[0]].add(pair[1])
            self._before[pair[1]].add(pair[0])

    def after(self, character: str) -> Set[str]:
        return self._after.get(character, _NONE)

    def before(self, character: str) -> Set[str]:
        return self._before.get(character, _NONE)


class _Likeness:
    """The other characters that one is written for by mistake."""

    def __init__(self) -> None:
        self._codes = confusables.sounds()
        self._of_code: defaultdict[str, set[str]] = defaultdict(set)
        for character, codes in self._codes.items():
            for code in codes:
                self._of_code[code].add(character)
        self._looks: defaultdict[str, set[str]] = defaultdict(set)
        for character, others in confusables.look_alikes().items():
            for other in others:
                self._looks[other].add(character)
        self._sounds: dict[str, frozenset[str]] = {}

    def codes(self, pair: str) -> Iterator[str]:
        """How a pair may sound."""
        return map("".join, itertools.product(self._codes.get(pair[0], ""), self._codes.get(pair[1], "")))

    def heard(self, character: str) -> bool:
        """Whether it is known how it sounds."""
        return character in self._codes

    def sounds(self, character: str) -> frozenset[str]:
        """The others that sound like it, or nearly."""
        known = self._sounds.get(character)
        if known is None:
            alike = frozenset[str]().union(*(self._of_code[code] for code in self._codes.get(character, "")))
            known = self._sounds[character] = alike - {character}
        return known

    def looks(self, character: str) -> Set[str]:
        """Those for which it is taken."""
        return self._looks.get(character, _NONE)


def _both_sound(word: str, pair: str) -> bool:
    return all(a != b and confusables.same_sound(a, b) for a, b in zip(word, pair, strict=True))


@functools.cache
def lexical_index() -> LexicalIndex:
    """The one index, made when first asked for."""
    text = resources.path("lexicon", "pairs.txt").read_text(encoding="utf-8")
    rows = (line.split(" ", 1) for line in text.splitlines() if line and line[0] != "#")
    return LexicalIndex(dictionary(), (first + second for first, others in rows for second in others))


@functools.lru_cache(maxsize=16_384)  # two checks ask for the same paragraphs
def odd_places(text: str) -> tuple[int, ...]:
    """Where two characters stand together that usually do not, in order; a pair written twice is meant and left out."""
    find = text.find
    places = []
    for pair in normal_text(text).pairs - lexical_index().usual:
        if "\u4e00" <= pair[0] <= "\u9fff" and "\u4e00" <= pair[1] <= "\u9fff":
            at = find(pair)
            if at >= 0 > find(pair, at + 1):
                places.append(at)
    places.sort()
    return tuple(places)
