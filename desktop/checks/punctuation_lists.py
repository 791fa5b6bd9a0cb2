"""M5xx: a semicolon within a list of equal items, and well-known books without their title marks."""

from __future__ import annotations

import re
from collections.abc import Iterator

from desktop.checks.base import Check, Example, Explanation, Family, Fix, Hit, Severity
from desktop.report.model import Report
from desktop.text.document import Paragraph
from desktop.text.edits import Edit
from desktop.text.spans import Span

_HAN = "\u4e00-\u9fff"
_SEMICOLON = re.compile(rf"、(?P<left>[{_HAN}]{{4}})(?P<mark>；)(?P<right>[{_HAN}]{{4}})、")
_SENTENCE_END = "。！？\n"
_BOOKS = (
    "习近平谈治国理政",
    "论党的宣传思想工作",
    "论中国共产党历史",
    "论坚持全面依法治国",
    "论坚持推动构建人类命运共同体",
    "论坚持党对一切工作的领导",
    "论坚持人民当家作主",
    "论党的自我革命",
    "中国共产党简史",
    "习近平新时代中国特色社会主义思想学习纲要",
    "习近平新时代中国特色社会主义思想学习问答",
    "习近平法治思想学习纲要",
    "习近平的七年知青岁月",
)
_BOOK = re.compile(rf"(?<![{_HAN}《〈])(?:{'|'.join(_BOOKS)})|(?<=[习读绕了用发和及])(?:{'|'.join(_BOOKS)})")
_OPEN_TITLE = re.compile(r"[《〈“‘][^《》〈〉“”‘’\n]*$")
_REACH = 60


def _in_list(paragraph: Paragraph, line: int) -> Iterator[Hit]:
    """A、B；C、D with items of one length in a sentence that has no other semicolon."""
    text = paragraph.text
    if "；" not in text:
        return
    for match in _SEMICOLON.finditer(text):
        at = match.start("mark")
        start = max(text.rfind(mark, 0, at) for mark in _SENTENCE_END) + 1
        ends = [end for mark in _SENTENCE_END if (end := text.find(mark, at)) >= 0]
        sentence = text[start : min(ends, default=len(text))]
        # groups of items have verbs of their own, or more semicolons than one
        if sentence.count("；") > 1 or text.startswith(("，", "："), match.end()):
            continue
        span = Span(line, at, at + 1)
        yield Hit(
            Span(line, match.start("left"), match.end("right")),
            "并列的词语之间用顿号，不用分号。",
            (Fix("改为顿号", (Edit(span, "、"),)),),
        )


def _books(report: Report) -> Iterator[Hit]:
    """Books that officials study, named without 《》."""
    for line, text in enumerate(report.document.lines, 1):
        if "论" not in text and "习近平" not in text and "简史" not in text:
            continue
        for match in _BOOK.finditer(text):
            if _OPEN_TITLE.search(text, max(0, match.start() - _REACH), match.start()):
                continue
            span = Span(line, *match.span())
            yield Hit(
                span, f"“{match[0]}”是书名，应当加书名号。", (Fix("加上书名号", (Edit(span, f"《{match[0]}》"),)),)
            )


_SOURCE = "GB/T 15834—2011《标点符号用法》"

CHECKS = (
    Check(
        code="M501",
        kind="punctuation",
        family=Family.MARKS,
        severity=Severity.WARNING,
        explanation=Explanation(
            summary="并列的词语中间用了分号",
            why="一串并列的词语用顿号隔开；中间忽然用一个分号，读者会以为前后是两组。",
            source=_SOURCE + "4.5（顿号）、4.6（分号）",
        ),
        bad=(
            Example("考核内容包括出勤天数、⟦工作业绩；协作精神⟧、投诉情况等。"),
            Example("检查会议记录、⟦学习笔记；请假手续⟧、考勤台账。"),
        ),
        good=(
            Example("考核内容包括出勤天数、工作业绩、协作精神、投诉情况等。"),
            Example("一组检查会议记录、学习笔记；二组检查请假手续、考勤台账；三组汇总。"),
        ),
        paragraph=_in_list,
    ),
    Check(
        code="M502",
        kind="punctuation",
        family=Family.MARKS,
        severity=Severity.ERROR,
        explanation=Explanation(
            summary="书名没有加书名号",
            why="书名、篇名用书名号标示，不加就会同句子连成一片。",
            source=_SOURCE + "4.15（书名号）",
        ),
        bad=(
            Example("围绕⟦论党的宣传思想工作⟧开展学习研讨。"),
            Example("集中学习⟦习近平谈治国理政⟧第四卷。"),
        ),
        good=(
            Example("围绕《论党的宣传思想工作》开展学习研讨，讨论党的宣传思想工作。"),
            Example("集中学习《习近平谈治国理政》第四卷、《中国共产党简史》。"),
        ),
        report=_books,
    ),
)
