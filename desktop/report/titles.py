"""The problem itself, cut out of its heading: number, lead-in, quotes and tail left out."""

from __future__ import annotations

import re

_QUOTES = {"“": "”", "‘": "’", '"': '"', "「": "」", "『": "』"}
_PREFIX = re.compile(
    r"(?:(?:整改|反馈|具体|巡察|巡视|存在)?(?:任务|内容|问题|事项)(?:[一二三四五六七八九十\d]{1,3})?[：:]|反馈[：:])[\s\u3000]*"
)
_LEAD_IN = re.compile(r"(?:关于|针对|对于)[\s\u3000]*(?=[^，,。]{0,2}[^\s])")
_LEAD_IN_QUOTED = re.compile(r"(?:对照?|就|在|围绕)[\s\u3000]*(?=[“‘\"])")
_LEAD_IN_TAILED = re.compile(r"对(?=.{2,200}(?:的整改|问题的整改)\w{0,6}$)")
_WORK = r"(?:整改|落实|进展|完成|阶段性|工作|推进|主要|具体)"
_TAIL = re.compile(
    rf"(?:(?:(?<=问题)|(?<=[”’\"]))的?|的)"
    rf"(?:整改{_WORK}{{0,5}}(?:的)?(?:情况|措施|进展|结果|成效|状态)?|{_WORK}{{0,3}}情况)$"
)
_TAIL_PROBLEM = re.compile(r"(?:的)?问题$")
_TAIL_ITEM = re.compile(r"(?:的)?事项$")
_MARKS = " \t\u3000\xa0。；;：:，,、"
_CIRCUMFIXED = 2


def _closing(text: str, start: int) -> int:
    """The offset of the quote that closes the one at start, nesting counted; -1 where none does."""
    opening = text[start]
    closing = _QUOTES[opening]
    depth = 0
    for at in range(start, len(text)):
        if text[at] == closing and (closing != opening or at > start):
            depth -= 1
            if depth == 0:
                return at
        elif text[at] == opening:
            depth += 1
    return -1


def _skip(text: str, start: int, end: int, marks: str) -> tuple[int, int]:
    while start < end and text[start] in marks:
        start += 1
    while end > start and text[end - 1] in marks:
        end -= 1
    return start, end


def _strip_tail(text: str, start: int, end: int) -> tuple[int, bool]:
    """The end without 问题的整改情况 and the like; whether 问题 or 整改 was among it."""
    found = False
    for pattern in (_TAIL, _TAIL_PROBLEM, _TAIL_ITEM):
        match = pattern.search(text[start:end])
        if match and match.start() >= _CIRCUMFIXED:
            end = start + match.start()
            found = True
            start, end = _skip(text, start, end, _MARKS)
    return end, found


def problem_title(text: str) -> tuple[int, int]:
    """Where in a heading (without its number) the problem itself stands: half-open offsets.

    关于“党费收缴不规范”问题的整改情况 gives 党费收缴不规范.
    """
    start, end = _skip(text, 0, len(text), _MARKS)
    for pattern in (_PREFIX, _LEAD_IN, _LEAD_IN_QUOTED, _LEAD_IN_TAILED):
        match = pattern.match(text, start, end)
        if match and match.end() < end:
            start = match.end()
            if pattern is not _PREFIX:
                break
    if start < end and text[start] in _QUOTES:
        close = _closing(text, start)
        if 0 <= close < end:
            rest_start, rest_end = _skip(text, close + 1, end, _MARKS)
            rest = text[rest_start:rest_end]
            tail_end, _ = _strip_tail("口口" + rest, 0, len(rest) + 2)
            if not rest or tail_end <= _CIRCUMFIXED:
                return _skip(text, start + 1, close, _MARKS)
    kept, _ = _strip_tail(text, start, end)
    if kept - start >= _CIRCUMFIXED:
        end = kept
    return _skip(text, start, end, _MARKS)
