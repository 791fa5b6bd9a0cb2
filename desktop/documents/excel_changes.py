"""The sheet 修改记录: the ledger's change log, hidden, so that it travels with the workbook."""

from __future__ import annotations

from desktop.documents.cell_text import clean_text, cut_text
from desktop.documents.excel_cells import Sheet, put_text
from desktop.documents.excel_rows import BulkRows, register
from desktop.ledger.model import Ledger

HEADINGS = ("时间", "序号", "反馈问题", "栏目", "原内容", "新内容")
_WIDTHS = (18, 8, 30, 14, 40, 40)
_LONGEST = 32_767
_CUT = "…（文字过长，已截断）"


def write_changes(sheet: Sheet, bulk: BulkRows, ledger: Ledger) -> None:
    """Fill the sheet: a heading row, then one row a change, oldest first; every cell is text."""
    from openpyxl.styles import Font
    from openpyxl.utils import get_column_letter

    sheet.sheet_state = "hidden"
    sheet.freeze_panes = "A2"
    for at, (heading, width) in enumerate(zip(HEADINGS, _WIDTHS, strict=True), 1):
        put_text(sheet.cell(1, at), heading).font = Font(name="黑体", bold=True)
        sheet.column_dimensions[get_column_letter(at)].width = width
    look = register(sheet, lambda cell: None)
    for row, change in enumerate(ledger.changes, 2):
        texts = (change.when, change.number, change.problem, change.column.value, change.old, change.new)
        cells = [cut_text(clean_text(text), _LONGEST, _CUT) for text in texts]
        bulk.add(sheet.title, row, [(text, look.of(text)) for text in cells])
