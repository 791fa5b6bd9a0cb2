"""Which columns of the ledger a Word table shows, on which paper, how wide.

Widths are measured in Chinese characters of the table's font, padding included.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from desktop.documents.cell_text import line_count
from desktop.ledger.columns import Column
from desktop.ledger.model import Ledger

ESSENTIAL = frozenset(
    {Column.NUMBER, Column.PROBLEM, Column.MEASURES, Column.DEPARTMENT, Column.DEADLINE, Column.STATUS}
)
"""Columns that are shown even when nothing stands in them: a ledger without them is none."""

_LEAST: Mapping[Column, float] = {
    Column.NUMBER: 3,
    Column.PROBLEM: 8,
    Column.DETAIL: 9,
    Column.CAUSE: 10,
    Column.MEASURES: 18,
    Column.GOAL: 8,
    Column.LEADER: 4,
    Column.DEPARTMENT: 5.5,
    Column.PERSON: 4,
    Column.PARTNER: 5.5,
    Column.TYPE: 5.2,
    Column.DEADLINE: 8.4,
    Column.PROGRESS: 12,
    Column.STATUS: 6,
    Column.DONE_ON: 8.4,
    Column.PROOF: 9,
    Column.STRUCK_OFF: 8.4,
    Column.REASON_OPEN: 9,
    Column.REMARK: 5,
}
"""The least width at which a column still reads well."""

_GROWING = frozenset(
    {
        Column.PROBLEM,
        Column.DETAIL,
        Column.CAUSE,
        Column.MEASURES,
        Column.GOAL,
        Column.PROGRESS,
        Column.PROOF,
        Column.REASON_OPEN,
        Column.REMARK,
    }
)
_GROWTH = 0.85
"""How room follows text: 1 would leave short columns nothing, 0 would treat all alike."""

_MARGIN_MM = 18.0
_POINTS_PER_MM = 72 / 25.4
LINE_HEIGHT = 1.35
"""Of a line of the table, as a multiple of the font size; set exactly, so that every font gives the same pages."""

_SPLIT_ABOVE = 0.4
"""A row higher than this share of the page may run on over its end."""


@dataclass(frozen=True, slots=True)
class Paper:
    """A sheet in landscape, in millimetres."""

    name: str
    width: float
    height: float

    @property
    def text_width(self) -> float:
        """Between the margins, in points."""
        return (self.width - 2 * _MARGIN_MM) * _POINTS_PER_MM

    @property
    def text_height(self) -> float:
        """Between the margins, in points."""
        return (self.height - 2 * _MARGIN_MM) * _POINTS_PER_MM


A4 = Paper("A4", 297, 210)
A3 = Paper("A3", 420, 297)
_CHOICES = ((A4, 10.5), (A4, 9.0), (A3, 10.5), (A3, 9.0))
"""Paper and font size (五号, 小五号) in the order they are tried: every office prints A4."""


@dataclass(frozen=True, slots=True)
class Layout:
    """The shape of the table. widths: in points, summing up to the text width."""

    paper: Paper
    size: float
    widths: Mapping[Column, float]

    def may_split(self, texts: Mapping[Column, str]) -> bool:
        """Whether a row with these texts is so high that it must be let run over the page's end."""
        lines = max((line_count(text, self.widths[c] / self.size - 1) for c, text in texts.items()), default=1)
        return lines * self.size * LINE_HEIGHT > self.paper.text_height * _SPLIT_ABOVE


def shown_columns(ledger: Ledger) -> tuple[Column, ...]:
    """The essential columns and those in which anything stands; 方面 stands in rows of its own between the problems."""
    shown = (ESSENTIAL | ledger.filled_columns()) - {Column.ASPECT}
    return tuple(column for column in Column if column in shown)


def lay_out(columns: Sequence[Column], ledger: Ledger, wanted: Paper | None = None) -> Layout:
    """The smallest paper on which every column has its least width, the rest shared out by length of text.

    wanted: this paper and no other.
    """
    least = {column: _LEAST[column] for column in columns}
    needed = sum(least.values())
    offered = [(p, s) for p, s in _CHOICES if wanted is None or p is wanted]
    paper, size = next(((p, s) for p, s in offered if needed * s <= p.text_width), offered[-1])
    room = paper.text_width / size
    growing = {column: width for column, width in least.items() if column in _GROWING}
    if needed >= room:
        share = (room - needed) / sum(growing.values()) + 1
        return Layout(paper, size, {c: w * (share if c in growing else 1) * size for c, w in least.items()})
    weights = {column: sum(len(row[column]) for row in ledger.rows) ** _GROWTH for column in growing}
    whole = sum(weights.values()) or 1.0
    if not any(weights.values()):
        weights[Column.MEASURES] = 1.0
    spare = room - needed
    return Layout(paper, size, {c: (w + spare * weights.get(c, 0.0) / whole) * size for c, w in least.items()})
