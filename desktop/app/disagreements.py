"""Where a report and the clerk's ledger tell a problem differently: a row each, with both ways to mend it."""

from __future__ import annotations

import enum
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from desktop.checks.base import Fix, Severity
from desktop.ledger.columns import Column
from desktop.ledger.comparison import Difference, Sort, title_of
from desktop.ledger.matching import own_words, plain
from desktop.ledger.model import Row
from desktop.text.spans import Span

if TYPE_CHECKING:
    from desktop.checks.ledger_hits import Held

Index = QModelIndex | QPersistentModelIndex
ROW = Qt.ItemDataRole.UserRole

_WORDS = {
    Sort.ONLY_FIRST: "台账没有登记",
    Sort.ONLY_SECOND: "报告没有写",
    Sort.WORDING: "表述不同",
    Sort.ASPECT: "所在方面不同",
    Sort.ORDER: "先后次序不同",
    Sort.STATUS: "状态不同",
    Sort.DEADLINE: "时限不同",
    Sort.NAME: "{}不同",
    Sort.MEASURES: "措施条数不同",
}
_NO = "—"


class DisagreementColumn(enum.Enum):
    """A column; the value is its heading."""

    PROBLEM = "问题"
    WHAT = "不同之处"
    IN_TEXT = "正文"
    IN_LEDGER = "台账"
    ACTION = "改正"


COLUMNS = tuple(DisagreementColumn)


@dataclass(frozen=True, slots=True)
class CellEdit:
    """What would be written into the ledger: a cell of a 0-based row; row None: `new` is registered as a row."""

    row: int | None
    column: Column
    text: str
    new: Row | None = None


@dataclass(frozen=True, slots=True)
class Disagreement:
    """One row. span: where the report tells it, or should. text_fix, cell_edit: the ways to mend it, None without."""

    sort: Sort
    problem: str
    what: str
    in_text: str
    in_ledger: str
    severity: Severity
    span: Span
    ledger_row: int | None
    text_fix: Fix | None
    cell_edit: CellEdit | None


def disagreements(held: Held) -> tuple[Disagreement, ...]:
    """The rows, in the order of the report; what only the ledger has comes last."""
    from desktop.checks.ledger_hits import paired

    return tuple(_row(held, difference, hit.fixes, hit.span, hit.severity) for difference, hit in paired(held))


def _row(
    held: Held, difference: Difference, fixes: Sequence[Fix], span: Span, severity: Severity | None
) -> Disagreement:
    own = held.own.rows[difference.first] if difference.first is not None else None
    theirs = held.ledger.rows[difference.second] if difference.second is not None else None
    named = own if own is not None else theirs
    assert named is not None
    what = _WORDS[difference.sort].format(difference.column.value if difference.column is not None else "")
    number = theirs[Column.NUMBER].strip() if theirs is not None else ""
    in_text, in_ledger = difference.first_text, difference.second_text
    if difference.sort is Sort.ORDER:
        in_text, in_ledger = f"第 {(difference.first or 0) + 1} 个", f"第 {number or (difference.second or 0) + 1} 号"
    elif difference.sort is Sort.MEASURES:
        in_text, in_ledger = f"{in_text} 条", f"{in_ledger} 条"
    return Disagreement(
        difference.sort,
        f"{number}. {title_of(named)}" if number else title_of(named),
        what,
        _one_line(in_text),
        _one_line(in_ledger),
        severity or Severity.WARNING,
        span,
        difference.second,
        fixes[0] if fixes else None,
        _cell_edit(held, difference, own),
    )


def _cell_edit(held: Held, difference: Difference, own: Row | None) -> CellEdit | None:
    """The report's words for the cell that tells otherwise; what the ledger lacks is registered as it is there."""
    if difference.sort is Sort.ONLY_FIRST and own is not None:
        return CellEdit(None, Column.PROBLEM, title_of(own), own)
    if difference.second is None or difference.column is None or own is None:
        return None
    if difference.sort is Sort.WORDING:
        theirs = held.ledger.rows[difference.second][Column.PROBLEM]
        alone = plain(own_words(theirs)) == plain(own_words(difference.second_text))
        return CellEdit(difference.second, Column.PROBLEM, difference.first_text) if alone else None
    if difference.sort not in (Sort.STATUS, Sort.DEADLINE, Sort.NAME, Sort.ASPECT, Sort.MEASURES):
        return None
    text = own[difference.column].strip()
    return CellEdit(difference.second, difference.column, text) if text else None


def _one_line(text: str) -> str:
    return " ".join(text.split()) or _NO


class DisagreementModel(QAbstractTableModel):
    """The rows for the view."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.rows: tuple[Disagreement, ...] = ()

    def show(self, rows: Sequence[Disagreement]) -> None:
        """Show these rows."""
        if tuple(rows) != self.rows:
            self.beginResetModel()
            self.rows = tuple(rows)
            self.endResetModel()

    def rowCount(self, parent: Index | None = None) -> int:
        """One a disagreement."""
        return 0 if parent is not None and parent.isValid() else len(self.rows)

    def columnCount(self, parent: Index | None = None) -> int:
        """The fixed columns."""
        return 0 if parent is not None and parent.isValid() else len(COLUMNS)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """ROW: the Disagreement itself."""
        if not index.isValid() or index.row() >= len(self.rows):
            return None
        row, column = self.rows[index.row()], COLUMNS[index.column()]
        if role == ROW:
            return row
        texts = {
            DisagreementColumn.PROBLEM: row.problem,
            DisagreementColumn.WHAT: row.what,
            DisagreementColumn.IN_TEXT: row.in_text,
            DisagreementColumn.IN_LEDGER: row.in_ledger,
            DisagreementColumn.ACTION: "",
        }
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.ToolTipRole):
            return texts[column]
        return None

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """The headings of the columns."""
        if orientation is Qt.Orientation.Horizontal and section < len(COLUMNS):
            if role == Qt.ItemDataRole.DisplayRole:
                return COLUMNS[section].value
            if role == Qt.ItemDataRole.TextAlignmentRole:
                return Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        return None
