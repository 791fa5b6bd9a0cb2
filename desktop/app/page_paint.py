"""Pages drawn: on the screen, on a printer, into a PDF. Fonts are those of the document, their stand-ins are named."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from functools import lru_cache

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QMarginsF, QPointF, QRectF, QSizeF, Qt
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontDatabase,
    QFontMetricsF,
    QPageLayout,
    QPageSize,
    QPainter,
    QPdfWriter,
    QPen,
)

from desktop.app.look import BODY_FAMILIES, HEAD_FAMILIES, KAI_FAMILIES, TITLE_FAMILIES, UI_FAMILIES
from desktop.app.page_layout import Layout, Page, Placed
from desktop.app.page_lines import Line, Piece, is_western
from desktop.app.pdf_text import with_characters
from desktop.documents.page_model import Block, Face, Numbering, PageSetup, Printable, Table

UNITS_PER_INCH = 1440.0
_RESOLUTION = 1200
_NUMBER_DROP = 397.0  # 7 mm under the type area, 7.5 of the standard
_SONG = ("SimSun", "宋体", "NSimSun", "Noto Serif CJK SC", "Source Han Serif SC", *UI_FAMILIES)
_ROMAN = ("Times New Roman", "Liberation Serif", "Nimbus Roman", "DejaVu Serif")
_KINDS: tuple[tuple[tuple[str, ...], tuple[str, ...]], ...] = (
    (("小标宋", "xiaobiaosong"), TITLE_FAMILIES),
    (("仿宋", "fangsong"), BODY_FAMILIES),
    (("楷", "kai"), KAI_FAMILIES),
    (("黑", "hei"), HEAD_FAMILIES),
    (("宋", "song", "simsun"), _SONG),
    (("times", "roman"), _ROMAN),
)
_ENGLISH = {
    "方正小标宋简体": "FZXiaoBiaoSong-B05S",
    "方正小标宋_GBK": "FZXiaoBiaoSong-B05",
    "仿宋_GB2312": "FangSong_GB2312",
    "楷体_GB2312": "KaiTi_GB2312",
    "仿宋": "FangSong",
    "楷体": "KaiTi",
    "黑体": "SimHei",
    "宋体": "SimSun",
    "华文仿宋": "STFangsong",
    "华文楷体": "STKaiti",
    "华文中宋": "STZhongsong",
}


class PageFonts:
    """The fonts that a document names, as this machine has them. Made in the window's thread, used in any."""

    def __init__(self) -> None:
        self._installed = {name.casefold(): name for name in QFontDatabase.families()}
        self._font = lru_cache(maxsize=None)(self._make)
        self._advance = lru_cache(maxsize=None)(self._measure)

    def measure(self, face: Face, sign: str) -> float:
        """The advance of a character in twentieths of a point, without the face's added space."""
        if not is_western(sign) and "\u3000" <= sign <= "\u9fff":
            return face.size  # all of them fill their square
        return self._advance(face.west if is_western(sign) else face.east, face.size, face.bold, sign)

    def font(self, name: str, size: float, bold: bool) -> QFont:
        """The font with this name, else what stands in for it; size in twentieths of a point as its pixels."""
        return QFont(self._font(name, size, bold))

    def stand_in(self, name: str) -> str | None:
        """What is used in the place of a font; None where it is there itself."""
        for wanted in (name, _ENGLISH.get(name, name)):
            if wanted.casefold() in self._installed:
                return None
        return self._families(name)[0]

    def stand_ins(self, names: Iterable[str]) -> dict[str, str]:
        """The fonts that are missing, each with what is used instead."""
        found = ((name, self.stand_in(name)) for name in dict.fromkeys(names))
        return {name: used for name, used in found if used is not None}

    def _families(self, name: str) -> list[str]:
        own = [n for n in (name, _ENGLISH.get(name, name)) if n.casefold() in self._installed]
        folded = name.casefold()
        like = next((families for words, families in _KINDS if any(word in folded for word in words)), _SONG)
        known = [family for family in like if family.casefold() in self._installed]
        system = QFontDatabase.systemFont(QFontDatabase.SystemFont.GeneralFont).family()
        return [*own, *known, system]

    def _make(self, name: str, size: float, bold: bool) -> QFont:
        font = QFont()
        font.setFamilies(list(dict.fromkeys(self._families(name))))
        font.setPixelSize(max(1, round(size)))
        font.setBold(bold)
        font.setKerning(False)
        font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
        return font

    def _measure(self, name: str, size: float, bold: bool, sign: str) -> float:
        return QFontMetricsF(self._font(name, size, bold)).horizontalAdvance(sign)


def font_note(printable: Printable, fonts: PageFonts) -> str:
    """Which fonts are missing and what is used instead; "" where none is."""
    missing = fonts.stand_ins(_names(printable))
    if not missing:
        return ""
    told = "、".join(f"“{name}”用“{used}”" for name, used in missing.items())
    return f"本机没有规定的字体，代替显示和打印：{told}。"


def paint_page(painter: QPainter, layout: Layout, number: int, fonts: PageFonts) -> None:
    """Draw a 1-based page; the painter's unit is the twentieth of a point, its origin the page's corner."""
    page, setup = layout.pages[number - 1], layout.setup
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setRenderHint(QPainter.RenderHint.TextAntialiasing)
    for ground in page.grounds:
        painter.fillRect(QRectF(ground.x, ground.y, ground.width, ground.height), QColor(ground.color))
    for stroke in page.strokes:
        pen = QPen(QColor(stroke.rule.color), stroke.rule.width)
        pen.setCapStyle(Qt.PenCapStyle.SquareCap)
        painter.setPen(pen)
        painter.drawLine(QPointF(stroke.x1, stroke.y1), QPointF(stroke.x2, stroke.y2))
    for placed in page.texts:
        _paint_line(painter, placed, fonts)
    _paint_number(painter, setup, number, len(layout.pages), fonts)
    if setup.head:
        face = Face(setup.number_face.east, setup.number_face.west, 200, color="#555555")
        _paint_plain(painter, setup.head, setup.left, setup.top - 400, face, fonts)


def pdf_bytes(layout: Layout, title: str, fonts: PageFonts, cancelled: Callable[[], bool] = lambda: False) -> bytes:
    """The pages as a PDF with its fonts in it, in the paper's own size. Runs in any thread."""
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QPdfWriter(buffer)
    writer.setTitle(title)
    writer.setCreator("对账")
    writer.setResolution(_RESOLUTION)
    writer.setPageLayout(page_layout(layout.setup))
    painter = QPainter(writer)
    scale = _RESOLUTION / UNITS_PER_INCH
    for number in range(1, len(layout.pages) + 1):
        if cancelled():
            break
        if number > 1:
            writer.newPage()
        painter.resetTransform()
        painter.scale(scale, scale)
        paint_page(painter, layout, number, fonts)
    painter.end()
    data: QByteArray = buffer.data()
    return with_characters(bytes(data.data()))


def page_layout(setup: PageSetup) -> QPageLayout:
    """The paper without margins: the pages bring their own."""
    flat = setup.width > setup.height
    short, long = sorted((setup.width, setup.height))
    size = QPageSize(QSizeF(short / 20, long / 20), QPageSize.Unit.Point, "", QPageSize.SizeMatchPolicy.FuzzyMatch)
    way = QPageLayout.Orientation.Landscape if flat else QPageLayout.Orientation.Portrait
    layout = QPageLayout(size, way, QMarginsF(0, 0, 0, 0), QPageLayout.Unit.Point)
    layout.setMode(QPageLayout.Mode.FullPageMode)
    return layout


def _paint_line(painter: QPainter, placed: Placed, fonts: PageFonts) -> None:
    line = placed.line
    baseline = placed.y + _baseline(line)
    for piece in line.pieces:
        _paint_piece(painter, piece, placed.x, baseline, fonts)


def _paint_piece(painter: QPainter, piece: Piece, x: float, baseline: float, fonts: PageFonts) -> None:
    face = piece.face
    font = fonts.font(face.west if piece.western else face.east, face.size, face.bold)
    # by percent: absolute spacing is counted in the pixels of whatever is drawn on
    if piece.gap and piece.natural:
        share = 1 + piece.gap * len(piece.text) / piece.natural
        font.setLetterSpacing(QFont.SpacingType.PercentageSpacing, 100 * share)
    painter.setFont(font)
    painter.setPen(QColor(face.color))
    painter.drawText(QPointF(x + piece.x, baseline), piece.text)


def _baseline(line: Line) -> float:
    """Chinese letters stand in the middle of their line: 0.88 of their square lies over the baseline."""
    return (line.height - line.size) / 2 + 0.88 * line.size


def _paint_number(painter: QPainter, setup: PageSetup, number: int, count: int, fonts: PageFonts) -> None:
    if setup.numbers is Numbering.NONE:
        return
    face = setup.number_face
    text = {
        Numbering.DASHES: f"— {number} —",
        Numbering.PLAIN: str(number),
        Numbering.PAGE_OF: f"第 {number} 页，共 {count} 页",
    }[setup.numbers]
    font = fonts.font(face.east, face.size, face.bold)
    width = QFontMetricsF(font).horizontalAdvance(text)
    left = setup.left + face.size
    if setup.numbers is Numbering.PAGE_OF:
        left = setup.left + (setup.inner_width - width) / 2
    elif number % 2:
        left = setup.left + setup.inner_width - face.size - width
    y = setup.top + setup.inner_height + (_NUMBER_DROP if setup.bottom > 1500 else setup.bottom * 0.35)
    _paint_plain(painter, text, left, y, face, fonts)


def _paint_plain(painter: QPainter, text: str, x: float, top: float, face: Face, fonts: PageFonts) -> None:
    painter.setFont(fonts.font(face.east, face.size, face.bold))
    painter.setPen(QColor(face.color))
    painter.drawText(QPointF(x, top + 0.88 * face.size), text)


def _names(printable: Printable) -> list[str]:
    names: list[str] = []
    for face in _faces(printable.blocks):
        names += [face.east, face.west]
    if printable.setup.numbers is not Numbering.NONE:
        names.append(printable.setup.number_face.east)
    return list(dict.fromkeys(names))


def _faces(blocks: Sequence[Block]) -> Iterable[Face]:
    for block in blocks:
        paras = (
            [para for row in block.rows for cell in row for para in cell.paras] if isinstance(block, Table) else [block]
        )
        yield from (run.face for para in paras for run in para.runs)


def page_rect(setup: PageSetup) -> QRectF:
    """The whole page."""
    return QRectF(0, 0, setup.width, setup.height)


__all__ = ["Page", "PageFonts", "font_note", "page_layout", "page_rect", "paint_page", "pdf_bytes"]
