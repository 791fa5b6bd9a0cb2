"""A paragraph broken into lines as Chinese is printed: whole grid of characters, no mark at the wrong edge.

Rules of GB/T 15834—2011 5.1 (no closing mark at the head of a line, no opening one at its end); numbers and western
words stay whole. Where a closing mark would open a line it is squeezed into the line before, as Word does it, else
the character before it comes down with it. Measures are those of the model (twentieths of a point).
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from desktop.documents.page_model import Align, Face, Para

NEVER_FIRST = frozenset("，。、；：？！）》〉”’】〕』」｝～·％%℃‰°,.;:?!)]}")
NEVER_LAST = frozenset("（《〈“‘【〔『「｛([{〔￥$")
_SQUEEZED = frozenset("，。、；：？！）》〉”’】〕（《〈“‘【〔")
_TOGETHER = ("——", "……")
_WORD_SIGNS = frozenset(".,%-/:@_&+'")
_MOST_SQUEEZED = 2
_LOOSEST = 1.12
"""How far letters may be moved apart to fill a line, by their width."""

Measure = Callable[[Face, str], float]
"""The advance of one character in a face, without added space."""


@dataclass(frozen=True, slots=True)
class Piece:
    """Letters in one face that stand side by side. x: from the left edge of the type area; gap: between letters.

    natural: their width without any gap.
    """

    x: float
    text: str
    face: Face
    western: bool
    gap: float
    natural: float


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a paragraph. height: its pitch; size: of its largest letters."""

    pieces: tuple[Piece, ...]
    height: float
    size: float

    @property
    def text(self) -> str:
        """Its letters."""
        return "".join(piece.text for piece in self.pieces)


@dataclass(slots=True)
class _Sign:
    text: str
    face: Face
    western: bool
    width: float


def is_western(sign: str) -> bool:
    """Whether a letter is set in the western font: ASCII and Latin letters; quotes and dashes are Chinese."""
    return sign.isascii() or "\u00c0" <= sign <= "\u024f"


def break_lines(para: Para, width: float, measure: Measure) -> list[Line]:
    """The lines of a paragraph in a column of this width; an empty one has one line."""
    lines: list[Line] = []
    signs = [
        _Sign(text, run.face, is_western(text), 0.0 if text in "\t\n" else measure(run.face, text) + run.face.spacing)
        for run in para.runs
        for text in run.text
    ]
    height = para.line
    size = max((run.face.size for run in para.runs), default=320.0)
    at, first = 0, True
    while at < len(signs) or first:
        left = para.left + (para.first if first else 0)
        room = width - left - para.right
        end = _line_end(signs, at, room)
        broken = end < len(signs) and signs[end].text == "\n"
        last = end >= len(signs) or broken
        shown = signs[at:end]
        while shown and not last and shown[-1].text == " ":
            shown.pop()
        high = height if para.exact else max(height, max((s.face.size for s in shown), default=size) * 1.25)
        lines.append(Line(tuple(_placed(shown, left, room, para.align, last=last)), high, size))
        at = end + 1 if broken else end
        first = False
        if broken and at >= len(signs):  # a break at the very end opens one more line
            lines.append(Line((), high, size))
            break
    return lines


def _line_end(signs: Sequence[_Sign], at: int, room: float) -> int:
    """Where the line that begins here ends."""
    used, end = 0.0, at
    while (
        end < len(signs) and signs[end].text != "\n" and used + signs[end].width - signs[end].face.spacing <= room + 1
    ):
        used += signs[end].width
        end += 1
    if end >= len(signs) or signs[end].text == "\n":
        return max(end, at + 1) if end == at and end < len(signs) and signs[end].text != "\n" else end
    end = max(end, at + 1)
    end = _squeezed(signs, at, end)
    best = end
    while best > at + 1 and not _may_break(signs, best):
        best -= 1
    return best if _may_break(signs, best) else end


def _squeezed(signs: Sequence[_Sign], at: int, end: int) -> int:
    """Take closing marks that would open the next line into this one, where its marks give the room."""
    more = 0
    while more <= _MOST_SQUEEZED and end + more < len(signs) and signs[end + more].text in NEVER_FIRST:
        more += 1
    if not more or more > _MOST_SQUEEZED:
        return end
    spare = sum(sign.width / 2 for sign in signs[at : end + more] if sign.text in _SQUEEZED)
    need = sum(sign.width for sign in signs[end : end + more])
    return end + more if spare >= need and _may_break(signs, end + more) else end


def _may_break(signs: Sequence[_Sign], at: int) -> bool:
    """Whether a line may end before this sign."""
    if at >= len(signs) or signs[at].text == "\n":
        return True
    before, after = signs[at - 1].text, signs[at].text
    if after in NEVER_FIRST or before in NEVER_LAST or after == " ":
        return False
    if before + after in _TOGETHER:
        return False
    return not (_in_word(before) and _in_word(after))


def _in_word(sign: str) -> bool:
    return is_western(sign) and (sign.isalnum() or sign in _WORD_SIGNS)


def _placed(signs: Sequence[_Sign], left: float, room: float, align: Align, *, last: bool) -> list[Piece]:
    """Put the letters of a line in their places."""
    tab = next((n for n, sign in enumerate(signs) if sign.text == "\t"), None)
    if tab is not None:
        tail = signs[tab + 1 :]
        start = left + room - _natural(tail)
        return [*_pieces(signs[:tab], left, 0.0), *_pieces(tail, start, 0.0)]
    natural, gap = _natural(signs), 0.0
    free = room - natural
    if free < 0 or (align is Align.BOTH and not last):
        gaps = max(len(signs) - 1, 1)
        gap = free / gaps
        if gap > (_LOOSEST - 1) * natural / gaps and len(signs) < 8:
            gap = 0.0
    start = left
    if align is Align.RIGHT:
        start += max(free, 0)
    elif align is Align.CENTER:
        start += max(free, 0) / 2
    return _pieces(signs, start, gap)


def _natural(signs: Sequence[_Sign]) -> float:
    return sum(sign.width for sign in signs) - (signs[-1].face.spacing if signs else 0)


def _pieces(signs: Sequence[_Sign], x: float, gap: float) -> list[Piece]:
    """Neighbours of one face and script as one piece."""
    pieces: list[Piece] = []
    start, text, width = x, "", 0.0
    for at, sign in enumerate(signs):
        text += sign.text
        width += sign.width + gap
        following = signs[at + 1] if at + 1 < len(signs) else None
        if following is None or following.face != sign.face or following.western != sign.western:
            spread = sign.face.spacing + gap
            pieces.append(Piece(start, text, sign.face, sign.western, spread, width - spread * len(text)))
            start, text, width = start + width, "", 0.0
    return pieces
