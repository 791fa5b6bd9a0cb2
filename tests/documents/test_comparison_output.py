"""Two reports as rows, and those rows as a table in Word and Excel."""

import io

import docx
import openpyxl
import pytest

from desktop.documents.comparison_output import comparison_excel, comparison_word
from desktop.documents.comparison_rows import compared_rows, counts, filtered
from desktop.report.comparison import Change, compare_reports
from desktop.report.model import Role
from desktop.report.parse import parse
from desktop.text.document import Document

LAST = """中共清河区城市更新局党组关于巡察整改进展情况的通报
2025年7月3日，区委第二巡察组向局党组反馈了巡察意见。现将整改进展情况予以公布。
一、组织整改情况
局党组成立整改工作领导小组。
二、反馈问题整改落实情况
（一）群众身边不正之风方面
1.关于“窗口服务态度生硬”问题的整改
整改情况：组织培训4场。
整改状态：正在整改。
2.关于“台账更新不及时”问题的整改
整改情况：逐项核对。
整改状态：已完成。
""".splitlines()
NOW = [
    line.replace("4场", "6场").replace("正在整改。", "已完成。").replace("领导小组。", "领导小组，召开会议。")
    for line in LAST
]
NOW[9:] = ["2.关于“物业维修资金监管不严”问题的整改", "整改情况：=修订办法。", "整改状态：已完成。"]


@pytest.fixture
def rows():
    old, new = (parse(Document.from_lines(lines)) for lines in (LAST, NOW))
    return compared_rows(old, new, compare_reports(old, new))


def by_title(rows, title):
    return next(row for row in rows if title in row.title)


def test_each_row_tells_what_changed(rows):
    window = by_title(rows, "窗口服务")
    assert window.changes == (Change.STATUS, Change.TEXT)
    assert window.told == "状态：正在整改→已完成；内容改动"
    assert by_title(rows, "台账更新").changes == (Change.GONE,)
    assert by_title(rows, "物业维修").changes == (Change.NEW,)
    assert by_title(rows, "台账更新").new_line is None
    part = next(row for row in rows if row.role is Role.ORGANIZATION)
    assert part.changes == (Change.TEXT,)
    assert next(row for row in rows if row.role is Role.INTRODUCTION).same


def test_rows_are_counted_and_filtered(rows):
    assert counts(rows) == {Change.NEW: 1, Change.GONE: 1, Change.STATUS: 1, Change.TEXT: 2}
    assert [row.title for row in filtered(rows, [Change.GONE])] == ["台账更新不及时"]
    assert all(not row.same for row in filtered(rows, None))


def test_the_characters_that_differ_are_told_apart(rows):
    pairs = [pair for pair in by_title(rows, "窗口服务").lines if not pair.same]
    assert ("4", True) in pairs[0].old.stretches
    assert ("6", True) in pairs[0].new.stretches
    assert "".join(words for words, _ in pairs[0].new.stretches) == "整改情况：组织培训6场。"


def test_the_word_table_strikes_out_and_underlines_what_differs(rows):
    document = docx.Document(io.BytesIO(comparison_word(filtered(rows, None), "上次.docx", "本次.docx", "共 4 处")))
    (table,) = document.tables
    cells = [cell.text for cell in table.rows[0].cells]
    assert cells == ["序号", "问题", "变化", "上次", "本次"]
    line = next(row for row in table.rows if "窗口服务" in row.cells[1].text)
    struck = [run.text for p in line.cells[3].paragraphs for run in p.runs if run.font.strike]
    underlined = [run.text for p in line.cells[4].paragraphs for run in p.runs if run.font.underline]
    assert "4" in struck
    assert "6" in underlined
    assert line.cells[4].text.startswith("整改情况：组织培训6场。")


def test_the_sheet_holds_text_only(rows):
    data = comparison_excel(filtered(rows, None), "上次.docx", "本次.docx", "共 4 处")
    sheet = openpyxl.load_workbook(io.BytesIO(data), rich_text=True).active
    texts = {str(cell.value) for row in sheet.iter_rows() for cell in row if cell.value is not None}
    assert any("整改情况：组织培训6场。" in text for text in texts)
    assert all(cell.data_type in ("s", "n") and cell.data_type != "f" for row in sheet.iter_rows() for cell in row)


def test_nothing_to_show_gives_a_table_with_headings_only():
    document = docx.Document(io.BytesIO(comparison_word((), "甲", "乙", "两份报告相同。")))
    assert len(document.tables[0].rows) == 1
    assert openpyxl.load_workbook(io.BytesIO(comparison_excel((), "甲", "乙", "同"))).active.max_row == 2
