"""A report whose body is a table: one row a problem, the columns found by their headings."""

import pytest

from desktop.report.model import PartRole, Role, Status
from desktop.report.parse import parse
from desktop.text.document import Cell, Document, Origin, Paragraph

HEAD = [
    "中共清河区城市更新局党组关于巡察整改进展情况的通报",
    "2025年9月30日",
    "根据区委统一部署，2025年3月10日至5月20日，区委第二巡察组对清河区城市更新局党组开展了巡察，现将整改情况予以公布。",
    "一、整改工作组织情况",
    "局党组高度重视，成立领导小组，多次召开会议研究部署。",
    "二、巡察反馈问题整改落实情况",
]
TAIL = ["三、下一步工作打算", "下一步，局党组将持续用力，巩固整改成果。", "联系电话：0123-4567890；邮政编码：123456。"]


def _document(rows, head=HEAD, tail=TAIL):
    """rows: lists of cells; a cell is a text, a list of paragraphs, or None where it is merged into the one above."""
    cells = [
        Paragraph(text, origin=Origin.TABLE, cell=Cell(0, r, c))
        for r, row in enumerate(rows)
        for c, cell in enumerate(row)
        if cell is not None
        for text in ([cell] if isinstance(cell, str) else cell)
    ]
    return Document((*map(Paragraph, head), *cells, *map(Paragraph, tail)))


def test_each_row_is_a_problem_with_its_parts():
    report = parse(
        _document(
            [
                ["序号", "方面", "反馈问题", "原因分析", "整改措施", "整改情况", "责任单位", "完成时限", "整改状态"],
                [
                    "1",
                    "党的建设",
                    "关于“理论学习不够系统”的问题",
                    "思想认识不到位。",
                    "一是制定学习制度。二是开展集中学习。",
                    ["一是制定学习制度并印发。", "二是集中学习12次。", "三是组织测试。"],
                    "办公室",
                    "2025年8月底前",
                    "已完成",
                ],
                [
                    "2",
                    None,
                    "党费收缴不及时",
                    "",
                    "补缴党费。",
                    "已补缴党费。",
                    "机关党总支",
                    "长期坚持",
                    "已完成并长期坚持",
                ],
                [
                    "3",
                    "作风建设",
                    "调研走过场",
                    "",
                    "制定计划。",
                    "正在制定计划。",
                    "综合科",
                    "2025年12月底前",
                    "正在整改",
                ],
            ]
        )
    )

    first, second, third = report.problems
    assert [p.title for p in report.problems] == ["理论学习不够系统", "党费收缴不及时", "调研走过场"]
    assert [p.number for p in report.problems] == ["1", "2", "3"]
    assert [p.status for p in report.problems] == [Status.DONE, Status.DONE_LONG, Status.DOING]
    assert [p.deadline for p in report.problems] == ["2025年8月底前", "长期坚持", "2025年12月底前"]
    assert [len(p.measures) for p in report.problems] == [3, 1, 1]
    assert [a.title for a in report.aspects] == ["党的建设", "作风建设"]
    assert second.aspect_line == first.aspect_line != third.aspect_line
    assert first.has_cause
    assert first.part_text(PartRole.DEPARTMENT) == "办公室"
    rectification = report.section(Role.RECTIFICATION)
    assert rectification is not None
    assert rectification.line == 6
    next_steps = report.section(Role.NEXT_STEPS)
    assert next_steps is not None
    assert report.document.line(next_steps.line) == "三、下一步工作打算"


def test_a_row_of_one_merged_cell_names_an_aspect():
    report = parse(
        _document(
            [
                ["序号", "反馈问题", "整改情况"],
                ["（一）党的建设方面"],
                ["1", "理论学习不够系统", "一是制定学习制度；二是集中学习12次。"],
                ["（二）作风建设方面"],
                ["2", "调研走过场", "制定调研计划。"],
            ]
        )
    )

    assert [a.title for a in report.aspects] == ["党的建设方面", "作风建设方面"]
    assert [p.aspect_line for p in report.problems] == [a.line for a in report.aspects]


def test_a_table_without_headings_before_it_is_the_body():
    rows = [["问题", "整改措施"], ["党费收缴不及时", "补缴党费。"], ["调研走过场", "制定计划。"]]

    report = parse(_document(rows, head=HEAD[:3], tail=[]))

    assert [p.title for p in report.problems] == ["党费收缴不及时", "调研走过场"]
    assert report.section(Role.RECTIFICATION) is not None


@pytest.mark.parametrize("rows", [[["姓名", "电话"], ["周宁", "1"]], [["问题"], ["党费"]], [[""]], []])
def test_other_tables_are_text(rows):
    report = parse(_document(rows))

    assert report.problems == ()
