"""整改办结销号申报表: one form a problem, each on a page of its own, ready to be signed."""

from __future__ import annotations

import io
from collections.abc import Sequence
from html import escape

from desktop.documents.cell_text import clean_text
from desktop.documents.word_ledger import Element
from desktop.ledger.columns import Column
from desktop.ledger.matching import own_words
from desktop.ledger.model import Ledger, Row

_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_NAMESPACE = f'xmlns:w="{_W}"'
_WIDTHS = (1700, 2722, 1700, 2722)
"""Of the form's four columns, in twentieths of a point: 156 mm together, as GB/T 9704 sets the text."""

_LINE, _TALL, _SIGNED = 440, 1100, 1060
_SIGNATURE = "\n签字（盖章）：　　　　　　　　　　　年　　月　　日"
_OPINIONS = ("责任单位（部门）意见", "牵头领导审核意见", "整改工作领导小组办公室审核意见", "整改工作领导小组销号意见")


def write_sign_off_forms(ledger: Ledger, rows: Sequence[Row]) -> bytes:
    """The forms of these rows; what the ledger does not say stays empty, to be written by hand."""
    from docx import Document
    from docx.oxml.ns import qn
    from docx.shared import Mm, Pt

    document = Document()
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.top_margin, section.bottom_margin = Mm(20), Mm(18)
    section.left_margin = section.right_margin = Mm(27)
    style = document.styles["Normal"]
    style.font.name, style.font.size = "Times New Roman", Pt(12)
    style.element.rPr.rFonts.set(qn("w:eastAsia"), "仿宋")
    body = document.element.body
    last = body[-1]
    for at, row in enumerate(rows):
        for element in _form(ledger, row, first=not at):
            last.addprevious(element)
    properties = document.core_properties
    properties.author = properties.last_modified_by = "对账"
    properties.title = "整改办结销号申报表"
    properties.comments = ""
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def _form(ledger: Ledger, row: Row, *, first: bool) -> list[Element]:
    head = _paragraph(
        "整改办结销号申报表", size=44, font="方正小标宋简体", align="center", after=200, new_page=not first
    )
    unit = f"申报单位：{ledger.unit}\t编号：{row[Column.NUMBER]}"
    return [head, _paragraph(unit, size=24, tab=sum(_WIDTHS)), _table(row), _paragraph("", size=12)]


def _table(row: Row) -> Element:
    problem, detail = own_words(row[Column.PROBLEM]), row[Column.DETAIL].strip()
    lines = [
        _wide("反馈问题", problem, _LINE),
        *([_wide("具体问题", detail, _LINE)] if detail and detail != problem else []),
        _wide("所属方面", row[Column.ASPECT], _LINE),
        _pair("牵头领导", row[Column.LEADER], "责任单位", row[Column.DEPARTMENT]),
        _pair("责 任 人", row[Column.PERSON], "配合单位", row[Column.PARTNER]),
        _pair("整改类型", row[Column.TYPE], "完成时限", row[Column.DEADLINE]),
        _pair("完成时间", row[Column.DONE_ON], "整改状态", row[Column.STATUS]),
        _wide("整改措施", row[Column.MEASURES], _TALL),
        _wide("整改完成情况", row[Column.PROGRESS], _TALL),
        _wide("佐证材料", row[Column.PROOF], _LINE),
        *(_wide(words, _SIGNATURE, _SIGNED, bottom=True) for words in _OPINIONS),
    ]
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in _WIDTHS)
    edges = ("top", "left", "bottom", "right", "insideH", "insideV")
    borders = "".join(f'<w:{edge} w:val="single" w:sz="6" w:space="0" w:color="000000"/>' for edge in edges)
    return _parse(
        f'<w:tbl {_NAMESPACE}><w:tblPr><w:tblW w:w="{sum(_WIDTHS)}" w:type="dxa"/><w:jc w:val="center"/>'
        f'<w:tblBorders>{borders}</w:tblBorders><w:tblLayout w:type="fixed"/></w:tblPr>'
        f"<w:tblGrid>{grid}</w:tblGrid>{''.join(lines)}</w:tbl>"
    )


def _wide(label: str, text: str, height: int, *, bottom: bool = False) -> str:
    return _row(height, _cell(label, 0, head=True) + _cell(text, 1, span=3, bottom=bottom))


def _pair(one: str, first: str, two: str, second: str) -> str:
    cells = (_cell(one, 0, head=True), _cell(first, 1), _cell(two, 2, head=True), _cell(second, 3))
    return _row(_LINE, "".join(cells))


def _row(height: int, cells: str) -> str:
    whole = "<w:cantSplit/>" if height in (_LINE, _SIGNED) else ""  # a box to be signed stays in one piece
    return f'<w:tr><w:trPr>{whole}<w:trHeight w:val="{height}" w:hRule="atLeast"/></w:trPr>{cells}</w:tr>'


def _cell(text: str, at: int, *, span: int = 1, head: bool = False, bottom: bool = False) -> str:
    width = sum(_WIDTHS[at : at + span])
    merged = f'<w:gridSpan w:val="{span}"/>' if span > 1 else ""
    align = "center" if head or (span == 1 and not bottom) else "left"
    place = "bottom" if bottom else "center"
    run = _properties(21, "黑体" if head else "仿宋")
    paragraphs = "".join(
        f'<w:p><w:pPr><w:spacing w:before="0" w:after="0" w:line="300" w:lineRule="exact"/><w:jc w:val="{align}"/>'
        f"</w:pPr>{_run(line, run)}</w:p>"
        for line in clean_text(text).strip("\n").split("\n")
    )
    form = f'<w:tcW w:w="{width}" w:type="dxa"/>{merged}<w:vAlign w:val="{place}"/>'
    return f"<w:tc><w:tcPr>{form}</w:tcPr>{paragraphs}</w:tc>"


def _paragraph(
    text: str,
    *,
    size: int,
    font: str = "仿宋",
    align: str = "left",
    after: int = 60,
    new_page: bool = False,
    tab: int = 0,
) -> Element:
    """A paragraph outside the table; size in half points."""
    tabs = f'<w:tabs><w:tab w:val="right" w:pos="{tab}"/></w:tabs>' if tab else ""
    before = "<w:pageBreakBefore/>" if new_page else ""
    return _parse(
        f'<w:p {_NAMESPACE}><w:pPr>{before}{tabs}<w:spacing w:before="0" w:after="{after}"/><w:jc w:val="{align}"/>'
        f"</w:pPr>{_run(clean_text(text), _properties(size, font))}</w:p>"
    )


def _properties(size: int, font: str) -> str:
    return (
        f'<w:rPr><w:rFonts w:ascii="Times New Roman" w:hAnsi="Times New Roman" w:eastAsia="{font}" w:hint="eastAsia"/>'
        f'<w:sz w:val="{size}"/><w:szCs w:val="{size}"/></w:rPr>'
    )


def _run(text: str, properties: str) -> str:
    pieces = (f'<w:t xml:space="preserve">{escape(piece, quote=False)}</w:t>' for piece in text.split("\t"))
    return f"<w:r>{properties}{'<w:tab/>'.join(pieces)}</w:r>"


def _parse(xml: str) -> Element:
    from docx.oxml.parser import parse_xml

    return parse_xml(xml)
