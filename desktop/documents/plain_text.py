"""Plain text files: encodings, marks and line ends, kept as they were."""

from __future__ import annotations

import codecs
import difflib
import re
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from desktop.documents.errors import DocumentError
from desktop.documents.file_bytes import read_bytes
from desktop.documents.opened import Format, Opened, TextForm
from desktop.text.document import Document

MAX_TEXT_SIZE = 20 * 1024 * 1024
"""Bytes. A report has some 100 KB; a larger file is chosen by mistake."""

ENCODING_NAMES = {
    "utf-8": "UTF-8",
    "gbk": "GBK",
    "gb18030": "GB18030",
    "utf-16-le": "UTF-16",
    "utf-16-be": "UTF-16",
    "utf-32-le": "UTF-32",
    "utf-32-be": "UTF-32",
}
"""Codec name to the name people know it by."""

# UTF-32's mark begins with UTF-16's, so it stands first
_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_LINE = re.compile(r"([^\r\n]*)(\r\n|\n|\r|\Z)")
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x19\x1c-\x1f\x7f]")
_CONTROL_SHARE = 0.01
_USUAL = re.compile(r"[\t\r\n\x20-\x7e\u00b7\u2014-\u2026\u2460-\u249b\u3000-\u303f\u4e00-\u9fff\uff00-\uffef]")
_UTF16_SHARE = 0.9
_NOT_TEXT = "这不是文本文件，或者文件已损坏。请核对是否选错了文件；如是 Word 文档，请把扩展名改回 .docx 后再打开。"


def decode(data: bytes) -> tuple[str, TextForm]:
    """The text of a file's bytes, and the form it was written in.

    Tried in this order: a byte order mark, UTF-8, UTF-16 without mark (only
    where the text is clearly that), GBK, GB18030. Raises DocumentError for
    what is no text.
    """
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            text = _strictly(data[len(mark) :], encoding)
            if text is None:
                raise DocumentError(_undecodable(data[len(mark) :], encoding))
            return _checked(text, encoding, mark=True)
    text = _strictly(data, "utf-8")
    if text is not None and "\0" not in text:
        return _checked(text, "utf-8", mark=False)
    wide = _unmarked_utf16(data)
    if wide is not None:
        return _checked(*wide, mark=False)
    if b"\0" in data:
        raise DocumentError(_NOT_TEXT)
    for encoding in ("gbk", "gb18030"):
        text = _strictly(data, encoding)
        if text is not None:
            return _checked(text, encoding, mark=False)
    raise DocumentError(_undecodable(data, _likelier(data)))


def split_lines(text: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The lines of a text, and the ending of each.

    A line ends with LF, CRLF or CR and nothing else (not U+2028, VT, FF or
    NEL, which str.splitlines also takes). A final ending adds no empty line; a last
    line without ending has "" as its ending.
    """
    pairs = _LINE.findall(text)
    if pairs and pairs[-1] == ("", ""):
        pairs.pop()
    return tuple(line for line, _ in pairs), tuple(end for _, end in pairs)


def encode(lines: Sequence[str], form: TextForm, *, original: Sequence[str] | None = None) -> bytes:
    """The bytes of a file with these lines in this form; unchanged lines give the bytes that were read.

    original: the lines as they were read. With them every line that stayed
    keeps its own ending when lines were added or taken away in a file of
    mixed endings. To change the encoding, pass a form with another one.
    Raises DocumentError, which proposes UTF-8, for a character the encoding
    cannot hold.
    """
    ends = _endings(lines, form, original)
    text = "".join(line.replace("\n", form.new_line) + end for line, end in zip(lines, ends, strict=True))
    try:
        body = text.encode(form.encoding)
    except UnicodeEncodeError as error:
        name = ENCODING_NAMES.get(form.encoding, form.encoding)
        line = len(split_lines(text[: error.start] + "x")[0])
        advice = "请删去这个残缺的字符" if form.encoding.startswith("utf") else "请改用 UTF-8 编码保存"
        raise DocumentError(f"第 {line} 行有 {name} 编码存不下的字符，没有保存，原文件未动。{advice}。") from error
    return (_mark_of(form.encoding) if form.mark else b"") + body


def in_utf8(form: TextForm) -> TextForm:
    """The same form in UTF-8, with a mark, by which every editor on Windows knows it."""
    return TextForm("utf-8", True, form.line_ends, form.new_line)


def read_text(path: Path) -> Opened:
    """A plain text file. Raises DocumentError."""
    data, mark = read_bytes(path, MAX_TEXT_SIZE)
    text, form = decode(data)
    lines, _ = split_lines(text)
    return Opened(path, Format.TEXT, Document.from_lines(lines), mark, form)


def _checked(text: str, encoding: str, *, mark: bool) -> tuple[str, TextForm]:
    controls = len(_CONTROL.findall(text))
    if "\0" in text or controls > _CONTROL_SHARE * len(text) + 1:
        raise DocumentError(_NOT_TEXT)
    ends = split_lines(text)[1]
    counted = Counter(end for end in ends if end)
    new_line = counted.most_common(1)[0][0] if counted else "\n"
    return text, TextForm(encoding, mark, ends, new_line)


def _strictly(data: bytes, encoding: str) -> str | None:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError:
        return None


def _usual_share(text: str) -> float:
    return len(_USUAL.findall(text)) / len(text) if text else 0.0


def _unmarked_utf16(data: bytes) -> tuple[str, str] | None:
    """Text and codec where the bytes read as everyday Chinese or English in UTF-16 and not in GBK."""
    if not data or len(data) % 2:
        return None
    found = [
        (_usual_share(text), text, encoding)
        for encoding in ("utf-16-le", "utf-16-be")
        if (text := _strictly(data, encoding)) is not None
    ]
    if not found:
        return None
    share, text, encoding = max(found)
    if share < _UTF16_SHARE:
        return None
    other = _strictly(data, "gb18030")
    if other is not None and "\0" not in other and _usual_share(other) >= share:
        return None
    return text, encoding


def _likelier(data: bytes) -> str:
    """UTF-8 or GB18030, whichever fewer places of the bytes contradict."""
    return min(("utf-8", "gb18030"), key=lambda encoding: data.decode(encoding, "replace").count("\ufffd"))


def _undecodable(data: bytes, encoding: str) -> str:
    bad = data.decode(encoding, "replace").count("\ufffd")
    if bad > len(data) * _CONTROL_SHARE + 1:
        return _NOT_TEXT
    try:
        data.decode(encoding)
    except UnicodeDecodeError as error:
        line = len(split_lines(data[: error.start].decode(encoding, "replace") + "x")[0])
        return f"第 {line} 行有无法识别的文字，文件可能已损坏。请用记事本打开核对，另存为 UTF-8 编码后再打开。"
    return _NOT_TEXT


def _mark_of(encoding: str) -> bytes:
    return next((mark for mark, name in _MARKS if name == encoding), b"")


def _endings(lines: Sequence[str], form: TextForm, original: Sequence[str] | None) -> list[str]:
    known = list(form.line_ends)
    if len(lines) == len(known):
        return known
    if not lines:
        return []
    last = known[-1] if known else form.new_line
    if original is None or len(original) != len(known) or len(set(known[:-1])) < 2:
        ends = known[:-1][: len(lines) - 1]
    else:
        ends = [form.new_line] * len(lines)
        matcher = difflib.SequenceMatcher(None, list(original), list(lines), autojunk=False)
        for block in matcher.get_matching_blocks():
            ends[block.b : block.b + block.size] = known[block.a : block.a + block.size]
        # only the last line may lack an ending
        ends = [end or form.new_line for end in ends][:-1]
    return ends + [form.new_line] * (len(lines) - 1 - len(ends)) + [last]
