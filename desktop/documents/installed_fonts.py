"""Which fonts this machine has, by the names that documents call them (read from the font files themselves)."""

from __future__ import annotations

import os
import struct
import sys
from collections.abc import Iterator
from pathlib import Path

_FAMILY_NAMES = {1, 4, 16}
_MOST_FILES = 5_000
_MOST_NAMES = 200_000


def installed_fonts() -> set[str]:
    """Family and full names of all fonts in the system's and the user's folders, in every language they give."""
    names: set[str] = set()
    for number, path in enumerate(_files()):
        if number >= _MOST_FILES:
            break
        try:
            with path.open("rb") as file:
                names |= set(_names(file.read(12), file))
        except (OSError, struct.error, UnicodeDecodeError, ValueError):
            continue  # a damaged font is none
    return names


def _folders() -> list[Path]:
    home = Path.home()
    if sys.platform == "win32":
        windows = Path(os.environ.get("WINDIR", r"C:\Windows")) / "Fonts"
        return [windows, home / "AppData/Local/Microsoft/Windows/Fonts"]
    if sys.platform == "darwin":
        return [Path("/System/Library/Fonts"), Path("/Library/Fonts"), home / "Library/Fonts"]
    return [Path("/usr/share/fonts"), Path("/usr/local/share/fonts"), home / ".fonts", home / ".local/share/fonts"]


def _files() -> Iterator[Path]:
    for folder in _folders():
        for where, _, names in os.walk(folder):
            for name in names:
                if name.lower().endswith((".ttf", ".otf", ".ttc", ".otc")):
                    yield Path(where) / name


def _names(head: bytes, file: object) -> Iterator[str]:
    """The names in a font file or a collection of fonts."""
    from io import BufferedReader

    assert isinstance(file, BufferedReader)
    offsets = [0]
    if head[:4] == b"ttcf":
        count = struct.unpack(">I", head[8:12])[0]
        offsets = list(struct.unpack(f">{count}I", file.read(4 * count)))
    for offset in offsets:
        file.seek(offset)
        tables = struct.unpack(">4xH6x", file.read(12))[0]
        directory = file.read(16 * tables)
        for at in range(0, len(directory), 16):
            tag, _, start, length = struct.unpack_from(">4sIII", directory, at)
            if tag == b"name" and length <= _MOST_NAMES:
                file.seek(start)
                yield from _name_table(file.read(length))


def _name_table(data: bytes) -> Iterator[str]:
    count, strings = struct.unpack_from(">2xHH", data)
    for index in range(count):
        platform, _, _, name, length, offset = struct.unpack_from(">6H", data, 6 + 12 * index)
        if name in _FAMILY_NAMES:
            raw = data[strings + offset : strings + offset + length]
            yield raw.decode("utf-16-be" if platform in {0, 3} else "latin-1")
