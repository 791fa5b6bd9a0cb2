"""Files of other word processors, opened for their text: .doc, .wps, .rtf, .odt, .pdf."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from desktop.documents.errors import DocumentError
from desktop.documents.file_bytes import read_bytes
from desktop.documents.imported import MAX_IMPORT, Imported
from desktop.documents.opened import Format, Opened
from desktop.documents.safe_zip import UnsafeFileError

_NAMES = {
    Format.OLD_WORD: "旧版 Word 文档（.doc）",
    Format.WPS: "WPS 文字文档（.wps）",
    Format.RTF: "RTF 文档",
    Format.ODT: "ODT 文档",
    Format.PDF: "PDF 文件",
}
_TAKEN_OVER = "这是{}，只取出了文字，原有格式没有带过来；保存时会另存为新的 Word 文件，原文件不动。"


def read_imported(path: Path, kind: Format) -> Opened:
    """The text of a file of this format. Raises DocumentError."""
    data, mark = read_bytes(path, MAX_IMPORT)
    try:
        made = _reader(kind)(data)
    except (RecursionError, MemoryError) as error:
        raise UnsafeFileError from error
    notes = (_TAKEN_OVER.format(_NAMES[kind]), *made.notes)
    if not made.document.paragraphs:
        raise DocumentError(f"这份{_NAMES[kind]}里没有文字。请核对是否选错了文件。")
    return Opened(path, kind, made.document, mark, notes=notes)


def _reader(kind: Format) -> Callable[[bytes], Imported]:
    if kind is Format.RTF:
        from desktop.documents.rtf_reader import read_rtf

        return read_rtf
    if kind is Format.ODT:
        from desktop.documents.odt_reader import read_odt

        return read_odt
    if kind is Format.PDF:
        from desktop.documents.pdf_reader import read_pdf

        return read_pdf
    from desktop.documents.doc_reader import read_doc

    return read_doc
