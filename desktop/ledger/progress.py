"""What came of the ledger since an earlier state of it, and the periodic report (周报, 半月报, 月报) that tells it."""

from __future__ import annotations

import enum
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from desktop.ledger import deadlines
from desktop.ledger.columns import Column
from desktop.ledger.comparison import title_of
from desktop.ledger.matching import match_rows
from desktop.ledger.model import Ledger, Row
from desktop.ledger.status_words import read_status
from desktop.ledger.totals import DONE_STATUSES, Totals, count_rows
from desktop.report.model import Status
from desktop.text.numerals import write_chinese

DUE_SOON = (7, 20)
"""Days before a deadline at which a problem is shown as due."""


class Period(enum.Enum):
    """How often the office reports; the value is the report's name."""

    WEEK = "周报"
    HALF_MONTH = "半月报"
    MONTH = "月报"


@dataclass(frozen=True, slots=True)
class Snapshot:
    """A ledger as it was on a day."""

    day: date
    ledger: Ledger


@dataclass(frozen=True, slots=True)
class Advance:
    """A row whose progress text grew: 0-based row of the later ledger, and what is new in it."""

    row: int
    text: str


@dataclass(frozen=True, slots=True)
class Progress:
    """What changed between two states; row numbers are 0-based rows of the later ledger, gone: of the earlier.

    done: rows newly finished. struck_off: newly struck off. reopened: finished before, not any more. changed:
    other status. advanced: new progress. overdue: unfinished, their day is past; due: unfinished, by the days
    that remain (at most 20), soonest first. open: all unfinished rows.
    """

    before: Snapshot
    after: Snapshot
    totals_before: Totals
    totals: Totals
    done: tuple[int, ...] = ()
    struck_off: tuple[int, ...] = ()
    reopened: tuple[int, ...] = ()
    changed: tuple[int, ...] = ()
    advanced: tuple[Advance, ...] = ()
    added: tuple[int, ...] = ()
    gone: tuple[int, ...] = ()
    overdue: tuple[int, ...] = ()
    due: tuple[int, ...] = ()
    open: tuple[int, ...] = ()


def days_left(row: Row, today: date, done: Collection[Status] = DONE_STATUSES) -> int | None:
    """Days until the row's deadline, negative when it is past; None for a finished row or one without a day."""
    if read_status(row[Column.STATUS]) in done:
        return None
    last = deadlines.last_day(row[Column.DEADLINE])
    return None if last is None else (last - today).days


def progress_between(before: Snapshot, after: Snapshot, done: Collection[Status] = DONE_STATUSES) -> Progress:
    """What changed from one state to the other; overdue and due are reckoned from the later day."""
    old, new = before.ledger.rows, after.ledger.rows
    first_of = {j: i for i, j in match_rows(old, new).pairs}
    found = _Found()
    left: dict[int, int] = {}
    for j, row in enumerate(new):
        i = first_of.get(j)
        _compare_rows(found, j, old[i] if i is not None else None, row, done)
        days = days_left(row, after.day, done)
        if days is not None:
            left[j] = days
    used = set(first_of.values())
    return Progress(
        before,
        after,
        count_rows(_read(old), done),
        count_rows(_read(new), done),
        tuple(found.done),
        tuple(found.struck_off),
        tuple(found.reopened),
        tuple(found.changed),
        tuple(found.advanced),
        tuple(found.added),
        tuple(i for i in range(len(old)) if i not in used),
        tuple(sorted((j for j, days in left.items() if days < 0), key=lambda j: (left[j], j))),
        tuple(sorted((j for j, days in left.items() if 0 <= days <= DUE_SOON[-1]), key=lambda j: (left[j], j))),
        tuple(j for j, row in enumerate(new) if read_status(row[Column.STATUS]) not in done),
    )


class _Found:
    def __init__(self) -> None:
        self.done: list[int] = []
        self.struck_off: list[int] = []
        self.reopened: list[int] = []
        self.changed: list[int] = []
        self.advanced: list[Advance] = []
        self.added: list[int] = []


def _compare_rows(found: _Found, j: int, old: Row | None, row: Row, done: Collection[Status]) -> None:
    now = read_status(row[Column.STATUS])
    then = read_status(old[Column.STATUS]) if old is not None else None
    if old is None:
        found.added.append(j)
    if now in done and then not in done:
        found.done.append(j)
    elif then in done and now not in done:
        found.reopened.append(j)
    elif old is not None and now is not then and now is not None:
        found.changed.append(j)
    if row[Column.STRUCK_OFF].strip() and (old is None or not old[Column.STRUCK_OFF].strip()):
        found.struck_off.append(j)
    if old is not None:
        text = _new_text(old[Column.PROGRESS], row[Column.PROGRESS]) or _new_text(
            old[Column.MEASURES], row[Column.MEASURES]
        )
        if text:
            found.advanced.append(Advance(j, text))


def _new_text(old: str, new: str) -> str:
    """The lines, or the end of a line, that were not there before."""
    if old.strip() == new.strip():
        return ""
    if old.strip() and new.startswith(old.strip()):
        return new[len(old.strip()) :].strip("\n ；;，,")
    known = {line.strip() for line in old.split("\n")}
    return "\n".join(line.strip() for line in new.split("\n") if line.strip() and line.strip() not in known)


def _read(rows: Sequence[Row]) -> list[Row]:
    """The rows with their statuses in our words, so that they can be counted."""
    out = []
    for row in rows:
        status = read_status(row[Column.STATUS])
        same = status is None or status.value == row[Column.STATUS]
        out.append(row if same or status is None else replace(row, cells={**row.cells, Column.STATUS: status.value}))
    return out


# -- the report ------------------------------------------------------------------------------------


def periodic_report(progress: Progress, period: Period, *, title: str = "") -> tuple[str, ...]:
    """The periodic report as paragraphs: title, period, what was reached, what is late, what comes next.

    title: in place of the one made of the ledger's unit. Numbers are those of the ledger; nothing is invented.
    """
    ledger = progress.after.ledger
    head = title or f"{ledger.unit}{_matter(ledger)}整改工作{period.value}"
    first = progress.before.day + timedelta(days=1)
    span = f"（{_day(first)}至{_day(progress.after.day)}）"
    sections = (
        ("总体进展", _overall(progress)),
        ("本期新完成的问题", [_finished(ledger.rows[j]) for j in progress.done]),
        ("本期新进展", _advances(progress)),
        ("重新整改的问题", [_again(ledger.rows[j]) for j in progress.reopened]),
        ("超过时限的问题", [_late(ledger.rows[j], progress.after.day) for j in progress.overdue]),
        ("近期到期的问题", [_soon(ledger.rows[j], progress.after.day) for j in progress.due]),
        ("下一步工作", _next_steps(progress)),
    )
    lines = [head, span]
    number = 0
    for name, paragraphs in sections:
        if not paragraphs and name == "重新整改的问题":
            continue
        number += 1
        lines.append(f"{write_chinese(number)}、{name}")
        if name in ("总体进展", "下一步工作") or not paragraphs:
            lines += paragraphs or ["无。"]
        else:
            lines += [f"{at}.{text}" for at, text in enumerate(paragraphs, 1)]
    if ledger.unit:
        lines.append(ledger.unit)
    lines.append(_day(progress.after.day))
    return tuple(lines)


def _matter(ledger: Ledger) -> str:
    return next((word for word in ("巡视", "巡察", "审计", "督查") if word in ledger.title), "")


def _day(day: date) -> str:
    return f"{day.year}年{day.month}月{day.day}日"


def _overall(progress: Progress) -> list[str]:
    now, then = progress.totals, progress.totals_before
    counted = "，".join(f"{words}{n}个" for words, n in now.by_status.items() if n)
    rate = f"，完成率{100 * (now.rate or 0):.1f}%" if now.total else ""
    gain = now.done - then.done
    since = f"比上期{'增加' if gain > 0 else '减少'}{abs(gain)}个" if gain else "与上期持平"
    lines = [
        f"截至{_day(progress.after.day)}，台账登记反馈问题{now.total}个：{counted}{rate}。办结{now.done}个，{since}。"
    ]
    said = []
    if progress.done:
        said.append(f"新完成{len(progress.done)}个")
    if progress.struck_off:
        said.append(f"新销号{len(progress.struck_off)}个")
    if progress.reopened:
        said.append(f"重新整改{len(progress.reopened)}个")
    if progress.added:
        said.append(f"新登记{len(progress.added)}个")
    if progress.gone:
        said.append(f"不再列入{len(progress.gone)}个")
    if progress.overdue:
        said.append(f"超过时限{len(progress.overdue)}个")
    if said:
        lines.append(f"本期{'，'.join(said)}。")
    return lines


def _who(row: Row) -> str:
    names = [row[c].replace("\n", "、") for c in (Column.DEPARTMENT, Column.LEADER) if row[c].strip()]
    return f"（{'，'.join(names)}）" if names else ""


def _finished(row: Row) -> str:
    day = row[Column.DONE_ON] or row[Column.STRUCK_OFF]
    proof = row[Column.PROOF].replace("\n", "、")
    return f"{title_of(row)}{_who(row)}{f'，{day}完成' if day.strip() else ''}{f'，佐证：{proof}' if proof else ''}。"


def _advances(progress: Progress) -> list[str]:
    rows = progress.after.ledger.rows
    newly = set(progress.done)
    told = [f"{title_of(rows[a.row])}：{' '.join(a.text.split())}" for a in progress.advanced if a.row not in newly]
    known = {a.row for a in progress.advanced}
    told += [
        f"{title_of(rows[j])}：由台账登记为“{rows[j][Column.STATUS]}”。" for j in progress.changed if j not in known
    ]
    return [text if text.endswith(("。", "！")) else text + "。" for text in told]


def _again(row: Row) -> str:
    return f"{title_of(row)}{_who(row)}，现为“{row[Column.STATUS] or '未说明'}”。"


def _late(row: Row, today: date) -> str:
    days = -(days_left(row, today) or 0)
    reason = row[Column.REASON_OPEN].replace("\n", " ").rstrip("。")
    why = f"；未完成原因：{reason}" if reason else ""
    return f"{title_of(row)}{_who(row)}，时限{row[Column.DEADLINE]}，已超过{days}天{why}。"


def _soon(row: Row, today: date) -> str:
    return f"{title_of(row)}{_who(row)}，时限{row[Column.DEADLINE]}，还有{days_left(row, today)}天。"


def _next_steps(progress: Progress) -> list[str]:
    count = len(progress.open)
    if not count:
        return ["反馈问题已全部完成整改，继续巩固整改成果。"]
    steps = [f"继续推进未完成的{count}个问题，逐项落实责任和时限。"]
    if progress.overdue:
        steps.append(f"对超过时限的{len(progress.overdue)}个问题逐一说明原因，报批后重新明确时限。")
    rows, day = progress.after.ledger.rows, progress.after.day
    urgent = [j for j in progress.due if (days_left(rows[j], day) or 0) <= DUE_SOON[0]]
    if urgent:
        steps.append(f"对7天内到期的{len(urgent)}个问题重点督办。")
    return ["".join(steps)]
