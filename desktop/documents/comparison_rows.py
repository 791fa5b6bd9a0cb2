"""A comparison of two reports as rows for people: what each is about, what changed, both texts with what differs."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from desktop.checks.settings import ROLE_NAMES
from desktop.report.comparison import Change, Comparison, LinePair, ProblemPair, SectionPair, compare_reports
from desktop.report.model import Problem, Report, Role, Status

SHOWN_FIRST = (
    Change.NEW,
    Change.GONE,
    Change.STATUS,
    Change.DEADLINE,
    Change.TITLE,
    Change.MOVED,
    Change.TEXT,
    Change.RENUMBERED,
)
"""The changes in the order they are told."""

Stretch = tuple[str, bool]
"""Words, and whether the other report has something else there."""


@dataclass(frozen=True, slots=True)
class ComparedParagraph:
    """A paragraph of one report. line: 1-based."""

    line: int
    stretches: tuple[Stretch, ...]


@dataclass(frozen=True, slots=True)
class ComparedLines:
    """A paragraph beside its counterpart; None where there is none."""

    old: ComparedParagraph | None
    new: ComparedParagraph | None

    @property
    def same(self) -> bool:
        """Whether both say the same."""
        sides = (self.old, self.new)
        return None not in sides and not any(changed for side in sides if side for _, changed in side.stretches)


@dataclass(frozen=True, slots=True)
class ComparedRow:
    """A problem, or a part without problems.

    role: of such a part, None for a problem. changes: in the order they are told.
    told: what changed, in a few words. old_line, new_line: where it begins.
    """

    number: str
    title: str
    aspect: str
    role: Role | None
    changes: tuple[Change, ...]
    told: str
    old_line: int | None
    new_line: int | None
    lines: tuple[ComparedLines, ...]

    @property
    def same(self) -> bool:
        """Whether nothing changed."""
        return not self.changes


def compared_rows(old: Report, new: Report, comparison: Comparison) -> tuple[ComparedRow, ...]:
    """The problems in the order of the new report, then the parts without problems."""
    rows = [_problem_row(old, new, pair) for pair in comparison.problems]
    rows += [_section_row(old, new, pair) for pair in comparison.sections]
    return tuple(rows)


@dataclass(frozen=True, slots=True)
class BothWays:
    """A comparison, and the same with the sides changed."""

    forward: tuple[ComparedRow, ...]
    backward: tuple[ComparedRow, ...]


def compare_both_ways(old: Report, new: Report) -> BothWays:
    """Compare two reports; it takes its time with long ones."""
    return BothWays(
        compared_rows(old, new, compare_reports(old, new)), compared_rows(new, old, compare_reports(new, old))
    )


def counts(rows: Sequence[ComparedRow]) -> dict[Change, int]:
    """How many rows changed in each way, in the order they are told; those with none left out."""
    found = {change: sum(change in row.changes for row in rows) for change in SHOWN_FIRST}
    return {change: n for change, n in found.items() if n}


def filtered(rows: Sequence[ComparedRow], wanted: Collection[Change] | None) -> tuple[ComparedRow, ...]:
    """Those that changed in one of these ways; None: in any way."""
    if wanted is None:
        return tuple(row for row in rows if not row.same)
    return tuple(row for row in rows if any(change in wanted for change in row.changes))


def _problem_row(old: Report, new: Report, pair: ProblemPair) -> ComparedRow:
    report, problem = (new, pair.new) if pair.new is not None else (old, pair.old)
    assert problem is not None
    aspect = next((x.title for x in report.aspects if x.line == problem.aspect_line), "")
    changes = tuple(change for change in SHOWN_FIRST if change in pair.changes)
    return ComparedRow(
        problem.number or "",
        problem.title,
        aspect,
        None,
        changes,
        "；".join(_told(change, pair.old, pair.new) for change in changes),
        pair.old.line if pair.old else None,
        pair.new.line if pair.new else None,
        _lines(old, new, pair.lines),
    )


def _section_row(old: Report, new: Report, pair: SectionPair) -> ComparedRow:
    lines = _lines(old, new, pair.lines)
    changes: tuple[Change, ...] = ()
    if not pair.same:
        before = any(line.old for line in lines)
        after = any(line.new for line in lines)
        changes = (Change.TEXT,) if before and after else (Change.NEW,) if after else (Change.GONE,)
    return ComparedRow(
        "",
        ROLE_NAMES[pair.role],
        "",
        pair.role,
        changes,
        "；".join(change.value for change in changes),
        next((line.old.line for line in lines if line.old), None),
        next((line.new.line for line in lines if line.new), None),
        lines,
    )


def _told(change: Change, old: Problem | None, new: Problem | None) -> str:
    name: str = change.value
    if old is None or new is None:
        return name
    if change is Change.STATUS:
        return f"状态：{_status(old)}→{_status(new)}"
    if change is Change.DEADLINE:
        return f"时限：{old.deadline or '未写'}→{new.deadline or '未写'}"
    if change is Change.RENUMBERED:
        return f"编号：{old.number or '无'}→{new.number or '无'}"
    return name


def _status(problem: Problem) -> str:
    words: str = problem.status.value
    return "未说明" if problem.status is Status.UNSTATED else words


def _lines(old: Report, new: Report, pairs: Sequence[LinePair]) -> tuple[ComparedLines, ...]:
    return tuple(
        ComparedLines(
            _paragraph(old, pair.old_line, [(s.start, s.end) for s in pair.old_spans]),
            _paragraph(new, pair.new_line, [(s.start, s.end) for s in pair.new_spans]),
        )
        for pair in pairs
    )


def _paragraph(report: Report, line: int | None, spans: Sequence[tuple[int, int]]) -> ComparedParagraph | None:
    if line is None:
        return None
    text = report.document.line(line)
    stretches: list[Stretch] = []
    at = 0
    for start, end in spans:
        stretches += [(text[at:start], False), (text[start:end], True)]
        at = end
    stretches.append((text[at:], False))
    return ComparedParagraph(line, tuple((words, changed) for words, changed in stretches if words))
