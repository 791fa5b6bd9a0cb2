"""Automatic numbers of a Word file as the labels its reader sees (ISO/IEC 29500-1, 17.9).

What stands between number and text (w:suff: a tab, a space) is not part of a label.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from desktop.documents.number_formats import format_number
from desktop.documents.safe_zip import Element
from desktop.documents.word_names import MC, W, child, chosen, number, toggle, value, whole
from desktop.documents.word_styles import Styles

_PLACE = re.compile(r"%([1-9])")
_LEVELS = range(9)
_CUSTOM_ZEROS = re.compile(r"0*1\b")


@dataclass(frozen=True, slots=True)
class Level:
    """A level of a list. restart: w:lvlRestart, None where it is not given; start: None where it is not given."""

    start: int
    number_format: str
    text: str
    restart: int | None
    legal: bool
    style: str | None
    zeros: int = 0


@dataclass(frozen=True, slots=True)
class _List:
    """A w:num: its abstract list and what it overrides."""

    abstract: str
    starts: Mapping[int, int]
    levels: Mapping[int, Level]


@dataclass(frozen=True, slots=True)
class _Abstract:
    levels: Mapping[int, Level]
    style_link: str | None
    number_style_link: str | None


class Numbering:
    """The lists of a document. It counts: ask for each paragraph's label once, in document order."""

    def __init__(self, numbering: Element | None, styles: Styles) -> None:
        self._styles = styles
        self._abstracts: dict[str, _Abstract] = {}
        self._lists: dict[str, _List] = {}
        self._counters: dict[str, dict[int, int]] = {}
        self._started: set[tuple[str, int]] = set()
        self._root = numbering
        self._merged: dict[str, tuple[str, Mapping[int, Level]] | None] = {}
        self._by_style: dict[str | None, tuple[str | None, int]] = {}
        if numbering is None:
            return
        for element in numbering.findall(W + "abstractNum"):
            self._abstracts[element.get(W + "abstractNumId", "")] = _Abstract(
                _read_levels(element), value(element, "styleLink"), value(element, "numStyleLink")
            )
        for element in numbering.findall(W + "num"):
            self._lists[element.get(W + "numId", "")] = _read_list(element)

    def label(self, properties: Element | None) -> str:
        """The number of a paragraph with these w:pPr, "" where it has none or a mere bullet."""
        list_id, level = self.place(properties)
        numbered = self._lists.get(list_id or "")
        if numbered is None or level not in _LEVELS:
            return ""
        found = self._levels_of(list_id or "", numbered)
        if found is None:
            return ""
        abstract, levels = found
        if level not in levels:
            return ""
        counters = self._counters.setdefault(abstract, {})
        self._count(list_id or "", numbered, levels, counters, level)
        return _write(levels, counters, numbered, level)

    def _levels_of(self, list_id: str, numbered: _List) -> tuple[str, Mapping[int, Level]] | None:
        """The abstract list behind a list and the levels as the list has them; None without one."""
        if list_id not in self._merged:
            abstract = self._abstract_of(numbered)
            merged = None if abstract is None else {**self._abstracts[abstract].levels, **numbered.levels}
            self._merged[list_id] = None if abstract is None or merged is None else (abstract, merged)
        return self._merged[list_id]

    def _count(
        self, list_id: str, numbered: _List, levels: Mapping[int, Level], counters: dict[int, int], level: int
    ) -> None:
        start = numbered.starts.get(level, levels[level].start)
        if level in numbered.starts and (list_id, level) not in self._started:
            self._started.add((list_id, level))
            counters[level] = start
        else:
            counters[level] = counters.get(level, start - 1) + 1
        for deeper in [i for i in counters if i > level]:
            restart = levels[deeper].restart if deeper in levels else None
            if restart is None or level < restart:
                del counters[deeper]

    @property
    def level_elements(self) -> dict[tuple[str, int], Element]:
        """The w:lvl behind each list id and 0-based level, for what else than the number it gives."""
        found: dict[tuple[str, int], Element] = {}
        by_abstract: dict[str, list[Element]] = {}
        for element in self._root.findall(W + "abstractNum") if self._root is not None else ():
            by_abstract[element.get(W + "abstractNumId", "")] = element.findall(W + "lvl")
        for list_id, numbered in self._lists.items():
            for level in by_abstract.get(self._abstract_of(numbered) or "", ()):
                index = whole(level.get(W + "ilvl"))
                if index is not None:
                    found[list_id, index] = level
        return found

    def place(self, properties: Element | None) -> tuple[str | None, int]:
        """The list and the 0-based level: of the paragraph itself, else of its style."""
        own = child(properties, "numPr")
        style_id = value(properties, "pStyle")
        if own is None:
            if style_id not in self._by_style:
                self._by_style[style_id] = self._place_by_style(style_id, None)
            return self._by_style[style_id]
        list_id, level = value(own, "numId"), number(own, "ilvl")
        if list_id is not None:
            return list_id, self._linked_level(list_id, style_id) if level is None else level
        return self._place_by_style(style_id, level)

    def _place_by_style(self, style_id: str | None, level: int | None) -> tuple[str | None, int]:
        for current, style in self._styles.chain(style_id):
            in_style = child(child(style, "pPr"), "numPr")
            list_id = value(in_style, "numId")
            if list_id is not None:
                if level is None:
                    named = number(in_style, "ilvl")
                    level = self._linked_level(list_id, current, style_id, otherwise=named or 0)
                return list_id, level
        return None, 0

    def _linked_level(self, list_id: str, *style_ids: str | None, otherwise: int = 0) -> int:
        """The level a style is linked to (w:pStyle)."""
        numbered = self._lists.get(list_id)
        abstract = None if numbered is None else self._abstract_of(numbered)
        if numbered is None or abstract is None:
            return otherwise
        levels = {**self._abstracts[abstract].levels, **numbered.levels}
        for style_id in reversed(style_ids):
            for index, level in levels.items():
                if style_id is not None and level.style == style_id:
                    return index
        return otherwise

    def _abstract_of(self, numbered: _List) -> str | None:
        """The abstract list, found through a list style where it only names one (w:numStyleLink)."""
        abstract = self._abstracts.get(numbered.abstract)
        if abstract is None or abstract.number_style_link is None:
            return numbered.abstract if abstract is not None else None
        for abstract_id, other in self._abstracts.items():
            if other.style_link == abstract.number_style_link:
                return abstract_id
        for _, style in self._styles.chain(abstract.number_style_link, "numbering"):
            target = self._lists.get(value(child(child(style, "pPr"), "numPr"), "numId") or "")
            if target is not None and target.abstract in self._abstracts:
                return target.abstract
        return numbered.abstract


def _read_list(element: Element) -> _List:
    starts: dict[int, int] = {}
    levels: dict[int, Level] = {}
    for override in element.findall(W + "lvlOverride"):
        index = whole(override.get(W + "ilvl"))
        if index is None:
            continue
        start = number(override, "startOverride")
        if start is not None:
            starts[index] = start
        level = child(override, "lvl")
        if level is not None:
            levels[index] = _read_level(level)
    return _List(value(element, "abstractNumId") or "", starts, levels)


def _read_levels(element: Element) -> dict[int, Level]:
    found = ((whole(level.get(W + "ilvl")), level) for level in element.findall(W + "lvl"))
    return {index: _read_level(level) for index, level in found if index is not None}


def _read_level(element: Element) -> Level:
    number_format, zeros = _read_format(element)
    start = number(element, "start")
    return Level(
        start=0 if start is None else start,
        number_format=number_format,
        text=value(element, "lvlText") or "",
        restart=number(element, "lvlRestart"),
        legal=bool(toggle(element, "isLgl")),
        style=value(element, "pStyle"),
        zeros=zeros,
    )


def _read_format(level: Element) -> tuple[str, int]:
    """The counting format, and for Word 2010's 001, 002, … the least number of digits."""
    element = child(level, "numFmt")
    alternate = level.find(MC + "AlternateContent")
    if element is None and alternate is not None:
        element = child(chosen(alternate), "numFmt")
    if element is None:
        return "decimal", 0
    if element.get(W + "val") == "custom":
        zeros = _CUSTOM_ZEROS.match(element.get(W + "format", ""))
        return "decimal", len(zeros[0]) if zeros else 0
    return element.get(W + "val", "decimal"), 0


def _write(levels: Mapping[int, Level], counters: dict[int, int], numbered: _List, level: int) -> str:
    own = levels[level]
    if own.number_format == "bullet":
        return ""

    def part(match: re.Match[str]) -> str:
        index = int(match[1]) - 1
        shown = levels.get(index)
        if index not in counters:
            # a level that has not been counted yet shows, and takes, its first number
            counters[index] = numbered.starts.get(index, 1 if shown is None else shown.start)
        if shown is None:
            return str(counters[index])
        if own.legal and shown.number_format != "decimalZero":
            return str(counters[index])
        return format_number(counters[index], shown.number_format).rjust(shown.zeros, "0")

    return _PLACE.sub(part, own.text)
