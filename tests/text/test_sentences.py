"""Sentences, clauses, and the copy of a paragraph that is easy to match."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from desktop.text.sentences import MASK, Cuts, mask_quotations, unify_width


def test_width_is_unified_without_moving_anything() -> None:
    assert unify_width("完成１０个，率９８．５％") == "完成10个，率98.5%"
    assert unify_width("完成3个,正在2个;共5个:好") == "完成3个，正在2个；共5个：好"


def test_a_comma_inside_a_number_stays() -> None:
    assert unify_width("共12,345元,其中1个") == "共12,345元，其中1个"


def test_titles_and_quotations_are_masked_mark_for_mark() -> None:
    text = "印发《十条措施》，落实“三重一大”制度3项"
    masked = mask_quotations(text)
    assert len(masked) == len(text)
    assert masked == f"印发《{MASK * 4}》，落实“{MASK * 4}”制度3项"


def test_an_open_quotation_masks_nothing() -> None:
    assert mask_quotations("落实“三重一大制度3项") == "落实“三重一大制度3项"


def test_sentences_and_clauses() -> None:
    text = "完成3个，正在2个；其余1个。完毕"
    cuts = Cuts(text)
    at = {word: text.index(word) for word in ("完成", "正在", "其余", "完毕")}
    assert [cuts.sentence(i) for i in at.values()] == [0, 0, 1, 2]
    assert [cuts.stop(i) for i in at.values()] == [0, 0, 0, 1]
    assert [cuts.clause(i) for i in at.values()] == [0, 1, 2, 3]
    start, end = cuts.clause_start(at["正在"]), cuts.clause_end(at["正在"], len(text))
    assert text[start:end] == "正在2个"
    assert text[cuts.sentence_start(at["其余"]) : cuts.sentence_end(at["其余"], len(text))] == "其余1个。"
    assert cuts.stop_end(at["完成"], len(text)) == text.index("完毕")
    assert cuts.stop_end(at["完毕"], len(text)) == len(text)


@given(st.text(max_size=60))
def test_the_length_never_changes(text: str) -> None:
    assert len(unify_width(text)) == len(text)
    assert len(mask_quotations(text)) == len(text)
    cuts = Cuts(text)
    for at in range(len(text)):
        assert cuts.clause_start(at) <= at < max(cuts.clause_end(at, len(text)) + 1, 1)
        assert cuts.sentence_start(at) <= at < cuts.sentence_end(at, len(text))
