"""Findings as a list grouped by family, filtered by family."""

from __future__ import annotations

import enum
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from desktop.checks.base import Family, Finding, Severity

Index = QModelIndex | QPersistentModelIndex
ROW = Qt.ItemDataRole.UserRole
NAMES = {Severity.ERROR: "错", Severity.WARNING: "疑", Severity.INFO: "提示"}
_CONTEXT = 14


@dataclass(frozen=True, slots=True)
class Header:
    """The head of a group."""

    family: Family
    count: int


@dataclass(frozen=True, slots=True)
class Entry:
    """One finding; place: 第 4 段 and the words around it."""

    finding: Finding
    place: str
    context: str


class Step(enum.IntEnum):
    """A way to go through the findings."""

    NEXT = 1
    PREVIOUS = -1


class FindingModel(QAbstractListModel):
    """Rows are headers and findings. Within a family they stand in the order of the text."""

    def __init__(self, family_of: Callable[[str], Family], parent: QObject | None = None) -> None:
        """family_of: the family of a rule's code."""
        super().__init__(parent)
        self._family_of = family_of
        self._findings: tuple[Finding, ...] = ()
        self._lines: Sequence[str] = ()
        self._family: Family | None = None
        self._rows: list[Header | Entry] = []

    def show(self, findings: Sequence[Finding], lines: Sequence[str]) -> None:
        """Show these findings of a text with these lines."""
        self._findings = tuple(findings)
        self._lines = lines
        if self._family is not None and self._family not in self.families():
            self._family = None
        self._rebuild()

    def filter(self, family: Family | None) -> None:
        """Show one family only, or all."""
        if family is not self._family:
            self._family = family
            self._rebuild()

    @property
    def family(self) -> Family | None:
        """The family shown, None for all."""
        return self._family

    @property
    def findings(self) -> tuple[Finding, ...]:
        """All findings, filtered ones too, in the order of the text."""
        return self._findings

    def families(self) -> dict[Family, int]:
        """The families that have findings, in their fixed order, with how many."""
        counts = Counter(self._family_of(finding.rule) for finding in self._findings)
        return {family: counts[family] for family in Family if counts[family]}

    def entry(self, row: int) -> Entry | None:
        """The finding in a row; None for a header and outside."""
        if 0 <= row < len(self._rows):
            item = self._rows[row]
            return item if isinstance(item, Entry) else None
        return None

    def paragraph_of(self, finding: Finding) -> str:
        """The paragraph a finding stands in, "" where the text shown has none there."""
        line = finding.span.line
        return self._lines[line - 1] if 0 < line <= len(self._lines) else ""

    def row_of(self, finding: Finding, paragraph: str | None = None) -> int:
        """The row of a finding, or of the one that most likely is the same after a new check; -1 without any.

        paragraph: what it stood in. Another finding of the same words is another
        one, unless it stands in the same paragraph, by its number or its text.
        """
        near, distance = -1, 0
        for row, item in enumerate(self._rows):
            if not isinstance(item, Entry):
                continue
            other = item.finding
            if other is finding or other == finding:
                return row
            if (other.rule, other.text) == (finding.rule, finding.text) and (
                paragraph is None
                or other.span.line == finding.span.line
                or (paragraph and self.paragraph_of(other) == paragraph)
            ):
                away = abs(other.span.line - finding.span.line) * 1000 + abs(other.span.start - finding.span.start)
                if near < 0 or away < distance:
                    near, distance = row, away
        return near

    def step(self, row: int, step: Step) -> int:
        """The row of the next or previous finding in the list, round the end; -1 where there is none."""
        rows = [at for at, item in enumerate(self._rows) if isinstance(item, Entry)]
        if not rows:
            return -1
        if step is Step.NEXT:
            return next((at for at in rows if at > row), rows[0])
        return next((at for at in reversed(rows) if at < row), rows[-1])

    def rowCount(self, parent: Index | None = None) -> int:
        """Headers and findings."""
        return 0 if parent is not None and parent.isValid() else len(self._rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """ROW: the Header or Entry itself."""
        if not index.isValid() or index.row() >= len(self._rows):
            return None
        item = self._rows[index.row()]
        if role == ROW:
            return item
        if isinstance(item, Header):
            if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
                return f"{item.family.value}（{item.count}）"
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return item.finding.message
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{NAMES[item.finding.severity]}：{item.finding.message}，{item.place}，{item.context}"
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Headers cannot be chosen."""
        if isinstance(self.data(index, ROW), Entry):
            return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        return Qt.ItemFlag.ItemIsEnabled if index.isValid() else Qt.ItemFlag.NoItemFlags

    def _rebuild(self) -> None:
        self.beginResetModel()
        groups: dict[Family, list[Entry]] = {}
        for finding in self._findings:
            groups.setdefault(self._family_of(finding.rule), []).append(self._entry(finding))
        self._rows = []
        for family in Family:
            entries = groups.get(family)
            if entries and self._family in (None, family):
                self._rows.append(Header(family, len(entries)))
                self._rows.extend(entries)
        self.endResetModel()

    def _entry(self, finding: Finding) -> Entry:
        span = finding.span
        line = self._lines[span.line - 1] if span.line <= len(self._lines) else ""
        if not len(span) and span.start == 0 and span.line == 1:
            return Entry(finding, "全文", "")
        start, end = max(0, span.start - _CONTEXT // 2), min(len(line), span.end + _CONTEXT)
        context = ("…" if start else "") + line[start:end].strip() + ("…" if end < len(line) else "")
        return Entry(finding, f"第 {span.line} 段", context.replace("\n", " "))
