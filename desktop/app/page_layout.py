"""Paragraphs and tables laid out on pages. No Qt: letters are measured by a function that is passed in."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace

from desktop.app.page_lines import Line, Measure, break_lines
from desktop.documents.page_model import Block, PageSetup, Para, Printable, Rule, Table, TableCell

_EVERY = 64
"""After how many blocks the wish to stop is asked for."""

_SLACK = 8.0
"""Rounding: a line that is this little too low still fits."""


@dataclass(frozen=True, slots=True)
class Placed:
    """A line of text on a page; x, y of its upper left corner, from the page's own corner."""

    x: float
    y: float
    line: Line


@dataclass(frozen=True, slots=True)
class Stroke:
    """A straight line on a page."""

    x1: float
    y1: float
    x2: float
    y2: float
    rule: Rule


@dataclass(frozen=True, slots=True)
class Ground:
    """A filled rectangle on a page."""

    x: float
    y: float
    width: float
    height: float
    color: str


@dataclass(slots=True)
class Page:
    """What stands on one page, without its number."""

    grounds: list[Ground] = field(default_factory=list)
    texts: list[Placed] = field(default_factory=list)
    strokes: list[Stroke] = field(default_factory=list)

    @property
    def lines(self) -> list[str]:
        """Its lines of text."""
        return [placed.line.text for placed in self.texts]


@dataclass(frozen=True, slots=True)
class Layout:
    """The pages of a printable."""

    setup: PageSetup
    pages: tuple[Page, ...]


class LayoutStopped(Exception):  # noqa: N818 - nothing went wrong
    """The layout is no longer wanted."""


def lay_out(
    printable: Printable,
    measure: Measure,
    *,
    most_pages: int | None = None,
    cancelled: Callable[[], bool] = lambda: False,
) -> Layout:
    """The pages of a printable; at most so many of them for a preview. Raises LayoutStopped."""
    flow = _Flow(printable.setup, measure)
    blocks = printable.blocks
    for at, block in enumerate(blocks):
        if at % _EVERY == 0 and cancelled():
            raise LayoutStopped
        if most_pages is not None and len(flow.pages) > most_pages:
            break
        if isinstance(block, Table):
            flow.add_table(block)
        else:
            flow.add_para(block, blocks[at + 1] if at + 1 < len(blocks) else None)
    return Layout(printable.setup, tuple(flow.pages[:most_pages]))


class _Flow:
    """Fills page after page."""

    def __init__(self, setup: PageSetup, measure: Measure) -> None:
        self._setup = setup
        self._measure = measure
        self._bottom = setup.top + setup.inner_height
        self.pages = [Page()]
        self._y = setup.top

    def add_para(self, para: Para, following: Block | None) -> None:
        """The lines of a paragraph, on as many pages as they need."""
        if para.new_page and self._y > self._setup.top:
            self._turn()
        lines = break_lines(para, self._setup.inner_width, self._measure)
        if para.with_next and isinstance(following, Para) and self._y > self._setup.top:
            needed = sum(line.height for line in lines) + following.line
            if self._y + needed > self._bottom + _SLACK:
                self._turn()
        for line in lines:
            if self._y + line.height > self._bottom + _SLACK:
                self._turn()
            self._put(self._setup.left, self._y, line)
            self._y += line.height
        if para.below is not None:
            left = self._setup.left
            right = left + self._setup.inner_width
            self.pages[-1].strokes.append(Stroke(left, self._y, right, self._y, para.below))

    def add_table(self, table: Table) -> None:
        """A table; its rows stay whole where they fit on a page."""
        rows = list(_fitted(table, self._measure))
        if table.lowest:
            high = sum(row.height for row in rows)
            if self._y + high > self._bottom + _SLACK:
                self._turn()
            self._y = self._bottom - high
        high = sum(row.height for row in rows)
        if table.whole and self._y + high > self._bottom + _SLACK and high <= self._setup.inner_height:
            self._turn()
        heads, body = rows[: table.heads], rows[table.heads :]
        opening = sum(row.height for row in [*heads, *next(_groups(body), [])])
        if heads and self._y + opening > self._bottom + _SLACK and opening <= self._setup.inner_height:
            self._turn()
        for row in heads:
            self._row(table, row)
        for group in _groups(body):
            high = sum(row.height for row in group)
            if self._y + high > self._bottom + _SLACK and high <= self._setup.inner_height * 0.9:
                self._turn_within(table, heads)
            for row in group:
                self._rows_in_parts(table, row, heads)
        if table.across is not None and rows:
            self._across(table, rows)

    def _rows_in_parts(self, table: Table, row: _Row, heads: Sequence[_Row]) -> None:
        """A row, cut where it is higher than what is left of the page."""
        while self._y + row.height > self._bottom + _SLACK:
            upper, lower = _cut(row, self._bottom - self._y, table.pad_y)
            if upper is not None:
                self._row(table, upper)
            elif self._y <= self._setup.top + sum(head.height for head in heads) + 1:
                break  # not even one line fits on an empty page
            self._turn_within(table, heads)
            if lower is None:
                return
            row = lower
        self._row(table, row)

    def _turn_within(self, table: Table, heads: Sequence[_Row]) -> None:
        self._turn()
        for head in heads:
            self._row(table, head)

    def _row(self, table: Table, row: _Row) -> None:
        page, top = self.pages[-1], self._y
        for cell in row.cells:
            x = self._setup.left + sum(table.widths[: cell.column])
            width = sum(table.widths[cell.column : cell.column + cell.span])
            high = max(cell.height, row.height)
            text = sum(line.height for line in cell.lines)
            y = top + max((high - text) / 2, table.pad_y)
            if cell.fill:
                page.grounds.append(Ground(x, top, width, high, cell.fill))
            for line in cell.lines:
                self._put(x + table.pad_x, y, line)
                y += line.height
            if table.edge is not None:
                for x1, y1, x2, y2 in (
                    (x, top, x + width, top),
                    (x, top + high, x + width, top + high),
                    (x, top, x, top + high),
                    (x + width, top, x + width, top + high),
                ):
                    page.strokes.append(Stroke(x1, y1, x2, y2, table.edge))
        self._y += row.height

    def _across(self, table: Table, rows: Sequence[_Row]) -> None:
        assert table.across is not None
        first, middle, last = table.across
        left, y = self._setup.left, self._y - sum(row.height for row in rows)
        right = left + sum(table.widths)
        for at, row in enumerate(rows):
            self.pages[-1].strokes.append(Stroke(left, y, right, y, middle if at else first))
            y += row.height
        self.pages[-1].strokes.append(Stroke(left, y, right, y, last))

    def _put(self, x: float, y: float, line: Line) -> None:
        self.pages[-1].texts.append(Placed(x, y, line))

    def _turn(self) -> None:
        self.pages.append(Page())
        self._y = self._setup.top


@dataclass(frozen=True, slots=True)
class _Cell:
    column: int
    span: int
    lines: tuple[Line, ...]
    rows: int = 1
    height: float = 0.0
    fill: str = ""


@dataclass(frozen=True, slots=True)
class _Row:
    cells: tuple[_Cell, ...]
    height: float


def _fitted(table: Table, measure: Measure) -> Iterator[_Row]:
    """The rows with their lines and heights; a cell over several rows makes the last of them higher where it must."""
    made = [[_cell(table, cell, measure) for cell in row] for row in table.rows]
    least = [
        max((_text_height(c) for c in row if c.rows == 1), default=0.0) + 2 * table.pad_y or 2 * table.pad_y
        for row in made
    ]
    for at, row in enumerate(made):
        for cell in row:
            end = min(at + cell.rows, len(made))
            missing = _text_height(cell) + 2 * table.pad_y - sum(least[at:end])
            if cell.rows > 1 and missing > 0:
                least[end - 1] += missing
    for at, row in enumerate(made):
        cells = tuple(replace(c, height=sum(least[at : at + c.rows])) if c.rows > 1 else c for c in row)
        yield _Row(cells, least[at])


def _cell(table: Table, cell: TableCell, measure: Measure) -> _Cell:
    width = sum(table.widths[cell.column : cell.column + cell.span]) - 2 * table.pad_x
    lines = [line for para in cell.paras for line in break_lines(para, max(width, 200.0), measure)]
    return _Cell(cell.column, cell.span, tuple(lines), cell.rows, fill=cell.fill)


def _text_height(cell: _Cell) -> float:
    return sum(line.height for line in cell.lines)


def _groups(rows: Sequence[_Row]) -> Iterator[list[_Row]]:
    """Rows that stay together because a cell stands over all of them."""
    at = 0
    while at < len(rows):
        end = at + 1
        reach = at + 1
        while reach <= end:
            reached = max((reach - 1 + cell.rows for cell in rows[reach - 1].cells), default=reach)
            end = max(end, min(reached, len(rows)))
            reach += 1
        yield list(rows[at:end])
        at = end


def _cut(row: _Row, room: float, pad: float) -> tuple[_Row | None, _Row | None]:
    """The part of a row that fits into this height, and the rest."""
    upper, lower = [], []
    for cell in row.cells:
        used, count = 2 * pad, 0
        while count < len(cell.lines) and used + cell.lines[count].height <= room + _SLACK:
            used += cell.lines[count].height
            count += 1
        upper.append(replace(cell, lines=cell.lines[:count], rows=1, height=0.0))
        lower.append(replace(cell, lines=cell.lines[count:], rows=1, height=0.0))
    if not any(cell.lines for cell in upper):
        return None, row
    rest = max(_text_height(cell) for cell in lower)
    first = _Row(tuple(upper), max(_text_height(cell) for cell in upper) + 2 * pad)
    return first, _Row(tuple(lower), rest + 2 * pad) if rest else None
