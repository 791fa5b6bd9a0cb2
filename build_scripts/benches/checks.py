"""Reading and checking: cold against jieba.cut over the same text, and again after an edit.

- a folder of texts read and checked cold, against jieba.cut over the same text (start and dictionary left out);
- reading and checking again after an edit, on texts of 15,000 and of 350,000 characters: median, 99th percentile.
"""

from __future__ import annotations

import gc
import multiprocessing
import random
import statistics
import time
from collections.abc import Callable

from benches import invented_text

_SHORT, _LONG = 15_000, 350_000
_EDITS = 100


def _timed(work: Callable[[], object], clock: Callable[[], float] = time.perf_counter) -> float:
    began = clock()
    work()
    return clock() - began


def _best(work: Callable[[], object], rounds: int = 3) -> float:
    return min(_timed(work, time.process_time) for _ in range(rounds))


def cold(texts: list[str]) -> None:
    """Reading and checking texts never seen before, each against the time jieba needs to cut the same text.

    Each is measured once, in a process of its own: what the program remembers
    of a paragraph would make a second round faster than a clerk's first. Time
    of the processor, so that what else the machine does counts for neither.
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
    return cut, _timed(lambda: [parse(document) for document in documents], time.process_time), loading


def _review_all(texts: list[str]) -> tuple[float, float, float]:
    from desktop.checks.engine import Engine
    from desktop.checks.review import review
    from desktop.documents.folder_check import spare_loaded_data
    from desktop.text.document import Document

    documents = [Document.from_lines(text.split("\n")) for text in texts]
    engine = Engine()
    loading = _timed(lambda: review(Document.from_lines(invented_text(2_000)), engine))
    cut = _cut_all(texts)
    spare_loaded_data()  # as when a folder is checked
    return cut, _timed(lambda: [review(document, engine) for document in documents], time.process_time), loading


def after_edits(size: int) -> None:
    """Reading and checking again after each of many small edits, in time of the processor."""
    from desktop.checks.engine import Engine
    from desktop.checks.review import review
    from desktop.text.document import Document

    gc.disable()  # as in the window, whose own thread collects garbage while nobody types
    rng = random.Random(1)
    lines = invented_text(size)
    engine = Engine()
    first = _timed(lambda: review(Document.from_lines(lines), engine))
    times = []
    for _ in range(_EDITS):
        at = rng.choice([i for i, line in enumerate(lines) if len(line) > 20])
        lines[at] = lines[at][:10] + rng.choice("的了和在") + lines[at][10:]
        times.append(_timed(lambda: review(Document.from_lines(lines), engine), time.process_time))
    gc.enable()
    gc.collect()
    times.sort()
    print(
        f"{sum(map(len, lines))} characters in {len(lines)} paragraphs: first {first * 1000:.0f} ms; after an edit "
        f"median {statistics.median(times) * 1000:.1f} ms, p99 {times[int(len(times) * 0.99)] * 1000:.1f} ms"
    )


def run(texts: list[str]) -> None:
    """All of it, printed."""
    cold(texts)
    after_edits(_SHORT)
    after_edits(_LONG)
