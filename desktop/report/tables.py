"""Reports whose body is a table: 序号｜反馈问题｜整改措施｜整改情况｜…, one row a problem."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from desktop.report.model import Label, PartRole
from desktop.report.parts import Segment
from desktop.report.scanning import Scanned
from desktop.report.titles import problem_title
from desktop.text.document import Document
from desktop.text.spans import Span

_NUMBER, _ASPECT, _PROBLEM = "number", "aspect", "problem"
_COLUMNS: tuple[tuple[str | PartRole, re.Pattern[str]], ...] = (
    (_NUMBER, re.compile(r"序号|编号|号")),
    (_ASPECT, re.compile(r"方面|类别|问题类型|大类|分类")),
    (PartRole.REASON_OPEN, re.compile(r".*未.{0,6}原因.*")),
    (PartRole.CAUSE, re.compile(r".*原因.*")),
    (PartRole.NEXT, re.compile(r"下一?步.*|后续.*")),
    (PartRole.STATUS, re.compile(r"(?:整改)?(?:完成)?(?:状态|程度)|完成情况|是否完成|销号情况|整改结果")),
    (PartRole.DEADLINE, re.compile(r".*(?:时限|期限|完成时间|整改时间)")),
    (PartRole.GOAL, re.compile(r".*目标")),
    (PartRole.LEADER, re.compile(r".*领导")),
    (PartRole.PARTNER, re.compile(r"(?:配合|协办|协助).*")),
    (PartRole.PERSON, re.compile(r"(?:直接)?责任人.*|经办人")),
    (PartRole.DEPARTMENT, re.compile(r"(?:责任|牵头|承办)(?:单位|部门|科室|处室|股室|主体).*")),
    (PartRole.RESULT, re.compile(r".*(?:成效|效果|成果)")),
    (PartRole.PROGRESS, re.compile(r"(?:整改|落实|目前|工作)*(?:进展|落实|整改|完成)(?:进展|落实)?情况|整改进展|进展")),
    (PartRole.MEASURES, re.compile(r".*(?:措施|举措|做法)")),
    (_PROBLEM, re.compile(r".*(?:问题|事项|任务|内容|意见).*")),
    (PartRole.SITUATION, re.compile(r"具体表现|问题表现")),
)
_SPACE = re.compile(r"[\s\u3000\xa0]+")
_MAX_HEADER_ROWS = 3
_MIN_COLUMNS = 2


@dataclass(slots=True)
class TableRow:
    """One problem of a table. aspect_line: the cell that names its aspect, None without one."""

    line: int
    title: str
    span: Span
    number: str | None
    label: Label | None
    aspect_line: int | None
    end_line: int
    segments: list[Segment] = field(default_factory=list)


@dataclass(slots=True)
class TableBody:
    """What the tables of a report say: rows in order, the lines that name aspects, and all lines of these tables."""

    rows: list[TableRow] = field(default_factory=list)
    aspects: list[int] = field(default_factory=list)
    lines: frozenset[int] = frozenset()


_Cells = dict[tuple[int, int], list[int]]


def _tables(document: Document) -> dict[int, _Cells]:
    out: dict[int, _Cells] = {}
    for line, paragraph in enumerate(document.paragraphs, 1):
        if paragraph.cell is not None:
            cells = out.setdefault(paragraph.cell.table, {})
            cells.setdefault((paragraph.cell.row, paragraph.cell.column), []).append(line)
    return out


def _role_of(heading: str) -> str | PartRole | None:
    plain = _SPACE.sub("", heading)
    return next((role for role, pattern in _COLUMNS if pattern.fullmatch(plain)), None)


def _header(cells: _Cells, scanned: Sequence[Scanned]) -> tuple[int, dict[int, str | PartRole]] | None:
    """The header's row and the role of each column; None for a table of another sort."""
    for row in sorted({r for r, _ in cells})[:_MAX_HEADER_ROWS]:
        roles: dict[int, str | PartRole] = {}
        for (r, column), lines in cells.items():
            if r == row and (role := _role_of("".join(scanned[n - 1].clean for n in lines))) is not None:
                roles[column] = role
        told = {PartRole.PROGRESS, PartRole.MEASURES, PartRole.RESULT, PartRole.STATUS} & set(roles.values())
        if _PROBLEM in roles.values() and told and len(roles) >= _MIN_COLUMNS:
            return row, roles
    return None


def read_tables(document: Document, scanned: Sequence[Scanned]) -> TableBody:
    """The problems that stand in tables; an empty body where the report has no such table."""
    body = TableBody()
    taken: set[int] = set()
    for cells in _tables(document).values():
        header = _header(cells, scanned)
        if header is None:
            continue
        first, roles = header
        taken |= {line for lines in cells.values() for line in lines}
        _read_rows(body, cells, scanned, first, roles)
    body.lines = frozenset(taken)
    return body


def _read_rows(
    body: TableBody, cells: _Cells, scanned: Sequence[Scanned], header: int, roles: dict[int, str | PartRole]
) -> None:
    aspect: int | None = None
    problem_columns = [c for c, role in sorted(roles.items()) if role == _PROBLEM]
    for row in sorted({r for r, _ in cells if r > header}):
        own = {c: lines for (r, c), lines in cells.items() if r == row}
        filled = {c: [n for n in lines if not scanned[n - 1].blank] for c, lines in own.items()}
        filled = {c: lines for c, lines in filled.items() if lines}
        if not filled:
            continue
        only = next(iter(filled))
        if len(filled) == 1 and (len(own) == 1 or roles.get(only) == _ASPECT):
            aspect = filled[only][0]
            body.aspects.append(aspect)
            continue
        for column, lines in filled.items():
            if roles.get(column) == _ASPECT:
                aspect = lines[0]
                body.aspects.append(aspect)
        named = [c for c in problem_columns if c in filled]
        if named:
            body.rows.append(_row(filled, named[-1], roles, scanned, aspect))
        elif body.rows:  # a problem's cell merged over several rows
            body.rows[-1].segments += _segments(filled, roles, scanned)


def _row(
    filled: dict[int, list[int]],
    column: int,
    roles: dict[int, str | PartRole],
    scanned: Sequence[Scanned],
    aspect: int | None,
) -> TableRow:
    s = scanned[filled[column][0] - 1]
    a, b = problem_title(s.clean[s.body_at :])
    start, end = s.body_at + a, s.body_at + b
    number = s.label.text if s.label else None
    label = s.label
    for other, lines in filled.items():
        if number is None and roles.get(other) == _NUMBER:
            number = scanned[lines[0] - 1].clean
    return TableRow(
        line=s.line,
        title=s.clean[start:end],
        span=s.span(start, end),
        number=number,
        label=label,
        aspect_line=aspect,
        end_line=max(n for lines in filled.values() for n in lines),
        segments=_segments(filled, roles, scanned),
    )


def _segments(
    filled: dict[int, list[int]], roles: dict[int, str | PartRole], scanned: Sequence[Scanned]
) -> list[Segment]:
    out = []
    for column, lines in sorted(filled.items()):
        role = roles.get(column)
        if isinstance(role, PartRole):
            for n in lines:
                s = scanned[n - 1]
                out.append(Segment(s, role, 0, len(s.clean), labelled=role in (PartRole.STATUS, PartRole.DEADLINE)))
    return out
