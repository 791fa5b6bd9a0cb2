"""L1xx: a percent sign that was lost in copying."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice

from desktop.checks.base import Check, Example, Explanation, Family, Fix, Hit, Related, Severity
from desktop.text.document import Paragraph
from desktop.text.edits import Edit
from desktop.text.spans import Span

# A number with nothing to count. Few numbers stand so; the words before are looked at for these alone.
_UNIT = (
    r"[%％‰﹪\d.．:：\-—－–~～/年月日号时个项名人件次份元万亿分天小公里米吨户家条处批期级座台套辆篇场位倍成"
    r"点百千多余几岁周届对支间栋幢所"
    r"村镇组幅则例亩股床张只头棵株根块片段层门节课轮季度回遍步宗起封包盒箱桶瓶本册部款种类样副双道颗粒枚具艘"
    r"架匹方平毫厘立升克斤℃°"
    r"A-Za-z+×*]"
)
_NUMBER = re.compile(rf"\d(?<!\d\d)\d{{0,3}}(?:\.\d{{1,4}})?(?!{_UNIT}|比\d)")
_NOT_AFTER = frozenset("0123456789.年月第〔-—－~～/:：（(“ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz")
_BACK = 26
_MOST_NUMBERS = 1500  # no prose has more in a paragraph
_NEAR = 16
_VERB = (
    r"(?:分别)?(?:已经?|均|仅|只|也|则|将|却)?(?:为|是|占|达到?|完成|实现|保持|提[高升]|"
    r"上升|下降|降低|增[长加]|减少|控制|确保|稳定|高达|升|降)?(?:了|到|至|在|为|于)?"
)
_BOUND = r"(?:近|约|超过?|高于|低于|不低于|不少于|不高于|不超过|大于|小于|接近|逾|突破|最高|最低|平均)?(?:了|到|至)?"
_NOUN = (
    r"(?:[率]|占比|比例|比重|百分比|满意度|知晓度|覆盖面|[增降]幅|增速|(?:同比|环比)(?:增长|下降|"
    r"增加|减少|上升|降低)|较(?:上|去|同)[^，。；]{1,8}(?:增长|下降|上升|提[高升]|降低))"
)
_STRONG = re.compile(rf"{_NOUN}(?:[（(][^（）()]{{0,12}}[）)])?(?:[^，。；：:%％\d]{{0,6}}?)?{_VERB}{_BOUND}$")
_RANGE = re.compile(
    rf"{_NOUN}[^，。；：:]{{0,10}}?[由从][^，。；：:\d]{{0,12}}\d+(?:\.\d+)?[%％]?[^，。；：:\d]{{0,8}}$"
)
_SERIES = re.compile(rf"{_NOUN}(?:分别)(?:为|达到?|是|占)?(?:\d+(?:\.\d+)?[%％]?[、，和])+$")
_SHARE = re.compile(rf"占(?:了|到|比)?[^，。；：:%％\d]{{0,14}}的?{_BOUND}$")
_WHOLE = re.compile(
    rf"(?:完成|达到?|实现|超过?|不低于|不少于)[^，。；：:%％\d]{{0,14}}(?:的|总[^，"
    rf"。；：\d]{{1,4}}[的]?|工程量|投资额?|任务|计划|目标|进度){_BOUND}$"
)
_OF_TOTAL = re.compile(
    r"(?:总[^，。；：\d]{1,4}|全部[^，。；：\d]{0,4}|收入|工资|金额|"
    r"价款|基数|税前|总额|造价|经费)的?(?:约|近|不超过|不低于)?$"
)
_CHANGE = re.compile(
    r"(?:同比|环比|分别|[比较](?:上|去|同)[^，。；：:\d]{1,6}|增速|增幅|降幅)(?:增长|下降|增加|减少|上升|降低|提[高升])"
    r"(?:了|约|近|超过)?(?:\d+(?:\.\d+)?[、和])?$"
)
_HUNDRED = re.compile(r"(?:已经?|现已|全部|均|均已|达|达到|实现|率)$")
_MARK_AFTER = re.compile(
    r"[，。；、,;！）)”\s]|$|以[上下内]|左右|的(?:标准|比例|比率|费率|税率|幅度|速度|增速|基础|水平|目标)|和\d"
)
_SHARE_AFTER = re.compile(r"的?(?:比例|比重|比率)")
_ALL_BOUND = re.compile(r"(?:均|都|普遍|全部)(?:低于|高于|超过|不足|不低于|达到?)$")
_BY = re.compile(r"(?:按照?|以|达到?|不低于|不超过|约|近)$")
_COUNTED = re.compile(
    r"(?:人数?|个数|件数|次数|分数|得分|评分|总分|排名|第|数量|人次|编号|"
    r"代码|楼|区|号|站|频率|心率|速率|利率为基准|汇率)[^，。；]{0,3}$"
)
_FINISH = ("完成", "到位", "覆盖", "落实", "合格")
_MOST = 100
_FAR = 400


def _percent(paragraph: Paragraph, line: int) -> Iterator[Hit]:
    """One hit for numbers close to one another: where one sign was lost, the next one was, too."""
    text = paragraph.text
    group: list[tuple[Span, bool]] = []
    for match in islice(_NUMBER.finditer(text), _MOST_NUMBERS):
        if text[match.start() - 1 : match.start()] in _NOT_AFTER and match.start():
            continue
        before = text[max(0, match.start() - _BACK) : match.start()]
        before = before[max(before.rfind(mark) for mark in "。；！\n") + 1 :]
        sure = _lost(text, match, before)
        if sure is None:
            continue
        if group and match.start() - group[-1][0].end > _NEAR:
            yield _hit(text, group)
            group = []
        group.append((Span(line, *match.span()), sure))
    if group:
        yield _hit(text, group)


def _hit(text: str, found: list[tuple[Span, bool]]) -> Hit:
    first = found[0][0]
    words = f"“{text[max(0, first.start - 8) : first.end]}”后面像是漏了百分号“%”"
    more = f"，这里共{len(found)}处" if len(found) > 1 else ""
    edits = tuple(Edit(Span(first.line, span.end, span.end), "%") for span, _ in found)
    label = f"补上{len(found)}个“%”" if more else f"改为“{text[first.start : first.end]}%”"
    related = tuple(Related(span, text[span.start : span.end]) for span, _ in found[1:])
    return Hit(first, f"{words}{more}。", (Fix(label, edits, certain=all(sure for _, sure in found)),), related)


def _lost(text: str, match: re.Match[str], before: str) -> bool | None:
    """Whether a percent sign is missing behind the number: True beyond doubt, False probably, None not."""
    value = float(match[0])
    if not before or not 0 < value <= _FAR or (match[0][0] == "0" and "." not in match[0]):
        return None
    end = match.end()
    closed = _MARK_AFTER.match(text, end) is not None
    if text.startswith(_FINISH, end):
        return False if match[0] == "100" and _HUNDRED.search(before) else None
    if _COUNTED.search(before):
        return None
    if _STRONG.search(before) or _RANGE.search(before) or _SERIES.search(before):
        if value > _MOST:
            return False if _growth(before) and closed else None
        return closed
    if not closed:
        return False if _SHARE_AFTER.match(text, end) and _BY.search(before) else None
    if _SHARE.search(before):
        return value <= _MOST or None
    if text.startswith("的", end):
        decimal = "." in match[0]
        return False if _OF_TOTAL.search(before) and (decimal or not text.startswith("的标准", end)) else None
    return False if _WHOLE.search(before) or _CHANGE.search(before) or _ALL_BOUND.search(before) else None


def _growth(before: str) -> bool:
    return re.search("[增降]|上升|提[高升]|减少|较|比", before[-12:]) is not None


CHECKS = (
    Check(
        code="L101",
        kind="lost-sign",
        family=Family.TEXT,
        severity=Severity.ERROR,
        explanation=Explanation(
            summary="漏了百分号",
            why="从网页或表格粘贴时“%”常常丢失，“完成率91%”变成“完成率91”，数据的意思就变了。",
            source="GB/T 15835—2011《出版物上数字用法》4.1.1（百分比用阿拉伯数字和百分号）",
        ),
        bad=(
            Example("整改完成率⟦91⟧，群众满意率达到98.5。", mended="整改完成率91%，群众满意率达到98.5%。"),
            Example("35岁以下干部占⟦17.9⟧。\n党员占比为⟦42⟧。", mended="35岁以下干部占17.9%。\n党员占比为42%。"),
            Example("已完成总工程量的⟦85⟧，完成计划任务的109。"),
            Example("管网改造完成总工程量约⟦50⟧。"),
            Example("实践课程比重不低于⟦30⟧。", mended="实践课程比重不低于30%。"),
            Example("各项目到位资金均低于⟦40⟧。"),
            Example("反馈问题现已⟦100⟧完成，按照工资收入0.5的标准交纳党费。"),
            Example("入户率分别为⟦95⟧、96.2。", mended="入户率分别为95%、96.2%。"),
            Example("投诉量同比下降⟦12.5⟧，科研投入占比由上年末的17提高到34。"),
        ),
        good=(
            Example("整改完成率91%，占比为42%，比重不低于30%，已完成85项。"),
            Example("完成率由80%提高到95%，满意度得分95，排名第3，频率为50。"),
            Example("（1）完善制度；（2）清理台账，占地面积300平方米，门牌2，联系电话1234567。"),
            Example("共排查问题12，其中立行立改5、限期整改7。"),
            Example("占用耕地3亩，参会率达90%以上，比例为3比1，投票率过半。"),
        ),
        paragraph=_percent,
    ),
)
