"""Small JSON files that are nice to have: one that cannot be read or written is no reason to disturb anyone."""

from __future__ import annotations

import json
import os
import tempfile
from pathlib import Path
from typing import Any


def read_json(file: Path) -> Any:  # noqa: ANN401 - whatever the file holds
    """What a file holds, None where it cannot be read."""
    try:
        return json.loads(file.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return None


def write_json(file: Path, data: object) -> bool:
    """Put data into a file, whole or not at all; whether it could be.

    Not flushed to the disk: it is called in the window's thread, and a power
    cut may cost what such a file holds.
    """
    text = json.dumps(data, ensure_ascii=False)
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(dir=file.parent, suffix=".tmp")
        with os.fdopen(handle, "w", encoding="utf-8") as out:
            out.write(text)
        Path(name).replace(file)
    except (OSError, ValueError):
        return False
    return True
