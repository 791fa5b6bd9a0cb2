"""U3xx: names that stand once with a character lost or changed, beside their right form."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from functools import lru_cache

from desktop.checks.base import Check, Example, Explanation, Family, Fix, Hit, Related, Severity
from desktop.checks.memo import PARAGRAPHS
from desktop.report.model import Report
from desktop.text.edits import Edit
from desktop.text.spans import Span

_HAN = re.compile(r"[\u4e00-\u9fff]+")
_LEAST = 6
_LEAST_UNIT = 7
_ANCHOR = 3
_BODY_TAIL = re.compile(r"(?:党组|党委|党工委|党总支|党支部)$")
_BRACKET = re.compile(r"[（(].*$")
_OTHERS = frozenset("省市县区州旗盟镇乡村东南西北中上下大小新老一二三四五六七八九十各和与及原党局的")
_LEFT_OUT = frozenset("省市县区州旗盟和与的")
_SUFFIX = re.compile(
    r"(?:领导小组(?:办公室)?|工作专班(?:办公室)?|(?<![民主居])委员会|联席会议|指挥部|服务中心|服务大厅|协会|学会|联合会)"
)
_KNOWN = re.compile(r"(?P<veterans>(?<!退役)军人事务(?:管理)?局)|政府服务(?P<place>大厅|中心)")
_REACH = 14
_TWICE = 2
_MOST_NAMES = 40
_MOST_PLACES = 400


@lru_cache(maxsize=PARAGRAPHS)
def _near(text: str, name: str) -> tuple[tuple[int, int], ...]:
    """Where a paragraph has the name with one character lost or changed; half-open offsets."""
    found: set[tuple[int, int]] = set()
    ends = [m.end() for m in re.finditer(re.escape(name[-_ANCHOR:]), text)]
    starts = [m.start() for m in re.finditer(re.escape(name[:_ANCHOR]), text)]
    for length in (len(name), len(name) - 1):
        found |= {(end - length, end) for end in ends if end >= length}
        found |= {(start, start + length) for start in starts}
    return tuple(sorted(place for place in found if _slip(text[place[0] : place[1]], name)))


def _slip(written: str, name: str) -> bool:
    """Whether one inner character of the name is lost or another one; never a place, a level or a number."""
    if written == name or not _HAN.fullmatch(written):
        return False
    head = 0
    while head < len(written) and written[head] == name[head]:
        head += 1
    if head == 0:
        return False
    if len(written) == len(name):
        if written[head + 1 :] != name[head + 1 :] or head == len(name) - 1:
            return False
        return not (written[head] in _OTHERS and name[head] in _OTHERS)
    return head < len(written) and written[head:] == name[head + 1 :] and name[head] not in _LEFT_OUT


def _own_unit(report: Report) -> Iterator[Hit]:
    """The report's own unit with a wrong character."""
    name = _BODY_TAIL.sub("", _BRACKET.sub("", (report.unit or "").removeprefix("中共")))
    if len(name) < _LEAST_UNIT or not _HAN.fullmatch(name):
        return
    first = next((n for n, text in enumerate(report.document.lines, 1) if name in text), None)
    if first is None:
        return
    at = report.document.line(first).index(name)
    right = Span(first, at, at + len(name))
    for line, text in enumerate(report.document.lines, 1):
        for start, end in _near_unit(text, name):
            yield _hit(Span(line, start, end), text[start:end], name, right)


@lru_cache(maxsize=PARAGRAPHS)
def _near_unit(text: str, name: str) -> tuple[tuple[int, int], ...]:
    if name[:_ANCHOR] not in text and name[-_ANCHOR:] not in text:
        return ()
    return tuple(_near(text, name))


def _hit(span: Span, written: str, name: str, right: Span) -> Hit:
    return Hit(
        span,
        f"这里写“{written}”，别处是“{name}”，名称前后不一。",
        (Fix(f"改为“{name}”", (Edit(span, name),)),),
        (Related(right, name),),
    )


@lru_cache(maxsize=PARAGRAPHS)
def _named(text: str) -> tuple[tuple[str, int], ...]:
    """Bodies of a paragraph by their last words: up to some characters before these, and where they end."""
    found = []
    for match in _SUFFIX.finditer(text):
        start = max(0, match.start() - _REACH)
        run = re.search(r"[\u4e00-\u9fff]+$", text[start : match.end()])
        if run is not None:
            found.append((run[0], match.end()))
    return tuple(found)


def _groups(report: Report) -> Iterator[Hit]:
    """Leading groups and committees named rightly twice or more, and once otherwise."""
    places = [(line, words, end) for line, text in enumerate(report.document.lines, 1) for words, end in _named(text)][
        :_MOST_PLACES
    ]
    tails: Counter[str] = Counter()
    for _, words, _ in places:
        tails.update(words[at:] for at in range(len(words) - _LEAST + 1))
    names = [
        tail
        for tail, count in tails.items()
        if count >= _TWICE and not _SUFFIX.match(tail) and _longest(tail, count, tails, places)
    ]
    told: set[tuple[int, int]] = set()
    for name in sorted(names, key=len, reverse=True)[:_MOST_NAMES]:
        for line, words, end in places:
            for length in (len(name), len(name) - 1):
                written = words[-length:]
                if (line, end) in told or len(written) != length or not _slip(written, name):
                    continue
                if tails[written] >= tails[name] or tails[written] > 1:
                    continue
                told.add((line, end))
                right = next((n, e) for n, w, e in places if w.endswith(name))
                first = Span(right[0], right[1] - len(name), right[1])
                yield _hit(Span(line, end - length, end), written, name, first)


def _longest(tail: str, count: int, tails: Counter[str], places: list[tuple[int, str, int]]) -> bool:
    """Whether no longer name stands at all the places where this one does."""
    before = {words[-len(tail) - 1 : -len(tail)] for _, words, _ in places if words.endswith(tail)}
    return all(not char or tails[char + tail] < count for char in before)


def _known_bodies(report: Report) -> Iterator[Hit]:
    """Public bodies that have one name all over the country, written otherwise."""
    for line, text in enumerate(report.document.lines, 1):
        for match in _KNOWN.finditer(text) if "军人" in text or "政府服务" in text else ():
            right = "退役军人事务局" if match["veterans"] else f"政务服务{match['place']}"
            span = Span(line, *match.span())
            yield Hit(
                span, f"这里写“{match[0]}”，机构的名称是“{right}”。", (Fix(f"改为“{right}”", (Edit(span, right),)),)
            )


_SOURCE = "公文中的机构名称应当使用全称或者规范化简称，前后一致；以本报告的其他地方为对照"
_HEAD = "中共清河区城市更新局党组关于巡察整改进展情况的通报\n区委第二巡察组对清河区城市更新局党组进行了巡察。\n"
_GROUP = "成立城市更新项目评审委员会。\n由城市更新项目评审委员会牵头。\n"

CHECKS = (
    Check(
        code="U301",
        kind="name-inconsistent",
        family=Family.NAMES,
        severity=Severity.ERROR,
        explanation=Explanation(
            summary="本单位的名称错了一个字",
            why="单位自己的名称漏字、错字，是最不应当的差错，也可能是套用别的单位材料没有改净。",
            source=_SOURCE,
        ),
        bad=(
            Example(_HEAD + "以⟦清河区城市新局⟧名义印发通知。"),
            Example(_HEAD + "⟦清河区城市更兴局⟧召开会议。"),
        ),
        good=(
            Example(_HEAD + "以清河区城市更新局名义印发通知，区城市更新局召开会议。"),
            Example(_HEAD + "同清湾区城市管理局交流，清河区城市更新中心参加。"),
        ),
        report=_own_unit,
    ),
    Check(
        code="U302",
        kind="name-inconsistent",
        family=Family.NAMES,
        severity=Severity.WARNING,
        explanation=Explanation(
            summary="领导小组、委员会的名称差一个字",
            why="同一个领导小组或者委员会，别处都写一个名称，只有一处差一个字，多半是错字、漏字。",
            source=_SOURCE,
        ),
        bad=(
            Example(_GROUP + "向⟦城市更新项目评申委员会⟧报告。"),
            Example(_GROUP + "经⟦城市更新项评审委员会⟧同意。"),
        ),
        good=(
            Example(_GROUP + "向城市更新项目评审委员会报告，向区城市更新项目评审委员会备案。"),
            Example("成立东河村整改工作领导小组。\n东河村整改工作领导小组开会。\n西河村整改工作领导小组开会。"),
        ),
        report=_groups,
    ),
    Check(
        code="U303",
        kind="name-inconsistent",
        family=Family.NAMES,
        severity=Severity.ERROR,
        explanation=Explanation(
            summary="全国统一的机构名称写错",
            why="退役军人事务局、政务服务大厅（中心）是全国统一的名称，少字、换字就不是这个机构了。",
            source="《深化党和国家机构改革方案》（2018年）组建退役军人事务部；《政务服务中心运行规范》（GB/T 32169）",
        ),
        bad=(
            Example("联合市⟦军人事务管理局⟧开展走访。"),
            Example("窗口人员进驻⟦政府服务大厅⟧办公。"),
        ),
        good=(
            Example("联合市退役军人事务局开展走访，做好军人事务工作。"),
            Example("窗口人员进驻政务服务大厅办公，提升政府服务水平。"),
        ),
        report=_known_bodies,
    ),
)
