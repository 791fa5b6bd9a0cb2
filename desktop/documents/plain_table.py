"""Set paragraphs that were read from table cells as a table again."""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from desktop.text.document import Paragraph


@dataclass(slots=True)
class PlainCell:
    """A cell: 0-based grid column, columns it spans, its paragraphs; lines is None where the one above goes on."""

    column: int
    span: int = 1
    lines: list[str] | None = field(default_factory=list)
    starts_merge: bool = False


@dataclass(frozen=True, slots=True)
class PlainTable:
    """A table of `columns` grid columns."""

    columns: int
    rows: list[list[PlainCell]]


def split_tables(paragraphs: Sequence[Paragraph]) -> Iterator[PlainTable | list[Paragraph]]:
    """The document as stretches of plain paragraphs and tables between them.

    Tables within tables cannot be told from their cells alone and become paragraphs. No
    paragraph is lost, added or moved.
    """
    for in_cells, group in itertools.groupby(paragraphs, lambda paragraph: paragraph.cell is not None):
        stretch = list(group)
        if not in_cells:
            yield stretch
            continue
        tables = [list(part) for _, part in itertools.groupby(stretch, lambda p: p.cell.table if p.cell else -1)]
        indices = [part[0].cell.table for part in tables if part[0].cell]
        if len(set(indices)) < len(indices):
            yield stretch
            continue
        for part in tables:
            yield _build(part) or part


def _build(paragraphs: list[Paragraph]) -> PlainTable | None:
    places = [(p.cell.row, p.cell.column) for p in paragraphs if p.cell]
    if places != sorted(places):
        return None
    columns = max(column for _, column in places) + 1
    rows: list[list[PlainCell]] = []
    for _, in_row in itertools.groupby(paragraphs, lambda p: p.cell.row if p.cell else -1):
        cells = []
        for column, in_cell in itertools.groupby(in_row, lambda p: p.cell.column if p.cell else -1):
            cells.append(PlainCell(column, lines=[p.text for p in in_cell]))
        rows.append(_fill(cells, rows[-1] if rows else [], columns))
    return PlainTable(columns, rows)


def _fill(cells: list[PlainCell], above: list[PlainCell], columns: int) -> list[PlainCell]:
    """Give every gap of a row to the cell above it, where one starts there, else to the cell before it."""
    by_column = {cell.column: cell for cell in cells}
    over = {cell.column: cell for cell in above}
    row: list[PlainCell] = []
    column = 0
    while column < columns:
        if column in by_column:
            row.append(by_column[column])
        elif column in over and (not row or row[-1].column + row[-1].span == column):
            row.append(PlainCell(column, lines=None))
            over[column].starts_merge = over[column].lines is not None
        elif row:
            row[-1].span += 1
        column += 1
    return row
