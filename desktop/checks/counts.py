"""C1xx: stated numbers that do not add up, or that the report itself contradicts."""

from __future__ import annotations

import re
from collections.abc import Iterator, Set
from itertools import pairwise

from desktop.checks.base import Check, Example, Explanation, Family, Fix, Hit, Related, ReportCheck, Severity
from desktop.checks.counts_conflict import conflicts
from desktop.checks.settings import DONE, UnitRules
from desktop.report.claims.verdicts import computed_rate, parts_disagree, rate_disagrees
from desktop.report.model import Claim, ClaimPart, Report, Status, Verdict
from desktop.text.edits import Edit
from desktop.text.spans import Span

_MARKS = "，。；：、！？（）,;:()\n"
_MOST_RELATED = 60
_LONG_LABEL = 14
_UNIT = re.compile(
    r"[余多]?(?:万元|亿元|元|人次|场次|批次|方面|大类|[个项条类点件名人位户家套座处份篇期轮场次所])|[余多]"
)
_PERCENT = "%％"
_IN_YUAN = {"元": 1.0, "千元": 1e3, "万元": 1e4, "百万元": 1e6, "亿元": 1e8}


def shown(number: float | None) -> str:
    """A number as people write it: 12, 3.5, 118884.21."""
    if number is None:
        return ""
    text = f"{number:.4f}".rstrip("0").rstrip(".")
    return text or "0"


def with_unit(report: Report, span: Span) -> Span:
    """The digits with the measure word that follows them."""
    line = report.document.line(span.line)
    match = _UNIT.match(line, span.end)
    return Span(span.line, span.start, match.end() if match else span.end)


def _with_label(report: Report, part: ClaimPart) -> int:
    """Where the clause of a part begins, no further back than its label is long."""
    line = report.document.line(part.span.line)
    start = part.span.start
    while start > 0 and line[start - 1] not in _MARKS and part.span.start - start < _LONG_LABEL:
        start -= 1
    return start + len("其中") if line.startswith("其中", start) else start


def _stretch(report: Report, claim: Claim) -> Span:
    """The parts of a claim, from the words of the first to the measure word of the last."""
    first = min(claim.parts, key=lambda p: p.span.start)
    last = max(claim.parts, key=lambda p: p.span.start)
    start = _with_label(report, first)
    if (
        claim.total_span
        and claim.total_span.line == first.span.line
        and start < claim.total_span.end <= first.span.start
    ):
        start = first.span.start
    return Span(first.span.line, start, with_unit(report, last.span).end)


def _text(report: Report, span: Span) -> str:
    return report.document.line(span.line)[span.start : span.end]


def _in_unit_of_total(report: Report, claim: Claim, part: ClaimPart) -> float | None:
    """The part's number in the total's unit: 8000元 beside a total in 万元 is 0.8."""
    if part.n is None or not claim.unit.endswith("元"):
        return part.n
    unit = _text(report, with_unit(report, part.span)).lstrip("0123456789０１２３４５６７８９.,，．余多")
    return part.n * _IN_YUAN.get(unit, 1.0) / _IN_YUAN.get(claim.unit, 1.0)


def _total_words(report: Report, claim: Claim) -> str:
    return _text(report, with_unit(report, claim.total_span)) if claim.total_span else shown(claim.total)


def _arithmetic(report: Report) -> Iterator[Hit]:
    for claim in report.claims:
        if claim.arithmetic is not Verdict.WRONG or not parts_disagree(claim) or claim.total_span is None:
            continue
        numbers = [n for p in claim.parts if (n := _in_unit_of_total(report, claim, p)) is not None]
        added = round(sum(numbers), 4)
        total = _total_words(report, claim)
        stretch = _stretch(report, claim)
        if len(numbers) == 1:
            message = f"部分多于总数：其中 {shown(numbers[0])}，总数只有“{total}”"
        else:
            message = f"{' + '.join(map(shown, numbers))} = {shown(added)}，与“{total}”不符"
            if claim.total is not None:
                gap = added - claim.total
                message += f"（{'多' if gap > 0 else '少'} {shown(abs(gap))}）"
        fixes: tuple[Fix, ...] = ()
        if len(numbers) > 1 and claim.body is not Verdict.OK and _text(report, claim.total_span).isascii():
            fixes = (Fix(f"总数改为 {shown(added)}", (Edit(claim.total_span, shown(added)),)),)
        backward = claim.total_span.line == stretch.line and claim.total_span.start >= stretch.end
        place, other = (
            (with_unit(report, claim.total_span), stretch)
            if backward
            else (stretch, with_unit(report, claim.total_span))
        )
        yield Hit(place, message, fixes, (Related(other, _text(report, other)),))


def _rate(report: Report, finished: Set[Status] = DONE) -> Iterator[Hit]:
    for claim in report.claims:
        if claim.arithmetic is not Verdict.WRONG or not rate_disagrees(claim) or claim.rate_span is None:
            continue
        done = next((p for p in claim.parts if p.status in finished), claim.parts[0])
        if not claim.total or done.n is None or claim.total_span is None:
            continue
        line = report.document.line(claim.rate_span.line)
        stated = line[claim.rate_span.start : claim.rate_span.end]
        decimals = len(stated.partition(".")[2])
        right = computed_rate(claim.total, done.n, decimals or 1)
        if float(right) == int(float(right)) and not decimals:
            right = right.partition(".")[0]
        end = claim.rate_span.end + (line[claim.rate_span.end : claim.rate_span.end + 1] in tuple(_PERCENT))
        span = Span(claim.rate_span.line, claim.rate_span.start, end)
        sign = "" if end > claim.rate_span.end else "%"
        only = len(claim.parts) == 1 and claim.body is not Verdict.WRONG
        fix = Fix(f"改为 {right}%", (Edit(claim.rate_span, right + sign),), certain=only)
        message = f"比率应为 {right}%（{shown(done.n)}÷{shown(claim.total)}），文中写 {_text(report, span)}"
        related = tuple(
            Related(with_unit(report, s), _text(report, with_unit(report, s))) for s in (claim.total_span, done.span)
        )
        yield Hit(span, message, (fix,), related)


def _rate_under(rules: UnitRules) -> ReportCheck:
    return lambda report: _rate(report, rules.done)


def _body(report: Report) -> Iterator[Hit]:
    for claim in report.claims:
        if claim.body is not Verdict.WRONG or claim.body_n is None:
            continue
        yield from _wrong_parts(report, claim) if _only_parts_wrong(claim) else _wrong_total(report, claim)


def _only_parts_wrong(claim: Claim) -> bool:
    return bool(claim.parts) and claim.total == claim.body_n


def _wrong_total(report: Report, claim: Claim) -> Iterator[Hit]:
    span = claim.total_span
    if span is None:
        return
    counted = shown(claim.body_n)
    unit = claim.unit or "项"
    subject = "" if unit.endswith(claim.subject) else claim.subject.removeprefix("反馈")
    place = Span(span.line, span.start, max(with_unit(report, span).end, span.end))
    words = _text(report, span)
    fixes = (
        (Fix(f"改为 {counted} {unit}", (Edit(span, counted),)),) if words.strip() and claim.body_n is not None else ()
    )
    message = f"文中称 {words} {unit}{subject}，正文列出 {counted} {unit}"
    gap = _numbering_gap(report, claim)
    if gap:
        message += f"；{gap}"
    yield Hit(place, message, fixes, _headings(report, claim.body_lines))


def _wrong_parts(report: Report, claim: Claim) -> Iterator[Hit]:
    """The total agrees with the headings, a status does not agree with what the problems say of themselves."""
    stated = [(p, [q.line for q in report.problems if q.status is p.status]) for p in claim.parts if p.status]
    wrong = [(p, lines) for p, lines in stated if p.n is not None and p.n != len(lines)]
    for part, lines in wrong[:1]:
        assert part.status is not None
        message = f"文中称{part.status.value} {shown(part.n)} 个，正文中写明{part.status.value}的有 {len(lines)} 个"
        yield Hit(with_unit(report, part.span), message, (), _headings(report, tuple(lines)))


def _headings(report: Report, lines: tuple[int, ...]) -> tuple[Related, ...]:
    texts = report.document.lines
    return tuple(
        Related(Span(n, 0, len(texts[n - 1])), texts[n - 1][:40]) for n in dict.fromkeys(lines[:_MOST_RELATED])
    )


def _numbering_gap(report: Report, claim: Claim) -> str:
    """Where the numbers of the counted headings jump, said in words; "" where they do not."""
    labels = {p.line: p.label for p in report.problems if p.label}
    run = [labels[n] for n in claim.body_lines if n in labels]
    for before, after in pairwise(run):
        if after.style == before.style and after.value == before.value + 2:
            return f"第{after.span.line}段编号由 {before.value} 跳到 {after.value}"
    return ""


def _conflict(report: Report) -> Iterator[Hit]:
    for conflict in conflicts(report):
        here, there = conflict.here, conflict.there
        span, other = with_unit(report, here.span), with_unit(report, there.span)
        message = f"{conflict.subject}前后不一：此处 {_text(report, span)}，第{other.line}段 {_text(report, other)}"
        fix = Fix(f"改为 {shown(there.n)}", (Edit(here.span, shown(there.n)),))
        yield Hit(span, message, (fix,) if conflict.settled else (), (Related(other, _text(report, other)),))


_SOURCE = "整改报告“数据准确、前后一致”的通行要求；整改情况与反馈意见、整改台账逐条对应"

_REPORT = """中共清河区城市更新局党组关于巡察整改进展情况的通报
区委第二巡察组反馈了2个方面{}问题。现将整改进展情况公布如下。
一、巡察整改组织落实情况
局党组召开专题会议研究部署。
二、反馈问题整改落实情况
（一）理论学习方面
1.关于“理论学习不够系统”的问题
整改情况：修订学习计划，已完成整改。
2.关于“学用结合不紧”的问题
整改情况：开展调研，已完成整改。
（二）服务群众方面
1.关于“窗口服务态度生硬”的问题
整改情况：开展培训，已完成整改。
2.关于“维修资金监管不严”的问题
整改情况：建立台账，正在整改。
三、下一步工作打算
持续抓好整改。"""

CHECKS: tuple[Check, ...] = (
    Check(
        code="C101",
        kind="count-arithmetic",
        family=Family.COUNTS,
        severity=Severity.ERROR,
        explanation=Explanation(
            "总数与各分项之和不一致",
            "已完成、基本完成、正在整改等几项应当相加等于总数。加不起来，说明有一个数写错，或者漏写了一类。"
            "“其中”引出的部分只要求不超过总数；带“余、近、约”的数按大致范围核对。",
            _SOURCE,
        ),
        bad=(
            Example("反馈的10个问题，⟦已完成整改7个，正在整改2个⟧。"),
            Example("共给予处分和组织处理9人：⟦党内警告2人，诫勉谈话3人，批评教育5人⟧。"),
            Example("退回购书款1200元，误餐补助800元，交通补贴350元，合计⟦2250元⟧。"),
            Example("全年共排查安全隐患24处，其中⟦道路16处，楼栋9处⟧。"),
        ),
        good=(
            Example("反馈的10个问题，已完成整改7个，基本完成1个，正在整改2个。"),
            Example("全年共走访居民120户，其中困难家庭30户，老年家庭25户。"),
            Example("共排查隐患100余处，已整改60处，正在整改40处。"),
            Example("共核查账目86笔，其中存疑12笔，其余均无问题。"),
        ),
        report=_arithmetic,
    ),
    Check(
        code="C102",
        kind="count-arithmetic",
        family=Family.COUNTS,
        severity=Severity.ERROR,
        explanation=Explanation(
            "完成率与数字不符",
            "完成率应等于完成数除以总数。四舍五入和直接截取都算对；把基本完成、阶段性完成计入完成数也算对。都对不上时才提示。",
            _SOURCE,
        ),
        bad=(
            Example(
                "细化的40项整改任务，已完成31项，完成率⟦87.5%⟧。",
                "细化的40项整改任务，已完成31项，完成率77.5%。",
            ),
            Example("反馈的9个问题，已完成6个，正在整改3个，整改完成率为⟦80%⟧。"),
        ),
        good=(
            Example("细化的43项整改任务，已完成31项，完成率72%。"),
            Example("反馈的12个问题，已完成8个，基本完成2个，正在整改2个，完成率83.3%。"),
            Example("反馈的17个问题，已完成16个，完成率94.1%。"),
        ),
        report=_rate,
        tuned=_rate_under,
    ),
    Check(
        code="C103",
        kind="count-body",
        family=Family.COUNTS,
        severity=Severity.ERROR,
        explanation=Explanation(
            "数量与正文不一致",
            "引言和总结中的问题数、方面数，以及“以下几项工作”之类的数，应当等于正文逐条列出的数目。数量对不上是退回修改的首要原因。",
            "反馈意见与整改情况须逐条对应",
        ),
        bad=(
            Example("重点做好以下⟦3项⟧工作：一是健全制度；二是加强培训；三是严格考核；四是强化监督。"),
            Example("下一步，着重抓好⟦四个⟧方面工作：一是抓学习；二是抓作风；三是抓落实。"),
            Example(_REPORT.format("⟦5个⟧")),
        ),
        good=(
            Example("重点做好以下3项工作：一是健全制度；二是加强培训；三是严格考核。"),
            Example(_REPORT.format("4个")),
            Example("制定《考勤办法》《请假办法》等8项制度。"),
            Example("落实好安全生产、防汛备汛、消防检查3项任务。"),
        ),
        report=_body,
    ),
    Check(
        code="C104",
        kind="count-conflict",
        family=Family.COUNTS,
        severity=Severity.WARNING,
        explanation=Explanation(
            "同一数量前后不一",
            "同一件事的数量在两处写得不一样，必有一处错。细化、分解以后的数是新的一级，其他巡察、立行立改、移交事项另算，不作比较。",
            _SOURCE,
        ),
        bad=(
            Example(
                "巡察组反馈了12个问题。\n针对反馈的⟦13个⟧问题，逐条制定了整改措施。",
            ),
            Example("针对反馈意见，制定整改措施46条。\n对照反馈意见，细化分解⟦45条⟧整改措施。"),
        ),
        good=(
            Example("巡察组反馈了12个问题。\n针对反馈的12个问题，细化分解为31个具体问题。"),
            Example("巡察组反馈了12个问题。\n巡察组移交的4个立行立改问题已全部完成整改。"),
        ),
        report=_conflict,
    ),
)
