"""B2xx: how numbers, dates and marks are written where custom differs: hints, one a report and sort."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from desktop.checks.base import Check, Example, Explanation, Family, Fix, Hit, Related, Severity
from desktop.checks.memo import matches_of
from desktop.report.model import Report
from desktop.text.document import Paragraph
from desktop.text.edits import Edit
from desktop.text.spans import Span

Replacement = Callable[[re.Match[str]], str | None]


def _habit(pattern: re.Pattern[str], hint: str, message: str, new: Replacement) -> Callable[[Report], Iterator[Hit]]:
    """A check that tells a habit once, with all its places and one fix.

    hint: text without it is passed over. new: what stands in a place, None to leave it.
    """
    found = matches_of(pattern)

    def check(report: Report) -> Iterator[Hit]:
        spans: list[Span] = []
        edits: list[Edit] = []
        for line, text in enumerate(report.document.lines, 1):
            if hint not in text:
                continue
            for match in found(text):
                span = Span(line, *match.span())
                spans.append(span)
                right = new(match)
                if right is not None:
                    edits.append(Edit(span, right))
        if not spans:
            return
        lines = report.document.lines
        more = f"，全文共{len(spans)}处" if len(spans) > 1 else ""
        related = tuple(Related(s, lines[s.line - 1][s.start : s.end]) for s in spans[1:])
        fixes = (Fix("逐处改正", tuple(edits)),) if edits else ()
        yield Hit(spans[0], f"{message}{more}。", fixes, related)

    return check


_PADDED = re.compile(r"(?<=\d年)(?:0(?P<month>\d)月(?:0?(?P<day>\d{1,2})日)?)|(?<=\d月)0(?P<only>\d)日")
_HYPHEN = re.compile(r"(?P<a>(?:19|20)\d{2})[-－](?P<b>(?:19|20)\d{2})(?=年)")
_ADJOINING = re.compile(r"(?<=[“”》])、(?=[“《])")
_ORDINAL = re.compile(r"(?m)^(?P<blank>[ \u3000]*)(?P<number>\d{1,2})、(?=[\u4e00-\u9fff“《])")


def _unpadded(match: re.Match[str]) -> str:
    if match["only"]:
        return f"{match['only']}日"
    return f"{match['month']}月" + (f"{int(match['day'])}日" if match["day"] else "")


_ONE_PERCENT = re.compile(r"(?<![\d.])(?P<a>\d{1,3}(?:\.\d+)?)(?P<dash>[～~—\-－至])(?P<b>\d{1,3}(?:\.\d+)?)[%％]")
_ONE_UNIT = re.compile(r"(?<![\d.])(?P<a>\d{1,4}(?:\.\d+)?)(?P<dash>[～~—－])(?P<b>\d{1,4}(?:\.\d+)?)(?P<unit>[万亿])")
_ADJACENT = re.compile(
    r"(?<![\d.、第年月至到和—\-])(?P<a>[1-8])、(?P<b>[2-9])(?P<unit>个月|[个名人次天年家户](?!项|个|月))(?![、号])"
    r"|(?<![一二三四五六七八九十第、年月])(?P<c>[一二三四五六七八])、"
    r"(?P<d>[二三四五六七八九])(?P<u>个|名|天|年|次|家)(?!级|党|季)"
)
_OPENING = "“"


def _no_pause(match: re.Match[str]) -> str | None:
    """Nothing in its place; None behind a quotation mark the wrong way round, which is put right first."""
    return None if match.string[match.start() - 1] == _OPENING else ""


_RANGE = re.compile(r"\d[～~—\-－至]\d")
_BESIDE = re.compile(r"[1-8一二三四五六七八]、[2-9二三四五六七八九]")
_TIMES = re.compile(r"(?:减少|下降|降低|缩短|压缩)了?\d+(?:\.\d+)?倍")
_FIGURE = re.compile(r"\d(?:倍|[\u4e00-\u9fff]{1,3}(?:左右|上下|以上))")
_BOTH = re.compile(
    r"(?:约|大约|近|将近)\d+(?:\.\d+)?[\u4e00-\u9fff]{1,2}(?:左右|上下)|"
    r"(?:超过|逾)\d+(?:\.\d+)?[万亿]?[\u4e00-\u9fff]{1,2}以上"
)
_LETTER = re.compile(r"二[OoＯ0〇]二[一二三四五六七八九OoＯ0]年|二[OoＯ0][一二][一二三四五六七八九0Oo]年")
_DIGITS = "一二三四五六七八九"
_NEXT = 1


def _numerals(paragraph: Paragraph, line: int) -> Iterator[Hit]:
    text = paragraph.text
    for pattern in (_ONE_PERCENT, _ONE_UNIT) if _RANGE.search(text) else ():
        for match in pattern.finditer(text):
            unit = "%" if pattern is _ONE_PERCENT else match["unit"]
            span = Span(line, *match.span())
            right = f"{match['a']}{unit}{match['dash']}{match['b']}{unit}"
            fix = Fix(f"改为“{right}”", (Edit(span, right),))
            yield Hit(span, f"表示范围时两个数都要带“{unit}”，否则前一个数会被误读。", (fix,), severity=Severity.INFO)
    if _BESIDE.search(text):
        for match in _ADJACENT.finditer(text):
            yield from _adjacent(match, line)
    for match in _LETTER.finditer(text):
        right = re.sub("[OoＯ0]", "〇", match[0])
        if right != match[0]:
            span = Span(line, *match.span())
            fix = Fix(f"改为“{right}”", (Edit(span, right),), certain=True)
            yield Hit(span, "汉字年份里的“〇”写成了字母或数字。", (fix,), severity=Severity.WARNING)


def _adjacent(match: re.Match[str], line: int) -> Iterator[Hit]:
    """3、4个: two numbers side by side that mean about so many."""
    if match["a"]:
        a, b, unit = int(match["a"]), int(match["b"]), match["unit"]
    else:
        a, b, unit = _DIGITS.index(match["c"]) + 1, _DIGITS.index(match["d"]) + 1, match["u"]
    if b - a != _NEXT:
        return
    right = f"{'两' if a == 2 else _DIGITS[a - 1]}{_DIGITS[b - 1]}{unit}"
    span = Span(line, *match.span())
    fix = Fix(f"改为“{right}”", (Edit(span, right),))
    yield Hit(span, f"相邻两个数表示概数时用汉字，中间不加顿号：“{right}”。", (fix,), severity=Severity.INFO)


def _illogical(paragraph: Paragraph, line: int) -> Iterator[Hit]:
    text = paragraph.text
    if not _FIGURE.search(text):
        return
    for match in _TIMES.finditer(text):
        yield Hit(Span(line, *match.span()), "“倍”只用于增加；减少应当用分数或百分数。")
    for match in _BOTH.finditer(text):
        yield Hit(Span(line, *match.span()), "“约”“超过”与“左右”“以上”意思重复，只用一个。")


_SOURCE = "GB/T 15835—2011《出版物上数字用法》"

CHECKS = (
    Check(
        code="B201",
        kind="number-style",
        family=Family.DATES,
        severity=Severity.INFO,
        explanation=Explanation(
            summary="月、日补了零",
            why="公文中的日期不编虚位，“6月5日”不写作“06月05日”。",
            source="GB/T 9704—2012《党政机关公文格式》7.3.5.4：月、日不编虚位（即1不编为01）",
        ),
        bad=(
            Example("2021年⟦06月05日⟧召开会议，2021年07月完成。"),
            Example("2021年⟦09月⟧底前办结。"),
        ),
        good=(Example("2021年6月5日召开会议。"), Example("2021年10月30日前办结。")),
        report=_habit(_PADDED, "0", "日期中的月、日不补零", _unpadded),
    ),
    Check(
        code="B202",
        kind="number-style",
        family=Family.MARKS,
        severity=Severity.INFO,
        explanation=Explanation(
            summary="年份起止用了短横线",
            why="表示起止的年份用一字线“—”，短横线“-”用于复合名词和编号。",
            source="GB/T 15834—2011《标点符号用法》4.13（连接号）",
        ),
        bad=(Example("清理⟦2020-2025⟧年的合同。"), Example("⟦2018-2019⟧年和2019-2020年的账目。")),
        good=(Example("清理2020—2025年的合同。"), Example("执行GB/T 9704-2012标准。")),
        report=_habit(_HYPHEN, "年", "起止年份之间用一字线“—”，不用短横线", lambda m: f"{m['a']}—{m['b']}"),
    ),
    Check(
        code="B203",
        kind="punctuation",
        family=Family.MARKS,
        severity=Severity.INFO,
        explanation=Explanation(
            summary="并列的引号、书名号之间用了顿号",
            why="标有引号、书名号的并列成分之间通常不用顿号，引号本身已经把它们隔开了。",
            source="GB/T 15834—2011《标点符号用法》4.5.3.5",
        ),
        bad=(Example("落实“三会一课”⟦、⟧“主题党日”制度。"), Example("学习《党章》⟦、⟧《准则》、《条例》。")),
        good=(Example("落实“三会一课”“主题党日”制度。"), Example("学习《准则》（2016年）、《条例》和教育、卫生知识。")),
        report=_habit(_ADJOINING, "、", "并列的引号、书名号之间不用顿号", _no_pause),
    ),
    Check(
        code="B204",
        kind="number-style",
        family=Family.NUMBERING,
        severity=Severity.INFO,
        explanation=Explanation(
            summary="阿拉伯数字序号用了顿号",
            why="“1.”后面用下脚点，“一、”后面用顿号；“1、”是常见的误用。",
            source="GB/T 15834—2011《标点符号用法》附录B.3：阿拉伯数字的序次语用下脚点",
        ),
        bad=(Example("⟦1、⟧加强领导\n2、完善制度"), Example("一、总体情况\n⟦1、⟧“台账不清”的问题")),
        good=(Example("1.加强领导\n2.完善制度"), Example("一、总体情况\n（1）台账不清")),
        report=_habit(
            _ORDINAL, "、", "阿拉伯数字序号后面用下脚点“.”，不用顿号", lambda m: f"{m['blank']}{m['number']}."
        ),
    ),
    Check(
        code="B205",
        kind="number-style",
        family=Family.TEXT,
        severity=Severity.INFO,
        explanation=Explanation(
            summary="范围、概数和汉字年份的写法",
            why="“3～5万元”会被读成3元到5万元；“3、4个”看上去像两个数；“二O二一年”用了字母。",
            source=_SOURCE + "5.1（数字连用表示的概数用汉字，不加顿号）、5.1.4（数值范围的两个数都要带单位）",
        ),
        bad=(
            Example("完成率提高⟦63～68%⟧，每户补助⟦3～5万⟧元。"),
            Example("每次⟦3、4个⟧人，用了⟦三、四天⟧。"),
            Example("⟦二O二一年⟧六月。", mended="二〇二一年六月。"),
        ),
        good=(
            Example("完成率提高63%～68%，每户补助3万～5万元，三四个人。"),
            Example("第3、4个问题，1、2项任务，二〇二一年六月，第三、四党支部。"),
        ),
        paragraph=_numerals,
    ),
    Check(
        code="B206",
        kind="grammar",
        family=Family.TEXT,
        severity=Severity.WARNING,
        explanation=Explanation(
            summary="倍数、概数用得不合事理",
            why="减少不能用倍；“约”和“左右”、“超过”和“以上”意思重复，数量反而说不清。",
            source=_SOURCE + "；现代汉语数量表达规范",
        ),
        bad=(Example("投诉量⟦减少了2倍⟧。"), Example("共清理⟦约10个左右⟧，⟦超过3年以上⟧的档案。")),
        good=(Example("投诉量减少了三分之二，收入增加2倍。"), Example("共清理约10个，3年以上的档案。")),
        paragraph=_illogical,
    ),
)
