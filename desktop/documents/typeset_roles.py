"""What each paragraph of a report is on the page: title, addressee, heading, attachment note, signature, date."""

from __future__ import annotations

import enum
import re
from collections.abc import Sequence
from dataclasses import dataclass

from desktop.documents.word_plain import guess_headings, guess_title
from desktop.report.model import Report
from desktop.report.numbering import find_label


class Part(enum.Enum):
    """An element of an official document (GB/T 9704—2012 7)."""

    TITLE = "标题"
    SUBTITLE = "题注"
    ADDRESSEE = "主送机关"
    HEADING_1 = "一级标题"
    HEADING_2 = "二级标题"
    HEADING_3 = "三级标题"
    HEADING_4 = "四级标题"
    BODY = "正文"
    ATTACHMENTS = "附件说明"
    ATTACHMENTS_NEXT = "附件说明续"
    SIGNATURE = "发文机关署名"
    DATE = "成文日期"
    NOTE = "附注"
    ATTACHMENT = "附件"
    ATTACHMENT_TITLE = "附件标题"
    BLANK = "空行"


@dataclass(frozen=True, slots=True)
class Placed:
    """A paragraph and its part. text: trimmed. head: length of a heading that text runs on from, else 0."""

    line: int
    text: str
    part: Part
    head: int = 0


HEADINGS = (Part.HEADING_1, Part.HEADING_2, Part.HEADING_3, Part.HEADING_4)
_LEVELS = (
    re.compile(r"[一二三四五六七八九十百]{1,4}、"),
    re.compile(r"[（(][一二三四五六七八九十百]{1,4}[）)]"),
    re.compile(r"\d{1,3}\s?[.．、](?!\d)"),
    re.compile(r"[（(]\d{1,3}[）)]"),
)
_DATE = re.compile(
    r"(?:\d{4}年\d{1,2}月\d{1,2}日|[二〇○零一三四五六七八九十]{4}年[一二三四五六七八九十]{1,3}月[一二三四五六七八九十]{1,3}日)"
)
_ATTACHMENTS = re.compile(r"附\s*件?\s*[:：]\s*\S")
_ATTACHMENT = re.compile(r"附\s*件\s*\d{0,2}\s*[:：]?")
_NEXT_ATTACHMENT = re.compile(r"\d{1,2}\s*[.．、]\s*\S")
_NOTE = re.compile(r"[（(].{2,60}[）)]")
_LONGEST_ADDRESSEE = 80
_LONGEST_HEADING = 60
_LONGEST_RUN_IN = 60
_LONGEST_SIGNATURE = 34
_TAIL = 25
_SENTENCE_ENDS = "。；！？：，"


def place(lines: Sequence[str], report: Report) -> list[Placed]:
    """The part of each line that is no table's, in order. Blank lines stay, as BLANK."""
    texts = [line.strip(" \t\u3000\u00a0") for line in lines]
    title = {number for number in guess_title(texts) if not _DATE.fullmatch(texts[number - 1].strip("（()） "))}
    found: dict[int, Part] = dict.fromkeys(title, Part.TITLE)
    filled = [n for n, text in enumerate(texts, 1) if text]
    _place_head(texts, [n for n in filled if n > max(title, default=0)][:3], found)
    _place_tail(texts, filled, found)
    guessed = guess_headings(texts, title)
    heads = {heading.line: heading for heading in report.headings}
    out = []
    for number, text in enumerate(texts, 1):
        part, head = found.get(number), 0
        if part is None and not text:
            part = Part.BLANK
        if part is None:
            heading = heads.get(number)
            end = (
                0 if heading is None else heading.span.end - (len(lines[number - 1]) - len(lines[number - 1].lstrip()))
            )
            depth = None if heading is None or heading.label is not None else heading.depth
            part, head = _heading(text, end, depth, is_short=number in guessed)
        out.append(Placed(number, text, part, head))
    return out


def _place_head(texts: Sequence[str], candidates: Sequence[int], found: dict[int, Part]) -> None:
    for number in candidates:
        text = texts[number - 1]
        bare = text.strip("（()） ")
        if _DATE.fullmatch(bare) or (_NOTE.fullmatch(text) and find_label(text) is None):
            found[number] = Part.SUBTITLE
        elif text.endswith(("：", ":")) and len(text) <= _LONGEST_ADDRESSEE and find_label(text) is None:
            found[number] = Part.ADDRESSEE
            return
        else:
            return


def _place_tail(texts: Sequence[str], filled: Sequence[int], found: dict[int, Part]) -> None:
    tail = [n for n in filled if n not in found][-_TAIL:]
    dated = next((n for n in reversed(tail) if _DATE.fullmatch(texts[n - 1].replace(" ", ""))), None)
    if dated is not None:
        found[dated] = Part.DATE
        at = filled.index(dated)
        for number in (n for n in reversed(filled[:at]) if n not in found):
            text = texts[number - 1]
            plain = len(text) <= _LONGEST_SIGNATURE and find_label(text) is None and text[-1] not in _SENTENCE_ENDS
            if not plain or _ATTACHMENTS.match(text) or "：" in text:
                break
            found[number] = Part.SIGNATURE
            if at - filled.index(number) > 3:
                break
    for number in (n for n in tail if n not in found):
        text = texts[number - 1]
        if dated is not None and number > dated and _ATTACHMENT.fullmatch(text):
            found[number] = Part.ATTACHMENT
            following = next((n for n in filled if n > number and n not in found), None)
            if following is not None and len(texts[following - 1]) <= _LONGEST_HEADING:
                found[following] = Part.ATTACHMENT_TITLE
        elif dated is not None and number > dated and _NOTE.fullmatch(text) and find_label(text) is None:
            found[number] = Part.NOTE
        elif _ATTACHMENTS.match(text) and len(text) <= _LONGEST_ADDRESSEE:
            found[number] = Part.ATTACHMENTS
            for other in (n for n in filled if n > number):
                if other in found or not _NEXT_ATTACHMENT.match(texts[other - 1]) or other - number > _TAIL:
                    break
                found[other] = Part.ATTACHMENTS_NEXT


def _heading(text: str, end: int, depth: int | None, *, is_short: bool) -> tuple[Part, int]:
    """The level of a heading by its number, and how long the heading is where text follows it in the paragraph."""
    level = next((i for i, pattern in enumerate(_LEVELS) if pattern.match(text)), None)
    if level is None:
        if depth is not None and end >= len(text) and len(text) <= _LONGEST_HEADING:
            return HEADINGS[min(depth, len(HEADINGS) - 1)], 0
        return Part.BODY, 0
    whole = len(text) <= _LONGEST_HEADING and "。" not in text[:-1]
    if whole and (end >= len(text) or is_short or level >= 2):
        return HEADINGS[level], 0
    if level >= 2:  # set like the text around them
        return Part.BODY, 0
    cut = text.find("。") + 1 or len(text)
    if 0 < end < len(text):
        cut = end + (text[end] in "。：:")
    if cut <= _LONGEST_RUN_IN and cut < len(text):
        return Part.BODY, cut
    return (HEADINGS[level], 0) if whole else (Part.BODY, 0)
