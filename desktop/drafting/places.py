"""Where a text still has marks of what is to be filled in."""

from __future__ import annotations

from collections.abc import Sequence

from desktop.drafting.facts import PLACE
from desktop.text.spans import Span


def places_to_fill(lines: Sequence[str]) -> tuple[Span, ...]:
    """The marks of what is still to be filled, in order."""
    return tuple(Span(n, *match.span()) for n, line in enumerate(lines, 1) for match in PLACE.finditer(line))
