"""Guard before the zip archives that Word and Excel files are: nothing is parsed that could harm.

An office file may come from anywhere. Sizes, names and the number of entries
are checked from the directory, before anything is unpacked; XML with a
DOCTYPE (entity bombs, external entities) is refused.
"""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from typing import Any, TypeAlias

from desktop.documents.errors import DocumentError

Element: TypeAlias = Any
"""An lxml element; lxml has no types of its own."""

MAX_ENTRIES = 5_000
MAX_TOTAL = 300 * 1024 * 1024
MAX_RATIO = 200
RATIO_MATTERS_ABOVE = 10 * 1024 * 1024
MAX_XML = 64 * 1024 * 1024
_ENCRYPTED = 0x1
_COMPRESSIONS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
"""The only ones office files may use (ISO/IEC 29500-2, annex B)."""

_DOCTYPES = tuple("<!DOCTYPE".encode(codec) for codec in ("ascii", "utf-16-le", "utf-16-be"))
_BROKEN = "文件已损坏，打不开。请用 Word 或 WPS 打开并修复，另存为 .docx 后再试；打不开时请向提供文件的人重新要一份。"
_UNSAFE = "文件不正常，可能已损坏或不安全，为保护本机没有打开。请用 Word 或 WPS 打开核对，另存为 .docx 后再试。"
_UNPACK_ERRORS = (
    zipfile.BadZipFile,
    zlib.error,
    struct.error,
    EOFError,
    OSError,
    RuntimeError,
    ValueError,
    OverflowError,
)


class BrokenFileError(DocumentError):
    """The file is damaged."""

    def __init__(self) -> None:
        super().__init__(_BROKEN)


class UnsafeFileError(DocumentError):
    """The file is built as no office program builds it."""

    def __init__(self) -> None:
        super().__init__(_UNSAFE)


def open_archive(data: bytes) -> zipfile.ZipFile:
    """The archive, its directory checked. Raises DocumentError."""
    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
    except _UNPACK_ERRORS as error:
        raise BrokenFileError from error
    entries = archive.infolist()
    names = {entry.filename.replace("\\", "/").casefold() for entry in entries}
    if (
        len(entries) > MAX_ENTRIES
        or len(names) < len(entries)
        or any(_leads_outside(name) for name in names)
        or sum(entry.file_size for entry in entries) > MAX_TOTAL
        or any(_is_bomb(entry) for entry in entries)
    ):
        raise UnsafeFileError
    if any(entry.compress_type not in _COMPRESSIONS for entry in entries):
        raise BrokenFileError
    if any(entry.flag_bits & _ENCRYPTED for entry in entries):
        raise DocumentError("文件内容加了密，打不开。请用 Word 或 WPS 打开，取消密码并另存为 .docx 后再试。")
    return archive


def read_entry(archive: zipfile.ZipFile, name: str) -> bytes:
    """The unpacked bytes of an entry. Raises DocumentError, also where it does not exist."""
    try:
        return archive.read(name)
    except (KeyError, *_UNPACK_ERRORS) as error:
        raise BrokenFileError from error


def parse_xml(data: bytes) -> Element:
    """The root element of an XML part. Raises DocumentError for what is not well-formed, too large or unsafe."""
    from lxml import etree

    if len(data) > MAX_XML or any(mark in data for mark in _DOCTYPES):
        raise UnsafeFileError
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, huge_tree=False, load_dtd=False, remove_comments=True, remove_pis=True
    )
    try:
        root = etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise BrokenFileError from error
    if root.getroottree().docinfo.internalDTD is not None:
        raise UnsafeFileError
    return root


def _leads_outside(name: str) -> bool:
    return name.startswith("/") or ":" in name.split("/")[0] or ".." in name.split("/")


def _is_bomb(entry: zipfile.ZipInfo) -> bool:
    return entry.file_size > RATIO_MATTERS_ABOVE and entry.file_size > MAX_RATIO * max(entry.compress_size, 1)
