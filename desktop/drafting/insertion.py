"""A section that is missing, from the templates: its text, its place, and the numbers that move with it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from desktop.drafting.draft import number_text, write_section
from desktop.drafting.facts import Facts
from desktop.drafting.templates import Block, Template, load_templates
from desktop.ledger.model import Ledger
from desktop.report.model import Heading, Kind, Report, Role, Section
from desktop.report.numbering import CHINESE
from desktop.text.dates import find_dates
from desktop.text.edits import Edit, apply_edits

_SIGNATURE_MOST = 40
_SIGNATURE_LINES = 6
_ENDS = "。！？；："
_SHORT_LINE = 24
_MOSTLY_BLANK = 0.7
_STYLE_LEVEL = {"一、": 1, "（一）": 2, "1.": 3, "（1）": 4}
"""The level whose numbers look like a style."""


@dataclass(frozen=True, slots=True)
class Insertion:
    """A section to put into a report.

    after_line: the 1-based line it follows, 0 for the very beginning. lines: its
    paragraphs. renumber: changes of the headings behind it, in the lines as they
    are now; they can be applied before or after the insertion's own.
    """

    role: Role
    after_line: int
    lines: tuple[str, ...]
    renumber: tuple[Edit, ...] = ()


def section_text(
    role: Role,
    kind: Kind,
    facts: Facts,
    ledger: Ledger | None = None,
    template: Template | None = None,
    *,
    number: int = 1,
) -> tuple[str, ...]:
    """The paragraphs of a section; () where neither the kind's template nor any other has one.

    number: the value of the number before its heading.
    """
    found = _block(role, kind, template)
    return write_section(found[1], found[0], facts, ledger, number=number) if found else ()


def section_to_insert(
    report: Report, role: Role, facts: Facts, ledger: Ledger | None = None, template: Template | None = None
) -> Insertion | None:
    """The section as it fits into this report: numbered like its neighbours, behind those that come before it.

    None where the report has it already, or no template knows it. A signature and
    a date at the end stay at the end.
    """
    found = _block(role, report.kind, template)
    if report.section(role) is not None or found is None:
        return None
    used, block = found
    order = list(used.roles) if role in used.roles else list(Role)
    after = _place(report, order, role)
    lines = report.document.lines
    if not block.heading:
        return Insertion(role, after, _as_set(write_section(block, used, facts, ledger), lines))
    heads = _numbered(report)
    before = [h for h in heads if h.line <= after and h.label is not None]
    behind = [h for h in heads if h.line > after and h.label is not None]
    value = (before[-1].label.value if before and before[-1].label else 0) + 1
    text = list(write_section(block, used, facts, ledger, number=value))
    style = heads[0].label.style if heads and heads[0].label else CHINESE
    if style != CHINESE:
        text = _lowered(text, _STYLE_LEVEL.get(style, 1), value)
    renumber = []
    for new, heading in enumerate(behind, value + 1):
        label = heading.label
        if label is None or label.style != style or label.value == new:
            continue
        if lines[heading.line - 1][label.span.start : label.span.end] == label.text:
            renumber.append(Edit(label.span, _relabelled(label.text, style, new)))
    return Insertion(role, after, _as_set(text, lines), tuple(renumber))


def _as_set(text: Sequence[str], lines: Sequence[str]) -> tuple[str, ...]:
    """The section set as the report is: indented by spaces, blank lines between paragraphs, where that one does so."""
    filled = [line for line in lines if line.strip()]
    long = [line for line in filled if len(line) > _SHORT_LINE]
    indents = Counter(line[: len(line) - len(line.lstrip(" \u3000\t"))] for line in long)
    indent, often = indents.most_common(1)[0] if indents else ("", 0)
    if often * 2 <= len(long):
        indent = ""
    out = [indent + line for line in text]
    blank = len(lines) - len(filled)
    if blank >= _MOSTLY_BLANK * len(filled):
        out = [part for line in out for part in ("", line)]
    return tuple(out)


def _block(role: Role, kind: Kind, template: Template | None) -> tuple[Template, Block] | None:
    if template is not None and (block := template.section(role)) is not None:
        return template, block
    templates = load_templates()
    first = templates.for_kind(kind)
    for candidate in [*([first] if first else []), *templates.all]:
        block = candidate.section(role)
        if block is not None:
            return candidate, block
    return None


def _place(report: Report, order: Sequence[Role], role: Role) -> int:
    """The line the section follows: the last of what comes before it in the template's order."""
    earlier = order[: order.index(role)] if role in order else []
    later = order[order.index(role) + 1 :] if role in order else []
    before = [s for s in report.sections if s.role in earlier and _first_level(report, s)]
    behind = [s.line for s in report.sections if s.role in later and _first_level(report, s)]
    if before:
        last = max(before, key=lambda s: s.line)
        nearest = min((line for line in behind if line > last.line), default=None)
        at = nearest - 1 if nearest is not None else last.end_line
    elif behind:
        at = min(behind) - 1
    elif role is Role.INTRODUCTION:
        at = max(report.title_line or 0, _head_date(report))
    else:
        at = len(report.document.lines)
    return _before_signature(report, at)


def _first_level(report: Report, section: Section) -> bool:
    """Whether a section stands on its own, not inside another one."""
    return not any(
        other is not section and other.line < section.line and section.end_line <= other.end_line
        for other in report.sections
    )


def _head_date(report: Report) -> int:
    line = report.date_line or 0
    return line if line and line <= (report.title_line or 0) + 2 else 0


def _before_signature(report: Report, at: int) -> int:
    """The last line of text up to `at`, a signature and a date at the end of the report passed over."""
    lines = report.document.lines
    rest = [n for n in range(at + 1, len(lines) + 1) if lines[n - 1].strip()]
    end = at
    if not rest:
        filled = [n for n in range(1, at + 1) if lines[n - 1].strip()]
        tail = filled[-_SIGNATURE_LINES:]
        dated = next((n for n in reversed(tail) if _is_date(lines[n - 1])), None)
        if dated is not None and dated > (report.title_line or 0) + 2:
            end = dated - 1
            while end > 1 and _can_sign(lines[end - 1]):
                end -= 1
    while end > 0 and not lines[end - 1].strip():
        end -= 1
    return end


def _is_date(line: str) -> bool:
    text = line.strip(" \t\u3000")
    found = find_dates(text)
    return len(found) == 1 and found[0].start == 0 and found[0].end >= len(text) - 1


def _can_sign(line: str) -> bool:
    text = line.strip(" \t\u3000")
    return not text or (
        len(text) <= _SIGNATURE_MOST
        and text[-1] not in _ENDS
        and not re.match(r"[一二三四五六七八九十（(\d]", text)
        and "：" not in text.removeprefix("附件：")
    )


def _numbered(report: Report) -> list[Heading]:
    """The numbered headings of the first level, which all have the style of the first of them."""
    tops = [h for h in report.headings if h.depth == 0 and h.label is not None]
    return [h for h in tops if h.label and tops[0].label and h.label.style == tops[0].label.style]


def _relabelled(text: str, style: str, value: int) -> str:
    """The same number with another value, its own marks kept."""
    fresh = number_text(_STYLE_LEVEL.get(style, 1), value)
    core = re.compile(r"[一二三四五六七八九十百零〇]+|\d+")
    found = core.search(fresh)
    return core.sub(found[0], text, count=1) if found else fresh


def _lowered(lines: Sequence[str], level: int, value: int) -> list[str]:
    """The section's numbers some levels lower, for a report whose first level is written as （一） or 1."""
    out = []
    count = 0
    for at, line in enumerate(lines):
        if at == 0:
            out.append(re.sub(r"^[一二三四五六七八九十百]+、", number_text(level, value), line))
            continue
        match = re.match(r"^（[一二三四五六七八九十百]+）", line)
        if match:
            count += 1
        out.append(number_text(level + 1, count) + line[match.end() :] if match else line)
    return out


def apply_insertion(lines: Sequence[str], insertion: Insertion) -> list[str]:
    """The lines with the section in its place and the headings behind it renumbered."""
    out = apply_edits(lines, insertion.renumber)
    return [*out[: insertion.after_line], *insertion.lines, *out[insertion.after_line :]]
