"""The page of a Word file held against GB/T 9704—2012 5 and 7.5: paper, margins, grid, page number."""

from __future__ import annotations

import collections
import itertools
import math
from collections.abc import Iterator, Sequence

from desktop.documents.format_check import Departure
from desktop.documents.format_fixes import Fix, RunFix, SectionFix
from desktop.documents.format_numbers import judge_numbers
from desktop.documents.safe_zip import Element
from desktop.documents.typeset_parts import LINE, SQUEEZE, WIDTH
from desktop.documents.typeset_settings import TypesetSettings
from desktop.documents.word_looks import Looks, ParagraphLook
from desktop.documents.word_map import MappedParagraph
from desktop.documents.word_names import W, child, whole
from desktop.documents.word_package import WordPackage

PAGE = "页面"
HEIGHT = 12756
"""Of the type area, in twentieths of a point: 225 mm."""

_A4 = (11906, 16838)
_MARGINS = {"top": 2098, "right": 1474, "bottom": 1984, "left": 1588}
_SIDES = {"top": "上", "bottom": "下", "left": "左", "right": "右"}
_MILLIMETRE = 56.7
_ROUNDING = 10
_GRIDS = {"lines", "linesAndChars", "snapToChars"}
_NATURAL = 1.3
"""How high a single line is for its size, about, in the fonts of official documents."""

_CHARACTERS = 28
_TEXT = 16.0
_SINGLE = 240


class Sections:
    """The sections of a body: which one each of its blocks stands in."""

    def __init__(self, package: WordPackage) -> None:
        body = package.body
        self.all: list[Element] = [
            section
            for paragraph in body.iterchildren(W + "p")
            if (section := child(child(paragraph, "pPr"), "sectPr")) is not None
        ]
        last = child(body, "sectPr")
        if last is not None:
            self.all.append(last)
        self._of: dict[Element, Element] = {}
        if len(self.all) > 1:
            index = 0
            for block in body:
                if index < len(self.all):
                    self._of[block] = self.all[index]
                if block.tag == W + "p" and child(child(block, "pPr"), "sectPr") is not None:
                    index += 1
        self._body = body

    def of(self, element: Element) -> Element | None:
        """The section of a paragraph; None where the file has none."""
        if not self._of:
            return self.all[0] if self.all else None
        while element is not None and element.getparent() is not self._body:
            element = element.getparent()
        return self._of.get(element, self.all[-1])


def judge_page(
    package: WordPackage,
    looks: Looks,
    settings: TypesetSettings,
    body: Sequence[MappedParagraph],
    text: Sequence[MappedParagraph],
) -> Iterator[tuple[Departure, list[Fix]]]:
    """The departures of the page with what mends them. body: the paragraphs of running text; text: with headings."""
    sections = Sections(package)
    all_sections: list[Element | None] = list(sections.all) or [None]
    groups: dict[Departure, list[Fix]] = {}
    for section in all_sections:
        for departure, fix in (*_paper(section), *_margins(section)):
            groups.setdefault(departure, []).append(fix)
    yield from groups.items()
    yield from _characters(sections, looks, body, text)
    yield from judge_numbers(package, looks, settings, sections.all)


def _is_landscape(section: Element | None) -> bool:
    size = child(section, "pgSz")
    return size is not None and (whole(size.get(W + "w")) or 0) > (whole(size.get(W + "h")) or 1)


def _paper(section: Element | None) -> Iterator[tuple[Departure, Fix]]:
    size = child(section, "pgSz")
    got = tuple(whole(size.get(W + side)) or 0 for side in ("w", "h")) if size is not None else (12240, 15840)
    wide = _is_landscape(section)
    wanted = _A4[::-1] if wide else _A4
    if all(abs(a - b) <= _MILLIMETRE for a, b in zip(got, wanted, strict=True)):
        return
    found = f"纸张是 {_mm(got[0])}×{_mm(got[1])} 毫米"
    departure = Departure("page-size", PAGE, found, "A4（210×297 毫米）", "5.1")
    yield departure, SectionFix(section, {"pgSz": {"w": str(wanted[0]), "h": str(wanted[1])}})


def _margins(section: Element | None) -> Iterator[tuple[Departure, Fix]]:
    if _is_landscape(section):
        return
    margins = child(section, "pgMar")
    defaults = {"top": 1440, "right": 1440, "bottom": 1440, "left": 1440}
    got = {side: whole(margins.get(W + side)) if margins is not None else None for side in _MARGINS}
    sizes = {side: abs(number if number is not None else defaults[side]) for side, number in got.items()}
    gutter = (whole(margins.get(W + "gutter")) or 0) if margins is not None else 0
    sizes["left"] += gutter
    if all(abs(sizes[side] - wanted) <= _MILLIMETRE for side, wanted in _MARGINS.items()):
        return
    found = "、".join(f"{_SIDES[side]} {_mm(sizes[side])}" for side in ("top", "bottom", "left", "right"))
    wanted = "上 37、下 35、左 28、右 26 毫米（版心 156×225 毫米）"
    changes = {side: str(number) for side, number in _MARGINS.items()} | {"gutter": "0"}
    yield Departure("margins", PAGE, f"页边距是{found} 毫米", wanted, "5.2.1"), SectionFix(section, {"pgMar": changes})


def _characters(
    sections: Sections, looks: Looks, body: Sequence[MappedParagraph], text: Sequence[MappedParagraph]
) -> Iterator[tuple[Departure, list[Fix]]]:
    """How many characters of 3号 stand in a line, by what most of the running text has."""
    counts: collections.Counter[int] = collections.Counter()
    for entry in body:
        paragraph = entry.elements[-1]
        if entry.pieces[0].run.tag == W + "r":
            pitch = _TEXT + looks.run(entry.pieces[0].run, paragraph).spacing
            if looks.paragraph(paragraph).snaps:
                pitch += _squeeze(sections.of(paragraph))
            counts[math.floor((WIDTH + _ROUNDING) / 20 / max(pitch, 1))] += 1
    if not counts or counts.most_common(1)[0][0] == _CHARACTERS:
        return
    found = f"每行 {counts.most_common(1)[0][0]} 字"
    # a character grid is laid out by each program in its own way where the text is larger than the default style; a
    # fixed squeeze of the text gives the same line in all of them (typeset_parts.SQUEEZE)
    grid: dict[str, str | None] = {"type": "lines", "linePitch": str(LINE), "charSpace": None}
    fixes: list[Fix] = [SectionFix(section, {"docGrid": grid}) for section in [*sections.all] or [None]]
    for entry in text:
        for run, pieces in itertools.groupby(entry.pieces, key=lambda piece: piece.run):
            ends = list(pieces)
            fixes.append(RunFix(run, ends[0].start, ends[-1].end, {"spacing": {"val": str(SQUEEZE)}}))
    yield Departure("characters-per-line", PAGE, found, "每行 28 字", "5.2.3"), fixes


def _squeeze(section: Element | None) -> float:
    """What the section's grid adds to each character, in points."""
    grid = child(section, "docGrid")
    if grid is None or grid.get(W + "type") not in {"linesAndChars", "snapToChars"}:
        return 0.0
    return (whole(grid.get(W + "charSpace")) or 0) / 4096


def lines_per_page(look: ParagraphLook, section: Element | None, size: float) -> tuple[int, str]:
    """How many lines of a paragraph fit into the type area, and its line height as Word calls it."""
    natural = size * _NATURAL * 20
    grid = child(section, "docGrid")
    pitch = (whole(grid.get(W + "linePitch")) or 0) if grid is not None else 0
    if grid is not None and grid.get(W + "type") in _GRIDS and look.snaps and pitch > 0:
        natural = pitch * math.ceil(natural / pitch)
    if look.rule == "exact":
        height, told = float(look.line), f"固定值 {look.line / 20:g} 磅"
    elif look.rule == "atLeast":
        height, told = max(float(look.line), natural), f"最小值 {look.line / 20:g} 磅"
    else:
        times = look.line / _SINGLE
        height, told = natural * times, "单倍行距" if abs(times - 1) < 0.01 else f"{times:.4g} 倍行距"
    return math.floor((HEIGHT + _ROUNDING) / max(height, 1)), told


def _mm(twips: float) -> str:
    return f"{twips / _MILLIMETRE:.1f}".rstrip("0").rstrip(".")
