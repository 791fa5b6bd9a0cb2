"""Where a title is broken into lines: at word sense, as a trapezoid or a diamond (GB/T 9704—2012 7.3.1)."""

from __future__ import annotations

import itertools
import re
from collections.abc import Callable, Sequence

TITLE_WIDTH = 20
"""Characters of 2号 (22 pt) in a line of 156 mm."""

_NEVER_FIRST = set("的之及和与、，。；：！？）》〉”’】〕等了")
_NEVER_LAST = set("（《〈“‘【〔第")
_GOOD_FIRST = ("关于", "落实", "整改", "巡察", "巡视", "反馈", "工作", "情况", "贯彻", "推进", "开展")
_NOT_APART = (
    "党组",
    "党委",
    "党工委",
    "党总支",
    "党支部",
    "委员会",
    "领导小组",
    "办公室",
    "意见",
    "组",
    "局",
    "厅",
    "处",
    "科",
    "院",
)
_OPEN_NUMBER = re.compile("第[一二三四五六七八九十]+$")
_PAIRS = {"《": "》", "（": "）", "“": "”", "〔": "〕"}
_SHORTEST = 4
_MOST_LINES = 5
_GOOD_ENOUGH = 12.0


def break_title(
    text: str, split_words: Callable[[str], Sequence[str]], width: int = TITLE_WIDTH, given: Sequence[int] = ()
) -> list[str]:
    """The lines of a title. split_words: cuts a text into words; given: offsets at which it was broken before.

    A title that fits stays in one line. Words are broken only where one is longer than a line.
    """
    if width_of(text) <= width and not given:
        return [text]
    places = _places(text, split_words, width)
    best: tuple[float, list[str]] | None = None
    least = max(-(-int(width_of(text) + 0.5) // width), 2 if given or width_of(text) > width else 1)
    for count in range(least, min(least + 2, _MOST_LINES + 1)):
        for cuts in itertools.combinations(places, count - 1):
            bounds = [0, *cuts, len(text)]
            lines = [text[a:b].strip() for a, b in itertools.pairwise(bounds)]
            if any(not line or width_of(line) > width for line in lines):
                continue
            cost = _cost(lines, cuts, given) + 6 * (count - least)
            if best is None or cost < best[0]:
                best = cost, lines
        if best is not None and best[0] < _GOOD_ENOUGH:
            break
    if best is not None:
        return best[1]
    return [text[i : i + width] for i in range(0, len(text), width)]


def width_of(text: str) -> float:
    """The width in full-width characters; ASCII counts half."""
    return sum(0.5 if sign.isascii() else 1.0 for sign in text)


def _places(text: str, split_words: Callable[[str], Sequence[str]], width: int) -> list[int]:
    places = []
    at = 0
    for word in split_words(text):
        if at:
            places.append(at)
        if len(word) > width:
            places += range(at + 1, at + len(word))
        at += len(word)
    places = sorted({*places, *(match.start() for match in re.finditer("关于|《", text) if match.start())})
    return [p for p in places if text[p] not in _NEVER_FIRST and text[p - 1] not in _NEVER_LAST and text[p] != " "]


def _cost(lines: Sequence[str], cuts: Sequence[int], given: Sequence[int]) -> float:
    sizes = [width_of(line) for line in lines]
    mean = sum(sizes) / len(sizes)
    cost = sum(abs(size - mean) for size in sizes) * 0.6
    cost += sum(14 for size in sizes if size < _SHORTEST)
    if max(sizes) - min(sizes) < 1:
        cost += 2  # a rectangle
    if len(sizes) > 2 and min(sizes[1:-1]) < min(sizes[0], sizes[-1]) - 0.5:
        cost += 12  # an hourglass
    rises = [b - a for a, b in itertools.pairwise(sizes)]
    if sum(1 for a, b in itertools.pairwise(rises) if a < 0 < b):
        cost += 8
    for first, line in enumerate(lines):
        for opening, closing in _PAIRS.items():
            if line.count(opening) != line.count(closing):
                cost += 7
        if first and line.startswith(_GOOD_FIRST):
            cost -= 8 if line.startswith("关于") else 1.5
        if first and line.startswith(_NOT_APART):
            cost += 7
        if line is not lines[-1] and _OPEN_NUMBER.search(line):
            cost += 9
        if line.endswith("关于") or (line.endswith(("对", "在", "向")) and line is not lines[-1]):
            cost += 12
    return cost - 4 * sum(1 for cut in cuts if cut in given)
