"""A document as the checker sees it: numbered paragraphs of plain text."""

from __future__ import annotations

import enum
from collections.abc import Iterable
from dataclasses import dataclass, field


class Origin(enum.Enum):
    """Where in its file a paragraph stood."""

    BODY = "body"
    TABLE = "table"
    TEXT_BOX = "text_box"
    FOOTNOTE = "footnote"


@dataclass(frozen=True, slots=True)
class Cell:
    """A table cell: 0-based table number in the document, 0-based row and grid column."""

    table: int
    row: int
    column: int


@dataclass(frozen=True, slots=True)
class Paragraph:
    r"""One paragraph.

    text: what a reader sees, an automatic number included; a line break inside
    the paragraph is "\\n". label: the automatic number at the head of text,
    which cannot be edited as text ("" without one). heading_level: 1-based
    outline level that the file's styles give, None for body text.
    """

    text: str
    label: str = ""
    origin: Origin = Origin.BODY
    cell: Cell | None = None
    heading_level: int | None = None


@dataclass(frozen=True, slots=True)
class Document:
    """The paragraphs of a document in reading order; paragraph n has line n, from 1."""

    paragraphs: tuple[Paragraph, ...]
    _lines: tuple[str, ...] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "_lines", tuple(p.text for p in self.paragraphs))

    @classmethod
    def from_lines(cls, lines: Iterable[str]) -> Document:
        """A document of plain paragraphs."""
        return cls(tuple(Paragraph(line) for line in lines))

    @property
    def lines(self) -> tuple[str, ...]:
        """The text of every paragraph; line n is lines[n - 1]."""
        return self._lines

    def line(self, number: int) -> str:
        """The text of the paragraph with this 1-based number. Raises IndexError outside."""
        if number < 1:
            raise IndexError(number)
        return self._lines[number - 1]
