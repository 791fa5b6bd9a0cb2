"""A working ledger follows its report, and nothing the clerk wrote is lost."""

from __future__ import annotations

from dataclasses import replace

from desktop.ledger import editing
from desktop.ledger.columns import Column
from desktop.ledger.following import attached, coalesced, follow, missing
from desktop.ledger.model import Change, Ledger, Row

C = Column
WHEN = "2025-09-30T14:05"


def made(*problems: tuple[str, str], first: int = 10) -> Ledger:
    """A ledger as made from a report: a name and a status each."""
    rows = [
        Row({C.NUMBER: str(n), C.PROBLEM: name, C.STATUS: status}, first + 3 * n)
        for n, (name, status) in enumerate(problems, 1)
    ]
    return Ledger("整改台账", rows=tuple(rows))


OLD = made(("窗口服务态度生硬", "正在整改"), ("物业维修资金监管不严", "正在整改"), ("党费收缴不规范", "已完成"))


def test_cells_never_touched_follow_and_the_clerks_own_stay():
    mine = editing.set_cells(OLD, {(0, C.LEADER): "周宁", (1, C.LEADER): "韩立"}, WHEN)
    now = made(
        ("窗口服务态度生硬", "已完成"), ("物业维修资金监管不严", "正在整改"), ("党费收缴不规范", "已完成"), first=20
    )
    followed = follow(mine, OLD, now, WHEN)
    assert [row[C.STATUS] for row in followed.ledger.rows] == ["已完成", "正在整改", "已完成"]
    assert [row[C.LEADER] for row in followed.ledger.rows] == ["周宁", "韩立", ""]
    assert [row.line for row in followed.ledger.rows] == [row.line for row in now.rows]
    assert followed.ledger.changes[-1] == Change(WHEN, "1", "窗口服务态度生硬", C.STATUS, "正在整改", "已完成")
    assert not followed.conflicts


def test_a_cell_that_both_changed_keeps_the_clerks_words_and_is_told():
    mine = editing.set_cells(OLD, {(1, C.STATUS): "未完成"}, WHEN)
    now = made(("窗口服务态度生硬", "正在整改"), ("物业维修资金监管不严", "已完成"), ("党费收缴不规范", "已完成"))
    followed = follow(mine, OLD, now, WHEN)
    assert followed.ledger.rows[1][C.STATUS] == "未完成"
    (conflict,) = followed.conflicts
    assert (conflict.row, conflict.column, conflict.mine, conflict.text) == (1, C.STATUS, "未完成", "已完成")


def test_a_new_problem_comes_in_behind_the_one_before_it():
    mine = editing.move_rows(editing.set_cells(OLD, {(0, C.LEADER): "周宁"}, WHEN), [0], 1).ledger
    now = made(
        ("窗口服务态度生硬", "正在整改"),
        ("公务用车管理不规范", "未完成"),
        ("物业维修资金监管不严", "正在整改"),
        ("党费收缴不规范", "已完成"),
    )
    followed = follow(mine, OLD, now, WHEN)
    assert [row[C.PROBLEM][:2] for row in followed.ledger.rows] == ["物业", "窗口", "公务", "党费"]
    assert followed.added == (2,)
    assert followed.ledger.changes[-1].new == "公务用车管理不规范"


def test_a_problem_taken_out_of_the_report_goes_unless_the_clerk_wrote_in_its_row():
    mine = editing.set_cells(OLD, {(1, C.LEADER): "韩立"}, WHEN)
    now = made(("窗口服务态度生硬", "正在整改"))
    followed = follow(mine, OLD, now, WHEN)
    assert [row[C.PROBLEM][:2] for row in followed.ledger.rows] == ["窗口", "物业"]
    assert followed.gone == (1,)
    assert followed.ledger.rows[1].line is None
    again = follow(followed.ledger, now, OLD, WHEN)
    assert [row[C.PROBLEM][:2] for row in again.ledger.rows] == ["窗口", "物业", "党费"]


def test_an_imported_ledger_is_tied_to_the_report_and_what_it_lacks_is_named():
    imported = Ledger(
        "局台账",
        rows=(
            Row({C.NUMBER: "7", C.PROBLEM: "关于党费收缴不规范的问题", C.LEADER: "沈言"}),
            Row({C.NUMBER: "8", C.PROBLEM: "窗口服务态度生硬"}),
        ),
    )
    tied = attached(imported, OLD)
    assert [row.line for row in tied.rows] == [OLD.rows[2].line, OLD.rows[0].line]
    assert missing(tied, OLD) == (1,)
    now = replace(OLD, rows=(OLD.rows[0].changed(C.STATUS, "已完成"), *OLD.rows[1:]))
    assert follow(tied, OLD, now, WHEN).conflicts[0].text == "已完成"


def test_a_line_more_at_the_head_of_the_report_moves_only_lines():
    now = made(*[(row[C.PROBLEM], row[C.STATUS]) for row in OLD.rows], first=11)
    followed = follow(OLD, OLD, now, WHEN)
    assert followed.ledger.changes == ()
    assert followed.ledger.rows == now.rows


def test_the_log_tells_a_cell_once_but_every_status():
    def change(column, old, new):
        return Change(WHEN, "1", "甲", column, old, new)

    log = [
        change(C.REMARK, "", "旧"),
        change(C.REMARK, "旧", "新"),
        change(C.STATUS, "", "已完成"),
        change(C.REMARK, "新", "更新"),
        change(C.STATUS, "已完成", ""),
        change(C.GOAL, "", "一"),
        change(C.GOAL, "一", ""),
    ]
    assert coalesced(log, 1) == (
        log[0],
        change(C.STATUS, "", "已完成"),
        change(C.REMARK, "旧", "更新"),
        change(C.STATUS, "已完成", ""),
    )


def test_a_problem_that_the_report_answers_at_last_takes_the_row_that_waited_for_it():
    waiting = Row({C.NUMBER: "9", C.PROBLEM: "公务用车管理不规范", C.LEADER: "周宁"})
    mine = replace(OLD, rows=(*OLD.rows, waiting))
    now = made(
        ("窗口服务态度生硬", "正在整改"),
        ("公务用车管理不规范", "未完成"),
        ("物业维修资金监管不严", "正在整改"),
        ("党费收缴不规范", "已完成"),
    )
    followed = follow(mine, OLD, now, WHEN)
    assert followed.added == ()
    assert followed.ledger.rows[3] == replace(waiting, line=now.rows[1].line)


def test_a_problem_taken_out_and_brought_back_is_the_same_row_again():
    mine = editing.set_cells(OLD, {(1, C.LEADER): "韩立"}, WHEN)
    without = made(("窗口服务态度生硬", "正在整改"), ("党费收缴不规范", "已完成"))
    gone = follow(mine, OLD, without, WHEN).ledger
    back = follow(gone, without, OLD, WHEN)
    assert [row[C.LEADER] for row in back.ledger.rows] == ["", "韩立", ""]
    assert back.added == ()
