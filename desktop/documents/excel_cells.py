"""What the sheets of an exported workbook share: text that stays text, borders, page set-up."""

from __future__ import annotations

from typing import Any, TypeAlias

from desktop.documents import print_colours as colours

Sheet: TypeAlias = Any
"""An openpyxl Sheet, which is imported only where it is used."""

Cell: TypeAlias = Any
"""An openpyxl Cell."""

A3, A4 = 8, 9
"""Excel's numbers of the paper sizes."""

RISKY_STARTS = ("=", "+", "-", "@", "\t", "'")
"""What makes Excel read a typed text as a formula, or drops."""


def put_text(cell: Cell, text: str) -> Cell:
    """Put a text into a cell as text, whatever it begins with, and return the cell.

    openpyxl would make a formula of =…, an error value of #N/A. The quote
    prefix keeps it a text when the clerk edits the cell in Excel.
    """
    cell.value = text or None
    if text:
        cell.data_type = "s"
        if text.startswith(RISKY_STARTS):
            cell.quotePrefix = True
    return cell


def grid_border() -> object:
    """A thin line on all four sides."""
    from openpyxl.styles import Border, Side

    line = Side(style="thin", color=colours.GRID)
    return Border(left=line, right=line, top=line, bottom=line)


def set_up_landscape(sheet: Sheet, paper: int, header_row: int) -> None:
    """Landscape, as wide as one page, the heading row on each page, page numbers in the foot."""
    sheet.print_title_rows = f"{header_row}:{header_row}"
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.paperSize = paper
    sheet.page_setup.fitToWidth = 1
    sheet.page_setup.fitToHeight = 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    sheet.print_options.horizontalCentered = True
    margins = sheet.page_margins
    margins.left = margins.right = 0.4
    margins.top, margins.bottom = 0.5, 0.6
    margins.header = margins.footer = 0.3
    sheet.oddFooter.center.text = "第 &P 页  共 &N 页"
    sheet.oddFooter.center.size = 10
