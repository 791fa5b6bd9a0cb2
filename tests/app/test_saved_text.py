"""The editor's text follows what was saved, around what was typed meanwhile."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtGui import QTextCursor, QTextDocument

from desktop.app.editor_changes import bring_in
from desktop.app.editor_text import from_editor, to_editor, to_utf16
from desktop.app.saved_text import LineChange, changes_after_saving

LINES = st.lists(st.sampled_from(["", "甲", "乙", "一、丙", "二、丙", "𠮷丁"]), min_size=1, max_size=7)


def text(lines):
    document = QTextDocument()
    document.setPlainText(to_editor(lines))
    return document


@given(LINES, LINES)
def test_a_text_that_was_not_touched_becomes_what_was_saved(sent, saved):
    document = text(sent)
    bring_in(document, changes_after_saving(sent, saved, sent))
    assert from_editor(document.toRawText()) == saved


@pytest.mark.parametrize(
    ("now", "after"),
    [
        (["头", "一、甲", "（三）乙", "尾"], ["头", "一、甲", "（二）乙", "尾"]),
        (["头", "新", "一、甲", "（三）乙", "尾"], ["头", "新", "一、甲", "（二）乙", "尾"]),
        (["头", "一、甲", "（三）乙又写", "尾"], ["头", "一、甲", "（三）乙又写", "尾"]),
    ],
)
def test_what_was_typed_while_saving_stays(now, after):
    sent, saved = ["头", "一、甲", "（三）乙", "尾"], ["头", "一、甲", "（二）乙", "尾"]
    document = text(now)
    bring_in(document, changes_after_saving(sent, saved, now))
    assert from_editor(document.toRawText()) == after


def test_the_caret_stays_at_its_word_and_what_was_brought_in_can_be_undone():
    document = text(["（三）𠮷乙丙"])
    caret = QTextCursor(document)
    caret.setPosition(6)
    caret.insertText("新")
    bring_in(document, [LineChange(0, 1, ("（十二）𠮷乙新丙",))])
    assert from_editor(document.toRawText()) == ["（十二）𠮷乙新丙"]
    assert caret.positionInBlock() == to_utf16("（十二）𠮷乙新丙", 7)
    document.undo()
    assert from_editor(document.toRawText()) == ["（三）𠮷乙新丙"]
