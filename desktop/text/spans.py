"""Places in a document."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """Characters of one paragraph.

    line: 1-based number of the paragraph. start, end: code point offsets
    within its text, half-open. An empty span (start == end) marks a place
    between characters.
    """

    line: int
    start: int
    end: int

    def __post_init__(self) -> None:
        if self.line < 1 or not 0 <= self.start <= self.end:
            raise ValueError(f"not a place in a document: {self.line}, {self.start}-{self.end}")

    def __len__(self) -> int:
        return self.end - self.start

    def overlaps(self, other: Span) -> bool:
        """Whether both share at least one character."""
        return self.line == other.line and self.start < other.end and other.start < self.end

    def contains(self, other: Span) -> bool:
        """Whether `other` lies wholly within this span."""
        return self.line == other.line and self.start <= other.start and other.end <= self.end
