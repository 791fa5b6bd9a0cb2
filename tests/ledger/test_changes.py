"""The change log: what was changed, when, and that nothing struck off is forgotten."""

from dataclasses import replace

from ledger_samples import sample_ledger

from desktop.documents.excel_ledger import write_excel
from desktop.documents.excel_reader import read_excel_bytes
from desktop.ledger.changes import add_row, edit_cell, history, record_changes, remove_row, status_since, undone
from desktop.ledger.columns import Column
from desktop.ledger.model import Change, Row

WHEN = "2025-10-09T09:30"


def test_an_edit_is_logged_with_the_row_as_it_was():
    ledger = sample_ledger(size=5)
    after = edit_cell(ledger, 2, Column.STATUS, "未完成", WHEN)
    assert after.rows[2][Column.STATUS] == "未完成"
    row = ledger.rows[2]
    assert after.changes == (Change(WHEN, "3", row[Column.PROBLEM], Column.STATUS, row[Column.STATUS], "未完成"),)
    assert edit_cell(after, 2, Column.STATUS, "未完成", WHEN) is after


def test_a_strike_off_that_was_undone_stays_on_record():
    ledger = sample_ledger(size=5)
    at = next(n for n, row in enumerate(ledger.rows) if row[Column.STATUS] == "已完成")
    ledger = edit_cell(ledger, at, Column.STATUS, "正在整改", "2025-10-09T09:30")
    ledger = edit_cell(ledger, at, Column.STRUCK_OFF, "", "2025-10-09T09:31")
    ledger = edit_cell(ledger, at, Column.STATUS, "已完成", "2025-11-01T10:00")
    taken = undone(ledger)
    assert [(u.change.column, u.row) for u in taken] == [(Column.STATUS, at), (Column.STRUCK_OFF, at)]
    assert status_since(ledger, ledger.rows[at]) == "2025-11-01T10:00"
    assert len(history(ledger, ledger.rows[at])) == 3


def test_the_log_travels_in_a_hidden_sheet_and_comes_back():
    ledger = sample_ledger(size=5)
    ledger = edit_cell(ledger, 0, Column.PROGRESS, "=1+1\n第二行", WHEN)
    ledger = remove_row(add_row(ledger, 1, Row({Column.PROBLEM: "新的问题"}), WHEN), 3, WHEN)
    data = write_excel(ledger)
    import io

    import openpyxl

    sheet = openpyxl.load_workbook(io.BytesIO(data))["修改记录"]
    assert sheet.sheet_state == "hidden"
    assert not [c for row in sheet.iter_rows() for c in row if c.data_type == "f"]
    assert read_excel_bytes(data).ledger.changes == ledger.changes
    again = edit_cell(read_excel_bytes(data).ledger, 0, Column.REMARK, "复核", "2025-12-01T08:00")
    assert read_excel_bytes(write_excel(again)).ledger.changes == again.changes


def test_what_was_changed_outside_is_found_and_logged_once():
    before = edit_cell(sample_ledger(size=8), 0, Column.REMARK, "旧记录", "2025-09-01T08:00")
    rows = list(before.rows)
    rows[3] = rows[3].changed(Column.STATUS, "未完成").changed(Column.DEADLINE, "2026年3月底前")
    gone = rows.pop(5)
    rows.append(Row({Column.NUMBER: "9", Column.PROBLEM: "食堂采购比价缺失"}))
    after = record_changes(before, replace(before, rows=tuple(rows)), WHEN)
    fresh = after.changes[1:]
    assert after.changes[0] == before.changes[0]
    assert {(c.column, c.old == "", c.new == "") for c in fresh} == {
        (Column.STATUS, before.rows[3][Column.STATUS] == "", False),
        (Column.DEADLINE, False, False),
        (Column.PROBLEM, False, True),
        (Column.PROBLEM, True, False),
    }
    assert any(c.old == gone[Column.PROBLEM] for c in fresh)
    assert record_changes(after, after, WHEN).changes == after.changes
