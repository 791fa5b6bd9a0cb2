"""The ledger as data."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from desktop.ledger.columns import Column
from desktop.report.model import Status


@dataclass(frozen=True, slots=True)
class Row:
    """One problem of the ledger.

    cells: text by column, missing ones are empty. line: where the problem
    stands in the report the row was made from, None without one.
    """

    cells: Mapping[Column, str] = field(default_factory=dict)
    line: int | None = None

    def __getitem__(self, column: Column) -> str:
        return self.cells.get(column, "")

    @property
    def status(self) -> Status | None:
        """The status the row states: UNSTATED for an empty cell, None for words that are no status of ours."""
        text = self[Column.STATUS].strip()
        try:
            return Status(text) if text else Status.UNSTATED
        except ValueError:
            return None

    def changed(self, column: Column, text: str) -> Row:
        """The same row with another text in this column."""
        return replace(self, cells={**self.cells, column: text})


@dataclass(frozen=True, slots=True)
class Ledger:
    """Rows in order, and the head of the table. date: as printed, "" unknown."""

    title: str
    unit: str = ""
    date: str = ""
    rows: tuple[Row, ...] = ()

    def filled_columns(self) -> frozenset[Column]:
        """The columns in which at least one row says something."""
        return frozenset(column for row in self.rows for column, text in row.cells.items() if text.strip())
