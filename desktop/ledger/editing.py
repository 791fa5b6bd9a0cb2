"""Edits of a ledger as pure functions: each gives a new ledger with what it did in the log.

Rows are named by their 0-based place in the ledger. Words for `when` are ISO 8601 text without a zone. A step that
changes nothing gives the same ledger back, the very object.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from desktop.ledger.columns import Column
from desktop.ledger.model import Change, Ledger, Row
from desktop.ledger.status_words import least, read_status
from desktop.ledger.table_rows import measure_label

_JOINED_BY_LINES = frozenset(
    {
        Column.DETAIL,
        Column.CAUSE,
        Column.MEASURES,
        Column.GOAL,
        Column.DEADLINE,
        Column.PROGRESS,
        Column.DONE_ON,
        Column.PROOF,
        Column.STRUCK_OFF,
        Column.REASON_OPEN,
        Column.REMARK,
    }
)
_JOINED_BY_NAMES = frozenset({Column.LEADER, Column.DEPARTMENT, Column.PERSON, Column.PARTNER})
_TWO = 2
_OWN_TO_A_PART = (Column.PROGRESS, Column.STATUS, Column.DONE_ON, Column.PROOF, Column.STRUCK_OFF, Column.REASON_OPEN)
"""What is said of one part only and cannot be known of the others, when a row is split."""


@dataclass(frozen=True, slots=True)
class Edited:
    """A ledger after an edit, and the rows the edit left to look at, 0-based."""

    ledger: Ledger
    rows: tuple[int, ...] = ()


def set_cells(ledger: Ledger, cells: Mapping[tuple[int, Column], str], when: str) -> Ledger:
    """Other texts in these cells. Raises IndexError for a row that is not there."""
    rows = list(ledger.rows)
    entries: list[Change] = []
    for (at, column), text in cells.items():
        row = rows[at]
        if row[column] == text:
            continue
        entries.append(Change(when, row[Column.NUMBER], row[Column.PROBLEM], column, row[column], text))
        rows[at] = row.changed(column, text)
    if not entries:
        return ledger
    return replace(ledger, rows=tuple(rows), changes=(*ledger.changes, *entries))


def insert_rows(ledger: Ledger, at: int, rows: Sequence[Row], when: str) -> Edited:
    """Rows put in before a place (the number of rows: behind the last)."""
    at = max(0, min(at, len(ledger.rows)))
    entries = [Change(when, r[Column.NUMBER], r[Column.PROBLEM], Column.PROBLEM, "", title(r)) for r in rows]
    made = replace(
        ledger,
        rows=(*ledger.rows[:at], *rows, *ledger.rows[at:]),
        changes=(*ledger.changes, *entries),
    )
    return Edited(made if rows else ledger, tuple(range(at, at + len(rows))))


def new_row(ledger: Ledger, beside: int | None) -> Row:
    """An empty row for the clerk to fill: numbered on, in the aspect of the row it comes to stand beside."""
    cells = {Column.NUMBER: next_number(ledger.rows)}
    if beside is not None and ledger.rows[beside][Column.ASPECT]:
        cells[Column.ASPECT] = ledger.rows[beside][Column.ASPECT]
    return Row(cells)


def next_number(rows: Sequence[Row]) -> str:
    """The number after the highest plain one."""
    numbers = [int(text) for row in rows if (text := row[Column.NUMBER].strip()).isascii() and text.isdigit()]
    return str(max(numbers, default=0) + 1)


def delete_rows(ledger: Ledger, rows: Iterable[int], when: str) -> Edited:
    """The ledger without these rows; each stays on record. The row that follows is left to look at."""
    gone = sorted({at for at in rows if 0 <= at < len(ledger.rows)})
    if not gone:
        return Edited(ledger)
    out = set(gone)
    entries = [
        Change(when, r[Column.NUMBER], r[Column.PROBLEM], Column.PROBLEM, title(r), "")
        for r in (ledger.rows[at] for at in gone)
    ]
    kept = tuple(row for at, row in enumerate(ledger.rows) if at not in out)
    made = replace(ledger, rows=kept, changes=(*ledger.changes, *entries))
    return Edited(made, (min(gone[0], len(kept) - 1),) if kept else ())


def move_rows(ledger: Ledger, rows: Iterable[int], step: int) -> Edited:
    """These rows moved up (-1) or down (1) past one neighbour, together; at the end nothing moves.

    The order is no fact of a problem: moving is not logged.
    """
    chosen = sorted({at for at in rows if 0 <= at < len(ledger.rows)})
    if not chosen or not step:
        return Edited(ledger, tuple(chosen))
    first = chosen[0] - 1 if step < 0 else chosen[-1] + 1
    if not 0 <= first < len(ledger.rows):
        return Edited(ledger, tuple(chosen))
    moved = [ledger.rows[at] for at in chosen]
    out = set(chosen)
    rest = [row for at, row in enumerate(ledger.rows) if at not in out]
    place = first if step < 0 else first + 1 - len(chosen)
    made = (*rest[:place], *moved, *rest[place:])
    return Edited(replace(ledger, rows=made), tuple(range(place, place + len(moved))))


def pieces_of(row: Row, column: Column) -> list[str]:
    """The parts a row can be split into by a column: its lines, their numbers left out; [] for fewer than two."""
    lines = [line.strip() for line in row[column].split("\n") if line.strip()]
    if len(lines) < _TWO:
        return []
    if column is Column.MEASURES and any(measure_label(line) for line in lines):
        parts: list[str] = []
        for line in lines:
            if measure_label(line) or not parts:
                parts.append(line[measure_label(line) :].strip())
            else:
                parts[-1] += "\n" + line
        return parts if len(parts) >= _TWO else []
    return lines


def split_row(ledger: Ledger, at: int, column: Column, when: str) -> Edited:
    """A row for each part of a column; without parts the row, and a second one for the same people to fill.

    Who answers for it and by when goes with every part; what was done stays with the first, because nobody said it of
    the others.
    """
    row = ledger.rows[at]
    pieces = pieces_of(row, column) or [row[column], ""]
    number = row[Column.NUMBER].strip()
    made = []
    for part, text in enumerate(pieces, 1):
        cells = dict(row.cells)
        cells[column] = text
        if part > 1:
            for own in _OWN_TO_A_PART:
                cells.pop(own, None)
            if column is Column.DETAIL:
                cells.pop(Column.MEASURES, None)
        if number:
            cells[Column.NUMBER] = f"{number}-{part}"
        made.append(Row({c: t for c, t in cells.items() if t}, row.line if part == 1 else None))
    first = made[0]
    entries = [
        Change(when, number, row[Column.PROBLEM], c, row[c], first[c])
        for c in (Column.NUMBER, column)
        if row[c] != first[c]
    ]
    entries += [Change(when, r[Column.NUMBER], r[Column.PROBLEM], Column.PROBLEM, "", title(r)) for r in made[1:]]
    rows = (*ledger.rows[:at], *made, *ledger.rows[at + 1 :])
    return Edited(replace(ledger, rows=rows, changes=(*ledger.changes, *entries)), tuple(range(at, at + len(made))))


def merge_rows(ledger: Ledger, rows: Iterable[int], when: str) -> Edited:
    """These rows as one, in the place of the first: texts one under the other, the status that has come least far."""
    chosen = sorted({at for at in rows if 0 <= at < len(ledger.rows)})
    if len(chosen) < _TWO:
        return Edited(ledger, tuple(chosen))
    members = [ledger.rows[at] for at in chosen]
    first = members[0]
    cells: dict[Column, str] = {}
    for column in Column:
        texts = list(dict.fromkeys(text for row in members if (text := row[column].strip())))
        if not texts:
            continue
        if column is Column.STATUS:
            cells[column] = _least_status([row[Column.STATUS].strip() for row in members])
        elif column is Column.MEASURES:
            cells[column] = _numbered(texts)
        elif column is Column.PROBLEM and len(texts) > 1 and not first[Column.DETAIL]:
            cells[column] = texts[0]
            cells[Column.DETAIL] = "\n".join(texts[1:])
        elif column in _JOINED_BY_LINES:
            known = cells.get(column, "")
            cells[column] = "\n".join(filter(None, [known, *texts]))
        elif column in _JOINED_BY_NAMES:
            names = (name.strip() for text in texts for name in text.replace("\n", "、").split("、"))
            cells[column] = "、".join(dict.fromkeys(name for name in names if name))
        else:
            cells[column] = texts[0]
    made = Row({c: t for c in Column if (t := cells.get(c, ""))}, first.line)
    entries = [
        Change(when, first[Column.NUMBER], first[Column.PROBLEM], c, first[c], made[c])
        for c in Column
        if first[c] != made[c]
    ]
    entries += [Change(when, r[Column.NUMBER], r[Column.PROBLEM], Column.PROBLEM, title(r), "") for r in members[1:]]
    out = set(chosen[1:])
    kept = [made if at == chosen[0] else row for at, row in enumerate(ledger.rows) if at not in out]
    return Edited(replace(ledger, rows=tuple(kept), changes=(*ledger.changes, *entries)), (chosen[0],))


def renumber(ledger: Ledger, when: str) -> Ledger:
    """序号 from 1 on in the order of the rows."""
    return set_cells(ledger, {(at, Column.NUMBER): str(at + 1) for at in range(len(ledger.rows))}, when)


def paste_block(
    ledger: Ledger,
    rows: Sequence[int],
    columns: Sequence[Column],
    block: Sequence[Sequence[str]],
    when: str,
) -> Edited:
    """A block of texts put in from the first of these rows and columns on, as they are shown.

    One text goes into every one of the rows. Lines beyond the last row become new rows at the end; cells beyond the
    last column are left out.
    """
    if not block or not columns:
        return Edited(ledger, tuple(rows))
    if len(block) == 1 and len(block[0]) == 1:
        column = columns[0]
        return Edited(set_cells(ledger, {(at, column): block[0][0] for at in rows}, when), tuple(rows))
    touched = list(rows[: len(block)])
    cells = {
        (at, column): text
        for at, line in zip(touched, block, strict=False)
        for column, text in zip(columns, line, strict=False)
    }
    made = set_cells(ledger, cells, when)
    beyond = block[len(touched) :]
    if not beyond:
        return Edited(made, tuple(touched))
    new = []
    number = int(next_number(made.rows))
    aspect = made.rows[-1][Column.ASPECT] if made.rows else ""
    for step, line in enumerate(beyond):
        cells_of = {c: t for c, t in zip(columns, line, strict=False) if t.strip()}
        if not cells_of:
            continue
        cells_of.setdefault(Column.NUMBER, str(number + step))
        if aspect:
            cells_of.setdefault(Column.ASPECT, aspect)
        new.append(Row({c: cells_of[c] for c in Column if c in cells_of}))
    more = insert_rows(made, len(made.rows), new, when)
    return Edited(more.ledger, (*touched, *more.rows))


def title(row: Row) -> str:
    """What the log calls a row that comes or goes; never empty, so that its entry is one of a row."""
    text = row[Column.PROBLEM] or row[Column.DETAIL] or row[Column.MEASURES].split("\n")[0]
    return text or row[Column.NUMBER] or "（空行）"


def _least_status(texts: Sequence[str]) -> str:
    known = {status for text in texts if (status := read_status(text)) is not None}
    return least(known).value if known else next((text for text in texts if text), "")


def _numbered(texts: Sequence[str]) -> str:
    lines = [line.strip() for text in texts for line in text.split("\n") if line.strip()]
    bare = [line[measure_label(line) :].strip() or line for line in lines]
    bare = list(dict.fromkeys(bare))
    return bare[0] if len(bare) == 1 else "\n".join(f"{n}.{line}" for n, line in enumerate(bare, 1))
