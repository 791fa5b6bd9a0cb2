"""The ledger as a Word document: a landscape table with repeated headings, ready to print.

The table is written as one piece of XML: python-docx's way, cell by cell,
takes time that grows with the square of the rows.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from html import escape
from itertools import groupby
from pathlib import Path
from typing import Any, TypeAlias

from desktop.documents import print_colours as colours
from desktop.documents.cell_text import clean_text
from desktop.documents.word_ledger_layout import LINE_HEIGHT, Layout, lay_out, shown_columns
from desktop.ledger.columns import Column
from desktop.ledger.model import Ledger, Row
from desktop.ledger.totals import DONE_STATUSES, Totals, count_rows
from desktop.report.model import Status

Element: TypeAlias = Any
"""An lxml element."""

_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_NAMESPACE = f'xmlns:w="{_W}"'
_MAIN_PART = "word/document.xml"
_TWIPS = 20
_EMPTY_ROW_HEIGHT = 400
_LEFT = frozenset(
    {
        Column.PROBLEM,
        Column.DETAIL,
        Column.CAUSE,
        Column.MEASURES,
        Column.GOAL,
        Column.PROGRESS,
        Column.PROOF,
        Column.REASON_OPEN,
        Column.REMARK,
    }
)


def save_word_ledger(ledger: Ledger, path: Path, done: Collection[Status] = DONE_STATUSES) -> None:
    """Write the document to a file, whole or not at all. Raises DocumentError."""
    from desktop.documents.safe_write import write_bytes

    write_bytes(path, write_word_ledger(ledger, done))


def write_word_ledger(ledger: Ledger, done: Collection[Status] = DONE_STATUSES) -> bytes:
    """The Word document of a ledger.

    Shown are the essential columns and those in which anything stands; on A4
    where they fit, else on A3. The aspects stand in rows of their own, with
    how many of their problems are done (by `done`).
    """
    from docx import Document

    columns = shown_columns(ledger)
    layout = lay_out(columns, ledger)
    document = Document()
    _set_up_page(document, layout)
    _set_properties(document, ledger)
    parts = (
        _paragraph(clean_text(ledger.title), size=20, font="黑体", align="center", after=120),
        _unit_and_date(ledger, layout),
        _table(ledger, columns, layout, done),
        _paragraph(_sum_up(count_rows(ledger.rows, done)), size=layout.size, before=120),
    )
    return _with_body(document, parts)


@dataclass(frozen=True, slots=True)
class ListedTable:
    """A table of a document of several: its heading, its columns, its rows."""

    title: str
    columns: tuple[Column, ...]
    ledger: Ledger


def write_word_tables(title: str, tables: Sequence[ListedTable], done: Collection[Status] = DONE_STATUSES) -> bytes:
    """Several tables in one document, each on pages of its own, all on the paper that the widest asks for."""
    from docx import Document

    layouts = [lay_out(table.columns, table.ledger) for table in tables]
    widest = max(layouts, key=lambda layout: layout.paper.width)
    document = Document()
    _set_up_page(document, widest)
    _set_properties(document, Ledger(title))
    parts: list[str] = []
    for at, (table, own) in enumerate(zip(tables, layouts, strict=True)):
        layout = own if own.paper is widest.paper else lay_out(table.columns, table.ledger, widest.paper)
        heading = _paragraph(table.title, size=20, font="黑体", align="center", after=120, new_page=at > 0)
        parts += [
            heading,
            _unit_and_date(table.ledger, layout),
            _table(table.ledger, table.columns, layout, done),
            _paragraph("", size=layout.size),
        ]
    return _with_body(document, parts)


def _with_body(document: Element, parts: Sequence[str]) -> bytes:
    """The document with this XML as its body. The text goes into the file as it is: lxml would only read it in and
    write it out again.
    """
    from desktop.documents.zip_copy import exchange_entries

    out = io.BytesIO()
    document.save(out)
    data = out.getvalue()
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        main = archive.read(_MAIN_PART).decode()
        at = main.rindex("<w:sectPr")
        made = f"{main[:at]}{''.join(parts)}{main[at:]}".encode()
        return exchange_entries(data, archive, {_MAIN_PART: made})


def _parse(xml: str) -> Element:
    from docx.oxml.parser import parse_xml

    return parse_xml(xml)


def _run_properties(size: float, font: str = "仿宋", *, bold: bool = False) -> str:
    half_points = round(size * 2)
    return (
        f'<w:rPr><w:rFonts w:ascii="Times New Roman" w:hAnsi="Times New Roman" w:eastAsia="{font}" w:hint="eastAsia"/>'
        f"{'<w:b/>' if bold else ''}"
        f'<w:sz w:val="{half_points}"/><w:szCs w:val="{half_points}"/></w:rPr>'
    )


def _run(text: str, properties: str) -> str:
    pieces = (f'<w:t xml:space="preserve">{escape(piece, quote=False)}</w:t>' for piece in text.split("\t"))
    return f"<w:r>{properties}{'<w:tab/>'.join(pieces)}</w:r>"


def _paragraph(
    text: str,
    *,
    size: float,
    font: str = "仿宋",
    align: str = "left",
    before: int = 0,
    after: int = 0,
    new_page: bool = False,
) -> str:
    """A paragraph outside the table; before and after in twentieths of a point."""
    return (
        f"<w:p><w:pPr>{'<w:pageBreakBefore/>' if new_page else ''}"
        f'<w:spacing w:before="{before}" w:after="{after}"/><w:jc w:val="{align}"/></w:pPr>'
        f"{_run(clean_text(text), _run_properties(size, font))}</w:p>"
    )


def _unit_and_date(ledger: Ledger, layout: Layout) -> str:
    """填报单位 at the left end of the line, 填报日期 at its right."""
    text = f"填报单位：{clean_text(ledger.unit)}\t填报日期：{clean_text(ledger.date)}"
    at = round(layout.paper.text_width * _TWIPS)
    return (
        f'<w:p><w:pPr><w:tabs><w:tab w:val="right" w:pos="{at}"/></w:tabs>'
        f'<w:spacing w:after="60"/></w:pPr>'
        f"{_run(text, _run_properties(12))}</w:p>"
    )


def _sum_up(totals: Totals) -> str:
    """共50个问题：已完成30个，正在整改20个；已办结30个，完成率60.0%。 No rate while a status is not stated."""
    if not totals.total:
        return "台账中没有问题。"
    stated = [f"{words}{n}个" for words, n in totals.by_status.items() if n and words != Status.UNSTATED.value]
    unstated = totals.by_status[Status.UNSTATED.value]
    text = f"共{totals.total}个问题"
    if stated:
        text += "：" + "，".join(stated)
        text += f"，整改状态未填{unstated}个" if unstated else f"；已办结{totals.done}个，完成率{totals.rate:.1%}"
    return text + "。"


@dataclass(frozen=True, slots=True)
class _CellForm:
    """How a cell of a column looks: what stands before and after its text, as XML."""

    width: float
    look: str
    align: str
    line: int
    fill: str = ""
    span: int = 1
    keep_next: bool = False

    def filled(self, text: str, fill: str = "") -> str:
        """The cell with this text, a line break beginning a new paragraph; fill: another ground than the usual."""
        ground = fill or self.fill
        shade = f'<w:shd w:val="clear" w:color="auto" w:fill="{ground}"/>' if ground else ""
        grid_span = f'<w:gridSpan w:val="{self.span}"/>' if self.span > 1 else ""
        before = (
            f"<w:p><w:pPr>{'<w:keepNext/>' if self.keep_next else ''}"
            f'<w:autoSpaceDE w:val="0"/><w:autoSpaceDN w:val="0"/><w:snapToGrid w:val="0"/>'
            f'<w:spacing w:before="0" w:after="0" w:line="{self.line}" w:lineRule="exact"/>'
            f'<w:jc w:val="{self.align}"/></w:pPr><w:r>{self.look}<w:t xml:space="preserve">'
        )
        after = "</w:t></w:r></w:p>"
        return (
            f'<w:tc><w:tcPr><w:tcW w:w="{round(self.width * _TWIPS)}" w:type="dxa"/>{grid_span}{shade}'
            f'<w:vAlign w:val="center"/></w:tcPr>{before}{escape(text).replace(chr(10), after + before)}{after}</w:tc>'
        )


def _row(cells: Iterable[str], *, heading: bool = False, keep: bool = False) -> str:
    header = "<w:tblHeader/>" if heading else ""
    whole = "<w:cantSplit/>" if keep else ""
    height = f'<w:trHeight w:val="{_EMPTY_ROW_HEIGHT}" w:hRule="atLeast"/>'
    return f"<w:tr><w:trPr>{whole}{height}{header}</w:trPr>{''.join(cells)}</w:tr>"


def _table(ledger: Ledger, columns: Sequence[Column], layout: Layout, done: Collection[Status]) -> str:
    plain = _run_properties(layout.size)
    strong = _run_properties(layout.size, "黑体")
    line = round(layout.size * LINE_HEIGHT * _TWIPS)
    widths = layout.widths
    heads = [_CellForm(widths[c], strong, "center", line, colours.HEADER_SOFT) for c in columns]
    forms = {c: _CellForm(widths[c], plain, "left" if c in _LEFT else "center", line) for c in columns}
    band = _CellForm(sum(widths.values()), strong, "left", line, colours.BAND_SOFT, span=len(columns), keep_next=True)
    fills = {words: ground for words, (_, ground) in colours.status_colours(done).items()}
    stated = Column.STATUS in ledger.filled_columns()
    rows = [
        _row((h.filled(c.value) for h, c in zip(heads, columns, strict=True)), heading=True, keep=True),
    ]
    for aspect, group in groupby(ledger.rows, key=lambda row: row[Column.ASPECT].strip()):
        members = list(group)
        if aspect:
            totals = count_rows(members, done)
            finished = f"，已办结{totals.done}个" if stated else ""
            words = f"{clean_text(aspect)}（{totals.total}个问题{finished}）"
            rows.append(_row([band.filled(words)], keep=True))
        rows.extend(_problem_row(row, forms, layout, fills) for row in members)
    return f"<w:tbl>{_table_properties(columns, layout)}{''.join(rows)}</w:tbl>"


def _table_properties(columns: Sequence[Column], layout: Layout) -> str:
    grid = "".join(f'<w:gridCol w:w="{round(layout.widths[column] * _TWIPS)}"/>' for column in columns)
    edges = ("top", "left", "bottom", "right", "insideH", "insideV")
    borders = "".join(f'<w:{edge} w:val="single" w:sz="4" w:space="0" w:color="{colours.GRID}"/>' for edge in edges)
    width = round(layout.paper.text_width * _TWIPS)
    sides = (("top", 40), ("left", 70), ("bottom", 40), ("right", 70))
    padding = "".join(f'<w:{side} w:w="{room}" w:type="dxa"/>' for side, room in sides)
    return (
        f'<w:tblPr><w:tblW w:w="{width}" w:type="dxa"/><w:jc w:val="center"/>'
        f'<w:tblBorders>{borders}</w:tblBorders><w:tblLayout w:type="fixed"/>'
        f"<w:tblCellMar>{padding}</w:tblCellMar></w:tblPr><w:tblGrid>{grid}</w:tblGrid>"
    )


def _problem_row(row: Row, forms: Mapping[Column, _CellForm], layout: Layout, fills: Mapping[str, str]) -> str:
    texts = {column: clean_text(row[column]).strip() for column in forms}
    cells = (
        form.filled(texts[column], fills.get(texts[column], "") if column is Column.STATUS else "")
        for column, form in forms.items()
    )
    return _row(cells, keep=not layout.may_split(texts))


def _set_up_page(document: Element, layout: Layout) -> None:
    from docx.enum.section import WD_ORIENT
    from docx.oxml.ns import qn
    from docx.shared import Mm, Pt

    section = document.sections[0]
    section.orientation = WD_ORIENT.LANDSCAPE
    section.page_width, section.page_height = Mm(layout.paper.width), Mm(layout.paper.height)
    section.left_margin = section.right_margin = Mm(18)
    section.top_margin = section.bottom_margin = Mm(18)
    section.header_distance = Mm(8)
    section.footer_distance = Mm(8)
    style = document.styles["Normal"]
    style.font.name = "Times New Roman"
    style.font.size = Pt(layout.size)
    style.element.rPr.rFonts.set(qn("w:eastAsia"), "仿宋")
    for language in document.styles.element.iter(qn("w:lang")):
        language.set(qn("w:eastAsia"), "zh-CN")
    footer = section.footer.paragraphs[0]._p
    footer.getparent().replace(footer, _page_number())


def _page_number() -> Element:
    """— 1 — in 4号 宋体 (GB/T 9704—2012 7.5), in the middle, as usual under a landscape table."""
    look = _run_properties(14, "宋体")
    field = "".join(
        f"<w:r>{look}{inner}</w:r>"
        for inner in (
            '<w:fldChar w:fldCharType="begin"/>',
            '<w:instrText xml:space="preserve"> PAGE </w:instrText>',
            '<w:fldChar w:fldCharType="separate"/>',
            "<w:t>1</w:t>",
            '<w:fldChar w:fldCharType="end"/>',
        )
    )
    return _parse(
        f'<w:p {_NAMESPACE}><w:pPr><w:jc w:val="center"/></w:pPr>{_run("— ", look)}{field}{_run(" —", look)}</w:p>'
    )


def _set_properties(document: Element, ledger: Ledger) -> None:
    properties = document.core_properties
    properties.author = properties.last_modified_by = "对账"
    properties.title = clean_text(ledger.title)[:255]
    properties.comments = ""
    properties.created = properties.modified = datetime.now(UTC).replace(tzinfo=None)
