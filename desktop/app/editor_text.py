r"""Paragraphs as the editor holds them, and offsets in code points and in UTF-16 units.

The editor has one block a paragraph, so paragraph line n is block n - 1. A line
break inside a paragraph ("\n" in a Document) is U+2028 there. The few characters
that Qt takes for block ends or frame marks are kept under stand-ins, so that a
file that holds them is saved as it was.
"""

from __future__ import annotations

from collections.abc import Iterable

LINE_BREAK = "\u2028"
BLOCK_END = "\u2029"

# what Qt would take for structure -> a private-use character
_TO_EDITOR = {
    "\n": LINE_BREAK,
    "\u2028": "\uf5a0",
    "\u2029": "\uf5a1",
    "\r": "\uf5a2",
    "\ufdd0": "\uf5a3",
    "\ufdd1": "\uf5a4",
    "\x00": "\uf5a5",
}
_FROM_EDITOR = str.maketrans({stand_in: char for char, stand_in in _TO_EDITOR.items()})
_STAND_INS = tuple(_TO_EDITOR.values())
_TO_EDITOR_TABLE = str.maketrans(_TO_EDITOR)
_BASIC_PLANE_END = 0xFFFF


def paragraph_to_editor(text: str) -> str:
    """The text of one paragraph as a block holds it; as long as before in code points."""
    return text.translate(_TO_EDITOR_TABLE)


def paragraph_from_editor(block_text: str) -> str:
    """The paragraph a block holds."""
    return block_text.translate(_FROM_EDITOR)


def to_editor(lines: Iterable[str]) -> str:
    """What to hand to setPlainText for these paragraphs."""
    lines = tuple(lines)
    whole = "".join(lines)
    if not any(char in whole for char in _TO_EDITOR):  # as good as always, and much faster than looking at each
        return "\n".join(lines)
    return "\n".join(paragraph_to_editor(line) for line in lines)


def from_editor(raw: str) -> list[str]:
    """The paragraphs in a document's toRawText(); an empty document is one empty paragraph."""
    blocks = raw.split(BLOCK_END)
    if not any(char in raw for char in _STAND_INS):
        return blocks
    return [paragraph_from_editor(block) for block in blocks]


def in_basic_plane(text: str) -> bool:
    """Whether every character is one UTF-16 unit."""
    return text.isascii() or len(text.encode("utf-16-le", "surrogatepass")) == 2 * len(text)


def utf16_length(text: str) -> int:
    """The number of UTF-16 units in a text."""
    return len(text) if text.isascii() else len(text.encode("utf-16-le", "surrogatepass")) // 2


def single_change(before: str, after: str) -> tuple[int, int, int] | None:
    """The one edit between two texts: position, units removed and added, in UTF-16; None where they are equal."""
    if before == after:
        return None
    head = _common(before, after)
    left, right = before[head:], after[head:]
    tail = _common(left[::-1], right[::-1])
    return (
        utf16_length(before[:head]),
        utf16_length(left[: len(left) - tail]),
        utf16_length(right[: len(right) - tail]),
    )


def _common(one: str, other: str) -> int:
    """How many characters both begin with; by halving, because slices compare fast."""
    low, high = 0, min(len(one), len(other))
    while low < high:
        middle = (low + high + 1) // 2
        if one[low:middle] == other[low:middle]:
            low = middle
        else:
            high = middle - 1
    return low


def to_utf16(text: str, offset: int) -> int:
    """The offset in UTF-16 units of a code point offset; past the end it is the end."""
    return utf16_length(text[:offset])


def from_utf16(text: str, offset: int) -> int:
    """The code point offset of an offset in UTF-16 units; within a pair it is the pair's head."""
    units = 0
    for index, char in enumerate(text):
        units += 2 if ord(char) > _BASIC_PLANE_END else 1
        if units > offset:
            return index
    return len(text)


class UnitText:
    """A text asked for by UTF-16 units."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._units = b"" if utf16_length(text) == len(text) else text.encode("utf-16-le", "surrogatepass")

    def between(self, start: int, end: int) -> str:
        """The characters between two places."""
        if not self._units:
            return self._text[start:end]
        return self._units[2 * start : 2 * end].decode("utf-16-le", "surrogatepass")
