"""A report made again from its recovery copy. No Qt."""

from __future__ import annotations

from dataclasses import fields, replace
from pathlib import Path
from typing import Any

from desktop.app.recovery import LeftOver
from desktop.app.report_file import ReportFile
from desktop.documents.errors import DocumentError
from desktop.documents.opened import Opened
from desktop.documents.recovery_copies import Copy

_WITHOUT_FILE = "原来打开的文件已找不到或读不出，内容作为新报告恢复，保存时请另取名字。"


def rebuilt(item: LeftOver) -> tuple[ReportFile, tuple[str, ...]]:
    """The file the copy belongs to, as it was opened, and what the clerk has to know of it.

    With the file as it was opened what was recovered can be saved into it; a
    clerk's file that was changed meanwhile is still noticed when it is saved.
    """
    copy = item.copy
    if copy.path is None:
        return ReportFile(), ()
    flags: dict[str, Any] = {f.name: copy.flags[f.name] for f in fields(ReportFile) if f.name in copy.flags}
    for source in (item.base, copy.path):
        opened = None if source is None else _read(source, as_original=flags.get("as_original", False))
        if opened is None:
            continue
        if source is copy.path and not _is_unchanged(opened, copy):
            continue
        opened = replace(opened, path=copy.path, fingerprint=copy.fingerprint or opened.fingerprint)
        return ReportFile(opened, **flags), ()
    return ReportFile(), (_WITHOUT_FILE,)


def on_disk(copy: Copy) -> tuple[str, ...] | None:
    """The text of the clerk's file as it is now; None where there is none or it cannot be read."""
    if copy.path is None or copy.flags.get("is_sample"):
        return None
    opened = _read(copy.path, as_original=copy.flags.get("as_original", False))
    return None if opened is None else opened.document.lines


def _read(path: Path, *, as_original: bool) -> Opened | None:
    from desktop.documents.reading import read

    try:
        return read(path, "original" if as_original else "accepted")
    except DocumentError:
        return None


def _is_unchanged(opened: Opened, copy: Copy) -> bool:
    return copy.fingerprint is not None and opened.fingerprint.sha256 == copy.fingerprint.sha256
