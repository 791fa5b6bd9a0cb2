"""B1xx: spaces that got into Chinese text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice

from desktop.checks.base import Check, Example, Explanation, Family, Fix, Hit, Related, Severity
from desktop.checks.memo import matches_of
from desktop.checks.residue import find_places
from desktop.checks.wrong_characters import doubtful_places
from desktop.report.model import Report, Role
from desktop.text.edits import Edit
from desktop.text.spans import Span

_HAN = "\u4e00-\u9fff"
_BLANK = "[ \t\u00a0\u3000\u2002\u2003\u2009]"
# The rare space is looked for first; what stands on both sides is judged afterwards.
_SPACE = re.compile(rf"{_BLANK}+")
_LEFT_MARK = "，、：）》】”’"
_RIGHT_MARK = "，。；：、！？（《“‘）》”’"
_LABEL = re.compile(r"^[ \t\u3000]*(?:[（(]?(?:[一二三四五六七八九十]{1,4}|\d{1,3})[）)]?[、.．，]?|[①-⑳])$")
_FIELD = re.compile(r"电 |邮 |地 |联系|附件|抄送|签发|：|:")
_SHORT = 40
_HABIT = 6
_NAME = 1
_AROUND = 12
_MOST_SPACES = 2000  # more stand only in tables made with spaces


def _spaces(report: Report) -> Iterator[Hit]:
    """Each stray space; where a report has many, one hit for all of them."""
    contact = report.section(Role.CONTACT)
    found: list[tuple[Span, bool]] = []
    for line, text in enumerate(report.document.lines, 1):
        if line == report.title_line or line == report.date_line or not text:
            continue
        if _spaces_in(text):
            found += _places(text, line, contact is not None and line >= contact.line)
    tight = [span for span, digit in found if not digit]
    by_digit = [span for span, digit in found if digit]
    yield from _hits(report, tight, Severity.WARNING)
    yield from _hits(report, by_digit, Severity.WARNING if len(by_digit) <= _HABIT // 2 else Severity.INFO)


def _hits(report: Report, spans: list[Span], severity: Severity) -> Iterator[Hit]:
    if not spans:
        return
    if len(spans) <= _HABIT:
        for span in spans:
            fix = Fix("删去空格", (Edit(span, ""),), certain=_reads_well_without(report, span))
            yield Hit(_shown(report, span), "汉字之间多了空格。", (fix,), severity=severity)
        return
    fix = Fix("删去各处空格", tuple(Edit(span, "") for span in spans), certain=True)
    related = tuple(Related(span, "") for span in spans[1:])
    yield Hit(_shown(report, spans[0]), f"汉字之间多了空格，全文共{len(spans)}处。", (fix,), related, severity=severity)


def _reads_well_without(report: Report, span: Span) -> bool:
    """Whether the words on both sides give no wrong one together: a space may hide that a character is wrong."""
    text = report.document.line(span.line)
    left = text[max(0, span.start - _AROUND) : span.start]
    joined = left + text[span.end : span.end + _AROUND]
    return not any(at < len(left) < end for at, end in doubtful_places(joined))


def _shown(report: Report, span: Span) -> Span:
    """The space with one character on each side, so that it can be seen."""
    return Span(span.line, span.start - 1, min(span.end + 1, len(report.document.line(span.line))))


_spaces_in = matches_of(_SPACE)


def _places(text: str, line: int, contact: bool) -> Iterator[tuple[Span, bool]]:
    """Stray spaces, and whether they stand beside a number."""
    residue = None
    for match in islice(_spaces_in(text), _MOST_SPACES):
        start, end = match.span()
        if start == 0 or end == len(text):
            continue
        left, right = text[start - 1], text[end]
        digit = (_han(left) and right.isdigit()) or (left.isdigit() and _han(right))
        words = _han(left) and _han(right)
        marks = (left in _LEFT_MARK and (_han(right) or right in _RIGHT_MARK or right.isdigit())) or (
            _han(left) and right in _RIGHT_MARK
        )
        if not (digit or words or marks):
            continue
        if not text[:start].strip() or _LABEL.match(text, 0, start) or _in_title(text, start):
            continue
        if words and (end - start > _NAME or _spaced_name(text, start, end)):
            continue  # set apart on purpose: columns, names of two characters
        if contact or (len(text) <= _SHORT and (text.count(" ") + text.count("\u3000") > _NAME or _FIELD.search(text))):
            continue
        if end - start > _NAME + 1 and not words:
            continue
        if residue is None:
            residue = find_places(text)
        if any(place.start <= end and start <= place.end for place in residue):
            continue
        yield Span(line, start, end), digit


def stray_spaces(text: str) -> list[tuple[int, int]]:
    """The spaces of a paragraph that do not belong there; half-open code point offsets."""
    return [(span.start, span.end) for span, _ in _places(text, 1, contact=False)]


def _han(char: str) -> bool:
    return "\u4e00" <= char <= "\u9fff"


def _in_title(text: str, at: int) -> bool:
    """Whether the place lies inside 《》 or quotation marks, where a space can belong to a slogan or title."""
    head = text[max(0, at - 60) : at]
    return any(head.rfind(a) > head.rfind(b) for a, b in ("《》", "“”"))


def _spaced_name(text: str, start: int, end: int) -> bool:
    """张 三 and 联系 人: one character between a mark and the space."""
    before, after = text[max(0, start - 2) : start], text[end : end + 2]
    alone = len(before) < 2 or not _han(before[0])
    return alone and (len(after) < 2 or not _han(after[1]))


_SOURCE = "GB/T 15834—2011《标点符号用法》5.1；公文排印惯例：汉字、标点之间不留空格"

CHECKS = (
    Check(
        code="B101",
        kind="stray-space",
        family=Family.TEXT,
        severity=Severity.WARNING,
        explanation=Explanation(
            summary="汉字之间多了空格",
            why="夹在句子里的空格是换行、粘贴留下的，排版后会露出空档，也会让查找和统计漏掉词语。",
            source=_SOURCE,
        ),
        bad=(
            Example("局党组先⟦后 召⟧开专题会议2次，研究整改。", mended="局党组先后召开专题会议2次，研究整改。"),
            Example(
                "区委第二巡察组对局党组开展了巡察，2021年3月⟦9 日⟧反馈了意见⟦， 要⟧求限期整改，逐项报告进展情况。",
                mended="区委第二巡察组对局党组开展了巡察，2021年3月9日反馈了意见，要求限期整改，逐项报告进展情况。",
            ),
        ),
        good=(
            Example("　　一、 总体情况\n（一） 提高站位\n张 三  李 四\n《提高质量 减少数量》"),
            Example("联 系 人：张三　电 话：1234567\n采用Word 2016编排，开展“守初心 担使命”活动。"),
        ),
        report=_spaces,
    ),
)
