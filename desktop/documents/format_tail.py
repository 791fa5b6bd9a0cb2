"""Where the signature and the date of an official document stand (GB/T 9704—2012 7.3.5)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from desktop.documents.title_breaks import width_of
from desktop.documents.typeset_roles import Part, Placed
from desktop.documents.typeset_settings import TypesetSettings
from desktop.documents.word_looks import Looks
from desktop.documents.word_map import MappedParagraph

SEAL_INDENT = 4.0
_NEAR = 0.75
_WIDTH = 28
_TEXT_SIZE = 16.0


def signature_indent(signature: str, date: str, settings: TypesetSettings) -> float:
    """Characters right of a signature: with a seal it is centred over the date, else two, more over a longer date."""
    own, dated = width_of(signature), width_of(date)
    if settings.seal:
        return max(SEAL_INDENT + dated / 2 - own / 2, 0)
    return dated + 4 - own if dated > own else 2


def date_indent(signature: str, date: str, settings: TypesetSettings) -> float:
    """Characters right of the date: with a seal four, else it begins two characters right of the signature's begin."""
    own, dated = width_of(signature), width_of(date)
    if settings.seal:
        return max(SEAL_INDENT, own / 2 - dated / 2)
    return max(own - dated, 0) if own >= dated and signature else 2


def signature_places(
    tail: Sequence[tuple[Placed, MappedParagraph]], looks: Looks, settings: TypesetSettings
) -> Iterator[tuple[Placed, MappedParagraph, float, bool]]:
    """Each signature and date with the characters wanted right of it, and whether it stands so.

    Whether a seal will be put on is not known: a place that is right with one is right.
    """
    date = next((p.text for p, _ in tail if p.part is Part.DATE), "")
    signature = next((p.text for p, _ in reversed(tail) if p.part is Part.SIGNATURE), "")
    for placed, entry in tail:
        wanted = {}
        for seal in (False, True):
            chosen = replace(settings, seal=seal)
            wanted[seal] = (
                date_indent(signature, placed.text, chosen)
                if placed.part is Part.DATE
                else signature_indent(placed.text, date, chosen)
            )
        right = _right_of(placed, entry, looks)
        near = any(abs(right - one) <= _NEAR for one in wanted.values())
        yield placed, entry, wanted[settings.seal], near


def _right_of(placed: Placed, entry: MappedParagraph, looks: Looks) -> float:
    """How many characters are free right of a line of one line's length."""
    look = looks.paragraph(entry.elements[-1])
    right, left = look.indent("right", _TEXT_SIZE), look.first_line(_TEXT_SIZE)
    own = width_of(placed.text)
    text = entry.paragraph.text
    blanks = width_of(text[: len(text) - len(text.lstrip(" \u3000\u00a0"))])
    if look.alignment in {"right", "end"}:
        trailing = width_of(text[len(text.rstrip(" \u3000\u00a0")) :])
        return right + trailing
    if look.alignment == "center":
        return right + (_WIDTH - left - right - own) / 2
    return _WIDTH - left - blanks - own
