"""Numbers of headings written anew: each keeps its marks and its digits, only the count is put right.

Numbers inside text are never touched, nor those that Word makes by itself.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from desktop.report.model import Label, Report
from desktop.report.numbering import ARABIC, ARABIC_PAREN, CHINESE, CHINESE_PAREN, CIRCLED, CIRCLED_SIGNS, value_of
from desktop.text.document import Document
from desktop.text.edits import Edit, apply_edits
from desktop.text.numerals import write_chinese
from desktop.text.spans import Span

_NUMBER = re.compile(r"[一二三四五六七八九十百零〇]+|[\d０-９]+")
_FULL_WIDTH = str.maketrans("0123456789", "０１２３４５６７８９")
_USUAL = ((CHINESE, "一、"), (CHINESE_PAREN, "（一）"), (ARABIC, "1."), (ARABIC_PAREN, "（1）"), (CIRCLED, "①"))
_REFERENCE = re.compile(
    r"(?:第|上述|前述|所列|问题|序号)第?(?P<n>[一二三四五六七八九十]{1,3}|\d{1,3})"
    r"(?:(?:大?项|个?方面|部分|[大小]?[点条类])|个(?:问题|方面|任务|事项)|号问题)"
)
_ROUNDS = 4


@dataclass(frozen=True, slots=True)
class Numbered:
    """A heading as far as its number goes. depth: 0 for a section; at: where its words begin."""

    line: int
    depth: int
    label: Label | None
    at: int


@dataclass(frozen=True, slots=True)
class NumberChange:
    """A number and what it is to be; the span is that of the number, in the text as it stands."""

    span: Span
    old: str
    new: str
    title: str = ""

    @property
    def edit(self) -> Edit:
        """The change of the text."""
        return Edit(self.span, self.new)


def headings_of(report: Report) -> list[Numbered]:
    """The headings in the order of the text, one a line."""
    found: list[Numbered] = []
    for heading in sorted(report.headings, key=lambda h: h.line):
        if not found or heading.line > found[-1].line:
            found.append(Numbered(heading.line, heading.depth, heading.label, heading.span.start))
    return found


def written(label: str, value: int) -> str:
    """A number with the marks and digits of another: （三） with 4 is （四）, ３． is ４．, ③ is ④.

    "" where it cannot be written so: there is no ㊿ plus one.
    """
    if label and label[0] in CIRCLED_SIGNS:
        return CIRCLED_SIGNS[value - 1] + label[1:] if value <= len(CIRCLED_SIGNS) else ""

    def number(match: re.Match[str]) -> str:
        if match[0].isdecimal():
            return str(value) if match[0].isascii() else str(value).translate(_FULL_WIDTH)
        return write_chinese(value)

    return _NUMBER.sub(number, label, count=1)


def lists_of(headings: Sequence[Numbered]) -> dict[tuple[int, str], list[list[int]]]:
    """The numbered headings that belong together, by depth and style: lists of indexes, in the order of the text.

    A list is what stands under one heading.
    """
    groups: dict[tuple[int, str], list[list[int]]] = {}
    current: dict[tuple[int, str], list[int]] = {}
    for index, heading in enumerate(headings):
        for key in [key for key in current if key[0] > heading.depth]:
            del current[key]
        if heading.label is None:
            continue
        key = heading.depth, heading.label.style
        if key not in current:
            current[key] = []
            groups.setdefault(key, []).append(current[key])
        current[key].append(index)
    return groups


def runs_on(lists: Sequence[Sequence[int]], values: Sequence[int]) -> bool:
    """Whether the numbers of a level go on from one list to the next (12 problems in 4 aspects as 1 to 12).

    values: by index of heading.
    """
    on = anew = 0
    for before, after in pairwise(lists):
        first = values[after[0]]
        anew += first == 1
        on += first > 1 and abs(first - values[before[-1]] - 1) <= 1
    return on > anew


def values_of(headings: Sequence[Numbered]) -> list[int]:
    """The number of each heading, 0 without one."""
    return [heading.label.value if heading.label else 0 for heading in headings]


def wanted_values(headings: Sequence[Numbered]) -> list[int]:
    """The number each heading should have, 0 for none."""
    values, wanted = values_of(headings), [0] * len(headings)
    for lists in lists_of(headings).values():
        joined = [[index for one in lists for index in one]] if runs_on(lists, values) else lists
        for one in joined:
            start = values[one[0]]
            in_order = all(values[b] == values[a] + 1 for a, b in pairwise(one))
            # a part of a report may begin with its second section; a list among others begins with 1
            first = start if in_order and len(joined) == 1 else 1
            for place, index in enumerate(one):
                wanted[index] = first + place
    return wanted


def number_changes(
    headings: Sequence[Numbered], wanted: Sequence[int], lines: Sequence[str], automatic: Collection[int] = ()
) -> list[NumberChange]:
    """What has to be written so that headings have these numbers. automatic: lines that Word numbers."""
    changes = []
    for heading, value in zip(headings, wanted, strict=True):
        label = heading.label
        if label is None or label.value == value or not value or heading.line in automatic:
            continue
        new = written(label.text, value)
        if new and new != label.text and value_of(new) == value:
            title = lines[heading.line - 1][heading.at :].strip()
            changes.append(NumberChange(label.span, label.text, new, title))
    return changes


def renumber(
    document: Document, automatic: Collection[int] = (), read: Callable[[Document], Report] | None = None
) -> list[NumberChange]:
    """Every number of a heading that is wrong, with the right one, in the order of the text.

    How headings nest is read from their numbers, so the text is read again
    until nothing changes any more. read: reads a document as a report.
    """
    from desktop.report.reading import read_report  # not loaded when the window starts

    reading = read or read_report
    lines: Sequence[str] = document.lines
    total: dict[int, NumberChange] = {}
    for _ in range(_ROUNDS):
        headings = headings_of(reading(Document.from_lines(lines)))
        changes = number_changes(headings, wanted_values(headings), lines, automatic)
        if not changes:
            break
        lines = apply_edits(lines, [change.edit for change in changes])
        for change in changes:
            first = total.get(change.span.line, change)
            total[change.span.line] = replace(change, span=first.span, old=first.old)
    return [total[line] for line in sorted(total) if total[line].old != total[line].new]


def usual_labels(headings: Iterable[Numbered]) -> dict[int, str]:
    """How each depth is numbered here: the commonest number of it; "" for a depth without numbers."""
    counted: dict[int, Counter[str]] = {}
    for heading in headings:
        form = "" if heading.label is None else written(heading.label.text, 1)
        counted.setdefault(heading.depth, Counter())[form] += 1
    return {depth: forms.most_common(1)[0][0] for depth, forms in counted.items()}


def label_for(depth: int, usual: dict[int, str]) -> str | None:
    """The first number of a depth: as the report has it, else the next of 一、（一）1.（1）①; None below the last."""
    if depth in usual:
        return usual[depth]
    above = [form for level, form in usual.items() if level < depth]
    used = [n for n, (_, form) in enumerate(_USUAL) if any(_same_sort(form, other) for other in above)]
    following = max(used, default=-1) + 1
    return _USUAL[following][1] if following < len(_USUAL) else None


def references(lines: Sequence[str], changes: Iterable[NumberChange]) -> list[Span]:
    """Where the text speaks of a number that was changed: 第3项, 上述第2个问题. They are left to the clerk."""
    changed = {change.span.line: change.span for change in changes}
    old = {value_of(change.old) for change in changes}
    found = []
    for number, line in enumerate(lines, 1):
        for match in _REFERENCE.finditer(line):
            label = changed.get(number)
            if value_of(match["n"]) in old and not (label and match.start() < label.end and label.start < match.end()):
                found.append(Span(number, match.start(), match.end()))
    return found


def _same_sort(one: str, other: str) -> bool:
    def sort(label: str) -> tuple[bool, str]:
        number = _NUMBER.search(label)
        enclosed = "（" if label[:1] in "（(" and label else "①" if label[:1] in CIRCLED_SIGNS and label else ""
        return number is not None and number[0].isdecimal(), enclosed

    return bool(one) and bool(other) and sort(one) == sort(other)
