"""One page of a layout, drawn as large as the place allows."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPixmap, QWheelEvent
from PySide6.QtWidgets import QScrollArea, QSizePolicy, QWidget

from desktop.app.look import Look
from desktop.app.page_layout import Layout
from desktop.app.page_paint import PageFonts, paint_page

_EDGE = 16


class PageView(QWidget):
    """The page in the middle of the desk. turned(int): another 1-based page is shown. EDGES: what it leaves free."""

    turned = Signal(int)
    EDGES = 2 * _EDGE

    def __init__(self, look: Look, fonts: PageFonts, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look, self._fonts = look, fonts
        self._layout: Layout | None = None
        self._number = 1
        self._picture: QPixmap | None = None
        self.setAccessibleName("页面样子")
        self.setMinimumSize(260, 340)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    @property
    def number(self) -> int:
        """The page that is shown."""
        return self._number

    @property
    def count(self) -> int:
        """How many there are."""
        return 0 if self._layout is None else len(self._layout.pages)

    def show_layout(self, layout: Layout) -> None:
        """Show these pages, on the same page as before where there is one."""
        self._layout = layout
        self.turn(self._number)

    def turn(self, number: int) -> None:
        """Show this page."""
        self._number = max(1, min(number, self.count))
        self._picture = None
        self.update()
        self.turned.emit(self._number)

    def sizeHint(self) -> QSize:
        """A page at half its size."""
        return QSize(420, 594)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """The wheel turns pages, where the page is not scrolled by it."""
        down = event.angleDelta().y() < 0
        holder: QWidget | None = self.parentWidget()
        area = holder.parentWidget() if holder is not None else None
        bar = area.verticalScrollBar() if isinstance(area, QScrollArea) else None
        if bar is not None and bar.maximum() and bar.value() != (bar.maximum() if down else 0):
            event.ignore()
            return
        if event.angleDelta().y():
            self.turn(self._number + (1 if down else -1))
        event.accept()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paper on the desk; the page is drawn once for a size."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), self._look.desk)
        if self._layout is None:
            return
        setup = self._layout.setup
        room = QRectF(self.rect()).adjusted(_EDGE, _EDGE, -_EDGE, -_EDGE)
        scale = min(room.width() / setup.width, room.height() / setup.height)
        size = QSize(round(setup.width * scale), round(setup.height * scale))
        if size.isEmpty():
            return
        ratio = self.devicePixelRatioF()
        if self._picture is None or self._picture.size() != size * ratio:
            self._picture = self._draw(self._layout, size, ratio)
        corner = QPointF(round(room.center().x() - size.width() / 2), round(room.center().y() - size.height() / 2))
        painter.drawPixmap(corner, self._picture)
        painter.setPen(self._look.color("line"))
        painter.drawRect(QRectF(corner, size.toSizeF()))

    def _draw(self, layout: Layout, size: QSize, ratio: float) -> QPixmap:
        picture = QPixmap(size * ratio)
        picture.fill(QColor("white"))  # paper is white, also where the window is dark
        painter = QPainter(picture)
        painter.scale(picture.width() / layout.setup.width, picture.height() / layout.setup.height)
        paint_page(painter, layout, self._number, self._fonts)
        painter.end()
        picture.setDevicePixelRatio(ratio)
        return picture
