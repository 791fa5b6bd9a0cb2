"""The ledger as a table: a row for each problem under a row for its aspect; read-only."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from desktop.ledger.columns import Column
from desktop.ledger.model import Ledger, Row
from desktop.ledger.totals import status_words
from desktop.report.model import Status

Index = QModelIndex | QPersistentModelIndex
ROW = Qt.ItemDataRole.UserRole
COLUMN = Qt.ItemDataRole.UserRole + 1
_ALWAYS = frozenset({Column.NUMBER, Column.PROBLEM, Column.MEASURES, Column.STATUS})
_FINISHED = frozenset({Status.DONE.value, Status.DONE_LONG.value})
_SHOWN = 400


@dataclass(frozen=True, slots=True)
class AspectRow:
    """The head of an aspect: how many problems it has, and how many are done."""

    title: str
    problems: int
    done: int


class LedgerModel(QAbstractTableModel):
    """Columns are those with content; the aspect is a head row instead of a column."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._ledger = Ledger("")
        self._columns: list[Column] = []
        self._rows: list[AspectRow | Row] = []
        self._status: str | None = None

    @property
    def ledger(self) -> Ledger:
        """The ledger shown."""
        return self._ledger

    @property
    def status(self) -> str | None:
        """The status shown, None for all."""
        return self._status

    def show(self, ledger: Ledger) -> None:
        """Show this ledger; nothing happens where it is the one already shown."""
        if ledger == self._ledger and self._columns:
            return
        self._ledger = ledger
        if self._status not in self.statuses():
            self._status = None
        self._rebuild()

    def filter(self, status: str | None) -> None:
        """Show the rows of one status, or all."""
        if status != self._status:
            self._status = status
            self._rebuild()

    def statuses(self) -> dict[str, int]:
        """The statuses there are, in their fixed order, with how many rows have each."""
        counts = Counter(status_words(row) for row in self._ledger.rows)
        known = [status.value for status in Status]
        order = [*known, *sorted(status for status in counts if status not in known)]
        return {status: counts[status] for status in order if counts[status]}

    def columns(self) -> Sequence[Column]:
        """The columns shown."""
        return self._columns

    def row(self, number: int) -> AspectRow | Row | None:
        """The row with this number."""
        return self._rows[number] if 0 <= number < len(self._rows) else None

    def aspect_rows(self) -> list[int]:
        """The numbers of the head rows."""
        return [number for number, row in enumerate(self._rows) if isinstance(row, AspectRow)]

    def rowCount(self, parent: Index | None = None) -> int:
        """Problems and aspects."""
        return 0 if parent is not None and parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index | None = None) -> int:
        """The columns with content."""
        return 0 if parent is not None and parent.isValid() else len(self._columns)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """ROW: the Row or AspectRow; COLUMN: the Column."""
        if not index.isValid() or index.row() >= len(self._rows) or index.column() >= len(self._columns):
            return None
        row, column = self._rows[index.row()], self._columns[index.column()]
        if role == ROW:
            return row
        if role == COLUMN:
            return column
        if isinstance(row, AspectRow):
            text = f"{row.title}　{row.problems} 个 · 完成 {row.done}" if index.column() == 0 else None
            return text if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole) else None
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return row[column]
        if role == Qt.ItemDataRole.ToolTipRole:
            text = row[column]
            return text if len(text) <= _SHOWN else text[:_SHOWN] + "…"
        return None

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """The headings of the columns."""
        if orientation is Qt.Orientation.Horizontal and section < len(self._columns):
            if role == Qt.ItemDataRole.DisplayRole:
                return self._columns[section].value
            if role == Qt.ItemDataRole.TextAlignmentRole:
                return Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        return None

    def _rebuild(self) -> None:
        self.beginResetModel()
        rows = [row for row in self._ledger.rows if self._status in (None, status_words(row))]
        self._columns = [
            column
            for column in Column
            if column is not Column.ASPECT
            and (column in _ALWAYS or any(row[column].strip() for row in self._ledger.rows))
        ]
        self._rows = []
        aspect = ""
        for position, row in enumerate(rows):
            if row[Column.ASPECT] != aspect:
                aspect = row[Column.ASPECT]
                of_it = []
                for other in rows[position:]:
                    if other[Column.ASPECT] != aspect:
                        break
                    of_it.append(other)
                if aspect:
                    done = sum(other[Column.STATUS] in _FINISHED for other in of_it)
                    self._rows.append(AspectRow(aspect, len(of_it), done))
            self._rows.append(row)
        self.endResetModel()
