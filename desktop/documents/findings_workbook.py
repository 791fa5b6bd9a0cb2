"""Findings as an Excel workbook: 汇总, the reports by group of finding, and 检查结果, one row a finding."""

from __future__ import annotations

import io
from collections import Counter
from collections.abc import Sequence
from copy import copy
from pathlib import Path
from typing import Any, TypeAlias

from desktop.checks.base import Family, Finding, Severity
from desktop.documents import finding_words as words
from desktop.documents import print_colours as colours
from desktop.documents.cell_text import clean_text, cut_text
from desktop.documents.excel_cells import A3, A4, Cell, Sheet, grid_border, put_text, set_up_landscape
from desktop.documents.json_output import CheckedFile
from desktop.documents.ledger_widths import HIGHEST_ROW, text_height

Style: TypeAlias = Any
"""openpyxl's array of the numbers of a cell's formats."""

SUMMARY, FINDINGS = "汇总", "检查结果"
MOST_ROWS = 1_000_000
"""An Excel sheet ends at 1,048,576 rows."""

LONGEST_TEXT = 32_767
"""What one Excel cell holds, in UTF-16 units."""

_CUT_MARK = "…（文字过长，已截断）"
_HEADER_ROW = 1
_COLUMNS: tuple[tuple[str, float, bool], ...] = (
    ("序号", 6, True),
    ("文件", 28, False),
    ("位置", 9, True),
    ("轻重", 7, True),
    ("类别", 10, True),
    ("代码", 8, True),
    ("问题", 42, False),
    ("原文", 24, False),
    ("上下文", 44, False),
    ("改法", 22, False),
    ("依据", 34, False),
    ("处理情况", 10, True),
)
"""Heading, width in Excel's units, whether centred."""

_HANDLED = ("已改", "不改", "待核")
_GRAVE = {
    Severity.ERROR: ("C62828", "FDECEA"),
    Severity.WARNING: ("8A5200", "FFF4E0"),
    Severity.INFO: ("1F5FAE", "E6EFFA"),
}


def write_findings_workbook(files: Sequence[CheckedFile]) -> bytes:
    """The workbook. Nothing of a report's text becomes a formula, a number or an error value."""
    from openpyxl import Workbook

    workbook = Workbook()
    rows = [(file, finding) for file in files for finding in file.findings]
    _write_summary(workbook.active, files, len(rows))
    _write_findings(workbook.create_sheet(FINDINGS), rows[:MOST_ROWS])
    properties = workbook.properties
    properties.creator = properties.lastModifiedBy = "对账"
    properties.title = "检查结果"
    out = io.BytesIO()
    workbook.save(out)
    return out.getvalue()


def _cell_text(text: str) -> str:
    return cut_text(clean_text(text).strip(), LONGEST_TEXT, _CUT_MARK)


def _texts(number: int, file: CheckedFile, finding: Finding) -> list[str]:
    check = words.check_of(finding)
    other = words.elsewhere(finding)
    return [
        str(number),
        Path(file.path).name,
        words.place(finding),
        words.SEVERITY_WORDS[finding.severity],
        words.family(finding),
        finding.rule,
        finding.message + (f"（{other}）" if other else ""),
        finding.text,
        str(words.context(file.report, finding)),
        words.fixes(finding),
        check.explanation.source if check else "",
        "",
    ]


def _write_findings(sheet: Sheet, rows: Sequence[tuple[CheckedFile, Finding]]) -> None:
    from openpyxl.formatting.rule import Rule
    from openpyxl.styles import Font, PatternFill
    from openpyxl.styles.differential import DifferentialStyle
    from openpyxl.utils import get_column_letter
    from openpyxl.worksheet.datavalidation import DataValidation

    _write_header(sheet, [(title, width) for title, width, _ in _COLUMNS], _HEADER_ROW)
    centred, left = _styles(sheet)
    for number, (file, finding) in enumerate(rows, 1):
        line = _HEADER_ROW + number
        height = 0.0
        for at, (text, (_, width, middle)) in enumerate(zip(_texts(number, file, finding), _COLUMNS, strict=True), 1):
            cell: Cell = sheet.cell(line, at)
            cell._style = copy(centred if middle else left)  # put_text may change it
            shown = _cell_text(text)
            if at == 1:
                cell.value = number
            else:
                put_text(cell, shown)
            height = max(height, text_height(shown, width))
        sheet.row_dimensions[line].height = min(max(height, 24.0), HIGHEST_ROW)
    last = _HEADER_ROW + max(len(rows), 1)
    end = get_column_letter(len(_COLUMNS))
    grave = get_column_letter(4)
    for severity, (text, ground) in _GRAVE.items():
        look = DifferentialStyle(font=Font(color=text, bold=True), fill=PatternFill("solid", bgColor=ground))
        word = words.SEVERITY_WORDS[severity]
        rule = Rule(type="cellIs", operator="equal", formula=[f'"{word}"'], dxf=look)
        sheet.conditional_formatting.add(f"{grave}{_HEADER_ROW + 1}:{grave}{last}", rule)
    choice = DataValidation(type="list", formula1='"' + ",".join(_HANDLED) + '"', allow_blank=True)
    choice.add(f"{end}{_HEADER_ROW + 1}:{end}{last}")
    sheet.add_data_validation(choice)
    sheet.auto_filter.ref = f"A{_HEADER_ROW}:{end}{last}"
    sheet.freeze_panes = sheet.cell(_HEADER_ROW + 1, 3)
    sheet.print_area = f"A1:{end}{last}"
    set_up_landscape(sheet, A3, _HEADER_ROW)


def _write_summary(sheet: Sheet, files: Sequence[CheckedFile], found: int) -> None:
    from openpyxl.styles import Font
    from openpyxl.utils import get_column_letter

    sheet.title = SUMMARY
    present = Counter(words.family(finding) for file in files for finding in file.findings)
    families = [family.value for family in Family if present[family.value]]
    families += ["其他"] if present["其他"] else []
    titles = [("序号", 6.0), ("文件", 36.0), ("报告标题", 44.0), ("种类", 10.0)]
    titles += [(word, 7.0) for word in words.SEVERITY_WORDS.values()] + [("合计", 7.0)]
    titles += [(family, max(7.0, 2.4 * len(family) + 2)) for family in families] + [("说明", 40.0)]
    _write_header(sheet, titles, 1)
    centred, left = _styles(sheet)
    for number, file in enumerate(files, 1):
        counts = _counts(file, families)
        told = _told(file)
        texts = [Path(file.path).name, words.report_title(file), file.report.kind.value if file.report else ""]
        values: list[int | str] = [number, *texts, *counts, told]
        for at, value in enumerate(values, 1):
            cell: Cell = sheet.cell(number + 1, at)
            cell._style = copy(left if at in (2, 3, len(values)) else centred)
            if isinstance(value, str):
                put_text(cell, _cell_text(value))
            else:
                cell.value = value or None
        height = max(text_height(_cell_text(str(value)), titles[at][1]) for at, value in enumerate(values))
        sheet.row_dimensions[number + 1].height = min(max(height, 24.0), HIGHEST_ROW)
    end = get_column_letter(len(titles))
    last = len(files) + 1
    sheet.auto_filter.ref = f"A1:{end}{last}"  # 合计 stays out of the filter
    if len(files) > 1:
        for at in range(1, len(titles) + 1):
            cell = sheet.cell(last + 1, at)
            cell._style = copy(centred)
            cell.font = Font(name="宋体", size=11, bold=True, color=colours.TEXT)
            if at == 2:
                cell.value = "合计"
            elif 4 < at < len(titles):
                cell.value = sum(_counts(file, families)[at - 5] for file in files)
        last += 1
    if found > MOST_ROWS:
        put_text(sheet.cell(last + 2, 2), f"检查结果共{found}条，只列出前{MOST_ROWS}条，请分批检查。")
        last += 2
    sheet.freeze_panes = "C2"
    sheet.print_area = f"A1:{end}{last}"
    set_up_landscape(sheet, A4, 1)


def _counts(file: CheckedFile, families: Sequence[str]) -> list[int]:
    """By gravity, in all, by family."""
    by_family = Counter(words.family(finding) for finding in file.findings)
    by_gravity = [words.count(file.findings, severity) for severity in words.SEVERITY_WORDS]
    return [*by_gravity, len(file.findings), *(by_family[family] for family in families)]


def _told(file: CheckedFile) -> str:
    if file.error is not None:
        return f"无法检查：{file.error}"
    notes = [f"另有{len(file.ignored)}处已忽略"] if file.ignored else []
    if file.failures:
        notes.append(f"检查项{'、'.join(failure.code for failure in file.failures)}没有完成")
    return "；".join(notes)


def _write_header(sheet: Sheet, titles: Sequence[tuple[str, float]], row: int) -> None:
    from openpyxl.styles import Alignment, Font, PatternFill
    from openpyxl.utils import get_column_letter

    border = grid_border()
    for at, (title, width) in enumerate(titles, 1):
        sheet.column_dimensions[get_column_letter(at)].width = width
        cell = put_text(sheet.cell(row, at), title)
        cell.font = Font(name="黑体", size=11, bold=True, color=colours.TEXT)
        cell.fill = PatternFill("solid", fgColor=colours.HEADER_SOFT)
        cell.alignment = Alignment(horizontal="center", vertical="center", wrap_text=True)
        cell.border = border
    sheet.row_dimensions[row].height = 30.0


def _styles(sheet: Sheet) -> tuple[Style, Style]:
    """The formats of centred and of running cells, made once and shared by all."""
    from openpyxl.cell import Cell as OpenpyxlCell
    from openpyxl.styles import Alignment, Font

    made = []
    for side in ("center", "left"):
        cell: Cell = OpenpyxlCell(sheet, row=1, column=1)
        cell.font = Font(name="宋体", size=11, color=colours.TEXT)
        cell.border = grid_border()
        cell.alignment = Alignment(horizontal=side, vertical="center", wrap_text=True)
        made.append(cell._style)
    return made[0], made[1]
