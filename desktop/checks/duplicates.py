"""V1xx: sentences and passages that stand under two problems, and problems that are the same."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from desktop.checks.base import Check, Example, Explanation, Family, Hit, Related, Severity
from desktop.checks.passages import Clause, Match, find_matches, split_clauses
from desktop.report.model import Problem, Report
from desktop.text.spans import Span

_SHOWN = 24
_SAME_TITLE = 0.86
_SHORT_TITLE = 6
_PLAIN = re.compile(r"[^\u4e00-\u9fffA-Za-z0-9]")
_DEGREE = re.compile(
    r"还(?=不|有|较|没|存)|依然|仍然|仍(?=不|有|存|较)|较为|比较|较(?=[弱少慢低差多])|(?<=不)(?:够|太|尽)(?=[\u4e00-\u9fff])|"
    r"不同程度|一定程度|(?:等|的)?(?:现象|情况|情形|问题)(?:依然|仍然|仍)?(?:存在)?$|^存在"
)


def _owners(report: Report) -> list[int]:
    """For every line the number of the problem it belongs to, -1 outside problems; index 0 is unused."""
    owner = [-1] * (len(report.document.lines) + 1)
    for number, problem in enumerate(report.problems):
        for line in range(problem.line, min(problem.end_line, len(owner) - 1) + 1):
            owner[line] = number
    return owner


def _headings(report: Report) -> set[int]:
    """Lines that are nothing but a heading."""
    lines = {heading.line for heading in report.headings if _whole(report, heading.line, heading.span)}
    lines |= {p.line for p in report.problems if _whole(report, p.line, p.span)}
    lines |= {a.line for a in report.aspects} | {g.line for g in report.groups}
    return lines


def _whole(report: Report, line: int, span: Span) -> bool:
    rest = report.document.line(line)[span.end :]
    return len(_PLAIN.sub("", rest)) <= _SHORT_TITLE * 2


def _clauses(report: Report) -> list[Clause]:
    owner = _owners(report)
    skip = _headings(report)
    starts = {p.line: p.span for p in report.problems}
    clauses: list[Clause] = []
    for line, text in enumerate(report.document.lines, 1):
        if owner[line] < 0 or line in skip or not text:
            continue
        start = starts[line].end if line in starts else 0  # a run-in heading is not text
        clauses += split_clauses(text, line, owner[line], start)
    return clauses


def _duplicates(report: Report) -> Iterator[Hit]:
    clauses = _clauses(report)
    for match in find_matches(clauses):
        yield _hit(report, clauses, match)


def _hit(report: Report, clauses: Sequence[Clause], match: Match) -> Hit:
    span = _span(clauses, match.start, match.length)
    earlier = _span(clauses, match.earlier, match.length)
    words = report.document.line(span.line)[span.start : span.end]
    shown = words if len(words) <= _SHOWN else words[:_SHOWN] + "……"
    problem = _problem_of(report, earlier.line)
    same = clauses[match.start].owner == clauses[match.earlier].owner
    where = "同一个问题里" if same else f"问题“{problem.title[:_SHOWN]}”下面" if problem else f"第{earlier.line}段"
    text = report.document.line(earlier.line)[earlier.start : earlier.end]
    how = "基本相同" if match.near else "相同"
    return Hit(
        span,
        f"这段话（“{shown}”）与{where}的内容{how}，请核对是否复制后没有改写。",
        related=(Related(earlier, text),),
    )


def _span(clauses: Sequence[Clause], first: int, count: int) -> Span:
    """From the first clause to the last that stands in the same paragraph."""
    line = clauses[first].line
    last = first
    while last + 1 < min(first + count, len(clauses)) and clauses[last + 1].line == line:
        last += 1
    return Span(line, clauses[first].start, clauses[last].end)


def _problem_of(report: Report, line: int) -> Problem | None:
    return next((p for p in reversed(report.problems) if p.line <= line <= p.end_line), None)


@dataclass(frozen=True, slots=True)
class _Title:
    problem: Problem
    plain: str
    grams: frozenset[str]


def _same_problems(report: Report) -> Iterator[Hit]:
    """Problems whose titles are the same or nearly so."""
    titles: list[_Title] = []
    index: dict[str, list[int]] = {}
    for problem in report.problems:
        plain = _PLAIN.sub("", problem.title)
        if len(plain) < _SHORT_TITLE:
            continue
        plain = _DEGREE.sub("", plain)
        title = _Title(problem, plain, frozenset(plain[i : i + 2] for i in range(len(plain) - 1)))
        shared: dict[int, int] = {}
        for gram in title.grams:
            for other in index.get(gram, ()):
                shared[other] = shared.get(other, 0) + 1
        best = max(shared, key=lambda n: 2 * shared[n] / (len(titles[n].grams) + len(title.grams)), default=None)
        if best is not None and _alike(titles[best], title, shared[best]):
            first = titles[best].problem
            yield Hit(
                problem.span,
                f"这个问题与第{first.line}段的“{first.title}”{'相同' if first.title == problem.title else '基本相同'}，"
                f"请核对是否重复列出。",
                related=(Related(first.span, first.title),),
            )
        for gram in title.grams:
            known = index.setdefault(gram, [])
            if len(known) < _MOST_ALIKE:
                known.append(len(titles))
        titles.append(title)


def _title_in_title(report: Report) -> Iterator[Hit]:
    """A title at whose end the next problem's title stands too."""
    for problem, following in pairwise(report.problems):
        own, other = _PLAIN.sub("", problem.title), _PLAIN.sub("", following.title)
        if len(other) >= _LONG_TITLE and own != other and own.endswith(other):
            yield Hit(
                problem.span,
                f"这个标题的末尾与下一个问题的标题“{following.title}”相同，请核对是否多粘贴了一遍。",
                related=(Related(following.span, following.title),),
            )


_LONG_TITLE = 9
_MOST_ALIKE = 60


def _alike(a: _Title, b: _Title, shared: int) -> bool:
    if a.plain == b.plain:
        return True
    if set(_digits(a.plain)) != set(_digits(b.plain)):
        return False
    return 2 * shared / (len(a.grams) + len(b.grams)) >= _SAME_TITLE


def _digits(text: str) -> list[str]:
    return re.findall(r"\d+|[一二三四五六七八九十]+", text)


_SOURCE = "巡视巡察整改要求“逐条整改、对账销号”，力戒整改材料内容雷同、照抄照搬；以本报告前文为对照"
_ONE = (
    "一、反馈问题整改落实情况\n1.关于“台账不清”的问题\n整改情况：一是组织业务骨干对近三年工程变更资料逐件清"
    "理，补齐签字手续，建立变更台账。二是约谈科室负责人。"
)
_TWO = "\n2.关于“收费不规范”的问题\n整改情况："

CHECKS = (
    Check(
        code="V101",
        kind="text-duplicate",
        family=Family.DUPLICATES,
        severity=Severity.WARNING,
        explanation=Explanation(
            summary="同一段话出现在两个问题下面",
            why="不同的问题应当有各自的整改措施。同一段话照搬到另一个问题下面，"
            "读者会认为整改没有针对性，或者是复制后忘了改。",
            source=_SOURCE,
        ),
        bad=(
            Example(
                _ONE + _TWO + "⟦一是组织业务骨干对近三年工程变更资料逐件清理，"
                "补齐签字手续，建立变更台账。⟧二是公示收费标准。"
            ),
            Example(
                _ONE + _TWO + "一是公示收费标准。⟦二是组织业务骨干对近三年工程变更资料逐件清理，"
                "补齐签字手续，⟧完善变更台账。"
            ),
        ),
        good=(
            Example(_ONE + _TWO + "一是公示收费标准，在办事大厅张贴收费目录。二是清退多收费用。"),
            Example(_ONE + _TWO + "一是约谈科室负责人。二是建立变更台账。"),
        ),
        report=_duplicates,
    ),
    Check(
        code="V102",
        kind="problem-duplicate",
        family=Family.DUPLICATES,
        severity=Severity.WARNING,
        explanation=Explanation(
            summary="同一个问题列了两次",
            why="反馈问题逐条对应、逐条销号；同一个问题列两次，问题总数和完成数都会算错。",
            source=_SOURCE,
        ),
        bad=(
            Example(
                "一、反馈问题整改落实情况\n1.关于“变更台账管理不清”的问题\n整改情况：清理台账，"
                "逐件补签。\n2.关于“⟦变更台账管理不清⟧”的问题\n整改情况：补齐签字手续。"
            ),
            Example(
                "一、反馈问题整改落实情况\n1.关于“部分项目变更台账管理混乱、底数不清”的问题\n整改情况：清理台账。"
                "\n2.关于“⟦部分项目变更台账管理混乱底数不清⟧”的问题\n整改情况：补齐签字手续。"
            ),
            Example(
                "一、反馈问题整改落实情况\n1.关于“干部轮岗交流不够”的问题\n整改情况：制定轮岗计划。"
                "\n2.关于“⟦干部轮岗交流还不够的现象⟧”的问题\n整改情况：交流干部。"
            ),
        ),
        good=(
            Example(_ONE + _TWO + "公示收费标准。"),
            Example(
                "一、反馈问题整改落实情况\n1.关于“第一党支部组织生活不规范”的问题\n整改情况：补开会议。"
                "\n2.关于“第二党支部组织生活不规范”的问题\n整改情况：完善记录。"
            ),
        ),
        report=_same_problems,
    ),
    Check(
        code="V103",
        kind="problem-duplicate",
        family=Family.DUPLICATES,
        severity=Severity.ERROR,
        explanation=Explanation(
            summary="标题末尾多粘贴了下一个问题的标题",
            why="一个标题里带着下一个问题的标题，读者会以为同一个问题列了两次。",
            source=_SOURCE,
        ),
        bad=(
            Example(
                "一、反馈问题整改落实情况\n1.关于“⟦收费公示不及时。物业维修资金监管不严⟧”的问题\n整改情况：公示收费标准。"
                "\n2.关于“物业维修资金监管不严”的问题\n整改情况：核对账户。"
            ),
            Example(
                "一、反馈问题整改落实情况\n1.关于“⟦台账不清，公务用车管理不够规范⟧”的问题\n整改情况：清理台账。"
                "\n2.关于“公务用车管理不够规范”的问题\n整改情况：核对里程。"
            ),
        ),
        good=(
            Example(
                "一、反馈问题整改落实情况\n1.关于“收费公示不及时”的问题\n整改情况：公示收费标准。"
                "\n2.关于“物业维修资金监管不严”的问题\n整改情况：核对账户。"
            ),
            Example(
                "一、反馈问题整改落实情况\n1.关于“干部监督不严”的问题\n整改情况：约谈干部。"
                "\n2.关于“监督不严”的问题\n整改情况：制定办法。"
            ),
        ),
        report=_title_in_title,
    ),
)
