"""Rows of a list drawn to another place with the mouse; what that means is for others to say."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QApplication, QFrame, QListView

from desktop.app.look import Look

_SCROLL_MS = 40
_EDGE = 24
_STEP = 14


class RowDragging(QObject):
    """Watches a list view. dropped(int, int): a row, and the number of the row before which it was let go.

    The second is the number of rows for the foot. Escape gives the drag up.
    """

    dropped = Signal(int, int)

    def __init__(self, view: QListView, look: Look) -> None:
        super().__init__(view)
        self._view = view
        self._look = look
        self._from = -1
        self._pressed = QPoint()
        self._dragging = False
        self._line = QFrame(view.viewport())
        self._line.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self._line.hide()
        self._scrolling = QTimer(self)
        self._scrolling.setInterval(_SCROLL_MS)
        self._scrolling.timeout.connect(self._scroll)
        view.viewport().installEventFilter(self)
        view.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Presses, moves and releases of the left button; Escape."""
        if isinstance(event, QKeyEvent):
            if self._dragging and event.type() == QEvent.Type.KeyPress and event.key() == Qt.Key.Key_Escape:
                self._end()
                return True
            return False
        if not isinstance(event, QMouseEvent) or watched is not self._view.viewport():
            return False
        place = event.position().toPoint()
        if event.type() == QEvent.Type.MouseButtonPress and event.button() is Qt.MouseButton.LeftButton:
            self._from = self._view.indexAt(place).row()
            self._pressed = place
        elif event.type() == QEvent.Type.MouseMove and event.buttons() & Qt.MouseButton.LeftButton:
            return self._moved(place)
        elif event.type() == QEvent.Type.MouseButtonRelease and self._dragging:
            row, gap = self._from, self.gap_at(place)
            self._end()
            if gap not in (row, row + 1):
                self.dropped.emit(row, gap)
            return True
        return False

    def gap_at(self, place: QPoint) -> int:
        """Before which row something let go here would stand."""
        index = self._view.indexAt(place)
        if not index.isValid():
            return 0 if place.y() < 0 else self._view.model().rowCount()
        below = place.y() > self._view.visualRect(index).center().y()
        return index.row() + below

    def _moved(self, place: QPoint) -> bool:
        if not self._dragging:
            far = (place - self._pressed).manhattanLength() >= QApplication.startDragDistance()
            if self._from < 0 or not far:
                return False
            self._dragging = True
            self._view.viewport().setCursor(Qt.CursorShape.ClosedHandCursor)
            self._scrolling.start()
        self._show_line(self.gap_at(place))
        return True

    def _show_line(self, gap: int) -> None:
        model = self._view.model()
        row = min(gap, model.rowCount() - 1)
        rect: QRect = self._view.visualRect(model.index(row, 0))
        y = rect.top() if gap == row else rect.bottom()
        self._line.setStyleSheet(f"background: {self._look.theme.accent}; border: 0")
        self._line.setGeometry(8, y - 1, self._view.viewport().width() - 16, 2)
        self._line.show()

    @Slot()
    def _scroll(self) -> None:
        place = self._view.viewport().mapFromGlobal(self._view.cursor().pos())
        bar = self._view.verticalScrollBar()
        if place.y() < _EDGE:
            bar.setValue(bar.value() - _STEP)
        elif place.y() > self._view.viewport().height() - _EDGE:
            bar.setValue(bar.value() + _STEP)

    def _end(self) -> None:
        self._dragging = False
        self._from = -1
        self._scrolling.stop()
        self._line.hide()
        self._view.viewport().unsetCursor()
