"""A field for a day: typed as Chinese offices write days, or taken from a calendar."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import QDate, QPoint, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent, QTextCharFormat
from PySide6.QtWidgets import QCalendarWidget, QFrame, QHBoxLayout, QLineEdit, QToolButton, QVBoxLayout, QWidget

from desktop.app.look import Look
from desktop.drafting.facts import written_date
from desktop.drafting.typed_dates import read_typed_date

HINT = "如 2025年7月3日、2025.7.3"
_WRONG = "不是日期。可以写成 2025年7月3日、2025.7.3 或 20250703"


class DateField(QWidget):
    """A line and a button. changed(): another day, or none. today: asked for the year that is left out."""

    changed = Signal()

    def __init__(
        self, look: Look, name: str, today: Callable[[], date] = date.today, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._look = look
        self._today = today
        self._shown: date | None = None
        self.line = QLineEdit()
        self.line.setAccessibleName(name)
        self.line.setPlaceholderText(HINT)
        self.line.textChanged.connect(self._typed)
        self.line.editingFinished.connect(self._finish)
        self.button = QToolButton()
        self.button.setText("▾")
        self.button.setToolTip("从日历中选（Alt+↓）")
        self.button.setAccessibleName(f"{name}：从日历中选")
        self.button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.button.setAutoRaise(True)
        self.button.clicked.connect(self.pick)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(2)
        row.addWidget(self.line, 1)
        row.addWidget(self.button)
        self.setFocusProxy(self.line)
        self._popup: QFrame | None = None

    @property
    def day(self) -> date | None:
        """The day that stands there, None where there is none."""
        return read_typed_date(self.line.text(), self._today())

    @property
    def wrong(self) -> bool:
        """Whether something stands there that is no day."""
        return bool(self.line.text().strip()) and self.day is None

    def set_day(self, day: date | None) -> None:
        """Show a day."""
        self.line.setText(written_date(day) if day is not None else "")
        self._finish()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Alt+Down opens the calendar, as in a choice."""
        if event.key() == Qt.Key.Key_Down and event.modifiers() & Qt.KeyboardModifier.AltModifier:
            self.pick()
            return
        super().keyPressEvent(event)

    @Slot()
    def pick(self) -> None:
        """Show the calendar below the field."""
        popup = self._popup = QFrame(self, Qt.WindowType.Popup)
        popup.setProperty("box", True)
        popup.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        calendar = QCalendarWidget()
        calendar.setVerticalHeaderFormat(QCalendarWidget.VerticalHeaderFormat.NoVerticalHeader)
        calendar.setFirstDayOfWeek(Qt.DayOfWeek.Monday)
        calendar.setGridVisible(False)
        calendar.setMinimumSize(308, 232)
        weekend = QTextCharFormat()
        weekend.setForeground(self._look.color("muted"))
        for weekday in (Qt.DayOfWeek.Saturday, Qt.DayOfWeek.Sunday):
            calendar.setWeekdayTextFormat(weekday, weekend)
        day = self.day or self._today()
        calendar.setSelectedDate(QDate(day.year, day.month, day.day))
        calendar.clicked.connect(self._picked)
        calendar.activated.connect(self._picked)
        column = QVBoxLayout(popup)
        column.setContentsMargins(4, 4, 4, 4)
        column.addWidget(calendar)
        popup.adjustSize()
        place = self.mapToGlobal(QPoint(0, self.height() + 2))
        room = self.screen().availableGeometry()
        if place.y() + popup.height() > room.bottom():
            place = self.mapToGlobal(QPoint(0, -popup.height() - 2))
        popup.move(max(room.left(), min(place.x(), room.right() - popup.width())), place.y())
        popup.show()
        calendar.setFocus()

    @Slot(QDate)
    def _picked(self, day: QDate) -> None:
        self.set_day(date(day.year(), day.month(), day.day()))
        if self._popup is not None:
            self._popup.close()
            self._popup = None
        self.line.setFocus()

    @Slot()
    def _typed(self) -> None:
        if not self.wrong:
            self._mark()
        if self.day != self._shown:
            self._shown = self.day
            self.changed.emit()

    @Slot()
    def _finish(self) -> None:
        day = self.day
        if day is not None and self.line.text() != written_date(day):
            self.line.setText(written_date(day))
        self._mark()

    def _mark(self) -> None:
        wrong = self.wrong
        self.line.setToolTip(_WRONG if wrong else "")
        self.line.setAccessibleDescription(_WRONG if wrong else HINT)
        self.line.setStyleSheet(f"QLineEdit {{ border-color: {self._look.color('error').name()}; }}" if wrong else "")
