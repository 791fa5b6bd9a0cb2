"""Any grid of texts can be read, and what headings mean."""

import pytest
from examples import examples
from hypothesis import given, settings
from hypothesis import strategies as st

from desktop.ledger.columns import Column
from desktop.ledger.grid import Grid, Merge
from desktop.ledger.headings import read_heading
from desktop.ledger.status_words import read_status
from desktop.ledger.table_reading import read_tables
from desktop.report.model import Status

WORDS = st.sampled_from(
    (
        *("", " ", "序号", "反馈问题", "整改措施", "责任领导", "完成时限", "合计"),
        *("一、党的领导方面", "注：说明", "已完成", "1", "2", "学习不深入", "√"),
    )
)
GRIDS = st.lists(st.lists(WORDS, max_size=7), max_size=12)
MERGES = st.lists(st.tuples(*[st.integers(1, 9)] * 4), max_size=4)


@given(GRIDS, MERGES)
@settings(max_examples=examples(200))
def test_any_grid_is_read_or_refused_without_an_exception(cells: list[list[str]], merges: list[tuple[int, ...]]):
    rows = {r: {c: text for c, text in enumerate(row, 1) if text} for r, row in enumerate(cells, 1)}
    areas = tuple(Merge(min(a, c), min(b, d), max(a, c), max(b, d)) for a, b, c, d in merges)
    read = read_tables([Grid("Sheet1", rows, areas)])
    if read is None:
        return
    assert len(read.places) == len(read.ledger.rows)
    told = {left.row for left in read.left_out}
    assert not told & set(read.places)
    assert all(text.strip() for row in read.ledger.rows for text in row.cells.values())


@pytest.mark.parametrize(
    ("parts", "column"),
    [
        (["责任单位\n（部门）"], Column.DEPARTMENT),
        (["整改责任", "领导"], Column.LEADER),
        (["责任", "部门"], Column.DEPARTMENT),
        (["牵头区领导"], Column.LEADER),
        (["包保县级领导"], Column.LEADER),
        (["反馈问题（方面/类别）"], Column.PROBLEM),
        (["整改时限（立行立改/集中整改/长期坚持）"], Column.DEADLINE),
        (["未完成原因及下步计划"], Column.REASON_OPEN),
        (["整 改 措 施"], Column.MEASURES),
        (["实际完成日期"], Column.DONE_ON),
        (["计划完成日期"], Column.DEADLINE),
        (["下一步措施"], None),
        (["审核人"], None),
        (["措施数"], None),
        ([""], None),
    ],
)
def test_what_a_heading_means(parts: list[str], column: Column | None):
    assert read_heading(parts).column is column


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("已完成", Status.DONE),
        ("√", Status.DONE),
        ("整改完成。", Status.DONE),
        ("完成并长期坚持", Status.DONE_LONG),
        ("进行中", Status.DOING),
        ("80%", Status.DOING),
        ("100%", Status.DONE),
        ("超期未完", Status.OPEN),
        ("申请延期", Status.OPEN),
        ("待销号", None),
        ("", None),
        ("召开专题会议研究部署并持续推进各项工作取得了明显进展", None),
    ],
)
def test_what_a_status_cell_says(text: str, status: Status | None):
    assert read_status(text) is status


def read_sheet(*rows: tuple[str, ...]):
    cells = {r: {c: text for c, text in enumerate(row, 1) if text} for r, row in enumerate(rows, 1)}
    read = read_tables([Grid("Sheet1", cells, ())])
    assert read is not None
    return read


def test_the_unit_that_leads_answers_and_the_responsible_one_beside_it_takes_part():
    read = read_sheet(
        ("序号", "反馈问题", "牵头单位", "责任单位", "整改措施"),
        ("1", "调度不力", "区住建局", "各街道", "建立机制"),
        ("2", "窗口服务差", "", "区民政局", "开展培训"),
    )
    units = [(row[Column.DEPARTMENT], row[Column.PARTNER]) for row in read.ledger.rows]
    assert units == [("区住建局", "各街道"), ("区民政局", "")]
    said = "".join(read.notes)
    assert "“牵头单位”读作“责任单位(部门)”，“责任单位”读作“配合单位”；有1行没写牵头单位" in said
    assert "没有把握" not in said


def test_units_that_lead_answer_and_help_are_all_kept_and_told_apart():
    read = read_sheet(
        ("序号", "反馈问题", "牵头单位", "责任单位", "配合单位"),
        ("1", "调度不力", "区住建局", "各街道", "区财政局"),
        ("2", "窗口服务差", "", "区民政局", "区财政局"),
        ("3", "账目不清", "区住建局", "各街道", ""),
        ("4", "底数不明", "区住建局", "", "区财政局"),
    )
    assert [(row[Column.DEPARTMENT], row[Column.PARTNER]) for row in read.ledger.rows] == [
        ("区住建局", "责任单位：各街道\n配合单位：区财政局"),
        ("区民政局", "区财政局"),
        ("区住建局", "各街道"),
        ("区住建局", "区财政局"),
    ]
    assert not any(row[Column.REMARK] for row in read.ledger.rows)


def test_a_lead_written_once_stands_for_the_details_below_it():
    read = read_sheet(
        ("反馈问题", "具体问题", "牵头单位", "责任单位"),
        ("作风不实", "调研不深入", "区住建局", "各街道"),
        ("", "服务不热情", "", "区民政局"),
    )
    assert [(row[Column.DEPARTMENT], row[Column.PARTNER]) for row in read.ledger.rows] == [
        ("区住建局", "各街道"),
        ("", "区民政局"),
    ]


def test_the_leader_who_leads_is_the_leader_and_the_responsible_one_beside_him_answers():
    read = read_sheet(("反馈问题", "责任领导", "牵头领导", "整改措施"), ("账目不清", "周宁", "韩立", "核查账目"))
    (row,) = read.ledger.rows
    assert (row[Column.LEADER], row[Column.PERSON]) == ("韩立", "周宁")
