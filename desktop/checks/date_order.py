"""D2xx: dates that come in an order they cannot have, and dates that disagree."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from itertools import pairwise

from desktop.checks.base import Check, Example, Explanation, Family, Hit, Related, Severity
from desktop.checks.date_facts import Stated, joined, mentions, read_facts
from desktop.report.model import PartRole, Report
from desktop.text.dates import DateMention
from desktop.text.spans import Span

_SENTENCE = "。；！\n"
_TITLE_OR_BRACKET = re.compile(r"《[^《》]{0,120}》|（[^（）]{0,120}）|\([^()]{0,120}\)|“[^“”]{0,60}”")
_TO_MONTH = re.compile(r"\s?[至到]\s?(?P<month>\d{1,2})月(?!\d|份以?来)")
_THIS_YEAR = re.compile(r"今年(?P<month>\d{1,2})月(?:份)?(?!\d)")
_AHEAD = re.compile(
    r"[将拟前底末止限内起]|预计|计划|力争|争取|目标|规划|时限|有效|届满|确保|"
    r"至|到|以来|方案|打算|安排|下一步|持续|长期|年度|预算|续期|到期"
)
_DONE = re.compile(
    r"[已了经]|召开|印发|出台|下发|组织|开展|完成|举办|约谈|"
    r"制定|修订|学习|整改|通过|成立|邀请|进行|收到|作出"
)
_STILL = re.compile(r"(?:预计|力争|争取|拟于|计划于|将于|预期)(?:在|于)?$")
_ACT = re.compile(
    r"\A[日号]?[，,]?(?:[\u4e00-\u9fff]{0,12}?)"
    # the first characters of all that may follow: most places are passed over at once
    r"(?=[已再专集联统认积及分下印召组开制出修约清办完成举邀选派启收补整建公退重对向])"
    r"(?:已|再次|专题|专门|集中|联合|统一|"
    r"认真|积极|及时|分别)?(?:下发|印发|召开|组织|开展|制定|出台|修订|约谈|清退"
    r"|办理|完成|成立|举办|邀请|选派|派出|派|开通|启动|收缴|补缴|整改|建立|补充|"
    r"完善|公开|退还|重新|对全[体区市县局院]|向[^，。]{2,12}(?:通报|报告))"
)
_LEAD = re.compile(
    r"(?:^|[。；，：:、]|[一二三四五六七八九十]是|[）)①-⑩])(?:[我本]?[\u4e00-\u9fff]{1,6}(?:局|"
    r"院|办|组|科|室|中心|党委|公司|会|校|区|县|市|处|股|队))?"
    r"(?:已|均|分别)?(?:于|在)?$"
)
_HISTORY = re.compile(
    r"核[实查]|查明|经查|自查|排查|清查|清理|梳理|追溯|针对|对于|关于|发现|指出|原[因来定]?|"
    r"当时|历史|曾|此前|之前|以前|以来|期间|前[，,]|由于|因为?|购[买置]|签订|合同|发生|涉及"
    r"|巡[察视]前|上[一轮次届]|[本该此]项目|开工|建成|竣工|经了解|情况说明|事项|问题"
)
_PAST_ROLES = frozenset(
    {PartRole.CAUSE, PartRole.SITUATION, PartRole.NEXT, PartRole.GOAL, PartRole.DEADLINE, PartRole.REASON_OPEN}
)
_CLAUSE_REACH = 40
_DECEMBER = 12


def _sentence(text: str, start: int, end: int) -> tuple[str, str]:
    """The words of the sentence before and behind a place."""
    head = max(text.rfind(mark, 0, start) for mark in _SENTENCE) + 1
    tails = [at for at in (text.find(mark, end) for mark in _SENTENCE) if at >= 0]
    return text[head:start], text[end : min(tails, default=len(text))]


def _shown(day: date) -> str:
    return f"{day.year}年{day.month}月{day.day}日"


def _backward(report: Report) -> Iterator[Hit]:
    """Ranges whose end lies before their beginning."""
    for line, text in enumerate(report.document.lines, 1):
        found = mentions(text)
        for first, second in pairwise(found):
            if not joined(text, first, second) or not (first.possible and second.possible):
                continue
            if first.year is None or second.year is None or first.month is None or second.month is None:
                continue
            if (first.day is None) != (second.day is None):
                a, b = (first.year, first.month, 0), (second.year, second.month, 0)
            else:
                a, b = (first.year, first.month, first.day or 0), (second.year, second.month, second.day or 0)
            if b < a:
                span = Span(line, first.start, second.end)
                yield Hit(span, "这段时间的起止颠倒了：结束日期早于开始日期。")


def _next_year(report: Report) -> Iterator[Hit]:
    """Ranges that end in the next year without saying so."""
    for line, text in enumerate(report.document.lines, 1):
        found = mentions(text)
        for at, first in enumerate(found):
            if first.year is None or first.month is None or not first.possible:
                continue
            end: tuple[int, int, int] | None = None
            if at + 1 < len(found) and joined(text, first, found[at + 1]):
                second = found[at + 1]
                if second.year is None and second.month is not None and second.possible:
                    end = second.month, second.day or 0, second.end
            else:
                month = _TO_MONTH.match(text, first.end)
                if month is not None and 1 <= int(month["month"]) <= _DECEMBER:
                    end = int(month["month"]), 0, month.end()
            if end is None:
                continue
            begin = first.month, first.day if first.day and end[1] else 0
            if end[:2] < begin:
                span = Span(line, first.start, end[2])
                words = (
                    f"“{text[first.start : end[2]]}”跨了年，后一个日期应当写明{first.year + 1}年；"
                    f"如不跨年，则起止写反了。"
                )
                yield Hit(span, words)


def _course(report: Report) -> Iterator[Hit]:
    """Inspection, feedback and report in the order they must have."""
    facts = read_facts(report)
    begun = facts.end or facts.start
    if facts.feedback and begun and facts.feedback.when < begun.when:
        yield Hit(
            facts.feedback.span,
            f"反馈日期早于巡察巡视{'结束' if facts.end else '开始'}的日期（{_shown(begun.when)}），请核对。",
            related=(_related(report, begun),),
        )
    told = facts.feedback or begun
    if report.date and report.date_line and told and report.date < told.when:
        text = report.document.line(report.date_line)
        yield Hit(
            Span(report.date_line, 0, len(text)),
            f"报告的日期早于{'反馈' if facts.feedback else '巡察巡视'}的日期（{_shown(told.when)}），请核对。",
            related=(_related(report, told),),
        )


def _related(report: Report, stated: Stated) -> Related:
    line = report.document.line(stated.span.line)
    return Related(stated.span, line[stated.span.start : stated.span.end])


def _after(mention: DateMention, day: date) -> bool:
    if mention.year is None or not mention.possible:
        return False
    if mention.month is None:
        return mention.year > day.year
    if mention.day is None:
        return (mention.year, mention.month) > (day.year, day.month)
    return (mention.year, mention.month, mention.day) > (day.year, day.month, day.day)


def _before(mention: DateMention, day: date) -> bool:
    if mention.year is None or not mention.possible or mention.month is None:
        return False
    if mention.day is None:
        return (mention.year, mention.month) < (day.year, day.month)
    return (mention.year, mention.month, mention.day) < (day.year, day.month, day.day)


def _future(report: Report) -> Iterator[Hit]:
    """What is told as done after the report's own date."""
    if report.date is None:
        return
    own = f"报告的日期是{_shown(report.date)}"
    for line, text in enumerate(report.document.lines, 1):
        if line == report.date_line:
            continue
        found = mentions(text)
        if not found and "今年" not in text:
            continue
        for mention in (*found, *_this_year(text, report.date.year)):
            if mention.month is None or not _after(mention, report.date) or _masked(text, mention):
                continue
            before, after = _sentence(text, mention.start, mention.end)
            if (
                _AHEAD.search(before[-_CLAUSE_REACH:])
                or _AHEAD.search(after[:_CLAUSE_REACH])
                or not _DONE.search(after)
            ):
                continue
            yield Hit(
                Span(line, mention.start, mention.end),
                f"{own}，这里却把{text[mention.start : mention.end]}的事写成已经做了，请核对。",
            )


def _this_year(text: str, year: int) -> Iterator[DateMention]:
    """今年8月, read as August of the report's year."""
    if "今年" in text:
        for match in _THIS_YEAR.finditer(text):
            yield DateMention(match.start(), match.end(), year, int(match["month"]))


def _masked(text: str, mention: DateMention) -> bool:
    """Whether a date stands inside a title, brackets or a quotation."""
    head = max(0, mention.start - 120)
    return any(
        m.start() + head < mention.start and mention.end <= m.end() + head
        for m in _TITLE_OR_BRACKET.finditer(text[head : mention.end + 120])
    )


def _overtaken(report: Report) -> Iterator[Hit]:
    """What is told as still to come before the report's own date."""
    if report.date is None:
        return
    for line, text in enumerate(report.document.lines, 1):
        if line == report.date_line:
            continue
        for mention in mentions(text):
            if mention.year is None or mention.month is None or not mention.possible:
                continue
            if (mention.year, mention.month) >= (report.date.year, report.date.month):
                continue
            if _STILL.search(text, max(0, mention.start - 8), mention.start) and not _masked(text, mention):
                yield Hit(
                    Span(line, mention.start, mention.end),
                    f"报告的日期是{_shown(report.date)}，这里还写预计{text[mention.start : mention.end]}，"
                    f"请写明现在的结果。",
                )


def _too_early(report: Report) -> Iterator[Hit]:
    """Measures dated before the inspection that they answer."""
    start = read_facts(report).start
    if start is None:
        return
    lines: set[tuple[int, int]] = set()
    for problem in report.problems:
        past = [part.span for part in problem.parts if part.role in _PAST_ROLES]
        for measure in problem.measures:
            text = report.document.line(measure.span.line)
            for mention in mentions(text):
                span = Span(measure.span.line, mention.start, mention.end)
                if not measure.span.contains(span) or not _before(mention, start.when):
                    continue
                if (span.line, span.start) in lines or any(p.overlaps(span) for p in past) or _masked(text, mention):
                    continue
                before, after = _sentence(text, mention.start, mention.end)
                if not _LEAD.search(before) or not _ACT.match(after) or _HISTORY.search(before):
                    continue
                if _HISTORY.search(re.split("[，,]", after.lstrip("，,"))[0]):
                    continue
                lines.add((span.line, span.start))
                yield Hit(
                    span,
                    f"这一措施的日期早于巡察巡视开始的日期（{_shown(start.when)}），"
                    f"不会是针对反馈问题的整改，请核对年份。",
                    related=(_related(report, start),),
                )


_SOURCE = (
    "公文起草应当“情况确实，表述准确”（《党政机关公文处理工作条例》第十九条）；"
    "巡视巡察工作程序：进驻、反馈、整改、报告依次进行"
)
_HEAD = (
    "关于巡察整改进展情况的通报\n2021年9月10日\n根据区委统一部署，2020年11月24日至2021年1月25日，"
    "区委第二巡察组对局党组进行了巡察。2021年3月9日反馈了巡察意见。"
)
_BODY = "\n一、反馈问题整改落实情况\n1.关于“制度不健全”的问题\n整改情况："

CHECKS = (
    Check(
        code="D201",
        kind="date-order",
        family=Family.DATES,
        severity=Severity.ERROR,
        explanation=Explanation(
            summary="起止日期颠倒",
            why="结束早于开始的一段时间不可能存在，至少有一个日期写错了。",
            source=_SOURCE,
        ),
        bad=(
            Example("⟦2021年5月6日至2021年3月9日⟧开展专项整治。"),
            Example("清理⟦2021年8月至2020年10月⟧的台账。"),
        ),
        good=(
            Example("2020年12月6日至2021年3月9日开展专项整治。"),
            Example("2021年5月6日至5月9日，2021年3月9日召开会议。"),
        ),
        report=_backward,
    ),
    Check(
        code="D202",
        kind="date-missing-year",
        family=Family.DATES,
        severity=Severity.ERROR,
        explanation=Explanation(
            summary="跨年的一段时间没有写明后一个年份",
            why="“2020年12月7日至1月8日”按字面是从12月倒回1月，跨年时后一个日期必须写明年份。",
            source="GB/T 15835—2011《出版物上数字用法》（年份应当写全）",
        ),
        bad=(Example("⟦2020年12月7日至1月8日⟧开展巡察。"), Example("⟦2020年11月至2月⟧集中整改。")),
        good=(
            Example("2020年12月7日至2021年1月8日开展巡察。"),
            Example("2020年3月至11月集中整改，2020年3月5日至4月2日自查。"),
        ),
        report=_next_year,
    ),
    Check(
        code="D203",
        kind="date-order",
        family=Family.DATES,
        severity=Severity.ERROR,
        explanation=Explanation(
            summary="巡察、反馈、报告的先后次序不对",
            why="先巡察，后反馈，再整改报告；日期的次序反了，说明引言里的日期写错了。",
            source=_SOURCE,
        ),
        bad=(
            Example(_HEAD.replace("2021年3月9日", "⟦2020年3月9日⟧") + _BODY + "修订制度3项。"),
            Example(_HEAD.replace("2021年9月10日", "⟦2021年2月10日⟧") + _BODY + "修订制度3项。"),
        ),
        good=(
            Example(_HEAD + _BODY + "修订制度3项。"),
            Example("关于工作情况的报告\n2021年9月10日\n一、基本情况\n全局42人。"),
        ),
        report=_course,
    ),
    Check(
        code="D204",
        kind="date-order",
        family=Family.DATES,
        severity=Severity.WARNING,
        explanation=Explanation(
            summary="把报告日期之后的事写成已经做了",
            why="报告写成那天还没有发生的事，不能写成已经完成。",
            source=_SOURCE,
        ),
        bad=(
            Example(_HEAD + _BODY + "⟦2021年12月6日⟧召开专题会议，修订了管理制度。"),
            Example(_HEAD + _BODY + "已于⟦2022年3月⟧完成清理。从⟦今年11月份⟧组织实施。"),
        ),
        good=(
            Example(_HEAD + _BODY + "2021年6月6日召开专题会议。"),
            Example(_HEAD + _BODY + "预计2021年12月底前完成清理。2022年5月1日起施行。"),
        ),
        report=_future,
    ),
    Check(
        code="D205",
        kind="date-order",
        family=Family.DATES,
        severity=Severity.WARNING,
        explanation=Explanation(
            summary="已经过去的日期还写成预计",
            why="报告写成时这个日期已经过去，是否办成应当写明结果；仍写“预计”，多是旧稿没有更新。",
            source=_SOURCE,
        ),
        bad=(
            Example(_HEAD + _BODY + "预计⟦2021年4月⟧底试运行。"),
            Example(_HEAD + _BODY + "力争于⟦2021年6月30日⟧前办结。"),
        ),
        good=(
            Example(_HEAD + _BODY + "预计2021年12月底试运行。"),
            Example(_HEAD + _BODY + "2021年4月底已经试运行。"),
        ),
        report=_overtaken,
    ),
    Check(
        code="D206",
        kind="date-order",
        family=Family.DATES,
        severity=Severity.WARNING,
        explanation=Explanation(
            summary="整改措施的日期早于巡察",
            why="巡察开始以前做的事不是对反馈问题的整改；这种日期多半是年份写错了，也可能是拿旧工作充当整改。",
            source=_SOURCE,
        ),
        bad=(
            Example(_HEAD + _BODY + "一是⟦2020年5月13日⟧下发督察通报。二是2021年6月修订制度。"),
            Example(_HEAD + _BODY + "一是修订制度。二是更新办于⟦2019年6月⟧召开专题会议。"),
        ),
        good=(
            Example(_HEAD + _BODY + "一是2021年5月13日下发督察通报。二是对2019年以来的合同进行清理。"),
            Example(_HEAD + _BODY + "一是经核查，2019年4月10日，局长办公会研究决定出租房屋。二是完成清理。"),
        ),
        report=_too_early,
    ),
)
