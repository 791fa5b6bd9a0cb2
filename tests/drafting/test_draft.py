from __future__ import annotations

import re

import invented_ledgers
import pytest

from desktop.checks.base import Severity
from desktop.checks.engine import Engine
from desktop.checks.review import review
from desktop.drafting.draft import Draft, draft
from desktop.drafting.facts import PLACE, Facts
from desktop.ledger.columns import Column
from desktop.ledger.model import Ledger, Row
from desktop.ledger.totals import count_rows
from desktop.report.model import Kind, Role, Status, Verdict
from desktop.text.document import Document

KINDS = (Kind.NOTICE, Kind.REPORT, Kind.PLAN, Kind.SELF_EXAMINATION)
ENGINE = Engine()
SHAPES = [(seed, size) for seed, size in enumerate((3, 4, 7, 10, 15, 24, 36, 60))]


def checked(drafted: Draft):
    return review(Document.from_lines(drafted.lines), ENGINE)


def unexpected(drafted: Draft) -> list[str]:
    """Errors and warnings that do not stand on a marked place."""
    return [
        f"{f.rule} {f.span} {f.text[:30]} {f.message}"
        for f in checked(drafted).findings
        if f.severity is not Severity.INFO and not any(place.overlaps(f.span) for place in drafted.places)
    ]


@pytest.mark.parametrize("kind", KINDS, ids=lambda k: k.value)
@pytest.mark.parametrize(("seed", "size"), SHAPES)
@pytest.mark.parametrize("form", ["plain", "grouped", "no aspects", "one column"])
def test_a_complete_ledger_gives_a_draft_in_which_only_the_marked_places_are_wrong(
    kind: Kind, seed: int, size: int, form: str
) -> None:
    ledger = invented_ledgers.make(
        seed,
        size,
        aspects=0 if form == "no aspects" else min(3, size),
        grouped=form == "grouped",
        apart=form != "one column",
    )
    drafted = draft(kind, invented_ledgers.FACTS, ledger)
    assert unexpected(drafted) == []
    found = checked(drafted)
    assert found.report.kind is kind
    assert len(found.report.problems) == size
    assert (found.report.unit, found.report.party_body) == ("清河区城市更新局", "党组")
    marked = [f.span for f in found.findings if f.kind == "placeholder"]
    assert all(any(span.overlaps(place) for span in marked) for place in drafted.places)


@pytest.mark.parametrize(("seed", "size"), SHAPES)
def test_every_stated_number_is_the_ledgers(seed: int, size: int) -> None:
    ledger = invented_ledgers.make(seed, size)
    report = checked(draft(Kind.NOTICE, invented_ledgers.FACTS, ledger)).report
    assert not [c.text for c in report.claims if Verdict.WRONG in (c.arithmetic, c.body)]
    counts = count_rows(ledger.rows)
    total = next(c for c in report.claims if c.parts)
    assert total.total == size
    assert {p.status: p.n for p in total.parts} == {
        s: counts.by_status[s.value] for s in Status if counts.by_status[s.value]
    }
    if total.rate is not None:
        assert total.rate == pytest.approx(counts.done / size * 100, abs=0.06)
    assert [p.status.value for p in report.problems] == [row[Column.STATUS] for row in ledger.rows]
    assert report.section(Role.REMAINING) is not None or counts.open == 0


def test_the_sections_of_each_kind_are_there_and_the_draft_says_where() -> None:
    ledger = invented_ledgers.make(1, 8)
    for kind in (Kind.NOTICE, Kind.REPORT, Kind.SELF_EXAMINATION):
        drafted = draft(kind, invented_ledgers.FACTS, ledger)
        report = checked(drafted).report
        for role, line in drafted.sections.items():
            section = report.section(role)
            assert section is not None, (kind, role)
            assert section.line == line, (kind, role)
    assert Role.CONTACT in draft(Kind.NOTICE, invented_ledgers.FACTS, ledger).sections
    report = draft(Kind.REPORT, invented_ledgers.FACTS, ledger)
    assert Role.CONTACT not in report.sections
    assert "区委巡察工作领导小组办公室：" in report.lines


def test_without_any_fact_the_places_are_marked_and_reported() -> None:
    for kind in KINDS:
        drafted = draft(kind, Facts())
        found = checked(drafted)
        assert found.report.kind is kind
        assert len(drafted.places) > 5
        assert unexpected(drafted) == []
        marked = {(f.span.line, f.span.start) for f in found.findings if f.kind == "placeholder"}
        lines = {line for line, _ in marked}
        assert all(place.line in lines for place in drafted.places)


def test_filling_every_place_leaves_nothing_to_report() -> None:
    ledger = invented_ledgers.make(5, 9)
    drafted = draft(Kind.NOTICE, invented_ledgers.FACTS, ledger)
    numbers = iter(range(3, 1000))
    filled = [
        PLACE.sub(
            lambda m: f"由分管领导牵头推进第{next(numbers)}类事项" if "措施" in m[0] or "原因" in m[0] else "6", line
        )
        for line in drafted.lines
    ]
    assert [
        (f.rule, f.text)
        for f in review(Document.from_lines(filled), ENGINE).findings
        if f.severity is not Severity.INFO
    ] == []


def test_a_whole_ledger_without_open_rows_has_no_section_of_what_remains() -> None:
    rows = tuple(row.changed(Column.STATUS, "已完成") for row in invented_ledgers.make(2, 6).rows)
    drafted = draft(Kind.NOTICE, invented_ledgers.FACTS, Ledger("台账", rows=rows))
    assert Role.REMAINING not in drafted.sections
    assert any("6个问题，已全部完成整改，完成率100%" in line for line in drafted.lines)
    assert unexpected(drafted) == []


def test_rows_without_a_status_are_marked_and_no_rate_is_claimed() -> None:
    rows = [Row({Column.PROBLEM: f"第{n}科室台账不清", Column.STATUS: "已完成" if n < 3 else ""}) for n in range(1, 5)]
    text = draft(Kind.NOTICE, invented_ledgers.FACTS, Ledger("台账", rows=tuple(rows))).text
    assert "4个问题，已完成2个，【待填：其余2个问题的整改状态】" in text
    assert "完成率" not in text
    assert text.count("整改状态：【待填：整改状态】") == 2


def test_measures_of_an_unfinished_problem_are_not_told_as_done_where_progress_is_told_apart() -> None:
    rows = (
        Row({Column.PROBLEM: "收费不规范", Column.STATUS: "已完成", Column.MEASURES: "1.公示标准\n2.清退费用"}),
        Row({Column.PROBLEM: "审批不严", Column.STATUS: "正在整改", Column.MEASURES: "1.修订办法；\n2.清理档案；"}),
        Row(
            {
                Column.PROBLEM: "台账不清",
                Column.STATUS: "正在整改",
                Column.MEASURES: "清理台账",
                Column.PROGRESS: "已清理8本",
            }
        ),
    )
    lines = draft(Kind.NOTICE, invented_ledgers.FACTS, Ledger("台账", rows=rows)).lines
    assert "整改情况：一是公示标准。二是清退费用。" in lines
    assert "整改措施：一是修订办法。二是清理档案。" in lines
    assert "整改情况：【待填：整改情况】" in lines
    assert "整改情况：已清理8本。" in lines


def test_quotation_marks_numbers_and_tails_of_ledger_titles_are_put_right() -> None:
    rows = (
        Row(
            {
                Column.ASPECT: "（一）党的建设",
                Column.PROBLEM: "1.关于“‘三会一课’记录不全”的问题。",
                Column.STATUS: "已完成",
            }
        ),
        Row({Column.ASPECT: "（一）党的建设", Column.PROBLEM: "“第一议题”落实不够；", Column.STATUS: "已完成"}),
    )
    ledger = Ledger("台账", rows=rows)
    lines = draft(Kind.NOTICE, invented_ledgers.FACTS, ledger).lines
    assert "（一）党的建设方面" in lines
    assert "1.关于“‘三会一课’记录不全”问题的整改" in lines
    assert "2.关于“‘第一议题’落实不够”问题的整改" in lines
    assert "1.“三会一课”记录不全" in draft(Kind.SELF_EXAMINATION, invented_ledgers.FACTS, ledger).lines


def test_optional_sections_come_when_asked_for() -> None:
    ledger = invented_ledgers.make(3, 5)
    plain = draft(Kind.NOTICE, invented_ledgers.FACTS, ledger)
    asked = draft(Kind.NOTICE, invented_ledgers.FACTS, ledger, optional={Role.CLUES})
    assert Role.CLUES not in plain.sections
    assert re.fullmatch("三、移交问题线索.*", asked.lines[asked.sections[Role.CLUES] - 1])


def test_the_feedback_alone_gives_its_problems_to_answer() -> None:
    feedback = [
        "一、巡察发现的主要问题",
        "（一）党的领导方面。一是理论学习不够系统。学习计划不细。二是“第一议题”落实不够。",
        "（二）党的建设方面。一是组织生活不规范。",
        "二、意见建议",
        "（一）压实主体责任。一是加强学习。二是落实责任。",
    ]
    drafted = draft(Kind.NOTICE, invented_ledgers.FACTS, feedback)
    assert any("2个方面3个问题，【待填：已完成、正在整改的问题数和完成率】" in line for line in drafted.lines)
    assert "1.关于“理论学习不够系统”问题的整改" in drafted.lines
    assert "具体问题：学习计划不细。" in drafted.lines
    assert unexpected(drafted) == []
