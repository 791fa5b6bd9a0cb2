"""The overview of a ledger on a day."""

from datetime import date

import invented_ledgers
import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.ledger.columns import STATUS_CHOICES, Column
from desktop.ledger.model import Ledger, Row
from desktop.ledger.overview import GroupBy, Urgency, days_words, look_over
from desktop.ledger.totals import count_rows

TODAY = date(2025, 9, 15)


def ledger(*cells):
    rows = (Row({Column.DEADLINE: deadline, Column.STATUS: status}) for deadline, status in cells)
    return Ledger("整改台账", rows=tuple(rows))


@pytest.mark.parametrize(
    ("deadline", "status", "urgency", "said"),
    [
        ("2025年8月底前", "正在整改", Urgency.OVERDUE, "超期 15 天"),
        ("2025年8月底前", "已完成", Urgency.DONE, "超期 15 天"),
        ("2025-09-15", "未完成", Urgency.NEAR, "今天到期"),
        ("2025.9.22", "", Urgency.NEAR, "还有 7 天"),
        ("2025年9月23日", "正在整改", Urgency.SOON, "还有 8 天"),
        ("2025年10月5日", "正在整改", Urgency.SOON, "还有 20 天"),
        ("2025年10月6日", "正在整改", Urgency.LATER, "还有 21 天"),
        ("长期坚持", "正在整改", Urgency.NO_DAY, ""),
        ("", "正在整改", Urgency.NO_DAY, ""),
    ],
)
def test_a_row_is_late_near_or_far(deadline, status, urgency, said):
    (item,) = look_over(ledger((deadline, status)), TODAY).items
    assert item.urgency is urgency
    assert days_words(item) == said


def test_the_longest_overdue_and_the_next_due_come_first():
    cells = (("2025年8月底", "正在整改"), ("2025年7月", "未完成"), ("2025年9月20日", ""), ("2025年9月16日", ""))
    overview = look_over(ledger(*cells), TODAY)
    assert [item.number for item in overview.late] == ["2", "1"]
    assert [item.number for item in overview.coming] == ["4", "3"]


def test_months_stand_in_the_order_of_time_and_what_has_none_comes_last():
    deadlines = ("", "长期坚持", "2026年1月", "2025年12月底前", "按上级要求", "2025.12")
    overview = look_over(ledger(*((deadline, "") for deadline in deadlines)), TODAY)
    groups = overview.groups(GroupBy.MONTH)
    assert [group.name for group in groups] == ["2025年12月", "2026年1月", "长期坚持", "其他时限", "未写时限"]
    assert groups[0].totals.total == 2


DEADLINES = st.sampled_from(["", "2025年8月", "2025年9月20日", "长期坚持", "2026年3月底"])
STATUSES = st.sampled_from(["", "待定", *STATUS_CHOICES])


@given(st.lists(st.tuples(DEADLINES, STATUSES), max_size=30))
def test_the_groups_hold_every_row_once_and_their_numbers_add_up(cells):
    overview = look_over(ledger(*cells), TODAY)
    for by in GroupBy:
        groups = overview.groups(by)
        assert sorted(item.index for group in groups for item in group.items) == list(range(len(cells)))
        assert sum(group.totals.done for group in groups) == overview.totals.done
        assert sum(group.overdue for group in groups) == len(overview.late)
    assert overview.totals == count_rows(overview.ledger.rows)


def test_departments_and_leaders_keep_the_order_of_the_ledger():
    made = invented_ledgers.make(7, 43, aspects=4)
    overview = look_over(made, TODAY)
    names = [group.name for group in overview.groups(GroupBy.LEADER)]
    assert names == list(dict.fromkeys(row[Column.LEADER] for row in made.rows))
