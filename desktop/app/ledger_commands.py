"""What a clerk does to the working ledger: each a step with a name, to be taken back."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from PySide6.QtCore import QObject, Signal

from desktop.app.working_ledger import WorkingLedger
from desktop.ledger import editing
from desktop.ledger.columns import Column
from desktop.ledger.model import Row

_FEW = 3


class LedgerCommands(QObject):
    """The commands. done(object): these 0-based rows are what the clerk wants to see now."""

    done = Signal(object)

    def __init__(self, working: WorkingLedger, now: Callable[[], str], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._working = working
        self._now = now

    def set_cells(self, cells: Mapping[tuple[int, Column], str]) -> None:
        """Write into cells, all as one step."""
        ledger = self._working.ledger
        changed = {place: text for place, text in cells.items() if ledger.rows[place[0]][place[1]] != text}
        columns = list(dict.fromkeys(column.value for _, column in changed))
        rows = {at for at, _ in changed}
        name = f"填写{'、'.join(columns[:_FEW])}"
        if len(rows) > 1:
            name += f"（{len(rows)}行）"
        self._working.edit(name, editing.set_cells(ledger, changed, self._now()))

    def paste(self, rows: Sequence[int], columns: Sequence[Column], block: Sequence[Sequence[str]]) -> int:
        """Put a block in; gives the number of its columns that found no room."""
        made = editing.paste_block(self._working.ledger, rows, columns, block, self._now())
        self._finish("粘贴", made)
        return max(0, max((len(line) for line in block), default=0) - len(columns))

    def add(self, beside: int | None) -> None:
        """A new row behind this one, at the end without one."""
        ledger = self._working.ledger
        at = len(ledger.rows) if beside is None else beside + 1
        near = beside if beside is not None else len(ledger.rows) - 1 if ledger.rows else None
        self._finish("增加一行", editing.insert_rows(ledger, at, [editing.new_row(ledger, near)], self._now()))

    def add_rows(self, rows: Sequence[Row]) -> None:
        """These rows at the end, numbered on."""
        ledger = self._working.ledger
        first = int(editing.next_number(ledger.rows))
        numbered = [row.changed(Column.NUMBER, str(first + at)) for at, row in enumerate(rows)]
        self._finish(f"加入{len(rows)}行", editing.insert_rows(ledger, len(ledger.rows), numbered, self._now()))

    def split(self, at: int, column: Column) -> None:
        """A row for each part of a column."""
        self._finish("拆分", editing.split_row(self._working.ledger, at, column, self._now()))

    def merge(self, rows: Sequence[int]) -> None:
        """These rows as one."""
        self._finish(f"合并{len(rows)}行", editing.merge_rows(self._working.ledger, rows, self._now()))

    def delete(self, rows: Sequence[int]) -> None:
        """Without these rows."""
        self._finish(f"删除{len(rows)}行", editing.delete_rows(self._working.ledger, rows, self._now()))

    def move(self, rows: Sequence[int], step: int) -> None:
        """These rows up (-1) or down (1)."""
        self._finish("移动", editing.move_rows(self._working.ledger, rows, step))

    def renumber(self) -> None:
        """序号 from 1 on."""
        self._working.edit("重排序号", editing.renumber(self._working.ledger, self._now()))

    def _finish(self, name: str, edited: editing.Edited) -> None:
        self._working.edit(name, edited.ledger)
        self.done.emit(edited.rows)
