"""The report on its page: editing, findings marked where they stand, fixes as undoable edits."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from PySide6.QtCore import QEvent, QMimeData, QPoint, QPointF, QRect, QRectF, Qt, QTimer, Signal, Slot
from PySide6.QtGui import (
    QColor,
    QHelpEvent,
    QInputMethodEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPalette,
    QPen,
    QPolygonF,
    QResizeEvent,
    QTextBlock,
    QTextCursor,
    QTextDocument,
)
from PySide6.QtWidgets import QPlainTextEdit, QToolTip, QWidget

from desktop.app.editor_text import from_editor, from_utf16, paragraph_from_editor, single_change, to_editor
from desktop.app.look import Look, mixed
from desktop.app.marks import Mark, MarkStore, Range
from desktop.checks.base import Finding, Severity
from desktop.panels.marker_strip import MarkerStrip
from desktop.panels.paper import BlockStyle, PaperHighlighter, PaperLayout, block_state
from desktop.text.edits import Edit
from desktop.text.spans import Span

PAPER_WIDTH = 720
_COLUMN = 596  # 35 characters
_TYPING_MS = 1200
_SEVERITY_COLOR = {
    Severity.ERROR: ("error", "error_soft"),
    Severity.WARNING: ("warning_mark", "warning_soft"),
    Severity.INFO: ("accent", "accent_soft"),
}
_SEVERITY_SIGN = {Severity.ERROR: "!", Severity.WARNING: "?", Severity.INFO: "i"}
_SEVERITY_NAME = {Severity.ERROR: "错误", Severity.WARNING: "存疑", Severity.INFO: "提示"}


class Editor(QPlainTextEdit):
    """A report in paragraphs; paragraph line n is block n - 1.

    edited(): the text is another one (never for an open preedit or a change
    of looks). caret_moved(int): the line the caret stands in. mark_clicked
    (Finding): the clerk pointed at a mark.
    """

    edited = Signal()
    caret_moved = Signal(int)
    mark_clicked = Signal(object)

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("editor")
        self.setAccessibleName("报告正文")
        self._look = look
        self._px = self.logicalDpiX() / 96
        self.marks = MarkStore()
        # Qt deletes only documents of its own making when another one is set
        self._own_document: QTextDocument | None = None
        self._composing = False
        self._in_input_method = False
        self._loading = False
        self._caret_line = 0
        self._chosen: Finding | None = None
        self._typing = QTimer(self)
        self._typing.setSingleShot(True)
        self._typing.setInterval(_TYPING_MS)
        self._typing.timeout.connect(self.viewport().update)
        self.setFrameShape(QPlainTextEdit.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setCursorWidth(max(1, round(1.5 * self._px)))
        self.setTabChangesFocus(True)
        self.strip = MarkerStrip(self, look)
        self.set_lines(())
        look.changed.connect(self.restyle)
        self.cursorPositionChanged.connect(self._cursor_moved)
        self.restyle()

    # the text

    def set_lines(self, lines: Sequence[str]) -> None:
        """Show this text, unmodified, without undo history."""
        self._loading = True
        old = self._own_document
        document = self._own_document = QTextDocument(self)
        document.setDefaultFont(self._look.page_font())
        self._layout = PaperLayout(document, self._px)
        document.setDocumentLayout(self._layout)
        document.setDocumentMargin(self._layout.margin)
        document.setPlainText(to_editor(lines))
        document.setModified(False)
        self.marks.load(lines or [""], ())
        self._highlighter = PaperHighlighter(document, self._look)
        self.setDocument(document)
        if old is not None:
            old.deleteLater()
        document.contentsChange.connect(self._contents_changed)
        self._fit_paper()
        self._chosen = None
        self._loading = False
        self._caret_line = 0
        self._cursor_moved()
        self.strip.update()

    def lines(self) -> list[str]:
        """The paragraphs as they are now."""
        return from_editor(self.document().toRawText())

    def composing(self) -> bool:
        """Whether an input method has text under way."""
        return self._composing

    def apply_edits(self, edits: Iterable[Edit]) -> bool:
        """Make edits of the last checked text as one undo step.

        False, and nothing done, where the text at one of the places was
        changed since that check.
        """
        places: list[tuple[Range, str]] = []
        for edit in edits:
            place = self.marks.range_of(edit.span)
            if place is None:
                return False
            places.append((place, edit.text))
        if not places:
            return False
        places.sort()
        cursor = QTextCursor(self.document())
        cursor.beginEditBlock()
        for (start, end), text in reversed(places):
            cursor.setPosition(start)
            cursor.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
            cursor.insertText(to_editor([text]) if text else "")
        cursor.endEditBlock()
        self._typing.stop()
        caret = self.textCursor()
        caret.setPosition(places[0][0][0])
        self.setTextCursor(caret)
        return True

    # findings

    def show_findings(self, lines: Sequence[str], findings: Sequence[Finding]) -> None:
        """Mark the findings of a check of exactly the text shown now."""
        self.marks.load(lines, findings)
        if self._chosen not in findings:
            self._chosen = None
        self._refresh_marks()

    def set_styles(self, styles: dict[int, tuple[BlockStyle, int]]) -> None:
        """Set paragraphs by style: line -> style and length of the run in UTF-16 units (0: the whole paragraph)."""
        document = self.document()
        changed = []
        block = document.begin()
        while block.isValid():
            style, length = styles.get(block.blockNumber() + 1, (BlockStyle.BODY, 0))
            state = block_state(style, length)
            if state != max(0, block.userState()):
                block.setUserState(state)
                changed.append(block)
            block = block.next()
        if not changed:
            return
        top = self.firstVisibleBlock().blockNumber()
        for block in changed:
            self._highlighter.rehighlightBlock(block)
        if top and self.firstVisibleBlock().blockNumber() != top:
            self.verticalScrollBar().setValue(document.findBlockByNumber(top).firstLineNumber())
        self.viewport().update()

    def choose(self, finding: Finding | None) -> None:
        """Show which finding is the chosen one."""
        if finding is not self._chosen:
            self._chosen = finding
            self.viewport().update()

    def finding_at_caret(self) -> Finding | None:
        """The finding whose mark the caret touches, the narrowest of several."""
        position = self.textCursor().position()
        marks = [mark for mark in self.marks.between(position, position) if mark.start < mark.end]
        found = min(marks, key=lambda mark: mark.end - mark.start, default=None)
        return None if found is None else found.finding

    def go_to(self, span: Span, focus: bool = True) -> bool:
        """Select a place of the last checked text and bring it into view; False where it was changed since."""
        place = self.marks.range_of(span)
        if place is None:
            return self.go_to_line(span.line, focus=focus)
        self._select(*place, focus=focus)
        return True

    def go_to_line(self, line: int, focus: bool = True) -> bool:
        """Put the caret before a paragraph and bring it into view."""
        block = self.document().findBlockByNumber(line - 1)
        if not block.isValid():
            return False
        self._select(block.position(), block.position(), focus=focus)
        return True

    def _select(self, start: int, end: int, *, focus: bool) -> None:
        self._typing.stop()
        cursor = self.textCursor()
        limit = self.document().characterCount() - 1
        cursor.setPosition(min(start, limit))
        cursor.setPosition(min(end, limit), QTextCursor.MoveMode.KeepAnchor)
        self.setTextCursor(cursor)
        rect = self.cursorRect(cursor)
        if rect.top() < 2 * rect.height() or rect.bottom() > self.viewport().height() - 2 * rect.height():
            self.centerCursor()
        if focus:
            self.setFocus(Qt.FocusReason.OtherFocusReason)

    def caret_span(self) -> Span:
        """The place of the caret in the text as it is now."""
        block = self.textCursor().block()
        offset = from_utf16(paragraph_from_editor(block.text()), self.textCursor().positionInBlock())
        return Span(block.blockNumber() + 1, offset, offset)

    # Qt: events

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Shift+Enter starts a paragraph as Enter does: plain text has no line breaks within one."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and (
            event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier == Qt.KeyboardModifier.ShiftModifier
        ):
            self.textCursor().insertBlock()
            self.ensureCursorVisible()
            return
        super().keyPressEvent(event)

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        """Text under way is no text yet: it is neither checked nor does it move marks."""
        self._composing = bool(event.preeditString())
        # Qt tells of the whole paragraph, whether its text changed or not; what changed is found here
        before = self.document().toRawText()
        self._in_input_method = True
        super().inputMethodEvent(event)
        self._in_input_method = False
        change = single_change(before, self.document().toRawText())
        if change is not None:
            self._contents_changed(*change)

    def inputMethodQuery(self, query: Qt.InputMethodQuery, argument: object = None) -> object:
        """The caret's place in this widget; Qt gives it in the viewport and forgets the margins."""
        value = super().inputMethodQuery(query) if argument is None else super().inputMethodQuery(query, argument)
        if query in (Qt.InputMethodQuery.ImCursorRectangle, Qt.InputMethodQuery.ImAnchorRectangle):
            offset = self.viewport().pos()
            if isinstance(value, QRectF):
                return value.translated(QPointF(offset))
            if isinstance(value, QRect):
                return value.translated(offset)
        return value

    def insertFromMimeData(self, source: QMimeData) -> None:
        """Only text comes in, with the line ends of any system."""
        if source.hasText():
            text = source.text().replace("\r\n", "\n").replace("\r", "\n")
            self.textCursor().insertText("\n".join(to_editor([line]) for line in text.split("\n")))
            self.ensureCursorVisible()

    def canInsertFromMimeData(self, source: QMimeData) -> bool:
        """Text, but no files: those are opened by the window."""
        return source.hasText() and not source.hasUrls()

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
        """A click on a mark chooses its finding."""
        super().mouseReleaseEvent(self._snapped(event))
        if event.button() is Qt.MouseButton.LeftButton and not self.textCursor().hasSelection():
            mark = self._mark_at(event.position().toPoint())
            if mark is not None:
                self.mark_clicked.emit(mark.finding)

    def viewportEvent(self, event: QEvent) -> bool:
        """The card of a finding under the pointer."""
        if event.type() is QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            mark = self._mark_at(event.pos())
            if mark is None:
                QToolTip.hideText()
            else:
                QToolTip.showText(event.globalPos(), _card(mark.finding), self.viewport())
            return True
        return super().viewportEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the paper in the middle."""
        super().resizeEvent(event)
        self._fit_paper()

    def paintEvent(self, event: QPaintEvent) -> None:
        """The ground of marks lies under the text, their waves over it and over the selection."""
        painter = QPainter(self.viewport())
        painter.fillRect(event.rect(), self._look.color("paper"))
        self._paint_marks(painter, under=True)
        self._paint_selection(painter)
        if self.document().isEmpty() and not self._composing:
            self._paint_hint(painter)
        painter.end()
        super().paintEvent(event)
        painter = QPainter(self.viewport())
        self._paint_marks(painter, under=False)
        painter.end()

    # looks

    @Slot()
    def restyle(self) -> None:
        """Take the colours of the look."""
        palette = self._look.palette()
        palette.setColor(QPalette.ColorRole.Base, QColor(0, 0, 0, 0))
        palette.setColor(QPalette.ColorRole.Highlight, self._selection_color())
        palette.setColor(QPalette.ColorRole.HighlightedText, self._look.color("text"))
        self.setPalette(palette)
        self.viewport().setAutoFillBackground(False)
        self.update()
        self.viewport().update()
        self.strip.update()

    def paint_desk(self, painter: QPainter) -> None:
        """The desk and the edge of the paper, which Qt leaves to the frame around the viewport."""
        painter.fillRect(self.rect(), self._look.desk)
        paper = QRectF(self.viewport().geometry())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        shade = QColor(0, 0, 0)
        for reach, alpha in ((3, 8), (2, 12), (1, 16)):
            shade.setAlpha(alpha)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(shade)
            painter.drawRoundedRect(paper.adjusted(-reach, -reach + 1, reach, reach + 1), 3, 3)
        painter.setPen(QPen(self._look.color("line"), 1))
        painter.setBrush(self._look.color("paper"))
        painter.drawRect(paper.adjusted(-0.5, -0.5, 0.5, 0.5))

    def event(self, event: QEvent) -> bool:
        """Paint the desk before anything else."""
        if event.type() is QEvent.Type.Paint:
            painter = QPainter(self)
            self.paint_desk(painter)
            painter.end()
            return True
        return super().event(event)

    def visible_lines(self) -> tuple[int, int]:
        """The first and last visible paragraph."""
        first = self.firstVisibleBlock()
        last = first
        for block in self._visible_blocks():
            last = block
        return first.blockNumber() + 1, last.blockNumber() + 1

    def _fit_paper(self) -> None:
        scroll = self.verticalScrollBar()
        bar = scroll.sizeHint().width() if scroll.isVisible() else 0
        free = self.width() - bar - self.strip.width()
        wanted = round(PAPER_WIDTH * self._px)
        side = max(round(12 * self._px), (free - wanted) // 2)
        edge = round(20 * self._px)
        # the strip lies in the right margin, beside the scroll bar
        self.setViewportMargins(side, edge, side + self.strip.width(), edge)
        paper = free - 2 * side
        column = min(round(_COLUMN * self._px), paper - round(48 * self._px))
        column = max(column, round(120 * self._px))
        left = (paper - column) / 2
        self._layout.set_column(left, column)
        self.strip.place()

    def _refresh_marks(self) -> None:
        self.viewport().update()
        self.strip.update()

    def _visible_blocks(self) -> Iterable[QTextBlock]:
        block = self.firstVisibleBlock()
        bottom = self.viewport().height()
        offset = self.contentOffset()
        while block.isValid():
            if self.blockBoundingGeometry(block).translated(offset).top() > bottom:
                break
            yield block
            block = block.next()

    def _held_back(self, mark: Mark) -> bool:
        """Whether a mark is at the word being typed."""
        if not (self._composing or self._typing.isActive()):
            return False
        position = self.textCursor().position()
        return mark.start <= position <= mark.end

    def _paint_marks(self, painter: QPainter, *, under: bool) -> None:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        offset = self.contentOffset()
        for block in self._visible_blocks():
            top = self.blockBoundingGeometry(block).translated(offset).topLeft()
            start = block.position()
            for mark in self.marks.between(start, start + block.length() - 1):
                # an empty place has no characters to mark; the list and the structure show it
                if mark.start < mark.end and not self._held_back(mark):
                    self._paint_mark(painter, block, top, mark, under=under)

    def _paint_mark(self, painter: QPainter, block: QTextBlock, top: QPointF, mark: Mark, *, under: bool) -> None:
        line_color, soft = (self._look.color(name) for name in _SEVERITY_COLOR[mark.severity])
        chosen = mark.finding is self._chosen
        pitch = self._layout.pitch(block)
        for rect in self._line_rects(block, mark.start, mark.end):
            placed = rect.translated(top)
            middle = placed.center().y()
            box = QRectF(placed.left(), middle - pitch * 0.4, placed.width(), pitch * 0.8)
            if under:
                painter.fillRect(box, soft)
                continue
            if chosen:
                painter.setPen(QPen(line_color, 1))
                painter.setBrush(Qt.BrushStyle.NoBrush)
                painter.drawRoundedRect(box.adjusted(0.5, 0.5, -0.5, -0.5), 3, 3)
            painter.setPen(QPen(line_color, 1.5 * self._px))
            if mark.severity is Severity.INFO:
                painter.setPen(QPen(line_color, 1.5 * self._px, Qt.PenStyle.DotLine))
                painter.drawLine(QPointF(box.left(), box.bottom()), QPointF(box.right(), box.bottom()))
            else:
                painter.drawPolyline(_wave(box.left(), box.right(), box.bottom() - 1.5 * self._px, self._px))

    def _paint_selection(self, painter: QPainter) -> None:
        """The selection in the full height of lines; Qt's own covers only the characters."""
        cursor = self.textCursor()
        if not cursor.hasSelection():
            return
        color = self._selection_color()
        offset = self.contentOffset()
        for block in self._visible_blocks():
            top = self.blockBoundingGeometry(block).translated(offset).topLeft()
            pitch = self._layout.pitch(block)
            for rect in self._line_rects(block, cursor.selectionStart(), cursor.selectionEnd()):
                placed = rect.translated(top)
                painter.fillRect(QRectF(placed.left(), placed.center().y() - pitch / 2, placed.width(), pitch), color)

    def _line_rects(self, block: QTextBlock, start: int, end: int) -> Iterable[QRectF]:
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

    def _paint_hint(self, painter: QPainter) -> None:
        painter.setPen(self._look.color("muted"))
        painter.setFont(self._look.page_font())
        box = QRectF(self.viewport().rect()).adjusted(98 * self._px, 56 * self._px, -64 * self._px, 0)
        painter.drawText(
            box,
            Qt.AlignmentFlag.AlignTop | Qt.TextFlag.TextWordWrap,
            "在这里写报告，或从 Word、WPS、网页粘贴。写的时候随时检查，问题会标在原处，并列在右边。",
        )

    def _selection_color(self) -> QColor:
        return mixed(self._look.color("paper"), self._look.color("accent"), 0.3 if self._look.dark else 0.2)

    def _mark_at(self, point: QPoint) -> Mark | None:
        position = QPointF(point)
        offset = self.contentOffset()
        for block in self._visible_blocks():
            box = self.blockBoundingGeometry(block).translated(offset)
            if not box.top() <= position.y() < box.bottom():
                continue
            pitch = self._layout.pitch(block)
            found: Mark | None = None
            for mark in self.marks.between(block.position(), block.position() + block.length() - 1):
                for rect in self._line_rects(block, mark.start, mark.end):
                    placed = rect.translated(box.topLeft())
                    middle = placed.center().y()
                    inside = placed.left() <= position.x() <= placed.right() and abs(position.y() - middle) <= pitch / 2
                    # of several at one place the narrowest is meant
                    if inside and (found is None or mark.end - mark.start < found.end - found.start):
                        found = mark
            return found
        return None

    def _snapped(self, event: QMouseEvent) -> QMouseEvent:
        position = event.position()
        if not 0 <= position.y() < self.viewport().height():
            return event
        offset = self.contentOffset()
        for block in self._visible_blocks():
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

    @Slot(int, int, int)
    def _contents_changed(self, position: int, removed: int, added: int) -> None:
        if self._loading or self._in_input_method:
            return
        self.marks.text_changed((position, removed, added))
        self._typing.start()
        self.strip.update()
        self.edited.emit()

    @Slot()
    def _cursor_moved(self) -> None:
        line = self.textCursor().blockNumber() + 1
        if line != self._caret_line:
            self._caret_line = line
            self.caret_moved.emit(line)


def _x(value: object) -> float:
    """CursorToX gives the place alone or with the cursor's position, by version."""
    return float(value[0]) if isinstance(value, tuple) else float(value)  # type: ignore[arg-type]


def _wave(left: float, right: float, y: float, px: float) -> QPolygonF:
    step, height = 4.0 * px, 3.0 * px
    points = []
    x, up = left, False
    while x < right:
        points.append(QPointF(x, y - (height if up else 0.0)))
        x, up = x + step, not up
    points.append(QPointF(right, y - (height / 2)))
    return QPolygonF(points)


def _card(finding: Finding) -> str:
    sign, name = _SEVERITY_SIGN[finding.severity], _SEVERITY_NAME[finding.severity]
    message = _escaped(finding.message)
    fix = f"<br>可改：{_escaped(finding.fixes[0].label)}（Alt+Enter）" if finding.fixes else ""
    # without a width Qt breaks a tip after a dozen characters
    return f"<table width='340' cellpadding='0'><tr><td><b>{sign} {name}</b>&nbsp; {message}{fix}</td></tr></table>"


def _escaped(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
