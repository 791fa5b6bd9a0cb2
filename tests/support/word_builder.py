"""Word files for the tests: python-docx for the frame, WordprocessingML for what it cannot make."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping
from pathlib import Path

from docx import Document
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import parse_xml

NS = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math" '
    'xmlns:v="urn:schemas-microsoft-com:vml" '
    'xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"'
)
RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
_WML = "application/vnd.openxmlformats-officedocument.wordprocessingml."

FOUR_LEVELS = (
    ("chineseCounting", "%1、"),
    ("chineseCounting", "（%2）"),
    ("decimal", "%3."),
    ("decimal", "（%4）"),
    ("decimalEnclosedCircle", "%5"),
)


def level(index: int, number_format: str, text: str, start: int = 1, extra: str = "") -> str:
    return (
        f'<w:lvl w:ilvl="{index}"><w:start w:val="{start}"/><w:numFmt w:val="{number_format}"/>{extra}'
        f'<w:lvlText w:val="{text}"/><w:lvlJc w:val="left"/></w:lvl>'
    )


def run(text: str, properties: str = "") -> str:
    head = f"<w:rPr>{properties}</w:rPr>" if properties else ""
    return f'<w:r>{head}<w:t xml:space="preserve">{text}</w:t></w:r>'


def paragraph(content: str, properties: str = "") -> str:
    head = f"<w:pPr>{properties}</w:pPr>" if properties else ""
    return f"<w:p>{head}{content}</w:p>"


def numbered(text: str, list_id: int, index: int = 0, properties: str = "") -> str:
    number = f'<w:numPr><w:ilvl w:val="{index}"/><w:numId w:val="{list_id}"/></w:numPr>'
    return paragraph(run(text), properties + number)


class WordBuilder:
    """A Word file whose body is given as markup."""

    def __init__(self) -> None:
        self.document = Document()
        self._body = self.document.element.body
        for element in list(self._body)[:-1]:
            self._body.remove(element)
        numbering = self.document.part.numbering_part.element
        for element in list(numbering):
            numbering.remove(element)

    def add(self, *markup: str) -> WordBuilder:
        for piece in markup:
            root = parse_xml(f"<w:body {NS}>{piece}</w:body>")
            for element in list(root):
                self._body.insert(len(self._body) - 1, element)
        return self

    def text(self, *lines: str) -> WordBuilder:
        return self.add(*(paragraph(run(line)) for line in lines))

    def abstract(self, abstract_id: int, levels: str) -> WordBuilder:
        """An abstract list; it must come before the lists, as the schema wants it."""
        numbering = self.document.part.numbering_part.element
        markup = f'<w:abstractNum {NS} w:abstractNumId="{abstract_id}">{levels}</w:abstractNum>'
        numbering.insert(0, parse_xml(markup))
        return self

    def list(self, list_id: int, abstract_id: int, overrides: str = "") -> WordBuilder:
        self.document.part.numbering_part.element.append(
            parse_xml(f'<w:num {NS} w:numId="{list_id}"><w:abstractNumId w:val="{abstract_id}"/>{overrides}</w:num>')
        )
        return self

    def four_levels(self, list_id: int = 1, abstract_id: int = 1) -> WordBuilder:
        levels = "".join(level(index, *pair) for index, pair in enumerate(FOUR_LEVELS))
        return self.abstract(abstract_id, levels).list(list_id, abstract_id)

    def style(self, style_id: str, markup: str, kind: str = "paragraph") -> WordBuilder:
        self.document.styles.element.append(
            parse_xml(
                f'<w:style {NS} w:type="{kind}" w:styleId="{style_id}"><w:name w:val="{style_id}"/>{markup}</w:style>'
            )
        )
        return self

    def notes(self, kind: str, texts: Mapping[int, str]) -> WordBuilder:
        """The footnotes or endnotes part; its separators come along as Word writes them."""
        inner = f'<w:{kind} w:type="separator" w:id="-1"><w:p><w:r><w:separator/></w:r></w:p></w:{kind}>'
        inner += "".join(f'<w:{kind} w:id="{i}">{paragraph(run(text))}</w:{kind}>' for i, text in texts.items())
        self._part(f"{kind}s", f"<w:{kind}s {NS}>{inner}</w:{kind}s>")
        return self

    def _part(self, name: str, markup: str) -> None:
        part = Part(PackURI(f"/word/{name}.xml"), f"{_WML}{name}+xml", markup.encode(), self.document.part.package)
        self.document.part.relate_to(part, RELATIONS + name)

    def bytes(self) -> bytes:
        out = io.BytesIO()
        self.document.save(out)
        return out.getvalue()

    def save(self, path: Path) -> Path:
        path.write_bytes(self.bytes())
        return path


def entries(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def pack(parts: Mapping[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
    return out.getvalue()


def replaced(data: bytes, changes: Mapping[str, bytes]) -> bytes:
    return pack({**entries(data), **changes})
