"""What changed since the last snapshot, and the periodic report of it."""

from dataclasses import replace
from datetime import date

from desktop.ledger.columns import Column
from desktop.ledger.model import Ledger, Row
from desktop.ledger.progress import Period, Snapshot, days_left, periodic_report, progress_between

TITLES = ("理论学习不够系统", "窗口服务态度生硬", "维修资金监管不严", "党费收缴不规范", "公务用车管理不规范")
STATUSES = ("正在整改", "正在整改", "已完成", "未完成", "正在整改")
DEADLINES = ("2025年10月15日", "2025年10月25日", "2025年9月底", "2025年9月30日前", "长期坚持")


def ledger(**changes: dict[int, str]) -> Ledger:
    rows = []
    for n, title in enumerate(TITLES):
        cells = {
            Column.NUMBER: str(n + 1),
            Column.PROBLEM: title,
            Column.STATUS: STATUSES[n],
            Column.DEADLINE: DEADLINES[n],
            Column.DEPARTMENT: "办公室",
            Column.LEADER: "周宁",
            Column.PROGRESS: "召开会议。",
        }
        for name, texts in changes.items():
            if n in texts:
                cells[Column[name]] = texts[n]
        rows.append(Row(cells))
    return Ledger("巡察反馈问题整改台账", "清河区城市更新局", rows=tuple(rows))


BEFORE = Snapshot(date(2025, 10, 2), ledger())
AFTER = Snapshot(
    date(2025, 10, 9),
    ledger(
        STATUS={0: "已完成", 2: "正在整改"},
        STRUCK_OFF={0: "2025年10月8日"},
        PROGRESS={1: "召开会议。开展培训4场", 0: "召开会议。制定计划"},
        DONE_ON={0: "2025年10月8日"},
        REASON_OPEN={3: "票据丢失，需向银行调取。"},
    ),
)


def test_what_is_new_is_told_apart():
    progress = progress_between(BEFORE, AFTER)
    assert progress.done == progress.struck_off == (0,)
    assert progress.reopened == (2,)
    assert [(a.row, a.text) for a in progress.advanced] == [(0, "制定计划"), (1, "开展培训4场")]
    assert progress.overdue == (2, 3)
    assert progress.due == (1,)
    assert progress.open == (1, 2, 3, 4)
    assert (progress.totals_before.done, progress.totals.done) == (1, 1)


def test_rows_that_came_and_went():
    rows = (*AFTER.ledger.rows[1:], Row({Column.NUMBER: "6", Column.PROBLEM: "档案室漏水"}))
    progress = progress_between(BEFORE, Snapshot(AFTER.day, replace(AFTER.ledger, rows=rows)))
    assert progress.gone == (0,)
    assert progress.added == (4,)


def test_days_left_are_those_of_the_last_day_a_deadline_leaves():
    rows = BEFORE.ledger.rows
    assert [days_left(row, date(2025, 10, 9)) for row in rows] == [6, 16, None, -9, None]


def test_the_report_says_it_with_the_ledgers_numbers():
    lines = periodic_report(progress_between(BEFORE, AFTER), Period.WEEK)
    assert lines[:2] == ("清河区城市更新局巡察整改工作周报", "（2025年10月3日至2025年10月9日）")
    text = "\n".join(lines)
    assert "台账登记反馈问题5个：已完成1个，正在整改3个，未完成1个，完成率20.0%" in text
    assert "本期新完成1个，新销号1个，重新整改1个，超过时限2个。" in text
    assert "1.理论学习不够系统（办公室，周宁），2025年10月8日完成。" in lines
    assert "1.窗口服务态度生硬：开展培训4场。" in lines
    assert (
        "党费收缴不规范（办公室，周宁），时限2025年9月30日前，已超过9天；未完成原因：票据丢失，需向银行调取。" in text
    )
    assert "1.窗口服务态度生硬（办公室，周宁），时限2025年10月25日，还有16天。" in lines
    assert lines[-2:] == ("清河区城市更新局", "2025年10月9日")
    assert [line[0] for line in lines if line[1:2] == "、"] == list("一二三四五六七")


def test_a_quiet_week_is_said_to_be_quiet():
    same = progress_between(BEFORE, Snapshot(date(2025, 10, 9), BEFORE.ledger))
    lines = periodic_report(same, Period.HALF_MONTH)
    assert lines[lines.index("二、本期新完成的问题") + 1] == "无。"
    assert "与上期持平" in "\n".join(lines)
    assert not any("重新整改" in line for line in lines)


def test_when_all_is_done_nothing_remains():
    done = ledger(STATUS=dict.fromkeys(range(5), "已完成"))
    lines = periodic_report(progress_between(BEFORE, Snapshot(date(2025, 12, 1), done)), Period.MONTH)
    assert "反馈问题已全部完成整改，继续巩固整改成果。" in lines
    assert "完成率100.0%" in "\n".join(lines)
