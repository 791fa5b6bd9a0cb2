"""How often words stand in a text is right after every edit, whatever was counted before."""

from hypothesis import given
from hypothesis import strategies as st

from desktop.checks.occurrences import Occurrences

LINE = st.text("甲乙，\n", max_size=8)
TEXT = st.lists(LINE, max_size=90)


@given(st.lists(TEXT, min_size=1, max_size=5), st.text("甲乙，\n", min_size=1, max_size=3))
def test_counts_follow_any_texts(texts, words):
    counts = Occurrences()
    for text in texts:
        assert counts.count(tuple(text), words) == "\n".join(text).count(words)


@given(TEXT, st.lists(st.tuples(st.integers(0, 99), LINE, st.booleans()), max_size=6))
def test_counts_follow_small_edits(text, edits):
    counts = Occurrences()
    for at, line, add in edits:
        place = at % (len(text) + 1)
        text = [*text[:place], line, *text[place + (not add) :]]
        for words in ("甲", "乙甲", "甲，", "甲甲"):
            assert counts.count(tuple(text), words) == "\n".join(text).count(words)
