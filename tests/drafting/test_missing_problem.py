"""A problem of the ledger that the report does not answer is written into it."""

import pytest
from invented_reports import layouts, make

from desktop.drafting.draft import places_to_fill
from desktop.drafting.missing_problem import problem_to_insert
from desktop.ledger.columns import Column
from desktop.ledger.model import Row
from desktop.report.parse import parse
from desktop.text.document import Document
from desktop.text.edits import apply_edits

ROW = Row(
    {
        Column.NUMBER: "4",
        Column.PROBLEM: "固定资产账实不符",
        Column.MEASURES: "1.开展资产清查。\n2.补登资产卡片12张。",
        Column.STATUS: "正在整改",
        Column.DEADLINE: "2025年12月底前",
        Column.LEADER: "周明远",
    }
)
LINES = [
    "中共清河区城市更新局党组关于巡察整改进展情况的通报",
    "二、反馈问题整改落实情况",
    "（一）服务群众方面",
    "1.关于“窗口服务态度生硬”的问题",
    "责任领导：韩立",
    "整改情况：一是开展培训。",
    "整改状态：已完成",
    "2.关于“维修资金监管不严”的问题",
    "整改情况：一是修订办法。",
    "三、下一步工作打算",
    "持续抓好整改。",
]


def inserted(lines, insertion):
    out = apply_edits(lines, insertion.renumber)
    return [*out[: insertion.after_line], *insertion.lines, *out[insertion.after_line :]]


def test_it_is_laid_out_as_its_neighbour_and_numbers_move_on():
    report = parse(Document.from_lines(LINES))
    made = inserted(LINES, problem_to_insert(report, ROW, report.problems[0]))
    assert made[7:12] == [
        "2.关于“固定资产账实不符”的问题",
        "责任领导：周明远",
        "整改情况：一是开展资产清查。二是补登资产卡片12张。",
        "整改状态：正在整改",
        "3.关于“维修资金监管不严”的问题",
    ]


def test_before_the_first_it_takes_its_number():
    report = parse(Document.from_lines(LINES))
    made = inserted(LINES, problem_to_insert(report, ROW, report.problems[0], behind=False))
    assert made[3] == "1.关于“固定资产账实不符”的问题"
    assert [problem.number for problem in parse(Document.from_lines(made)).problems] == ["1.", "2.", "3."]


def test_what_the_ledger_does_not_say_is_a_place_to_fill():
    report = parse(Document.from_lines(LINES))
    made = problem_to_insert(report, Row({Column.PROBLEM: "固定资产账实不符"}), report.problems[0]).lines
    assert made[1] == "责任领导：【待填：责任领导】"
    assert len(places_to_fill(made)) == 3


@pytest.mark.parametrize("number", range(len(layouts())))
def test_in_every_layout_it_is_read_back_as_one_more_problem(number):
    lines, _ = make(layouts()[number], 3)
    report = parse(Document.from_lines(lines))
    if not report.problems or report.document.line(report.problems[0].line) == "":
        pytest.skip("no problems")
    beside = report.problems[len(report.problems) // 2]
    read = parse(Document.from_lines(inserted(lines, problem_to_insert(report, ROW, beside))))
    assert len(read.problems) == len(report.problems) + 1
    assert any("固定资产账实不符" in problem.title for problem in read.problems)
