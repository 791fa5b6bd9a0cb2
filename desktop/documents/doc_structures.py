"""The structures of a Word 97—2003 file ([MS-DOC]): pieces of text, formatted runs, paragraphs, styles."""

from __future__ import annotations

import bisect
import struct
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from desktop.documents.safe_zip import BrokenFileError

_PAGE = 512
_CLX, _CHARACTERS, _PARAGRAPHS, _STYLES = 33, 12, 13, 1
LISTS, LIST_FORMATS = 73, 74
_FIB_PAIRS = 0x9A
_COMPRESSED = 0x40000000
_MOST_PIECES = 200_000
_NO_STYLE = 0xFFF

# single property modifiers ([MS-DOC] 2.6)
DELETED, HIDDEN, SPECIAL, SYMBOL = 0x0800, 0x083C, 0x0855, 0x6A09
INSERTED = 0x0801
IN_TABLE, ROW_END, LEVEL, LIST, OUTLINE = 0x2416, 0x2417, 0x260A, 0x460B, 0x2640
DEPTH, INNER_ROW_END = 0x6649, 0x244C
TABLE_DEFINITION, TABS = 0xD608, 0xC615
_SIZES = {0: 1, 1: 1, 2: 2, 3: 4, 4: 2, 5: 2, 7: 3}


@dataclass(frozen=True, slots=True)
class Piece:
    """Characters that lie together: positions in the text [start, end), offset in the stream, bytes a character."""

    start: int
    end: int
    offset: int
    width: int


@dataclass(frozen=True, slots=True)
class Runs:
    """Formatted stretches of the stream: where each begins and ends, and its modifiers."""

    starts: Sequence[int]
    ends: Sequence[int]
    properties: Sequence[bytes]
    styles: Sequence[int]

    def at(self, offset: int) -> int | None:
        """The index of the stretch that holds a byte."""
        index = bisect.bisect_right(self.starts, offset) - 1
        return index if index >= 0 and offset < self.ends[index] else None


@dataclass(slots=True)
class Style:
    """What a paragraph style gives: its base, built-in number (1 to 9 are headings) and modifiers."""

    base: int
    sti: int
    paragraph: dict[int, int] = field(default_factory=dict)
    character: dict[int, int] = field(default_factory=dict)


class Structures:
    """The parts of the two streams. word: WordDocument; table: the table stream it names. Raises BrokenFileError."""

    def __init__(self, word: bytes, table: bytes) -> None:
        self._word, self._table = word, table
        try:
            counts = struct.unpack_from("<8i", word, 0x4C)
            self.counts = {
                "main": counts[0],
                "footnotes": counts[1],
                "headers": counts[2],
                "macros": counts[3],
                "comments": counts[4],
                "endnotes": counts[5],
                "boxes": counts[6],
            }
            if any(count < 0 for count in self.counts.values()):
                raise BrokenFileError
            self.pieces = list(self._pieces())
            self.characters = self._runs(_CHARACTERS, paragraphs=False)
            self.paragraphs = self._runs(_PARAGRAPHS, paragraphs=True)
            self.styles = self._styles()
        except (struct.error, IndexError, ValueError, OverflowError) as error:
            raise BrokenFileError from error

    def pair(self, index: int) -> bytes:
        """The bytes of the table stream that a pair of the header names, from its offset to the stream's end."""
        offset, length = struct.unpack_from("<II", self._word, _FIB_PAIRS + 8 * index)
        return self._table[offset:] if length else b""

    def exactly(self, index: int) -> bytes:
        """Only the bytes that the pair counts."""
        _, length = struct.unpack_from("<II", self._word, _FIB_PAIRS + 8 * index)
        return self.pair(index)[:length]

    def text(self, start: int, end: int) -> Iterator[tuple[str, int]]:
        """The characters of a stretch of the text, and the byte each begins at."""
        for piece in self.pieces:
            low, high = max(piece.start, start), min(piece.end, end)
            if low >= high:
                continue
            first = piece.offset + (low - piece.start) * piece.width
            raw = self._word[first : first + (high - low) * piece.width]
            if len(raw) < (high - low) * piece.width:
                raise BrokenFileError
            decoded = raw.decode("cp1252" if piece.width == 1 else "utf-16-le", "replace")
            if piece.width == 2 and len(decoded) != high - low:  # characters beyond the first plane
                at = first
                for sign in decoded:
                    yield sign, at
                    at += 4 if ord(sign) > 0xFFFF else 2
                continue
            for index, sign in enumerate(decoded):
                yield sign, first + index * piece.width

    def style_value(self, style: int, modifier: int) -> int | None:
        """What a style or those it is based on give for a modifier."""
        seen: set[int] = set()
        while style in self.styles and style not in seen:
            seen.add(style)
            for values in (self.styles[style].paragraph, self.styles[style].character):
                if modifier in values:
                    return values[modifier]
            style = self.styles[style].base
        return None

    def _pieces(self) -> Iterator[Piece]:
        clx = self.exactly(_CLX)
        at = 0
        while at < len(clx) and clx[at] == 1:
            at += 3 + struct.unpack_from("<H", clx, at + 1)[0]
        if at >= len(clx) or clx[at] != 2:
            raise BrokenFileError
        length = struct.unpack_from("<I", clx, at + 1)[0]
        plc = clx[at + 5 : at + 5 + length]
        count = (len(plc) - 4) // 12
        if not 0 < count <= _MOST_PIECES:
            raise BrokenFileError
        positions = struct.unpack_from(f"<{count + 1}i", plc, 0)
        for index in range(count):
            raw = struct.unpack_from("<I", plc, 4 * (count + 1) + 8 * index + 2)[0]
            compressed = bool(raw & _COMPRESSED)
            offset = (raw & (_COMPRESSED - 1)) // 2 if compressed else raw & (_COMPRESSED - 1)
            if positions[index + 1] < positions[index] or offset > len(self._word):
                raise BrokenFileError
            yield Piece(positions[index], positions[index + 1], offset, 1 if compressed else 2)

    def _runs(self, index: int, *, paragraphs: bool) -> Runs:
        plc = self.exactly(index)
        count = max((len(plc) - 4) // 8, 0)
        found: list[tuple[int, int, bytes, int]] = []
        for number in range(min(count, _MOST_PIECES)):
            page = struct.unpack_from("<I", plc, 4 * (count + 1) + 4 * number)[0] & 0x3FFFFF
            data = self._word[page * _PAGE : (page + 1) * _PAGE]
            if len(data) == _PAGE:
                found += _page_of_runs(data, paragraphs=paragraphs)
        found.sort(key=lambda run: run[:2])
        starts, ends, properties, styles = zip(*found, strict=True) if found else ((), (), (), ())
        return Runs(starts, ends, properties, styles)

    def _styles(self) -> dict[int, Style]:
        data = self.exactly(_STYLES)
        if len(data) < 6:
            return {}
        head, count, base_size = struct.unpack_from("<HHH", data, 0)
        at, styles = 2 + head, {}
        for number in range(count):
            if at + 2 > len(data):
                break
            size = struct.unpack_from("<H", data, at)[0]
            body = data[at + 2 : at + 2 + size]
            at += 2 + size
            if len(body) >= max(base_size, 8) + 2:
                styles[number] = _style(body, base_size)
        return styles


def modifiers(data: bytes) -> Iterator[tuple[int, bytes]]:
    """The property modifiers of a list of them: code and operand."""
    at = 0
    while at + 2 <= len(data):
        code = struct.unpack_from("<H", data, at)[0]
        at += 2
        kind = code >> 13
        if kind != 6:
            size = _SIZES[kind]
        elif at >= len(data):
            return
        elif code == TABLE_DEFINITION:
            size = struct.unpack_from("<H", data + b"\0", at)[0] + 1
        elif code == TABS and data[at] == 255:
            return
        else:
            size = data[at] + 1
        yield code, data[at : at + size]
        at += size


def values(data: bytes) -> dict[int, int]:
    """The modifiers whose operand is one number."""
    found = {}
    for code, operand in modifiers(data):
        if len(operand) in {1, 2, 4}:
            found[code] = int.from_bytes(operand, "little")
    return found


def _page_of_runs(page: bytes, *, paragraphs: bool) -> Iterator[tuple[int, int, bytes, int]]:
    count = page[_PAGE - 1]
    width = 13 if paragraphs else 1
    if 4 * (count + 1) + width * count > _PAGE:
        return
    bounds = struct.unpack_from(f"<{count + 1}I", page, 0)
    for index in range(count):
        at = 2 * page[4 * (count + 1) + width * index]
        properties, style = b"", 0
        if at:
            size = page[at]
            if not paragraphs:
                properties = page[at + 1 : at + 1 + size]
            else:
                if size:
                    first, last = at + 1, at + 2 * size
                else:
                    first = at + 2
                    last = first + 2 * page[at + 1]
                body = page[first:last]
                style = int.from_bytes(body[:2], "little")
                properties = body[2:]
        yield bounds[index], bounds[index + 1], properties, style


def _style(body: bytes, base_size: int) -> Style:
    sti = struct.unpack_from("<H", body, 0)[0] & 0xFFF
    kind_and_base, count_and_next = struct.unpack_from("<HH", body, 2)
    kind, base, upx_count = kind_and_base & 0xF, kind_and_base >> 4, count_and_next & 0xF
    style = Style(-1 if base == _NO_STYLE else base, sti)
    at = base_size
    length = struct.unpack_from("<H", body, at)[0]
    at += 2 + 2 * (length + 1)
    for number in range(upx_count):
        at += at % 2
        if at + 2 > len(body):
            break
        size = struct.unpack_from("<H", body, at)[0]
        upx = body[at + 2 : at + 2 + size]
        at += 2 + size
        if kind == 1 and number == 0:
            style.paragraph = values(upx[2:])
        elif kind == 1 and number == 1:
            style.character = values(upx)
    return style
