"""Where in an office's own workbook the ledger's rows go."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from desktop.ledger.columns import Column
from desktop.ledger.grid import Grid
from desktop.ledger.headings import plain_heading
from desktop.ledger.model import Row
from desktop.ledger.table_header import SheetMapping, find_header
from desktop.ledger.table_reading import sheet_worth
from desktop.ledger.table_rows import BLANK, read_rows


@dataclass(frozen=True, slots=True)
class Place:
    """The sheet's headings, and the rows for problems: first and last, 1-based; last < first where there are none yet.

    foot: the first row below them with something written (sums, notes), None without. filled: how many rows hold
    problems already.
    """

    mapping: SheetMapping
    first: int
    last: int
    foot: int | None
    filled: int


def find_place(grids: Sequence[Grid]) -> Place | None:
    """The place in the sheet that looks most like a ledger; None where no sheet has its headings."""
    found = [(grid, mapping) for grid in grids if (mapping := find_header(grid)) is not None]
    if not found:
        return None
    grid, mapping = max(found, key=lambda pair: sheet_worth(pair[0], pair[1]))
    read = read_rows(grid, mapping)
    body = [row for row in grid.used_rows() if row >= mapping.first_row]
    blank = {left.row for left in read.left_out if left.reason == BLANK}
    end = max(read.places, default=mapping.first_row - 1)
    foot = next((row for row in body if row > end and row not in blank and row not in continued(grid, end)), None)
    last = foot - 1 if foot is not None else max(body, default=mapping.first_row - 1)
    return Place(mapping, mapping.first_row, last, foot, len(read.rows))


def continued(grid: Grid, row: int) -> range:
    """The rows below one that its merged cells cover too."""
    merges = [grid.merge(row, column) for column in grid.used_columns()]
    return range(row + 1, max((merge.bottom for merge in merges if merge is not None), default=row) + 1)


def written_in(mapping: SheetMapping, index: int, row: Row) -> str:
    """What of a row goes into a column of the template; where 责任单位 and 配合单位 share ours, each has its own."""
    choice = next(choice for choice in mapping.columns if choice.index == index)
    text = row[choice.column] if choice.column is not None else ""
    sharing = [other for other in mapping.columns if other.column is choice.column]
    if len(sharing) == 1 or choice.column is not Column.PARTNER:
        return text
    labels = {f"{plain_heading(other.heading)}：": other for other in sharing}
    plainest = max(sharing, key=lambda other: other.confidence)
    found = []
    for line in text.split("\n"):
        label = next((label for label in labels if line.startswith(label)), "")
        if (labels[label] if label else plainest) is choice:
            found.append(line.removeprefix(label))
    return "\n".join(found)
