"""G1xx: sentences that a pattern shows to be broken (resources/lexicon/grammar.toml)."""

from __future__ import annotations

import functools
import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass

from desktop import resources
from desktop.checks.base import Check, Example, Explanation, Family, Hit, Severity
from desktop.checks.normal_text import normal_text
from desktop.text.document import Paragraph
from desktop.text.spans import Span

_BEFORE = 4  # characters in which unless_before is looked for


@dataclass(frozen=True, slots=True)
class _Rule:
    """A pattern for a broken sentence; must: characters one of which stands in every match."""

    find: re.Pattern[str]
    must: tuple[str, ...]
    say: str
    severity: Severity
    unless: re.Pattern[str] | None
    before: re.Pattern[str] | None
    after: re.Pattern[str] | None


_PAIR = 2


@functools.cache
def _rules() -> tuple[_Rule, ...]:
    data = tomllib.loads(resources.path("lexicon", "grammar.toml").read_text(encoding="utf-8"))

    def pattern(rule: dict[str, str], name: str, ending: str = "") -> re.Pattern[str] | None:
        return re.compile(f"(?:{rule[name]}){ending}") if name in rule else None

    return tuple(
        _Rule(
            find=re.compile(rule["find"]),
            must=tuple(rule["must"].split()),
            say=rule["say"],
            severity=Severity(rule.get("severity", "warning")),
            unless=pattern(rule, "unless"),
            before=pattern(rule, "unless_before", r"\Z"),
            after=pattern(rule, "unless_after"),
        )
        for rule in data["rule"]
    )


@functools.cache
def _rules_by_word() -> tuple[dict[str, list[int]], list[tuple[str, int]]]:
    """The rules by the pairs of characters, and by the other words, one of which stands in every match."""
    by_pair: dict[str, list[int]] = {}
    other: list[tuple[str, int]] = []
    for number, rule in enumerate(_rules()):
        for word in rule.must:
            if len(word) == _PAIR:
                by_pair.setdefault(word, []).append(number)
            else:
                other.append((word, number))
    return by_pair, other


def _broken(paragraph: Paragraph, line: int) -> Iterator[Hit]:
    text = paragraph.text
    by_pair, other = _rules_by_word()
    wanted = {number for pair in by_pair.keys() & normal_text(text).pairs for number in by_pair[pair]}
    wanted.update([number for word, number in other if word in text])
    rules = _rules()
    for rule in [rules[number] for number in sorted(wanted)]:
        for match in rule.find.finditer(text):
            start, end = match.span()
            if rule.unless is not None and rule.unless.search(match[0]):
                continue
            if rule.before is not None and rule.before.search(text[max(0, start - _BEFORE) : start]):
                continue
            if rule.after is not None and rule.after.match(text, end):
                continue
            yield Hit(Span(line, start, end), f"{rule.say}。", severity=rule.severity)


CHECKS = (
    Check(
        code="G101",
        kind="grammar",
        family=Family.GRAMMAR,
        severity=Severity.WARNING,
        explanation=Explanation(
            summary="句子不通：搭配不当、成分残缺或句式混用",
            why="“加强……力度”“提升薄弱环节”搭配不当，“成立由……领导小组”缺动词，“依靠……为依托”两种句式混用，"
            "“防止……不再发生”意思相反。这类毛病多是改稿时前后没有照应留下的。",
            source="教学语法通行规则；公文起草应当“文字精练、表述准确”（《党政机关公文处理工作条例》第十九条）",
        ),
        bad=(
            Example("⟦加强日常监管力度⟧，确保整改到位。"),
            Example("⟦提升基层党建工作薄弱环节⟧。"),
            Example("⟦成立由区城市更新局巡察整改工作领导小组⟧，明确责任分工。"),
            Example("⟦依靠主题党日为依托⟧，开展警示教育。"),
            Example("把学习教育⟦和与⟧整改任务统筹考虑。"),
            Example("⟦防止类似问题不再发生⟧。"),
            Example("设备⟦基本全部⟧更换。"),
        ),
        good=(
            Example("加大日常监管力度，补齐薄弱环节，防止类似问题再次发生。"),
            Example("成立由局党组书记任组长的领导小组，以主题党日为依托开展警示教育。"),
            Example("会议总和与上年持平，党员和与会人员的意见都已记录。"),
            Example("召开推进会议，举办培训班，开展警示教育活动。"),
        ),
        paragraph=_broken,
    ),
)
