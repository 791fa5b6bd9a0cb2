"""发布前检查: what a report carries that is not meant to leave the house, and a copy without it."""

from __future__ import annotations

import enum
from dataclasses import dataclass, replace
from typing import Literal

from desktop.checks.base import Severity
from desktop.documents.opened import Format, Opened
from desktop.documents.private_text import Private, find_private
from desktop.text.spans import Span

Revising = Literal["accept", "refuse", "keep"]
"""What a clean copy does with tracked changes."""

NO_WORD = "只有 Word 文件（.docx）能生成发布副本。请先另存为 Word 文件。"


class Trace(enum.Enum):
    """A sort of thing found before publishing; the value is the group's heading, in the order of showing."""

    SECRECY = "涉密字样"
    PERSONAL = "个人信息"
    CASE = "案件情况"
    REVISION = "修订"
    COMMENT = "批注"
    HIDDEN = "隐藏文字"
    AUTHOR = "作者和单位"
    HISTORY = "编辑历史"
    CUSTOM = "自定义数据"
    THUMBNAIL = "缩略图"
    MACRO = "宏"
    EMBEDDED = "嵌入对象"
    LINK = "外部链接"
    PRINTER = "打印机设置"


@dataclass(frozen=True, slots=True)
class TraceFound:
    """One thing found.

    message: Chinese, what it is and what to do. cleaned: whether clean_copy takes it away (else a person has to).
    span: its place in the text, None for what stands elsewhere in the file. text: the words there.
    """

    trace: Trace
    severity: Severity
    message: str
    cleaned: bool
    span: Span | None = None
    text: str = ""


@dataclass(frozen=True, slots=True)
class CleanChoices:
    """What the clean copy leaves out. revisions: accept makes the new text plain, refuse the old one."""

    revisions: Revising = "accept"
    comments: bool = True
    hidden: bool = True
    properties: bool = True
    history: bool = True
    custom: bool = True
    thumbnail: bool = True
    printer: bool = True


@dataclass(frozen=True, slots=True)
class CleanedWord:
    """The cleaned copy. done: what was taken away, notes: what a person still has to see to; both Chinese."""

    data: bytes
    done: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()


_TEXT_TRACES = {Private.SECRECY: Trace.SECRECY, Private.CASE: Trace.CASE}


def check_publication(opened: Opened, *, data: bytes | None = None) -> list[TraceFound]:
    """Everything to look at before the report is published, in the order of Trace, then of places.

    The text is that of opened.document; the rest comes from the Word file. data: its bytes, read from opened.path if
    not given. Raises DocumentError, ChangedOnDiskError when the file is no longer the one that was read.
    """
    found = [
        TraceFound(
            _TEXT_TRACES.get(hit.sort, Trace.PERSONAL),
            Severity.ERROR if hit.certain else Severity.WARNING,
            f"{hit.sort.value}：{hit.message}",
            False,
            hit.span,
            opened.document.line(hit.span.line)[hit.span.start : hit.span.end],
        )
        for hit in find_private(opened.document.lines)
    ]
    if opened.format is Format.WORD:
        from desktop.documents.publication_parts import find_in_file
        from desktop.documents.word_sources import word_bytes

        found += find_in_file(word_bytes(opened, data))
    order = list(Trace)
    return sorted(found, key=lambda one: order.index(one.trace))


def clean_copy(opened: Opened, choices: CleanChoices | None = None, *, data: bytes | None = None) -> CleanedWord:
    """The Word file without what is not meant to leave the house; all else of it stays as it is.

    The file itself is not touched. Raises DocumentError, also for what is no Word file, and ChangedOnDiskError.
    """
    from desktop.documents.publication_clean import clean
    from desktop.documents.word_sources import word_bytes

    source = word_bytes(opened, data, otherwise=NO_WORD)
    made = clean(source, choices or CleanChoices())
    left = [one for one in find_private(opened.document.lines) if one.certain]
    if left:
        return replace(made, notes=(*made.notes, f"文中还有 {len(left)} 处个人信息或涉密字样，需要人工删改。"))
    return made
