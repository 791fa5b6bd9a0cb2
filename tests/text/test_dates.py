"""Dates in running text, possible or not."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.text.dates import find_dates, read_date


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2021年6月30日", date(2021, 6, 30)),
        ("2021 年 6 月 30 日", date(2021, 6, 30)),
        ("二〇二一年六月三十日", date(2021, 6, 30)),
        ("二○二一年十二月一日", date(2021, 12, 1)),
        ("２０２１年６月３０号", date(2021, 6, 30)),
        ("成文于2021.6.30。", date(2021, 6, 30)),
        ("2021-06-30印发", date(2021, 6, 30)),
        ("2021/6/30", date(2021, 6, 30)),
        ("2024年2月29日", date(2024, 2, 29)),
    ],
)
def test_a_whole_date_is_read(text: str, expected: date) -> None:
    assert read_date(text) == expected


@pytest.mark.parametrize(
    "text",
    ["2021年6月31日", "2021年13月5日", "2023年2月29日", "2月30日", "6月31日", "2021.2.30", "二〇二一年四月三十一日"],
)
def test_an_impossible_date_is_found_and_known_as_such(text: str) -> None:
    (mention,) = find_dates(text)
    assert not mention.possible
    assert mention.date is None
    assert text[mention.start : mention.end] == text


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("2021年6月", (2021, 6, None)),
        ("2021年", (2021, None, None)),
        ("6月30日", (None, 6, 30)),
        ("2月29日", (None, 2, 29)),
    ],
)
def test_what_a_date_leaves_out_is_none(text: str, parts: tuple[int | None, ...]) -> None:
    (mention,) = find_dates(text)
    assert (mention.year, mention.month, mention.day) == parts
    assert mention.possible


@pytest.mark.parametrize("text", ["历时3个月", "1.2.3版", "第3号令", "电话0731-8255-1234", "比例为12.5.6"])
def test_other_numbers_are_no_dates(text: str) -> None:
    assert find_dates(text) == ()


def test_every_date_of_a_sentence_is_found_in_order() -> None:
    text = "2020年12月7日至2021年1月8日巡察，6月3日反馈。"
    assert [(m.year, m.month, m.day) for m in find_dates(text)] == [(2020, 12, 7), (2021, 1, 8), (None, 6, 3)]


@given(st.text(alphabet="0123456789年月日号.-/二〇○一十零 ", max_size=40))
def test_any_text_is_read(text: str) -> None:
    for mention in find_dates(text):
        assert 0 <= mention.start < mention.end <= len(text)
        assert mention.date is None or mention.possible


@given(st.dates(date(1900, 1, 1), date(2100, 12, 31)))
def test_a_written_date_is_read_back(day: date) -> None:
    assert read_date(f"于{day.year}年{day.month}月{day.day}日反馈") == day


def test_a_year_shortly_before_a_date_does_not_cut_it_short() -> None:
    text = "机关党组2020年的民主生活会2021年12月25日召开，2021年2月开展自查，2021.3.15公开。"
    assert [text[d.start : d.end] for d in find_dates(text)] == ["2020年", "2021年12月25日", "2021年2月", "2021.3.15"]
