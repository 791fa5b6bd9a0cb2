"""The engine: stamps, caches, cancels, outlives a broken check."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from desktop.checks.base import Check, Explanation, Family, Finding, Fix, Hit, Related, Severity
from desktop.checks.engine import Cancelled, Engine, Failure, all_certain_edits
from desktop.report.model import Report
from desktop.text.document import Document, Paragraph
from desktop.text.edits import Edit, OverlappingEditsError, check_disjoint
from desktop.text.spans import Span

EXPLANATION = Explanation("试验", "试验用。", "无")


def paragraph_check(code: str, find, kind: str = "typo", severity: Severity = Severity.WARNING) -> Check:
    return Check(code, kind, Family.MARKS, severity, EXPLANATION, (), (), paragraph=find)


def report_check(code: str, find, kind: str = "typo", severity: Severity = Severity.WARNING) -> Check:
    return Check(code, kind, Family.MARKS, severity, EXPLANATION, (), (), report=find)


def finder(word: str, message: str = "有误", **more):
    def find(paragraph: Paragraph, line: int) -> Iterator[Hit]:
        at = paragraph.text.find(word)
        if at >= 0:
            span = Span(line, at, at + len(word))
            yield Hit(span, message, (Fix("删去", (Edit(span, ""),), certain=True),), (Related(span, word),), **more)

    return find


def report(*lines: str) -> Report:
    return Report(Document.from_lines(lines))


def test_a_hit_becomes_a_finding_with_code_kind_severity_and_the_words_it_marks() -> None:
    engine = Engine((paragraph_check("X001", finder("错字")),))
    (found,) = engine.run(report("好", "一个错字"))
    assert found == Finding(
        "X001",
        "typo",
        Severity.WARNING,
        Span(2, 2, 4),
        "错字",
        "有误",
        (Fix("删去", (Edit(Span(2, 2, 4), ""),), certain=True),),
        (Related(Span(2, 2, 4), "错字"),),
    )


def test_a_hit_may_be_graver_or_milder_than_its_check() -> None:
    engine = Engine((paragraph_check("X001", finder("错字", severity=Severity.INFO)),))
    assert engine.run(report("错字"))[0].severity is Severity.INFO


def test_findings_come_in_the_order_of_the_text() -> None:
    def last_first(whole: Report) -> Iterator[Hit]:
        for line in (3, 1, 2):
            yield Hit(Span(line, 0, 1), "次序")

    engine = Engine((report_check("X001", last_first), paragraph_check("X002", finder("乙"))))
    found = engine.run(report("甲乙", "乙", "丙"))
    assert [(f.span.line, f.span.start, f.rule) for f in found] == [
        (1, 0, "X001"),
        (1, 1, "X002"),
        (2, 0, "X001"),
        (3, 0, "X001"),
    ]


def test_only_changed_paragraphs_are_checked_again() -> None:
    seen = []

    def find(paragraph: Paragraph, line: int) -> Iterator[Hit]:
        seen.append(paragraph.text)
        yield Hit(Span(line, 0, 1), "每段都有")

    engine = Engine((paragraph_check("X001", find),))
    engine.run(report("甲", "乙", "丙"))
    found = engine.run(report("新", "甲", "乙二", "丙"))
    assert seen == ["甲", "乙", "丙", "新", "乙二"]
    assert [f.span.line for f in found] == [1, 2, 3, 4]
    assert found[0].text == "新"


def test_a_paragraph_with_another_automatic_number_is_another_paragraph() -> None:
    seen = []

    def find(paragraph: Paragraph, line: int) -> Iterator[Hit]:
        seen.append(paragraph.label)
        yield from ()

    engine = Engine((paragraph_check("X001", find),))
    engine.run(Report(Document((Paragraph("1.甲", label="1."), Paragraph("1.甲")))))
    assert seen == ["1.", ""]


def test_a_broken_check_is_told_of_and_the_others_still_run() -> None:
    def broken(paragraph: Paragraph, line: int) -> Iterator[Hit]:
        raise KeyError(paragraph.text)
        yield

    def astray(whole: Report) -> Iterator[Hit]:
        yield Hit(Span(1, 0, 99), "越界")

    engine = Engine(
        (paragraph_check("X001", broken), report_check("X002", astray), paragraph_check("X003", finder("错字")))
    )
    for _ in range(2):  # a paragraph on which a check broke is not taken for checked
        assert [f.rule for f in engine.run(report("机密错字"))] == ["X003"]
        assert engine.failures == (Failure("X001", "KeyError"), Failure("X002", "ValueError"))
        assert "机密" not in str(engine.failures)
    assert engine.run(report("")) == ()


def test_a_run_stops_when_it_is_cancelled_and_can_be_taken_up_again() -> None:
    answers = iter([False, True])
    engine = Engine((paragraph_check("X001", finder("错字")),))
    with pytest.raises(Cancelled):
        engine.run(report("错字", "错字"), lambda: next(answers))
    assert len(engine.run(report("错字", "错字"), lambda: False)) == 2


def test_two_findings_of_one_kind_at_one_place_become_the_graver_one() -> None:
    other = Fix("改", (Edit(Span(1, 0, 2), "措"),))

    def also(whole: Report) -> Iterator[Hit]:
        yield Hit(Span(1, 0, 2), "别的话", (other,), severity=Severity.ERROR)

    engine = Engine((paragraph_check("X001", finder("错字")), report_check("X002", also)))
    (found,) = engine.run(report("错字"))
    assert (found.rule, found.severity, len(found.fixes)) == ("X002", Severity.ERROR, 2)


def test_different_things_missing_at_the_same_empty_place_stay_apart() -> None:
    def missing(whole: Report) -> Iterator[Hit]:
        for part in ("引言", "联系方式", "引言"):
            yield Hit(Span(1, 0, 0), f"没有{part}")

    found = Engine((report_check("X001", missing),)).run(report("甲"))
    assert [f.message for f in found] == ["没有引言", "没有联系方式"]


def test_an_automatic_number_is_marked_but_never_edited_as_text() -> None:
    engine = Engine((paragraph_check("X001", finder("1.")),))
    (found,) = engine.run(Report(Document((Paragraph("1.甲", label="1."),))))
    assert found.text == "1."
    assert found.fixes == ()


def finding(start: int, *edits: Edit, certain: bool = True) -> Finding:
    fix = Fix("改", edits, certain=certain)
    return Finding("X001", "typo", Severity.ERROR, Span(1, start, start + 1), "", "", (fix,))


def edit(start: int, end: int, text: str = "") -> Edit:
    return Edit(Span(1, start, end), text)


def test_mending_all_takes_each_certain_fix_whole_or_not_at_all() -> None:
    taken = all_certain_edits(
        [
            finding(0, edit(0, 4, "甲")),
            finding(2, edit(3, 5), edit(9, 10)),  # meets the first one: nothing of it
            finding(5, edit(5, 6), edit(7, 8)),
            finding(8, edit(8, 9), certain=False),
            finding(11, edit(11, 11, "乙")),
            finding(11, edit(11, 11, "丙")),  # a second insertion at one place
            finding(0, edit(0, 4, "甲")),  # the same once more
        ]
    )
    assert taken == (edit(0, 4, "甲"), edit(5, 6), edit(7, 8), edit(11, 11, "乙"))
    try:
        check_disjoint(taken)
    except OverlappingEditsError:
        pytest.fail("the edits overlap")
