"""The structure of a report as a list: sections, aspects, problems, and what is missing."""

from __future__ import annotations

import enum
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from desktop.checks.kinds import requirements
from desktop.checks.settings import ROLE_NAMES, SectionRule
from desktop.report.model import Label, Report, Role, Status

Index = QModelIndex | QPersistentModelIndex
ROW = Qt.ItemDataRole.UserRole


class OutlineKind(enum.Enum):
    """What a row of the structure is."""

    SECTION = "部分"
    MISSING = "缺少的部分"
    ASPECT = "方面"
    GROUP = "类别"
    PROBLEM = "问题"


@dataclass(frozen=True, slots=True)
class OutlineRow:
    """A row.

    line: where it stands, 1-based. corrected: a person said what it is.
    role: the part that is there or missing.
    """

    kind: OutlineKind
    text: str
    line: int
    status: Status | None = None
    corrected: bool = False
    role: Role | None = None


def outline_rows(
    report: Report, corrected: Collection[int] = (), rules: Sequence[SectionRule] = ()
) -> list[OutlineRow]:
    """The rows in the order of the text, missing sections last.

    corrected: the lines a person spoke of. rules: what the office asks of
    the parts of a report.
    """
    rows: list[tuple[int, int, OutlineRow]] = []

    def add(order: int, kind: OutlineKind, text: str, line: int, **more: Any) -> None:  # noqa: ANN401
        rows.append((line, order, OutlineRow(kind, text, line, corrected=line in corrected, **more)))

    for section in report.sections:
        heading = section.heading
        text = _labelled(heading.label, heading.title) if heading and heading.title else ROLE_NAMES[section.role]
        add(0, OutlineKind.SECTION, text, section.line, role=section.role)
    for order, kind, parts in ((1, OutlineKind.ASPECT, report.aspects), (2, OutlineKind.GROUP, report.groups)):
        for part in parts:
            add(order, kind, _labelled(part.label, part.title), part.line)
    for problem in report.problems:
        text = _spaced(problem.number or "") + problem.title
        add(3, OutlineKind.PROBLEM, text, problem.line, status=problem.status)
    rows.sort(key=lambda item: item[:2])
    out = [row for _, _, row in rows]
    if any(line.strip() for line in report.document.lines):
        out.extend(
            OutlineRow(OutlineKind.MISSING, ROLE_NAMES[part.roles[0]], 1, role=part.roles[0])
            for part in requirements(report.kind, rules)
            if not any(report.section(role) for role in part.roles)
        )
    return out


class OutlineModel(QAbstractListModel):
    """The rows for the view."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._rows: Sequence[OutlineRow] = ()

    def show(self, rows: Sequence[OutlineRow]) -> None:
        """Show these rows; nothing happens where they are those already shown."""
        if list(rows) != list(self._rows):
            self.beginResetModel()
            self._rows = tuple(rows)
            self.endResetModel()

    def row(self, index: Index) -> OutlineRow | None:
        """The row at an index."""
        return self._rows[index.row()] if index.isValid() and index.row() < len(self._rows) else None

    def row_at_line(self, line: int) -> int:
        """The number of the row a line of the text belongs to, -1 above all."""
        found = -1
        for number, row in enumerate(self._rows):
            if row.kind is not OutlineKind.MISSING and row.line <= line:
                found = number
        return found

    def rowCount(self, parent: Index | None = None) -> int:
        """All rows."""
        return 0 if parent is not None and parent.isValid() else len(self._rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """ROW: the OutlineRow itself."""
        row = self.row(index)
        if row is None:
            return None
        if role == ROW:
            return row
        if role == Qt.ItemDataRole.DisplayRole:
            return row.text
        if role == Qt.ItemDataRole.ToolTipRole:
            return f"缺少“{row.text}”，点“插入”从模板补上" if row.kind is OutlineKind.MISSING else _tip(row)
        if role == Qt.ItemDataRole.AccessibleTextRole and row.kind is OutlineKind.MISSING:
            return f"{row.kind.value}：{row.text}，按回车插入"
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{row.kind.value}：{_tip(row)}"
        return None


def _labelled(label: Label | None, title: str) -> str:
    if label is None:
        return title
    return _spaced(label.text) + title


def _spaced(label: str) -> str:
    """A number as it stands before words: 1. and 一是 with a space, （一） and 一、 without."""
    return label + " " if label[-1:].isalnum() or label.endswith(".") else label


def _tip(row: OutlineRow) -> str:
    tip = row.text if row.status is None else f"{row.text}（{row.status.value}）"
    return f"{tip}（按人工指定）" if row.corrected else tip
