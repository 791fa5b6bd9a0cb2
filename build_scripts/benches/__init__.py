"""The parts of the speed measurement, one module each, with `run(texts)` that prints its figures."""

from __future__ import annotations

import random
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
"""The project."""

_PLACES = (ROOT, ROOT / "tests" / "support")
sys.path[:0] = [str(place) for place in _PLACES if str(place) not in sys.path]

_BODY = 40
_AVERAGE = 130
_MEASURES = ("次", "件", "项", "人次", "处", "份")
_WORDS = (
    ("局办公室", "局党组", "规划建设科", "各科室", "机关党支部", "项目管理科", "局属各单位", "财务科", "物业监管科"),
    ("在三季度", "会同街道", "按照整改台账", "结合年度计划", "围绕薄弱环节", "对照巡察意见", "利用集中学习时间"),
    ("开展实地检查", "组织业务培训", "核对项目档案", "走访居民群众", "清理闲置资产", "修改内部规定", "梳理审批事项"),
    (
        "有关情况已向局党组报告",
        "发现的不足当场改正",
        "群众满意程度有所提高",
        "责任已落实到具体岗位",
        "相关资料已归入档案",
    ),
)


def invented_text(size: int) -> list[str]:
    """Lines of invented reports, one after another, of about this many characters, 130 to a paragraph as in real ones.

    Half the paragraphs of a real report are headings of some twenty
    characters; its long paragraphs are what the average is made of.
    """
    from invented_reports import layouts, make

    rng = random.Random(size)
    lines: list[str] = []
    seed = total = 0
    while total < size:
        made, _ = make(layouts()[seed % 70], seed)
        seed += 1
        bodies = [at for at, line in enumerate(made) if len(line) > _BODY and line.endswith("。")]
        while bodies and sum(map(len, made)) < _AVERAGE * len(made):
            made[rng.choice(bodies)] += _sentence(rng)
        lines += made
        total += sum(map(len, made))
    return lines


def _sentence(rng: random.Random) -> str:
    who, when, what, effect = (rng.choice(words) for words in _WORDS)
    return f"{who}{when}{what}{rng.randint(2, 60)}{rng.choice(_MEASURES)}，{effect}。"
