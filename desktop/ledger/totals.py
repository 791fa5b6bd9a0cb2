"""Counts over the ledger: by status, by aspect, how much is done.

A rate counts every row, those whose status nobody stated too: what is not
known to be done is not done.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from desktop.ledger.columns import Column
from desktop.ledger.model import Ledger, Row
from desktop.report.model import Status

DONE_STATUSES: frozenset[Status] = frozenset({Status.DONE, Status.DONE_LONG})
"""What counts as done unless the office says otherwise: 基本完成 and 阶段性完成 do not."""

NO_ASPECT = "未分方面"
"""Stands for the aspect of rows that name none."""


@dataclass(frozen=True, slots=True)
class Totals:
    """Counts of some rows.

    by_status: number of rows by the words of their status; every known status
    is there in the order of `Status`, other words follow as they appear, empty
    cells count as 未说明. rate: done / total, None without rows.
    """

    total: int
    done: int
    by_status: Mapping[str, int]

    @property
    def open(self) -> int:
        """How many are not done."""
        return self.total - self.done

    @property
    def rate(self) -> float | None:
        """The share that is done, from 0 to 1."""
        return self.done / self.total if self.total else None


@dataclass(frozen=True, slots=True)
class LedgerTotals:
    """Counts of a ledger. by_aspect: in order of appearance, rows without an aspect under NO_ASPECT."""

    overall: Totals
    by_aspect: Mapping[str, Totals]


def status_words(row: Row) -> str:
    """The words a row's status is counted under."""
    return row[Column.STATUS].strip() or Status.UNSTATED.value


def aspect_words(row: Row) -> str:
    """The words a row's aspect is counted under."""
    return row[Column.ASPECT].strip() or NO_ASPECT


def count_rows(rows: Iterable[Row], done: Collection[Status] = DONE_STATUSES) -> Totals:
    """The counts of these rows; `done` says which statuses count as done."""
    by_status = {status.value: 0 for status in Status}
    total = finished = 0
    for row in rows:
        words = status_words(row)
        by_status[words] = by_status.get(words, 0) + 1
        total += 1
        finished += row.status in done
    return Totals(total, finished, by_status)


def count_ledger(ledger: Ledger, done: Collection[Status] = DONE_STATUSES) -> LedgerTotals:
    """The counts of a whole ledger and of each of its aspects."""
    groups: dict[str, list[Row]] = {}
    for row in ledger.rows:
        groups.setdefault(aspect_words(row), []).append(row)
    return LedgerTotals(
        count_rows(ledger.rows, done),
        {aspect: count_rows(rows, done) for aspect, rows in groups.items()},
    )
