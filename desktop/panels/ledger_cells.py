"""How the cells of the ledger's table are drawn: a page of them fits into a frame."""

from __future__ import annotations

from collections import OrderedDict

from PySide6.QtCore import QObject, QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPen, QPolygonF, QStaticText, QTransform

from desktop.app.ledger_model import LedgerModel, head_words
from desktop.app.ledger_table import Due, Head, pressing
from desktop.app.look import Look
from desktop.ledger.columns import Column
from desktop.ledger.model import Row
from desktop.panels.drawing import draw_pill, status_colors
from desktop.panels.quick_lines import LineBreaker
from desktop.panels.tables import PAD_X, PAD_Y

MOST_LINES = 2
_QUIET = frozenset({Column.MEASURES, Column.PROGRESS, Column.CAUSE, Column.DETAIL, Column.GOAL})
_QUIET_ALPHA = 209
_CORNER = 8.0
_MOST_LINES_KEPT = 4_000


class LedgerCells(QObject):
    """Draws cells and heads; knows how much room a text asks for."""

    def __init__(self, model: LedgerModel, look: Look, parent: QObject) -> None:
        super().__init__(parent)
        self._model = model
        self._look = look
        look.changed.connect(self.restyle)
        self.restyle()

    def restyle(self) -> None:
        """Take fonts and colours from the look."""
        look = self._look
        self.cell_font = look.font(13)
        self._breaker = LineBreaker(self.cell_font)
        self._metrics = QFontMetricsF(self.cell_font)
        self._ascent = self._metrics.ascent()
        self.pitch = self._metrics.height() + 1
        self._pill_font = look.font(12)
        self.head_font = look.font(13, QFont.Weight.DemiBold)
        self._ink, self._quiet = look.color("text"), look.color("text", _QUIET_ALPHA)
        self._error, self._warning = look.color("error"), look.color("warning")
        self._mark, self._accent, self._chosen = (
            look.color("warning_mark"),
            look.color("accent"),
            look.color("accent_soft"),
        )
        self._focus_pen = QPen(self._accent, 2)
        self._lines: OrderedDict[tuple[str, int], tuple[str, ...] | tuple[QStaticText, ...]] = OrderedDict()
        self._widest = self._metrics.horizontalAdvance("国")

    @property
    def one_line(self) -> int:
        """The height of a row with one line."""
        return round(2 * PAD_Y + self.pitch)

    @property
    def two_lines(self) -> int:
        """The height of a row with two."""
        return round(2 * PAD_Y + MOST_LINES * self.pitch)

    def needs_two(self, text: str, width: int) -> bool:
        """Whether a text needs a second line in a column of this width; measured only where it is close."""
        room = width - 2 * PAD_X
        count = len(text)
        if count * self._widest <= room:
            return False
        if count * self._widest > 3 * room:
            return True
        return self._breaker.width(text) > room

    def text_width(self, text: str) -> float:
        """The width of a text on one line."""
        return self._metrics.horizontalAdvance(text)

    # drawing

    def draw(self, painter: QPainter, rect: QRect, at: int, column: Column, *, chosen: bool, current: bool) -> None:
        """A cell of a 0-based row of the ledger. current: the keys go there."""
        model = self._model
        row = model.ledger.rows[at]
        if chosen:
            painter.fillRect(rect, self._chosen)
        text = row.cells.get(column, "")
        if column is Column.STATUS:
            words = model.shown_text(row, column)
            if words:
                self._draw_status(painter, QRectF(rect), row, words)
        elif text:
            self._draw_text(painter, rect, text, self._color(row, column))
        if model.conflict(at, column) is not None:
            self._draw_corner(painter, QRectF(rect))
        if current:
            painter.setPen(self._focus_pen)
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(rect.adjusted(1, 1, -2, -2))

    def _draw_text(self, painter: QPainter, rect: QRect, text: str, color: QColor) -> None:
        painter.setFont(self.cell_font)
        painter.setPen(color)
        left, top = rect.left() + PAD_X, float(rect.top() + PAD_Y)
        for line in self._laid_out(text, max(20, rect.width() - 2 * PAD_X)):
            if isinstance(line, str):
                painter.drawText(left, round(top + self._ascent), line)
            else:
                painter.drawStaticText(left, round(top), line)
            top += self.pitch

    def _laid_out(self, text: str, width: int) -> tuple[str, ...] | tuple[QStaticText, ...]:
        """The lines of a text. Shaping one for keeping takes longer than drawing it once: only what comes again is."""
        key = text, width
        found = self._lines.get(key)
        if found is None:
            if len(self._lines) >= _MOST_LINES_KEPT:
                self._lines.popitem(last=False)
            found = self._lines[key] = self._breaker.lines(text, width, MOST_LINES)
        elif isinstance(found[0], str):
            found = self._lines[key] = tuple(self._shaped(str(line)) for line in found)
        return found

    def _shaped(self, text: str) -> QStaticText:
        line = QStaticText(text)
        line.setTextFormat(Qt.TextFormat.PlainText)
        line.setPerformanceHint(QStaticText.PerformanceHint.AggressiveCaching)
        line.prepare(QTransform(), self.cell_font)
        return line

    def _draw_status(self, painter: QPainter, rect: QRectF, row: Row, words: str) -> None:
        late = pressing(row, self._model.today, self._model.done) is Due.OVERDUE
        status = row[Column.STATUS]
        colors = ("error", "error_soft") if late else status_colors(status) if status else ("warning", "warning_soft")
        inner = rect.adjusted(PAD_X, PAD_Y - 2, -PAD_X, -PAD_Y + 2)
        draw_pill(painter, inner, words, self._pill_font, self._look, status, colors)

    def _draw_corner(self, painter: QPainter, rect: QRectF) -> None:
        """The mark of a cell that the report tells otherwise."""
        corner = rect.topRight()
        painter.save()
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._mark)
        painter.drawPolygon(QPolygonF([corner, corner - QPointF(_CORNER, 0), corner + QPointF(0, _CORNER)]))
        painter.restore()

    def _color(self, row: Row, column: Column) -> QColor:
        if column is Column.DEADLINE:
            due = pressing(row, self._model.today, self._model.done)
            if due is not None:
                return self._error if due is Due.OVERDUE else self._warning
        return self._quiet if column in _QUIET else self._ink

    def draw_head(self, painter: QPainter, rect: QRectF, head: Head) -> None:
        """A head over the whole width: its words, then its numbers in a quieter colour."""
        painter.fillRect(rect, self._look.color("background"))
        painter.setPen(self._look.color("line"))
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        whole = head_words(head)
        numbers = whole[len(head.title) :].strip()
        metrics = QFontMetricsF(self.head_font)
        inner = rect.adjusted(PAD_X, 0, -PAD_X, 0)
        room = inner.width() - self._metrics.horizontalAdvance(numbers) - 16
        title = metrics.elidedText(head.title, Qt.TextElideMode.ElideRight, max(60.0, room))
        flags = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
        painter.setFont(self.head_font)
        painter.setPen(self._ink)
        painter.drawText(inner, flags, title)
        painter.setFont(self.cell_font)
        painter.setPen(self._look.color("muted"))
        painter.drawText(inner.adjusted(metrics.horizontalAdvance(title) + 16, 0, 0, 0), flags, numbers)
