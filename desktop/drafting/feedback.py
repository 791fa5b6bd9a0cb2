"""The problems that the text of a feedback (反馈意见) names: numbered ones, and 一是…二是… in running text."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from desktop.drafting.wording import title_words
from desktop.ledger.columns import Column
from desktop.ledger.model import Ledger, Row
from desktop.report.model import Label
from desktop.report.numbering import find_label, first_level_items

_ASPECT = re.compile(r"方面(?:存在(?:的)?(?:主要)?(?:问题|不足))?[：:。]?$|方面[：:，,]")
_CONTAINER = re.compile(
    r"^(?:.{0,12}(?:发现|反馈|指出|存在))?(?:的)?(?:主要|突出|具体)?(?:问题|不足)(?:和不足|及不足)?[：:。]?$"
    r"|(?:发现|反馈|指出|存在)(?:的)?(?:主要|突出|具体)?问题(?:情况)?[：:。]?$"
)
_ADVICE = re.compile(
    r"(?:整改|工作|几点|主要|有关)?(?:意见建议|意见和建议|整改建议|工作建议|建议|整改要求|工作要求|整改意见)[：:。]?$"
)
_PRAISE = re.compile(r"(?:总体评价|总体情况|基本情况|主要成[绩效]|工作成[绩效]|取得的成[绩效])[：:。]?$")
_LEAD = re.compile(r"问题|存在|发现|指出|不足|方面|反馈|表现")
_ADVICE_LEAD = re.compile(r"(?:建议|要求|希望)(?:[^，。：:]{0,20})?[：:，,]?$|要(?:切实|进一步)")
_HEAD_REACH = 40
_LONGEST_TITLE = 120


@dataclass(frozen=True, slots=True)
class FeedbackProblem:
    """A problem of the feedback.

    line: 1-based, where it stands. aspect, group: the headings above it, "" without
    them; group stands between aspect and problem. detail: what follows its first sentence.
    """

    title: str
    line: int
    aspect: str = ""
    group: str = ""
    detail: str = ""


@dataclass(slots=True)
class _Node:
    line: int
    label: Label | None
    text: str
    depth: int
    body: list[tuple[int, str]]
    children: list[_Node]
    parent: _Node | None


def read_feedback(lines: Sequence[str]) -> list[FeedbackProblem]:
    """The problems of a feedback in order; praise at its head and advice at its end are passed over.

    A line numbered lowest is a problem, its first sentence the title. Where such a
    line or an unnumbered one holds 一是…二是…, each of these is a problem and the
    words before them are the heading above.
    """
    root = _outline(lines)
    found: list[FeedbackProblem] = []
    for number, text in root.body:
        found += _series(text, number, ())
    for node in root.children:
        found += _problems(node, ())
    return found


def to_ledger(problems: Sequence[FeedbackProblem]) -> Ledger:
    """The problems as rows that say no more than the feedback does."""
    rows = []
    for number, problem in enumerate(problems, 1):
        cells = {
            Column.NUMBER: str(number),
            Column.ASPECT: problem.aspect,
            Column.PROBLEM: problem.group or problem.title,
            Column.DETAIL: problem.title if problem.group else problem.detail,
        }
        rows.append(Row({column: text for column, text in cells.items() if text}))
    return Ledger("反馈问题整改台账", rows=tuple(rows))


def _outline(lines: Sequence[str]) -> _Node:
    root = _Node(0, None, "", 0, [], [], None)
    at = root
    styles: list[str] = []
    for number, raw in enumerate(lines, 1):
        line = raw.strip(" \t\u3000\ufeff")
        if not line:
            continue
        label = find_label(line)
        if label is None:
            at.body.append((number, line))
            continue
        if label.style in styles:
            del styles[styles.index(label.style) + 1 :]
        else:
            styles.append(label.style)
        depth = len(styles)
        while at.depth >= depth and at.parent is not None:
            at = at.parent
        text = line[label.span.end :].lstrip("、.：:，, \u3000")
        node = _Node(number, label, text, depth, [], [], at)
        at.children.append(node)
        at = node
    return root


def _problems(node: _Node, above: tuple[str, ...]) -> list[FeedbackProblem]:
    head = re.split("[。；]", node.text)[0]
    if _ADVICE.search(head) or _PRAISE.search(head):
        return []
    own = () if _CONTAINER.search(head) and len(head) <= _HEAD_REACH else (head.rstrip("：:"),)
    if node.children:
        found: list[FeedbackProblem] = []
        for number, text in ([(node.line, node.text)] if len(node.text) > len(head) + 1 else []) + node.body:
            found += _series(text, number, above + own)
        for child in node.children:
            found += _problems(child, above + own)
        return found
    texts = [(node.line, node.text), *node.body]
    found = []
    for number, text in texts:
        over = above if number == node.line else above + own
        found += _series(text, number, over, inside=True)
    if found:
        return found
    if not own or (_ASPECT.search(head) and not node.body):
        return []
    if _ASPECT.search(head) and node.body:
        return [_problem(text, number, above + own) for number, text in node.body]
    rest = "\n".join([node.text[len(head) :].lstrip("。；"), *(text for _, text in node.body)]).strip()
    return [_made(head, rest, node.line, above)]


def _series(text: str, line: int, above: tuple[str, ...], *, inside: bool = False) -> list[FeedbackProblem]:
    """The items of 一是…二是… in one paragraph; none where the words before them lead to advice."""
    items = first_level_items(text)
    if not items or items[0].value != 1 or (len(items) == 1 and not inside):
        return []
    lead = text[: items[0].start].strip()
    last = re.split("[。；]", lead.rstrip("。；：:，, "))[-1]
    if _ADVICE_LEAD.search(last) or (lead and not inside and not _LEAD.search(lead)):
        return []
    heads = above
    named = re.split("[。；]", lead)[0].rstrip("：:，, ")
    if named and (_ASPECT.search(named) or inside) and not _CONTAINER.search(named) and named not in above:
        heads = (*above, named)
    ends = [item.start for item in items[1:]] + [len(text)]
    return [_problem(text[item.end : end], line, heads) for item, end in zip(items, ends, strict=True)]


def _problem(text: str, line: int, above: tuple[str, ...]) -> FeedbackProblem:
    head, _, rest = text.strip().lstrip("，,、：: ").partition("。")
    if "；" in head and not rest:
        head = head.rstrip("；")
    return _made(head, rest.strip(), line, above)


def _made(head: str, rest: str, line: int, above: tuple[str, ...]) -> FeedbackProblem:
    title = title_words(head)
    if len(title) > _LONGEST_TITLE:
        cut = max(title.rfind(mark, 0, _LONGEST_TITLE) for mark in "，；：")
        if cut > 0:
            title, rest = title[:cut], f"{title[cut + 1 :]}。{rest}".strip()
    aspect = above[0] if above else ""
    group = title_words(above[-1]) if len(above) > 1 else ""
    if len(above) == 1 and not _ASPECT.search(aspect) and re.search(r"问题[”’]?$", aspect):
        aspect, group = "", title_words(aspect)
    return FeedbackProblem(title, line, aspect, group, rest)
