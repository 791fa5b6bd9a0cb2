"""The last versions of every file the clerk saves, kept aside in the user's data folder.

Each content lies there once, whatever files and versions have it, under its
hash; one JSON file a report lists its versions. A folder that is moved with
its files keeps nothing of this: versions go by path.
"""

from __future__ import annotations

import hashlib
import json
import os
import threading
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from desktop.documents.errors import DocumentError
from desktop.documents.safe_write import write_bytes
from desktop.paths import AppPaths, created

KEEP = 10
MOST_BYTES = 300 * 1024 * 1024
LARGEST_FILE = 50 * 1024 * 1024
_VERSION = 1
_KEY_LENGTH = 32


@dataclass(frozen=True, slots=True)
class Version:
    """A file as it was once. sha256 and size in bytes of its content; saved: when, ISO 8601 local time.

    suffix: of the file name, with the dot. found: it was there before the program first saved the file. words: its
    字数, 0 where nobody counted.
    """

    sha256: str
    size: int
    saved: str
    suffix: str
    found: bool = False
    words: int = 0


def versions_of(paths: AppPaths) -> VersionStore:
    """The store of this user."""
    return VersionStore(paths.data / "versions")


class VersionStore:
    """All versions of all files. Safe to use from several threads. folder: made when first written to."""

    def __init__(self, folder: Path, most_bytes: int = MOST_BYTES) -> None:
        self._folder = folder
        self._contents = folder / "contents"
        self._most = most_bytes
        self._lock = threading.Lock()

    def of(self, path: Path) -> tuple[Version, ...]:
        """The versions of a file, the newest first."""
        return tuple(reversed(self._read(self._list(path))))

    def content(self, version: Version) -> Path:
        """Where the content of a version lies, under a name with the right ending."""
        return self._contents / f"{version.sha256[:_KEY_LENGTH]}{version.suffix.lower()}"

    def keep(self, path: Path, data: bytes, *, found: bool = False, words: int = 0) -> None:
        """Keep this content of a file, unless it is the newest version already. Raises DocumentError, OSError.

        found: it stands in the file before the program writes to it.
        """
        if len(data) > LARGEST_FILE or not data:
            return
        sha256 = hashlib.sha256(data).hexdigest()
        with self._lock:
            listed = self._list(path)
            versions = self._read(listed)
            if versions and versions[-1].sha256 == sha256:
                return
            saved = datetime.now().isoformat(timespec="seconds")
            version = Version(sha256, len(data), saved, path.suffix, found, words)
            created(self._contents)
            if not self.content(version).exists():
                write_bytes(self.content(version), data)
            versions.append(version)
            record = {
                "version": _VERSION,
                "path": str(path.absolute()),
                "versions": [asdict(item) for item in versions[-KEEP:]],
            }
            write_bytes(listed, json.dumps(record, ensure_ascii=False, indent=1).encode("utf-8", "surrogatepass"))
            self._tidy()

    def keep_file(self, path: Path) -> None:
        """Keep what stands in a file now, before it is written over; nothing where there is none."""
        try:
            if path.stat().st_size <= LARGEST_FILE:
                self.keep(path, path.read_bytes(), found=True)
        except FileNotFoundError:
            return

    def _list(self, path: Path) -> Path:
        place = os.path.normcase(os.path.realpath(path))
        key = hashlib.sha256(place.encode("utf-8", "surrogatepass")).hexdigest()
        return self._folder / f"{key[:_KEY_LENGTH]}.json"

    def _read(self, listed: Path) -> list[Version]:
        """The versions of a list, the oldest first, as far as their content is there."""
        try:
            record: Any = json.loads(listed.read_bytes().decode("utf-8", "surrogatepass"))
            versions = [
                Version(
                    str(e["sha256"]),
                    int(e["size"]),
                    str(e["saved"]),
                    str(e["suffix"]),
                    bool(e["found"]),
                    int(e["words"]),
                )
                for e in record["versions"]
            ]
        except (OSError, ValueError, KeyError, TypeError):
            return []
        return [version for version in versions if self.content(version).is_file()]

    def _tidy(self) -> None:
        """Remove contents that no list names, and the oldest versions when there are too many bytes."""
        lists = {listed: self._read(listed) for listed in self._folder.glob("*.json")}
        older = sorted(
            ((version.saved, listed, version) for listed, versions in lists.items() for version in versions[:-1]),
            key=lambda item: item[0],
        )
        total = _bytes_of(lists.values())
        while total > self._most and older:
            _, listed, version = older.pop(0)
            lists[listed].remove(version)
            total = _bytes_of(lists.values())
        wanted = {self.content(version).name for versions in lists.values() for version in versions}
        for file in self._contents.iterdir():
            if file.name not in wanted:
                file.unlink(missing_ok=True)


def _bytes_of(lists: Iterable[Sequence[Version]]) -> int:
    return sum({version.sha256: version.size for versions in lists for version in versions}.values())


def keep_quietly(store: VersionStore, path: Path, data: bytes | None = None, words: int = 0) -> str:
    """Keep a version; without data what stands in the file. Gives why it could not be, in Chinese, "" if it could."""
    try:
        if data is None:
            store.keep_file(path)
        else:
            store.keep(path, data, words=words)
    except DocumentError as error:
        return str(error)
    except OSError as error:
        return f"系统错误 {error.errno}"
    return ""
