"""The rows of a ledger in the order a report tells them: aspect, problem, detail; and what they add up to."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from desktop.drafting.facts import place
from desktop.drafting.wording import aspect_words, count_series, prose, sentence, short_words, title_words
from desktop.ledger.columns import Column
from desktop.ledger.model import Ledger, Row
from desktop.ledger.totals import DONE_STATUSES
from desktop.report.model import Status
from desktop.report.status import classify

_OTHER_ASPECT = "其他方面"
_SHORT = {
    "整改目标": Column.GOAL,
    "牵头领导": Column.LEADER,
    "责任单位": Column.DEPARTMENT,
    "责任人": Column.PERSON,
    "配合单位": Column.PARTNER,
    "整改类型": Column.TYPE,
    "完成时限": Column.DEADLINE,
    "完成时间": Column.DONE_ON,
    "佐证材料": Column.PROOF,
    "销号时间": Column.STRUCK_OFF,
    "备注": Column.REMARK,
}
_LONG = {"原因分析": Column.CAUSE, "未完成原因": Column.REASON_OPEN}
_ANSWERED = DONE_STATUSES | {Status.MOSTLY, Status.STAGE}
"""Statuses whose planned measures have been carried out."""
_STATED = (Status.DONE, Status.DONE_LONG, Status.MOSTLY, Status.STAGE, Status.DOING, Status.OPEN)
_LABELS = {
    Status.DONE: "已完成",
    Status.DONE_LONG: "已完成并长期坚持",
    Status.MOSTLY: "基本完成",
    Status.STAGE: "阶段性完成",
    Status.DOING: "正在整改",
    Status.OPEN: "未完成",
}


@dataclass(frozen=True, slots=True)
class Item:
    """A problem of the report; group: the problem of the feedback that it is a detail of, "" without one."""

    row: Row
    title: str
    aspect: str = ""
    group: str = ""

    @property
    def status(self) -> Status:
        """The row's status, read from other words where they name one."""
        return status_of(self.row)


def status_of(row: Row) -> Status:
    """The status a row states, also in words that are none of the usual ones (整改完成)."""
    return row.status or classify(row[Column.STATUS])


def items_of(ledger: Ledger) -> tuple[Item, ...]:
    """The problems by aspect and problem, both in order of first appearance.

    Rows that share one 反馈问题 are its details; a row alone with its problem is
    that problem, and its 具体问题 describes it.
    """
    rows = [row for row in ledger.rows if row[Column.PROBLEM].strip() or row[Column.DETAIL].strip()]
    named = any(row[Column.ASPECT].strip() for row in rows)
    aspects: dict[str, dict[str, list[Row]]] = {}
    for number, row in enumerate(rows):
        aspect = aspect_words(row[Column.ASPECT]) or (_OTHER_ASPECT if named else "")
        problem = title_words(row[Column.PROBLEM]) or f"\0{number}"
        aspects.setdefault(aspect, {}).setdefault(problem, []).append(row)
    out: list[Item] = []
    for aspect, problems in aspects.items():
        for problem, members in problems.items():
            if len(members) == 1:
                title = title_words(members[0][Column.DETAIL]) if problem.startswith("\0") else problem
                out.append(Item(members[0], title, aspect))
            else:
                out += [Item(row, title_words(row[Column.DETAIL]) or problem, aspect, problem) for row in members]
    return tuple(out)


def item_values(item: Item, *, apart: bool = True) -> dict[str, str]:
    """The value of each field that the layout of a problem can name; "" for what the row does not say.

    apart: whether the ledger tells what is planned (整改措施) apart from what was
    done (整改进展). Measures of an unfinished problem are then only its plan.
    """
    row = item.row
    values = {name: short_words(row[column]) for name, column in _SHORT.items()}
    values |= {name: prose(row[column]) for name, column in _LONG.items()}
    measures, progress = prose(row[Column.MEASURES]), prose(row[Column.PROGRESS])
    told, planned = progress, measures
    if not progress and (item.status in _ANSWERED or (item.status is not Status.UNSTATED and not apart)):
        told, planned = measures, ""
    detail = sentence(row[Column.DETAIL].replace("\n", "；")) if not item.group else ""
    if title_words(row[Column.DETAIL]) == item.title:
        detail = ""
    return values | {
        "方面": item.aspect,
        "反馈问题": item.group or item.title,
        "问题": item.title,
        "具体问题": detail,
        "整改措施": planned,
        "全部整改措施": measures or progress,
        "问题表现": detail or prose(row[Column.CAUSE]) or progress,
        "整改进展": progress,
        "整改情况": told,
        "整改状态": _LABELS.get(item.status, ""),
        "下一步措施": "",
    }


def tells_progress(items: Iterable[Item]) -> bool:
    """Whether the ledger tells progress apart from measures at all."""
    return any(item.row[Column.PROGRESS].strip() for item in items)


def count_measures(items: Iterable[Item]) -> int:
    """How many measures the ledger lists."""
    return sum(count_series(item.row[Column.MEASURES]) for item in items)


def unfinished(items: Iterable[Item], done: Collection[Status] = DONE_STATUSES) -> list[Item]:
    """The problems that are stated and not finished."""
    return [item for item in items if item.status is not Status.UNSTATED and item.status not in done]


@dataclass(frozen=True, slots=True)
class Counts:
    """How many aspects, problems of the feedback, and details a report lists; details is 0 where problems have none."""

    aspects: int
    problems: int
    details: int
    by_status: dict[Status, int]

    @property
    def leaves(self) -> int:
        """How many problems have a status of their own."""
        return self.details or self.problems


def count_items(items: Sequence[Item]) -> Counts:
    """What the problems add up to."""
    problems = len({(item.aspect, item.group or id(item)) for item in items})
    grouped = any(item.group for item in items)
    by_status: dict[Status, int] = {}
    for item in items:
        by_status[item.status] = by_status.get(item.status, 0) + 1
    aspects = len({item.aspect for item in items if item.aspect})
    return Counts(aspects, problems, len(items) if grouped else 0, by_status)


def extent(aspects: int | None, problems: int | None, details: int | None) -> str:
    """3个方面10个问题, or 3个方面10个问题（细化为24项具体问题）; the mark to fill where nothing is known."""
    if problems is None:
        return f"{place('方面数')}个方面{place('问题数')}个问题"
    words = f"{aspects}个方面{problems}个问题" if aspects else f"{problems}个问题"
    return f"{words}（细化为{details}项具体问题）" if details else words


def progress_words(counts: Counts, done: Collection[Status] = DONE_STATUSES) -> str:
    """已完成7个，正在整改3个，完成率70%, every number from the same rows; a mark where statuses are missing."""
    total = counts.leaves
    unit = "项" if counts.details else "个"
    unstated = counts.by_status.get(Status.UNSTATED, 0)
    stated = [(status, counts.by_status[status]) for status in _STATED if counts.by_status.get(status)]
    if not stated:
        return place("已完成、正在整改的问题数和完成率")
    finished = sum(n for status, n in stated if status in done)
    if finished == total and len(stated) == 1:
        return "已全部完成整改，完成率100%"
    parts = [f"{_LABELS[status]}{n}{unit}" for status, n in stated]
    if unstated:
        return "，".join([*parts, place(f"其余{unstated}{unit}问题的整改状态")])
    if not finished:
        return "，".join(parts)
    from desktop.report.claims.arithmetic import computed_rate  # it brings all reading with it

    return "，".join([*parts, f"完成率{computed_rate(total, finished, 1).removesuffix('.0')}%"])
