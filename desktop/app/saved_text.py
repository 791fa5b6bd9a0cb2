"""The editor brought in line with a saved file: numbers counted anew, edits that did not go in."""

from __future__ import annotations

import difflib
from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class LineChange:
    """These lines (0-based, half-open, of the text as it is) become those."""

    start: int
    end: int
    lines: tuple[str, ...]


def changes_after_saving(sent: Sequence[str], saved: Sequence[str], now: Sequence[str]) -> list[LineChange]:
    """What has to change in the text as it is now so that it agrees with the saved file, from its end to its head.

    sent: the text that was handed over for saving; saved: what the file reads as. What was typed meanwhile stays as
    it is, and so does everything beside it.
    """
    if tuple(sent) == tuple(saved):
        return []
    at = _places(sent, now)
    changes = []
    for kind, i, i_end, j, j_end in difflib.SequenceMatcher(None, sent, saved, autojunk=False).get_opcodes():
        if kind == "equal":
            continue
        start = at.get(i) if i < len(sent) else len(now)
        if i == i_end and i and start is not None and at.get(i - 1) != start - 1:
            start = None
        if start is not None and all(at.get(i + k) == start + k for k in range(i_end - i)):
            changes.append(LineChange(start, start + i_end - i, tuple(saved[j:j_end])))
    return changes[::-1]


def _places(sent: Sequence[str], now: Sequence[str]) -> dict[int, int]:
    """Where the unchanged lines of a text stand by now."""
    if tuple(sent) == tuple(now):
        return {n: n for n in range(len(sent))}
    blocks = difflib.SequenceMatcher(None, sent, now, autojunk=False).get_matching_blocks()
    return {block.a + k: block.b + k for block in blocks for k in range(block.size)}
