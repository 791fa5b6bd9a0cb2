"""Required parts, beyond what the examples of the checks show."""

from __future__ import annotations

import pytest

from desktop.checks.base import Finding, Severity
from desktop.checks.engine import Engine
from desktop.checks.kinds import requirements
from desktop.checks.sections import CHECKS
from desktop.report.model import Kind
from desktop.report.parse import parse
from desktop.text.document import Document

NOTICE = """中共清河区城市更新局党组关于巡察整改情况的通报
根据区委统一部署，2020年10月12日至12月4日，区委第二巡察组对区城市更新局党组进行了巡察。现将巡察整改情况予以公布。
一、整改工作组织情况
局党组成立领导小组，召开会议专题研究整改工作。
二、巡察反馈问题整改落实情况
{count}
1.关于“理论学习不深入”问题的整改情况
整改情况：一是完善学习制度。二是开展集中研讨。{status}
2.关于“工程变更审批不严”问题的整改情况
整改情况：一是修订管理办法。二是清理变更档案。
{rest}三、下一步工作打算
持续抓好整改。
欢迎广大干部群众监督。联系电话：0000-1234567；邮政地址：清河区建设路1号；电子邮箱：qhcsgx@example.gov.cn。"""


def check(text: str) -> tuple[Finding, ...]:
    engine = Engine(CHECKS)
    found = engine.run(parse(Document.from_lines(text.split("\n"))))
    assert engine.failures == ()
    return found


def notice(count: str = "", status: str = "", rest: str = "") -> str:
    return NOTICE.format(count=count or "逐项整改。", status=status, rest=rest)


def test_unfinished_items_that_are_counted_must_be_named() -> None:
    (found,) = check(notice("反馈的2个问题，已完成整改1个，未完成1个。"))
    assert (found.kind, found.severity, found.span.line) == ("section-missing", Severity.WARNING, 1)
    assert "还有1项没有完成" in found.message
    assert found.related[0].span.line == 6


@pytest.mark.parametrize(
    "text",
    [
        notice("反馈的2个问题，已完成整改2个。"),
        notice("反馈的2个问题，已完成整改1个，长期坚持1个。"),
        notice("反馈的2个问题，已完成整改1个，未完成1个。", status="\n整改状态：正在整改。"),
        notice(
            "反馈的2个问题，已完成整改1个，未完成1个。",
            rest="三、需要进一步整改的事项\n工程变更档案清理，2021年12月底前完成。\n",
        ).replace("三、下一步", "四、下一步"),
    ],
    ids=["all done", "only long-term ones", "named by its status", "named by a section"],
)
def test_nothing_is_missing_where_nothing_is_open_or_it_is_named(text: str) -> None:
    found = check(text)
    assert not found, [f.message for f in found]


def test_a_text_that_is_no_report_lacks_nothing() -> None:
    assert not check("")
    assert not check("\n\n")
    assert not check("关于召开座谈会的通知\n请准时参加。")


def test_each_missing_part_is_a_finding_of_its_own() -> None:
    found = check(
        "中共清河区城市更新局党组关于巡察整改情况的通报\n1.关于“理论学习不深入”问题的整改情况\n整改情况：一是完善制度。二是开展检查。"
    )
    assert len({f.message for f in found}) == len(found) >= 3
    assert {(f.span.line, f.span.start, f.span.end) for f in found} == {(1, 0, 0)}


def test_a_self_examination_needs_no_rectification_under_its_problems() -> None:
    text = (
        "清河区城市更新局党组自查汇报\n一、基本情况\n内设科室6个。\n二、工作开展情况\n开展学习12次。\n"
        "三、存在问题\n1.理论学习不深入\n2.变更审批不严格\n四、下一步改进措施\n加强学习。"
    )
    assert not check(text)


def test_the_requirements_of_every_kind_can_be_read() -> None:
    assert {kind for kind in Kind if requirements(kind)} == {Kind.NOTICE, Kind.REPORT, Kind.SELF_EXAMINATION}
    for kind in Kind:
        assert all(not part.missing.endswith("。") for part in requirements(kind))
