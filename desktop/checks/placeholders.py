"""P1xx: values and instructions that a template left in the text."""

from __future__ import annotations

import re
from collections.abc import Iterator

from desktop.checks.base import Check, Example, Explanation, Family, Hit, Related, Severity
from desktop.checks.residue import find_places
from desktop.text.document import Paragraph
from desktop.text.spans import Span

_CN_DIGIT = "零一二三四五六七八九十〇○"

# A value that was never filled in. Each alternative says what it must not be taken for. A sign comes before what may
# not stand in front of it: where an alternative begins with one, other places are passed over quickly.
_VALUE = re.compile(
    r"[xXｘＸ](?<![A-Za-z+＋=].)(?!(?<=\d[xX])\d)[xXｘＸ]*"
    r"(?![A-Za-zａ-ｚ+＋=]| ?光|[-—]?射线|线|染色体|轴|形|型|证书)"  # X光机, 1+X证书, X染色体, 7X24
    r"|×(?<![\d米mM√].)×*(?![\d√])|××+"  # 3×4, 5米×3米, 打√或×
    r"|[*＊](?<![A-Za-z\d*＊].)[*＊]*(?![\d*＊A-Za-z])"  # 138****1234, 7*24
    r"|A(?<![A-Za-z0-9].)A{2,}(?![A-Za-z0-9]|级|信用|评级|[+\-])"  # AAA级景区
    r"|_(?<![A-Za-z0-9@.\-].)_+(?![A-Za-z0-9@.])|＿+"
    rf"|[○〇◯](?<![{_CN_DIGIT}\d].)[○〇◯]+(?![{_CN_DIGIT}\d])|[△□]{{2,}}"
    r"|[?？](?<![?？].)[?？]+(?=[个项次名人件份条万亿元年月日号％%])"
    r"|[ \u3000](?:(?<=年.)[ \u3000]*月(?:[ \u3000]+日)?|(?<=月.)[ \u3000]*日(?![期常前]))"
    r"|第[ \u3000](?:[ \u3000]*(?=(?:轮|批)?巡[察视])|[ \u3000]+(?=[轮批次届号]))"
    r"|[（(][ \u3000]*[）)]|〔[ \u3000]*〕|【[ \u3000]*】|《[ \u3000]*》"
    r"|\{\{[^{}]{1,30}\}\}|\$\{[^{}]{1,30}\}"
)
_MAYBE_VALUE = re.compile(
    r"x|X|ｘ|Ｘ|×|\*|＊|＿|○|〇|◯|△|□|AAA|__|\?[?？]|？[?？]|\{\{|\$\{|年[ \u3000]|月[ \u3000]|第[ \u3000]"
    r"|\([ \u3000）)]|（[ \u3000）)]|〔[ \u3000〕]|【[ \u3000】]|《[ \u3000》]"
)
_HEDGED = re.compile(
    r"(?<![A-Za-z0-9+＋])[NnＮ](?=[个项次名份件条](?![A-Za-z+]))"  # 1+N个
    r"|某{2,}"
    r"|(?<![\u4e00-\u9fff])某(?=[省市县区镇乡村街路局院校站所科处园队厂])|(?<![\u4e00-\u9fff])某(?=公园|小区|广场|项目)"
    r"|(?<=[在到位于对将从因与和])某(?=[省市县区镇乡村街路局院校站所科处站园队厂公小][^司])"
)
_MAYBE_HEDGED = re.compile("[NnＮ某]")
_MASKED = re.compile(
    r"\d[*＊xX×]{2,20}\d*|(?<![*＊xX×])[*＊xX×]{3,20}\d"
)  # a telephone or identity number made unreadable on purpose
_BALLOT = re.compile(r"[√✓✔]")
_BULLET = re.compile(r"^[ \u3000]*(?:[*＊×](?=[ \u3000])|[*＊](?=注[:：]))")
_BLANKS = " \u3000（()）〔〕【】《》_＿"
_JOIN = 2  # 20XX年X月X日: places this near, on one line, are one


def _runs(text: str, pattern: re.Pattern[str], gate: re.Pattern[str]) -> list[tuple[int, int]]:
    """The places of a pattern, near ones joined. gate: what stands in every match, quickly found."""
    found: list[tuple[int, int]] = []
    if not gate.search(text):
        return found
    ballot = _BALLOT.search(text) is not None
    bullet = _BULLET.match(text)
    masked = [m.span() for m in _MASKED.finditer(text)]
    for match in pattern.finditer(text):
        start, end = match.span()
        if bullet is not None and end <= bullet.end():
            continue
        if ballot and match[0] in "×xX":
            continue
        if any(a <= start and end <= b for a, b in masked) and not _is_year(text, start, end):
            continue
        if found and start - found[-1][1] <= _JOIN and not re.search("[，。；、：]", text[found[-1][1] : start]):
            found[-1] = found[-1][0], end
        else:
            found.append((start, end))
    return found


def _is_year(text: str, start: int, end: int) -> bool:
    """Whether the place is the rest of a year: 20XX年, 202X年."""
    return text[end : end + 1] == "年" and text[max(0, start - 2) : start].isdigit()


def _with_digits(text: str, start: int, end: int) -> tuple[int, int]:
    """The place with the digits before it that belong to the same number."""
    if text[start] not in _BLANKS:
        while start and text[start - 1].isdigit() and text[start - 1].isascii():
            start -= 1
    return start, end


def _outside_residue(text: str, places: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """The places that no advertisement holds; that one goes as a whole."""
    if not places:
        return places
    residue = find_places(text)
    return [(a, b) for a, b in places if not any(p.start < b and a < p.end for p in residue)]


def _values(paragraph: Paragraph, line: int) -> Iterator[Hit]:
    text = paragraph.text
    sure = _outside_residue(text, [_with_digits(text, *place) for place in _runs(text, _VALUE, _MAYBE_VALUE)])
    places = sure or _outside_residue(text, _runs(text, _HEDGED, _MAYBE_HEDGED))
    if not places:
        return
    spans = [Span(line, start, end) for start, end in places]
    more = f"本段共{len(places)}处，" if len(places) > 1 else ""
    first = text[places[0][0] : places[0][1]]
    if sure:
        message = f"“{first}”处没有填写实际内容，{more}请逐处补全。"
    else:
        message = f"“{first}”代替了具体内容，{more}请核对：有意隐去的可以忽略，模板留下的请补全。"
    yield Hit(
        spans[0],
        message,
        related=tuple(Related(s, text[s.start : s.end]) for s in spans[1:]),
        severity=None if sure else Severity.WARNING,
    )


_HINT = (
    r"请?填写|请?填入|待填|待补充|待完善|待定|请补充|请(?:在此)?(?:写明|注明|列出|说明|插入|替换)|此处(?:填|写|应|需|可|请|略|插入|补充|根据)|"
    r"(?:可|请|需)(?:根据|结合)(?:本单位|本部门|各自)?实际(?:情况)?(?:填|写|修改|调整|补充|增删|细化|完善)|"
    r"(?:不少于|不超过|控制在|约)?\d{2,5}字(?:左右|以内|以上|为宜)|另起一[行页]|(?:仅供)?参考(?:模板|范文|格式)|仅供参考|"
    r"如(?:无|没有)[^（）()]{0,20}(?:请?写|填|可不|删)|单位名称|具体(?:时间|日期|数字|数量|人数|名称|措施|事例|事项)|部门名称|填表说明"
)
_BRACKETED = re.compile(
    rf"[（(【\[［<＜](?:[^（()）【】\[\]［］<>＜＞]{{0,40}}?)(?:{_HINT})[^（()）【】\[\]［］<>＜＞]{{0,60}}[）)】\]］>＞]"
)
_TITLE_BEFORE = re.compile(r"《[^《》]{0,60}$")
_OPENING = re.compile(
    r"(?:(?:本部分|本节|此部分|这里)(?:主要|重点|应当?|需|请)?(?:概述|简述|写|填写|说明|介绍|阐述|叙述|汇报)|(?:概述|简述)(?!部分|性|了|得|地)|"
    r"简要(?:概述|说明|介绍|叙述|汇报|写明)|(?:重点|主要)(?:写|填写|写明|叙述)|请(?:简要)?(?:概述|简述|填写|写明|列出|补充)|应(?:写明|列明|包括)|此处(?:填写|应|需|请))"
)
_OPENING_END = re.compile(r"(?:情况|内容|等)[。；]?(?:$|\n)")
_STANDING = re.compile(
    r"(?:^|(?<=[：:，,；;（(。]))[ \u3000]*(?:待补充|待填写|待填|待完善|待核实|待定|暂缺|略)"
    r"(?=[。；;，,）)]?[ \u3000]*(?:$|[。；;\n]))"
)
_ASSISTANT = re.compile(
    r"作为(?:一个|一名)?(?:AI|人工智能)(?:语言)?(?:模型|助手)[^。！]{0,60}[。！]?|(?:以下|下面)是(?:为您|根据您|按照您)[^。！：:]{0,40}[。！：:]"
    r"|(?:希望|以上)[^。！]{0,20}(?:对您有(?:所)?帮助|符合您的(?:要求|需求))[。！]?|请(?:您)?根据(?:本单位)?实际情况(?:进行)?(?:修改|调整|补充|填写|完善|增删)[^。；]{0,20}[。；]?"
)


def _instructions(paragraph: Paragraph, line: int) -> Iterator[Hit]:
    text = paragraph.text
    taken = 0
    for start, end in sorted(_instruction_places(text)):
        if start < taken:
            continue
        taken = end
        yield Hit(
            Span(line, start, end),
            "这里留着模板的写作提示，不是报告的内容；请按提示写上本单位的情况，再删去提示。",
        )


def _instruction_places(text: str) -> Iterator[tuple[int, int]]:
    for pattern in (_BRACKETED, _STANDING, _ASSISTANT):
        for match in pattern.finditer(text):
            start = match.start() + len(match[0]) - len(match[0].lstrip(" \u3000"))
            if not _TITLE_BEFORE.search(text[max(0, start - 61) : start]):
                yield start, match.end()
    indent = len(text) - len(text.lstrip(" \u3000"))
    opening = _OPENING.match(text, indent)
    if opening is not None and _OPENING_END.search(text, max(opening.end(), len(text.rstrip()) - 8)):
        yield indent, len(text.rstrip())


CHECKS = (
    Check(
        code="P101",
        kind="placeholder",
        family=Family.PLACEHOLDERS,
        severity=Severity.ERROR,
        explanation=Explanation(
            summary="数字、日期或名称没有填写",
            why="“XX”“×”“*”“AAA”和空白的年月日是起草时占位用的，留在定稿里，等于关键事实缺失，也让人怀疑材料是套用模板写成的。"
            "“某”代替名称的，可能是有意隐去，请核对。",
            source="公文起草应当“表述准确”（《党政机关公文处理工作条例》第十九条）",
        ),
        bad=(
            Example("清理超期档案⟦XX⟧件，约谈责任人3名。"),
            Example("⟦20XX年X⟧月，局党组召开专题会议。"),
            Example("组织学习⟦*⟧次，覆盖全体党员。"),
            Example("通过⟦AAA⟧群通报整改进度。"),
            Example("请于2021年⟦ 月 日⟧前办结。"),
            Example("区委第⟦××⟧巡察组进驻。"),
            Example("在⟦某⟧公园改造项目中未公开招标。"),
        ),
        good=(
            Example("购置X光机1台，实行7*24小时、7X24小时值班，场地长5米×宽3米。"),
            Example("推行“1+X证书”制度和“党建+N”模式，创建AAA级旅游景区。"),
            Example("联系人电话138****5678，邮箱qhc_sgx@example.gov.cn。"),
            Example("二○二一年六月三十日，会议就某些事项、某项制度作了说明。"),
            Example("符合要求的在表格中打√，不符合的打×。"),
        ),
        paragraph=_values,
    ),
    Check(
        code="P102",
        kind="placeholder",
        family=Family.PLACEHOLDERS,
        severity=Severity.ERROR,
        explanation=Explanation(
            summary="模板的写作提示没有删去",
            why="模板里“概述……等情况”“（此处填写……）”“待补充”一类提示是给起草人看的，留在定稿里，说明这一部分还没有写。",
            source="公文起草应当“内容简洁，主题突出”（《党政机关公文处理工作条例》第十九条）",
        ),
        bad=(
            Example("⟦概述巡察反馈意见指出的问题，党组织加强领导、统筹协调、全面开展整改等情况。⟧"),
            Example("整改情况：⟦（此处填写整改措施和成效）⟧"),
            Example("整改时限：⟦待补充⟧。"),
            Example("⟦【请根据本单位实际情况修改】⟧一、整改工作组织情况"),
            Example("⟦以下是为您撰写的整改报告：⟧"),
        ),
        good=(
            Example("概述部分已按要求压缩篇幅，突出问题和措施。"),
            Example("要求各科室规范填写申请单（含签订时间），对填写不完整的一律退回。"),
            Example("整改台账有待补充完善的，由责任科室三日内补齐。"),
            Example("印发《清河区工程变更管理办法（填写说明）》。"),
        ),
        paragraph=_instructions,
    ),
)
