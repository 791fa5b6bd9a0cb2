"""The text of a PDF: characters by their place on the page, put into lines and, by indents and full lines, paragraphs.

A PDF knows no paragraphs and may draw its characters in any order (quotation marks after the words that they enclose,
for one). What is read is what stands on the page, from top to bottom and left to right.
"""

from __future__ import annotations

import ctypes
import time
from collections.abc import Iterator

from desktop.documents.errors import DocumentError
from desktop.documents.imported import Gathered, Imported
from desktop.documents.pdf_lines import Line, Mark, join_paragraphs, page_lines, without_furniture
from desktop.documents.safe_zip import BrokenFileError

_PASSWORD = "PDF 设了打开密码，读不出来。请先取消密码，或打开它的 Word 原稿。"
_SCANNED = (
    "这份 PDF 是扫描的图片，里面没有文字，本程序不猜图片上的字。请打开它的 Word 原稿；没有原稿时，"
    "用扫描仪软件或 WPS 的“图片转文字”识别成 Word 文档，核对无误后再打开。"
)
_GARBLED = (
    "这份 PDF 的字体编码特殊，取出来的是乱码。请打开它的 Word 原稿；没有原稿时，"
    "用 WPS 或 Word 转换为 .docx，核对后再打开。"
)
_TOO_SLOW = "这份 PDF 的结构太复杂，没有在限定时间内读完。请打开它的 Word 原稿，或用 WPS 转换为 .docx 后再打开。"
_MOST_PAGES = 1_000
_MOST_ON_PAGE = 50_000
_SECONDS = 20.0
_PRIVATE = range(0xE000, 0xF900)
_REPLACED = 0xFFFD
_MOST_GARBLED = 0.2
_PASSWORD_ERROR = 4


def read_pdf(data: bytes) -> Imported:
    """The text of the bytes of a PDF. Raises DocumentError."""
    import pypdfium2

    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        if getattr(error, "err_code", None) == _PASSWORD_ERROR or "password" in str(error).lower():
            raise DocumentError(_PASSWORD) from error
        raise BrokenFileError from error
    try:
        return _read(document)
    except pypdfium2.PdfiumError as error:
        raise BrokenFileError from error
    finally:
        document.close()


def _read(document: object) -> Imported:
    count = len(document)  # type: ignore[arg-type]
    if count > _MOST_PAGES:
        raise DocumentError(_TOO_SLOW)
    began = time.monotonic()
    pages: list[list[Line]] = []
    empty: list[int] = []
    garbled = total = 0
    for number in range(count):
        marks = list(_marks(document, number))
        if time.monotonic() - began > _SECONDS:
            raise DocumentError(_TOO_SLOW)
        if not any(mark.sign.strip() for mark in marks):
            empty.append(number + 1)
        garbled += sum(1 for mark in marks if ord(mark.sign) in _PRIVATE or ord(mark.sign) == _REPLACED)
        total += len(marks)
        pages.append(page_lines(marks))
    if len(empty) == count:
        raise DocumentError(_SCANNED)
    if garbled > _MOST_GARBLED * total:
        raise DocumentError(_GARBLED)
    kept, taken = without_furniture(pages)
    gathered = Gathered()
    for text in join_paragraphs(kept):
        gathered.add(text)
    notes = ["PDF 不分段落，段落是按版面推断的，请对照原件核对。"]
    if taken:
        notes.append(f"已去掉页码、页眉页脚 {taken} 行。")
    if empty:
        shown = "、".join(map(str, empty[:10]))
        notes.append(f"第 {shown} 页{'等' if len(empty) > 10 else ''}没有文字（可能是图片），没有读取。")
    return Imported(gathered.document(), tuple(notes))


def _marks(document: object, number: int) -> Iterator[Mark]:
    """The characters of a page with their places, in points from the lower left corner."""
    from pypdfium2 import raw

    page = document[number]  # type: ignore[index]
    text = page.get_textpage()
    try:
        x, y = ctypes.c_double(), ctypes.c_double()
        box = raw.FS_RECTF()
        pending = None
        for index in range(min(text.count_chars(), _MOST_ON_PAGE)):
            if raw.FPDFText_IsGenerated(text, index) == 1:
                continue
            code = raw.FPDFText_GetUnicode(text, index)
            if 0xD800 <= code < 0xDC00:
                pending = code
                continue
            if 0xDC00 <= code < 0xE000:
                if pending is None:
                    continue
                code = 0x10000 + ((pending - 0xD800) << 10) + (code - 0xDC00)
            pending = None
            if code < 0x20 or code in {0x7F, 0xAD, 0xFFFE, 0xFFFF}:
                continue
            raw.FPDFText_GetCharOrigin(text, index, x, y)
            if not raw.FPDFText_GetLooseCharBox(text, index, box):
                continue
            yield Mark(chr(code), box.left, box.right, y.value, abs(box.top - box.bottom))
    finally:
        text.close()
        page.close()
