"""Q2xx: one matter that is told twice, in other words, with another figure."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from desktop.checks.base import Check, Example, Explanation, Family, Hit, Related, Severity
from desktop.checks.memo import PARAGRAPHS
from desktop.report.model import Report, Role
from desktop.text.spans import Span

_CLAUSE = re.compile(r"[^，。；、：！？:;,（）()\n]{6,60}")
_QUANTITY = re.compile(
    r"(?<![\d.,第〔—-])(?P<n>\d[\d,]*(?:\.\d+)?)余?(?P<unit>万元|亿元|元|人次|[人名位](?!以上)|"
    r"[项个家篇户套份起件处条辆间台笔批](?!月|工作日|小时|百分点|以上|以内))"
)
_NUMBER = re.compile(
    r"\d|[XxＸ×*]{1,}|(?<=[\u4e00-\u9fff])[一二两三四五六七八九十]{1,3}(?=[人名位项个家户套份起件处条次])"
)
_YUAN = {"元": 1.0, "万元": 1e4, "亿元": 1e8}
_PEOPLE = frozenset("人名位")
_FILLER = re.compile(
    r"截至目前|截止目前|目前|现已|已经|已|全部|全面|均|累计|总共|一共|共计|合计|共|进行了?|开展了?|作了|的|了|被|对|为|"
    r"将|把|予以|同时|并|^[一二三四五六七八九十]+是|^及时|国家"
)
_ACTION = re.compile(
    "收回|追缴|追回|清退|退还|退回|上缴|整改|解决|完成|补缴|缴纳|归还|核销|拆除|腾退|处置|盘活|销号|办结|兑付|支付|补办|"
    "发放|处分|约谈|谈话|新建|修订|挽回|征求"
)
_PART = re.compile(
    r"其中|每|人均|其余|另|剩|余下|分别|第[一二三四五六七八九十]|首[批次]|再|又|(?<![退归偿])还|上年|去年|今年|本年|当年|原|由|从|"
    r"增加?|减|预算|标准|不超过|约(?!谈)|近|超过|部分|个别|拟|计划|将|力争|不足|低于|高于|至少"
)
_PERIOD = re.compile(
    r"(?<!\d)\d{1,4}[年月日]|季度|上半年|下半年|[批轮期届]|以来|期间|先后|之后|[市县区镇乡村局院校科股所站办组部街](?=[，、：])"
)
_GENERAL = re.compile("实际|完成|任务|整改|工作|提供|解决|组织|召开|会议|培训|学习")
_LEAST = 4
_SPECIFIC = 8
_SHARED_CHARS = 0.85
_SHARED_PAIRS = 0.65
_LENGTHS = 0.4
_RATIO = 2.5
_NEAR = 0.005
_MOST = 60


@dataclass(frozen=True, slots=True)
class _Told:
    """A figure and the words of its clause. Offsets within the paragraph; period: the dates it is bound to."""

    start: int
    end: int
    text: str
    unit: str
    value: float
    words: str
    pairs: frozenset[str]
    acts: bool
    period: str


@lru_cache(maxsize=PARAGRAPHS)
def _told(text: str) -> tuple[_Told, ...]:
    found: list[_Told] = []
    if not _QUANTITY.search(text):
        return ()
    for clause in _CLAUSE.finditer(text):
        words = clause[0]
        match = _QUANTITY.search(words)
        if match is None or _NUMBER.search(words, 0, match.start()) or _NUMBER.search(words, match.end()):
            continue
        if _PART.search(words):
            continue
        rest = _FILLER.sub("", words[: match.start()] + words[match.end() :])
        if len(_GENERAL.sub("", rest)) < _LEAST:
            continue
        sentence = max(text.rfind(mark, 0, clause.start()) for mark in "。；") + 1
        unit = "元" if match["unit"] in _YUAN else "人" if match["unit"] in _PEOPLE else match["unit"]
        start = clause.start() + match.start()
        found.append(
            _Told(
                start,
                clause.start() + match.end(),
                match[0],
                unit,
                float(match["n"].replace(",", "")) * _YUAN.get(match["unit"], 1.0),
                rest,
                frozenset(rest[i : i + 2] for i in range(len(rest) - 1)),
                _ACTION.search(rest) is not None,
                "".join(m[0] for m in _PERIOD.finditer(text, sentence, start)),
            )
        )
    return tuple(found[:_MOST])


def _same_matter(a: _Told, b: _Told) -> bool:
    """Whether two clauses tell of one thing."""
    if a.unit != b.unit or a.acts != b.acts:
        return False
    short, long = (a, b) if len(a.words) <= len(b.words) else (b, a)
    if len(short.pairs & long.pairs) < _SHARED_PAIRS * len(short.pairs):
        return False
    if len(short.words) < _LENGTHS * len(long.words):
        return False
    shared = sum(char in long.words for char in short.words)
    if shared < _SHARED_CHARS * len(short.words):
        return False
    if a.period != b.period and ((a.period and b.period) or len(short.words) < _SPECIFIC or not a.acts):
        return False
    return len(short.words) >= _SPECIFIC or max(a.value, b.value) <= _RATIO * min(a.value, b.value)


def _differ(a: _Told, b: _Told) -> bool:
    return abs(a.value - b.value) > _NEAR * max(a.value, b.value)


def _in_one_problem(report: Report) -> Iterator[Hit]:
    """Two figures of one matter under one problem."""
    for problem in report.problems:
        first: dict[str, list[tuple[int, _Told]]] = defaultdict(list)
        for line in range(problem.line, problem.end_line + 1):
            for told in _told(report.document.line(line)):
                earlier = first[told.unit]
                alike = [(place, other) for place, other in earlier if _same_matter(other, told)]
                if alike and all(_differ(other, told) for _, other in alike):
                    yield _hit(line, told, *alike[0])
                if len(earlier) < _MOST:
                    earlier.append((line, told))


def _in_summary(report: Report) -> Iterator[Hit]:
    """A figure of the part on the whole that is less than, or other than, what a problem tells."""
    section = report.section(Role.ORGANIZATION)
    if section is None:
        return
    whole = [
        (line, told)
        for line in range(section.line, section.end_line + 1)
        for told in _told(report.document.line(line))
        if told.acts
    ]
    if not whole:
        return
    problems: Sequence[tuple[int, _Told]] = [
        (line, told)
        for problem in report.problems
        if problem.line > section.end_line
        for line in range(problem.line, problem.end_line + 1)
        for told in _told(report.document.line(line))
        if told.acts
    ]
    for line, told in whole:
        alike = [(place, other) for place, other in problems if _same_matter(told, other)]
        if len(alike) != 1 or not _differ(told, alike[0][1]):
            continue
        place, other = alike[0]
        if other.value > told.value or min(len(told.words), len(other.words)) >= _SPECIFIC:
            yield _hit(place, other, line, told)


def _hit(line: int, told: _Told, place: int, other: _Told) -> Hit:
    return Hit(
        Span(line, told.start, told.end),
        f"同一件事（“{told.words}”）前面写{other.text}，这里写{told.text}，请核对。",
        related=(Related(Span(place, other.start, other.end), other.text),),
    )


_SOURCE = "公文起草应当“情况确实，表述准确”（《党政机关公文处理工作条例》第十九条）；以本报告的其他地方为对照"
_HEAD = "一、反馈问题整改落实情况\n1.关于“违规发放补贴”的问题\n整改情况："
_WHOLE = (
    "一、整改工作组织情况\n局党组召开会议研究部署。{}\n二、反馈问题整改落实情况\n1.关于“违规发放补贴”的问题\n整改情况："
)

CHECKS = (
    Check(
        code="Q201",
        kind="quantity-conflict",
        family=Family.COUNTS,
        severity=Severity.WARNING,
        explanation=Explanation(
            summary="一个问题里同一件事换了说法，数字不同",
            why="同一个问题里先写“追缴补贴12.6万元”，后写“补贴12.9万元已追缴”，至少有一个数错了，与凭证核对不上。",
            source=_SOURCE,
        ),
        bad=(
            Example(_HEAD + "追缴违规发放的交通补贴12.6万元。截至目前，违规发放的交通补贴⟦12.9万元⟧已全部追缴。"),
            Example(_HEAD + "对5名责任人进行约谈。\n被约谈的⟦6名⟧责任人作了书面检查。"),
        ),
        good=(
            Example(_HEAD + "追缴违规发放的交通补贴12.6万元。截至目前，违规发放的交通补贴126000元已全部追缴。"),
            Example(_HEAD + "拖欠租金58万元。已收回拖欠租金30万元，其中当年收回拖欠租金10万元。"),
            Example(_HEAD + "2020年补缴党费3万元，2021年补缴党费2万元。"),
        ),
        report=_in_one_problem,
    ),
    Check(
        code="Q202",
        kind="quantity-conflict",
        family=Family.COUNTS,
        severity=Severity.WARNING,
        explanation=Explanation(
            summary="总的情况与问题里的数字不同",
            why="前面总述的数字应当与各问题里的一致；总数比其中一个问题的还小，一定有一处错了。",
            source=_SOURCE,
        ),
        bad=(
            Example(_WHOLE.format("挽回经济损失32.6万元。") + "为国家挽回经济损失⟦36.2万元⟧。"),
            Example(_WHOLE.format("违规发放的交通补贴12.9万元已追缴。") + "追缴违规发放的交通补贴⟦12.6万元⟧。"),
        ),
        good=(
            Example(_WHOLE.format("共挽回经济损失82.6万元。") + "为国家挽回经济损失36.2万元。"),
            Example(_WHOLE.format("约谈责任人12人。") + "约谈责任人3人。"),
        ),
        report=_in_summary,
    ),
)
