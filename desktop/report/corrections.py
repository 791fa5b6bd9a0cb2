"""How a person corrects the reading of single lines, and finding these lines again in an edited text."""

from __future__ import annotations

import enum
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from desktop.report.model import Role
from desktop.text.document import Document


class ReadAs(enum.Enum):
    """What a line is to be read as; the value is what people read."""

    PROBLEM = "问题"
    ASPECT = "方面"
    SECTION = "部分"
    TEXT = "正文"


@dataclass(frozen=True, slots=True)
class Correction:
    """A person's word on one line. role: only for a section."""

    read_as: ReadAs
    role: Role | None = None


@dataclass(frozen=True, slots=True)
class AnchoredCorrection:
    """A correction held to its line by the line's words, so that it survives edits elsewhere.

    text: the whole paragraph without space at its ends. before: the filled
    paragraph in front of it, to choose among lines with the same words.
    """

    text: str
    before: str
    correction: Correction


def anchor(document: Document, line: int, correction: Correction) -> AnchoredCorrection:
    """The correction of a 1-based line, held to its words. Raises IndexError outside the document."""
    before = next((text.strip() for text in reversed(document.lines[: line - 1]) if text.strip()), "")
    return AnchoredCorrection(document.line(line).strip(), before, correction)


def resolve(document: Document, corrections: Iterable[AnchoredCorrection]) -> dict[int, Correction]:
    """The corrections by 1-based line, as the text stands now; those whose line is gone are left out.

    Where several lines have the words, the one after the remembered
    paragraph is meant, else the first.
    """
    corrections = tuple(corrections)
    if not corrections:
        return {}
    places: dict[str, list[tuple[int, str]]] = {}
    before = ""
    for number, text in enumerate(document.lines, 1):
        plain = text.strip()
        if plain:
            places.setdefault(plain, []).append((number, before))
            before = plain
    found: dict[int, Correction] = {}
    for item in corrections:
        lines = places.get(item.text, [])
        best = next((number for number, previous in lines if previous == item.before), lines[0][0] if lines else None)
        if best is not None:
            found[best] = item.correction
    return found


def with_correction(
    corrections: Iterable[AnchoredCorrection], new: AnchoredCorrection
) -> tuple[AnchoredCorrection, ...]:
    """The corrections with a new one, which replaces any earlier one for its line."""
    kept = [item for item in corrections if (item.text, item.before) != (new.text, new.before)]
    return (*kept, new)


Corrections = Mapping[int, Correction]
"""Corrections by 1-based line."""
