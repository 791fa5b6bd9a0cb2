"""D3xx: dates without their year, and years cut to two digits."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from desktop.checks.base import Check, Example, Explanation, Family, Fix, Hit, Related, Severity
from desktop.checks.date_facts import mentions
from desktop.checks.memo import PARAGRAPHS
from desktop.report.model import Report
from desktop.text.document import Paragraph
from desktop.text.edits import Edit
from desktop.text.spans import Span

_MONTH = re.compile(
    r"(?<![\d年个至到—－~～\-、第])(?P<month>1[0-2]|0?[1-9])月(?:份|[上中下]旬|[初底末])(?![以前])"
    r"|(?<![年个至到十一二三四五六七八九])(?P<chinese>十[一二]?|[一二三四五六七八九])月份(?!以)"
)
_YEAR_NAMED = re.compile(r"[今去当同次本每翌明前]年|年度|(?:19|20)\d{2}年|[xX×*＊]{1,4}年|每月|按月|历年")
_QUOTED = re.compile(r"“[^“”\n]{0,200}”|《[^《》\n]{0,120}》")
_SHORT = re.compile(
    r"(?<![\d.近约超过满达长时隔每前后第逾足余共需计用—\-~～至到期龄任])(?P<year>[012]\d)年(?=(?:1[0-2]|"
    r"[1-9])月|[底初末]|上半年|下半年|年[底初末])"
)
_HABIT = 3
_SOURCE = "GB/T 15835—2011《出版物上数字用法》：年份应当用4位数字写全，一般不用简写；公文中第一次出现的日期应当写明年份"


@lru_cache(maxsize=PARAGRAPHS)
def _first(text: str) -> Span | None:
    """The first date of a paragraph where no year stands before it."""
    found = mentions(text)
    at = next(((m.start, m.end) for m in found if m.year is None and m.possible), None)
    month = _MONTH.search(text)
    if month is not None and (at is None or month.start() < at[0]):
        at = month.span()
    if at is None:
        return None
    years = [m.start for m in found if m.year is not None and m.start < at[0]]
    named = _YEAR_NAMED.search(text, 0, at[0])
    if (
        years
        or named
        or any(q.start() < at[0] < q.end() for q in _QUOTED.finditer(text, max(0, at[0] - 200), at[1] + 200))
    ):
        return None
    return Span(1, *at)


def _missing(report: Report) -> Iterator[Hit]:
    spans = []
    for line, text in enumerate(report.document.lines, 1):
        if "月" not in text:
            continue
        place = _first(text)
        if place is not None:
            spans.append(Span(line, place.start, place.end))
    if not spans:
        return
    words = [report.document.line(s.line)[s.start : s.end] for s in spans]
    if len(spans) <= _HABIT:
        for span, written in zip(spans, words, strict=True):
            yield Hit(span, f"“{written}”没有写年份，本段前面也没有写；跨年度的整改应当写明是哪一年。")
        return
    related = tuple(Related(s, w) for s, w in zip(spans[1:], words[1:], strict=True))
    message = f"全文有{len(spans)}段的日期没有写年份（如“{words[0]}”）；跨年度的整改应当写明是哪一年。"
    yield Hit(spans[0], message, related=related)


def _short(paragraph: Paragraph, line: int) -> Iterator[Hit]:
    text = paragraph.text
    if "年" not in text:
        return
    for match in _SHORT.finditer(text):
        full = f"20{match['year']}年"
        span = Span(line, match.start(), match.end())
        yield Hit(span, f"年份“{match[0]}”应当写全为“{full}”。", (Fix(f"改为“{full}”", (Edit(span, full),)),))


CHECKS = (
    Check(
        code="D301",
        kind="date-missing-year",
        family=Family.DATES,
        severity=Severity.WARNING,
        explanation=Explanation(
            summary="日期没有写年份",
            why="整改往往跨两三个年度，段落里第一次出现的日期不写年份，"
            "读者无法判断是哪一年的事，也无法与佐证材料核对。",
            source=_SOURCE,
        ),
        bad=(
            Example("整改情况：⟦4月15日⟧，局党组召开专题会议。"),
            Example("一是⟦二月份⟧开展自查。\n二是⟦3月下旬⟧集中清理。"),
        ),
        good=(
            Example("2021年4月15日，局党组召开专题会议；5月6日印发通知。"),
            Example("今年4月15日召开会议，集中整改3个月，每月15日通报。"),
            Example("“12月4日国家宪法日”宣传活动。"),
        ),
        report=_missing,
    ),
    Check(
        code="D302",
        kind="date-missing-year",
        family=Family.DATES,
        severity=Severity.WARNING,
        explanation=Explanation(
            summary="年份只写了两位",
            why="“21年6月”是口语写法，正式公文中年份必须写全四位。",
            source=_SOURCE,
        ),
        bad=(Example("制度于⟦21年⟧6月修订，⟦20年⟧底前清理完毕。"), Example("（⟦19年⟧上半年）组织培训。")),
        good=(
            Example("制度于2021年6月修订，近10年来未发生问题。"),
            Example("工作满20年，历时12年6个月，超过15年底线。"),
        ),
        paragraph=_short,
    ),
)
