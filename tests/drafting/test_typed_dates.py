from __future__ import annotations

from datetime import date

import pytest

from desktop.drafting.typed_dates import read_typed_date

TODAY = date(2026, 2, 1)


@pytest.mark.parametrize(
    "text",
    ["2025年7月3日", "2025.7.3", "2025-07-03", "2025/7/3", "20250703", "二〇二五年七月三日", " 2025 年 7 月 3 日 ",
     "２０２５年７月３日", "2025年7月3号"],
)  # fmt: skip
def test_a_day_is_read_however_it_is_typed(text: str) -> None:
    assert read_typed_date(text, TODAY) == date(2025, 7, 3)


@pytest.mark.parametrize("text", ["7月3日", "7.3", "七月三日"])
def test_a_year_left_out_is_that_of_the_day_given(text: str) -> None:
    assert read_typed_date(text, TODAY) == date(2026, 7, 3)


@pytest.mark.parametrize(
    "text", ["", "七月初", "2025年7月", "2025年", "2025.13.1", "20250230", "反馈于2025年7月3日", "0"]
)
def test_what_is_no_whole_day_is_none(text: str) -> None:
    assert read_typed_date(text, TODAY) is None
