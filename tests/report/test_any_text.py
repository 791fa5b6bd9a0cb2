"""Any text at all is read, and every place lies inside it."""

from examples import examples
from hypothesis import given, settings
from hypothesis import strategies as st
from invented_reports import layouts, make

from desktop.report.parse import parse
from desktop.text.document import Document
from desktop.text.spans import Span

# fmt: off
_PIECES = st.sampled_from([
    "一、", "二、", "（一）", "（二）", "1.", "2．", "（1）", "①", "第一方面问题：", "一是", "二是", "整改情况：",
    "整改状态：已完成", "原因分析：", "关于“", "”问题的整改情况", "针对", "不到位", "方面", "。", "：", "，",
    "下一步，", "欢迎监督", "43个问题", "已完成31个", "完成率72%", "【更多公文素材，微信：a1】", "𠮷", "巡察组",
    "党组", "2025年6月31日", "XX", "《", "》", "”", "（", "x", "\u3000", "\xa0", "\u2028", " ",
])
# fmt: on
_LINES = st.lists(st.lists(_PIECES, max_size=8).map("".join), max_size=30)


def _spans(report):
    for part in (*report.aspects, *report.groups, *report.headings):
        yield part.span
        if part.label:
            yield part.label.span
    for problem in report.problems:
        yield from (problem.span, *(p.span for p in problem.parts), *(m.span for m in problem.measures))
        yield from (span for span in (problem.status_span, problem.deadline_span) if span)
    for claim in report.claims:
        yield from (claim.span, *(p.span for p in claim.parts))


def _assert_inside(report):
    for span in _spans(report):
        assert isinstance(span, Span)
        assert span.end <= len(report.document.line(span.line))
    for section in report.sections:
        assert 1 <= section.line <= section.end_line <= len(report.document.lines)


@settings(max_examples=examples(150), deadline=None)
@given(_LINES)
def test_places_lie_inside_pieced_together_reports(lines):
    _assert_inside(parse(Document.from_lines(lines)))


@settings(max_examples=examples(100), deadline=None)
@given(st.lists(st.text(max_size=80), max_size=20))
def test_arbitrary_text_is_read_without_an_exception(lines):
    _assert_inside(parse(Document.from_lines(lines)))


def test_titles_and_labels_stand_where_they_say():
    for index, layout in enumerate(layouts()):
        lines, _ = make(layout, seed=index)
        report = parse(Document.from_lines(lines))
        _assert_inside(report)
        for problem in report.problems:
            line = report.document.line(problem.line)
            assert line[problem.span.start : problem.span.end] == problem.title
            if problem.label:
                assert line[problem.label.span.start : problem.label.span.end] == problem.number


def test_an_empty_document_is_a_report_of_nothing():
    report = parse(Document.from_lines([]))

    assert report.problems == ()
    assert report.title is None
