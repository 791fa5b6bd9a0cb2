"""Move the cell references of formulas and ranges when rows are put into a sheet."""

from __future__ import annotations

import re
from collections.abc import Callable

_LAST_ROW = 1_048_576
_QUOTED = re.compile(r"\"[^\"]*\"")
_REFERENCE = re.compile(
    r"(?P<sheet>(?:'(?:[^']|'')+'|[A-Za-z0-9_.\u4e00-\u9fff]+)!)?"
    r"(?<![A-Za-z0-9_.\u4e00-\u9fff$])(?P<first>\$?[A-Z]{1,3}\$?\d{1,7})(?::(?P<second>\$?[A-Z]{1,3}\$?\d{1,7}))?"
    r"(?![A-Za-z0-9_.(])"
)
_CELL = re.compile(r"(\$?[A-Z]{1,3}\$?)(\d{1,7})")


def shifted_row(row: int, at: int, count: int) -> int:
    """Where a row stands after `count` rows were put in before row `at`."""
    return row + count if row >= at else row


def shifted_range(text: str, at: int, count: int, body: tuple[int, int] | None = None) -> str:
    """A1 or A1:B9 after the insertion; a range that ends with the body's last row, or meets it, grows with it.

    body: first and last row of the rows that the new ones continue.
    """
    first, _, second = text.partition(":")
    start, end = _row(first), _row(second or first)
    new_start, new_end = shifted_row(start, at, count), shifted_row(end, at, count)
    if second and body is not None and start <= body[1] and end == body[1] and end >= body[0]:
        new_end = end + count
    if max(new_start, new_end) > _LAST_ROW:
        return text
    return _with_row(first, new_start) + (f":{_with_row(second, new_end)}" if second else "")


def shifted_formula(formula: str, shift: Callable[[str], str], *, own: bool, names: frozenset[str]) -> str:
    """A formula (without =) after the insertion. own: it stands in the sheet itself; names: what others call it."""

    def replace(match: re.Match[str]) -> str:
        sheet = match["sheet"]
        concerned = own if sheet is None else sheet in names
        area = match["first"] + (f":{match['second']}" if match["second"] else "")
        return (sheet or "") + (shift(area) if concerned else area)

    out, last = [], 0
    for text in _QUOTED.finditer(formula):
        out += [_REFERENCE.sub(replace, formula[last : text.start()]), text[0]]
        last = text.end()
    return "".join([*out, _REFERENCE.sub(replace, formula[last:])])


def sheet_names(name: str) -> frozenset[str]:
    """How formulas of other sheets call a sheet, the ! included."""
    return frozenset({f"{name}!", "'" + name.replace("'", "''") + "'!"})


def _row(cell: str) -> int:
    match = _CELL.fullmatch(cell)
    if match is None:
        raise ValueError(cell)
    return int(match[2])


def _with_row(cell: str, row: int) -> str:
    return _CELL.sub(lambda match: f"{match[1]}{row}", cell)
