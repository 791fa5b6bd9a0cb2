"""Page, styles and footers of an official document (GB/T 9704—2012), as parts of a Word file.

Measures are twentieths of a point. The type area is 156 mm by 225 mm: 8844 by 12756, which gives
28 characters of 15.79 pt and 22 lines of 28.95 pt (579; 580 would lose the last line).
"""

from __future__ import annotations

import datetime
from html import escape

from desktop.documents.typeset_settings import Fonts, PageNumber, TypesetSettings
from desktop.documents.word_package import CONTENT_TYPES, OFFICE_RELATION

MAIN = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
WIDTH = 8844
LINE = 579
CHARACTER = 316
"""28 of them are as wide as the type area."""

_CHARACTER_SPACE = -849
"""From 16 pt to 15.79 pt, in 4096ths of a point."""

SQUEEZE = -6
"""By how much each character of 16 pt is moved closer, so that 28 of them (439.6 pt) fit into 442.2 pt.

The page has the standard's grid, but each program places text on a grid in its own way (some take no negative character
space at all); a fixed line and a fixed squeeze give the same page in all of them.
"""

_LOOSE = '<w:spacing w:val="0"/>'
FOOTER = 1424
_WML = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"


def font(name: str, western: str) -> str:
    """w:rFonts of one Chinese and one western font; hint so that quotes are set as Chinese."""
    east, west = escape(name), escape(western)
    return f'<w:rFonts w:ascii="{west}" w:hAnsi="{west}" w:eastAsia="{east}" w:cs="{west}" w:hint="eastAsia"/>'


def size(points: float) -> str:
    """w:sz of a size in points."""
    return f'<w:sz w:val="{points * 2:.0f}"/><w:szCs w:val="{points * 2:.0f}"/>'


def _style(style_id: str, name: str, paragraph: str, run: str = "", *, based: str = "Normal") -> str:
    return (
        f'<w:style w:type="paragraph" w:customStyle="1" w:styleId="{style_id}"><w:name w:val="{name}"/>'
        f'<w:basedOn w:val="{based}"/><w:qFormat/><w:pPr>{paragraph}</w:pPr><w:rPr>{run}</w:rPr></w:style>'
    )


def _built_in(style_id: str, name: str, paragraph: str, run: str) -> str:
    return (
        f'<w:style w:type="paragraph" w:styleId="{style_id}"><w:name w:val="{name}"/><w:basedOn w:val="Normal"/>'
        f'<w:next w:val="GwBody"/><w:qFormat/><w:pPr>{paragraph}</w:pPr><w:rPr>{run}</w:rPr></w:style>'
    )


def _defaults(fonts: Fonts) -> str:
    """The head of the styles. All text keeps off the grid: see LINE and SQUEEZE."""
    return (
        f'{_XML}<w:styles xmlns:w="{MAIN}"><w:docDefaults><w:rPrDefault><w:rPr>{font(fonts.body, fonts.western)}'
        f'<w:kern w:val="2"/>{size(16)}<w:lang w:val="en-US" w:eastAsia="zh-CN" w:bidi="ar-SA"/></w:rPr></w:rPrDefault>'
        '<w:pPrDefault/></w:docDefaults><w:style w:type="paragraph" w:default="1" w:styleId="Normal">'
        '<w:name w:val="Normal"/><w:qFormat/><w:pPr><w:widowControl w:val="0"/><w:snapToGrid w:val="0"/>'
        f'<w:spacing w:line="{LINE}" w:lineRule="exact"/><w:jc w:val="both"/></w:pPr>'
        f'<w:rPr><w:spacing w:val="{SQUEEZE}"/>{size(16)}</w:rPr></w:style>'
    )


def styles(settings: TypesetSettings) -> bytes:
    """styles.xml."""
    f = settings.fonts
    indent = f'<w:ind w:firstLineChars="200" w:firstLine="{2 * CHARACTER}"/>'
    bold = "<w:b/><w:bCs/>" if settings.bold_third else ""
    title = font(f.title, f.western) + _LOOSE + size(22)
    centred = '<w:jc w:val="center"/>'
    left = '<w:jc w:val="left"/>'
    out = [
        _defaults(f),
        _style("GwBody", "公文正文", indent),
        _built_in("Title", "Title", f'<w:keepNext/><w:keepLines/>{centred}<w:outlineLvl w:val="9"/>', title),
        *(
            _built_in(f"Heading{n}", f"heading {n}", f'{keep}{indent}<w:outlineLvl w:val="{n - 1}"/>', run)
            for n, keep, run in (
                (1, "<w:keepNext/>", font(f.first, f.western)),
                (2, "<w:keepNext/>", font(f.second, f.western)),
                # these two look and run on like text: kept together with it they would leave half pages empty
                (3, "", bold),
                (4, "", ""),
            )
        ),
        _style("GwSubtitle", "公文题注", centred, font(f.second, f.western)),
        _style("GwAddressee", "公文主送机关", left),
        _style("GwAttachments", "公文附件说明", left),
        _style("GwSignature", "公文署名", '<w:keepNext/><w:jc w:val="right"/>'),
        _style("GwDate", "公文成文日期", '<w:jc w:val="right"/>'),
        _style("GwNote", "公文附注", indent),
        _style("GwAttachment", "公文附件标识", f"<w:keepNext/><w:pageBreakBefore/>{left}", font(f.first, f.western)),
        _style(
            "GwTable",
            "公文表格",
            '<w:spacing w:line="360" w:lineRule="atLeast"/><w:jc w:val="left"/>',
            _LOOSE + size(12),
        ),
        _style("GwTableHead", "公文表头", f"<w:keepNext/>{centred}", font(f.first, f.western), based="GwTable"),
        _style("GwPicture", "公文图片", f'<w:spacing w:line="240" w:lineRule="auto"/>{centred}', _LOOSE),
        _style("GwBand", "公文版头", left),
        _style("GwBandStrong", "公文密级和紧急程度", left, font(f.first, f.western)),
        _style(
            "GwIssuer", "公文发文机关标志", centred, font(f.title, f.western) + '<w:color w:val="FF0000"/>' + _LOOSE
        ),
        _style("GwNumber", "公文发文字号", centred),
        _style("GwImprint", "公文版记", '<w:spacing w:line="500" w:lineRule="exact"/>' + left, _LOOSE + size(14)),
        _style(
            "GwPage",
            "公文页码",
            '<w:snapToGrid w:val="0"/><w:spacing w:line="320" w:lineRule="exact"/>',
            font(f.page, f.page) + _LOOSE + size(14),
        ),
        "</w:styles>",
    ]
    return "".join(out).encode()


def section(settings: TypesetSettings) -> str:
    """w:sectPr: A4, margins 37/26/35/28 mm, the grid of 22 lines and 28 characters, the footers."""
    footers = ""
    if settings.page_number is not PageNumber.NONE:
        footers = '<w:footerReference w:type="default" r:id="rId3"/><w:footerReference w:type="even" r:id="rId4"/>'
    return (
        f'<w:sectPr>{footers}<w:pgSz w:w="11906" w:h="16838"/><w:pgMar w:top="2098" w:right="1474" w:bottom="1984" '
        f'w:left="1588" w:header="851" w:footer="{FOOTER}" w:gutter="0"/><w:cols w:space="0"/>'
        f'<w:docGrid w:type="linesAndChars" w:linePitch="{LINE}" w:charSpace="{_CHARACTER_SPACE}"/></w:sectPr>'
    )


def package_parts(document: str, settings: TypesetSettings) -> dict[str, bytes]:
    """All parts of the file by name."""
    numbered = settings.page_number is not PageNumber.NONE
    overrides = {"document": "document.main", "styles": "styles", "settings": "settings"}
    if numbered:
        overrides |= {"footer1": "footer", "footer2": "footer"}
    types = "".join(
        f'<Override PartName="/word/{name}.xml" ContentType="{_WML}.{kind}+xml"/>' for name, kind in overrides.items()
    )
    core = f"{_PACKAGE}/metadata/core-properties"
    now = datetime.datetime.now(datetime.UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    names = ["styles", "settings", *(["footer1", "footer2"] if numbered else [])]
    ids = {"styles": "rId1", "settings": "rId2", "footer1": "rId3", "footer2": "rId4"}
    related = "".join(
        f'<Relationship Id="{ids[name]}" Type="{OFFICE_RELATION}{name.rstrip("12")}" Target="{name}.xml"/>'
        for name in names
    )
    parts = {
        CONTENT_TYPES: (
            f'{_XML}<Types xmlns="{_PACKAGE}/content-types"><Default Extension="rels" ContentType='
            '"application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType='
            f'"application/xml"/>{types}<Override PartName="/docProps/core.xml" ContentType='
            '"application/vnd.openxmlformats-package.core-properties+xml"/></Types>'
        ),
        "_rels/.rels": (
            f'{_XML}<Relationships xmlns="{_PACKAGE}/relationships"><Relationship Id="rId1" '
            f'Type="{OFFICE_RELATION}officeDocument" Target="word/document.xml"/><Relationship Id="rId2" '
            f'Type="{_PACKAGE}/relationships/metadata/core-properties" Target="docProps/core.xml"/></Relationships>'
        ),
        "word/document.xml": _XML + document,
        "word/_rels/document.xml.rels": (
            f'{_XML}<Relationships xmlns="{_PACKAGE}/relationships">{related}</Relationships>'
        ),
        "word/settings.xml": (
            f'{_XML}<w:settings xmlns:w="{MAIN}"><w:evenAndOddHeaders/><w:drawingGridVerticalSpacing w:val="{LINE}"/>'
            '<w:characterSpacingControl w:val="compressPunctuation"/><w:compat><w:balanceSingleByteDoubleByteWidth/>'
            '<w:useFELayout/><w:compatSetting w:name="compatibilityMode" w:uri="http://schemas.microsoft.com/office/word"'
            ' w:val="15"/></w:compat></w:settings>'
        ),
        "docProps/core.xml": (
            f'{_XML}<cp:coreProperties xmlns:cp="{core}" xmlns:dcterms="http://purl.org/dc/terms/" '
            'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">'
            f'<dcterms:created xsi:type="dcterms:W3CDTF">{now}</dcterms:created>'
            f'<dcterms:modified xsi:type="dcterms:W3CDTF">{now}</dcterms:modified></cp:coreProperties>'
        ),
    }
    made = {name: text.encode() for name, text in parts.items()} | {"word/styles.xml": styles(settings)}
    if numbered:
        made["word/footer1.xml"] = footer_part(settings.page_number, "right")
        made["word/footer2.xml"] = footer_part(settings.page_number, "left")
    return made


FOOTER_STYLE = '<w:pStyle w:val="GwPage"/>'


def footer_as_is(fonts: Fonts) -> tuple[str, str]:
    """The properties of a page number's paragraph and runs for a file that has no style of ours."""
    paragraph = '<w:snapToGrid w:val="0"/><w:spacing w:before="0" w:after="0" w:line="320" w:lineRule="exact"/>'
    return paragraph, f"<w:rPr>{font(fonts.page, fonts.page)}{_LOOSE}{size(14)}</w:rPr>"


def footer_part(form: PageNumber, side: str, paragraph: str = FOOTER_STYLE, run: str = "") -> bytes:
    """— 1 — one character from the cutting edge on odd pages, from the binding edge on even ones (7.5)."""
    dash = form is PageNumber.DASHES
    field = "".join(
        f"<w:r>{run}{content}</w:r>"
        for content in (
            '<w:fldChar w:fldCharType="begin"/>',
            '<w:instrText xml:space="preserve"> PAGE </w:instrText>',
            '<w:fldChar w:fldCharType="separate"/>',
            "<w:t>1</w:t>",
            '<w:fldChar w:fldCharType="end"/>',
        )
    )
    before, after = (f'<w:r>{run}<w:t xml:space="preserve">{t}</w:t></w:r>' if dash else "" for t in ("— ", " —"))
    indent = f'<w:ind w:{side}Chars="100" w:{side}="280"/>'
    return (
        f'{_XML}<w:ftr xmlns:w="{MAIN}"><w:p><w:pPr>{paragraph}{indent}<w:jc w:val="{side}"/></w:pPr>'
        f"{before}{field}{after}</w:p></w:ftr>"
    ).encode()
