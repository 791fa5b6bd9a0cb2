"""Whether a place of a text is a whole word: by its neighbours, or in Chinese by reading the clause."""

from __future__ import annotations

import re
from functools import lru_cache

from desktop.text.segmentation import dictionary

_LETTER = re.compile(r"[A-Za-z0-9_À-ɏͰ-ӿＡ-Ｚａ-ｚ０-９]")
_HAN = re.compile("[\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]")
_NO_HAN = re.compile("[^\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]")
_REACH = 40


class WholeWords:
    """Judges places; the dictionary is read with the first Chinese one (about half a second)."""

    def whole(self, text: str, start: int, end: int) -> bool:
        """Whether the place begins and ends with words; code point offsets in a paragraph."""
        return self._parted(text, start) and self._parted(text, end)

    def _parted(self, text: str, at: int) -> bool:
        """Whether a word ends, and another begins, at an offset."""
        if not 0 < at < len(text):
            return True
        left, right = text[at - 1], text[at]
        if _LETTER.match(left) and _LETTER.match(right):
            return False
        if not (_HAN.match(left) and _HAN.match(right)):
            return True
        low = max((m.end() for m in _NO_HAN.finditer(text, max(0, at - _REACH), at)), default=max(0, at - _REACH))
        high = _NO_HAN.search(text, at, at + _REACH)
        clause = text[low : high.start() if high else min(len(text), at + _REACH)]
        return at - low in _ends(clause)


@lru_cache(maxsize=4_096)
def _ends(clause: str) -> frozenset[int]:
    """Where the words of a clause end. Set phrases of the genre are read as the words they are made of."""
    words, ends, at = dictionary(), set(), 0
    for word in words.read(clause)[1]:
        if word in words.genre:
            inner = at
            for part in _parts(word):
                inner += len(part)
                ends.add(inner)
        at += len(word)
        ends.add(at)
    return frozenset(ends)


def _parts(phrase: str) -> list[str]:
    """A set phrase as two or more words, as likely as can be; itself where it has no known words."""
    words = dictionary()
    best: tuple[float, list[str]] | None = None
    for cut in range(2, len(phrase) - 1):
        left, right = words.read(phrase[:cut]), words.read(phrase[cut:])
        parts = left[1] + right[1]
        cost = left[0] + right[0]
        if min(map(len, parts)) > 1 and (best is None or cost < best[0]):
            best = cost, parts
    return [phrase] if best is None else [part for word in best[1] for part in _split_again(word)]


def _split_again(word: str) -> list[str]:
    return _parts(word) if word in dictionary().genre else [word]
