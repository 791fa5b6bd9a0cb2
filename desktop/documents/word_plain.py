"""A plain Word file of a text: what it says, set soberly, with nothing but styles.

Page and type follow GB/T 9704—2012 5 and 7.3 where plain text allows it: A4, margins
37/35/28/26 mm, body 三号 (16 pt) 仿宋 with two characters' indent, first-level headings 黑体,
second-level 楷体, the title 二号 (22 pt) and centred.
"""

from __future__ import annotations

import datetime
import io
import re
import zipfile
from collections.abc import Collection, Mapping, Sequence

from desktop.documents.plain_table import PlainCell, PlainTable, split_tables
from desktop.documents.safe_zip import Element
from desktop.documents.word_names import XML_SPACE, W
from desktop.documents.word_package import CONTENT_TYPES, OFFICE_RELATION
from desktop.text.document import Document

# not allowed in XML 1.0, or not kept by its readers
_ILLEGAL = re.compile("[^\t\n\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_BREAKS = re.compile("([\t\n])")
_HEADINGS = (
    (1, re.compile(r"[一二三四五六七八九十百]{1,4}、")),
    (2, re.compile(r"[（(][一二三四五六七八九十百]{1,4}[）)]")),
)
_LONGEST_HEADING = 60
_LONGEST_TITLE = 80
_LONGEST_TITLE_LINE = 45
_MOST_TITLE_LINES = 3
_SENTENCE_ENDS = tuple("。；：，！？:;,.!?")
_KINDS = (
    "报告",
    "通报",
    "公告",
    "公示",
    "汇报",
    "方案",
    "情况",
    "决定",
    "通知",
    "总结",
    "台账",
    "清单",
    "）",
    ")",
)
_HEADING_DEPTH = 3
_BLANKS = (" ", "\t", "\u3000", "\u00a0")
_CELL_STYLE = "TableText"
_TEXT_WIDTH = 8845
"""Twentieths of a point: 156 mm."""

_MAIN = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_WML_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_TYPES = f"""<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">\
<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>\
<Default Extension="xml" ContentType="application/xml"/>\
<Override PartName="/word/document.xml" ContentType="{_WML_TYPE}.document.main+xml"/>\
<Override PartName="/word/styles.xml" ContentType="{_WML_TYPE}.styles+xml"/>\
<Override PartName="/docProps/core.xml" ContentType="application/vnd.openxmlformats-package.core-properties+xml"/>\
</Types>"""
_RELATIONS = f"""<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">\
<Relationship Id="rId1" Type="{OFFICE_RELATION}officeDocument" Target="word/document.xml"/>\
<Relationship Id="rId2" Type="http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties" \
Target="docProps/core.xml"/></Relationships>"""
_DOCUMENT_RELATIONS = f"""<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">\
<Relationship Id="rId1" Type="{OFFICE_RELATION}styles" Target="styles.xml"/></Relationships>"""
_CORE = """<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" \
xmlns:dcterms="http://purl.org/dc/terms/" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">\
<dcterms:created xsi:type="dcterms:W3CDTF">{now}</dcterms:created>\
<dcterms:modified xsi:type="dcterms:W3CDTF">{now}</dcterms:modified></cp:coreProperties>"""


def _style(style_id: str, name: str, paragraph: str, run: str = "", *, default: bool = False) -> str:
    head = ' w:default="1"' if default else ""
    base = "" if default else '<w:basedOn w:val="Normal"/>'
    return (
        f'<w:style w:type="paragraph"{head} w:styleId="{style_id}"><w:name w:val="{name}"/>{base}<w:qFormat/>'
        f"<w:pPr>{paragraph}</w:pPr><w:rPr>{run}</w:rPr></w:style>"
    )


def _font(name: str) -> str:
    return f'<w:rFonts w:ascii="Times New Roman" w:hAnsi="Times New Roman" w:eastAsia="{name}" w:cs="Times New Roman"/>'


_TITLE_PARAGRAPH = (
    '<w:spacing w:after="{after}" w:line="660" w:lineRule="exact"/><w:ind w:firstLineChars="0" w:firstLine="0"/>'
    '<w:jc w:val="center"/>'
)
_TITLE_RUN = _font("方正小标宋简体") + '<w:sz w:val="44"/><w:szCs w:val="44"/>'
_STYLES = (
    f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<w:styles xmlns:w="{_MAIN}"><w:docDefaults>'
    f'<w:rPrDefault><w:rPr>{_font("仿宋")}<w:kern w:val="2"/><w:sz w:val="32"/><w:szCs w:val="32"/>'
    '<w:lang w:val="en-US" w:eastAsia="zh-CN" w:bidi="ar-SA"/></w:rPr></w:rPrDefault><w:pPrDefault/></w:docDefaults>'
    + _style(
        "Normal",
        "Normal",
        '<w:spacing w:line="579" w:lineRule="exact"/><w:ind w:firstLineChars="200" w:firstLine="640"/>'
        '<w:jc w:val="both"/>',
        default=True,
    )
    + _style("Title", "Title", _TITLE_PARAGRAPH.format(after=579), _TITLE_RUN)
    # all lines of a title but the last
    + _style("TitleLine", "Title Line", _TITLE_PARAGRAPH.format(after=0), _TITLE_RUN)
    + _style("Heading1", "heading 1", '<w:keepNext/><w:outlineLvl w:val="0"/>', _font("黑体"))
    + _style("Heading2", "heading 2", '<w:keepNext/><w:outlineLvl w:val="1"/>', _font("楷体"))
    + _style("Heading3", "heading 3", '<w:keepNext/><w:outlineLvl w:val="2"/>', "<w:b/>")
    + _style(
        _CELL_STYLE,
        "Table Text",
        '<w:spacing w:line="320" w:lineRule="atLeast"/><w:ind w:firstLineChars="0" w:firstLine="0"/>'
        '<w:jc w:val="left"/>',
        '<w:sz w:val="21"/><w:szCs w:val="21"/>',
    )
    + "</w:styles>"
)
_BORDERS = "".join(
    f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="auto"/>'
    for side in ("top", "left", "bottom", "right", "insideH", "insideV")
)


def write_word(
    source: Document | Sequence[str],
    *,
    title_line: int | Collection[int] | None = None,
    heading_levels: Mapping[int, int] | None = None,
) -> bytes:
    """The bytes of a Word file with these paragraphs; reading it gives the same lines.

    title_line: the 1-based number of the title's line, or of its lines, 0 for no title; None takes the
    first lines with text when they look like one. heading_levels: 1-based line to 1-based
    depth; None takes short lines that begin with 一、 or （一）. Automatic numbers become typed text. Characters that
    a Word file cannot hold are left out (see count_illegal).
    """
    from lxml import etree

    document = source if isinstance(source, Document) else Document.from_lines(source)
    lines = document.lines
    if title_line is None:
        title: Collection[int] = guess_title(lines)
    else:
        title = (title_line,) if isinstance(title_line, int) else title_line
    levels = guess_headings(lines, title) if heading_levels is None else heading_levels
    root = etree.Element(W + "document", nsmap={"w": _MAIN})
    body = etree.SubElement(root, W + "body")
    number = 0
    last: PlainTable | list[object] | None = None
    for stretch in split_tables(document.paragraphs):
        last = stretch if isinstance(stretch, PlainTable) else []
        if isinstance(stretch, PlainTable):
            _add_table(body, stretch)
            number += sum(len(cell.lines or ()) for row in stretch.rows for cell in row)
            continue
        for paragraph in stretch:
            number += 1
            style = "Title" if number in title else None
            if number in title and number + 1 in title:
                style = "TitleLine"
            if style is None and number in levels:
                style = f"Heading{min(max(levels[number], 1), _HEADING_DEPTH)}"
            _add_paragraph(body, paragraph.text, style)
    if last is None or isinstance(last, PlainTable):
        # Word wants a paragraph at the end; with a hidden mark it is neither seen nor read
        mark = _add(_add(_add(body, "p"), "pPr"), "rPr")
        _add(mark, "vanish")
    section = _add(body, "sectPr")
    _add(section, "pgSz", w="11906", h="16838")
    _add(section, "pgMar", top="2098", right="1474", bottom="1984", left="1587", header="851", footer="992", gutter="0")
    now = datetime.datetime.now(datetime.UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    parts = {
        CONTENT_TYPES: _TYPES.encode(),
        "_rels/.rels": _RELATIONS.encode(),
        "word/document.xml": etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True),
        "word/_rels/document.xml.rels": _DOCUMENT_RELATIONS.encode(),
        "word/styles.xml": _STYLES.encode(),
        "docProps/core.xml": _CORE.format(now=now).encode(),
    }
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
    return out.getvalue()


def legal_text(text: str) -> str:
    """The text without the characters a Word file cannot hold (control characters, lone surrogates)."""
    return _ILLEGAL.sub("", text)


def count_illegal(lines: Sequence[str]) -> int:
    """How many characters of these lines a Word file cannot hold."""
    return sum(len(_ILLEGAL.findall(line)) for line in lines)


def guess_title(lines: Sequence[str]) -> range:
    """The numbers of the first lines with text when they can be a title: short, no sentence, no heading.

    A title that names no kind of paper yet (…党组, then 关于…的通报) goes on in the next line.
    """
    first = next((number for number, line in enumerate(lines, 1) if line.strip()), 0)
    if not first or not _can_be_title(lines[first - 1], _LONGEST_TITLE):
        return range(0)
    last = first
    while (
        last < len(lines)
        and not lines[last - 1].strip().endswith(_KINDS)
        and last - first < _MOST_TITLE_LINES - 1
        and _can_be_title(lines[last], _LONGEST_TITLE_LINE)
    ):
        last += 1
    return range(first, last + 1)


def guess_headings(lines: Sequence[str], title: Collection[int] = ()) -> dict[int, int]:
    """Depth by line number for the lines that are headings by their label and length."""
    found = ((number, _depth(line.strip())) for number, line in enumerate(lines, 1) if number not in title)
    return {number: depth for number, depth in found if depth}


def _can_be_title(line: str, longest: int) -> bool:
    text = line.strip()
    return 0 < len(text) <= longest and not text.endswith(_SENTENCE_ENDS) and not _depth(text)


def _depth(text: str) -> int:
    if len(text) > _LONGEST_HEADING or "。" in text[:-1] or "\n" in text:
        return 0
    return next((depth for depth, label in _HEADINGS if label.match(text)), 0)


def _add(parent: Element, name: str, **attributes: str) -> Element:
    from lxml import etree

    return etree.SubElement(parent, W + name, {W + key: text for key, text in attributes.items()})


def _add_paragraph(parent: Element, text: str, style: str | None) -> None:
    paragraph = _add(parent, "p")
    indented = text.startswith(_BLANKS) and style is None
    if style is not None or indented:
        properties = _add(paragraph, "pPr")
        if style is not None:
            _add(properties, "pStyle", val=style)
        if indented:
            # the line brings its own indent
            _add(properties, "ind", firstLineChars="0", firstLine="0")
    if not (text := legal_text(text)):
        return
    run = _add(paragraph, "r")
    for part in _BREAKS.split(text):
        if part == "\t":
            _add(run, "tab")
        elif part == "\n":
            _add(run, "br")
        elif part:
            element = _add(run, "t")
            element.text = part
            element.set(XML_SPACE, "preserve")


def _add_table(body: Element, table: PlainTable) -> None:
    from lxml import etree

    element = _add(body, "tbl")
    properties = _add(element, "tblPr")
    _add(properties, "tblW", w="5000", type="pct")
    properties.append(etree.fromstring(f'<w:tblBorders xmlns:w="{_MAIN}">{_BORDERS}</w:tblBorders>'))
    grid = _add(element, "tblGrid")
    for _ in range(table.columns):
        _add(grid, "gridCol", w=str(_TEXT_WIDTH // table.columns))
    for row in table.rows:
        row_element = _add(element, "tr")
        before = row[0].column
        if before:
            _add(_add(row_element, "trPr"), "gridBefore", val=str(before))
        for cell in row:
            _add_cell(row_element, cell)


def _add_cell(row: Element, cell: PlainCell) -> None:
    element = _add(row, "tc")
    properties = _add(element, "tcPr")
    if cell.span > 1:
        _add(properties, "gridSpan", val=str(cell.span))
    if cell.lines is None:
        _add(properties, "vMerge")
    elif cell.starts_merge:
        _add(properties, "vMerge", val="restart")
    for line in cell.lines if cell.lines is not None else [""]:
        _add_paragraph(element, line, _CELL_STYLE)
