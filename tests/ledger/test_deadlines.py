"""Deadlines in the forms that offices write, and when two of them differ."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.ledger.deadlines import Sort, differ, find_days, last_day, sort_of


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2025年9月30日", date(2025, 9, 30)),
        ("2025年9月底前", date(2025, 9, 30)),
        ("2025年2月底", date(2025, 2, 28)),
        ("2025.9.5", date(2025, 9, 5)),
        ("2025-09-30", date(2025, 9, 30)),
        ("2025/9/5前", date(2025, 9, 5)),
        ("20250930", date(2025, 9, 30)),
        ("2025.9", date(2025, 9, 30)),
        ("2025年底前", date(2025, 12, 31)),
        ("2025年三季度", date(2025, 9, 30)),
        ("2025年上半年", date(2025, 6, 30)),
        ("2025年9月中旬", date(2025, 9, 20)),
        ("二〇二五年九月三十日", date(2025, 9, 30)),
        ("25年9月", date(2025, 9, 30)),
        ("2025年9月1日至2025年10月15日", date(2025, 10, 15)),
        ("2025-10-30（剩余12天）", date(2025, 10, 30)),
        ("9月30日前", None),
        ("长期坚持", None),
        ("2025年13月", None),
        ("6个月", None),
        ("", None),
    ],
)
def test_the_last_day_that_a_deadline_leaves(text: str, day: date | None):
    assert last_day(text) == day


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("2025年12月底前", "2025-12-31"),
        ("2025年9月30日", "9月底前"),
        ("2025年10月前，长期坚持", "2025年10月"),
        ("2025年10月前，长期坚持", "长期坚持"),
        ("立行立改", "2025年9月"),
        ("长期坚持", "持续推进"),
        ("", "2025年9月"),
        ("2025年9月\n2025年12月", "2025年12月31日"),
        ("2月底", "2025年2月28日"),
        ("集中整改期内", "2025年9月"),
    ],
)
def test_deadlines_that_can_mean_the_same(one: str, other: str):
    assert not differ(one, other)
    assert not differ(other, one)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("2025年12月底前", "2025年11月底前"),
        ("2025年12月", "2026年12月"),
        ("9月30日前", "2025年10月"),
        ("长期坚持", "2025年10月"),
        ("长期坚持", "立行立改"),
        ("集中整改期内", "半年以内"),
    ],
)
def test_deadlines_that_differ(one: str, other: str):
    assert differ(one, other)
    assert differ(other, one)


@given(st.text(alphabet="0123456789年月日底前.-/上中下旬季度半一二三十〇长期坚持立行改 ", max_size=24))
def test_any_text_can_be_read(text: str):
    for due in find_days(text):
        assert due.year is None or due.date is not None
    assert sort_of(text) in Sort
    assert not differ(text, text)
