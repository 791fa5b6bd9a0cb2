import pytest

from desktop.app.claim_model import ClaimColumn, ClaimModel, claim_rows
from desktop.app.finding_model import Entry, FindingModel, Header, Step
from desktop.app.ledger_model import LedgerModel
from desktop.app.ledger_table import Head, Wanted
from desktop.app.outline_model import OutlineKind, OutlineModel, outline_rows
from desktop.checks.base import Family, Finding, Fix, Severity
from desktop.ledger.columns import Column
from desktop.ledger.model import Ledger, Row
from desktop.report.model import (
    Aspect,
    Claim,
    ClaimPart,
    Heading,
    Kind,
    Label,
    Problem,
    Report,
    Role,
    Section,
    Status,
    Verdict,
)
from desktop.text.document import Document
from desktop.text.edits import Edit
from desktop.text.spans import Span

LINES = [
    "通报",
    "反馈的1个方面3个问题，已完成2个，完成率80%。",
    "二、整改情况",
    "（一）学习方面",
    "1.甲",
    "2.乙",
    "3.丙",
]


def finding(rule, line, start, end, message="不对", fixes=()):
    text = LINES[line - 1][start:end]
    return Finding(rule, "count-body", Severity.ERROR, Span(line, start, end), text, message, tuple(fixes))


def problem(line, title, status):
    label = Label(f"{line - 4}.", "1.", line - 4, Span(line, 0, 2))
    return Problem(line, label.text, title, Span(line, 2, 3), line, label, aspect_line=4, status=status)


REPORT = Report(
    Document.from_lines(LINES),
    kind=Kind.NOTICE,
    sections=(
        Section(Role.INTRODUCTION, 2, 2),
        Section(
            Role.RECTIFICATION,
            3,
            7,
            Heading(3, Label("二、", "一、", 2, Span(3, 0, 2)), "整改情况", Span(3, 2, 6), 0),
        ),
    ),
    aspects=(Aspect(4, "学习方面", Span(4, 3, 7), Label("（一）", "（一）", 1, Span(4, 0, 3))),),
    problems=(problem(5, "甲", Status.DONE), problem(6, "乙", Status.DOING), problem(7, "丙", Status.OPEN)),
    claims=(
        Claim(
            Span(2, 0, 24),
            LINES[1],
            "反馈问题",
            3,
            (ClaimPart("已完成", 2, Span(2, 12, 17), Status.DONE),),
            rate=80.0,
            body=Verdict.OK,
            total_span=Span(2, 7, 8),
            rate_span=Span(2, 21, 24),
            body_n=3,
        ),
    ),
)


@pytest.fixture
def findings_model(qapp):
    model = FindingModel(lambda rule: Family.COUNTS if rule == "C101" else Family.PLACEHOLDERS)
    model.show([finding("C101", 2, 7, 8), finding("P101", 5, 2, 3), finding("C101", 2, 16, 17)], LINES)
    return model


def test_findings_stand_in_groups_in_the_order_of_the_text(findings_model, qtmodeltester):
    rows = [findings_model.data(findings_model.index(row), 256) for row in range(findings_model.rowCount())]
    assert [type(row) for row in rows] == [Header, Entry, Entry, Header, Entry]
    assert rows[1].place == "第 2 段"
    assert "方面3个问题" in rows[1].context
    qtmodeltester.check(findings_model)


def test_one_family_can_be_shown_alone(findings_model):
    findings_model.filter(Family.PLACEHOLDERS)
    assert findings_model.rowCount() == 2
    findings_model.show([finding("C101", 2, 7, 8)], LINES)
    assert findings_model.family is None, "a filter without findings would show an empty list"


def test_steps_go_round_the_list(findings_model):
    assert findings_model.step(-1, Step.NEXT) == 1
    assert findings_model.step(2, Step.NEXT) == 4
    assert findings_model.step(4, Step.NEXT) == 1
    assert findings_model.step(1, Step.PREVIOUS) == 4


def test_a_finding_is_known_again_after_the_text_moved(findings_model):
    moved = Finding("P101", "count-body", Severity.ERROR, Span(7, 2, 3), LINES[4][2:3], "")
    assert findings_model.row_of(moved) == 4
    assert findings_model.row_of(Finding("X1", "x", Severity.ERROR, Span(1, 0, 0), "", "")) == -1


def test_the_structure_shows_what_is_there_and_what_is_missing(qapp, qtmodeltester):
    rows = outline_rows(REPORT)
    assert [row.text for row in rows[:6]] == ["引言", "二、整改情况", "（一）学习方面", "1. 甲", "2. 乙", "3. 丙"]
    assert rows[3].status is Status.DONE
    missing = [row.text for row in rows if row.kind is OutlineKind.MISSING]
    assert "联系方式" in missing
    assert "引言" not in missing
    model = OutlineModel()
    model.show(rows)
    assert model.row_at_line(6) == 4
    assert model.row_at_line(1) == -1
    qtmodeltester.check(model)


def test_an_empty_report_misses_nothing():
    assert outline_rows(Report(Document.from_lines([""]), kind=Kind.NOTICE)) == []


def ledger():
    def row(number, aspect, status, line):
        return Row({Column.NUMBER: number, Column.ASPECT: aspect, Column.PROBLEM: "问题", Column.STATUS: status}, line)

    rows = (row("1", "学习方面", "已完成", 5), row("2", "学习方面", "", 6), row("3", "作风方面", "未完成", 7))
    return Ledger("整改台账", rows=rows)


def test_the_ledger_has_a_head_for_each_aspect_and_only_columns_with_content(qapp, qtmodeltester):
    model = LedgerModel()
    model.show(ledger())
    assert model.columns() == [Column.NUMBER, Column.PROBLEM, Column.MEASURES, Column.STATUS]
    assert [type(model.row(n)) for n in range(model.rowCount())] == [Head, Row, Row, Head, Row]
    assert model.row(0) == Head("学习方面", 2, 1)
    qtmodeltester.check(model)


def test_the_ledger_is_filtered_by_status_and_counts_what_states_none(qapp):
    model = LedgerModel()
    model.show(ledger())
    assert model.choices.statuses == {"已完成": 1, "未完成": 1, "未说明": 1}
    model.want(Wanted(status="未说明"))
    assert [row.line for n in range(model.rowCount()) if isinstance(row := model.row(n), Row)] == [6]


def test_each_stated_number_stands_beside_what_the_body_lists(qapp, qtmodeltester):
    rows = claim_rows(REPORT, [])
    assert [(r.subject, r.stated, r.body, r.verdict) for r in rows] == [
        ("反馈问题", "3", "3", Verdict.OK),
        ("已完成", "2", "1", Verdict.WRONG),
        ("完成率", "80%", "33.3%", Verdict.WRONG),
    ]
    assert [row.fix.edits if row.fix else None for row in rows] == [
        None,
        (Edit(Span(2, 15, 16), "1"),),
        (Edit(Span(2, 21, 23), "33.3"),),
    ]
    assert rows[2].fix.label == "改为 33.3%"
    assert [row.text for row in rows[1:]] == ["已完成2个", "完成率80%"]
    model = ClaimModel()
    model.show(rows)
    assert model.wrong == 2
    column = model.columns.index(ClaimColumn.RESULT)
    assert [model.index(row, column).data() for row in range(3)] == ["✓ 一致", "✗ 不一致", "✗ 不一致"]
    qtmodeltester.check(model)


def test_where_some_problems_state_nothing_the_parts_are_unclear():
    problems = (*REPORT.problems[:2], problem(7, "丙", Status.UNSTATED))
    report = Report(REPORT.document, problems=problems, claims=REPORT.claims)
    assert [row.verdict for row in claim_rows(report, [])] == [Verdict.OK, Verdict.UNCLEAR, Verdict.UNCLEAR]


def test_a_fix_of_a_check_is_offered_only_where_it_agrees_with_the_body():
    report = Report(REPORT.document, claims=(Claim(Span(2, 0, 11), "3个问题", "任务", 3, total_span=Span(2, 7, 8)),))
    fix = Fix("改为 2", (Edit(Span(2, 7, 8), "2"),))
    found = finding("C101", 2, 7, 8, fixes=[fix])
    assert claim_rows(report, [found])[0].fix == fix
    assert claim_rows(REPORT, [found])[0].fix is None, "the body lists 3"


def test_a_wrong_sum_says_what_the_parts_give():
    parts = (ClaimPart("已完成", 2, Span(2, 0, 1)), ClaimPart("正在整改", 2, Span(2, 2, 3)))
    claim = Claim(Span(2, 0, 5), "共3项", "任务", 3, parts, arithmetic=Verdict.WRONG)
    (row,) = claim_rows(Report(REPORT.document, claims=(claim,)), [])
    assert (row.verdict, row.reason) == (Verdict.WRONG, "分项合计 4")
