"""A working ledger as JSON data, for the recovery copies."""

from __future__ import annotations

from dataclasses import astuple
from pathlib import Path
from typing import Any

from desktop.app.working_ledger import LedgerFile, WorkingLedger
from desktop.documents.opened import Fingerprint
from desktop.ledger.columns import Column
from desktop.ledger.model import Change, Ledger, Row

_NAMES = {column: column.name for column in Column}


class LedgerRecord:
    """Puts a working ledger down again and again; rows that are as they were are not put down anew."""

    def __init__(self, working: WorkingLedger) -> None:
        self._working = working
        self._rows: tuple[Row, ...] = ()
        self._records: list[dict[str, str]] = []

    def unsaved(self) -> dict[str, Any] | None:
        """What is in no file yet, with all that belongs to it; None where it is saved or only the report's."""
        if not self._working.modified:
            self._rows, self._records = (), []
            return None
        ledger, file = self._working.ledger, self._working.file
        return {
            "title": ledger.title,
            "unit": ledger.unit,
            "date": ledger.date,
            "rows": self._row_records(ledger.rows),
            "changes": [
                [change.when, change.number, change.problem, _NAMES[change.column], change.old, change.new]
                for change in ledger.changes
            ],
            "file": None if file is None else [str(file.path), *astuple(file.fingerprint)],
        }

    def _row_records(self, rows: tuple[Row, ...]) -> list[dict[str, str]]:
        if rows is not self._rows:
            known = {id(row): record for row, record in zip(self._rows, self._records, strict=True)}
            records = [known.get(id(row)) or _record(row) for row in rows]
            self._rows, self._records = rows, records
        return self._records


def _record(row: Row) -> dict[str, str]:
    return {_NAMES[column]: text for column, text in row.cells.items() if text}


def bring_back(working: WorkingLedger, record: dict[str, Any]) -> None:
    """Work on the recorded ledger, unsaved; its rows find their problems when the report is read.

    A record that makes no sense is passed over: the report itself is worth more.
    """
    try:
        rows = tuple(Row({Column[name]: str(text) for name, text in row.items()}) for row in record["rows"])
        changes = tuple(
            Change(str(when), str(number), str(problem), Column[column], str(old), str(new))
            for when, number, problem, column, old, new in record["changes"]
        )
        ledger = Ledger(str(record["title"]), str(record["unit"]), str(record["date"]), rows, changes)
        kept = record["file"]
        file = None
        if kept is not None:
            path, size, mtime, sha256 = kept
            file = LedgerFile(Path(path), Fingerprint(int(size), int(mtime), str(sha256)))
    except (KeyError, TypeError, ValueError, AttributeError):
        return
    working.adopt(ledger, None)
    working.file = file
