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
"""Of the tallest fonts that stand in for 宋体 where it is missing, so that no line is cut off."""

_LEAST_LINE_HEIGHT = 1.25
"""Of 宋体 itself: what a row at the highest must hold."""

LOWEST_ROW = 30.0
_ROW_PADDING = 8.0
_EMPTY_WIDTH = 10.0
_STEP = 4.0

_WIDTHS: Mapping[Column, tuple[float, float]] = {
    Column.NUMBER: (5.5, 7),
    Column.ASPECT: (12, 16),
    Column.PROBLEM: (18, 30),
    Column.DETAIL: (22, 40),
    Column.CAUSE: (24, 50),
    Column.MEASURES: (46, 60),
    Column.GOAL: (18, 36),
    Column.LEADER: (10, 14),
    Column.DEPARTMENT: (12, 20),
    Column.PERSON: (8.5, 12),
    Column.PARTNER: (12, 20),
    Column.TYPE: (10, 10),
    Column.DEADLINE: (12, 20),
    Column.PROGRESS: (28, 48),
    Column.STATUS: (12, 19),
    Column.DONE_ON: (12, 20),
    Column.PROOF: (24, 36),
    Column.STRUCK_OFF: (12, 20),
    Column.REASON_OPEN: (18, 36),
    Column.REMARK: (10, 24),
}
"""Usual width, and the widest a column may grow for its longest text."""

_ONE_LINE = frozenset(
    {
        Column.LEADER,
        Column.DEPARTMENT,
        Column.PERSON,
        Column.PARTNER,
        Column.DEADLINE,
        Column.STATUS,
        Column.DONE_ON,
        Column.STRUCK_OFF,
    }
)
"""Names, dates and statuses read best unbroken: such a column grows until its text stands on one line."""

_COMFORTABLE_ROW = 240.0
"""A column grows while its longer texts would make rows higher than this."""

_LONGER = 0.9
"""Which share of the texts must be comfortable; a single giant shall not make the whole sheet wide."""


def _characters(width: float, size: float) -> float:
    """How many Chinese characters of this font size go into a cell of this width."""
    return (width * _POINTS_PER_UNIT - _CELL_PADDING) / size


def text_height(text: str, width: float, size: float = FONT_SIZE, line_height: float = _LINE_HEIGHT) -> float:
    """The height a row needs for this text in a cell of this width."""
    return line_count(text, _characters(width, size)) * size * line_height + _ROW_PADDING


def _fits(text: str, width: float, size: float) -> bool:
    return text_height(text, width, size, _LEAST_LINE_HEIGHT) <= HIGHEST_ROW


def column_width(column: Column, texts: Sequence[str]) -> float:
    """The width a person would give the column for these texts; an empty one is as wide as its heading."""
    usual, widest = _WIDTHS[column]
    by_length = sorted((text for text in texts if text.strip()), key=len)
    if not by_length:
        return min(usual, _EMPTY_WIDTH)
    if column in _ONE_LINE:
        longest = max(text_width(line) for text in by_length for line in text.split("\n"))
        return min(max(usual, (longest * FONT_SIZE + _CELL_PADDING) / _POINTS_PER_UNIT + 1.5), widest)
    longer = by_length[min(int(len(by_length) * _LONGER), len(by_length) - 1)]
    giant = by_length[-1] if _fits(by_length[-1], widest, SMALLEST_FONT) else longer
    width = usual
    while width < widest and (text_height(longer, width) > _COMFORTABLE_ROW or not _fits(giant, width, SMALLEST_FONT)):
        width = min(width + _STEP, widest)
    return width


def font_size(text: str, width: float) -> float:
    """The font size at which the text fits the highest row; the smallest that can be read if none does."""
    size = FONT_SIZE
    while size > SMALLEST_FONT and not _fits(text, width, size):
        size -= 0.5
    return size


def header_height(widths: Mapping[Column, float]) -> float:
    """The height of the heading row."""
    wrapped = any(text_width(column.value) > _characters(width, FONT_SIZE) for column, width in widths.items())
    return 42.0 if wrapped else 30.0


def row_height(cells: Sequence[tuple[str, float, float]]) -> tuple[float, bool]:
    """The height of a row of (text, width, font size), and whether all of every text is visible at it."""
    needed = max((text_height(*cell) for cell in cells), default=LOWEST_ROW)
    whole = needed <= HIGHEST_ROW or all(_fits(*cell) for cell in cells)
    return min(max(needed, LOWEST_ROW), HIGHEST_ROW), whole


class Measure:
    """Heights of texts in a column of one width; short texts are told by their length alone."""

    def __init__(self, width: float) -> None:
        self._width = width
        self._line = FONT_SIZE * _LINE_HEIGHT + _ROW_PADDING
        self._short = int(_characters(width, FONT_SIZE) - 2)

    def of(self, text: str) -> tuple[float, float, bool]:
        """The height a text needs, the font size at which it fits the highest row, and whether it does."""
        if len(text) <= self._short and "\n" not in text:
            return self._line, FONT_SIZE, True
        needed = text_height(text, self._width)
        if needed <= HIGHEST_ROW * _LEAST_LINE_HEIGHT / _LINE_HEIGHT:
            return needed, FONT_SIZE, True
        size = font_size(text, self._width)
        needed = text_height(text, self._width, size)
        return needed, size, needed <= HIGHEST_ROW or _fits(text, self._width, size)
