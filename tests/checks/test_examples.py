"""Every check is held to its own examples."""

from __future__ import annotations

import re

import pytest

from desktop.checks.base import Check, Example, Finding
from desktop.checks.catalogue import ALL, RENAMED, by_code
from desktop.checks.engine import Engine, all_certain_edits
from desktop.report.parse import parse
from desktop.text.document import Document
from desktop.text.edits import apply_edits

MARKS = re.compile("[⟦⟧]")
BAD = [pytest.param(c, e, id=f"{c.code}-bad{i}") for c in ALL for i, e in enumerate(c.bad)]
GOOD = [pytest.param(c, e, id=f"{c.code}-good{i}") for c in ALL for i, e in enumerate(c.good)]


def split_marks(text: str) -> tuple[list[str], list[tuple[int, int, int]]]:
    """The lines without ⟦ ⟧, and the places these enclosed: line, start, end."""
    lines, places = [], []
    for number, marked in enumerate(text.split("\n"), 1):
        line, start = "", None
        for piece in re.split("([⟦⟧])", marked):
            if piece == "⟦":
                start = len(line)
            elif piece == "⟧":
                assert start is not None
                places.append((number, start, len(line)))
            else:
                line += piece
        lines.append(line)
    return lines, places


def findings(check: Check, lines: list[str]) -> tuple[Finding, ...]:
    engine = Engine((check,))
    found = engine.run(parse(Document.from_lines(lines)))
    assert engine.failures == ()
    return found


def places(found: tuple[Finding, ...]) -> list[tuple[int, int, int]]:
    return [(f.span.line, f.span.start, f.span.end) for f in found]


@pytest.mark.parametrize(("check", "example"), BAD)
def test_a_bad_example_is_found_exactly_where_it_is_marked(check: Check, example: Example) -> None:
    lines, marked = split_marks(example.text)
    found = findings(check, lines)
    assert places(found) == marked, [f.message for f in found]


@pytest.mark.parametrize(("check", "example"), GOOD)
def test_a_good_example_is_silent(check: Check, example: Example) -> None:
    assert not MARKS.search(example.text)
    found = findings(check, example.text.split("\n"))
    assert not found, [(f.text, f.message) for f in found]


@pytest.mark.parametrize(("check", "example"), BAD)
def test_the_certain_fixes_give_the_mended_text_and_then_silence(check: Check, example: Example) -> None:
    lines, _ = split_marks(example.text)
    edits = all_certain_edits(findings(check, lines))
    if example.mended is None:
        assert not edits, "an example with a certain fix says what it gives"
        return
    mended = apply_edits(lines, edits)
    assert "\n".join(mended) == example.mended
    assert not findings(check, mended)


@pytest.mark.parametrize("check", ALL, ids=lambda c: c.code)
def test_a_check_is_told_to_people_in_chinese_with_its_source_and_examples(check: Check) -> None:
    assert re.fullmatch(r"[A-Z]\d{3}", check.code)
    assert re.fullmatch(r"[a-z]+(-[a-z]+)*", check.kind)
    about = check.explanation
    for text in (about.summary, about.why, about.source):
        assert re.search("[\u4e00-\u9fff]", text)
    assert not about.summary.endswith("。")
    assert len(check.bad) >= 2
    assert len(check.good) >= 2
    for example in check.bad:
        assert "⟦" in example.text


def test_codes_are_unique_and_given_up_ones_lead_somewhere() -> None:
    codes = [check.code for check in ALL]
    assert len(set(codes)) == len(codes)
    for old, new in RENAMED.items():
        assert old not in codes
        assert new in codes
    assert by_code("x999") is None
    assert by_code(codes[0].lower()) is ALL[0]
