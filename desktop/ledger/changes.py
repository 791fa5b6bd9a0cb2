"""The ledger's change log: who reads it later sees each strike-off, also one that was undone."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace

from desktop.ledger.columns import Column
from desktop.ledger.matching import Matching, match_rows, plain
from desktop.ledger.model import Change, Ledger, Row
from desktop.ledger.status_words import read_status
from desktop.ledger.totals import DONE_STATUSES
from desktop.report.model import Status


def edit_cell(ledger: Ledger, index: int, column: Column, text: str, when: str) -> Ledger:
    """The ledger with another text in one cell (0-based row) and with an entry in its log.

    when: ISO 8601 text. Nothing changes where the text already stands there. Raises IndexError.
    """
    row = ledger.rows[index]
    if row[column] == text:
        return ledger
    rows = (*ledger.rows[:index], row.changed(column, text), *ledger.rows[index + 1 :])
    return replace(ledger, rows=rows, changes=(*ledger.changes, _change(when, row, column, row[column], text)))


def add_row(ledger: Ledger, index: int, row: Row, when: str) -> Ledger:
    """The ledger with a row put in before this 0-based place, logged."""
    rows = (*ledger.rows[:index], row, *ledger.rows[index:])
    entry = Change(when, row[Column.NUMBER], row[Column.PROBLEM], Column.PROBLEM, "", _title(row))
    return replace(ledger, rows=rows, changes=(*ledger.changes, entry))


def remove_row(ledger: Ledger, index: int, when: str) -> Ledger:
    """The ledger without this 0-based row, logged. Raises IndexError."""
    row = ledger.rows[index]
    rows = (*ledger.rows[:index], *ledger.rows[index + 1 :])
    entry = Change(when, row[Column.NUMBER], row[Column.PROBLEM], Column.PROBLEM, _title(row), "")
    return replace(ledger, rows=rows, changes=(*ledger.changes, entry))


def record_changes(before: Ledger, after: Ledger, when: str, matching: Matching | None = None) -> Ledger:
    """`after`, with all that became different since `before` in its log: for a ledger edited outside, in Excel.

    The logs of both are kept, each entry once.
    """
    found = matching or match_rows(before.rows, after.rows)
    entries = list(dict.fromkeys((*before.changes, *after.changes)))
    second_of = found.second
    for i, old in enumerate(before.rows):
        if i not in second_of:
            entries.append(Change(when, old[Column.NUMBER], old[Column.PROBLEM], Column.PROBLEM, _title(old), ""))
            continue
        new = after.rows[second_of[i]]
        entries += [
            _change(when, old, column, old[column], new[column])
            for column in Column
            if column is not Column.NUMBER and old[column].strip() != new[column].strip()
        ]
    for j in found.only_second:
        new = after.rows[j]
        entries.append(Change(when, new[Column.NUMBER], new[Column.PROBLEM], Column.PROBLEM, "", _title(new)))
    return replace(after, changes=tuple(entries))


def _change(when: str, row: Row, column: Column, old: str, new: str) -> Change:
    return Change(when, row[Column.NUMBER], row[Column.PROBLEM], column, old, new)


def _title(row: Row) -> str:
    return row[Column.PROBLEM] or row[Column.DETAIL] or row[Column.MEASURES].split("\n")[0] or row[Column.NUMBER]


@dataclass(frozen=True, slots=True)
class Undone:
    """A strike-off or a finish that was taken back: the log's entry, and the row now (None where it is gone)."""

    change: Change
    row: int | None


def undone(ledger: Ledger, done: Collection[Status] = DONE_STATUSES) -> tuple[Undone, ...]:
    """Entries of the log that took back a finish or a strike-off, oldest first: what a 回头看 asks for."""
    rows = {_key(row[Column.NUMBER], row[Column.PROBLEM]): at for at, row in enumerate(ledger.rows)}
    out = []
    for change in ledger.changes:
        was, now = read_status(change.old) in done, read_status(change.new) in done
        taken_back = change.column is Column.STATUS and was and not now
        cleared = change.column is Column.STRUCK_OFF and change.old.strip() and not change.new.strip()
        if taken_back or cleared:
            out.append(Undone(change, rows.get(_key(change.number, change.problem))))
    return tuple(out)


def status_since(ledger: Ledger, row: Row) -> str:
    """When the row's status became what it is: by the log, else by 销号时间 and 完成时间; "" unknown."""
    status = row[Column.STATUS].strip()
    for change in reversed(tuple(_of(ledger.changes, row))):
        if change.column is Column.STATUS:
            if change.new.strip() == status:
                return change.when
            break
    if read_status(status) in DONE_STATUSES:
        return row[Column.DONE_ON] or row[Column.STRUCK_OFF]
    return ""


def history(ledger: Ledger, row: Row) -> tuple[Change, ...]:
    """The log's entries of one row, oldest first."""
    return tuple(_of(ledger.changes, row))


def _of(changes: Iterable[Change], row: Row) -> Iterable[Change]:
    key = _key(row[Column.NUMBER], row[Column.PROBLEM])
    problem = plain(row[Column.PROBLEM])
    for change in changes:
        known = change.column is Column.PROBLEM and plain(change.new) == problem
        if known or _key(change.number, change.problem) == key or (problem and plain(change.problem) == problem):
            yield change


def _key(number: str, problem: str) -> tuple[str, str]:
    return number.strip(), plain(problem)
