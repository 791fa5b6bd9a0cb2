"""U101 and U102: the inspection team named otherwise than in the rest of the report."""

from __future__ import annotations

import re
from collections.abc import Iterator

from desktop.checks.base import Check, Example, Explanation, Family, Fix, Hit, Related, Severity
from desktop.checks.memo import matches_of
from desktop.report.model import Report
from desktop.text.edits import Edit
from desktop.text.spans import Span

_HAN = "\u4e00-\u9fff"
_NUMBER = r"[一二三四五六七八九十\dXx×*某]{1,3}"
_TEAM = re.compile(
    rf"(?P<who>(?:[省市县区州旗]|中央|自治区党|兵团党)委?)?(?P<batch>(?:提级|交叉|机动|专项|联动|常规)*)"
    rf"(?:第(?P<a>{_NUMBER})(?P<kind_a>巡[察视])组|(?P<kind_b>巡[察视])(?:第)?(?P<b>{_NUMBER})组)"
)
_TEAM_HINT = re.compile(r"巡[察视](?:第)?[^，。；、组]{0,3}组")
_TEAM_REACH = 12
_FORMER = re.compile(
    r"上[一轮次届]|此前|之前|以往|原|曾|历次|(?:19|20)\d\d年[^，。；"
    r"]{0,12}$|派出|抽调|借调|参加|担任|第[一二三四五六七八九十]+轮"
)
_PLAIN_TEAM = re.compile(r"(?P<who>[省市县区州旗]委)?(?P<kind>巡[察视])(?:工作)?组(?!织)")
_PLACEHOLDER = "Xx×*某"
_LOCAL = ("县委", "区委", "旗委", "市委", "州委")

_FEW = 2


_team_hints = matches_of(_TEAM_HINT)
_plain_teams = matches_of(_PLAIN_TEAM)


def _teams(report: Report) -> Iterator[tuple[str, str, str, Span, str]]:
    """Numbered inspection teams: whose, 巡察 or 巡视, number, place, the words before."""
    for line, text in enumerate(report.document.lines, 1):
        if "组" not in text:
            continue
        end = 0
        for hint in _team_hints(text):
            match = _TEAM.search(text, max(end, hint.start() - _TEAM_REACH), hint.end() + 2)
            if match is None or match.start() < end:
                continue
            end = match.end()
            who = (match["who"] or "").removesuffix("委")
            kind = match["kind_a"] or match["kind_b"]
            before = text[max(0, match.start() - 16) : match.start()]
            yield who, kind, match["a"] or match["b"], Span(line, *match.span()), before


def _other_team(report: Report) -> Iterator[Hit]:
    """Teams with another number than the one that inspected."""
    if not report.inspector:
        return
    own = _TEAM.search(report.inspector)
    if own is None:
        return
    number, who = own["a"] or own["b"], (own["who"] or "").removesuffix("委")
    found = list(_teams(report))
    right = [span for w, _, n, span, _ in found if n == number and (not w or not who or w == who)]
    if not right:
        return
    others = [f for f in found if f[2] != number and (not f[0] or not who or f[0] == who) and not _FORMER.search(f[4])]
    line = report.document.line
    yield from _other_committee(report, found, right, (who, number))
    blank = [f[3] for f in others if set(f[2]) <= set(_PLACEHOLDER)]
    if blank:
        related = tuple(Related(s, line(s.line)[s.start : s.end]) for s in (*blank[1:], right[0]))
        more = f"，全文共{len(blank)}处" if len(blank) > 1 else ""
        yield Hit(blank[0], f"巡察巡视组没有写明是第几组{more}，别处是“{report.inspector}”。", related=related)
    others = [f for f in others if f[3] not in blank]
    if len({f[2] for f in others}) > _FEW or len(others) > max(len(right), _FEW):
        return
    for _, _, other, span, _ in others:
        if _is_list(line(span.line), span):
            continue
        at = line(span.line).index(other, span.start)
        edit = Edit(Span(span.line, at, at + len(other)), number)
        yield Hit(
            span,
            f"巡察巡视组的名称前后不一：前面是“{report.inspector}”，这里是第{other}组。",
            (Fix(f"改为第{number}组", (edit,)),),
            (Related(right[0], line(right[0].line)[right[0].start : right[0].end]),),
        )


def _other_committee(
    report: Report, found: list[tuple[str, str, str, Span, str]], right: list[Span], own: tuple[str, str]
) -> Iterator[Hit]:
    """The team that inspected, sent by another committee: 市委第二巡察组 for 区委第二巡察组."""
    who, number = own
    others = [
        (w, span) for w, _, n, span, before in found if n == number and w and w != who and not _FORMER.search(before)
    ]
    if not who or len(others) > min(_FEW, len(right)):
        return
    line = report.document.line
    for other, span in others:
        at = line(span.line).index(other, span.start)
        yield Hit(
            span,
            f"巡察巡视组的名称前后不一：前面是“{report.inspector}”，这里是{other}委的组。",
            (Fix(f"改为“{who}委”", (Edit(Span(span.line, at, at + len(other)), who),)),),
            (Related(right[0], line(right[0].line)[right[0].start : right[0].end]),),
        )


def _is_list(text: str, span: Span) -> bool:
    """Whether several teams are named together: 第一、第二巡察组."""
    return text[max(0, span.start - 1) : span.start] in ("、", "和") or text[span.end : span.end + 1] in ("、", "和")


def _wrong_level(report: Report) -> Iterator[Hit]:
    """Teams called 巡视 where the committee sends 巡察, and the other way round."""
    own = re.search("巡[察视]", report.inspector or "")
    for line, text in enumerate(report.document.lines, 1):
        if "组" not in text:
            continue
        for match in _plain_teams(text):
            who, kind = match["who"], match["kind"]
            before = text[max(0, match.start() - 4) : match.start()]
            if who is None:
                if own is None or kind == own[0] or re.search(r"[委央组届级、察视]$|第.{1,3}$", before):
                    continue
                yield _level(report, line, match, own[0])
            elif who == "省委" and kind == "巡察" and "提级" not in before:
                yield _level(report, line, match, "巡视")
            elif who in _LOCAL and kind == "巡视" and not (own and own[0] == "巡视") and not before.endswith("治"):
                yield _level(report, line, match, "巡察")


def _level(report: Report, line: int, match: re.Match[str], right: str) -> Hit:
    at = match.start("kind")
    edit = Edit(Span(line, at, at + len(right)), right)
    said = f"本报告的{report.inspector}" if match["who"] is None else match["who"]
    return Hit(
        Span(line, *match.span()),
        f"“{match[0]}”应当是“{right}组”：中央和省级开展的是巡视，市县开展的是巡察（{said}）。",
        (Fix(f"改为“{right}”", (edit,)),),
    )


_SOURCE = "公文中的机构名称应当使用全称或者规范化简称，前后一致；以本报告的其他地方为对照"
_HEAD = (
    "关于巡察整改进展情况的通报\n根据区委统一部署，2021年3月5日至4月20日，区委第二巡察组对清河区城市更新局"
    "党组进行了巡察。2021年6月3日，区委第二巡察组反馈了巡察意见。\n"
)

CHECKS = (
    Check(
        code="U101",
        kind="name-inconsistent",
        family=Family.NAMES,
        severity=Severity.ERROR,
        explanation=Explanation(
            summary="巡察组的番号前后不一",
            why="同一次巡察只有一个组；番号不同，多半是套用了别的单位的材料没有改净。",
            source=_SOURCE,
        ),
        bad=(
            Example(_HEAD + "局党组召开会议，逐条认领⟦区委第三巡察组⟧反馈的问题。"),
            Example(_HEAD + "整改情况已向⟦区委第X巡察组⟧报告。"),
            Example(_HEAD + "整改情况已向⟦市委第二巡察组⟧报告。"),
        ),
        good=(
            Example(_HEAD + "局党组召开会议，逐条认领区委第二巡察组反馈的问题。"),
            Example(_HEAD + "2019年市委第五巡察组反馈的问题已经整改，抽调3人参加区委第一、第三巡察组。"),
        ),
        report=_other_team,
    ),
    Check(
        code="U102",
        kind="name-inconsistent",
        family=Family.NAMES,
        severity=Severity.WARNING,
        explanation=Explanation(
            summary="巡视与巡察混用",
            why="中央和省（区、市）党委实行巡视，市县党委建立巡察制度，组的名称不能混用。",
            source="《中国共产党巡视工作条例》：党的中央和省、自治区、直辖市委员会实行巡视制度，"
            "市（地、州、盟）和县（市、区、旗）委员会建立巡察制度",
        ),
        bad=(
            Example(_HEAD + "局党组逐条认领⟦区委巡视组⟧反馈的问题。"),
            Example(_HEAD + "⟦巡视组⟧反馈后，局党组立即部署。"),
        ),
        good=(
            Example(_HEAD + "区委巡察组反馈后，局党组认真学习中央巡视组、省委巡视组的要求。"),
            Example(_HEAD + "配合省委第一巡视组工作，巡视巡察组织协调。"),
        ),
        report=_wrong_level,
    ),
)
