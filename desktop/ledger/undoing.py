"""Steps taken back and done again: the rows go back, the record of a strike-off stays."""

from __future__ import annotations

from dataclasses import dataclass, replace

from desktop.ledger.columns import Column
from desktop.ledger.model import Change, Ledger, Row

ON_RECORD = frozenset({Column.STATUS, Column.STRUCK_OFF})
"""What is never taken out of the log: who looks later must see that it stood there."""


@dataclass(frozen=True, slots=True)
class Step:
    """An edit: its name for the menu (Chinese), the rows before and after it, what it put into the log."""

    name: str
    before: tuple[Row, ...]
    after: tuple[Row, ...]
    entries: tuple[Change, ...]


def step_between(name: str, before: Ledger, after: Ledger) -> Step:
    """The step that led from one ledger to the next; the log of the later begins with that of the earlier."""
    return Step(name, before.rows, after.rows, after.changes[len(before.changes) :])


def undo(ledger: Ledger, step: Step, when: str, saved: int = 0) -> Ledger:
    """The ledger with the step taken back.

    saved: how many entries of the log are in the file already. Those stay and their reverse is logged, and so do
    changes of status and strike-off; the step's other entries go, as if the slip had never been made.
    """
    fresh = ledger.changes[saved:]
    kept = [entry for entry in step.entries if entry.column in ON_RECORD or entry not in fresh]
    dropped = [entry for entry in step.entries if entry not in kept]
    rest = list(fresh)
    for entry in dropped:
        rest.remove(entry)
    back = [replace(entry, when=when, old=entry.new, new=entry.old) for entry in reversed(kept)]
    return replace(ledger, rows=step.before, changes=(*ledger.changes[:saved], *rest, *back))


def redo(ledger: Ledger, step: Step, when: str) -> Ledger:
    """The ledger with the step done again, logged anew."""
    again = tuple(replace(entry, when=when) for entry in step.entries)
    return replace(ledger, rows=step.after, changes=(*ledger.changes, *again))
