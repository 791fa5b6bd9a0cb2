"""Do a total, its parts and its rate agree?"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from desktop.report.claims.grouping import rest_is_told
from desktop.report.claims.pieces import Bond, Grouping, adds_up
from desktop.report.claims.quantities import MONEY, Paragraph
from desktop.report.model import Status, Verdict
from desktop.text.numerals import DIGITS

_RATE = re.compile(
    r"(?P<name>[\u4e00-\u9fff]{0,6}率|占比|占(?P<base>[\u4e00-\u9fff]{0,10}?)的?)(?P<verb>为|达到?|约为|约|是|仅)?\s?"
    r"(?P<approx>近|约|超过|逾|超)?(?P<percent>百分之)?(?P<number>\d{1,3}(?:\.\d{1,4})?|[一二三四五六七八九]成(?P<half>半)?)"
    r"\s?(?P<sign>%|个百分点)?(?!\d|个|项|条|人|名|万|亿|元|亩|座|家|户|年|月|次|件|\.\d)"
)
_WRITTEN_PERCENT = re.compile(r"(?P<approx>近|约|超过|逾|超)?(?P<number>\d{1,3}(?:\.\d{1,4})?)\s?%")
_PROGRESS = re.compile(r"(?:完成|整改|办结|销号|解决|到位|落实|办理|化解|清退|整治|达标)率$")
_MOST_SUMMED = 6
_MOST_EXCESS = 3
_TRAIT = re.compile(r"女|党员|学历|岁|本科|硕士|博士|民族|志愿者|困难|低保|老年|残疾|青年|同时|兼|重复|交叉|线[上下]")
_WHOLE = 100.0


@dataclass(frozen=True, slots=True)
class Rate:
    """A stated share in percent; start and end are its digits. progress: it is the share of
    what is done. share: 占比. whole: it says that it is a share of the total.
    """

    value: float
    low: float
    high: float
    decimals: int
    start: int
    end: int
    progress: bool
    share: bool
    whole: bool = False


def find_rates(text: str, start: int, end: int) -> list[Rate]:
    """The rates stated in text[start:end]: 完成率98.7%, 占比91 (sign lost), 近六成."""
    rates = []
    for match in _RATE.finditer(text, start, end):
        number = match["number"]
        if number[-1] in "成半":
            value, decimals = DIGITS[number[0]] * 10.0 + (5 if match["half"] else 0), -1
        else:
            value, decimals = float(number), len(number.partition(".")[2])
        if value > _WHOLE or match["sign"] == "个百分点":
            continue
        progress = bool(_PROGRESS.search(match["name"]))
        share = match["name"] in ("占比", "占", "占总数的", "占总数") or match["base"] in ("总数", "全部", "总", "比")
        if not progress and not share:
            continue
        whole = match["base"] in ("总数", "全部", "总")
        low, high = rate_bounds(value, decimals, match["approx"] or "")
        rates.append(Rate(value, low, high, decimals, *match.span("number"), progress, share, whole))
    return rates


def rate_bounds(value: float, decimals: int, approx: str) -> tuple[float, float]:
    """Shares that may be written so: rounded or cut at the stated decimals, 近 up to a tenth under."""
    if decimals < 0:
        step = 10.0
        wide = {"近": (value - step, value), "约": (value - 4, value + 4)}
        return wide.get(approx, (value, value + step)) if approx else (value - 5, value + step)
    step = 10.0**-decimals
    if approx == "近":
        return value * 0.9, value
    if approx == "约":
        return value * 0.95, value * 1.05
    if approx:
        return value, value * 1.1
    return value - step / 2, value + step


def judge(grouping: Grouping, rate: Rate | None, paragraph: Paragraph, bases: Iterable[float] = ()) -> Verdict:
    """The verdict on total, parts and rate. bases: other totals of the sentence that a rate may refer to."""
    total, parts = grouping.total, [p.quantity for p in grouping.pieces]
    if total is None or total.value is None or any(p.value is None for p in grouping.pieces):
        return Verdict.NONE
    verdict = _judge_parts(grouping, paragraph)
    if rate is not None and verdict is not Verdict.WRONG:
        fits = rate_fits(rate, total.value, [(p.value or 0.0, p.status) for p in grouping.pieces], bases)
        if fits:
            return Verdict.OK
        if (rate.progress or rate.whole) and total.exact and all(p.exact for p in parts):
            return Verdict.WRONG
    return verdict


def _judge_parts(grouping: Grouping, paragraph: Paragraph) -> Verdict:
    total, parts = grouping.total, [p.quantity for p in grouping.pieces]
    assert total is not None
    assert total.value is not None
    if len(parts) == 1:
        part = parts[0]
        if part.low > total.high:
            return Verdict.WRONG
        done_in_full = grouping.bond is Bond.PARTITION and part.value == total.value
        if done_in_full or (part.value == total.value and part.status is not None):
            return Verdict.OK
        return Verdict.NONE
    if adds_up(total, parts):
        return Verdict.OK
    low = sum(p.low for p in parts)
    if any(p.low > total.high for p in parts):
        return Verdict.WRONG
    if grouping.bond is Bond.PARTITION:
        end = paragraph.cuts.sentence_end(parts[-1].unit_end, len(paragraph.text))
        if low < total.low and rest_is_told(paragraph.text, parts[-1].unit_end, end):
            return Verdict.NONE
        return Verdict.WRONG
    excess = low - total.high
    slip = 0 < excess <= min(_MOST_EXCESS, total.high / 2) or (excess > 0 and total.family == MONEY)
    return Verdict.WRONG if slip and _exclusive(grouping) else Verdict.NONE


def _exclusive(grouping: Grouping) -> bool:
    """Whether no thing can be counted in two parts: different states, or a plain list of like names.

    Traits (women, party members, the young) overlap freely, so a subset list
    of them may exceed its total; so may any list that exceeds it by much.
    """
    quantities = [p.quantity for p in grouping.pieces]
    if any(_TRAIT.search(q.before + q.after) for q in quantities):
        return False
    states = [q.status for q in quantities]
    if all(states):
        return len({s for s in states if s}) == len(states) or Status.DONE in states
    return all(q.exact for q in quantities) and not any(q.total_word for q in quantities)


def rate_fits(
    rate: Rate, total: float, parts: Sequence[tuple[float, Status | None]], bases: Iterable[float] = ()
) -> bool:
    """Whether some reading of the parts gives the rate: a part, several together, or the whole, over any base."""
    values = [value for value, _ in parts][:_MOST_SUMMED]
    tops = {sum(chosen) for size in range(1, len(values) + 1) for chosen in itertools.combinations(values, size)}
    for base in (total, *bases):
        if base > 0 and any(rate.low - 1e-9 <= top / base * _WHOLE <= rate.high + 1e-9 for top in tops):
            return True
    return False


def computed_rate(total: float, done: float, decimals: int) -> str:
    """The rate as it should be written, with as many decimals as stated."""
    return f"{done / total * _WHOLE:.{max(0, decimals)}f}"
