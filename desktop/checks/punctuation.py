"""M2xx: half-width marks among Chinese characters, and marks where none can stand."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import groupby

from desktop.checks.base import Check, Example, Explanation, Family, Fix, Hit, Related, Severity
from desktop.checks.memo import hits_of_paragraph
from desktop.checks.residue import find_places
from desktop.report.model import Report
from desktop.text.document import Paragraph
from desktop.text.edits import Edit
from desktop.text.spans import Span

_HAN = "\u4e00-\u9fff"
_FULL = {",": "，", ";": "；", ":": "：", "!": "！", "?": "？", ".": "。", "(": "（", ")": "）", "﹝": "〔", "﹞": "〕"}
_MARK = re.compile(
    rf"(?<=[{_HAN}”’》）〉】)])[,;:!?](?=[ \u3000]?(?:[{_HAN}“‘《（(\w×*]|"
    rf"$))|(?<=\d)[,;](?=[{_HAN}“《])"
)
_STOP = re.compile(rf"(?<=[{_HAN}\d”》）][{_HAN}”》）]{{2}})\.(?=[ \u3000]*(?:$|\n|[{_HAN}“《]))")
_SIGN = re.compile("[,;:!?.]")
_BRACKETS = re.compile(r"\((?P<words>[^()（）\n]{1,80})\)|﹝(?P<year>[^﹝﹞\n]{1,10})﹞")
_ANGLE = re.compile(rf"<(?P<words>[^<>\n]*[{_HAN}][^<>\n]*)>")
_STRAIGHT = re.compile(r'"')
_LABEL = re.compile(r"[一二三四五六七八九十\d]{1,3}|[a-zA-Z]{1,3}|[ivxIVX]{1,4}")
_HANZI = re.compile(f"[{_HAN}]")
_CODE = re.compile(r"https?://|www\.|\{|\}|==|\bfunction\b")
_NEAR = 3
_HABIT = 8
_MOST_QUOTES = 400


def _half_width(report: Report) -> Iterator[Hit]:
    """One hit a place; where a report writes so throughout, one hit for each sort of mark."""
    for sort in (_marks, _brackets):
        hits: list[Hit] = []
        for line, text in enumerate(report.document.lines, 1):
            if text and (here := sort(text, line)) and not (_CODE.search(text) and find_places(text)):
                hits += here
        lines = {hit.span.line for hit in hits}
        if len(lines) <= _HABIT:
            for _, group in groupby(hits, key=lambda hit: hit.span.line):
                close = list(group)
                yield from close if len(close) <= _NEAR else (_joined(report, close, "本段"),)
        elif hits:
            yield _joined(report, hits, "全文")


def half_width_edits(text: str, line: int) -> tuple[Edit, ...]:
    """What makes the half-width marks of a paragraph full width; the line is what the edits name."""
    if not text or (_CODE.search(text) and find_places(text)):
        return ()
    return tuple(edit for sort in (_marks, _brackets) for hit in sort(text, line) for edit in hit.fixes[0].edits)


def _joined(report: Report, hits: list[Hit], where: str) -> Hit:
    first = hits[0]
    edits = tuple(edit for hit in hits if hit.fixes for edit in hit.fixes[0].edits)
    related = tuple(Related(h.span, report.document.line(h.span.line)[h.span.start : h.span.end]) for h in hits[1:])
    return Hit(
        first.span,
        f"{first.message[:-1]}，{where}共{len(hits)}处。",
        (Fix("逐处改为全角", edits, certain=True),),
        related,
        severity=first.severity,
    )


@hits_of_paragraph
def _marks(text: str, line: int) -> Iterator[Hit]:
    for sign in _SIGN.finditer(text):
        match = (_STOP if sign[0] == "." else _MARK).match(text, sign.start())
        if match is not None:
            mark = match[0]
            if mark == "." and _LABEL.fullmatch(text[: match.start()].strip()):
                continue
            end = match.end()
            if text[end : end + 1] in (" ", "\u3000") and end + 1 < len(text):
                end += 1  # the space that went with a half-width mark
            span = Span(line, match.start(), end)
            fix = Fix(f"改为“{_FULL[mark]}”", (Edit(span, _FULL[mark]),), certain=True)
            yield Hit(span, f"汉字之间的“{mark}”是半角，应当用全角“{_FULL[mark]}”。", (fix,))


@hits_of_paragraph
def _brackets(text: str, line: int) -> Iterator[Hit]:
    if "(" not in text and "﹝" not in text:
        return
    for match in _BRACKETS.finditer(text):
        start, end = match.span()
        words = match["words"]
        if words is not None and (not _HANZI.search(words) or _LABEL.fullmatch(words.strip())):
            continue
        if words is None and not re.match(r"第?\d+号", text[end:]):
            continue
        left, right = text[start], text[end - 1]
        edits = (Edit(Span(line, start, start + 1), _FULL[left]), Edit(Span(line, end - 1, end), _FULL[right]))
        width = "半角" if words is not None else "小型括号"
        message = f"“{left}{right}”是{width}，应当用“{_FULL[left]}{_FULL[right]}”。"
        label = f"改为“{_FULL[left]}{_FULL[right]}”"
        yield Hit(Span(line, start, end), message, (Fix(label, edits, certain=True),), severity=Severity.WARNING)


def _strange(paragraph: Paragraph, line: int) -> Iterator[Hit]:
    """Angle brackets and straight quotes that stand for Chinese marks."""
    text = paragraph.text
    if "<" in text:
        for match in _ANGLE.finditer(text):
            start, end = match.span()
            if any(place.start < end and start < place.end for place in find_places(text)):
                continue
            inner = text.rfind("《", 0, start) > text.rfind("》", 0, start)
            left, right = "〈〉" if inner else "《》"
            edits = (Edit(Span(line, start, start + 1), left), Edit(Span(line, end - 1, end), right))
            yield Hit(
                Span(line, start, end),
                f"“<>”不是中文标点，{'书名号里层' if inner else '书名号'}应当用“{left}{right}”。",
                (Fix(f"改为“{left}{right}”", edits, certain=inner),),
            )
    if '"' in text:
        places = [match.start() for match in _STRAIGHT.finditer(text)]
        if len(places) % 2 or len(places) > _MOST_QUOTES or not _HANZI.search(text):
            return
        pairs = list(zip(places[::2], places[1::2], strict=True))
        quotes = tuple(Edit(Span(line, at, at + 1), "“" if n % 2 == 0 else "”") for n, at in enumerate(places))
        if all(b - a > 1 and _HANZI.search(text, a, b) for a, b in pairs):
            first = Span(line, pairs[0][0], pairs[0][1] + 1)
            related = tuple(Related(Span(line, a, b + 1), text[a : b + 1]) for a, b in pairs[1:])
            more = f"，本段共{len(pairs)}对" if related else ""
            fix = Fix("改为弯引号", quotes, certain=True)
            yield Hit(first, f"中文里的引号应当用“ ”，不用直引号{more}。", (fix,), related)


_AFTER_OPENING = re.compile(r"[（《“‘〈](?P<marks>[，。；：、]{1,4})(?![“‘，。；：、])")
_BEFORE_CLOSING = re.compile(r"(?P<marks>[，、；：]{1,4})[）》〉]")
_AT_HEAD = re.compile(r"^[ \u3000]*(?P<mark>[，。；：、！？]+)")
_PAUSE = re.compile(
    r"、(?P<word>以及|或者|并且|而且|和(?![谐平睦解美气音善蔼缓]|声|颜)|及(?![时早格第其])|"
    r"与(?![时会人民众])|且(?!末)|但(?!书)|等(?![级次额距待同于分边比闲候价效量式]))"
)
_DOUBLE_STOP = re.compile(r"[。！？]”[。]")


def _misplaced(paragraph: Paragraph, line: int) -> Iterator[Hit]:
    text = paragraph.text
    head = _AT_HEAD.match(text)
    if head is not None:
        span = Span(line, head.start("mark"), head.end("mark"))
        yield Hit(
            span, f"段落不能以“{head['mark']}”开头，多出的标点应当删去。", (_drop(span),), severity=Severity.ERROR
        )
    for pattern, what in (
        (_AFTER_OPENING, "前半个引号、括号、书名号后面"),
        (_BEFORE_CLOSING, "后半个括号、书名号前面"),
    ):
        for match in pattern.finditer(text):
            span = Span(line, *match.span("marks"))
            yield Hit(span, f"{what}不应有“{match['marks']}”。", (_drop(span),), severity=Severity.ERROR)
    for match in _DOUBLE_STOP.finditer(text):
        span = Span(line, match.end() - 1, match.end())
        yield Hit(
            Span(line, *match.span()),
            "引文末尾已有句末点号，引号外面不再用句号。",
            (_drop(span),),
            severity=Severity.INFO,
        )


def _drop(span: Span) -> Fix:
    return Fix("删去", (Edit(span, ""),))


def _pause(paragraph: Paragraph, line: int) -> Iterator[Hit]:
    for match in _PAUSE.finditer(paragraph.text):
        word = match["word"]
        if word in ("且", "但", "并且", "而且"):
            fix = Fix("改为逗号", (Edit(Span(line, match.start(), match.start() + 1), "，"),), certain=True)
            yield Hit(Span(line, *match.span()), f"“{word}”前面用逗号，不用顿号。", (fix,))
        else:
            fix = Fix("删去顿号", (Edit(Span(line, match.start(), match.start() + 1), ""),), certain=True)
            yield Hit(Span(line, *match.span()), f"“{word}”前面不用顿号。", (fix,))


_SOURCE = "GB/T 15834—2011《标点符号用法》"

CHECKS = (
    Check(
        code="M201",
        kind="punctuation",
        family=Family.MARKS,
        severity=Severity.ERROR,
        explanation=Explanation(
            summary="汉字之间用了半角标点",
            why="半角的逗号、分号、括号夹在汉字里，排版时宽窄不一，是输入法没有切换或从网页粘贴留下的。",
            source=_SOURCE + "5.1（标点符号的位置和书写形式）：句号、逗号、顿号、分号、冒号等占一个字位置",
        ),
        bad=(
            Example("完善制度⟦,⟧规范流程⟦;⟧整改情况⟦:⟧", mended="完善制度，规范流程；整改情况："),
            Example("各级党委⟦(党组)⟧落实责任⟦, ⟧共召开2次会议⟦.⟧", mended="各级党委（党组）落实责任，共召开2次会议。"),
            Example("按照清更发⟦﹝2019﹞⟧10号文件执行。", mended="按照清更发〔2019〕10号文件执行。"),
            Example(
                "制度⟦,⟧流程,责任,台账,共4项。",
                mended="制度，流程，责任，台账，共4项。",
            ),
        ),
        good=(
            Example("金额1,200元，时间10:30，比例3:1，GB/T 9704-2012。"),
            Example("(1)完善制度；(2)清理台账。\n(一)整改情况\n一.提高站位"),
            Example("网址http://www.qinghe.example/a?b=1，邮箱qh@163.com。"),
        ),
        report=_half_width,
    ),
    Check(
        code="M202",
        kind="punctuation",
        family=Family.MARKS,
        severity=Severity.WARNING,
        explanation=Explanation(
            summary="用尖括号、直引号代替中文标点",
            why="“<>”和直引号是代码和英文的符号，公文里的书名号、引号有规定的写法。",
            source=_SOURCE + "4.8（引号）、4.15（书名号）：书名号里面还要用书名号时，里层用单书名号“〈〉”",
        ),
        bad=(
            Example("印发《关于贯彻⟦<清河区更新办法>⟧的通知》。", mended="印发《关于贯彻〈清河区更新办法〉的通知》。"),
            Example('落实⟦"三重一大"⟧和"一岗双责"要求。', mended="落实“三重一大”和“一岗双责”要求。"),
        ),
        good=(
            Example("印发《关于贯彻〈清河区更新办法〉的通知》，样本量<30，pH>7。"),
            Example('管径6"，落实“三重一大”要求。'),
        ),
        paragraph=_strange,
    ),
    Check(
        code="M203",
        kind="punctuation",
        family=Family.MARKS,
        severity=Severity.ERROR,
        explanation=Explanation(
            summary="标点放在不能放的位置",
            why="点号不能放在一段的开头，也不能紧跟在前半个括号、引号、书名号后面，多是增删文字时留下的。",
            source=_SOURCE + "5.1：句号、逗号、顿号、分号、冒号、问号、叹号不出现在一行之首",
        ),
        bad=(
            Example("⟦，⟧局党组召开专题会议。"),
            Example("落实“⟦，⟧一岗双责”要求，印发《管理办法⟦、⟧》。"),
        ),
        good=(
            Example("局党组召开专题会议，强调“要压实责任，限期整改。”"),
            Example("落实（含区直单位）“一岗双责”要求。"),
        ),
        paragraph=_misplaced,
    ),
    Check(
        code="M204",
        kind="punctuation",
        family=Family.MARKS,
        severity=Severity.WARNING,
        explanation=Explanation(
            summary="“和、及、等、且”前面用了顿号",
            why="最后两项之间用“和”“及”连接，或者用“等”收尾时，前面不再用顿号；“且”“但”连接分句，前面用逗号。",
            source=_SOURCE + "4.5（顿号）、4.4（逗号）",
        ),
        bad=(
            Example("涉及教育⟦、和⟧卫生部门⟦、等⟧单位。", mended="涉及教育和卫生部门等单位。"),
            Example("数量较多⟦、且⟧时间跨度长。", mended="数量较多，且时间跨度长。"),
        ),
        good=(
            Example("做到准确、及时，安全、和谐，分类、等级清楚，与时俱进。"),
            Example("涉及教育、卫生和住建部门，教育、卫生等单位。"),
        ),
        paragraph=_pause,
    ),
)
