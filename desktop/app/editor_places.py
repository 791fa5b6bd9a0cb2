"""Places of a text as ranges of the editor that shows exactly this text."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from PySide6.QtGui import QTextDocument

from desktop.app.editor_text import to_utf16
from desktop.app.marks import Range
from desktop.text.edits import Edit
from desktop.text.spans import Span


def range_of(document: QTextDocument, lines: Sequence[str], span: Span) -> Range:
    """The range of a place; lines: the text as the document has it."""
    start = document.findBlockByNumber(span.line - 1).position()
    line = lines[span.line - 1]
    return start + to_utf16(line, span.start), start + to_utf16(line, span.end)


def changes_of(document: QTextDocument, lines: Sequence[str], edits: Iterable[Edit]) -> list[tuple[Range, str]]:
    """Edits as replace_ranges() takes them."""
    return [(range_of(document, lines, edit.span), edit.text) for edit in edits]
