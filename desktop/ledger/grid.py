"""A sheet as plain text in a grid: what is read of Excel sheets, and of tables pasted from elsewhere."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

MOST_EXPANDED = 400_000
"""How many cells merged ranges may cover in all; beyond that a range counts for its first cell only."""


@dataclass(frozen=True, slots=True)
class Merge:
    """A merged range, 1-based, ends included."""

    top: int
    left: int
    bottom: int
    right: int


@dataclass(frozen=True, slots=True)
class Grid:
    """A sheet. rows: text by 1-based row and column, without empty cells. hidden: the sheet itself."""

    name: str
    rows: Mapping[int, Mapping[int, str]]
    merges: tuple[Merge, ...] = ()
    hidden_columns: frozenset[int] = frozenset()
    hidden: bool = False
    _covered: dict[tuple[int, int], Merge] = field(init=False, repr=False, compare=False)
    _used_rows: list[int] = field(init=False, repr=False, compare=False)
    _used_columns: list[int] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        covered: dict[tuple[int, int], Merge] = {}
        last_row = max(self.rows, default=0)
        last_column = max((max(cells, default=0) for cells in self.rows.values()), default=0)
        for merge in self.merges:
            bottom, right = min(merge.bottom, last_row), min(merge.right, max(last_column, merge.left))
            size = max(0, bottom - merge.top + 1) * max(0, right - merge.left + 1)
            if len(covered) + size > MOST_EXPANDED:
                continue
            for row in range(merge.top, bottom + 1):
                for column in range(merge.left, right + 1):
                    covered[row, column] = merge
        object.__setattr__(self, "_covered", covered)
        found = {row for row, cells in self.rows.items() if cells}
        found |= {row for (row, _), merge in covered.items() if self.rows.get(merge.top, {}).get(merge.left)}
        object.__setattr__(self, "_used_rows", sorted(found))
        columns = {column for cells in self.rows.values() for column in cells}
        object.__setattr__(self, "_used_columns", sorted(columns))

    def text(self, row: int, column: int) -> str:
        """What a reader sees at a place: a merged range shows its text everywhere."""
        merge = self._covered.get((row, column))
        if merge is not None:
            row, column = merge.top, merge.left
        return self.rows.get(row, {}).get(column, "")

    def merge(self, row: int, column: int) -> Merge | None:
        """The merged range a place belongs to."""
        return self._covered.get((row, column))

    def continued(self, row: int, column: int) -> bool:
        """Whether the place belongs to a merged range that began in a row above."""
        merge = self._covered.get((row, column))
        return merge is not None and merge.top < row

    def used_rows(self) -> list[int]:
        """The rows in which something is written, or that a written merged range covers, in order."""
        return self._used_rows

    def used_columns(self) -> list[int]:
        """The columns in which something is written, in order."""
        return self._used_columns
