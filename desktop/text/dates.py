"""Chinese dates in running text: 2021年6月30日, 二〇二一年六月, 2021.6.30, 6月31日 — impossible ones too."""

from __future__ import annotations

import calendar
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from desktop.text.numerals import read_integer

_CN_YEAR = "[〇○零一二三四五六七八九０-９]{4}"
_CN = "[一二三四五六七八九十〇零]{1,3}"
_NUMBER = rf"(?:\d{{1,2}}|[０-９]{{1,2}}|{_CN})"
_DATE = re.compile(
    rf"(?:(?P<year>(?<!\d)\d{{4}}|{_CN_YEAR})\s?年\s?)"
    rf"(?:(?P<month>{_NUMBER})\s?月(?!份?来)\s?(?:份)?(?:(?P<day>{_NUMBER})\s?[日号])?)?"
    rf"|(?<![\d.年月])(?P<month2>{_NUMBER})\s?月\s?(?P<day2>{_NUMBER})\s?[日号]"
    r"|(?<![\d.\-/])(?P<year3>(?:19|20)\d{2})(?P<sep>[.\-/])(?P<month3>\d{1,2})(?P=sep)(?P<day3>\d{1,2})(?![\d.\-/])"
)
_HINT = re.compile(r"[年月]|(?:19|20)\d{2}[.\-/]\d")
_BEFORE_HINT = 8
_AFTER_HINT = 18
_MONTHS = 12
_LEAP_YEAR = 2024
_YEARS = range(1900, 2101)


@dataclass(frozen=True, slots=True)
class DateMention:
    """A date as written at text[start:end]; year, month and day are None where the text leaves them out."""

    start: int
    end: int
    year: int | None
    month: int | None = None
    day: int | None = None

    @property
    def possible(self) -> bool:
        """Whether the calendar has such a day (29 February without a year has)."""
        if self.year is not None and self.year not in _YEARS:
            return False
        if self.month is None:
            return True
        if not 1 <= self.month <= _MONTHS:
            return False
        last = calendar.monthrange(self.year or _LEAP_YEAR, self.month)[1]
        return self.day is None or 1 <= self.day <= last

    @property
    def date(self) -> date | None:
        """The day it names; None where it is not a whole and possible date."""
        if self.year is None or self.month is None or self.day is None or not self.possible:
            return None
        return date(self.year, self.month, self.day)


def _read(text: str | None) -> int | None:
    return None if text is None else read_integer(text.replace("○", "〇"))


def _matches(text: str) -> Iterator[re.Match[str]]:
    """Where dates stand; only the surroundings of 年, 月 and of years with a mark are looked at, for speed."""
    end = 0
    for hint in _HINT.finditer(text):
        if hint.start() >= end:
            near = _DATE.search(text, max(end, hint.start() - _BEFORE_HINT), hint.end() + _AFTER_HINT)
            match = near and _DATE.match(text, near.start())  # the stretch may have cut it short
            if match is not None:
                end = match.end()
                yield match


def find_dates(text: str) -> tuple[DateMention, ...]:
    """Every date of the text in order: with year, year and month, or month and day."""
    found = []
    for match in _matches(text):
        year = _read(match["year"] or match["year3"])
        month = _read(match["month"] or match["month2"] or match["month3"])
        day = _read(match["day"] or match["day2"] or match["day3"])
        found.append(DateMention(match.start(), match.end(), year, month, day))
    return tuple(found)


def read_date(text: str) -> date | None:
    """The first whole and possible date of the text, None without one."""
    return next((mention.date for mention in find_dates(text) if mention.date), None)
