"""What is wrong with a sequence of numbers, and how a number is written anew."""

from __future__ import annotations

import enum
import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from desktop.report.numbering import value_of
from desktop.text.numerals import write_chinese

_CIRCLED = "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳㉑㉒㉓㉔㉕㉖㉗㉘㉙㉚㉛㉜㉝㉞㉟㊱㊲㊳㊴㊵㊶㊷㊸㊹㊺㊻㊼㊽㊾㊿"
_NUMBER = re.compile(r"[一二三四五六七八九十百零〇]+|[0-9]+|[０-９]+|[①-⑳㉑-㉟㊱-㊿]")
_FULL_WIDTH = str.maketrans("0123456789", "０１２３４５６７８９")


class FaultKind(enum.Enum):
    """What is wrong at a number; the value is the kind of its finding."""

    GAP = "number-gap"
    DUPLICATE = "number-duplicate"
    ORDER = "number-order"


@dataclass(frozen=True, slots=True)
class Fault:
    """A number that does not follow.

    index: its place in the sequence. expected: the number due there. alone:
    only this number is wrong, all others fit without it.
    """

    index: int
    kind: FaultKind
    expected: int
    alone: bool


def find_faults(values: Sequence[int], first: int = 1) -> list[Fault]:
    """Where a sequence that should run first, first + 1, … does not.

    One wrong number among right ones is one fault; after a gap or a repeated
    number the rest is held against what stands there.
    """
    due = range(first, first + len(values))
    if list(values) == list(due):  # nearly always
        return []
    wrong = [i for i, (value, right) in enumerate(zip(values, due, strict=True)) if value != right]
    at = wrong[0]
    before = values[at - 1] if at else first - 1
    if len(wrong) == 1 and (at < len(values) - 1 or values[at] <= before) and len(values) > 1:
        return [Fault(at, _kind(values, at, before), due[at], alone=True)]
    faults = []
    for i in range(at, len(values)):
        before = values[i - 1] if i else first - 1
        if values[i] != before + 1:
            faults.append(Fault(i, _kind(values, i, before), before + 1, alone=False))
    return faults


def _kind(values: Sequence[int], at: int, before: int) -> FaultKind:
    value = values[at]
    if value == before or value in values[at + 1 : at + 2]:
        return FaultKind.DUPLICATE
    return FaultKind.GAP if value > before else FaultKind.ORDER


@lru_cache(maxsize=8_192)
def renumbered(label: str, value: int) -> str | None:
    """The label with another number, written alike: （三） and 2 give （二）; None where that cannot be written."""
    match = _NUMBER.search(label)
    if match is None or value_of(label) is None or value < 1:
        return None
    old = match[0]
    if old in _CIRCLED:
        if value > len(_CIRCLED):
            return None
        new = _CIRCLED[value - 1]
    elif old[0] in "０１２３４５６７８９":
        new = str(value).translate(_FULL_WIDTH)
    elif old.isascii():
        new = str(value)
    else:
        new = write_chinese(value)
    return label[: match.start()] + new + label[match.end() :]


def missing(start: int, end: int, label: str) -> str:
    """The labels from start up to, not including, end, written like `label`: “（三）”“（四）”."""
    written = [renumbered(label, value) or str(value) for value in range(start, end)]
    if len(written) > 3:
        return f"“{written[0]}”至“{written[-1]}”"
    return "".join(f"“{w}”" for w in written)
