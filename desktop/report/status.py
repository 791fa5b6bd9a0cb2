"""How far a problem has come, and by when: as the text states it for the whole problem."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from desktop.report.model import PartRole, Status
from desktop.report.parts import Segment
from desktop.text.spans import Span

_DONE_WORDS = r"(?:(?:已经?|均已|全部|业已)?(?:整改)?(?:完成|到位|完毕|办结|销号)(?:整改)?|(?:已经?|均已)(?:整改|解决))"
_PATTERNS: tuple[tuple[Status, re.Pattern[str]], ...] = (
    (
        Status.OPEN,
        re.compile(r"(?:未|尚未|没有|暂未|仍未)(?:能)?(?:完成|整改)(?:整改|完成|到位)?|未完成|未启动|逾期|超期"),
    ),
    (Status.DONE_LONG, re.compile(r"(?:完成|到位|完毕|办结).{0,12}(?:长期|持续|常态化)(?:坚持|整改|推进|抓好)")),
    (Status.STAGE, re.compile(r"阶段性|取得(?:初步|明显)?成效|达到序时进度|序时推进")),
    (Status.MOSTLY, re.compile(r"基本(?:上)?(?:已|已经)?(?:整改)?(?:完成|到位|完毕|解决|办结)|已基本整改")),
    (
        Status.DOING,
        re.compile(
            r"正在|整改中|推进中|办理中|部分(?:完成|整改)|(?:持续|加快|逐步)(?:推进|整改|落实)|预计|需(?:要)?(?:进一步|长期|持续)|长期(?:整改|坚持)|一时(?:无法|难以)"
        ),
    ),
    (Status.DONE, re.compile(r"完成|到位|完毕|办结|销号|已(?:经)?(?:整改|解决)|立行立改")),
)
_EXPECTED = re.compile(r"(?:预计|力争|争取|计划于?|拟于|将于?)[^，。；]{0,16}(?:完成|到位|完毕)")
_SUBJECT = r"(?:该|此|本|上述|以上|相关|所有|全部|涉及的|巡察指出的|反馈的)(?:[^，。；]{0,8}?)?(?:问题|事项|任务)"
_WHOLE = re.compile(
    rf"(?:(?:截至|截止)?(?:目前|\d{{1,2}}月底|\d{{4}}年\d{{1,2}}月)?[，,]?{_SUBJECT}(?:整改)?(?:工作)?(?:均|都|现|目前)?(?:全部)?"
    rf"(?P<said>[^，。；]{{0,20}}?(?:整改完成|完成整改|整改到位|整改完毕|整改结束|已完成|已办结|整改中|正在整改|未完成|已解决|得到解决)[^。；]{{0,24}})"
    rf"|(?:^|[。；])(?P<said2>(?:截至)?目前[，,]?(?:已|已经|未|尚未|正在|基本|已基本)?(?:未|全部|基本)?(?:完成整改|整改完成|整改到位|整改完毕|整改中)[^。；]{{0,24}}))"
)
_TOLD_SHORT = (PartRole.PROGRESS, PartRole.RESULT)
_SHORT_STATUS = re.compile(
    r"(?:目前)?(?:已经?|均已|基本|阶段性|正在|尚未|未)(?:全部|基本|整改|推进)*(?:完成|到位|办结|整改|推进|解决)?(?:整改|到位)?"
    r"(?:[，,、]?(?:并|需|仍需)?(?:长期|持续)(?:坚持|整改|推进))?[。；]?"
)
_GROUP = re.compile(
    r"(?:已(?:经)?(?:整改)?(?:完成|到位)(?:整改)?|完成整改|整改完成|基本(?:完成|整改到位)|阶段性完成|正在(?:推进|推动)?(?:整改)?|未(?:整改)?完成|尚未|长期(?:坚持|整改)|持续(?:推进|整改))[^，。]{0,10}(?:的)?(?:问题|事项|任务)"
)
_DEADLINE = re.compile(
    r"(?:预计|力争|计划|拟|争取|将)(?:于|在)?(?P<when>(?:(?:今年|明年|\d{4}年|[xX×]{4}年)?(?:[\dxX×]{1,2}月(?:[\dxX×]{1,2}日|底|上旬|中旬|下旬|末)?|年底|年内|上半年|下半年|[一二三四]季度末?))(?:之?前|以前|底前)?)(?=[^。；]{0,20}完成)"
)
_ABOUT = re.compile(r"问题|整改")
_REACH = 20
_CACHED = 16_384
_DEADLINE_BEFORE = re.compile(
    r"(?P<when>(?:\d{4}年)?\d{1,2}月(?:\d{1,2}日|底)?(?:之?前|以前)|(?:今年|年)底前)(?=[^。；，]{0,16}(?:完成|到位|办结|投入|实现))"
)


@dataclass(frozen=True, slots=True)
class Stated:
    """A status or a deadline with the words that state it."""

    status: Status
    span: Span
    text: str


def classify(words: str) -> Status:
    """The status that words such as 已完成并长期坚持 or 正在整改 name; UNSTATED where they name none."""
    if _EXPECTED.search(words):
        return Status.DOING
    for status, pattern in _PATTERNS:
        if pattern.search(words):
            return status
    return Status.UNSTATED


def own_status(found: Sequence[Segment]) -> Stated | None:
    """The status that a problem's own text states for the whole of it.

    A 整改状态 part says it; otherwise the last sentence whose subject is the
    problem. One finished measure does not finish a problem.
    """
    for seg in found:
        if seg.role is PartRole.STATUS and seg.labelled and seg.text:
            status = classify(seg.text)
            if status is not Status.UNSTATED:
                return Stated(status, seg.span, seg.text.rstrip("。；"))
    for seg in found:
        if seg.role in _TOLD_SHORT and seg.labelled and _SHORT_STATUS.fullmatch(seg.text):
            status = classify(seg.text)
            if status is not Status.UNSTATED:
                return Stated(status, seg.span, seg.text.rstrip("。；"))
    stated: Stated | None = None
    for seg in found:
        if seg.role in (PartRole.CAUSE, PartRole.NEXT, PartRole.GOAL):
            continue
        last = _last_whole(seg.scanned.clean, seg.start, seg.end)
        if last is not None:
            status, start, end = last
            stated = Stated(status, seg.scanned.span(start, end), seg.scanned.clean[start:end])
    return stated


@lru_cache(maxsize=_CACHED)  # after an edit all other paragraphs are as they were
def _last_whole(clean: str, low: int, high: int) -> tuple[Status, int, int] | None:
    """The last sentence of a stretch that states the status of the whole problem, with its offsets."""
    found = None
    for match in _WHOLE.finditer(clean, low, high):
        name = "said" if match["said"] is not None else "said2"
        status = classify(match[name])
        if status is not Status.UNSTATED:
            found = status, match.start() + (1 if clean[match.start()] in "。；" else 0), match.end()
    return found


def group_status(title: str) -> Status:
    """The status that a heading such as 已整改完成的问题 gives all problems under it."""
    return classify(title) if _GROUP.fullmatch(title.strip("。：: ")) else Status.UNSTATED


def own_deadline(found: Sequence[Segment], *, open_item: bool = False) -> tuple[str, Span] | None:
    """The deadline a problem's own text states, as written, with its place.

    open_item: the text speaks of a problem known to be unfinished, so that
    any day by which something is to be done is its deadline.
    """
    for seg in found:
        if seg.role is PartRole.DEADLINE and seg.labelled and seg.text:
            text = seg.text.split("\n")[0].rstrip("。；")
            return text, seg.span
    for seg in found:
        clean = seg.scanned.clean
        match = _DEADLINE.search(clean, seg.start, seg.end)
        if (
            match
            and not open_item
            and not _ABOUT.search(clean[max(seg.start, match.start() - _REACH) : match.end() + _REACH])
        ):
            match = None
        if match is None and open_item:
            match = _DEADLINE_BEFORE.search(clean, seg.start, seg.end)
        if match:
            return match["when"], seg.scanned.span(*match.span("when"))
    return None
