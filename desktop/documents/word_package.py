"""The parts of a Word file and how they are related (ISO/IEC 29500-2)."""

from __future__ import annotations

import posixpath
import zipfile

from desktop.documents.errors import DocumentError
from desktop.documents.safe_zip import BrokenFileError, Element, open_archive, parse_xml, read_entry
from desktop.documents.word_names import W

CONTENT_TYPES = "[Content_Types].xml"
TYPES_NS = "{http://schemas.openxmlformats.org/package/2006/content-types}"
RELATIONS_NS = "{http://schemas.openxmlformats.org/package/2006/relationships}"
OFFICE_RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
MAX_WORD_SIZE = 100 * 1024 * 1024

# ISO strict files differ from the common, transitional ones in these names only as far as they are read here
_STRICT = (
    (b'"http://purl.oclc.org/ooxml/wordprocessingml/main"', f'"{W[1:-1]}"'.encode()),
    (
        b'"http://purl.oclc.org/ooxml/officeDocument/math"',
        b'"http://schemas.openxmlformats.org/officeDocument/2006/math"',
    ),
    (b'"http://purl.oclc.org/ooxml/officeDocument/relationships/', f'"{OFFICE_RELATION}'.encode()),
    (b'"http://purl.oclc.org/ooxml/officeDocument/relationships"', f'"{OFFICE_RELATION[:-1]}"'.encode()),
)
_OTHER_KINDS = {
    "workbook": "这是 Excel 表格，不是报告。请打开 Word 报告（.docx）或文本文件（.txt）。",
    "presentation": "这是演示文稿，不是报告。请打开 Word 报告（.docx）或文本文件（.txt）。",
}
_NO_WORD = "这不是 Word 文档。请打开 Word 报告（.docx）或文本文件（.txt）。"


class WordPackage:
    """A Word file in memory. data: its bytes. Raises DocumentError when it is none, damaged or unsafe.

    like: a package whose styles and numbering are taken over where they are the same.
    """

    def __init__(self, data: bytes, like: WordPackage | None = None) -> None:
        self.archive: zipfile.ZipFile = open_archive(data)
        self._names = {entry.filename.casefold(): entry.filename for entry in self.archive.infolist()}
        if CONTENT_TYPES.casefold() not in self._names:
            raise DocumentError(self._not_word())
        self.main_name = self._find_main()
        self.strict = False
        self._related: list[Element] | None = None
        self._like = like
        self._formats: dict[str, tuple[tuple[int, int], Element]] = {}
        self.document = self.parse(self.main_name)
        if self.document.tag != W + "document" or self.document.find(W + "body") is None:
            kind = self.document.tag.rpartition("}")[2]
            raise DocumentError(_OTHER_KINDS.get(kind, _NO_WORD))
        self.body = self.document.find(W + "body")

    def has(self, name: str) -> bool:
        """Whether there is a part of this name (names know no case)."""
        return name.casefold() in self._names

    def actual_name(self, name: str) -> str:
        """The name of the part as the archive writes it."""
        return self._names.get(name.casefold(), name)

    def read(self, name: str) -> bytes:
        """The bytes of a part. Raises DocumentError."""
        return read_entry(self.archive, self.actual_name(name))

    def parse(self, name: str) -> Element:
        """The root element of a part, in the transitional names. Raises DocumentError."""
        data = self.read(name)
        if b"http://purl.oclc.org/ooxml/" in data:
            self.strict = True
            for strict, transitional in _STRICT:
                data = data.replace(strict, transitional)
        return parse_xml(data)

    def serialize(self, root: Element) -> bytes:
        """The bytes of a changed part, in the names the file uses."""
        from lxml import etree

        data: bytes = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
        if self.strict:
            for strict, transitional in _STRICT:
                data = data.replace(transitional, strict)
        return data

    def related(self, kind: str) -> str | None:
        """The name of the part that the main part relates to, by the last word of the type ("styles"); None without."""
        for relation in self._relations():
            if relation.get("Type", "").rpartition("/")[2] == kind and relation.get("TargetMode") != "External":
                name = _resolve(self.main_name, relation.get("Target", ""))
                if self.has(name):
                    return self.actual_name(name)
        return None

    def _relations(self) -> list[Element]:
        """The relationships of the main part."""
        if self._related is None:
            rels = relations_name(self.main_name)
            found = self.parse(rels).iter(RELATIONS_NS + "Relationship") if self.has(rels) else ()
            self._related = list(found)
        return self._related

    def parse_related(self, kind: str) -> Element | None:
        """The root of that part; None without it. Raises DocumentError."""
        name = self.related(kind)
        return None if name is None else self.parse(name)

    def parse_format(self, kind: str) -> Element | None:
        """The root of styles or numbering, parsed once; nobody changes it. Raises DocumentError."""
        name = self.related(kind)
        if name is None:
            return None
        entry = self.archive.getinfo(name)
        mark = (entry.CRC, entry.file_size)
        if name not in self._formats:
            known = self._like._formats.get(name) if self._like is not None else None
            self._formats[name] = known if known is not None and known[0] == mark else (mark, self.parse(name))
        return self._formats[name][1]

    def has_external_content(self) -> bool:
        """Whether Word, opening the file, would fetch something from elsewhere; links to click do not count."""
        folder = posixpath.dirname(self.main_name)
        return any(
            relation.get("TargetMode") == "External" and not relation.get("Type", "").endswith("/hyperlink")
            for part in (self.main_name, posixpath.join(folder, "settings.xml"))
            if self.has(relations_name(part))
            for relation in self.parse(relations_name(part)).iter(RELATIONS_NS + "Relationship")
        )

    def _find_main(self) -> str:
        if self.has("_rels/.rels"):
            for relation in self.parse("_rels/.rels").iter(RELATIONS_NS + "Relationship"):
                if relation.get("Type", "").endswith("/officeDocument"):
                    name = _resolve("", relation.get("Target", ""))
                    if self.has(name):
                        return self.actual_name(name)
        if self.has("word/document.xml"):
            return self.actual_name("word/document.xml")
        raise BrokenFileError

    def _not_word(self) -> str:
        if not self.has("mimetype"):
            return "这是压缩文件，不是 Word 文档。请先解压，再打开其中的 .docx 或 .txt 文件。"
        kind = self.read("mimetype")[:80]
        if b"opendocument.text" in kind:
            return "这是 ODT 文档，目前不能直接读取。请用 Word、WPS 或 LibreOffice 打开，另存为 .docx 后再打开。"
        return _NO_WORD


def relations_name(part: str) -> str:
    """The name of the part that holds a part's relationships."""
    folder, name = posixpath.split(part)
    return posixpath.join(folder, "_rels", name + ".rels")


def _resolve(source: str, target: str) -> str:
    """The part a relationship's target names, seen from the part it starts from."""
    return posixpath.normpath(posixpath.join("/", posixpath.dirname(source), target)).lstrip("/")
