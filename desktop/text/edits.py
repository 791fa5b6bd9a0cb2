"""Changes to the text of a document."""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from desktop.text.spans import Span


@dataclass(frozen=True, slots=True, order=True)
class Edit:
    """Replace the characters of `span` by `text`."""

    span: Span
    text: str


class OverlappingEditsError(ValueError):
    """Two edits of one set touch the same characters."""


def check_disjoint(edits: Iterable[Edit]) -> list[Edit]:
    """The edits in document order.

    Raises OverlappingEditsError when two of them overlap or stand at the same place.
    """
    ordered = sorted(edits)
    for before, after in itertools.pairwise(ordered):
        same_line = before.span.line == after.span.line
        if same_line and (after.span.start < before.span.end or after.span == before.span):
            raise OverlappingEditsError(f"{before} and {after}")
    return ordered


def apply_edits(lines: Sequence[str], edits: Iterable[Edit]) -> list[str]:
    """The lines after all edits, which name places in the lines as given.

    Raises OverlappingEditsError, and IndexError for a place outside the lines.
    """
    out = list(lines)
    for edit in reversed(check_disjoint(edits)):
        line = out[edit.span.line - 1]
        if edit.span.end > len(line):
            raise IndexError(f"{edit.span} lies outside a paragraph of {len(line)} characters")
        out[edit.span.line - 1] = line[: edit.span.start] + edit.text + line[edit.span.end :]
    return out
