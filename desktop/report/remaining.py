"""The items of a remaining-problems section, and which problem each one is."""

from __future__ import annotations

import dataclasses
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from desktop.report.model import PartRole, Status
from desktop.report.outline import Node
from desktop.report.parts import Segment, segments
from desktop.report.scanning import Scanned
from desktop.report.status import Stated, classify, own_deadline, own_status
from desktop.report.titles import problem_title
from desktop.text.spans import Span

_SAME = 0.5
_MIN_LENGTH = 4
_SHARED_TITLE = 5
_SHARED_TEXT = 6
_STATED_COUNT = re.compile(r"(?P<said>[^，。；、\d]{2,12})(?P<n>\d{1,3})[个项]")


@dataclass(frozen=True, slots=True)
class RemainingItem:
    """One item: its title, what is said of it, and its deadline."""

    line: int
    title: str
    stated: Stated
    deadline: tuple[str, Span] | None


@lru_cache(maxsize=8_192)
def _plain(text: str) -> str:
    """The words without marks."""
    return "".join(filter(str.isalnum, text))


@lru_cache(maxsize=8_192)
def _grams(plain: str) -> dict[str, int]:
    """How often each two neighbouring characters stand there."""
    return Counter([plain[i : i + 2] for i in range(max(1, len(plain) - 1))])


def likeness(a: str, b: str) -> float:
    """How alike two titles are, from 0 to 1: shared pairs of characters, or one within the other."""
    plain_a, plain_b = _plain(a), _plain(b)
    if min(len(plain_a), len(plain_b)) >= _MIN_LENGTH and (plain_a in plain_b or plain_b in plain_a):
        return 0.95
    x, y = _grams(plain_a), _grams(plain_b)
    shared = sum([min(x[gram], y[gram]) for gram in x.keys() & y.keys()])
    return 2 * shared / (max(1, len(plain_a) - 1) + max(1, len(plain_b) - 1))


def _stated_for_all(section: Node, scanned: Sequence[Scanned], count: int) -> Stated | None:
    """What the opening words say of exactly as many problems as the section lists: 基本整改到位4个."""
    for line in section.lines:
        s = scanned[line - 1]
        for match in _STATED_COUNT.finditer(s.clean):
            status = classify(match["said"])
            if int(match["n"]) == count and status not in (Status.UNSTATED, Status.DONE, Status.DONE_LONG):
                return Stated(status, s.span(*match.span()), match[0])
    return None


def read_items(section: Node, scanned: Sequence[Scanned], default: Status = Status.DOING) -> list[RemainingItem]:
    """The items of a remaining section: its headings, or a paragraph that opens with 关于“…”问题."""
    items: list[RemainingItem] = []
    for node in section.walk():
        if node is section or node.children:
            continue
        s = scanned[node.line - 1]
        found = segments([(s, node.end)] + [(scanned[n - 1], scanned[n - 1].body_at) for n in node.lines])
        items.append(_item(s, node.start, node.end, found, default))
    for_all = _stated_for_all(section, scanned, len(items)) if items else None
    if for_all is not None:
        return [dataclasses.replace(item, stated=for_all) for item in items]
    for line in section.lines if not items else []:
        s = scanned[line - 1]
        from_start = s.clean[s.body_at :]
        if from_start.startswith(("关于", "针对")):
            end = _first_end(s)
            items.append(_item(s, s.body_at, end, segments([(s, end)]), default))
    return items


def _first_end(s: Scanned) -> int:
    at = s.clean.find("。", s.body_at)
    return at + 1 if at >= 0 else len(s.clean)


def _item(s: Scanned, start: int, end: int, found: Sequence[Segment], default: Status) -> RemainingItem:
    a, b = problem_title(s.clean[start:end])
    stated = own_status(found)
    if stated is None:
        for seg in found:
            if seg.role is PartRole.REASON_OPEN:
                stated = Stated(Status.OPEN, seg.span, "未完成整改原因")
                break
    if stated is None:
        for seg in found:
            head = seg.text[:60]
            status = classify(head)
            if status in (Status.DOING, Status.MOSTLY, Status.STAGE):
                stated = Stated(status, seg.span, seg.text.split("，")[0].split("。")[0])
                break
    if stated is None:
        stated = Stated(default, s.span(start, end), s.clean[start:end])
    return RemainingItem(s.line, s.clean[start + a : start + b], stated, own_deadline(found, open_item=True))


def _longest_common(a: str, b: str, least: int) -> int:
    """The length of the longest stretch of words, without marks, that both texts have; least - 1 if it is shorter."""
    a, b = _plain(a), _plain(b)
    best = least - 1
    for start in range(len(a)):
        while start + best < len(a) and a[start : start + best + 1] in b:
            best += 1
    return best


def _by_shared_words(
    item: RemainingItem, titles: Sequence[str], texts: Sequence[str], free: Sequence[int]
) -> int | None:
    """The one problem whose title, or else whose text, shares a long stretch of words with the item's title."""
    for sources, least in ((titles, _SHARED_TITLE), (texts, _SHARED_TEXT)):
        lengths = sorted(((_longest_common(item.title, sources[i], least), -i) for i in free), reverse=True)
        if lengths and lengths[0][0] >= least and (len(lengths) == 1 or lengths[0][0] > lengths[1][0]):
            return -lengths[0][1]
    return None


def match_items(
    items: Sequence[RemainingItem], titles: Sequence[str], texts: Sequence[str]
) -> dict[int, RemainingItem]:
    """Which problem (index of its title and text) each item speaks of.

    Each problem and each item is used once, the likest titles first; an item
    whose title is like none is given to the one problem that shares a long
    stretch of its words.
    """
    pairs = sorted(
        ((likeness(item.title, title), i, j) for j, item in enumerate(items) for i, title in enumerate(titles)),
        key=lambda p: (-p[0], p[1], p[2]),
    )
    out: dict[int, RemainingItem] = {}
    used: set[int] = set()
    for score, i, j in pairs:
        if score < _SAME:
            break
        if i not in out and j not in used:
            out[i] = items[j]
            used.add(j)
    for j, item in enumerate(items):
        if j not in used:
            found = _by_shared_words(item, titles, texts, [i for i in range(len(titles)) if i not in out])
            if found is not None:
                out[found] = item
    return out
