"""Two texts side by side: which paragraphs changed, and which characters of them. No Qt."""

from __future__ import annotations

import difflib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from desktop.documents.line_alignment import Step, align, character_edits

_CONTEXT = 1
_LONGEST_COMPARED = 6_000
_LARGEST_STRETCH = 900
_ALIKE = 0.4


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of a paragraph; changed: the other text has something else there."""

    text: str
    changed: bool = False


@dataclass(frozen=True, slots=True)
class Side:
    """The paragraphs of one text in a row. line: 1-based, of the first of them."""

    line: int
    paragraphs: tuple[tuple[Piece, ...], ...]


@dataclass(frozen=True, slots=True)
class DifferenceRow:
    """What stands side by side. A side is None where the text has nothing there; skipped: so many equal paragraphs."""

    old: Side | None = None
    new: Side | None = None
    changed: bool = False
    skipped: int = 0


@dataclass(frozen=True, slots=True)
class Differences:
    """How a text differs from an older one."""

    rows: tuple[DifferenceRow, ...]
    changed: int
    added: int
    removed: int

    def __bool__(self) -> bool:
        return bool(self.changed or self.added or self.removed)

    @property
    def summary(self) -> str:
        """改动 2 段，新增 1 段，删去 3 段."""
        parts = [
            f"{name} {count} 段"
            for name, count in (("改动", self.changed), ("新增", self.added), ("删去", self.removed))
            if count
        ]
        return "，".join(parts) or "文字相同"


def differences(old: Sequence[str], new: Sequence[str]) -> Differences:
    """Hold two texts side by side, with one equal paragraph before and after what differs."""
    steps = list(_steps(old, new))
    differs = [not _same(step, old, new) for step in steps]
    rows: list[DifferenceRow] = []
    counts = [0, 0, 0]
    skipped = 0
    for at, step in enumerate(steps):
        if not any(differs[max(0, at - _CONTEXT) : at + _CONTEXT + 1]):
            skipped += 1
            continue
        if skipped:
            rows.append(DifferenceRow(skipped=skipped))
            skipped = 0
        rows.append(_row(step, old, new, changed=differs[at]))
        if differs[at]:
            kind = 1 if not step.old else 2 if not step.new else 0
            counts[kind] += max(len(step.old), len(step.new))
    if skipped:
        rows.append(DifferenceRow(skipped=skipped))
    return Differences(tuple(rows), *counts)


def _steps(old: Sequence[str], new: Sequence[str]) -> Iterator[Step]:
    """How the new paragraphs come from the old; a long stretch that was written anew is not looked into."""
    matcher = difflib.SequenceMatcher(None, old, new, autojunk=False)
    for kind, i, i_end, j, j_end in matcher.get_opcodes():
        if kind == "equal" or _alike_in_place(old[i:i_end], new[j:j_end]):
            yield from (Step(range(i + k, i + k + 1), range(j + k, j + k + 1)) for k in range(i_end - i))
        elif (i_end - i) * (j_end - j) > _LARGEST_STRETCH:
            yield Step(range(i, i_end), range(j, j))
            yield Step(range(i_end, i_end), range(j, j_end))
        else:
            for step in align(old[i:i_end], new[j:j_end]):
                yield Step(range(step.old.start + i, step.old.stop + i), range(step.new.start + j, step.new.stop + j))


def _alike_in_place(old: Sequence[str], new: Sequence[str]) -> bool:
    """Whether each paragraph was edited where it stands: it begins or ends as before for the most part."""
    return len(old) == len(new) and all(
        2 * _kept_ends(one, other) >= _ALIKE * (len(one) + len(other)) for one, other in zip(old, new, strict=True)
    )


def _kept_ends(one: str, other: str) -> int:
    shorter = min(len(one), len(other))
    head = next((n for n in range(shorter) if one[n] != other[n]), shorter)
    tail = next((n for n in range(shorter - head) if one[-1 - n] != other[-1 - n]), shorter - head)
    return head + tail


def _same(step: Step, old: Sequence[str], new: Sequence[str]) -> bool:
    return len(step.old) == len(step.new) == 1 and old[step.old.start] == new[step.new.start]


def _row(step: Step, old: Sequence[str], new: Sequence[str], *, changed: bool) -> DifferenceRow:
    left = [old[i] for i in step.old]
    right = [new[i] for i in step.new]
    if not changed or not left or not right:
        mark = changed
        olds = Side(step.old.start + 1, tuple((Piece(text, mark),) for text in left)) if left else None
        news = Side(step.new.start + 1, tuple((Piece(text, mark),) for text in right)) if right else None
        return DifferenceRow(olds, news, changed)
    one, other = "\n".join(left), "\n".join(right)
    marked_old, marked_new = _marked(one, other)
    return DifferenceRow(
        Side(step.old.start + 1, _paragraphs(marked_old)), Side(step.new.start + 1, _paragraphs(marked_new)), changed
    )


def _marked(old: str, new: str) -> tuple[list[Piece], list[Piece]]:
    if max(len(old), len(new)) > _LONGEST_COMPARED:
        return [Piece(old, True)], [Piece(new, True)]
    left: list[Piece] = []
    right: list[Piece] = []
    at = 0
    for start, end, text in character_edits(old, new):
        left += [Piece(old[at:start]), Piece(old[start:end], True)]
        right += [Piece(old[at:start]), Piece(text, True)]
        at = end
    left.append(Piece(old[at:]))
    right.append(Piece(old[at:]))
    return left, right


def _paragraphs(pieces: Sequence[Piece]) -> tuple[tuple[Piece, ...], ...]:
    """Pieces of paragraphs joined by line ends, one tuple a paragraph, without empty pieces."""
    paragraphs: list[list[Piece]] = [[]]
    for piece in pieces:
        for number, text in enumerate(piece.text.split("\n")):
            if number:
                paragraphs.append([])
            if text:
                paragraphs[-1].append(Piece(text, piece.changed))
    return tuple(map(tuple, paragraphs))
