"""Sentences and clauses of a paragraph, and a copy of it that is easy to match.

All functions keep code point offsets: what they return speaks of the text as given.
"""

from __future__ import annotations

import re
from bisect import bisect_right

MASK = "\ue000"
"""Stands for every character of a masked title or quotation; belongs to no script."""

_FULL_TO_HALF = {0xFF01 + i: chr(0x21 + i) for i in range(94)}
_WIDTH = {
    **{code: char for code, char in _FULL_TO_HALF.items() if char.isalnum() or char in "%.+"},
    **{ord(half): full for half, full in zip(";:()!?", "；：（）！？", strict=True)},
    ord("\u00a0"): " ",
    ord("\u3000"): " ",
    ord("\t"): " ",
    ord("﹪"): "%",
    ord("＂"): '"',
    ord("〇"): "零",
    ord("○"): "零",
}
_OTHER_WIDTH = re.compile(f"[{re.escape(''.join(map(chr, _WIDTH)))}]")
_COMMA = re.compile(r"(?<!\d),|,(?!\d{3}(?!\d))")
_TITLE = re.compile(r"《[^《》\n]{1,120}》")
_QUOTE = re.compile('[“‘"「]')
_QUOTED = re.compile(r"“[^“”\n]{1,60}”|‘[^‘’\n]{1,60}’|\"[^\"\n]{1,60}\"|「[^「」\n]{1,60}」")

_SENTENCE_ENDS = "。！？；\n"
_CLAUSE_END = re.compile(f"[{_SENTENCE_ENDS}，、：（）]")


def unify_width(text: str) -> str:
    """The text with full-width digits and letters made half width and half-width marks made full width.

    A comma between the digits of one number stays as it is. The length does not change.
    """
    if _OTHER_WIDTH.search(text):
        text = text.translate(_WIDTH)
    return _COMMA.sub("，", text) if "," in text else text


def _blank(match: re.Match[str]) -> str:
    return match[0][0] + MASK * (len(match[0]) - 2) + match[0][-1]


def mask_quotations(text: str) -> str:
    """The text with what stands inside 《》 and short quotations replaced by MASK, mark for mark.

    Names and fixed expressions (《…》, “三重一大”) hold numbers that state nothing.
    """
    if "《" in text:
        text = _TITLE.sub(_blank, text)
    return _QUOTED.sub(_blank, text) if _QUOTE.search(text) else text


class Cuts:
    """Where a paragraph falls apart: sentences (。！？； and line breaks) and clauses (also ，、： and brackets).

    Decimal points and marks inside masked text do not cut when the text given is masked.
    """

    __slots__ = ("_clauses", "_sentences", "_stops")

    def __init__(self, text: str) -> None:
        self._clauses = [match.end() for match in _CLAUSE_END.finditer(text)]
        self._sentences = [at for at in self._clauses if text[at - 1] in _SENTENCE_ENDS]
        self._stops = [at for at in self._sentences if text[at - 1] != "；"]

    def sentence(self, at: int) -> int:
        """0-based number of the sentence that holds the character at this offset."""
        return bisect_right(self._sentences, at)

    def stop(self, at: int) -> int:
        """The same, with only 。！？ and line breaks as ends: a ； does not close it."""
        return bisect_right(self._stops, at)

    def clause(self, at: int) -> int:
        """0-based number of the clause that holds the character at this offset."""
        return bisect_right(self._clauses, at)

    def clause_start(self, at: int) -> int:
        """Offset at which that clause begins."""
        number = self.clause(at)
        return self._clauses[number - 1] if number else 0

    def clause_end(self, at: int, length: int) -> int:
        """Offset after the last character of that clause, its closing mark left out; length is the text's."""
        number = self.clause(at)
        return self._clauses[number] - 1 if number < len(self._clauses) else length

    def sentence_start(self, at: int) -> int:
        """Offset at which the sentence begins."""
        number = self.sentence(at)
        return self._sentences[number - 1] if number else 0

    def sentence_end(self, at: int, length: int) -> int:
        """Offset after the sentence, its closing mark included."""
        number = self.sentence(at)
        return self._sentences[number] if number < len(self._sentences) else length

    def stop_end(self, at: int, length: int) -> int:
        """Offset after the next 。！？ or line break."""
        number = self.stop(at)
        return self._stops[number] if number < len(self._stops) else length
