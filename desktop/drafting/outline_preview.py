"""What a draft will look like, before it is laid out: its headings, and how much is still to be filled."""

from __future__ import annotations

from dataclasses import dataclass

from desktop.checks.settings import ROLE_NAMES
from desktop.drafting.draft import Draft
from desktop.drafting.templates import Template


@dataclass(frozen=True, slots=True)
class PreviewLine:
    """A heading, or the name of a part that has none.

    level: 0 for the title, then 1-based as numbered. places: marks to fill up
    to the next heading.
    """

    level: int
    text: str
    places: int
    unheaded: bool = False


def preview_lines(drafted: Draft) -> tuple[PreviewLine, ...]:
    """The title and the headings in order."""
    heads = {**drafted.heading_levels, **dict.fromkeys(drafted.sections.values(), 1)}
    if drafted.title_line:
        heads[drafted.title_line] = 0
    numbered = sorted(heads)
    names = {line: ROLE_NAMES[role] for role, line in drafted.sections.items() if line not in drafted.heading_levels}
    out = []
    for at, line in enumerate(numbered):
        end = numbered[at + 1] if at + 1 < len(numbered) else len(drafted.lines) + 1
        places = sum(line <= place.line < end for place in drafted.places)
        out.append(PreviewLine(heads[line], names.get(line, drafted.lines[line - 1]), places, line in names))
    return tuple(out)


FIELDS = {
    "unit": ("单位", "单位全称", "党组织全称", "党组织署名", "自称"),
    "party_body": ("党组织", "党组织全称", "党组织署名", "自称"),
    "secretary": ("书记",),
    "inspector": ("巡察组", "巡察", "派出党委", "主送机关"),
    "inspection_start": ("巡察时间", "巡察开始日期"),
    "inspection_end": ("巡察时间", "巡察结束日期"),
    "feedback_date": ("反馈日期",),
    "report_date": ("报告日期",),
    "cut_off": ("截止日期", "截至"),
    "aspects": ("方面数", "问题概况"),
    "problems": ("问题数", "问题概况"),
    "details": ("具体问题数", "问题概况"),
    "addressee": ("主送机关",),
    "contact": ("联系人",),
    "phone": ("联系电话",),
    "address": ("通信地址",),
    "post_code": ("邮政编码",),
    "mail": ("电子邮箱",),
}
"""The fields of templates that a fact has a part in, by the name of the fact in Facts."""


def facts_used(template: Template) -> frozenset[str]:
    """The facts, by their names in Facts, that a template makes use of."""
    lines = [line for block in template.blocks for line in (*block.lines, block.heading)]
    lines += [line for layout in template.layouts.values() for line in layout]
    text = "\n".join(lines)
    return frozenset(name for name, fields in FIELDS.items() if any(f"{{{field}}}" in text for field in fields))
