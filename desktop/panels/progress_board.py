"""挂图作战: the progress board to print and hang up, or to save as a picture.

Blocks are laid out one under the other and broken into pages; measures are
pixels at 96 dpi, an A4 sheet lying on its side is 1123 by 794.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QMarginsF, QRectF, QSizeF, Qt
from PySide6.QtGui import QFont, QImage, QPagedPaintDevice, QPageLayout, QPageSize, QPainter

from desktop.ledger.overview import Group, GroupBy, Item, Overview
from desktop.panels.board_drawing import (
    GAP,
    BoardPen,
    bars_height,
    draw_bars,
    draw_figures,
    draw_tiles,
    draw_timeline,
    figures_height,
    tile_columns,
    tiles_height,
    timeline_height,
)
from desktop.report.model import Status

A3, A4 = QSizeF(1587, 1123), QSizeF(1123, 794)
MARGIN = 44.0
_HEAD, _TITLE, _FOOT, _KEY = 30.0, 74.0, 22.0, 24.0
_SHARP = 2.0
_CENTER = Qt.AlignmentFlag.AlignCenter
_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter

Draw = Callable[[QPainter, QRectF], object]


@dataclass(frozen=True, slots=True)
class Block:
    """Something that is not broken. with_next: it may not be the last of a page."""

    height: float
    draw: Draw
    with_next: bool = False


@dataclass(frozen=True, slots=True)
class Placed:
    """A block and where it stands on its page."""

    rect: QRectF
    block: Block


class ProgressBoard:
    """The board of one overview."""

    def __init__(self, overview: Overview, done: frozenset[Status], pen: BoardPen) -> None:
        self._overview = overview
        self._pen = pen
        self._aspects = overview.groups(GroupBy.ASPECT, done)
        self._months = overview.groups(GroupBy.MONTH, done)

    def pages(self, size: QSizeF) -> list[list[Placed]]:
        """The blocks by page, for a sheet of this size."""
        room = QRectF(MARGIN, MARGIN, size.width() - 2 * MARGIN, size.height() - 2 * MARGIN - _FOOT)
        pages: list[list[Placed]] = [[]]
        top = room.top()
        blocks = list(self._blocks(room.width()))
        for number, block in enumerate(blocks):
            needed = block.height + (GAP + blocks[number + 1].height if block.with_next else 0)
            if pages[-1] and top + needed > room.bottom():
                pages.append([])
                top = room.top()
            pages[-1].append(Placed(QRectF(room.left(), top, room.width(), block.height), block))
            top += block.height + GAP
        return pages

    def draw_page(self, painter: QPainter, pages: Sequence[Sequence[Placed]], number: int, size: QSizeF) -> None:
        """Draw the page with this 0-based number."""
        painter.fillRect(QRectF(0, 0, size.width(), size.height()), self._pen.color("paper"))
        for placed in pages[number]:
            placed.block.draw(painter, placed.rect)
        if len(pages) > 1:
            painter.setFont(self._pen.font(12))
            painter.setPen(self._pen.color("muted"))
            foot = QRectF(0, size.height() - MARGIN, size.width(), _FOOT)
            painter.drawText(foot, _CENTER, f"第 {number + 1} 页，共 {len(pages)} 页")

    def picture(self, width: float = A3.width()) -> QImage:
        """The whole board as one picture, as high as it needs, twice as sharp as a screen."""
        endless = QSizeF(width, 1e7)
        pages = self.pages(endless)
        size = QSizeF(width, max((placed.rect.bottom() for placed in pages[0]), default=0.0) + MARGIN)
        image = QImage(round(size.width() * _SHARP), round(size.height() * _SHARP), QImage.Format.Format_RGB32)
        painter = QPainter(image)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.scale(_SHARP, _SHARP)
        self.draw_page(painter, pages, 0, size)
        painter.end()
        return image

    def print_on(self, device: QPagedPaintDevice, *, big: bool) -> int:
        """Print or write all pages, A3 if big, else A4, on their side; gives the number of pages."""
        sheet = QPageSize(QPageSize.PageSizeId.A3 if big else QPageSize.PageSizeId.A4)
        device.setPageLayout(QPageLayout(sheet, QPageLayout.Orientation.Landscape, QMarginsF(0, 0, 0, 0)))
        size = A3 if big else A4
        pages = self.pages(size)
        painter = QPainter(device)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        scale = painter.viewport().width() / size.width()
        painter.scale(scale, scale)
        for number in range(len(pages)):
            if number:
                device.newPage()
            self.draw_page(painter, pages, number, size)
        painter.end()
        return len(pages)

    def _blocks(self, width: float) -> list[Block]:
        pen, overview = self._pen, self._overview
        blocks = [
            Block(_TITLE, self._draw_title),
            Block(figures_height(), lambda p, r: draw_figures(p, r, overview, pen)),
            self._heading("各方面进度"),
            Block(bars_height(self._aspects), lambda p, r: draw_bars(p, r, self._aspects, pen)),
            self._heading("完成时限"),
            Block(timeline_height(self._months, width), lambda p, r: draw_timeline(p, r, self._months, pen)),
        ]
        across = tile_columns(width)
        for group in self._aspects:
            blocks.append(self._heading(_group_words(group)))
            rows = (group.items[at : at + across] for at in range(0, len(group.items), across))
            blocks += [self._tiles(row, width) for row in rows]
        return blocks

    def _tiles(self, items: Sequence[Item], width: float) -> Block:
        return Block(tiles_height(len(items), width), lambda p, r: draw_tiles(p, r, items, self._pen))

    def _heading(self, text: str) -> Block:
        def draw(painter: QPainter, rect: QRectF) -> None:
            painter.setFont(self._pen.font(16, QFont.Weight.DemiBold))
            painter.setPen(self._pen.color("text"))
            painter.drawText(rect, _LEFT, text)

        return Block(_HEAD, draw, with_next=True)

    def _draw_title(self, painter: QPainter, rect: QRectF) -> None:
        overview, pen = self._overview, self._pen
        painter.setFont(pen.font(30, QFont.Weight.Bold))
        painter.setPen(pen.color("text"))
        title = overview.ledger.title or "整改进度"
        painter.drawText(rect.adjusted(0, 0, 0, -_KEY), _CENTER, f"{title.removesuffix('台账')}挂图作战")
        painter.setFont(pen.font(14))
        painter.setPen(pen.color("muted"))
        day = overview.today
        told = filter(None, (overview.ledger.unit, f"截至 {day.year}年{day.month}月{day.day}日"))
        painter.drawText(QRectF(rect.left(), rect.bottom() - _KEY, rect.width(), _KEY), _CENTER, "　".join(told))


def _group_words(group: Group) -> str:
    said = f"{group.name}（{group.totals.done}/{group.totals.total}"
    return f"{said}，超期 {group.overdue}）" if group.overdue else f"{said}）"
