"""J1xx: problems said to be finished whose own text says that they are not."""

from __future__ import annotations

import re
from collections.abc import Iterator, Set

from desktop.checks.base import Check, Example, Explanation, Family, Hit, Related, ReportCheck, Severity
from desktop.checks.settings import DONE, UnitRules
from desktop.report.model import PartRole, Problem, Report, Role, Status
from desktop.text.spans import Span

_OPEN = re.compile(
    r"(?:尚未|仍未|还未|暂未|未能|还没有|仍没有|尚需|仍需)(?:全部|全面|完全|按期|及时)?(?:整改)?(?:完成|"
    r"到位|办结|收回|退还|落实|解决|整改|建成|验收|启用|清退|追回|办理)"
    r"|(?:尚未|仍未|还未|暂未|[尚还仍]没有)(?!发现|出现|发生|收到|接到)[^，。；：！的]{1,14}(?=[，。；！]|$)"
    r"|(?:目前|现)?正在(?:抓紧|加紧|积极|加快|全力|组织)?(?:整改|办理|推进|"
    r"协调|制定|修订|清理|追缴|起草|审批|筹备|招标|建设|完善|征求|报|履行|走|实施|施工|研究|洽谈|对接|申请|申报|"
    r"编制|论证|核实|核查|调查|改造|采购|拆除|腾退|装修|搬迁|处理|处置|进行|公示)"
    r"|[仍还]在(?:抓紧|加快|积极|持续|有序)?(?:整改|办理|推进|协调|审批|施工|进行|建设|申请|申报|研究|处理|追缴|走)"
    r"|(?:预计|力争|争取|拟)(?:于|在|到)?(?:20\d\d年|今年|明年|年)?(?:\d{1,2}月)?[^，。；]{0,6}[前底内]"
    r"[^，。；]{0,4}(?:完成|到位|建成|竣工|出台|办结|收回|腾退|启用)"
    r"|待[^，。；]{2,16}(?:后|时)[，,]?[^。；]{0,10}(?:将|再|即)|着手(?:制定|起草|修订|办理)"
)
_PAST = re.compile(
    r"当时|检查时|巡[察视]时|此前|之前|原|曾|针对|对[^，。；]{0,20}$|发现|"
    r"指出|反馈|[“‘（(][^”’）)]*$|凡|如|若|不得|防止|避免|对于|造成"
)
_SKIP = frozenset({PartRole.CAUSE, PartRole.SITUATION, PartRole.NEXT, PartRole.GOAL})
_NOT_SAID_HERE = re.compile("下一步|长期|持续")
_TITLE = re.compile(r"《(?P<title>[^《》\n]{4,60})》")
_DRAFTED = re.compile(
    r"(?:正在|着手|准备|拟|将|计划|抓紧)(?:抓紧|研究|起草|牵头)?(?:制定|"
    r"修订|起草|出台|印发)[^，。；《》]{0,10}$"
)
_ISSUED = re.compile(
    r"(?:已|出台了|制定了|印发了|修订了|[日月][，,]?(?:印发|出台|制定|下发)|"
    r"制定出台|修订印发)(?:印发|出台|制定|下发|修订)?[^，。；《》]{0,8}$"
)
_REACH = 24
_LASTING = re.compile(r"长期|持续|巩固|深化|常态")
_ALL_DONE = re.compile(
    r"(?:整改(?:状态|进展|结果)|(?:完成|进展)情况|状态)[：:]\s*(?P<label>已(?:整改)?(?:完成|办结)(?:整改)?)(?=[，。；]|$)"
    r"|(?:该|此|本)(?:项|条)?问题(?:目前|现)?已(?:经)?(?:全部|全面)?(?:整改完成|完成整改|整改到位|整改完毕|办结)"
)
_PLAIN = re.compile(r"[^\u4e00-\u9fffA-Za-z0-9]")
_LEAST_TITLE = 6


def _unfinished(report: Report, done: Set[Status] = DONE) -> Iterator[Hit]:
    for problem in report.problems:
        if problem.status not in done or problem.status_span is None:
            continue
        hit = _open_words(report, problem)
        if hit is not None:
            yield hit


def _unfinished_under(rules: UnitRules) -> ReportCheck:
    return lambda report: _unfinished(report, rules.done)


def _open_words(report: Report, problem: Problem) -> Hit | None:
    skipped = [part.span for part in problem.parts if part.role in _SKIP]
    assert problem.status_span is not None
    for line in range(problem.line, problem.end_line + 1):
        text = report.document.line(line)
        start = problem.span.end if line == problem.line else 0
        for match in _OPEN.finditer(text, start):
            span = Span(line, *match.span())
            head = max(text.rfind(mark, 0, match.start()) for mark in "。；！\n") + 1
            before = text[max(head, match.start() - _REACH) : match.start()]
            if any(s.overlaps(span) for s in skipped) or _PAST.search(before) or _NOT_SAID_HERE.search(before):
                continue
            stated = problem.status_text or problem.status.value
            return Hit(
                span,
                f"这个问题写明“{stated}”，这里又说“{match[0]}”，前后矛盾，请核对整改状态。",
                related=(Related(problem.status_span, stated),),
            )
    return None


def _still_remaining(report: Report) -> Iterator[Hit]:
    """Problems said to be finished that the part on what remains names."""
    remaining = report.section(Role.REMAINING)
    if remaining is None or _LASTING.search(report.document.line(remaining.line)):
        return
    lines = [
        (line, _PLAIN.sub("", text))
        for line, text in enumerate(report.document.lines[: remaining.end_line], 1)
        if line >= remaining.line
    ]
    for problem in report.problems:
        title = _PLAIN.sub("", problem.title)
        if problem.line >= remaining.line or len(title) < _LEAST_TITLE:
            continue
        stated = _stated_done(report, problem)
        if stated is None:
            continue
        place = next((n for n, plain in lines if title in plain and not _LASTING.search(plain)), None)
        if place is not None:
            text = report.document.line(stated.line)[stated.start : stated.end]
            yield Hit(
                stated,
                f"这里写“{text}”，第{place}段又把这个问题列为没有完成的事项，请核对整改状态。",
                related=(Related(Span(place, 0, len(report.document.line(place))), problem.title),),
            )


def _stated_done(report: Report, problem: Problem) -> Span | None:
    """Where a problem's own text says that all of it is finished."""
    for line in range(problem.end_line, problem.line - 1, -1):
        text = report.document.line(line)
        for match in _ALL_DONE.finditer(text, problem.span.end if line == problem.line else 0):
            if not _LASTING.search(text, match.end(), match.end() + _REACH):
                return Span(line, *match.span())
    return None


def _already_issued(report: Report) -> Iterator[Hit]:
    """A document said to be issued at one place and still being drafted at another."""
    issued: dict[str, Span] = {}
    drafted: list[tuple[str, Span]] = []
    for line, text in enumerate(report.document.lines, 1):
        if "《" not in text:
            continue
        for match in _TITLE.finditer(text):
            window = max(0, match.start() - _REACH)
            span = Span(line, *match.span())
            if _DRAFTED.search(text, window, match.start()):
                drafted.append((match["title"], span))
            elif _ISSUED.search(text, window, match.start()):
                issued.setdefault(match["title"], span)
    for title, span in drafted:
        if title in issued:
            yield Hit(
                span,
                f"《{title}》别处写已经出台，这里写还在制定，请核对。",
                related=(Related(issued[title], f"《{title}》"),),
            )


_SOURCE = "巡视巡察整改要求如实报告整改进展，防止“纸面整改”“虚假整改”；以本报告对同一问题的说法为对照"
_HEAD = "一、反馈问题整改落实情况\n1.关于“台账不清”的问题\n整改情况："

CHECKS = (
    Check(
        code="J101",
        kind="status-conflict",
        family=Family.STATUS,
        severity=Severity.WARNING,
        explanation=Explanation(
            summary="写明已完成的问题，正文又说没有完成",
            why="状态写“已完成”，正文却说“尚未收回”“正在办理”，核查时会被认定为虚假整改。",
            source=_SOURCE,
        ),
        bad=(
            Example(_HEAD + "一是修订制度。二是剩余2万元⟦尚未收回⟧。\n整改状态：已完成"),
            Example(_HEAD + "⟦正在办理⟧移交手续。该问题已整改完成。"),
            Example(_HEAD + "一是修订制度。二是多占的2间办公用房⟦尚未腾退⟧。\n整改状态：已完成"),
            Example(_HEAD + "一是清理台账。二是移交工作⟦仍在推进⟧中。\n整改状态：已完成"),
            Example(_HEAD + "修订制度，⟦预计2026年6月底前完成⟧。\n整改状态：已完成"),
        ),
        good=(
            Example(_HEAD + "一是修订制度。二是收回2万元。\n整改状态：已完成"),
            Example(_HEAD + "针对尚未收回的2万元，已全部追缴。\n整改状态：已完成"),
            Example(_HEAD + "抽查台账12份，尚未发现漏登现象，新系统正在运行。\n整改状态：已完成"),
            Example(_HEAD + "原计划争取年底前完成，已提前办结。\n整改状态：已完成"),
        ),
        report=_unfinished,
        tuned=_unfinished_under,
    ),
    Check(
        code="J103",
        kind="status-conflict",
        family=Family.STATUS,
        severity=Severity.WARNING,
        explanation=Explanation(
            summary="写明已完成的问题，又列入没有完成的事项",
            why="同一个问题前面写已完成，后面列为需要进一步整改的事项，完成数和剩余数总有一个不对。",
            source=_SOURCE,
        ),
        bad=(
            Example(
                _HEAD.replace("台账不清", "项目台账不清") + "一是修订制度。二是补齐台账。\n⟦整改状态：已完成⟧"
                "\n二、需要进一步整改的事项\n1.关于“项目台账不清”的问题\n下一步措施：2026年12月底前完成整改。"
            ),
            Example(
                _HEAD.replace("台账不清", "物业收费不规范") + "公示收费标准。⟦该问题已整改完成⟧。"
                "\n二、尚未完成整改的事项\n“物业收费不规范”的问题因涉及面广，还没有办结。"
            ),
        ),
        good=(
            Example(
                _HEAD.replace("台账不清", "项目台账不清") + "一是修订制度。\n整改状态：正在整改"
                "\n二、需要进一步整改的事项\n1.关于“项目台账不清”的问题\n下一步措施：2026年12月底前完成整改。"
            ),
            Example(
                _HEAD.replace("台账不清", "项目台账不清") + "一是修订制度。\n整改状态：已完成，长期坚持"
                "\n二、需要长期坚持的事项\n1.关于“项目台账不清”的问题\n下一步措施：每季度核对台账。"
            ),
        ),
        report=_still_remaining,
    ),
    Check(
        code="J102",
        kind="status-conflict",
        family=Family.STATUS,
        severity=Severity.WARNING,
        explanation=Explanation(
            summary="文件一处说已出台，一处说正在制定",
            why="同一份文件不能既已出台又在制定，说明有一处没有更新。",
            source=_SOURCE,
        ),
        bad=(
            Example("2021年5月印发《更新项目管理办法》。\n正在制定⟦《更新项目管理办法》⟧。"),
            Example("着手起草⟦《合同审查规定》⟧。\n已出台《合同审查规定》，规范审查流程。"),
        ),
        good=(
            Example("2021年5月印发《更新项目管理办法》，正在制定《合同审查规定》。"),
            Example("按照《更新项目管理办法》执行，将修订《更新项目管理办法》。"),
        ),
        report=_already_issued,
    ),
)
