"""N104–N108: enumerations inside the text: 一是…二是…, 第一，…, （1）…, ①…, in one paragraph or over several."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import lru_cache

from desktop.checks.base import Check, Example, Explanation, Family, Fix, Hit, Related, Severity
from desktop.checks.memo import PARAGRAPHS, once_a_report
from desktop.checks.sequences import Fault, FaultKind, find_faults, missing, renumbered
from desktop.report.model import Report
from desktop.report.numbering import find_items
from desktop.text.edits import Edit
from desktop.text.spans import Span

_SERIES_CHINESE = "一是"
_SERIES_ORDINAL = "第一"
_DEEPEST = 8
"""More enumerations than this are never open within one another."""
_HIDDEN_FIRST = re.compile(r"一[是要]|首先|第一|其一|(?<!\d)1[.、．）)]")
_LONE_AFTER = re.compile(r"[二三四][是要]|其次|第二|二者|另外|同时|此外|再|其二|另一")


@dataclass(frozen=True, slots=True)
class _Item:
    """One number of an enumeration; key: the sort of number, 一是 apart from 一要. head: first in its paragraph."""

    key: str
    value: int
    span: Span
    text: str
    head: bool


@dataclass(slots=True)
class _Series:
    items: list[_Item] = field(default_factory=list)

    @property
    def last(self) -> _Item:
        return self.items[-1]


@lru_cache(maxsize=PARAGRAPHS)
def _items(text: str, line: int, labels: tuple[tuple[int, int], ...]) -> tuple[_Item, ...]:
    """The items of a paragraph. labels: offsets of the numbers of headings, which are none."""
    return tuple(_read_items(text, line, labels))


def _read_items(text: str, line: int, labels: tuple[tuple[int, int], ...]) -> Iterator[_Item]:
    indent = len(text) - len(text.lstrip(" \u3000"))
    for item in find_items(text):
        written = text[item.start : item.end]
        span = Span(line, item.start, item.end)
        if any(span.overlaps(Span(line, start, end)) for start, end in labels):
            continue
        if item.style == _SERIES_ORDINAL and text[item.end : item.end + 1] not in "，,：:":
            continue  # 第一、第二、第三党支部
        key = item.style + written[-1] if item.style == _SERIES_CHINESE else item.style
        yield _Item(key, item.value, span, written, item.start <= indent)


def _blocks(report: Report) -> Iterator[list[_Item]]:
    """The items between one heading and the next."""
    labels: dict[int, dict[tuple[int, int], None]] = {}
    starts = {section.line for section in report.sections}
    for heading in report.headings:
        starts.add(heading.line)
        if heading.label is not None:
            span = heading.label.span
            labels.setdefault(heading.line, {})[span.start, span.end] = None
    for problem in report.problems:
        starts.add(problem.line)
        if problem.label is not None:
            span = problem.label.span
            labels.setdefault(problem.line, {})[span.start, span.end] = None
    block: list[_Item] = []
    for line, text in enumerate(report.document.lines, 1):
        if line in starts and block:
            yield block
            block = []
        block += _items(text, line, tuple(labels.get(line, ())))
    if block:
        yield block


def _series(block: list[_Item]) -> list[_Series]:
    """The enumerations of a block; inner ones apart from those they stand in."""
    done: list[_Series] = []
    open_: list[_Series] = []
    for item in block:
        if item.value != 1:
            home = _home(open_, item)
            if home is not None:
                home.items.append(item)
                del open_[open_.index(home) + 1 :]
                continue
        new = _Series([item])
        done.append(new)
        open_.append(new)
        del open_[:-_DEEPEST]
    return done


def _home(open_: list[_Series], item: _Item) -> _Series | None:
    """The open enumeration a number goes on: the innermost it follows, else the innermost of its sort."""
    alike = [s for s in reversed(open_) if s.last.key == item.key and _in_reach(s.last, item)]
    return next((s for s in alike if s.last.value + 1 == item.value), alike[0] if alike else None)


def _in_reach(last: _Item, item: _Item) -> bool:
    """A number goes on an enumeration of its own paragraph, or one of an earlier paragraph when it heads its own."""
    return item.span.line == last.span.line or item.head or item.value == last.value + 1


@once_a_report
def _all_series(report: Report) -> tuple[tuple[list[_Item], _Series], ...]:
    """Every enumeration of a report with the block it stands in."""
    return tuple((block, series) for block in _blocks(report) for series in _series(block))


@once_a_report
def _faults(report: Report) -> tuple[tuple[_Series, Fault], ...]:
    return tuple(_find_faults(report))


def _find_faults(report: Report) -> Iterator[tuple[_Series, Fault]]:
    for block, series in _all_series(report):
        if series.items[0].value != 1 and not _lost_start(report, block, series):
            continue
        for fault in find_faults([item.value for item in series.items]):
            yield series, fault


def _lost_start(report: Report, block: list[_Item], series: _Series) -> bool:
    """Whether an enumeration that begins with its second number really has no first one."""
    first = series.items[0]
    if first.value != 2 or not first.key.startswith((_SERIES_CHINESE, _SERIES_ORDINAL)):
        return False
    lines = range(block[0].span.line if block[0] is not first else max(1, first.span.line - 1), first.span.line)
    earlier = [report.document.line(line) for line in lines]
    earlier.append(report.document.line(first.span.line)[: first.span.start])
    return not any(_HIDDEN_FIRST.search(text) for text in earlier)


def _hit(series: _Series, fault: Fault) -> Hit:
    item = series.items[fault.index]
    due = renumbered(item.text, fault.expected) or str(fault.expected)
    before = series.items[fault.index - 1] if fault.index else None
    related = (Related(before.span, before.text),) if before else ()
    if fault.alone:
        label = f"改为“{due}”"
        edits = (Edit(item.span, due),)
        return Hit(item.span, f"这里的“{item.text}”应当是“{due}”。", (Fix(label, edits, certain=True),), related)
    fix = _renumber(series, fault)
    if fault.kind is FaultKind.GAP:
        start = before.value + 1 if before else 1
        lost = missing(start, item.value, item.text)
        where = f"“{before.text}”之后直接是“{item.text}”" if before else f"这里从“{item.text}”开始"
        return Hit(item.span, f"{where}，缺少{lost}；请核对是漏写了内容，还是编号有误。", fix, related)
    if fault.kind is FaultKind.DUPLICATE:
        return Hit(item.span, f"“{item.text}”重复，这里应当是“{due}”。", fix, related)
    return Hit(item.span, f"“{item.text}”的次序不对，这里应当是“{due}”。", fix, related)


def _renumber(series: _Series, fault: Fault) -> tuple[Fix, ...]:
    """Count on from the number before; certain only for a number used twice in an enumeration otherwise right."""
    values = [item.value for item in series.items]
    certain = fault.kind is FaultKind.DUPLICATE and len(find_faults(values)) == 1
    edits = []
    for value, item in enumerate(series.items[fault.index :], fault.expected):
        text = renumbered(item.text, value)
        if text is None:
            return ()
        if text != item.text:
            edits.append(Edit(item.span, text))
    return (Fix("顺次改正编号", tuple(edits), certain=certain),) if edits else ()


def _of(kind: FaultKind) -> Callable[[Report], Iterator[Hit]]:
    def check(report: Report) -> Iterator[Hit]:
        for series, fault in _faults(report):
            if fault.kind is kind:
                yield _hit(series, fault)

    return check


def _lone(report: Report) -> Iterator[Hit]:
    for _, series in _all_series(report):
        first = series.items[0]
        if len(series.items) > 1 or first.value != 1 or not first.key.startswith(_SERIES_CHINESE):
            continue
        rest = report.document.line(first.span.line)[first.span.end :]
        if _LONE_AFTER.search(rest):
            continue
        yield Hit(first.span, f"只有“{first.text}”，没有“{renumbered(first.text, 2)}”：漏写了内容，或者不必编号。")


_SOURCE = "GB/T 15834—2011《标点符号用法》附录B.3（序次语）；公文层次序数应当连续"
_WHY = "“一是、二是、三是”跳号、重号，读者会以为漏了内容；措施条数也因此数不清，与台账对不上。"

CHECKS = (
    Check(
        code="N104",
        kind="number-gap",
        family=Family.NUMBERING,
        severity=Severity.ERROR,
        explanation=Explanation(summary="段内列举跳号", why=_WHY, source=_SOURCE),
        bad=(
            Example("一是完善制度。⟦三是⟧强化督查。"),
            Example("一是完善制度。二是清理台账。⟦四是⟧约谈提醒。五是开展培训。"),
            Example("整改措施：加强学习。⟦二是⟧完善制度。三是强化督查。"),
            Example("重点推进：①清理档案；②补签合同；⟦④⟧公开结果。"),
        ),
        good=(
            Example("一是完善制度。二是清理台账。三是约谈提醒。"),
            Example("主要措施一是完善制度，二是清理台账。"),
            Example("一是完善制度：一是修订办法，二是公开流程；二是强化督查。"),
            Example("整改情况：一是完善制度。\n二是清理台账。\n三是约谈提醒。"),
            Example("约谈第二、第三党支部书记。"),
        ),
        report=_of(FaultKind.GAP),
    ),
    Check(
        code="N105",
        kind="number-duplicate",
        family=Family.NUMBERING,
        severity=Severity.ERROR,
        explanation=Explanation(summary="段内列举重号", why=_WHY, source=_SOURCE),
        bad=(
            Example(
                "一是完善制度。⟦三是⟧清理台账。三是约谈提醒。", mended="一是完善制度。二是清理台账。三是约谈提醒。"
            ),
            Example(
                "一是完善制度。二是清理台账。⟦二是⟧约谈提醒。三是开展培训。",
                mended="一是完善制度。二是清理台账。三是约谈提醒。四是开展培训。",
            ),
        ),
        good=(
            Example("一是完善制度。二是清理台账。\n一是加强学习。二是开展培训。"),
            Example("（1）完善制度；（2）清理台账；①补签合同；②公开结果。"),
        ),
        report=_of(FaultKind.DUPLICATE),
    ),
    Check(
        code="N108",
        kind="number-order",
        family=Family.NUMBERING,
        severity=Severity.ERROR,
        explanation=Explanation(summary="段内列举次序颠倒", why=_WHY, source=_SOURCE),
        bad=(
            Example(
                "一是完善制度。二是清理台账。三是约谈提醒。⟦二是⟧开展培训。",
                mended="一是完善制度。二是清理台账。三是约谈提醒。四是开展培训。",
            ),
            Example(
                "一是学习。二是清理。三是约谈。四是培训。⟦二是⟧公开。六是回访。",
                mended="一是学习。二是清理。三是约谈。四是培训。五是公开。六是回访。",
            ),
        ),
        good=(Example("一是完善制度。二是清理台账。三是约谈提醒。四是开展培训。"), Example("①清理；②补签；③公开。")),
        report=_of(FaultKind.ORDER),
    ),
    Check(
        code="N109",
        kind="number-gap",
        family=Family.NUMBERING,
        severity=Severity.WARNING,
        explanation=Explanation(
            summary="只有“一是”没有“二是”",
            why="列举至少有两项；只有“一是”，可能是后面的内容漏写了，也可能是删减后忘了去掉编号。",
            source=_SOURCE,
        ),
        bad=(
            Example("整改情况：⟦一是⟧完善了项目变更审批制度，明确了审批权限。"),
            Example("⟦一要⟧压实责任，抓好整改。"),
        ),
        good=(
            Example("整改情况：一是完善制度。二是强化督查。"),
            Example("一是完善制度。\n二是强化督查。"),
            Example("这一是非问题已经查清，做到一是一、二是二。"),
        ),
        report=_lone,
    ),
)
