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
class Change:
    """One entry of the change log: what stood in a cell, and what stands there now.

    when: day and time as ISO 8601 text without a zone (2025-09-30T14:05).
    number, problem: the row's number and problem as they were then; a row that
    was added or taken out has Column.PROBLEM with an empty old or new text.
    """

    when: str
    number: str
    problem: str
    column: Column
    old: str
    new: str


@dataclass(frozen=True, slots=True)
class Ledger:
    """Rows in order, and the head of the table.

    date: as printed, "" unknown. changes: the log, oldest first; it travels
    inside the workbook, so that a strike-off that was undone stays on record.
    """

    title: str
    unit: str = ""
    date: str = ""
    rows: tuple[Row, ...] = ()
    changes: tuple[Change, ...] = ()

    def filled_columns(self) -> frozenset[Column]:
        """The columns in which at least one row says something."""
        return frozenset(column for row in self.rows for column, text in row.cells.items() if text.strip())
