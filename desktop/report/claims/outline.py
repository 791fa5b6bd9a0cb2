"""What the report itself lists, counted for the claims."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cached_property
from itertools import combinations

from desktop.report.model import Report, Role, Status
from desktop.report.residue import find_residue


@dataclass(frozen=True)
class Outline:
    """Counts and places of the headings of a report."""

    report: Report
    _statuses: Counter[Status] = field(init=False, repr=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "_statuses", Counter(p.status for p in self.report.problems))

    @cached_property
    def problem_lines(self) -> tuple[int, ...]:
        """The lines of all leaf problems."""
        return tuple(p.line for p in self.report.problems)

    @cached_property
    def aspect_lines(self) -> tuple[int, ...]:
        """The lines of all aspects."""
        return tuple(a.line for a in self.report.aspects)

    @cached_property
    def _sorted_aspects(self) -> tuple[int, ...]:
        return tuple(sorted(self.aspect_lines))

    @cached_property
    def middle_lines(self) -> tuple[int, ...]:
        """The lines one level above the leaves: groups, and leaves that stand in none."""
        seen: dict[int, None] = {}
        for problem in self.report.problems:
            seen.setdefault(problem.parent_line or problem.line)
        return tuple(seen)

    @cached_property
    def _first(self) -> int:
        return min((*self.problem_lines, *self.aspect_lines), default=0)

    @cached_property
    def _last(self) -> int:
        return max((p.end_line for p in self.report.problems), default=0)

    @cached_property
    def _starts(self) -> tuple[int, ...]:
        return tuple(sorted(self.problem_lines))

    @cached_property
    def _index(self) -> dict[int, int]:
        return {problem.line: index for index, problem in enumerate(self.report.problems)}

    @cached_property
    def hidden(self) -> dict[int, tuple[tuple[int, int], ...]]:
        """By line the stretches whose numbers state nothing: headings, titles, residue."""
        out: dict[int, list[tuple[int, int]]] = {}
        report = self.report
        spans = [item.span for item in report.problems]
        spans += [item.span for item in report.aspects]
        spans += [item.span for item in report.groups]
        spans += [item.span for item in report.headings]
        for span in spans:
            out.setdefault(span.line, []).append((span.start, span.end))
        for line, text in enumerate(report.document.lines, 1):
            if line == report.title_line:
                out.setdefault(line, []).append((0, len(text)))
            residue = find_residue(text)
            if residue:
                out.setdefault(line, []).extend(residue)
        return {line: tuple(spans) for line, spans in out.items()}

    def above(self, line: int) -> bool:
        """Whether a line speaks of the whole report or of a group of problems, being in the text of none."""
        if not self.problem_lines or line < self._first or line > self._last:
            return True
        return self.problem_at(line) is None

    def problem_at(self, line: int) -> int | None:
        """Index of the problem whose text holds the line, None for a line in none."""
        at = bisect_right(self._starts, line) - 1
        if at < 0:
            return None
        index = self._index[self._starts[at]]
        return index if line <= self.report.problems[index].end_line else None

    def section_role(self, line: int) -> Role | None:
        """The role of the section that holds the line, None outside all."""
        inside = [s for s in self.report.sections if s.line <= line <= s.end_line]
        return max(inside, key=lambda s: s.line).role if inside else None

    def scope(self, line: int) -> int | None:
        """The line of the aspect, group or problem in whose text a line stands; None for the whole report."""
        index = self.problem_at(line)
        if index is not None:
            return self.report.problems[index].line
        at = bisect_right(self._sorted_aspects, line) - 1
        return self._sorted_aspects[at] if at >= 0 and line <= self._last else None

    def aspect_problems(self, line: int) -> tuple[int, ...]:
        """The problems of the aspect in whose lead a line stands."""
        heads = [a for a in self.aspect_lines if a <= line]
        return tuple(p.line for p in self.report.problems if heads and p.aspect_line == heads[-1])

    def headed_below(self, line: int) -> tuple[int, ...]:
        """The problems a lead-in introduces: those up to the next heading of a higher level."""
        later = [p.line for p in self.report.problems if p.line > line]
        ends = [
            h.line for h in self.report.headings if h.line > line and h.depth <= 1 and h.line not in self.problem_lines
        ]
        ends += [s.line for s in self.report.sections if s.line > line]
        end = min(ends, default=10**9)
        return tuple(p for p in later if p < end)

    @property
    def stated(self) -> bool:
        """Whether every problem's status is stated."""
        return bool(self.report.problems) and not self._statuses[Status.UNSTATED]

    def with_status(self, states: Iterable[Status]) -> tuple[int, ...]:
        """The lines of the problems in these states."""
        wanted = set(states)
        return tuple(p.line for p in self.report.problems if p.status in wanted)

    def status_counts(self, status: Status) -> set[int]:
        """Every number of problems that a part with this status may mean: with or without its neighbours."""
        near = {
            Status.DONE: (Status.DONE_LONG, Status.MOSTLY, Status.STAGE),
            Status.DONE_LONG: (Status.DONE, Status.STAGE, Status.DOING),
            Status.MOSTLY: (Status.STAGE, Status.DONE_LONG, Status.DOING),
            Status.STAGE: (Status.MOSTLY, Status.DOING, Status.DONE_LONG),
            Status.DOING: (Status.STAGE, Status.OPEN, Status.MOSTLY, Status.DONE_LONG),
            Status.OPEN: (Status.DOING, Status.STAGE, Status.MOSTLY),
        }.get(status, ())
        own = self._statuses[status]
        counts = {
            own + sum(self._statuses[s] for s in chosen)
            for size in range(len(near) + 1)
            for chosen in combinations(near, size)
        }
        if not own:
            counts |= {self._statuses[s] for s in near}
        return counts
