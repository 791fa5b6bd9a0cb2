"""Outlines as offices really number them stay silent; what breaks one is found."""

from __future__ import annotations

import pytest

from desktop.checks.base import Finding, Severity
from desktop.checks.engine import Engine
from desktop.checks.numbering import CHECKS as HEADINGS
from desktop.checks.series import CHECKS as SERIES
from desktop.report.parse import parse
from desktop.text.document import Document

HEAD = "中共清河区城市更新局党组关于巡察整改情况的通报\n现将巡察整改情况予以公布。\n"
TEXT = "整改情况：一是完善有关制度。二是开展专项检查。"
TITLES = ("理论学习不深入", "变更审批不严格", "档案管理不规范", "调查研究不扎实", "资产管理有漏洞", "轮岗交流不到位")
DETAILS = "（一）提高政治站位。局党组召开专题会议。\n（二）压实工作责任。逐项明确责任科室。\n"
PLAIN = "局党组召开专题会议。\n"
ORGANIZATION = "整改工作组织情况\n"
BODY = "巡察反馈问题整改落实情况\n"
NEXT = "下一步工作打算\n"
LEAD = "（一）党的领导方面\n"
BUILD = "（二）党的建设方面\n"


def check(text: str) -> tuple[Finding, ...]:
    engine = Engine(HEADINGS + SERIES)
    found = engine.run(parse(Document.from_lines((HEAD + text).split("\n"))))
    assert engine.failures == ()
    return tuple(f for f in found if f.severity is not Severity.INFO)


def problems(*labels: str) -> str:
    return "".join(
        f"{label}关于“{title}”问题的整改情况\n{TEXT}\n" for label, title in zip(labels, TITLES, strict=False)
    )


def sections(body: str) -> str:
    """A report of three numbered sections with this text in the second."""
    return "一、" + ORGANIZATION + DETAILS + "二、" + BODY + body + "三、" + NEXT + DETAILS


SILENT = {
    "每个方面重新编号": sections(LEAD + problems("1.", "2.") + BUILD + problems("1.", "2.", "3.")),
    "问题编号贯穿各方面": sections(LEAD + problems("1.", "2.") + BUILD + problems("3.", "4.", "5.")),
    "细分问题编号贯穿各方面": sections(
        LEAD
        + "1.政治学习有差距\n"
        + problems("（1）", "（2）")
        + "2.履行职责有差距\n"
        + problems("（3）", "（4）")
        + BUILD
        + "3.组织建设有差距\n"
        + problems("（5）", "（6）")
    ),
    "没有“一、”这一级": "（一）党组履行主体责任情况\n"
    + PLAIN
    + "（二）"
    + BODY
    + problems("1.", "2.", "3.")
    + "（三）"
    + NEXT
    + PLAIN,
    "只有两级": "一、" + ORGANIZATION + PLAIN + "二、" + BODY + problems("1、", "2、", "3、") + "三、" + NEXT + PLAIN,
    "部分没有编号": ORGANIZATION
    + DETAILS
    + BODY
    + LEAD
    + problems("1.", "2.")
    + BUILD
    + problems("1.", "2.")
    + NEXT
    + DETAILS,
    "后面另有清单": sections(problems("1.", "2.", "3.", "4."))
    .replace("三、", "四、")
    .replace("四、" + NEXT, "三、需要进一步整改的事项\n" + problems("1.", "2.") + "四、" + NEXT),
}


@pytest.mark.parametrize("text", SILENT.values(), ids=SILENT.keys())
def test_a_scheme_that_offices_use_is_left_alone(text: str) -> None:
    found = check(text)
    assert not found, [(f.rule, f.span.line, f.text, f.message) for f in found]


@pytest.mark.parametrize("name", SILENT)
def test_a_heading_left_out_is_found_in_every_scheme(name: str) -> None:
    """The second problem of the first group goes with its text."""
    lines = SILENT[name].split("\n")
    first = next(i for i, line in enumerate(lines) if TITLES[0] in line)
    del lines[first + 2 : first + 4]
    found = check("\n".join(lines))
    if name in ("每个方面重新编号", "部分没有编号"):
        assert not found, "a group of one begins with 1 and is whole"
        return
    assert [f.kind for f in found] == ["number-gap"], [(f.span.line, f.message) for f in found]


def test_a_number_used_twice_is_mended_with_all_that_follow_it() -> None:
    (found,) = check(sections(problems("1.", "2.", "2.", "3.", "4.")))
    assert found.kind == "number-duplicate"
    (fix,) = found.fixes
    assert [e.text for e in fix.edits] == ["3.", "4.", "5."]
    assert not fix.certain


def test_one_wrong_number_among_right_ones_is_one_finding() -> None:
    (found,) = check(sections(problems("1.", "2.", "7.", "4.", "5.")))
    assert found.text == "7."
    assert found.fixes[0].edits[0].text == "3."
    assert found.fixes[0].certain


def test_measures_over_several_paragraphs_are_one_series() -> None:
    good = (
        "1.关于“理论学习不深入”问题的整改情况\n整改情况：一是完善制度。\n"
        "二是开展检查。其中：（1）自查；（2）抽查。\n三是通报结果。\n"
    )
    assert not check(sections(good))
    (found,) = check(sections(good.replace("三是", "四是")))
    assert (found.kind, found.text) == ("number-gap", "四是")
