"""Characters of a page put into lines, and lines of pages into paragraphs."""

from __future__ import annotations

import collections
import itertools
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

_SAME_LINE = 0.45
_WORD_GAP = 0.15
_COLUMN_GAP = 2.5
_INDENT = 0.8
_FULL = 2.2
_SAME_SIZE = 0.12
_PAGE_NUMBER = re.compile(
    r"[—–\-－―·. ]{0,4}(?:第\s*)?\d{1,4}(?:\s*页)?(?:\s*[/，, ]?\s*共?\s*\d{1,4}\s*页?)?[—–\-－―·. ]{0,4}"
)
_LABEL = re.compile(r"[（(]?[一二三四五六七八九十百\d]{1,4}[）)]?[、.．]?|[①-⑳]")
_TOKEN = re.compile(r"[!-~]+[，。；：、！？”’）》]*|.[，。；：、！？”’）》]*")
_DIGITS = re.compile(r"\d+")
_ENDS = "。；！？：;!?:"
_MANY = 0.6
_FEW_PAGES = 3
_EDGE = 2
"""Lines at the head and the foot of a page that may be its header or footer."""


@dataclass(frozen=True, slots=True)
class Mark:
    """A character: where it begins and ends, its base line, the height of its font; in points, y upwards."""

    sign: str
    left: float
    right: float
    base: float
    height: float


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a page: its text, where it begins and ends, its base line, the height of its font."""

    text: str
    left: float
    right: float
    base: float
    height: float


def page_lines(marks: Sequence[Mark]) -> list[Line]:
    """The lines of a page from top to bottom, each read from left to right."""
    rows: list[list[Mark]] = []
    for mark in sorted(marks, key=lambda m: (-m.base, m.left)):
        if rows and abs(rows[-1][0].base - mark.base) <= _SAME_LINE * max(rows[-1][0].height, mark.height, 1):
            rows[-1].append(mark)
        else:
            rows.append([mark])
    lines = (_line(sorted(row, key=lambda m: m.left)) for row in rows)
    return [line for line in lines if line is not None]


def _line(row: Sequence[Mark]) -> Line | None:
    shown = [mark for mark in row if mark.sign.strip()]
    if not shown:
        return None
    out: list[str] = []
    before: Mark | None = None
    blank = False
    for mark in row:
        if not mark.sign.strip():
            blank = True
            continue
        if before is not None:
            gap = mark.left - before.right
            size = max(before.height, mark.height, 1)
            latin = before.sign.isascii() and mark.sign.isascii()
            if gap > _COLUMN_GAP * size:
                out.append("" if _LABEL.fullmatch("".join(out)) else "\t")
            elif (
                latin
                and (blank or gap > _WORD_GAP * size)
                and not (before.sign.isdigit() and mark.sign.isdigit() and not blank)
            ):
                out.append(" ")
        out.append(mark.sign)
        before, blank = mark, False
    heights = sorted(mark.height for mark in shown)
    return Line("".join(out), shown[0].left, shown[-1].right, shown[0].base, heights[len(heights) // 2])


def without_furniture(pages: Sequence[Sequence[Line]]) -> tuple[list[list[Line]], int]:
    """The pages without their numbers and without what stands at the head or foot of most; how many lines went."""
    edges: collections.Counter[str] = collections.Counter()
    for page in pages:
        edges.update({_masked(line.text) for line in _edge(page)})
    often = {
        text
        for text, count in edges.items()
        if len(pages) >= _FEW_PAGES and count >= max(_MANY * len(pages), _FEW_PAGES)
    }
    kept, taken = [], 0
    for page in pages:
        edge = [line for line in _edge(page) if _masked(line.text) in often]
        for line in (page[:1], page[-1:]):
            edge += [one for one in line if _PAGE_NUMBER.fullmatch(one.text.strip()) and one not in edge]
        left = [line for line in page if line not in edge]
        taken += len(page) - len(left)
        kept.append(left)
    return kept, taken


def _edge(page: Sequence[Line]) -> list[Line]:
    return [*page[:_EDGE], *page[max(len(page) - _EDGE, _EDGE) :]]


def _masked(text: str) -> str:
    return _DIGITS.sub("#", text.strip())


def join_paragraphs(pages: Sequence[Sequence[Line]]) -> Iterator[str]:
    """The paragraphs: a full line goes on in the next one that begins at the margin, also on the next page."""
    lines = [line for page in pages for line in page]
    if not lines:
        return
    left, right = _margins(lines)
    indented = sum(1 for line in lines if line.left > left + _INDENT * line.height)
    by_indent = indented >= len(lines) * 0.1
    text = lines[0].text
    for before, line in itertools.pairwise(lines):
        size = line.height
        full = before.right + max(_width(line), _FULL) * size >= right
        at_margin = line.left <= left + _INDENT * size
        alike = abs(before.height - size) <= _SAME_SIZE * size
        closed = not by_indent and before.text[-1] in _ENDS
        if full and at_margin and alike and not closed and "\t" not in before.text and "\t" not in line.text:
            space = (
                " "
                if text[-1:].isascii() and text[-1:].isalpha() and line.text[:1].isalpha() and line.text[:1].isascii()
                else ""
            )
            text += space + line.text
        else:
            yield text
            text = line.text
    yield text


def _width(line: Line) -> float:
    """How wide the first word of a line is, with the marks that may not begin a line, in full-width characters."""
    match = _TOKEN.match(line.text)
    return sum(0.55 if sign.isascii() else 1.0 for sign in match[0]) + 0.6 if match else 1.0


def _margins(lines: Sequence[Line]) -> tuple[float, float]:
    """Where most lines begin and how far the long ones reach."""
    starts = collections.Counter(round(line.left) for line in lines)
    common = [start for start, count in starts.items() if count >= max(len(lines) * 0.08, 2)]
    ends = sorted(line.right for line in lines)
    return min(common, default=min(starts)), ends[int(len(ends) * 0.97)] if len(ends) > 1 else ends[0]
