"""Speed, as ratios to something measured in the same run, because machines differ and are noisy.

Usage: .venv/bin/python build_scripts/bench.py [FOLDER_OF_TEXTS]

- reading and checking a folder of texts cold, against jieba.cut over the same text (start and dictionary left out);
- reading and checking again after an edit, on texts of 15,000 and of 350,000 characters: median, 99th percentile.
"""

from __future__ import annotations

import multiprocessing
import random
import statistics
import sys
import time
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT), str(ROOT / "tests" / "support")]

_SHORT, _LONG = 15_000, 350_000
_EDITS = 100
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


def _timed(work: Callable[[], object]) -> float:
    began = time.perf_counter()
    work()
    return time.perf_counter() - began


def _best(work: Callable[[], object], rounds: int = 3) -> float:
    return min(_timed(work) for _ in range(rounds))


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


def cold(texts: list[str]) -> None:
    """Reading and checking texts never seen before, each against the time jieba needs to cut the same text.

    Each is measured once, in a process of its own: what the program remembers
    of a paragraph would make a second round faster than a clerk's first.
    """
    print(f"{len(texts)} texts, {sum(map(len, texts))} characters, seen for the first time")
    context = multiprocessing.get_context("spawn")
    for name, work in (("reading", _read_all), ("reading and all checks", _review_all)):
        with context.Pool(1) as pool:
            cut, took, loading = pool.apply(work, (texts,))
        print(f"{name:24s}{took * 1000:7.0f} ms   jieba.cut {cut * 1000:.0f} ms   ratio {took / cut:.2f}   ", end="")
        print(f"data loaded before in {loading:.2f} s")


def _cut_all(texts: list[str]) -> float:
    import jieba

    jieba.setLogLevel(60)
    jieba.initialize()
    return _best(lambda: [list(jieba.cut(text)) for text in texts])


def _read_all(texts: list[str]) -> tuple[float, float, float]:
    from desktop.report.parse import parse
    from desktop.text.document import Document

    documents = [Document.from_lines(text.split("\n")) for text in texts]
    loading = _timed(lambda: parse(Document.from_lines(invented_text(2_000))))
    cut = _cut_all(texts)
    return cut, _timed(lambda: [parse(document) for document in documents]), loading


def _review_all(texts: list[str]) -> tuple[float, float, float]:
    from desktop.checks.engine import Engine
    from desktop.checks.review import review
    from desktop.text.document import Document

    documents = [Document.from_lines(text.split("\n")) for text in texts]
    engine = Engine()
    loading = _timed(lambda: review(Document.from_lines(invented_text(2_000)), engine))
    cut = _cut_all(texts)
    return cut, _timed(lambda: [review(document, engine) for document in documents]), loading


def after_edits(size: int) -> None:
    """Reading and checking again after each of many small edits."""
    from desktop.checks.engine import Engine
    from desktop.checks.review import review
    from desktop.text.document import Document

    rng = random.Random(1)
    lines = invented_text(size)
    engine = Engine()
    first = _timed(lambda: review(Document.from_lines(lines), engine))
    times = []
    for _ in range(_EDITS):
        at = rng.choice([i for i, line in enumerate(lines) if len(line) > 20])
        lines[at] = lines[at][:10] + rng.choice("的了和在") + lines[at][10:]
        times.append(_timed(lambda: review(Document.from_lines(lines), engine)))
    times.sort()
    print(
        f"{sum(map(len, lines))} characters in {len(lines)} paragraphs: first {first * 1000:.0f} ms; after an edit "
        f"median {statistics.median(times) * 1000:.1f} ms, p99 {times[int(len(times) * 0.99)] * 1000:.1f} ms"
    )


def main() -> None:
    """Run all."""
    if len(sys.argv) > 1:
        texts = [path.read_text("utf-8") for path in sorted(Path(sys.argv[1]).glob("*.txt"))]
    else:
        texts = ["\n".join(invented_text(10_000)) for _ in range(20)]
    cold(texts)
    after_edits(_SHORT)
    after_edits(_LONG)


if __name__ == "__main__":
    main()
