"""W101, W103–W105: wrong forms that lists and patterns tell."""

from __future__ import annotations

import functools
import re
import tomllib
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from desktop import resources
from desktop.checks.base import Check, Example, Explanation, Family, Fix, Hit, Severity
from desktop.checks.normal_text import normal_text
from desktop.text.document import Paragraph
from desktop.text.edits import Edit
from desktop.text.spans import Span


@dataclass(frozen=True, slots=True)
class _Form:
    """A wrong form. not_after, not_before: characters beside which it is two words that meet."""

    wrong: str
    right: str
    not_after: str
    not_before: str


@functools.cache
def _forms(name: str) -> dict[str, tuple[_Form, ...]]:
    """The wrong forms of one list by their first two characters."""
    data = tomllib.loads(resources.path("confusables", "nonwords.toml").read_text(encoding="utf-8"))
    found: defaultdict[str, list[_Form]] = defaultdict(list)
    for entry in data[name].split():
        wrong, rest = entry.split("=", 1)
        rest, _, before = rest.partition("$")
        right, _, after = rest.partition("^")
        found[wrong[:2]].append(_Form(wrong, right, after, before))
    return {pair: tuple(sorted(forms, key=lambda f: -len(f.wrong))) for pair, forms in found.items()}


@functools.cache
def _pairs(name: str) -> frozenset[str]:
    return frozenset(_forms(name))


def _listed(paragraph: Paragraph, line: int, name: str) -> Iterator[tuple[_Form, Span, tuple[Edit, ...]]]:
    normal = normal_text(paragraph.text)
    text = normal.text
    forms = _forms(name)
    places: dict[int, _Form] = {}
    for pair in _pairs(name) & normal.pairs:
        at = text.find(pair)
        while at >= 0:
            for form in forms[pair]:
                if text.startswith(form.wrong, at) and _whole(text, at, form):
                    places.setdefault(at, form)
                    break
            at = text.find(pair, at + 1)
    taken = 0
    for at, form in sorted(places.items()):
        if at >= taken:
            taken = at + len(form.wrong)
            yield form, normal.span(line, at, taken), normal.edits(line, at, taken, form.right)


def _whole(text: str, at: int, form: _Form) -> bool:
    end = at + len(form.wrong)
    return not (at and text[at - 1] in form.not_after) and not (end < len(text) and text[end] in form.not_before)


def _certain(paragraph: Paragraph, line: int) -> Iterator[Hit]:
    for form, span, edits in _listed(paragraph, line, "certain"):
        message = f"“{form.wrong}”是错误的写法，应为“{form.right}”。"
        yield Hit(span, message, (Fix(f"改为“{form.right}”", edits, certain=True),))


def _likely(paragraph: Paragraph, line: int) -> Iterator[Hit]:
    for form, span, edits in _listed(paragraph, line, "likely"):
        message = f"这里一般写作“{form.right}”。"
        severity = Severity.INFO if form.wrong.startswith(("其它", "做出")) else None  # a matter of house style
        yield Hit(span, message, (Fix(f"改为“{form.right}”", edits),), severity=severity)
    for match in _UNTIL.finditer(paragraph.text):
        span = Span(line, *match.span(1))
        fix = Fix("改为“截至”", (Edit(span, "截至"),))
        yield Hit(span, "后面是时间，应当用“截至”；“截止”不能带时间。", (fix,))
    for match in _TILL_NOW.finditer(paragraph.text) if "至目前" in paragraph.text else ():
        span = Span(line, *match.span())
        yield Hit(span, "“至目前”前面缺字，应写“截至目前”。", (Fix("改为“截至目前”", (Edit(span, "截至目前"),)),))


_UNTIL = re.compile(r"(截止)(?:到|于)?(?=(?:20)?\d{2,4}年|\d{1,2}月|本月|上月|今年|[xX×*]+年|巡[察视]|现阶段|反馈)")
_TILL_NOW = re.compile(r"(?:(?<=[。；，：])|^)至目前(?=[，,已共])")

_MANNER = (
    "有针对性|针对性|有计划|有步骤|有重点|有组织|有条不紊|创造性|图文并茂|旗帜鲜明|坚定不移|持之以恒|实事求是|因地制宜|一如既往|"
    "扎扎实实|认认真真|原原本本|不折不扣|毫不犹豫|最大限度|毫不松懈|积极主动|循序渐进|潜移默化|源源不断|卓有成效|及时有效|更好|更加有效"
)
_VERBS = (
    "开展|推进|落实|制定|解决|加强|完善|提高|提升|推动|组织|进行|抓好|做好|发挥|完成|履行|贯彻|执行|参与|参加|展现|展示|展开|招聘|提出|"
    "查找|帮助|化解|处置|回应|修订|出台|召开|举办|补齐|防范|排查|整改|引导|促进|实施|把握|运用|反映|服务|学习|宣传|部署|选派|安排|增强|强化|督促|调整|优化|加大|提醒"
)
_ADVERB = re.compile(
    rf"(?:{_MANNER})(的)(?:{_VERBS})(?=[\u4e00-\u9fff“《])(?!的|力度|能力|水平|效果|情况|工作|措施|方案|活动|方法|办法|机制)"
)
_BARE_ADVERB = re.compile(
    r"(?<=有针对性)(?=(?:制定|开展|提出|解决|组织|进行|加强|推进|实施|整改|落实|采取|研究)[\u4e00-\u9fff“《])"
)
_DEGREE = re.compile(
    r"(?<=[做抓干学管查写])(的)(?=(?:还|更加?|很|较|比较|不够|最|相当|非常|不)(?:到位|好|扎实|细|实|深|透|规范|及时|及格|不够|不到位|充分))"
)


def _particles(paragraph: Paragraph, line: int) -> Iterator[Hit]:
    text = paragraph.text
    if "的" in text:
        for match in _ADVERB.finditer(text):
            if re.search(
                r"(?:开展|进行|作出|做出|采取|形成|[是为])\Z", text[max(0, match.start() - 2) : match.start()]
            ):
                continue
            yield Hit(
                Span(line, match.start(), match.end()),
                "动词前面的状语用“地”。",
                (Fix("改为“地”", (Edit(Span(line, *match.span(1)), "地"),)),),
            )
        for match in _DEGREE.finditer(text):
            span = Span(line, *match.span(1))
            yield Hit(span, "动词后面的补语用“得”。", (Fix("改为“得”", (Edit(span, "得"),)),))
    if "有针对性" in text:
        for match in _BARE_ADVERB.finditer(text):
            at = match.start()
            yield Hit(
                Span(line, at - 4, at + 2),
                "“有针对性”修饰动词，后面应有“地”。",
                (Fix("补上“地”", (Edit(Span(line, at, at), "地"),)),),
            )


_MEASURES = (
    "年个名人元余多份件户亩平万次项条家套千亿吨公米小分字本册张支枚辆台盏株棵号版届期天日月页处所级"
    "和与、及楼室型款标准至到—-"
)
_YEAR = re.compile(
    r"(?<![\d〔\[（(.．\-—－~～至到第A-Za-z/、号])20[0-3]\d"
    rf"(?=以来|至今|上半年|下半年|年度|度(?!假)|[\u4e00-\u9fff])(?![{_MEASURES}])"
)
DAY_LOST_BEFORE = (
    "出台", "召开", "开展", "印发", "下发", "组织", "举办", "完成", "制定", "发布", "收到", "上午", "下午", "前完成"
)  # fmt: skip
_DAY = re.compile(rf"(?<![\d.])(?:1[0-2]|[1-9])月(?:3[01]|[12]\d|[1-9])(?={'|'.join(DAY_LOST_BEFORE)})")
_AREA = re.compile(
    r"(?<=[\d万亿余多])平方(?=[\u4e00-\u9fff，。；])(?!米|公里|千米|分米|厘米|毫米|公尺|根|数|英|市|丈|尺)"
)
_YEARS = re.compile(
    r"(?<![\d〔\[（(《.\-—])20[0-3]\d[-—–~～至]20[0-3]\d(?=[\u4e00-\u9fff])(?![年届级度学采供赛雪榨财和与、及]|号|元)"
)
_ABOUT = re.compile(r"(?<![\d.:：%])\d{1,4}(?=左右(?:家|名)?(?:单位|企业|人员|干部|党员|项目|问题))")

# What is lost after a number: what stands in every match, the pattern, what belongs at its end.
_LOST = (("20", _YEAR, "年"), ("20", _YEARS, "年"), ("月", _DAY, "日"), ("平方", _AREA, "米"), ("左右", _ABOUT, "个"))
_DRAWN_UP = re.compile(r"(?:研究|组织|修订|起草|联合)(制度)(?=《)")


def _lost(paragraph: Paragraph, line: int) -> Iterator[Hit]:
    text = paragraph.text
    for key, pattern, lost in _LOST:
        if key not in text:
            continue
        for match in pattern.finditer(text):
            end = match.end()
            yield Hit(
                Span(line, match.start(), end),
                f"“{match[0]}”后缺“{lost}”。",
                (Fix(f"补上“{lost}”", (Edit(Span(line, end, end), lost),)),),
                severity=Severity.WARNING if pattern is _YEARS else None,
            )
    for match in _DRAWN_UP.finditer(text) if "制度《" in text else ():
        span = Span(line, *match.span(1))
        yield Hit(span, "文件应当“制定”，“制度”是误写。", (Fix("改为“制定”", (Edit(span, "制定"),)),))


_SOURCE = "《现代汉语词典》（第7版）；公文起草应当“文字精练、表述准确”（《党政机关公文处理工作条例》第十九条）"

CHECKS = (
    Check(
        code="W101",
        kind="typo",
        family=Family.TEXT,
        severity=Severity.ERROR,
        explanation=Explanation(
            summary="错别字",
            why="“布署”“惯彻”“台帐”“签定”这类写法在规范的文字里并不存在，一定是错字，可以直接改正。",
            source=_SOURCE,
        ),
        bad=(
            Example("全面⟦布署⟧整改工作，⟦惯彻⟧上级要求。", mended="全面部署整改工作，贯彻上级要求。"),
            Example("建立整改⟦台帐⟧，逐项销号。", mended="建立整改台账，逐项销号。"),
            Example("工作⟦己完成⟧，双方⟦签定⟧协议。", mended="工作已完成，双方签订协议。"),
            Example("⟦近一步⟧规范资金使用，⟦给于⟧适当奖励。", mended="进一步规范资金使用，给予适当奖励。"),
        ),
        good=(
            Example("由各科室自己完成自查，推进一部门一清单，裁撤底层机构。"),
            Example("预防碍航事故，分析渎职案件，精深人才队伍建设。"),
        ),
        paragraph=_certain,
    ),
    Check(
        code="W104",
        kind="typo",
        family=Family.TEXT,
        severity=Severity.WARNING,
        explanation=Explanation(
            summary="易混词用错",
            why="“截止”不能带时间，“截至目前”不能写成“截止目前”；“作出决定”“会议记录”“差旅费”等有通行的写法。两种写法都是词，请按意思核对。",
            source=_SOURCE,
        ),
        bad=(
            Example("⟦截止目前⟧，已完成整改31项。"),
            Example("⟦至目前⟧，未再出现同类问题。"),
            Example("⟦截止⟧2021年6月底，收缴资金3万元。"),
            Example("局党组⟦做出具体部署⟧，如实填写⟦会议纪录⟧。"),
            Example("⟦尽依靠⟧抽查发现问题。"),
        ),
        good=(
            Example("报名截止日期为6月30日，截至目前已有30人报名。"),
            Example("会议作出决定，工作人员做好会议记录，打破世界纪录。"),
        ),
        paragraph=_likely,
    ),
    Check(
        code="W103",
        kind="typo",
        family=Family.TEXT,
        severity=Severity.WARNING,
        explanation=Explanation(
            summary="“的”“地”“得”用错",
            why="修饰动词用“地”，动词后的补语用“得”，修饰名词用“的”：“有针对性地开展”“做得还不到位”。",
            source="《现代汉语词典》（第7版）；教学语法通行规则",
        ),
        bad=(
            Example("⟦有针对性的开展⟧警示教育。"),
            Example("⟦有计划的招聘⟧专业技术人员。"),
            Example("日常监督做⟦的⟧还不到位。"),
            Example("⟦有针对性制定⟧管控措施。"),
        ),
        good=(
            Example("有针对性地开展警示教育，采取有针对性的措施，制定有针对性的整改方案。"),
            Example("日常监督做得还不到位，所做的工作还不够。"),
        ),
        paragraph=_particles,
    ),
    Check(
        code="W105",
        kind="typo",
        family=Family.TEXT,
        severity=Severity.ERROR,
        explanation=Explanation(
            summary="数字、日期后缺字",
            why="年份后漏“年”，日期后漏“日”，面积后漏“米”，或者把“制定”写成“制度”，都是抄写时丢字错字。",
            source="GB/T 15835—2011《出版物上数字用法》",
        ),
        bad=(
            Example("针对⟦2013⟧以来的账目逐笔核对。"),
            Example("⟦2022⟧研究意识形态工作不足2次。"),
            Example("对⟦2020-2021⟧公务用车费用进行排查。"),
            Example("⟦3月15⟧出台管理办法，建成3万⟦平方⟧标准厂房。"),
            Example("研究⟦制度⟧《清河区城市更新局会议办法》。"),
        ),
        good=(
            Example("2013年以来，发放补贴2022元，清理档案2015件。"),
            Example("《清河区2020—2025年规划》（清政发〔2021〕5号），2020-2021学年。"),
        ),
        paragraph=_lost,
    ),
)
