"""The stated numbers beside what the body gives: one row a number."""

from __future__ import annotations

import enum
import re
from collections.abc import Iterable, Sequence, Set
from dataclasses import dataclass, replace

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from desktop.app.summary import DOING, is_of_all_problems, number, percent
from desktop.checks.base import Finding, Fix
from desktop.checks.settings import DONE
from desktop.ledger.reckoning import Reckoning, Result
from desktop.report.model import Claim, ClaimPart, Problem, Report, Status, Verdict
from desktop.text.edits import Edit
from desktop.text.spans import Span

Index = QModelIndex | QPersistentModelIndex
ROW = Qt.ItemDataRole.UserRole
_RATE_TOLERANCE = 0.06
_DIGITS = re.compile(r"\d+(?:\.\d+)?")
_MARKS = "，。；：、（）()"
NONE = "—"


class ClaimColumn(enum.Enum):
    """A column; the value is its heading."""

    PLACE = "位置"
    TEXT = "文中的话"
    SUBJECT = "说的是"
    STATED = "文中"
    BODY = "正文"
    LEDGER = "台账"
    RESULT = "结果"
    ACTION = "改正"


@dataclass(frozen=True, slots=True)
class ClaimRow:
    """One stated number.

    stated, body, ledger: as written for people, — where there is none.
    verdict: OK, WRONG, or UNCLEAR where neither body nor ledger allows an
    answer. reason: why it is wrong, where the body alone does not say it.
    """

    span: Span
    text: str
    subject: str
    stated: str
    body: str
    verdict: Verdict
    reason: str = ""
    fix: Fix | None = None
    ledger: str = NONE


def claim_rows(
    report: Report,
    findings: Iterable[Finding],
    done: Set[Status] = DONE,
    reckonings: Sequence[Reckoning] = (),
) -> list[ClaimRow]:
    """The rows in the order of the text: each total, each part that has a status, each rate.

    done: the statuses that count as done. reckonings: the claims of this
    report beside a ledger, in their order; none without a ledger.
    """
    found = [finding for finding in findings if finding.kind.startswith("count-")]
    beside: Sequence[Reckoning | None] = reckonings or [None] * len(report.claims)
    rows: list[ClaimRow] = []
    for claim, held in zip(report.claims, beside, strict=True):
        made = list(_rows_of(claim, report, found, done))
        rows.extend(made if held is None else (_beside_ledger(row, held, report) for row in made))
    return rows


def _beside_ledger(row: ClaimRow, held: Reckoning, report: Report) -> ClaimRow:
    """The row with what the ledger holds.

    A text that agrees with the body or the ledger is not to be changed here:
    which of the two is right, the problems one by one have to show.
    """
    value, result = _held(row, held)
    if result is Result.UNCLEAR:
        return replace(row, ledger=NONE if value is None else _shown(row, value))
    row = replace(row, ledger=NONE if value is None else _shown(row, value))
    body = Verdict.UNCLEAR if row.body == NONE else Verdict.OK if row.body == row.stated else Verdict.WRONG
    if result is Result.OK:
        if body is Verdict.WRONG:
            return replace(row, fix=None, reason="与正文不一致")
        return replace(row, verdict=Verdict.OK) if row.verdict is Verdict.UNCLEAR else row
    if body is Verdict.OK:
        return replace(row, verdict=Verdict.WRONG, fix=None, reason="与台账不一致")
    if body is Verdict.WRONG and row.body != row.ledger:
        return replace(row, verdict=Verdict.WRONG, fix=None, reason="三处都不同")
    if row.fix is None and value is not None:
        rate = row.span == held.claim.rate_span
        line = report.document.line(row.span.line)
        fix = _to_body(line, row.span, round(value, 1) if rate else value, "%" if rate else "")
        return replace(row, verdict=Verdict.WRONG, fix=fix)
    return replace(row, verdict=Verdict.WRONG)


def _held(row: ClaimRow, held: Reckoning) -> tuple[float | None, Result]:
    """What the ledger holds of the number that stands where this row's does."""
    claim = held.claim
    if row.span == claim.rate_span:
        return held.rate, held.rate_result
    for part in held.parts:
        if part.part.span == row.span:
            return part.ledger_n, part.result
    if held.ledger_n is None or claim.total is None:
        return None, Result.UNCLEAR
    return held.ledger_n, Result.OK if held.ledger_n == claim.total else Result.WRONG


def _shown(row: ClaimRow, value: float) -> str:
    return percent(value) if row.stated.endswith("%") else number(value)


def _rows_of(claim: Claim, report: Report, findings: Sequence[Finding], done: Set[Status]) -> Iterable[ClaimRow]:
    line = report.document.line(claim.line)
    of_problems = is_of_all_problems(claim, report)
    if claim.total is not None:
        span = claim.total_span or claim.span
        verdict, reason = claim.body, ""
        if claim.arithmetic is Verdict.WRONG:
            reason = "" if verdict is Verdict.WRONG else _sum_of(claim)
            verdict = Verdict.WRONG
        fix = _to_body(line, span, claim.body_n) if claim.body is Verdict.WRONG else None
        yield ClaimRow(
            span,
            claim.text.replace("\n", " "),
            claim.subject,
            number(claim.total),
            number(claim.body_n),
            verdict,
            reason,
            fix or _fix_at(span, findings, claim.body_n),
        )
    for part in claim.parts:
        if part.status is None or part.n is None or part.span == claim.total_span:
            continue
        counted = _with_status(report.problems, part, done) if of_problems else None
        verdict = _verdict(counted, part.n)
        yield ClaimRow(
            part.span,
            _clause(line, part.span),
            part.status.value,
            number(part.n),
            number(counted),
            verdict,
            fix=_to_body(line, part.span, counted) if verdict is Verdict.WRONG else None,
        )
    if claim.rate is not None:
        yield _rate_row(claim, report if of_problems else None, line, findings, done)


def _sum_of(claim: Claim) -> str:
    """What is wrong with the sum: 分项合计 36."""
    stated = [part.n for part in claim.parts if part.n is not None]
    total = sum(stated)
    return f"分项合计 {number(total)}" if stated and total != claim.total else "不一致"


def _rate_row(
    claim: Claim, report: Report | None, line: str, findings: Sequence[Finding], counted_done: Set[Status]
) -> ClaimRow:
    span = claim.rate_span or claim.span
    stated = claim.rate or 0.0
    done = _counted(report.problems, counted_done) if report else None
    body = done / len(report.problems) * 100 if report and done is not None else None
    fix = None
    verdict = Verdict.UNCLEAR
    if body is None:
        fix = _fix_at(span, findings, None)
        verdict = Verdict.WRONG if fix is not None else verdict
    elif abs(body - stated) < _RATE_TOLERANCE:
        verdict = Verdict.OK
    else:
        verdict = Verdict.WRONG
        fix = _to_body(line, span, round(body, 1), "%")
    shown = "—" if body is None else percent(body)
    return ClaimRow(span, _clause(line, span), "完成率", percent(stated), shown, verdict, fix=fix)


def _to_body(line: str, span: Span, value: float | None, sign: str = "") -> Fix | None:
    """Write the body's number over the one stated at a place; None where it is not a single number in digits."""
    found = list(_DIGITS.finditer(line, span.start, span.end))
    if value is None or len(found) != 1:
        return None
    text = number(value)
    edit = Edit(Span(span.line, found[0].start(), found[0].end()), text)
    return Fix(f"改为 {text}{sign}", (edit,))


def _clause(line: str, span: Span) -> str:
    """The words around a place up to the next marks: 已完成整改7个."""
    start = max((line.rfind(mark, 0, span.start) for mark in _MARKS), default=-1) + 1
    ends = [at for mark in _MARKS if (at := line.find(mark, span.end)) >= 0]
    return line[start : min(ends, default=len(line))].replace("\n", " ").strip()


def _with_status(problems: Sequence[Problem], part: ClaimPart, done: Set[Status]) -> int | None:
    if part.status in DONE:
        return _counted(problems, done)
    if part.status is Status.DOING and not any(p.status in DOING - {Status.DOING} for p in problems):
        return _counted(problems, DOING - done)
    return _counted(problems, frozenset({part.status})) if part.status else None


def _counted(problems: Sequence[Problem], statuses: Set[Status]) -> int | None:
    """How many problems have one of the statuses; None where some state none, so that nobody can tell."""
    if not problems or any(problem.status is Status.UNSTATED for problem in problems):
        return None
    return sum(problem.status in statuses for problem in problems)


def _verdict(counted: int | None, stated: float) -> Verdict:
    if counted is None:
        return Verdict.UNCLEAR
    return Verdict.OK if counted == stated else Verdict.WRONG


def _fix_at(span: Span, findings: Sequence[Finding], body: float | None) -> Fix | None:
    """A fix that changes the number at this place and nothing else, and does not gainsay the body's number."""
    for finding in findings:
        for fix in finding.fixes:
            alone = len(fix.edits) == 1 and fix.edits[0].span.overlaps(span)
            if alone and (body is None or fix.edits[0].text == number(body)):
                return fix
    return None


class ClaimModel(QAbstractTableModel):
    """The rows for the view."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._rows: Sequence[ClaimRow] = ()
        self.columns: tuple[ClaimColumn, ...] = tuple(c for c in ClaimColumn if c is not ClaimColumn.LEDGER)

    def show(self, rows: Sequence[ClaimRow], *, ledger: bool = False) -> None:
        """Show these rows; ledger: whether there is one to hold them against."""
        columns = tuple(c for c in ClaimColumn if ledger or c is not ClaimColumn.LEDGER)
        if list(rows) != list(self._rows) or columns != self.columns:
            self.beginResetModel()
            self._rows, self.columns = tuple(rows), columns
            self.endResetModel()

    @property
    def rows(self) -> Sequence[ClaimRow]:
        """The rows shown."""
        return self._rows

    @property
    def wrong(self) -> int:
        """How many numbers are wrong."""
        return sum(row.verdict is Verdict.WRONG for row in self._rows)

    def rowCount(self, parent: Index | None = None) -> int:
        """One a number."""
        return 0 if parent is not None and parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index | None = None) -> int:
        """台账 only where there is one."""
        return 0 if parent is not None and parent.isValid() else len(self.columns)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """ROW: the ClaimRow itself."""
        if not index.isValid() or index.row() >= len(self._rows) or index.column() >= len(self.columns):
            return None
        row, column = self._rows[index.row()], self.columns[index.column()]
        if role == ROW:
            return row
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return _cell(row, column)
        if role == Qt.ItemDataRole.ToolTipRole:
            return row.text if column is ClaimColumn.TEXT else None
        return None

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """The headings of the columns."""
        if orientation is Qt.Orientation.Horizontal and section < len(self.columns):
            if role == Qt.ItemDataRole.DisplayRole:
                return self.columns[section].value
            if role == Qt.ItemDataRole.TextAlignmentRole:
                return Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        return None


def _cell(row: ClaimRow, column: ClaimColumn) -> str:
    match column:
        case ClaimColumn.PLACE:
            return f"第 {row.span.line} 段"
        case ClaimColumn.TEXT:
            return row.text
        case ClaimColumn.SUBJECT:
            return row.subject
        case ClaimColumn.STATED:
            return row.stated
        case ClaimColumn.BODY:
            return row.body
        case ClaimColumn.LEDGER:
            return row.ledger
        case ClaimColumn.RESULT:
            if row.verdict is Verdict.WRONG:
                return f"✗ {row.reason or '不一致'}"
            return "✓ 一致" if row.verdict is Verdict.OK else f"{NONE} 正文未列明"
        case ClaimColumn.ACTION:
            return ""
