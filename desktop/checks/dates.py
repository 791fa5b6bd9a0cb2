"""D1xx: dates that the calendar does not have."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from desktop.checks.base import Check, Example, Explanation, Family, Fix, Hit, Severity
from desktop.checks.date_facts import mentions
from desktop.checks.typos import DAY_LOST_BEFORE
from desktop.text.dates import DateMention
from desktop.text.document import Paragraph
from desktop.text.edits import Edit
from desktop.text.spans import Span

_GLUED_YEARS = re.compile(r"(?<!\d)((?:19|20)\d{2})((?:19|20)\d{2})(?=年)")
_LONG_YEAR = re.compile(r"(?<![\d.])(\d{5,7})(?=年(?:\d{1,2}月|度|底|初|以来|上半年|下半年|第))")
_SHORT_YEAR = re.compile(r"(?<![\d.第])([12]\d\d)(?=年\d{1,2}月)")
_WILD_YEAR = re.compile(r"(?<![\d.])(\d{4})(?=年\d{1,2}月)")
_DAY_LOST = re.compile(
    r"(?<![\d.])(?:19|20)\d{2}年(?:1[0-2]|0?[1-9])月(?P<day>3[01]|[12]\d|0?[1-9])(?=[出下印召制修对经向组开"
    r"发与由公正通进，。；]|将|局|党|区|市|县)"
    r"(?![\d日号])"
)
_FEW = re.compile(r"\d(?:[个名人次件项万亿元份期家户批条岁周]|公里|公斤|公顷|余)")
_FIRST_YEAR = 1900
_LAST_YEAR = 2100
_WEEKDAY = re.compile(
    r"(?P<year>(?:19|20)\d{2})年(?P<month>\d{1,2})月(?P<day>\d{1,2})[日号]?[（(](?:星期|"
    r"周|礼拜)(?P<weekday>[一二三四五六日天])[^（()）]{0,6}[）)]"
)
_WEEKDAYS = "一二三四五六日"
_MONTHS = 12
_LAST_DAY = 31


def _impossible(paragraph: Paragraph, line: int) -> Iterator[Hit]:
    text = paragraph.text
    if "月" in text or "-" in text or "." in text or "/" in text:
        for mention in mentions(text):
            if not mention.possible and (mention.year is None or _FIRST_YEAR <= mention.year <= _LAST_YEAR):
                written = text[mention.start : mention.end]
                yield Hit(Span(line, mention.start, mention.end), f"没有“{written}”这一天：{_why(mention)}，请核对。")
    if "年" not in text:
        return
    for match in _GLUED_YEARS.finditer(text):
        span = Span(line, match.start(), match.end() + 1)
        fix = Fix(f"改为“{match[1]}—{match[2]}年”", (Edit(Span(line, match.end(1), match.end(1)), "—"),))
        yield Hit(span, f"“{match[0]}年”是两个年份连在一起，中间漏了连接号。", (fix,))
    for pattern in (_LONG_YEAR, _SHORT_YEAR):
        for match in pattern.finditer(text):
            if not _GLUED_YEARS.match(text, match.start()):
                yield Hit(Span(line, match.start(), match.end() + 1), f"“{match[0]}年”不是4位数的年份，请核对。")
    for match in _WILD_YEAR.finditer(text):
        if not _FIRST_YEAR <= int(match[1]) <= _LAST_YEAR:
            yield Hit(Span(line, match.start(), match.end() + 1), f"“{match[0]}年”不像是写对了的年份，请核对。")


def _why(mention: DateMention) -> str:
    if mention.month is not None and not 1 <= mention.month <= _MONTHS:
        return f"没有{mention.month}月"
    if mention.day is not None and not 1 <= mention.day <= _LAST_DAY:
        return f"没有{mention.day}日"
    return f"{mention.month}月没有{mention.day}日"


def _lost_day(paragraph: Paragraph, line: int) -> Iterator[Hit]:
    text = paragraph.text
    if "月" not in text:
        return
    for match in _DAY_LOST.finditer(text):
        if _FEW.match(text, match.end() - 1) or text.startswith(DAY_LOST_BEFORE, match.end()):
            continue  # the latter is told by W105
        fix = Fix(f"改为“{match[0]}日”", (Edit(Span(line, match.end(), match.end()), "日"),))
        yield Hit(Span(line, match.start(), match.end()), f"“{match[0]}”后面像是漏了“日”。", (fix,))


def _weekday(paragraph: Paragraph, line: int) -> Iterator[Hit]:
    text = paragraph.text
    for match in _WEEKDAY.finditer(text):
        try:
            day = date(int(match["year"]), int(match["month"]), int(match["day"]))
        except ValueError:
            continue
        stated = match["weekday"].replace("天", "日")
        right = _WEEKDAYS[day.weekday()]
        if stated == right:
            continue
        place = Span(line, match.start("weekday"), match.end("weekday"))
        fix = Fix(f"星期改为“{right}”", (Edit(place, right),))
        span = Span(line, match.start(), match.end())
        yield Hit(span, f"{day.year}年{day.month}月{day.day}日是星期{right}，不是星期{stated}。", (fix,))


_SOURCE = "公文起草应当“情况确实，表述准确”（《党政机关公文处理工作条例》第十九条）；公历日期"

CHECKS = (
    Check(
        code="D101",
        kind="date-invalid",
        family=Family.DATES,
        severity=Severity.ERROR,
        explanation=Explanation(
            summary="日历上没有的日期",
            why="“2月30日”“13月”一类日期一定是写错了，读者无法知道事情是哪一天办的，佐证材料也对不上。",
            source=_SOURCE,
        ),
        bad=(
            Example("⟦2021年2月30日⟧，局党组召开专题会议；⟦6月31日⟧前办结。"),
            Example("⟦2021年13月5日⟧印发通知。"),
            Example("核查⟦20162018年⟧的合同，补签⟦20201年⟧12月的协议。"),
            Example("⟦202年⟧5月完成整改，⟦2921年⟧6月公开。"),
        ),
        good=(
            Example("2020年2月29日，局党组召开专题会议；6月30日前办结。"),
            Example("近10年来的12月份，2016—2018年的合同，支付20000元、100年产权。"),
            Example("第3.2.1条、版本2.13.40，占地13亩。"),
        ),
        paragraph=_impossible,
    ),
    Check(
        code="D102",
        kind="date-invalid",
        family=Family.DATES,
        severity=Severity.WARNING,
        explanation=Explanation(
            summary="日期漏了“日”字",
            why="“3月15出台”读起来像数量，日期应当写全。",
            source=_SOURCE + "；GB/T 7408《日期和时间表示法》",
        ),
        bad=(Example("⟦2021年3月15⟧公示处理结果。"), Example("我局于⟦2021年10月8⟧向区委报告。")),
        good=(Example("2021年3月15日出台实施方案。"), Example("2021年3月15个科室、2020年12月3名干部受到提醒。")),
        paragraph=_lost_day,
    ),
    Check(
        code="D103",
        kind="date-conflict",
        family=Family.DATES,
        severity=Severity.ERROR,
        explanation=Explanation(
            summary="日期与星期对不上", why="日期和星期至少有一个写错了，参会人员和核查人员都会被误导。", source=_SOURCE
        ),
        bad=(Example("会议定于⟦2021年6月30日（星期四）⟧召开。"), Example("⟦2021年3月8日（周二上午）⟧集中学习。")),
        good=(Example("会议定于2021年6月30日（星期三）召开。"), Example("2021年7月4日（周日）值班，每周二学习。")),
        paragraph=_weekday,
    ),
)
