"""A report read from joined lines, told in the lines of its file."""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence
from typing import TypeVar

from desktop.report.model import (
    Aspect,
    Claim,
    ClaimPart,
    Group,
    Heading,
    Label,
    Measure,
    Part,
    Problem,
    Report,
    Section,
)
from desktop.report.unwrapping import Unwrapped
from desktop.text.document import Document
from desktop.text.spans import Span

_Headed = TypeVar("_Headed", Aspect, Group, Heading)


class _Mover:
    """Moves the parts of a report one by one."""

    def __init__(self, back: Unwrapped) -> None:
        self._back = back

    def line(self, line: int | None) -> int | None:
        return None if line is None else self._back.line(line)

    def span(self, span: Span | None) -> Span | None:
        return None if span is None else self._back.span(span)

    def label(self, label: Label | None) -> Label | None:
        return None if label is None else dataclasses.replace(label, span=self._back.span(label.span))

    def headed(self, part: _Headed) -> _Headed:
        label, span = self.label(part.label), self._back.span(part.span)
        return dataclasses.replace(part, line=(label.span if label else span).line, span=span, label=label)

    def section(self, section: Section) -> Section:
        heading = self.headed(section.heading) if section.heading else None
        line = heading.line if heading else self._back.line(section.line)
        return dataclasses.replace(section, line=line, end_line=self._back.last_line(section.end_line), heading=heading)

    def part(self, part: Part) -> Part:
        return dataclasses.replace(part, span=self._back.span(part.span))

    def measure(self, measure: Measure) -> Measure:
        return dataclasses.replace(measure, span=self._back.span(measure.span), label=self.label(measure.label))

    def problem(self, problem: Problem) -> Problem:
        label, span = self.label(problem.label), self._back.span(problem.span)
        return dataclasses.replace(
            problem,
            line=(label.span if label else span).line,
            span=span,
            label=label,
            end_line=self._back.last_line(problem.end_line),
            aspect_line=self.line(problem.aspect_line),
            parent_line=self.line(problem.parent_line),
            status_span=self.span(problem.status_span),
            deadline_span=self.span(problem.deadline_span),
            parts=tuple(map(self.part, problem.parts)),
            measures=tuple(map(self.measure, problem.measures)),
            facts=tuple(dataclasses.replace(fact, span=self._back.span(fact.span)) for fact in problem.facts),
        )

    def claim_part(self, part: ClaimPart) -> ClaimPart:
        return dataclasses.replace(part, span=self._back.span(part.span))

    def claim(self, claim: Claim) -> Claim:
        return dataclasses.replace(
            claim,
            span=self._back.span(claim.span),
            parts=tuple(map(self.claim_part, claim.parts)),
            total_span=self.span(claim.total_span),
            rate_span=self.span(claim.rate_span),
            body_lines=self.lines(claim.body_lines),
            scope_line=self.line(claim.scope_line),
        )

    def lines(self, lines: Sequence[int]) -> tuple[int, ...]:
        return tuple(self._back.line(line) for line in lines)


def relocate(report: Report, back: Unwrapped, document: Document) -> Report:
    """The report with every place told in `document`, whose joined lines it was read from."""
    move = _Mover(back)
    return dataclasses.replace(
        report,
        document=document,
        title_line=move.line(report.title_line),
        date_line=move.line(report.date_line),
        sections=tuple(map(move.section, report.sections)),
        headings=tuple(map(move.headed, report.headings)),
        aspects=tuple(map(move.headed, report.aspects)),
        groups=tuple(map(move.headed, report.groups)),
        problems=tuple(map(move.problem, report.problems)),
        claims=tuple(map(move.claim, report.claims)),
    )
