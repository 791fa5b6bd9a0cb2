"""Quantity phrases of a paragraph: a number, its measure word and the noun it counts."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from functools import lru_cache

from desktop.report.claims.words import Topic, status_of, topic_of
from desktop.report.model import Status
from desktop.text.numerals import read_integer
from desktop.text.sentences import MASK, Cuts, mask_quotations, unify_width

PERSON, MONEY = "人", "元"
_MONEY_FACTOR = {"元": 1.0, "万元": 1e4, "亿元": 1e8, "千元": 1e3, "百万元": 1e6, "万余元": 1e4, "多万元": 1e4}
_UNITS = (
    "百万元|万余元|千元|万元|亿元|元|人次|场次|批次|件次|户次|家次|篇次|个批次|平方米|平方公里|公顷|公里|千克|公斤|"
    "大方面|大类|大项|小项|方面|个|项|条|类|点|件|宗|起|例|名|人|位|户|家|套|座|处|份|篇|期|轮|场|批|次|所|枚|台|辆|部|本|册|款|支|只|幢|栋|间|"
    "亩|米|吨|张|块|艘|棵|株|门|节|堂|盏|根|笔"
)
_COUNTED_IN_CHINESE = "个项条类点件起名人位户家套座处份篇期轮场批次所方大小宗例笔"
_QUANTITY = re.compile(
    rf"(?P<approx>近|约|超过|逾|不少于|至少|超|达到?|多达)?\s?"
    rf"(?P<number>\d[\d,]*(?:\.\d+)?|(?<!第)[一二两三四五六七八九十百千零]{{1,7}}|[xX×＊*]{{1,5}})"
    rf"(?P<large>[万亿](?!元))?\s?(?P<more>余|多|几|来)?(?P<large2>万(?=个|人|户|件|条|名))?\s?"
    rf"(?P<big>大(?=问题|方面|类|项|任务|措施|板块))?(?P<unit>{_UNITS})?"
)
# digits of all kinds, and what else a numeral may be written with
_NUMERAL = re.compile("[\\d²³¹⁰⁴-⁹₀-₉①-⑨⑴-⑼⒈-⒐⓪⓵-⓽⓿❶-❾➀-➈➊-➒一二两三四五六七八九十百千xX×*]")
_BRACKET = re.compile("[（）]")
_BEFORE_ORDINAL = frozenset("第〔﹝[-—–~～/.＋+编")
_IDIOM = re.compile(
    r"[:：]?(?:意识|自信|维护|确保|责任落实|不放过|清单|规定精神|服从|决定性|统一战线|代表|不直接|全面|必须|坚持|看|会一课|重一大|带头|不准)"
)
_PLEDGE = re.compile(r"立行立改|限期整改|限期完成|分阶段|长期坚持|长期整改|持续整改")
_OTHER_STATE = re.compile(r"剩余|其余|余下|剩下|仅剩|还有|尚有")
_TOTAL_WORD = re.compile(
    r"(?:共计|总计|合计|总共|累计|共有|总数(?:为|达)?|共|总额(?:为|达)?)(?:[^\d，。；：、（）]{0,14})$"
)
_SUM_WORD = re.compile(r"(?:共计|总计|合计|总共|共)(?:为|达|约)?\s?$")


@dataclass(frozen=True, slots=True)
class Quantity:
    """A counted thing in a paragraph; offsets are within the paragraph.

    start, end: the digits. unit_end: after the measure word. value: in the
    unit's base (money in 元), None for a placeholder. slack: half of what
    rounding may hide (0 for an exact number; for 余, 近, 约 and 万 inputs more).
    pledge: it counts a kind of rectification (立行立改, 限期整改, 长期坚持).
    before, after: the words of its clause on either side, up to the next
    number. noun: what is counted, "" where the clause does not say.
    """

    start: int
    end: int
    unit_end: int
    written: str
    value: float | None
    low: float
    high: float
    decimals: int
    unit: str
    family: str
    before: str
    after: str
    noun: str
    topic: Topic
    status: Status | None
    pledge: bool
    remainder: bool
    total_word: bool
    sum_word: bool
    sentence: int
    stop: int
    clause: int
    depth: int

    @property
    def exact(self) -> bool:
        """Whether the number is stated without 余, 近, 约 and is not a placeholder."""
        return self.value is not None and self.low == self.high == self.value

    @property
    def rounding(self) -> float:
        """What rounding at the stated decimals may hide of an amount; 0 for what is counted one by one."""
        if self.family != MONEY or not self.decimals:
            return 0.0
        return float(_MONEY_FACTOR.get(self.unit, 1.0) * 0.5 * 0.1**self.decimals)

    @property
    def told(self) -> bool:
        """Whether the clause says how far it has come, or by when it is to come so far."""
        return self.status is not None or self.pledge


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph made ready for reading quantities. text: unified width, quotations masked."""

    text: str
    cuts: Cuts
    quantities: tuple[Quantity, ...]

    def near(self, quantity: Quantity, before: int, after: int) -> tuple[Quantity, ...]:
        """Up to so many quantities before and after this one, which is left out."""
        at = bisect_left(self.quantities, quantity.start, key=lambda q: q.start)
        return self.quantities[max(0, at - before) : at] + self.quantities[at + 1 : at + 1 + after]


def plain(value: float | None) -> float | None:
    """An int for a whole number."""
    return int(value) if value is not None and value == int(value) else value


def _family(unit: str) -> str:
    if unit in _MONEY_FACTOR:
        return MONEY
    if unit in ("人", "名", "位"):
        return PERSON
    if unit in ("大类", "大方面"):
        return "类"
    if unit in ("大项", "小项"):
        return "项"
    return {"宗": "件", "起": "件"}.get(unit, unit)


def _read_number(written: str) -> tuple[float | None, int] | None:
    """The value and its decimals; value None for a placeholder, None altogether where it is no number."""
    if written[0] in "xX×＊*":
        return None, 0
    digits = written.replace(",", "")
    if digits[0].isdigit():
        if len(digits) > 15:
            return None
        return float(digits), len(digits.partition(".")[2])
    value = read_integer(digits)
    return None if value is None else (float(value), 0)


def _bounds(value: float, approx: str, more: str, step: float) -> tuple[float, float]:
    """What a number with 近, 约, 余 … can stand for; step is the worth of its last digit."""
    if more:
        digit = 10.0 ** max(0, len(str(int(value / step))) - len(str(int(value / step)).rstrip("0"))) * step
        return value, value + max(digit, step) - (step if step == 1 else 0)
    if approx == "近":
        return value * 0.9, value
    if approx == "约":
        return value * 0.95, value * 1.05
    if approx in ("超过", "逾", "超", "不少于", "至少", "多达"):
        return value, value * 1.1
    if step > 1:
        return value - step / 2, value + step / 2
    return value, value


@lru_cache(maxsize=8_192)  # after an edit all other paragraphs are as they were
def read_paragraph(raw: str, hidden: tuple[tuple[int, int], ...] = ()) -> Paragraph:
    """The quantities of a paragraph. hidden: stretches (headings, residue) whose numbers do not count."""
    text = mask_quotations(unify_width(raw))
    for start, end in hidden:
        text = text[:start] + MASK * (end - start) + text[end:]
    if not _NUMERAL.search(text):
        return Paragraph(text, Cuts(""), ())
    cuts = Cuts(text)
    brackets = _Brackets(text)
    matches = [m for m in _QUANTITY.finditer(text) if m["unit"] or m["big"]]
    matches = [m for m in matches if _counts(text, m)]
    quantities = []
    for i, match in enumerate(matches):
        previous_end = matches[i - 1].end() if i else 0
        next_start = matches[i + 1].start() if i + 1 < len(matches) else len(text)
        quantity = _build(text, cuts, match, previous_end, next_start, brackets)
        if quantity is not None:
            quantities.append(quantity)
    return Paragraph(text, cuts, tuple(quantities))


class _Brackets:
    """How deep in brackets each place of a text stands; a bracket itself counts as inside."""

    def __init__(self, text: str) -> None:
        self._from = [0]
        self._depths = [0]
        depth = 0
        for match in _BRACKET.finditer(text) if "（" in text else ():
            if match[0] == "（":
                depth += 1
                self._from.append(match.start())
            else:
                depth = max(0, depth - 1)
                self._from.append(match.end())
            self._depths.append(depth)

    def depth(self, at: int) -> int:
        return self._depths[bisect_right(self._from, at) - 1]


def _counts(text: str, match: re.Match[str]) -> bool:
    """Whether this is a count and no date, ordinal, version, percentage or set phrase."""
    start = match.start("number")
    before = text[start - 1 : start]
    if before in _BEFORE_ORDINAL or before.isdigit() or (before.isascii() and before.isalpha()):
        return False
    unit = match["unit"] or ""
    after = text[match.end() : match.end() + 8]
    if unit in ("个", "") and re.match(r"月|小时|工作日|星期|季度|年|多月|交易日|周", after):
        return False
    number = match["number"]
    chinese = number[0] in "一二两三四五六七八九十百千零"
    if chinese:
        if number in ("一", "零", "千", "百", "千百", "百千") or read_integer(number) is None:
            return False
        if unit and unit[0] not in _COUNTED_IN_CHINESE and unit not in ("人次", "方面", "大类"):
            return False
        if before and before in "一二三四五六七八九十百千万几数":
            return False
    if _IDIOM.match(after) and not match["large"]:
        return False
    if unit in ("点", "分") and re.match(r"\d|[半整左右]", after):
        return False
    if unit in ("大项", "小项") and chinese and after[:1] not in "，、":
        unit = unit[1:]
    if unit == "位" and after[:1] in "于":
        return False
    return not (unit in ("人", "名") and after[:1] == "大" and number in ("一", "二", "三", "四"))


def _build(
    text: str, cuts: Cuts, match: re.Match[str], previous_end: int, next_start: int, brackets: _Brackets
) -> Quantity | None:
    read = _read_number(match["number"])
    if read is None:
        return None
    value, decimals = read
    unit = match["unit"] or ("项" if match["big"] else "")
    start, end = match.span("number")
    factor = _MONEY_FACTOR.get(unit, 1.0)
    for large in (match["large"], match["large2"]):
        if large:
            factor *= 1e4 if large == "万" else 1e8
    low = high = 0.0
    if value is not None:
        step = factor / 10**decimals if factor > 1 and unit not in _MONEY_FACTOR else 1.0
        value = round(value * factor, 6)
        low, high = _bounds(value, match["approx"] or "", match["more"] or "", step)
    clause_start = max(cuts.clause_start(start), previous_end)
    clause_end = min(cuts.clause_end(max(start, match.end() - 1), len(text)), next_start)
    before = text[clause_start : match.start()].strip()
    after = text[match.end() : max(clause_end, match.end())].strip()
    if match["approx"] in ("达", "达到"):
        before += match["approx"]
    noun = _noun(unit, before, after)
    family = _family(unit)
    topic = Topic.MONEY if family == MONEY else Topic.PERSON if family == PERSON else topic_of(noun)
    if topic is Topic.OTHER and not noun and cuts.clause_start(start) >= previous_end:
        topic = topic_of(before[-8:])
    if unit in ("方面", "大方面", "类", "大类") and topic is not Topic.PROBLEM:
        topic = Topic.ASPECT
    words = f"{before} {after}"
    return Quantity(
        start=start,
        end=end,
        unit_end=match.end(),
        written=match["number"],
        value=value,
        low=low,
        high=high,
        decimals=decimals,
        unit=unit,
        family=family,
        before=before,
        after=after,
        noun=noun,
        topic=topic,
        status=status_of(words),
        pledge=bool(_PLEDGE.search(noun or before[-8:])) and "移交" not in before,
        remainder=bool(_OTHER_STATE.search(words)),
        total_word=bool(_TOTAL_WORD.search(before)),
        sum_word=bool(_SUM_WORD.search(before)),
        sentence=cuts.sentence(start),
        stop=cuts.stop(start),
        clause=cuts.clause(start),
        depth=brackets.depth(start),
    )


_VERB_AFTER = re.compile(
    r"(?:的|已|均|全部|实施|开展|强化|正在|尚|未|完成|整改|基本|进行|开展|纳入|得到|由|为|被|按|在|中$|，|占|达|来|以上|左右|取得|需|暂|现|实地|仍|并|共|和\d)"
)
_OF_REPORT = re.compile(r"整改(?:任务|措施|意见|事项|问题|建议|要求|责任|项目|清单|内容|工作)")


def _noun(unit: str, before: str, after: str) -> str:
    """The noun counted: after the measure word up to a verb; 方面 and 类 are nouns themselves."""
    if unit in ("方面", "大方面"):
        return "方面" + after[:4]
    words = after[:24]
    keep = 0
    report_noun = _OF_REPORT.match(words)
    if report_noun:
        keep = report_noun.end()
    verb = _VERB_AFTER.search(words, keep)
    if verb and verb.group() == "的" and verb.start() > 0:
        head = words[verb.end() :]
        following = _VERB_AFTER.search(head)
        return words[: verb.end()] + (head[: following.start()] if following else head)[:10]
    return words[: verb.start()] if verb else words
