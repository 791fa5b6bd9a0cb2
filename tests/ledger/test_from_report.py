"""What the ledger takes over from a report, and what it leaves empty."""

import os
from datetime import date
from pathlib import Path

import pytest

from desktop.ledger.columns import Column
from desktop.ledger.from_report import make_ledger
from desktop.ledger.model import Row
from desktop.report.model import Aspect, Group, Kind, Label, Measure, Part, PartRole, Problem, Report, Status
from desktop.report.parse import parse
from desktop.text.document import Document
from desktop.text.spans import Span

LINES = [
    "关于巡察整改情况的通报",
    "（一）落实党的理论和路线方针政策方面",
    "1.关于“作风建设不严”的问题",
    "（1）窗口服务态度生硬。",
    "整改情况：一是开展专项整治。二是培训4场。",
]
DOCUMENT = Document.from_lines(LINES)
ASPECT = Aspect(2, "落实党的理论和路线方针政策方面", Span(2, 3, 18))
GROUP = Group(3, "关于“作风建设不严”的问题", Span(3, 2, 15))


def report(*problems: Problem, groups: tuple[Group, ...] = (), document: Document = DOCUMENT, **more: object) -> Report:
    return Report(document, aspects=(ASPECT,), groups=groups, problems=problems, **more)  # type: ignore[arg-type]


def problem(title: str = "窗口服务态度生硬", **more: object) -> Problem:
    fields: dict[str, object] = {"line": 4, "number": "（1）", "span": Span(4, 3, 11), "end_line": 5, "aspect_line": 2}
    return Problem(title=title, **{**fields, **more})  # type: ignore[arg-type]


def part(role: PartRole, text: str) -> Part:
    return Part(role, Span(5, 0, len(text)), text)


def measure(text: str, label: str | None = None) -> Measure:
    return Measure(Span(5, 0, 5), text, Label(label, "yishi", 1, Span(5, 0, 2)) if label else None)


def only_row(*problems: Problem, **more: object) -> Row:
    (row,) = make_ledger(report(*problems, **more)).rows  # type: ignore[arg-type]
    return row


def test_row_names_aspect_and_problem_and_knows_its_line():
    row = only_row(problem())
    assert (row[Column.NUMBER], row[Column.ASPECT], row[Column.PROBLEM]) == ("1", ASPECT.title, "窗口服务态度生硬")
    assert row.line == 4
    assert row[Column.DETAIL] == ""  # would only repeat the problem


def test_group_is_the_problem_and_the_leaf_its_detail():
    row = only_row(problem(parent_line=3), groups=(GROUP,))
    assert row[Column.PROBLEM] == "作风建设不严"
    assert row[Column.DETAIL] == "窗口服务态度生硬"


def test_where_some_problems_have_groups_all_have_details():
    rows = make_ledger(report(problem(parent_line=3), problem("会议记录不全", line=5), groups=(GROUP,))).rows
    assert [row[Column.DETAIL] for row in rows] == ["窗口服务态度生硬", "会议记录不全"]


def test_measures_are_listed_one_a_line_without_their_own_labels():
    found = problem(
        measures=(measure("一是开展专项整治。", "一是"), measure("二是培训4场。", "二是")),
        parts=(part(PartRole.PROGRESS, "一是开展专项整治。二是培训4场。"),),
    )
    row = only_row(found)
    assert row[Column.MEASURES] == "1.开展专项整治。\n2.培训4场。"
    assert row[Column.PROGRESS] == ""  # nothing is said beyond the measures


def test_single_measure_stands_without_number():
    assert only_row(problem(measures=(measure("修订学习制度。"),)))[Column.MEASURES] == "修订学习制度。"


def test_words_before_the_measures_lead_and_words_after_are_progress():
    text = "局党组高度重视，认领问题。主要做法：一是开展专项整治。二是培训4场。窗口满意度提高到97.5%。"
    found = problem(
        measures=(measure("开展专项整治。", "一是"), measure("培训4场。", "二是")),
        parts=(part(PartRole.PROGRESS, text),),
    )
    row = only_row(found)
    assert row[Column.MEASURES].startswith("1.") or row[Column.MEASURES].startswith("局党组高度重视")
    assert "一是" not in row[Column.MEASURES]
    assert row[Column.PROGRESS] == "窗口满意度提高到97.5%。"


def test_plan_and_progress_told_apart_stay_apart():
    found = problem(
        measures=(measure("已培训4场。"),),
        parts=(part(PartRole.MEASURES, "每季度培训一次。"), part(PartRole.PROGRESS, "已培训4场。")),
    )
    row = only_row(found)
    assert (row[Column.MEASURES], row[Column.PROGRESS]) == ("每季度培训一次。", "已培训4场。")


def test_people_and_reasons_come_from_the_labelled_parts():
    row = only_row(
        problem(
            parts=(
                part(PartRole.CAUSE, "认识不到位。"),
                part(PartRole.GOAL, "制度健全。"),
                part(PartRole.LEADER, "周宁；"),
                part(PartRole.DEPARTMENT, "办公室。"),
                part(PartRole.PERSON, "陆晓舟"),
                part(PartRole.PARTNER, "区财政局"),
                part(PartRole.REASON_OPEN, "资金未到位。"),
            )
        )
    )
    columns = (
        Column.CAUSE,
        Column.GOAL,
        Column.LEADER,
        Column.DEPARTMENT,
        Column.PERSON,
        Column.PARTNER,
        Column.REASON_OPEN,
    )
    assert [row[c] for c in columns] == [
        "认识不到位。",
        "制度健全。",
        "周宁",
        "办公室",
        "陆晓舟",
        "区财政局",
        "资金未到位。",
    ]


@pytest.mark.parametrize(
    ("more", "expected"),
    [
        ({"deadline": "2025年12月底前"}, "限期整改"),
        ({"deadline": "2025年12月底前，长期坚持"}, "长期坚持"),
        ({"deadline": "立整立改"}, "立行立改"),
        ({"status": Status.DONE_LONG}, "长期坚持"),
        ({"measures": (measure("立行立改，当日退还费用0.86万元。"),)}, "立行立改"),
        ({"measures": (measure("未做到立行立改的，予以通报。"),)}, ""),
        ({"measures": (measure("梳理立行立改问题8项。"),)}, ""),
        ({"measures": (measure("印发《关于做好立行立改工作的函》。"),)}, ""),
        ({"measures": (measure("开展专项整治。"),)}, ""),
    ],
)
def test_type_follows_from_the_text(more: dict[str, object], expected: str):
    assert only_row(problem(**more))[Column.TYPE] == expected


def test_type_label_wins():
    lines = [*LINES, "整改类型：长期坚持。"]
    row = only_row(problem(end_line=6, deadline="2025年12月31日"), document=Document.from_lines(lines))
    assert row[Column.TYPE] == "长期坚持"


def test_unstated_status_stays_empty():
    assert only_row(problem())[Column.STATUS] == ""
    assert only_row(problem()).status is Status.UNSTATED
    assert only_row(problem(status=Status.DOING))[Column.STATUS] == "正在整改"


def test_day_of_completion_is_the_one_the_status_names():
    lines = [*LINES, "2025年6月启动整治。该问题已于2025年9月12日完成整改。"]
    found = problem(
        end_line=6,
        status=Status.DONE,
        status_text="该问题已于2025年9月12日完成整改",
        status_span=Span(6, 12, len(lines[5]) - 1),
    )
    row = only_row(found, document=Document.from_lines(lines))
    assert row[Column.DONE_ON] == "2025年9月12日"
    assert row[Column.STRUCK_OFF] == ""


def test_labelled_days_are_taken_over():
    lines = [*LINES, "完成时间：2025年9月12日；销号时间：2025年9月20日。"]
    row = only_row(problem(end_line=6), document=Document.from_lines(lines))
    assert (row[Column.DONE_ON], row[Column.STRUCK_OFF]) == ("2025年9月12日", "2025年9月20日")


def test_day_of_an_open_problem_is_not_a_day_of_completion():
    found = problem(
        status=Status.DOING, status_text="预计2025年12月31日完成", status_span=Span(5, 0, 5), deadline="2025年12月31日"
    )
    assert only_row(found)[Column.DONE_ON] == ""


def test_problems_of_a_self_examination_are_described_not_answered():
    found = problem(parts=(part(PartRole.PROGRESS, "一是学习不系统，全年集中学习不足4次。"),))
    row = only_row(found, kind=Kind.SELF_EXAMINATION)
    assert row[Column.DETAIL] == "一是学习不系统，全年集中学习不足4次。"
    assert row[Column.PROGRESS] == ""


def test_head_of_the_ledger():
    ledger = make_ledger(report(unit="清河区城市更新局", inspector="区委第二巡察组", date=date(2025, 10, 9)))
    assert (ledger.title, ledger.unit, ledger.date) == ("巡察反馈问题整改台账", "清河区城市更新局", "2025年10月9日")
    assert make_ledger(report(), date(2025, 1, 2)).date == "2025年1月2日"
    assert make_ledger(report()).date == ""
    assert make_ledger(report(inspector="省委第三巡视组")).title == "巡视反馈问题整改台账"
    assert make_ledger(report(kind=Kind.SELF_EXAMINATION)).title == "自查问题整改台账"


def test_document_read_by_the_parser_becomes_a_ledger():
    lines = [
        "中共清河区城市更新局党组关于区委第二巡察组反馈意见整改情况的通报",
        "2025年3月至5月，区委第二巡察组对清河区城市更新局党组进行了巡察。现将整改情况通报如下：",
        "一、组织整改情况",
        "局党组召开专题会议研究部署，成立领导小组。",
        "二、反馈问题整改落实情况",
        "（一）落实党的理论和路线方针政策方面",
        "1.关于“理论学习不够系统”的问题",
        "整改情况：一是制定《党组理论学习中心组学习计划》（清更党〔2025〕3号），全年集中学习12次。二是邀请专家授课2次。",
        "整改状态：已完成",
        "2.关于“旧城改造统筹不足”的问题",
        "整改情况：一是编制三年计划，统筹推进12个片区。二是按照《清河区城市更新条例》建立周调度机制。",
        "整改时限：2025年12月底前",
        "整改状态：正在整改",
        "三、下一步工作打算",
        "持续巩固整改成果。",
    ]
    ledger = make_ledger(parse(Document.from_lines(lines)))
    first, second = ledger.rows
    assert [row[Column.PROBLEM] for row in ledger.rows] == ["理论学习不够系统", "旧城改造统筹不足"]
    assert [row[Column.STATUS] for row in ledger.rows] == ["已完成", "正在整改"]
    assert first[Column.PROOF] == "《党组理论学习中心组学习计划》（清更党〔2025〕3号）"
    assert second[Column.PROOF] == ""
    assert second[Column.DEADLINE] == "2025年12月底前"
    assert second[Column.TYPE] == "限期整改"
    assert second[Column.MEASURES].splitlines()[0] == "1.编制三年计划，统筹推进12个片区。"


CORPUS = Path(os.environ.get("DUIZHANG_CORPUS", "../shared/corpus")) / "texts"


@pytest.mark.skipif(not CORPUS.is_dir(), reason="no corpus here")
def test_every_problem_of_real_reports_has_a_row_that_tells_something_once():
    for path in sorted(CORPUS.glob("*.txt")):
        report = parse(Document.from_lines(path.read_text(encoding="utf-8-sig").splitlines()))
        ledger = make_ledger(report)
        assert len(ledger.rows) == len(report.problems)
        for row, found in zip(ledger.rows, report.problems, strict=True):
            assert row[Column.PROBLEM]
            assert row.status is found.status
            measures = row[Column.MEASURES]
            assert not measures or measures not in row[Column.PROGRESS]
            assert len([line for line in measures.split("\n") if line[:1].isdigit()]) >= len(found.measures) - 1
