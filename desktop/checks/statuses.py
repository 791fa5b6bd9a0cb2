"""J1xx: problems said to be finished whose own text says that they are not."""

from __future__ import annotations

import re
from collections.abc import Iterator

from desktop.checks.base import Check, Example, Explanation, Family, Hit, Related, Severity
from desktop.report.model import PartRole, Problem, Report, Status
from desktop.text.spans import Span

_DONE = {Status.DONE, Status.DONE_LONG}
_OPEN = re.compile(
    r"(?:尚未|仍未|还未|暂未|未能|还没有|仍没有|尚需|仍需)(?:全部|全面|完全|按期|及时)?(?:整改)?(?:完成|"
    r"到位|办结|收回|退还|落实|解决|整改|建成|验收|启用|清退|追回|办理)"
    r"|(?:目前|现)?正在(?:抓紧|加紧|积极|加快|全力)?(?:整改|办理|推进|"
    r"协调|制定|修订|清理|追缴|起草|审批|筹备|招标|建设|完善|征求)"
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


def _unfinished(report: Report) -> Iterator[Hit]:
    for problem in report.problems:
        if problem.status not in _DONE or problem.status_span is None:
            continue
        hit = _open_words(report, problem)
        if hit is not None:
            yield hit


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
        ),
        good=(
            Example(_HEAD + "一是修订制度。二是收回2万元。\n整改状态：已完成"),
            Example(_HEAD + "针对尚未收回的2万元，已全部追缴。\n整改状态：已完成"),
        ),
        report=_unfinished,
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
