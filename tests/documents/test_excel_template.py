# ruff: noqa: E501 - a drawing as Excel writes it
"""The office's own workbook, filled: its rows' style, and everything else of it as it was."""

import io
import shutil
import subprocess
import warnings
import zipfile
from pathlib import Path

import openpyxl
import pytest
from ledger_samples import sample_ledger
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.worksheet.datavalidation import DataValidation

from desktop.documents.errors import DocumentError
from desktop.documents.excel_reader import read_excel_bytes
from desktop.documents.excel_references import sheet_names, shifted_formula, shifted_range
from desktop.documents.excel_template import fill_template
from desktop.ledger.columns import Column
from desktop.ledger.model import Ledger, Row

HEAD = ["序号", "反馈问题", "整改措施", "牵头领导", "责任部门", "完成时限", "剩余天数", "整改状态"]
PNG = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010802000000907753de0000000c49444154789c63606060000000040001f61738550000000049454e44ae426082"
)
DRAWING = (
    '<xdr:wsDr xmlns:xdr="http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><xdr:oneCellAnchor>'
    "<xdr:from><xdr:col>0</xdr:col><xdr:colOff>0</xdr:colOff><xdr:row>{row}</xdr:row><xdr:rowOff>0</xdr:rowOff></xdr:from>"
    '<xdr:ext cx="90000" cy="90000"/><xdr:pic><xdr:nvPicPr><xdr:cNvPr id="2" name="章"/><xdr:cNvPicPr/></xdr:nvPicPr>'
    '<xdr:blipFill><a:blip r:embed="rId1"/><a:stretch><a:fillRect/></a:stretch></xdr:blipFill><xdr:spPr><a:xfrm><a:off x="0" y="0"/>'
    '<a:ext cx="90000" cy="90000"/></a:xfrm><a:prstGeom prst="rect"><a:avLst/></a:prstGeom></xdr:spPr></xdr:pic><xdr:clientData/>'
    "</xdr:oneCellAnchor></xdr:wsDr>"
)
RELATIONS = '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{}</Relationships>'
TYPE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
EXTENSION = (
    '<extLst><ext uri="{{78C0D931-6437-407d-A8EE-F0AAD7539E65}}" '
    'xmlns:x14="http://schemas.microsoft.com/office/spreadsheetml/2009/9/main"><x14:conditionalFormattings>'
    "</x14:conditionalFormattings></ext></extLst>"
)


def template(blank: int = 6, foot: bool = True, picture_row: int = 0) -> bytes:
    """A template with its own styles, formulas, validation, a second sheet that counts, a picture and an extension."""
    workbook = openpyxl.Workbook()
    sheet = workbook.active
    sheet.title = "整改台账"
    sheet.append(["清河区巡察整改台账（样表）"])
    sheet.merge_cells("A1:H1")
    sheet.append(HEAD)
    line = Side(style="medium", color="FF0000FF")
    for row in range(3, 3 + blank):
        for column in range(1, 9):
            cell = sheet.cell(row, column)
            cell.font = Font(name="仿宋_GB2312", size=12, color="FF123456")
            cell.border = Border(bottom=line)
            cell.fill = PatternFill("solid", fgColor="FFFFF2CC")
            cell.alignment = Alignment(wrap_text=True, vertical="top")
        sheet.cell(row, 1).value = row - 2
        sheet.cell(row, 7).value = f'=IF(F{row}="","",LEN(F{row}))'
        sheet.row_dimensions[row].height = 33
    end = 2 + blank
    if foot:
        sheet.append(["合计", f"=COUNTA(B3:B{end})", None, None, None, None, None, f'=COUNTIF(H3:H{end},"已完成")'])
        sheet.append(["填表人：", None, None, None, "审核人："])
        sheet.merge_cells(start_row=end + 1, end_row=end + 1, start_column=3, end_column=5)
    choice = DataValidation(type="list", formula1='"已完成,正在整改"')
    choice.add(f"H3:H{end}")
    sheet.add_data_validation(choice)
    sheet.column_dimensions["C"].width = 40
    sheet.print_area = f"A1:H{end + 2 * foot}"
    count = workbook.create_sheet("统计")
    count["A1"] = f"=COUNTA(整改台账!B3:B{end})"
    count["A2"] = f"=整改台账!H{end + 1}"
    count["A3"] = "本单位专用"
    out = io.BytesIO()
    workbook.save(out)
    return with_picture(out.getvalue(), picture_row)


def with_picture(data: bytes, row: int) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as source, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as target:
        for entry in source.infolist():
            content = source.read(entry)
            if entry.filename == "xl/worksheets/sheet1.xml":
                tail = '<drawing xmlns:r="' + TYPE.rstrip("/") + '" r:id="rId1"/>' + EXTENSION.format()
                content = content.replace(b"</worksheet>", tail.encode() + b"</worksheet>")
            if entry.filename == "[Content_Types].xml":
                more = (
                    '<Default Extension="png" ContentType="image/png"/><Override PartName="/xl/drawings/drawing1.xml" '
                )
                more += 'ContentType="application/vnd.openxmlformats-officedocument.drawing+xml"/></Types>'
                content = content.replace(b"</Types>", more.encode())
            target.writestr(entry, content)
        link = '<Relationship Id="rId1" Type="{}" Target="{}"/>'
        sheet = link.format(TYPE + "drawing", "../drawings/drawing1.xml")
        target.writestr("xl/worksheets/_rels/sheet1.xml.rels", RELATIONS.format(sheet))
        target.writestr("xl/drawings/drawing1.xml", DRAWING.format(row=row))
        picture = link.format(TYPE + "image", "../media/image1.png")
        target.writestr("xl/drawings/_rels/drawing1.xml.rels", RELATIONS.format(picture))
        target.writestr("xl/media/image1.png", PNG)
    return out.getvalue()


def opened(data: bytes):
    with warnings.catch_warnings():  # openpyxl itself would drop the extension, which is why it does not write here
        warnings.simplefilter("ignore")
        return openpyxl.load_workbook(io.BytesIO(data))


def parts(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def test_rows_are_filled_in_the_templates_style():
    ledger = sample_ledger(size=4)
    filled = fill_template(template(), ledger)
    sheet = opened(filled.data)["整改台账"]
    for n, row in enumerate(ledger.rows):
        assert sheet.cell(3 + n, 1).value == n + 1
        for column, at in ((Column.PROBLEM, 2), (Column.MEASURES, 3), (Column.DEADLINE, 6), (Column.STATUS, 8)):
            cell = sheet.cell(3 + n, at)
            assert (cell.value or "") == row[column]
            assert (cell.font.name, cell.font.sz, cell.fill.fgColor.rgb) == ("仿宋_GB2312", 12, "FFFFF2CC")
        assert sheet.cell(3 + n, 7).value == f'=IF(F{3 + n}="","",LEN(F{3 + n}))'
    assert sheet["A7"].value is None  # numbered ahead, not used
    assert sheet["B9"].value == "=COUNTA(B3:B8)"
    assert any("模板没有这些栏目" in note and "原因分析" in note for note in filled.notes)


def test_nothing_else_of_the_workbook_changes():
    before = template()
    after = parts(fill_template(before, sample_ledger(size=4)).data)
    before_parts = parts(before)
    changed = {name for name in before_parts if before_parts[name] != after.get(name)}
    assert set(after) == set(before_parts)
    assert changed == {"xl/worksheets/sheet1.xml"}
    sheet = after["xl/worksheets/sheet1.xml"]
    assert b"x14:conditionalFormattings" in sheet
    assert b"<drawing" in sheet or b":drawing" in sheet


def test_more_rows_than_the_template_has_push_sums_and_signatures_down():
    ledger = sample_ledger(size=30)
    before = template(blank=6)
    data = fill_template(before, ledger).data
    workbook = opened(data)
    sheet = workbook["整改台账"]
    assert [sheet.cell(3 + n, 2).value for n in range(30)] == [row[Column.PROBLEM] for row in ledger.rows]
    assert sheet["A33"].value == "合计"
    assert sheet["B33"].value == "=COUNTA(B3:B32)"
    assert sheet["H33"].value == '=COUNTIF(H3:H32,"已完成")'
    assert sheet["G32"].value == '=IF(F32="","",LEN(F32))'
    assert (sheet["A34"].value, sheet["E34"].value) == ("填表人：", "审核人：")
    assert "C33:E33" in {str(area) for area in sheet.merged_cells.ranges}
    assert str(sheet.data_validations.dataValidation[0].sqref) == "H3:H32"
    assert sheet.print_area == "'整改台账'!$A$1:$H$34"
    assert sheet["C20"].font.name == "仿宋_GB2312"
    count = workbook["统计"]
    assert (count["A1"].value, count["A2"].value) == ("=COUNTA(整改台账!B3:B32)", "=整改台账!H33")
    was, now = parts(before), parts(data)
    untouched = {name for name in was if was[name] == now.get(name)}
    assert {"xl/styles.xml", "xl/media/image1.png", "xl/drawings/drawing1.xml", "xl/theme/theme1.xml"} <= untouched


def test_without_a_foot_the_rows_go_on_and_choices_with_them():
    data = fill_template(template(blank=2, foot=False), sample_ledger(size=12)).data
    sheet = opened(data)["整改台账"]
    assert sheet["B14"].value
    assert str(sheet.data_validations.dataValidation[0].sqref) == "H3:H14"
    assert sheet["B14"].fill.fgColor.rgb == "FFFFF2CC"


def test_what_cannot_move_is_told_before_anything_is_written():
    with pytest.raises(DocumentError, match="图片或图表不能自动下移"):
        fill_template(template(blank=3, picture_row=20), sample_ledger(size=9))


def test_rows_that_stood_there_are_replaced_and_that_is_told():
    first = fill_template(template(), sample_ledger(size=5)).data
    again = fill_template(first, sample_ledger(size=3))
    assert any("原有的5行" in note for note in again.notes)
    sheet = opened(again.data)["整改台账"]
    assert [sheet.cell(row, 2).value for row in range(6, 9)] == [None] * 3


def test_a_workbook_without_headings_is_refused():
    out = io.BytesIO()
    openpyxl.Workbook().save(out)
    with pytest.raises(DocumentError, match="没有认出台账的表头"):
        fill_template(out.getvalue(), sample_ledger(size=2))


def test_hostile_text_stays_text():
    from dataclasses import replace

    ledger = sample_ledger(size=1)
    hostile = ledger.rows[0].changed(Column.PROBLEM, "=cmd|'/c calc'!A1").changed(Column.MEASURES, "整" * 40_000)
    filled = fill_template(template(), replace(ledger, rows=(hostile,)))
    sheet = opened(filled.data)["整改台账"]
    assert (sheet["B3"].data_type, sheet["B3"].value) == ("s", "=cmd|'/c calc'!A1")
    assert len(sheet["C3"].value) == 32_767
    assert any("截断" in note for note in filled.notes)


def test_what_was_filled_is_read_back():
    ledger = sample_ledger(size=20)
    read = read_excel_bytes(fill_template(template(), ledger).data).ledger
    for column in (Column.PROBLEM, Column.MEASURES, Column.LEADER, Column.DEPARTMENT, Column.DEADLINE, Column.STATUS):
        assert [row[column] for row in read.rows] == [row[column] for row in ledger.rows]


def test_references_move_with_their_rows():
    def shift(area: str) -> str:
        return shifted_range(area, 9, 4, (3, 8))

    own = {"own": True, "names": sheet_names("整改台账")}
    assert shifted_formula('SUM(B3:B8)+B$9&"B9"', shift, **own) == 'SUM(B3:B12)+B$13&"B9"'
    assert shifted_formula("统计!B9+整改台账!B9+LOG10(B2)", shift, **own) == "统计!B9+整改台账!B13+LOG10(B2)"
    other = {"own": False, "names": sheet_names("整改台账")}
    assert (
        shifted_formula("B9+整改台账!$B$3:$B$8+'整改台账'!A9", shift, **other)
        == "B9+整改台账!$B$3:$B$12+'整改台账'!A13"
    )


@pytest.mark.slow
@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
def test_libreoffice_opens_and_counts_it(tmp_path: Path):
    ledger = sample_ledger(size=30)
    (tmp_path / "in.xlsx").write_bytes(fill_template(template(), ledger).data)
    command = ["soffice", f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}", "--headless"]
    command += [
        "--convert-to",
        "xlsx:Calc MS Excel 2007 XML",
        "--outdir",
        str(tmp_path / "out"),
        str(tmp_path / "in.xlsx"),
    ]
    subprocess.run(command, check=True, capture_output=True, timeout=120)
    workbook = openpyxl.load_workbook(tmp_path / "out" / "in.xlsx", data_only=True)
    done = sum(row[Column.STATUS] == "已完成" for row in ledger.rows)
    assert [workbook["统计"][f"A{n}"].value for n in (1, 2)] == [30, done]


def test_units_that_lead_answer_and_help_go_back_into_columns_of_their_own():
    workbook = openpyxl.Workbook()
    workbook.active.append(["序号", "反馈问题", "牵头单位", "责任单位", "配合单位"])
    out = io.BytesIO()
    workbook.save(out)
    rows = (
        Row(
            {
                Column.PROBLEM: "甲",
                Column.DEPARTMENT: "区住建局",
                Column.PARTNER: "责任单位：各街道\n配合单位：区财政局",
            }
        ),
        Row({Column.PROBLEM: "乙", Column.DEPARTMENT: "区住建局", Column.PARTNER: "区财政局"}),
    )
    sheet = opened(fill_template(out.getvalue(), Ledger("台账", rows=rows)).data).active
    assert [[cell.value for cell in line[2:5]] for line in sheet.iter_rows(min_row=2, max_row=3)] == [
        ["区住建局", "各街道", "区财政局"],
        ["区住建局", None, "区财政局"],
    ]
