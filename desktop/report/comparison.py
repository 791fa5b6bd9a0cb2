"""Two reports side by side, problem by problem: new, gone, renumbered, another status, other words."""

from __future__ import annotations

import difflib
import enum
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from desktop.report.model import Aspect, Problem, Report, Role
from desktop.report.remaining import likeness
from desktop.text.spans import Span

_SAME = 0.6
"""How alike two titles must be to name one problem (see remaining.likeness)."""
_SAME_TEXT = 0.75
_CERTAIN = 0.999
_LEAST_WORDS = 16
"""Shorter texts are alike by chance."""
_FORM = re.compile(
    r"^[ \t\u3000]*(?:整改状态|整改进度|完成时限|整改时限|责任领导|牵头领导|责任单位|责任部门|责任人)[：:].*"
    r"|^[ \t\u3000]*(?:具体问题|问题表现|原因分析|整改(?:目标|措施|情况|进展|成效)|下一步(?:措施|打算))[：:]"
)
_LINE_ALIKE = 0.4
_MOST_CHARACTERS = 4000
"""Longer paragraphs are compared by words between marks, not by characters."""
_MERGE = 2
"""Changed stretches with fewer equal characters between them are one change."""


class Change(enum.Enum):
    """What became of a problem; the value is what people read."""

    NEW = "新增"
    GONE = "删去"
    RENUMBERED = "编号变动"
    MOVED = "移到别的方面"
    TITLE = "标题改动"
    STATUS = "状态变化"
    DEADLINE = "时限变化"
    TEXT = "内容改动"


@dataclass(frozen=True, slots=True)
class LinePair:
    """A paragraph of the old report beside one of the new; None where the other has none like it.

    old_spans, new_spans: the characters that differ; the whole paragraph where
    the other side has none.
    """

    old_line: int | None
    new_line: int | None
    old_spans: tuple[Span, ...] = ()
    new_spans: tuple[Span, ...] = ()

    @property
    def same(self) -> bool:
        """Whether both sides say the same."""
        return not self.old_spans and not self.new_spans and None not in (self.old_line, self.new_line)


@dataclass(frozen=True, slots=True)
class ProblemPair:
    """A problem as the old and the new report have it; lines: heading and text side by side."""

    old: Problem | None
    new: Problem | None
    changes: frozenset[Change]
    lines: tuple[LinePair, ...]

    @property
    def same(self) -> bool:
        """Whether nothing about it changed."""
        return not self.changes


@dataclass(frozen=True, slots=True)
class SectionPair:
    """A section without problems of its own (引言, 组织, 下一步 …) side by side."""

    role: Role
    lines: tuple[LinePair, ...]

    @property
    def same(self) -> bool:
        """Whether both reports say the same there."""
        return all(pair.same for pair in self.lines)


@dataclass(frozen=True, slots=True)
class Comparison:
    """problems: in the order of the new report, those that are gone where they stood. sections: in the new order."""

    problems: tuple[ProblemPair, ...]
    sections: tuple[SectionPair, ...]

    def count(self, change: Change) -> int:
        """How many problems changed in this way."""
        return sum(change in pair.changes for pair in self.problems)

    @property
    def same(self) -> bool:
        """Whether the reports say the same."""
        return all(pair.same for pair in self.problems) and all(pair.same for pair in self.sections)


def compare_reports(old: Report, new: Report) -> Comparison:
    """Compare two reports by their problems.

    The same title makes the same problem, the order deciding where titles recur;
    then the likest titles; then the likest texts under changed titles. Renumbered
    is a problem whose number differs though no problem was put before it or taken
    away within its group.
    """
    pairs = match_problems(old, new)
    back = {j: i for i, j in pairs.items()}
    order: list[tuple[int | None, int | None]] = []
    emitted: set[int] = set()
    for j in range(len(new.problems)):
        if j in back:
            order += [(i, None) for i in _gone_before(back[j], pairs, emitted)]
            emitted.add(back[j])
        order.append((back.get(j), j))
    order += [(i, None) for i in range(len(old.problems)) if i not in pairs and i not in emitted]
    return Comparison(
        tuple(_pair(old, new, i, j) for i, j in order),
        tuple(_sections(old, new)),
    )


def match_problems(old: Report, new: Report) -> dict[int, int]:
    """Which problem of the new report (by index) each of the old one is."""
    matched: dict[int, int] = {}
    taken: set[int] = set()

    def take(i: int, j: int) -> None:
        matched[i] = j
        taken.add(j)

    by_title: dict[str, list[int]] = {}
    for j, problem in enumerate(new.problems):
        by_title.setdefault(_plain(problem.title), []).append(j)
    for i, problem in enumerate(old.problems):
        same = by_title.get(_plain(problem.title))
        if same:
            take(i, same.pop(0))
    left = [i for i in range(len(old.problems)) if i not in matched]
    free = [j for j in range(len(new.problems)) if j not in taken]
    for least, score in ((_SAME, _title_likeness), (_SAME_TEXT, _text_likeness)):
        found = sorted(
            ((score(old, old.problems[i], new, new.problems[j]), i, j) for i in left for j in free),
            key=lambda f: (-f[0], abs(f[1] - f[2]), f[1]),
        )
        for value, i, j in found:
            if value < least:
                break
            if i not in matched and j not in taken:
                take(i, j)
        left = [i for i in left if i not in matched]
        free = [j for j in free if j not in taken]
    return matched


def _title_likeness(_old: Report, a: Problem, _new: Report, b: Problem) -> float:
    return likeness(a.title, b.title)


def _text_likeness(old: Report, a: Problem, new: Report, b: Problem) -> float:
    x, y = _own_words(old, a), _own_words(new, b)
    if min(len(x), len(y)) < _LEAST_WORDS:
        return 0.0
    matcher = difflib.SequenceMatcher(None, x, y, autojunk=False)
    if matcher.real_quick_ratio() < _SAME_TEXT or matcher.quick_ratio() < _SAME_TEXT:
        return 0.0
    return matcher.ratio()


def _own_words(report: Report, problem: Problem) -> str:
    """The text below its heading, without the words that every problem has: labels and the line of its status."""
    lines = report.document.lines[problem.line : problem.end_line]
    return "".join(_FORM.sub("", line) for line in lines)[:_MOST_CHARACTERS]


def _plain(title: str) -> str:
    return "".join(c for c in title if c.isalnum())


def _gone_before(i: int, pairs: dict[int, int], emitted: set[int]) -> list[int]:
    """The problems gone that stood directly before the old problem i."""
    out: list[int] = []
    at = i - 1
    while at >= 0 and at not in pairs and at not in emitted:
        out.append(at)
        at -= 1
    emitted.update(out)
    return out[::-1]


def _pair(old: Report, new: Report, i: int | None, j: int | None) -> ProblemPair:
    a = old.problems[i] if i is not None else None
    b = new.problems[j] if j is not None else None
    lines = tuple(
        compare_lines(
            old, range(a.line, a.end_line + 1) if a else range(0), new, range(b.line, b.end_line + 1) if b else range(0)
        )
    )
    if a is None or b is None:
        return ProblemPair(a, b, frozenset({Change.NEW if a is None else Change.GONE}), lines)
    changes = set()
    if _plain(a.title) != _plain(b.title):
        changes.add(Change.TITLE)
    if a.number != b.number:
        changes.add(Change.RENUMBERED)
    before, after = _aspect(old, a), _aspect(new, b)
    if before != after and likeness(before, after) < _SAME:  # an aspect with a few words changed is the same one
        changes.add(Change.MOVED)
    if a.status is not b.status:
        changes.add(Change.STATUS)
    if (a.deadline or "") != (b.deadline or ""):
        changes.add(Change.DEADLINE)
    below = [pair for pair in lines if pair.old_line != a.line or pair.new_line != b.line]
    run_in = a.line == a.end_line and Change.RENUMBERED not in changes
    if any(not pair.same for pair in below) or (run_in and not lines[0].same):
        changes.add(Change.TEXT)
    return ProblemPair(a, b, frozenset(changes), lines)


def _aspect(report: Report, problem: Problem) -> str:
    found: Aspect | None = next((x for x in report.aspects if x.line == problem.aspect_line), None)
    return _plain(found.title) if found else ""


def _sections(old: Report, new: Report) -> Iterator[SectionPair]:
    roles = [s.role for s in new.sections] + [s.role for s in old.sections if new.section(s.role) is None]
    for role in dict.fromkeys(roles):
        sides = [(report, report.section(role)) for report in (old, new)]
        ranges = [_own_lines(report, section.line, section.end_line) if section else [] for report, section in sides]
        pairs = tuple(compare_lines(old, ranges[0], new, ranges[1]))
        if pairs:
            yield SectionPair(role, pairs)


def _own_lines(report: Report, first: int, last: int) -> list[int]:
    """The lines of a section that belong to no problem."""
    inside = {n for p in report.problems for n in range(p.line, p.end_line + 1)}
    return [n for n in range(first, last + 1) if n not in inside]


def compare_lines(old: Report, old_lines: Sequence[int], new: Report, new_lines: Sequence[int]) -> Iterator[LinePair]:
    """Paragraphs of both reports side by side, blank ones left out; 1-based line numbers."""
    a = [n for n in old_lines if old.document.line(n).strip()]
    b = [n for n in new_lines if new.document.line(n).strip()]
    x = [old.document.line(n).strip() for n in a]
    y = [new.document.line(n).strip() for n in b]
    for tag, i1, i2, j1, j2 in difflib.SequenceMatcher(None, x, y, autojunk=False).get_opcodes():
        if tag == "equal":
            yield from (LinePair(i, j) for i, j in zip(a[i1:i2], b[j1:j2], strict=True))
        else:
            yield from _changed(old, a[i1:i2], new, b[j1:j2])


def _changed(old: Report, a: Sequence[int], new: Report, b: Sequence[int]) -> Iterator[LinePair]:
    """Unequal paragraphs: each old one with the likest of the new that are left, in order."""
    at = 0
    for i in a:
        text = old.document.line(i)
        scores = [(_ratio(text, new.document.line(j)), -k) for k, j in enumerate(b[at:], at)]
        best = max(scores, default=(0.0, 0))
        if best[0] < _LINE_ALIKE:
            yield LinePair(i, None, (Span(i, 0, len(text)),))
            continue
        while at < -best[1]:
            yield _only_new(new, b[at])
            at += 1
        yield _pair_of_lines(old, i, new, b[at])
        at += 1
    yield from (_only_new(new, j) for j in b[at:])


def _only_new(new: Report, j: int) -> LinePair:
    return LinePair(None, j, (), (Span(j, 0, len(new.document.line(j))),))


def _ratio(a: str, b: str) -> float:
    matcher = difflib.SequenceMatcher(None, a[:_MOST_CHARACTERS], b[:_MOST_CHARACTERS], autojunk=False)
    if matcher.real_quick_ratio() < _LINE_ALIKE or matcher.quick_ratio() < _LINE_ALIKE:
        return 0.0
    return matcher.ratio()


def _pair_of_lines(old: Report, i: int, new: Report, j: int) -> LinePair:
    a, b = changed_spans(old.document.line(i), new.document.line(j))
    return LinePair(i, j, tuple(Span(i, *s) for s in a), tuple(Span(j, *s) for s in b))


def changed_spans(old: str, new: str) -> tuple[list[tuple[int, int]], list[tuple[int, int]]]:
    """The stretches that differ between two texts, as half-open offsets in each.

    Where one side only lost or gained words, the other side has no stretch there.
    Stretches parted by no more than two equal characters are joined.
    """
    a: list[tuple[int, int]] = []
    b: list[tuple[int, int]] = []
    merged: list[tuple[int, int, int, int]] = []
    for i1, i2, j1, j2 in _differences(old, new):
        if merged and 0 < i1 - merged[-1][1] <= _MERGE and j1 - merged[-1][3] <= _MERGE:
            merged[-1] = (merged[-1][0], i2, merged[-1][2], j2)
        else:
            merged.append((i1, i2, j1, j2))
    for i1, i2, j1, j2 in merged:
        if i2 > i1:
            a.append((i1, i2))
        if j2 > j1:
            b.append((j1, j2))
    return a, b


def _differences(old: str, new: str) -> Iterator[tuple[int, int, int, int]]:
    head = 0
    while head < min(len(old), len(new)) and old[head] == new[head]:
        head += 1
    tail = 0
    while tail < min(len(old), len(new)) - head and old[-1 - tail] == new[-1 - tail]:
        tail += 1
    x, y = old[head : len(old) - tail], new[head : len(new) - tail]
    if max(len(x), len(y)) > _MOST_CHARACTERS:
        yield head, len(old) - tail, head, len(new) - tail
        return
    for tag, i1, i2, j1, j2 in difflib.SequenceMatcher(None, x, y, autojunk=False).get_opcodes():
        if tag != "equal":
            yield head + i1, head + i2, head + j1, head + j2
