"""Automatic numbers of an OpenDocument text as the labels its reader sees (ODF 1.2, 5.3, 16.31 and 19.501)."""

from __future__ import annotations

import contextlib
import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from desktop.documents.number_formats import format_number
from desktop.documents.safe_zip import Element

_TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
_STYLE = "{urn:oasis:names:tc:opendocument:xmlns:style:1.0}"
_LOEXT = "{urn:org:documentfoundation:names:experimental:office:xmlns:loext:1.0}"
_XML_ID = "{http://www.w3.org/XML/1998/namespace}id"
_PLACE = re.compile("%([0-9]{1,2})%")
_FORMATS = {
    "1": "decimal",
    "a": "lowerLetter",
    "A": "upperLetter",
    "i": "lowerRoman",
    "I": "upperRoman",
    "一": "chineseCounting",
    "壹": "chineseLegalSimplified",
    "①": "decimalEnclosedCircle",
    "甲": "ideographTraditional",
    "子": "ideographZodiac",
    "01": "decimalZero",
    "１": "decimalFullWidth",
}


@dataclass(frozen=True, slots=True)
class _Level:
    number_format: str
    prefix: str
    suffix: str
    shown: int
    start: int
    pattern: str | None


@dataclass(slots=True)
class _Run:
    """A list that is being counted. levels: of its style; numbers: the last one given at each level."""

    levels: dict[int, _Level]
    numbers: dict[int, int] = field(default_factory=dict)


class Lists:
    """The lists of a document. It counts: ask for each item once, in document order."""

    def __init__(self, content: Element, styles: Element | None) -> None:
        self._levels: dict[str, dict[int, _Level]] = {}
        self._outline: dict[int, _Level] = {}
        self._style_lists: dict[str, str] = {}
        for root in (styles, content):
            for element in root.iter(_TEXT + "list-style") if root is not None else ():
                self._levels[element.get(_STYLE + "name", "")] = _read(element)
            for element in root.iter(_TEXT + "outline-style") if root is not None else ():
                self._outline = _read(element)
            for element in root.iter(_STYLE + "style") if root is not None else ():
                named = element.get(_STYLE + "list-style-name")
                if named:
                    self._style_lists[element.get(_STYLE + "name", "")] = named
        self._headings = _Run(self._outline)
        self._open: list[_Run] = []
        self._by_id: dict[str, _Run] = {}
        self._by_style: dict[str, _Run] = {}

    @contextlib.contextmanager
    def inside(self, element: Element) -> Iterator[int]:
        """Count the items of a text:list while in it; gives its 1-based level."""
        style = element.get(_TEXT + "style-name")
        if self._open and style is None:
            run = self._open[-1]
        elif self._open:
            run = _Run(self._levels.get(style or "", {}), self._open[-1].numbers)
        else:
            run = self._started(element, style or self._of_first(element))
        self._open.append(run)
        try:
            yield len(self._open)
        finally:
            self._open.pop()

    def count(self, item: Element, level: int) -> str:
        """The number of the next item."""
        run = self._open[-1]
        start = item.get(_TEXT + "start-value")
        return _next(run, level, int(start) if start is not None and start.isdecimal() else None)

    def heading_label(self, heading: Element) -> str:
        """The number of a text:h that stands in no list, from the outline's numbering."""
        level = heading.get(_TEXT + "outline-level", "")
        if heading.tag != _TEXT + "h" or not level.isdecimal() or heading.get(_TEXT + "is-list-header") == "true":
            return ""
        if int(level) not in self._outline or not self._outline[int(level)].number_format:
            return ""
        return _next(self._headings, int(level), None)

    def _started(self, element: Element, style: str) -> _Run:
        continued = element.get(_TEXT + "continue-list")
        run = self._by_id.get(continued or "")
        if run is None and element.get(_TEXT + "continue-numbering") == "true":
            run = self._by_style.get(style)
        if run is None:
            run = _Run(self._levels.get(style, {}))
        if (own := element.get(_XML_ID)) is not None:
            self._by_id[own] = run
        self._by_style[style] = run
        return run

    def _of_first(self, element: Element) -> str:
        """The list style that the paragraphs of a list name."""
        paragraph = next(element.iter(_TEXT + "p", _TEXT + "h"), None)
        return "" if paragraph is None else self._style_lists.get(paragraph.get(_TEXT + "style-name", ""), "")


def _read(element: Element) -> dict[int, _Level]:
    levels = {}
    for inner in element:
        number = inner.get(_TEXT + "level", "")
        if not number.isdecimal() or not inner.tag.endswith(("list-level-style-number", "outline-level-style")):
            continue
        shown, start = inner.get(_TEXT + "display-levels", "1"), inner.get(_TEXT + "start-value", "1")
        levels[int(number)] = _Level(
            inner.get(_STYLE + "num-format", ""),
            inner.get(_STYLE + "num-prefix", ""),
            inner.get(_STYLE + "num-suffix", ""),
            int(shown) if shown.isdecimal() else 1,
            int(start) if start.isdecimal() else 1,
            inner.get(_LOEXT + "num-list-format"),
        )
    return levels


def _next(run: _Run, level: int, start: int | None) -> str:
    shown = run.levels.get(level)
    if shown is None:
        return ""
    first = shown.start if start is None else start
    run.numbers[level] = first if start is not None or level not in run.numbers else run.numbers[level] + 1
    for deeper in [n for n in run.numbers if n > level]:
        del run.numbers[deeper]
    if not shown.number_format and not shown.pattern:
        return ""

    def number(at: int) -> str:
        one = run.levels.get(at)
        if one is None or not one.number_format:
            return ""
        counted = run.numbers.setdefault(at, one.start)
        return format_number(counted, _FORMATS.get(one.number_format.split(",")[0].strip(), "decimal"))

    if shown.pattern is not None:
        return _PLACE.sub(lambda match: number(int(match[1])), shown.pattern).strip()
    inner = ".".join(filter(None, (number(at) for at in range(max(level - shown.shown + 1, 1), level + 1))))
    return f"{shown.prefix}{inner}{shown.suffix}".strip()
