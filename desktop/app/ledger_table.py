"""Which rows of a ledger a table shows, in which order and under which heads. No Qt."""

from __future__ import annotations

import enum
import re
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from desktop.ledger import deadlines
from desktop.ledger.columns import Column
from desktop.ledger.model import Row
from desktop.ledger.progress import DUE_SOON
from desktop.ledger.status_words import read_status
from desktop.ledger.totals import DONE_STATUSES, status_words
from desktop.report.model import Status

_DIGITS = re.compile(r"(\d+)")
_NAMES = re.compile(r"[\n、，,；;/／|]+")
_KEY_LENGTH = 24
_FAR = date.max


class Group(enum.Enum):
    """What rows stand together under a head; the value is the words of the menu."""

    NONE = "不分组"
    ASPECT = "按方面"
    DEPARTMENT = "按责任单位"
    LEADER = "按牵头领导"
    STATUS = "按整改状态"

    @property
    def column(self) -> Column | None:
        """The column grouped by."""
        return _GROUPED[self]


_GROUPED = {
    Group.NONE: None,
    Group.ASPECT: Column.ASPECT,
    Group.DEPARTMENT: Column.DEPARTMENT,
    Group.LEADER: Column.LEADER,
    Group.STATUS: Column.STATUS,
}
_NOBODY = {
    Column.ASPECT: "未分方面",
    Column.DEPARTMENT: "未写责任单位",
    Column.LEADER: "未写牵头领导",
    Column.STATUS: Status.UNSTATED.value,
}


class Due(enum.Enum):
    """How pressing a row is; the value is the words of its filter."""

    OVERDUE = "超期"
    WEEK = f"{DUE_SOON[0]}天内到期"
    SOON = f"{DUE_SOON[1]}天内到期"


@dataclass(frozen=True, slots=True)
class Wanted:
    """What the clerk asked to see; "" and None stand for all.

    words: must all occur in a row, whatever the case. sort: a column, and whether it goes downwards; None: the
    ledger's own order.
    """

    status: str | None = None
    due: Due | None = None
    aspect: str | None = None
    department: str | None = None
    leader: str | None = None
    words: str = ""
    sort: tuple[Column, bool] | None = None
    group: Group = Group.ASPECT

    @property
    def narrowed(self) -> bool:
        """Whether some rows may be left out."""
        return bool(self.status or self.due or self.aspect or self.department or self.leader or self.words.strip())


@dataclass(frozen=True, slots=True)
class Head:
    """The head over some rows: how many there are, and how many are done."""

    title: str
    problems: int
    done: int


@lru_cache(maxsize=65_536)
def _due_day(deadline: str) -> date | None:
    return deadlines.last_day(deadline)


@lru_cache(maxsize=4_096)
def _status_of(text: str) -> Status | None:
    return read_status(text)


def days_left(row: Row, today: date, done: Collection[Status] = DONE_STATUSES) -> int | None:
    """Days until the deadline, negative when past; None for a finished row or one without a day."""
    deadline = row[Column.DEADLINE]
    if not deadline or _status_of(row[Column.STATUS]) in done:
        return None
    last = _due_day(deadline)
    return None if last is None else (last - today).days


def pressing(row: Row, today: date, done: Collection[Status] = DONE_STATUSES) -> Due | None:
    """The narrowest class of urgency a row belongs to."""
    left = days_left(row, today, done)
    if left is None or left > DUE_SOON[1]:
        return None
    return Due.OVERDUE if left < 0 else Due.WEEK if left <= DUE_SOON[0] else Due.SOON


def due_words(row: Row, today: date, done: Collection[Status] = DONE_STATUSES) -> str:
    """超期 4 天, 剩 7 天, 今天到期; "" where nothing presses."""
    left = days_left(row, today, done)
    if left is None or left > DUE_SOON[1]:
        return ""
    if left < 0:
        return f"超期 {-left} 天"
    return f"剩 {left} 天" if left else "今天到期"


def is_finished(row: Row, done: Collection[Status] = DONE_STATUSES) -> bool:
    """Whether the row's status counts as done."""
    return _status_of(row[Column.STATUS]) in done


def names_in(text: str) -> list[str]:
    """The names a cell lists."""
    return [name for part in _NAMES.split(text) if (name := part.strip())]


def arrange(
    rows: Sequence[Row], wanted: Wanted, today: date, done: Collection[Status] = DONE_STATUSES
) -> list[int | Head]:
    """What the table shows from top to bottom: 0-based rows of the ledger, and the heads over them."""
    shown = _filtered(rows, wanted, today, done)
    if wanted.sort is not None:
        shown = _sorted(rows, shown, *wanted.sort)
    column = wanted.group.column
    if column is None:
        return list(shown)
    groups: dict[str, list[int]] = {}
    for at in shown if wanted.sort is None else sorted(shown):
        groups.setdefault(_group_of(rows[at], column), [])
    for at in shown:
        groups[_group_of(rows[at], column)].append(at)
    if len(groups) == 1 and _NOBODY[column] in groups:
        return list(shown)
    order = list(groups)
    if column is Column.STATUS:
        known = [status.value for status in Status]
        order.sort(key=lambda words: known.index(words) if words in known else len(known))
    out: list[int | Head] = []
    for name in order:
        members = groups[name]
        out.append(Head(name, len(members), sum(is_finished(rows[at], done) for at in members)))
        out += members
    return out


def _group_of(row: Row, column: Column) -> str:
    if column is Column.STATUS:
        return status_words(row)
    return " ".join(row[column].split()) or _NOBODY[column]


def _filtered(rows: Sequence[Row], wanted: Wanted, today: date, done: Collection[Status]) -> list[int]:
    tests: list[Callable[[Row], bool]] = []
    if wanted.status is not None:
        tests.append(lambda row: status_words(row) == wanted.status)
    if wanted.due is not None:
        most = {Due.OVERDUE: -1, Due.WEEK: DUE_SOON[0], Due.SOON: DUE_SOON[1]}[wanted.due]
        least = None if wanted.due is Due.OVERDUE else 0

        def presses(row: Row) -> bool:
            left = days_left(row, today, done)
            return left is not None and left <= most and (least is None or left >= least)

        tests.append(presses)
    for column, name in ((Column.DEPARTMENT, wanted.department), (Column.LEADER, wanted.leader)):
        if name is not None:
            tests.append(_naming(column, name))
    if wanted.aspect is not None:
        tests.append(lambda row: _group_of(row, Column.ASPECT) == wanted.aspect)
    words = wanted.words.casefold().split()
    if words:
        tests.append(lambda row: _holds(row, words))
    if not tests:
        return list(range(len(rows)))
    return [at for at, row in enumerate(rows) if all(test(row) for test in tests)]


def _naming(column: Column, name: str) -> Callable[[Row], bool]:
    if name == _NOBODY[column]:
        return lambda row: not row[column].strip()
    return lambda row: name in row[column] and name in names_in(row[column])


def _holds(row: Row, words: Sequence[str]) -> bool:
    text = "\n".join(row.cells.values()).casefold()
    return all(word in text for word in words)


# -- order -----------------------------------------------------------------------------------------


def _sorted(rows: Sequence[Row], shown: list[int], column: Column, downwards: bool) -> list[int]:
    """The rows by a column; empty cells come last both ways, equal ones keep the ledger's order."""
    filled: list[int] = []
    empty: list[int] = []
    keys: dict[int, tuple[object, ...]] = {}
    for at in shown:
        text = rows[at].cells.get(column, "")
        if text and not text.isspace():
            keys[at] = _key(column, text)
            filled.append(at)
        else:
            empty.append(at)
    filled.sort(key=keys.__getitem__, reverse=downwards)
    return filled + empty


@lru_cache(maxsize=65_536)
def _key(column: Column, text: str) -> tuple[object, ...]:
    if column is Column.STATUS:
        known = [status.value for status in Status]
        return (known.index(text), "") if text in known else (len(known), text)
    if column in (Column.DEADLINE, Column.DONE_ON, Column.STRUCK_OFF):
        day = _due_day(text)
        return (day or _FAR, spelled(text))
    if column is Column.NUMBER:
        return tuple((0, int(p), b"") if p.isdigit() else (1, 0, spelled(p)) for p in _DIGITS.split(text) if p)
    return (spelled(text),)


def spelled(text: str) -> bytes:
    """A key that sorts common characters by their pinyin, as the first level of GB 2312 lists them."""
    return text.strip()[:_KEY_LENGTH].encode("gb18030", "replace")


# -- what can be chosen ------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Choices:
    """What there is to filter by, each with the number of rows; statuses in their fixed order, names as they appear.

    soon: rows due within 20 days, those of the week among them.
    """

    total: int
    statuses: dict[str, int]
    overdue: int
    week: int
    soon: int
    aspects: dict[str, int]
    departments: dict[str, int]
    leaders: dict[str, int]


class RowCounts:
    """Counts over rows that come and go: an edit of one row among ten thousand costs what one row costs."""

    def __init__(self, rows: Iterable[Row], today: date, done: Collection[Status] = DONE_STATUSES) -> None:
        self._today, self._done = today, done
        self._total = 0
        self._statuses: Counter[str] = Counter()
        self._due: Counter[Due | None] = Counter()
        self._names: dict[Column, Counter[str]] = {c: Counter() for c in _COUNTED}
        self._filled: Counter[Column] = Counter()
        for row in rows:
            self._count(row, 1)

    def exchange(self, old: Row, new: Row) -> None:
        """One row in the place of another."""
        self._count(old, -1)
        self._count(new, 1)

    def filled_columns(self) -> set[Column]:
        """The columns in which at least one row says something."""
        return {column for column, count in self._filled.items() if count > 0}

    def choices(self) -> Choices:
        """What there is to filter by."""
        known = [status.value for status in Status]
        order = [*known, *sorted(words for words in self._statuses if words not in known)]
        aspects, departments, leaders = (
            {name: count for name, count in self._names[column].items() if count > 0} for column in _COUNTED
        )
        return Choices(
            self._total,
            {words: count for words in order if (count := self._statuses[words]) > 0},
            self._due[Due.OVERDUE],
            self._due[Due.WEEK],
            self._due[Due.WEEK] + self._due[Due.SOON],
            aspects,
            departments,
            leaders,
        )

    def _count(self, row: Row, step: int) -> None:
        self._total += step
        cells = row.cells
        for column, text in cells.items():
            if text and not text.isspace():
                self._filled[column] += step
        self._statuses[status_words(row)] += step
        self._due[pressing(row, self._today, self._done)] += step
        for column, counts in self._names.items():
            for name in _names_of(column, cells.get(column, "")):
                counts[name] += step


_COUNTED = (Column.ASPECT, Column.DEPARTMENT, Column.LEADER)


@lru_cache(maxsize=16_384)
def _names_of(column: Column, text: str) -> tuple[str, ...]:
    """The names a cell is counted and found under."""
    if column is Column.ASPECT:
        return (" ".join(text.split()) or _NOBODY[column],)
    return tuple(dict.fromkeys(names_in(text))) or (_NOBODY[column],)


def choices(rows: Iterable[Row], today: date, done: Collection[Status] = DONE_STATUSES) -> Choices:
    """What the rows offer to filter by."""
    return RowCounts(rows, today, done).choices()
