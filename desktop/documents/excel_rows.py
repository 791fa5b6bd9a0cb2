"""Rows of texts put into a workbook as XML: openpyxl makes an object of every cell, which takes most of the time.

The workbook is made by openpyxl, with styles, headings and all; the many rows below the headings are written here and
join it when its bytes are done. Nothing of a text becomes a formula: every one is an inline string, as openpyxl has it.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from html import escape

from desktop.documents.excel_cells import RISKY_STARTS, Cell, Sheet
from desktop.documents.zip_copy import exchange_entries

_DIMENSION = re.compile(rb'<dimension ref="([A-Z]+\d+)(?::([A-Z]+)(\d+))?"\s*/>')
_FORMULA = re.compile(rb'<c r="([A-Z]+\d+)"([^>]*)><f>(.*?)</f><v\s*/?>(?:</v>)?</c>', re.DOTALL)
_TYPE = re.compile(rb'\s+t="[^"]*"')


@dataclass(frozen=True, slots=True)
class Look:
    """The numbers of a cell's two styles: for a text, and for one that Excel might take for a formula when edited."""

    plain: int
    quoted: int

    def of(self, text: str) -> int:
        """The style for this text."""
        return self.quoted if text.startswith(RISKY_STARTS) else self.plain


def register(sheet: Sheet, form: Callable[[Cell], None]) -> Look:
    """Make a style known to the workbook; `form` gives a cell its font, border and alignment."""
    from openpyxl.cell import Cell as OpenpyxlCell

    numbers = []
    for quoted in (False, True):
        cell: Cell = OpenpyxlCell(sheet, row=1, column=1)
        form(cell)
        if quoted:
            cell.quotePrefix = True
        numbers.append(int(cell.style_id))
    return Look(*numbers)


@dataclass(slots=True)
class _Rows:
    xml: list[str] = field(default_factory=list)
    last: int = 0


class BulkRows:
    """The rows of several sheets of one workbook."""

    def __init__(self) -> None:
        self._rows: dict[str, _Rows] = {}
        self._letters: list[str] = []

    def add(self, sheet: str, number: int, cells: Sequence[tuple[str | int, int]], height: float | None = None) -> None:
        """A row of a sheet, from its first column on: text (or number) and the number of its style."""
        if len(self._letters) < len(cells):
            from openpyxl.utils import get_column_letter

            self._letters = [get_column_letter(at) for at in range(1, len(cells) + 1)]
        rows = self._rows.setdefault(sheet, _Rows())
        size = f' ht="{height:g}" customHeight="1"' if height is not None else ""
        parts = [f'<row r="{number}"{size}>']
        for letter, (value, style) in zip(self._letters, cells, strict=False):
            if not isinstance(value, str):
                parts.append(f'<c r="{letter}{number}" s="{style}"><v>{value}</v></c>')
            elif value:
                text = value.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
                parts.append(
                    f'<c r="{letter}{number}" s="{style}" t="inlineStr"><is><t xml:space="preserve">{text}</t></is></c>'
                )
            else:
                parts.append(f'<c r="{letter}{number}" s="{style}"/>')
        parts.append("</row>")
        rows.xml.append("".join(parts))
        rows.last = max(rows.last, number)

    def join(self, data: bytes, parts: Mapping[str, str], values: Mapping[str, Mapping[str, float | str]]) -> bytes:
        """The workbook with the rows in it.

        parts: the name of each sheet's part within the package by the sheet's name. values: what formulas give, by
        sheet and cell (B5): openpyxl writes formulas without values, so that previewers would show blanks.
        """
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            changed: dict[str, bytes] = {}
            for sheet, part in parts.items():
                if sheet in self._rows or sheet in values:
                    content = archive.read(part)
                    if sheet in values:
                        content = _with_values(content, values[sheet])
                    if sheet in self._rows:
                        content = _with_rows(content, self._rows[sheet])
                    changed[part] = content
            return exchange_entries(data, archive, changed)


def _with_rows(content: bytes, rows: _Rows) -> bytes:
    made = "".join(rows.xml).encode()
    head, end, tail = content.rpartition(b"</sheetData>")
    if not end:
        head, _, tail = content.partition(b"<sheetData/>")
        head += b"<sheetData>"
        end = b"</sheetData>"

    def grown(match: re.Match[bytes]) -> bytes:
        start, letter, last = match[1], match[2] or b"A", int(match[3] or 1)
        return b'<dimension ref="%b:%b%d"/>' % (start.split(b":")[0], letter, max(last, rows.last))

    return _DIMENSION.sub(grown, head, count=1) + made + end + tail


def _with_values(content: bytes, values: Mapping[str, float | str]) -> bytes:
    """The sheet with values beside its formulas; cells without a formula are left alone."""

    def valued(match: re.Match[bytes]) -> bytes:
        value = values.get(match[1].decode())
        if value is None:
            return match[0]
        rest = _TYPE.sub(b"", match[2])
        if isinstance(value, str):
            return b'<c r="%b"%b t="str"><f>%b</f><v>%b</v></c>' % (
                match[1],
                rest,
                match[3],
                escape(value, quote=False).encode(),
            )
        return b'<c r="%b"%b><f>%b</f><v>%b</v></c>' % (match[1], rest, match[3], repr(value).encode())

    return _FORMULA.sub(valued, content)
