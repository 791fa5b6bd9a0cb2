"""The ledger as a table to edit: the rows that are wanted, in the wanted order, under heads."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from datetime import date

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal

from desktop.app.ledger_table import Choices, Group, Head, RowCounts, Wanted, arrange, due_words, is_finished
from desktop.ledger.columns import Column
from desktop.ledger.model import Ledger, Row
from desktop.ledger.totals import DONE_STATUSES
from desktop.report.model import Status

Index = QModelIndex | QPersistentModelIndex
ROW = Qt.ItemDataRole.UserRole
COLUMN = Qt.ItemDataRole.UserRole + 1
_ALWAYS = frozenset({Column.NUMBER, Column.PROBLEM, Column.MEASURES, Column.STATUS})
_SHOWN = 400
_DISPLAY = (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole)
_HEAD_FLAGS = Qt.ItemFlag.NoItemFlags
_FLAGS = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemIsEditable


class LedgerModel(QAbstractTableModel):
    """Columns are those with content unless the clerk chose others; what the rows are grouped by is no column.

    edit_asked(object): texts by (0-based row of the ledger, Column); nothing changes until show() brings the ledger
    that came of it. arranged(): rows stand elsewhere now.
    """

    edit_asked = Signal(object)
    arranged = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._ledger = Ledger("")
        self._columns: list[Column] = []
        self._chosen: frozenset[Column] | None = None
        self._items: list[int | Head] = []
        self._places: dict[int, int] | None = None
        self._wanted = Wanted()
        self._counts: RowCounts | None = None
        self._choices: Choices | None = None
        self._shown: list[int] = []
        self._heads: list[int] = []
        self._conflicts: Mapping[tuple[int, Column], str] = {}
        self.today = date.today()
        self.done: Collection[Status] = DONE_STATUSES

    # what is shown

    @property
    def ledger(self) -> Ledger:
        """The ledger shown."""
        return self._ledger

    @property
    def wanted(self) -> Wanted:
        """What the clerk asked to see."""
        return self._wanted

    @property
    def choices(self) -> Choices:
        """What there is to filter by."""
        if self._choices is None:
            self._choices = self._counted().choices()
        return self._choices

    def _counted(self) -> RowCounts:
        if self._counts is None:
            self._counts = RowCounts(self._ledger.rows, self.today, self.done)
        return self._counts

    def show(self, ledger: Ledger, *, rearrange: bool = False) -> None:
        """Show this ledger.

        Rows stay where they are when only cells changed, even where a filter would hide them by now: what was just
        written must not vanish from under the hand. rearrange: bring them into the wanted order all the same.
        """
        before, self._ledger = self._ledger, ledger
        if len(before.rows) != len(ledger.rows):
            self._counts = self._choices = None
            self._rebuild()
            return
        pairs = enumerate(zip(before.rows, ledger.rows, strict=True))
        changed = [at for at, (old, new) in pairs if old is not new and old != new]
        if not changed:
            if rearrange:
                self._rebuild()
            return
        self._choices = None
        counts = self._counted() if len(changed) < len(ledger.rows) else None
        if counts is not None:
            for at in changed:
                counts.exchange(before.rows[at], ledger.rows[at])
        self._counts = counts
        column = self._wanted.group.column
        regroups = (
            column is not None
            and column is not Column.STATUS
            and any(before.rows[at][column] != ledger.rows[at][column] for at in changed)
        )
        if rearrange or regroups or self._wanted_columns() != self._columns:
            self._rebuild()
            return
        self._count_heads(before, changed)
        shown = sorted(place for at in changed if (place := self.place_of(at)) is not None)
        if shown:
            self.dataChanged.emit(self.index(shown[0], 0), self.index(shown[-1], self.columnCount() - 1))

    def want(self, wanted: Wanted) -> None:
        """Show what is asked for."""
        if wanted != self._wanted:
            self._wanted = self._still_there(wanted)
            self._rebuild()

    def judge(self, done: Collection[Status], today: date | None = None) -> None:
        """Which statuses count as done, and which day it is."""
        if (frozenset(done), today or self.today) != (frozenset(self.done), self.today):
            self.done, self.today = frozenset(done), today or self.today
            self._counts = self._choices = None
            self._rebuild()

    def mark(self, conflicts: Mapping[tuple[int, Column], str]) -> None:
        """Cells that the report tells otherwise, with what it tells."""
        if conflicts != self._conflicts:
            self._conflicts = conflicts
            if self._items and self._columns:
                self.dataChanged.emit(self.index(0, 0), self.index(self.rowCount() - 1, self.columnCount() - 1))

    def choose_columns(self, columns: Collection[Column] | None) -> None:
        """Show these columns; None: those with content."""
        self._chosen = None if columns is None else frozenset(columns)
        if self._wanted_columns() != self._columns:
            self._rebuild()

    @property
    def chosen_columns(self) -> frozenset[Column] | None:
        """The columns the clerk chose, None where the content decides."""
        return self._chosen

    # places

    def columns(self) -> Sequence[Column]:
        """The columns shown."""
        return self._columns

    def item(self, number: int) -> int | Head | None:
        """What a row of the table is: a 0-based row of the ledger, or a head."""
        return self._items[number] if 0 <= number < len(self._items) else None

    def row(self, number: int) -> Head | Row | None:
        """The same, with the row itself."""
        item = self.item(number)
        return self._ledger.rows[item] if isinstance(item, int) else item

    def place_of(self, at: int) -> int | None:
        """Where in the table a row of the ledger stands, None where it is hidden."""
        if self._places is None:
            self._places = {item: place for place, item in enumerate(self._items) if isinstance(item, int)}
        return self._places.get(at)

    def head_rows(self) -> list[int]:
        """The rows of the table that are heads."""
        return self._heads

    def shown_rows(self) -> list[int]:
        """The rows of the ledger that are shown, from top to bottom."""
        return self._shown

    def pressing_words(self, row: Row) -> str:
        """超期 4 天, 剩 7 天, "" where nothing presses."""
        return due_words(row, self.today, self.done)

    def conflict(self, at: int, column: Column) -> str | None:
        """What the report says in place of a cell, None where it says nothing else."""
        return self._conflicts.get((at, column))

    # Qt

    def rowCount(self, parent: Index | None = None) -> int:
        """Rows and heads."""
        return 0 if parent is not None and parent.isValid() else len(self._items)

    def columnCount(self, parent: Index | None = None) -> int:
        """The columns shown."""
        return 0 if parent is not None and parent.isValid() else len(self._columns)

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Heads can be neither chosen nor edited."""
        return _FLAGS if isinstance(self.item(index.row()), int) else _HEAD_FLAGS

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """ROW: the Row or Head; COLUMN: the Column."""
        if not index.isValid() or index.row() >= len(self._items) or index.column() >= len(self._columns):
            return None
        item, column = self._items[index.row()], self._columns[index.column()]
        if role == COLUMN:
            return column
        if isinstance(item, Head):
            if role == ROW:
                return item
            return head_words(item) if role in _DISPLAY and index.column() == 0 else None
        row = self._ledger.rows[item]
        if role == ROW:
            return row
        if role == Qt.ItemDataRole.EditRole:
            return row[column]
        if role in _DISPLAY:
            return self.shown_text(row, column)
        if role == Qt.ItemDataRole.ToolTipRole:
            return self._tip(item, row, column)
        return None

    def setData(self, index: Index, value: object, role: int = Qt.ItemDataRole.EditRole) -> bool:
        """Ask for another text in the cell."""
        item = self.item(index.row()) if index.isValid() else None
        if role != Qt.ItemDataRole.EditRole or not isinstance(item, int) or index.column() >= len(self._columns):
            return False
        column, text = self._columns[index.column()], str(value)
        if self._ledger.rows[item][column] != text:
            self.edit_asked.emit({(item, column): text})
        return True

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """The headings of the columns; the one sorted by has an arrow."""
        if orientation is Qt.Orientation.Horizontal and section < len(self._columns):
            column = self._columns[section]
            if role == Qt.ItemDataRole.DisplayRole:
                sort = self._wanted.sort
                arrow = "" if sort is None or sort[0] is not column else " ▼" if sort[1] else " ▲"
                return column.value + arrow
            if role == Qt.ItemDataRole.TextAlignmentRole:
                return Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
            if role == Qt.ItemDataRole.ToolTipRole:
                return "单击排序：升序、降序、原顺序；拖动右边线改列宽"
        return None

    def shown_text(self, row: Row, column: Column) -> str:
        """The words of a cell: a status with what presses."""
        text = row[column]
        if column is Column.STATUS:
            due = due_words(row, self.today, self.done)
            return f"{text} · {due}" if text and due else text or due
        return text

    def _tip(self, at: int, row: Row, column: Column) -> str | None:
        text = row[column]
        text = text if len(text) <= _SHOWN else text[:_SHOWN] + "…"
        said = self._conflicts.get((at, column))
        if said is not None:
            return f"{text}\n\n正文现在写的是：{said[:_SHOWN] or '（空）'}\n右键可以改用正文的内容。"
        return text or None

    # inside

    def _wanted_columns(self) -> list[Column]:
        grouped = self._wanted.group.column
        if self._chosen is not None:
            return [column for column in Column if column in self._chosen or column in (Column.NUMBER,)]
        filled = _ALWAYS | self._counted().filled_columns()
        return [c for c in Column if c in filled and not (c is Column.ASPECT and c is grouped)]

    def _still_there(self, wanted: Wanted) -> Wanted:
        found = self.choices
        return replace(
            wanted,
            status=wanted.status if wanted.status in found.statuses else None,
            aspect=wanted.aspect if wanted.aspect in found.aspects else None,
            department=wanted.department if wanted.department in found.departments else None,
            leader=wanted.leader if wanted.leader in found.leaders else None,
        )

    def _rebuild(self) -> None:
        self.beginResetModel()
        self._wanted = self._still_there(self._wanted)
        self._columns = self._wanted_columns()
        self._items = arrange(self._ledger.rows, self._wanted, self.today, self.done)
        self._places = None
        self._shown = [item for item in self._items if isinstance(item, int)]
        self._heads = (
            [place for place, item in enumerate(self._items) if isinstance(item, Head)]
            if len(self._shown) < len(self._items)
            else []
        )
        self.endResetModel()
        self.arranged.emit()

    def _count_heads(self, before: Ledger, changed: Sequence[int]) -> None:
        """The heads with what is done now; the rows under them are the same."""
        if not self._heads:
            return
        for at in changed:
            was, now = is_finished(before.rows[at], self.done), is_finished(self._ledger.rows[at], self.done)
            place = self.place_of(at)
            if was is now or place is None:
                continue
            above = self._heads[bisect_right(self._heads, place) - 1]
            head = self._items[above]
            if isinstance(head, Head):
                self._items[above] = replace(head, done=head.done + now - was)
                self.dataChanged.emit(self.index(above, 0), self.index(above, self.columnCount() - 1))


def head_words(head: Head) -> str:
    """党的领导方面　3 个 · 完成 2."""
    return f"{head.title}　{head.problems} 个 · 完成 {head.done}"


GROUPS = tuple(Group)
"""What rows can be grouped by, for the menu."""
