"""What is made from the report in the window: its ledger, and copies with comments or tracked changes, as bytes."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from desktop.app.report_file import NEW_NAME, ReportFile, Written, word_now
from desktop.checks.base import Check, Finding, Severity
from desktop.checks.settings import DONE
from desktop.documents.errors import DocumentError
from desktop.documents.opened import Fingerprint, Format, Opened
from desktop.ledger.model import Ledger
from desktop.report.model import Status
from desktop.text.document import Document
from desktop.text.edits import Edit, apply_edits
from desktop.text.spans import Span

if TYPE_CHECKING:
    from desktop.documents.word_revisions import RevisedWord

PROGRAM = "对账"
"""Whose name stands on comments and changes where nobody gave one."""


def excel_bytes(ledger: Ledger, done: Collection[Status] = DONE) -> bytes:
    """The ledger as a workbook; done: the statuses that count as finished. Raises DocumentError."""
    from desktop.documents.excel_ledger import write_excel

    return write_excel(ledger, done)


def word_ledger_bytes(ledger: Ledger, done: Collection[Status] = DONE) -> bytes:
    """The ledger as a Word table; done: the statuses that count as finished. Raises DocumentError."""
    from desktop.documents.word_ledger import write_word_ledger

    return write_word_ledger(ledger, done)


def annotated_bytes(
    file: ReportFile,
    document: Document,
    findings: Sequence[Finding],
    check_of: Callable[[str], Check | None],
    author: str = PROGRAM,
) -> bytes:
    """The Word file, with the edits of this moment, with a comment on every error and warning.

    document: the text as it is, in which the findings' places are. Raises DocumentError.
    """
    from desktop.documents.text_output import comment_text
    from desktop.documents.word_comments import Comment, annotate

    now = _word_of(file, document)
    comments = [
        Comment(now.place(finding.span), comment_text(finding, check_of(finding.rule)), author)
        for finding in findings
        if finding.severity is not Severity.INFO
    ]
    return annotate(now.opened, comments, data=now.opened.data)


@dataclass(frozen=True, slots=True)
class Revising:
    """What stands in a copy as tracked changes. own: what was changed in the window since the file was opened."""

    fixes: tuple[Edit, ...]
    own: bool
    author: str = PROGRAM


def revised_word(file: ReportFile, document: Document, wanted: Revising) -> RevisedWord:
    """The Word file with fixes of `document`, the text as it is, as tracked changes.

    With `own` the changes since opening are tracked too, as far as they stand within paragraphs; paragraphs that
    were added or taken away are in the copy without a trace, which a note says. Raises DocumentError.
    """
    from desktop.documents.word_revisions import write_revisions

    if not wanted.own:
        now = _word_of(file, document)
        edits = [Edit(now.place(edit.span), edit.text) for edit in wanted.fixes]
        return write_revisions(now.opened, edits, wanted.author, data=now.opened.data)
    if file.opened is None or file.opened.data is None or not file.keeps_form:
        raise DocumentError("只有打开的 Word 文件能把打开以后的改动写成修订。")
    return _with_own_changes(file, file.opened, apply_edits(document.lines, wanted.fixes), wanted.author)


def changed_paragraphs(file: ReportFile, lines: Sequence[str]) -> int:
    """In how many places the text differs from the Word file as it was opened; 0 for what cannot be tracked."""
    if not file.keeps_form or file.lines == tuple(lines):
        return 0
    from desktop.documents.line_alignment import align

    def same(old: range, new: range) -> bool:
        return len(old) == len(new) == 1 and file.lines[old.start] == lines[new.start]

    return sum(1 for step in align(file.lines, lines) if not same(step.old, step.new))


@dataclass(frozen=True, slots=True)
class _WordNow:
    """A Word file with the text of this moment, and the text as the window has it."""

    opened: Opened
    lines: tuple[str, ...]

    def place(self, span: Span) -> Span:
        """A place of the window's text in the file, where the automatic number may have another length."""
        if span.line > min(len(self.lines), len(self.opened.document.paragraphs)):
            return span
        ours, theirs = self.lines[span.line - 1], self.opened.document.line(span.line)
        shift = len(theirs) - len(ours)
        head = len(ours) - _common_tail(ours, theirs)
        if ours == theirs or span.start < head:
            return Span(span.line, min(span.start, len(theirs)), min(span.end, len(theirs)))
        return Span(span.line, span.start + shift, span.end + shift)


def _common_tail(one: str, other: str) -> int:
    pairs = zip(reversed(one), reversed(other), strict=False)
    return sum(1 for _ in itertools.takewhile(lambda pair: pair[0] == pair[1], pairs))


def _word_of(file: ReportFile, document: Document) -> _WordNow:
    made: Written | None = word_now(file, document.lines)
    if made is not None and file.opened is not None and len(made.document.paragraphs) == len(document.paragraphs):
        opened = replace(file.opened, document=made.document, data=made.data)
    else:
        path = Path(f"{NEW_NAME}.txt") if file.opened is None else file.opened.path
        opened = Opened(path, Format.TEXT, document, Fingerprint(0, 0, ""))
    return _WordNow(opened, document.lines)


def _with_own_changes(file: ReportFile, opened: Opened, lines: Sequence[str], author: str) -> RevisedWord:
    from desktop.documents.line_alignment import align, character_edits
    from desktop.documents.word_revisions import write_revisions

    base: list[str] = []
    targets: list[tuple[int, str]] = []
    untracked = 0
    for step in align(file.lines, lines):
        if len(step.old) == len(step.new) == 1:
            base.append(file.lines[step.old.start])
            targets.append((len(base), lines[step.new.start]))
        else:
            untracked += 1
            base += lines[step.new.start : step.new.stop]
    made = word_now(file, base)
    if made is None or len(made.document.paragraphs) != len(base):
        raise DocumentError("打开以后增删的段落不能有把握地写进修订稿。请先保存，再导出修订稿。")
    now = _WordNow(replace(opened, document=made.document), tuple(base))
    edits = [
        Edit(now.place(Span(number, start, end)), text)
        for number, target in targets
        for start, end, text in character_edits(base[number - 1], target)
    ]
    revised = write_revisions(now.opened, edits, author, data=made.data)
    if not untracked:
        return revised
    told = f"打开以后有 {untracked} 处增删、拆分或合并段落，已直接改好，没有留下修订记录。"
    return replace(revised, notes=(*revised.notes, told))
