"""Pieces of the overview and of the printed progress board: figures, bars, a time line, a tile a problem.

All measures are pixels at 96 dpi; a printer's painter is scaled to them.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPen

from desktop.app.look import Look
from desktop.app.summary import DOING, percent
from desktop.ledger.columns import Column
from desktop.ledger.overview import Group, Item, Overview, Urgency, days_words
from desktop.panels.drawing import draw_lines, draw_status, wrapped
from desktop.report.model import Status

GAP = 12
_CARD, _BAR_ROW, _BAR = 76.0, 34.0, 16.0
_CHIP, _CHIP_GAP = 26.0, 4.0
_TILE, _TILE_LEAST = 86.0, 212.0
_NAME_SHARE, _NAME_MOST, _TELL = 0.32, 300.0, 150.0
_LEGEND = 30.0
_HEAD = 26.0
_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
_CENTER = Qt.AlignmentFlag.AlignCenter
_ORDER = tuple(Status)
_COLORS = {"done": "done", "doing": "warning_mark", "open": "error", "other": "muted"}
_KINDS = {
    "done": ("已办结", Status.DONE),
    "doing": ("正在整改", Status.DOING),
    "open": ("未完成", Status.OPEN),
    "other": ("未写状态", None),
}


@dataclass(frozen=True, slots=True)
class Spot:
    """Where an item was drawn."""

    rect: QRectF
    item: Item


@dataclass(frozen=True, slots=True)
class BoardPen:
    """What everything here is drawn with. fixed: fonts in pixels, for a scaled painter that is no screen's."""

    look: Look
    fixed: bool = False

    def font(self, px: int, weight: QFont.Weight = QFont.Weight.Normal) -> QFont:
        """The interface font."""
        font = self.look.font(px, weight)
        if self.fixed:
            font.setPixelSize(px)
        return font

    def pitch(self, px: int) -> float:
        """The distance of lines in this size."""
        return QFontMetricsF(self.font(px)).height() + 1

    def color(self, name: str, alpha: int = 255) -> QColor:
        """A colour of the table."""
        return self.look.color(name, alpha)


def figures(overview: Overview) -> tuple[tuple[str, str, str], ...]:
    """The large numbers: word, number, colour name."""
    totals = overview.totals
    rate = "—" if totals.rate is None else percent(totals.rate * 100)
    return (
        ("问题", str(totals.total), "text"),
        ("已办结", str(totals.done), "done"),
        ("未办结", str(totals.open), "warning" if totals.open else "text"),
        ("完成率", rate, "text"),
        ("已超期", str(len(overview.late)), "error" if overview.late else "text"),
        ("20 天内到期", str(len(overview.coming)), "warning" if overview.coming else "text"),
    )


def figures_height() -> float:
    """The height of the large numbers."""
    return _CARD


def draw_figures(painter: QPainter, rect: QRectF, overview: Overview, pen: BoardPen) -> None:
    """The large numbers side by side."""
    shown = figures(overview)
    width = (rect.width() - GAP * (len(shown) - 1)) / len(shown)
    for number, (word, value, color) in enumerate(shown):
        card = QRectF(rect.left() + number * (width + GAP), rect.top(), width, _CARD)
        _panel(painter, card, pen)
        painter.setPen(pen.color("muted"))
        painter.setFont(pen.font(13))
        painter.drawText(card.adjusted(14, 10, -8, -_CARD / 2), _LEFT, word)
        painter.setPen(pen.color(color))
        painter.setFont(pen.font(26, QFont.Weight.DemiBold))
        painter.drawText(card.adjusted(14, _CARD / 2 - 10, -8, -8), _LEFT, value)


def bars_height(groups: Sequence[Group]) -> float:
    """The height of the bars of these groups, with what their colours mean below."""
    return _BAR_ROW * max(1, len(groups)) + _LEGEND


def draw_bars(painter: QPainter, rect: QRectF, groups: Sequence[Group], pen: BoardPen) -> None:
    """A bar a group: done, under way, open and not stated, with their numbers; at the right how much is done."""
    most = max((group.totals.total for group in groups), default=1)
    names = min(rect.width() * _NAME_SHARE, _NAME_MOST)
    room = rect.width() - names - _TELL - 2 * GAP
    for number, group in enumerate(groups):
        row = QRectF(rect.left(), rect.top() + number * _BAR_ROW, rect.width(), _BAR_ROW)
        painter.setFont(pen.font(13))
        painter.setPen(pen.color("text"))
        name = QFontMetricsF(pen.font(13)).elidedText(group.name, Qt.TextElideMode.ElideRight, names)
        painter.drawText(QRectF(row.left(), row.top(), names, _BAR_ROW), _LEFT, name)
        left = row.left() + names + GAP
        for kind, count in parts_of(group):
            width = room * count / most
            part = QRectF(left, row.center().y() - _BAR / 2, width, _BAR)
            painter.fillRect(part.adjusted(0, 0, -1, 0), pen.color(_COLORS[kind]))
            _write_in(painter, part, str(count), pen, kind)
            left += width
        painter.setFont(pen.font(13))
        painter.setPen(pen.color("text"))
        rate = percent((group.totals.rate or 0) * 100)
        tell = QRectF(row.right() - _TELL, row.top(), _TELL, _BAR_ROW)
        painter.drawText(tell.adjusted(0, 0, -_TELL * 0.42, 0), _RIGHT, f"{group.totals.done}/{group.totals.total}")
        painter.drawText(tell.adjusted(0, 0, -_TELL * 0.02, 0), _RIGHT, rate)
        if group.overdue:
            painter.setPen(pen.color("error"))
            painter.setFont(pen.font(12))
            painter.drawText(tell.adjusted(-20, 0, -_TELL * 0.72, 0), _RIGHT, f"超期 {group.overdue}")
    _draw_legend(
        painter, QRectF(rect.left() + names + GAP, rect.bottom() - _LEGEND + 6, room, _LEGEND - 6), groups, pen
    )


def _draw_legend(painter: QPainter, rect: QRectF, groups: Sequence[Group], pen: BoardPen) -> None:
    shown = {kind for group in groups for kind, _ in parts_of(group)}
    left = rect.left()
    painter.setFont(pen.font(12))
    metrics = QFontMetricsF(painter.font())
    for kind, (words, status) in _KINDS.items():
        if kind not in shown:
            continue
        painter.fillRect(QRectF(left, rect.center().y() - 5, 10, 10), pen.color(_COLORS[kind]))
        draw_status(painter, QPointF(left + 21, rect.center().y()), status, pen.look)
        painter.setPen(pen.color("muted"))
        width = metrics.horizontalAdvance(words)
        painter.drawText(QRectF(left + 30, rect.top(), width + 2, rect.height()), _LEFT, words)
        left += width + 50


def parts_of(group: Group) -> tuple[tuple[str, int], ...]:
    """How many rows are done, under way (doing), open, and of another or no status; without those that are none."""
    counts = dict.fromkeys(_COLORS, 0)
    counts["done"] = group.totals.done
    for words, n in group.totals.by_status.items():
        status = next((status for status in _ORDER if status.value == words), None)
        doing = n - sum(1 for item in group.items if item.row.status is status and item.urgency is Urgency.DONE)
        kind = "doing" if status in DOING else "open" if status is Status.OPEN else "other"
        counts[kind] += doing
    return tuple((kind, n) for kind, n in counts.items() if n)


def timeline_height(groups: Sequence[Group], width: float) -> float:
    """The height of the time line in this width."""
    return _HEAD + max((_chip_rows(group, _month_width(groups, width)) for group in groups), default=1) * (
        _CHIP + _CHIP_GAP
    )


def draw_timeline(painter: QPainter, rect: QRectF, groups: Sequence[Group], pen: BoardPen) -> list[Spot]:
    """A column a month, with a chip for every problem due in it: its number, its status as shape and colour."""
    spots: list[Spot] = []
    width = _month_width(groups, rect.width())
    across = _across(width)
    for number, group in enumerate(groups):
        left = rect.left() + number * width
        head = QRectF(left, rect.top(), width - 6, _HEAD)
        painter.setFont(pen.font(12, QFont.Weight.DemiBold))
        painter.setPen(pen.color("muted"))
        words = QFontMetricsF(painter.font()).elidedText(group.name, Qt.TextElideMode.ElideMiddle, head.width())
        painter.drawText(head, _LEFT, words)
        painter.setPen(QPen(pen.color("line"), 1))
        painter.drawLine(QPointF(left, rect.top() + _HEAD - 2), QPointF(left + width - 6, rect.top() + _HEAD - 2))
        for place, item in enumerate(group.items):
            row, column = divmod(place, across)
            size = _chip_width()
            chip = QRectF(
                left + column * (size + _CHIP_GAP), rect.top() + _HEAD + row * (_CHIP + _CHIP_GAP) + 3, size, _CHIP
            )
            _chip(painter, chip, item, pen)
            spots.append(Spot(chip, item))
    return spots


def tile_columns(width: float) -> int:
    """How many tiles stand side by side."""
    return max(1, int((width + GAP) // (_TILE_LEAST + GAP)))


def tiles_height(count: int, width: float) -> float:
    """The height of so many tiles."""
    rows = -(-count // tile_columns(width))
    return rows * (_TILE + GAP) - GAP if rows else 0.0


def draw_tiles(painter: QPainter, rect: QRectF, items: Iterable[Item], pen: BoardPen) -> None:
    """A tile a problem: number and words, who answers for it, by when, how far it is."""
    across = tile_columns(rect.width())
    width = (rect.width() - GAP * (across - 1)) / across
    for place, item in enumerate(items):
        row, column = divmod(place, across)
        box = QRectF(rect.left() + column * (width + GAP), rect.top() + row * (_TILE + GAP), width, _TILE)
        _tile(painter, box, item, pen)


def _tile(painter: QPainter, box: QRectF, item: Item, pen: BoardPen) -> None:
    late = item.urgency is Urgency.OVERDUE
    _panel(painter, box, pen, "error" if late else "line")
    status = item.row.status
    edge = QRectF(box.left(), box.top() + 6, 4, box.height() - 12)
    painter.fillRect(edge, pen.color(_COLORS[_kind(item)]))
    inner = box.adjusted(14, 8, -10, -8)
    font = pen.font(13)
    lines = wrapped(f"{item.number}. {item.title}", font.toString(), int(inner.width()), 2)
    draw_lines(painter, inner, lines, font, pen.color("text"), pen.pitch(13))
    small = pen.font(11)
    who = "　".join(filter(None, (_short(item.row[c]) for c in (Column.LEADER, Column.DEPARTMENT))))
    metrics = QFontMetricsF(small)
    painter.setFont(small)
    painter.setPen(pen.color("muted"))
    foot = QRectF(inner.left(), inner.bottom() - 2 * pen.pitch(11), inner.width(), pen.pitch(11))
    painter.drawText(foot, _LEFT, metrics.elidedText(who, Qt.TextElideMode.ElideRight, foot.width()))
    foot.translate(0, pen.pitch(11))
    words = item.row[Column.STATUS].strip() or Status.UNSTATED.value
    draw_status(painter, QPointF(foot.left() + 6, foot.center().y()), status, pen.look)
    painter.setPen(pen.color("error") if late else pen.color("muted"))
    when = _short(item.row[Column.DEADLINE])
    told = f"{words}　{when}"
    if item.urgency in (Urgency.OVERDUE, Urgency.NEAR, Urgency.SOON):
        told += f"　{days_words(item)}"
    told = metrics.elidedText(told, Qt.TextElideMode.ElideRight, foot.width() - 18)
    painter.drawText(foot.adjusted(18, 0, 0, 0), _LEFT, told)


def _kind(item: Item) -> str:
    if item.urgency is Urgency.DONE:
        return "done"
    if item.row.status in DOING:
        return "doing"
    return "open" if item.row.status is Status.OPEN else "other"


def _chip(painter: QPainter, chip: QRectF, item: Item, pen: BoardPen) -> None:
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    late = item.urgency is Urgency.OVERDUE
    soft = {"done": "done_soft", "doing": "warning_soft", "open": "error_soft", "other": "background"}[_kind(item)]
    painter.setPen(QPen(pen.color("error" if late else "line"), 2 if late else 1))
    painter.setBrush(pen.color(soft))
    painter.drawRoundedRect(chip.adjusted(1, 1, -1, -1), 5, 5)
    draw_status(painter, QPointF(chip.left() + 11, chip.center().y()), _shape(item), pen.look)
    painter.setPen(pen.color("text"))
    painter.setFont(pen.font(12))
    words = QFontMetricsF(painter.font()).elidedText(item.number, Qt.TextElideMode.ElideRight, chip.width() - 20)
    painter.drawText(chip.adjusted(18, 0, -2, 0), _LEFT, words)
    painter.restore()


def _shape(item: Item) -> Status | None:
    """The shape of what the office counts as done is that of done."""
    return Status.DONE if item.urgency is Urgency.DONE else item.row.status


def _write_in(painter: QPainter, part: QRectF, text: str, pen: BoardPen, kind: str) -> None:
    font = pen.font(11, QFont.Weight.DemiBold)
    if part.width() < QFontMetricsF(font).horizontalAdvance(text) + 6:
        return
    painter.setFont(font)
    light = kind == "doing" and not pen.look.dark
    painter.setPen(QColor("#1F2933") if light else pen.look.on_accent)
    painter.drawText(part, _CENTER, text)


def _panel(painter: QPainter, rect: QRectF, pen: BoardPen, border: str = "line") -> None:
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(pen.color(border), 1))
    painter.setBrush(pen.color("panel"))
    painter.drawRoundedRect(rect.adjusted(0.5, 0.5, -0.5, -0.5), 6, 6)
    painter.restore()


def _short(text: str) -> str:
    return " ".join(text.split())


def _chip_width() -> float:
    return 48.0


def _month_width(groups: Sequence[Group], width: float) -> float:
    return max(_chip_width() + 8, width / max(1, len(groups)))


def _across(width: float) -> int:
    return max(1, int((width - 6 + _CHIP_GAP) // (_chip_width() + _CHIP_GAP)))


def _chip_rows(group: Group, width: float) -> int:
    return -(-len(group.items) // _across(width))
