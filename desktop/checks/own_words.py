"""W9xx: the words an office has put on its own list, and the findings that its allowed words silence."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping

from desktop.checks.base import Check, Example, Explanation, Family, Finding, Fix, Hit, ParagraphCheck, Severity
from desktop.checks.settings import OwnWords
from desktop.text.document import Document, Paragraph
from desktop.text.edits import Edit
from desktop.text.spans import Span

_WORDING = frozenset({"typo", "term", "grammar", "word-repeat", "name-inconsistent", "other:forbidden-word"})
"""The kinds an allowed word silences: those that judge words, not numbers, marks or structure."""


def own_checks(words: OwnWords) -> tuple[Check, ...]:
    """The checks of an office's word list; none where it lists nothing to find."""
    right = {wrong: form for wrong, form in words.right if wrong and wrong != form}
    forbidden = words.forbidden - right.keys() - {""}
    checks = []
    if right:
        checks.append(_right_form(_finder_of_right_forms(right)))
    if forbidden:
        checks.append(_forbidden(_finder_of_forbidden(forbidden)))
    return tuple(checks)


def silence(findings: Iterable[Finding], document: Document, allowed: Iterable[str]) -> tuple[Finding, ...]:
    """The findings without those of wording whose place lies within an allowed word."""
    pattern = _any_of(allowed)
    if pattern is None:
        return tuple(findings)
    return tuple(f for f in findings if f.kind not in _WORDING or not _within(f.span, document, pattern))


def _within(span: Span, document: Document, allowed: re.Pattern[str]) -> bool:
    if not len(span):
        return False
    line = document.line(span.line)
    return any(start <= span.start and span.end <= end for start, end in _occurrences(allowed, line))


def _occurrences(pattern: re.Pattern[str], text: str) -> Iterator[tuple[int, int]]:
    """Where the words of a pattern stand, also those that overlap."""
    at = 0
    while (match := pattern.search(text, at)) is not None:
        yield match.span()
        at = match.start() + 1


def _any_of(words: Iterable[str]) -> re.Pattern[str] | None:
    """A pattern for any of the words, the longest first."""
    ordered = sorted({word for word in words if word}, key=lambda word: (-len(word), word))
    return re.compile("|".join(map(re.escape, ordered))) if ordered else None


def _finder_of_right_forms(right: Mapping[str, str]) -> ParagraphCheck:
    pattern = _any_of(right)
    # 区更新局 → 区城市更新局 must leave 区城市更新局 alone, and 更新局 → 城市更新局 too
    whole = _any_of(right.values())
    assert pattern is not None

    def find(paragraph: Paragraph, line: int) -> Iterator[Hit]:
        already = list(_occurrences(whole, paragraph.text)) if whole is not None else []
        for match in pattern.finditer(paragraph.text):
            if any(start <= match.start() and match.end() <= end for start, end in already):
                continue
            span, form = Span(line, match.start(), match.end()), right[match[0]]
            if form:
                label = f"改为“{form}”"
                yield Hit(
                    span,
                    f"本单位词表规定“{match[0]}”应当写作“{form}”。",
                    (Fix(label, (Edit(span, form),), certain=True),),
                )
            else:
                yield Hit(span, f"本单位词表规定删去“{match[0]}”。", (Fix("删去", (Edit(span, ""),), certain=True),))

    return find


def _finder_of_forbidden(forbidden: Iterable[str]) -> ParagraphCheck:
    pattern = _any_of(forbidden)
    assert pattern is not None

    def find(paragraph: Paragraph, line: int) -> Iterator[Hit]:
        for match in pattern.finditer(paragraph.text):
            yield Hit(Span(line, match.start(), match.end()), f"本单位词表规定报告里不用“{match[0]}”。")

    return find


def _right_form(find: ParagraphCheck) -> Check:
    return Check(
        code="W901",
        kind="term",
        family=Family.TERMS,
        severity=Severity.ERROR,
        explanation=Explanation(
            summary="写法与本单位词表不符",
            why="本单位在“检查设置”的词表里规定了这个词的正确写法。",
            source="本单位的词表（可以在“检查设置”里查看和修改）",
        ),
        bad=(
            Example("⟦区更新局⟧召开党组会议。", mended="区城市更新局召开党组会议。"),
            Example("报送⟦区纪检委⟧备案。", mended="报送区纪委备案。"),
        ),
        good=(Example("区城市更新局召开党组会议。"), Example("报送区纪委备案。")),
        paragraph=find,
    )


def _forbidden(find: ParagraphCheck) -> Check:
    return Check(
        code="W902",
        kind="other:forbidden-word",
        family=Family.TERMS,
        severity=Severity.WARNING,
        explanation=Explanation(
            summary="用了本单位词表里不用的词",
            why="本单位在“检查设置”的词表里规定报告里不用这个词。",
            source="本单位的词表（可以在“检查设置”里查看和修改）",
        ),
        bad=(Example("整改工作⟦圆满收官⟧。"), Example("各科室⟦圆满收官⟧，台账全部销号。")),
        good=(Example("整改工作取得阶段性成效。"), Example("各科室逐项销号。")),
        paragraph=find,
    )


EXAMPLE_WORDS = OwnWords(
    forbidden=frozenset({"圆满收官"}), right=(("区更新局", "区城市更新局"), ("区纪检委", "区纪委"))
)
"""The word list that the examples of these checks speak of."""

CHECKS = own_checks(EXAMPLE_WORDS)
"""These checks with that word list, for people to read of; an engine makes its own from its settings."""
