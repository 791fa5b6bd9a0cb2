"""A comparison of two reports as a table in Word or Excel, what differs coloured and struck out or underlined."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Sequence
from html import escape

from desktop.documents.cell_text import clean_text, cut_text
from desktop.documents.comparison_rows import ComparedLines, ComparedRow
from desktop.documents.ledger_widths import HIGHEST_ROW, text_height

_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_HEADINGS = ("序号", "问题", "变化", "{}", "{}")
_WORD_WIDTHS = (700, 2600, 1700, 4700, 4700)
_EXCEL_WIDTHS = (8, 32, 24, 60, 60)
_LONGEST = 32_000
_CUT = "…（文字过长，已截断）"
_OLD, _NEW = "C62828", "2E7D32"
_TIGHT = '<w:pPr><w:spacing w:before="0" w:after="0"/></w:pPr>'
_FONT_SIZE = 18
"""Of the table, in half points."""


def comparison_word(rows: Sequence[ComparedRow], old_name: str, new_name: str, summary: str) -> bytes:
    """A landscape A4 document with one table."""
    from docx import Document
    from docx.enum.section import WD_ORIENT
    from docx.shared import Mm, Pt
    from lxml import etree

    document = Document()
    section = document.sections[0]
    section.orientation = WD_ORIENT.LANDSCAPE
    section.page_width, section.page_height = Mm(297), Mm(210)
    section.left_margin = section.right_margin = Mm(20)
    section.top_margin = section.bottom_margin = Mm(18)
    heading = document.add_paragraph()
    heading.alignment = 1
    run = heading.add_run("两份报告对照表")
    run.bold, run.font.size = True, Pt(16)
    document.add_paragraph(f"上次：{clean_text(old_name)}　　本次：{clean_text(new_name)}")
    document.add_paragraph(clean_text(summary))
    properties = document.core_properties
    properties.author = properties.last_modified_by = "对账"
    properties.title = "两份报告对照表"
    table = etree.fromstring(_word_table(rows))
    body = document.element.body
    body.insert(len(body) - 1, table)
    buffer = io.BytesIO()
    document.save(buffer)
    return _with_fonts(buffer.getvalue())


def _word_table(rows: Sequence[ComparedRow]) -> str:
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in _WORD_WIDTHS)
    border = "".join(
        f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="808080"/>'
        for side in ("top", "left", "bottom", "right", "insideH", "insideV")
    )
    titles = [
        _plain(text.format(side), bold=True) for text, side in zip(_HEADINGS, ("", "", "", "上次", "本次"), strict=True)
    ]
    head = (
        f'<w:tbl xmlns:w="{_W}"><w:tblPr><w:tblW w:w="{sum(_WORD_WIDTHS)}" w:type="dxa"/><w:tblBorders>{border}'
        f'</w:tblBorders><w:tblLayout w:type="fixed"/></w:tblPr><w:tblGrid>{grid}</w:tblGrid>'
    )
    out = [head, _word_row(titles, header=True)]
    for number, row in enumerate(rows, 1):
        about = _plain(f"{row.number}{row.title}", bold=True) + (_plain(f"（{row.aspect}）") if row.aspect else "")
        cells = [
            _plain(str(number)),
            about,
            _plain(row.told or "未变"),
            _side(row.lines, old=True),
            _side(row.lines, old=False),
        ]
        out.append(_word_row(cells))
    out.append("</w:tbl>")
    return "".join(out)


def _word_row(cells: Sequence[str], *, header: bool = False) -> str:
    head = "<w:trPr><w:tblHeader/></w:trPr>" if header else ""
    shade = '<w:shd w:val="clear" w:color="auto" w:fill="EEF2F7"/>' if header else ""
    inner = "".join(
        f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{shade}</w:tcPr>{cell or _plain("")}</w:tc>'
        for width, cell in zip(_WORD_WIDTHS, cells, strict=True)
    )
    return f"<w:tr>{head}{inner}</w:tr>"


def _plain(text: str, *, bold: bool = False) -> str:
    return f"<w:p>{_TIGHT}{_run(text, '<w:b/>' if bold else '')}</w:p>"


def _run(text: str, before: str = "", after: str = "") -> str:
    """before, after: formats that the schema wants before and behind the size."""
    words = "</w:t><w:br/><w:t xml:space='preserve'>".join(escape(clean_text(text), quote=False).split("\n"))
    size = f'<w:sz w:val="{_FONT_SIZE}"/><w:szCs w:val="{_FONT_SIZE}"/>'
    return f"<w:r><w:rPr>{before}{size}{after}</w:rPr><w:t xml:space='preserve'>{words}</w:t></w:r>"


def _side(lines: Sequence[ComparedLines], *, old: bool) -> str:
    """The paragraphs of one side that changed; the same ones are named only, so that the table stays short."""
    looks = (
        (f'<w:strike/><w:color w:val="{_OLD}"/>', "")
        if old
        else (f'<w:color w:val="{_NEW}"/>', '<w:u w:val="single"/>')
    )
    out = []
    for pair in lines:
        side = pair.old if old else pair.new
        if pair.same or side is None:
            continue
        out.append(
            f"<w:p>{_TIGHT}"
            + "".join(_run(words, *(looks if changed else ())) for words, changed in side.stretches)
            + "</w:p>"
        )
    return "".join(out)


def _with_fonts(data: bytes) -> bytes:
    """Song type for Chinese characters, which python-docx's template leaves to Word's guess."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as source, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as target:
        for item in source.infolist():
            content = source.read(item)
            if item.filename == "word/styles.xml":
                text = content.decode("utf-8")
                text = text.replace('w:eastAsiaTheme="minorEastAsia"', 'w:eastAsia="宋体"')
                content = text.encode("utf-8")
            target.writestr(item.filename, content)
    return out.getvalue()


def comparison_excel(rows: Sequence[ComparedRow], old_name: str, new_name: str, summary: str) -> bytes:
    """A workbook with one sheet; what differs is coloured within its cell."""
    from openpyxl import Workbook
    from openpyxl.cell.rich_text import CellRichText, TextBlock
    from openpyxl.cell.text import InlineFont
    from openpyxl.styles import Alignment, Font
    from openpyxl.utils import get_column_letter

    from desktop.documents.excel_cells import A4, grid_border, put_text, set_up_landscape

    workbook = Workbook()
    sheet = workbook.active
    sheet.title = "两份报告对照"
    titles = [
        text.format(side)
        for text, side in zip(_HEADINGS, ("", "", "", f"上次：{old_name}", f"本次：{new_name}"), strict=True)
    ]
    put_text(sheet.cell(1, 1), summary).font = Font(name="宋体", bold=True)
    wrap = Alignment(wrap_text=True, vertical="top")
    border = grid_border()
    for column, (title, width) in enumerate(zip(titles, _EXCEL_WIDTHS, strict=True), 1):
        cell = put_text(sheet.cell(2, column), clean_text(title))
        cell.font, cell.alignment, cell.border = Font(name="黑体", bold=True), wrap, border
        sheet.column_dimensions[get_column_letter(column)].width = width
    fonts = {
        True: InlineFont(rFont="宋体", color=_OLD, strike=True),
        False: InlineFont(rFont="宋体", color=_NEW, u="single"),
    }
    for at, row in enumerate(rows, 3):
        about = f"{row.number}{row.title}" + (f"\n（{row.aspect}）" if row.aspect else "")
        texts = [str(at - 2), about, row.told or "未变"]
        for column, text in enumerate(texts, 1):
            cell = put_text(sheet.cell(at, column), _cut(text))
            cell.font, cell.alignment, cell.border = Font(name="宋体"), wrap, border
        for column, old in ((4, True), (5, False)):
            cell = sheet.cell(at, column)
            cell.font, cell.alignment, cell.border = Font(name="宋体"), wrap, border
            stretches = _stretches(row.lines, old=old)
            if sum(len(words) for words, _ in stretches) > _LONGEST:
                put_text(cell, _cut("".join(words for words, _ in stretches)))
            elif any(changed for _, changed in stretches):
                cell.value = CellRichText(*(TextBlock(fonts[old], w) if changed else w for w, changed in stretches))
            elif stretches:
                put_text(cell, "".join(words for words, _ in stretches))
            texts.append("".join(words for words, _ in stretches))
        heights = (text_height(text, width) for text, width in zip(texts, _EXCEL_WIDTHS, strict=True))
        sheet.row_dimensions[at].height = min(max(heights), HIGHEST_ROW)
    sheet.freeze_panes = "A3"
    set_up_landscape(sheet, A4, 2)
    workbook.properties.creator = workbook.properties.lastModifiedBy = "对账"
    out = io.BytesIO()
    workbook.save(out)
    return out.getvalue()


def _stretches(lines: Sequence[ComparedLines], *, old: bool) -> list[tuple[str, bool]]:
    out: list[tuple[str, bool]] = []
    for pair in lines:
        side = pair.old if old else pair.new
        if pair.same or side is None:
            continue
        if out:
            out.append(("\n", False))
        out += [(clean_text(words), changed) for words, changed in side.stretches if clean_text(words)]
    return out


def _cut(text: str) -> str:
    return cut_text(clean_text(text), _LONGEST, _CUT)
