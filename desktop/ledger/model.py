"""The ledger as data."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from desktop.ledger.columns import Column


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


@dataclass(frozen=True, slots=True)
class Ledger:
    """Rows in order, and the head of the table. date: as printed, "" unknown."""

    title: str
    unit: str = ""
    date: str = ""
    rows: tuple[Row, ...] = ()
