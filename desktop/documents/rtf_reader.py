"""The text of an RTF file, as its reader sees it with tracked changes accepted (Rich Text Format 1.9.1)."""

from __future__ import annotations

import re
import time
from collections.abc import Callable
from dataclasses import dataclass, field, replace

from desktop.documents.errors import DocumentError
from desktop.documents.imported import Gathered, Imported
from desktop.documents.rtf_words import BOXES, CODECS, LABELS, NOTES, PAGES, SIGNS, SKIPPED
from desktop.documents.safe_zip import BrokenFileError
from desktop.text.document import Cell, Origin

_TOKEN = re.compile(
    rb"\\([a-zA-Z]{1,32})(-?\d{1,10})? ?|\\'([0-9a-fA-F]{2})|\\([^a-zA-Z])|([{}])|[\r\n]+|([^\\{}\r\n]+)", re.S
)
_TOO_SLOW = "这份 RTF 的结构太复杂，没有在限定时间内读完。请用 Word 或 WPS 打开，另存为 .docx 后再打开。"
_SECONDS, _LOOKED_AT = 8.0, 20_000
_DEEPEST = 500
_BIN = b"bin"


@dataclass(slots=True)
class _State:
    """What a group inherits: its font's codec, hidden, deleted, skipped, how many bytes stand for one character."""

    codec: str
    fallback: int = 1
    hidden: bool = False
    deleted: bool = False
    skipped: bool = False
    label: bool = False
    origin: Origin = Origin.BODY


@dataclass(slots=True)
class _Story:
    """Where the paragraphs of the body, a box or a note are gathered."""

    text: list[str] = field(default_factory=list)
    in_table: bool = False
    table: int | None = None
    row: int = 0
    column: int = 0
    level: int | None = None


def read_rtf(data: bytes) -> Imported:
    """The text of the bytes of an RTF file. Raises DocumentError."""
    if not data.lstrip().startswith(b"{\\rtf"):
        raise BrokenFileError
    reader = _Reader()
    reader.read(data)
    notes = []
    if reader.revised:
        notes.append("文中有修订，已按全部接受后的文字读取。")
    if reader.hidden:
        notes.append("文中有隐藏文字，打印时看不到，没有读取。")
    return Imported(reader.gathered.document(), tuple(notes))


class _Reader:
    def __init__(self) -> None:
        self.gathered = Gathered()
        self.revised = self.hidden = False
        self._state = _State("cp1252")
        self._stack: list[_State] = []
        self._stories = {Origin.BODY: _Story(), Origin.TEXT_BOX: _Story(), Origin.FOOTNOTE: _Story()}
        self._page = "cp1252"
        self._fonts: dict[int, str] = {}
        self._font_table: int | None = None
        self._current_font = 0
        self._bytes = bytearray()
        self._to_skip = 0
        self._high: int | None = None
        self._group_opens = self._starred = False
        self._words: dict[bytes, Callable[[int | None], None]] = {
            b"par": lambda _: self._paragraph(),
            b"sect": lambda _: self._paragraph(),
            b"page": lambda _: None,
            b"cell": lambda _: self._cell(),
            b"nestcell": lambda _: self._cell(),
            b"row": lambda _: self._row(),
            b"nestrow": lambda _: None,
            b"trowd": lambda _: self._story.__setattr__("in_table", True),
            b"intbl": lambda _: self._story.__setattr__("in_table", True),
            b"u": self._unicode,
            b"outlinelevel": lambda n: self._story.__setattr__("level", n + 1 if n is not None and n < 9 else None),
        }

    def read(self, data: bytes) -> None:
        """Read it all. Raises DocumentError."""
        at = count = 0
        began = time.monotonic()
        while at < len(data):
            count += 1
            if count % _LOOKED_AT == 0 and time.monotonic() - began > _SECONDS:
                raise DocumentError(_TOO_SLOW)
            match = _TOKEN.match(data, at)
            if match is None:
                at += 1
                continue
            at = match.end()
            word, number, code, symbol, brace, text = match.groups()
            if text is not None:
                self._plain(text)
            elif code is not None:
                self._byte(int(code, 16))
            elif brace == b"{":
                self._open()
            elif brace == b"}":
                self._close()
            elif word is not None:
                value = int(number) if number is not None else None
                if word == _BIN and value is not None and value > 0:
                    at += value
                else:
                    self._word(word, value)
            elif symbol is not None:
                self._symbol(symbol)
        self._flush()
        for origin, story in self._stories.items():
            if "".join(story.text).strip():
                self._state.origin = origin
                self._paragraph()

    @property
    def _story(self) -> _Story:
        return self._stories[self._state.origin]

    @property
    def _shows(self) -> bool:
        state = self._state
        return not (state.skipped or state.hidden or state.deleted)

    def _open(self) -> None:
        self._flush()
        if len(self._stack) >= _DEEPEST:
            raise BrokenFileError
        self._stack.append(self._state)
        self._state = replace(self._state)
        self._group_opens = True

    def _close(self) -> None:
        self._flush()
        self._to_skip = 0
        if not self._stack:
            return
        inner, self._state = self._state, self._stack.pop()
        if inner.origin is not self._state.origin:
            story = self._stories[inner.origin]
            if "".join(story.text).strip():
                kept, self._state = self._state, inner
                self._paragraph()
                self._state = kept
        if self._font_table is not None and len(self._stack) < self._font_table:
            self._font_table = None
        self._group_opens = self._starred = False

    def _word(self, word: bytes, value: int | None) -> None:
        if word != b"u":
            self._flush()
        opens, self._group_opens = self._group_opens, False
        starred, self._starred = self._starred, False
        state = self._state
        if self._to_skip and word not in {b"u", b"uc"}:
            self._to_skip = 0
        if word == b"fonttbl":
            self._font_table = len(self._stack)
        if opens and (word in SKIPPED or (starred and word not in {b"shptxt", b"footnote"} and not self._keeps(word))):
            state.skipped = word not in {b"shpinst"}
        if opens and word in BOXES:
            state.origin, state.skipped = Origin.TEXT_BOX, False
        elif opens and word in NOTES:
            state.origin = Origin.FOOTNOTE
        elif opens and word in LABELS:
            state.label = True
        elif word == b"ansicpg" and value:
            self._page = state.codec = PAGES.get(value, f"cp{value}")
        elif word == b"f" and value is not None:
            self._current_font = value
            state.codec = self._fonts.get(value) or self._page
        elif word == b"fcharset" and self._font_table is not None and value is not None:
            self._fonts[self._current_font] = CODECS.get(value, "")
        elif word == b"uc":
            state.fallback = max(value or 0, 0) if value is not None else 1
        elif word in {b"v", b"deleted"}:
            on = value != 0
            if word == b"v":
                state.hidden = on
            else:
                state.deleted = on
                self.revised = self.revised or on
        elif word == b"revised":
            self.revised = True
        elif word == b"plain":
            state.hidden = state.deleted = False
        elif word == b"pard":
            self._story.level, self._story.in_table = None, False
        elif word in SIGNS:
            self._add(SIGNS[word])
        elif word in self._words and not state.skipped:
            self._words[word](value)

    def _keeps(self, word: bytes) -> bool:
        """A starred destination that holds text all the same."""
        return word in {b"shppict", b"listtext", b"pntext", b"fldrslt", b"shpinst", b"nesttableprops"}

    def _symbol(self, symbol: bytes) -> None:
        if symbol == b"*":
            self._starred = True
            return
        self._group_opens = False
        if symbol in b"~_":
            self._flush()
        if symbol == b"~":
            self._add("\u00a0")
        elif symbol == b"_":
            self._add("-")
        elif symbol in b"\\{}":
            self._plain(symbol)
        elif symbol in b"\r\n":
            self._flush()
            if not self._state.skipped:
                self._paragraph()

    def _plain(self, text: bytes) -> None:
        self._group_opens = False
        if self._to_skip:
            text, self._to_skip = text[self._to_skip :], max(self._to_skip - len(text), 0)
        self._bytes += text

    def _byte(self, code: int) -> None:
        self._group_opens = False
        if self._to_skip:
            self._to_skip -= 1
        else:
            self._bytes.append(code)

    def _unicode(self, value: int | None) -> None:
        self._flush()
        code = (value or 0) & 0xFFFF
        self._to_skip = self._state.fallback
        if 0xD800 <= code < 0xDC00:
            self._high = code
        elif 0xDC00 <= code < 0xE000:
            if self._high is not None:
                self._add(chr(0x10000 + ((self._high - 0xD800) << 10) + (code - 0xDC00)))
            self._high = None
        elif code >= 0x20:
            self._add(chr(code))

    def _flush(self) -> None:
        if self._bytes:
            raw = bytes(self._bytes)
            self._bytes.clear()
            try:
                text = raw.decode(self._state.codec or self._page, "replace")
            except LookupError:
                text = raw.decode("cp1252", "replace")
            self._add(text)

    def _add(self, text: str) -> None:
        if self._shows:
            # nothing stands between an automatic number and its text
            self._story.text.append(text.strip() if self._state.label else text)
        elif self._state.hidden and not self._state.skipped and text.strip():
            self.hidden = True

    def _paragraph(self) -> None:
        """A paragraph ends here."""
        if self._state.deleted:
            return
        story = self._story
        cell = None
        if story.in_table:
            if story.table is None:
                story.table = self.gathered.new_table()
                story.row = story.column = 0
            cell = Cell(story.table, story.row, story.column)
        else:
            story.table = None
        self.gathered.add(_clean("".join(story.text)), self._state.origin, cell, story.level)
        story.text.clear()

    def _cell(self) -> None:
        story = self._story
        story.in_table = True
        self._paragraph()
        story.column += 1

    def _row(self) -> None:
        story = self._story
        story.row += 1
        story.column = 0


def _clean(text: str) -> str:
    return "".join(sign for sign in text if sign >= " " or sign in "\t\n")
