"""Words and their frequencies, and how well a stretch of text reads as words.

The dictionary is jieba's, enlarged by the expressions of the genre in
resources/lexicon. It is read by this module alone: jieba's own loader writes a
cache into the temporary folder and talks to the log.
"""

from __future__ import annotations

import functools
import importlib.util
import math
import sys
from collections.abc import Mapping
from pathlib import Path

from desktop import resources

LONGEST_WORD = 9
_UNKNOWN = 0.5  # the frequency of a character that is no word by itself
_SHORT = 2
_FIELDS = 3  # in jieba's file: word, count, part of speech
_AT_ONCE = 200_000  # characters
_GENRE_WEIGHT = 250  # jieba counted about 60 million words, the lexicon of the genre about 120 thousand


class Dictionary:
    """Words with frequencies; immutable after it is made.

    frequencies: how often a word was counted, in jieba's scale.
    """

    def __init__(self, frequencies: dict[str, int], genre: dict[str, int] | None = None) -> None:
        self._frequencies = dict(frequencies)
        self.genre: dict[str, int] = dict(genre or {})
        for phrase, count in self.genre.items():
            self._frequencies[phrase] = self._frequencies.get(phrase, 0) + count * _GENRE_WEIGHT
        total = math.log(max(1, sum(self._frequencies.values())))
        self._unknown = total - math.log(_UNKNOWN)
        # what longer words begin with: most characters begin none, and need not be tried as one
        self._heads = {word[:3] for word in self._frequencies if len(word) > _SHORT}
        # words are many, frequencies few: what one costs is kept once
        self._cost_of = {count: total - math.log(count) for count in set(self._frequencies.values()) if count}

    @property
    def counted(self) -> Mapping[str, int]:
        """Every word with its frequency."""
        return self._frequencies

    def __contains__(self, word: str) -> bool:
        return word in self._frequencies

    def frequency(self, word: str) -> int:
        """How often the word was counted; 0 for none."""
        return self._frequencies.get(word, 0)

    def usual(self, least: int) -> list[tuple[str, int]]:
        """The words counted so often, each with its frequency."""
        return [item for item in self._frequencies.items() if item[1] >= least]

    def cost(self, word: str) -> float:
        """How unlikely a word is: minus the logarithm of its share of all words."""
        return self._cost_of.get(self._frequencies.get(word, 0), self._unknown)

    def read(self, text: str) -> tuple[float, list[str]]:
        """The likeliest way to read a text as words, with its cost (lower is likelier).

        Takes time in proportion to the length; meant for a clause, not for a document.
        """
        size = len(text)
        counted, cost_of = self._frequencies.get, self._cost_of
        heads = self._heads
        best = [0.0] * (size + 1)
        step = [1] * size
        if size:
            best[-2] = self.cost(text[-1])
        for start in range(size - 2, -1, -1):
            count = counted(text[start])
            least = (cost_of[count] if count else self._unknown) + best[start + 1]
            count = counted(text[start : start + 2])
            if count:
                cost = cost_of[count] + best[start + 2]
                if cost < least:
                    least, step[start] = cost, 2
            if text[start : start + 3] in heads:
                for end in range(start + 3, min(size, start + LONGEST_WORD) + 1):
                    count = counted(text[start:end])
                    if count:
                        cost = cost_of[count] + best[end]
                        if cost < least:
                            least, step[start] = cost, end - start
            best[start] = least
        words, at = [], 0
        while at < size:
            words.append(text[at : at + step[at]])
            at += step[at]
        return best[0], words


@functools.cache
def dictionary() -> Dictionary:
    """The one dictionary, read when first asked for (about a quarter of a second)."""
    genre: dict[str, int] = {}
    for line in resources.path("lexicon", "phrases.txt").read_text(encoding="utf-8").splitlines():
        if line and line[0] != "#":
            word, count = line.split(" ", 2)[:2]
            genre[word] = int(count)
    return Dictionary(_read_counts(_jieba_words()), genre)


def _jieba_words() -> Path:
    bundle = getattr(sys, "_MEIPASS", None)  # set by PyInstaller's start-up; there jieba is only its dictionary
    if bundle is not None:
        return Path(bundle) / "jieba" / "dict.txt"
    spec = importlib.util.find_spec("jieba")
    if spec is None or spec.origin is None:
        raise FileNotFoundError("jieba's dictionary")
    return Path(spec.origin).with_name("dict.txt")


def _read_counts(path: Path) -> dict[str, int]:
    """Lines of word, count and part of speech. Raises ValueError for anything else."""
    counts: dict[str, int] = {}
    with path.open(encoding="utf-8") as file:
        while lines := file.readlines(_AT_ONCE):  # by pieces: a window that starts meanwhile gets its turn
            fields = "".join(lines).split()
            if len(fields) != _FIELDS * len(lines):
                raise ValueError(f"{path.name} is no list of words")
            counts.update(zip(fields[::_FIELDS], map(int, fields[1::_FIELDS]), strict=True))
    return counts
