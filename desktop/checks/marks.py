"""M1xx: quotation marks, brackets and book title marks that do not pair; doubled marks."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from desktop.checks.base import Check, Example, Explanation, Family, Fix, Hit, Related, Severity
from desktop.checks.memo import PARAGRAPHS
from desktop.report.model import Report
from desktop.text.document import Origin, Paragraph
from desktop.text.edits import Edit
from desktop.text.spans import Span

_FAMILIES = ("“”", "‘’", "《》", "〈〉", "（）()", "【】", "〔〕﹝﹞", "「」", "『』", "〖〗")
_OPEN = {c: i for i, family in enumerate(_FAMILIES) for c in family[::2]}
_CLOSE = {c: i for i, family in enumerate(_FAMILIES) for c in family[1::2]}
_STANDARD = {"(": "（", ")": "）", "﹝": "〔", "﹞": "〕"}
_MARK = re.compile("[" + "".join(_FAMILIES) + "]")
_PARTNER = {a: b for family in _FAMILIES for a, b in zip(family[::2], family[1::2], strict=True)}
_PARTNER |= {b: a for a, b in _PARTNER.items()}

_AFTER_CLOSING = set("，。、；！？）》】〕")
_BEFORE_OPENING = set("，、；：（《【〔")
_LABEL_CLOSING = re.compile(r"(?:^|[\s。；;：:，,、！？])(?:\d{1,3}|[一二三四五六七八九十]{1,3}|[a-zA-Z])$")
_ENUMERATION = re.compile(r"[（(](?:\d{1,3}|[一二三四五六七八九十]{1,3})[）)]")
_REACH = 3
"""A quotation may close this many paragraphs after the one it opens in."""


@dataclass(slots=True)
class _Balance:
    """What does not pair in a paragraph: offsets of the marks left over."""

    opened: list[int] = field(default_factory=list)
    closed: list[int] = field(default_factory=list)
    mixed: list[tuple[int, int]] = field(default_factory=list)
    turned: list[int] = field(default_factory=list)
    nested: list[tuple[int, int]] = field(default_factory=list)


@lru_cache(maxsize=PARAGRAPHS)
def _balance(text: str) -> _Balance:
    out = _Balance()
    stack: list[tuple[int, int]] = []  # family, offset
    marks = [(m.start(), m[0]) for m in _MARK.finditer(text)]
    for at, mark in marks:
        if mark in "’‘" and _between_letters(text, at):
            continue
        opening = mark in _OPEN
        family = _OPEN[mark] if opening else _CLOSE[mark]
        if mark in "“”":
            opening, turned = _direction(text, at, opening, any(f == family for f, _ in stack))
            if turned:
                out.turned.append(at)
        if opening:
            if stack and stack[-1][0] == family and mark in "“《‘〈":
                out.nested.append((stack[-1][1], at))
            stack.append((family, at))
            continue
        depth = next((d for d in range(len(stack) - 1, -1, -1) if stack[d][0] == family), None)
        if depth is None:
            if not (mark in "）)" and _is_label(text, at)):
                out.closed.append(at)
            continue
        out.opened += [offset for _, offset in stack[depth + 1 :]]
        start = stack[depth][1]
        if mark not in "“”" and _PARTNER[text[start]] != mark:
            out.mixed.append((start, at))
        del stack[depth:]
    out.opened += [offset for _, offset in stack]
    out.opened.sort()
    closed_by = set(out.opened)
    out.nested = [(a, b) for a, b in out.nested if a not in closed_by and b not in closed_by]
    return out


def _between_letters(text: str, at: int) -> bool:
    around = text[max(0, at - 1) : at] + text[at + 1 : at + 2]
    return len(around) == 2 and around.isascii() and around.isalnum()


def _direction(text: str, at: int, opening: bool, within: bool) -> tuple[bool, bool]:
    """Whether a double quotation mark opens, and whether it is written the wrong way round.

    An opening mark with a comma or full stop behind it closes; a closing one
    at the head or behind a comma, with nothing to close, opens.
    """
    after = text[at + 1 : at + 2]
    before = text[at - 1 : at] if at else ""
    if opening and within and (not after or after in _AFTER_CLOSING) and before not in _BEFORE_OPENING:
        return False, True
    if (
        not opening
        and not within
        and (not before or before in _BEFORE_OPENING)
        and after
        and after not in _AFTER_CLOSING
    ):
        return True, True
    return opening, False


def _is_label(text: str, at: int) -> bool:
    """Whether a closing bracket belongs to a number of the form 1）; not where the paragraph writes （1）."""
    return _LABEL_CLOSING.search(text, max(0, at - 5), at) is not None and not any(
        m.end() - 1 != at for m in _ENUMERATION.finditer(text)
    )


def _line_breaks(balances: Sequence[_Balance], lines: Sequence[str]) -> set[tuple[int, int]]:
    """Left-over marks (0-based line, offset) of quotations that run over several paragraphs."""
    over: set[tuple[int, int]] = set()
    for first, balance in enumerate(balances):
        for start in balance.opened[-1:]:
            mark = lines[first][start]
            if mark not in "“《（【〔(" or (first, start) in over:
                continue
            chain = {(first, start)}
            for next_line in range(first + 1, min(len(lines), first + 1 + _REACH)):
                there = balances[next_line]
                if there.closed and _CLOSE[lines[next_line][there.closed[0]]] == _OPEN[mark]:
                    over |= chain | {(next_line, there.closed[0])}
                    break
                if mark == "“" and _ends_quotation(lines[first], start, lines[next_line]):
                    over |= chain
                    break
                repeated = there.opened == [len(lines[next_line]) - len(lines[next_line].lstrip())]
                if repeated and mark == "“" == lines[next_line][there.opened[0]]:
                    chain.add((next_line, there.opened[0]))  # each paragraph of a long quotation opens anew
                elif there.opened or there.closed:
                    break
    return over


def _ends_quotation(first: str, start: int, text: str) -> bool:
    """Whether a paragraph that is one quotation is the last of several that each open anew."""
    text = text.strip(" \u3000")
    introduced = not first[:start].strip(" \u3000") or first[start - 1] in "：，:"
    return introduced and text.startswith("“") and text.endswith("”") and text.count("”") == 1


def _pairs(report: Report) -> Iterator[Hit]:
    lines = report.document.lines
    balances = [_balance(line) for line in lines]
    over = _line_breaks(balances, lines)
    for index, (text, balance) in enumerate(zip(lines, balances, strict=True)):
        if not (balance.turned or balance.mixed or balance.opened or balance.closed):
            continue
        line = index + 1
        if balance.turned:
            yield _turned(text, line, balance.turned)
        for start, end in balance.mixed:
            yield _mixed(text, line, start, end)
        for at in balance.opened:
            if (index, at) not in over:
                yield _alone(
                    text, line, at, opening=True, cell=report.document.paragraphs[index].origin is Origin.TABLE
                )
        for at in balance.closed:
            if (index, at) not in over:
                yield _alone(
                    text, line, at, opening=False, cell=report.document.paragraphs[index].origin is Origin.TABLE
                )


def _alone(text: str, line: int, at: int, *, opening: bool, cell: bool) -> Hit:
    mark = text[at]
    partner = _PARTNER[mark]
    words = text[at + 1 : at + 9] if opening else text[max(0, at - 8) : at]
    where = f"“{words}”{'前' if opening else '后'}" if words and not set(words) & set("“”") else "这里"
    side = "后半个" if opening else "前半个"
    return Hit(
        Span(line, at, at + 1),
        f"{where}的“{mark}”没有与它配对的{side}“{partner}”。"
        if mark not in "“”"
        else f"{where}的引号不成对，缺少{side}引号。",
        severity=Severity.WARNING if cell else None,
    )


def _mixed(text: str, line: int, start: int, end: int) -> Hit:
    edits = [Edit(Span(line, at, at + 1), _STANDARD[text[at]]) for at in (start, end) if text[at] in _STANDARD]
    wrong = edits[0].span
    left, right = (_STANDARD.get(text[at], text[at]) for at in (start, end))
    return Hit(
        wrong,
        f"前后括号写法不同：“{text[start]}”与“{text[end]}”配成了一对，应当统一用全角“{left}”“{right}”。",
        (Fix("统一为全角括号", tuple(edits), certain=True),),
    )


def _turned(text: str, line: int, places: list[int]) -> Hit:
    edits = tuple(Edit(Span(line, at, at + 1), "”" if text[at] == "“" else "“") for at in places)
    return Hit(
        edits[0].span,
        "引号的方向写反了。" if len(edits) == 1 else f"引号的方向写反了，本段共{len(edits)}处。",
        (Fix("改正引号方向", edits, certain=True),),
        tuple(Related(e.span, text[e.span.start : e.span.end]) for e in edits[1:]),
    )


_INNER = {"《": "〈", "》": "〉", "“": "‘", "”": "’"}


def _nested(paragraph: Paragraph, line: int) -> Iterator[Hit]:
    text = paragraph.text
    balance = _balance(text)
    if balance.opened or balance.closed or balance.turned:
        return  # a mark is missing: which ones nest cannot be told
    for outer, inner in balance.nested:
        mark = text[inner]
        close = _closing(text, inner)
        if mark not in _INNER or close is None:
            continue
        edits = (
            Edit(Span(line, inner, inner + 1), _INNER[mark]),
            Edit(Span(line, close, close + 1), _INNER[text[close]]),
        )
        name = "书名号" if mark == "《" else "引号"
        change = text.count(mark, outer, close) == 2 and not set(text[outer + 1 : close]) & set("‘’〈〉")
        yield Hit(
            Span(line, inner, close + 1),
            f"{name}里面再用{name}，里层应当用“{_INNER[mark]}{_INNER[_PARTNER[mark]]}”。",
            (Fix(f"里层改用{_INNER[mark]}{_INNER[_PARTNER[mark]]}", edits, certain=change),),
        )


def _closing(text: str, start: int) -> int | None:
    depth = 0
    for at in range(start, len(text)):
        if text[at] == text[start]:
            depth += 1
        elif text[at] == _PARTNER[text[start]]:
            depth -= 1
            if depth == 0:
                return at
    return None


_DOUBLED = re.compile(r"([，、；：。！？,;])[ \u3000]*\1+|[，、；：][ \u3000]*[，、；：。]|。[，、；：]")


def _doubled(paragraph: Paragraph, line: int) -> Iterator[Hit]:
    text = paragraph.text
    for match in _DOUBLED.finditer(text):
        marks = match[0].replace(" ", "").replace("\u3000", "")
        if set(marks) in ({"！"}, {"？"}) or (match[1] and match[1] in ",;" and not _in_chinese(text, match.start())):
            continue
        span = Span(line, match.start(), match.end())
        if len(set(marks)) == 1:
            if set(marks) == {"。"} and len(marks) > 2:
                fix = Fix("改为省略号", (Edit(span, "……"),))
                yield Hit(span, "省略号应当写作“……”，不能用几个句号代替。", (fix,))
                continue
            fix = Fix(f"只留一个“{marks[0]}”", (Edit(span, marks[0]),), certain=True)
            yield Hit(span, f"标点重复：“{marks}”只应有一个。", (fix,))
        else:
            fixes = tuple(Fix(f"只留“{mark}”", (Edit(span, mark),)) for mark in dict.fromkeys(marks))
            yield Hit(span, f"两个标点“{marks}”连在一起，只应留一个。", fixes)


def _in_chinese(text: str, at: int) -> bool:
    return at > 0 and "\u4e00" <= text[at - 1] <= "\u9fff"


_PAIR_SOURCE = "GB/T 15834—2011《标点符号用法》4.8（引号）、4.9（括号）、4.15（书名号）"

CHECKS = (
    Check(
        code="M101",
        kind="punctuation-pair",
        family=Family.MARKS,
        severity=Severity.ERROR,
        explanation=Explanation(
            summary="引号、书名号、括号不成对",
            why="引号和书名号只有一半，读者分不清引文和文件名到哪里为止；括号一半全角一半半角，排版后大小不一。",
            source=_PAIR_SOURCE,
        ),
        bad=(
            Example("针对⟦“⟧作风建设不实的问题，开展专项整治。"),
            Example("严格执行⟦《⟧清河区城市更新项目管理办法，规范审批。"),
            Example("落实“一岗双责”⟦”⟧要求。"),
            Example("印发《工程变更管理办法⟦(⟧试行）》。", mended="印发《工程变更管理办法（试行）》。"),
            Example("推行“一事一议⟦“⟧、“一案一档”做法。", mended="推行“一事一议”、“一案一档”做法。"),
        ),
        good=(
            Example("严格执行《清河区城市更新项目管理办法（试行）》和“三重一大”制度。"),
            Example("任务包括：1）完善制度；2）清理台账。"),
            Example("会议强调：“要紧盯问题，\n“要落实责任，\n“要限期整改。”"),
            Example("巡察组指出，“责任压得不实，\n督促检查不够。”局党组照单全收。"),
        ),
        report=_pairs,
    ),
    Check(
        code="M102",
        kind="punctuation",
        family=Family.MARKS,
        severity=Severity.WARNING,
        explanation=Explanation(
            summary="引号或书名号里层没有换用单的",
            why="引号里再用引号、书名号里再用书名号时，里层用单引号、单书名号，否则分不清层次。",
            source=_PAIR_SOURCE,
        ),
        bad=(
            Example(
                "印发《关于贯彻⟦《中国共产党巡视工作条例》⟧的通知》。",
                mended="印发《关于贯彻〈中国共产党巡视工作条例〉的通知》。",
            ),
            Example(
                "针对“落实⟦“一岗双责”⟧不到位”的问题，开展约谈。", mended="针对“落实‘一岗双责’不到位”的问题，开展约谈。"
            ),
        ),
        good=(
            Example("印发《关于贯彻〈中国共产党巡视工作条例〉的通知》。"),
            Example("针对“落实‘一岗双责’不到位”的问题，落实“三重一大”制度。"),
        ),
        paragraph=_nested,
    ),
    Check(
        code="M103",
        kind="punctuation",
        family=Family.MARKS,
        severity=Severity.ERROR,
        explanation=Explanation(
            summary="标点重复或两个标点连用",
            why="同一处只应有一个句内或句末点号，多出的往往是增删文字时留下的。",
            source="GB/T 15834—2011《标点符号用法》第4章",
        ),
        bad=(
            Example("建立整改台账⟦，，⟧逐项销号⟦。。⟧", mended="建立整改台账，逐项销号。"),
            Example("印发《项目管理办法》⟦，。⟧"),
            Example("组织学习、讨论⟦。。。⟧"),
        ),
        good=(
            Example("建立整改台账，逐项销号。"),
            Example("会议指出：“要限期整改。”，会后印发纪要……"),
        ),
        paragraph=_doubled,
    ),
)
