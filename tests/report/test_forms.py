"""A report is read the same whole, as copied from a web page, and with its lines broken by a page width."""

import pytest
from examples import examples
from forms import hard_wrapped, web_copied
from hypothesis import given, settings
from hypothesis import strategies as st
from invented_reports import layouts, make

from desktop.checks.engine import Engine
from desktop.checks.review import review
from desktop.report.reading import read_report
from desktop.report.unwrapping import unwrap
from desktop.text.document import Document

LAYOUTS = layouts()


@pytest.mark.parametrize("index", range(0, len(LAYOUTS), 3))
def test_a_text_copied_from_a_web_page_is_read_the_same(index):
    lines, answer = make(LAYOUTS[index], seed=index)
    copied, mapping = web_copied(lines)

    report = read_report(Document.from_lines(copied))

    assert [p.line for p in report.problems] == [mapping[p["line"]] for p in answer.problems]
    assert [p.status.value for p in report.problems] == [p["status"] for p in answer.problems]
    assert [len(p.measures) for p in report.problems] == [p["measures"] for p in answer.problems]
    assert {s.role.value: s.line for s in report.sections} == {r: mapping[n] for r, n in answer.sections.items()}


@pytest.mark.parametrize("indent", ["", "\u3000\u3000"])
@pytest.mark.parametrize("width", [30, 36, 42])
def test_broken_lines_are_joined_again_for_reading(width, indent):
    found = wanted = 0
    for index in range(0, len(LAYOUTS), 5):
        lines, answer = make(LAYOUTS[index], seed=index, sizes=(4, 4, 4))
        broken, mapping = hard_wrapped(lines, width, indent=indent)

        report = read_report(Document.from_lines(broken))

        assert report.document.lines == tuple(broken)
        found += len({mapping[p["line"]] for p in answer.problems} & {p.line for p in report.problems})
        wanted += len(answer.problems)
    assert found >= 0.97 * wanted


def test_whole_paragraphs_are_not_taken_for_broken_lines():
    for index, layout in enumerate(LAYOUTS):
        assert unwrap(Document.from_lines(make(layout, seed=index)[0])) is None


def test_findings_in_broken_lines_stand_in_the_lines_of_the_file():
    lines, _ = make(LAYOUTS[0], seed=1, sizes=(4, 4, 4))
    lines[9] += "另有XX件正在办理。"
    broken, _ = hard_wrapped(lines, 36)

    result = review(Document.from_lines(broken), Engine())

    assert result.joined
    [finding] = [f for f in result.findings if f.kind == "placeholder"]
    assert finding.text == "XX"
    assert broken[finding.span.line - 1][finding.span.start : finding.span.end] == "XX"


@settings(max_examples=examples(60), deadline=None)
@given(
    st.lists(st.text("一二（）1.关于问题整改情况：，。XX是 \u3000", min_size=20, max_size=40), min_size=10, max_size=25)
)
def test_places_lie_inside_any_broken_text(lines):
    document = Document.from_lines(lines)
    result = review(document, Engine())
    for finding in result.findings:
        assert finding.span.end <= len(document.line(finding.span.line))
        for fix in finding.fixes:
            assert all(edit.span.end <= len(document.line(edit.span.line)) for edit in fix.edits)
    for problem in result.report.problems:
        assert problem.span.end <= len(document.line(problem.span.line))
