"""Stated numbers held against what the report itself lists."""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence

import pytest

from desktop.report.claims import read_claims
from desktop.report.model import Claim, Verdict
from desktop.report.parse import parse
from desktop.text.document import Document

CN = "一二三四五六七八九十"


def report_text(
    intro: str, aspects: Sequence[int] = (3, 3), statuses: Sequence[str] = (), *, lead: str = "", ending: str = ""
) -> str:
    """A notice with so many problems in each aspect."""
    names = ["理论学习", "服务群众", "干部队伍", "制度执行"]
    lines = [
        "中共清河区城市更新局党组关于巡察整改进展情况的通报",
        intro,
        "一、巡察整改组织落实情况",
        "局党组多次召开专题会议研究部署。",
        "二、反馈问题整改落实情况",
    ]
    number = 0
    for a, count in enumerate(aspects):
        lines.append(f"（{CN[a]}）{names[a]}方面")
        if lead and a == 0:
            lines.append(lead)
        for _ in range(count):
            status = statuses[number] if number < len(statuses) else ""
            number += 1
            topics = (
                "学习计划落实不严",
                "旧城改造统筹不够",
                "台账管理不细",
                "窗口服务不优",
                "轮岗交流不畅",
                "公车管理不规范",
                "会议记录不全",
                "档案归集不及时",
            )
            lines.append(f"{number}.关于“{topics[(number - 1) % 8]}”的问题")
            lines.append("整改情况：一是开展培训，提高能力。二是健全台账，压实责任。")
            if status:
                lines.append(f"整改状态：{status}")
    lines += ["三、下一步工作打算", ending or "持续抓好整改。"]
    return "\n".join(lines)


def claims_of(text: str) -> list[Claim]:
    report = parse(Document.from_lines(text.split("\n")))
    return list(read_claims(report))


def verdict(text: str, total: float, subject: str | None = None) -> Verdict:
    found = [c for c in claims_of(text) if c.total == total and (subject is None or c.subject == subject)]
    assert found, f"no claim of {total}: {claims_of(text)}"
    return found[0].body


def test_the_headings_confirm_aspects_and_problems() -> None:
    text = report_text("区委第二巡察组反馈了2个方面6个问题。")
    assert verdict(text, 2) is Verdict.OK
    assert verdict(text, 6) is Verdict.OK
    claim = next(c for c in claims_of(text) if c.total == 6)
    assert claim.body_n == 6
    assert len(claim.body_lines) == 6


@pytest.mark.parametrize("stated", [5, 7])
def test_one_too_many_or_too_few_is_wrong(stated: int) -> None:
    text = report_text(f"区委第二巡察组反馈了2个方面{stated}个问题。")
    assert verdict(text, stated) is Verdict.WRONG
    assert verdict(text, 2) is Verdict.OK


def test_a_wrong_number_of_aspects_is_seen_where_the_problems_agree() -> None:
    text = report_text("区委第二巡察组反馈了4个方面8个问题。", (3, 3, 2))
    assert verdict(text, 4) is Verdict.WRONG
    assert verdict(text, 8) is Verdict.OK


@pytest.mark.parametrize(
    "intro",
    [
        "区委第二巡察组反馈了2个方面6个问题，细化分解为7个具体问题。",
        "区委第二巡察组反馈了2个方面6个问题，移交立行立改问题5个。",
        "区委第二巡察组反馈了2个方面6项共17个问题。",
        "区委第二巡察组反馈了意见，局党组制定整改措施7条。",
        "上轮巡察反馈的7个问题已全部整改到位。",
        "省委巡视移交的7个问题已完成整改。",
    ],
)
def test_other_levels_and_other_inspections_are_not_accused(intro: str) -> None:
    assert [c for c in claims_of(report_text(intro)) if c.body is Verdict.WRONG] == []


def test_a_finer_level_far_from_the_headings_stays_open() -> None:
    assert verdict(report_text("区委第二巡察组反馈了37个问题。"), 37) is Verdict.UNCLEAR


def test_statuses_of_the_problems_contradict_the_summary() -> None:
    statuses = ["已完成"] * 4 + ["正在整改"] * 2
    right = report_text("区委第二巡察组反馈的6个问题，已完成整改4个，正在整改2个。", statuses=statuses)
    wrong = report_text("区委第二巡察组反馈的6个问题，已完成整改5个，正在整改1个。", statuses=statuses)
    assert verdict(right, 6) is Verdict.OK
    assert verdict(wrong, 6) is Verdict.WRONG


def test_statuses_prove_nothing_where_some_are_not_stated() -> None:
    text = report_text("区委第二巡察组反馈的6个问题，已完成整改5个，正在整改1个。", statuses=["已完成"] * 3)
    assert verdict(text, 6) is Verdict.OK


@pytest.mark.parametrize(
    ("ending", "total", "expected"),
    [
        ("重点做好以下三项工作：一是抓学习；二是抓作风；三是抓落实。", 3, Verdict.OK),
        ("重点做好以下三项工作：一是抓学习；二是抓作风；三是抓落实；四是抓队伍。", 3, Verdict.WRONG),
        (
            "重点抓好4个方面工作：\n（一）抓好学习。\n（二）抓好作风。\n（三）抓好落实。\n（四）抓好队伍。",
            4,
            Verdict.OK,
        ),
        ("重点抓好4个方面工作：\n（一）抓好学习。\n（二）抓好作风。\n（三）抓好落实。", 4, Verdict.WRONG),
        ("重点抓好3方面工作：\n1.抓好学习。\n继续坚持周学制度。\n2.抓好作风。\n3.抓好落实。", 3, Verdict.OK),
        ("完善考勤管理、公车管理、档案管理和值班值守4项制度。", 4, Verdict.OK),
        ("制定《考勤办法》《公车办法》《值班办法》3项制度。", 3, Verdict.OK),
        ("制定《考勤办法》《公车办法》《值班办法》2项制度。", 2, Verdict.WRONG),
    ],
)
def test_lists_in_the_text(ending: str, total: int, expected: Verdict) -> None:
    text = report_text("区委第二巡察组反馈了2个方面6个问题。", ending=ending)
    found = [c for c in claims_of(text) if c.total == total and c.line > 18]
    assert [c.body for c in found] == [expected]


def test_a_broken_list_is_not_held_against_its_number() -> None:
    text = report_text("区委巡察组反馈了6个问题。", ending="做好以下4项工作：一是抓学习；三是抓作风；四是抓落实。")
    assert [c for c in claims_of(text) if c.body is Verdict.WRONG] == []


def test_the_lead_of_an_aspect_counts_its_own_problems() -> None:
    text = report_text("区委第二巡察组反馈了2个方面6个问题。", lead="该方面反馈问题3个，均已完成整改。")
    assert [c.body for c in claims_of(text) if c.total == 3] == [Verdict.OK]


def test_what_the_summary_says_is_confirmed_by_its_repetition() -> None:
    text = report_text("区委第二巡察组反馈了2个方面6个问题。共追责问责12人：批评教育8人，诫勉谈话4人。").replace(
        "二是健全台账，压实责任。", "二是严肃处理，年度共追责问责12人。", 1
    )
    assert [c.body for c in claims_of(text) if c.total == 12] == [Verdict.OK, Verdict.OK]


def test_headings_and_titles_state_nothing() -> None:
    text = report_text("区委第二巡察组反馈了2个方面6个问题。").replace("旧城改造统筹不够", "12个老旧小区改造8个未完成")
    assert [c.total for c in claims_of(text)] == [2, 6]


def test_reading_is_the_same_without_the_reports_frame() -> None:
    text = report_text("区委第二巡察组反馈了2个方面6个问题。")
    report = parse(Document.from_lines(text.split("\n")))
    assert read_claims(dataclasses.replace(report, claims=())) == read_claims(report)
