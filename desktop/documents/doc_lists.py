"""Automatic numbers of a Word 97—2003 file as labels ([MS-DOC] 2.9.131 LSTF, 2.9.150 LVLF, 2.9.146 LFO)."""

from __future__ import annotations

import struct
from dataclasses import dataclass, field

from desktop.documents.doc_structures import LIST_FORMATS, LISTS, Structures
from desktop.documents.number_formats import format_number

_LEVELS = 9
_BULLET, _NONE = 23, 255
_FORMATS = {
    0: "decimal", 1: "upperRoman", 2: "lowerRoman", 3: "upperLetter", 4: "lowerLetter", 5: "ordinal",
    10: "ideographDigital", 11: "japaneseCounting", 14: "decimalFullWidth", 18: "decimalEnclosedCircle",
    16: "japaneseLegal", 17: "japaneseDigitalTenThousand", 19: "decimalFullWidth2", 22: "decimalZero",
    26: "decimalEnclosedFullstop", 27: "decimalEnclosedParen", 28: "decimalEnclosedCircleChinese",
    29: "ideographEnclosedCircle", 30: "ideographTraditional", 31: "ideographZodiac", 32: "ideographZodiacTraditional",
    33: "taiwaneseCounting", 34: "ideographLegalTraditional", 35: "taiwaneseCountingThousand", 36: "taiwaneseDigital",
    37: "chineseCounting", 38: "chineseLegalSimplified", 39: "chineseCountingThousand",
}  # fmt: skip
_MOST = 5_000


@dataclass(frozen=True, slots=True)
class _Level:
    start: int
    number_format: int
    text: str
    legal: bool
    restarts: bool
    limit: int


@dataclass(slots=True)
class _Format:
    """A list as used: which one, and what it overrides."""

    list_id: int
    starts: dict[int, int] = field(default_factory=dict)
    levels: dict[int, _Level] = field(default_factory=dict)


class DocLists:
    """The lists of a file. It counts: ask for each paragraph's label once, in document order."""

    def __init__(self, structures: Structures) -> None:
        self._lists: dict[int, dict[int, _Level]] = {}
        self._formats: list[_Format] = []
        self._counters: dict[int, dict[int, int]] = {}
        self._started: set[tuple[int, int]] = set()
        try:
            self._read_lists(structures.pair(LISTS))
            self._read_formats(structures.pair(LIST_FORMATS))
        except (struct.error, IndexError):
            pass  # a damaged list gives no numbers; the text is still read

    def label(self, list_format: int, level: int) -> str:
        """The number of the next paragraph of a list format (1-based) and 0-based level; "" for none."""
        if not 0 < list_format <= len(self._formats) or not 0 <= level < _LEVELS:
            return ""
        used = self._formats[list_format - 1]
        levels = {**self._lists.get(used.list_id, {}), **used.levels}
        if level not in levels:
            return ""
        counters = self._counters.setdefault(used.list_id, {})
        start = used.starts.get(level, levels[level].start)
        if level in used.starts and (list_format, level) not in self._started:
            self._started.add((list_format, level))
            counters[level] = start
        else:
            counters[level] = counters.get(level, start - 1) + 1
        for deeper in [n for n in counters if n > level]:
            shown = levels.get(deeper)
            if shown is None or shown.restarts or level < shown.limit:
                del counters[deeper]
        return self._write(levels, counters, level)

    def _write(self, levels: dict[int, _Level], counters: dict[int, int], level: int) -> str:
        own = levels[level]
        if own.number_format in {_BULLET, _NONE}:
            return ""
        out = []
        for sign in own.text:
            place = ord(sign)
            if place >= _LEVELS:
                out.append(sign)
                continue
            shown = levels.get(place)
            number = counters.setdefault(place, 1 if shown is None else shown.start)
            if shown is None or own.legal:
                out.append(str(number))
            else:
                out.append(format_number(number, _FORMATS.get(shown.number_format, "decimal")))
        return "".join(out).strip()

    def _read_lists(self, data: bytes) -> None:
        if len(data) < 2:
            return
        count = min(struct.unpack_from("<H", data, 0)[0], _MOST)
        at = 2 + 28 * count
        for index in range(count):
            list_id = struct.unpack_from("<i", data, 2 + 28 * index)[0]
            simple = data[2 + 28 * index + 26] & 1
            levels = {}
            for level in range(1 if simple else _LEVELS):
                levels[level], at = _read_level(data, at)
            self._lists[list_id] = levels

    def _read_formats(self, data: bytes) -> None:
        if len(data) < 4:
            return
        count = min(struct.unpack_from("<I", data, 0)[0], _MOST)
        at = 4 + 16 * count
        for index in range(count):
            used = _Format(struct.unpack_from("<i", data, 4 + 16 * index)[0])
            overrides = data[4 + 16 * index + 12]
            self._formats.append(used)
            if at + 4 > len(data):
                continue
            at += 4
            for _ in range(overrides):
                start, flags = struct.unpack_from("<iI", data, at)
                at += 8
                level = flags & 0xF
                if flags & 0x20:
                    used.levels[level], at = _read_level(data, at)
                    if flags & 0x10:
                        used.starts[level] = used.levels[level].start
                elif flags & 0x10:
                    used.starts[level] = start


def _read_level(data: bytes, at: int) -> tuple[_Level, int]:
    start, number_format, flags = struct.unpack_from("<iBB", data, at)
    characters, paragraphs, limit = data[at + 24], data[at + 25], data[at + 26]
    at += 28 + characters + paragraphs
    length = struct.unpack_from("<H", data, at)[0]
    text = data[at + 2 : at + 2 + 2 * length].decode("utf-16-le", "replace")
    level = _Level(start, number_format, text, bool(flags & 4), not flags & 8, limit)
    return level, at + 2 + 2 * length
