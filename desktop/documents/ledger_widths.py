"""How wide the columns of an exported Excel ledger are, and how high its rows.

Neither Excel nor LibreOffice fits the height of wrapped rows that a program
wrote, so it is reckoned from the text. Widths are in Excel's units (the width
of a digit of the standard font), heights in points.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from desktop.documents.cell_text import line_count, text_width
from desktop.ledger.columns import Column

FONT_SIZE = 11.0
SMALLEST_FONT = 8.0
HIGHEST_ROW = 409.0
"""The highest row Excel allows, in points."""

_POINTS_PER_UNIT = 5.25
_CELL_PADDING = 4.0
_LINE_HEIGHT = 1.45
_LOWEST_ROW = 30.0
_ROW_PADDING = 8.0
_EMPTY_WIDTH = 9.0
_STEP = 4.0

_WIDTHS: Mapping[Column, tuple[float, float]] = {
    Column.NUMBER: (5.5, 7),
    Column.ASPECT: (12, 16),
    Column.PROBLEM: (18, 30),
    Column.DETAIL: (22, 40),
    Column.CAUSE: (24, 50),
    Column.MEASURES: (46, 84),
    Column.GOAL: (18, 36),
    Column.LEADER: (8.5, 12),
    Column.DEPARTMENT: (12, 20),
    Column.PERSON: (8.5, 12),
    Column.PARTNER: (12, 20),
    Column.TYPE: (10, 10),
    Column.DEADLINE: (12, 18),
    Column.PROGRESS: (28, 64),
    Column.STATUS: (12, 12),
    Column.DONE_ON: (12, 18),
    Column.PROOF: (18, 36),
    Column.STRUCK_OFF: (12, 18),
    Column.REASON_OPEN: (18, 36),
    Column.REMARK: (10, 24),
}
"""Usual width, and the widest a column may grow for its longest text."""

_COMFORTABLE_ROW = 300.0
"""A column grows while its longest text would make a row higher than this."""


def _characters(width: float, size: float) -> float:
    """How many Chinese characters of this font size go into a cell of this width."""
    return (width * _POINTS_PER_UNIT - _CELL_PADDING) / size


def text_height(text: str, width: float, size: float = FONT_SIZE) -> float:
    """The height a row needs for this text in a cell of this width."""
    return line_count(text, _characters(width, size)) * size * _LINE_HEIGHT + _ROW_PADDING


def column_width(column: Column, texts: Sequence[str]) -> float:
    """The width a person would give the column for these texts; an empty one is as wide as its heading."""
    usual, widest = _WIDTHS[column]
    longest = max(texts, key=len, default="")
    if not longest.strip():
        return min(usual, _EMPTY_WIDTH)
    width = usual
    while width < widest and text_height(longest, width) > _COMFORTABLE_ROW:
        width = min(width + _STEP, widest)
    return width


def font_size(text: str, width: float) -> float:
    """The font size at which the text fits the highest row; the smallest that can be read if none does."""
    size = FONT_SIZE
    while size > SMALLEST_FONT and text_height(text, width, size) > HIGHEST_ROW:
        size -= 0.5
    return size


def header_height(widths: Mapping[Column, float]) -> float:
    """The height of the heading row."""
    wrapped = any(text_width(column.value) > _characters(width, FONT_SIZE) for column, width in widths.items())
    return 42.0 if wrapped else 30.0


def row_height(cells: Sequence[tuple[str, float, float]]) -> tuple[float, bool]:
    """The height of a row of (text, width, font size), and whether all of every text is visible at it."""
    needed = max((text_height(*cell) for cell in cells), default=_LOWEST_ROW)
    return min(max(needed, _LOWEST_ROW), HIGHEST_ROW), needed <= HIGHEST_ROW
