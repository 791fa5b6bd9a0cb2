"""A report is read the same in every layout that offices use."""

import pytest
from invented_reports import layouts, make

from desktop.report.parse import parse
from desktop.text.document import Document

LAYOUTS = layouts()


@pytest.mark.parametrize("index", range(len(LAYOUTS)), ids=lambda i: f"{i}-{LAYOUTS[i].leaf}-{LAYOUTS[i].text}")
def test_structure_is_read_as_a_careful_reader_does(index):
    lines, answer = make(LAYOUTS[index], seed=index)

    report = parse(Document.from_lines(lines))

    assert {s.role.value: s.line for s in report.sections} == answer.sections
    assert [a.line for a in report.aspects] == answer.aspects
    assert [
        {
            "line": p.line,
            "title": p.title,
            "aspect_line": p.aspect_line,
            "parent_line": p.parent_line,
            "measures": len(p.measures),
            "status": p.status.value,
            "has_cause": p.has_cause,
            "deadline": p.deadline,
        }
        for p in report.problems
    ] == answer.problems


def test_blank_lines_between_paragraphs_change_nothing_but_line_numbers():
    lines, answer = make(LAYOUTS[0], seed=3)
    spaced = [part for line in lines for part in (line, "")]

    report = parse(Document.from_lines(spaced))

    assert [(p.line + 1) // 2 for p in report.problems] == [p["line"] for p in answer.problems]
    assert [p.title for p in report.problems] == [p["title"] for p in answer.problems]


@pytest.mark.parametrize("indent", ["　　", "\xa0\xa0\xa0\xa0", "    ", "\t"])
def test_indents_of_any_sort_are_passed_over(indent):
    lines, answer = make(LAYOUTS[0], seed=4)

    report = parse(Document.from_lines([lines[0], *(indent + line for line in lines[1:])]))

    assert [p.title for p in report.problems] == [p["title"] for p in answer.problems]
    for problem in report.problems:
        assert report.document.line(problem.line)[problem.span.start : problem.span.end] == problem.title
