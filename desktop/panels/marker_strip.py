"""All marks of the report in one strip beside the scroll bar."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from desktop.app.look import Look
from desktop.app.marks import Mark
from desktop.checks.base import Severity

if TYPE_CHECKING:
    from desktop.panels.editor import Editor

_COLORS = {Severity.ERROR: "error", Severity.WARNING: "warning_mark", Severity.INFO: "accent"}
_RANK = {Severity.INFO: 0, Severity.WARNING: 1, Severity.ERROR: 2}
WIDTH = 14
_NEAR = 5


class MarkerStrip(QWidget):
    """Small bars, one a mark, at their height in the whole text; a click jumps."""

    def __init__(self, editor: Editor, look: Look) -> None:
        super().__init__(editor)
        self._editor = editor
        self._look = look
        self._placed = (-1, 0)
        self._places: list[int] = []
        self._barred: tuple[int, ...] = ()
        self._bars: dict[Severity, list[int]] = {}
        self.setAccessibleName("全文问题分布")
        self.setFixedWidth(WIDTH)
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    def sizeHint(self) -> QSize:
        """As wide as a scroll bar."""
        return QSize(WIDTH, 100)

    def place(self) -> None:
        """Stand beside the scroll bar."""
        bar = self._editor.verticalScrollBar()
        right = self._editor.width() - bar.sizeHint().width()
        self.setGeometry(right - self.width(), 4, self.width(), self._editor.height() - 8)
        self.raise_()

    def height_of(self, mark: Mark) -> float:
        """The y of a mark: by its paragraph, which needs no layout of the whole text."""
        document = self._editor.document()
        share = document.findBlock(mark.start).blockNumber() / max(1, document.blockCount())
        return 4 + share * (self.height() - 10)

    def paintEvent(self, event: QPaintEvent) -> None:
        """The bars, graver ones last."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._look.color("warning_mark", 170))
        for place in self._hit_places():
            painter.drawRect(QRectF(0, place, 3, 3))
        for severity, heights in self._mark_places().items():
            painter.setBrush(self._look.color(_COLORS[severity]))
            for y in heights:
                painter.drawRoundedRect(QRectF(3, y, self.width() - 6, 4), 2, 2)

    def text_moved(self) -> None:
        """The text was changed: paint anew if a bar stands elsewhere now, which within a paragraph it does not."""
        if self._standing() != self._barred:
            self.update()

    def _standing(self) -> tuple[int, ...]:
        """What the places of the bars depend on."""
        marks = self._editor.marks
        return marks.loaded, len(marks.marks), self._editor.document().blockCount(), self.height()

    def _mark_places(self) -> dict[Severity, list[int]]:
        """The heights of the bars by severity, graver ones last; worked out anew only where one may have moved."""
        if self._barred != self._standing():
            self._barred = self._standing()
            at: dict[int, Severity] = {}
            for mark in self._editor.marks.marks:
                y = round(self.height_of(mark))
                if y not in at or _RANK[mark.severity] > _RANK[at[y]]:
                    at[y] = mark.severity
            self._bars = {severity: [y for y in at if at[y] is severity] for severity in _RANK}
        return self._bars

    def _hit_places(self) -> list[int]:
        """The heights of what was searched for, each once; worked out anew only for other hits."""
        hits, height = self._editor.hits, self.height()
        if self._placed != (hits.loaded, height):
            self._placed = hits.loaded, height
            blocks = max(1, self._editor.document().blockCount())
            step = (height - 10) / blocks
            self._places = sorted({round(4 + (hit.line - 1) * step) for hit in hits.all})
        return self._places if len(hits) else []

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Belongs to the press."""
        event.accept()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Go to the nearest mark, or to that place in the text."""
        y = event.position().y()
        marks = self._editor.marks.marks
        nearest = min(marks, key=lambda mark: abs(self.height_of(mark) + 2 - y), default=None)
        if nearest is not None and abs(self.height_of(nearest) + 2 - y) <= _NEAR:
            self._editor.mark_clicked.emit(nearest.finding)
            return
        share = (y - 4) / max(1, self.height() - 10)
        self._editor.go_to_line(1 + int(share * self._editor.document().blockCount()))
