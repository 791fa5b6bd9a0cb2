"""A problem that the ledger has and the report does not answer, written as the problems beside it are."""

from __future__ import annotations

import re
from dataclasses import dataclass

from desktop.drafting.facts import place
from desktop.drafting.problems import Item, item_values
from desktop.drafting.wording import title_words
from desktop.ledger.columns import Column
from desktop.ledger.model import Row
from desktop.report.model import Problem, Report
from desktop.report.renumbering import headings_of, lists_of, runs_on, values_of, written
from desktop.text.edits import Edit

_LABELLED = re.compile(r"^[ \t\u3000]*(?P<lead>[（(]?[①-⑳\d]{0,2}[）).、．]?)(?P<label>[^：:，。；\s]{2,10})[：:]")
_TAIL = re.compile(r"[\u201d\u2019』」]*(?:等?的?问题|方面)?(?:的?整改(?:落实)?(?:情况)?)?[。；：:]?")
_FIELDS: tuple[tuple[str, str], ...] = (
    ("原因", "原因分析"),
    ("状态", "整改状态"),
    ("完成情况", "整改状态"),
    ("时限", "完成时限"),
    ("领导", "牵头领导"),
    ("责任单位", "责任单位"),
    ("责任部门", "责任单位"),
    ("责任科室", "责任单位"),
    ("责任人", "责任人"),
    ("配合", "配合单位"),
    ("目标", "整改目标"),
    ("措施", "全部整改措施"),
    ("整改", "整改情况"),
    ("进展", "整改情况"),
    ("成效", "整改成效"),
)
"""What a label in front of a paragraph asks for, by the words in it; the first that fits."""
_RUN_IN = 12


@dataclass(frozen=True, slots=True)
class ProblemInsertion:
    """A problem to put into a report.

    after_line: the 1-based line it follows. lines: its paragraphs. renumber:
    the numbers of the headings behind it, in the lines as they are now.
    """

    after_line: int
    lines: tuple[str, ...]
    renumber: tuple[Edit, ...] = ()


def problem_to_insert(report: Report, row: Row, beside: Problem, *, behind: bool = True) -> ProblemInsertion:
    """The row as a problem of the report, numbered and laid out like the one it stands beside.

    beside: a problem of the same aspect; behind: whether it follows that one,
    else it comes before it. What the ledger does not say is left as a place to
    fill in.
    """
    title = title_words(row[Column.PROBLEM]) or title_words(row[Column.DETAIL]) or place("问题")
    # without a progress of its own the measures are all there is to tell
    values = item_values(Item(row, title, row[Column.ASPECT]), apart=bool(row[Column.PROGRESS].strip()))
    numbers, own = _numbers_from(report, beside, behind=behind)
    lines = [_heading(report, beside, title, own), *_body(report, beside, values)]
    return ProblemInsertion(beside.end_line if behind else beside.line - 1, tuple(lines), numbers)


def _numbers_from(report: Report, beside: Problem, *, behind: bool) -> tuple[tuple[Edit, ...], int]:
    """The numbers that move on by one, and the number left free."""
    if beside.label is None:
        return (), 0
    headings = headings_of(report)
    at = next((i for i, heading in enumerate(headings) if heading.line == beside.line), None)
    if at is None:
        return (), beside.label.value + behind
    key = headings[at].depth, beside.label.style
    lists = lists_of(headings).get(key, [])
    moved = [i for one in lists for i in one if i >= at] if runs_on(lists, values_of(headings)) else []
    moved = moved or [i for one in lists if at in one for i in one if i >= at]
    edits = []
    for index in moved:
        label = headings[index].label
        if label is None or (index == at and behind):
            continue
        line = report.document.line(headings[index].line)
        number = written(label.text, label.value + 1)
        if number and line[label.span.start : label.span.end] == label.text:
            edits.append(Edit(label.span, number))
    return tuple(edits), beside.label.value + behind


def _heading(report: Report, beside: Problem, title: str, value: int) -> str:
    line = report.document.line(beside.line)
    before, after = line[: beside.span.start], line[beside.span.end :]
    if beside.label is not None:
        label = beside.label
        number = written(label.text, value)
        before = before[: label.span.start] + (number or label.text) + before[label.span.end :]
    if len(after) > _RUN_IN:
        found = _TAIL.match(after)
        after = found[0] if found else ""
    return f"{before}{title}{after}"


def _body(report: Report, beside: Problem, values: dict[str, str]) -> list[str]:
    """The paragraphs under the labels that the other problem has; without any, one that tells what was done."""
    lines: list[str] = []
    told: set[str] = set()
    for number in range(beside.line + 1, beside.end_line + 1):
        line = report.document.line(number)
        match = _LABELLED.match(line)
        if match is None:
            continue
        field = next((field for words, field in _FIELDS if words in match["label"]), None)
        if field is None or field in told:
            continue
        told.add(field)
        lead = line[: match.end()]
        lines.append(lead + _one_line(values.get(field, "")) + ("" if values.get(field) else place(match["label"])))
    if "整改情况" in told or "全部整改措施" in told:
        return lines
    words = _one_line(values["整改情况"] or values["全部整改措施"])
    indent = re.match(r"[ \t\u3000]*", report.document.line(beside.line))
    return [*lines, f"{indent[0] if indent else ''}整改情况：{words or place('整改情况')}"]


def _one_line(text: str) -> str:
    return "".join(part.strip() for part in text.splitlines())
