"""What is remembered of a report beside its file: corrections of the reading, ignored findings, its ledger.

One small JSON file a report in the user's data folder, never inside or
beside the clerk's file. A report is known by its path; one that was moved or
renamed, by its content as it was when last remembered.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from desktop.checks.suppression import Ignored, Suppression
from desktop.documents.safe_write import write_bytes
from desktop.paths import AppPaths, created
from desktop.report.corrections import AnchoredCorrection, Correction, ReadAs
from desktop.report.model import Role

_VERSION = 1
_KEY_LENGTH = 32


@dataclass(frozen=True, slots=True)
class SideData:
    """What is remembered of one report. ledger: the path of the workbook its ledger is kept in, "" for none."""

    corrections: tuple[AnchoredCorrection, ...] = ()
    ignored: tuple[Ignored, ...] = ()
    ledger: str = ""

    def with_ignored(self, suppression: Suppression) -> SideData:
        """The same with what is ignored for good; what is ignored once is not remembered."""
        return replace(self, ignored=suppression.always)

    @property
    def suppression(self) -> Suppression:
        """What is ignored when the report is opened again."""
        return Suppression(always=self.ignored)


def side_data_store(paths: AppPaths) -> SideDataStore:
    """The store of this user."""
    return SideDataStore(paths.data / "reports")


class SideDataStore:
    """The side data of all reports of this user. folder: where its files lie; made when first written to."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._hashes: tuple[int, dict[str, Mapping[str, Any]]] | None = None
        """The records by content, with the state of the folder in which they were read."""

    def load(self, path: Path, sha256: str = "") -> SideData:
        """What is remembered of a report; nothing where nothing is, or where it cannot be read.

        sha256: of the file's content, by which a moved file is known again.
        """
        record = self._record(self._file(path))
        if record is None and sha256:
            record = self._by_content().get(sha256)
        return SideData() if record is None else _from_json(record)

    def save(self, path: Path, data: SideData, sha256: str = "") -> None:
        """Remember this of a report. Raises DocumentError where the data folder cannot be written to."""
        record = {"version": _VERSION, "path": str(path.absolute()), "sha256": sha256, **_to_json(data)}
        file = self._file(path)
        if data == SideData() and not file.exists():
            return
        self._hashes = None
        created(self._folder)
        write_bytes(file, json.dumps(record, ensure_ascii=False, indent=1).encode("utf-8"))

    def _file(self, path: Path) -> Path:
        key = hashlib.sha256(str(path.absolute()).encode("utf-8", "surrogatepass")).hexdigest()
        return self._folder / f"{key[:_KEY_LENGTH]}.json"

    def _by_content(self) -> Mapping[str, Mapping[str, Any]]:
        try:
            state = self._folder.stat().st_mtime_ns
        except OSError:
            return {}
        if self._hashes is None or self._hashes[0] != state:
            self._hashes = state, {str(r["sha256"]): r for r in self._records() if r.get("sha256")}
        return self._hashes[1]

    def _records(self) -> Iterator[Mapping[str, Any]]:
        if self._folder.is_dir():
            for file in sorted(self._folder.glob("*.json")):
                record = self._record(file)
                if record is not None:
                    yield record

    def _record(self, file: Path) -> Mapping[str, Any] | None:
        try:
            record = json.loads(file.read_text("utf-8"))
        except (OSError, ValueError):
            return None
        return record if isinstance(record, dict) and record.get("version") == _VERSION else None


def _to_json(data: SideData) -> dict[str, Any]:
    return {
        "ledger": data.ledger,
        "corrections": [
            {
                "text": item.text,
                "before": item.before,
                "read_as": item.correction.read_as.name,
                "role": item.correction.role.value if item.correction.role else None,
            }
            for item in data.corrections
        ],
        "ignored": [
            {"rule": i.rule, "text": i.text, "before": i.before, "after": i.after, "message": i.message}
            for i in data.ignored
        ],
    }


def _from_json(record: Mapping[str, Any]) -> SideData:
    """The side data of a record; entries that do not make sense are left out."""
    corrections = []
    ignored = []
    for item in record.get("corrections") or ():
        try:
            role = Role(item["role"]) if item["role"] else None
            correction = Correction(ReadAs[item["read_as"]], role)
            corrections.append(AnchoredCorrection(str(item["text"]), str(item["before"]), correction))
        except (KeyError, ValueError, TypeError):
            continue
    for item in record.get("ignored") or ():
        try:
            ignored.append(Ignored(*(str(item[key]) for key in ("rule", "text", "before", "after", "message"))))
        except (KeyError, TypeError):
            continue
    ledger = record.get("ledger")
    return SideData(tuple(corrections), tuple(ignored), ledger if isinstance(ledger, str) else "")
