"""Totals and the numbers set against them, by the grammar of the sentence.

A total is followed by its parts in the same sentence, or in the next one that goes on about it (其中, 目前,
已…, 剩余…); or parts are followed by their sum (合计, 共计). Parts have the total's kind of unit and
carry a status, a disposition or a name each.
"""

from __future__ import annotations

import itertools
import re
from bisect import bisect_left
from collections.abc import Sequence

from desktop.report.claims.pieces import (
    HEAD,
    Bond,
    Grouping,
    Piece,
    adds_up,
    nearly,
    nouns_differ,
    piece_of,
    same_kind,
    says_again,
    unnamed_here,
)
from desktop.report.claims.quantities import MONEY, PERSON, Paragraph, Quantity
from desktop.report.claims.words import Topic
from desktop.report.model import Status

_WITHIN = re.compile(r"其中|包括|包含|含(?!义|量|金)|分别(?:是|为)")
_COLON_LIST = re.compile(r"：")
_GOES_ON = re.compile(r"\s?(?:其中|目前|截至|截止|现|已|剩余|其余|余下|还有|到目前|对此|至此|二?月|\d{1,2}月)")
_ALL = re.compile(
    r"(?<!完)(?:全部|均|悉数|都)(?!面|由|为|要|应|需|能|可|会|将)\w{0,4}(?:完成|整改|办结|销号|到位|解决|落实|处理|修复|清退|完毕|退还|化解|答复)"
)
_REST_ALL = re.compile(r"(?:其余|其他|剩余|余下)\w{0,12}(?:均|全部|都|为)")
_ETC = re.compile(r"等$|等等|等情形|主要")
_SHARE = re.compile(r"，\s?占(?:比|总数的)?(?:为|达)?\s?(\d{1,3}(?:\.\d+)?)")
_NO_TOTAL = re.compile(r"任务数|计划数|目标|指标|平均|人均|每[周月年季个人次]|不少于|不低于")
_OF_REPORT = (Topic.PROBLEM, Topic.TASK, Topic.MEASURE, Topic.OPINION, Topic.LETTER)
_SIZES = ("亩", "公顷", "公里", "米", "平方米", "平方公里", "吨", "千克", "公斤")
_COMPOUND = 8
_SLIP = 3
_NEW_WITHIN = re.compile(r"。\s?其中")
_INNER_WITHIN = re.compile(r"(?:^|[，；（])\s?(?:其中|含|包括)[^；。]*$")
_NEGATED = re.compile(r"不|未|没有|暂缓")
_MONEY_LEAD = 6
_LOOSE_PARTS = 3
_FAR = 60
_MOST_PARTS = 24
_EXHAUSTIVE = 2


def _last(pattern: re.Pattern[str], text: str) -> re.Match[str] | None:
    found = list(pattern.finditer(text))
    return found[-1] if found else None


class Grouper:
    """Finds the groupings of one paragraph; each quantity is part of one grouping at most."""

    def __init__(self, paragraph: Paragraph) -> None:
        self._p = paragraph
        self._q = paragraph.quantities
        self._used: set[int] = set()
        self._nested: set[int] = set()
        self._at = {q.start: index for index, q in enumerate(self._q)}

    def find(self) -> list[Grouping]:
        """The groupings in the order of their totals."""
        found = self._distributive()
        found.extend(self._backward())
        for index in range(len(self._q)):
            if index not in self._used:
                grouping = self._forward(index)
                if grouping is not None:
                    found.append(grouping)
        return sorted(found, key=lambda g: g.first.start)

    def nested(self) -> set[int]:
        """Offsets of the numbers that only say more of a part (其中 behind it)."""
        return {self._q[index].start for index in self._nested - self._used}

    def _take(self, total: Quantity | None, parts: Sequence[Quantity], bond: Bond) -> Grouping:
        self._used.update(self._at[q.start] for q in (*parts, *((total,) if total else ())))
        return Grouping(total, tuple(piece_of(q) for q in parts), bond)

    def _between(self, a: Quantity, b: Quantity) -> str:
        return self._p.text[a.unit_end : b.start]

    # -- parts first, then their sum ------------------------------------------------------------

    def _backward(self) -> list[Grouping]:
        found: list[Grouping] = []
        for index, total in enumerate(self._q):
            if not total.sum_word or total.value is None or total.after.startswith("："):
                continue
            before = [
                q
                for q in self._q[max(0, index - _MOST_PARTS) : index]
                if q.sentence == total.sentence and q.value is not None and q.depth == total.depth
            ]
            strict = [q for q in before if q.family == total.family and not q.total_word]
            best = next(
                (strict[k:] for k in range(len(strict) - 1) if adds_up(total, strict[k:])),
                None,
            )
            if best is None:
                counted = [q for q in before if q.family not in (MONEY, "") and not q.decimals and not q.total_word]
                best = next(
                    (counted[k:] for k in range(len(counted) - _LOOSE_PARTS + 1) if adds_up(total, counted[k:])), None
                )
            first = next(
                (q for q in before if q.value == total.value and q.family == total.family and q.total_word), None
            )
            if best is None and self._enumerated(strict, total):
                best = strict
            if best is None and first is not None:
                inner = [q for q in before if q.start > first.start and q.family not in (MONEY, "") and not q.decimals]
                best = inner if nearly(total, inner) else None
            if best is None:
                continue
            grouping = self._take(total, best, Bond.PARTITION)
            if first is not None:
                self._used.add(self._at[first.start])
            found.append(grouping)
        return found

    def _enumerated(self, parts: Sequence[Quantity], total: Quantity) -> bool:
        """Whether the parts stand one a clause, right before the sum, and are alike."""
        if len(parts) < _EXHAUSTIVE or any(p.family != parts[0].family for p in parts):
            return False
        run = [*parts, total]
        close = all(
            1 <= b.clause - a.clause <= (3 if "（" in self._between(a, b) else 1) for a, b in itertools.pairwise(run)
        )
        alike = sum(1 for p in parts if p.before and not p.status and len(p.after) <= HEAD) + sum(
            1 for p in parts if p.status
        )
        return close and alike >= len(parts) - 1

    # -- a total, then its parts ----------------------------------------------------------------

    def _followers(self, index: int) -> list[Quantity]:
        total = self._q[index]
        out: list[Quantity] = []
        stop = total.stop
        for q in self._q[index + 1 : index + 1 + _MOST_PARTS]:
            if q.remainder and q.stop <= stop + 3 and out and not nouns_differ(total, q) and same_kind(total, q):
                out.append(q)
                continue
            if q.stop > stop + (
                0 if out and q.stop > total.stop and out[-1].stop == total.stop and not self._goes_on(q) else 1
            ):
                break
            if q.sentence > total.sentence and not self._continues(total, q, out):
                break
            if self._at[q.start] in self._used and q.value != total.value:
                continue
            if not same_kind(total, q):
                continue
            if q.total_word and out and not _WITHIN.search(q.before) and q.value != total.value:
                break
            out.append(q)
        return out

    def _goes_on(self, q: Quantity) -> bool:
        start = self._p.cuts.sentence_start(q.start)
        return bool(_GOES_ON.match(self._p.text, start))

    def _continues(self, total: Quantity, q: Quantity, out: Sequence[Quantity]) -> bool:
        """Whether the sentence of q still speaks of the total."""
        if out and out[-1].sentence == q.sentence:
            return True
        if "：" in self._p.text[total.unit_end : total.unit_end + 10] and q.stop == total.stop:
            return True
        if q.remainder:
            return not unnamed_here(total, q)
        if out and q.stop == total.stop and q.status and not q.noun and total.topic in _OF_REPORT:
            return True
        if out and q.sentence == out[-1].sentence + 1 and q.noun and total.noun and not nouns_differ(total, q):
            return True
        return q.sentence == total.sentence + 1 and (
            self._goes_on(q)
            and (not q.noun or not nouns_differ(total, q) or "其中" in self._p.text[total.unit_end : q.start])
        )

    def _link(self, total: Quantity, part: Quantity) -> str:
        """Why the part belongs to the total: within, colon, status, rest, or "" for no reason."""
        between = self._between(total, part)
        if len(between) > _FAR and not part.remainder and part.status is None and not _WITHIN.search(between):
            return ""
        if part.depth > total.depth:
            return "within" if part.depth == total.depth + 1 and "（" in between[:_COMPOUND] else ""
        within = _last(_WITHIN, between[-40:])
        if within is not None:
            passed = within.string[within.end() :].strip("，： ")
            if "）" not in passed:
                return "" if "，" in passed or "；" in passed else "within"
        if (
            total.total_word
            and part.stop <= total.stop + 1
            and rest_is_told(self._p.text, part.unit_end, part.unit_end + 24)
        ):
            return "within"
        if total.topic is not Topic.MONEY and self._share(total, part):
            return "within"
        if _COLON_LIST.search(between[:12]) and part.sentence == total.sentence:
            return "colon"
        if part.remainder and not nouns_differ(total, part):
            return "rest"
        if (
            part.told
            and not (total.status and total.topic is Topic.OTHER and not total.total_word)
            and not nouns_differ(total, part)
        ):
            if total.topic is Topic.MONEY and len(part.before) > _MONEY_LEAD:
                return ""
            if total.topic in (Topic.PROBLEM, Topic.TASK, Topic.MEASURE, Topic.OPINION, Topic.LETTER, Topic.ITEM):
                return "status"
            if total.total_word or not part.noun or part.noun == total.noun:
                return "status"
            if part.noun and (total.noun.endswith(part.noun) or total.noun[:HEAD] == part.noun[:HEAD]):
                return "status"
        return ""

    def _forward(self, index: int) -> Grouping | None:
        total = self._q[index]
        if total.topic is Topic.ASPECT or _NO_TOTAL.search(total.before[-12:]):
            return None
        if total.value is None and total.topic not in _OF_REPORT:
            return None
        followers = self._followers(index)
        repeat = self._all_done(total, followers)
        if repeat is not None:
            return repeat
        followers = [
            q for q in followers if not (q.value == total.value and q.written == total.written and q.total_word)
        ]
        outer = [q for q in followers if q.depth == total.depth]
        if outer and outer[0] is not followers[0] and self._link(total, outer[0]) in ("status", "rest"):
            followers = outer  # what stands in brackets between only says more of the total
        again = next((i for i, q in enumerate(followers) if says_again(total, q)), len(followers))
        followers = followers[:again]
        if not followers:
            return None
        link = self._link(total, followers[0])
        flat = self._level(total, followers)
        if not link:
            same_sentence = [q for q in flat if q.sentence == total.sentence or (q.noun and not nouns_differ(total, q))]
            listed = self._p.text.startswith("、", total.unit_end + len(total.noun))
            if len(same_sentence) >= _EXHAUSTIVE and not listed and self._sums_by_noun(total, same_sentence):
                return self._take(total, same_sentence, Bond.PARTITION)
            return None
        parts = self._alike(total, flat, link)
        for size in range(len(flat), max(1, len(parts) - 1), -1):
            if adds_up(total, flat[:size]):
                return self._take(total, flat[:size], Bond.PARTITION)
        run = [q for q in flat if q.sentence == total.sentence]
        if link in ("status", "rest", "colon") and len(parts) < len(run) and nearly(total, run):
            return self._take(total, run, Bond.PARTITION)
        if len(parts) == 1:
            if link == "colon" or total.family in _SIZES or not self._single_holds(total, parts[0]):
                return None
            other = self._complement(total, parts[0])
            if other is not None:
                return self._take(total, [parts[0], other], Bond.PARTITION)
            return self._take(total, parts, Bond.SINGLE)
        return self._take(total, parts, self._bond(total, parts, link))

    def _single_holds(self, total: Quantity, part: Quantity) -> bool:
        """A lone part greater than its total counts something else, unless both are exact and of one noun."""
        if total.value is None or part.value is None or part.value <= total.high:
            return True
        return (
            total.exact and part.exact and total.family == part.family and total.family != MONEY and total.value > HEAD
        )

    def _complement(self, total: Quantity, part: Quantity) -> Quantity | None:
        """What is left of the total, said up to a few sentences later with the same noun."""
        if not (total.exact and part.exact and total.noun):
            return None
        after = self._q[self._at[part.start] + 1 : self._at[part.start] + 1 + _MOST_PARTS]
        for q in after:
            if q.stop > part.stop + 3:
                return None
            left = (total.value or 0) - (part.value or 0)
            negated = _NEGATED.search(q.after) and q.value is not None and 0 < q.value - left <= _SLIP
            if (
                q.family == total.family
                and q.start not in (total.start, part.start)
                and q.exact
                and (q.value == left or negated)
                and q.noun
                and not nouns_differ(total, q)
                and not _WITHIN.search(q.before)
            ):
                return q
        return None

    def _share(self, total: Quantity, part: Quantity) -> bool:
        """Whether 占比N follows the part and is the part's share of the total."""
        if part.sentence != total.sentence or not total.value or part.value is None or part.family != total.family:
            return False
        match = _SHARE.match(self._p.text, self._p.cuts.clause_end(part.start, len(self._p.text)))
        return match is not None and abs(part.value / total.value * 100 - float(match[1])) < 1

    def _sums_by_noun(self, total: Quantity, parts: Sequence[Quantity]) -> bool:
        if not adds_up(total, parts) or not total.exact:
            return False
        return (
            total.total_word
            or all(p.noun and not nouns_differ(total, p) for p in parts)
            or all(p.status for p in parts)
            or (total.topic in _OF_REPORT and not any(p.noun for p in parts))
            or (total.family == PERSON and total.value is not None and total.value > _LOOSE_PARTS)
        )

    def _all_done(self, total: Quantity, followers: Sequence[Quantity]) -> Grouping | None:
        """8项问题…全部整改完毕; 14个问题，已全部完成整改."""
        if (
            total.topic not in (Topic.PROBLEM, Topic.TASK, Topic.MEASURE, Topic.OPINION, Topic.LETTER)
            or total.value is None
        ):
            return None
        for q in followers[:1]:
            if q.value == total.value and not q.total_word and _ALL.search(q.after):
                return self._take(total, [q], Bond.PARTITION)
        end = self._p.cuts.sentence_end(total.start, len(self._p.text))
        if followers and followers[0].start < end:
            end = followers[0].start
        said = _ALL.search(self._p.text, total.unit_end, min(end, total.unit_end + _FAR))
        if said is None:
            return None
        self._used.add(self._at[total.start])
        return Grouping(total, (Piece(said[0], total.value, total, Status.DONE),), Bond.PARTITION)

    def _level(self, total: Quantity, followers: Sequence[Quantity]) -> list[Quantity]:
        """Followers on the first one's level: without those in brackets or in a 其中 behind a part."""
        out: list[Quantity] = []
        nested = nested_stop = -1
        for q in followers:
            if out:
                if q.depth > out[0].depth or (q.depth < out[0].depth and out[0].depth > total.depth):
                    continue
                between = self._between(out[-1], q)
                if _NEW_WITHIN.search(between):
                    nested_stop = q.stop
                elif _INNER_WITHIN.search(between[-30:]):
                    nested = q.sentence
                if nested == q.sentence or nested_stop == q.stop:
                    self._nested.add(self._at[q.start])
                    continue
            out.append(q)
        return out

    def _alike(self, total: Quantity, parts: Sequence[Quantity], link: str) -> list[Quantity]:
        """The first parts that are plainly a series with the first of them."""
        out = [parts[0]]
        for q in parts[1:]:
            later = q.sentence > out[-1].sentence and not q.remainder and link != "colon"
            told_next = (
                q.status
                and q.sentence == out[-1].sentence + 1
                and not nouns_differ(total, q)
                and (q.noun or (q.stop == total.stop and total.topic in _OF_REPORT))
            )
            told_before = later and q.status is not None and any(q.status is p.status for p in out)
            other = nouns_differ(out[0], q) and nouns_differ(total, q) and (link == "status" or not q.status)
            if link == "within" and not later and q.clause - out[-1].clause <= 1 and q.unit == out[-1].unit:
                other = False  # kinds of one thing have names of their own
            mute = link in ("status", "rest") and not (q.told or q.remainder)
            if (later and not told_next) or told_before or other or mute:
                break
            out.append(q)
        return out

    def _bond(self, total: Quantity, parts: Sequence[Quantity], link: str) -> Bond:
        if any(p.remainder for p in parts):
            return Bond.PARTITION
        if link == "colon":
            tail = self._p.text[parts[-1].unit_end : parts[-1].unit_end + HEAD + 2]
            return Bond.SUBSET if _ETC.search(tail) or "主要" in self._between(total, parts[0]) else Bond.PARTITION
        if link == "status":
            states = {p.status for p in parts}
            if all(p.pledge for p in parts):
                return Bond.PARTITION if len(parts) >= _LOOSE_PARTS else Bond.SUBSET
            open_ended = states & {Status.DOING, Status.OPEN, Status.DONE_LONG, Status.STAGE, Status.MOSTLY}
            return Bond.PARTITION if Status.DONE in states and open_ended else Bond.SUBSET
        return Bond.SUBSET

    # -- 分别 -----------------------------------------------------------------------------------

    def _distributive(self) -> list[Grouping]:
        """A个、B个，分别完成a个、b个: one grouping a pair."""
        found: list[Grouping] = []
        for match in re.finditer("分别", self._p.text):
            middle = bisect_left(self._q, match.start(), key=lambda q: q.start)
            sentence = self._p.cuts.sentence(match.start())
            before = [q for q in self._q[max(0, middle - _MOST_PARTS) : middle] if q.sentence == sentence]
            after = [q for q in self._q[middle : middle + _MOST_PARTS] if q.sentence == sentence]
            if not after or len(after) > len(before) or len(after) < _EXHAUSTIVE:
                continue
            totals = before[-len(after) :]
            if any(self._at[q.start] in self._used for q in (*totals, *after)) or status_missing(after):
                continue
            if any(a.family != b.family for a, b in zip(totals, after, strict=True)):
                continue
            found.extend(self._take(a, [b], Bond.SINGLE) for a, b in zip(totals, after, strict=True))
        return found


def status_missing(parts: Sequence[Quantity]) -> bool:
    """Whether no part says how far it has come."""
    return not any(p.status for p in parts)


def rest_is_told(text: str, start: int, end: int) -> bool:
    """Whether 其余…均 closes a list whose remainder has no number."""
    return bool(_REST_ALL.search(text, start, min(len(text), end)))
