"""A ledger taken over from any office's workbook, step by step: what was understood, what the clerk says instead."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from desktop.documents.errors import DocumentError
from desktop.documents.excel_open import read_grids, read_workbook_bytes
from desktop.documents.excel_reader import own_changes
from desktop.documents.file_bytes import fingerprint
from desktop.documents.heading_memory import HeadingMemory
from desktop.documents.opened import Fingerprint
from desktop.documents.own_workbook import has_only_own_sheets
from desktop.ledger.columns import Column
from desktop.ledger.grid import Grid
from desktop.ledger.model import Ledger
from desktop.ledger.summary_sheet import Figure
from desktop.ledger.table_header import ColumnChoice, SheetMapping, find_header, header_at
from desktop.ledger.table_reading import CHANGE_LOG, ReadLedger, read_tables

_NO_SHEETS = "这个工作簿里没有内容。请核对是否选错了文件。"
_ONLY_SUMS = "这是汇总表，没有逐条列出问题，只读出了其中的{}个数字。请选择列有反馈问题的台账。"
_PREVIEW = 40


@dataclass(frozen=True, slots=True)
class LedgerImport:
    """A workbook on its way in.

    mapping: how a sheet is read now, None where no headings were found. by_hand: whether the clerk changed it; found:
    how it was understood at first. remembered: whether the meanings came from an earlier time.
    """

    path: Path
    fingerprint: Fingerprint
    grids: tuple[Grid, ...]
    notes: tuple[str, ...]
    mapping: SheetMapping | None
    found: SheetMapping | None
    by_hand: bool = False
    remembered: bool = False
    figures: tuple[Figure, ...] = ()
    """Of a workbook that only holds sums."""

    @property
    def sheets(self) -> tuple[str, ...]:
        """The sheets that can be read, hidden ones last."""
        names = [grid for grid in self.grids if grid.name != CHANGE_LOG and grid.rows]
        return tuple(grid.name for grid in sorted(names, key=lambda grid: grid.hidden))

    @property
    def grid(self) -> Grid:
        """The sheet that is read, the first without headings."""
        name = self.mapping.sheet if self.mapping is not None else self.sheets[0]
        return next(grid for grid in self.grids if grid.name == name)

    def read(self) -> ReadLedger:
        """The ledger as it comes in now; without rows where nothing can be read."""
        tables = [grid for grid in self.grids if grid.name != CHANGE_LOG]
        known = self.mapping is not None and (self.found is not None or self.by_hand)
        found = read_tables(tables, self.mapping) if known else None
        if found is None:
            notes = (_ONLY_SUMS.format(len(self.figures)),) if self.figures else ()
            return ReadLedger(Ledger(""), None, notes=notes, figures=self.figures)
        changes = next((own_changes(grid) for grid in self.grids if grid.name == CHANGE_LOG), ())
        return replace(found, ledger=replace(found.ledger, changes=changes), notes=(*self.notes, *found.notes))

    def corrections(self) -> tuple[ColumnChoice, ...]:
        """The columns that the clerk called otherwise than they were understood."""
        if self.mapping is None or self.found is None:
            return ()
        before = {choice.index: choice.column for choice in self.found.columns}
        return tuple(c for c in self.mapping.columns if before.get(c.index, c.column) is not c.column)

    def preview(self) -> list[tuple[int, list[str]]]:
        """The first rows below the headings, each with its 1-based number and its texts by the mapping's columns."""
        if self.mapping is None:
            return []
        rows = [row for row in self.grid.used_rows() if row >= self.mapping.first_row][:_PREVIEW]
        return [(row, [self.grid.text(row, choice.index) for choice in self.mapping.columns]) for row in rows]

    def is_own_file(self) -> bool:
        """Whether it is a workbook of this program and nothing else is in it: saving may replace it."""
        own = self.mapping is not None and self.mapping.is_own() and len(self.mapping.columns) == len(Column)
        return own and not self.by_hand and has_only_own_sheets([grid.name for grid in self.grids])

    # what the clerk says

    def with_sheet(self, name: str, memory: HeadingMemory | None = None) -> LedgerImport:
        """Another sheet is the ledger."""
        grid = next(grid for grid in self.grids if grid.name == name)
        found, remembered = _understood(grid, memory)
        mapping = found or header_at(grid, grid.used_rows()[0], 1)
        return replace(self, mapping=mapping, found=found, by_hand=True, remembered=remembered)

    def with_header(self, row: int, rows: int) -> LedgerImport:
        """The headings stand in these rows, 1-based, one to three of them."""
        mapping = header_at(self.grid, row, rows)
        return replace(self, mapping=mapping, found=mapping, by_hand=True, remembered=False)

    def with_column(self, index: int, column: Column | None, *, ignored: bool = False) -> LedgerImport:
        """A column of the sheet is this; None: what stands in it goes to 备注, or nowhere if ignored."""
        if self.mapping is None:
            return self
        columns = tuple(
            replace(choice, column=column, confidence=1.0, ignored=ignored) if choice.index == index else choice
            for choice in self.mapping.columns
        )
        return replace(self, mapping=replace(self.mapping, columns=columns), by_hand=True)


def open_import(path: Path, memory: HeadingMemory | None = None) -> LedgerImport:
    """Read a workbook and understand it. Raises DocumentError, which says what to do."""
    data = read_workbook_bytes(path)
    grids, notes = read_grids(data)
    if not any(grid.rows for grid in grids):
        raise DocumentError(_NO_SHEETS)
    tables = [grid for grid in grids if grid.name != CHANGE_LOG]
    best = read_tables(tables, None, memory.everything() if memory is not None else None)
    remembered = False
    mapping = best.mapping if best is not None else None
    if mapping is None:
        grid = next(grid for grid in tables if grid.rows)
        mapping = header_at(grid, grid.used_rows()[0], 1)
        figures = best.figures if best is not None else ()
        return LedgerImport(path, fingerprint(path), grids, notes, mapping, None, figures=figures)
    grid = next(grid for grid in tables if grid.name == mapping.sheet)
    understood, remembered = _understood(grid, memory)
    mapping = understood or mapping
    return LedgerImport(path, fingerprint(path), grids, notes, mapping, mapping, remembered=remembered)


def _understood(grid: Grid, memory: HeadingMemory | None) -> tuple[SheetMapping | None, bool]:
    """The headings of a sheet by what was said of just these headings before, else by their meaning."""
    plain = find_header(grid)
    if memory is None:
        return plain, False
    for candidate in (plain, find_header(grid, memory.everything())):
        known: Mapping[str, Column | None] = (
            memory.of(choice.heading for choice in candidate.columns) if candidate is not None else {}
        )
        if known:
            return find_header(grid, known) or candidate, True
    return plain, False
