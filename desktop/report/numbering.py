"""Numbers at the head of headings, and enumerations inside text.

Which marks go with which number: GB/T 15834—2011 appendix B.3, GB/T
9704—2012 7.3.3. Real reports mix full and half width, so both are read.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from desktop.report.model import Label
from desktop.text.numerals import read_chinese, read_integer
from desktop.text.spans import Span

CHINESE = "一、"
CHINESE_PAREN = "（一）"
ARABIC = "1."
ARABIC_PAREN = "（1）"
CIRCLED = "①"
ORDINAL_GROUP = "第一方面"

STYLES = (CHINESE, ORDINAL_GROUP, CHINESE_PAREN, ARABIC, ARABIC_PAREN, CIRCLED)
"""Styles of heading numbers from the highest level to the lowest, as they usually nest."""

_SERIES_CHINESE = "一是"
_SERIES_ORDINAL = "第一"
SERIES_STYLES = (_SERIES_CHINESE, CIRCLED, ARABIC_PAREN, _SERIES_ORDINAL)
"""Styles of enumerations inside a paragraph."""

_CN = "[一二三四五六七八九十百零〇]"
CIRCLED_SIGNS = "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳㉑㉒㉓㉔㉕㉖㉗㉘㉙㉚㉛㉜㉝㉞㉟㊱㊲㊳㊴㊵㊶㊷㊸㊹㊺㊻㊼㊽㊾㊿"

_HEAD = re.compile(
    rf"""(?P<indent>[\s\u3000\ufeff]*)(?:
      (?P<group>第{_CN}{{1,3}}(?:个)?(?:方面|大类|类)(?:的)?(?:问题)?)[：:、，,\s]*
    | (?P<cn_paren>[（(]{_CN}{{1,4}}[）)])[、.．，]?
    | (?P<arabic_paren>[（(]\d{{1,3}}[）)]|\d{{1,3}}[）)])[、.．，]?
    | (?P<cn>{_CN}{{1,4}}[、.．])
    | (?P<arabic>[\d０-９]{{1,3}}(?:[、．]|[.](?!\d)))
    | (?P<circled>[{CIRCLED_SIGNS}])[、.．]?
    )""",
    re.VERBOSE,
)
_GROUP_STYLE = {
    "group": ORDINAL_GROUP,
    "cn_paren": CHINESE_PAREN,
    "arabic_paren": ARABIC_PAREN,
    "cn": CHINESE,
    "arabic": ARABIC,
    "circled": CIRCLED,
}
_NUMBER = re.compile(rf"{_CN}+|[\d０-９]+")

_ITEM = re.compile(
    rf"(?P<cn>{_CN}{{1,3}})(?P<is>是|要)"
    rf"|(?P<ordinal>第{_CN}{{1,3}})(?=[，,、：:])"
    rf"|(?P<paren>[（(]\d{{1,2}}[）)])"
    rf"|(?P<circled>[{CIRCLED_SIGNS}])"
)
_BEFORE_ITEM = "。；;：:，,、！？）)”】 \u3000\n\t"


@dataclass(frozen=True, slots=True)
class Item:
    """One number of an enumeration inside a paragraph; offsets are within it."""

    style: str
    value: int
    start: int
    end: int


@lru_cache(maxsize=8_192)
def value_of(label: str) -> int | None:
    """The number a label's text stands for, whatever marks it carries; None where it has none."""
    if label and label[0] in CIRCLED_SIGNS:
        return CIRCLED_SIGNS.index(label[0]) + 1
    number = _NUMBER.search(label)
    return read_integer(number[0]) if number else None


def find_label(text: str, line: int = 1) -> Label | None:
    """The heading number at the head of a paragraph, None where it begins otherwise.

    Leading space is passed over; the span covers the number with its own
    marks, and what separates it from the words (：, a comma) is left out.
    """
    match = _HEAD.match(text)
    if match is None or match.lastgroup is None:
        return None
    name = match.lastgroup
    written = match[name]
    value = value_of(written)
    if value is None or value == 0:
        return None
    start, end = match.span(name)
    if name == "cn" and text[end : end + 1] in set("一二三四五六七八九十"):
        return None  # 三、四个, an approximate number
    return Label(written, _GROUP_STYLE[name], value, Span(line, start, end))


def find_items(text: str, start: int = 0) -> Iterator[Item]:
    """The enumeration numbers inside a paragraph: 一是, 第一，, （1）, ①, at the head of a clause."""
    return iter(_items(text, start))


@lru_cache(maxsize=32_768)  # reader and checks ask for the same paragraphs again after every edit
def _items(text: str, start: int) -> tuple[Item, ...]:
    return tuple(_find_items(text, start))


def _find_items(text: str, start: int) -> Iterator[Item]:
    for match in _ITEM.finditer(text, start):
        before = text[match.start() - 1 : match.start()]
        name = match.lastgroup
        if name == "circled":
            yield Item(CIRCLED, CIRCLED_SIGNS.index(match[0]) + 1, match.start(), match.end())
            continue
        if before and before not in _BEFORE_ITEM:
            continue
        if name == "is":
            value = read_chinese(match["cn"])
            if value:
                yield Item(_SERIES_CHINESE, value, match.start(), match.end())
        elif name == "ordinal":
            value = read_chinese(match["ordinal"][1:])
            if value:
                yield Item(_SERIES_ORDINAL, value, match.start(), match.end())
        else:
            value = int(match["paren"][1:-1])
            if value and not (before and before in "）)”"):
                yield Item(ARABIC_PAREN, value, match.start(), match.end())


def first_level_items(text: str, start: int = 0) -> list[Item]:
    """The items of the outermost enumeration of a paragraph, in order of place.

    The outermost is the one whose number stands first; the numbers of inner
    enumerations are left out.
    """
    items = list(find_items(text, start))
    if not items:
        return []
    style = items[0].style
    return [item for item in items if item.style == style]
