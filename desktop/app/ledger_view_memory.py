"""How this user looks at ledgers: columns, widths, groups; in the settings folder as JSON."""

from __future__ import annotations

import contextlib
import json
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from desktop.app.ledger_table import Group
from desktop.documents.errors import DocumentError
from desktop.ledger.columns import Column

_NARROWEST, _WIDEST = 32, 1200


@dataclass(frozen=True, slots=True)
class LedgerView:
    """columns: those shown, None: those with content. widths: px by column, for those the clerk drew."""

    columns: frozenset[Column] | None = None
    widths: Mapping[Column, int] = field(default_factory=dict)
    group: Group = Group.ASPECT

    def with_width(self, column: Column, width: int) -> LedgerView:
        """The same with a width of the clerk's."""
        return replace(self, widths={**self.widths, column: width})


class LedgerViewMemory:
    """Reads once, writes when changed. What cannot be read or written is no reason to disturb anyone."""

    def __init__(self, file: Path | None) -> None:
        """file: None remembers nothing beyond this run."""
        self._file = file
        self._view: LedgerView | None = None

    def __call__(self) -> LedgerView:
        """The view as it is remembered."""
        if self._view is None:
            self._view = _read(self._file)
        return self._view

    def keep(self, view: LedgerView) -> None:
        """Remember this."""
        if view == self():
            return
        self._view = view
        if self._file is None:
            return
        from desktop.documents.safe_write import write_bytes
        from desktop.paths import created

        with contextlib.suppress(OSError, DocumentError):
            created(self._file.parent)
            write_bytes(self._file, _written(view))


def _written(view: LedgerView) -> bytes:
    data: dict[str, object] = {
        "group": view.group.name,
        "widths": {column.name: width for column, width in view.widths.items()},
    }
    if view.columns is not None:
        data["columns"] = [column.name for column in Column if column in view.columns]
    return json.dumps(data, ensure_ascii=False, indent=1).encode()


def _read(file: Path | None) -> LedgerView:
    try:
        data = json.loads(file.read_text("utf-8")) if file is not None else {}
    except (OSError, ValueError):
        return LedgerView()
    if not isinstance(data, dict):
        return LedgerView()
    names, widths = data.get("columns"), data.get("widths")
    group = data.get("group")
    return LedgerView(
        frozenset(_columns(names)) if isinstance(names, list) else None,
        {
            Column[name]: width
            for name, width in (widths.items() if isinstance(widths, dict) else ())
            if name in Column.__members__ and isinstance(width, int) and _NARROWEST <= width <= _WIDEST
        },
        Group[group] if isinstance(group, str) and group in Group.__members__ else Group.ASPECT,
    )


def _columns(names: Collection[object]) -> list[Column]:
    return [Column[name] for name in names if isinstance(name, str) and name in Column.__members__]
