"""W108: a word that stands where another one of the same sound is what the genre puts beside its neighbour."""

from __future__ import annotations

import functools
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import product

from desktop import resources
from desktop.checks import confusables
from desktop.checks.base import Check, Example, Explanation, Family, Fix, Hit, Severity
from desktop.checks.memo import PARAGRAPHS
from desktop.checks.normal_text import normal_text
from desktop.checks.occurrences import occurrences
from desktop.report.model import Report
from desktop.text.edits import Edit
from desktop.text.segmentation import dictionary
from desktop.text.spans import Span

_WORD = 2
_COMMON = 300  # jieba's frequency from which an input method offers a word
_RARER = 4  # the word written is so many times rarer in the genre than the one meant
_LONGEST = 20_000  # a paragraph longer than any in a report is not looked at

# Words of one sound each of which may stand in the other's place.
_PAIRS = """
交纳/缴纳 认知/认识 督察/督查 财物/财务 制定/制订 检察/检查 监察/检查 考察/考查 审定/审订 拟定/拟订 实行/施行
权利/权力 法治/法制 时间/实践 形式/形势 试用/使用 适用/使用 意志/意识 公式/公示 必需/必须 其他/其它 巡查/巡察
防空/防控 事实/适时 作为/做为 事务/实务 事例/实例 通讯/通信 记录/纪录 登录/登陆 申明/声明 申述/申诉
"""
_EITHER = frozenset(frozenset(pair.split("/")) for pair in _PAIRS.split())


@dataclass(frozen=True, slots=True)
class _Meant:
    """Where in a paragraph a word stands, half-open, the other one that is meant, and both with their neighbour."""

    start: int
    end: int
    right: str
    written: str
    usual: str


@functools.cache
def _usual() -> frozenset[str]:
    """Two words that often stand side by side, together."""
    text = resources.path("lexicon", "collocations.txt").read_text(encoding="utf-8")
    rows = (line.split() for line in text.splitlines() if line and line[0] != "#")
    return frozenset(first + second for first, *others in rows for second in others)


@functools.cache
def _variants() -> dict[str, tuple[str, int]]:
    """Two words one of which is another of the same sound → what is usual, and where the wrong one begins in it."""
    words, usual = dictionary(), _usual()
    genre = words.genre
    meant = {pair[at : at + _WORD] for pair in usual for at in (0, _WORD)}
    wanted = {sound for word in meant for sound in _sounds(word)}
    by_sound: defaultdict[str, set[str]] = defaultdict(set)
    for word, _ in words.usual(_COMMON):
        if len(word) == _WORD:
            for sound in _sounds(word):
                if sound in wanted:
                    by_sound[sound].add(word)
    alike = {
        word: [
            other
            for other in sorted({o for sound in _sounds(word) for o in by_sound[sound]})
            if other != word
            and genre.get(other, 0) * _RARER <= genre.get(word, 0)
            and frozenset((other, word)) not in _EITHER
        ]
        for word in meant
    }
    found: dict[str, tuple[str, int]] = {}
    for pair in sorted(usual):
        for at in (0, _WORD):
            for other in alike[pair[at : at + _WORD]]:
                wrong = pair[:at] + other + pair[at + _WORD :]
                if wrong not in words and wrong not in usual:
                    found.setdefault(wrong, (pair, at))
    return found


def _sounds(word: str) -> Iterator[str]:
    known = confusables.syllables()
    return (f"{a} {b}" for a, b in product(known.get(word[0], ()), known.get(word[1], ())))


@functools.cache
def _by_pair() -> dict[str, list[str]]:
    """The same by that pair of neighbours in them which is the rarest as a word."""
    words = dictionary()
    found: defaultdict[str, list[str]] = defaultdict(list)
    for written in _variants():
        pairs = [written[at : at + 2] for at in range(len(written) - 1)]
        found[min(pairs, key=words.frequency)].append(written)
    return dict(found)


@functools.lru_cache(maxsize=PARAGRAPHS)
def _found(text: str) -> tuple[_Meant, ...]:
    """Where a paragraph has such a word, in order."""
    if len(text) > _LONGEST:
        return ()
    variants, by_pair = _variants(), _by_pair()
    kept: list[_Meant] = []
    for written in [w for pair in by_pair.keys() & normal_text(text).pairs for w in by_pair[pair] if w in text]:
        at = text.find(written)
        usual, offset = variants[written]
        if text.find(written, at + 1) < 0 and _reads_as_words(text, at):
            start = at + offset
            kept.append(_Meant(start, start + _WORD, usual[offset : offset + _WORD], written, usual))
    return tuple(sorted(kept, key=lambda m: m.start))


def _reads_as_words(text: str, at: int) -> bool:
    """Whether the four characters are two words where they stand, not parts of longer ones."""
    low, high = at, at + 2 * _WORD
    while low > max(0, at - 3) and "\u4e00" <= text[low - 1] <= "\u9fff":
        low -= 1
    while high < min(len(text), at + 2 * _WORD + 3) and "\u4e00" <= text[high] <= "\u9fff":
        high += 1
    place, ends = low, set()
    for word in dictionary().read(text[low:high])[1]:
        place += len(word)
        ends.add(place)
    return at + _WORD in ends and at + 2 * _WORD in ends and (at == low or at in ends)


def _wrong(report: Report) -> Iterator[Hit]:
    lines = report.document.lines
    for line, text in enumerate(lines, 1):
        end = 0
        for meant in _found(text):
            if meant.start < end or occurrences(lines, meant.written) > 1:  # written twice: so it is meant
                continue
            end = meant.end
            span = Span(line, meant.start, end)
            yield Hit(
                span,
                f"“{meant.written}”不成搭配，疑为同音的“{meant.usual}”之误。",
                (Fix(f"改为“{meant.right}”", (Edit(span, meant.right),)),),
            )


CHECKS = (
    Check(
        code="W108",
        kind="typo",
        family=Family.TEXT,
        severity=Severity.WARNING,
        explanation=Explanation(
            summary="同音词用错",
            why="拼音输入选错候选词，得到的也是词，拼写检查看不出来，如“组织事实”“开展京示教育”“严格直行”。"
            "这里的词与旁边的词不成搭配，换成同音的另一个词就是常用的说法，请核对。",
            source="整改报告常用搭配统计；公文起草应当“文字精练、表述准确”（《党政机关公文处理工作条例》第十九条）",
        ),
        bad=(
            Example("明确责任分工，认真组织⟦事实⟧。"),
            Example("各部门⟦即使⟧整改，按月通报进度。"),
        ),
        good=(
            Example("按照方案组织实施，完善体制机制。"),
            Example("党员按时交纳党费，机关严格执行法律法规。"),
        ),
        report=_wrong,
    ),
)
