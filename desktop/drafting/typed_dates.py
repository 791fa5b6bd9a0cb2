"""A day as a clerk types it into a form: 2025年7月3日, 2025.7.3, 20250703, 二〇二五年七月三日, 7月3日, 7.3."""

from __future__ import annotations

import re
import unicodedata
from datetime import date

from desktop.text.dates import find_dates

_RUN = re.compile(r"(?P<year>(?:19|20)\d\d)(?P<month>\d\d)(?P<day>\d\d)")
_SHORT = re.compile(r"(?P<month>\d{1,2})[.\-/](?P<day>\d{1,2})")


def read_typed_date(text: str, today: date) -> date | None:
    """The day that the whole text names; without a year that of today. None where it is no day."""
    words = re.sub(r"\s", "", unicodedata.normalize("NFKC", text)).rstrip("。.")
    run = _RUN.fullmatch(words)
    if run is not None:
        return _day(int(run["year"]), int(run["month"]), int(run["day"]))
    short = _SHORT.fullmatch(words)
    if short is not None:
        return _day(today.year, int(short["month"]), int(short["day"]))
    found = find_dates(words)
    if len(found) != 1 or found[0].start or found[0].end < len(words):
        return None
    mention = found[0]
    if mention.month is None or mention.day is None:
        return None
    return _day(mention.year or today.year, mention.month, mention.day) if mention.possible else None


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
