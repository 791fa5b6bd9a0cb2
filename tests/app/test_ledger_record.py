"""A working ledger goes into the recovery copies and comes out of them whole."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from ledger_samples import sample_ledger

from desktop.app.ledger_record import LedgerRecord, bring_back
from desktop.app.working_ledger import LedgerFile, WorkingLedger
from desktop.documents.opened import Fingerprint
from desktop.ledger.columns import Column
from desktop.ledger.editing import delete_rows, set_cells

WHEN = "2026-03-01T09:30"
FILE = LedgerFile(Path("台账.xlsx"), Fingerprint(10, 20, "ab"))


@pytest.fixture
def working(qapp) -> WorkingLedger:
    working = WorkingLedger(now=lambda: WHEN)
    working.follow_report(sample_ledger(size=12))
    return working


def write(working: WorkingLedger, at: int, text: str) -> None:
    working.edit("填写", set_cells(working.ledger, {(at, Column.PERSON): text}, WHEN))


def test_only_what_is_not_saved_is_put_down(working):
    record = LedgerRecord(working)
    assert record.unsaved() is None
    write(working, 3, "方可")
    assert record.unsaved() is not None
    working.was_saved(working.to_save(), FILE)
    assert record.unsaved() is None
    write(working, 3, "邵平")
    assert record.unsaved() is not None
    working.undo()
    working.give_up()
    assert record.unsaved() is None


def test_rows_log_and_file_come_back_unsaved(working, qapp):
    working.was_saved(working.to_save(), FILE)
    write(working, 3, "方可")
    working.edit("删除", delete_rows(working.ledger, [0], WHEN).ledger)
    record = json.loads(json.dumps(LedgerRecord(working).unsaved(), ensure_ascii=False))
    other = WorkingLedger(now=lambda: WHEN)
    bring_back(other, record)
    assert other.modified
    assert other.file == FILE
    assert [row.cells for row in other.ledger.rows] == [
        {column: text for column, text in row.cells.items() if text} for row in working.ledger.rows
    ]
    assert other.ledger.changes == working.ledger.changes
    assert (other.ledger.title, other.ledger.unit) == (working.ledger.title, working.ledger.unit)


def test_rows_that_are_as_they_were_are_not_put_down_again(working):
    record = LedgerRecord(working)
    write(working, 3, "方可")
    first = record.unsaved()
    write(working, 5, "邵平")
    working.edit("删除", delete_rows(working.ledger, [0], WHEN).ledger)
    second = record.unsaved()
    assert first is not None
    assert second is not None
    assert [row["PERSON"] for row in second["rows"]] == [row[Column.PERSON] for row in working.ledger.rows]
    again = sum(any(row is old for old in first["rows"]) for row in second["rows"])
    assert again == len(second["rows"]) - 1
