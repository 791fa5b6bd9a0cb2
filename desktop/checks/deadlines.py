"""D9xx: deadlines beyond the time the office allows for the concentrated rectification."""

from __future__ import annotations

import calendar
import re
from collections.abc import Iterator
from datetime import date

from desktop.checks.base import Check, Example, Explanation, Family, Hit, Related, ReportCheck, Severity
from desktop.checks.date_facts import mentions, read_facts
from desktop.checks.settings import UnitRules
from desktop.report.model import Problem, Report

_LASTING = re.compile("长期|常态|持续|坚持")
_MONTHS = 12
_MOST_RELATED = 60


def deadline_checks(rules: UnitRules) -> tuple[Check, ...]:
    """The check of deadlines for an office that has set a time; none where nobody asks."""
    return (_check(_late_under(rules)),) if rules.deadline_months > 0 else ()


def _late_under(rules: UnitRules) -> ReportCheck:
    def late(report: Report) -> Iterator[Hit]:
        feedback = read_facts(report).feedback
        if feedback is None:
            return
        limit = _months_after(feedback.when, rules.deadline_months)
        found = [
            p
            for p in report.problems
            if p.status not in rules.done and p.deadline_span is not None and (last := _last_day(p)) and last > limit
        ]
        if not found:
            return
        first, *others = (p.deadline_span for p in found)
        assert first is not None
        related = [feedback.span, *(span for span in others if span is not None)][:_MOST_RELATED]
        count = "" if len(found) == 1 else f"等{len(found)}个问题的完成时限"
        yield Hit(
            first,
            f"完成时限“{found[0].deadline}”{count}晚于集中整改期限：反馈之日起{rules.deadline_months}个月，"
            f"到{limit.year}年{limit.month}月{limit.day}日为止；确需延期的应当说明原因。",
            related=tuple(Related(s, report.document.line(s.line)[s.start : s.end]) for s in related),
        )

    return late


def _last_day(problem: Problem) -> date | None:
    """The last day a deadline leaves; None where it names none, or is meant to last."""
    words = problem.deadline or ""
    if _LASTING.search(words):
        return None
    days = []
    for mention in mentions(words):
        if mention.year is None or mention.month is None or not mention.possible:
            continue
        day = mention.day or calendar.monthrange(mention.year, mention.month)[1]
        days.append(date(mention.year, mention.month, day))
    return max(days, default=None)


def _months_after(day: date, months: int) -> date:
    """The same day some months later, or the last of that month."""
    number = day.year * _MONTHS + day.month - 1 + months
    year, month = number // _MONTHS, number % _MONTHS + 1
    return date(year, month, min(day.day, calendar.monthrange(year, month)[1]))


_REPORT = """中共清河区城市更新局党组关于巡察整改情况的报告
2021年1月15日，区委第二巡察组向区城市更新局党组反馈了巡察意见。现将整改情况报告如下。
一、巡察反馈问题整改落实情况
（一）党的领导方面
1.关于“理论学习不深入”问题的整改情况
整改情况：完善学习制度。
整改状态：正在整改
完成时限：{}
2.关于“工程变更审批不严”问题的整改情况
整改情况：修订变更管理办法。
整改状态：已完成
完成时限：2021年12月底前"""


def _check(late: ReportCheck) -> Check:
    return Check(
        code="D901",
        kind="other:deadline",
        family=Family.DATES,
        severity=Severity.INFO,
        explanation=Explanation(
            summary="完成时限晚于集中整改期限",
            why="集中整改有规定的期限，从反馈之日算起；没有完成的问题把时限定在期限之后，应当说明原因并报批。"
            "期限是几个月由本单位在“检查设置”里规定，没有规定就不检查。",
            source="各地巡视巡察整改工作办法关于集中整改期限的规定（多为3个月，有的省为6个月）",
        ),
        bad=(
            Example(_REPORT.format("⟦2021年12月底前⟧")),
            Example(_REPORT.format("⟦2021年4月20日前⟧")),
        ),
        good=(
            Example(_REPORT.format("2021年4月15日前")),
            Example(_REPORT.format("长期坚持")),
        ),
        report=late,
    )


EXAMPLE_RULES = UnitRules(deadline_months=3)
"""The rules that the examples of this check speak of."""

CHECKS = deadline_checks(EXAMPLE_RULES)
"""This check with that rule, for people to read of; an engine makes its own from its settings."""
