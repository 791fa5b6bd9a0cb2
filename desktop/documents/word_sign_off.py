"""整改办结销号申报表: one form a problem, each on a page of its own, ready to be signed."""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

from desktop.documents.cell_text import clean_text, line_count
from desktop.documents.word_ledger import Element
from desktop.ledger.columns import Column
from desktop.ledger.matching import own_words
from desktop.ledger.model import Ledger, Row

_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_NAMESPACE = f'xmlns:w="{_W}"'
_WIDTHS = (1700, 2722, 1700, 2722)
"""Of the form's four columns, in twentieths of a point: 156 mm together, as GB/T 9704 sets the text."""

_CELL_MARGINS = 216
_ROOM = 13_100
"""What a page has left for the form under its title and 申报单位, twentieths of a point; a line of it in reserve."""


@dataclass(frozen=True, slots=True)
class _Size:
    """How a form is set: type in half points, else twentieths of a point: a line's pitch, least heights of rows."""

    type: int
    pitch: int
    line: int
    tall: int
    signed: int


_SIZES = (_Size(24, 360, 450, 1000, 1160), _Size(21, 300, 440, 1100, 1060), _Size(18, 250, 380, 800, 900))
"""The largest whose form stays on its page is taken; one that none can hold is as readable as most are."""
_GOES_ON = _SIZES[1]


@dataclass(frozen=True, slots=True)
class _Cell:
    text: str
    at: int
    span: int = 1
    head: bool = False
    bottom: bool = False

    @property
    def width(self) -> int:
        return sum(_WIDTHS[self.at : self.at + self.span])


@dataclass(frozen=True, slots=True)
class _Line:
    """A row of the form. least: the field of _Size with its least height."""

    cells: tuple[_Cell, ...]
    least: str

    def height(self, size: _Size) -> int:
        """What it takes, twentieths of a point, as far as can be told without setting it."""
        room = [(cell, (cell.width - _CELL_MARGINS) / (10 * size.type)) for cell in self.cells]
        text = max(line_count(clean_text(cell.text).strip("\n"), width) for cell, width in room) * size.pitch
        least: int = getattr(size, self.least)
        return max(least, text) + 10


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


def _lines(row: Row) -> list[_Line]:
    problem, detail = own_words(row[Column.PROBLEM]), row[Column.DETAIL].strip()
    return [
        _wide("反馈问题", problem),
        *([_wide("具体问题", detail)] if detail and detail != problem else []),
        _wide("所属方面", row[Column.ASPECT]),
        _pair("牵头领导", row[Column.LEADER], "责任单位", row[Column.DEPARTMENT]),
        _pair("责 任 人", row[Column.PERSON], "配合单位", row[Column.PARTNER]),
        _pair("整改类型", row[Column.TYPE], "完成时限", row[Column.DEADLINE]),
        _pair("完成时间", row[Column.DONE_ON], "整改状态", row[Column.STATUS]),
        _wide("整改措施", row[Column.MEASURES], "tall"),
        _wide("整改完成情况", row[Column.PROGRESS], "tall"),
        _wide("佐证材料", row[Column.PROOF]),
        *(_wide(words, _SIGNATURE, "signed") for words in _OPINIONS),
    ]


def _wide(label: str, text: str, least: str = "line") -> _Line:
    return _Line((_Cell(label, 0, head=True), _Cell(text, 1, span=3, bottom=least == "signed")), least)


def _pair(one: str, first: str, two: str, second: str) -> _Line:
    return _Line((_Cell(one, 0, head=True), _Cell(first, 1), _Cell(two, 2, head=True), _Cell(second, 3)), "line")


def _size_for(lines: Sequence[_Line]) -> _Size:
    return next((size for size in _SIZES if sum(line.height(size) for line in lines) <= _ROOM), _GOES_ON)


def _table(row: Row) -> Element:
    lines = _lines(row)
    size = _size_for(lines)
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in _WIDTHS)
    edges = ("top", "left", "bottom", "right", "insideH", "insideV")
    borders = "".join(f'<w:{edge} w:val="single" w:sz="6" w:space="0" w:color="000000"/>' for edge in edges)
    return _parse(
        f'<w:tbl {_NAMESPACE}><w:tblPr><w:tblW w:w="{sum(_WIDTHS)}" w:type="dxa"/><w:jc w:val="center"/>'
        f'<w:tblBorders>{borders}</w:tblBorders><w:tblLayout w:type="fixed"/></w:tblPr>'
        f"<w:tblGrid>{grid}</w:tblGrid>{''.join(_row(line, size) for line in lines)}</w:tbl>"
    )


def _row(line: _Line, size: _Size) -> str:
    whole = "" if line.least == "tall" else "<w:cantSplit/>"  # a box to be signed stays in one piece
    cells = "".join(_cell(cell, size) for cell in line.cells)
    height = getattr(size, line.least)
    return f'<w:tr><w:trPr>{whole}<w:trHeight w:val="{height}" w:hRule="atLeast"/></w:trPr>{cells}</w:tr>'


def _cell(cell: _Cell, size: _Size) -> str:
    merged = f'<w:gridSpan w:val="{cell.span}"/>' if cell.span > 1 else ""
    align = "center" if cell.head or (cell.span == 1 and not cell.bottom) else "left"
    place = "bottom" if cell.bottom else "center"
    run = _properties(size.type, "黑体" if cell.head else "仿宋")
    paragraphs = "".join(
        f'<w:p><w:pPr><w:spacing w:before="0" w:after="0" w:line="{size.pitch}" w:lineRule="exact"/>'
        f'<w:jc w:val="{align}"/></w:pPr>{_run(line, run)}</w:p>'
        for line in clean_text(cell.text).strip("\n").split("\n")
    )
    form = f'<w:tcW w:w="{cell.width}" w:type="dxa"/>{merged}<w:vAlign w:val="{place}"/>'
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
