"""The page as something to write on: input methods, keys, what is pasted, and undoing by sensible steps."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Sequence
from typing import Any

from PySide6.QtCore import QMimeData, QPointF, QRect, QRectF, Qt, Signal, Slot
from PySide6.QtGui import QInputMethodEvent, QKeyEvent, QTextCharFormat, QTextCursor, QTextFormat, QWheelEvent
from PySide6.QtWidgets import QWidget

from desktop.app.editor_text import (
    BLOCK_END,
    from_editor,
    from_utf16,
    paragraph_from_editor,
    single_change,
    to_editor,
    to_utf16,
    utf16_length,
)
from desktop.app.look import Look
from desktop.app.marks import Change, Range
from desktop.app.pasting import clean_lines
from desktop.app.typing_steps import Act, TypingSteps
from desktop.panels.page_edit import PageEdit
from desktop.text.edits import Edit
from desktop.text.spans import Span

_NOTCH = 120
_OWN = "application/x-duizhang-text"
_DELETING = (Qt.Key.Key_Backspace, Qt.Key.Key_Delete)
_PLAIN = Qt.KeyboardModifier.ShiftModifier | Qt.KeyboardModifier.KeypadModifier


class TypingEdit(PageEdit):
    """Paragraphs to write; line n is block n - 1.

    edited(): the text is another one (never for an open preedit or a change
    of looks). caret_moved(int): the line the caret stands in. pasted(Range):
    text came in from outside and stands there. zoom_asked(int): the wheel
    asks for so many steps, up or down.
    """

    edited = Signal()
    caret_moved = Signal(int)
    pasted = Signal(object)
    zoom_asked = Signal(int)

    def __init__(self, look: Look, strip_width: int, parent: QWidget | None = None) -> None:
        super().__init__(look, strip_width, parent)
        self._composing = False
        self._telling_itself = False
        self._loading = False
        self._caret_line = 0
        self._wheel = 0
        self._steps = TypingSteps(time.monotonic)
        self.setTabChangesFocus(True)
        self.cursorPositionChanged.connect(self._cursor_moved)

    def text_loaded(self, lines: Sequence[str]) -> None:
        """Another text is shown; for what follows the text."""

    def text_moved(self, change: Change) -> None:
        """The text was changed at a place; for what follows the text."""

    def texts_moved(self, changes: Sequence[Change]) -> None:
        """Several places were changed at once; places are those before, in order."""

    # the text

    def set_lines(self, lines: Sequence[str]) -> None:
        """Show this text, unmodified, without undo history."""
        self._loading = True
        document = self.set_paper(lines)
        self._steps = TypingSteps(time.monotonic)
        self.text_loaded(lines or [""])
        document.contentsChange.connect(self._contents_changed)
        self._loading = False
        self._caret_line = 0
        self._cursor_moved()

    def lines(self) -> list[str]:
        """The paragraphs as they are now."""
        return from_editor(self.document().toRawText())

    def composing(self) -> bool:
        """Whether an input method has text under way."""
        return self._composing

    def replace_lines(self, lines: Sequence[str], caret_line: int) -> None:
        """Put another text in the place of this one as one undo step; the caret goes before a 1-based line of it."""
        cursor = QTextCursor(self.document())
        cursor.beginEditBlock()
        cursor.select(QTextCursor.SelectionType.Document)
        cursor.insertText(to_editor(lines))
        cursor.endEditBlock()
        self.go_to_line(caret_line)

    def replace_ranges(self, changes: Iterable[tuple[Range, str]]) -> None:
        r"""Put texts in the place of ranges that do not overlap, as one undo step; "\n" ends a paragraph."""
        ordered = [(place, to_editor(text.split("\n"))) for place, text in sorted(changes)]
        cursor = QTextCursor(self.document())
        # Qt tells of one change from the first place to the last
        self._telling_itself = True
        cursor.beginEditBlock()
        for (start, end), text in reversed(ordered):
            cursor.setPosition(start)
            cursor.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
            cursor.insertText(text)
        cursor.endEditBlock()
        self._telling_itself = False
        if ordered:
            self.texts_moved([(start, end - start, utf16_length(text)) for (start, end), text in ordered])
            self.edited.emit()

    def move_lines(self, first: int, last: int, before: int, edits: Sequence[Edit] = ()) -> None:
        """Make edits, then put lines before another one (one past the end for the foot), all as one undo step.

        How paragraphs are set, and the caret, go with their lines.
        """
        document, caret = self.document(), self.textCursor()
        line, column = caret.blockNumber() + 1, caret.positionInBlock()
        states = [document.findBlockByNumber(n).userState() for n in range(document.blockCount())]
        cursor = QTextCursor(document)
        cursor.beginEditBlock()
        for edit in sorted(edits, reverse=True):
            self._apply_now(cursor, edit)
        size = last - first + 1
        to = before if before <= first else before - size
        if to != first:
            self._take_lines(cursor, first, last, to)
        cursor.endEditBlock()
        order = [*range(first - 1), *range(last, len(states))]
        order[to - 1 : to - 1] = range(first - 1, last)
        for at in range(min(first, to) - 1, max(last, to + size - 1)):
            block = document.findBlockByNumber(at)
            if block.userState() != states[order[at]]:
                block.setUserState(states[order[at]])
                self.highlighter.rehighlightBlock(block)
        block = document.findBlockByNumber(order.index(line - 1))
        caret = self.textCursor()
        caret.setPosition(block.position() + min(column, block.length() - 1))
        self.setTextCursor(caret)
        self.ensureCursorVisible()

    def _apply_now(self, cursor: QTextCursor, edit: Edit) -> None:
        block = self.document().findBlockByNumber(edit.span.line - 1)
        text = paragraph_from_editor(block.text())
        cursor.setPosition(block.position() + to_utf16(text, edit.span.start))
        cursor.setPosition(block.position() + to_utf16(text, edit.span.end), QTextCursor.MoveMode.KeepAnchor)
        cursor.insertText(to_editor([edit.text]) if edit.text else "")

    def _take_lines(self, cursor: QTextCursor, first: int, last: int, to: int) -> None:
        """Cut lines and put them in so that the first of them becomes line `to`."""
        document = self.document()
        start = document.findBlockByNumber(first - 1).position()
        final = document.findBlockByNumber(last - 1)
        end = final.position() + final.length() - 1
        cursor.setPosition(start)
        cursor.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
        text = cursor.selectedText()
        # with the end of the paragraph before it where none stands behind
        at_foot = not final.next().isValid()
        cursor.setPosition(start - 1 if at_foot else start)
        cursor.setPosition(end if at_foot else end + 1, QTextCursor.MoveMode.KeepAnchor)
        cursor.removeSelectedText()
        if to <= document.blockCount():
            cursor.setPosition(document.findBlockByNumber(to - 1).position())
            cursor.insertText(text + BLOCK_END)
        else:
            cursor.movePosition(QTextCursor.MoveOperation.End)
            cursor.insertText(BLOCK_END + text)

    # places

    def go_to_line(self, line: int, focus: bool = True) -> bool:
        """Put the caret before a paragraph and bring it into view."""
        block = self.document().findBlockByNumber(line - 1)
        if not block.isValid():
            return False
        self.select(block.position(), block.position(), focus=focus)
        return True

    def select(self, start: int, end: int, *, focus: bool) -> None:
        """Select a range and bring it into view."""
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

    def selected_lines(self) -> tuple[int, int]:
        """The first and the last line, 1-based, that the selection or the caret touches."""
        cursor = self.textCursor()
        first = self.document().findBlock(cursor.selectionStart())
        last = self.document().findBlock(cursor.selectionEnd())
        # a selection that ends before a paragraph's first character does not hold that paragraph
        if last != first and cursor.selectionEnd() == last.position():
            last = last.previous()
        return first.blockNumber() + 1, last.blockNumber() + 1

    # Qt: events

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Typing and deleting are undone by steps; Shift+Enter starts a paragraph as Enter does.

        Plain text has no line breaks within a paragraph.
        """
        modifiers = event.modifiers()
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and (
            modifiers & ~Qt.KeyboardModifier.KeypadModifier == Qt.KeyboardModifier.ShiftModifier
        ):
            self.textCursor().insertBlock()
            self.ensureCursorVisible()
        elif event.text().isprintable() and event.text() and not modifiers & ~_PLAIN:
            self._in_step(Act.TYPE, event.text(), lambda: super(TypingEdit, self).keyPressEvent(event))
        elif event.key() in _DELETING and not modifiers:
            self._in_step(Act.DELETE, "", lambda: super(TypingEdit, self).keyPressEvent(event))
        else:
            super().keyPressEvent(event)

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        """Text under way is no text yet: it is neither checked nor does it move marks."""
        self._composing = bool(event.preeditString())
        # Qt tells of the whole paragraph, whether its text changed or not; what changed is found here
        before = self.document().toRawText()
        self._telling_itself = True
        if event.commitString():
            self._in_step(Act.TYPE, event.commitString(), lambda: super(TypingEdit, self).inputMethodEvent(event))
            self.updateMicroFocus()
        else:
            super().inputMethodEvent(self._in_our_colours(event))
        self._telling_itself = False
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

    def createMimeDataFromSelection(self) -> QMimeData:
        """What is copied is the text itself, no-break spaces and all, and nothing of how it is set."""
        data = QMimeData()
        chosen = self.textCursor().selectedText()
        data.setText("\n".join(from_editor(chosen)))
        # with the line breaks within paragraphs, which plain text cannot tell from their ends
        data.setData(_OWN, chosen.encode("utf-8", "surrogatepass"))
        return data

    def insertFromMimeData(self, source: QMimeData) -> None:
        """Only clean text comes in, as one undo step."""
        if source.hasFormat(_OWN):
            raw = bytes(source.data(_OWN).data()).decode("utf-8", "surrogatepass")
            self.textCursor().insertText(raw)
            self.ensureCursorVisible()
            return
        lines = clean_lines(source.html() if source.hasHtml() else "", source.text() if source.hasText() else "")
        if not lines:
            return
        start = self.textCursor().selectionStart()
        self.textCursor().insertText(to_editor(lines))
        self.ensureCursorVisible()
        self.pasted.emit((start, self.textCursor().position()))

    def canInsertFromMimeData(self, source: QMimeData) -> bool:
        """Text, but no files: those are opened by the window."""
        return (source.hasText() or source.hasHtml()) and not any(url.isLocalFile() for url in source.urls())

    def wheelEvent(self, event: QWheelEvent) -> None:
        """With Ctrl the wheel makes the page larger and smaller."""
        if not event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            super().wheelEvent(event)
            return
        self._wheel += event.angleDelta().y()
        steps = int(self._wheel / _NOTCH)
        self._wheel -= steps * _NOTCH
        if steps:
            self.zoom_asked.emit(steps)
        event.accept()

    @Slot(int, int, int)
    def _contents_changed(self, position: int, removed: int, added: int) -> None:
        if self._loading or self._telling_itself:
            return
        self.text_moved((position, removed, added))
        self.edited.emit()

    @Slot()
    def _cursor_moved(self) -> None:
        line = self.textCursor().blockNumber() + 1
        if line != self._caret_line:
            self._caret_line = line
            self.caret_moved.emit(line)

    def _in_our_colours(self, event: QInputMethodEvent) -> QInputMethodEvent:
        """Text under way as every system shows it: underlined, what is being chosen on a soft ground.

        Some input methods ask for black on white and the reverse, which shouts, and in the dark cannot be read.
        """
        kind = QInputMethodEvent.AttributeType.TextFormat
        form = QTextCharFormat()
        form.setUnderlineStyle(QTextCharFormat.UnderlineStyle.SingleUnderline)
        chosen = QTextCharFormat(form)
        chosen.setBackground(self.look.color("accent_soft"))
        attributes = []
        given: Any  # Qt's stubs know none of its fields
        for given in event.attributes():
            if given.type is kind:
                asked = QTextFormat(given.value).toCharFormat()
                wanted = chosen if asked.background().style() != Qt.BrushStyle.NoBrush else form
                attributes.append(QInputMethodEvent.Attribute(kind, given.start, given.length, wanted))
            else:
                attributes.append(given)
        ours = QInputMethodEvent(event.preeditString(), attributes)
        ours.setCommitString(event.commitString(), event.replacementStart(), event.replacementLength())
        return ours

    def _in_step(self, act: Act, text: str, work: Callable[[], None]) -> None:
        """Let Qt do something as part of the undo step under way, or of a new one."""
        document, cursor = self.document(), self.textCursor()
        goes_on = (
            document.isModified()
            and not cursor.hasSelection()
            and self._steps.goes_on(act, cursor.position(), document.availableUndoSteps())
        )
        step = QTextCursor(document)
        if goes_on:
            step.joinPreviousEditBlock()
        else:
            step.beginEditBlock()
        work()
        step.endEditBlock()
        # Qt looked for the caret before the page knew of the new text
        self.ensureCursorVisible()
        self._steps.done(act, text, self.textCursor().position(), document.availableUndoSteps())
