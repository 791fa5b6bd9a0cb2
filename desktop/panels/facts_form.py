"""The facts of a report as a form; everything may be left open."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import fields as fields_of
from dataclasses import replace
from datetime import date
from functools import partial
from typing import Any

from PySide6.QtCore import QSignalBlocker, QStringListModel, Qt, Signal, Slot
from PySide6.QtGui import QFont, QKeyEvent, QRegularExpressionValidator
from PySide6.QtWidgets import QCompleter, QFormLayout, QLabel, QLineEdit, QScrollArea, QWidget

from desktop.app.look import Look
from desktop.drafting.facts import Facts
from desktop.panels.date_field import DateField
from desktop.panels.quiet_combo import QuietCombo

BODIES = ("", "党组", "党委", "党工委", "党总支", "党支部")
_UNKNOWN_BODY = "（先不填）"
_NUMBER = "[0-9]{0,4}"
_GROUPS: tuple[tuple[str, tuple[tuple[str, str, str], ...]], ...] = (
    (
        "单位",
        (
            ("unit", "单位名称", "全称，如 清河区城市更新局"),
            ("party_body", "党组织", ""),
            ("secretary", "第一责任人职务", "如 党组书记、局长"),
        ),
    ),
    (
        "巡视巡察",
        (
            ("inspector", "巡视巡察组", "如 区委第二巡察组"),
            ("inspection_start", "巡察开始日期", ""),
            ("inspection_end", "巡察结束日期", ""),
            ("feedback_date", "反馈日期", ""),
        ),
    ),
    (
        "反馈的问题",
        (
            ("aspects", "方面数", "几个方面"),
            ("problems", "问题数", "几个问题"),
            ("details", "具体问题数", "细化为几项，没有就不填"),
        ),
    ),
    (
        "报告",
        (
            ("addressee", "主送机关", "不填时按巡察组推出"),
            ("cut_off", "数据截止日期", ""),
            ("report_date", "报告日期", ""),
        ),
    ),
    (
        "联系方式",
        (
            ("contact", "联系人", ""),
            ("phone", "联系电话", "如 0558-5123456"),
            ("address", "通信地址", ""),
            ("post_code", "邮政编码", "6 位"),
            ("mail", "电子邮箱", ""),
        ),
    ),
)
_DATES = ("inspection_start", "inspection_end", "feedback_date", "cut_off", "report_date")
_COUNTS = ("aspects", "problems", "details")


class FactsForm(QWidget):
    """The form.

    changed(): something else is told. office_chosen(str): a name was taken from
    the known ones. ended(): Enter in the last field.
    """

    changed = Signal()
    ended = Signal()
    office_chosen = Signal(str)

    def __init__(self, look: Look, today: Callable[[], date] = date.today, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._base = Facts()
        self._filling = False
        self.lines: dict[str, QLineEdit] = {}
        self.days: dict[str, DateField] = {}
        self.body = QuietCombo([word or _UNKNOWN_BODY for word in BODIES])
        self._headings: list[tuple[QLabel, tuple[str, ...]]] = []
        self._form = QFormLayout(self)
        self._form.setContentsMargins(0, 0, 0, 0)
        self._form.setHorizontalSpacing(12)
        self._form.setVerticalSpacing(8)
        self._form.setLabelAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self._form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        for title, entries in _GROUPS:
            heading = QLabel(title)
            heading.setFont(look.font(13, QFont.Weight.DemiBold))
            heading.setContentsMargins(0, 6, 0, 0)
            self._form.addRow(heading)
            self._headings.append((heading, tuple(name for name, _, _ in entries)))
            for name, label, hint in entries:
                self._form.addRow(f"{label}：", self._field(name, label, hint, today))
        self._names = QStringListModel(self)
        completer = QCompleter(self._names, self)
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        completer.activated.connect(self.office_chosen)
        self.lines["unit"].setCompleter(completer)

    def offer_offices(self, names: Iterable[str]) -> None:
        """The names that are offered while one is typed."""
        self._names.setStringList(list(names))

    def facts(self) -> Facts:
        """What is told; what the form has no field for stays as it was shown."""
        values: dict[str, Any] = {name: line.text().strip() for name, line in self.lines.items() if name not in _COUNTS}
        values |= {name: int(self.lines[name].text()) if self.lines[name].text() else None for name in _COUNTS}
        values |= {name: field.day for name, field in self.days.items()}
        values["party_body"] = BODIES[self.body.currentIndex()]
        if values["unit"] != self._base.unit:
            values["full_name"] = ""
        return replace(self._base, **values)

    def show_facts(self, facts: Facts) -> None:
        """Fill the form."""
        self._base = facts
        self._filling = True
        for name, line in self.lines.items():
            value = getattr(facts, name)
            line.setText("" if value is None else str(value))
        self.lines["unit"].setText(facts.unit or facts.full_name)
        for name, field in self.days.items():
            field.set_day(getattr(facts, name))
        self.body.setCurrentIndex(BODIES.index(facts.party_body) if facts.party_body in BODIES else 0)
        self._filling = False
        self.changed.emit()

    def show_only(self, names: Collection[str]) -> None:
        """Only the fields of these facts; the unit and its party body always."""
        kept = {"unit", "party_body", *names}
        for name in (f.name for f in fields_of(Facts)):
            field = self._widget(name)
            if field is not None:
                self._form.setRowVisible(field, name in kept)
        for heading, members in self._headings:
            self._form.setRowVisible(heading, any(name in kept for name in members))

    def set_counted(self, numbers: Sequence[int | None] | None) -> None:
        """Show numbers that something else tells (方面, 问题, 具体问题); None: the clerk tells them."""
        for name, number in zip(_COUNTS, numbers or (None, None, None), strict=True):
            line = self.lines[name]
            blocker = QSignalBlocker(line)
            if numbers is None and not line.isEnabled():
                line.clear()
            line.setEnabled(numbers is None)
            if numbers is not None:
                line.setText("" if number is None else str(number))
            line.setToolTip("" if numbers is None else "由台账或反馈意见数出")
            blocker.unblock()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter went on to the next field; it is not for the dialog's button."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            event.accept()
            return
        super().keyPressEvent(event)

    def wrong_field(self) -> QWidget | None:
        """The first field whose words are no day."""
        return next((field for field in self.days.values() if field.wrong), None)

    def _widget(self, name: str) -> QWidget | None:
        return self.body if name == "party_body" else self.days.get(name) or self.lines.get(name)

    def _field(self, name: str, label: str, hint: str, today: Callable[[], date]) -> QWidget:
        if name == "party_body":
            self.body.setAccessibleName(label)
            self.body.currentIndexChanged.connect(self._changed)
            return self.body
        if name in _DATES:
            # a year left out is that of the dates above: 2025年3月10日 to 5月20日
            above = list(self.days.values())[::-1]
            of_above = partial(_day_of, above, today)
            field = self.days[name] = DateField(self._look, label, of_above)
            field.changed.connect(self._changed)
            field.line.returnPressed.connect(self._go_on)
            return field
        line = self.lines[name] = QLineEdit()
        line.setAccessibleName(label)
        line.setPlaceholderText(hint)
        if name in _COUNTS:
            # an empty field is as good as a number: Enter goes on
            line.setValidator(QRegularExpressionValidator(_NUMBER, line))
        line.textChanged.connect(self._changed)
        line.returnPressed.connect(self._go_on)
        return line

    @Slot()
    def _go_on(self) -> None:
        """To the next field, as Tab does."""
        fields = [w for _, names in self._headings for name in names if (w := self._widget(name)) is not None]
        shown = [w for w in fields if w.isVisible() and w.isEnabled()]
        line = self.sender()
        at = next((n for n, w in enumerate(shown) if line is w or line is w.focusProxy()), -1)
        if at + 1 < len(shown):
            shown[at + 1].setFocus(Qt.FocusReason.TabFocusReason)
            self._bring_into_view(shown[at + 1])
        else:
            self.ended.emit()

    def _bring_into_view(self, field: QWidget) -> None:
        """Tab does this by itself."""
        around = self.parentWidget()
        while around is not None and not isinstance(around, QScrollArea):
            around = around.parentWidget()
        if isinstance(around, QScrollArea):
            around.ensureWidgetVisible(field)

    @Slot()
    def _changed(self, *_: object) -> None:
        if not self._filling:
            self.changed.emit()


def _day_of(fields: Sequence[DateField], today: Callable[[], date]) -> date:
    return next((field.day for field in fields if field.day is not None), None) or today()
