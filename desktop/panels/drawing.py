"""Small pieces that several panels draw: status shapes, pills, wrapped text."""

from __future__ import annotations

from functools import lru_cache

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPen, QTextLayout, QTextOption

from desktop.app.look import Look
from desktop.app.summary import DOING
from desktop.checks.settings import DONE
from desktop.report.model import Status

_LONGEST = 2000
_NARROWEST = 3
"""Hardly a character is narrower, in pixels."""


def status_colors(status: str) -> tuple[str, str]:
    """The colour names of a status: text and soft background."""
    try:
        known = Status(status)
    except ValueError:
        return "muted", "background"
    if known in DONE:
        return "done", "done_soft"
    if known in DOING:
        return "warning", "warning_soft"
    if known is Status.OPEN:
        return "error", "error_soft"
    return "muted", "background"


def draw_status(painter: QPainter, center: QPointF, status: Status | None, look: Look) -> None:
    """● done, ◐ on the way, ○ not done, a small dot where the text states nothing."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    radius = 4.5
    box = QRectF(center.x() - radius, center.y() - radius, 2 * radius, 2 * radius)
    painter.setPen(Qt.PenStyle.NoPen)
    if status in DONE:
        painter.setBrush(look.color("done"))
        painter.drawEllipse(box)
    elif status in DOING:
        painter.setBrush(look.color("warning_mark"))
        painter.drawPie(box, 90 * 16, 180 * 16)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(look.color("warning_mark"), 1.4))
        painter.drawEllipse(box.adjusted(0.7, 0.7, -0.7, -0.7))
    elif status is Status.OPEN:
        painter.setPen(QPen(look.color("error"), 2))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawEllipse(box.adjusted(0.8, 0.8, -0.8, -0.8))
    else:
        painter.setBrush(look.color("muted"))
        painter.drawEllipse(center, 2.0, 2.0)
    painter.restore()


def draw_pill(
    painter: QPainter,
    rect: QRectF,
    text: str,
    font: QFont,
    look: Look,
    status: str | None = None,
    colors: tuple[str, str] | None = None,
) -> None:
    """A status as a pill with its shape and words, at the left of a rectangle, as high as its text asks.

    status: the status itself where the words say more; colors: names of the text's and the ground's, other than its.
    """
    status = text if status is None else status
    ink, soft = colors or status_colors(status)
    metrics = QFontMetricsF(font)
    height = metrics.height() + 4
    shape = 16.0
    width = min(rect.width(), metrics.horizontalAdvance(text) + shape + 16)
    pill = QRectF(rect.left(), rect.top(), width, height)
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(look.color(soft))
    painter.drawRoundedRect(pill, height / 2, height / 2)
    known = next((each for each in Status if each.value == status), None)
    draw_status(painter, QPointF(pill.left() + 12, pill.center().y()), known, look)
    painter.setPen(look.color(ink))
    painter.setFont(font)
    words = QRectF(pill.left() + shape + 4, pill.top(), width - shape - 10, height)
    shown = metrics.elidedText(text, Qt.TextElideMode.ElideRight, words.width() + 1)
    painter.drawText(words, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, shown)
    painter.restore()


def draw_badge(
    painter: QPainter, center: QPointF, sign: str, color: QColor, font: QFont, *, round_: bool, ink: QColor
) -> None:
    """A severity's sign on its colour: a disc for 错, a square for 疑."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    box = QRectF(center.x() - 9, center.y() - 9, 18, 18)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(color)
    if round_:
        painter.drawEllipse(box)
    else:
        painter.drawRoundedRect(box, 4, 4)
    painter.setPen(ink)
    painter.setFont(font)
    painter.drawText(box, Qt.AlignmentFlag.AlignCenter, sign)
    painter.restore()


@lru_cache(maxsize=16)
def _font_of(key: str) -> tuple[QFont, QFontMetricsF, QTextOption]:
    font = QFont()
    font.fromString(key)
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    return font, QFontMetricsF(font), option


@lru_cache(maxsize=4096)
def wrapped(text: str, font_key: str, width: int, most: int) -> tuple[str, ...]:
    """The lines of a text in a font (QFont.toString) within a width; at most so many, the last one elided."""
    font, metrics, option = _font_of(font_key)
    # no more than can be seen: shaping a long text takes its time
    text = " ".join(text[: min(_LONGEST, most * width // _NARROWEST + _NARROWEST)].split("\n"))
    if len(text) * metrics.height() < width:
        return (text,)
    units = text.encode("utf-16-le") if any(char > "\uffff" for char in text) else b""
    length = len(units) // 2 or len(text)

    def part(start: int, end: int) -> str:
        return units[start * 2 : end * 2].decode("utf-16-le", "ignore") if units else text[start:end]

    layout = QTextLayout(text, font)
    layout.setTextOption(option)
    layout.beginLayout()
    lines: list[str] = []
    while (line := layout.createLine()).isValid():
        line.setLineWidth(width)
        start, end = line.textStart(), line.textStart() + line.textLength()
        if len(lines) == most - 1 and end < length:
            lines.append(metrics.elidedText(part(start, length), Qt.TextElideMode.ElideRight, width))
            break
        lines.append(part(start, end))
    layout.endLayout()
    return tuple(lines) or ("",)


def draw_lines(
    painter: QPainter, rect: QRectF, lines: tuple[str, ...], font: QFont, color: QColor, pitch: float
) -> None:
    """Lines one under the other from the top of a rectangle."""
    painter.save()
    painter.setFont(font)
    painter.setPen(color)
    for number, line in enumerate(lines):
        box = QRectF(rect.left(), rect.top() + number * pitch, rect.width(), pitch)
        painter.drawText(
            box, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft | Qt.TextFlag.TextSingleLine, line
        )
    painter.restore()
