"""Numbers at the head of headings, and enumerations inside text."""

import pytest

from desktop.report.numbering import find_items, find_label, first_level_items


@pytest.mark.parametrize(
    ("text", "written", "style", "value"),
    [
        ("一、整改情况", "一、", "一、", 1),
        ("十二、整改情况", "十二、", "一、", 12),
        ("（一）整改情况", "（一）", "（一）", 1),
        ("(三)整改情况", "(三)", "（一）", 3),
        ("1.关于", "1.", "1.", 1),
        ("１．关于", "１．", "1.", 1),
        ("12、针对", "12、", "1.", 12),
        ("14.    选人用人", "14.", "1.", 14),
        ("（6）意识", "（6）", "（1）", 6),
        ("2）意识", "2）", "（1）", 2),
        ("⑪考勤", "⑪", "①", 11),
        ("第二方面问题：执行不力", "第二方面问题", "第一方面", 2),
        ("　 （四） 落实", "（四）", "（一）", 4),
    ],
)
def test_heading_numbers(text, written, style, value):
    label = find_label(text)

    assert label is not None
    assert (label.text, label.style, label.value) == (written, style, value)
    assert text[label.span.start : label.span.end] == written


@pytest.mark.parametrize("text", ["2025年以来", "1.5万元", "三、四个月", "一是加强", "10月", "整改", "", "（某）"])
def test_what_is_no_heading_number(text):
    assert find_label(text) is None


def test_the_outer_enumeration_is_the_one_that_begins_first():
    text = "一是即知即改。①针对台账；②针对票据。二是全面排查。"

    assert [(item.style, item.value) for item in first_level_items(text)] == [("一是", 1), ("一是", 2)]
    assert [item.value for item in find_items(text)] == [1, 1, 2, 2]


def test_numbers_inside_words_are_no_enumeration():
    assert list(find_items("统一是关键，文件（2）份")) == []
