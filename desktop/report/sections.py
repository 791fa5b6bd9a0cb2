"""Which part of the report plays which role: by the words of its heading, by what stands under it, by its place."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from desktop.report import wording
from desktop.report.corrections import Corrections, ReadAs
from desktop.report.model import Kind, PartRole, Role
from desktop.report.outline import Node
from desktop.report.scanning import Scanned

_REMAINING = re.compile(
    r"进一步整改|未(?:整改)?完成|尚未|正在(?:推进|推动)?整改|(?:需|须)(?:要)?(?:继续|长期|持续)(?:坚持|整改|推进)|(?:还|仍|待)(?:需|须)?整改|未(?:整改)?到位|长期坚持(?:的)?(?:问题|事项)|遗留问题"
)
_CLUES = re.compile(
    r"线索|信访|移交(?:的)?(?:事项|问题|件)|交办(?:的)?(?:信访|件|事项)|违[规纪法]违?[规纪法]?问题|问责|查处|立案"
)
_NEXT = re.compile(
    r"下一?步|下阶段|今后|后续|打算|持续|继续|永远在路上|驰而不息|常抓|常态|长效|巩固|深化|成果运用|工作计划|整改计划|工作安排|努力方向|改进措施"
)
_ORGANIZATION = re.compile(
    r"组织|主体责任|第一责任人|政治责任|责任落实|领导|总体情况|开展情况|工作情况|提高(?:政治)?站位|高度重视|政治担当|履行|部署|统筹|推进整改|主要做法"
)
_RECTIFICATION = re.compile(
    r"反馈(?:的)?(?:意见|问题)|落实情况|整改情况|进展情况|整改落实|整改任务|问题整改|逐[条项]|动真碰硬|聚焦(?:主要|突出)?问题|真改实改"
)
_CONTACT_HEADING = re.compile(r"联系方式|监督方式|监督电话|监督渠道|意见反馈方式|公示期|反馈渠道")
_CONTACT = re.compile(
    r"欢迎.{0,30}(?:监督|提出|反映)|(?:联系|监督|举报|咨询)(?:电话|方式)|电子邮[箱件]|通[讯信]地址|邮政(?:编码|信箱|地址)|邮编[：:]?\d"
)
_CONTACT_SOFT = re.compile(r"如有意见|请(?:及时)?向(?:我们|我)反映|电话[：:]?[\dxX*×]")
_CLUES_TEXT = re.compile(
    r"(?:移交|交办|转办|转交)(?:的)?[^。；，]{0,14}(?:信访(?:件|举报|问题)?|线索)[^。]{0,30}(?:办结|办理|处置|核查|了结|处理)"
)
_NEXT_TEXT = re.compile(r"(?:下一?步|今后|接下来)[，,]")
_INTRO = re.compile(
    r"(?:根据|按照|按|自|经|为).{2,200}(?:巡[视察]|反馈|整改)|(?:巡[视察]).{0,200}(?:反馈|开展|进行)|现将.{2,80}(?:如下|汇报|报告|公布|公开|通报|公示)"
)
_SELF_BASICS = re.compile(r"基本(?:情况|概况)|单位概况|机构(?:设置|概况)")
_SELF_WORK = re.compile(r"工作(?:开展|推进|落实|完成|进展)?情况|主要(?:工作|做法|成效)|开展情况|履职情况")
_SELF_PROBLEMS = re.compile(
    r"存在(?:的)?(?:主要|突出|具体)?(?:问题|不足|差距)|问题(?:和|与|及)(?:不足|原因|差距)|主要问题|查摆(?:的)?问题"
)
_SALUTATION = re.compile(r"[^。，；]{2,30}[：:]$")
_DATE_LINE = re.compile(
    r"[（(]?[\d〇○零一二三四五六七八九十xX×*]{2,4}年[\d一二三四五六七八九十xX×*]{1,3}月[\d一二三四五六七八九十xX×*]{1,3}日[）)]?"
)

_PART_EVIDENCE = (PartRole.PROGRESS, PartRole.MEASURES, PartRole.CAUSE, PartRole.STATUS, PartRole.RESULT)
_INTRO_MIN = 30
_AFTER_LAST = 10**9
_CACHED = 8_192


@dataclass(slots=True)
class Roles:
    """Where each role's section begins, by line, and the outline node it begins with (None for a paragraph)."""

    lines: dict[Role, int]
    nodes: dict[Role, Node]
    top: list[Node]
    body: list[Node]
    """The first-level parts that hold the problems."""
    aspects_on_top: bool = False
    """Whether the first-level headings are themselves the aspects."""

    def put(self, role: Role, line: int, node: Node | None = None) -> None:
        """Give a role its place, unless it has one."""
        if role not in self.lines:
            self.lines[role] = line
            if node is not None:
                self.nodes[role] = node


def _evidence(node: Node, scanned: Sequence[Scanned]) -> float:
    """How much of what stands under a heading looks like problems with their rectification."""
    score = 0.0
    for inner in node.walk():
        s = scanned[inner.line - 1]
        title = s.clean[inner.start : inner.end]
        if inner is not node:
            score += _title_evidence(title)
        for line in [inner.line, *inner.lines]:
            leads = scanned[line - 1].leads
            if leads:
                score += sum(1 for lead in leads if lead.role in _PART_EVIDENCE)
    return score


@lru_cache(maxsize=_CACHED)  # after an edit all other headings are as they were
def _title_evidence(title: str) -> float:
    """How much a heading reads like a problem."""
    if wording.LEAD_IN.match(title) or wording.PROBLEM_PREFIX.match(title):
        return 1.0
    if wording.DEFICIENCY.search(title) and not wording.ACTION.match(title):
        return 0.6
    return 0.4 if wording.ASPECT_TAIL.search(title) else 0.0


def _heading(node: Node, scanned: Sequence[Scanned]) -> str:
    return scanned[node.line - 1].clean[node.start : node.end]


def _role_after(title: str) -> Role:
    """The role of a first-level part behind the problems."""
    if _CONTACT_HEADING.search(title):
        return Role.CONTACT
    if _CLUES.search(title):
        return Role.CLUES
    if _REMAINING.search(title) and not re.match(r"下一?步|今后|后续", title):
        return Role.REMAINING
    return Role.NEXT_STEPS


def _is_self_examination(top: Sequence[Node], scanned: Sequence[Scanned], head: str) -> bool:
    titles = [_heading(n, scanned) for n in top]
    problems = [t for t in titles if _SELF_PROBLEMS.search(t) and not re.search(r"整改(?:落实|进展)?情况", t)]
    others = [t for t in titles if _SELF_BASICS.search(t) or _SELF_WORK.search(t)]
    answered = any(_RECTIFICATION.search(t) and "反馈" in t for t in titles)
    named = re.search(r"自查|自评|自我检查", head) is not None
    return bool(problems) and not answered and (named or bool(others))


def _body_parts(top: Sequence[Node], scanned: Sequence[Scanned]) -> tuple[list[Node], bool]:
    """The first-level parts with the problems, and whether these parts are the aspects themselves."""
    scores = [_evidence(n, scanned) for n in top]
    titles = [_heading(n, scanned) for n in top]
    if not top or max(scores) <= 0:
        named = [n for n, t in zip(top, titles, strict=True) if _RECTIFICATION.search(t) and not _NEXT.search(t)]
        return named[:1], False
    best = max(range(len(top)), key=lambda i: scores[i] + 0.5 * bool(_RECTIFICATION.search(titles[i])))
    aspect_like = [
        i
        for i in range(len(top))
        if scores[i] >= max(1.0, 0.1 * scores[best])
        and (
            wording.ASPECT_TAIL.search(titles[i])
            or wording.LEAD_IN.match(titles[i])
            or wording.DEFICIENCY.search(titles[i])
        )
        and not _REMAINING.search(titles[i])
        and not (_NEXT.search(titles[i]) and not wording.ASPECT_TAIL.search(titles[i]))
        and not (_RECTIFICATION.search(titles[i]) and not wording.ASPECT_TAIL.search(titles[i]))
    ]
    if len(aspect_like) > 1 and best in aspect_like:
        return [top[i] for i in range(aspect_like[0], aspect_like[-1] + 1)], True
    return [top[best]], False


def _introduction(scanned: Sequence[Scanned], first_heading: int, title_line: int | None) -> int | None:
    before = [
        s
        for s in scanned[: first_heading - 1]
        if not s.blank and s.line != title_line and not _DATE_LINE.fullmatch(s.clean) and s.label is None
    ]
    for s in before:
        if len(s.clean) >= _INTRO_MIN and _INTRO.search(s.clean):
            return s.line
    return next((s.line for s in before if len(s.clean) >= _INTRO_MIN), None)


def _contact(scanned: Sequence[Scanned], after: int) -> int | None:
    """The first line of the contact paragraph: unnumbered, behind the problems, to the end of the text."""
    found = None
    for s in reversed(scanned):
        if s.blank:
            continue
        if s.line <= after or s.label is not None:
            break
        if _CONTACT.search(s.clean):
            found = s.line
        elif _CONTACT_SOFT.search(s.clean):
            found = found or None
        elif found is not None and len(s.clean) > _INTRO_MIN:
            break
    return found


def find_roles(
    root: Node,
    scanned: Sequence[Scanned],
    title_line: int | None,
    head: str,
    *,
    table_line: int | None = None,
    corrections: Corrections | None = None,
) -> tuple[Roles, Kind | None]:
    """The sections of a report, and the kind where the sections alone tell it.

    title_line: the line of the title, None without one. head: title and
    opening words, where a self-examination often names itself. table_line:
    the first line of the table that holds the problems, None without one.
    corrections: what a person said of single lines.
    """
    top = root.children
    roles = Roles({}, {}, top, [])
    nodes = {node.line: node for node in top}
    for line, correction in sorted((corrections or {}).items()):
        if correction.read_as is ReadAs.SECTION and correction.role is not None:
            roles.put(correction.role, line, nodes.get(line))

    first = top[0].line if top else len(scanned) + 1
    intro = _introduction(scanned, first, title_line)
    if intro is not None:
        roles.put(Role.INTRODUCTION, intro)
    if _is_self_examination(top, scanned, head):
        _self_examination(roles, scanned)
        return roles, Kind.SELF_EXAMINATION

    told = roles.nodes.get(Role.RECTIFICATION)
    if told is not None:
        roles.body = [told]
    elif table_line is None:
        roles.body, roles.aspects_on_top = _body_parts(top, scanned)
    else:
        roles.body = [n for n in top if n.line < table_line][-1:]
    if roles.body:
        roles.put(Role.RECTIFICATION, roles.body[0].line, roles.body[0])
    elif table_line is not None:
        roles.put(Role.RECTIFICATION, table_line)
    start = roles.body[0].line if roles.body else table_line or _AFTER_LAST
    end = roles.body[-1].line if roles.body else table_line or _AFTER_LAST
    for node in top:
        if node in roles.body or node in roles.nodes.values():
            continue
        title = _heading(node, scanned)
        if node.line < start:
            if _CLUES.search(title) and not _ORGANIZATION.search(title):
                roles.put(Role.CLUES, node.line, node)
            elif not roles.body and _NEXT.search(title) and not _ORGANIZATION.search(title):
                roles.put(_role_after(title), node.line, node)
            else:
                roles.put(Role.ORGANIZATION, node.line, node)
        elif node.line > end:
            roles.put(_role_after(title), node.line, node)
    _inner_sections(roles, scanned)
    last = max([n.last_line() for n in roles.body], default=0)
    contact_after = max([roles.body[-1].line if roles.body else 0, max((n.line for n in top), default=0)])
    contact = _contact(scanned, min(contact_after, last) if last else contact_after)
    if contact is not None:
        roles.put(Role.CONTACT, contact)
    if Role.NEXT_STEPS not in roles.lines and roles.body:
        _closing_next_steps(roles, scanned)
    return roles, None


def _self_examination(roles: Roles, scanned: Sequence[Scanned]) -> None:
    for node in roles.top:
        title = _heading(node, scanned)
        if _SELF_PROBLEMS.search(title) and Role.PROBLEMS not in roles.lines:
            roles.put(Role.PROBLEMS, node.line, node)
            roles.body = [node]
        elif _NEXT.search(title) and Role.PROBLEMS in roles.lines:
            roles.put(Role.NEXT_STEPS, node.line, node)
        elif _SELF_BASICS.search(title):
            roles.put(Role.BASICS, node.line, node)
        elif Role.PROBLEMS not in roles.lines:
            roles.put(Role.WORK, node.line, node)


def _inner_sections(roles: Roles, scanned: Sequence[Scanned]) -> None:
    """Roles that a heading of the second level, or a paragraph, plays inside another section."""
    for node in roles.top:
        before_body = not roles.body or node.line < roles.body[0].line
        for child in node.children:
            title = _heading(child, scanned)
            problems = wording.LEAD_IN.match(title) is not None
            if problems or wording.ASPECT_TAIL.search(title):
                continue
            if node in roles.body and not roles.aspects_on_top and _REMAINING.search(title):
                roles.put(Role.REMAINING, child.line, child)
            elif _CLUES.search(title) and not wording.DEFICIENCY.search(
                title.replace("违规违纪问题", "").replace("违纪违规问题", "")
            ):
                roles.put(Role.CLUES, child.line, child)
        if before_body and Role.CLUES not in roles.lines:
            for inner in node.walk():
                for line in [inner.line, *inner.lines]:
                    if _CLUES_TEXT.search(scanned[line - 1].clean):
                        roles.put(Role.CLUES, line)


def _closing_next_steps(roles: Roles, scanned: Sequence[Scanned]) -> None:
    """The paragraph of next steps at the end of a report that has no section for them."""
    contact = roles.lines.get(Role.CONTACT, len(scanned) + 1)
    for s in reversed(scanned[: contact - 1]):
        if s.blank or _DATE_LINE.fullmatch(s.clean):
            continue
        if s.label is None and s.lead is None and _NEXT_TEXT.match(s.clean):
            roles.put(Role.NEXT_STEPS, s.line)
        return
