"""Finding words in a text: literally or by a pattern, whole words, with or without case and width.

A pattern is PCRE's, by QRegularExpression, because it can be told how much work
a match may take: a hostile one ends within milliseconds, where Python's `re`
would hold the whole program. Positions are UTF-16 units from the head of the
document, every paragraph end one unit; a hit never crosses a paragraph.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from PySide6.QtCore import QRegularExpression, QRegularExpressionMatch

from desktop.app.editor_text import BLOCK_END, from_utf16, to_utf16, utf16_length
from desktop.app.hits import Hit
from desktop.app.pattern_words import pattern_problem
from desktop.app.whole_words import WholeWords

MOST_HITS = 20_000
_LIMIT = "(*LIMIT_MATCH=400000)"
"""What one match may cost, at most some milliseconds."""
_TOO_HARD = "这个正则表达式太费时间，找不下去。请写得简单一些，比如少用套在一起的 * 和 +。"
_NARROW = {0xFF01 + n: 0x21 + n for n in range(94)} | {0x3000: 0x20, 0xA0: 0x20, 0xFFE5: 0xA5}
_EVERY = 64
_GROUP = re.compile(r"\\(\d{1,2})|\$(\d{1,2})|\$\{(\w{1,32})\}|\\g<(\w{1,32})>|\\([nt\\$])|(\$\$)")

Stop = Callable[[], bool]
_Place = tuple[int, int, QRegularExpressionMatch | None]


def _never() -> bool:
    return False


class Stopped(Exception):  # noqa: N818 - nothing went wrong
    """The search is no longer wanted."""


class BadPatternError(ValueError):
    """A pattern or a replacement that cannot be used; the message is Chinese and for people."""


@dataclass(frozen=True, slots=True)
class Query:
    """What is looked for. case, width: whether these are told apart. word: only whole words. regex: a pattern."""

    text: str
    word: bool = False
    case: bool = False
    width: bool = True
    regex: bool = False


@dataclass(frozen=True, slots=True)
class Found:
    """All hits in order; problem: why there are none or not all, Chinese, "" for nothing."""

    hits: tuple[Hit, ...] = ()
    problem: str = ""


def find_all(raw: str, query: Query, stop: Stop = _never) -> Found:
    """Every place of a document's raw text (paragraphs parted by U+2029). Raises Stopped."""
    hits: list[Hit] = []
    try:
        for hit, _ in _places(raw, query, stop):
            hits.append(hit)
            if len(hits) == MOST_HITS:
                return Found(tuple(hits), f"只标出前 {MOST_HITS:,} 处")
    except BadPatternError as error:
        return Found((), str(error))
    return Found(tuple(hits))


def replacements(raw: str, query: Query, template: str, stop: Stop = _never) -> list[tuple[Hit, str]]:
    r"""Every place with what is to stand there; "\n" in a text ends a paragraph.

    In a template for a pattern, \1, $1 and ${name} are its groups, \n and \t
    what they are elsewhere. Raises Stopped, and BadPatternError.
    """
    out: list[tuple[Hit, str]] = []
    if not query.regex:
        return [(hit, template) for hit, _ in _places(raw, query, stop)]
    pattern = _pattern(query)
    _check_template(template, pattern)
    for hit, match in _places(raw, query, stop):
        out.append((hit, expanded(template, match) if match is not None else template))
    return out


def expanded(template: str, match: QRegularExpressionMatch) -> str:
    """A template with the groups of a match put in."""

    def group(found: re.Match[str]) -> str:
        number = found[1] or found[2] or found[3] or found[4]
        if number:
            return match.captured(int(number)) if number.isdecimal() else match.captured(number)
        return {"n": "\n", "t": "\t"}.get(found[5] or "", found[5] or "$")

    return _GROUP.sub(group, template)


def _check_template(template: str, pattern: QRegularExpression) -> None:
    names = set(pattern.namedCaptureGroups())
    count = pattern.captureCount()
    for found in _GROUP.finditer(template):
        number = found[1] or found[2] or found[3] or found[4]
        if number and (int(number) > count if number.isdecimal() else number not in names):
            raise BadPatternError(f"替换内容里的“{found[0]}”在正则表达式里没有对应的括号，请核对。")


def _places(raw: str, query: Query, stop: Stop) -> Iterator[tuple[Hit, QRegularExpressionMatch | None]]:
    if not query.text:
        return
    folded = _folded(raw, query)
    if query.regex:
        pattern = _pattern(query)
    else:
        needle = _folded(query.text, query)
    words = WholeWords() if query.word else None
    base = 0
    for number, (text, subject) in enumerate(zip(raw.split(BLOCK_END), folded.split(BLOCK_END), strict=True)):
        if number % _EVERY == 0 and stop():
            raise Stopped
        units = utf16_length(text)
        astral = units != len(text)
        found = _by_pattern(pattern, subject) if query.regex else _literally(needle, subject, astral=astral)
        for start, end, match in found:
            if words is None or words.whole(text, from_utf16(text, start), from_utf16(text, end)):
                yield Hit(base + start, base + end, number + 1), match
        base += units + 1


def _literally(needle: str, subject: str, *, astral: bool) -> Iterator[_Place]:
    at = subject.find(needle)
    while at >= 0:
        end = at + len(needle)
        yield (to_utf16(subject, at), to_utf16(subject, end), None) if astral else (at, end, None)
        at = subject.find(needle, end)


def _by_pattern(pattern: QRegularExpression, subject: str) -> Iterator[_Place]:
    # a match that took too much work ends an iterator silently, so each end is asked for
    last = pattern.match(subject)
    if last.hasMatch():
        places = pattern.globalMatch(subject)
        while places.hasNext():
            found = places.next()
            # an empty place can be neither shown nor replaced
            if found.capturedEnd() > found.capturedStart():
                yield found.capturedStart(), found.capturedEnd(), found
            last = found
        last = pattern.match(subject, last.capturedEnd())
    if not last.isValid():
        raise BadPatternError(_TOO_HARD)


def _pattern(query: Query) -> QRegularExpression:
    """The compiled pattern. Raises BadPatternError."""
    options = QRegularExpression.PatternOption.UseUnicodePropertiesOption
    if not query.case:
        options |= QRegularExpression.PatternOption.CaseInsensitiveOption
    text = query.text if query.width else query.text.translate(_NARROW)
    pattern = QRegularExpression(_LIMIT + text, options)
    if not pattern.isValid():
        raise BadPatternError(pattern_problem(pattern.errorString(), pattern.patternErrorOffset() - len(_LIMIT)))
    return pattern


def _folded(text: str, query: Query) -> str:
    """The text as it is compared, every character in its place."""
    if not query.width:
        text = text.translate(_NARROW)
    if query.case or query.regex:
        return text
    lower = text.lower()
    # few letters become two
    return lower if len(lower) == len(text) else "".join(c.lower() if len(c.lower()) == 1 else c for c in text)
