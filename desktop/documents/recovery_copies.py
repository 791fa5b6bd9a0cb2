"""Recovery copies: the text of a report as it was typed, kept in the user's folder until it is saved or given up.

A folder holds, for each open report with something unsaved, one JSON file
KEY.json, and beside it the file as it was opened (KEY-….docx or .txt), so that
what is recovered can still be saved into the clerk's file with all that was
not edited. Everything is written to a temporary file and moved into place.
"""

from __future__ import annotations

import dataclasses
import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from desktop.documents.errors import DocumentError
from desktop.documents.opened import Fingerprint, Format, Opened
from desktop.documents.safe_write import write_bytes
from desktop.paths import created

_VERSION = 1
_MAX_BASE = 60 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class Copy:
    """A report as it was at a moment.

    name: what its window was headed with. path and fingerprint: of the
    clerk's file as it was opened, None for a report without one. flags: what
    else has to be known of the file. caret: a position of the editor; saved: when, ISO 8601 local time. base:
    the name of the opened file beside the copy, "" without one. parts: what
    other parts of the window keep, by name, in JSON.
    """

    name: str
    lines: tuple[str, ...]
    path: Path | None = None
    fingerprint: Fingerprint | None = None
    flags: Mapping[str, bool] = field(default_factory=dict)
    caret: int = 0
    view: int = 0
    saved: str = ""
    base: str = ""
    parts: Mapping[str, Any] = field(default_factory=dict)


def write_copy(folder: Path, key: str, copy: Copy) -> None:
    """Write a copy in the place of the one with this key. Raises DocumentError, OSError."""
    record = {
        "version": _VERSION,
        "name": copy.name,
        "path": None if copy.path is None else str(copy.path),
        "fingerprint": None if copy.fingerprint is None else dataclasses.astuple(copy.fingerprint),
        "flags": dict(copy.flags),
        "caret": copy.caret,
        "view": copy.view,
        "saved": copy.saved,
        "base": copy.base,
        "parts": dict(copy.parts),
        "lines": copy.lines,
    }
    # half of a pair of UTF-16 units is no text, but must not cost the rest
    data = json.dumps(record, ensure_ascii=False).encode("utf-8", "surrogatepass")
    write_bytes(created(folder) / f"{key}.json", data)


def read_copy(file: Path) -> Copy | None:
    """The copy in a file; None where it is none."""
    try:
        record = json.loads(file.read_bytes().decode("utf-8", "surrogatepass"))
        if record["version"] != _VERSION:
            return None
        mark = record["fingerprint"]
        return Copy(
            name=str(record["name"]),
            lines=tuple(map(str, record["lines"])),
            path=None if record["path"] is None else Path(record["path"]),
            fingerprint=None if mark is None else Fingerprint(int(mark[0]), int(mark[1]), str(mark[2])),
            flags={str(name): bool(value) for name, value in record["flags"].items()},
            caret=int(record["caret"]),
            view=int(record["view"]),
            saved=str(record["saved"]),
            base=str(record["base"]),
            parts=dict(record["parts"]),
        )
    except (OSError, ValueError, KeyError, TypeError, IndexError, AttributeError):
        return None


def copies_in(folder: Path) -> dict[str, Copy]:
    """Every copy of a folder by its key, the newest first."""
    try:
        files = sorted(folder.glob("*.json"))
    except OSError:
        return {}
    found = {file.stem: copy for file in files if (copy := read_copy(file)) is not None}
    return dict(sorted(found.items(), key=lambda item: item[1].saved, reverse=True))


def keep_base(folder: Path, key: str, opened: Opened) -> str:
    """Keep the file as it was opened beside its copy, if it is not there yet; gives its name, "" where it cannot be.

    Raises DocumentError, OSError.
    """
    data = base_bytes(opened)
    if data is None or len(data) > _MAX_BASE:
        return ""
    mark = hashlib.sha256(data).hexdigest()[:12]
    suffix = opened.path.suffix if opened.format is Format.WORD else Format.TEXT.value
    name = f"{key}-{mark}{suffix}"
    if not (folder / name).exists():
        write_bytes(created(folder) / name, data)
    return name


def drop_other_bases(folder: Path, key: str, base: str) -> None:
    """Remove what was kept of the file before; only when the copy that names `base` is written. Raises OSError."""
    for other in folder.glob(f"{key}-*"):
        if other.name != base:
            other.unlink(missing_ok=True)


def base_bytes(opened: Opened) -> bytes | None:
    """The bytes of a file as it was opened; None where they cannot be had."""
    if opened.data is not None:
        return opened.data
    if opened.format is not Format.TEXT or opened.form is None:
        return None
    from desktop.documents.plain_text import encode

    try:
        return encode(opened.document.lines, opened.form, original=opened.document.lines)
    except DocumentError:
        return None


def remove_copy(folder: Path, key: str) -> None:
    """Remove a copy with its base; nothing where there is none. Raises OSError."""
    (folder / f"{key}.json").unlink(missing_ok=True)
    for base in folder.glob(f"{key}-*"):
        base.unlink(missing_ok=True)


def remove_folder(folder: Path) -> None:
    """Remove a folder of copies with what was left half written. Raises OSError."""
    for file in folder.iterdir():
        file.unlink(missing_ok=True)
    folder.rmdir()
