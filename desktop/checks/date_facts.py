"""What a report says of its own dates: when it was inspected, told the results, and written."""

from __future__ import annotations

import functools
import re
from dataclasses import dataclass
from datetime import date

from desktop.report.model import Report, Role
from desktop.text.dates import DateMention, find_dates
from desktop.text.spans import Span

_TO = re.compile(r"[至到]|[-—－–~～]{1,2}")
_FEEDBACK = re.compile(r"反馈")
_NOT_FEEDBACK = re.compile(r"[将待]|之?前|以来")
_HEAD_PARAGRAPHS = 3
_REACH = 60
_CACHED = 8192


@functools.lru_cache(maxsize=_CACHED)
def mentions(text: str) -> tuple[DateMention, ...]:
    """The dates of a paragraph in order; those already read are remembered."""
    return find_dates(text) if "年" in text or "月" in text or "20" in text else ()


@dataclass(frozen=True, slots=True)
class Stated:
    """A date the text states, with its place."""

    when: date
    span: Span


@dataclass(frozen=True, slots=True)
class Facts:
    """When the inspection began and ended and when its results were told; None where the text does not say."""

    start: Stated | None = None
    end: Stated | None = None
    feedback: Stated | None = None


def whole(mention: DateMention, year: int | None) -> date | None:
    """The day of a mention, its year taken from `year` where it has none; None where no day comes of it."""
    if mention.year is None and year is not None:
        mention = DateMention(mention.start, mention.end, year, mention.month, mention.day)
    return mention.date


def joined(text: str, first: DateMention, second: DateMention) -> bool:
    """Whether the second date ends a range that the first begins: nothing stands between but 至 or a dash."""
    return _TO.fullmatch(text[first.end : second.start].strip()) is not None


def read_facts(report: Report) -> Facts:
    """The dates in the first paragraphs of the introduction."""
    section = report.section(Role.INTRODUCTION)
    if section is None:
        return Facts()
    start = end = feedback = None
    year: int | None = None
    for line in range(section.line, min(section.line + _HEAD_PARAGRAPHS, section.end_line + 1)):
        text = report.document.line(line)
        found = mentions(text)
        for at, mention in enumerate(found):
            day = whole(mention, year)
            year = mention.year or year
            if day is None:
                continue
            stated = Stated(day, Span(line, mention.start, mention.end))
            following = found[at + 1] if at + 1 < len(found) else None
            if start is None and following is not None and joined(text, mention, following):
                rest = text[following.end : following.end + _REACH]
                if "巡" in rest:
                    start = stated
                    last = whole(following, year)
                    if last is not None and (following.year is not None or last >= day):
                        end = Stated(last, Span(line, following.start, following.end))
                continue
            sentence = re.split("[。；\n]", text[mention.end : mention.end + _REACH])[0]
            told = _FEEDBACK.search(sentence)
            if feedback is None and told is not None and mention.year is not None:
                between = sentence[: told.start()]
                if "年" not in between and not _NOT_FEEDBACK.search(between):
                    feedback = stated
    return Facts(start, end, feedback)
