"""A file that was opened."""

from __future__ import annotations

import enum
from dataclasses import dataclass, field
from pathlib import Path

from desktop.text.document import Document


class Format(enum.Enum):
    """The format a document was read from; the value is the file name's ending."""

    TEXT = ".txt"
    WORD = ".docx"
    OLD_WORD = ".doc"
    WPS = ".wps"
    RTF = ".rtf"
    ODT = ".odt"
    PDF = ".pdf"

    @property
    def is_imported(self) -> bool:
        """Whether only the text was taken over: what is saved goes to a new Word file, never back into this one."""
        return self not in {Format.TEXT, Format.WORD}


@dataclass(frozen=True, slots=True)
class TextForm:
    """How a plain text file was written, so that it can be written the same way.

    encoding: a Python codec name. mark: whether a byte order mark stands at
    its head. line_ends: the ending of each line in order, "" for a last line
    without one; new_line: the ending for lines that are added.
    """

    encoding: str = "utf-8"
    mark: bool = False
    line_ends: tuple[str, ...] = ()
    new_line: str = "\n"


@dataclass(frozen=True, slots=True)
class Fingerprint:
    """What a file was like when it was read: size in bytes, modification time in ns, SHA-256."""

    size: int
    mtime_ns: int
    sha256: str


@dataclass(frozen=True, slots=True)
class Opened:
    """A document with the file it came from. form: only for plain text. notes: Chinese, for the window.

    data: the bytes of a Word file as read, so that an edit can be saved whatever became of the file on the disk.
    """

    path: Path
    format: Format
    document: Document
    fingerprint: Fingerprint
    form: TextForm | None = None
    notes: tuple[str, ...] = ()
    loaded: object = field(default=None, compare=False, repr=False)
    data: bytes | None = field(default=None, repr=False, compare=False)
