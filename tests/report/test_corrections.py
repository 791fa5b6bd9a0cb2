"""What a person says of a line goes before what the reader finds, and holds while the text is edited."""

import pytest
from invented_reports import layouts, make

from desktop.report.corrections import AnchoredCorrection, Correction, ReadAs, anchor, resolve, with_correction
from desktop.report.model import Role
from desktop.report.parse import parse
from desktop.report.reading import read_report
from desktop.text.document import Document

LINES, ANSWER = make(layouts()[0], seed=1)


def _titles(report):
    return [p.title for p in report.problems]


def test_a_line_that_is_no_problem_becomes_text_of_the_one_before():
    first, second = ANSWER.problems[:2]

    report = parse(Document.from_lines(LINES), {second["line"]: Correction(ReadAs.TEXT)})

    assert second["title"] not in _titles(report)
    assert report.problems[0].title == first["title"]
    assert report.problems[0].end_line > second["line"]


def test_a_line_of_text_becomes_a_problem():
    lines = [*LINES]
    at = ANSWER.problems[0]["line"] + 1
    lines[at:at] = ["台账登记混乱", "补齐台账23份，明确专人管理。"]

    plain = parse(Document.from_lines(lines))
    told = parse(Document.from_lines(lines), {at + 1: Correction(ReadAs.PROBLEM)})

    assert "台账登记混乱" not in _titles(plain)
    assert "台账登记混乱" in _titles(told)
    problem = next(p for p in told.problems if p.title == "台账登记混乱")
    assert problem.aspect_line == ANSWER.aspects[0]
    assert len(problem.measures) == 1
    assert len(told.problems) == len(ANSWER.problems) + 1


def test_a_line_becomes_an_aspect_and_takes_what_follows():
    lines = [*LINES]
    at = ANSWER.problems[1]["line"] - 1
    lines.insert(at, "作风和纪律建设")

    report = parse(Document.from_lines(lines), {at + 1: Correction(ReadAs.ASPECT)})

    assert at + 1 in [a.line for a in report.aspects]
    assert report.problems[1].aspect_line == at + 1


@pytest.mark.parametrize("role", list(Role))
def test_a_line_plays_the_role_it_is_given(role):
    lines = [*LINES, "附则", "本通报由局办公室负责解释，有关材料存档备查，欢迎查阅。"]
    line = len(LINES) + 1

    report = parse(Document.from_lines(lines), {line: Correction(ReadAs.SECTION, role)})

    section = report.section(role)
    assert section is not None
    assert section.line == line


def test_corrections_follow_their_line_through_edits():
    document = Document.from_lines(LINES)
    line = ANSWER.problems[1]["line"]
    saved = anchor(document, line, Correction(ReadAs.TEXT))

    edited = Document.from_lines(["新的第一行", "", *LINES])

    assert resolve(edited, [saved]) == {line + 2: Correction(ReadAs.TEXT)}
    assert ANSWER.problems[1]["title"] not in _titles(read_report(edited, [saved]))
    assert resolve(Document.from_lines(LINES[: line - 1]), [saved]) == {}


def test_among_equal_lines_the_one_after_the_remembered_paragraph_is_meant():
    document = Document.from_lines(["甲", "整改", "乙", "整改"])
    saved = anchor(document, 4, Correction(ReadAs.PROBLEM))

    assert resolve(document, [saved]) == {4: Correction(ReadAs.PROBLEM)}


def test_a_new_word_replaces_the_earlier_one():
    old = AnchoredCorrection("整改", "甲", Correction(ReadAs.PROBLEM))
    new = AnchoredCorrection("整改", "甲", Correction(ReadAs.TEXT))

    assert with_correction([old], new) == (new,)
