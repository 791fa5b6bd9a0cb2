"""What the headings of real ledgers mean: which column of ours each one is."""

from __future__ import annotations

import functools
import re
import tomllib
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from desktop import resources
from desktop.ledger.columns import Column

_LIKE: tuple[tuple[Column, re.Pattern[str]], ...] = (
    (Column.REASON_OPEN, re.compile(r"未\w{0,4}(?:完成|销号|整改|到位)\w{0,4}(?:原因|理由)")),
    (Column.CAUSE, re.compile(r"原因|根源|症结")),
    (Column.STRUCK_OFF, re.compile(r"销号")),
    (Column.PROOF, re.compile(r"佐证|印证|支撑材料|证明材料|档案")),
    (
        Column.LEADER,
        re.compile(r"(?:牵头|责任|分管|包抓|包联|主管|挂钩|挂点|督办)\w{0,4}(?:领导|负责同志)|^\w{0,4}领导$"),
    ),
    (Column.PARTNER, re.compile(r"(?:配合|协办|协助|协同|参与|参加)\w{0,4}(?:单位|部门|科室|处室|股室)")),
    (
        Column.DEPARTMENT,
        re.compile(r"(?:责任|牵头|承办|主办|主责|落实)\w{0,4}(?:单位|部门|科室|处室|股室|主体|党组织)"),
    ),
    (Column.PERSON, re.compile(r"(?:责任|经办|承办|联系|联络|负责)\w{0,2}(?:人|人员)$")),
    (Column.TYPE, re.compile(r"整改(?:类型|类别|性质|方式)|立行立改")),
    (Column.DONE_ON, re.compile(r"(?:实际|已)\w{0,4}(?:完成|办结)\w{0,2}(?:时间|日期)")),
    (Column.DEADLINE, re.compile(r"时限|期限|到期|截止|(?:计划|预计|拟|应)\w{0,4}完成\w{0,2}(?:时间|日期)")),
    (Column.DONE_ON, re.compile(r"(?:完成|办结)\w{0,2}(?:时间|日期)")),
    (Column.STATUS, re.compile(r"状态|是否\w{0,6}(?:完成|到位|销号)|整改进度")),
    (Column.GOAL, re.compile(r"目标|标准")),
    (Column.MEASURES, re.compile(r"措施|举措")),
    (Column.PROGRESS, re.compile(r"进展|落实情况|整改情况|完成情况|成效|成果|结果")),
    (Column.DETAIL, re.compile(r"具体\w{0,4}(?:问题|表现|事项)|表现")),
    (Column.PROBLEM, re.compile(r"问题|整改(?:事项|任务|内容)|反馈意见")),
    (Column.ASPECT, re.compile(r"方面|类别|领域")),
    (Column.NUMBER, re.compile(r"序号|编号")),
    (Column.REMARK, re.compile(r"备注|说明")),
)
_NEXT = re.compile(r"下(?:一)?步(?:措施|打算|计划|工作|安排|整改)")
_NO_COLUMN = re.compile(r"天数|剩余|审核|审批|督办|验收人|督查|核查|分值|得分|考核|完成率|数$|个数|条数")
_NOISE = re.compile(r"[\s_:：*＊、,，/／|｜\-—.。“”\"'‘’《》]+")
_BRACKETED = re.compile(r"[（(\[【〔][^（）()\[\]【】〔〕]*[)）\]】〕]")
_LONGEST = 40
CERTAIN, LIKELY, DOUBTFUL, NONE = 1.0, 0.8, 0.5, 0.0
"""How sure a heading's meaning is: the very words, words like them, a guess from the cells below, nothing."""


@dataclass(frozen=True, slots=True)
class Meaning:
    """What a heading was taken for; column is None for a heading that is no column of ours."""

    column: Column | None
    confidence: float


_UNKNOWN = Meaning(None, NONE)


def plain_heading(text: str) -> str:
    """A heading without space, marks and what stands in brackets: 责任单位 （部门） is 责任单位."""
    text = unicodedata.normalize("NFKC", text)
    return _NOISE.sub("", _BRACKETED.sub("", text)).lower()


@functools.cache
def _by_word() -> Mapping[str, Column]:
    """The columns by the very words of resources/ledger/headings.toml."""
    data = tomllib.loads(resources.path("ledger/headings.toml").read_text(encoding="utf-8"))
    return {word: Column(column) for column, words in data.items() for word in words}


def read_heading(parts: Sequence[str]) -> Meaning:
    """What a heading means; parts: its texts from the upper heading row to the lower.

    The lowest row says it, where it does not (责任 over 领导), the rows together, else the upper one.
    """
    texts = [text for text in parts if text.strip()]
    if not texts or any(len(text) > _LONGEST for text in texts):
        return _UNKNOWN
    candidates = list(dict.fromkeys(["".join(texts), texts[-1]] if len(texts) > 1 else texts))
    if len(texts) > 1 and plain_heading(texts[-1]) in _VAGUE:
        candidates.pop()
    found = [_single(text) for text in candidates]
    found += [Meaning(m.column, m.confidence * LIKELY) for m in map(_single, texts[:-1][::-1])]
    best = max(found, key=lambda meaning: meaning.confidence)
    return best if best.confidence else next((m for m in found if m.column), _UNKNOWN)


_VAGUE = frozenset(
    {"领导", "部门", "科室", "单位", "时间", "情况", "问题", "措施", "目标", "状态", "原因", "进展", "姓名"}
)


def _single(text: str) -> Meaning:
    plain = plain_heading(text)
    if not plain:
        plain = _NOISE.sub("", unicodedata.normalize("NFKC", text)).strip("()[]【】〔〕")
    column = _by_word().get(plain)
    if column is None:
        whole = re.sub(r"[（）()\[\]【】〔〕]", "", _NOISE.sub("", unicodedata.normalize("NFKC", text))).lower()
        column = _by_word().get(whole)
    if column is not None:
        return Meaning(column, CERTAIN)
    if _NEXT.search(plain) and "原因" not in plain:
        return _UNKNOWN
    if _NO_COLUMN.search(plain):
        return _UNKNOWN
    for column, pattern in _LIKE:
        if pattern.search(plain):
            return Meaning(column, LIKELY)
    return _UNKNOWN
