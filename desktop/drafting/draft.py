"""A whole report from facts, a ledger or the feedback, and a template."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field

from desktop.drafting.facts import Facts, field_values
from desktop.drafting.feedback import read_feedback, to_ledger
from desktop.drafting.filling import NUMBER, NUMBER_MARK, fill
from desktop.drafting.places import places_to_fill
from desktop.drafting.problems import (
    Counts,
    Item,
    count_items,
    count_measures,
    extent,
    item_values,
    items_of,
    progress_words,
    tells_progress,
    unfinished,
)
from desktop.drafting.templates import (
    MEASURE_LIST,
    PROBLEM_LIST,
    REMAINING_LIST,
    Block,
    BlockKind,
    Template,
    load_templates,
)
from desktop.ledger.model import Ledger
from desktop.ledger.totals import DONE_STATUSES
from desktop.report.model import Kind, Role, Status
from desktop.text.numerals import write_chinese
from desktop.text.spans import Span

_NUMBER = f"{{{NUMBER}}}"
_CIRCLED = "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳㉑㉒㉓㉔㉕㉖㉗㉘㉙㉚㉛㉜㉝㉞㉟㊱㊲㊳㊴㊵㊶㊷㊸㊹㊺㊻㊼㊽㊾㊿"
_SECTION, _FIRST = 1, 2
_DEEPEST = 5


@dataclass(frozen=True, slots=True)
class Draft:
    """A drafted text.

    title_line: 1-based line of the title, 0 without one. heading_levels: 1-based
    depth of each heading by line. places: the marks still to be filled.
    sections: first line of each section by role. problems: how many it tells of.
    """

    lines: tuple[str, ...]
    title_line: int
    heading_levels: Mapping[int, int]
    places: tuple[Span, ...]
    sections: Mapping[Role, int] = field(default_factory=dict)
    problems: int = 0

    @property
    def text(self) -> str:
        """The whole text, every line ended."""
        return "".join(f"{line}\n" for line in self.lines)


def number_text(level: int, value: int) -> str:
    """The number of a heading: 一、 （一） 1. （1） ① by level from 1 (GB/T 9704—2012 7.3.3)."""
    if level == 1:
        return f"{write_chinese(value)}、"
    if level == _FIRST:
        return f"（{write_chinese(value)}）"
    if level >= _DEEPEST and value <= len(_CIRCLED):
        return _CIRCLED[value - 1]
    return f"{value}." if level == _FIRST + 1 else f"（{value}）"


def draft(
    kind: Kind,
    facts: Facts,
    source: Ledger | Sequence[str] | None = None,
    template: Template | None = None,
    *,
    done: Collection[Status] = DONE_STATUSES,
    optional: Collection[Role] = (),
) -> Draft:
    """Draft a report of this kind.

    source: the ledger, or the lines of the feedback (反馈意见) where there is none
    yet, or nothing. template: None takes ours for the kind. done: statuses that
    count as finished. optional: which of the template's optional sections to write.
    Raises ValueError for a kind that has no template.
    """
    template = template or _of_kind(kind)
    writer = _Writer(template, facts, as_ledger(source), done)
    for block in template.blocks:
        if not block.optional or block.role in optional:
            writer.write(block)
    return writer.draft()


def as_ledger(source: Ledger | Sequence[str] | None) -> Ledger | None:
    """A ledger as it is, and the problems that a feedback's lines name as one."""
    if source is None or isinstance(source, Ledger):
        return source
    lines = source.splitlines() if isinstance(source, str) else source
    return to_ledger(read_feedback(lines))


def write_section(
    block: Block,
    template: Template,
    facts: Facts,
    ledger: Ledger | None = None,
    *,
    number: int = 1,
    done: Collection[Status] = DONE_STATUSES,
) -> tuple[str, ...]:
    """The lines of one section. number: the value of its heading's number.

    A section that lists unfinished problems gives one to fill in where none is known.
    """
    writer = _Writer(template, facts, ledger, done, next_section=number, keep_empty=True)
    writer.write(block)
    return writer.draft().lines


def _of_kind(kind: Kind) -> Template:
    template = load_templates().for_kind(kind)
    if template is None:
        raise ValueError(f"没有“{kind.value}”的模板。")
    return template


class _Writer:
    """Puts the paragraphs one after another and keeps count of the numbers."""

    def __init__(
        self,
        template: Template,
        facts: Facts,
        ledger: Ledger | None,
        done: Collection[Status],
        *,
        next_section: int = 1,
        keep_empty: bool = False,
    ) -> None:
        self._template = template
        self._items = items_of(ledger) if ledger is not None else ()
        self._counts = count_items(self._items)
        self._apart = tells_progress(self._items)
        self._done = done
        self._values = field_values(facts) | _count_values(facts, self._counts, done)
        measures = count_measures(self._items)
        if measures:
            self._values.setdefault("整改措施条数", str(measures))
        self._keep_empty = keep_empty
        self._lines: list[str] = []
        self._levels: dict[int, int] = {}
        self._sections: dict[Role, int] = {}
        self._numbers = [0] * (_DEEPEST + 2)
        self._numbers[_SECTION] = next_section - 1
        self._title_line = 0

    def draft(self) -> Draft:
        """What has been written."""
        lines = tuple(self._lines)
        places = places_to_fill(lines)
        return Draft(lines, self._title_line, dict(self._levels), places, dict(self._sections), len(self._items))

    def write(self, block: Block) -> None:
        """Write one block; a section of which nothing is left is left out with its heading."""
        if REMAINING_LIST in block.lines and not (unfinished(self._items, self._done) or self._keep_empty):
            return
        if block.role is not None:
            self._sections[block.role] = len(self._lines) + 1
        if block.kind is BlockKind.TITLE:
            self._title_line = len(self._lines) + 1
        if block.heading:
            self._put(_NUMBER + block.heading, _SECTION, self._values, heading=True)
        self._numbers[_FIRST] = 0
        for line in block.lines:
            if line == PROBLEM_LIST:
                self._write_problems()
            elif line == REMAINING_LIST:
                self._write_items("遗留问题", unfinished(self._items, self._done), _FIRST)
            elif line == MEASURE_LIST:
                self._write_items("改进措施", self._items, _FIRST)
            else:
                self._put(line, _FIRST, self._values)

    def _write_problems(self) -> None:
        if not self._items:
            self._write_items("问题", (), _FIRST)
            return
        aspect = group = None
        level = _FIRST
        for item in self._items:
            if item.aspect != aspect:
                aspect, group, level = item.aspect, None, _FIRST
                if aspect:
                    self._put_layout("方面", item, level, (_NUMBER + "{方面}",))
                    level += 1
            if item.group and item.group != group:
                self._put_layout("反馈问题", item, level, (_NUMBER + "关于“{反馈问题}”的问题",))
            group = item.group
            self._put_layout("问题", item, level + bool(group))

    def _write_items(self, layout: str, items: Sequence[Item], level: int) -> None:
        """The items of a list, or one to fill in where there is none."""
        for item in items:
            self._put_layout(layout, item, level)
        if not items:
            self._put_layout(layout, None, level)

    def _put_layout(self, name: str, item: Item | None, level: int, usual: tuple[str, ...] = ()) -> None:
        values = self._values | (item_values(item, apart=self._apart) if item is not None else {})
        for at, line in enumerate(self._template.layouts.get(name, usual)):
            self._put(line, level, values, heading=at == 0)

    def _put(self, line: str, level: int, values: Mapping[str, str], *, heading: bool = False) -> None:
        for text in fill(line, values):
            numbered = NUMBER_MARK in text
            if numbered:
                self._numbers[level] += 1
                self._numbers[level + 1 :] = [0] * len(self._numbers[level + 1 :])
            self._lines.append(text.replace(NUMBER_MARK, number_text(level, self._numbers[level])))
            if (heading or numbered) and "。" not in text:
                self._levels[len(self._lines)] = level


def _count_values(facts: Facts, counts: Counts, done: Collection[Status]) -> dict[str, str]:
    """The fields that are counted: from the ledger where there is one, so that every number agrees."""
    numbers: tuple[int | None, int | None, int | None]
    if counts.problems:
        numbers = counts.aspects or None, counts.problems, counts.details or None
    else:
        numbers = facts.aspects, facts.problems, facts.details
    names = ("方面数", "问题数", "具体问题数")
    return {
        **{name: str(n) if n is not None else "" for name, n in zip(names, numbers, strict=True)},
        "问题概况": extent(*numbers),
        "整改统计": progress_words(counts, done),
    }
