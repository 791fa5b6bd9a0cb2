"""Totals and parts as data, and how two quantities relate."""

from __future__ import annotations

import enum
from collections.abc import Sequence
from dataclasses import dataclass

from desktop.report.claims.quantities import Quantity
from desktop.report.claims.words import Topic
from desktop.report.model import Status

HEAD = 2
"""How many characters of a noun tell what it names."""

_FEWEST = 3
_SLIP, _SLIP_SHARE = 3, 0.05


class Bond(enum.Enum):
    """How firmly parts are tied to their total."""

    PARTITION = "partition"  # they must add up
    SUBSET = "subset"  # they lie within it
    SINGLE = "single"  # one part, nothing to add up


@dataclass(frozen=True, slots=True)
class Piece:
    """A part: its label, value and, unless it repeats the total, its quantity."""

    label: str
    value: float | None
    quantity: Quantity
    status: Status | None


@dataclass(frozen=True, slots=True)
class Grouping:
    """A total with its parts. total is None where only parts stand together."""

    total: Quantity | None
    pieces: tuple[Piece, ...]
    bond: Bond

    @property
    def first(self) -> Quantity:
        """The quantity that stands first."""
        quantities = [p.quantity for p in self.pieces] + ([self.total] if self.total else [])
        return min(quantities, key=lambda q: q.start)

    @property
    def last(self) -> Quantity:
        """The quantity that stands last."""
        quantities = [p.quantity for p in self.pieces] + ([self.total] if self.total else [])
        return max(quantities, key=lambda q: q.start)


def label_of(quantity: Quantity) -> str:
    """The name of a part: the words before its number, else those after it."""
    words = quantity.before.removeprefix("其中").lstrip("，的和及与、 ").removeprefix("给予")
    words = words.removesuffix("共计").removesuffix("共")
    return (words or quantity.after or quantity.noun)[-16:]


def piece_of(quantity: Quantity) -> Piece:
    """The part that a quantity states."""
    return Piece(label_of(quantity), quantity.value, quantity, quantity.status)


def adds_up(total: Quantity, parts: Sequence[Quantity]) -> bool:
    """Whether the parts can sum to the total within what 余, 近 and rounding leave open."""
    if total.value is None or any(p.value is None for p in parts):
        return False
    low, high = sum(p.low for p in parts), sum(p.high for p in parts)
    tolerance = 0.99 * sum(q.rounding for q in (total, *parts)) + 1e-6
    return low - tolerance <= total.high and high + tolerance >= total.low


def same_kind(total: Quantity, part: Quantity) -> bool:
    """Whether the part can belong to the total by its measure word and noun."""
    if part.family != total.family:
        counted = {"个", "项", "条", "件", "类", "点", "宗"}
        if part.family not in counted or total.family not in counted:
            return False
        return part.topic is total.topic and total.topic is not Topic.OTHER
    if not total.family:
        return False
    if part.topic is not total.topic and Topic.OTHER not in (part.topic, total.topic):
        return (
            part.status is not None
            and total.topic not in (Topic.ASPECT,)
            and part.topic is not Topic.ASPECT
            and not part.noun
        )
    return True


def nouns_differ(total: Quantity, part: Quantity) -> bool:
    """Whether both name what they count, and not the same."""
    a, b = total.noun.strip("的 "), part.noun.strip("的 ")
    if not a or not b:
        return False
    return not (a[-HEAD:] in b or b[-HEAD:] in a or a[:HEAD] in b)


def says_again(total: Quantity, q: Quantity) -> bool:
    """Whether the number only names the total once more, to say something new of it."""
    return q.value == total.value and q.unit == total.unit and bool(q.noun) and q.noun[:HEAD] == total.noun[:HEAD]


def unnamed_here(total: Quantity, part: Quantity) -> bool:
    """Whether the part's noun is nowhere in the words around the total."""
    noun = part.noun.strip("的 ")
    return bool(noun) and noun[:HEAD] not in total.before + total.after


def nearly(total: Quantity, parts: Sequence[Quantity]) -> bool:
    """Whether three or more numbers come so near to the total that one of them must be a slip."""
    if len(parts) < _FEWEST or not total.exact or not all(p.exact for p in parts) or total.value is None:
        return False
    return 0 < abs(sum(p.value or 0 for p in parts) - total.value) <= min(_SLIP, total.value * _SLIP_SHARE)
