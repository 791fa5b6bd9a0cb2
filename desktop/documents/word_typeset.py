"""A report set as an official document by GB/T 9704—2012 (party and government documents)."""

from __future__ import annotations

import io
import itertools
import re
import zipfile
from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass
from html import escape

from desktop.documents import typeset_band
from desktop.documents.format_tail import date_indent, signature_indent
from desktop.documents.opened import Opened
from desktop.documents.plain_table import PlainTable, split_tables
from desktop.documents.title_breaks import break_title, width_of
from desktop.documents.typeset_parts import CHARACTER, MAIN, RELATIONS, font, package_parts, section
from desktop.documents.typeset_pictures import Pictures, pictures_of
from desktop.documents.typeset_roles import Part, Placed, place
from desktop.documents.typeset_settings import TypesetSettings
from desktop.documents.typeset_table import table_markup
from desktop.documents.word_markup import run_content
from desktop.documents.word_plain import count_illegal, legal_text
from desktop.report.model import Report
from desktop.text.document import Origin
from desktop.text.segmentation import dictionary

_STYLES = {
    Part.TITLE: "Title",
    Part.SUBTITLE: "GwSubtitle",
    Part.ADDRESSEE: "GwAddressee",
    Part.HEADING_1: "Heading1",
    Part.HEADING_2: "Heading2",
    Part.HEADING_3: "Heading3",
    Part.HEADING_4: "Heading4",
    Part.BODY: "GwBody",
    Part.ATTACHMENTS: "GwAttachments",
    Part.ATTACHMENTS_NEXT: "GwAttachments",
    Part.SIGNATURE: "GwSignature",
    Part.DATE: "GwDate",
    Part.NOTE: "GwNote",
    Part.ATTACHMENT: "GwAttachment",
    Part.ATTACHMENT_TITLE: "Title",
    Part.BLANK: "GwBody",
}
_ATTACHMENT_HEAD = re.compile(r"(附\s*件?\s*[:：]\s*)(\d{1,2}\s*[.．、])?")
_NUMBER = re.compile(r"\d{1,2}\s*[.．、]")
_OTHER_PLACES = {Origin.TEXT_BOX: "文本框", Origin.FOOTNOTE: "脚注"}


@dataclass(frozen=True, slots=True)
class TypesetWord:
    """A set document. notes: what the clerk has to know, Chinese."""

    data: bytes
    notes: tuple[str, ...] = ()


def typeset(
    report: Report,
    settings: TypesetSettings | None = None,
    *,
    fonts: Collection[str] | None = None,
    split_words: Callable[[str], Sequence[str]] | None = None,
    source: Opened | None = None,
) -> TypesetWord:
    """The report as a Word file set by the standard, with real styles, so that it stays editable.

    The words stay as they are; blank lines and blanks that only indent go. fonts: the fonts of this machine, read
    from its folders if not given; those that the standard wants and that are missing are named in the notes
    and in the file all the same. split_words: for breaking the title, the program's dictionary if not given.
    source: the file the report was read from; its pictures come along. Raises DocumentError, ChangedOnDiskError.
    """
    settings = settings or TypesetSettings()
    split = split_words or (lambda text: dictionary().read(text)[1])
    lines = [legal_text(line) for line in report.document.lines]
    placed = {p.line: p for p in place(lines, report)}
    pictures = Pictures() if source is None else pictures_of(source, report.document.lines)
    body: list[str] = []
    if settings.header is not None:
        body += typeset_band.header(settings.header, settings.fonts)
    number = 1
    flow: list[Placed] = []
    for stretch in split_tables(report.document.paragraphs):
        if isinstance(stretch, PlainTable):
            body += _flow(flow, settings, split, pictures, first=not body)
            flow = []
            body.append(table_markup(stretch))
            number += sum(len(cell.lines or ()) for row in stretch.rows for cell in row)
            continue
        for _ in stretch:
            flow.append(placed[number])
            number += 1
    body += _flow(flow, settings, split, pictures, first=not body)
    if settings.imprint is None and body and body[-1].startswith("<w:tbl"):
        body.append(typeset_band.UNSEEN)  # Word wants a paragraph after a table
    if settings.imprint is not None:
        body += typeset_band.imprint(settings.imprint)
    document = (
        f'<w:document xmlns:w="{MAIN}" xmlns:r="{RELATIONS}"><w:body>{"".join(body)}{section(settings)}</w:body>'
        "</w:document>"
    )
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in pictures.added_to(package_parts(document, settings)).items():
            archive.writestr(name, data)
    return TypesetWord(out.getvalue(), tuple(_notes(report, settings, fonts, pictures)))


def missing_fonts(settings: TypesetSettings, installed: Collection[str]) -> list[str]:
    """The fonts a set document names that are not among these."""
    known = {name.casefold() for name in installed}
    return [name for name in settings.fonts.names() if name.casefold() not in known]


def _notes(
    report: Report, settings: TypesetSettings, fonts: Collection[str] | None, pictures: Pictures
) -> Iterator[str]:
    if fonts is None:
        from desktop.documents.installed_fonts import installed_fonts

        fonts = installed_fonts()
    missing = missing_fonts(settings, fonts)
    if missing:
        yield (
            f"本机没有安装这些字体：{'、'.join(missing)}。文件里仍按规范写明字体名，没有改用别的字体；"
            "在本机打开时会以其他字体显示，版面可能有出入，请在装有这些字体的电脑上核对后再打印。"
        )
    for origin, name in _OTHER_PLACES.items():
        count = sum(1 for p in report.document.paragraphs if p.origin is origin and p.text.strip())
        if count:
            yield f"原文件{name}里的 {count} 段文字排在正文之后，请核对位置。"
    if pictures.parts:
        yield f"原文件的 {len(pictures.parts)} 张图片已带过来，各占一行居中，请核对位置和大小。"
    if pictures.left:
        yield f"原文件里有 {pictures.left} 处图片或图形（图表、表格里的图等）没有带过来，请从原文件复制。"
    illegal = count_illegal(report.document.lines)
    if illegal:
        yield f"有 {illegal} 个 Word 文件不能保存的控制字符，已去掉。"


def _flow(
    placed: Sequence[Placed],
    settings: TypesetSettings,
    split: Callable[[str], Sequence[str]],
    pictures: Pictures,
    *,
    first: bool,
) -> Iterator[str]:
    """The paragraphs outside of tables, with the blank lines that the standard wants between parts."""
    filled = [p for p in placed if p.part is not Part.BLANK or p.line in pictures.by_line]
    before: Part | None = None if first else Part.BODY
    for part, group in itertools.groupby(filled, key=lambda p: p.part):
        items = list(group)
        if part is Part.BLANK:
            yield from (markup for p in items for markup in pictures.by_line[p.line])
            continue
        yield from [_paragraph("GwBody", "")] * _blanks(before, part, settings)
        if part in {Part.TITLE, Part.ATTACHMENT_TITLE}:
            yield _title([p.text for p in items], split)
            following = next((p.part for p in filled if p.line > items[-1].line), None)
            if following is not Part.SUBTITLE:
                yield _paragraph("GwBody", "")
        elif part is Part.SIGNATURE:
            date = next((p.text for p in filled if p.part is Part.DATE), "")
            for p in items:
                yield _paragraph(_STYLES[part], p.text, _right(signature_indent(p.text, date, settings)))
        elif part is Part.DATE:
            signature = next((p.text for p in reversed(filled) if p.part is Part.SIGNATURE), "")
            yield from (
                _paragraph(_STYLES[part], p.text, _right(date_indent(signature, p.text, settings))) for p in items
            )
        else:
            for p in items:
                yield _one(p, settings)
                yield from pictures.by_line.get(p.line, ())
            items = []
        yield from (markup for p in items for markup in pictures.by_line.get(p.line, ()))
        if part is Part.SUBTITLE:
            yield _paragraph("GwBody", "")
        before = part


def _blanks(before: Part | None, part: Part, settings: TypesetSettings) -> int:
    """How many blank lines stand before a part (7.3)."""
    if part is Part.TITLE:
        return 2
    if part is Part.ATTACHMENT_TITLE:
        return 1
    if part is Part.ATTACHMENTS:
        return 1
    if part is Part.SIGNATURE or (part is Part.DATE and before is not Part.SIGNATURE):
        return 2 if settings.seal else 1
    return 0


def _one(placed: Placed, settings: TypesetSettings) -> str:
    style = _STYLES[placed.part]
    if placed.part in {Part.ATTACHMENTS, Part.ATTACHMENTS_NEXT}:
        return _paragraph(style, placed.text, _attachment_indent(placed))
    if placed.head:
        second = re.match("[（(]", placed.text) is not None
        name = settings.fonts.second if second else settings.fonts.first
        head = _run(placed.text[: placed.head], font(name, settings.fonts.western))
        return f'<w:p><w:pPr><w:pStyle w:val="{style}"/></w:pPr>{head}{_run(placed.text[placed.head :])}</w:p>'
    return _paragraph(style, placed.text)


def _title(lines: Sequence[str], split: Callable[[str], Sequence[str]]) -> str:
    parts = [part.strip() for line in lines for part in line.split("\n") if part.strip()]
    text, given = "", []
    for part in parts:
        if text:
            given.append(len(text))
        text += part
    broken = break_title(text, split, given=given)
    return _paragraph("Title", "\n".join(broken))


def _attachment_indent(placed: Placed) -> str:
    """Two characters from the left; further lines begin under the first character of the name."""
    if placed.part is Part.ATTACHMENTS_NEXT:
        match = _NUMBER.match(placed.text)
        start, hang = 5.0, width_of(match[0]) if match else 0.0
    else:
        match = _ATTACHMENT_HEAD.match(placed.text)
        start, hang = 2.0, width_of(match[0]) if match else 3.0
    left = round((start + hang) * CHARACTER)
    chars, hanging = round((start + hang) * 100), round(hang * 100)
    return (
        f'<w:ind w:leftChars="{chars}" w:left="{left}" w:hangingChars="{hanging}" '
        f'w:hanging="{round(hang * CHARACTER)}"/>'
    )


def _right(characters: float) -> str:
    return f'<w:ind w:rightChars="{round(characters * 100)}" w:right="{round(characters * CHARACTER)}"/>'


def _paragraph(style: str, text: str, properties: str = "") -> str:
    return f'<w:p><w:pPr><w:pStyle w:val="{escape(style)}"/>{properties}</w:pPr>{_run(text)}</w:p>'


def _run(text: str, properties: str = "") -> str:
    if not text:
        return ""
    head = f"<w:rPr>{properties}</w:rPr>" if properties else ""
    return f"<w:r>{head}{run_content(text, 'w:')}</w:r>"
