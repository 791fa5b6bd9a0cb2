"""Title, kind, unit, party body, inspector and date of a report."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from desktop.report.model import Kind
from desktop.report.scanning import Scanned

_GENRES = r"(?:通报|报告|公示|公告|方案|汇报|情况|总结|材料|台账|通知)"
_TITLE_END = re.compile(rf"{_GENRES}(?:[（(][^（()）]{{1,20}}[）)])?$")
_TITLE_MAX = 90
_DATE = re.compile(r"(?<!\d)(20\d\d|19\d\d)\s*[年.\-/]\s*(\d{1,2})\s*[月.\-/]\s*(\d{1,2})\s*日?")
_DATE_CHINESE = re.compile(
    r"二[〇○0零OＯo][一二三四五六七八九〇○零0]{2}年[一二三四五六七八九十]{1,2}月[一二三四五六七八九十]{1,3}日"
)
_NUMBER = r"[一二三四五六七八九十\dxX×*]{1,3}"
_LEVEL = r"(?:省|自治区|市|县|区|州|盟|旗|镇|街道|集团|大学|公司|学校|局|厅|部)"
_COMMITTEE = rf"(?:中央|国家|[\u4e00-\u9fffxX×*]{{0,8}}?{_LEVEL}?(?:党委|委|党组|党工委))"
_TEAM = re.compile(
    rf"(?P<who>(?:九届|十届|十[一二三四五]届)?{_COMMITTEE})?(?P<team>(?:提级|交叉|机动|专项|联动|常规)?(?:第{_NUMBER}轮)?"
    rf"(?:第{_NUMBER})?(?:提级|交叉|机动|专项|联动)?巡[视察](?:第)?(?:{_NUMBER})?组(?:、(?:{_NUMBER}组、?)+)?)"
)
_TEAM_HINT = re.compile(r"巡[视察](?:第)?[^，。；、\n]{0,3}组")
_TEAM_REACH = 40
_BODIES = ("党工委", "党总支", "党支部", "党组", "党委")
_TARGET = re.compile(
    r"对(?P<unit>[^，。；、]{2,40}?)(?:开展|进行|实施)(?:了)?(?:[^，。]{0,16})?(?:巡[视察]|政治巡[视察]|巡[视察]“回头看”|为期)"
)
_SELF_UNIT = re.compile(
    r"(?:现将|将)(?P<unit>[^，。；]{2,30}?)(?:党组|党委|党工委|党总支|党支部)?(?:\d{0,4}|\*|[xX]+)年?以来"
)
_TITLE_UNIT = re.compile(r"^(?P<unit>.{2,40}?)(?:关于|巡[视察]整改|整改)")
_ALIAS = re.compile(r"[（(]以下(?:统一)?简称[^）)]*[）)]")
_PLACEHOLDER = re.compile(r"[xX×*某]{1,4}")
_HEAD_LINES = 4
_TAIL_LINES = 8
_SHORT_DATE_LINE = 40
_CACHED = 16_384


@dataclass(frozen=True, slots=True)
class Meta:
    """The facts at the head of a report; lines are 1-based, None where the text does not say."""

    title: str | None
    title_line: int | None
    kind: Kind
    unit: str | None
    party_body: str
    inspector: str | None
    date: date | None
    date_line: int | None


def find_title(scanned: Sequence[Scanned]) -> tuple[str | None, int | None]:
    """The title and its line: the first line, or the first lines joined, that end in the name of a document."""
    heads = [s for s in scanned if not s.blank][:_HEAD_LINES]
    joined = ""
    first: int | None = None
    for s in heads:
        if s.label is not None or "。" in s.clean or len(s.clean) > _TITLE_MAX or s.clean.endswith(("：", ":")):
            break
        if _DATE.fullmatch(s.clean) or re.fullmatch(r"[^\w]*\w{0,12}[〔\[【（(]\d{4}[〕\]】）)]第?\d+号", s.clean):
            continue
        joined += s.clean
        first = first or s.line
        if _TITLE_END.search(joined):
            return joined, first
    return None, None


def find_date(scanned: Sequence[Scanned]) -> tuple[date | None, int | None]:
    """The report's own date: a line of its own under the title, or near the end under the signature."""
    filled = [s for s in scanned if not s.blank]
    for s in [*filled[1:_HEAD_LINES], *reversed(filled[-_TAIL_LINES:])]:
        if len(s.clean) > _SHORT_DATE_LINE:
            continue
        found = _read_date(s.clean)
        if found is not None:
            return found, s.line
    return None, None


def _read_date(text: str) -> date | None:
    match = _DATE.search(text)
    if match is None or "至" in text:
        return None
    try:
        return date(int(match[1]), int(match[2]), int(match[3]))
    except ValueError:
        return None


def _teams(text: str) -> Iterator[re.Match[str]]:
    """Where inspection teams are named; only the surroundings of 巡视 and 巡察 are looked at, for speed."""
    end = 0
    for hint in _TEAM_HINT.finditer(text):
        if hint.start() >= end:
            match = _TEAM.search(text, max(end, hint.start() - _TEAM_REACH), hint.end() + _TEAM_REACH)
            if match:
                end = match.end()
                yield match


@lru_cache(maxsize=_CACHED)  # after an edit all other paragraphs are as they were
def _teams_named(text: str) -> tuple[tuple[str, int], ...]:
    """The inspection teams of a paragraph with what each mention weighs."""
    found = []
    for match in _teams(text):
        who = re.sub(r"^.*?(?:日|月|，|、|根据|按照|由|经|向|对|至|和|与|的|于|了|及)", "", match["who"] or "")
        team = match["team"]
        specific = bool(re.search(rf"第?{_NUMBER}组|组、|第{_NUMBER}巡|交叉|提级|机动", team))
        found.append((who + team, (2 if specific else 1) * (2 if who else 1)))
    return tuple(found)


def find_inspector(head: str, lines: Iterable[str]) -> str | None:
    """The inspection team: the name in the opening words that is the fullest, or the most frequent in the text."""
    counts: Counter[str] = Counter()
    in_head = [named for line in head.split("\n") for named in _teams_named(line)]
    for name, weight in in_head:
        counts[name] += 3 * weight
    for line in lines:
        for name, weight in _teams_named(line):
            counts[name] += weight
    if not counts:
        return None
    best = max(counts, key=lambda name: (counts[name], len(name)))
    if not in_head:
        return best if counts[best] > 1 else None
    return best


def find_party_body(title: str, head: str, text: str, unit: str) -> str:
    """How the reporting body calls itself: 党组, 党委, 党工委, 党总支, 党支部, or 其他."""
    for source in (title, *(m[0] for m in _TARGET.finditer(head))):
        for body in _BODIES:
            if body in source.replace("区党委第", "").replace("市党委", ""):
                return body
    if re.search(r"(?:中共)?[\u4e00-\u9fff]{2,10}(?:省|市|县|区|旗|州|镇|乡)委(?:关于|$)", title):
        return "党委"
    for source in (title, unit):
        if re.search(r"街道工委|(?<!党)工委", source):
            return "党工委"
    if re.search(r"委(?:办公室|宣传部|组织部|统战部|政法委|党校|[\u4e00-\u9fff]{0,4}办)", title):
        return "其他"
    counts = {
        body: len(re.findall(rf"(?:我|本|局|院|校|公司|街道|镇|乡|市局|县局|区局){body}", head + text))
        for body in _BODIES
    }
    best = max(counts, key=lambda b: counts[b])
    if counts[best] >= 1:
        return best
    own = re.search(r"向(?:我|本)?[^，。]{0,20}?(党组|党委|党工委|党总支|党支部)(?:进行)?反馈", head)
    return own[1] if own else "其他"


def find_unit(title: str, head: str) -> str | None:
    """The reporting unit: from the title where it names one, else whom the inspection visited."""
    match = _TITLE_UNIT.match(title)
    if match and not match["unit"].startswith(("关于", "巡察", "巡视")):
        return _plain_unit(match["unit"])
    for pattern in (_TARGET, _SELF_UNIT):
        found = pattern.search(_ALIAS.sub("", head))
        if found:
            unit = _plain_unit(found["unit"])
            if unit and unit not in ("我", "本", "我局", "我单位", "我街道"):
                return unit
    own = re.search(r"向(?:我|本)?(?P<unit>[^，。]{2,24}?(?:党组|党委|党工委))(?:进行)?(?:了)?反馈", head)
    return _plain_unit(own["unit"]) if own else None


def _plain_unit(name: str) -> str:
    name = re.sub(r"[（(]以下.*", "", name).strip()
    name = re.sub(r"(?:党组织|党组|党委|党工委|党总支|党支部)$", "", name) or name
    return re.sub(r"^中共(?=.{2,}(?:局|院|厅|校|公司|科协|中心|机关|委员会|市|县|区)(?:[（(].*[）)])?$)", "", name)


def find_kind(title: str, text: str, from_sections: Kind | None) -> Kind:
    """What sort of document: a 报告 that says 予以公布 is a published notice."""
    if from_sections is not None:
        return from_sections
    published = re.search(r"予以(?:公布|公开|公示|通报)|向社会(?:公布|公开)|欢迎.{0,30}监督", text) is not None
    if re.search(r"通报|公示|公告", title):
        return Kind.NOTICE
    if re.search(r"方案|清单|计划", title) and "情况" not in title:
        return Kind.PLAN
    if re.search(r"自查|自评", title):
        return Kind.SELF_EXAMINATION
    if published:
        return Kind.NOTICE
    if re.search(r"报告|汇报|情况|总结", title):
        return Kind.REPORT
    if re.search(r"巡[视察].{0,400}整改", text, re.DOTALL):
        return Kind.REPORT
    return Kind.OTHER


def read_meta(scanned: Sequence[Scanned], introduction: int | None, from_sections: Kind | None) -> Meta:
    """The facts at the head. introduction: line of the opening paragraph, None without one."""
    title, title_line = find_title(scanned)
    when, date_line = find_date(scanned)
    if date_line is not None and date_line == introduction:
        when, date_line = None, None
    head = scanned[introduction - 1].clean if introduction else "\n".join(s.clean for s in scanned[:_HEAD_LINES])
    text = "\n".join(s.clean for s in scanned)
    salutation = next(
        (s.clean.rstrip("：:") for s in scanned[:3] if s.clean.endswith(("：", ":")) and "巡" in s.clean), ""
    )
    unit = find_unit(title or "", head)
    return Meta(
        title=title,
        title_line=title_line,
        kind=find_kind(title or "", text, from_sections),
        unit=unit,
        party_body=find_party_body(title or "", head, text, unit or ""),
        inspector=find_inspector(head + salutation, [part for s in scanned for part in s.clean.split("\n")]),
        date=when,
        date_line=date_line,
    )
