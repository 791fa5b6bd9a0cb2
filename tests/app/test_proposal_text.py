"""An offered change is shown in its sentence."""

from desktop.app.proposal_text import shown_change
from desktop.drafting.proposals import proposal
from desktop.report.parse import parse
from desktop.text.document import Document
from desktop.text.spans import Span


def change(line, old, new, nth=0):
    at = -1
    for _ in range(nth + 1):
        at = line.index(old, at + 1)
    report = parse(Document.from_lines([line]))
    return shown_change(proposal(report, Span(1, at, at + len(old)), new, ""), line)


def test_the_words_around_are_those_of_the_sentence():
    shown = change("反馈了12个问题。已完成3个，正在整改9个。", "9", "8")
    assert (shown.lead, shown.before, shown.after, shown.rest) == ("已完成3个，正在整改", "9", "8", "个。")


def test_the_same_sentence_twice_is_told_apart():
    line = "完成3个。完成3个。"
    assert change(line, "3", "4", nth=1).lead == "完成"
    assert change(line, "3", "4").rest == "个。"


def test_a_long_sentence_is_cut_around_the_change():
    shown = change("甲" * 80 + "3" + "乙" * 80, "3", "4")
    assert shown.lead == "…" + "甲" * 36
    assert shown.rest == "乙" * 36 + "…"


def test_indentation_and_characters_outside_the_basic_plane_do_no_harm():
    shown = change("　　𠮷庆街道完成3个。", "3", "5")
    assert (shown.lead, shown.before) == ("𠮷庆街道完成", "3")
