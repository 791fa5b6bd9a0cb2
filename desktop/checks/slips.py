"""W107: characters typed in the wrong order, typed twice or left out, where the words around show what was meant."""

from __future__ import annotations

import functools
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from desktop.checks.base import Check, Example, Explanation, Family, Fix, Hit, Severity
from desktop.checks.lexical_index import odd_places
from desktop.checks.memo import PARAGRAPHS
from desktop.checks.normal_text import normal_text
from desktop.checks.occurrences import occurrences
from desktop.checks.term_index import term_index
from desktop.checks.wrong_characters import doubtful_places
from desktop.report.model import Report
from desktop.text.edits import Edit
from desktop.text.segmentation import dictionary
from desktop.text.spans import Span

_CONTEXT = 4  # characters each side that are read again
_LONGEST = 20_000  # a paragraph longer than any in a report is not looked at
_COMMON = 600  # jieba's frequency from which a word may be what was meant
_LEAST_GAIN = 7.0
_LEAST_WHOLE = 4  # characters of an expression that may lack one
_TWICE = 2
_SAY = {"颠倒": "读不通，两个字像是颠倒了", "重复": "像是多打了一个字", "漏": "之间像是漏了一个字"}


@dataclass(frozen=True, slots=True)
class _Slip:
    """What stands at start to end and what was meant; how: 颠倒, 重复 or 漏. gain: in powers of e."""

    start: int
    end: int
    right: str
    how: str
    word: str
    around: str
    gain: float
    grade: Severity


@functools.cache
def _left_out() -> dict[str, str]:
    """Two neighbours → the characters that stand between them in expressions of the genre."""
    found: defaultdict[str, str] = defaultdict(str)
    for phrase, count in dictionary().genre.items():
        if count >= _TWICE and len(phrase) >= _LEAST_WHOLE:
            for a, x, b in zip(phrase, phrase[1:], phrase[2:], strict=False):
                if x not in found[a + b]:
                    found[a + b] += x
    return dict(found)


@functools.lru_cache(maxsize=PARAGRAPHS)
def _slips(text: str) -> tuple[_Slip, ...]:
    """The slips of a paragraph, in order; places do not meet."""
    if len(text) > _LONGEST:
        return ()
    best: dict[int, _Slip] = {}
    turned, left_out = _turned_pairs(), _left_out()
    for at in odd_places(text):
        pair = text[at : at + 2]
        if not (
            pair in turned
            or pair in left_out
            or text[at + 1 : at + 3] in turned
            or pair[0] == pair[1]
            or (at and text[at - 1 : at + 1] in turned)
        ):
            continue
        for start, end, right, how in _candidates(text, at):
            slip = _weigh(text, start, end, right, how)
            if slip is not None and (at not in best or best[at].gain < slip.gain):
                best[at] = slip
    kept: list[_Slip] = []
    for slip in sorted(best.values(), key=lambda s: -s.gain):
        if all(slip.end + 2 < other.start or other.end + 2 < slip.start for other in kept):
            kept.append(slip)
    return tuple(sorted(kept, key=lambda s: s.start))


def _hanzi(character: str) -> bool:
    return "\u4e00" <= character <= "\u9fff"


def _candidates(text: str, at: int) -> list[tuple[int, int, str, str]]:
    """Stretches near an odd pair, with what may belong there."""
    a, b = text[at], text[at + 1]
    turned = _turned_pairs()
    found = []
    if a == b:
        found.append((at, at + 2, a, "重复"))
    elif a + b in turned:
        found.append((at, at + 2, b + a, "颠倒"))
    for place in (at - 1, at + 1):  # the pair that arises where two characters have changed places
        pair = text[place : place + 2] if place >= 0 else ""
        if pair in turned:
            found.append((place, place + 2, pair[::-1], "颠倒"))
    found += [(at, at + 2, a + x + b, "漏") for x in _left_out().get(a + b, "")]
    return found


@functools.cache
def _turned_pairs() -> frozenset[str]:
    """The words of two different characters that may be what was meant, with the characters in the other order."""
    words = dictionary()
    pairs = {word for word, _ in words.usual(_COMMON)} | words.genre.keys()
    return frozenset(
        word[::-1] for word in pairs if len(word) == 2 and word[0] != word[1] and _hanzi(word[0]) and _hanzi(word[1])
    )


def _weigh(text: str, start: int, end: int, right: str, how: str) -> _Slip | None:
    """Read the words around a place as written and as proposed."""
    low, high = start, end
    while low > max(0, start - _CONTEXT) and _hanzi(text[low - 1]):
        low -= 1
    while high < min(len(text), end + _CONTEXT) and _hanzi(text[high]):
        high += 1
    words = dictionary()
    cost, _ = _read(text[low:high])
    better, mended = _read(text[low:start] + right + text[end:high])
    gain = cost - better
    if gain < _LEAST_GAIN:
        return None
    middle = start - low + (1 if how == "漏" else 0)
    word = _word_at(mended, middle)
    grade = _grade(gain, word, words.genre.get(word, 0), how)
    if grade is None:
        return None
    around = text[max(low, start - 1) : min(high, end + 1)]
    return _Slip(start, end, right, how, word, around, gain, grade)


_read = functools.lru_cache(maxsize=4096)(lambda text: dictionary().read(text))


def _grade(gain: float, word: str, count: int, how: str) -> Severity | None:
    """How sure a slip is; None where it is not worth a glance.

    Measured with the lexicon of other reports than the one read: planted slips gain 10 in the middle,
    in right text two characters that could change places gain up to 9.8, two that are alike up to 8.9,
    expressions that lack a character (以案治本, 勇担当) up to 10.8.
    """
    if len(word) == 1:
        return None
    if how == "漏":
        if len(word) < _LEAST_WHOLE or count < _TWICE:
            return None
        sure = gain >= 11 and count > _TWICE
    elif how == "颠倒":
        sure = gain >= 9.9 or (gain >= 8.5 and count >= 8)
    else:
        sure = gain >= 9.2
    return Severity.WARNING if sure else Severity.INFO


def _word_at(words: list[str], offset: int) -> str:
    for word in words:
        if offset < len(word):
            return word
        offset -= len(word)
    return ""


def _wrong(report: Report) -> Iterator[Hit]:
    lines = report.document.lines
    for line, text in enumerate(lines, 1):
        slips = _slips(text)
        if not slips:
            continue
        taken = [*doubtful_places(text), *_expressions(text)]
        for slip in slips:
            if any(s < slip.end + 1 and slip.start - 1 < e for s, e in taken) or occurrences(lines, slip.around) > 1:
                continue
            span = Span(line, slip.start, slip.end)
            written = text[slip.start : slip.end]
            message = f"“{written}”{_SAY[slip.how]}，疑为“{slip.word}”之误。"
            yield Hit(span, message, (Fix(f"改为“{slip.right}”", (Edit(span, slip.right),)),), severity=slip.grade)


@functools.lru_cache(maxsize=PARAGRAPHS)
def _expressions(text: str) -> tuple[tuple[int, int], ...]:
    """Where a fixed expression is misquoted: told by T101."""
    normal = normal_text(text)
    places = normal.places()
    return tuple((places[miss.start], places[miss.end - 1] + 1) for miss in term_index().find(normal))


CHECKS = (
    Check(
        code="W107",
        kind="typo",
        family=Family.TEXT,
        severity=Severity.WARNING,
        explanation=Explanation(
            summary="字序颠倒、多字、漏字",
            why="打字时两个字颠倒、多打或漏打一个字，词就读不通了，如“推动工落作实”“建健全制度”。请核对。",
            source="《通用规范汉字表》；公文起草应当“文字精练、表述准确”（《党政机关公文处理工作条例》第十九条）",
        ),
        bad=(
            Example("修订议事规则，⟦动推⟧整改落实。"),
            Example("各科室分头⟦贯贯⟧彻落实会议精神。"),
            Example("局党组⟦领干⟧部带头学习党章党规。"),
        ),
        good=(
            Example("局党组书记带头，层层压实责任，件件有着落，人人受教育。"),
            Example("动员各方面力量推动落实，建立健全长效机制。"),
            Example("项目部办理移交手续，网格员采集信息，经集采平台下单。"),
        ),
        report=_wrong,
    ),
)
