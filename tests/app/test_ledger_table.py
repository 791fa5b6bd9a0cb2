"""Which rows a table shows, in which order, under which heads; and the working ledger behind it."""

from __future__ import annotations

import json
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.app.ledger_model import LedgerModel
from desktop.app.ledger_table import Due, Group, Head, RowCounts, Wanted, arrange, choices, due_words
from desktop.app.ledger_view_memory import LedgerView, LedgerViewMemory
from desktop.app.working_ledger import WorkingLedger
from desktop.ledger.columns import Column
from desktop.ledger.editing import delete_rows, set_cells
from desktop.ledger.model import Ledger, Row

C = Column
TODAY = date(2025, 12, 4)
ROWS = tuple(
    Row(
        {
            c: t
            for c, t in zip(
                (C.NUMBER, C.ASPECT, C.PROBLEM, C.LEADER, C.DEPARTMENT, C.DEADLINE, C.STATUS), row, strict=True
            )
            if t
        }
    )
    for row in (
        ("1", "学习方面", "理论学习不够", "周宁", "办公室", "2025年11月30日", "未完成"),
        ("2", "学习方面", "旧城改造统筹不足", "韩立", "更新科、办公室", "2025年12月底前", "正在整改"),
        ("3", "作风方面", "窗口服务生硬", "周宁", "政务科", "2025年12月10日", "正在整改"),
        ("10", "作风方面", "物业资金监管不严", "", "", "长期坚持", "已完成"),
        ("", "", "党费收缴不规范", "沈言", "机关党总支", "2025年11月1日", "已完成"),
    )
)


def shown(**wanted) -> list[object]:
    wanted.setdefault("group", Group.NONE)
    return arrange(ROWS, Wanted(**wanted), TODAY)


@pytest.mark.parametrize(
    ("wanted", "rows"),
    [
        ({}, [0, 1, 2, 3, 4]),
        ({"status": "正在整改"}, [1, 2]),
        ({"due": Due.OVERDUE}, [0]),
        ({"due": Due.WEEK}, [2]),
        ({"due": Due.SOON}, [2]),
        ({"department": "办公室"}, [0, 1]),
        ({"department": "未写责任单位"}, [3]),
        ({"leader": "周宁", "status": "未完成"}, [0]),
        ({"aspect": "未分方面"}, [4]),
        ({"words": "办公室 统筹"}, [1]),
        ({"sort": (C.NUMBER, False)}, [0, 1, 2, 3, 4]),
        ({"sort": (C.NUMBER, True)}, [3, 2, 1, 0, 4]),
        ({"sort": (C.DEADLINE, False)}, [4, 0, 2, 1, 3]),
        ({"sort": (C.STATUS, False)}, [3, 4, 1, 2, 0]),
        ({"sort": (C.LEADER, False)}, [1, 4, 0, 2, 3]),
    ],
)
def test_what_is_asked_for_is_shown(wanted, rows):
    assert shown(**wanted) == rows


def test_rows_stand_under_heads_that_count_them():
    items = shown(group=Group.ASPECT, sort=(C.NUMBER, True))
    assert items == [Head("学习方面", 2, 0), 1, 0, Head("作风方面", 2, 1), 3, 2, Head("未分方面", 1, 1), 4]
    assert [item.title for item in shown(group=Group.STATUS) if isinstance(item, Head)] == [
        "已完成",
        "正在整改",
        "未完成",
    ]


def test_overdue_and_due_soon_are_said_in_words():
    assert [due_words(row, TODAY) for row in ROWS] == ["超期 4 天", "", "剩 6 天", "", ""]
    assert due_words(ROWS[2], date(2025, 12, 10)) == "今天到期"
    assert due_words(ROWS[1], date(2025, 12, 11)) == "剩 20 天"


@given(
    st.lists(
        st.tuples(
            st.integers(0, 4),
            st.sampled_from([C.STATUS, C.LEADER, C.DEPARTMENT, C.DEADLINE]),
            st.sampled_from(["", "已完成", "未完成", "办公室", "2025年12月5日"]),
        )
    )
)
def test_counts_kept_up_row_by_row_equal_counts_made_afresh(edits):
    rows = list(ROWS)
    counts = RowCounts(rows, TODAY)
    for at, column, text in edits:
        new = rows[at].changed(column, text)
        counts.exchange(rows[at], new)
        rows[at] = new
    fresh = choices(rows, TODAY)
    kept = counts.choices()
    assert (kept.statuses, kept.total, kept.overdue, kept.week, kept.soon) == (
        fresh.statuses,
        fresh.total,
        fresh.overdue,
        fresh.week,
        fresh.soon,
    )
    assert dict(sorted(kept.departments.items())) == dict(sorted(fresh.departments.items()))
    assert dict(sorted(kept.leaders.items())) == dict(sorted(fresh.leaders.items()))


def test_what_was_just_written_does_not_vanish_from_under_the_hand(qapp):
    model = LedgerModel()
    model.judge(model.done, TODAY)
    model.show(Ledger("整改台账", rows=ROWS))
    model.want(Wanted(status="正在整改"))
    changed = set_cells(model.ledger, {(1, C.STATUS): "已完成"}, "2025-12-04T10:00")
    model.show(changed)
    assert model.shown_rows() == [1, 2]
    assert [model.row(n).done for n in model.head_rows()] == [1, 0]
    model.want(Wanted(status="已完成"))
    assert model.shown_rows() == [1, 3, 4]


def test_undo_of_the_only_edit_leaves_what_the_report_says(qapp):
    working = WorkingLedger(now=lambda: "2025-12-04T10:00")
    made = Ledger("整改台账", rows=tuple(Row(row.cells, line) for line, row in enumerate(ROWS, 5)))
    working.follow_report(made)
    assert not working.is_own
    working.edit("填写备注", set_cells(made, {(0, C.REMARK): "改"}, "2025-12-04T10:00"))
    assert working.modified
    working.undo()
    assert not working.modified
    assert not working.is_own
    working.redo()
    assert working.ledger.rows[0][C.REMARK] == "改"


def test_steps_taken_before_the_report_changed_can_still_be_taken_back(qapp):
    working = WorkingLedger(now=lambda: "2025-12-04T10:00")
    made = Ledger("整改台账", rows=tuple(Row(row.cells, line) for line, row in enumerate(ROWS, 5)))
    working.follow_report(made)
    working.edit("删除", delete_rows(made, [3], "2025-12-04T10:00").ledger)
    working.edit("填写", set_cells(working.ledger, {(0, C.REMARK): "改"}, "2025-12-04T10:00"))
    later = Ledger("整改台账", rows=tuple(Row({**row.cells, C.GOAL: "新目标"}, row.line + 2) for row in made.rows))
    working.follow_report(later)
    assert [row[C.GOAL] for row in working.ledger.rows] == ["新目标"] * 4
    working.undo()
    working.undo()
    assert [row[C.PROBLEM] for row in working.ledger.rows] == [row[C.PROBLEM] for row in ROWS]
    assert [row[C.GOAL] for row in working.ledger.rows] == ["新目标"] * 5
    assert [row.line for row in working.ledger.rows] == [row.line for row in later.rows]


def test_how_ledgers_are_looked_at_is_remembered_and_never_in_the_way(tmp_path):
    file = tmp_path / "config" / "ledger_view.json"
    memory = LedgerViewMemory(file)
    memory.keep(LedgerView(frozenset({C.PROBLEM, C.STATUS}), {C.PROBLEM: 260}, Group.LEADER))
    assert LedgerViewMemory(file)() == memory()
    file.write_text(json.dumps({"columns": ["X", 3], "widths": {"PROBLEM": "a", "STATUS": 5}, "group": 1}), "utf-8")
    assert LedgerViewMemory(file)() == LedgerView(frozenset())
    file.write_text("no json", "utf-8")
    assert LedgerViewMemory(file)() == LedgerView()
