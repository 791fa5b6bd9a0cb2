"""What GB/T 9704—2012 asks of each element: font, size, indent, alignment; and which fonts count as which."""

from __future__ import annotations

import re
from dataclasses import dataclass

from desktop.documents.typeset_roles import Part
from desktop.documents.typeset_settings import Fonts

_FAMILIES = {
    "title": re.compile(r"小标宋|FZ.?XBS|XiaoBiaoSong", re.IGNORECASE),
    "body": re.compile(r"仿宋|FangSong|FZFS", re.IGNORECASE),
    "first": re.compile(r"黑体|SimHei|STHeiti|FZHT|Heiti", re.IGNORECASE),
    "second": re.compile(r"楷|KaiTi|FZKT", re.IGNORECASE),
    "page": re.compile(r"^(?:宋体|SimSun|NSimSun|新宋体|华文宋体|STSong|方正书宋.*)$", re.IGNORECASE),
}
FAMILY_NAMES = {"title": "小标宋体", "body": "仿宋体", "first": "黑体", "second": "楷体", "page": "宋体"}
SIZES = {
    42.0: "初号", 36.0: "小初", 26.0: "1号", 24.0: "小1号", 22.0: "2号", 18.0: "小2号", 16.0: "3号", 15.0: "小3号",
    14.0: "4号", 12.0: "小4号", 10.5: "5号", 9.0: "小5号",
}  # fmt: skip
TITLE_SIZE, TEXT_SIZE, PAGE_SIZE = 22.0, 16.0, 14.0


@dataclass(frozen=True, slots=True)
class Rule:
    """What an element is set in. indent: of the first line in characters, None where it is not judged here.

    hanging: whether later lines may begin elsewhere than at the margin. bold: whether bold departs.
    """

    family: str
    size: float
    clause: str
    indent: float | None = None
    centred: bool = False
    hanging: bool = False
    bold: bool = True


RULES = {
    Part.TITLE: Rule("title", TITLE_SIZE, "7.3.1", centred=True),
    Part.ADDRESSEE: Rule("body", TEXT_SIZE, "7.3.2", indent=0),
    Part.HEADING_1: Rule("first", TEXT_SIZE, "7.3.3", indent=2),
    Part.HEADING_2: Rule("second", TEXT_SIZE, "7.3.3", indent=2),
    Part.HEADING_3: Rule("body", TEXT_SIZE, "7.3.3", indent=2),
    Part.HEADING_4: Rule("body", TEXT_SIZE, "7.3.3", indent=2),
    Part.BODY: Rule("body", TEXT_SIZE, "7.3.3", indent=2, bold=False),
    Part.ATTACHMENTS: Rule("body", TEXT_SIZE, "7.3.4", indent=2, hanging=True),
    Part.ATTACHMENTS_NEXT: Rule("body", TEXT_SIZE, "7.3.4", hanging=True),
    Part.SIGNATURE: Rule("body", TEXT_SIZE, "7.3.5"),
    Part.DATE: Rule("body", TEXT_SIZE, "7.3.5"),
    Part.NOTE: Rule("body", TEXT_SIZE, "7.3.6", indent=2),
    Part.ATTACHMENT: Rule("first", TEXT_SIZE, "7.3.7", indent=0),
    Part.ATTACHMENT_TITLE: Rule("title", TITLE_SIZE, "7.3.7", centred=True),
}
ELEMENT_NAMES = {Part.ATTACHMENTS_NEXT: "附件说明"}


def element_name(part: Part) -> str:
    """What people call it."""
    return ELEMENT_NAMES.get(part, part.value)


def is_family(font: str, family: str, fonts: Fonts) -> bool:
    """Whether a font is of the family the standard names (仿宋体, 小标宋体 …), or the office's own for it."""
    return font == getattr(fonts, family) or _FAMILIES[family].search(font) is not None


def size_name(points: float) -> str:
    """A size as offices say it: 3号（16磅）."""
    written = f"{points:g}磅"
    name = SIZES.get(points)
    return f"{name}（{written}）" if name else written
