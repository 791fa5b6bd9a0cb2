"""How the page is set: first-line indents, a fixed line pitch and centred titles in a QPlainTextEdit.

QPlainTextEdit lays out only what is visible, but knows neither indents nor line
heights; QTextEdit knows them as block formats, whose every change is an undo
step of the clerk's. Measured offscreen on 2 cores with PySide6 6.9.3, 15,000 and
350,000 characters of Chinese, every fifth paragraph a bold heading:

                                  QPlainTextEdit  with PaperLayout  QTextEdit
    open and paint, 350,000             16 ms            13 ms         9 ms
    key press and paint, 15,000        3.7 / 7.1        5.1 / 5.9    3.1 / 4.2   (median / p99, ms)
    key press and paint, 350,000       3.7 / 6.9        5.1 / 9.2    3.6 / 4.4
    scroll and paint, p99, 350,000      5.0 ms           4.5 ms       4.8 ms
    headings of the whole, 350,000       15 ms            36 ms       794 ms
    new width, 350,000                    9 ms             5 ms        67 ms

So QPlainTextEdit with a layout of its own: as near to print as QTextEdit, styles
that never touch the undo stack, and nothing grows with the length of the report.
"""

from __future__ import annotations

import enum
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import NamedTuple

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QFont, QSyntaxHighlighter, QTextBlock, QTextCharFormat, QTextDocument, QTextOption
from PySide6.QtWidgets import QPlainTextDocumentLayout

from desktop.app.editor_text import to_utf16
from desktop.app.look import HEAD_FAMILIES, KAI_FAMILIES, TITLE_FAMILIES, Look
from desktop.report.model import Report


class BlockStyle(enum.IntEnum):
    """How a paragraph is set. Kept in the block's user state, which moves with the block."""

    BODY = 0
    TITLE = 1
    SECTION = 2
    ASPECT = 3


_STYLE_BITS = 3
_LABEL_BITS = 5
_LONGEST_HEADING = 60
_LONGEST_TITLE = 100
_WORDS = "关于 巡察 巡视 整改 情况 进展 落实 通报 报告 反馈 意见 工作 汇报 方案 党组 党委 专项 完成 自查 阶段"
_TOGETHER = frozenset(_WORDS.split())
"""Words that the line of a title does not end within."""
_SPACES = (" ", "\t", "\u3000", "\u00a0")


class BlockSet(NamedTuple):
    """How a paragraph is set. length: UTF-16 units at its head in its style, 0 for all; label: of its own number."""

    style: BlockStyle
    length: int = 0
    label: int = 0


def block_state(style: BlockStyle, length: int = 0, label: int = 0) -> int:
    """The user state of a block: its style, how many UTF-16 units at its head have it (0: all), its number's length.

    label: of the number that Word counts itself, 0 without one.
    """
    return style | min(label, (1 << _LABEL_BITS) - 1) << _STYLE_BITS | length << (_STYLE_BITS + _LABEL_BITS)


def style_of(block: QTextBlock) -> BlockStyle:
    """The style of a block; new blocks are body text."""
    state = block.userState()
    return BlockStyle.BODY if state < 0 else BlockStyle(state & ((1 << _STYLE_BITS) - 1))


def label_of(block: QTextBlock) -> int:
    """How many UTF-16 units at the head of a block are the number that Word counts itself."""
    state = block.userState()
    return 0 if state < 0 else state >> _STYLE_BITS & ((1 << _LABEL_BITS) - 1)


class PaperLayout(QPlainTextDocumentLayout):
    """Lays out each paragraph as an official document prints it, when it is first seen."""

    def __init__(self, document: QTextDocument, px: float) -> None:
        """px: the size of one design pixel, 1.0 at 96 dpi."""
        super().__init__(document)
        # Qt cuts what it paints at the document's margin: less than the page's, whose head is laid out below. It stays
        # as it is: another margin would be an undo step
        self.margin = 16 * px
        self._px = px
        self._head = 36 * px
        self._left = 64.0
        self._width = 592.0
        self._held = False

    def set_px(self, px: float) -> None:
        """The size of one design pixel; to be followed by relay()."""
        self._px = px
        self._head = 36 * px

    @property
    def column(self) -> tuple[float, float]:
        """Where the text column begins on the paper, and its width."""
        return self._left, self._width

    def set_column(self, left: float, width: float) -> None:
        """Where the text column stands on the paper; lays everything out anew when it changed."""
        if (left, width) != (self._left, self._width):
            self._left, self._width = left, width
            self.relay()

    def relay(self) -> None:
        """Forget all lines, for instance because the font is another one."""
        block = self.document().begin()
        blocks = []
        while block.isValid():
            blocks.append(block)
            block = block.next()
        self.forget(blocks)

    def forget(self, blocks: Iterable[QTextBlock]) -> None:
        """Lay these out anew when they are next seen."""
        for block in blocks:
            block.clearLayout()
        self.documentSizeChanged.emit(self.documentSize())
        self.update.emit()

    @contextmanager
    def held(self) -> Iterator[None]:
        """Lay nothing out while faces change block by block; to be followed by forget() or relay()."""
        self._held = True
        try:
            yield
        finally:
            self._held = False

    def pitch(self, block: QTextBlock) -> float:
        """The distance of lines in a block."""
        return (40.0 if style_of(block) is BlockStyle.TITLE else 32.0) * self._px

    def blockBoundingRect(self, block: QTextBlock) -> QRectF:
        """The place of a block, its lines laid out if they were not."""
        if not block.isValid():
            return QRectF()
        layout = block.layout()
        head = self._head_of(block)
        # a paragraph may have become the first one, or be it no more
        if not layout.lineCount() or (layout.lineAt(0).y() >= self._head) != (head > 0):
            self._lay_out(block)
        height = layout.lineCount() * self.pitch(block) + head
        if style_of(block) is BlockStyle.TITLE and not _is_title(block.next()):
            height += 16 * self._px
        if not block.next().isValid():
            height += self.document().documentMargin()
        return QRectF(0, 0, self._left * 2 + self._width, height)

    def documentChanged(self, position: int, removed: int, added: int) -> None:
        """Qt's own layout first, because it tells the view what to repaint, then ours over it."""
        if self._held:
            return
        super().documentChanged(position, removed, added)
        document = self.document()
        block = document.findBlock(position)
        if block.isValid() and block == document.findBlock(max(position, position + added - 1)):
            self._lay_out(block)
            self.update.emit()

    def _lay_out(self, block: QTextBlock) -> None:
        layout = block.layout()
        option = QTextOption()
        option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        title = style_of(block) is BlockStyle.TITLE
        if title:
            option.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        layout.setTextOption(option)
        # a paragraph that brings its own spaces is not indented twice
        indent = 0.0 if title or block.text().startswith(_SPACES) else 34.0 * self._px
        self._break_lines(block, indent, self._width)
        if title and layout.lineCount() > 1:
            self._balance(block)
        if block.lineCount() != layout.lineCount():
            block.setLineCount(layout.lineCount())
            self.documentSizeChanged.emit(self.documentSize())

    def _head_of(self, block: QTextBlock) -> float:
        return 0.0 if block.previous().isValid() else self._head

    def _break_lines(self, block: QTextBlock, indent: float, width: float) -> None:
        layout, pitch, top = block.layout(), self.pitch(block), self._head_of(block)
        left = self._left + (self._width - width) / 2
        layout.beginLayout()
        while (line := layout.createLine()).isValid():
            line.setLineWidth(width - indent)
            line.setPosition(QPointF(left + indent, top + (pitch - line.height()) / 2))
            top += pitch
            indent = 0.0
        layout.endLayout()

    def _balance(self, block: QTextBlock) -> None:
        """Lines of a title about equally long, broken between words, as GB/T 9704—2012 7.3.1 asks."""
        layout = block.layout()
        count = layout.lineCount()
        whole = sum(layout.lineAt(n).naturalTextWidth() for n in range(count))
        width, text = whole / count, block.text()
        while width < self._width:
            self._break_lines(block, 0.0, width)
            ends = [layout.lineAt(n).textStart() for n in range(1, layout.lineCount())]
            if layout.lineCount() == count and not any(text[end - 1 : end + 1] in _TOGETHER for end in ends):
                return
            width += 12 * self._px
        self._break_lines(block, 0.0, self._width)


class PaperHighlighter(QSyntaxHighlighter):
    """The faces of headings: 小标宋 for the title, 黑体, 楷体, as GB/T 9704—2012 7.3.3 sets them."""

    def __init__(self, document: QTextDocument, look: Look, zoom: float = 1.0) -> None:
        super().__init__(document)
        self._look = look
        self._formats: dict[BlockStyle, QTextCharFormat] = {}
        self._make_formats(zoom)

    def set_zoom(self, zoom: float) -> None:
        """Set the headings in another size."""
        self._make_formats(zoom)
        self.rehighlight()

    def _make_formats(self, zoom: float) -> None:
        self._formats = {
            BlockStyle.TITLE: _format(self._look, TITLE_FAMILIES, 24 * zoom, QFont.Weight.Bold),
            BlockStyle.SECTION: _format(self._look, HEAD_FAMILIES, 17 * zoom, QFont.Weight.Bold),
            BlockStyle.ASPECT: _format(self._look, KAI_FAMILIES, 17 * zoom, QFont.Weight.Bold),
        }

    def highlightBlock(self, text: str) -> None:
        """Set the face the block's style asks for; a number that is no text to edit is quieter."""
        block = self.currentBlock()
        wanted = self._formats.get(style_of(block))
        if wanted is not None:
            length = block.userState() >> (_STYLE_BITS + _LABEL_BITS)
            self.setFormat(0, length or block.length(), wanted)
        label = label_of(block)
        if label:
            quiet = QTextCharFormat(wanted or QTextCharFormat())
            quiet.setForeground(self._look.color("muted"))
            self.setFormat(0, label, quiet)


def _is_title(block: QTextBlock) -> bool:
    return block.isValid() and style_of(block) is BlockStyle.TITLE


def _format(look: Look, families: tuple[str, ...], px: float, weight: QFont.Weight) -> QTextCharFormat:
    form = QTextCharFormat()
    form.setFontFamilies(look.families(families))
    form.setFontPointSize(px * 0.75)
    form.setFontWeight(weight)
    return form


def styles_of(report: Report) -> dict[int, BlockSet]:
    """How a report's paragraphs are set, by line; others are body text."""
    styles: dict[int, BlockSet] = {}
    lines = report.document.lines
    aspects = {aspect.line for aspect in report.aspects}
    problems = {problem.line for problem in report.problems}
    for heading in report.headings:
        if heading.depth == 0:
            style = BlockStyle.SECTION
        elif heading.line in aspects or (heading.depth == 1 and heading.line not in problems):
            style = BlockStyle.ASPECT
        else:
            continue
        line = lines[heading.line - 1]
        # of a heading that runs into its text only the first sentence is set as one
        stop = line.find("。", heading.span.start, heading.span.end)
        end = heading.span.end if stop < 0 else stop
        if end - heading.span.start > _LONGEST_HEADING or heading.line in styles:
            continue
        whole = not line[end:].strip("。 \u3000")
        styles[heading.line] = BlockSet(style, 0 if whole else to_utf16(line, end))
    if report.title_line is not None and len(lines[report.title_line - 1]) <= _LONGEST_TITLE:
        styles[report.title_line] = BlockSet(BlockStyle.TITLE)
    for number, paragraph in enumerate(report.document.paragraphs, 1):
        if paragraph.label:
            known = styles.get(number, BlockSet(BlockStyle.BODY))
            styles[number] = known._replace(label=to_utf16(paragraph.text, len(paragraph.label)))
    return styles
