"""The ledger as an Excel workbook."""

import io
import shutil
import subprocess
import zipfile
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from examples import examples
from hypothesis import given, settings
from hypothesis import strategies as st
from ledger_samples import sample_ledger

from desktop.app.theme import LIGHT
from desktop.documents import print_colours
from desktop.documents.cell_text import clean_text, cut_text, line_count
from desktop.documents.excel_ledger import CUT_MARK, FIRST_ROW, LONGEST_TEXT, export_excel, save_excel, write_excel
from desktop.ledger.columns import STATUS_CHOICES, TYPE_CHOICES, Column
from desktop.ledger.model import Ledger, Row
from desktop.ledger.totals import count_ledger
from desktop.report.model import Status

COLUMNS = list(Column)
HOSTILE = (
    "=cmd|'/c calc'!A1",
    '=HYPERLINK("http://example.invalid","点击")',
    "+1",
    "-1+1",
    "@SUM(A1:A9)",
    "#N/A",
    "\t=1+1",
    "'=1",
    "TRUE",
    "0012",
    "2025-09-30",
    "a\x00b\x0bc\x1fd",
    "孤\ud800字",
    "<b>&amp;</b>",
)


def opened(data: bytes, **options: Any) -> Any:
    return openpyxl.load_workbook(io.BytesIO(data), **options)


def cell(sheet: Any, row: int, column: Column) -> Any:
    return sheet.cell(FIRST_ROW + row, COLUMNS.index(column) + 1)


def hostile_ledger() -> Ledger:
    rows = [Row({Column.NUMBER: str(n), Column.PROBLEM: t, Column.ASPECT: t}) for n, t in enumerate(HOSTILE, 1)]
    return Ledger("=1+1", "=2+2", "=3+3", tuple(rows))


def test_every_text_comes_back():
    ledger = sample_ledger()
    sheet = opened(write_excel(ledger))["整改台账"]
    assert [c.value for c in sheet[3]] == [column.value for column in Column]
    for n, row in enumerate(ledger.rows):
        for column in Column:
            value = cell(sheet, n, column).value
            assert ("" if value is None else str(value)) == row[column]
    assert cell(sheet, 0, Column.NUMBER).value == 1  # a number, so that it sorts


def test_sheet_is_set_up_as_a_person_would():
    sheet = opened(write_excel(sample_ledger()))["整改台账"]
    assert sheet.freeze_panes == "D4"
    assert sheet.auto_filter.ref == "A3:T53"
    assert sheet.print_title_rows == "$3:$3"
    assert sheet.print_area == "'整改台账'!$A$1:$T$53"
    assert (sheet.page_setup.orientation, str(sheet.page_setup.paperSize)) == ("landscape", "8")
    assert (sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight) == (1, 0)
    assert "&P" in sheet.oddFooter.center.text
    assert sheet["A3"].font.b
    assert sheet["F4"].alignment.wrap_text
    assert sheet["A1"].value == "巡察反馈问题整改台账"


def test_status_and_type_are_drop_downs_that_refuse_other_words():
    sheet = opened(write_excel(sample_ledger()))["整改台账"]
    lists = {v.formula1: v for v in sheet.data_validations.dataValidation}
    for choices, letter in ((STATUS_CHOICES, "O"), (TYPE_CHOICES, "L")):
        choice = lists['"' + ",".join(choices) + '"']
        assert choice.showErrorMessage
        assert str(choice.sqref) == f"{letter}4:{letter}353"


def test_every_status_has_its_colour():
    sheet = opened(write_excel(sample_ledger(), done={Status.DONE, Status.MOSTLY}))["整改台账"]
    grounds = {}
    for formats in sheet.conditional_formatting:
        for rule in formats.rules:
            for words in STATUS_CHOICES:
                if f'"{words}"' in rule.formula[0]:
                    grounds[words] = rule.dxf.fill.bgColor.rgb[-6:]
    assert set(grounds) == set(STATUS_CHOICES)
    assert grounds["已完成"] == grounds["基本完成"] == print_colours.DONE_SOFT
    assert grounds["未完成"] == print_colours.ERROR_SOFT
    assert grounds["已完成并长期坚持"] == grounds["正在整改"] == print_colours.WARNING_SOFT


def test_colours_are_those_of_the_window():
    assert f"#{print_colours.DONE}" == LIGHT.done
    assert f"#{print_colours.DONE_SOFT}" == LIGHT.done_soft
    assert f"#{print_colours.WARNING}" == LIGHT.warning
    assert f"#{print_colours.WARNING_SOFT}" == LIGHT.warning_soft
    assert f"#{print_colours.ERROR}" == LIGHT.error
    assert f"#{print_colours.ERROR_SOFT}" == LIGHT.error_soft
    assert f"#{print_colours.HEADER_SOFT}" == LIGHT.accent_soft
    assert f"#{print_colours.TEXT}" == LIGHT.text


def test_nothing_of_the_text_becomes_a_formula():
    workbook = opened(write_excel(hostile_ledger()))
    sheet = workbook["整改台账"]
    assert not [c.coordinate for row in sheet.iter_rows() for c in row if c.data_type in "fe"]
    for n, text in enumerate(HOSTILE):
        found = cell(sheet, n, Column.PROBLEM)
        assert found.data_type == "s"
        assert found.value == clean_text(text).strip()
    assert cell(sheet, 0, Column.PROBLEM).quotePrefix  # stays text when the clerk edits it
    labels = [workbook["汇总"].cell(row, 1) for row in range(1, 40)]
    assert not [c.coordinate for c in labels if c.data_type in "fe"]


def test_text_beyond_the_limit_is_cut_visibly_and_told():
    text = "整" * 40_000
    export = export_excel(Ledger("台账", rows=(Row({Column.MEASURES: text}), Row({Column.MEASURES: "𠮷" * 20_000}))))
    sheet = opened(export.data)["整改台账"]
    first, second = (cell(sheet, n, Column.MEASURES).value for n in (0, 1))
    assert len(first) == LONGEST_TEXT
    assert first.endswith(CUT_MARK)
    assert len(second.encode("utf-16-le")) // 2 <= LONGEST_TEXT
    assert second.endswith(CUT_MARK)
    assert any("有2处文字超过" in note for note in export.notes)


def test_rows_are_as_high_as_their_text_and_never_higher_than_excel_allows():
    ledger = sample_ledger()
    export = export_excel(ledger)
    sheet = opened(export.data)["整改台账"]
    heights = [sheet.row_dimensions[FIRST_ROW + n].height for n in range(50)]
    assert all(30 <= height <= 409 for height in heights)
    few, many = sorted((0, 1), key=lambda n: len(ledger.rows[n][Column.MEASURES]))
    assert heights[few] < heights[many]
    assert cell(sheet, 6, Column.MEASURES).font.sz < 11  # the giant one is set smaller
    assert any("序号7" in note for note in export.notes)


def test_giant_does_not_make_the_sheet_wide():
    sheet = opened(write_excel(sample_ledger()))["整改台账"]
    assert sum(d.width for d in sheet.column_dimensions.values()) < 400
    assert sheet.column_dimensions["F"].width <= 60


def test_workbook_names_the_program_and_no_person():
    properties = opened(write_excel(sample_ledger())).properties
    assert (properties.creator, properties.lastModifiedBy) == ("对账", "对账")
    assert properties.title == "巡察反馈问题整改台账"


def summary_numbers(sheet: Any) -> dict[str, list[Any]]:
    return {str(row[0].value): [c.value for c in row[1:11]] for row in sheet.iter_rows(min_row=5) if row[0].value}


def expected_numbers(ledger: Ledger) -> dict[str, list[float]]:
    totals = count_ledger(ledger)
    groups = {**totals.by_aspect, "合计": totals.overall}
    return {a: [*t.by_status.values(), t.total, t.done, t.rate or 0] for a, t in groups.items()}


def test_summary_is_formulas_and_carries_their_values():
    ledger = sample_ledger()
    data = write_excel(ledger)
    formulas = opened(data)["汇总"]
    assert formulas["B5"].value.startswith("=SUMPRODUCT(")
    assert opened(data).calculation.fullCalcOnLoad
    found = summary_numbers(opened(data, data_only=True)["汇总"])
    for aspect, numbers in expected_numbers(ledger).items():
        assert found[aspect] == pytest.approx(numbers)
    assert found["正在整改"][0] == count_ledger(ledger).overall.by_status["正在整改"]


def test_an_empty_ledger_can_be_written():
    found = summary_numbers(opened(write_excel(Ledger("台账")), data_only=True)["汇总"])
    assert found["合计"][7] == 0


def test_rows_without_number_are_numbered_so_that_they_count():
    sheet = opened(write_excel(Ledger("台账", rows=(Row(), Row({Column.STATUS: "已完成"})))))["整改台账"]
    assert [cell(sheet, n, Column.NUMBER).value for n in (0, 1)] == [1, 2]


def test_saving_replaces_the_file_as_a_whole(tmp_path: Path):
    target = tmp_path / "台账.xlsx"
    assert save_excel(sample_ledger(size=3), target) == ()
    assert zipfile.is_zipfile(target)
    assert [p.name for p in tmp_path.iterdir()] == ["台账.xlsx"]


@given(st.text(max_size=80), st.integers(8, 60))
@settings(max_examples=examples(200))
def test_cut_text_keeps_to_the_limit(text: str, limit: int):
    text = clean_text(text)
    cut = cut_text(text, limit, "…")
    assert len(cut.encode("utf-16-le")) // 2 <= limit
    assert cut == text or (cut.endswith("…") and text.startswith(cut[:-1]))


def test_line_count_follows_width_and_breaks():
    assert line_count("", 10) == 1
    assert line_count("一\n二\n三", 10) == 3
    assert line_count("字" * 40, 21) == 2
    assert line_count("字" * 40, 3) == 14


needs_office = pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")


def recalculated(data: bytes, folder: Path) -> Any:
    """The workbook after LibreOffice has calculated it: formulas come to it without values."""
    workbook = opened(data)
    workbook.save(folder / "in.xlsx")
    command = ["soffice", f"-env:UserInstallation={(folder / 'profile').as_uri()}", "--headless"]
    command += ["--convert-to", "xlsx:Calc MS Excel 2007 XML", "--outdir", str(folder / "out"), str(folder / "in.xlsx")]
    subprocess.run(command, check=True, capture_output=True, timeout=120)
    return openpyxl.load_workbook(folder / "out" / "in.xlsx", data_only=True)


@pytest.mark.slow
@needs_office
def test_libreoffice_calculates_the_same_numbers(tmp_path: Path):
    ledger = sample_ledger()
    found = summary_numbers(recalculated(write_excel(ledger), tmp_path)["汇总"])
    for aspect, numbers in expected_numbers(ledger).items():
        assert found[aspect] == pytest.approx(numbers)


@pytest.mark.slow
@needs_office
def test_hostile_text_stays_text_in_libreoffice_and_is_counted(tmp_path: Path):
    ledger = hostile_ledger()
    workbook = recalculated(write_excel(ledger), tmp_path)
    sheet = workbook["整改台账"]
    for n, text in enumerate(HOSTILE):
        assert cell(sheet, n, Column.PROBLEM).value == clean_text(text).strip()
    found = summary_numbers(workbook["汇总"])
    assert found["合计"][7] == len(HOSTILE)
    assert all(found[clean_text(text).strip()][7] == 1 for text in HOSTILE)


@pytest.mark.slow
@needs_office
def test_summary_follows_what_the_clerk_changes_and_adds(tmp_path: Path):
    ledger = sample_ledger(size=10)
    workbook = opened(write_excel(ledger))
    sheet = workbook["整改台账"]
    before = count_ledger(ledger).overall
    row = next(n for n, r in enumerate(ledger.rows) if r[Column.STATUS] == "正在整改")
    cell(sheet, row, Column.STATUS).value = "已完成"
    cell(sheet, 10, Column.PROBLEM).value = "新增的问题"
    cell(sheet, 10, Column.STATUS).value = "已完成"
    out = io.BytesIO()
    workbook.save(out)
    totals = summary_numbers(recalculated(out.getvalue(), tmp_path)["汇总"])["合计"]
    assert totals[7:9] == [before.total + 1, before.done + 2]
