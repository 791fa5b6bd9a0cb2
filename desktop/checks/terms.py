"""T1xx: fixed expressions of party and state, in their right wording."""

from __future__ import annotations

import functools
from collections.abc import Iterator
from dataclasses import replace

from desktop.checks.base import Check, Example, Explanation, Family, Fix, Hit, Severity
from desktop.checks.normal_text import normal_text
from desktop.checks.term_data import Misquote, misquotes
from desktop.checks.term_index import term_index
from desktop.report.model import Report
from desktop.text.document import Paragraph
from desktop.text.edits import Edit
from desktop.text.spans import Span

_HOW = {"少字": "漏字", "颠倒": "字序颠倒", "错字": "有错字"}


def _near_misses(paragraph: Paragraph, line: int) -> Iterator[Hit]:
    normal = normal_text(paragraph.text)
    for miss in term_index().find(normal):
        span = normal.span(line, miss.start, miss.end)
        yield Hit(
            span,
            f"“{paragraph.text[span.start : span.end]}”{_HOW[miss.how]}，固定表述为“{miss.expression.text}”。",
            (Fix(f"改为“{miss.right}”", normal.edits(line, miss.start, miss.end, miss.right)),),
        )


@functools.cache
def _misquotes_by_pair() -> dict[str, list[Misquote]]:
    found: dict[str, list[Misquote]] = {}
    for rule in misquotes():
        for pair in rule.must:
            found.setdefault(pair, []).append(rule)
    return found


@functools.lru_cache(maxsize=16_384)
def _misquotes_in(text: str) -> tuple[tuple[Misquote, Hit], ...]:
    """The misquotations of a paragraph, as of line 1."""
    normal = normal_text(text)
    plain = normal.text
    found: list[tuple[Misquote, Hit]] = []
    by_pair = _misquotes_by_pair()
    rules = {rule for pair in by_pair.keys() & normal.pairs for rule in by_pair[pair]}
    for rule in sorted(rules, key=lambda rule: rule.find.pattern):
        for match in rule.find.finditer(plain):
            start, end = match.span()
            if start == end or (rule.unless is not None and rule.unless.search(match[0])):
                continue
            if rule.before is not None and rule.before.search(plain[max(0, start - 8) : start]):
                continue
            if rule.after is not None and rule.after.match(plain, end):
                continue
            span = normal.span(1, start, end)
            if rule.raw is not None and rule.raw.search(text[max(0, span.start - 2) : span.end + 2]):
                continue
            right = rule.mend(match[0])
            fixes = () if right == match[0] else (Fix(f"改为“{right}”", normal.edits(1, start, end, right)),)
            found.append((rule, Hit(span, f"{rule.say}。", fixes, severity=rule.severity)))
    return tuple(found)


def _misquoted(report: Report) -> Iterator[Hit]:
    year = report.date.year if report.date is not None else None
    for line, text in enumerate(report.document.lines, 1):
        for rule, hit in _misquotes_in(text):
            if rule.since is not None and year is not None and year < rule.since:
                continue
            span = Span(line, hit.span.start, hit.span.end)
            fixes = tuple(
                replace(fix, edits=tuple(Edit(Span(line, e.span.start, e.span.end), e.text) for e in fix.edits))
                for fix in hit.fixes
            )
            yield replace(hit, span=span, fixes=fixes)


_SOURCE = "党章、党内法规和党中央文件的规范表述；公文起草应当“表述准确”（《党政机关公文处理工作条例》第十九条）"

CHECKS = (
    Check(
        code="T101",
        kind="term",
        family=Family.TERMS,
        severity=Severity.ERROR,
        explanation=Explanation(
            summary="固定表述漏字、错字或字序颠倒",
            why="党和国家的固定表述一字不能更动。漏一个字、错一个字或者颠倒字序，如“一岗双则”“全面从治严党”，"
            "都属于政治性差错，比一般错字更严重。书写时的引号、书名号和空格不影响核对。",
            source=_SOURCE,
        ),
        bad=(
            Example("深入学习⟦习近平新时代中国社会主义思想⟧，推动整改走深。"),
            Example("班子成员履行“⟦一岗双则⟧”，落实⟦主题责任⟧。"),
            Example("推动⟦全面从治严党⟧向纵深发展。"),
            Example("严格执行“⟦三会一刻⟧”制度。"),
            Example("开展“⟦不忘初心、牢记命使⟧”主题教育。"),
        ),
        good=(
            Example("增强“四个意识”、坚定“四个自信”、做到“两个维护”，深入学习习近平新时代中国特色社会主义思想。"),
            Example("压实党组主体责任和分管领导“一岗双责”，明确主责任务、责任主体和监督责任人。"),
            Example("严格落实三会制度、党组织生活和从严管党治党要求。"),
        ),
        paragraph=_near_misses,
    ),
    Check(
        code="T102",
        kind="term",
        family=Family.TERMS,
        severity=Severity.WARNING,
        explanation=Explanation(
            summary="固定表述的说法不规范",
            why="固定表述有规定的词语、次序和搭配：“增强‘四个意识’、坚定‘四个自信’、做到‘两个维护’”不能张冠李戴，"
            "“中央八项规定及其实施细则精神”“意识形态工作责任制”等名称不能随意增减。引用巡察反馈原文时以原文为准。",
            source=_SOURCE,
        ),
        bad=(
            Example("严格执行⟦中央八项规定和实施细则精神⟧。"),
            Example("引导党员干部⟦增强“两个维护⟧”。"),
            Example("落实⟦意识形态责任制⟧，加强阵地管理。"),
            Example("认真学习习近平总书记⟦系列重要精神讲话⟧。"),
            Example("深入学习⟦习近平新时代生态文明思想⟧。"),
            Example("对照⟦十三五规划⟧逐项检查。"),
        ),
        good=(
            Example("严格执行中央八项规定及其实施细则精神，落实意识形态工作责任制和党组理论学习中心组学习制度。"),
            Example("增强“四个意识”、坚定“四个自信”、做到“两个维护”，坚定拥护“两个确立”。"),
            Example("学习习近平总书记重要讲话精神和习近平生态文明思想，编制“十四五”规划。"),
        ),
        report=_misquoted,
    ),
)
