"""Deadlines as offices write them: 2025年9月底前, 2025.9.30, 2025-09-30, 9月30日前, 20250930, 长期坚持."""

from __future__ import annotations

import calendar
import enum
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from desktop.text.numerals import read_integer

_CN = "〇○零一二三四五六七八九十"
_YEAR = rf"(?:(?:19|20)\d{{2}}|[{_CN}]{{4}})"
_DATE = re.compile(
    rf"(?P<year>{_YEAR}|(?<!\d)\d{{2}}(?=年\d))\s*[年.\-/．－/]\s*(?P<month>\d{{1,2}}+|[{_CN}]{{1,3}}+)(?!\s*[季个])"
    rf"(?:\s*[月.\-/．－/]\s*(?:(?P<day>\d{{1,2}}|[{_CN}]{{1,3}})(?![\d年])|(?P<ten>[上中下])旬)?|(?!\d))"
    r"|(?<!\d)(?P<packed>20\d{2}[01]\d[0-3]\d)(?!\d)"
    rf"|(?P<year2>{_YEAR})\s*年\s*(?:第?(?P<quarter>[一二三四1-4])季度|(?P<half>[上下])半年|(?P<end>年?底|年?末|年?内|全年|$|[。；，、前）)]))"
    rf"|(?<![\d年])(?P<month2>\d{{1,2}}|[{_CN}]{{1,3}})\s*月\s*(?:份)?(?:(?P<day2>\d{{1,2}}|[{_CN}]{{1,3}})\s*[日号]|(?P<ten2>[上中下])旬)?"
)
_LASTING = re.compile("长期|常态|持续|坚持")
_AT_ONCE = re.compile("立行立改|立即|立整立改|立知立改|即知即改")
_MONTHS, _CENTURY, _HALF = 12, 100, 6
_FEBRUARY, _SHORTEST_MONTH = 2, 28
_QUARTERS = {"一": 3, "二": 6, "三": 9, "四": 12, "1": 3, "2": 6, "3": 9, "4": 12}
_TENS = {"上": 10, "中": 20}


class Sort(enum.Enum):
    """What a deadline is: a day, something that lasts, at once, or words of another sort."""

    DAY = "day"
    LASTING = "lasting"
    AT_ONCE = "at once"
    WORDS = "words"


@dataclass(frozen=True, slots=True)
class Due:
    """A day a deadline names: the last one it leaves. year is None where the text leaves it out."""

    year: int | None
    month: int
    day: int

    @property
    def date(self) -> date | None:
        """The day, None without a year."""
        return None if self.year is None else date(self.year, self.month, self.day)


def find_days(text: str) -> tuple[Due, ...]:
    """Every possible day that the text names, in order; a month stands for its last day, a year for 31 December."""
    return tuple(_days(text))


def _days(text: str) -> Iterator[Due]:
    for match in _DATE.finditer(text):
        if match["packed"]:
            packed = match["packed"]
            due = _due(int(packed[:4]), int(packed[4:6]), int(packed[6:]))
        elif match["year2"]:
            month = _QUARTERS.get(match["quarter"] or "", _HALF if match["half"] == "上" else _MONTHS)
            due = _due(_number(match["year2"]), month, None)
        else:
            year = _number(match["year"]) if match["year"] else None
            if year is not None and year < _CENTURY:
                year += 2000
            ten = match["ten"] or match["ten2"]
            day = match["day"] or match["day2"]
            due = _due(year, _number(match["month"] or match["month2"]), _number(day) if day else _TENS.get(ten or ""))
        if due is not None:
            yield due


def _number(text: str) -> int | None:
    return read_integer(text.replace("○", "〇"))


def _due(year: int | None, month: int | None, day: int | None) -> Due | None:
    if month is None or not 1 <= month <= _MONTHS or (year is not None and not 1900 <= year <= 2100):
        return None
    last = calendar.monthrange(year or 2024, month)[1]
    if day is not None and not 1 <= day <= last:
        return None
    return Due(year, month, last if day is None else day)


def sort_of(text: str) -> Sort:
    """What sort of deadline it is; a day goes before lasting words (2025年10月前，长期坚持)."""
    if find_days(text):
        return Sort.DAY
    if _LASTING.search(text):
        return Sort.LASTING
    return Sort.AT_ONCE if _AT_ONCE.search(text) else Sort.WORDS


def last_day(text: str) -> date | None:
    """The last day a deadline leaves, None where it names none with its year."""
    return max((day for due in find_days(text) if (day := due.date)), default=None)


def differ(one: str, other: str) -> bool:
    """Whether two deadlines cannot mean the same day; an empty one differs from nothing.

    A text with several days (one a measure) agrees with one of them; a day without a year agrees with any year.
    立行立改 beside a day is no contradiction: it says how, not by when.
    """
    one, other = one.strip(), other.strip()
    if not one or not other or _plain(one) == _plain(other):
        return False
    sorts = {sort_of(one), sort_of(other)}
    if Sort.AT_ONCE in sorts:
        return Sort.LASTING in sorts
    if sorts == {Sort.DAY}:
        return not any(_same(a, b) for a in find_days(one) for b in find_days(other))
    if len(sorts) == 1 and Sort.WORDS not in sorts:
        return False
    if Sort.WORDS in sorts and len(sorts) > 1:
        return False
    if Sort.WORDS in sorts:
        a, b = _plain(one), _plain(other)
        return a not in b and b not in a
    day = one if sort_of(one) is Sort.DAY else other
    return not _LASTING.search(day)


def _same(a: Due, b: Due) -> bool:
    yearless = a.year is None or b.year is None
    if yearless and a.month == b.month == _FEBRUARY and min(a.day, b.day) >= _SHORTEST_MONTH:
        return True
    return (a.month, a.day) == (b.month, b.day) and (yearless or a.year == b.year)


def _plain(text: str) -> str:
    return "".join(c for c in text if c.isalnum())
