"""What copying from the web leaves is passed over by the reader and reported by the check: the same stretches."""

from __future__ import annotations

import pytest

from desktop.checks.residue import CHECKS
from desktop.report.residue import find_places, find_residue
from desktop.report.scanning import scan_paragraph


@pytest.mark.parametrize("example", CHECKS[0].bad, ids=lambda e: e.text[:12])
def test_what_is_reported_is_passed_over(example) -> None:
    text = example.text.replace("⟦", "").replace("⟧", "")
    start, end = example.text.index("⟦"), example.text.index("⟧") - 1
    assert find_residue(text) == ((start, end),)
    clean = scan_paragraph(text, 1).clean
    assert clean == (text[:start] + text[end:]).strip()


def test_names_at_the_foot_are_doubted_but_read() -> None:
    (place,) = find_places("审核：张三")
    assert not place.sure
    assert find_residue("审核：张三") == ()


@pytest.mark.parametrize(
    "text",
    [
        "针对“微信公众号缺乏维护”的问题",
        "【整改措施】规范资金来源：财政拨款。",
        "网址www.qinghe.example。",
        "（详见局微信公众号）",
    ],
)
def test_a_reports_own_words_are_left_alone(text: str) -> None:
    assert find_residue(text) == ()


def test_a_mark_in_chinese_between_signs_is_residue() -> None:
    assert find_residue("##付费内容开始##一、整改情况") == ((0, 10),)
