"""Fixed expressions: each is itself silent, each change in it is seen, and its patterns are quick."""

from __future__ import annotations

import time

import pytest

from desktop.checks.base import Finding
from desktop.checks.engine import Engine
from desktop.checks.grammar import CHECKS as GRAMMAR
from desktop.checks.grammar import _rules
from desktop.checks.normal_text import normal_text
from desktop.checks.term_data import expressions, misquotes
from desktop.checks.terms import CHECKS
from desktop.report.parse import parse
from desktop.text.document import Document
from desktop.text.edits import apply_edits


def findings(*lines: str) -> tuple[Finding, ...]:
    engine = Engine(CHECKS)
    found = engine.run(parse(Document.from_lines(lines)))
    assert engine.failures == ()
    return found


@pytest.mark.parametrize("expression", expressions(), ids=lambda e: e.plain)
def test_an_expression_in_its_right_wording_is_silent(expression: object) -> None:
    text = expression.text  # type: ignore[attr-defined]
    assert not findings(f"局党组认真学习领会“{text}”，推动整改。", f"围绕{text}开展工作。")


def test_nine_in_ten_single_changes_are_seen() -> None:
    seen = total = 0
    engine = Engine(CHECKS)
    for expression in expressions():
        right = expression.plain
        for i in range(1, len(right) - 1):
            if not right[i - 1 : i + 2].isalnum():
                continue
            lost = right[:i] + right[i + 1 :]
            swapped = right[:i] + right[i + 1] + right[i] + right[i + 2 :]
            for wrong in {lost, swapped} - {right}:
                total += 1
                lines = [f"局党组认真贯彻{wrong}要求，推动工作。"]
                seen += bool(engine.run(parse(Document.from_lines(lines))))
    assert total > 2000
    assert seen / total > 0.9, f"{seen} of {total}"


def test_marks_spaces_and_lines_between_do_not_hide_an_expression() -> None:
    assert not findings("增强 “四个\u00a0意识”、坚定“四个\n自信”、做到“两个维护”")
    (found,) = findings("履行 “一岗\u00a0双则” 职责")
    assert found.text == "一岗\u00a0双则"


def test_a_fix_changes_only_the_wrong_characters() -> None:
    line = "严格执行中央“八项规定”和实施细则精神，落实“一岗双则”。"
    found = findings(line)
    edits = [edit for finding in found for edit in finding.fixes[0].edits]
    (mended,) = apply_edits([line], sorted(edits))
    assert "中央“八项规定”及其实施细则精神" in mended
    assert "“一岗双责”" in mended
    assert not findings(mended)


def test_an_expression_of_its_time_is_not_asked_of_an_earlier_report() -> None:
    old = findings("坚持党要管党、从严治党。", "2015年6月30日")
    new = findings("坚持党要管党、从严治党。", "2021年6月30日")
    assert len(new) == 1
    assert len(old) <= len(new)


def test_edits_meet_marks_that_were_left_out() -> None:
    normal = normal_text("“一岗”双则")
    (edit,) = normal.edits(1, 0, 4, "一岗双责")
    assert (edit.span.start, edit.span.end, edit.text) == (5, 6, "责")


@pytest.mark.slow
def test_no_pattern_of_the_data_is_slow_on_hostile_text() -> None:
    for rule in (*misquotes(), *_rules()):
        pieces = {*rule.must, rule.find.pattern[:1], "将", "对", "在", "因", "加强", "通过", "提高", "存在", "，"}
        for piece in pieces:
            for text in ((piece * 100_000)[:100_000], ((piece + "的工作") * 100_000)[:100_000]):
                best = min(_timed(rule.find, text) for _ in range(2))
                assert best < 0.05, f"{rule.find.pattern[:40]} on {piece}: {best:.3f} s"


def _timed(pattern: object, text: str) -> float:
    start = time.process_time()
    for _ in pattern.finditer(text):  # type: ignore[attr-defined]
        pass
    return time.process_time() - start


def test_broken_sentences_are_told_with_what_is_wrong() -> None:
    (found,) = Engine(GRAMMAR).run(parse(Document.from_lines(["提升基层党建工作薄弱环节。"])))
    assert "补强" in found.message
