"""总览: how far a ledger has come, by aspect, department, leader and deadline, and what is overdue on a day."""

from __future__ import annotations

import enum
from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass
from datetime import date

from desktop.ledger import deadlines
from desktop.ledger.columns import Column
from desktop.ledger.comparison import title_of
from desktop.ledger.model import Ledger, Row
from desktop.ledger.totals import DONE_STATUSES, NO_ASPECT, Totals, count_rows
from desktop.report.model import Status

NEAR_DAYS, SOON_DAYS = 7, 20
"""A deadline within so many days is near, or soon."""

NO_DEPARTMENT, NO_LEADER, NO_MONTH = "未写责任单位", "未写牵头领导", "未写时限"
LASTING, OTHER_MONTH = "长期坚持", "其他时限"


class Urgency(enum.Enum):
    """How a row stands to its deadline on a day; the value is the word for it."""

    DONE = "已办结"
    OVERDUE = "已超期"
    NEAR = f"{NEAR_DAYS} 天内到期"
    SOON = f"{SOON_DAYS} 天内到期"
    LATER = "未到期"
    NO_DAY = "时限不是日期"


class GroupBy(enum.Enum):
    """What rows are grouped by; the value is the word for it."""

    ASPECT = "方面"
    DEPARTMENT = "责任单位"
    LEADER = "牵头领导"
    MONTH = "完成时限"


@dataclass(frozen=True, slots=True)
class Item:
    """A row as the board shows it.

    index: 0-based row of the ledger. number: as the ledger has it, else its
    1-based place. days: until the deadline, negative when it has passed, None
    where the deadline is no day.
    """

    index: int
    row: Row
    number: str
    title: str
    urgency: Urgency
    due: date | None
    days: int | None


@dataclass(frozen=True, slots=True)
class Group:
    """Rows that share something. overdue: how many of them are."""

    name: str
    totals: Totals
    overdue: int
    items: tuple[Item, ...]


@dataclass(frozen=True, slots=True)
class Overview:
    """A ledger on one day. late: overdue rows, the longest first; coming: due within SOON_DAYS, the next first."""

    ledger: Ledger
    today: date
    totals: Totals
    items: tuple[Item, ...]
    late: tuple[Item, ...]
    coming: tuple[Item, ...]

    def groups(self, by: GroupBy, done: Collection[Status] = DONE_STATUSES) -> tuple[Group, ...]:
        """The groups: months in the order of time, the others in the order of their coming."""
        gathered: dict[str, list[Item]] = {}
        for item in self.items:
            gathered.setdefault(_NAMES[by](item), []).append(item)
        names = sorted(gathered, key=lambda name: _month_order(gathered[name])) if by is GroupBy.MONTH else gathered
        return tuple(_group(name, gathered[name], done) for name in names)


def look_over(ledger: Ledger, today: date, done: Collection[Status] = DONE_STATUSES) -> Overview:
    """The overview of a ledger. done: which statuses count as done."""
    items = tuple(_item(index, row, today, done) for index, row in enumerate(ledger.rows))
    late = sorted((item for item in items if item.urgency is Urgency.OVERDUE), key=_by_days)
    coming = sorted((item for item in items if item.urgency in (Urgency.NEAR, Urgency.SOON)), key=_by_days)
    return Overview(ledger, today, count_rows(ledger.rows, done), items, tuple(late), tuple(coming))


def urgency(row: Row, today: date, done: Collection[Status] = DONE_STATUSES) -> Urgency:
    """How a row stands to its deadline."""
    if row.status in done:
        return Urgency.DONE
    due = deadlines.last_day(row[Column.DEADLINE])
    if due is None:
        return Urgency.NO_DAY
    days = (due - today).days
    if days < 0:
        return Urgency.OVERDUE
    if days <= NEAR_DAYS:
        return Urgency.NEAR
    return Urgency.SOON if days <= SOON_DAYS else Urgency.LATER


def days_words(item: Item) -> str:
    """超期 12 天, 今天到期, 还有 3 天; empty where the deadline is no day."""
    if item.days is None:
        return ""
    if item.days < 0:
        return f"超期 {-item.days} 天"
    return "今天到期" if item.days == 0 else f"还有 {item.days} 天"


def _item(index: int, row: Row, today: date, done: Collection[Status]) -> Item:
    due = deadlines.last_day(row[Column.DEADLINE])
    number = row[Column.NUMBER].strip() or str(index + 1)
    days = None if due is None else (due - today).days
    return Item(index, row, number, title_of(row), urgency(row, today, done), due, days)


def _by_days(item: Item) -> tuple[int, int]:
    return item.days or 0, item.index


def _group(name: str, items: Iterable[Item], done: Collection[Status]) -> Group:
    held = tuple(items)
    overdue = sum(item.urgency is Urgency.OVERDUE for item in held)
    return Group(name, count_rows((item.row for item in held), done), overdue, held)


def _cell(column: Column, otherwise: str) -> Callable[[Item], str]:
    return lambda item: " ".join(item.row[column].split()) or otherwise


def _month(item: Item) -> str:
    if item.due is not None:
        return f"{item.due.year}年{item.due.month}月"
    text = item.row[Column.DEADLINE].strip()
    if not text:
        return NO_MONTH
    return LASTING if deadlines.sort_of(text) is deadlines.Sort.LASTING else OTHER_MONTH


def _month_order(items: list[Item]) -> tuple[int, int]:
    first = items[0]
    if first.due is not None:
        return 0, first.due.year * 12 + first.due.month
    return (LASTING, OTHER_MONTH, NO_MONTH).index(_month(first)) + 1, 0


_NAMES: dict[GroupBy, Callable[[Item], str]] = {
    GroupBy.ASPECT: _cell(Column.ASPECT, NO_ASPECT),
    GroupBy.DEPARTMENT: _cell(Column.DEPARTMENT, NO_DEPARTMENT),
    GroupBy.LEADER: _cell(Column.LEADER, NO_LEADER),
    GroupBy.MONTH: _month,
}
