"""M3xx: marks that are missing or wrong at the end of paragraphs, items and headings."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from functools import lru_cache
from itertools import pairwise

from desktop.checks.base import Check, Example, Explanation, Family, Fix, Hit, Related, Severity
from desktop.checks.memo import PARAGRAPHS
from desktop.checks.residue import find_places
from desktop.report.model import Report, Role
from desktop.text.document import Origin, Paragraph
from desktop.text.edits import Edit
from desktop.text.spans import Span

_HAN = "\u4e00-\u9fff"
_BODY = 40
_END_GOOD = '。！？；：…”’）》】.!?;:—)"～~'
_CUT = "，、,"
_ITEM = re.compile("[。；，][二三四五六七八九十][一二三四五六七八九]?是")
_CIRCLED = re.compile(r"[①-⑳]")
_TAIL = 12
_FEW = 2
_SHOWN = 8
_LABELLED = re.compile(r"[^，。；]{2,12}[:：]")
_FIELD = re.compile(
    r"(?:责任|牵头|配合|完成|整改)?(?:领导|单位|部门|科室|人员?|时限|"
    r"时间|期限)[:：]|电话|邮[编箱政]|地址|联系|附件|抄送|传真|网址"
)


def _paragraph_end(report: Report) -> Iterator[Hit]:
    """Body paragraphs that end without a mark, or with one that ends nothing."""
    document = report.document
    headings = _heading_lines(report)
    contact = report.section(Role.CONTACT)
    filled = [n for n, text in enumerate(document.lines, 1) if text.strip()]
    following = dict(pairwise(filled))
    for line in filled:
        paragraph = document.paragraphs[line - 1]
        if paragraph.origin is not Origin.BODY or len(paragraph.text) < _BODY or line in headings:
            continue
        text = _before_residue(paragraph.text).rstrip()
        if len(text) < _BODY or line == report.title_line:
            continue
        if contact is not None and line >= contact.line:
            break
        last = text[-1]
        if last in _END_GOOD:
            continue
        goes_on = _goes_on(document.paragraphs[following[line] - 1].text) if line in following else False
        at = len(text)
        if last in _CUT:
            if goes_on:
                continue
            fix = Fix("改为句号", (Edit(Span(line, at - 1, at), "。"),))
            yield Hit(Span(line, at - 1, at), f"段落以“{last}”结尾，话没有说完，或者应当用句号。", (fix,))
        elif _is_body(text) and not goes_on:
            fix = Fix("补上句号", (Edit(Span(line, at, at), "。"),))
            yield Hit(Span(line, at - 1, at), "段落末尾没有标点，应当用句号；如有缺漏请补全。", (fix,))


def _before_residue(text: str) -> str:
    """The text up to the residue it ends in, which hides how the paragraph ends."""
    places = find_places(text)
    return text[: places[-1].start] if places and places[-1].end >= len(text.rstrip()) else text


def _heading_lines(report: Report) -> set[int]:
    lines = {h.line for h in report.headings if h.span.end >= len(report.document.line(h.line).rstrip()) - 1}
    lines |= {p.line for p in report.problems if p.span.end >= len(report.document.line(p.line).rstrip()) - _TAIL}
    return lines | {a.line for a in report.aspects} | {g.line for g in report.groups}


def _is_body(text: str) -> bool:
    """Whether a paragraph is running text: it has a full stop or several clauses inside."""
    return (
        ("。" in text[:-1] or text.count("，") >= 2)
        and re.match(rf"[{_HAN}\d%]", text[-1]) is not None
        and not _FIELD.search(text)
    )


def _goes_on(text: str) -> bool:
    """Whether the next paragraph continues a sentence that a line break cut."""
    text = text.strip()
    return bool(text) and (
        text[0] in "，。；、）”》"
        or (
            re.match(r"[一二三四五六七八九十①-⑩（(\d]", text) is None
            and not _LABELLED.match(text)
            and len(text) < _BODY
        )
    )


def _item_ends(paragraph: Paragraph, line: int) -> Iterator[Hit]:
    """The one item of 一是…二是… that ends in a comma among others that end in full stops or semicolons."""
    text = paragraph.text
    if "二是" not in text:
        return
    ends = [(match.start(), match[0][0]) for match in _ITEM.finditer(text)]
    closed = [mark for _, mark in ends if mark in "。；"]
    commas = [at for at, mark in ends if mark == "，"]
    if len(commas) == 1 and closed:
        at = commas[0]
        mark = max(set(closed), key=closed.count)
        fix = Fix(f"改为“{mark}”", (Edit(Span(line, at, at + 1), mark),), certain=True)
        yield Hit(
            Span(line, at, at + 3),
            f"这一项以逗号结束，其他各项都以“{mark}”结束，应当一致。",
            (fix,),
        )


@lru_cache(maxsize=PARAGRAPHS)
def _bare(text: str) -> str:
    """A heading without the residue and spaces behind it."""
    text = text.rstrip()
    if text.endswith(("】", "）", ")", ">", "#")):
        places = find_places(text)
        if places and places[-1].end == len(text):
            text = text[: places[-1].start].rstrip()
    return text


def _siblings(report: Report) -> Iterator[list[tuple[Span, bool]]]:
    """Headings of one level under one parent that stand alone: the place of their last mark, and whether it is 。"""
    groups: dict[tuple[int, int, str], list[tuple[Span, bool]]] = defaultdict(list)
    path: list[int] = []
    seen: set[int] = set()
    for heading in report.headings:
        del path[heading.depth :]
        path += [0] * (heading.depth - len(path))
        parent = path[-1] if path else 0
        path.append(heading.line)
        if heading.line in seen or heading.label is None:
            continue
        seen.add(heading.line)
        text = _bare(report.document.line(heading.line))
        body = text.removesuffix("。")
        if not body or "。" in body or "；" in body or heading.span.end < len(body) - _TAIL:
            continue
        at = len(body)
        groups[(heading.depth, parent, heading.label.style)].append((Span(heading.line, at, len(text)), body != text))
    yield from groups.values()


def _heading_stops(report: Report) -> Iterator[Hit]:
    """Headings that end in a full stop while their siblings have none, or the other way round."""
    style: list[Span] = []
    for siblings in _siblings(report):
        stops = [span for span, stop in siblings if stop]
        plain = [span for span, stop in siblings if not stop]
        if stops and len(plain) >= _FEW and len(stops) * 3 <= len(plain):
            for span in stops:
                fix = Fix("删去句号", (Edit(span, ""),), certain=True)
                place = Span(span.line, max(0, span.start - _SHOWN), span.end)
                yield Hit(place, "标题末尾有句号，同级的其他标题都没有，应当一致。", (fix,))
        elif plain and len(stops) > _FEW and len(plain) == 1:
            span = plain[0]
            fix = Fix("补上句号", (Edit(span, "。"),))
            place = Span(span.line, max(0, span.start - _SHOWN), span.end)
            yield Hit(place, "这个标题末尾没有句号，同级的其他标题都有，应当一致。", (fix,))
            style += stops
        else:
            style += stops
    if style:
        related = tuple(Related(s, "。") for s in style[1:])
        edits = tuple(Edit(s, "") for s in style)
        yield Hit(
            style[0],
            f"单独成行的标题末尾一般不用句号，全文共{len(style)}处。",
            (Fix("删去各标题的句号", edits),),
            related,
            severity=Severity.INFO,
        )


def _before_circled(paragraph: Paragraph, line: int) -> Iterator[Hit]:
    """An item ② that follows the words of ① without a mark, where the other items have one."""
    text = paragraph.text
    if "②" not in text:
        return
    numbers = [(m.start(), m[0]) for m in _CIRCLED.finditer(text)]
    ends = [(at, text[at - 1]) for at, number in numbers if at and number != "①"]
    closed = [mark for _, mark in ends if mark in "。；，"]
    bare = [at for at, mark in ends if re.match(f"[{_HAN}]", mark)]
    if len(bare) == 1 and len(closed) >= _FEW:
        at = bare[0]
        mark = max(set(closed), key=closed.count)
        fix = Fix(f"补上“{mark}”", (Edit(Span(line, at, at), mark),), certain=True)
        yield Hit(Span(line, max(0, at - 4), at + 1), f"“{text[at]}”前面漏了标点，其他各项都以“{mark}”结束。", (fix,))


_SOURCE = "GB/T 15834—2011《标点符号用法》"
_LONG = "局党组召开专题会议研究整改工作，逐项明确责任领导、责任科室和完成时限，压实各方责任，推动整改落实"

CHECKS = (
    Check(
        code="M301",
        kind="punctuation",
        family=Family.MARKS,
        severity=Severity.WARNING,
        explanation=Explanation(
            summary="段落末尾没有句号",
            why="正文段落末尾没有标点，或者停在逗号、顿号上，说明话没有说完或者漏了字。",
            source=_SOURCE + "4.1（句号）：用于句子末尾，表示陈述语气",
        ),
        bad=(
            Example(
                f"一、整改工作组织情况\n{_LONG[:-1]}⟦实⟧\n二、整改落实情况\n1.关于“台账不清”的问题\n整改情况：清理台账。"
            ),
            Example(
                f"一、整改工作组织情况\n{_LONG}⟦，⟧\n二、整改落实情况\n1.关于“台账不清”的问题\n整改情况：清理台账。"
            ),
        ),
        good=(
            Example(f"一、整改工作组织情况\n{_LONG}。\n二、整改落实情况"),
            Example(
                "一、切实提高政治站位，扛牢整改主体责任，逐项明确责任领导、"
                "责任科室和完成时限，推动整改落实\n召开会议2次。"
            ),
        ),
        report=_paragraph_end,
    ),
    Check(
        code="M302",
        kind="punctuation",
        family=Family.MARKS,
        severity=Severity.WARNING,
        explanation=Explanation(
            summary="列举各项的结尾标点不一致",
            why="“一是……。二是……。”各项之间用同样的标点；其中一项停在逗号上，读者会把两项当成一项。",
            source=_SOURCE + "4.6（分号）、附录B（列举分承的各项之间标点应当一致）",
        ),
        bad=(
            Example(
                "一是完善制度。二是清理台账⟦，三是⟧约谈提醒。四是开展培训。",
                mended="一是完善制度。二是清理台账。三是约谈提醒。四是开展培训。",
            ),
            Example("一是学习⟦，二是⟧清理；三是约谈；四是公开。", mended="一是学习；二是清理；三是约谈；四是公开。"),
        ),
        good=(
            Example("一是完善制度，二是清理台账，三是约谈提醒。"),
            Example("一是完善制度。二是清理台账。三是约谈提醒。"),
        ),
        paragraph=_item_ends,
    ),
    Check(
        code="M303",
        kind="punctuation",
        family=Family.MARKS,
        severity=Severity.WARNING,
        explanation=Explanation(
            summary="同级标题的句号不一致",
            why="单独成行的标题末尾不用句号；同级标题有的用有的不用，看上去像没有校对。",
            source=_SOURCE + "4.1.3（标题末尾一般不用句号）；公文排印惯例",
        ),
        bad=(
            Example(
                "一、整改落实情况\n1.关于“台账不清”的问题\n整改情况：清理台账。\n2.关于“制度不全⟦”的问题整改情况。"
                "⟧\n整改情况：修订制度。\n3.关于“收费不公开”的问题\n整改情况：公示标准。"
                "\n4.关于“学习不深”的问题\n整改情况：补课。",
                mended="一、整改落实情况\n1.关于“台账不清”的问题\n整改情况：清理台账。"
                "\n2.关于“制度不全”的问题整改情况\n整改情"
                "况：修订制度。\n3.关于“收费不公开”的问题\n整改情况：公示标准。\n4.关于“学习不深”的问题\n整改情况：补课"
                "。",
            ),
            Example(
                "一、整改工作组织情况⟦。⟧\n召开会议2次，制定方案1份。\n二、整改落实情况⟦⟧\n1.关于“台账不清”的问题\n整改"
                "情况：清理台账。".replace("⟦⟧", "")
            ),
        ),
        good=(
            Example(
                "一、整改工作组织情况\n召开会议2次。\n二、整改落实情况\n1.关于“台账不清”的问题\n整改情况：清理台账。"
            ),
            Example(
                "一、整改落实情况\n1.关于“台账不清”的问题。整改情况：清理台账。"
                "\n2.关于“制度不全”的问题。整改情况：修订制度。"
            ),
        ),
        report=_heading_stops,
    ),
    Check(
        code="M304",
        kind="punctuation",
        family=Family.MARKS,
        severity=Severity.ERROR,
        explanation=Explanation(
            summary="“②”前面漏了标点",
            why="“①……；②……”各项之间要有标点，漏了就分不清上一项到哪里为止。",
            source=_SOURCE + "4.6（分号）、附录B（列举分承的各项之间标点应当一致）",
        ),
        bad=(
            Example(
                "①清理台账；②补签合同；③上门⟦收取党费④⟧公开结果。",
                mended="①清理台账；②补签合同；③上门收取党费；④公开结果。",
            ),
            Example(
                "重点做好：①⟦清理台账②⟧补签合同。③公开结果。④回访。",
                mended="重点做好：①清理台账。②补签合同。③公开结果。④回访。",
            ),
        ),
        good=(Example("①清理台账；②补签合同；③公开结果。"), Example("包括①台账②合同③票据。")),
        paragraph=_before_circled,
    ),
)
