"""How an offered change is shown: the sentence before and after, the characters that differ marked. No Qt."""

from __future__ import annotations

from dataclasses import dataclass

from desktop.drafting.proposals import ProposedEdit

_AROUND = 36


@dataclass(frozen=True, slots=True)
class ShownChange:
    """The words around a change; before and after are what stands in them now and then."""

    lead: str
    before: str
    after: str
    rest: str


def shown_change(proposed: ProposedEdit, line: str) -> ShownChange:
    """The change in its sentence, cut to what is near where the sentence is long. line: the paragraph it stands in."""
    span = proposed.edit.span
    start = line.rfind(proposed.sentence, 0, span.start + len(proposed.sentence)) if proposed.sentence else -1
    while start > span.start:
        start = line.rfind(proposed.sentence, 0, start + len(proposed.sentence) - 1)
    start = max(0, start)
    end = max(span.end, start + len(proposed.sentence))
    lead, rest = line[start : span.start], line[span.end : end]
    if len(lead) > _AROUND:
        lead = "…" + lead[-_AROUND:]
    if len(rest) > _AROUND:
        rest = rest[:_AROUND] + "…"
    return ShownChange(lead, line[span.start : span.end], proposed.edit.text, rest)
