"""Ledgers that list measures only: the problem of each is found in the report whose measures it repeats."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from desktop.ledger.columns import Column
from desktop.ledger.matching import ALIKE, likeness, plain
from desktop.ledger.model import Ledger, Row
from desktop.ledger.table_rows import measure_label

_SHORTEST = 6
_COMPARED = 120


def lists_measures_only(ledger: Ledger) -> bool:
    """Whether no row names a problem, but rows name measures."""
    named = any(row[Column.PROBLEM].strip() or row[Column.DETAIL].strip() for row in ledger.rows)
    return not named and any(row[Column.MEASURES].strip() for row in ledger.rows)


def with_problems(ledger: Ledger, made: Ledger) -> tuple[Ledger, int]:
    """The ledger with problem and aspect where the report has the measure under one; and how many rows that were.

    made: the ledger made from the report. A measure that is told under several problems alike is left alone.
    """
    lines = [(at, text) for at, row in enumerate(made.rows) for text in _measures(row)]
    found = 0
    rows = []
    for row in ledger.rows:
        at = _problem_of(plain(_bare(row[Column.MEASURES])), lines)
        if at is None:
            rows.append(row)
            continue
        found += 1
        told = made.rows[at]
        named = {c: told[c] for c in (Column.ASPECT, Column.PROBLEM, Column.DETAIL) if told[c]}
        rows.append(Row({c: t for c in Column if (t := row[c] or named.get(c, ""))}, row.line))
    return (replace(ledger, rows=tuple(rows)), found) if found else (ledger, 0)


def _measures(row: Row) -> list[str]:
    texts = [*row[Column.MEASURES].split("\n"), *row[Column.PROGRESS].split("\n")]
    return [words for text in texts if len(words := plain(_bare(text))) >= _SHORTEST]


def _bare(text: str) -> str:
    text = text.strip()
    return text[measure_label(text) :]


def _problem_of(measure: str, lines: Sequence[tuple[int, str]]) -> int | None:
    """The row of the report's ledger whose measures hold this one, None where none or several do."""
    if len(measure) < _SHORTEST:
        return None
    holding = {at for at, text in lines if measure in text or (len(text) >= 2 * _SHORTEST and text in measure)}
    if len(holding) == 1:
        return holding.pop()
    if holding:
        return None
    scored = sorted(((likeness(measure[:_COMPARED], text[:_COMPARED]), at) for at, text in lines), reverse=True)
    best = scored[0] if scored and scored[0][0] >= ALIKE else None
    rivals = {at for score, at in scored if best is not None and score > best[0] - 0.05}
    return best[1] if best is not None and rivals == {best[1]} else None
