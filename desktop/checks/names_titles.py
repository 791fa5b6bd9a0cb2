"""U2xx: documents, teams and offices whose names differ from one place of a report to another."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from functools import lru_cache
from itertools import pairwise

from desktop.checks.base import Check, Example, Explanation, Family, Fix, Hit, Related, Severity
from desktop.checks.memo import PARAGRAPHS
from desktop.report.model import Report
from desktop.text.edits import Edit
from desktop.text.spans import Span

_FEW = 2
_MANY = 5
_TITLE = re.compile(r"《(?P<title>[^《》\n]{6,90})》")
_ISSUE_TITLE = re.compile(r"《(?P<title>[^《》\n]{2,30}(?<!转发)关于印发[^《》\n]{4,80})》")
_TITLE_END = re.compile(r"(?:通知|函|批复|意见|公告|决定|通报|请示|报告)(?:[（(][^（）()]{1,12}[）)])?$|[.…]+$")
_DIGIT = re.compile(r"[\d一二三四五六七八九十年月日xX×*]")
_MEANING = frozenset("和与及的、等于对在关为“”‘’ （）()")
_LONG_TITLE = 10
_MOST_TITLES = 60
_STEM = 3
_HANZI = re.compile(r"[\u4e00-\u9fff]+")
_ORGAN = re.compile(r"局(?![长面限势势部机])|馆(?![长内])|联谊会|协会|学会|大厅|委员会|服务中心")
_MIDDLE = frozenset(
    (
        "管理",
        "监督",
        "服务",
        "事务",
        "人士",
        "交流",
        "保障",
        "技术",
        "卫生",
        "监察",
        "信息",
        "建设",
        "执法",
        "行政",
        "公共",
    )
)
_LONG_CORE = 6
_GENRE = re.compile(r"(?P<genre>办法|制度|规定|细则|方案|规则|实施纲要|纲要|规划)(?P<tail>（[^（）]{1,12}）)?$")
_NUMBERED = re.compile(
    r"《(?P<title>[^《》\n]{4,90})》[（(](?P<number>[\u4e00-\u9fff]{2,12}〔(?:19|"
    r"20)\d{2}〕\d{1,4}号)[）)]"
)
_OFFICE = re.compile(r"派驻纪检(?P<kind>监察)?组")
_REGION = re.compile(r"自治区(?=第[一二三四五六七八九十]{1,3}巡视组|委第|巡视组)")


def _titles(report: Report) -> Iterator[Hit]:
    """Titles that are the same but for one or two characters."""
    first: dict[str, Span] = {}
    counts: Counter[str] = Counter()
    for line, text in enumerate(report.document.lines, 1):
        if "《" not in text:
            continue
        for match in _TITLE.finditer(text):
            title = match["title"].replace("〈", "").replace("〉", "").replace(" ", "")
            counts[title] += 1
            first.setdefault(title, Span(line, *match.span("title")))
    buckets: dict[str, list[str]] = defaultdict(list)
    for title in first:
        if len(title) >= _MANY + _FEW:
            buckets[title[:_FEW]].append(title)
            buckets["…" + title[-_FEW - _FEW :]].append(title)
    told: set[frozenset[str]] = set()
    for bucket in buckets.values():
        for a, b in pairwise(sorted(bucket)) if len(bucket) > _MOST_TITLES else _all_pairs(bucket):
            pair = frozenset((a, b))
            if pair in told or not _slip(a, b):
                continue
            told.add(pair)
            early, late = sorted((a, b), key=lambda t: first[t])
            wrong = late if counts[late] <= counts[early] else early
            right = early if wrong == late else late
            span = first[wrong]
            yield Hit(
                span,
                f"文件名称前后不一：“{wrong}”，别处是“{right}”，请核对。",
                (Fix(f"改为“{right}”", (Edit(span, right),)),),
                (Related(first[right], right),),
            )


def _all_pairs(titles: list[str]) -> Iterator[tuple[str, str]]:
    for at, a in enumerate(titles):
        for b in titles[at + 1 :]:
            yield a, b


def _slip(a: str, b: str) -> bool:
    """Whether one title is a slip of the other: up to two characters apart, no number among them."""
    if abs(len(a) - len(b)) > _FEW or min(len(a), len(b)) < _MANY + _FEW:
        return False
    head = 0
    while head < min(len(a), len(b)) and a[head] == b[head]:
        head += 1
    tail = 0
    while tail < min(len(a), len(b)) - head and a[-1 - tail] == b[-1 - tail]:
        tail += 1
    left, right = a[head : len(a) - tail], b[head : len(b) - tail]
    if max(len(left), len(right)) > _FEW or _DIGIT.search(left + right):
        return False
    if set(left + right) <= _MEANING:
        return True
    if min(len(a), len(b)) < _LONG_TITLE:
        return False
    # 管理 lost from a long title, or one character changed: another document would differ by a word of two
    return not left or not right or (len(left) == len(right) == 1)


def _issued(report: Report) -> Iterator[Hit]:
    """关于印发… that does not end in 的通知."""
    for line, text in enumerate(report.document.lines, 1):
        if "关于印发" not in text:
            continue
        for match in _ISSUE_TITLE.finditer(text):
            title = match["title"]
            if _TITLE_END.search(title):
                continue
            span = Span(line, match.start(), match.end())
            at = match.end() - 1
            yield Hit(
                span,
                "以“关于印发”开头的是通知，名称应当以“的通知”结尾；只说被印发的文件时，用它自己的名称。",
                (Fix("补上“的通知”", (Edit(Span(line, at, at), "的通知"),)),),
            )


def _same_but_genre(report: Report) -> Iterator[Hit]:
    """《…实施办法》 here and 《…实施方案》 there."""
    first: dict[str, tuple[str, Span]] = {}
    told: set[str] = set()
    for line, text in enumerate(report.document.lines, 1):
        if "《" not in text:
            continue
        for match in _TITLE.finditer(text):
            title = match["title"]
            genre = _GENRE.search(title)
            if genre is None or genre.start() < _LONG_CORE or title in told:
                continue
            span = Span(line, *match.span("title"))
            earlier = first.setdefault(title[: genre.start()], (title, span))
            if earlier[0] == title or _without_tail(earlier[0]) == _without_tail(title):
                continue
            told.add(title)
            yield Hit(
                span,
                f"《{title}》与前面的《{earlier[0]}》只差文种，请核对是不是同一份文件。",
                related=(Related(earlier[1], earlier[0]),),
            )


def _without_tail(title: str) -> str:
    return re.sub(r"（[^（）]{1,12}）$", "", title)


def _two_titles(report: Report) -> Iterator[Hit]:
    """One document number with two titles."""
    first: dict[str, tuple[str, Span]] = {}
    for line, text in enumerate(report.document.lines, 1):
        if "〔" not in text:
            continue
        for match in _NUMBERED.finditer(text):
            span = Span(line, *match.span("title"))
            title = match["title"]
            earlier, place = first.setdefault(match["number"], (title, span))
            if (
                _core(earlier) != _core(title)
                and _core(earlier) not in _core(title)
                and _core(title) not in _core(earlier)
            ):
                yield Hit(
                    span,
                    f"文号“{match['number']}”前面对应的是《{earlier}》，这里是《{title}》，名称或文号有误。",
                    related=(Related(place, earlier),),
                )


def _core(title: str) -> str:
    return re.sub(r"[^\u4e00-\u9fff]", "", _without_tail(title))


def _discipline_team(report: Report) -> Iterator[Hit]:
    """派驻纪检组 beside 派驻纪检监察组; a region's team without its 党委."""
    old: list[Span] = []
    full: list[Span] = []
    for line, text in enumerate(report.document.lines, 1):
        if "组" not in text:
            continue
        for match in _OFFICE.finditer(text):
            (full if match["kind"] else old).append(Span(line, *match.span()))
        for match in _REGION.finditer(text):
            span = Span(line, *match.span())
            fix = Fix("改为“自治区党委”", (Edit(span, "自治区党委"),))
            yield Hit(span, "巡视组由自治区党委派出，应当写“自治区党委”。", (fix,))
    if full and old and len(old) <= len(full) + _FEW:
        for span in old:
            fix = Fix("改为“派驻纪检监察组”", (Edit(span, "派驻纪检监察组"),))
            yield Hit(span, "别处写的是“派驻纪检监察组”，名称前后不一。", (fix,), (Related(full[0], "派驻纪检监察组"),))


@lru_cache(maxsize=PARAGRAPHS)
def _organs_in(text: str) -> tuple[tuple[bool, tuple[str, str], int, int], ...]:
    """Names of organs: whether with a word in the middle, the words around that, and the place."""
    found = []
    for match in _ORGAN.finditer(text):
        before = text[max(0, match.start() - _STEM - _FEW) : match.start()]
        word = before[-_FEW:]
        stem = before[-_STEM:]
        if len(stem) == _STEM and _HANZI.fullmatch(stem) and word not in _MIDDLE:
            found.append((False, (stem, match[0]), match.start() - _STEM, match.end()))
        if word in _MIDDLE and len(before) == _STEM + _FEW and _HANZI.fullmatch(before):
            found.append((True, (before[:_STEM], match[0]), match.start() - _STEM - _FEW, match.end()))
    return tuple(found)


def _clipped(report: Report) -> Iterator[Hit]:
    """大数据局 beside 大数据管理局: a name with a word of its middle left out."""
    lines = report.document.lines
    named = [(line, found) for line, text in enumerate(lines, 1) if (found := _organs_in(text))]
    full: dict[tuple[str, str], Span] = {}
    for line, found in named:
        for whole, key, start, end in found:
            if whole and key not in full:
                full[key] = Span(line, start, end)
    if not full:
        return
    short: dict[tuple[str, str], list[Span]] = defaultdict(list)
    for line, found in named:
        for whole, key, start, end in found:
            if not whole and key in full:
                short[key].append(Span(line, start, end))
    for key, spans in short.items():
        last = full[key]
        written, right = "".join(key), lines[last.line - 1][last.start : last.end]
        related = [Related(s, lines[s.line - 1][s.start : s.end]) for s in (*spans[1:], last)]
        more = f"，全文共{len(spans)}处" if len(spans) > 1 else ""
        yield Hit(spans[0], f"这里写“{written}”，别处写“{right}”，名称前后不一{more}。", related=tuple(related))


_SOURCE = "公文引用应当先引标题，后引发文字号（《党政机关公文处理工作条例》实施要求）；以本报告的其他地方为对照"

CHECKS = (
    Check(
        code="U201",
        kind="name-inconsistent",
        family=Family.NAMES,
        severity=Severity.WARNING,
        explanation=Explanation(
            summary="同一份文件的名称前后差一两个字",
            why="文件名称差一两个字，读者不知道是一份文件还是两份，也查不到原件。",
            source="公文引用应当先引标题，后引发文字号（《党政机关公文处理工作条例》实施要求）；"
            "以本报告的其他地方为对照",
        ),
        bad=(
            Example("印发《清河区城市更新项目管理办法》。\n落实《⟦清河区城市更新项目的管理办法⟧》。"),
            Example("制定《城市更新项目资金使用管理暂行办法》。\n执行《⟦城市更新项目资金使用管理暂行法⟧》。"),
        ),
        good=(
            Example("印发《公务接待管理办法》《公务用车管理办法》《党费收缴办法》《党费使用办法》。"),
            Example("印发《2020年城市更新工作要点》《2021年城市更新工作要点》。"),
        ),
        report=_titles,
    ),
    Check(
        code="U202",
        kind="name-inconsistent",
        family=Family.NAMES,
        severity=Severity.ERROR,
        explanation=Explanation(
            summary="“关于印发……”的名称没有以“的通知”结尾",
            why="“关于印发某办法的通知”是通知，少了“的通知”，名称就残缺了。",
            source="《党政机关公文处理工作条例》第九条：公文标题由发文机关名称、事由和文种组成",
        ),
        bad=(
            Example("下发⟦《清河区城市更新局关于印发项目管理办法（试行）》⟧。"),
            Example("按照⟦《区委办公室关于印发督查工作规定》⟧执行。"),
        ),
        good=(
            Example("下发《清河区城市更新局关于印发〈项目管理办法（试行）〉的通知》。"),
            Example("下发《项目管理办法（试行）》，关于印发文件的要求。"),
        ),
        report=_issued,
    ),
    Check(
        code="U203",
        kind="name-inconsistent",
        family=Family.NAMES,
        severity=Severity.WARNING,
        explanation=Explanation(
            summary="文件名称只差文种",
            why="同一份文件一处叫“办法”，一处叫“方案”，读者查不到原件，也不知道是一份还是两份。",
            source=_SOURCE,
        ),
        bad=(
            Example("印发《更新项目考核实施办法（试行）》。\n落实《⟦更新项目考核实施方案（试行）⟧》。"),
            Example("制定《局机关干部请销假制度》。\n修订《⟦局机关干部请销假规定⟧》。"),
            Example("学习《城市更新建设规划（2021-2025年）》。\n落实《⟦城市更新建设实施纲要（2021-2025年）⟧》。"),
        ),
        good=(
            Example("印发《更新项目考核实施办法》《更新项目考核实施办法（试行）》。"),
            Example("印发《公务接待办法》《财务管理制度》《公务用车规定》。"),
        ),
        report=_same_but_genre,
    ),
    Check(
        code="U204",
        kind="name-inconsistent",
        family=Family.NAMES,
        severity=Severity.ERROR,
        explanation=Explanation(
            summary="同一个文号有两个文件名称",
            why="一个文号只对应一份文件；名称不同，至少有一处写错了。",
            source=_SOURCE,
        ),
        bad=(
            Example(
                "印发《岗位轮换制度》（清更发〔2021〕9号）。\n落实《⟦重点岗位定期交流办法⟧》（清更发〔2021〕9号）。"
            ),
            Example("按照《资金管理办法》（清财规〔2020〕3号）、《⟦合同审查规定⟧》（清财规〔2020〕3号）执行。"),
        ),
        good=(
            Example("印发《岗位轮换制度》（清更发〔2021〕9号），落实《岗位轮换制度》（清更发〔2021〕9号）。"),
            Example("印发《岗位轮换制度（试行）》（清更发〔2021〕9号）、《资金管理办法》（清更发〔2021〕10号）。"),
        ),
        report=_two_titles,
    ),
    Check(
        code="U205",
        kind="name-inconsistent",
        family=Family.NAMES,
        severity=Severity.WARNING,
        explanation=Explanation(
            summary="派驻机构、巡视组的名称不全",
            why="派驻机构的名称是“派驻纪检监察组”，自治区的巡视组由自治区党委派出；一处写全、一处少字，前后就不一致。",
            source="监察体制改革后派驻机构的名称；《中国共产党巡视工作条例》；" + _SOURCE,
        ),
        bad=(
            Example("派驻纪检监察组约谈责任人，⟦派驻纪检组⟧参加会议。"),
            Example("⟦自治区⟧第五巡视组反馈了意见。"),
        ),
        good=(
            Example("派驻纪检监察组约谈责任人。自治区党委第五巡视组反馈了意见。"),
            Example("派驻纪检组参加会议，自治区召开会议。"),
        ),
        report=_discipline_team,
    ),
    Check(
        code="U206",
        kind="name-inconsistent",
        family=Family.NAMES,
        severity=Severity.WARNING,
        explanation=Explanation(
            summary="机构名称中间少了词",
            why="同一个机构一处写全、一处漏了中间的词，又不是规范的简称，读者会以为是两个机构。",
            source="公文中的机构名称应当使用全称或者规范化简称，前后一致",
        ),
        bad=(
            Example("⟦大数据局⟧召开会议。\n大数据管理局印发方案。"),
            Example("区新的社会阶层人士联谊会换届。\n指导新的社⟦会阶层联谊会⟧开展活动。"),
        ),
        good=(
            Example("区大数据管理局召开会议，区大数据管理局印发方案，市财政局、区教育局参加。"),
            Example("区住房和城乡建设局（以下简称区住建局）召开会议，区住建局印发方案。"),
        ),
        report=_clipped,
    ),
)
