"""D207 and D208: days on which documents are said to be issued, against their numbers and one another."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from desktop.checks.base import Check, Example, Explanation, Family, Hit, Related, Severity
from desktop.checks.date_facts import mentions
from desktop.report.model import Report
from desktop.text.spans import Span

_SENTENCE = "。；！\n"
_ISSUED = re.compile(r"印发|下发|出台|发布|制定|修订")
_NUMBER = re.compile(r"〔(?P<year>(?:19|20)\d{2})〕\s?\d{1,4}号")
_TITLE = re.compile(r"《(?P<title>[^《》]{4,80})》(?:（(?P<number>[^（）]{2,12}〔\d{4}〕\d{1,4}号)）)?")
_REACH = 30
_TITLE_REACH = 24


def _shown(day: date) -> str:
    return f"{day.year}年{day.month}月{day.day}日"


def _number_year(report: Report) -> Iterator[Hit]:
    """A document said to be issued in a year before that of its number."""
    for line, text in enumerate(report.document.lines, 1):
        if "〔" not in text:
            continue
        found = mentions(text)
        for number in _NUMBER.finditer(text):
            before = [m for m in found if m.year is not None and m.end <= number.start()]
            if not before:
                continue
            last = before[-1]
            between = text[last.end : number.start()]
            if last.year is None or int(number["year"]) <= last.year or last.month is None:
                continue
            after = text[number.end() : number.end() + 8]
            if any(mark in between for mark in _SENTENCE) or len(between) > _REACH * 2:
                continue
            if _ISSUED.search(between) or _ISSUED.search(after):
                yield Hit(
                    Span(line, last.start, last.end),
                    f"文号的年份是〔{number['year']}〕，不会在{text[last.start : last.end]}印发，日期或文号有误。",
                    related=(Related(Span(line, number.start(), number.end()), number[0]),),
                )


@dataclass(frozen=True, slots=True)
class _Issue:
    day: date
    span: Span
    text: str


def _issues(report: Report) -> Iterator[tuple[str, str, _Issue]]:
    """Documents issued on a stated day: the kind of name, the name, the day."""
    for line, text in enumerate(report.document.lines, 1):
        if "《" not in text:
            continue
        found = [m for m in mentions(text) if m.date is not None]
        if not found:
            continue
        for title in _TITLE.finditer(text):
            last = next((m for m in reversed(found) if m.end <= title.start()), None)
            if last is None or last.date is None or title.start() - last.end > _TITLE_REACH:
                continue
            between = text[last.end : title.start()]
            act = _ISSUED.search(between)
            if act is None or any(mark in between for mark in _SENTENCE) or "《" in between:
                continue
            span = Span(line, last.start, last.end)
            issue = _Issue(last.date, span, text[last.start : last.end])
            yield "title", title["title"] + act[0], issue
            if title["number"]:
                yield "number", title["number"], issue


def _two_days(report: Report) -> Iterator[Hit]:
    first: dict[tuple[str, str], _Issue] = {}
    told: set[Span] = set()
    for sort, name, issue in _issues(report):
        earlier = first.setdefault((sort, name), issue)
        if earlier.day == issue.day or issue.span in told:
            continue
        told.add(issue.span)
        words = f"文号“{name}”" if sort == "number" else "同一份文件"
        yield Hit(
            issue.span,
            f"{words}的日期前后不一：前面写{_shown(earlier.day)}，这里写{_shown(issue.day)}，请核对。",
            related=(Related(earlier.span, earlier.text),),
        )


_SOURCE = "公文起草应当“情况确实，表述准确”（《党政机关公文处理工作条例》第十九条）；以本报告的其他地方为对照"

CHECKS = (
    Check(
        code="D207",
        kind="date-invalid",
        family=Family.DATES,
        severity=Severity.ERROR,
        explanation=Explanation(
            summary="印发日期早于文号的年份",
            why="文号里的年份就是印发的年份，2020年不可能印发〔2021〕的文件。",
            source="GB/T 9704—2012《党政机关公文格式》7.2.5（发文字号的年份）",
        ),
        bad=(
            Example("⟦2020年11月19日⟧，以清更发〔2021〕13号文件印发实施方案。"),
            Example("⟦2020年12月⟧印发《清河区更新项目管理办法》（清更发〔2021〕2号）。"),
        ),
        good=(
            Example("2021年11月19日，以清更发〔2021〕13号文件印发实施方案。"),
            Example(
                "2022年1月5日，按照清更发〔2021〕13号文件要求开展检查。2020年6月自查。清更发〔2021〕13号印发后抓落实。"
            ),
        ),
        report=_number_year,
    ),
    Check(
        code="D208",
        kind="date-conflict",
        family=Family.DATES,
        severity=Severity.WARNING,
        explanation=Explanation(
            summary="同一份文件的印发日期前后不一",
            why="同一份文件在两处写了两个印发日期，至少有一处写错了，与佐证材料必有一处不符。",
            source=_SOURCE,
        ),
        bad=(
            Example("2021年3月21日制定《档案管理办法》。\n⟦2021年3月29日⟧制定《档案管理办法》。"),
            Example(
                "2021年3月15日印发《轮岗办法》（清更发〔2021〕9号）。\n⟦2021年3月23日⟧出台《轮岗制度》（清更发〔2021〕"
                "9号）。"
            ),
        ),
        good=(
            Example("2021年3月21日制定《档案管理办法》。\n2021年3月21日制定《档案管理办法》。"),
            Example("2019年3月21日印发《档案管理办法》，2021年5月6日修订《档案管理办法》。"),
        ),
        report=_two_days,
    ),
)
