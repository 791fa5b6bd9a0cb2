"""版头 and 版记 of an official document (GB/T 9704—2012 7.2 and 7.4)."""

from __future__ import annotations

from collections.abc import Iterator

from desktop.documents.title_breaks import width_of
from desktop.documents.typeset_parts import LINE, WIDTH, font, size
from desktop.documents.typeset_settings import Fonts, HeaderBand, Imprint
from desktop.documents.word_markup import run_content
from desktop.documents.word_plain import legal_text

_MARK_TOP = 1984
"""35 mm from the top of the type area to the top of the 发文机关标志."""

_LARGEST, _SMALLEST = 50, 22
_RED_GAP = 227
"""4 mm from the number to the red line."""

_RED_LINE = '<w:bottom w:val="single" w:sz="10" w:space="0" w:color="FF0000"/>'
_SMALL = 280
"""A character of 4号."""

LEFT = 1588
"""Of the type area, from the page's edge."""

UNSEEN = (
    '<w:p><w:pPr><w:spacing w:line="10" w:lineRule="exact"/><w:rPr><w:vanish/><w:sz w:val="2"/></w:rPr></w:pPr></w:p>'
)
"""A paragraph that is neither seen nor read, and so low that it fits below 22 lines."""

_THICK, _THIN = 8, 6  # eighths of a point: 0.35 mm and 0.25 mm


def header(band: HeaderBand, fonts: Fonts) -> Iterator[str]:
    """The paragraphs above the title: copy number, secrecy, urgency, issuer, number and signers, the red line."""
    top = [("GwBand", band.copy_number), ("GwBandStrong", band.secrecy), ("GwBandStrong", band.urgency)]
    used = [(style, text) for style, text in top if text]
    for style, text in used:
        yield _paragraph(style, _run(text))
    points = max(min(_LARGEST, WIDTH / 20 * 0.94 / max(width_of(band.issuer), 1)), _SMALLEST)
    points = int(points)
    gap = max(_MARK_TOP - len(used) * LINE, 0)
    if gap:
        yield _paragraph("GwBand", "", f'<w:spacing w:line="{gap}" w:lineRule="exact"/>')
    spacing = f'<w:spacing w:line="{int(points * 1.1 * 20)}" w:lineRule="exact"/>'
    yield _paragraph("GwIssuer", _run(band.issuer, size(points)), spacing)
    yield from [_paragraph("GwBand", "")] * 2
    if band.signers:
        names = "\u3000".join(band.signers)
        content = (
            _run(f"\u3000{band.number}\t签发人：") + _run(names, font(fonts.second, fonts.western)) + _run("\u3000")
        )
        tabs = f'<w:tabs><w:tab w:val="right" w:pos="{WIDTH}"/></w:tabs>'
        yield _paragraph("GwBand", content, tabs)
    else:
        yield _paragraph("GwNumber", _run(band.number))
    yield _paragraph("GwBand", "", f'<w:pBdr>{_RED_LINE}</w:pBdr><w:spacing w:line="{_RED_GAP}" w:lineRule="exact"/>')


def imprint(marks: Imprint) -> Iterator[str]:
    """A table at the foot of the last page: copies to; printing office and date; lines between them."""
    rows = []
    if marks.copies_to:
        text = marks.copies_to if marks.copies_to.startswith("抄送") else f"抄送：{marks.copies_to}"
        hanging = f'<w:ind w:left="{4 * _SMALL}" w:right="{_SMALL}" w:hanging="{3 * _SMALL}"/>'
        rows.append(_paragraph("GwImprint", _run(text if text.endswith("。") else text + "。"), hanging))
    if marks.office or marks.date:
        date = marks.date + ("" if not marks.date or marks.date.endswith("印发") else "印发")
        tabs = f'<w:tabs><w:tab w:val="right" w:pos="{WIDTH - _SMALL}"/></w:tabs>'
        rows.append(_paragraph("GwImprint", _run(f"{marks.office}\t{date}"), f'{tabs}<w:ind w:left="{_SMALL}"/>'))
    if not rows:
        return
    last = len(rows) - 1
    lines = "".join(
        f'<w:tr><w:trPr><w:cantSplit/></w:trPr><w:tc><w:tcPr><w:tcW w:w="{WIDTH}" w:type="dxa"/><w:tcBorders>'
        f"{_line('top', _THICK if index == 0 else _THIN)}{_line('bottom', _THICK if index == last else _THIN)}"
        f"</w:tcBorders></w:tcPr>{row}</w:tc></w:tr>"
        for index, row in enumerate(rows)
    )
    yield (
        '<w:tbl><w:tblPr><w:tblpPr w:leftFromText="0" w:rightFromText="0" w:vertAnchor="margin" w:horzAnchor="page" '
        f'w:tblpX="{LEFT}" w:tblpYSpec="bottom"/><w:tblOverlap w:val="never"/><w:tblW w:w="{WIDTH}" w:type="dxa"/>'
        '<w:tblLayout w:type="fixed"/><w:tblCellMar><w:left w:w="0" w:type="dxa"/><w:right w:w="0" w:type="dxa"/>'
        f'</w:tblCellMar></w:tblPr><w:tblGrid><w:gridCol w:w="{WIDTH}"/></w:tblGrid>{lines}</w:tbl>'
    )
    yield UNSEEN  # a floating table stands on the page of the paragraph after it


def _line(side: str, eighths: int) -> str:
    return f'<w:{side} w:val="single" w:sz="{eighths}" w:space="0" w:color="auto"/>'


def _paragraph(style: str, content: str, properties: str = "") -> str:
    return f'<w:p><w:pPr><w:pStyle w:val="{style}"/>{properties}</w:pPr>{content}</w:p>'


def _run(text: str, properties: str = "") -> str:
    if not text:
        return ""
    head = f"<w:rPr>{properties}</w:rPr>" if properties else ""
    return f"<w:r>{head}{run_content(legal_text(text), 'w:')}</w:r>"
