"""A rectification report as read: title, sections, aspects, problems, claims.

Everything here is immutable and knows its place in the document it was read
from. Lines are 1-based, offsets are code points, spans half-open.
"""

from __future__ import annotations

import enum
from dataclasses import dataclass, field
from datetime import date

from desktop.text.document import Document
from desktop.text.spans import Span


class Kind(enum.Enum):
    """What sort of document it is; the value is what people read."""

    NOTICE = "通报"
    REPORT = "整改报告"
    PLAN = "整改方案"
    SELF_EXAMINATION = "自查汇报"
    OTHER = "其他"


class Role(enum.Enum):
    """The part a section plays; the values are the keys of the JSON."""

    INTRODUCTION = "introduction"
    ORGANIZATION = "organization"
    RECTIFICATION = "rectification"
    CLUES = "clues"
    REMAINING = "remaining"
    NEXT_STEPS = "next_steps"
    CONTACT = "contact"
    BASICS = "basics"
    WORK = "work"
    PROBLEMS = "problems"


class Status(enum.Enum):
    """How far a problem's rectification has come, as the text states it for the whole problem."""

    DONE = "已完成"
    DONE_LONG = "已完成并长期坚持"
    MOSTLY = "基本完成"
    STAGE = "阶段性完成"
    DOING = "正在整改"
    OPEN = "未完成"
    UNSTATED = "未说明"


class Verdict(enum.Enum):
    """The result of adding a claim up, or of holding it against the body."""

    OK = "ok"
    WRONG = "wrong"
    NONE = "none"
    UNCLEAR = "unclear"


class PartRole(enum.Enum):
    """What a stretch of text under a problem tells; the value is the usual Chinese label."""

    CAUSE = "原因分析"
    MEASURES = "整改措施"
    PROGRESS = "整改情况"
    RESULT = "整改成效"
    STATUS = "整改状态"
    GOAL = "整改目标"
    LEADER = "牵头领导"
    DEPARTMENT = "责任单位"
    PERSON = "责任人"
    PARTNER = "配合单位"
    DEADLINE = "整改时限"
    REASON_OPEN = "未完成原因"
    NEXT = "下一步"
    SITUATION = "具体问题"


@dataclass(frozen=True, slots=True)
class Label:
    """A number as written at the head of a heading: （一）, 1., ①, 一是, 第一方面.

    text: with its marks, as written. style: which sort of number it is
    (`desktop.report.numbering.STYLES`). value: the number it stands for.
    """

    text: str
    style: str
    value: int
    span: Span


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading of the outline.

    span: the whole heading without its number (a run-in heading ends where
    its text begins). depth: 0 for a section, then one more for each level.
    """

    line: int
    label: Label | None
    title: str
    span: Span
    depth: int


@dataclass(frozen=True, slots=True)
class Section:
    """A first-level part. end_line is the last line that belongs to it."""

    role: Role
    line: int
    end_line: int
    heading: Heading | None = None


@dataclass(frozen=True, slots=True)
class Aspect:
    """The heading of a group of problems; title verbatim without its number."""

    line: int
    title: str
    span: Span
    label: Label | None = None


@dataclass(frozen=True, slots=True)
class Group:
    """A mid-level heading between an aspect and its problems."""

    line: int
    title: str
    span: Span
    label: Label | None = None


@dataclass(frozen=True, slots=True)
class Part:
    """A stretch of a problem's text with one purpose; span is the text without its label."""

    role: PartRole
    span: Span
    text: str


@dataclass(frozen=True, slots=True)
class Measure:
    """One first-level measure (一是…, ①…, or a paragraph without enumeration)."""

    span: Span
    text: str
    label: Label | None = None


class FactKind(enum.Enum):
    """A sort of fact in a problem's text."""

    DOCUMENT = "文件"
    MEETING = "会议"
    MONEY = "金额"
    PEOPLE = "人员"


@dataclass(frozen=True, slots=True)
class Fact:
    """Something a problem's text says was made, held, paid or dealt with.

    text: as written. value: how many, or the sum in 元; None for a document.
    detail: a document's number, a meeting's name, a sum's unit, whom the
    people were.
    """

    kind: FactKind
    span: Span
    text: str
    value: float | None
    detail: str = ""


@dataclass(frozen=True, slots=True)
class Problem:
    """The smallest headed problem with rectification text of its own.

    span: the title within its line. title: the problem itself, without number,
    lead-in, enclosing quotes and tail. end_line: the last line of its text.
    deadline: as written.
    """

    line: int
    number: str | None
    title: str
    span: Span
    end_line: int
    label: Label | None = None
    aspect_line: int | None = None
    parent_line: int | None = None
    status: Status = Status.UNSTATED
    status_span: Span | None = None
    status_text: str | None = None
    deadline: str | None = None
    deadline_span: Span | None = None
    has_cause: bool = False
    parts: tuple[Part, ...] = ()
    measures: tuple[Measure, ...] = ()
    facts: tuple[Fact, ...] = ()

    def part_text(self, role: PartRole) -> str:
        """The text of all parts with this role, one paragraph a line; "" without any."""
        return "\n".join(p.text for p in self.parts if p.role is role)


@dataclass(frozen=True, slots=True)
class ClaimPart:
    """One of the numbers that a claim sets against its total; n is None where it is a placeholder."""

    label: str
    n: float | None
    span: Span
    status: Status | None = None


@dataclass(frozen=True, slots=True)
class Claim:
    """A statement that counts: a total, its parts, a rate.

    subject: what is counted (反馈问题, 方面, 整改措施 …). unit: the measure word.
    scope_line: line of the heading within whose text the claim speaks, None
    for the whole report. body_n: what the report itself lists, None where it
    does not allow it. total_span: the digits of the total.
    """

    span: Span
    text: str
    subject: str
    total: float | None
    parts: tuple[ClaimPart, ...] = ()
    rate: float | None = None
    arithmetic: Verdict = Verdict.NONE
    body: Verdict = Verdict.UNCLEAR
    unit: str = ""
    total_span: Span | None = None
    rate_span: Span | None = None
    body_n: float | None = None
    body_lines: tuple[int, ...] = ()
    scope_line: int | None = None

    @property
    def line(self) -> int:
        """The line the claim stands on."""
        return self.span.line


@dataclass(frozen=True, slots=True)
class Report:
    """A document read as a report."""

    document: Document
    title: str | None = None
    title_line: int | None = None
    kind: Kind = Kind.OTHER
    unit: str | None = None
    party_body: str = "其他"
    inspector: str | None = None
    date: date | None = None
    date_line: int | None = None
    sections: tuple[Section, ...] = ()
    headings: tuple[Heading, ...] = ()
    aspects: tuple[Aspect, ...] = ()
    groups: tuple[Group, ...] = ()
    problems: tuple[Problem, ...] = ()
    claims: tuple[Claim, ...] = ()
    _by_role: dict[Role, Section] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        found: dict[Role, Section] = {}
        for section in self.sections:
            found.setdefault(section.role, section)
        object.__setattr__(self, "_by_role", found)

    def section(self, role: Role) -> Section | None:
        """The first section with this role."""
        return self._by_role.get(role)
