"""A document as it is to be printed: paragraphs and tables with all their measures, in twentieths of a point."""

from __future__ import annotations

import enum
from dataclasses import dataclass, field
from typing import TypeAlias

MM = 1440 / 25.4
"""One millimetre."""


class Align(enum.Enum):
    """How the lines of a paragraph stand between its edges."""

    LEFT = "left"
    RIGHT = "right"
    CENTER = "center"
    BOTH = "both"


@dataclass(frozen=True, slots=True)
class Face:
    """The letters of a text: names of the Chinese and the western font, size, added space, colour as #rrggbb."""

    east: str
    west: str
    size: float = 320
    spacing: float = 0
    bold: bool = False
    color: str = "#000000"


@dataclass(frozen=True, slots=True)
class Run:
    r"""Text in one face; "\t" goes to the right edge, "\n" begins a new line."""

    text: str
    face: Face


@dataclass(frozen=True, slots=True)
class Rule:
    """A line under a paragraph or around cells."""

    width: float
    color: str = "#000000"


@dataclass(frozen=True, slots=True)
class Para:
    """A paragraph. line: the pitch of lines; exact: whether larger letters do not widen it.

    first: indent of the first line over `left`, negative for one that hangs. with_next: not the last on its page.
    """

    runs: tuple[Run, ...]
    align: Align = Align.BOTH
    line: float = 579
    exact: bool = True
    left: float = 0
    right: float = 0
    first: float = 0
    new_page: bool = False
    with_next: bool = False
    below: Rule | None = None

    @property
    def text(self) -> str:
        """All its text."""
        return "".join(run.text for run in self.runs)


@dataclass(frozen=True, slots=True)
class TableCell:
    """A cell. rows: how many rows it spans; cells that another covers are not listed. fill: its ground."""

    column: int
    paras: tuple[Para, ...]
    span: int = 1
    rows: int = 1
    fill: str = ""


@dataclass(frozen=True, slots=True)
class Table:
    """Widths of the columns and rows of cells. heads: how many first rows are repeated on every page.

    edge: the line around every cell; top, middle, bottom instead for one with lines across only. lowest: it stands at
    the foot of the last page. whole: it is not parted where it fits on one page.
    """

    widths: tuple[float, ...]
    rows: tuple[tuple[TableCell, ...], ...]
    heads: int = 0
    edge: Rule | None = field(default_factory=lambda: Rule(10))
    across: tuple[Rule, Rule, Rule] | None = None
    pad_x: float = 80
    pad_y: float = 40
    lowest: bool = False
    whole: bool = False


Block: TypeAlias = Para | Table


class Numbering(enum.Enum):
    """The form and the place of page numbers."""

    DASHES = "— 1 —"
    PLAIN = "1"
    PAGE_OF = "第 1 页，共 1 页"
    NONE = ""


@dataclass(frozen=True, slots=True)
class PageSetup:
    """The paper and its margins. numbers: odd pages at the right, even ones at the left, PAGE_OF in the middle."""

    width: float = 11906
    height: float = 16838
    top: float = 2098
    right: float = 1474
    bottom: float = 1984
    left: float = 1588
    numbers: Numbering = Numbering.DASHES
    number_face: Face = field(default_factory=lambda: Face("宋体", "宋体", 280))
    head: str = ""
    """A line above the text of every page."""

    @property
    def inner_width(self) -> float:
        """Of the type area."""
        return self.width - self.left - self.right

    @property
    def inner_height(self) -> float:
        """Of the type area."""
        return self.height - self.top - self.bottom


@dataclass(frozen=True, slots=True)
class Printable:
    """What is to be printed. title: of the print job and of the PDF. notes: Chinese, for the clerk."""

    title: str
    setup: PageSetup
    blocks: tuple[Block, ...]
    notes: tuple[str, ...] = ()
