"""单位习惯: the deadline, what counts as done, which parts each kind of report must have."""

from __future__ import annotations

from dataclasses import replace
from functools import partial

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QGridLayout,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QSpinBox,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from desktop.app.finding_model import NAMES
from desktop.app.readings import roles_of
from desktop.checks.kinds import requirements
from desktop.checks.settings import ROLE_NAMES, CheckSettings, SectionRule
from desktop.panels.quiet_combo import QuietCombo
from desktop.report.model import Kind, Role, Status

_MOST_MONTHS = 60
_USUAL, _NOT = "通常", "不要求"
_KINDS = tuple(kind for kind in Kind if kind is not Kind.OTHER)
_STATUSES = tuple(status for status in Status if status is not Status.UNSTATED)
_PART, _ASKED, _OWN = range(3)


class UnitSettingsPage(QWidget):
    """What differs from office to office. changed(CheckSettings)."""

    changed = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._settings = CheckSettings()
        self._filling = False
        self.months = QSpinBox()
        self.months.setRange(0, _MOST_MONTHS)
        self.months.setSuffix(" 个月")
        self.months.setSpecialValueText("不检查")
        self.months.setAccessibleName("集中整改期限")
        self.months.valueChanged.connect(self._changed)
        first = QHBoxLayout()
        first.addWidget(QLabel("集中整改期限，从反馈之日起"))
        first.addWidget(self.months)
        first.addWidget(_muted("多数地方 3 个月，有的省 6 个月。设了期限，超期的完成时限会提示。"), 1)
        self.done = {status: QCheckBox(status.value) for status in _STATUSES}
        statuses = QGridLayout()
        for number, box in enumerate(self.done.values()):
            box.toggled.connect(self._changed)
            statuses.addWidget(box, number // 3, number % 3)
        self.kind = QComboBox()
        self.kind.setAccessibleName("报告种类")
        self.kind.addItems([kind.value for kind in _KINDS])
        self.kind.currentIndexChanged.connect(self._show_parts)
        which = QHBoxLayout()
        which.addWidget(QLabel("这种报告必须有的部分："))
        which.addWidget(self.kind)
        which.addStretch(1)
        self.parts = QTableWidget(0, 3)
        self.parts.setAccessibleName("必备部分")
        self.parts.setHorizontalHeaderLabels(["部分", "通常缺了算", "本单位"])
        self.parts.verticalHeader().hide()
        self.parts.verticalHeader().setDefaultSectionSize(34)
        self.parts.setSelectionMode(QTableWidget.SelectionMode.NoSelection)
        self.parts.setEditTriggers(QTableWidget.EditTrigger.NoEditTriggers)
        header = self.parts.horizontalHeader()
        header.setSectionResizeMode(_PART, QHeaderView.ResizeMode.Stretch)
        for column, width in ((_ASKED, 120), (_OWN, 140)):
            header.setSectionResizeMode(column, QHeaderView.ResizeMode.Fixed)
            header.resizeSection(column, width)
        column_box = QVBoxLayout(self)
        column_box.setContentsMargins(0, 0, 0, 0)
        column_box.setSpacing(12)
        column_box.addLayout(first)
        column_box.addWidget(QLabel("哪些状态算“完成”（用于数完成数、算完成率）："))
        column_box.addLayout(statuses)
        column_box.addLayout(which)
        column_box.addWidget(self.parts, 1)

    def show_settings(self, settings: CheckSettings) -> None:
        """Show these."""
        self._settings = settings
        self._filling = True
        self.months.setValue(settings.unit.deadline_months)
        for status, box in self.done.items():
            box.setChecked(status in settings.unit.done)
        self._filling = False
        self._show_parts()

    @Slot()
    def _show_parts(self) -> None:
        kind = _KINDS[self.kind.currentIndex()]
        usual = {part.roles: part.severity for part in requirements(kind)}
        in_usual = {role for roles in usual for role in roles}
        offered: list[tuple[Role, ...]] = list(usual)
        offered += [(role,) for role in roles_of(kind) if role not in in_usual]
        rules = {rule.roles: rule.severity for rule in self._settings.unit.sections if rule.kind is kind}
        offered += [roles for roles in rules if roles not in offered]
        self.parts.setRowCount(0)
        for row, roles in enumerate(offered):
            self.parts.insertRow(row)
            self.parts.setItem(row, _PART, QTableWidgetItem("或".join(ROLE_NAMES[role] for role in roles)))
            asked = usual.get(roles)
            self.parts.setItem(row, _ASKED, QTableWidgetItem(NAMES[asked] if asked is not None else _NOT))
            choice = QuietCombo((_USUAL, *NAMES.values(), _NOT))
            choice.setAccessibleName("本单位怎样要求")
            if roles in rules:
                own = rules[roles]
                choice.setCurrentText(_NOT if own is None else NAMES[own])
            choice.currentTextChanged.connect(partial(self.set_rule, kind, roles))
            self.parts.setCellWidget(row, _OWN, choice)

    def set_rule(self, kind: Kind, roles: tuple[Role, ...], word: str) -> None:
        """What the office asks of a part: 通常, 错, 疑, 提示 or 不要求."""
        kept = tuple(rule for rule in self._settings.unit.sections if (rule.kind, rule.roles) != (kind, roles))
        if word != _USUAL:
            grave = next((severity for severity, name in NAMES.items() if name == word), None)
            kept = (*kept, SectionRule(kind, roles, grave))
        self._take(replace(self._settings, unit=replace(self._settings.unit, sections=kept)))

    @Slot()
    def _changed(self, *_: object) -> None:
        if self._filling:
            return
        done = frozenset(status for status, box in self.done.items() if box.isChecked())
        unit = replace(self._settings.unit, deadline_months=self.months.value(), done=done)
        self._take(replace(self._settings, unit=unit))

    def _take(self, settings: CheckSettings) -> None:
        if settings != self._settings:
            self._settings = settings
            self.changed.emit(settings)


def _muted(text: str) -> QLabel:
    label = QLabel(text)
    label.setWordWrap(True)
    label.setForegroundRole(label.palette().ColorRole.PlaceholderText)
    return label
