"""Where a report names its unit, party body, inspection team and days otherwise than the facts do."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from desktop.checks.date_facts import mentions
from desktop.drafting.facts import Facts, written_date
from desktop.drafting.proposals import ProposedEdit, proposal
from desktop.drafting.stated_dates import stated_dates
from desktop.report.model import Report
from desktop.text.spans import Span

_TEAM = re.compile(
    r"(?P<who>(?:中央|自治区党委|[\u4e00-\u9fff]?[省市县区州旗]委))?第[一二三四五六七八九十\d]{1,3}巡[视察]组"
)
_FORMER = re.compile(r"上[一轮次届]|此前|之前|以往|曾|历次|原|参加|担任|抽调|(?:19|20)\d\d年[^，。；]{0,12}$")
_BEFORE = 16
_OWN_BEFORE = r"(?<![\u4e00-\u9fff])|(?<=[我本由经向对在及和与为是])"
_NO_ORGAN = "(?<![局院校厅委镇乡司心团会社村区市县省道园馆站所部办行关级位组各等])"
_OFFICE = re.compile(r"(?:局|院|校|厅|委|街道|镇|乡|公司|集团|中心|学院|会)$")
_BODY_WORDS = r"(?=书记|会议|理论学习中心组|成员|班子|副书记)"


def name_updates(report: Report, facts: Facts) -> Iterator[ProposedEdit]:
    """The places that name unit, party body, team or a day otherwise; what the facts leave open stays."""
    yield from _unit(report, facts)
    yield from _body(report, facts)
    yield from _team(report, facts)
    yield from _days(report, facts)


def _unit(report: Report, facts: Facts) -> Iterator[ProposedEdit]:
    old, new = report.unit or "", facts.whole_name
    if not old or not new or new.endswith(old) or old.endswith(new):
        return  # a short form of the same name is no other name
    for line, text in enumerate(report.document.lines, 1):
        for match in re.finditer(re.escape(old), text):
            around = text[max(0, match.start() - len(new)) : match.end() + len(new)]
            if new not in around:
                yield proposal(report, Span(line, *match.span()), new, f"单位名称应为“{new}”")


def _body(report: Report, facts: Facts) -> Iterator[ProposedEdit]:
    old, new = report.party_body, facts.party_body
    if not new or old == new or old == "其他":
        return
    unit = report.unit or facts.whole_name
    office = _OFFICE.search(unit)
    own = f"(?:{_OWN_BEFORE}){re.escape(office[0])}" if office else r"(?!)"
    pattern = re.compile(
        rf"(?:(?<={re.escape(unit)}){old}|{own}(?P<own>{old})|{_NO_ORGAN}(?P<said>{old}){_BODY_WORDS})(?!织)"
    )
    for line, text in enumerate(report.document.lines, 1):
        for match in pattern.finditer(text):
            start = match.end() - len(old)
            yield proposal(report, Span(line, start, match.end()), new, f"本单位设“{new}”")


def _team(report: Report, facts: Facts) -> Iterator[ProposedEdit]:
    right = _TEAM.search(facts.inspector)
    if right is None:
        if facts.inspector and report.inspector and facts.inspector != report.inspector:
            yield from _everywhere(report, report.inspector, facts.inspector)
        return
    full = facts.inspector
    bare = full[full.index("第") :]
    for line, text in enumerate(report.document.lines, 1):
        for match in _TEAM.finditer(text):
            start, who = match.start(), match["who"] or ""
            if len(who) > len("区委") and who[0] not in full[:2] and full.startswith(who[1:]):
                start, who = start + 1, who[1:]  # the character before 区委 belongs to the words before it
            said = text[start : match.end()]
            before = text[max(0, start - _BEFORE) : start]
            if full.endswith(said) or text[: match.end()].endswith(full) or _FORMER.search(before):
                continue
            if said not in (report.inspector or "") and (
                who not in ("", facts.sender) or facts.inspection_word not in said
            ):
                continue  # the team of another committee
            new = full if match["who"] else bare
            yield proposal(report, Span(line, start, match.end()), new, f"巡视巡察组应为“{full}”")


def _everywhere(report: Report, old: str, new: str) -> Iterator[ProposedEdit]:
    for line, text in enumerate(report.document.lines, 1):
        for match in re.finditer(re.escape(old), text):
            if text[match.start() : match.start() + len(new)] != new:
                yield proposal(report, Span(line, *match.span()), new, f"巡视巡察组应为“{new}”")


def _days(report: Report, facts: Facts) -> Iterator[ProposedEdit]:
    told = stated_dates(report)
    pairs = (
        (told.start, facts.inspection_start, "巡察开始日期"),
        (told.end, facts.inspection_end, "巡察结束日期"),
        (told.feedback, facts.feedback_date, "反馈日期"),
    )
    for stated, day, name in pairs:
        if stated is not None and day is not None and stated.when != day:
            yield _day_update(report, stated.span, day, name)
    if told.feedback is not None and facts.feedback_date not in (None, told.feedback.when):
        assert facts.feedback_date is not None
        yield from _told_again(report, told.feedback.when, told.feedback.span, facts.feedback_date)
    if report.date is not None and report.date_line and facts.report_date not in (None, report.date):
        assert facts.report_date is not None
        for mention in mentions(report.document.line(report.date_line)):
            if mention.date == report.date:
                span = Span(report.date_line, mention.start, mention.end)
                yield _day_update(report, span, facts.report_date, "报告日期")


def _told_again(report: Report, old: date, first: Span, new: date) -> Iterator[ProposedEdit]:
    """The day of the feedback where another sentence names it."""
    for line, text in enumerate(report.document.lines, 1):
        if "反馈" not in text:
            continue
        for mention in mentions(text):
            span = Span(line, mention.start, mention.end)
            sentence = re.split("[。；\n]", text[mention.end :])[0]
            if mention.date == old and span != first and "反馈" in sentence:
                yield _day_update(report, span, new, "反馈日期")


def _day_update(report: Report, span: Span, day: date, name: str) -> ProposedEdit:
    """The new day; the year left out where it was and is that of the date before."""
    old = report.document.line(span.line)[span.start : span.end]
    new = written_date(day)
    if "年" not in old:
        before = [m for m in mentions(report.document.line(span.line)) if m.end <= span.start and m.year]
        if before and before[-1].year == day.year:
            new = f"{day.month}月{day.day}日"
    return proposal(report, span, new, f"{name}应为{written_date(day)}")
