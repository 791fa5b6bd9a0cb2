"""The pages of the help: Markdown files set as documents that can be read, with their contents."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QObject, Qt, QUrl
from PySide6.QtGui import (
    QBrush,
    QFont,
    QImage,
    QTextBlock,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
    QTextFormat,
    QTextFrameFormat,
    QTextLength,
    QTextTable,
)

from desktop.app.look import HEAD_FAMILIES, Look

PAGES = (("manual.md", "使用手册"), ("reading.md", "怎样读一份报告"), ("checks.md", "检查项说明"))
TEXT_PX = 15
_HEAD_PX = {1: 24, 2: 19, 3: 16}
_LINE_HEIGHT, _CELL_HEIGHT = 125.0, 108.0
_MONO = ("Sarasa Mono SC", "Noto Sans Mono CJK SC", "NSimSun", "新宋体")


@dataclass(frozen=True, slots=True)
class HelpPage:
    """A page: its file name and what it is called in the contents."""

    name: str
    title: str


@dataclass(frozen=True, slots=True)
class HelpHeading:
    """A heading. position: in the document, UTF-16 units."""

    level: int
    text: str
    position: int


def help_pages(file: Callable[[str], Path]) -> list[HelpPage]:
    """The pages that are there, in their order. file: gives the path of a page."""
    return [HelpPage(name, title) for name, title in PAGES if file(name).exists()]


class HelpDocument(QTextDocument):
    """A page as a document; pictures are looked for beside its file and never wider than `width`."""

    def __init__(self, file: Path, look: Look, width: int, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._folder = file.parent
        self._width = width
        self.headings: list[HelpHeading] = []
        self.setDefaultFont(look.font(TEXT_PX))
        self.setMarkdown(file.read_text(encoding="utf-8"), QTextDocument.MarkdownFeature.MarkdownDialectGitHub)
        self.setDocumentMargin(0)
        self._dress(look)

    def loadResource(self, kind: int, name: QUrl | str) -> object:
        """Pictures of the help's own folder; nothing else is ever loaded."""
        path = (self._folder / (name.toString() if isinstance(name, QUrl) else name)).resolve()
        if not path.is_relative_to(self._folder.resolve()) or not path.is_file():
            return None
        image = QImage(str(path))
        if image.width() > self._width:
            image = image.scaledToWidth(self._width, Qt.TransformationMode.SmoothTransformation)
        return image

    def heading_with(self, word: str) -> HelpHeading | None:
        """The deepest heading that holds a word, for a check the one with its code."""
        found = [heading for heading in self.headings if word in heading.text]
        return max(found, key=lambda heading: heading.level, default=None)

    def _dress(self, look: Look) -> None:
        block = self.begin()
        while block.isValid():
            self._dress_block(block, look)
            block = block.next()
        for frame in self.rootFrame().childFrames():
            if isinstance(frame, QTextTable):
                _dress_table(frame, look)

    def _dress_block(self, block: QTextBlock, look: Look) -> None:
        cursor = QTextCursor(block)
        cursor.movePosition(QTextCursor.MoveOperation.EndOfBlock, QTextCursor.MoveMode.KeepAnchor)
        shape = block.blockFormat()
        level = shape.headingLevel()
        changed = QTextBlockFormat()
        in_table = cursor.currentTable() is not None
        code = _is_code(block)
        height = 100.0 if code else _CELL_HEIGHT if in_table else _LINE_HEIGHT
        changed.setLineHeight(height, QTextBlockFormat.LineHeightTypes.ProportionalHeight.value)
        if level:
            self.headings.append(HelpHeading(level, block.text(), block.position()))
            font = look.font(_HEAD_PX.get(level, TEXT_PX), QFont.Weight.DemiBold)
            font.setFamilies(look.families(HEAD_FAMILIES))
            words = QTextCharFormat()
            words.setFont(font)
            words.setForeground(QBrush(look.color("text")))
            cursor.mergeCharFormat(words)
            changed.setTopMargin(6 if level == 1 else 22)
            changed.setBottomMargin(8)
        elif code:
            words = QTextCharFormat()
            font = look.font(TEXT_PX - 1)
            font.setFamilies(look.families(_MONO))
            words.setFont(font)
            cursor.mergeCharFormat(words)
            changed.setBackground(QBrush(look.color("background")))
            changed.setLeftMargin(12)
            changed.setTopMargin(0)
            changed.setBottomMargin(0)
        else:
            after_code = _is_code(block.previous())
            changed.setTopMargin(0 if in_table else 12 if after_code else 2)
            changed.setBottomMargin(0 if in_table else 6)
        cursor.mergeBlockFormat(changed)
        for piece in _spans(block):
            if piece.fontFixedPitch() and not code:
                _mark_inline(block, piece, look)


def _is_code(block: QTextBlock) -> bool:
    shape = block.blockFormat()
    kinds = (QTextFormat.Property.BlockCodeFence, QTextFormat.Property.BlockCodeLanguage)
    return block.isValid() and any(shape.hasProperty(kind.value) for kind in kinds)


def _spans(block: QTextBlock) -> list[QTextCharFormat]:
    out = []
    iterator = block.begin()
    while not iterator.atEnd():
        out.append(iterator.fragment().charFormat())
        iterator += 1
    return out


def _mark_inline(block: QTextBlock, shape: QTextCharFormat, look: Look) -> None:
    """Words quoted from a report stand on a soft ground, in the text's own face."""
    iterator = block.begin()
    places = []
    while not iterator.atEnd():
        fragment = iterator.fragment()
        if fragment.charFormat() == shape:
            places.append((fragment.position(), fragment.length()))
        iterator += 1
    words = QTextCharFormat()
    words.setFont(look.font(TEXT_PX))
    words.setBackground(QBrush(look.color("background")))
    for position, length in places:
        cursor = QTextCursor(block)
        cursor.setPosition(position)
        cursor.setPosition(position + length, QTextCursor.MoveMode.KeepAnchor)
        cursor.mergeCharFormat(words)


def _dress_table(table: QTextTable, look: Look) -> None:
    shape = table.format()
    shape.setBorderCollapse(True)
    shape.setBorder(1)
    shape.setBorderBrush(QBrush(look.color("line")))
    shape.setBorderStyle(QTextFrameFormat.BorderStyle.BorderStyle_Solid)
    shape.setCellPadding(7)
    shape.setCellSpacing(0)
    shape.setTopMargin(6)
    shape.setBottomMargin(12)
    shape.setWidth(QTextLength(QTextLength.Type.PercentageLength, 100))
    table.setFormat(shape)
    for column in range(table.columns()):
        cell = table.cellAt(0, column)
        ground = cell.format()
        ground.setBackground(QBrush(look.color("background")))
        cell.setFormat(ground)
        cursor = cell.firstCursorPosition()
        cursor.setPosition(cell.lastCursorPosition().position(), QTextCursor.MoveMode.KeepAnchor)
        words = QTextCharFormat()
        words.setFontWeight(QFont.Weight.DemiBold)
        cursor.mergeCharFormat(words)
