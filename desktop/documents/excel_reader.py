"""Read a ledger out of any office's Excel workbook."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from pathlib import Path

from desktop.documents.errors import DocumentError
from desktop.documents.excel_open import read_grids, read_workbook_bytes
from desktop.ledger.columns import Column
from desktop.ledger.grid import Grid
from desktop.ledger.model import Change
from desktop.ledger.table_header import SheetMapping
from desktop.ledger.table_reading import CHANGE_LOG, ReadLedger, read_tables

_NOT_FOUND = (
    "在这个工作簿里没有认出台账：没有找到含“反馈问题”“整改措施”等栏目的表头。"
    "请核对是否选错了文件，或在表头一行写明栏目名称后再试。"
)
_GONE = "工作簿里没有名为“{}”的工作表，可能已改名或删除。请重新选择工作表。"
_BY_NAME = {column.value: column for column in Column}


def read_excel(
    path: Path, mapping: SheetMapping | None = None, known: Mapping[str, Column | None] | None = None
) -> ReadLedger:
    """The ledger in a workbook, and how it was understood.

    mapping: the sheet and its columns as a person chose them; without it they
    are found by meaning. known: what headings mean, as a person said before,
    by `headings.plain_heading`. Raises DocumentError, which says what to do.
    """
    return read_excel_bytes(read_workbook_bytes(path), mapping, known)


def read_excel_bytes(
    data: bytes, mapping: SheetMapping | None = None, known: Mapping[str, Column | None] | None = None
) -> ReadLedger:
    """The same, of bytes that `excel_open.check_workbook` has let pass."""
    grids, notes = read_grids(data)
    if mapping is not None and all(grid.name != mapping.sheet for grid in grids):
        raise DocumentError(_GONE.format(mapping.sheet))
    tables = [grid for grid in grids if grid.name != CHANGE_LOG]
    found = read_tables(tables, mapping, known)
    if found is None:
        raise DocumentError(_NOT_FOUND)
    log = next((grid for grid in grids if grid.name == CHANGE_LOG), None)
    ledger = dataclasses.replace(found.ledger, changes=own_changes(log) if log is not None else ())
    return dataclasses.replace(found, ledger=ledger, notes=(*notes, *found.notes))


def own_changes(grid: Grid) -> tuple[Change, ...]:
    """The change log that this program keeps in a hidden sheet; rows that somebody damaged are passed over."""
    out = []
    for row in sorted(grid.rows):
        when, number, problem, column, old, new = (grid.text(row, at) for at in range(1, 7))
        if column in _BY_NAME:
            out.append(Change(when, number, problem, _BY_NAME[column], old, new))
    return tuple(out)
