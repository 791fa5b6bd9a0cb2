"""What a clerk said the headings of an office's ledger mean, kept by the set of headings, for the next time."""

from __future__ import annotations

import contextlib
import hashlib
import json
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from desktop.documents.errors import DocumentError
from desktop.documents.safe_write import write_bytes
from desktop.ledger.columns import Column
from desktop.ledger.headings import plain_heading
from desktop.ledger.table_header import SheetMapping
from desktop.paths import created

Known = dict[str, Column | None]
"""Columns by plain heading; None: a column that is to be left out."""

_VERSION = 1
_KEPT = 60


class HeadingMemory:
    """The headings of every ledger that was corrected, in one JSON file; the last sixty."""

    def __init__(self, file: Path) -> None:
        self._file = file

    def of(self, headings: Iterable[str]) -> Known:
        """What was said of a sheet with just these headings, {} where nothing was."""
        record = self._records().get(_key(headings))
        columns = record.get("columns") if isinstance(record, dict) else None
        if not isinstance(columns, dict):
            return {}
        by_name = Column.__members__
        return {
            str(heading): by_name.get(str(name)) if name else None
            for heading, name in columns.items()
            if not name or str(name) in by_name
        }

    def everything(self) -> Known:
        """All that was ever said; where it differs, the last word. It helps to find the row of the headings."""
        known: Known = {}
        for record in self._records().values():
            columns = record.get("columns") if isinstance(record, dict) else None
            for heading, name in (columns or {}).items() if isinstance(columns, dict) else ():
                if name in Column.__members__:
                    known[str(heading)] = Column[name]
        return known

    def keep(self, mapping: SheetMapping) -> None:
        """Remember how this sheet is read; what cannot be written down is asked again the next time."""
        records = self._records()
        key = _key(choice.heading for choice in mapping.columns)
        records.pop(key, None)
        records[key] = {
            "columns": {
                plain: choice.column.name if choice.column is not None else ""
                for choice in mapping.columns
                if (plain := plain_heading(choice.heading)) and (choice.column is not None or choice.ignored)
            }
        }
        kept = dict(list(records.items())[-_KEPT:])
        data = json.dumps({"version": _VERSION, "ledgers": kept}, ensure_ascii=False, indent=1).encode()
        with contextlib.suppress(OSError, DocumentError):
            created(self._file.parent)
            write_bytes(self._file, data)

    def _records(self) -> dict[str, Any]:
        try:
            data = json.loads(self._file.read_text("utf-8"))
        except (OSError, ValueError):
            return {}
        ledgers = data.get("ledgers") if isinstance(data, dict) and data.get("version") == _VERSION else None
        return dict(ledgers) if isinstance(ledgers, Mapping) else {}


def _key(headings: Iterable[str]) -> str:
    plain = sorted({text for heading in headings if (text := plain_heading(heading))})
    return hashlib.sha256("\n".join(plain).encode("utf-8", "surrogatepass")).hexdigest()[:32]
