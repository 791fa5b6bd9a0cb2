"""A change of a report's words that is offered, never made by itself."""

from __future__ import annotations

from dataclasses import dataclass

from desktop.report.model import Report
from desktop.text.edits import Edit
from desktop.text.spans import Span

_ENDS = "。！？；\n"


@dataclass(frozen=True, slots=True)
class ProposedEdit:
    """An offered change. sentence: the words around it as they stand. reason: plain Chinese, why new is right."""

    edit: Edit
    sentence: str
    old: str
    new: str
    reason: str

    @property
    def line(self) -> int:
        """The 1-based line it stands on."""
        return self.edit.span.line


def proposal(report: Report, span: Span, new: str, reason: str) -> ProposedEdit:
    """The change of these characters, with the sentence they stand in."""
    line = report.document.line(span.line)
    start = max(line.rfind(mark, 0, span.start) for mark in _ENDS) + 1
    ends = [at for at in (line.find(mark, span.end) for mark in _ENDS) if at >= 0]
    end = min(ends) + 1 if ends else len(line)
    return ProposedEdit(Edit(span, new), line[start:end].strip(), line[span.start : span.end], new, reason)
