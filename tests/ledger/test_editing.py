"""Edits of the ledger: what becomes of rows, and what stands in the log."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.ledger import editing
from desktop.ledger.changes import undone
from desktop.ledger.columns import Column
from desktop.ledger.model import Ledger, Row
from desktop.ledger.undoing import redo, step_between, undo

C = Column
WHEN, LATER = "2025-09-30T14:05", "2025-10-08T09:00"


def ledger(*names: str) -> Ledger:
    rows = [Row({C.NUMBER: str(n), C.ASPECT: "学习方面", C.PROBLEM: name}, n) for n, name in enumerate(names, 1)]
    return Ledger("整改台账", rows=tuple(rows))


def problems(made: Ledger) -> list[str]:
    return [row[C.PROBLEM] for row in made.rows]


def test_ten_rows_are_set_at_once_and_each_is_logged():
    made = editing.set_cells(ledger("甲", "乙", "丙"), {(0, C.STATUS): "已完成", (2, C.STATUS): "已完成"}, WHEN)
    assert [row[C.STATUS] for row in made.rows] == ["已完成", "", "已完成"]
    assert [(c.when, c.number, c.column, c.old, c.new) for c in made.changes] == [
        (WHEN, "1", C.STATUS, "", "已完成"),
        (WHEN, "3", C.STATUS, "", "已完成"),
    ]


def test_an_edit_that_changes_nothing_gives_the_same_ledger():
    before = ledger("甲")
    assert editing.set_cells(before, {(0, C.PROBLEM): "甲"}, WHEN) is before
    assert editing.move_rows(before, [0], -1).ledger is before
    assert editing.merge_rows(before, [0], WHEN).ledger is before
    assert editing.delete_rows(before, [], WHEN).ledger is before


def test_a_new_row_is_numbered_on_and_stands_in_the_aspect_beside_it():
    before = ledger("甲", "乙")
    made = editing.insert_rows(before, 1, [editing.new_row(before, 0)], WHEN)
    assert [row[C.NUMBER] for row in made.ledger.rows] == ["1", "3", "2"]
    assert made.ledger.rows[1][C.ASPECT] == "学习方面"
    assert made.rows == (1,)
    assert made.ledger.changes[-1].new == "3"


def test_deleted_rows_stay_on_record():
    made = editing.delete_rows(ledger("甲", "乙", "丙"), [0, 2], WHEN)
    assert problems(made.ledger) == ["乙"]
    assert [(c.old, c.new) for c in made.ledger.changes] == [("甲", ""), ("丙", "")]


@pytest.mark.parametrize(
    ("rows", "step", "order"),
    [
        ([1], -1, "乙甲丙丁"),
        ([0, 1], 1, "丙甲乙丁"),
        ([0, 2], 1, "乙丁甲丙"),
        ([3], 1, "甲乙丙丁"),
        ([2, 3], -1, "甲丙丁乙"),
    ],
)
def test_rows_move_past_their_neighbour(rows, step, order):
    made = editing.move_rows(ledger("甲", "乙", "丙", "丁"), rows, step)
    assert "".join(problems(made.ledger)) == order
    assert [made.ledger.rows[at][C.PROBLEM] for at in made.rows] == [
        ledger("甲", "乙", "丙", "丁").rows[r][C.PROBLEM] for r in rows
    ]


def test_a_row_is_split_by_its_measures():
    before = editing.set_cells(
        ledger("甲", "乙"),
        {
            (0, C.MEASURES): "1.制定计划\n2.每月学习\n（含中心组）\n3.开展测试",
            (0, C.LEADER): "周宁",
            (0, C.STATUS): "已完成",
        },
        WHEN,
    )
    made = editing.split_row(before, 0, C.MEASURES, LATER)
    assert [row[C.MEASURES] for row in made.ledger.rows] == ["制定计划", "每月学习\n（含中心组）", "开展测试", ""]
    assert [row[C.NUMBER] for row in made.ledger.rows] == ["1-1", "1-2", "1-3", "2"]
    assert [row[C.LEADER] for row in made.ledger.rows] == ["周宁", "周宁", "周宁", ""]
    assert [row[C.STATUS] for row in made.ledger.rows] == ["已完成", "", "", ""]
    assert [row.line for row in made.ledger.rows] == [1, None, None, 2]
    assert made.rows == (0, 1, 2)


def test_rows_are_merged_into_the_first():
    before = editing.set_cells(
        ledger("甲", "甲", "丙"),
        {
            (0, C.MEASURES): "制定计划",
            (1, C.MEASURES): "1.每月学习\n2.开展测试",
            (0, C.DEPARTMENT): "办公室",
            (1, C.DEPARTMENT): "人事科、办公室",
            (0, C.STATUS): "已完成",
            (1, C.STATUS): "正在整改",
        },
        WHEN,
    )
    made = editing.merge_rows(before, [1, 0], LATER).ledger
    assert problems(made) == ["甲", "丙"]
    assert made.rows[0][C.MEASURES] == "1.制定计划\n2.每月学习\n3.开展测试"
    assert made.rows[0][C.DEPARTMENT] == "办公室、人事科"
    assert made.rows[0][C.STATUS] == "正在整改"
    assert {c.column for c in made.changes if c.when == LATER} == {C.MEASURES, C.DEPARTMENT, C.STATUS, C.PROBLEM}


def test_split_and_merge_come_back_to_the_same_measures():
    before = editing.set_cells(ledger("甲"), {(0, C.MEASURES): "1.制定计划\n2.每月学习"}, WHEN)
    parts = editing.split_row(before, 0, C.MEASURES, WHEN)
    assert editing.merge_rows(parts.ledger, parts.rows, WHEN).ledger.rows[0][C.MEASURES] == "1.制定计划\n2.每月学习"


def test_a_block_is_pasted_and_goes_on_in_new_rows():
    block = [["甲改", "办公室"], ["乙改", "人事科"], ["新的", "党办"]]
    made = editing.paste_block(ledger("甲", "乙"), [0, 1], [C.PROBLEM, C.DEPARTMENT], block, WHEN)
    assert [(r[C.NUMBER], r[C.PROBLEM], r[C.DEPARTMENT]) for r in made.ledger.rows] == [
        ("1", "甲改", "办公室"),
        ("2", "乙改", "人事科"),
        ("3", "新的", "党办"),
    ]
    assert made.rows == (0, 1, 2)


def test_one_text_fills_all_rows():
    made = editing.paste_block(ledger("甲", "乙", "丙"), [0, 2], [C.STATUS], [["已完成"]], WHEN)
    assert [row[C.STATUS] for row in made.ledger.rows] == ["已完成", "", "已完成"]


def test_a_strike_off_taken_back_stays_on_record_and_a_slip_of_the_pen_does_not():
    before = ledger("甲")
    struck = editing.set_cells(before, {(0, C.STATUS): "已完成", (0, C.REMARK): "错字"}, WHEN)
    back = undo(struck, step_between("填写", before, struck), LATER)
    assert back.rows == before.rows
    assert [(c.when, c.column, c.old, c.new) for c in back.changes] == [
        (WHEN, C.STATUS, "", "已完成"),
        (LATER, C.STATUS, "已完成", ""),
    ]
    assert [found.change.when for found in undone(back)] == [LATER]


def test_what_is_in_the_file_already_is_taken_back_on_record():
    before = ledger("甲")
    edited = editing.set_cells(before, {(0, C.REMARK): "写好"}, WHEN)
    back = undo(edited, step_between("填写", before, edited), LATER, saved=1)
    assert [(c.old, c.new) for c in back.changes] == [("", "写好"), ("写好", "")]


@given(st.lists(st.tuples(st.integers(0, 6), st.integers(0, 9)), max_size=12))
def test_any_steps_undone_give_the_rows_back(moves):
    now = ledger("甲", "乙", "丙", "丁")
    start = now
    steps = []
    for kind, at in moves:
        before = now
        rows = [at % max(1, len(now.rows))] if now.rows else []
        if not rows:
            break
        if kind == 0:
            now = editing.set_cells(now, {(rows[0], C.STATUS): "已完成"}, WHEN)
        elif kind == 1:
            now = editing.insert_rows(now, at, [Row({C.PROBLEM: f"新{at}"})], WHEN).ledger
        elif kind == 2:
            now = editing.delete_rows(now, rows, WHEN).ledger
        elif kind == 3:
            now = editing.move_rows(now, rows, 1 if at % 2 else -1).ledger
        elif kind == 4:
            now = editing.split_row(now, rows[0], C.MEASURES, WHEN).ledger
        elif kind == 5:
            now = editing.merge_rows(now, {*rows, (rows[0] + 1) % len(now.rows)}, WHEN).ledger
        else:
            now = editing.paste_block(now, rows, [C.PROBLEM], [["a"], ["b"], ["c"]], WHEN).ledger
        if now is not before:
            steps.append(step_between("x", before, now))
    end = now
    for step in reversed(steps):
        now = undo(now, step, LATER)
    assert now.rows == start.rows
    for step in steps:
        now = redo(now, step, LATER)
    assert now.rows == end.rows
