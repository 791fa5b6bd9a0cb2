"""Lists in the text that a stated number can be held against: 一是…二是…, ①②③, 《》《》, A、B和C."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from desktop.report.numbering import Item, find_items, find_label
from desktop.text.sentences import MASK

_MOST_LINES = 120
_REACH = 1500
_BEFORE_LIST = 14
_LIST_MARKS = re.compile(r"[，。；：！？（）]")
_AND = re.compile(r"[和及与]|以及")


@dataclass(frozen=True, slots=True)
class Listed:
    """What a list holds: how many, and the lines its items stand on. sure: it runs 1, 2, 3 without a break."""

    count: int
    lines: tuple[int, ...]
    sure: bool


def inline_items(text: str, start: int) -> list[Item]:
    """The items of the enumeration that begins at `start`, up to where it ends or begins again.

    The outermost is the one whose number stands first; it is read no further
    than to its own next 1.
    """
    out: list[Item] = []
    for item in find_items(text, start):
        if out and item.style != out[0].style:
            continue
        if out and item.value == 1:
            break
        out.append(item)
    return out


def inline_list(text: str, line: int, start: int) -> Listed | None:
    """The enumeration that begins within a few characters of `start` in a paragraph."""
    first = next(find_items(text, start), None)
    if first is None or first.start - start > _BEFORE_LIST or first.value != 1:
        return None
    values = [item.value for item in inline_items(text, start)]
    if len(values) <= 1:
        return None
    return Listed(len(values), (line,), values == list(range(1, len(values) + 1)))


def following_list(lines: Sequence[str], line: int) -> Listed | None:
    """The enumeration over the paragraphs after `line` (1-based): （一）…, 1.…, 一是…."""
    style = ""
    values: list[int] = []
    where: list[int] = []
    for number in range(line + 1, min(len(lines), line + _MOST_LINES) + 1):
        text = lines[number - 1]
        if not text.strip():
            continue
        label = find_label(text, number)
        item = next(find_items(text), None) if label is None else None
        if item is not None and text[: item.start].strip():
            item = None
        mark = (label.style, label.value) if label else (item.style, item.value) if item else None
        if mark is None:
            if not values:
                return None
            continue
        if not style:
            if mark[1] != 1:
                return None
            style = mark[0]
        elif mark[0] != style:
            if _outranks(mark[0], style):
                break
            continue
        elif mark[1] == 1:
            break
        values.append(mark[1])
        where.append(number)
    if len(values) <= 1:
        return None
    return Listed(len(values), tuple(where), values == list(range(1, len(values) + 1)))


def _outranks(style: str, other: str) -> bool:
    order = ("一、", "第一方面", "（一）", "1.", "（1）", "①", "一是")
    rank = {s: i for i, s in enumerate(order)}
    return rank.get(style, 9) < rank.get(other, 9)


def titles_before(masked: str, end: int) -> int:
    """How many 《》 stand in a row right before `end` (A、B and C, 等 may stand between)."""
    count = 0
    head = masked[max(0, end - _REACH) : end].rstrip()
    if head.endswith("等"):
        head = head[:-1]
    while head.endswith("》"):
        opening = head.rfind("《")
        if opening < 0:
            break
        count += 1
        head = head[:opening]
        trimmed = head.rstrip("、，和及与 ")
        if trimmed.endswith("）"):
            bracket = trimmed.rfind("（")
            if bracket >= 0 and trimmed[:bracket].endswith("》"):
                trimmed = trimmed[:bracket]
        head = trimmed
    return count


def names_before(masked: str, end: int) -> tuple[int, int, bool] | None:
    """Fewest and most names of the list A、B和C right before `end`, and whether it ends in 等.

    None where there is no list of at least three.
    """
    head = masked[max(0, end - _REACH) : end].rstrip()
    open_ended = head.endswith("等")
    if open_ended:
        head = head[:-1]
    cut = max((m.end() for m in _LIST_MARKS.finditer(head)), default=0)
    words = head[cut:]
    marks = words.count("、")
    if marks < 2 or MASK in words:
        return None
    names = words.split("、")
    more = len(_AND.findall(names[-1]))
    every = sum(len(_AND.findall(n)) for n in names)
    return marks + 1, marks + 1 + max(every, more), open_ended
