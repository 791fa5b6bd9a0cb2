"""Line icons of resources/icons, recoloured from the palette."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QByteArray, QRectF, Qt
from PySide6.QtGui import QColor, QIcon, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

from desktop.app.look import Look

_SIZES = (16, 20, 24, 32, 40, 48)


class Icons:
    """Icons by name. folder: gives the file of a name, `desktop.resources.path("icons", name)`."""

    def __init__(self, look: Look, file: Callable[[str], Path]) -> None:
        self._look = look
        self._file = file
        self._cache: dict[tuple[str, str], QIcon] = {}

    def icon(self, name: str, color: QColor | None = None) -> QIcon:
        """The icon in a colour of the palette, the text colour if none is given; faint when disabled."""
        color = color or self._look.color("text")
        key = name, color.name()
        if key not in self._cache:
            icon = QIcon()
            source = self._file(f"{name}.svg").read_text(encoding="utf-8")
            for mode, opacity in ((QIcon.Mode.Normal, 1.0), (QIcon.Mode.Disabled, 0.35)):
                for size in _SIZES:
                    icon.addPixmap(_drawn(source, size, color, opacity), mode)
            self._cache[key] = icon
        return self._cache[key]

    def app_icon(self) -> QIcon:
        """The program's own icon, in its own colours."""
        source = self._file("app.svg").read_text(encoding="utf-8")
        icon = QIcon()
        for size in (*_SIZES, 64, 128, 256):
            icon.addPixmap(_drawn(source, size, QColor(), 1.0))
        return icon


def _drawn(source: str, size: int, color: QColor, opacity: float) -> QPixmap:
    if color.isValid():
        source = source.replace("currentColor", color.name())
    renderer = QSvgRenderer(QByteArray(source.encode()))
    pixmap = QPixmap(size, size)
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    painter.setOpacity(opacity)
    renderer.render(painter, QRectF(0, 0, size, size))
    painter.end()
    return pixmap
