"""Changes of whole lines in the editor's document, with the caret and everything unchanged left where it is."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtGui import QTextCursor, QTextDocument

from desktop.app.editor_text import paragraph_to_editor, single_change
from desktop.app.saved_text import LineChange


def bring_in(document: QTextDocument, changes: Sequence[LineChange], *, own_step: bool = False) -> None:
    """Make these changes, which stand in order from the end of the text to its head, part of the last undo step.

    own_step: as an undo step of their own.
    """
    if not changes:
        return
    cursor = QTextCursor(document)
    if own_step:
        cursor.beginEditBlock()
    else:
        cursor.joinPreviousEditBlock()
    for change in changes:
        if len(change.lines) == change.end - change.start:
            for offset, line in enumerate(change.lines):
                _put(cursor, document, change.start + offset, paragraph_to_editor(line))
        else:
            _replace(cursor, document, change)
    cursor.endEditBlock()


def _put(cursor: QTextCursor, document: QTextDocument, number: int, text: str) -> None:
    """Only the characters that differ, so that a caret in the line stays at its word."""
    block = document.findBlockByNumber(number)
    difference = single_change(block.text(), text)
    if difference is None:
        return
    start, removed, added = difference
    units = text.encode("utf-16-le", "surrogatepass")[2 * start : 2 * (start + added)]
    cursor.setPosition(block.position() + start)
    cursor.setPosition(block.position() + start + removed, QTextCursor.MoveMode.KeepAnchor)
    cursor.insertText(units.decode("utf-16-le", "surrogatepass"))


def _replace(cursor: QTextCursor, document: QTextDocument, change: LineChange) -> None:
    text = "\n".join(map(paragraph_to_editor, change.lines))
    first = document.findBlockByNumber(change.start)
    last = document.findBlockByNumber(change.end - 1)
    end_of_text = document.characterCount() - 1
    if change.start == change.end:  # lines come in before this one, or at the end
        cursor.setPosition(first.position() if first.isValid() else end_of_text)
        cursor.insertText(f"{text}\n" if first.isValid() else f"\n{text}")
        return
    start, end = first.position(), last.position() + last.length() - 1
    if not change.lines:  # with the end of a line that stays
        if last.next().isValid():
            end += 1
        elif start:
            start -= 1
    cursor.setPosition(start)
    cursor.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
    cursor.insertText(text)
