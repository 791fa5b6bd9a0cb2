"""The ledger as an Excel workbook: 整改台账 to filter, edit and print, 汇总 counted by formulas, and the lists."""

from __future__ import annotations

import io
from collections.abc import Callable, Collection
from dataclasses import dataclass
from pathlib import Path

from desktop.documents import ledger_widths as fit
from desktop.documents import print_colours as colours
from desktop.documents.cell_text import clean_text, cut_text
from desktop.documents.excel_breakdown import BREAKDOWN, write_breakdown
from desktop.documents.excel_cells import A3, Cell, Sheet, grid_border, put_text, set_up_landscape
from desktop.documents.excel_changes import write_changes
from desktop.documents.excel_charts import CHARTS, write_charts
from desktop.documents.excel_lists import LISTS, rows_of, write_list
from desktop.documents.excel_rows import BulkRows, Look, register
from desktop.documents.excel_summary import SUMMARY, write_summary
from desktop.ledger.columns import STATUS_CHOICES, TYPE_CHOICES, Column
from desktop.ledger.model import Ledger, Row
from desktop.ledger.table_reading import CHANGE_LOG
from desktop.ledger.totals import DONE_STATUSES
from desktop.report.model import Status

SHEET = "整改台账"
HEADER_ROW = 3
FIRST_ROW = HEADER_ROW + 1
SPARE_ROWS = 300
"""Rows below the last in which drop-downs, colours and counts work for what the clerk adds."""

LONGEST_TEXT = 32_767
"""What one Excel cell holds, in UTF-16 units."""

CUT_MARK = "…（文字过长，已截断）"
_COLUMNS = tuple(Column)
_LAST = len(_COLUMNS)
_CENTRED = frozenset(_COLUMNS) - {
    Column.PROBLEM,
    Column.DETAIL,
    Column.CAUSE,
    Column.MEASURES,
    Column.GOAL,
    Column.PROGRESS,
    Column.PROOF,
    Column.REASON_OPEN,
    Column.REMARK,
    Column.ASPECT,
}


@dataclass(frozen=True, slots=True)
class ExcelExport:
    """A workbook and what the clerk should know of it (Chinese)."""

    data: bytes
    notes: tuple[str, ...] = ()


def write_excel(ledger: Ledger, done: Collection[Status] = DONE_STATUSES) -> bytes:
    """The workbook of a ledger; `done` says which statuses the summary counts as done."""
    return export_excel(ledger, done).data


def save_excel(ledger: Ledger, path: Path, done: Collection[Status] = DONE_STATUSES) -> tuple[str, ...]:
    """Write the workbook to a file, whole or not at all; returns notes for the clerk. Raises DocumentError."""
    from desktop.documents.safe_write import write_bytes

    export = export_excel(ledger, done)
    write_bytes(path, export.data)
    return export.notes


def export_excel(ledger: Ledger, done: Collection[Status] = DONE_STATUSES) -> ExcelExport:
    """The workbook of a ledger with notes: texts that had to be cut, rows that do not fit one printed row.

    Nothing of the text becomes a formula, a number or an error value. The
    summary's formulas carry their values and are calculated anew on opening.
    """
    from openpyxl import Workbook

    workbook = Workbook()
    bulk = BulkRows()
    sheet: Sheet = workbook.active
    sheet.title = SHEET
    rows, cut = _texts(ledger)
    widths = {column: fit.column_width(column, [row[at] for row in rows]) for at, column in enumerate(_COLUMNS)}
    _write_head(sheet, ledger, widths)
    clipped = _write_rows(sheet, bulk, rows, widths)
    last = HEADER_ROW + len(rows)
    _add_choices(sheet, last, done)
    _set_up_pages(sheet, last)
    notes = _notes(cut, clipped)
    shown = Ledger(ledger.title, ledger.unit, ledger.date, tuple(_as_row(texts) for texts in rows))
    spare = last + SPARE_ROWS
    values = {SUMMARY: write_summary(workbook.create_sheet(SUMMARY), shown, done, SHEET, FIRST_ROW, spare, notes)}
    values[BREAKDOWN] = write_breakdown(workbook.create_sheet(BREAKDOWN), shown, done, SHEET, FIRST_ROW, spare)
    for listed in LISTS:
        write_list(workbook.create_sheet(listed.name), bulk, listed, shown, rows_of(listed, shown.rows, done))
    if rows:
        write_charts(workbook.create_sheet(CHARTS), workbook[SUMMARY], workbook[BREAKDOWN])
    if ledger.changes:
        write_changes(workbook.create_sheet(CHANGE_LOG), bulk, ledger)
    properties = workbook.properties
    properties.creator = properties.lastModifiedBy = "对账"
    properties.title = clean_text(ledger.title)
    workbook.calculation.fullCalcOnLoad = True
    out = io.BytesIO()
    workbook.save(out)
    parts = {name: f"xl/worksheets/sheet{at}.xml" for at, name in enumerate(workbook.sheetnames, 1)}
    return ExcelExport(bulk.join(out.getvalue(), parts, values), notes)


def _as_row(texts: list[str]) -> Row:
    return Row(dict(zip(_COLUMNS, texts, strict=True)))


def _texts(ledger: Ledger) -> tuple[list[list[str]], int]:
    """The cells of every row as they will stand in the sheet, and how many had to be cut."""
    rows: list[list[str]] = []
    cut = 0
    for number, row in enumerate(ledger.rows, start=1):
        texts = []
        for column in _COLUMNS:
            text = clean_text(row[column]).strip()
            shown = cut_text(text, LONGEST_TEXT, CUT_MARK)
            cut += shown is not text
            texts.append(shown)
        texts[0] = texts[0] or str(number)
        rows.append(texts)
    return rows, cut


def _notes(cut: int, clipped: list[str]) -> tuple[str, ...]:
    notes = []
    if cut:
        notes.append(f"有{cut}处文字超过 Excel 单元格的上限（32767字），已截断并注明“{CUT_MARK}”。")
    if clipped:
        shown = "、".join(clipped[:10]) + ("等" if len(clipped) > 10 else "")
        notes.append(f"序号{shown}的文字太长，超过 Excel 最大行高，打印时可能显示不全，请精简后再打印。")
    return tuple(notes)


def _write_head(sheet: Sheet, ledger: Ledger, widths: dict[Column, float]) -> None:
    from openpyxl.styles import Alignment, Font, PatternFill
    from openpyxl.utils import get_column_letter

    for at, column in enumerate(_COLUMNS, start=1):
        sheet.column_dimensions[get_column_letter(at)].width = widths[column]
    middle = _LAST // 2
    sheet.merge_cells(start_row=1, end_row=1, start_column=1, end_column=_LAST)
    sheet.merge_cells(start_row=2, end_row=2, start_column=1, end_column=middle)
    sheet.merge_cells(start_row=2, end_row=2, start_column=middle + 1, end_column=_LAST)
    title = put_text(sheet.cell(1, 1), clean_text(ledger.title))
    title.font = Font(name="黑体", size=24, color=colours.TEXT)
    title.alignment = Alignment(horizontal="center", vertical="center")
    unit = put_text(sheet.cell(2, 1), f"填报单位：{clean_text(ledger.unit)}")
    day = put_text(sheet.cell(2, middle + 1), f"填报日期：{clean_text(ledger.date)}")
    for cell, side in ((unit, "left"), (day, "right")):
        cell.font = Font(name="宋体", size=14, color=colours.TEXT)
        cell.alignment = Alignment(horizontal=side, vertical="center")
    sheet.row_dimensions[1].height = 48
    sheet.row_dimensions[2].height = 24
    sheet.row_dimensions[HEADER_ROW].height = fit.header_height(widths)
    border = grid_border()
    for at, column in enumerate(_COLUMNS, start=1):
        cell = put_text(sheet.cell(HEADER_ROW, at), column.value)
        cell.font = Font(name="黑体", size=fit.FONT_SIZE, bold=True, color=colours.TEXT)
        cell.fill = PatternFill("solid", fgColor=colours.HEADER_SOFT)
        cell.alignment = Alignment(horizontal="center", vertical="center", wrap_text=True)
        cell.border = border
    sheet.freeze_panes = sheet.cell(FIRST_ROW, _COLUMNS.index(Column.PROBLEM) + 2)


def _body_looks(sheet: Sheet) -> Callable[[bool, float], Look]:
    """Makes each combination of alignment and font size known to the workbook once."""
    from openpyxl.styles import Alignment, Font

    border = grid_border()
    made: dict[tuple[bool, float], Look] = {}

    def look(centred: bool, size: float) -> Look:
        if (centred, size) not in made:

            def form(cell: Cell) -> None:
                cell.font = Font(name="宋体", size=size, color=colours.TEXT)
                cell.border = border
                side = "center" if centred else "left"
                cell.alignment = Alignment(horizontal=side, vertical="center", wrap_text=True)

            made[centred, size] = register(sheet, form)
        return made[centred, size]

    return look


def _write_rows(sheet: Sheet, bulk: BulkRows, rows: list[list[str]], widths: dict[Column, float]) -> list[str]:
    """Write the rows; returns the numbers of those whose text does not wholly show at the highest row."""
    look = _body_looks(sheet)
    usual = [look(column in _CENTRED, fit.FONT_SIZE) for column in _COLUMNS]
    measures = [fit.Measure(widths[column]) for column in _COLUMNS]
    clipped = []
    for number, texts in enumerate(rows, start=FIRST_ROW):
        cells: list[tuple[str | int, int]] = []
        height, whole = fit.LOWEST_ROW, True
        for at, text in enumerate(texts):
            if not text:
                cells.append(("", usual[at].plain))
                continue
            needed, size, fits = measures[at].of(text)
            form = usual[at] if size == fit.FONT_SIZE else look(_COLUMNS[at] in _CENTRED, size)
            height, whole = max(height, needed), whole and fits
            if not at and text.isascii() and text.isdigit() and str(int(text)) == text:
                cells.append((int(text), form.plain))
            else:
                cells.append((text, form.of(text)))
        bulk.add(SHEET, number, cells, min(height, fit.HIGHEST_ROW))
        if not whole:
            clipped.append(texts[0])
    return clipped


def _add_choices(sheet: Sheet, last: int, done: Collection[Status]) -> None:
    """Drop-downs and colours, also for rows that will be added below."""
    from openpyxl.formatting.rule import Rule
    from openpyxl.styles import Font, PatternFill
    from openpyxl.styles.differential import DifferentialStyle
    from openpyxl.utils import get_column_letter
    from openpyxl.worksheet.datavalidation import DataValidation

    end = last + SPARE_ROWS
    for column, choices in ((Column.STATUS, STATUS_CHOICES), (Column.TYPE, TYPE_CHOICES)):
        letter = get_column_letter(_COLUMNS.index(column) + 1)
        choice = DataValidation(
            type="list", formula1='"' + ",".join(choices) + '"', allow_blank=True, showErrorMessage=True
        )
        choice.errorTitle = column.value
        choice.error = "请从下拉列表中选择：" + "、".join(choices) + "。"
        choice.add(f"{letter}{FIRST_ROW}:{letter}{end}")
        sheet.add_data_validation(choice)
    letter = get_column_letter(_COLUMNS.index(Column.STATUS) + 1)
    grouped: dict[tuple[str, str], list[str]] = {}
    for words, pair in colours.status_colours(done).items():
        grouped.setdefault(pair, []).append(words)
    for (text, ground), statuses in grouped.items():
        tests = ",".join(f'${letter}{FIRST_ROW}="{words}"' for words in statuses)
        look = DifferentialStyle(font=Font(color=text, bold=True), fill=PatternFill("solid", bgColor=ground))
        rule = Rule(type="expression", formula=[f"OR({tests})"], dxf=look)
        sheet.conditional_formatting.add(f"{letter}{FIRST_ROW}:{letter}{end}", rule)


def _set_up_pages(sheet: Sheet, last: int) -> None:
    """Filter and print area over the rows; A3, twenty columns are too many for A4."""
    from openpyxl.utils import get_column_letter

    letter = get_column_letter(_LAST)
    sheet.auto_filter.ref = f"A{HEADER_ROW}:{letter}{max(last, FIRST_ROW)}"
    sheet.print_area = f"A1:{letter}{max(last, FIRST_ROW)}"
    set_up_landscape(sheet, A3, HEADER_ROW)
