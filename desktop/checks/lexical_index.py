"""Which words of the genre a stretch that reads badly may have been meant for."""

from __future__ import annotations

import functools
import itertools
from collections import defaultdict
from collections.abc import Iterable, Iterator

from desktop import resources
from desktop.checks import confusables
from desktop.text.segmentation import Dictionary, dictionary

_COMMON = 600  # jieba's frequency from which a two-character word may be what was meant
_USUAL = 60
_USUAL_LONG = 600
_FRAME = 4
_FREQUENT = 8  # an expression counted so often may be meant by two wrong characters
_REMEMBERED = 100_000


class LexicalIndex:
    """Usual pairs of characters, and words found by sound, by look and by their other characters.

    usual: pairs that are no surprise. frames: four characters with "?" for one → what stands there
    in expressions of the genre.
    """

    def __init__(self, words: Dictionary, usual_pairs: Iterable[str]) -> None:
        self.words = words
        self.usual = set(usual_pairs)
        by_sound: defaultdict[str, list[str]] = defaultdict(list)
        by_look: defaultdict[str, list[str]] = defaultdict(list)
        frames: defaultdict[str, str] = defaultdict(str)
        sounds, looks = confusables.sounds(), confusables.look_alikes()
        targets: set[str] = set()
        genre = words.genre
        for phrase, count in genre.items():
            targets.update(map("".join, itertools.pairwise(phrase)))
            if count < 2:
                continue
            for at in range(len(phrase) - _FRAME + 1):
                four = phrase[at : at + _FRAME]
                for i in range(_FRAME):
                    key = four[:i] + "?" + four[i + 1 :]
                    if four[i] not in frames[key]:
                        frames[key] += four[i]
        for pair in targets | self.usual:
            for wrong in looks.get(pair[0], ""):
                by_look[wrong + pair[1]].append(pair)
            for wrong in looks.get(pair[1], ""):
                by_look[pair[0] + wrong].append(pair)
        for word, frequency in words.words():
            if len(word) == 2:
                if frequency >= _COMMON or word in genre:
                    targets.add(word)
                if frequency >= _USUAL:
                    self.usual.add(word)
            elif frequency >= _USUAL_LONG and word not in genre:
                self.usual.update(map("".join, itertools.pairwise(word)))
        for pair in targets:
            for first in sounds.get(pair[0], ""):
                for second in sounds.get(pair[1], ""):
                    by_sound[first + second].append(pair)
        self.frames = dict(frames)
        self._by_sound, self._by_look = dict(by_sound), dict(by_look)
        self._meant: dict[str, tuple[tuple[int, str], ...]] = {}

    def meant_for(self, pair: str) -> tuple[tuple[int, str], ...]:
        """What an odd pair may have been meant for: where in it something else belongs, and that.

        The other is one character like the one written, or two that both sound the same.
        """
        known = self._meant.get(pair)
        if known is None:
            known = self._meant[pair] = tuple(dict.fromkeys(self._search(pair)))
            if len(self._meant) > _REMEMBERED:
                self._meant.clear()
        return known

    def _search(self, pair: str) -> Iterator[tuple[int, str]]:
        sounds = confusables.sounds()
        for first in sounds.get(pair[0], ""):
            for second in sounds.get(pair[1], ""):
                for word in self._by_sound.get(first + second, ()):
                    if word[0] == pair[0] and word[1] != pair[1]:
                        yield 1, word[1]
                    elif word[1] == pair[1] and word[0] != pair[0]:
                        yield 0, word[0]
                    elif self.words.genre.get(word, 0) >= _FREQUENT and _both_sound(word, pair):
                        yield 0, word
        for word in self._by_look.get(pair, ()):
            at = int(word[0] == pair[0])
            yield at, word[at]


def _both_sound(word: str, pair: str) -> bool:
    return all(a != b and confusables.same_sound(a, b) for a, b in zip(word, pair, strict=True))


@functools.cache
def lexical_index() -> LexicalIndex:
    """The one index, made when first asked for."""
    text = resources.path("lexicon", "pairs.txt").read_text(encoding="utf-8")
    rows = (line.split(" ", 1) for line in text.splitlines() if line and line[0] != "#")
    return LexicalIndex(dictionary(), (first + second for first, others in rows for second in others))
