"""Numbers that stand alone: nested levels (4个方面12个问题), what was found, planned or achieved, announced lists."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from desktop.report.claims.quantities import Paragraph, Quantity
from desktop.report.claims.words import Topic

_ANCHOR = re.compile(r"反馈|指出|巡察|巡视|整改|梳理|细化|分解|认领|查摆|发现|移交|存在|提出|制定|落实")
_FEEDBACK = re.compile(r"反馈|指出|巡察|巡视|整改|提出|查摆|问题")
_RULE_VERB = re.compile(r"出台|制定|修订|完善|建立|新建|新增|印发|健全|废止")
_MONEY_VERB = re.compile(r"清退|退还|退出|退缴|追回|追缴|收缴|上缴|挽回|收回|退赔")
_DISPOSAL = re.compile(
    r"处分|问责|追责|诫勉|谈话|批评|处理|警告|检查|撤职|降级|记过|开除|函询|约谈|移送|立案|政务|免职|调整|通报|检讨|辞退|留置"
)
_LIST_OPENING = re.compile(r"[^，。；：（）\d]{0,16}[：:]\s?")
_LIST_START = re.compile(r"[^，。；：（）\d]{0,12}[：:，,]?\s?(?:一是|一要|第一[，,]|①|（[1一]）)")
_CHAIN_GAP = re.compile(r"[的共计、，及和 ]{0,3}")
_NOT_OWN = re.compile(r"另外?|其他")
_NO_SUBJECT = re.compile(r"专班|工作组|督导组|工作专|小组|责任单位|牵头")
_LIST_REACH = 160
_LIST_NOUNS = re.compile(r"工作|方面|措施|举措|事项|任务|重点|问题|环节|抓|建议|要求|做法|内容")


@dataclass(frozen=True, slots=True)
class Single:
    """A number without parts.

    chain: the numbers that name levels with it, itself included. opens:
    offset at which the list begins that it announces. names: the things are
    named right before it. speaks: it claims something even without such a list.
    """

    quantity: Quantity
    topic: Topic
    chain: tuple[Quantity, ...] = ()
    opens: int | None = None
    names: bool = False
    speaks: bool = False


def chains(paragraph: Paragraph) -> list[tuple[Quantity, ...]]:
    """Runs of numbers that name nested levels: 4个方面12个问题50项整改任务."""
    runs: list[list[Quantity]] = []
    for a, b in pairwise(paragraph.quantities):
        noun = a.noun[: len(a.noun.rstrip())]
        gap = paragraph.text[a.unit_end + len(noun) : b.start] if len(noun) <= 8 else "?" * 9
        linked = (
            a.sentence == b.sentence
            and b.start - a.unit_end <= 12
            and _CHAIN_GAP.fullmatch(gap) is not None
            and (a.unit, a.noun) != (b.unit, b.noun)
            and _level(a) is not None
            and _level(b) is not None
            and _level(a) is not _level(b)
            and not a.status
        )
        if linked and runs and runs[-1][-1] is a:
            runs[-1].append(b)
        elif linked:
            runs.append([a, b])
    return [tuple(run) for run in runs]


def _level(q: Quantity) -> Topic | None:
    if q.family in ("类", "方面") or q.topic is Topic.ASPECT:
        return Topic.ASPECT
    if q.topic in (Topic.PROBLEM, Topic.TASK, Topic.MEASURE):
        return q.topic
    if q.family in ("项", "条", "个", "点") and not q.noun:
        return Topic.ITEM
    return None


def find_singles(paragraph: Paragraph, taken: set[int], *, above: bool, last: bool) -> Iterator[Single]:
    """The numbers that claim something by themselves.

    taken: digits' offsets of quantities that belong to groupings. above: the
    paragraph speaks of the whole report. last: the list a colon at the
    paragraph's end announces may follow in the next paragraphs.
    """
    in_chain = {q.start: run for run in chains(paragraph) for q in run}
    for q in paragraph.quantities:
        if q.start in taken:
            continue
        run = in_chain.get(q.start, ())
        topic = (_level(q) or q.topic) if run else q.topic
        opens = _list_opening(paragraph, q, last=last)
        if opens is not None:
            yield Single(q, topic, run, opens)
        elif run:
            if above and any(_anchored(paragraph, other) for other in run):
                yield Single(q, topic, run)
        elif _named(paragraph, q):
            yield Single(q, topic, names=True, speaks=above and _speaks(paragraph, q))
        elif above and _speaks(paragraph, q):
            yield Single(q, topic)


def _sentence(paragraph: Paragraph, q: Quantity) -> str:
    start = max(paragraph.cuts.sentence_start(q.start), q.start - 80)
    return paragraph.text[start : min(paragraph.cuts.sentence_end(q.start, len(paragraph.text)), q.unit_end + 40)]


def _anchored(paragraph: Paragraph, q: Quantity) -> bool:
    return bool(_FEEDBACK.search(_sentence(paragraph, q)))


def _speaks(paragraph: Paragraph, q: Quantity) -> bool:
    """Whether a lone number in the report's frame counts its problems, tasks, measures or results."""
    words = q.before + q.after
    if _NO_SUBJECT.search(q.noun):
        return False
    if q.topic in (Topic.PROBLEM, Topic.TASK, Topic.MEASURE, Topic.OPINION):
        return q.depth == 0 and bool(_ANCHOR.search(_sentence(paragraph, q))) and not _NOT_OWN.search(q.before[-4:])
    if q.topic is Topic.ASPECT:
        return "整改内容" in q.after + q.noun or bool(re.search(r"反馈|指出", q.before))
    if q.value is None:
        return False
    if q.topic is Topic.RULE:
        return bool(_RULE_VERB.search(words)) and q.depth == 0
    if q.topic is Topic.MONEY:
        return bool(_MONEY_VERB.search(q.before)) and q.depth == 0
    if q.topic is Topic.PERSON:
        return bool(_DISPOSAL.search(q.before)) and q.unit == "人"
    return False


def _list_opening(paragraph: Paragraph, q: Quantity, *, last: bool) -> int | None:
    """Offset at which the list begins that the number announces, None where it announces none."""
    if q.value is None or q.value < 2 or q.unit not in ("个", "项", "条", "点", "方面", "大方面", "类", "大类", "件"):
        return None
    text = paragraph.text
    opening = _LIST_OPENING.match(text, q.unit_end)
    if opening and opening.end() < len(text.rstrip()):
        if re.match(r"\s?(?:一是|一要|第一|①|（[1一]）|1[.、．])", text[opening.end() : opening.end() + 6]):
            return opening.end()
        return None
    if opening:
        return len(text) if last and _LIST_NOUNS.search(text, q.start, len(text)) else None
    return _clause_list(paragraph, q)


def _clause_list(paragraph: Paragraph, q: Quantity) -> int | None:
    """重点从7个方面强化了…：一是: the colon stands at the end of the number's own clause."""
    end = paragraph.cuts.clause_end(q.unit_end - 1, len(paragraph.text))
    if paragraph.text[end : end + 1] != "：" or end - q.unit_end > 24:
        return None
    if q.topic not in (Topic.ASPECT, Topic.WORK, Topic.MEASURE, Topic.TASK):
        return None
    if re.match(r"：\s?(?:一是|一要|第一|①|（[1一]）)", paragraph.text[end : end + 8]):
        return end + 1
    return None


def _named(paragraph: Paragraph, q: Quantity) -> bool:
    """Whether the things are named right before their number (…、…和…5项措施; 《…》《…》等8项制度)."""
    if q.value is None or q.value < 2 or q.topic not in (Topic.RULE, Topic.MEASURE, Topic.TASK, Topic.PROBLEM):
        return False
    before = paragraph.text[max(0, q.start - _LIST_REACH) : q.start].rstrip()
    if not before or ("、" not in before and "》《" not in before):
        return False
    return before[-1] in "等》”" or "\u4e00" <= before[-1] <= "\u9fff"


def loose_lists(paragraph: Paragraph, taken: set[int]) -> list[tuple[Quantity, ...]]:
    """Results side by side without a total: 新制定制度8个，修改完善制度7个; 诫勉谈话3人，批评教育2人."""
    runs: list[list[Quantity]] = []
    for q in paragraph.quantities:
        kind = _result(q)
        if (
            kind is None
            or q.start in taken
            or q.depth
            or (q.total_word and runs and runs[-1][-1].sentence == q.sentence)
        ):
            continue
        previous = runs[-1][-1] if runs else None
        if (
            previous is not None
            and previous.sentence == q.sentence
            and _result(previous) == kind
            and q.family == previous.family
        ):
            runs[-1].append(q)
        else:
            runs.append([q])
    return [tuple(run) for run in runs if len(run) > 1]


def _result(q: Quantity) -> str | None:
    if q.topic is Topic.PERSON and _DISPOSAL.search(q.before):
        return "人员"
    if q.topic is Topic.RULE and _RULE_VERB.search(q.before + q.after):
        return "制度"
    return None


def status_lists(paragraph: Paragraph, taken: set[int]) -> list[tuple[Quantity, ...]]:
    """Statuses side by side without a total: 已整改到位33个，已基本整改到位4个."""
    runs: list[list[Quantity]] = []
    for q in paragraph.quantities:
        if (
            q.start in taken
            or q.depth
            or not q.status
            or q.topic not in (Topic.PROBLEM, Topic.TASK, Topic.MEASURE, Topic.OTHER)
        ):
            continue
        if q.family not in ("个", "项", "条") or (q.noun and q.topic is Topic.OTHER):
            continue
        previous = runs[-1][-1] if runs else None
        if (
            previous is not None
            and previous.sentence == q.sentence
            and previous.family == q.family
            and q.clause - previous.clause <= 2
        ):
            runs[-1].append(q)
        else:
            runs.append([q])
    return [tuple(run) for run in runs if len(run) > 1 and len({q.status for q in run}) > 1]


def subjects(topic: Topic, noun: Sequence[str]) -> str:
    """A short name of what is counted."""
    return topic.value or next((n.strip("的 ")[-8:] for n in noun if n.strip("的 ")), "数量")
