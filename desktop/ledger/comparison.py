"""Two ledgers held against one another: a report's with the office's, or one of last month with one of today."""

from __future__ import annotations

import bisect
import enum
import re
from collections import Counter, defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from desktop.ledger import deadlines
from desktop.ledger.columns import Column
from desktop.ledger.matching import Matching, match_rows, own_words, plain, row_names
from desktop.ledger.model import Ledger, Row
from desktop.ledger.status_words import read_status
from desktop.ledger.totals import DONE_STATUSES
from desktop.report.model import Status

NAMES = (Column.LEADER, Column.DEPARTMENT, Column.PERSON, Column.PARTNER)
"""Columns that hold names, compared where both sides name somebody."""

_SEPARATORS = re.compile(r"[\s、，,；;/／|和及与]+")
_MEASURE = re.compile(
    r"^\s*(?:[（(]?\d{1,3}[）)、.．](?!\d)|[①-⑳]|[一二三四五六七八九十]{1,3}是|[（(][一二三四五六七八九十]{1,3}[）)])"
)
_INLINE = re.compile(r"(?:^|[。；;：:\n])\s*(?:[一二三四五六七八九十]{1,3}是)")


class Sort(enum.Enum):
    """What two ledgers can disagree about."""

    ONLY_FIRST = "only first"
    ONLY_SECOND = "only second"
    WORDING = "wording"
    ASPECT = "aspect"
    ORDER = "order"
    STATUS = "status"
    DEADLINE = "deadline"
    NAME = "name"
    MEASURES = "measures"


@dataclass(frozen=True, slots=True)
class Difference:
    """One disagreement: 0-based rows of both sides (None where there is none), and what each says.

    done_differs: for a status, whether one side counts as done and the other does not.
    """

    sort: Sort
    first: int | None
    second: int | None
    column: Column | None = None
    first_text: str = ""
    second_text: str = ""
    done_differs: bool = False


def compare(
    first: Ledger,
    second: Ledger,
    done: Collection[Status] = DONE_STATUSES,
    matching: Matching | None = None,
) -> tuple[Difference, ...]:
    """What the two disagree about, in the order of the first; rows that only the second has come last.

    A cell that one side leaves empty is no disagreement, and a ledger that names no problems
    (measures only) cannot be held against problems. done: which statuses count as done.
    """
    names, other_names = row_names(first.rows), row_names(second.rows)
    if not any(names) or not any(other_names):
        return ()
    found = matching or match_rows(first.rows, second.rows)
    out: list[Difference] = []
    second_of = found.second
    moved = _moved(found)
    aspects = _aspect_names(first.rows, second.rows, found)
    for i, row in enumerate(first.rows):
        j = second_of.get(i)
        if j is None:
            if title_of(row):
                out.append(Difference(Sort.ONLY_FIRST, i, None, Column.PROBLEM, title_of(row)))
            continue
        other = second.rows[j]
        if i in moved:
            out.append(Difference(Sort.ORDER, i, j, None, row[Column.NUMBER], other[Column.NUMBER]))
        words = _wording(names[i], other_names[j])
        out.extend(_row_differences(i, j, row, other, words, done, aspects))
    out += [
        Difference(Sort.ONLY_SECOND, None, j, Column.PROBLEM, "", title)
        for j in found.only_second
        if (title := title_of(second.rows[j]))
    ]
    return tuple(out)


def title_of(row: Row) -> str:
    """What a row is called by: its problem, with its detail where that says more, or its measures."""
    problem, detail = own_words(row[Column.PROBLEM]), own_words(row[Column.DETAIL])
    if detail and detail != problem:
        return f"{problem}：{detail}" if problem else detail
    return problem or row[Column.MEASURES].strip().split("\n")[0]


def _row_differences(
    i: int,
    j: int,
    row: Row,
    other: Row,
    words: tuple[str, str] | None,
    done: Collection[Status],
    aspects: dict[str, str],
) -> list[Difference]:
    out = []
    if words is not None:
        out.append(Difference(Sort.WORDING, i, j, Column.PROBLEM, *words))
    aspect = aspects.get(plain(row[Column.ASPECT]))
    if aspect is not None and plain(other[Column.ASPECT]) and plain(other[Column.ASPECT]) != aspect:
        out.append(Difference(Sort.ASPECT, i, j, Column.ASPECT, row[Column.ASPECT], other[Column.ASPECT]))
    one, two = read_status(row[Column.STATUS]), read_status(other[Column.STATUS])
    if one is not None and two is not None and one is not two:
        out.append(
            Difference(Sort.STATUS, i, j, Column.STATUS, one.value, two.value, (one in done) is not (two in done))
        )
    if deadlines.differ(row[Column.DEADLINE], other[Column.DEADLINE]):
        out.append(Difference(Sort.DEADLINE, i, j, Column.DEADLINE, row[Column.DEADLINE], other[Column.DEADLINE]))
    out += [
        Difference(Sort.NAME, i, j, column, row[column], other[column])
        for column in NAMES
        if _names_differ(row[column], other[column])
    ]
    counts = measure_count(row[Column.MEASURES]), measure_count(other[Column.MEASURES])
    if counts[0] != counts[1] and min(counts) > 1:
        out.append(Difference(Sort.MEASURES, i, j, Column.MEASURES, str(counts[0]), str(counts[1])))
    return out


def _wording(one: Sequence[str], two: Sequence[str]) -> tuple[str, str] | None:
    """The two names of a problem where neither side knows the other's."""
    if not one or not two:
        return None
    known, others = {plain(name) for name in one}, {plain(name) for name in two}
    if plain(one[0]) in others or plain(two[0]) in known:
        return None
    if any(_opens(a, b) for a in known for b in others):
        return None
    return one[0], two[0]


_LEAST_OPENING = 8


def _opens(a: str, b: str) -> bool:
    """Whether the longer text only goes on where the shorter, of some length, ends."""
    shorter, longer = sorted((a, b), key=len)
    return len(shorter) >= _LEAST_OPENING and longer.startswith(shorter) and len(longer) > 2 * len(shorter)


def _aspect_names(first: Sequence[Row], second: Sequence[Row], matching: Matching) -> dict[str, str]:
    """What the second side calls each aspect of the first: the name that most of its problems stand under."""
    votes: dict[str, Counter[str]] = defaultdict(Counter)
    for i, j in matching.pairs:
        one, two = plain(first[i][Column.ASPECT]), plain(second[j][Column.ASPECT])
        if one and two:
            votes[one][two] += 1
    out = {}
    for one, names in votes.items():
        (name, most), *rest = names.most_common()
        if not rest or most > rest[0][1]:
            out[one] = name
        elif one in names:
            out[one] = one
    return out


def _moved(matching: Matching) -> frozenset[int]:
    """Rows of the first side outside the longest run that keeps its order on the other side."""
    tails: list[int] = []
    ends: list[int] = []
    before: list[int] = []
    seconds = [j for _, j in matching.pairs]
    for at, j in enumerate(seconds):
        place = bisect.bisect_left(tails, j)
        if place == len(tails):
            tails.append(j)
            ends.append(at)
        else:
            tails[place] = j
            ends[place] = at
        before.append(ends[place - 1] if place else -1)
    keep = set()
    at = ends[-1] if ends else -1
    while at >= 0:
        keep.add(at)
        at = before[at]
    return frozenset(i for at, (i, _) in enumerate(matching.pairs) if at not in keep)


def _names_differ(one: str, other: str) -> bool:
    a = {p for name in _SEPARATORS.split(one) if (p := plain(name))}
    b = {p for name in _SEPARATORS.split(other) if (p := plain(name))}
    if not a or not b or a & b:
        return False
    return not any(x in y or y in x for x in a for y in b)


def measure_count(text: str) -> int:
    """How many measures a cell lists: numbered lines, 一是…二是… within a line, else 1; 0 for an empty cell."""
    lines = [line for line in text.split("\n") if line.strip()]
    if not lines:
        return 0
    numbered = sum(bool(_MEASURE.match(line)) for line in lines)
    inline = len(_INLINE.findall(text))
    return max(numbered, inline, 1)


# -- counts ----------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Counts:
    """How much of each level a ledger holds. problems: rows. headed: distinct 反馈问题 over details, None without.

    unstated: rows whose status is empty or no status. by_status: known statuses only.
    """

    aspects: int
    headed: int | None
    problems: int
    measures: int
    by_status: dict[Status, int]
    unstated: int
    done: int


def count_levels(rows: Sequence[Row], done: Collection[Status] = DONE_STATUSES) -> Counts:
    """The counts of these rows."""
    statuses = Counter(read_status(row[Column.STATUS]) for row in rows)
    by_status = {status: n for status, n in statuses.items() if status is not None}
    details = any(row[Column.DETAIL].strip() for row in rows)
    pairs = {(plain(row[Column.ASPECT]), plain(row[Column.PROBLEM])) for row in rows if row[Column.PROBLEM].strip()}
    return Counts(
        aspects=len({plain(row[Column.ASPECT]) for row in rows if plain(row[Column.ASPECT])}),
        headed=len(pairs) if details and 0 < len(pairs) < len(rows) else None,
        problems=len(rows),
        measures=sum(measure_count(row[Column.MEASURES]) for row in rows),
        by_status=by_status,
        unstated=statuses[None],
        done=sum(n for status, n in by_status.items() if status in done),
    )
