"""U103 to U105: party bodies and the report's own unit named otherwise than in the rest of the report."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from functools import lru_cache

from desktop.checks.base import Check, Example, Explanation, Family, Fix, Hit, Related, Severity
from desktop.checks.memo import PARAGRAPHS, matches_of
from desktop.report.model import Report
from desktop.text.edits import Edit
from desktop.text.spans import Span

_HAN = "\u4e00-\u9fff"
_BODIES = ("党组", "党委", "党工委", "党总支")
_BODY = re.compile(r"党组(?!织)|党工委|党委(?!会议纪要|托|任|员|派)|党总支")
_ANY_BODY = re.compile(
    r"[（(]$|各级|各单位|上级|下级|基层|机关|直属|各|所属|下属|"
    r"乡镇|有关|相关|同级|原|兄弟|镇街|班子|国有企业|党$"
)
_OWN = re.compile(r"(?:[我本]?(?P<unit>局|院|校|厅|街道|镇|乡|公司|中心|集团|学院|医院|委|办|站|社|会|行|所|队|街))$")
_ORGAN_END = "局院校厅委镇乡司心团会社村区市县省街道园馆站所部办行关级位组"
_MEETING = re.compile(r"(?:会议(?:记录|纪要|研究|制度)?|扩大会议?|理论学习中心组|书记|班子|成员|研究)")
_FEW = 2
_MANY = 5
_KEY = 3

_JOINT = re.compile(rf"(?:联合|会同|协同|商请|协调)(?P<with>[{_HAN}、“”]{{2,40}})")
_SHORT_NAMES = {
    "住房和城乡建设": "住建",
    "人力资源和社会保障": "人社",
    "文化和旅游": "文旅",
    "发展和改革": "发改",
    "市场监督管理": "市监|市场监管",
    "卫生健康": "卫健",
    "城市管理": "城管",
    "工业和信息化": "工信",
    "医疗保障": "医保",
    "自然资源": "自然资源|资源",
    "应急管理": "应急",
    "退役军人事务": "退役军人",
    "农业农村": "农业农村",
    "生态环境": "生态环境|环保",
    "交通运输": "交通|交通运输",
    "行政审批": "审批",
    "民政": "民政",
    "财政": "财政",
    "教育": "教育",
    "审计": "审计",
    "统计": "统计",
    "司法": "司法",
    "公安": "公安",
    "水务": "水务",
    "水利": "水利",
    "商务": "商务",
    "林业": "林业",
}

_SELF = re.compile(r"[我本](?P<unit>局|院|校|厅|镇|乡|街道|公司|集团|医院|学院|会|中心)(?![长员领计际所主馆])")
_SELF_SAME = {"医院": "院", "学院": "院", "集团": "公司"}


_bodies = matches_of(_BODY)
_selves = matches_of(_SELF)
_joints = matches_of(_JOINT)


@lru_cache(maxsize=PARAGRAPHS)
def _party_bodies(text: str, line: int) -> tuple[tuple[str, str, Span, bool], ...]:
    """The party bodies of a paragraph: whose, "" where it does not say, which, its place, and if it is the report's."""
    found = []
    for match in _bodies(text):
        start = match.start()
        before = text[max(0, start - 6) : start]
        if _ANY_BODY.search(before) or text.startswith(("（", "(", "/"), match.end()):
            continue
        own = _OWN.search(before)
        key = before[-_KEY:]
        span = Span(line, start, match.end())
        if own is not None and len(key) == _KEY and re.fullmatch(f"[{_HAN}]+", key):
            alone = own.start() == max(0, len(before) - len(own[0])) and own[0][0] in "我本"
            found.append((key, match[0], span, alone))
        elif _MEETING.match(text, match.end()) and (
            (before[-1:] or "，") not in _ORGAN_END or (own is not None and not re.search(f"[{_HAN}]", before[-2:-1]))
        ):
            found.append(("", match[0], span, True))
    return tuple(found)


def _mixed_body(report: Report) -> Iterator[Hit]:
    """One organisation with two sorts of party body: 局党组 and 局党委."""
    places: dict[str, dict[str, list[Span]]] = defaultdict(lambda: defaultdict(list))
    bare: dict[str, list[Span]] = defaultdict(list)
    for line, text in enumerate(report.document.lines, 1):
        for key, body, span, alone in _party_bodies(text, line) if "党" in text else ():
            if key:
                places[key][body].append(span)
            if alone:
                bare[body].append(span)
    told: set[Span] = set()
    for key, bodies in places.items():
        yield from _minority(report, bodies, f"“{key}”的", told)
    if report.party_body in _BODIES:
        bare[report.party_body] += [s for body in places.values() for s in body.get(report.party_body, ())]
        said = sum(text.count(report.party_body) for text in report.document.lines)
        yield from _minority(report, bare, "本单位的", told, own=report.party_body, said=said)


def _minority(
    report: Report, bodies: dict[str, list[Span]], whose: str, told: set[Span], own: str | None = None, said: int = 0
) -> Iterator[Hit]:
    if len(bodies) < _FEW:
        return
    main = max(bodies, key=lambda body: (body == own, len(bodies[body])))
    if own is not None and (main != own or said < _MANY):
        return
    for body, spans in bodies.items():
        if body == main or len(spans) > _FEW or (own is None and len(bodies[main]) < len(spans)):
            continue
        for span in spans:
            if span in told:
                continue
            told.add(span)
            first = bodies[main][0]
            yield Hit(
                span,
                f"{whose}党组织名称前后不一：别处是“{main}”，这里是“{body}”。",
                (Fix(f"改为“{main}”", (Edit(span, main),)),),
                (Related(first, report.document.line(first.line)[first.start : first.end]),),
            )


def _with_itself(report: Report) -> Iterator[Hit]:
    """The reporting unit said to act jointly with itself."""
    names = _own_names(report.unit or "")
    if not names:
        return
    pattern = re.compile(
        rf"(?:(?<![{_HAN}])|(?<=[市县区州省我、和同合请调]))(?:{'|'.join(names)})局(?!机关|"
        rf"属|长|[{_HAN}]{{0,2}}(?:分局|大队))"
    )
    for line, text in enumerate(report.document.lines, 1):
        for joint in _joints(text):
            for match in pattern.finditer(text, joint.start("with"), joint.end("with")):
                if text[max(0, match.start() - 1) : match.start()] in "省州" or re.search(
                    r"省|州市|上级", text[joint.start() : match.start()]
                ):
                    continue
                span = Span(line, joint.start(), match.end())
                yield Hit(span, f"“{match[0]}”就是本报告的单位（{report.unit}），不会同自己联合；可能是从别处照抄的。")
                break


def _own_names(unit: str) -> list[str]:
    if not unit.endswith("局"):
        return []
    for full, short in _SHORT_NAMES.items():
        if unit.removesuffix("局").endswith(full):
            return [full, *short.split("|")]
    return []


def _other_self(report: Report) -> Iterator[Hit]:
    """我局 in the report of a hospital: words taken over from another unit."""
    found: dict[str, list[Span]] = defaultdict(list)
    for line, text in enumerate(report.document.lines, 1):
        for match in _selves(text):
            unit = _SELF_SAME.get(match["unit"], match["unit"])
            found[unit].append(Span(line, *match.span()))
    counts = Counter({unit: len(spans) for unit, spans in found.items()})
    if len(counts) < _FEW:
        return
    (main, most), *rest = counts.most_common()
    if most < _MANY - 1:
        return
    first = found[main][0]
    for unit, count in rest:
        if count > _FEW or count * _MANY > most * _FEW:
            continue
        for span in found[unit]:
            written = report.document.line(span.line)[span.start : span.end]
            yield Hit(
                span,
                f"本单位在别处自称“{written[0]}{main}”，这里是“{written}”，可能是从别的单位的材料照抄的。",
                related=(Related(first, report.document.line(first.line)[first.start : first.end]),),
            )


_SOURCE = "公文中的机构名称应当使用全称或者规范化简称，前后一致；以本报告的其他地方为对照"

CHECKS = (
    Check(
        code="U103",
        kind="name-inconsistent",
        family=Family.NAMES,
        severity=Severity.ERROR,
        explanation=Explanation(
            summary="党组、党委、党工委混用",
            why="一个单位的领导班子只有一种党组织形式，“局党组”和“局党委”不会同时存在；混用多半是照抄别处材料。",
            source="《中国共产党党组工作条例》、《中国共产党地方委员会工作条例》：党组、"
            "党委、党工委的设立各有规定；" + _SOURCE,
        ),
        bad=(
            Example(
                "更新局党组召开会议。更新局党组研究整改。更新局党组督办。⟦更新局党委⟧约谈责任人。".replace(
                    "⟦更新局党委⟧", "更新局⟦党委⟧"
                )
            ),
            Example("建设街党工委召开会议。建设街党工委督办，建设街⟦党委⟧约谈责任人。"),
        ),
        good=(
            Example("更新局党组召开会议，更新局机关党委配合，各级党委（党组）负责，区委党组织。"),
            Example("更新局党组召开会议，公安局党委配合，向市局党委报告。"),
        ),
        report=_mixed_body,
    ),
    Check(
        code="U104",
        kind="name-inconsistent",
        family=Family.NAMES,
        severity=Severity.ERROR,
        explanation=Explanation(
            summary="本单位同自己“联合”",
            why="报告单位自己就在联合的名单里，这段话多半是从别的部门的材料照抄来的。",
            source=_SOURCE,
        ),
        bad=(
            Example(
                "清河区住房和城乡建设局党组巡察整改进展情况的通报\n区委巡察组对清河区住房和城乡建设局党组进行了巡察。"
                "\n⟦联合区住建局⟧开展检查。"
            ),
            Example(
                "清河区财政局党组巡察整改进展情况的通报\n区委巡察组对清河区财政局党组进行了巡察。"
                "\n⟦会同教育局、财政局⟧清理账户。"
            ),
        ),
        good=(
            Example(
                "清河区住房和城乡建设局党组巡察整改进展情况的通报\n区委巡察组对清河区住房和城乡建设局党组进行了巡察。"
                "\n联合区财政局开展检查，会同省住建厅督导。"
            ),
            Example(
                "清河区财政局党组巡察整改进展情况的通报\n区委巡察组对清河区财政局党组进行了巡察。"
                "\n会同教育局清理账户，财政局机关参加。"
            ),
        ),
        report=_with_itself,
    ),
    Check(
        code="U105",
        kind="name-inconsistent",
        family=Family.NAMES,
        severity=Severity.WARNING,
        explanation=Explanation(
            summary="自称前后不一",
            why="全文自称“我局”，个别地方写“我院”，多半是套用别的单位材料留下的。",
            source=_SOURCE,
        ),
        bad=(
            Example("我局召开会议。我局修订制度。我局清理台账。我局组织学习。\n⟦我院⟧组织医护人员培训。"),
            Example("我局召开会议，我局修订制度，我局清理台账，我局约谈，我局公开。\n⟦本公司⟧职工参加。"),
        ),
        good=(
            Example("我局召开会议，我局修订制度，我局清理台账，我局组织学习，我局局长、我区各单位参加。"),
            Example("我院召开会议，我院修订制度，我院清理台账，我院组织学习，本医院职工参加。"),
        ),
        report=_other_self,
    ),
)
