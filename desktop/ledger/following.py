"""A working ledger follows its report: cells the clerk never touched take over what the text says now.

Each row made from the report carries the line of its problem; that is how it is known again, whatever the clerk wrote
into it or wherever it was moved.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from desktop.ledger.columns import Column
from desktop.ledger.editing import title
from desktop.ledger.matching import match_rows
from desktop.ledger.model import Change, Ledger, Row


@dataclass(frozen=True, slots=True)
class Conflict:
    """A cell that the clerk wrote and the report now tells otherwise; the ledger keeps the clerk's. row: 0-based."""

    row: int
    column: Column
    mine: str
    text: str


@dataclass(frozen=True, slots=True)
class Followed:
    """The ledger after its report changed. added: rows for new problems; gone: rows that the report has no more but
    the clerk wrote in, which stay; all 0-based.
    """

    ledger: Ledger
    conflicts: tuple[Conflict, ...] = ()
    added: tuple[int, ...] = ()
    gone: tuple[int, ...] = ()


def attached(working: Ledger, made: Ledger) -> Ledger:
    """The ledger with the line of its problem at every row that the report has too; made: the ledger of the report."""
    second = match_rows(working.rows, made.rows).second
    rows = tuple(
        replace(row, line=made.rows[second[at]].line if at in second else None) for at, row in enumerate(working.rows)
    )
    return working if rows == working.rows else replace(working, rows=rows)


def missing(working: Ledger, made: Ledger) -> tuple[int, ...]:
    """Problems of the report, 0-based rows of the ledger made from it, that no row of an attached ledger stands for."""
    lines = {row.line for row in working.rows}
    return tuple(at for at, row in enumerate(made.rows) if row.line not in lines)


def follow(working: Ledger, before: Ledger, now: Ledger, when: str) -> Followed:
    """The working ledger after its report changed; before, now: the ledgers made from the report then and now.

    Nothing the clerk wrote is lost, and what changed is logged.
    """
    if before.rows == now.rows:
        return Followed(working)
    second = match_rows(before.rows, now.rows).second
    at_line = {row.line: i for i, row in enumerate(before.rows) if row.line is not None}
    rows: list[Row] = []
    entries: list[Change] = []
    conflicts: list[Conflict] = []
    gone: list[int] = []
    place_of: dict[int, int] = {}
    for row in working.rows:
        i = at_line.get(row.line) if row.line is not None else None
        if i is None:
            rows.append(row)
            continue
        old, j = before.rows[i], second.get(i)
        if j is None:
            if _same(row, old):
                entries.append(Change(when, row[Column.NUMBER], row[Column.PROBLEM], Column.PROBLEM, title(row), ""))
                continue
            gone.append(len(rows))
            rows.append(replace(row, line=None))
            continue
        place_of[j] = len(rows)
        rows.append(_updated(row, old, now.rows[j], len(rows), when, entries, conflicts))
    known = set(second.values())
    fresh = [(j, row) for j, row in enumerate(now.rows) if j not in known]
    made, added = _with_new(rows, place_of, _not_waited_for(rows, place_of, fresh))
    entries += [
        Change(when, made[at][Column.NUMBER], made[at][Column.PROBLEM], Column.PROBLEM, "", title(made[at]))
        for at in added
    ]
    moved = _moved(len(rows), added)
    ledger = replace(
        working,
        unit=now.unit if working.unit == before.unit else working.unit,
        date=now.date if working.date == before.date else working.date,
        title=now.title if working.title == before.title else working.title,
        rows=tuple(made),
        changes=(*working.changes, *entries),
    )
    return Followed(
        ledger,
        tuple(replace(conflict, row=moved[conflict.row]) for conflict in conflicts),
        tuple(added),
        tuple(moved[at] for at in gone),
    )


def _same(row: Row, old: Row) -> bool:
    return all(row[column] == old[column] for column in Column if column is not Column.NUMBER)


def _updated(row: Row, old: Row, new: Row, at: int, when: str, entries: list[Change], conflicts: list[Conflict]) -> Row:
    cells = dict(row.cells)
    for column in Column:
        said = new[column]
        if said == old[column] or row[column] == said:
            continue
        if row[column] != old[column]:
            if column is not Column.NUMBER:
                conflicts.append(Conflict(at, column, row[column], said))
            continue
        if column is not Column.NUMBER:  # numbers move with every problem put in before them
            entries.append(Change(when, row[Column.NUMBER], row[Column.PROBLEM], column, row[column], said))
        cells[column] = said
    return Row({c: t for c in Column if (t := cells.get(c, ""))}, new.line)


def _not_waited_for(
    rows: list[Row], place_of: dict[int, int], fresh: Sequence[tuple[int, Row]]
) -> list[tuple[int, Row]]:
    """Of the report's new problems those that no row of the clerk's stands for yet; such a row gets its line."""
    waiting = [at for at, row in enumerate(rows) if row.line is None]
    if not waiting or not fresh:
        return list(fresh)
    second = match_rows([row for _, row in fresh], [rows[at] for at in waiting]).second
    for n, (j, row) in enumerate(fresh):
        if n in second:
            at = waiting[second[n]]
            rows[at] = replace(rows[at], line=row.line)
            place_of[j] = at
    return [told for n, told in enumerate(fresh) if n not in second]


def _with_new(
    rows: Sequence[Row], place_of: dict[int, int], new: Sequence[tuple[int, Row]]
) -> tuple[list[Row], list[int]]:
    """The rows with new ones put in behind the problem that stands before them in the report."""
    behind: dict[int, list[Row]] = {}
    for j, row in new:
        before = max((p for k, p in place_of.items() if k < j), default=-1)
        behind.setdefault(before, []).append(row)
    made: list[Row] = []
    added: list[int] = []
    for at in range(-1, len(rows)):
        if at >= 0:
            made.append(rows[at])
        for row in behind.get(at, ()):
            added.append(len(made))
            made.append(row)
    return made, added


def _moved(count: int, added: Sequence[int]) -> list[int]:
    """Where each of so many rows stands after rows were put in at these final places."""
    new = set(added)
    return [at for at in range(count + len(added)) if at not in new]


def coalesced(changes: Sequence[Change], kept: int) -> tuple[Change, ...]:
    """The log with each cell's changes behind the first `kept` entries told once, from the first text to the last.

    What a person types is no history of its own. Status and strike-off, and rows that come or go, stay as they are.
    """
    head = list(changes[:kept])
    tail: list[Change | None] = []
    last: dict[tuple[str, str, Column], int] = {}
    for change in changes[kept:]:
        key = change.number, change.problem, change.column
        if change.column in (Column.STATUS, Column.STRUCK_OFF, Column.PROBLEM):
            tail.append(change)
            continue
        at = last.get(key)
        earlier = tail[at] if at is not None else None
        if at is None or earlier is None or earlier.new != change.old:
            last[key] = len(tail)
            tail.append(change)
            continue
        tail[at] = None
        del last[key]
        if earlier.old != change.new:
            last[key] = len(tail)
            tail.append(replace(change, old=earlier.old))
    return tuple(head + [change for change in tail if change is not None])
