"""Text for cells of Word and Excel: what XML cannot hold, and how much room a text takes."""

from __future__ import annotations

import re

_LINE_BREAKS = re.compile(r"\r\n?|[\v\f\x1c-\x1e\x85\u2028\u2029]")
_ILLEGAL = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x9f\ufffe\uffff]")
_SURROGATE = re.compile("[\ud800-\udfff]")
_ASCII_WIDTH = 0.55
"""Width of a Latin letter or digit as a share of a Chinese character's."""

_NARROW, _VERY_NARROW = 12, 4


def clean_text(text: str) -> str:
    """The text as XML can hold it: line breaks become LF, control characters go, a lone surrogate turns into U+FFFD."""
    text = _ILLEGAL.sub("", _LINE_BREAKS.sub("\n", text))
    return _SURROGATE.sub("\ufffd", text)


def cut_text(text: str, limit: int, mark: str) -> str:
    """The text, or as much of it as fits with the mark into `limit` UTF-16 units (what Excel counts)."""
    if len(text) * 2 <= limit:
        return text
    encoded = text.encode("utf-16-le")
    if len(encoded) <= limit * 2:
        return text
    room = limit * 2 - len(mark.encode("utf-16-le"))
    return encoded[:room].decode("utf-16-le", errors="ignore") + mark


def text_width(text: str) -> float:
    """How wide the text runs on one line, in Chinese characters."""
    ascii_count = len(text.encode("ascii", "ignore"))
    return len(text) - ascii_count + _ASCII_WIDTH * ascii_count


def line_count(text: str, width: float) -> int:
    """How many lines the text takes in a cell `width` Chinese characters wide, at least 1.

    A character a line, in narrow cells more, is lost to marks that must not begin or end a line.
    """
    usable = max(float(int(width)), 1.0) if width <= _VERY_NARROW else width - (1.5 if width < _NARROW else 1.0)
    return sum(max(1, -int(-text_width(line) // usable)) for line in text.split("\n"))
