"""The text of a Word 97—2003 file (.doc) or of a WPS one of that family (.wps), tracked changes accepted ([MS-DOC])."""

from __future__ import annotations

import io
import re
import struct
from dataclasses import dataclass

from desktop.documents.doc_lists import DocLists
from desktop.documents.doc_structures import (
    DELETED,
    DEPTH,
    HIDDEN,
    IN_TABLE,
    INNER_ROW_END,
    INSERTED,
    LEVEL,
    LIST,
    OUTLINE,
    ROW_END,
    SPECIAL,
    SYMBOL,
    Structures,
    values,
)
from desktop.documents.errors import DocumentError
from desktop.documents.imported import RESAVE, Gathered, Imported
from desktop.documents.safe_zip import BrokenFileError
from desktop.text.document import Cell, Origin

TOO_OLD = f"这是 Word 95 或更早的文档，格式太旧，读不出来。{RESAVE}"
PASSWORD = "文件设了打开密码，读不出来。请用 Word 或 WPS 打开，取消密码（文件—信息—保护文档），另存为 .docx 后再打开。"
NO_WORD = f"这不是 Word 文档（里面没有正文）。{RESAVE}"
_MAGIC, _ENCRYPTED, _OTHER_TABLE = 0xA5EC, 0x0100, 0x0200
_OLDEST = 0xC1
_SIGNS = {"\x0b": "\n", "\x1e": "-", "\x0e": "", "\t": "\t"}
_FIELD_BEGIN, _FIELD_RESULT, _FIELD_END = "\x13", "\x14", "\x15"
_ENDS = {"\r", "\x07"}
_PAGE_BREAK = "\x0c"
_HEADINGS = range(1, 10)
_CONTROL = re.compile("[\x00-\x08\x0b-\x1f]")


def read_doc(data: bytes) -> Imported:
    """The text of the bytes of a .doc. Raises DocumentError."""
    word, table = _streams(data)
    if len(word) < 0x200 or struct.unpack_from("<H", word, 0)[0] != _MAGIC:
        raise DocumentError(NO_WORD)
    if struct.unpack_from("<H", word, 2)[0] < _OLDEST:
        raise DocumentError(TOO_OLD)
    flags = struct.unpack_from("<H", word, 0x0A)[0]
    if flags & _ENCRYPTED:
        raise DocumentError(PASSWORD)
    reader = _Reader(Structures(word, table[bool(flags & _OTHER_TABLE)]))
    try:
        reader.read()
    except (struct.error, IndexError, OverflowError) as error:
        raise BrokenFileError from error
    notes = []
    if reader.revised:
        notes.append("文中有修订，已按全部接受后的文字读取。")
    if reader.hidden:
        notes.append("文中有隐藏文字，打印时看不到，没有读取。")
    return Imported(reader.gathered.document(), tuple(notes))


def _streams(data: bytes) -> tuple[bytes, tuple[bytes, bytes]]:
    """The main stream and both table streams of an OLE file."""
    import olefile

    try:
        with olefile.OleFileIO(io.BytesIO(data)) as ole:
            names = {"/".join(entry).casefold(): entry for entry in ole.listdir()}
            if "encryptedpackage" in names:
                raise DocumentError(PASSWORD)
            if "worddocument" not in names:
                raise DocumentError(NO_WORD)

            def stream(name: str) -> bytes:
                entry = names.get(name)
                return bytes(ole.openstream(entry).read()) if entry is not None else b""

            return stream("worddocument"), (stream("0table"), stream("1table"))
    except DocumentError:
        raise
    except (OSError, ValueError, IndexError, KeyError, TypeError, struct.error, OverflowError, MemoryError,
            RecursionError, AttributeError) as error:  # fmt: skip
        raise BrokenFileError from error


@dataclass(slots=True)
class _Table:
    """Where the reader is in a table."""

    number: int
    row: int = 0
    column: int = 0


class _Reader:
    def __init__(self, structures: Structures) -> None:
        self.gathered = Gathered()
        self.revised = self.hidden = False
        self._of = structures
        self._lists = DocLists(structures)
        self._shown: dict[int, tuple[bool, bool, int | None, bool]] = {}

    def read(self) -> None:
        """Read the body, the notes and the text boxes."""
        at = 0
        for name, origin in (
            ("main", Origin.BODY),
            ("footnotes", Origin.FOOTNOTE),
            ("headers", None),
            ("macros", None),
            ("comments", None),
            ("endnotes", Origin.FOOTNOTE),
            ("boxes", Origin.TEXT_BOX),
        ):
            count = self._of.counts[name]
            if origin is not None and count:
                self._story(at, at + count, origin)
                self.gathered.drop_guard(origin)
            at += count

    def _story(self, start: int, end: int, origin: Origin) -> None:
        out: list[str] = []
        fields: list[bool] = []
        table: _Table | None = None
        last = self._of.text(start, end)
        pending = False
        for sign, offset in last:
            deleted, hidden, symbol, special = self._look(offset)
            if sign in _ENDS or (sign == _PAGE_BREAK and self._ends_paragraph(offset)):
                if deleted and sign == "\r":
                    self.revised = pending = True
                    continue
                table = self._paragraph("".join(out), sign, offset, origin, table)
                out, pending = [], False
            elif sign == _FIELD_BEGIN:
                fields.append(False)
            elif sign == _FIELD_RESULT and fields:
                fields[-1] = True
            elif sign == _FIELD_END and fields:
                fields.pop()
            elif deleted:
                self.revised = True
            elif not all(fields):
                continue
            elif hidden:
                self.hidden = self.hidden or sign.strip() != ""
            elif symbol is not None and sign == "(":
                out.append(_symbol(symbol))
            elif sign in _SIGNS:
                out.append(_SIGNS[sign])
            elif not (special and sign < " "):
                out.append(sign)
        rest = _CONTROL.sub("", "".join(out))
        if rest.strip() or pending:
            self.gathered.add(rest, origin)

    def _look(self, offset: int) -> tuple[bool, bool, int | None, bool]:
        """Of a character: whether deleted, whether hidden, which symbol it stands for, whether special."""
        index = self._of.characters.at(offset)
        if index is None:
            return False, False, None, False
        if index not in self._shown:
            found = values(self._of.characters.properties[index])
            self.revised = self.revised or bool(found.get(INSERTED))
            symbol = found.get(SYMBOL)
            self._shown[index] = (
                bool(found.get(DELETED)),
                bool(found.get(HIDDEN, 0) & 1),
                None if symbol is None else symbol >> 16,
                bool(found.get(SPECIAL)),
            )
        return self._shown[index]

    def _ends_paragraph(self, offset: int) -> bool:
        index = self._of.paragraphs.at(offset)
        return index is not None and self._of.paragraphs.ends[index] - offset in {1, 2}

    def _paragraph(self, text: str, sign: str, offset: int, origin: Origin, table: _Table | None) -> _Table | None:
        """A paragraph ends at this byte; the table it stands in, if any."""
        index = self._of.paragraphs.at(offset)
        found = {} if index is None else values(self._of.paragraphs.properties[index])
        style = 0 if index is None else self._of.paragraphs.styles[index]
        if found.get(ROW_END) or found.get(INNER_ROW_END):
            if table is not None and found.get(DEPTH, 1) <= 1:
                table.row, table.column = table.row + 1, 0
            return table
        cell = None
        if found.get(IN_TABLE):
            if table is None:
                table = _Table(self.gathered.new_table())
            cell = Cell(table.number, table.row, table.column)
            if sign == "\x07":
                table.column += 1
        else:
            table = None
        self.gathered.add(
            self._label(found, style) + _CONTROL.sub(_kept, text), origin, cell, self._level(found, style)
        )
        return table

    def _label(self, found: dict[int, int], style: int) -> str:
        list_format = found.get(LIST)
        if list_format is None:
            list_format = self._of.style_value(style, LIST)
        level = found.get(LEVEL)
        if level is None:
            level = self._of.style_value(style, LEVEL)
        return "" if not list_format else self._lists.label(list_format, level or 0)

    def _level(self, found: dict[int, int], style: int) -> int | None:
        """The 1-based outline level."""
        level = found.get(OUTLINE)
        if level is None:
            level = self._of.style_value(style, OUTLINE)
        if level is None and style in self._of.styles and self._of.styles[style].sti in _HEADINGS:
            return self._of.styles[style].sti
        return level + 1 if level is not None and level < len(_HEADINGS) else None


def _kept(match: re.Match[str]) -> str:
    return "\n" if match[0] == "\n" else ""


def _symbol(code: int) -> str:
    return chr(code) if 0x20 <= code <= 0xFFFF and not 0xD800 <= code <= 0xF8FF else "□"
