"""Lines of an edited text against the paragraphs they come from: without their numbers, or several as one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from desktop.documents.word_map import MappedParagraph, Piece
from desktop.documents.word_names import child
from desktop.report.numbering import find_label
from desktop.text.document import Paragraph


@dataclass(slots=True)
class Line:
    """A line the saved file must have, without its automatic number; None: the paragraph is gone."""

    text: str | None


def shifted(edits: Sequence[tuple[int, int, str]], by: int) -> list[tuple[int, int, str]]:
    """The edits with their places moved."""
    return [(start + by, end + by, text) for start, end, text in edits]


def without_label(label: str, old_rest: str, new: str) -> tuple[bool, str]:
    """Whether a paragraph whose number was changed keeps it, and its new text without any number.

    A number that was removed whole is meant to go; one that was typed over or damaged stays as Word counts it.
    """
    typed = find_label(new)
    if typed is not None and find_label(old_rest) is None:
        return True, new[: typed.span.start] + new[typed.span.end :]
    if typed is None:
        for length in range(len(label) - 1, 0, -1):
            if new.startswith(label[-length:]) and not old_rest.startswith(label[-length:]):
                return True, new[length:]
            if new.startswith(label[:length]) and not old_rest.startswith(label[:length]):
                return True, new[length:]
    return False, new


def joined(olds: Sequence[MappedParagraph]) -> MappedParagraph | None:
    """Paragraphs side by side as one, None where they cannot be joined without loss."""
    pieces: list[Piece] = []
    text = olds[0].paragraph.text[: len(olds[0].paragraph.label)]
    for order, entry in enumerate(olds):
        if len(entry.elements) > 1 or not len(entry.elements[0]):
            return None
        element = entry.elements[0]
        if child(child(element, "pPr"), "sectPr") is not None:
            return None
        if order and element.getprevious() is not olds[order - 1].elements[0]:
            return None
        shift = len(text) - len(entry.paragraph.label)
        pieces += [Piece(p.run, p.child, p.start + shift, p.end + shift, p.splittable) for p in entry.pieces]
        text += entry.paragraph.text[len(entry.paragraph.label) :]
    elements = tuple(entry.elements[0] for entry in olds)
    return MappedParagraph(Paragraph(text, olds[0].paragraph.label), elements, pieces)
