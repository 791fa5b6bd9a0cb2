"""The report on its page: editing, findings marked where they stand, fixes as undoable edits."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from PySide6.QtCore import QEvent, QPoint, QRectF, Qt, QTimer, Signal, Slot
from PySide6.QtGui import (
    QContextMenuEvent,
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
    QTextBlock,
)
from PySide6.QtWidgets import QMenu, QToolTip, QWidget

from desktop.app.hits import Hit, HitStore
from desktop.app.look import Look
from desktop.app.marks import Change, Mark, MarkStore, Range
from desktop.checks.base import Finding
from desktop.panels.mark_drawing import card, draw_ground, draw_hit, draw_wave
from desktop.panels.marker_strip import WIDTH, MarkerStrip
from desktop.panels.page_menu import page_menu
from desktop.panels.paper import BlockSet, BlockStyle, block_state
from desktop.panels.typing_edit import TypingEdit
from desktop.text.edits import Edit
from desktop.text.spans import Span

_TYPING_MS = 1200


class Editor(TypingEdit):
    """A report in paragraphs; paragraph line n is block n - 1.

    mark_clicked(Finding): the clerk pointed at a mark. menu_opening(QMenu,
    Finding or None): the menu of a place, for others to add to.
    """

    mark_clicked = Signal(object)
    menu_opening = Signal(object, object)

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(look, WIDTH, parent)
        self.setObjectName("editor")
        self.setAccessibleName("报告正文")
        # paintEvent covers all it is asked for: the desk need not be painted under the page at every key
        self.viewport().setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.marks = MarkStore()
        self.hits = HitStore()
        self._chosen: Finding | None = None
        self._typing = QTimer(self)
        self._typing.setSingleShot(True)
        self._typing.setInterval(_TYPING_MS)
        self._typing.timeout.connect(self.viewport().update)
        self.strip = MarkerStrip(self, look)
        self.set_lines(())
        look.changed.connect(self.restyle)
        self.restyle()

    # the text

    def text_loaded(self, lines: Sequence[str]) -> None:
        """Marks belong to the text they were made for."""
        self.marks.load(lines, ())
        self.hits.clear()
        self._chosen = None
        self._typing.stop()
        self.strip.place()
        self.strip.update()

    def text_moved(self, change: Change) -> None:
        """Marks and hits move with the text."""
        self.marks.text_changed(change)
        self.hits.text_changed(change)
        self._typing.start()
        self.strip.text_moved()

    def texts_moved(self, changes: Sequence[Change]) -> None:
        """Marks and hits between several changes move too."""
        self.marks.texts_changed(changes)
        self.hits.texts_changed(changes)
        self._typing.start()
        self.strip.text_moved()

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
        self.replace_ranges(places)
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

    def set_styles(self, styles: Mapping[int, BlockSet], most: int | None = None) -> bool:
        """Set paragraphs by style, by line; those that are not named become body text.

        most: how many are changed at most; whether all are set now.
        """
        document = self.document()
        body = block_state(BlockStyle.BODY, 0)
        states = {line: block_state(*wanted) for line, wanted in styles.items()}
        changed: list[QTextBlock] = []
        block, line = document.begin(), 0
        while block.isValid():
            line += 1
            state = states.get(line, body)
            if state != max(0, block.userState()):
                if len(changed) == most:
                    break
                block.setUserState(state)
                changed.append(block)
            block = block.next()
        if not changed:
            return True
        top = self.firstVisibleBlock().blockNumber()
        with self.paper.held():
            for block in changed:
                self.highlighter.rehighlightBlock(block)
        self.paper.forget(changed)
        if top and self.firstVisibleBlock().blockNumber() != top:
            self.verticalScrollBar().setValue(document.findBlockByNumber(top).firstLineNumber())
        self.viewport().update()
        return not block.isValid()

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
        self.select(*place, focus=focus)
        return True

    def select(self, start: int, end: int, *, focus: bool) -> None:
        """Select a range and bring it into view; nothing there is left alone any more."""
        self._typing.stop()
        super().select(start, end, focus=focus)

    def show_hits(self, hits: Sequence[Hit], current: int = -1) -> None:
        """Mark what was searched for; current: the number of the one the clerk is at."""
        self.hits.load(hits, current)
        self._refresh_marks()

    # Qt: events

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Shift+F10 and the menu key open the menu, also where the platform makes none of them."""
        if event.key() == Qt.Key.Key_Menu or (
            event.key() == Qt.Key.Key_F10 and event.modifiers() == Qt.KeyboardModifier.ShiftModifier
        ):
            self._menu_at_caret()
            return
        super().keyPressEvent(event)

    def viewportEvent(self, event: QEvent) -> bool:
        """The card of a finding under the pointer."""
        if event.type() is QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            mark = self.mark_at(event.pos())
            if mark is None:
                QToolTip.hideText()
            else:
                QToolTip.showText(event.globalPos(), card(mark.finding), self.viewport())
            return True
        return super().viewportEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """A click on a mark chooses its finding."""
        super().mouseReleaseEvent(event)
        if event.button() is Qt.MouseButton.LeftButton and not self.textCursor().hasSelection():
            mark = self.mark_at(event.position().toPoint())
            if mark is not None:
                self.mark_clicked.emit(mark.finding)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """The usual menu, with what can be done about the finding and the paragraph there."""
        if event.reason() is QContextMenuEvent.Reason.Keyboard:
            self._menu_at_caret()
        else:
            self.menu(event.pos()).popup(event.globalPos())
        event.accept()

    def _menu_at_caret(self) -> None:
        self.ensureCursorVisible()
        self.menu(None).popup(self.viewport().mapToGlobal(self.cursorRect().bottomLeft()))

    def menu(self, point: QPoint | None) -> QMenu:
        """The menu of a point of the viewport, to which the caret goes; of the caret without one."""
        if point is not None:
            at = self.cursorForPosition(point)
            chosen = self.textCursor()
            if not (chosen.hasSelection() and chosen.selectionStart() <= at.position() <= chosen.selectionEnd()):
                self.setTextCursor(at)
        mark = self.mark_at(point) if point is not None else None
        finding = mark.finding if mark is not None else self.finding_at_caret()
        menu = page_menu(self)
        self.menu_opening.emit(menu, finding)
        return menu

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The strip keeps its place beside the scroll bar."""
        super().resizeEvent(event)
        if hasattr(self, "strip"):
            self.strip.place()

    def paintEvent(self, event: QPaintEvent) -> None:
        """The ground of marks lies under the text, their waves over it and over the selection."""
        painter = QPainter(self.viewport())
        painter.fillRect(event.rect(), self.look.color("paper"))
        shown = list(self._visible_marks())
        for mark, block, rects in shown:
            draw_ground(painter, rects, mark.severity, self.look, self.paper.pitch(block))
        for hit, block, rects in self._visible_hits():
            draw_hit(painter, rects, self.look, self.paper.pitch(block), current=hit == self.hits.current)
        self.paint_selection(painter)
        if self.document().isEmpty() and not self.composing():
            self.paint_hint(painter)
        painter.end()
        super().paintEvent(event)
        painter = QPainter(self.viewport())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for mark, block, rects in shown:
            chosen = mark.finding is self._chosen
            draw_wave(painter, rects, mark.severity, self.look, self.paper.pitch(block), chosen=chosen)
        painter.end()

    @Slot()
    def restyle(self) -> None:
        """Take the colours of the look."""
        self.wear_look()
        self.highlighter.rehighlight()
        self.strip.update()

    def is_held_back(self, mark: Mark) -> bool:
        """Whether a mark is at the word being typed, which is left alone."""
        if not (self.composing() or self._typing.isActive()):
            return False
        position = self.textCursor().position()
        return mark.start <= position <= mark.end

    def mark_at(self, point: QPoint) -> Mark | None:
        """The mark under a point of the viewport, the narrowest of several."""
        found: Mark | None = None
        for mark, block, rects in self._visible_marks():
            half = self.paper.pitch(block) / 2
            for rect in rects:
                inside = rect.left() <= point.x() <= rect.right() and abs(point.y() - rect.center().y()) <= half
                if inside and (found is None or mark.end - mark.start < found.end - found.start):
                    found = mark
        return found

    def _visible_marks(self) -> Iterable[tuple[Mark, QTextBlock, list[QRectF]]]:
        """The marks to draw, with their rectangles in the viewport, one a line."""
        offset = self.contentOffset()
        for block in self.visible_blocks():
            top = self.blockBoundingGeometry(block).translated(offset).topLeft()
            start = block.position()
            for mark in self.marks.between(start, start + block.length() - 1):
                # an empty place has no characters to mark; the list and the structure show it
                if mark.start < mark.end and not self.is_held_back(mark):
                    yield mark, block, [rect.translated(top) for rect in self.line_rects(block, mark.start, mark.end)]

    def _visible_hits(self) -> Iterable[tuple[Hit, QTextBlock, list[QRectF]]]:
        """What was searched for, as far as it is in view."""
        if not self.hits:
            return
        offset = self.contentOffset()
        for block in self.visible_blocks():
            top = self.blockBoundingGeometry(block).translated(offset).topLeft()
            start = block.position()
            for hit in self.hits.between(start, start + block.length() - 1):
                yield hit, block, [rect.translated(top) for rect in self.line_rects(block, hit.start, hit.end)]

    def _refresh_marks(self) -> None:
        self.viewport().update()
        self.strip.update()
