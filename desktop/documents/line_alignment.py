"""Which paragraph of an edited text is which of the original, and what changed within one."""

from __future__ import annotations

import difflib
from collections.abc import Sequence
from dataclasses import dataclass

_SAME_PARAGRAPH = 0.3
_SAME_AFTER_SPLIT = 0.8
_MOST_PIECES = 4
_SPLIT_COST = 1.0
_BAND = 12
_BAND_ABOVE = 900
_LONGEST_COMPARED = 1_500
_LARGEST_DIFF = 4_000_000
_KEPT_APART = "\t\n"


@dataclass(frozen=True, slots=True)
class Step:
    """Paragraphs of the original and what stands for them; half-open ranges of 0-based indexes.

    One to one: the same or edited. One to many: split. Many to one: joined. One of them empty: added or removed.
    """

    old: range
    new: range


def align(old: Sequence[str], new: Sequence[str]) -> list[Step]:
    """How the new lines come from the old, in order; together the steps cover both."""
    steps: list[Step] = []
    matcher = difflib.SequenceMatcher(None, *_trimmed(old, new, head := _common_head(old, new)), autojunk=False)
    steps += [Step(range(i, i + 1), range(i, i + 1)) for i in range(head)]
    for kind, i, i_end, j, j_end in matcher.get_opcodes():
        if kind == "equal":
            steps += [
                Step(range(head + i + k, head + i + k + 1), range(head + j + k, head + j + k + 1))
                for k in range(i_end - i)
            ]
        else:
            steps += _gap(old, new, range(head + i, head + i_end), range(head + j, head + j_end))
    covered = steps[-1].old.stop if steps else 0
    covered_new = steps[-1].new.stop if steps else 0
    steps += [
        Step(range(covered + k, covered + k + 1), range(covered_new + k, covered_new + k + 1))
        for k in range(len(old) - covered)
    ]
    return steps


def character_edits(old: str, new: str) -> list[tuple[int, int, str]]:
    """What turns old into new: (start, end, text) with places in old, in order, none touching another.

    A single character that happens to be the same between two changes does not part them.
    """
    head = _common_head(old, new)
    tail = 0
    while tail < min(len(old), len(new)) - head and old[-1 - tail] == new[-1 - tail]:
        tail += 1
    a, b = old[head : len(old) - tail], new[head : len(new) - tail]
    if not a or not b or len(a) * len(b) > _LARGEST_DIFF:
        return [(head, head + len(a), b)] if a or b else []
    edits: list[tuple[int, int, str]] = []
    previous_new = -1
    for kind, i, i_end, j, j_end in difflib.SequenceMatcher(None, a, b, autojunk=False).get_opcodes():
        if kind == "equal":
            continue
        start, text = i + head, b[j:j_end]
        between = b[previous_new:j] if edits else ""
        if edits and len(between) == 1 and between not in _KEPT_APART and (edits[-1][2] or text):
            start, _, before = edits.pop()
            text = before + between + text
        edits.append((start, i_end + head, text))
        previous_new = j_end
    return edits


def _common_head(old: Sequence[str], new: Sequence[str]) -> int:
    length = 0
    for one, other in zip(old, new, strict=False):
        if one != other:
            break
        length += 1
    return length


def _trimmed(old: Sequence[str], new: Sequence[str], head: int) -> tuple[Sequence[str], Sequence[str]]:
    """Both without their common head and tail."""
    tail = 0
    while tail < min(len(old), len(new)) - head and old[-1 - tail] == new[-1 - tail]:
        tail += 1
    return old[head : len(old) - tail], new[head : len(new) - tail]


def _gap(old: Sequence[str], new: Sequence[str], old_range: range, new_range: range) -> list[Step]:
    """Pair the paragraphs of a stretch where no line is the same."""
    if not old_range or not new_range:
        return [Step(old_range, new_range)]
    if len(old_range) == len(new_range) == 1:
        return [Step(old_range, new_range)]
    steps: list[Step] = []
    i, j = old_range.start, new_range.start
    for step in [*_best_pairs(old, new, old_range, new_range), None]:
        i_end = old_range.stop if step is None else step.old.start
        j_end = new_range.stop if step is None else step.new.start
        while i < i_end and j < j_end:  # rewritten: nothing alike, but one in the place of the other
            steps.append(Step(range(i, i + 1), range(j, j + 1)))
            i, j = i + 1, j + 1
        if i < i_end or j < j_end:
            steps.append(Step(range(i, i_end), range(j, j_end)))
        if step is not None:
            steps.append(step)
            i, j = step.old.stop, step.new.stop
    return steps


def _best_pairs(old: Sequence[str], new: Sequence[str], old_range: range, new_range: range) -> list[Step]:
    """Pairs, splits and joins that keep the most characters, in order."""
    n, m = len(old_range), len(new_range)
    banded = n * m > _BAND_ABOVE
    best = [[0.0] * (m + 1) for _ in range(n + 1)]
    choice: list[list[tuple[int, int]]] = [[(0, 0)] * (m + 1) for _ in range(n + 1)]
    shapes = [(1, 1), *((1, k) for k in range(2, _MOST_PIECES + 1)), *((k, 1) for k in range(2, _MOST_PIECES + 1))]
    for i in range(n - 1, -1, -1):
        for j in range(m - 1, -1, -1):
            value, chosen = best[i + 1][j], (1, 0)
            if best[i][j + 1] > value:
                value, chosen = best[i][j + 1], (0, 1)
            if not banded or abs(i * m / n - j) <= _BAND:
                for rows, columns in shapes:
                    if i + rows > n or j + columns > m:
                        continue
                    olds = old[old_range.start + i : old_range.start + i + rows]
                    news = new[new_range.start + j : new_range.start + j + columns]
                    gain = _kept(olds, news)
                    if gain > 0 and gain + best[i + rows][j + columns] > value:
                        value, chosen = gain + best[i + rows][j + columns], (rows, columns)
            best[i][j], choice[i][j] = value, chosen
    steps = []
    i = j = 0
    while i < n and j < m:
        rows, columns = choice[i][j]
        if rows and columns:
            first, second = old_range.start + i, new_range.start + j
            steps.append(Step(range(first, first + rows), range(second, second + columns)))
        i, j = i + max(rows, 0), j + max(columns, 0)
    return steps


def _kept(olds: Sequence[str], news: Sequence[str]) -> float:
    """How many characters stay when these are taken for one another; 0 where they are not alike."""
    one_to_one = len(olds) == len(news) == 1
    if not one_to_one and not (all(olds) and all(news)):
        return 0.0
    a, b = "".join(olds)[:_LONGEST_COMPARED], "".join(news)[:_LONGEST_COMPARED]
    least = _SAME_PARAGRAPH if one_to_one else _SAME_AFTER_SPLIT
    if not a or not b or 2 * min(len(a), len(b)) < least * (len(a) + len(b)):
        return 0.0
    matcher = difflib.SequenceMatcher(None, a, b, autojunk=False)
    if matcher.quick_ratio() < least:
        return 0.0
    kept = sum(block.size for block in matcher.get_matching_blocks())
    if 2 * kept < least * (len(a) + len(b)):
        return 0.0
    return kept - (0.0 if one_to_one else _SPLIT_COST * (len(olds) + len(news) - 2))
