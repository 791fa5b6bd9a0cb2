"""Small things a person chose in a dialog, to be offered again: one JSON file in the settings folder."""

from __future__ import annotations

import contextlib
import json
from pathlib import Path

from desktop.documents.errors import DocumentError
from desktop.documents.safe_write import write_bytes
from desktop.paths import AppPaths, created

AUTHOR = "author"
TYPESET = "typeset"
_MOST = 1_000_000


class Choices:
    """Remembered by name. A file that cannot be read or written is no reason to disturb anyone."""

    def __init__(self, file: Path) -> None:
        self._file = file

    def get(self, name: str, default: object = None) -> object:
        """What was chosen last, the default where nothing was."""
        return self._read().get(name, default)

    def put(self, name: str, value: object) -> None:
        """Remember a value that JSON can hold."""
        data = {**self._read(), name: value}
        with contextlib.suppress(DocumentError, OSError):
            created(self._file.parent)
            write_bytes(self._file, json.dumps(data, ensure_ascii=False, indent=1).encode("utf-8"))

    def text(self, name: str) -> str:
        """A text that was chosen, "" where none was."""
        value = self.get(name, "")
        return value if isinstance(value, str) else ""

    def _read(self) -> dict[str, object]:
        try:
            with self._file.open("rb") as file:
                data = json.loads(file.read(_MOST).decode("utf-8"))
        except (OSError, ValueError, RecursionError):
            return {}
        return data if isinstance(data, dict) else {}


def choices(paths: AppPaths) -> Choices:
    """Those of this user."""
    return Choices(paths.config / "choices.json")
