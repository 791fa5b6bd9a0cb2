"""What a check is, and what it finds."""

from __future__ import annotations

import enum
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from desktop.report.model import Report
from desktop.text.document import Paragraph
from desktop.text.edits import Edit
from desktop.text.spans import Span

if TYPE_CHECKING:
    from desktop.checks.settings import UnitRules


class Severity(enum.Enum):
    """error: objectively wrong; warning: very probably wrong; info: a hint."""

    ERROR = "error"
    WARNING = "warning"
    INFO = "info"


class Family(enum.Enum):
    """How findings are grouped for people; the value is what they read."""

    COUNTS = "数量"
    NUMBERING = "编号"
    STRUCTURE = "结构"
    PLACEHOLDERS = "占位符"
    RESIDUE = "残留"
    MARKS = "标点"
    DATES = "日期"
    CONTACTS = "联系方式"
    NAMES = "名称"
    DUPLICATES = "重复"
    TEXT = "文字"
    TERMS = "固定表述"
    GRAMMAR = "语法"
    STATUS = "状态"
    LEDGER = "台账"


@dataclass(frozen=True, slots=True)
class Fix:
    """A way to mend a finding; its edits belong together. certain: fit for 全部修正."""

    label: str
    edits: tuple[Edit, ...]
    certain: bool = False


@dataclass(frozen=True, slots=True)
class Related:
    """Another place that the finding speaks of."""

    span: Span
    text: str


@dataclass(frozen=True, slots=True)
class Hit:
    """What a check reports; the engine turns it into a Finding.

    message: plain Chinese, what is wrong here. severity: only where it
    differs from the check's own.
    """

    span: Span
    message: str
    fixes: tuple[Fix, ...] = ()
    related: tuple[Related, ...] = ()
    severity: Severity | None = None


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing wrong or doubtful at a place, with a reason and, where there is one, a fix."""

    rule: str
    kind: str
    severity: Severity
    span: Span
    text: str
    message: str
    fixes: tuple[Fix, ...] = ()
    related: tuple[Related, ...] = ()


@dataclass(frozen=True, slots=True)
class Explanation:
    """What people read about a check, all Chinese.

    source: the standard or custom the rule rests on.
    """

    summary: str
    why: str
    source: str


@dataclass(frozen=True, slots=True)
class Example:
    """A small text for a check, one paragraph a line.

    In a bad example ⟦ ⟧ enclose each place the check must report, and nothing
    else may be reported; ⟦⟧ alone marks an empty place. A good example has no
    marks and must stay silent. mended: the bad example after all its certain
    fixes, None where the check has none.
    """

    text: str
    mended: str | None = None


ParagraphCheck = Callable[[Paragraph, int], Iterator[Hit]]
ReportCheck = Callable[[Report], Iterator[Hit]]


@dataclass(frozen=True, slots=True)
class Check:
    """A check with its metadata.

    code: permanent, a letter and three digits. kind: a kind of finding of the
    product's JSON. Exactly one of paragraph and report is given: a paragraph
    check sees one paragraph and its line and is run again only when that
    paragraph changes; a report check sees the whole report as read.
    """

    code: str
    kind: str
    family: Family
    severity: Severity
    explanation: Explanation
    bad: tuple[Example, ...]
    good: tuple[Example, ...]
    paragraph: ParagraphCheck | None = None
    report: ReportCheck | None = None
    tuned: Callable[[UnitRules], ReportCheck] | None = None

    def __post_init__(self) -> None:
        if (self.paragraph is None) == (self.report is None):
            raise ValueError(f"{self.code}: give either a paragraph check or a report check")
