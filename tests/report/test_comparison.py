from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from desktop.report.comparison import Change, Comparison, changed_spans, compare_reports
from desktop.report.model import Report, Role
from desktop.report.parse import parse
from desktop.text.document import Document

OLD = """中共清河区城市更新局党组关于巡察整改进展情况的通报
2025年7月3日，区委第二巡察组向清河区城市更新局党组反馈了巡察意见。现将整改进展情况予以公布。
一、反馈问题整改落实情况
（一）党的领导方面
1.关于“理论学习不够系统”问题的整改
整改情况：一是组织学习4次。二是建立通报制度。
整改状态：正在整改
2.关于“旧城改造统筹不足”问题的整改
整改情况：建立联席会议制度。
整改状态：正在整改
3.关于“物业资金监管不严”问题的整改
整改情况：修订资金使用办法。
整改时限：2025年9月底前。
整改状态：正在整改
（二）党的建设方面
1.关于“党费收缴不及时”问题的整改
整改情况：核定党费标准，补缴差额2160元。
整改状态：已完成
二、下一步工作打算
持续抓好后续整改。"""


def read(text: str) -> Report:
    return parse(Document.from_lines(text.split("\n")))


def compare(new: str, old: str = OLD) -> Comparison:
    return compare_reports(read(old), read(new))


def told(comparison: Comparison) -> list[tuple[str, set[Change]]]:
    return [((p.new or p.old).title, set(p.changes)) for p in comparison.problems if p.changes]  # type: ignore[union-attr]


def test_the_same_report_has_no_change() -> None:
    assert compare(OLD).same
    assert told(compare(OLD)) == []


def test_status_text_and_deadline_are_told_with_the_characters_that_changed() -> None:
    new = OLD.replace(
        "组织学习4次。二是建立通报制度。\n整改状态：正在整改", "组织学习6次。二是建立通报制度。\n整改状态：已完成"
    )
    new = new.replace("2025年9月底前", "2025年12月底前")
    comparison = compare(new)
    assert told(comparison) == [
        ("理论学习不够系统", {Change.STATUS, Change.TEXT}),
        ("物业资金监管不严", {Change.DEADLINE, Change.TEXT}),
    ]
    first = comparison.problems[0]
    (changed,) = [p for p in first.lines if p.old_line == 6]
    (span,) = changed.new_spans
    assert new.split("\n")[5][span.start : span.end] == "6"
    assert first.lines[0].same


def test_new_gone_and_renumbered_problems() -> None:
    lines = OLD.split("\n")
    new = "\n".join([*lines[:7], "2.关于“公务用车不规范”问题的整改", "整改情况：一车一档。", "整改状态：已完成",
                     lines[10].replace("3.", "3."), *lines[11:]])  # fmt: skip
    comparison = compare(new)
    assert ("公务用车不规范", {Change.NEW}) in told(comparison)
    assert ("旧城改造统筹不足", {Change.GONE}) in told(comparison)
    gone = next(p for p in comparison.problems if Change.GONE in p.changes)
    assert all(pair.new_line is None and pair.old_spans for pair in gone.lines)
    shorter = "\n".join([*lines[:7], lines[10].replace("3.", "2."), *lines[11:]])
    assert told(compare(shorter)) == [("旧城改造统筹不足", {Change.GONE}), ("物业资金监管不严", {Change.RENUMBERED})]
    assert [p.old.title if p.old else "" for p in compare(shorter).problems][1] == "旧城改造统筹不足"


def test_a_reworded_title_and_a_moved_problem_stay_the_same_problem() -> None:
    new = OLD.replace("理论学习不够系统", "理论学习不够系统深入")
    assert told(compare(new)) == [("理论学习不够系统深入", {Change.TITLE})]
    lines = OLD.split("\n")
    moved = "\n".join([*lines[:10], lines[14], *lines[10:14], lines[15].replace("1.", "4."), *lines[16:]])
    assert Change.MOVED in dict(told(compare(moved)))["物业资金监管不严"]


def test_a_problem_with_another_title_and_the_same_text_is_the_same() -> None:
    new = OLD.replace("“党费收缴不及时”", "“组织生活费用管理松散”")
    assert told(compare(new)) == [("组织生活费用管理松散", {Change.TITLE})]


def test_sections_without_problems_are_compared_too() -> None:
    comparison = compare(OLD.replace("持续抓好后续整改。", "持续抓好后续整改，巩固成果。"))
    assert [s.role for s in comparison.sections if not s.same] == [Role.NEXT_STEPS]
    assert not comparison.same
    assert told(comparison) == []


TEXTS = st.text("甲乙丙丁，。12", max_size=30)


@given(TEXTS, TEXTS)
def test_what_is_outside_the_changed_stretches_is_the_same(old: str, new: str) -> None:
    a, b = changed_spans(old, new)

    def rest(text: str, spans: list[tuple[int, int]]) -> str:
        out, at = "", 0
        for start, end in spans:
            assert at <= start < end <= len(text)
            out, at = out + text[at:start], end
        return out + text[at:]

    assert rest(old, a) == rest(new, b)
    assert (a == b == []) == (old == new)


@given(st.lists(st.sampled_from(OLD.split("\n")), max_size=24), st.lists(st.sampled_from(OLD.split("\n")), max_size=24))
def test_every_problem_of_both_reports_stands_in_the_comparison_once(old: list[str], new: list[str]) -> None:
    a, b = read("\n".join(old)), read("\n".join(new))
    comparison = compare_reports(a, b)
    assert sorted(p.old.line for p in comparison.problems if p.old) == sorted(p.line for p in a.problems)
    assert [p.new.line for p in comparison.problems if p.new] == [p.line for p in b.problems]
