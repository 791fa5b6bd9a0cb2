"""A finding drawn as a card of the list."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPen
from PySide6.QtWidgets import QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from desktop.app.finding_model import ROW, Entry, Header
from desktop.app.look import Look
from desktop.checks.base import Severity
from desktop.panels.drawing import draw_badge, draw_lines, wrapped

_COLORS = {Severity.ERROR: "error", Severity.WARNING: "warning_mark", Severity.INFO: "accent"}
_SIGNS = {Severity.ERROR: "!", Severity.WARNING: "?", Severity.INFO: "i"}
TEXT_LEFT, RIGHT = 48, 18
_TOP, _BUTTONS_GAP = 10, 6
_MOST_LINES, _CHOSEN_LINES = 3, 8


class CardDelegate(QStyledItemDelegate):
    """A finding as a card; the chosen one is framed and leaves room for its buttons."""

    def __init__(self, look: Look, view: QListView) -> None:
        super().__init__(view)
        self._look = look
        self._view = view
        self.buttons_height = 0
        self._measure()

    def message_lines(self, entry: Entry, *, chosen: bool) -> tuple[str, ...]:
        """The message as it is wrapped."""
        width = max(80, self._view.viewport().width() - TEXT_LEFT - RIGHT)
        return wrapped(entry.finding.message, self._message_key, width, _CHOSEN_LINES if chosen else _MOST_LINES)

    def card_top(self, entry: Entry) -> int:
        """The y, within the card, where the buttons of the chosen card begin."""
        lines = len(self.message_lines(entry, chosen=True))
        return round(_TOP + lines * self._pitch + self._small_pitch + _BUTTONS_GAP)

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        """As high as the message asks."""
        item = index.data(ROW)
        width = self._view.viewport().width()
        if isinstance(item, Header):
            return QSize(width, 34)
        if not isinstance(item, Entry):
            return QSize(width, 0)
        if index.row() == self._view.currentIndex().row():
            return QSize(width, self.card_top(item) + self.buttons_height + 12)
        lines = len(self.message_lines(item, chosen=False))
        return QSize(width, round(_TOP * 2 + lines * self._pitch + self._small_pitch) + 4)

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Draw a group's head or a card."""
        item = index.data(ROW)
        rect = QRectF(option.rect)  # type: ignore[attr-defined]
        look = self._look
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if isinstance(item, Header):
            painter.setFont(look.font(12.5, QFont.Weight.DemiBold))
            painter.setPen(look.color("muted"))
            box = rect.adjusted(14, 6, -14, 0)
            painter.drawText(box, Qt.AlignmentFlag.AlignVCenter, item.family.value)
        elif isinstance(item, Entry):
            self._paint_card(painter, rect, option, index, item)
        painter.restore()

    def _paint_card(
        self,
        painter: QPainter,
        rect: QRectF,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
        entry: Entry,
    ) -> None:
        look = self._look
        state = option.state  # type: ignore[attr-defined]
        chosen = index.row() == self._view.currentIndex().row()
        card = rect.adjusted(10.5, 1.5, -10.5, -2.5)
        if chosen:
            painter.setBrush(look.color("accent_soft", 120))
            painter.setPen(QPen(look.color("accent"), 1.6 if state & QStyle.StateFlag.State_HasFocus else 1))
            painter.drawRoundedRect(card, 6, 6)
        elif state & QStyle.StateFlag.State_MouseOver:
            painter.setBrush(look.color("background"))
            painter.setPen(Qt.PenStyle.NoPen)
            painter.drawRoundedRect(card, 6, 6)
        severity = entry.finding.severity
        center = QPointF(rect.left() + 30, rect.top() + _TOP + self._pitch / 2)
        color = look.color(_COLORS[severity])
        ink = QColor("#FFFFFF") if not look.dark else look.color("background")
        font = look.font(11.5, QFont.Weight.Bold)
        draw_badge(painter, center, _SIGNS[severity], color, font, round_=severity is not Severity.WARNING, ink=ink)
        lines = self.message_lines(entry, chosen=chosen)
        text = QRectF(rect.left() + TEXT_LEFT, rect.top() + _TOP, rect.width() - TEXT_LEFT - RIGHT, 0)
        draw_lines(painter, text, lines, self._message_font, look.color("text"), self._pitch)
        small = self._small_font
        second = f"{entry.place}　{entry.context}" if entry.context else entry.place
        second = QFontMetricsF(small).elidedText(second, Qt.TextElideMode.ElideRight, text.width())
        below = text.translated(0, len(lines) * self._pitch)
        draw_lines(painter, below, (second,), small, look.color("muted"), self._small_pitch)

    def _measure(self) -> None:
        """Fonts and line heights, once for all cards."""
        self._message_font = self._look.font(13, QFont.Weight.Medium)
        self._message_key = self._message_font.toString()
        self._small_font = self._look.font(12)
        self._pitch = QFontMetricsF(self._message_font).height() + 1
        self._small_pitch = QFontMetricsF(self._small_font).height() + 1
