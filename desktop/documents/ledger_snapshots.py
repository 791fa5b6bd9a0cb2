"""States of a ledger on certain days, kept in the user's data folder: what the next periodic report compares with."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from desktop.documents.errors import DocumentError
from desktop.documents.safe_write import write_bytes
from desktop.ledger.columns import Column
from desktop.ledger.model import Ledger, Row
from desktop.ledger.progress import Snapshot
from desktop.paths import AppPaths, created

_VERSION = 1
_KEPT = 60
_NOT_WRITTEN = "没能记下本期的台账，下一期要自己选上期的台账文件。请检查磁盘是否已满、是否有权限。"


@dataclass(frozen=True, slots=True)
class KeptState:
    """A state that is kept: its day, and how many rows it has."""

    day: date
    rows: int


class SnapshotStore:
    """The states of all ledgers; a ledger is known by the path of the file it belongs to, one state a day."""

    def __init__(self, paths: AppPaths) -> None:
        self._folder = paths.data / "ledgers"

    def states(self, of: Path) -> tuple[KeptState, ...]:
        """What is kept of a ledger, the newest first."""
        found = [
            KeptState(snapshot.day, len(snapshot.ledger.rows))
            for file in self._place(of).glob("*.json")
            if (snapshot := _read(file)) is not None
        ]
        return tuple(sorted(found, key=lambda state: state.day, reverse=True))

    def load(self, of: Path, day: date) -> Snapshot | None:
        """The state of a day, None where it is not there or cannot be read."""
        return _read(self._file(of, day))

    def keep(self, of: Path, snapshot: Snapshot) -> None:
        """Keep a state; the oldest beyond sixty go. Raises DocumentError."""
        data = json.dumps(_to_json(snapshot, of), ensure_ascii=False).encode("utf-8", "surrogatepass")
        try:
            created(self._place(of))
            write_bytes(self._file(of, snapshot.day), data)
            for file in sorted(self._place(of).glob("*.json"))[:-_KEPT]:
                file.unlink(missing_ok=True)
        except OSError as error:
            raise DocumentError(_NOT_WRITTEN) from error

    def _place(self, of: Path) -> Path:
        key = hashlib.sha256(str(of.absolute()).encode("utf-8", "surrogatepass")).hexdigest()
        return self._folder / key[:32]

    def _file(self, of: Path, day: date) -> Path:
        return self._place(of) / f"{day.isoformat()}.json"


def _to_json(snapshot: Snapshot, of: Path) -> dict[str, Any]:
    ledger = snapshot.ledger
    return {
        "version": _VERSION,
        "of": str(of.absolute()),
        "day": snapshot.day.isoformat(),
        "title": ledger.title,
        "unit": ledger.unit,
        "date": ledger.date,
        "rows": [{column.name: text for column, text in row.cells.items()} for row in ledger.rows],
    }


def _read(file: Path) -> Snapshot | None:
    try:
        data = json.loads(file.read_text("utf-8", "surrogatepass"))
        if not isinstance(data, dict) or data["version"] != _VERSION:
            return None
        rows = tuple(_row(cells) for cells in data["rows"])
        ledger = Ledger(str(data["title"]), str(data["unit"]), str(data["date"]), rows)
        return Snapshot(date.fromisoformat(data["day"]), ledger)
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return None


def _row(cells: Mapping[str, str]) -> Row:
    return Row({Column[name]: str(text) for name, text in cells.items() if name in Column.__members__})
