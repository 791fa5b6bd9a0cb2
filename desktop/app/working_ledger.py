"""The working ledger of the open report: made from it or the clerk's own, edited with undo, following the text."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from desktop.documents.opened import Fingerprint
from desktop.ledger.columns import Column
from desktop.ledger.editing import set_cells
from desktop.ledger.following import attached, coalesced, follow, missing
from desktop.ledger.model import Ledger, Row
from desktop.ledger.undoing import Step, redo, step_between, undo

_MOST_STEPS = 200
_EMPTY = Ledger("")


def _now() -> str:
    return datetime.now().isoformat(timespec="minutes")


@dataclass(frozen=True, slots=True)
class LedgerFile:
    """The workbook a working ledger is kept in. fingerprint: what it was like when last read or written."""

    path: Path
    fingerprint: Fingerprint


class WorkingLedger(QObject):
    """One ledger at a time.

    changed(bool): another ledger is to be shown; True: its rows may stand elsewhere. marked(): what the report tells
    otherwise is something else now. `now` gives the time for the log as ISO 8601 text.
    """

    changed = Signal(bool)
    marked = Signal()

    def __init__(self, parent: QObject | None = None, now: Callable[[], str] = _now) -> None:
        super().__init__(parent)
        self._now = now
        self.clear()

    def clear(self) -> None:
        """No report, no ledger."""
        self._ledger = _EMPTY
        self._made = _EMPTY
        self._kept = _EMPTY
        self._saved_entries = 0
        self._own = False
        self._undo: list[Step] = []
        self._redo: list[Step] = []
        self._conflicts: dict[tuple[int | None, Column], str] = {}
        self.file: LedgerFile | None = None

    # what is known

    @property
    def ledger(self) -> Ledger:
        """The ledger to show."""
        return self._ledger

    @property
    def made(self) -> Ledger:
        """The ledger made from the report as it is now."""
        return self._made

    @property
    def is_own(self) -> bool:
        """Whether the clerk works on it; else it only shows what the report says."""
        return self._own

    @property
    def modified(self) -> bool:
        """Whether there is something to save."""
        return self._own and (self._ledger.rows != self._kept.rows or len(self._ledger.changes) > self._saved_entries)

    @property
    def undo_name(self) -> str:
        """What would be taken back, "" for nothing."""
        return self._undo[-1].name if self._undo else ""

    @property
    def redo_name(self) -> str:
        """What would be done again, "" for nothing."""
        return self._redo[-1].name if self._redo else ""

    def conflicts(self) -> Mapping[tuple[int, Column], str]:
        """Cells that the clerk wrote and the report tells otherwise, by row, with what it tells."""
        if not self._conflicts:
            return {}
        at_line = {row.line: at for at, row in enumerate(self._ledger.rows) if row.line is not None}
        return {(at_line[line], column): text for (line, column), text in self._conflicts.items() if line in at_line}

    def not_in_ledger(self) -> tuple[Row, ...]:
        """Problems of the report that the clerk's ledger does not have."""
        return tuple(self._made.rows[at] for at in missing(self._ledger, self._made)) if self._own else ()

    def to_save(self) -> Ledger:
        """The ledger as it goes into its file: each cell's typing told once."""
        return replace(self._ledger, changes=coalesced(self._ledger.changes, self._saved_entries))

    # what comes from outside

    def follow_report(self, made: Ledger) -> None:
        """The report was read anew."""
        before, self._made = self._made, made
        if not self._own:
            if made != self._ledger:
                self._ledger = made
                self.changed.emit(len(made.rows) != len(before.rows))
            return
        when = self._now()
        followed = follow(self._ledger, before, made, when)
        if followed.ledger is self._ledger and not followed.conflicts:
            return
        self._undo = [self._followed(step, before, made, when) for step in self._undo]
        self._redo = [self._followed(step, before, made, when) for step in self._redo]
        moved = {old.line: new.line for old, new in zip(self._ledger.rows, followed.ledger.rows, strict=False)}
        if len(self._ledger.rows) == len(followed.ledger.rows):
            self._conflicts = {
                (moved.get(line, line), column): text for (line, column), text in self._conflicts.items()
            }
        for conflict in followed.conflicts:
            self._conflicts[followed.ledger.rows[conflict.row].line, conflict.column] = conflict.text
        same = len(self._ledger.rows) == len(followed.ledger.rows)
        self._ledger = followed.ledger
        self._settle()
        self.changed.emit(not same)

    def adopt(self, ledger: Ledger, file: LedgerFile | None) -> None:
        """Work on this ledger from now on: an imported one, or the one kept for this report."""
        self._ledger = attached(ledger, self._made) if self._made.rows else ledger
        self._kept = self._ledger if file is not None else _EMPTY
        self._saved_entries = len(ledger.changes)
        self._own = True
        self.file = file
        self._undo.clear()
        self._redo.clear()
        self._conflicts = {}
        self.changed.emit(True)

    def tie(self) -> None:
        """Find the report's problems in a ledger that was there before the report was read."""
        if self._own and self._made.rows and all(row.line is None for row in self._ledger.rows):
            tied = attached(self._ledger, self._made)
            if self._kept.rows == self._ledger.rows:
                self._kept = tied
            self._ledger = tied
            self.changed.emit(False)

    def give_up(self) -> None:
        """Show what the report says again; the clerk's ledger is put away, its file stays."""
        made = self._made
        self.clear()
        self._made = self._ledger = made
        self.changed.emit(True)

    def was_saved(self, saved: Ledger, file: LedgerFile) -> None:
        """This ledger, as `to_save` gave it, stands in the file now."""
        self.file = file
        self._own = True
        if self._ledger.rows == saved.rows:
            self._ledger = saved
            self._saved_entries = len(saved.changes)
        self._kept = saved
        self.changed.emit(False)

    # the clerk's work

    def edit(self, name: str, ledger: Ledger) -> None:
        """Take an edit of the present ledger over as one step; name: for the menu, Chinese."""
        if ledger is self._ledger:
            return
        if not self._own:
            self._own = True
            self._kept = self._ledger
            self._saved_entries = 0
        self._undo.append(step_between(name, self._ledger, ledger))
        del self._undo[:-_MOST_STEPS]
        self._redo.clear()
        self._take(ledger)

    def undo(self) -> None:
        """Take the last step back."""
        if self._undo:
            step = self._undo.pop()
            self._redo.append(step)
            self._take(undo(self._ledger, step, self._now(), self._saved_entries))
            if not self._undo and self.file is None and not self.modified:
                self._own = False  # nothing of the clerk's is left: the report says it all again

    def redo(self) -> None:
        """Do the last step taken back again."""
        if self._redo:
            step = self._redo.pop()
            again = redo(self._ledger, step, self._now())
            if not self._own:
                self._own, self._kept = True, self._ledger
            self._undo.append(step_between(step.name, self._ledger, again))
            self._take(again)

    def take_from_report(self, at: int, column: Column) -> None:
        """Write what the report says into a cell it tells otherwise."""
        text = self.conflicts().get((at, column))
        if text is not None:
            self.edit("改用正文的内容", set_cells(self._ledger, {(at, column): text}, self._now()))

    def keep_mine(self, at: int, column: Column) -> None:
        """Let the ledger's own words stand."""
        self._conflicts.pop((self._ledger.rows[at].line, column), None)
        self.marked.emit()

    # inside

    def _take(self, ledger: Ledger) -> None:
        before, self._ledger = self._ledger, ledger
        self._settle()
        same = len(before.rows) == len(ledger.rows) and all(
            old.line == new.line for old, new in zip(before.rows, ledger.rows, strict=True)
        )
        self.changed.emit(not same)

    def _settle(self) -> None:
        """Forget conflicts that are none any more."""
        if not self._conflicts:
            return
        at_line = {row.line: row for row in self._ledger.rows if row.line is not None}
        kept: dict[tuple[int | None, Column], str] = {
            (line, column): text
            for (line, column), text in self._conflicts.items()
            if line in at_line and at_line[line][column] != text
        }
        if kept != self._conflicts:
            self._conflicts = kept
            self.marked.emit()

    @staticmethod
    def _followed(step: Step, before: Ledger, made: Ledger, when: str) -> Step:
        def rows(old: tuple[Row, ...]) -> tuple[Row, ...]:
            return follow(Ledger("", rows=old), before, made, when).ledger.rows

        return replace(step, before=rows(step.before), after=rows(step.after))
