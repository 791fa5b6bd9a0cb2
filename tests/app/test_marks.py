from hypothesis import given
from hypothesis import strategies as st

from desktop.app.marks import LineStarts, MarkStore, shifted
from desktop.checks.base import Finding, Severity
from desktop.text.spans import Span


def finding(line, start, end, severity=Severity.ERROR):
    return Finding("C101", "count-body", severity, Span(line, start, end), "", "不一致")


def test_a_mark_moves_with_what_is_typed_before_it():
    store = MarkStore()
    store.load(["反馈10个问题", "已完成"], [finding(1, 2, 7), finding(2, 0, 3)])
    store.text_changed((0, 0, 2))
    assert [(m.start, m.end) for m in store.marks] == [(4, 9), (10, 13)]


def test_typing_inside_a_mark_takes_it_away_and_typing_at_its_edge_does_not():
    store = MarkStore()
    store.load(["反馈10个问题"], [finding(1, 2, 7)])
    store.text_changed((2, 0, 1))
    store.text_changed((8, 0, 1))
    assert [(m.start, m.end) for m in store.marks] == [(3, 8)]
    store.text_changed((5, 1, 1))
    assert store.marks == []
    assert store.range_of(Span(1, 2, 7)) is None


def test_places_after_rare_characters_are_exact():
    store = MarkStore()
    store.load(["𠮷𠮷10个", "10个"], [finding(1, 2, 4), finding(2, 0, 2)])
    assert [(m.start, m.end) for m in store.marks] == [(4, 6), (8, 10)]


def test_a_place_outside_the_text_has_no_mark():
    assert LineStarts(["改"]).range_of(Span(2, 0, 0)) is None
    assert LineStarts(["改"]).range_of(Span(1, 0, 2)) is None


@given(st.text("abc", min_size=1, max_size=30), st.data())
def test_a_range_holds_the_same_characters_after_any_change_outside_it(text, data):
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    position = data.draw(st.integers(0, len(text)))
    removed = data.draw(st.integers(0, len(text) - position))
    new = data.draw(st.text("xyz", max_size=5))
    place = shifted((start, end), (position, removed, len(new)))
    if place is not None:
        after = text[:position] + new + text[position + removed :]
        assert after[slice(*place)] == text[start:end]
    else:
        assert position < end or start == end
        assert position + removed > start


@given(st.lists(st.tuples(st.integers(0, 40), st.integers(0, 6)), max_size=20), st.integers(0, 40), st.integers(0, 9))
def test_between_gives_every_mark_that_touches(places, low, length):
    store = MarkStore()
    text = "字" * 50
    store.load([text], [finding(1, start, start + size) for start, size in places])
    high = low + length
    wanted = [m for m in store.marks if m.start <= high and m.end >= low]
    assert store.between(low, high) == wanted


@given(
    st.lists(st.tuples(st.integers(0, 4), st.integers(0, 4)), max_size=8),
    st.lists(st.tuples(st.integers(1, 4), st.integers(0, 3), st.integers(0, 3)), max_size=6),
)
def test_several_changes_at_once_move_marks_as_one_after_the_other(spans, gaps):
    text = ["整" * 40]
    findings = [finding(1, start * 8 + size, start * 8 + size + 3) for start, size in spans]
    changes, at = [], 0
    for gap, removed, added in gaps:
        at += gap
        changes.append((at, removed, added))
        at += removed
    together, single = MarkStore(), MarkStore()
    for store in (together, single):
        store.load(text, findings)
    together.texts_changed(changes)
    for change in reversed(changes):
        single.text_changed(change)
    assert list(together.marks) == list(single.marks)
    assert [together.range_of(f.span) for f in findings] == [single.range_of(f.span) for f in findings]
