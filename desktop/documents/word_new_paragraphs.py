"""Where a new paragraph stands in a Word file, and the paragraph it takes its form from."""

from __future__ import annotations

from collections.abc import Sequence

from desktop.documents.safe_zip import Element
from desktop.documents.word_map import MappedParagraph
from desktop.documents.word_markup import mark_properties, paragraph_start, run_content, run_properties
from desktop.documents.word_names import W, child
from desktop.documents.xml_source import XmlSource
from desktop.report.numbering import find_label
from desktop.text.document import Origin

_REACH = 12
_CLOSED_STORIES = frozenset(W + name for name in ("txbxContent", "footnote", "endnote"))


def _cell(element: Element) -> Element | None:
    return next(element.iterancestors(W + "tc"), None)


def _box(element: Element) -> Element | None:
    return next((e for e in element.iterancestors() if e.tag in _CLOSED_STORIES), None)


def _outer_table(entry: MappedParagraph) -> Element | None:
    """The outermost table of the body that a paragraph stands in."""
    if entry.paragraph.origin is not Origin.TABLE:
        return None
    return next(reversed(list(entry.elements[0].iterancestors(W + "tbl"))), None)


def find_anchor(left: MappedParagraph | None, right: MappedParagraph | None) -> tuple[Element | None, bool]:
    """The element a new paragraph stands beside, and whether after it.

    Between a table and what follows, it stands after the table; before one that opens the text, before it.
    """
    if left is None:
        if right is None:
            return None, False
        table = _outer_table(right)
        return (right.elements[0] if table is None else table), False
    table = _outer_table(left)
    if table is not None and (right is None or _outer_table(right) is not table):
        return table, True
    mark = child(child(left.elements[-1], "pPr"), "rPr")
    open_end = mark is not None and (child(mark, "del") is not None or child(mark, "moveFrom") is not None)
    if open_end and right is not None and right.elements[0].getparent() is left.elements[-1].getparent():
        return right.elements[0], False
    return left.elements[-1], True


def nearest_like(entries: Sequence[MappedParagraph], index: int, anchor: Element, new: str) -> MappedParagraph | None:
    """The paragraph near an index that a new one takes its form from: numbered alike, or the nearest."""
    cell, root = _cell(anchor), anchor.getroottree().getroot()
    near = [
        entry
        for i in sorted(
            range(max(index - _REACH, 0), min(index + _REACH, len(entries))),
            key=lambda i: index - 1 - i if i < index else i - index + 0.5,
        )
        if _cell((entry := entries[i]).elements[-1]) is cell
        and entry.elements[-1].getroottree().getroot() is root
        and _box(entry.elements[-1]) is _box(anchor)
    ]
    if not near:
        return None
    typed = find_label(new)
    style = None if typed is None else typed.style
    filled = [entry for entry in near if entry.paragraph.text.strip()] or near

    def matches(entry: MappedParagraph) -> bool:
        label = find_label(entry.paragraph.text)
        same = (None if label is None else label.style) == style
        return same and (style is not None or entry.paragraph.heading_level is None)

    return next((entry for entry in filled if matches(entry)), filled[0])


def new_paragraph(
    source: XmlSource, anchor: Element, like: MappedParagraph | None, text: str, *, numbered: bool
) -> str:
    """The source of a new paragraph beside an element, in the form of another; numbered: with its automatic number."""
    w = source.prefix(anchor)
    if like is None:
        return f"<{w}p>" + (f"<{w}r>{run_content(text, w)}</{w}r>" if text else "") + f"</{w}p>"
    model = like.elements[-1]
    start = paragraph_start(source, model, numbered=numbered)
    if not text:
        return f"{start}</{source.name(model)}>"
    longest = max(like.pieces, key=lambda piece: piece.end - piece.start, default=None)
    if longest is not None and longest.child is not longest.run:
        properties = run_properties(source, longest.run, plain=True)
    else:
        properties = mark_properties(source, model)
    return f"{start}<{w}r>{properties}{run_content(text, w)}</{w}r></{source.name(model)}>"
