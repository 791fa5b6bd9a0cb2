"""Open a file of any kind, or say what to do with it."""

from __future__ import annotations

import dataclasses
from pathlib import Path

from desktop.documents.errors import DocumentError
from desktop.documents.file_bytes import read_bytes
from desktop.documents.import_reader import read_imported
from desktop.documents.opened import Format, Opened
from desktop.documents.plain_text import read_text
from desktop.documents.safe_write import lock_note
from desktop.documents.word_package import MAX_WORD_SIZE
from desktop.documents.word_reader import Revisions, read_word

_TEXT = (".txt", ".text", ".md")
_WORD = (".docx", ".docm")
_IMPORTED = {kind.value: kind for kind in Format if kind.is_imported}
_REPORTS = frozenset((".txt", *_WORD, *_IMPORTED))
_ZIP_MAGIC = (b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08")
_OLE_MAGIC = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED_STREAM = "EncryptedPackage".encode("utf-16-le")
_WORD_STREAM = "WordDocument".encode("utf-16-le")
_ODT_MARK = b"mimetypeapplication/vnd.oasis.opendocument.text"
_ODT_HEAD = 200
_HEAD = 8

_RESAVE = "请用 Word 或 WPS 打开，另存为“Word 文档（*.docx）”后再打开。"
_OLD_WORD = f"文件的内容不是 Word 文档，可能已损坏或不是报告。{_RESAVE}"
_NO_WPS = f"文件的内容不是 WPS 文字文档，可能已损坏或不是报告。{_RESAVE}"
_NO_RTF = f"文件的扩展名是 .rtf，内容却不是这种格式，可能已损坏。{_RESAVE}"
_NO_ODT = "文件的扩展名是 .odt，内容却不是这种格式，可能已损坏。请用 WPS 或 LibreOffice 打开，另存为 .docx 后再打开。"
_NO_PDF = "文件的扩展名是 .pdf，内容却不是 PDF，可能已损坏。请向提供文件的人重新要一份，或打开它的 Word 原稿。"
_SHEET = "这是表格文件，不是报告。请打开 Word 报告（.docx）或文本文件（.txt）。"
_SLIDES = "这是演示文稿，不是报告。请打开 Word 报告（.docx）或文本文件（.txt）。"
_WEB = f"这是网页文件，目前不能直接读取。{_RESAVE}"
_PICTURE = "这是图片，读不出文字。请打开 Word 报告（.docx）或文本文件（.txt）。"
_ARCHIVE = "这是压缩文件。请先解压，再打开其中的 .docx 或 .txt 文件。"
_TEMPLATE = f"这是 Word 模板，目前不能直接读取。{_RESAVE}"
_XML = f"这是 XML 格式的文档，目前不能直接读取。{_RESAVE}"
_PASSWORD = "文件设了打开密码，读不出来。请用 Word 或 WPS 打开，取消密码（文件—信息—保护文档），另存为 .docx 后再打开。"
_OTHER_WORD = f"文件的扩展名是 .docx，内容却不是这种格式，可能是改过扩展名或已损坏。{_RESAVE}"

_ADVICE = {
    ".doc": _OLD_WORD,
    ".wps": _NO_WPS,
    ".wpt": _TEMPLATE,
    ".dot": _TEMPLATE,
    ".dotx": _TEMPLATE,
    ".dotm": _TEMPLATE,
    ".rtf": _NO_RTF,
    ".odt": _NO_ODT,
    ".ott": _TEMPLATE,
    ".pdf": _NO_PDF,
    ".ofd": "这是 OFD 版式文件，目前不能直接读取。请打开它的 Word 原稿，或用阅读软件转换为 .docx 后再打开。",
    **dict.fromkeys((".xls", ".xlsx", ".xlsm", ".et", ".ods", ".csv"), _SHEET),
    **dict.fromkeys((".ppt", ".pptx", ".dps", ".odp"), _SLIDES),
    **dict.fromkeys((".htm", ".html", ".mht", ".mhtml"), _WEB),
    **dict.fromkeys((".jpg", ".jpeg", ".png", ".bmp", ".gif", ".tif", ".tiff", ".heic"), _PICTURE),
    **dict.fromkeys((".zip", ".rar", ".7z", ".gz", ".tar"), _ARCHIVE),
    ".xml": _XML,
}
_UNKNOWN = "不认识这种文件。请打开 Word 报告（.docx）或文本文件（.txt）。"


def readable_suffixes() -> tuple[str, ...]:
    """The endings of the files that read() opens, lower case with the dot."""
    return (*_TEXT, *_WORD, *_IMPORTED)


def is_report_file(path: Path) -> bool:
    """Whether a walk through a folder should take this file for a report: by its name alone.

    Hidden files and the lock files that Word, WPS and LibreOffice leave beside an open document are none.
    """
    return path.suffix.lower() in _REPORTS and not path.name.startswith(("~$", "."))


def read(path: Path, revisions: Revisions = "accepted") -> Opened:
    """Open a report, by its content first and its ending second.

    revisions: how the tracked changes of a Word file are read, as if accepted or as the text was before them.
    Raises DocumentError, which says what to do, for everything that is no readable document.
    """
    opened = _read(path, revisions)
    note = lock_note(path)
    return opened if note is None else dataclasses.replace(opened, notes=(*opened.notes, note))


def _read(path: Path, revisions: Revisions) -> Opened:
    suffix = path.suffix.lower()
    head = _head(path)
    if head.startswith(_ZIP_MAGIC):
        if _is_open_document(path):
            return read_imported(path, Format.ODT)
        if suffix not in _ADVICE or suffix in _IMPORTED:
            return read_word(path, revisions)
    if head.startswith(_OLE_MAGIC):
        return _read_ole(path, suffix)
    if head.startswith(b"{\\rtf"):
        return read_imported(path, Format.RTF)
    if head.startswith(b"%PDF"):
        return read_imported(path, Format.PDF)
    if suffix in _TEXT:
        return read_text(path)
    if suffix in _WORD:
        if not head:
            return read_word(path, revisions)
        raise DocumentError(_OTHER_WORD)
    raise DocumentError(_ADVICE.get(suffix, _UNKNOWN))


def _head(path: Path) -> bytes:
    """The first bytes; files that cannot be opened are told of by the reader proper."""
    try:
        if not path.is_file():
            read_bytes(path, 0)
        with path.open("rb") as file:
            return file.read(_HEAD)
    except (OSError, ValueError):
        read_bytes(path, MAX_WORD_SIZE)
        raise


def _is_open_document(path: Path) -> bool:
    """Whether a zip archive is an OpenDocument text: its first entry says so, unpacked (ODF 1.2 part 3, 3.3)."""
    try:
        with path.open("rb") as file:
            return _ODT_MARK in file.read(_ODT_HEAD)
    except OSError:
        return False


def _read_ole(path: Path, suffix: str) -> Opened:
    """An OLE file: old Word or WPS, or else an encrypted .docx, old Excel and so on, of which it is said what to do."""
    data, _ = read_bytes(path, MAX_WORD_SIZE)
    if _ENCRYPTED_STREAM in data:
        raise DocumentError(_PASSWORD)
    if _WORD_STREAM in data:
        return read_imported(path, Format.WPS if suffix == ".wps" else Format.OLD_WORD)
    if "Workbook".encode("utf-16-le") in data:
        raise DocumentError(_SHEET)
    raise DocumentError(_ADVICE.get(suffix, _OLD_WORD))
