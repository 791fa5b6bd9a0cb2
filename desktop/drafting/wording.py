"""Texts of ledger cells as a report says them: sentences, 一是…二是…, titles fit for quotation marks."""

from __future__ import annotations

import re

from desktop.report.numbering import find_label
from desktop.report.titles import problem_title
from desktop.text.numerals import write_chinese

_SERIES = re.compile(r"^(?:[一二三四五六七八九十]{1,3}是|第[一二三四五六七八九十]{1,3}[，、])")
_ENDS = "。！？…"
_LOOSE_ENDS = "；;，,、：: \u3000.。"
_LABEL_WORDS = re.compile(
    r"^(?:原因分析|整改措施|整改情况|整改进展(?:情况)?|进展情况|整改成效|整改状态|未完成原因|完成时限|整改时限|下一步措施)"
    r"[ \u3000]*[：:][ \u3000]*"
)
_OUTER = {ord("‘"): "“", ord("’"): "”"}
_INNER = {ord("“"): "‘", ord("”"): "’"}
_ASPECT_END = re.compile(r"方面|问题[”’]?$|[”’]$")


def sentence(text: str) -> str:
    """The text closed by a full stop, whatever loose mark it ended with."""
    text = text.strip().rstrip(_LOOSE_ENDS)
    return text if not text or text[-1] in _ENDS else text + "。"


def prose(text: str) -> str:
    """A cell's lines as running text, one paragraph a line of the result.

    Numbered lines become 一是…。二是…。 in one paragraph (a single one loses its
    number); lines without numbers stand before them as sentences, and those that
    follow a series open a paragraph of their own.
    """
    paragraphs: list[str] = []
    series: list[str] = []

    def close() -> None:
        if len(series) == 1:
            _append(paragraphs, series[0])
        elif series:
            _append(paragraphs, "".join(f"{write_chinese(n)}是{item}" for n, item in enumerate(series, 1)))
        series.clear()

    for raw in text.splitlines():
        line = _LABEL_WORDS.sub("", raw.strip(" \t\u3000"))
        label = find_label(line)
        words = sentence(line[label.span.end :].lstrip("，,、：:. \u3000") if label else _SERIES.sub("", line))
        if not words:
            continue
        if label is None and not _SERIES.match(line):
            close()
            paragraphs.append(words)
            continue
        if label is None and len(re.findall(r"(?:^|[。；])[一二三四五六七八九十]{1,3}是", line)) > 1:
            close()
            paragraphs.append(sentence(line))
            continue
        if label is not None and label.value == 1:
            close()
        series.append(words)
    close()
    return "\n".join(paragraphs)


def _append(paragraphs: list[str], words: str) -> None:
    """Words that go on in the paragraph that leads up to them."""
    if len(paragraphs) == 1:
        paragraphs[0] += words
    else:
        paragraphs.append(words)


def title_words(text: str) -> str:
    """A problem's words without number, 关于…的问题 and end mark; its own quotation marks are double ones."""
    line = "，".join(part for part in (raw.strip(" \t\u3000").rstrip("；;，,。") for raw in text.splitlines()) if part)
    label = find_label(line)
    if label is not None:
        line = line[label.span.end :].lstrip("、. \u3000")
    start, end = problem_title(line)
    words = line[start:end].rstrip(_LOOSE_ENDS) or line
    return words.translate(_OUTER)


def quoted(text: str) -> str:
    """The words as they stand inside quotation marks: their own are single ones (GB/T 15834—2011 4.7.3.3)."""
    return text.translate(_INNER)


def count_series(text: str) -> int:
    """How many measures a cell lists: its numbered lines, or else one."""
    numbered = sum(1 for line in text.splitlines() if find_label(line) or _SERIES.match(line.strip()))
    return numbered or int(bool(text.strip()))


def aspect_words(text: str) -> str:
    """The heading of an aspect: without number, ending in 方面 or in its own 问题."""
    line = "".join(text.split("\n")).strip(" \t\u3000")
    label = find_label(line)
    if label is not None:
        line = line[label.span.end :].lstrip("、.：: \u3000")
    line = line.rstrip(_LOOSE_ENDS)
    return line if not line or _ASPECT_END.search(line) else f"{line}方面"


def short_words(text: str) -> str:
    """A short cell on one line, without its end mark."""
    return "、".join(part.strip(_LOOSE_ENDS) for part in text.splitlines() if part.strip(_LOOSE_ENDS))
