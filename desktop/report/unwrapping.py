"""Texts whose lines were broken by a page width, as copied from a PDF: which lines belong together."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from unicodedata import east_asian_width

from desktop.report import wording
from desktop.report.numbering import CHINESE, CHINESE_PAREN, ORDINAL_GROUP, find_label
from desktop.report.residue import find_residue
from desktop.report.scanning import find_leads
from desktop.text.document import Document
from desktop.text.spans import Span

_MAX_WIDTH = 60.0
_MIN_LINES = 8
_MIN_FULL = 0.25
_MIN_BROKEN = 0.5
_SLACK = 3.0
_FAR = 0.97
_SPACE = " \t\u3000\xa0\ufeff"
_CLOSED = "。；：！？:;!?"
_HEADING_END = re.compile(r"(?:问题|方面|情况|措施|打算|计划|到位|规范|不[够足强力实严高深明])[”。：:]?$")
_HEADING_CLOSE = re.compile(
    r"(?:[”’](?:的)?问题|[”’](?:的)?方面|问题的整改(?:落实|进展)?(?:情况)?|的整改(?:落实|进展)情况)。?$"
)
_OPEN_END = "，、（(《“‘〈—-"
_PROBLEM_HEAD = re.compile(r"(?:对|关于|针对)[“‘\"]")
_PARAGRAPH_HEAD = re.compile(r"欢迎|联系|下一?步，|第[一二三四五六七八九十]方面")
_SERIES = re.compile(r"[一二三四五六七八九十]{1,2}是")
_MANY = 5


def _width(text: str) -> float:
    """The width of a line in full-width characters."""
    return sum(1.0 if east_asian_width(c) in "WFA" else 0.5 for c in text)


def wrapped_width(lines: Sequence[str]) -> float | None:
    """The page width at which a text's lines were broken, in full-width characters; None for whole paragraphs.

    A broken text has no long lines, many lines of nearly the greatest
    width, and most of these end in the middle of a sentence.
    """
    filled = [line.rstrip(_SPACE) for line in lines if line.strip(_SPACE)]
    if len(filled) < _MIN_LINES or max(map(len, filled)) > _MAX_WIDTH * 2:
        return None
    widths = sorted(map(_width, filled))
    page = widths[min(len(widths) - 1, int(len(widths) * _FAR))]
    if page > _MAX_WIDTH or widths[-1] > _MAX_WIDTH + _SLACK:
        return None
    full = [line for line in filled if _width(line) >= page - _SLACK]
    broken = [line for line in full if line[-1] not in _CLOSED]
    if len(full) < _MIN_FULL * len(filled) or len(broken) < _MIN_BROKEN * len(full):
        return None
    return page


def joined_lines(lines: Sequence[str]) -> list[range]:
    """The lines of each paragraph, as ranges of 0-based indexes that cover all lines in order.

    Whole paragraphs stay one line each.
    """
    page = wrapped_width(lines)
    if page is None:
        return [range(i, i + 1) for i in range(len(lines))]
    listed = _lists_in_paragraphs(lines, page)
    out: list[range] = []
    start = 0
    for i in range(1, len(lines) + 1):
        if i == len(lines) or not _continues(lines[start], lines[i - 1], lines[i], page, listed):
            out.append(range(start, i))
            start = i
    return out


def _lists_in_paragraphs(lines: Sequence[str], page: float) -> bool:
    """Whether the text gives each 一是, 二是 a paragraph of its own: many open a line after a short one."""
    opened = [
        i
        for i in range(1, len(lines))
        if _SERIES.match(lines[i].strip(_SPACE)) and _width(lines[i - 1].rstrip(_SPACE)) < page - _SLACK
    ]
    return len(opened) >= _MANY


def _continues(first: str, before: str, line: str, page: float, listed: bool) -> bool:
    """Whether a line goes on with the paragraph that began with `first` and has `before` as its last line."""
    for start, end in reversed(find_residue(before)):
        before = before[:start] + "口" * (end - start) + before[end:]
    before, text = before.rstrip(_SPACE), line.strip(_SPACE)
    if not before or not text or _width(before) < page - _SLACK:
        return False
    indented = len(line) - len(line.lstrip(_SPACE))
    if indented >= 2 or (indented and line[0] in "\u3000\t"):
        return False
    leads = find_leads(text, 0)
    if leads and leads[0].start == 0 and leads[0].end < len(text) + 1 and text[leads[0].end - 1] in "：:":
        return False
    before = before.rstrip("口" + _SPACE) or before
    closed = before[-1] in _CLOSED
    label = find_label(text)
    numbered = label is not None
    if label is not None and label.style in (CHINESE, CHINESE_PAREN, ORDINAL_GROUP):
        return False
    if closed and (numbered or _PARAGRAPH_HEAD.match(text) or wording.RUN_IN_ASPECT.match(text)):
        return False
    if closed and listed and _SERIES.match(text):
        return False
    if find_label(first.strip(_SPACE)) is None:
        return True
    if _HEADING_CLOSE.search(before) and text[0] not in "的整。，":
        return False
    if numbered:
        return before[-1] in _OPEN_END
    return not (_PROBLEM_HEAD.match(text) and _HEADING_END.search(before))


@dataclass(frozen=True, slots=True)
class _Piece:
    """A stretch of a joined paragraph: where it begins there, and the line and offset it came from."""

    start: int
    line: int
    offset: int
    length: int


@dataclass(frozen=True, slots=True)
class Unwrapped:
    """A document with its broken lines joined, and the way back to the lines as they stand in the file."""

    document: Document
    _pieces: tuple[tuple[_Piece, ...], ...]

    def line(self, joined: int) -> int:
        """The line of the file where the joined paragraph with this 1-based number begins."""
        return self._pieces[joined - 1][0].line

    def last_line(self, joined: int) -> int:
        """The line of the file where the joined paragraph with this 1-based number ends."""
        return self._pieces[joined - 1][-1].line

    def span(self, span: Span) -> Span:
        """The place in the file's lines; what runs over a line's end is cut off there."""
        pieces = self._pieces[span.line - 1]
        piece = next((p for p in reversed(pieces) if p.start <= span.start), pieces[0])
        start = piece.offset + min(span.start - piece.start, piece.length)
        end = piece.offset + min(span.end - piece.start, piece.length)
        return Span(piece.line, start, max(start, end))


def unwrap(document: Document) -> Unwrapped | None:
    """The document with its broken lines joined; None where its paragraphs are whole already."""
    lines = document.lines
    if wrapped_width(lines) is None:
        return None
    texts: list[str] = []
    all_pieces: list[tuple[_Piece, ...]] = []
    for indexes in joined_lines(lines):
        text = ""
        pieces = []
        for i in indexes:
            line = lines[i]
            left = line if i == indexes[0] else line.lstrip(_SPACE)
            kept = left if i == indexes[-1] else left.rstrip(_SPACE)
            if text[-1:].isascii() and text[-1:].isalpha() and kept[:1].isascii() and kept[:1].isalpha():
                text += " "
            pieces.append(_Piece(len(text), i + 1, len(line) - len(left), len(kept)))
            text += kept
        texts.append(text)
        all_pieces.append(tuple(pieces))
    return Unwrapped(Document.from_lines(texts), tuple(all_pieces))
