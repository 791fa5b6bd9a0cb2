"""S1xx: parts a report must have, parts without text, problems without rectification."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Set

from desktop.checks.base import Check, Example, Explanation, Family, Hit, Related, ReportCheck, Severity
from desktop.checks.kinds import requirements
from desktop.checks.settings import DEFAULTS, UnitRules
from desktop.report.model import Claim, Heading, Kind, PartRole, Problem, Report, Role, Status
from desktop.report.numbering import STYLES
from desktop.report.residue import find_residue
from desktop.text.spans import Span

_HEAD = Span(1, 0, 0)
_UNFINISHED = {Status.OPEN, Status.DOING}
_HALF_DONE = _UNFINISHED | {Status.STAGE, Status.MOSTLY}
_LASTING = re.compile("长期|常态|持续|坚持")
"""Long-term items are never struck off; nobody expects a list of them."""
_COUNTED = ("问题", "任务", "事项", "措施", "项")
_ANSWERS = {PartRole.MEASURES, PartRole.PROGRESS, PartRole.RESULT, PartRole.STATUS, PartRole.NEXT, PartRole.REASON_OPEN}
_PUBLISHED = (Kind.NOTICE, Kind.REPORT)


def _missing_under(rules: UnitRules) -> ReportCheck:
    def missing(report: Report) -> Iterator[Hit]:
        if not any(line.strip() for line in report.document.lines):
            return
        for part in requirements(report.kind, rules.sections):
            if not any(report.section(role) for role in part.roles):
                yield Hit(_HEAD, f"{report.kind.value}{part.missing}。", severity=part.severity)
        if report.kind in _PUBLISHED and report.section(Role.REMAINING) is None:
            yield from _unnamed_rest(report, rules.done)

    return missing


def _unnamed_rest(report: Report, finished: Set[Status]) -> Iterator[Hit]:
    """The text counts unfinished items, and neither a section nor a problem's status names them."""
    named = sum(problem.status in _HALF_DONE - finished for problem in report.problems)
    for claim in report.claims:
        rest = _unfinished(claim, finished)
        if rest and rest > named:
            number = f"还有{rest:g}项" if math.isfinite(rest) else "还有事项"
            yield Hit(
                _HEAD,
                f"第{claim.line}段说{number}没有完成，但全文没有“需要进一步整改的事项”部分，"
                "没有写明是哪些事项、什么原因、何时完成。",
                related=(Related(claim.span, claim.text),),
                severity=Severity.WARNING,
            )
            return


def _unfinished(claim: Claim, finished: Set[Status]) -> float:
    """How many of what a claim counts are not finished: 0 where it does not say so, inf where no number is given."""
    if not claim.subject.endswith(_COUNTED):
        return 0
    if any(p.n is None and p.status is Status.OPEN for p in claim.parts):
        return math.inf
    unfinished = _UNFINISHED - finished
    stated = sum(
        p.n for p in claim.parts if p.n is not None and p.status in unfinished and not _LASTING.search(p.label)
    )
    if stated:
        return stated
    done = [p.n for p in claim.parts if p.n is not None and p.status in finished]
    if len(done) == len(claim.parts) == 1 and claim.total is not None and done[0] < claim.total:
        return claim.total - done[0]
    return 0


def _text_after(report: Report, heading: Heading) -> str:
    """What stands on the heading's own line behind it, advertisement left out."""
    text = report.document.line(heading.line)
    for start, end in find_residue(text):
        text = text[:start] + " " * (end - start) + text[end:]
    return text[heading.span.end :].strip(" \u3000\t。：:")


def _empty(report: Report) -> Iterator[Hit]:
    """A heading followed at once by the next one of its own or a higher level, or by the end."""
    lines = report.document.lines
    problems = {problem.line for problem in report.problems}
    for index, heading in enumerate(report.headings):
        if heading.line in problems or len(heading.title) > _LONGEST_TITLE or _text_after(report, heading):
            continue
        if lines[heading.line - 1].rstrip(" \u3000").endswith(("。", "；")):
            continue  # a numbered sentence, not a heading
        after = report.headings[index + 1] if index + 1 < len(report.headings) else None
        if after is not None and (after.depth > heading.depth or after.line == heading.line or _below(heading, after)):
            continue
        end = after.line - 1 if after is not None else len(lines)
        if any(line.strip() for line in lines[heading.line : end]):
            continue
        yield Hit(heading.span, f"标题“{_short(heading.title)}”下面没有内容。")


def _below(heading: Heading, after: Heading) -> bool:
    """Whether the numbers alone put one heading below another: （1） after 1."""
    if heading.label is None or after.label is None:
        return False
    return STYLES.index(after.label.style) > STYLES.index(heading.label.style)


def _unanswered(report: Report) -> Iterator[Hit]:
    if report.kind is Kind.SELF_EXAMINATION:
        return
    lines = [p.line for p in report.problems]
    for problem in report.problems:
        if lines.count(problem.line) > 1 or problem.measures or _answered(problem, report):
            continue
        last = problem.end_line
        while last < len(report.document.lines) and _BARE_HEADING.search(report.document.line(last + 1)):
            last += 1
        bare = [
            Related(Span(n, 0, len(report.document.line(n))), report.document.line(n))
            for n in range(problem.line + 1, last + 1)
            if n not in lines and report.document.line(n).strip()
        ]
        yield Hit(problem.span, f"问题“{_short(problem.title)}”下面没有写整改情况。", related=tuple(bare))


def _answered(problem: Problem, report: Report) -> bool:
    if any(part.role in _ANSWERS and part.text.strip(" \u3000。") for part in problem.parts):
        return True
    below = report.document.lines[problem.line : problem.end_line]
    if any(line.strip() and not _BARE_HEADING.search(line) for line in below):
        return True
    behind = report.document.line(problem.line)[problem.span.end :]
    for start, end in reversed(find_residue(behind)):
        behind = behind[:start] + behind[end:]
    return len(behind.strip(" \u3000")) > _TAIL


_BARE_HEADING = re.compile(r"^.{2,80}整改(?:落实|进展|完成|推进)?(?:的)?情况[：:]?\s*$")
"""A heading that announces the rectification, and no more."""
_LONGEST_TITLE = 50
"""What is longer is text that stands behind a number, not a heading waiting for its text."""
_TAIL = 16
"""What may stand behind a title on its line and is still no text: ”问题的整改落实情况。"""


def _short(title: str) -> str:
    return title if len(title) <= 24 else title[:23] + "…"


_GOOD_NOTICE = """中共清河区城市更新局党组关于巡察整改情况的通报
2021年6月30日
根据区委统一部署，2020年10月12日至12月4日，区委第二巡察组对区城市更新局党组进行了巡察，并于2021年1月15日反馈了巡察意见。现将巡察整改情况予以公布。
一、整改工作组织情况
局党组成立整改工作领导小组，召开党组会议专题研究整改工作，压实整改责任。
二、巡察反馈问题整改落实情况
（一）党的领导方面
1.关于“理论学习不深入”问题的整改情况
整改情况：一是完善学习制度。二是开展集中研讨。
2.关于“工程变更审批不严”问题的整改情况
整改情况：一是修订变更管理办法。二是清理变更档案。
三、下一步工作打算
局党组将持续抓好后续整改，巩固整改成果。
欢迎广大干部群众对巡察整改落实情况进行监督。联系电话：0000-1234567；邮政信箱：清河区建设路1号；电子邮箱：qhcsgx@example.gov.cn。"""

_NO_CONTACT = _GOOD_NOTICE.rsplit("\n", 1)[0]
_NO_NEXT = _GOOD_NOTICE.replace("三、下一步工作打算\n局党组将持续抓好后续整改，巩固整改成果。\n", "")
_GOOD_SELF = """清河区城市更新局党组关于落实全面从严治党主体责任情况的自查汇报
一、基本情况
清河区城市更新局内设科室6个，干部职工48人。
二、工作开展情况
（一）加强理论学习。坚持党组会议第一议题制度，组织集中学习12次。
（二）规范权力运行。修订议事规则，规范工程变更审批。
三、存在问题
1.理论学习不深入。联系实际不紧密。
2.工程变更审批不严。个别项目先变更后审批。
四、下一步改进措施
（一）深化理论武装。
（二）健全审批制度。"""

CHECKS = (
    Check(
        code="S101",
        kind="section-missing",
        family=Family.STRUCTURE,
        severity=Severity.ERROR,
        explanation=Explanation(
            summary="缺少必须有的部分",
            why="通报和整改报告要有引言、组织整改情况、反馈问题整改落实情况、下一步打算（或者需要进一步整改的事项），"
            "向社会公布的通报还要有联系方式；自查汇报要有基本情况、工作开展情况、存在问题、下一步改进措施。"
            "文中说还有事项没有完成的，要写明是哪些事项、什么原因、何时完成。",
            source="《中国共产党巡视工作条例》关于整改情况向党内通报、向社会公开的规定；各地巡视巡察整改公开办法要求公布联系方式",
        ),
        bad=(
            Example("⟦⟧" + _NO_CONTACT),
            Example("⟦⟧" + _NO_NEXT),
            Example("⟦⟧" + _GOOD_SELF.replace("一、基本情况\n清河区城市更新局内设科室6个，干部职工48人。\n", "")),
        ),
        good=(Example(_GOOD_NOTICE), Example(_GOOD_SELF)),
        report=_missing_under(DEFAULTS.unit),
        tuned=_missing_under,
    ),
    Check(
        code="S102",
        kind="section-empty",
        family=Family.STRUCTURE,
        severity=Severity.WARNING,
        explanation=Explanation(
            summary="标题下面没有内容",
            why="有标题没有正文，多半是内容漏写，或者删改时误删。",
            source="公文结构层次的一般要求：每一层次都应当有相应的内容",
        ),
        bad=(
            Example(
                _GOOD_NOTICE.replace(
                    "三、下一步工作打算\n局党组将持续抓好后续整改，巩固整改成果。", "三、⟦下一步工作打算⟧"
                ).replace("\n欢迎", "\n四、联系方式\n欢迎")
            ),
            Example(
                _GOOD_NOTICE.replace(
                    "一、整改工作组织情况\n局党组成立整改工作领导小组，召开党组会议专题研究整改工作，压实整改责任。",
                    "一、⟦整改工作组织情况⟧",
                )
            ),
        ),
        good=(Example(_GOOD_NOTICE), Example(_GOOD_SELF)),
        report=_empty,
    ),
    Check(
        code="S103",
        kind="problem-no-measures",
        family=Family.STRUCTURE,
        severity=Severity.ERROR,
        explanation=Explanation(
            summary="问题下面没有整改情况",
            why="每个反馈问题都要逐条回应；只有标题没有整改情况，等于漏答了这个问题。",
            source="巡视巡察整改要求“逐条整改、逐项销号”；整改报告缺项漏项的应当退回补报",
        ),
        bad=(
            Example(
                _GOOD_NOTICE.replace(
                    "1.关于“理论学习不深入”问题的整改情况\n整改情况：一是完善学习制度。二是开展集中研讨。",
                    "1.关于“⟦理论学习不深入⟧”问题的整改情况",
                )
            ),
            Example(
                _GOOD_NOTICE.replace(
                    "2.关于“工程变更审批不严”问题的整改情况\n整改情况：一是修订变更管理办法。二是清理变更档案。",
                    "2.关于“⟦工程变更审批不严⟧”问题的整改情况",
                )
            ),
        ),
        good=(Example(_GOOD_NOTICE), Example(_GOOD_SELF)),
        report=_unanswered,
    ),
)
