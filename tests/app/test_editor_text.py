from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtGui import QTextDocument

from desktop.app.editor_text import from_editor, from_utf16, single_change, to_editor, to_utf16, utf16_length

LINES = st.lists(st.text(alphabet=st.sampled_from("整改 a\t𠮷😀\n\r\u2028\u2029\u00a0\u3000\ufdd0\x00")), min_size=1)


@given(LINES)
def test_every_paragraph_comes_back_from_the_editor_as_it_was(lines):
    document = QTextDocument()
    document.setPlainText(to_editor(lines))
    assert document.blockCount() == len(lines)
    assert from_editor(document.toRawText()) == lines


@given(st.text(alphabet=st.sampled_from("改a𠮷😀")), st.data())
def test_offsets_go_there_and_back(text, data):
    offset = data.draw(st.integers(0, len(text)))
    assert from_utf16(text, to_utf16(text, offset)) == offset
    assert utf16_length(text) == len(text.encode("utf-16-le")) // 2


def test_a_rare_character_counts_twice_in_the_editor():
    assert to_utf16("𠮷野同志", 2) == 3
    assert from_utf16("𠮷野同志", 3) == 2
    assert from_utf16("𠮷野同志", 1) == 0


@given(st.text("ab𠮷", max_size=12), st.integers(0, 12), st.integers(0, 12), st.text("ab𠮷", max_size=4))
def test_one_edit_is_found_again(before, start, size, new):
    after = before[:start] + new + before[start + size :]
    change = single_change(before, after)
    if change is None:
        assert before == after
        return
    old, now = before.encode("utf-16-le"), after.encode("utf-16-le")
    position, removed, added = (2 * units for units in change)
    assert old[:position] == now[:position]
    assert old[position + removed :] == now[position + added :]
    assert removed <= len(before[start : start + size].encode("utf-16-le"))
