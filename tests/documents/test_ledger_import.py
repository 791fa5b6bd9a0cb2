"""A workbook on its way in: what is understood, what a clerk says instead, and that it is remembered."""

from __future__ import annotations

import io

import openpyxl
import pytest
from office_workbooks import column_sets, nasty_workbooks

from desktop.documents.excel_ledger import write_excel
from desktop.documents.heading_memory import HeadingMemory
from desktop.documents.ledger_import import open_import
from desktop.ledger.columns import Column
from desktop.ledger.editing import set_cells
from desktop.ledger.model import Ledger, Row

C = Column


@pytest.fixture
def memory(tmp_path):
    return HeadingMemory(tmp_path / "config" / "headings.json")


@pytest.fixture
def book(tmp_path):
    def write(*rows, sheets=(), name="台账.xlsx"):
        workbook = openpyxl.Workbook()
        workbook.active.title = "表一"
        for row in rows:
            workbook.active.append(list(row))
        for title, lines in sheets:
            sheet = workbook.create_sheet(title)
            for row in lines:
                sheet.append(list(row))
        workbook.save(tmp_path / name)
        return tmp_path / name

    return write


@pytest.mark.parametrize("case", [*column_sets(), *nasty_workbooks()], ids=lambda case: case.name[:24])
def test_every_office_workbook_comes_in_without_a_correction(case, tmp_path, memory):
    path = tmp_path / "台账.xlsx"
    path.write_bytes(case.data)
    plan = open_import(path, memory)
    if case.figures:
        assert not plan.read().ledger.rows
        assert len(plan.read().figures) == case.figures
        return
    ledger = plan.read().ledger
    for column, texts in case.cells.items():
        assert tuple(row[column] for row in ledger.rows[: len(texts)]) == texts, column
    assert not plan.corrections()


def test_a_correction_is_remembered_for_the_same_headings(book, memory):
    path = book(("序号", "反馈问题", "甲栏", "乙栏"), (1, "窗口服务态度生硬", "周宁", "整改到位"))
    plan = open_import(path, memory)
    assert plan.read().ledger.rows[0][C.REMARK] == "甲栏：周宁\n乙栏：整改到位"
    plan = plan.with_column(3, C.LEADER).with_column(4, None, ignored=True)
    assert [choice.column for choice in plan.corrections()] == [C.LEADER]
    row = plan.read().ledger.rows[0]
    assert (row[C.LEADER], row[C.REMARK]) == ("周宁", "")
    memory.keep(plan.mapping)
    again = open_import(
        book(("序号", "反馈问题", "甲栏", "乙栏"), (1, "另一问题", "韩立", "x"), name="二.xlsx"), memory
    )
    assert again.remembered
    assert dict(again.read().ledger.rows[0].cells) == {C.NUMBER: "1", C.PROBLEM: "另一问题", C.LEADER: "韩立"}
    other = open_import(book(("序号", "反馈问题", "甲栏"), (1, "第三问题", "x"), name="三.xlsx"), memory)
    assert not other.remembered


def test_headings_that_nobody_knows_are_found_again_once_they_were_told(book, memory):
    rows = [
        ("附表", None, None),
        ("号码", "事情", "办法"),
        ("1", "窗口服务态度生硬", "培训"),
        ("2", "车辆管理", "登记"),
    ]
    plan = open_import(book(*rows), memory)
    assert plan.found is None
    plan = plan.with_header(2, 1).with_column(1, C.NUMBER).with_column(2, C.PROBLEM).with_column(3, C.MEASURES)
    assert [row[C.MEASURES] for row in plan.read().ledger.rows] == ["培训", "登记"]
    memory.keep(plan.mapping)
    again = open_import(book(*rows, name="二.xlsx"), memory)
    assert again.remembered
    assert again.mapping.header_row == 2
    assert len(again.read().ledger.rows) == 2


def test_another_sheet_can_be_chosen(book, memory):
    path = book(
        ("反馈问题", "整改措施"),
        ("甲", "子"),
        sheets=[("二期", [("问题", "整改时限"), ("乙", "长期坚持"), ("丙", "")])],
    )
    plan = open_import(path, memory)
    assert plan.sheets == ("表一", "二期")
    other = plan.with_sheet("二期", memory)
    assert [row[C.PROBLEM] for row in other.read().ledger.rows] == ["乙", "丙"]


def test_only_a_workbook_of_our_own_may_be_replaced_by_saving(tmp_path, memory, book):
    ledger = set_cells(
        Ledger("台账", rows=(Row({C.NUMBER: "1", C.PROBLEM: "甲"}),)), {(0, C.STATUS): "已完成"}, "2025-09-30T10:00"
    )
    own = tmp_path / "own.xlsx"
    own.write_bytes(write_excel(ledger))
    plan = open_import(own, memory)
    assert plan.is_own_file()
    assert plan.read().ledger.changes == ledger.changes
    workbook = openpyxl.load_workbook(io.BytesIO(own.read_bytes()))
    workbook.create_sheet("领导批示")["A1"] = "请抓紧"
    workbook.save(own)
    assert not open_import(own, memory).is_own_file()
    assert not open_import(book(("反馈问题", "整改措施"), ("甲", "子")), memory).is_own_file()


def test_a_spoiled_memory_is_no_obstacle(tmp_path, book):
    file = tmp_path / "headings.json"
    file.write_text('{"version": 1, "ledgers": {"a": 3, "b": {"columns": [1]}}}', "utf-8")
    memory = HeadingMemory(file)
    assert memory.everything() == {}
    plan = open_import(book(("反馈问题", "整改措施"), ("甲", "子")), memory)
    memory.keep(plan.mapping)
    assert memory.of(["整改措施", "反馈问题"]) == {"反馈问题": C.PROBLEM, "整改措施": C.MEASURES}
