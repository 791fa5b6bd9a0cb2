"""A sheet that only holds sums: 整改措施数, 已完成, 进行中, 超期未完, apart for 巡视 and 巡察."""

from __future__ import annotations

import re
from dataclasses import dataclass

from desktop.ledger.grid import Grid

_COUNTED = re.compile(
    r"数$|数量|总数|个数|条数|合计|已完成|基本完成|阶段性|进行中|正在整改|未完成|超期|完成率|销号|未启动|立行立改|长期坚持"
)
_NUMBER = re.compile(r"-?\d+(?:\.\d+)?%?")
_SEARCHED = 30
_LEAST = 2
_WIDEST = 8


@dataclass(frozen=True, slots=True)
class Figure:
    """A number of a summary: what its row and its column are called."""

    row: str
    column: str
    value: str


def read_figures(grid: Grid) -> tuple[Figure, ...]:
    """The numbers of a summary sheet, () where it is none."""
    rows = grid.used_rows()
    columns = grid.used_columns()
    for at, row in enumerate(rows[:_SEARCHED]):
        counted = [c for c in columns if _COUNTED.search(grid.text(row, c)) and len(grid.text(row, c)) <= 16]
        below = rows[at + 1 :]
        numeric = [c for c in counted if any(_NUMBER.fullmatch(grid.text(r, c).strip()) for r in below[:3])]
        if len(numeric) < _LEAST:
            continue
        above = rows[at - 1] if at else 0
        figures = []
        for r in below:
            name = " ".join(
                dict.fromkeys(
                    t
                    for c in columns
                    if c not in counted and (t := grid.text(r, c).strip()) and not _NUMBER.fullmatch(t)
                )
            )
            for c in numeric:
                value = grid.text(r, c).strip()
                if _NUMBER.fullmatch(value):
                    figures.append(Figure(name, _heading(grid, above, row, c), value))
        return tuple(figures)
    return ()


def _heading(grid: Grid, above: int, row: int, column: int) -> str:
    """The heading, under the wider one above it (巡察／已完成)."""
    merge = grid.merge(above, column) if above else None
    wide = grid.text(above, column).strip() if merge is not None and merge.right - merge.left < _WIDEST else ""
    own = grid.text(row, column).strip()
    return f"{wide}／{own}" if wide and wide != own else own
