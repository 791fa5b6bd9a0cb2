"""Tables of an official document: as wide as the type area, columns by what stands in them, the head on every page."""

from __future__ import annotations

from desktop.documents.plain_table import PlainCell, PlainTable
from desktop.documents.title_breaks import width_of
from desktop.documents.typeset_parts import WIDTH
from desktop.documents.word_markup import run_content
from desktop.documents.word_plain import legal_text

_NARROWEST = 4.0
_WIDEST = 60.0
_SIDES = ("top", "left", "bottom", "right", "insideH", "insideV")


def table_markup(table: PlainTable) -> str:
    """The w:tbl. Word goes by its width, WPS by its grid: both say the same."""
    widths = _widths(table)
    borders = "".join(f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="auto"/>' for side in _SIDES)
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    rows = "".join(_row(row, widths, index == 0 and len(table.rows) > 1) for index, row in enumerate(table.rows))
    return (
        f'<w:tbl><w:tblPr><w:tblW w:w="{sum(widths)}" w:type="dxa"/><w:tblBorders>{borders}</w:tblBorders>'
        '<w:tblLayout w:type="fixed"/><w:tblCellMar><w:top w:w="40" w:type="dxa"/>'
        '<w:left w:w="80" w:type="dxa"/><w:bottom w:w="40" w:type="dxa"/><w:right w:w="80" w:type="dxa"/>'
        f"</w:tblCellMar></w:tblPr><w:tblGrid>{grid}</w:tblGrid>{rows}</w:tbl>"
    )


def _widths(table: PlainTable) -> list[int]:
    """Column widths in twentieths of a point: by the square root of the most text in one, so that none starves."""
    needs = [_NARROWEST] * table.columns
    for row in table.rows:
        for cell in row:
            if cell.span == 1 and cell.lines:
                needs[cell.column] = max(needs[cell.column], *(width_of(line) for line in cell.lines))
    roots = [min(need, _WIDEST) ** 0.6 for need in needs]
    widths = [int(WIDTH * root / sum(roots)) for root in roots]
    widths[-1] += WIDTH - sum(widths)
    return widths


def _row(row: tuple[PlainCell, ...] | list[PlainCell], widths: list[int], is_head: bool) -> str:
    before = row[0].column if row else 0
    properties = (f'<w:gridBefore w:val="{before}"/>' if before else "") + "<w:cantSplit/>"
    if is_head:
        properties += "<w:tblHeader/>"
    cells = "".join(_cell(cell, widths, is_head) for cell in row)
    return f"<w:tr><w:trPr>{properties}</w:trPr>{cells}</w:tr>"


def _cell(cell: PlainCell, widths: list[int], is_head: bool) -> str:
    width = sum(widths[cell.column : cell.column + cell.span])
    properties = f'<w:tcW w:w="{width}" w:type="dxa"/>'
    if cell.span > 1:
        properties += f'<w:gridSpan w:val="{cell.span}"/>'
    if cell.lines is None:
        properties += "<w:vMerge/>"
    elif cell.starts_merge:
        properties += '<w:vMerge w:val="restart"/>'
    style = "GwTableHead" if is_head else "GwTable"
    paragraphs = []
    for line in cell.lines if cell.lines is not None else [""]:
        text = run_content(legal_text(line), "w:")
        run = f"<w:r>{text}</w:r>" if text else ""
        paragraphs.append(f'<w:p><w:pPr><w:pStyle w:val="{style}"/></w:pPr>{run}</w:p>')
    return f'<w:tc><w:tcPr>{properties}<w:vAlign w:val="center"/></w:tcPr>{"".join(paragraphs)}</w:tc>'
