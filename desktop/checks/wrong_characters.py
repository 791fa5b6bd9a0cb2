"""W102: a character that stands where another one, like it in sound or look, gives an expression of the genre."""

from __future__ import annotations

import enum
import functools
from collections.abc import Iterator
from dataclasses import dataclass

from desktop.checks import confusables
from desktop.checks.base import Check, Example, Explanation, Family, Fix, Hit, Severity
from desktop.checks.lexical_index import LexicalIndex, lexical_index, odd_places
from desktop.checks.occurrences import occurrences
from desktop.report.model import Report
from desktop.text.edits import Edit
from desktop.text.spans import Span

_CONTEXT = 4  # characters each side that are read again
_LONGEST = 20_000  # a paragraph longer than any in a report is not looked at

_COMMON_IDIOM = 100  # jieba's frequency from which a long word need not be known from the genre

_Readings = dict[str, tuple[float, list[str]]]


@dataclass(frozen=True, slots=True)
class _Proposal:
    """One character replaced, or two that sound the same.

    at: the offset. start: where the word that it gives begins. before: what
    stands around the place. alike: in sound or look. gain: how much likelier the text reads, in powers of e.
    """

    at: int
    right: str
    start: int
    word: str
    before: str
    alike: bool
    gain: float
    grade: Severity


@functools.lru_cache(maxsize=16_384)
def _proposals(text: str) -> tuple[_Proposal, ...]:
    """What may be wrong in a paragraph, one proposal a place."""
    if len(text) > _LONGEST:
        return ()
    index = lexical_index()
    best: dict[int, _Proposal] = {}
    readings: _Readings = {}
    words = index.words.counted
    for at in odd_places(text):
        # a character that makes a word with its other neighbour is not the wrong one
        first_free = at == 0 or (text[at - 1 : at + 1] not in words and text[max(0, at - 2) : at + 1] not in words)
        second_free = text[at + 1 : at + 3] not in words and text[at + 1 : at + 4] not in words
        second_free = second_free or at + 2 >= len(text)
        if not first_free and not second_free:
            continue
        for place, right, frame in _candidates(text, at, first_free, second_free, index):
            found = _weigh(text, place, right, frame, index, readings)
            if found is not None and (place not in best or _rank(best[place]) < _rank(found)):
                best[place] = found
    kept: list[_Proposal] = []
    for proposal in sorted(best.values(), key=_rank, reverse=True):
        if all(abs(proposal.at - other.at) > 3 for other in kept):
            kept.append(proposal)
    return tuple(sorted(kept, key=lambda p: p.at))


def doubtful_places(text: str) -> tuple[tuple[int, int], ...]:
    """Where in a text, taken by itself, a word does not read well: half-open offsets."""
    return tuple((found.start, found.start + len(found.word)) for found in _proposals(text))


def _rank(proposal: _Proposal) -> tuple[bool, bool, float]:
    """What is worth showing first: sure before doubtful, characters that are alike before others."""
    return proposal.grade is not Severity.INFO, proposal.alike, proposal.gain


def _candidates(
    text: str, at: int, first_free: bool, second_free: bool, index: LexicalIndex
) -> list[tuple[int, str, bool]]:
    """Places near an odd pair with what may have been meant there; True where only the words around speak for it.

    first_free, second_free: whether the character may be the wrong one.
    """
    pair = text[at : at + 2]
    first, second = pair[0], pair[1]
    if not (first_free and second_free):
        if second_free:
            return [(at + 1, right, False) for right in sorted(index.second_meant(first, second))]
        return [(at, right, False) for right in sorted(index.first_meant(first, second))]
    found = {(at + 1, right, False) for right in index.second_meant(first, second)}
    found.update([(at, right, False) for right in index.first_meant(first, second)])
    found.update([(at, right, False) for right in index.both_meant(pair)])
    for start in range(max(0, at - 2), at + 1):
        four = text[start : start + 4]
        if len(four) < 4:
            continue
        for i in (at - start, at + 1 - start):
            if i < 4:
                for right in index.frames.get(four[:i] + "?" + four[i + 1 :], ""):
                    if right != four[i]:
                        found.add((start + i, right, not confusables.alike(right, four[i])))
    return sorted(found)


def _weigh(text: str, at: int, right: str, frame: bool, index: LexicalIndex, readings: _Readings) -> _Proposal | None:
    """Read the words around a place as written and as proposed."""
    after = at + len(right)
    start, end = at, after
    while start > max(0, at - _CONTEXT) and "\u4e00" <= text[start - 1] <= "\u9fff":
        start -= 1
    while end < min(len(text), after + _CONTEXT) and "\u4e00" <= text[end] <= "\u9fff":
        end += 1
    as_written = text[start:end]
    if as_written not in readings:
        readings[as_written] = index.words.read(as_written)
    cost, words = readings[as_written]
    better, mended = index.words.read(text[start:at] + right + text[after:end])
    gain = cost - better
    _, here = _word_at(words, at - start)
    back, word = _word_at(mended, at - start)
    if len(word) < 2:
        return None
    grade = _grade(gain, here, word, _how(text[at:after], right, frame), index)
    if grade is None:
        return None
    around = text[max(start, at - 1) : after + 1]
    return _Proposal(at, right, at - back, word, around, not frame, gain, grade)


class _How(enum.Enum):
    """What speaks for a proposal."""

    LOOK = enum.auto()  # one character that looks alike
    SOUND = enum.auto()  # one that sounds the same
    NEAR = enum.auto()  # one that sounds almost the same
    BOTH = enum.auto()  # two that sound the same
    FRAME = enum.auto()  # only the words around


# Likelier by so much (hint, warning, error), for two characters and for longer words.
_LEAST_GAIN = {
    (_How.LOOK, True): (7.0, 7.9, 10.0),
    (_How.LOOK, False): (7.0, 7.9, 10.0),
    (_How.SOUND, True): (7.0, 8.5, 11.0),
    (_How.SOUND, False): (7.0, 7.9, 10.0),
    (_How.NEAR, True): (8.5, 10.5, 14.0),
    (_How.NEAR, False): (8.5, 9.5, 14.0),
}


def _how(written: str, right: str, frame: bool) -> _How:
    if frame:
        return _How.FRAME
    if len(right) > 1:
        return _How.BOTH
    if confusables.look_alike(written, right):
        return _How.LOOK
    return _How.SOUND if confusables.same_sound(written, right) else _How.NEAR


def _grade(gain: float, here: str, word: str, how: _How, index: LexicalIndex) -> Severity | None:
    """How sure a proposal is; None where it is not worth a glance.

    Measured with the lexicon of other reports than the one read: planted wrong characters gain from
    8 up, abbreviations and terms of a trade that the lexicon lacks up to 10. Two characters that
    only together sound like something, and words that only those around speak for, are mostly right.
    """
    count = index.words.genre.get(word, 0)
    short = len(word) == 2
    known = count >= 2 or (count and not short) or (len(word) > 3 and index.words.frequency(word) >= _COMMON_IDIOM)
    if how is _How.FRAME:
        if len(here) > 1 or count < 2 or len(word) < 4 or gain < 12:
            return None
        return Severity.WARNING if len(word) >= 6 else Severity.INFO
    if how is _How.BOTH:
        return Severity.INFO if known and gain >= 11 else None
    if not known:
        return Severity.INFO if how is not _How.NEAR and gain >= 10 else None
    hint, warning, error = _LEAST_GAIN[how, short]
    if gain < hint:
        return None
    return Severity.ERROR if gain >= error else Severity.WARNING if gain >= warning else Severity.INFO


def _word_at(words: list[str], offset: int) -> tuple[int, str]:
    """The word that holds an offset, and how far the offset lies within it."""
    for word in words:
        if offset < len(word):
            return offset, word
        offset -= len(word)
    return 0, ""


def _wrong(report: Report) -> Iterator[Hit]:
    lines = report.document.lines
    for line, text in enumerate(lines, 1):
        for found in _proposals(text):
            if occurrences(lines, found.before) > 1:
                continue
            written = text[found.start : found.start + len(found.word)]
            yield Hit(
                Span(line, found.start, found.start + len(found.word)),
                f"“{written}”读不通，疑为“{found.word}”之误。",
                (Fix(f"改为“{found.word}”", (Edit(Span(line, found.at, found.at + len(found.right)), found.right),)),),
                severity=found.grade,
            )


CHECKS = (
    Check(
        code="W102",
        kind="typo",
        family=Family.TEXT,
        severity=Severity.WARNING,
        explanation=Explanation(
            summary="字词读不通，疑有错字",
            why="拼音输入和扫描识别常把字写成同音字、形近字，如“部暑”“针队”“办事效车”。这里的字连不成词，"
            "换成读音或字形相近的字就是常用的词，请核对。人名、地名和本单位的专用简称可以忽略或加入词表。",
            source="《通用规范汉字表》；公文起草应当“文字精练、表述准确”（《党政机关公文处理工作条例》第十九条）",
        ),
        bad=(
            Example("局党组召开会议，⟦全面布暑⟧整改工作。"),
            Example("形成上下联动的⟦长效机治⟧，巩固整改成果。"),
            Example("进一步提高⟦办事效车⟧，方便群众。"),
            Example("区委第二⟦巡察祖⟧向我局反馈了意见。"),
        ),
        good=(
            Example("局党组召开会议，全面部署整改工作，建立健全长效机制，提高办事效率。"),
            Example("王暑生等同志履职尽责，股室负责人把控质效。"),
            Example("维稳、抗疫、征迁工作压茬推进，药械采购公开透明。"),
        ),
        report=_wrong,
    ),
)
