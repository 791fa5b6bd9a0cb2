"""The editors of the ledger's cells: a list to choose from, a day, a text that grows, a line."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QDate, QEvent, QObject, QPoint, QRect, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QGuiApplication, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import (
    QCalendarWidget,
    QComboBox,
    QCompleter,
    QFrame,
    QHBoxLayout,
    QLineEdit,
    QPlainTextEdit,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from desktop.ledger import deadlines
from desktop.ledger.columns import STATUS_CHOICES, TYPE_CHOICES, Column

DAYS = frozenset({Column.DEADLINE, Column.DONE_ON, Column.STRUCK_OFF})
NAMES = frozenset({Column.LEADER, Column.DEPARTMENT, Column.PERSON, Column.PARTNER, Column.ASPECT})
LONG = frozenset(
    {
        Column.PROBLEM,
        Column.DETAIL,
        Column.CAUSE,
        Column.MEASURES,
        Column.GOAL,
        Column.PROGRESS,
        Column.PROOF,
        Column.REASON_OPEN,
        Column.REMARK,
    }
)
FIXED = {Column.STATUS: STATUS_CHOICES, Column.TYPE: TYPE_CHOICES}
_RETURNS = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_LEAST_WIDTH, _MOST_SHARE, _LEAST_LINES = 300, 0.7, 3
_MOST_OFFERED = 300
_RELEASE_MS = 40


class ChoiceEditor(QComboBox):
    """Words to choose from; others can be written. chosen(): one was taken from the list."""

    chosen = Signal()

    def __init__(self, words: Sequence[str], parent: QWidget) -> None:
        super().__init__(parent)
        self.setEditable(True)
        self.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        self.addItems(list(dict.fromkeys(words)))
        self.setMaxVisibleItems(14)
        completer = QCompleter(self.model(), self)
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        self.setCompleter(completer)
        self._open = False
        self.activated.connect(self._taken)

    def showPopup(self) -> None:
        """The list is open."""
        self._open = True
        super().showPopup()

    def hidePopup(self) -> None:
        """The list closes; what was taken from it is told right after."""
        super().hidePopup()
        QTimer.singleShot(0, self, self._closed)

    def text(self) -> str:
        """What is written."""
        return self.currentText().strip()

    def set_text(self, text: str) -> None:
        """Write this."""
        # the list's own entry goes with it: Qt takes a known text without one for a choice when the list opens
        self.setCurrentIndex(self.findText(text, Qt.MatchFlag.MatchFixedString))
        self.setCurrentText(text)
        line = self.lineEdit()
        if line is not None:
            line.selectAll()

    @Slot()
    def _taken(self) -> None:
        # Qt also tells of a known word that was typed, when the editor loses the focus
        if self._open:
            self._open = False
            self.chosen.emit()

    @Slot()
    def _closed(self) -> None:
        self._open = False

    @Slot()
    def offer(self) -> None:
        """Open the list as soon as no mouse button is down: the end of a double click would choose from it."""
        if QGuiApplication.mouseButtons() != Qt.MouseButton.NoButton:
            QTimer.singleShot(_RELEASE_MS, self, self.offer)
        else:
            QTimer.singleShot(0, self, self.showPopup)


class DayEditor(QWidget):
    """A day, chosen from a calendar or written: 2025年9月底前 and 长期坚持 are days too. chosen(): one was chosen."""

    chosen = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.line = QLineEdit()
        self.button = QToolButton()
        self.button.setText("▾")
        self.button.setToolTip("选日期")
        self.button.setAccessibleName("选日期")
        self.button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.button.clicked.connect(self.offer)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self.line, 1)
        row.addWidget(self.button, 0, Qt.AlignmentFlag.AlignTop)
        self.setFocusProxy(self.line)
        self.setAutoFillBackground(True)
        self._sheet: QFrame | None = None

    def text(self) -> str:
        """What is written."""
        return self.line.text().strip()

    def set_text(self, text: str) -> None:
        """Write this; line breaks of several deadlines in one cell become 、."""
        self.line.setText("、".join(text.split("\n")))
        self.line.selectAll()

    @Slot()
    def offer(self) -> None:
        """Open the calendar at the day written."""
        sheet = self._sheet = QFrame(self, Qt.WindowType.Popup)
        sheet.setFrameShape(QFrame.Shape.StyledPanel)
        calendar = QCalendarWidget()
        calendar.setFirstDayOfWeek(Qt.DayOfWeek.Monday)
        calendar.setVerticalHeaderFormat(QCalendarWidget.VerticalHeaderFormat.NoVerticalHeader)
        day = deadlines.last_day(self.text())
        if day is not None:
            calendar.setSelectedDate(QDate(day.year, day.month, day.day))
        calendar.activated.connect(self._take)
        calendar.clicked.connect(self._take)
        box = QVBoxLayout(sheet)
        box.setContentsMargins(2, 2, 2, 2)
        box.addWidget(calendar)
        sheet.adjustSize()
        place = self.mapToGlobal(QPoint(0, self.height()))
        room = self.screen().availableGeometry()
        if place.y() + sheet.height() > room.bottom():
            place = self.mapToGlobal(QPoint(0, -sheet.height()))
        place.setX(max(room.left(), min(place.x(), room.right() - sheet.width())))
        sheet.move(place)
        sheet.show()
        calendar.setFocus()

    @Slot(QDate)
    def _take(self, day: QDate) -> None:
        self.line.setText(f"{day.year()}年{day.month()}月{day.day()}日")
        if self._sheet is not None:
            self._sheet.close()
            self._sheet = None
        self.chosen.emit()


class LongEditor(QPlainTextEdit):
    """A text that grows with what is written, up to most of the table. finished(): Enter was pressed.

    Enter is done, Alt+Enter a new line, as in a sheet of Excel.
    """

    finished = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setFrameShape(QFrame.Shape.Box)
        self.setTabChangesFocus(True)
        self.setToolTip("回车完成，Alt+回车换行，Esc 放弃；Ctrl+回车填入所选各行")
        self._cell = QRect()
        self.textChanged.connect(self.fit)

    def text(self) -> str:
        """What is written."""
        return self.toPlainText().strip()

    def set_text(self, text: str) -> None:
        """Write this."""
        self.setPlainText(text)
        self.selectAll()

    def stand_at(self, cell: QRect) -> None:
        """Stand over this cell of the table's viewport."""
        self._cell = QRect(cell)
        self.fit()

    @Slot()
    def fit(self) -> None:
        """As large as the text asks, within the table."""
        parent = self.parentWidget()
        if parent is None or self._cell.isNull():
            return
        room = parent.rect()
        width = min(max(self._cell.width(), _LEAST_WIDTH), room.width())
        left = max(0, min(self._cell.left(), room.width() - width))
        if self.width() != width:
            self.resize(width, self.height())
        pitch = self.fontMetrics().lineSpacing()
        frame = 2 * self.frameWidth() + 2 * round(self.document().documentMargin())
        lines = 0.0
        block = self.document().firstBlock()
        most = int(room.height() * _MOST_SHARE)
        while block.isValid() and lines * pitch < most:
            height_of = self.document().documentLayout().blockBoundingRect(block).height()
            lines += max(1.0, height_of // pitch)
            block = block.next()
        wanted = int(max(_LEAST_LINES, lines) * pitch) + frame + 2
        height = max(self._cell.height(), min(wanted, max(most, self._cell.height())))
        top = max(0, min(self._cell.top(), room.height() - height))
        self.setGeometry(left, top, width, height)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter ends it."""
        if event.key() in _RETURNS:
            if event.modifiers() & (Qt.KeyboardModifier.AltModifier | Qt.KeyboardModifier.ShiftModifier):
                self.insertPlainText("\n")
            else:
                self.finished.emit()
            event.accept()
            return
        super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """A new width breaks lines elsewhere."""
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            QTimer.singleShot(0, self, self.fit)


class LineEditor(QLineEdit):
    """One line."""

    def set_text(self, text: str) -> None:
        """Write this."""
        self.setText(text)
        self.selectAll()


CellEditor = ChoiceEditor | DayEditor | LongEditor | LineEditor


def editor_for(column: Column, known: Callable[[Column], Sequence[str]], parent: QWidget) -> CellEditor:
    """The right editor of a column. known: the words that stand in a column already."""
    if column in FIXED:
        return ChoiceEditor([*FIXED[column], *known(column)][:_MOST_OFFERED], parent)
    if column in NAMES:
        return ChoiceEditor(list(known(column))[:_MOST_OFFERED], parent)
    if column in DAYS:
        return DayEditor(parent)
    return LongEditor(parent) if column in LONG else LineEditor(parent)


class FillKey(QObject):
    """Ctrl+Enter in an editor: what is written goes into every chosen cell. asked(str)."""

    asked = Signal(str)

    def __init__(self, editor: CellEditor) -> None:
        super().__init__(editor)
        self._editor = editor
        targets: list[QObject] = [editor]
        if isinstance(editor, ChoiceEditor) and (line := editor.lineEdit()) is not None:
            targets.append(line)
        if isinstance(editor, DayEditor):
            targets.append(editor.line)
        for target in targets:
            target.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The key, before the editor takes it."""
        if event.type() is QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            control = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
            if control and event.key() in _RETURNS:
                self.asked.emit(self._editor.text())
                return True
        return False
