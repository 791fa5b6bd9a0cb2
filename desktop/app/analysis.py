"""Everything the window shows of a text, worked out in one go. No Qt: it runs in the worker."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from desktop.app.readings import Corrections, corrected_lines
from desktop.app.word_count import count_words
from desktop.checks.base import Finding
from desktop.checks.settings import DEFAULTS, CheckSettings
from desktop.ledger.model import Ledger
from desktop.report.corrections import Correction
from desktop.report.model import Report
from desktop.text.document import Document, Paragraph

Cancel = Callable[[], bool]


class Cancelled(Exception):  # noqa: N818 - nothing went wrong
    """The work is no longer wanted."""


@dataclass(frozen=True, slots=True)
class Checked:
    """A text read and checked, all places in its own lines.

    joined: its lines were broken by a page width and were joined for reading.
    broken: codes of the checks that broke. settings: what the checks obeyed.
    """

    report: Report
    findings: tuple[Finding, ...] = ()
    joined: bool = False
    broken: tuple[str, ...] = ()
    settings: CheckSettings = DEFAULTS


@dataclass(frozen=True, slots=True)
class Analysis:
    """A text of the editor as read and checked.

    words: 字数; seconds: how long all this took. corrected: what a person said
    of single lines, by 1-based line.
    """

    report: Report
    findings: tuple[Finding, ...] = ()
    ledger: Ledger = field(default_factory=lambda: Ledger(""))
    broken_checks: tuple[str, ...] = ()
    words: int = 0
    seconds: float = 0.0
    joined: bool = False
    corrected: Mapping[int, Correction] = field(default_factory=dict)
    settings: CheckSettings = DEFAULTS

    @property
    def lines(self) -> tuple[str, ...]:
        """The text it speaks of."""
        return self.report.document.lines


@dataclass(frozen=True, slots=True)
class Analyser:
    """The services an analysis needs, passed in so that tests can stand in for them. It belongs to one thread."""

    check: Callable[[Document, Cancel, Corrections], Checked]
    make_ledger: Callable[[Report], Ledger]

    def __call__(self, document: Document, cancel: Cancel, corrections: Corrections = ()) -> Analysis:
        """Read, check, and make the ledger. Raises Cancelled."""
        began = time.perf_counter()
        checked = self.check(document, cancel, corrections)
        if cancel():
            raise Cancelled
        return Analysis(
            checked.report,
            checked.findings,
            self.make_ledger(checked.report),
            checked.broken,
            count_words(document.lines),
            time.perf_counter() - began,
            checked.joined,
            corrected_lines(document, corrections),
            checked.settings,
        )


def as_text(paragraph: Paragraph) -> Paragraph:
    """A paragraph whose automatic number is ordinary text, as a file made anew from the text has it."""
    return replace(paragraph, label="") if paragraph.label else paragraph


def document_of(lines: Sequence[str], origin: Sequence[Paragraph]) -> Document:
    """The edited lines as a document that still knows where its paragraphs came from.

    Lines at the head and the foot that equal those of the opened file keep
    their origin (table cell, style level, automatic number), and so does any
    other line whose text the file has once. Between them, where as many lines
    stand as before, each is the one in its place; the rest is body text. A
    number is automatic only as long as the line begins with it.
    """
    if not origin:
        return Document.from_lines(lines)
    paragraphs: list[Paragraph | None] = [None] * len(lines)
    head = 0
    while head < min(len(lines), len(origin)) and lines[head] == origin[head].text:
        paragraphs[head] = origin[head]
        head += 1
    foot = 0
    while foot < min(len(lines), len(origin)) - head and lines[-1 - foot] == origin[-1 - foot].text:
        paragraphs[-1 - foot] = origin[-1 - foot]
        foot += 1
    left: dict[str, Paragraph | None] = {}
    between = origin[head : len(origin) - foot]
    for paragraph in between:
        left[paragraph.text] = None if paragraph.text in left else paragraph
    in_place = len(lines) == len(origin)
    for at in range(head, len(lines) - foot):
        line = lines[at]
        paragraphs[at] = left.get(line) or (_edited(origin[at], line) if in_place else Paragraph(line))
    return Document(tuple(p for p in paragraphs if p is not None))


def _edited(paragraph: Paragraph, line: str) -> Paragraph:
    label = paragraph.label if line.startswith(paragraph.label) else ""
    return replace(paragraph, text=line, label=label)
