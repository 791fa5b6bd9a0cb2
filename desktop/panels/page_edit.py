"""A QPlainTextEdit that looks like a page: paper in the middle of the desk, set by PaperLayout."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from PySide6.QtCore import QEvent, QPointF, QRectF, Qt
from PySide6.QtGui import (
    QColor,
    QMouseEvent,
    QPainter,
    QPalette,
    QPen,
    QResizeEvent,
    QTextBlock,
    QTextDocument,
)
from PySide6.QtWidgets import QPlainTextEdit, QWidget

from desktop.app.editor_text import to_editor
from desktop.app.look import Look, mixed
from desktop.panels.paper import PaperHighlighter, PaperLayout

PAPER_WIDTH = 720
_COLUMN = 596  # 35 characters
_BODY = 17


class PageEdit(QPlainTextEdit):
    """Text on paper. px: one design pixel; strip_width: room kept free beside the scroll bar."""

    paper: PaperLayout

    def __init__(self, look: Look, strip_width: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.look = look
        self.px = self.logicalDpiX() / 96
        self.zoom = 1.0
        self._strip_width = strip_width
        # Qt deletes only documents of its own making when another one is set
        self._own_document: QTextDocument | None = None
        self.setFrameShape(QPlainTextEdit.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setCursorWidth(max(1, round(1.5 * self.px)))
        self.set_paper(())

    def set_paper(self, lines: Sequence[str]) -> QTextDocument:
        """Show these paragraphs in a new document, unmodified, without undo history."""
        old = self._own_document
        document = self._own_document = QTextDocument(self)
        document.setDefaultFont(self.look.page_font(_BODY * self.zoom))
        column = self.paper.column if old is not None else None
        self.paper = PaperLayout(document, self.px * self.zoom)
        if column is not None:
            # while there is nothing to lay out anew
            self.paper.set_column(*column)
        document.setDocumentLayout(self.paper)
        document.setDocumentMargin(self.paper.margin)
        document.setPlainText(to_editor(lines))
        document.setModified(False)
        self.highlighter = PaperHighlighter(document, self.look, self.zoom)
        self.setDocument(document)
        if old is not None:
            old.deleteLater()
        self._fit_paper()
        return document

    def set_zoom(self, zoom: float) -> None:
        """Show the paper larger or smaller, 1.0 as printed; the paragraph at the top stays there."""
        if zoom == self.zoom:
            return
        top = self.firstVisibleBlock().blockNumber()
        caret_in_view = self.viewport().rect().intersects(self.cursorRect())
        self.zoom = zoom
        document = self.document()
        document.setDefaultFont(self.look.page_font(_BODY * zoom))
        self.paper.set_px(self.px * zoom)
        with self.paper.held():
            self.highlighter.set_zoom(zoom)
        self._fit_paper()
        self.paper.relay()
        self.verticalScrollBar().setValue(document.findBlockByNumber(top).firstLineNumber())
        if caret_in_view:
            self.ensureCursorVisible()
        self.viewport().update()

    def visible_blocks(self) -> Iterable[QTextBlock]:
        """The paragraphs in view, from the top."""
        block = self.firstVisibleBlock()
        bottom = self.viewport().height()
        offset = self.contentOffset()
        while block.isValid():
            if self.blockBoundingGeometry(block).translated(offset).top() > bottom:
                break
            yield block
            block = block.next()

    def line_rects(self, block: QTextBlock, start: int, end: int) -> Iterable[QRectF]:
        """The rectangles of a stretch of the document within a block, one a line, relative to the block."""
        base = block.position()
        layout = block.layout()
        first, last = max(0, start - base), min(block.length() - 1, end - base)
        for number in range(layout.lineCount()):
            line = layout.lineAt(number)
            low, high = max(first, line.textStart()), min(last, line.textStart() + line.textLength())
            if low < high:
                left, right = _x(line.cursorToX(low)), _x(line.cursorToX(high))
                yield QRectF(min(left, right), line.y(), abs(right - left), line.height())

    def paint_selection(self, painter: QPainter) -> None:
        """The selection in the full height of lines; Qt's own covers only the characters."""
        cursor = self.textCursor()
        if not cursor.hasSelection():
            return
        color = self._selection_color()
        offset = self.contentOffset()
        for block in self.visible_blocks():
            top = self.blockBoundingGeometry(block).translated(offset).topLeft()
            pitch = self.paper.pitch(block)
            for rect in self.line_rects(block, cursor.selectionStart(), cursor.selectionEnd()):
                placed = rect.translated(top)
                painter.fillRect(QRectF(placed.left(), placed.center().y() - pitch / 2, placed.width(), pitch), color)

    def paint_hint(self, painter: QPainter) -> None:
        """What to do with an empty page."""
        painter.setPen(self.look.color("muted"))
        painter.setFont(self.look.page_font(_BODY * self.zoom))
        px = self.px * self.zoom
        box = QRectF(self.viewport().rect()).adjusted(98 * px, 56 * px, -64 * px, 0)
        painter.drawText(
            box,
            Qt.AlignmentFlag.AlignTop | Qt.TextFlag.TextWordWrap,
            "在这里写报告，或从 Word、WPS、网页粘贴。写的时候随时检查，问题会标在原处，并列在右边。",
        )

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Between two lines the nearer one counts."""
        super().mousePressEvent(self._snapped(event))

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Between two lines the nearer one counts."""
        super().mouseMoveEvent(self._snapped(event))

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Between two lines the nearer one counts."""
        super().mouseDoubleClickEvent(self._snapped(event))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Between two lines the nearer one counts."""
        super().mouseReleaseEvent(self._snapped(event))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the paper in the middle."""
        super().resizeEvent(event)
        self._fit_paper()

    def event(self, event: QEvent) -> bool:
        """Paint the desk before anything else."""
        if event.type() is QEvent.Type.Paint:
            painter = QPainter(self)
            self._paint_desk(painter)
            painter.end()
            return True
        return super().event(event)

    def wear_look(self) -> None:
        """Take the colours of the look."""
        palette = self.look.palette()
        palette.setColor(QPalette.ColorRole.Base, QColor(0, 0, 0, 0))
        palette.setColor(QPalette.ColorRole.Highlight, self._selection_color())
        palette.setColor(QPalette.ColorRole.HighlightedText, self.look.color("text"))
        self.setPalette(palette)
        self.viewport().setAutoFillBackground(False)
        self.update()
        self.viewport().update()

    def _paint_desk(self, painter: QPainter) -> None:
        """The desk and the edge of the paper, which Qt leaves to the frame around the viewport."""
        painter.fillRect(self.rect(), self.look.desk)
        paper = QRectF(self.viewport().geometry())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        shade = QColor(0, 0, 0)
        for reach, alpha in ((3, 8), (2, 12), (1, 16)):
            shade.setAlpha(alpha)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(shade)
            painter.drawRoundedRect(paper.adjusted(-reach, -reach + 1, reach, reach + 1), 3, 3)
        painter.setPen(QPen(self.look.color("line"), 1))
        painter.setBrush(self.look.color("paper"))
        painter.drawRect(paper.adjusted(-0.5, -0.5, 0.5, 0.5))

    def _fit_paper(self) -> None:
        scroll = self.verticalScrollBar()
        bar = scroll.sizeHint().width() if scroll.isVisible() else 0
        free = self.width() - bar - self._strip_width
        wanted = round(PAPER_WIDTH * self.px * self.zoom)
        side = max(round(12 * self.px), (free - wanted) // 2)
        edge = round(20 * self.px)
        # the strip lies in the right margin, beside the scroll bar
        self.setViewportMargins(side, edge, side + self._strip_width, edge)
        paper = free - 2 * side
        column = min(round(_COLUMN * self.px * self.zoom), paper - round(48 * self.px * min(1.0, self.zoom)))
        column = max(column, round(120 * self.px))
        left = (paper - column) / 2
        self.paper.set_column(left, column)

    def _selection_color(self) -> QColor:
        return mixed(self.look.color("paper"), self.look.color("accent"), 0.3 if self.look.dark else 0.2)

    def _snapped(self, event: QMouseEvent) -> QMouseEvent:
        position = event.position()
        if not 0 <= position.y() < self.viewport().height():
            return event
        offset = self.contentOffset()
        for block in self.visible_blocks():
            box = self.blockBoundingGeometry(block).translated(offset)
            if box.top() <= position.y() < box.bottom():
                layout = block.layout()
                middles = [
                    box.top() + layout.lineAt(number).naturalTextRect().center().y()
                    for number in range(layout.lineCount())
                ]
                if not middles:
                    return event
                middle = min(middles, key=lambda y: abs(y - position.y()))
                moved = QPointF(position.x(), middle)
                return QMouseEvent(
                    event.type(),
                    moved,
                    event.scenePosition() + moved - position,
                    event.globalPosition() + moved - position,
                    event.button(),
                    event.buttons(),
                    event.modifiers(),
                    event.pointingDevice(),
                )
        return event


def _x(value: object) -> float:
    """CursorToX gives the place alone or with the cursor's position, by version."""
    return float(value[0]) if isinstance(value, tuple) else float(value)  # type: ignore[arg-type]
