"""三张清单 and 需进一步整改事项: further sheets of the exported ledger, each with the columns that belong to it."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from desktop.documents import ledger_widths as fit
from desktop.documents import print_colours as colours
from desktop.documents.cell_text import clean_text, cut_text
from desktop.documents.excel_cells import A4, Cell, Sheet, grid_border, put_text, set_up_landscape
from desktop.documents.excel_rows import BulkRows, Look, register
from desktop.ledger.columns import Column
from desktop.ledger.model import Ledger, Row
from desktop.ledger.status_words import read_status
from desktop.report.model import Status

_HEADER_ROW = 2
_LONGEST = 32_767
_CUT = "…（文字过长，已截断）"
_LEFT = frozenset(
    {
        Column.ASPECT,
        Column.PROBLEM,
        Column.DETAIL,
        Column.CAUSE,
        Column.MEASURES,
        Column.GOAL,
        Column.PROGRESS,
        Column.REASON_OPEN,
    }
)


@dataclass(frozen=True, slots=True)
class ListSheet:
    """A list: the name of its sheet and its columns; only_open: rows that are not finished yet."""

    name: str
    columns: tuple[Column, ...]
    only_open: bool = False


LISTS = (
    ListSheet("问题清单", (Column.NUMBER, Column.ASPECT, Column.PROBLEM, Column.DETAIL, Column.CAUSE)),
    ListSheet(
        "任务清单",
        (
            Column.NUMBER,
            Column.PROBLEM,
            Column.DETAIL,
            Column.GOAL,
            Column.MEASURES,
            Column.TYPE,
            Column.DEADLINE,
        ),
    ),
    ListSheet(
        "责任清单",
        (
            Column.NUMBER,
            Column.PROBLEM,
            Column.DETAIL,
            Column.LEADER,
            Column.DEPARTMENT,
            Column.PERSON,
            Column.PARTNER,
            Column.DEADLINE,
            Column.STATUS,
        ),
    ),
    ListSheet(
        "需进一步整改事项",
        (
            Column.NUMBER,
            Column.PROBLEM,
            Column.DETAIL,
            Column.STATUS,
            Column.REASON_OPEN,
            Column.MEASURES,
            Column.DEADLINE,
            Column.DEPARTMENT,
            Column.PERSON,
        ),
        only_open=True,
    ),
)


def rows_of(listed: ListSheet, rows: Sequence[Row], done: Collection[Status]) -> list[Row]:
    """The ledger's rows that a list shows."""
    if not listed.only_open:
        return list(rows)
    return [row for row in rows if read_status(row[Column.STATUS]) not in done]


def write_list(sheet: Sheet, bulk: BulkRows, listed: ListSheet, ledger: Ledger, rows: Sequence[Row]) -> None:
    """Fill the sheet with these rows; a column of details that nobody filled is left out. Texts stay texts."""
    from openpyxl.styles import Alignment, Font, PatternFill
    from openpyxl.utils import get_column_letter

    columns = [c for c in listed.columns if c is not Column.DETAIL or any(row[c].strip() for row in rows)]
    texts = [[cut_text(clean_text(row[c]).strip(), _LONGEST, _CUT) for c in columns] for row in rows]
    widths = {c: fit.column_width(c, [line[at] for line in texts]) for at, c in enumerate(columns)}
    sheet.merge_cells(start_row=1, end_row=1, start_column=1, end_column=len(columns))
    title = put_text(sheet.cell(1, 1), clean_text(f"{ledger.unit}{listed.name}"))
    title.font = Font(name="黑体", size=20, color=colours.TEXT)
    title.alignment = Alignment(horizontal="center", vertical="center")
    sheet.row_dimensions[1].height = 42
    border = grid_border()
    for at, column in enumerate(columns, 1):
        sheet.column_dimensions[get_column_letter(at)].width = widths[column]
        cell = put_text(sheet.cell(_HEADER_ROW, at), column.value)
        cell.font = Font(name="黑体", size=fit.FONT_SIZE, bold=True, color=colours.TEXT)
        cell.fill = PatternFill("solid", fgColor=colours.HEADER_SOFT)
        cell.alignment = Alignment(horizontal="center", vertical="center", wrap_text=True)
        cell.border = border
    sheet.row_dimensions[_HEADER_ROW].height = fit.header_height(widths)
    looks = [_look(sheet, centred=column not in _LEFT) for column in columns]
    measures = [fit.Measure(widths[column]) for column in columns]
    for number, line in enumerate(texts, _HEADER_ROW + 1):
        height = max((m.of(text)[0] for m, text in zip(measures, line, strict=True) if text), default=fit.LOWEST_ROW)
        cells = [(text, look.of(text)) for look, text in zip(looks, line, strict=True)]
        bulk.add(listed.name, number, cells, min(max(height, fit.LOWEST_ROW), fit.HIGHEST_ROW))
    last = _HEADER_ROW + max(len(texts), 1)
    letter = get_column_letter(len(columns))
    sheet.auto_filter.ref = f"A{_HEADER_ROW}:{letter}{last}"
    sheet.print_area = f"A1:{letter}{last}"
    sheet.freeze_panes = sheet.cell(_HEADER_ROW + 1, 1)
    set_up_landscape(sheet, A4, _HEADER_ROW)


def _look(sheet: Sheet, *, centred: bool) -> Look:
    from openpyxl.styles import Alignment, Font

    def form(cell: Cell) -> None:
        cell.font = Font(name="宋体", size=fit.FONT_SIZE, color=colours.TEXT)
        cell.border = grid_border()
        cell.alignment = Alignment(horizontal="center" if centred else "left", vertical="center", wrap_text=True)

    return register(sheet, form)
