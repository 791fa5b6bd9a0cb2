"""三张清单 and 需进一步整改事项 as one Word document, a table each."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace

from desktop.documents.cell_text import clean_text
from desktop.documents.excel_lists import LISTS, rows_of
from desktop.documents.word_ledger import ListedTable, write_word_tables
from desktop.ledger.columns import Column
from desktop.ledger.model import Ledger
from desktop.ledger.totals import DONE_STATUSES
from desktop.report.model import Status


def write_word_lists(ledger: Ledger, done: Collection[Status] = DONE_STATUSES) -> bytes:
    """The lists of a ledger; a list without rows, and a column of details that nobody filled, are left out."""
    tables = []
    for listed in LISTS:
        rows = tuple(rows_of(listed, ledger.rows, done))
        if not rows:
            continue
        columns = tuple(
            column
            for column in listed.columns
            if column is not Column.ASPECT and (column is not Column.DETAIL or any(row[column].strip() for row in rows))
        )
        tables.append(ListedTable(clean_text(f"{ledger.unit}{listed.name}"), columns, replace(ledger, rows=rows)))
    return write_word_tables(f"{ledger.unit}问题清单、任务清单、责任清单", tables, done)
