"""Open any workbook safely and read its sheets as text."""

from __future__ import annotations

import contextlib
import io
import re
import warnings
import zipfile
from collections.abc import Iterator
from datetime import date, datetime, time
from pathlib import Path
from typing import Any, TypeAlias

from desktop.documents.errors import DocumentError
from desktop.documents.excel_cells import Sheet
from desktop.documents.file_bytes import read_bytes
from desktop.documents.safe_zip import MAX_XML, BrokenFileError, UnsafeFileError, open_archive, read_entry
from desktop.ledger.grid import Grid, Merge

Workbook: TypeAlias = Any
"""An openpyxl workbook, imported only where it is used."""

MAX_EXCEL_SIZE = 60 * 1024 * 1024
MOST_ROWS, MOST_COLUMNS, MOST_CELLS = 50_000, 300, 2_000_000
_MOST_MERGES = 20_000
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED_STREAM = "EncryptedPackage".encode("utf-16-le")
_RESAVE = "请用 Excel 或 WPS 打开，另存为“Excel 工作簿（*.xlsx）”后再试。"
_OLD = f"这是旧版 Excel 文件（.xls），不能直接读取。{_RESAVE}"
_PASSWORD = "工作簿设了打开密码，读不出来。请用 Excel 或 WPS 打开，取消密码，另存为“Excel 工作簿（*.xlsx）”后再试。"
_BROKEN = f"工作簿已损坏，打不开。{_RESAVE}打不开时请向提供文件的人重新要一份。"
_UNSAFE = f"工作簿不正常，可能已损坏或不安全，为保护本机没有打开。{_RESAVE}"
_NO_SHEET = f"这个文件不是 Excel 工作簿（.xlsx）。{_RESAVE}"
_BINARY = f"这是二进制的 Excel 工作簿（.xlsb），不能直接读取。{_RESAVE}"
_DOCTYPE = re.compile(rb"<!DOCTYPE", re.IGNORECASE)
_UNCALCULATED = re.compile(rb"<f[ >/][^<]*(?:</f>|(?<=/)>)?\s*(?:<v\s*/>|<v></v>)?\s*</c>")
_FORMAT_DATE = re.compile(r"\[\$-[^\]]*\]|\[[A-Za-z]+\]|\"[^\"]*\"|\\.")
_WHOLE_DIGITS = 15


def read_workbook_bytes(path: Path) -> bytes:
    """The bytes of an .xlsx file that may be opened. Raises DocumentError, which says what to do."""
    suffix = path.suffix.lower()
    data, _ = read_bytes(path, MAX_EXCEL_SIZE)
    check_workbook(data, suffix)
    return data


def check_workbook(data: bytes, suffix: str = ".xlsx") -> None:
    """Refuse what is no workbook or could harm. Raises DocumentError."""
    if data.startswith(_OLE):
        raise DocumentError(_PASSWORD if _ENCRYPTED_STREAM in data else _OLD)
    if not data:
        raise DocumentError("这个文件是空的（0 字节），里面没有台账。请核对是否选错了文件。")
    if not data.startswith(b"PK"):
        raise DocumentError(_OLD if suffix == ".xls" else _BROKEN if suffix == ".xlsx" else _NO_SHEET)
    try:
        archive = open_archive(data)
    except UnsafeFileError as error:
        raise DocumentError(_UNSAFE) from error
    except BrokenFileError as error:
        raise DocumentError(_BROKEN) from error
    with archive:
        names = archive.namelist()
        if "xl/workbook.bin" in names:
            raise DocumentError(_BINARY)
        if not any(name.startswith("xl/") for name in names):
            raise DocumentError(_NO_SHEET)
        for entry in archive.infolist():
            if not entry.filename.lower().endswith((".xml", ".rels", ".vml")):
                continue
            if entry.file_size > MAX_XML:
                raise DocumentError(_UNSAFE)
            try:
                part = read_entry(archive, entry.filename)
            except DocumentError as error:
                raise DocumentError(_BROKEN) from error
            if _DOCTYPE.search(part) or b"<\x00!\x00D\x00" in part:
                raise DocumentError(_UNSAFE)


@contextlib.contextmanager
def loaded(data: bytes, *, values: bool = True) -> Iterator[Workbook]:
    """The workbook, its formulas' values if `values`; closed afterwards. Raises DocumentError where it is broken."""
    import openpyxl

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            workbook = openpyxl.load_workbook(io.BytesIO(data), data_only=values, keep_links=False)
    except DocumentError:
        raise
    except Exception as error:  # openpyxl raises whatever a broken part makes it stumble over
        raise DocumentError(_BROKEN) from error
    try:
        yield workbook
    finally:
        workbook.close()


def read_grids(data: bytes) -> tuple[tuple[Grid, ...], tuple[str, ...]]:
    """The worksheets as text, hidden ones too, and notes for the clerk. Raises DocumentError."""
    from desktop.documents.own_workbook import without_derived_sheets

    notes: list[str] = []
    data = without_derived_sheets(data)
    with loaded(data) as workbook:
        grids = tuple(_grid(sheet, notes) for sheet in workbook.worksheets)
    with contextlib.suppress(zipfile.BadZipFile, KeyError), zipfile.ZipFile(io.BytesIO(data)) as archive:
        sheets = [name for name in archive.namelist() if name.startswith("xl/worksheets/sheet")]
        missing = sum(len(_UNCALCULATED.findall(archive.read(name))) for name in sheets)
        if missing:
            notes.append(f"有{missing}个公式没有计算结果，按空白读入；请用 Excel 打开保存一次后再读。")
    return grids, tuple(notes)


def _grid(sheet: Sheet, notes: list[str]) -> Grid:
    rows: dict[int, dict[int, str]] = {}
    beyond = count = 0
    for (row, column), cell in sorted(sheet._cells.items()):
        text = cell_text(cell.value, cell.number_format)
        if not text.strip():
            continue
        count += 1
        if row > MOST_ROWS or column > MOST_COLUMNS or count > MOST_CELLS:
            beyond += 1
            continue
        rows.setdefault(row, {})[column] = text
    if beyond:
        notes.append(f"工作表“{sheet.title}”有{beyond}个单元格在第{MOST_ROWS}行或第{MOST_COLUMNS}列以外，没有读入。")
    merges = tuple(
        Merge(area.min_row, area.min_col, area.max_row, area.max_col)
        for area in list(sheet.merged_cells.ranges)[:_MOST_MERGES]
    )
    hidden = frozenset(
        number
        for dimension in sheet.column_dimensions.values()
        if dimension.hidden
        for number in range(dimension.min or 0, min(dimension.max or 0, MOST_COLUMNS) + 1)
    )
    return Grid(sheet.title, rows, merges, hidden, sheet.sheet_state != "visible")


def cell_text(value: object, number_format: str = "General") -> str:
    """A cell's value as its reader sees it: days as 2025年9月30日, whole numbers without a fraction, shares as %."""
    if value is None:
        return ""
    if isinstance(value, str):
        return re.sub(r"_x000[dD]_", "", value).replace("\r\n", "\n").replace("\r", "\n")
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, datetime | date):
        return _day_text(value, number_format)
    if isinstance(value, time):
        return value.strftime("%H:%M")
    if isinstance(value, int | float):
        return _number_text(float(value), number_format)
    return str(value)


def _day_text(value: datetime | date, number_format: str) -> str:
    bare = _FORMAT_DATE.sub("", number_format).lower()
    if bare and "d" not in bare and "y" in bare and "m" in bare:
        return f"{value.year}年{value.month}月"
    if bare and "y" not in bare and "m" in bare and "d" in bare:
        return f"{value.year}年{value.month}月{value.day}日"
    return f"{value.year}年{value.month}月{value.day}日"


def _number_text(value: float, number_format: str) -> str:
    if "%" in number_format:
        return f"{value * 100:.2f}".rstrip("0").rstrip(".") + "%"
    if value.is_integer() and abs(value) < 10**_WHOLE_DIGITS:
        return str(int(value))
    return f"{value:.10g}"
