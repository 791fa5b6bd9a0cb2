"""Paragraphs made ready for reading: residue passed over, number and lead found."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from desktop.report.model import Label, PartRole
from desktop.report.numbering import find_items, find_label
from desktop.report.residue import find_residue
from desktop.text.document import Document
from desktop.text.spans import Span

_ROLE_WORDS: tuple[tuple[PartRole, str], ...] = (
    (PartRole.REASON_OPEN, r"(?:未|尚未)(?:完成)?整?改?(?:完成|到位)?(?:的)?(?:主要)?原因"),
    (
        PartRole.CAUSE,
        r"(?:原因分析|(?:问题)?(?:产生|形成|存在|主要|问题)(?:的)?原因(?:分析|剖析)?|问题成因|成因分析|原因剖析|原因)",
    ),
    (PartRole.NEXT, r"(?:下一?步|后续)(?:的)?(?:工作|整改)?(?:工作)?(?:的)?(?:措施|打算|计划|安排|举措|工作)?"),
    (PartRole.GOAL, r"整改目标"),
    (PartRole.DEADLINE, r"(?:整改|完成|办结){1,2}(?:时限|期限|时间|日期)(?:要求)?"),
    (PartRole.STATUS, r"(?:整改(?:完成)?状态|(?:整改)?完成(?:情况|状态)|整改程度|办结情况|当前状态)"),
    (PartRole.LEADER, r"(?:牵头|责任|分管|包抓|主管)(?:局|院|校|县|区)?领导"),
    (PartRole.DEPARTMENT, r"(?:(?:责任|牵头)(?:单位|部门|科室|股室|处室)(?:[（(][^（()）]{1,8}[）)])?)"),
    (PartRole.PERSON, r"(?:整改)?(?:直接)?责任人(?:员)?"),
    (PartRole.PARTNER, r"(?:配合|协办|协助|协同)(?:单位|部门|科室)"),
    (PartRole.RESULT, r"(?:整改|取得|工作)?(?:的)?(?:成效|效果|结果|实效)"),
    (PartRole.MEASURES, r"(?:(?:整改|主要|具体|采取|工作|整改工作)(?:的)?(?:整改)?(?:措施|做法|举措)|措施)"),
    (
        PartRole.PROGRESS,
        r"(?:(?:目前|具体|阶段性)?(?:整改|落实)(?:工作)?(?:落实|进展|完成|推进|工作)?(?:的)?(?:情况|进展|过程)|进展情况|落实情况)",
    ),
    (PartRole.SITUATION, r"(?:情况说明|(?:问题|具体|主要)表现|具体问题|存在(?:的)?问题|问题描述|问题情况|反馈意见)"),
)
_LEAD = re.compile(
    "(?:" + "|".join(f"(?P<r{i}>{pattern})" for i, (_, pattern) in enumerate(_ROLE_WORDS)) + r")[\s\u3000]{0,2}$"
)
_BARE_LEAD = re.compile(
    "(?:" + "|".join(f"(?P<r{i}>{pattern})" for i, (_, pattern) in enumerate(_ROLE_WORDS)) + r")[。]?"
)
_SPACE = " \t\u3000\xa0\u200b\ufeff\n\x0b\x0c\r"
_COLON = re.compile("[：:]")
_BRACKET_OR_STOP = re.compile("[“‘《（【〈(”’》）】〉)。！？]")
_LEAD_BOUNDARIES = "。！？；】\n"
_LEAD_LENGTH = 20
_BARE_LEAD_LENGTH = 8


@dataclass(frozen=True, slots=True)
class Lead:
    """A part's label in a paragraph (整改情况：). start and end are offsets in the clean text."""

    role: PartRole
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Scanned:
    """One paragraph made ready.

    clean: the text without residue and without space at either end. offsets:
    for each character of clean its offset in the paragraph, and one more for
    the end. label: the heading number, body_at: where in clean the words
    after it begin. leads: the part labels at its head or after a full stop.
    """

    line: int
    clean: str
    offsets: tuple[int, ...]
    label: Label | None
    body_at: int
    leads: tuple[Lead, ...]

    @property
    def body(self) -> str:
        """The clean words after the number."""
        return self.clean[self.body_at :]

    @property
    def blank(self) -> bool:
        """Whether nothing but space and residue stands here."""
        return not self.clean

    @property
    def lead(self) -> Lead | None:
        """The part label at the head of the paragraph, None without one."""
        return self.leads[0] if self.leads and self.leads[0].start == self.body_at else None

    def span(self, start: int, end: int) -> Span:
        """The place in the document of clean[start:end]."""
        if start >= end:
            at = self.offsets[min(start, len(self.offsets) - 1)]
            return Span(self.line, at, at)
        return Span(self.line, self.offsets[start], self.offsets[end - 1] + 1)

    def starts_series(self) -> bool:
        """Whether the words begin with an enumeration number (一是, 二是, ①)."""
        first = next(find_items(self.clean, self.body_at), None)
        return first is not None and first.start == self.body_at


def find_leads(clean: str, start: int) -> tuple[Lead, ...]:
    """The part labels of a paragraph: at its head, or after the end of a sentence."""
    bare = _BARE_LEAD.fullmatch(clean, start) if start == 0 and len(clean) <= _BARE_LEAD_LENGTH else None
    if bare is not None and bare.lastgroup:
        return (Lead(_ROLE_WORDS[int(bare.lastgroup[1:])][0], start, len(clean)),)
    leads = []
    for colon in _COLON.finditer(clean, start):
        begin = max((clean.rfind(mark, start, colon.start()) for mark in _LEAD_BOUNDARIES), default=-1) + 1
        begin = max(begin, start)
        match = None
        for at in (begin, max(clean.rfind("）", begin, colon.start()), clean.rfind(")", begin, colon.start())) + 1):
            begin = max(begin, at)
            while begin < colon.start() and clean[begin] in _SPACE:
                begin += 1
            if match is None and colon.start() - begin <= _LEAD_LENGTH:
                match = _LEAD.match(clean[begin : colon.start()])
            if match is not None:
                break
        if match is not None:
            leads.append(Lead(_ROLE_WORDS[int(str(match.lastgroup)[1:])][0], begin, colon.end()))
    return tuple(leads)


@lru_cache(maxsize=32_768)  # after an edit all other paragraphs are as they were
def scan_paragraph(text: str, line: int) -> Scanned:
    """Make one paragraph ready; line is its 1-based number."""
    residue = find_residue(text)
    kept: Sequence[int]
    if residue:
        left = list(range(len(text)))
        for start, end in reversed(residue):
            del left[start:end]
        clean = "".join([text[at] for at in left])
        first = len(clean) - len(clean.lstrip(_SPACE))
        clean = clean.strip(_SPACE)
        kept = left[first : first + len(clean)]
    else:
        first = len(text) - len(text.lstrip(_SPACE))
        clean = text.strip(_SPACE)
        kept = range(first, first + len(clean))
    label = find_label(clean, line)
    body_at = 0
    if label is not None:
        body_at = label.span.end
        while body_at < len(clean) and clean[body_at] in _SPACE + "：:、，,.．":
            body_at += 1
        label = Label(
            label.text, label.style, label.value, Span(line, kept[label.span.start], kept[label.span.end - 1] + 1)
        )
    offsets = (*kept, (kept[-1] + 1) if kept else len(text))
    return Scanned(line, clean, offsets, label, body_at, find_leads(clean, body_at))


def blank(s: Scanned) -> Scanned:
    """A paragraph as if nothing stood in it."""
    return Scanned(s.line, "", s.offsets[-1:], None, 0, ())


def scan(document: Document) -> tuple[Scanned, ...]:
    """Every paragraph made ready; paragraph n is at n - 1."""
    return tuple(scan_paragraph(text, line) for line, text in enumerate(document.lines, 1))


def first_sentence_end(text: str, start: int = 0) -> int:
    """The offset after the first full stop that stands outside quotes and brackets; len(text) without one."""
    depth = 0
    for match in _BRACKET_OR_STOP.finditer(text, start):
        c = match[0]
        if c in "“‘《（【〈(":
            depth += 1
        elif c in "”’》）】〉)":
            depth = max(0, depth - 1)
        elif depth == 0:
            return match.end()
    return len(text)
