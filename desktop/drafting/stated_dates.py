"""The days a report states of itself, the feedback's also where its year stands with the inspection only."""

from __future__ import annotations

import re
from dataclasses import replace

from desktop.checks.date_facts import Facts, Stated, mentions, read_facts, whole
from desktop.report.model import Report
from desktop.text.spans import Span

_TOLD = re.compile(r"^[，,]?[^，。；]{0,40}反馈")
_NOT_YET = re.compile(r"[将待]|之?前|以来|截至")


def stated_dates(report: Report) -> Facts:
    """As the checks read them; a day of feedback without a year is that next after the end of the inspection.

    The checks leave such a day alone, because they must not guess; here it is
    only shown to the clerk, who may put it right.
    """
    dates = read_facts(report)
    if dates.feedback is not None or dates.end is None:
        return dates
    end = dates.end
    text = report.document.line(end.span.line)
    for mention in mentions(text):
        if mention.start < end.span.end or mention.year is not None:
            continue
        told = _TOLD.match(text[mention.end :])
        day = whole(mention, end.when.year)
        if told is None or day is None or _NOT_YET.search(told[0]):
            continue
        if day < end.when:
            day = whole(mention, end.when.year + 1)
        if day is not None:
            return replace(dates, feedback=Stated(day, Span(end.span.line, mention.start, mention.end)))
    return dates
