"""Blank lines of an official document: those the standard wants, and those between paragraphs that nobody wants."""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Sequence

from desktop.documents.format_fixes import BlankFix, Fix
from desktop.documents.format_rules import element_name
from desktop.documents.safe_zip import Element
from desktop.documents.typeset_parts import LINE
from desktop.documents.typeset_roles import HEADINGS, Part, Placed
from desktop.documents.word_looks import Looks
from desktop.documents.word_map import MappedParagraph
from desktop.documents.word_names import W, child

_BLANK_BEFORE = {Part.ADDRESSEE: ("7.3.2", "标题下空一行"), Part.ATTACHMENTS: ("7.3.4", "正文下空一行")}


def judge_blanks(
    pairs: Sequence[tuple[Placed, MappedParagraph]], looks: Looks
) -> Iterator[tuple[str, str, str, str, str, int, Fix]]:
    """What departs: rule, element, found, wanted, clause, line, fix. pairs: the paragraphs of the body."""
    for (before, _), (after, entry) in itertools.pairwise(pairs):
        wanted = _BLANK_BEFORE.get(after.part)
        if wanted is None and after.part is Part.SIGNATURE and before.part is not Part.SIGNATURE:
            wanted = ("7.3.5", "正文下空一行")
        if wanted is None or before.part is Part.BLANK or before.part is after.part:
            continue
        if after.part is Part.ADDRESSEE and before.part is not Part.TITLE:
            continue
        if looks.paragraph(entry.elements[-1]).gap("before", LINE / 20) > LINE / 20 * 0.8:
            continue
        fix = BlankFix(entry.elements[0])
        yield ("blank-line", element_name(after.part), "上面没有空行", wanted[1], wanted[0], after.line, fix)
    text = {*HEADINGS, Part.BODY}
    for index, (placed, entry) in enumerate(pairs):
        if placed.part is not Part.BLANK or not 0 < index < len(pairs) - 1:
            continue
        above = next((p.part for p, _ in reversed(pairs[:index]) if p.part is not Part.BLANK), None)
        below = next((p.part for p, _ in pairs[index + 1 :] if p.part is not Part.BLANK), None)
        if above in text and below in text and _is_empty(entry.elements[-1]) and len(entry.elements) == 1:
            fix = BlankFix(entry.elements[0], gone=True)
            yield ("blank-line", "正文", "段落之间有空行", "不空行", "5.2.3", placed.line, fix)


def _is_empty(paragraph: Element) -> bool:
    """Whether a paragraph holds nothing at all, so that it may go."""
    properties = child(paragraph, "pPr")
    if child(properties, "sectPr") is not None:
        return False
    following = paragraph.getnext()
    plain = {W + name for name in ("pPr", "proofErr", "bookmarkStart", "bookmarkEnd")}
    inside = all(e.tag in plain or (e.tag == W + "r" and not _shows(e)) for e in paragraph)
    marks = {W + "bookmarkStart", W + "bookmarkEnd"}
    return inside and not any(e.tag in marks for e in paragraph) and following is not None and following.tag == W + "p"


def _shows(run: Element) -> bool:
    bare = {W + "rPr", W + "lastRenderedPageBreak"}
    return any(e.tag not in bare and not (e.tag == W + "t" and not e.text) for e in run)
