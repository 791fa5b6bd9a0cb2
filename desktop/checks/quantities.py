"""Q1xx: quantities that their own list, or another sentence about the same thing, contradicts."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from desktop.checks.base import Check, Example, Explanation, Family, Hit, Related, Severity
from desktop.checks.memo import PARAGRAPHS
from desktop.report.model import Report
from desktop.text.document import Paragraph
from desktop.text.numerals import read_integer
from desktop.text.spans import Span

_HAN = "\u4e00-\u9fff"
_NUMBER = r"\d{1,3}|[二两三四五六七八九十]{1,3}"
_LIST = re.compile(r"[（(](?P<list>[^（()）\n]{3,200})[）)]")
_NAMED = re.compile(rf"(?<![\d第.])(?P<n>{_NUMBER})(?P<unit>[名人位家个项户辆处所座])[{_HAN}]{{0,8}}$")
_NAMED_REACH = 14
_SURNAMES = (
    "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏薛叶阎余"
    "潘杜戴夏钟汪田任姜范方石姚谭廖邹熊金陆郝孔白崔康毛邱秦江史顾侯邵孟龙万段雷钱汤尹黎易常武乔贺赖龚文"
)
_PERSON = re.compile(rf"[{_SURNAMES}][{_HAN}某]{{1,3}}|[{_SURNAMES}]某{{1,2}}")
_ORGAN = re.compile(
    rf"\A[{_HAN}]{{2,14}}(?:局|委|办|院|校|站|所|公司|中心|街道|镇|乡|"
    rf"村|社区|科|室|股|单位|银行|超市|酒店|饭店|小学|中学|幼儿园)"
)
_TITLE = r"《[^《》\n]{2,60}》(?:（[^（）\n]{1,24}）)?"
_KINDS = r"(?:制度|办法|文件|规定|方案|细则|法规|机制|通知|意见)"
_COUNT_AFTER = re.compile(rf"(?<=[》）])(?P<etc>等)?(?P<n>{_NUMBER})(?P<unit>[项个份部件种])[^，。；]{{0,8}}{_KINDS}")
_COUNT_FIRST = re.compile(
    rf"(?<![\d第])(?P<n>{_NUMBER})(?P<unit>[项个份部件种])[^，。；：:《》\n]{{0,12}}{_KINDS}，"
    rf"?(?:即|分别是|分别为|包括)?[:：](?=《)"
)
_NEXT_TITLE = re.compile(rf"{_TITLE}[、和及，]?")
_LAST_TITLE = re.compile(rf"{_TITLE}[、和及]?$")
_TITLE_REACH = 90
_MOST_TITLES = 30
_QUANTITY = re.compile(
    r"(?<![\d.,第])(?P<n>\d[\d,]*(?:\.\d+)?)(?P<unit>万元|"
    r"亿元|元|[个项家期篇户](?!月|工作日|小时|百分点))"
)
_KEY = re.compile(rf"(?:^|(?<=[，。；：、！\n]))[一二三四五六]?[是要]?(?P<words>[{_HAN}]{{6,24}})$")
_REACH = 28
_PART = re.compile(
    r"其中|每|人均|其余|另|剩|余|分别|第[一二三四五六七八九十]|首|再|又|"
    r"上年|去年|今年|原|由|从|增|减|预算|标准|不超过|以上|约|近"
)
_TO_YUAN = {"元": 1.0, "万元": 1e4, "亿元": 1e8}
_NEAR = 0.005
_SEVERAL = 2


def _named(paragraph: Paragraph, line: int) -> Iterator[Hit]:
    """清退3人（…） over four names; 3家单位（…） over two."""
    text = paragraph.text
    if "、" not in text:
        return
    for bracket in _LIST.finditer(text):
        inner = bracket["list"]
        if "、" not in inner or re.search(r"[等；;：:，。\d]", inner):
            continue
        match = _NAMED.search(text, max(0, bracket.start() - _NAMED_REACH), bracket.start())
        if match is None:
            continue
        items = [item for item in re.split("[、和及]", inner) if item]
        people = all(_PERSON.fullmatch(item) for item in items) and match["unit"] in "名人位"
        organs = all(_ORGAN.fullmatch(item) for item in items) and match["unit"] in "家个户所处"
        stated = read_integer(match["n"])
        if not (people or organs) or stated is None or stated == len(items):
            continue
        span = Span(line, match.start(), match.end("unit"))
        inner_span = Span(line, *bracket.span("list"))
        yield Hit(
            span,
            f"这里写{match['n']}{match['unit']}，括号里列了{len(items)}{match['unit']}，数量不符。",
            related=(Related(inner_span, inner),),
        )


def _listed_titles(paragraph: Paragraph, line: int) -> Iterator[Hit]:
    """《A》《B》3项制度, and 3项制度：《A》《B》."""
    text = paragraph.text
    if "》" not in text:
        return
    for match in _COUNT_AFTER.finditer(text):
        start, count = match.start(), 0
        while count < _MOST_TITLES:
            title = _LAST_TITLE.search(text, max(0, start - _TITLE_REACH), start)
            if title is None:
                break
            start, count = title.start(), count + 1
        yield from _compared(text, line, match, Span(line, start, match.start()), count, open_end=bool(match["etc"]))
    for match in _COUNT_FIRST.finditer(text):
        end, count = match.end(), 0
        while count < _MOST_TITLES:
            title = _NEXT_TITLE.match(text, end)
            if title is None:
                break
            end, count = title.end(), count + 1
        open_end = text.startswith("等", end)
        yield from _compared(text, line, match, Span(line, match.end(), end), count, open_end=open_end)


def _compared(
    text: str, line: int, match: re.Match[str], titles: Span, listed: int, *, open_end: bool
) -> Iterator[Hit]:
    stated = read_integer(match["n"])
    if listed < _SEVERAL or listed == _MOST_TITLES or stated is None or stated == listed:
        return
    if open_end and stated > listed:
        return
    yield Hit(
        Span(line, match.start("n"), match.end("unit")),
        f"这里写{match['n']}{match['unit']}，列出的文件有{listed}份，数量不符。",
        related=(Related(titles, text[titles.start : titles.end]),),
    )


@lru_cache(maxsize=PARAGRAPHS)
def _keyed(text: str) -> tuple[tuple[re.Match[str], re.Match[str]], ...]:
    """The quantities of a paragraph with the words that say what is counted."""
    found = []
    for match in _QUANTITY.finditer(text):
        key = _KEY.search(text, max(0, match.start() - _REACH), match.start())
        if key is not None and not _PART.search(key[0]):
            found.append((match, key))
    return tuple(found)


def _two_numbers(report: Report) -> Iterator[Hit]:
    """Two numbers told of the same thing, in the same words, under one problem."""
    for problem in report.problems:
        first: dict[tuple[str, str], tuple[float, Span, str]] = {}
        for line in range(problem.line, problem.end_line + 1):
            for match, key in _keyed(report.document.line(line)):
                unit = match["unit"]
                value = float(match["n"].replace(",", "")) * _TO_YUAN.get(unit, 1.0)
                span = Span(line, *match.span())
                place = key["words"], "元" if unit in _TO_YUAN else unit
                earlier = first.setdefault(place, (value, span, match[0]))
                if earlier[1] == span or abs(earlier[0] - value) <= _NEAR * max(earlier[0], value):
                    continue
                if earlier[1].line == line and re.search("[年月轮季批；（(]", key.string[earlier[1].end : key.start()]):
                    continue  # figures of two years or groups
                yield Hit(
                    span,
                    f"“{key['words']}”前面写{earlier[2]}，这里写{match[0]}，请核对。",
                    related=(Related(earlier[1], earlier[2]),),
                )


_SOURCE = "公文起草应当“情况确实，表述准确”（《党政机关公文处理工作条例》第十九条）；以本报告列出的内容为对照"
_HEAD = "一、反馈问题整改落实情况\n1.关于“违规发放补贴”的问题\n整改情况："

CHECKS = (
    Check(
        code="Q101",
        kind="quantity-conflict",
        family=Family.COUNTS,
        severity=Severity.ERROR,
        explanation=Explanation(
            summary="数量与括号里的名单不符",
            why="写3人却列了4个名字，核查人员一数便知；不是漏写就是多写。",
            source=_SOURCE,
        ),
        bad=(
            Example("约谈⟦3名⟧责任人（王明、李华、张强、赵刚）。"),
            Example("抽查⟦三家⟧单位（清河街道、城东社区）。"),
        ),
        good=(
            Example("约谈4名责任人（王明、李华、张强、赵刚），约谈3名责任人（王明、李华等）。"),
            Example("清退3人（含临时工、退休返聘人员），印发5个方案（办法、细则）。"),
        ),
        paragraph=_named,
    ),
    Check(
        code="Q102",
        kind="quantity-conflict",
        family=Family.COUNTS,
        severity=Severity.ERROR,
        explanation=Explanation(
            summary="文件份数与列出的名称不符",
            why="写修订3项制度却只列出2个名称，成果数就对不上。",
            source=_SOURCE,
        ),
        bad=(
            Example("修订《考勤办法》《接待办法》⟦3项⟧制度。"),
            Example("出台⟦2项⟧管理制度：《考勤办法》、《接待办法》、《用车办法》。"),
        ),
        good=(
            Example("修订《考勤办法》《接待办法》2项制度，修订《考勤办法》《接待办法》等5项制度。"),
            Example("出台3项管理制度：《考勤办法》《接待办法》《用车办法》，召开会议3次。"),
        ),
        paragraph=_listed_titles,
    ),
    Check(
        code="Q103",
        kind="quantity-conflict",
        family=Family.COUNTS,
        severity=Severity.WARNING,
        explanation=Explanation(
            summary="同一件事写了两个数",
            why="同一个问题里同一件事前后写了两个数字，至少有一个错了，与台账、凭证核对不上。",
            source=_SOURCE,
        ),
        bad=(
            Example(_HEAD + "违规发放的通讯补贴12.5万元已经清退。\n目前，违规发放的通讯补贴⟦12.8万元⟧全部上缴。"),
            Example(_HEAD + "制定年度重点调研课题42个，其他工作同步推进，制定年度重点调研课题⟦36个⟧。"),
        ),
        good=(
            Example(_HEAD + "违规发放的通讯补贴12.5万元已经清退，违规发放的通讯补贴125000元全部上缴。"),
            Example(_HEAD + "其中第一季度发放补贴1万元，第二季度发放补贴2万元。"),
        ),
        report=_two_numbers,
    ),
)
