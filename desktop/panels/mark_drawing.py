"""How a finding is drawn on the page, and the card that explains it under the pointer."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPen, QPolygonF

from desktop.app.look import Look
from desktop.checks.base import Finding, Severity

_COLORS = {
    Severity.ERROR: ("error", "error_soft"),
    Severity.WARNING: ("warning_mark", "warning_soft"),
    Severity.INFO: ("accent", "accent_soft"),
}
_SIGNS = {Severity.ERROR: "!", Severity.WARNING: "?", Severity.INFO: "i"}
_NAMES = {Severity.ERROR: "错误", Severity.WARNING: "存疑", Severity.INFO: "提示"}
_BOX = 0.8


def draw_ground(painter: QPainter, rects: Iterable[QRectF], severity: Severity, look: Look, pitch: float) -> None:
    """The soft ground of a mark, which lies under the text."""
    for rect in rects:
        painter.fillRect(_box(rect, pitch), look.color(_COLORS[severity][1]))


def draw_wave(
    painter: QPainter, rects: Iterable[QRectF], severity: Severity, look: Look, pitch: float, *, chosen: bool
) -> None:
    """The wave under a mark's words (dots for a hint), and a frame where it is the chosen one."""
    color = look.color(_COLORS[severity][0])
    px = pitch / 32
    for rect in rects:
        box = _box(rect, pitch)
        if chosen:
            painter.setPen(QPen(color, 1))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(box.adjusted(0.5, 0.5, -0.5, -0.5), 3, 3)
        if severity is Severity.INFO:
            painter.setPen(QPen(color, 1.5 * px, Qt.PenStyle.DotLine))
            painter.drawLine(box.bottomLeft(), box.bottomRight())
        else:
            painter.setPen(QPen(color, 1.5 * px))
            painter.drawPolyline(_wave(box.left(), box.right(), box.bottom() - 1.5 * px, px))


def draw_hit(painter: QPainter, rects: Iterable[QRectF], look: Look, pitch: float, *, current: bool) -> None:
    """The ground of words that were searched for, stronger and framed for the one the clerk is at."""
    for rect in rects:
        box = _box(rect, pitch)
        painter.fillRect(box, look.color("warning_mark", 150 if current else 70))
        if current:
            painter.setPen(QPen(look.color("warning"), 1.2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(box.adjusted(-0.5, -0.5, 0.5, 0.5))


def card(finding: Finding) -> str:
    """What stands under the pointer: how grave, what is wrong, what it can be changed to."""
    sign, name = _SIGNS[finding.severity], _NAMES[finding.severity]
    message = _escaped(finding.message)
    fix = f"<br>可改：{_escaped(finding.fixes[0].label)}（Alt+Enter）" if finding.fixes else ""
    # without a width Qt breaks a tip after a dozen characters
    return f"<table width='340' cellpadding='0'><tr><td><b>{sign} {name}</b>&nbsp; {message}{fix}</td></tr></table>"


def _escaped(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def _box(rect: QRectF, pitch: float) -> QRectF:
    return QRectF(rect.left(), rect.center().y() - pitch * _BOX / 2, rect.width(), pitch * _BOX)


def _wave(left: float, right: float, y: float, px: float) -> QPolygonF:
    step, height = 4.0 * px, 3.0 * px
    points = []
    x, up = left, False
    while x < right:
        points.append(QPointF(x, y - (height if up else 0.0)))
        x, up = x + step, not up
    points.append(QPointF(right, y - (height / 2)))
    return QPolygonF(points)
