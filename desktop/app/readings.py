"""Corrections of the reading by hand, held against a text as the window shows it. No Qt.

Texts whose lines were broken by a page width are read with their lines
joined; corrections are then held to the joined paragraphs, and places are
still told in the lines of the window.
"""

from __future__ import annotations

import bisect
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from desktop.report.corrections import AnchoredCorrection, Correction, anchor, resolve, with_correction
from desktop.report.model import Kind, Role
from desktop.text.document import Document

if TYPE_CHECKING:
    from desktop.report.unwrapping import Unwrapped

Corrections = tuple[AnchoredCorrection, ...]

_OF_SELF_EXAMINATION = (Role.BASICS, Role.WORK, Role.PROBLEMS, Role.NEXT_STEPS, Role.CONTACT)
_OF_REPORT = (
    Role.INTRODUCTION,
    Role.ORGANIZATION,
    Role.RECTIFICATION,
    Role.CLUES,
    Role.REMAINING,
    Role.NEXT_STEPS,
    Role.CONTACT,
)


def roles_of(kind: Kind) -> tuple[Role, ...]:
    """The parts a document of this kind can have, in their usual order."""
    return _OF_SELF_EXAMINATION if kind is Kind.SELF_EXAMINATION else _OF_REPORT


def corrected_lines(document: Document, corrections: Iterable[AnchoredCorrection]) -> dict[int, Correction]:
    """The corrections that hold, by the 1-based line they stand at in this document."""
    corrections = tuple(corrections)
    if not corrections:
        return {}
    joined = _joined(document)
    if joined is None:
        return resolve(document, corrections)
    return {joined.line(line): correction for line, correction in resolve(joined.document, corrections).items()}


def corrected(
    corrections: Iterable[AnchoredCorrection], document: Document, line: int, correction: Correction | None
) -> Corrections:
    """The corrections with another word on a 1-based line; None: read it as the program does.

    Nothing changes for a blank line, which cannot be found again.
    """
    joined = _joined(document)
    read, number = (document, line) if joined is None else (joined.document, _paragraph_of(joined, line))
    kept = tuple(item for item in corrections if number not in resolve(read, (item,)))
    if correction is None or not read.line(number).strip():
        return kept
    return with_correction(kept, anchor(read, number, correction))


def carried(corrections: Corrections, before: Document, after: Document) -> Corrections:
    """The corrections held to the words of the text after an edit, so that a corrected line itself may be edited.

    What cannot be followed is left as it is: undoing the edit brings it back.
    """
    if not corrections or before.lines == after.lines:
        return corrections
    old, new = _read_form(before), _read_form(after)
    moves = _Moves(old.lines, new.lines)
    out: list[AnchoredCorrection] = []
    for item in corrections:
        (line,) = resolve(old, (item,)) or (0,)
        now = moves.line(line) if line else None
        out.append(item if now is None or not new.line(now).strip() else anchor(new, now, item.correction))
    return tuple(out)


class _Moves:
    """Where the lines of a text are after an edit in one stretch of it."""

    def __init__(self, before: Sequence[str], after: Sequence[str]) -> None:
        least = min(len(before), len(after))
        self._head = next((i for i in range(least) if before[i] != after[i]), least)
        most = least - self._head
        self._tail = next((i for i in range(most) if before[-1 - i] != after[-1 - i]), most)
        self._before, self._after = len(before), len(after)

    def line(self, line: int) -> int | None:
        """The line a 1-based line is now; None within a stretch that has another number of lines."""
        if line <= self._head or self._before == self._after:
            return line
        return line + self._after - self._before if line > self._before - self._tail else None


def _joined(document: Document) -> Unwrapped | None:
    from desktop.report.unwrapping import unwrap  # reading is loaded with the checks, after the first paint

    return unwrap(document)


def _read_form(document: Document) -> Document:
    joined = _joined(document)
    return document if joined is None else joined.document


def _paragraph_of(joined: Unwrapped, line: int) -> int:
    """The 1-based number of the joined paragraph that a line of the window belongs to."""
    starts = [joined.line(number) for number in range(1, len(joined.document.lines) + 1)]
    return max(1, bisect.bisect_right(starts, line))
