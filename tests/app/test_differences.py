import random

from hypothesis import given
from hypothesis import strategies as st

from desktop.app.differences import differences

LINES = st.lists(st.text(alphabet="整改问题43\n", max_size=6).map(lambda t: t.replace("\n", "")), max_size=12)


def text_of(side):
    return [] if side is None else ["".join(piece.text for piece in paragraph) for paragraph in side.paragraphs]


def test_the_changed_characters_are_shown_and_equal_paragraphs_left_out():
    old = ["标题", "反馈的43个问题，已完成31个。", *"甲乙丙丁戊", "完"]
    new = ["标题", "反馈的42个问题，已完成31个。", *"甲乙丙丁戊", "新写的一段", "完"]
    found = differences(old, new)
    assert found.summary == "改动 1 段，新增 1 段"
    changed = next(row for row in found.rows if row.changed)
    assert [p.text for p in changed.old.paragraphs[0] if p.changed] == ["3"]
    assert [p.text for p in changed.new.paragraphs[0] if p.changed] == ["2"]
    assert [row.skipped for row in found.rows if row.skipped] == [3]


def test_equal_texts_have_no_differences():
    found = differences(["甲", "乙"], ["甲", "乙"])
    assert not found
    assert found.summary == "文字相同"


@given(LINES, LINES)
def test_both_sides_are_told_whole(old, new):
    found = differences(old, new)
    for lines, name in ((old, "old"), (new, "new")):
        shown = {}
        for row in found.rows:
            side = getattr(row, name)
            if side is not None:
                shown.update(enumerate(text_of(side), side.line))
        assert all(lines[line - 1] == text for line, text in shown.items())
        skipped = sum(row.skipped for row in found.rows)
        assert len(shown) + skipped == len(lines)
    assert bool(found) == (list(old) != list(new))


def test_a_text_written_anew_is_compared_at_once():
    chance = random.Random(7)
    old, new = ([chance.choice("甲乙丙") * 40 + str(chance.random()) for _ in range(1500)] for _ in range(2))
    found = differences(old, new)
    assert (found.added, found.removed) == (1500, 1500) or found.changed == 1500
