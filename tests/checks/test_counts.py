"""Counts: totals, rates, the body and the other places of the text."""

from __future__ import annotations

import dataclasses
import re

import pytest
from examples import examples
from hypothesis import given, settings
from hypothesis import strategies as st

from desktop.checks import counts
from desktop.checks.base import Check, Example, Hit
from desktop.report.claims import read_claims
from desktop.report.model import Report
from desktop.report.parse import parse
from desktop.text.document import Document
from desktop.text.edits import apply_edits
from desktop.text.spans import Span


def read(text: str) -> Report:
    report = parse(Document.from_lines(text.split("\n")))
    return dataclasses.replace(report, claims=read_claims(report))


def unmark(text: str) -> tuple[str, list[Span]]:
    lines, spans = [], []
    for number, line in enumerate(text.split("\n"), 1):
        starts = [m.start() - 2 * k for k, m in enumerate(re.finditer("⟦", line))]
        ends = [m.start() - 2 * k - 1 for k, m in enumerate(re.finditer("⟧", line))]
        spans += [Span(number, a, b) for a, b in zip(starts, ends, strict=True)]
        lines.append(line.replace("⟦", "").replace("⟧", ""))
    return "\n".join(lines), spans


def hits(check: Check, text: str) -> list[Hit]:
    assert check.report is not None
    return list(check.report(read(text)))


def all_hits(text: str) -> dict[str, list[Hit]]:
    return {c.code: found for c in counts.CHECKS if (found := hits(c, text))}


CASES = [(c, e) for c in counts.CHECKS for e in c.bad]
GOOD = [(c, e) for c in counts.CHECKS for e in c.good]


@pytest.mark.parametrize(("check", "example"), CASES, ids=[f"{c.code}-{i}" for i, (c, _) in enumerate(CASES)])
def test_a_bad_example_is_reported_at_its_marks_and_nowhere_else(check: Check, example: Example) -> None:
    text, spans = unmark(example.text)
    found = hits(check, text)
    assert sorted(h.span for h in found) == spans
    certain = [edit for h in found for fix in h.fixes if fix.certain for edit in fix.edits]
    mended = "\n".join(apply_edits(text.split("\n"), certain))
    assert (mended if certain else None) == example.mended


@pytest.mark.parametrize(("check", "example"), GOOD, ids=[f"{c.code}-{i}" for i, (c, _) in enumerate(GOOD)])
def test_a_good_example_stays_silent(check: Check, example: Example) -> None:
    assert hits(check, example.text) == []


def test_parts_that_do_not_make_the_total_name_both_sums() -> None:
    (hit,) = all_hits("反馈的10个问题，已完成整改7个，正在整改2个。")["C101"]
    assert hit.message == "7 + 2 = 9，与“10个”不符（少 1）"
    assert [r.text for r in hit.related] == ["10个"]
    assert [(f.label, f.certain) for f in hit.fixes] == [("总数改为 9", False)]


def test_a_sum_behind_its_parts_is_marked_itself() -> None:
    text = "退回购书款1200元，误餐补助800元，交通补贴350元，合计2250元。"
    (hit,) = all_hits(text)["C101"]
    assert text[hit.span.start : hit.span.end] == "2250元"
    assert "2350" in hit.message


def test_the_total_is_not_offered_for_change_where_the_headings_confirm_it() -> None:
    text = counts._REPORT.format("4个").replace("2个方面4个问题", "2个方面4个问题，已完成整改2个，正在整改1个")
    (hit,) = all_hits(text)["C101"]
    assert hit.fixes == ()


@pytest.mark.parametrize(
    ("text", "message", "mended"),
    [
        ("细化的40项整改任务，已完成31项，完成率87.5%。", "比率应为 77.5%（31÷40），文中写 87.5%", "77.5%"),
        ("细化的43项整改任务，已完成31项，完成率82%。", "比率应为 72.1%（31÷43），文中写 82%", "72.1%"),
        ("细化的43项整改任务，已完成31项，完成率82。", "比率应为 72.1%（31÷43），文中写 82", "72.1%"),
        ("反馈的８个问题，已完成６个，完成率８５％。", "比率应为 75%（6÷8），文中写 ８５％", "75％"),
    ],
)
def test_a_wrong_rate_is_computed_anew(text: str, message: str, mended: str) -> None:
    found = all_hits(text)
    assert list(found) == ["C102"]
    (hit,) = found["C102"]
    assert hit.message.startswith(message[:6])
    assert hit.message == message
    (fix,) = hit.fixes
    assert fix.certain
    (line,) = apply_edits([text], fix.edits)
    assert line.endswith(f"完成率{mended}。")


def test_a_count_against_the_headings_lists_them_and_offers_their_number() -> None:
    (hit,) = all_hits(counts._REPORT.format("5个"))["C103"]
    assert hit.message == "文中称 5 个问题，正文列出 4 个"
    assert [r.span.line for r in hit.related] == [7, 9, 12, 14]
    assert [f.label for f in hit.fixes] == ["改为 4 个"]
    assert not any(f.certain for f in hit.fixes)


def test_a_jump_in_the_numbering_is_told_with_the_count() -> None:
    text = (
        counts._REPORT.format("5个").replace("\n1.关于“窗口", "\n3.关于“窗口").replace("\n2.关于“维修", "\n5.关于“维修")
    )
    (hit,) = all_hits(text)["C103"]
    assert "编号由 3 跳到 5" in hit.message


@pytest.mark.parametrize(
    "text",
    [
        "截至6月30日，反馈的20个问题已完成12个，正在整改8个。\n截至9月30日，反馈的20个问题已完成18个，正在整改2个。",
        "区委巡察组反馈了18个问题。\n上一轮巡察反馈的17个问题已全部整改到位。",
        "区委巡察组反馈了18个问题。\n书记牵头整改反馈问题8个。",
        "一是制定整改措施12条，全部落实。二是针对工会经费问题制定整改措施11条。",
        "巡察反馈了15个问题，细化为42项整改任务。\n目前40项整改任务已完成。",
        "巡察组反馈了4个方面16项共37个问题。\n37个问题已完成33个，4个基本完成。",
    ],
)
def test_what_may_be_two_different_things_is_no_conflict(text: str) -> None:
    assert all_hits(text) == {}


def test_two_accounts_of_progress_that_differ_in_one_number() -> None:
    text = (
        "反馈的37个问题，已整改到位33个，基本整改到位4个。\n目前，针对反馈的问题，已整改到位33个，已基本整改到位3个。"
    )
    (hit,) = all_hits(text)["C104"]
    assert hit.span.line == 2
    assert hit.message == "基本完成的问题数前后不一：此处 3个，第1段 4个"


@pytest.mark.parametrize("check", counts.CHECKS, ids=[c.code for c in counts.CHECKS])
def test_every_check_explains_itself(check: Check) -> None:
    assert len(check.bad) >= 2
    assert len(check.good) >= 2
    assert all((check.explanation.summary, check.explanation.why, check.explanation.source))


@settings(max_examples=examples(100), deadline=None)
@given(
    st.lists(
        st.text(alphabet="反馈问题已完成正在其中共计率等，。：；0123456789一二三十个项条人万元%是（）", max_size=60),
        max_size=6,
    )
)
def test_any_text_is_checked_and_every_place_lies_inside_it(lines: list[str]) -> None:
    for found in all_hits("\n".join(lines)).values():
        for hit in found:
            edits = [edit.span for fix in hit.fixes for edit in fix.edits]
            for span in (hit.span, *(r.span for r in hit.related), *edits):
                assert span.end <= len(lines[span.line - 1])


def test_amounts_in_different_units_are_added_in_the_unit_of_the_total() -> None:
    (hit,) = all_hits("收回欠款1.2万元，追缴罚款9000元，合计2万元。")["C101"]
    assert hit.message == "1.2 + 0.9 = 2.1，与“2万元”不符（多 0.1）"


@pytest.mark.parametrize(
    "text", ["清退津补贴2.35万元，招待费2.48万元，合计4.82万元。", "收回欠款1.2万元，追缴罚款8000元，合计2万元。"]
)
def test_amounts_that_only_rounding_parts_are_no_error(text: str) -> None:
    assert all_hits(text) == {}
