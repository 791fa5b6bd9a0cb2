"""Small pieces of WordprocessingML written in the source of a part: properties taken over, runs, paragraphs."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator

from desktop.documents.safe_zip import Element
from desktop.documents.word_names import W, child
from desktop.documents.xml_source import XmlSource, escape

CUT = "\0"
"""In inserted text: here a new paragraph begins."""

MARK_CHANGES = frozenset(W + name for name in ("ins", "del", "moveFrom", "moveTo", "rPrChange"))
_SPECIAL = re.compile("([\t\n\0])")
_BLANKS = " \t\r\n"
# CT_PPr, ISO/IEC 29500-1 17.3.1.26: the order its schema wants
PARAGRAPH_ORDER = (
    *("pStyle", "keepNext", "keepLines", "pageBreakBefore", "framePr", "widowControl", "numPr", "suppressLineNumbers"),
    *("pBdr", "shd", "tabs", "suppressAutoHyphens", "kinsoku", "wordWrap", "overflowPunct", "topLinePunct"),
    *("autoSpaceDE", "autoSpaceDN", "bidi", "adjustRightInd", "snapToGrid", "spacing", "ind", "contextualSpacing"),
    *("mirrorIndents", "suppressOverlap", "jc", "textDirection", "textAlignment", "textboxTightWrap", "outlineLvl"),
    *("divId", "cnfStyle", "rPr", "sectPr", "pPrChange"),
)
_RANK = {W + name: rank for rank, name in enumerate(PARAGRAPH_ORDER)}
_NAMESPACE = re.compile(r"""\sxmlns(?::[\w.-]+)?\s*=\s*(?:"[^"]*"|'[^']*')""")
_NOT_ON_NEW = frozenset(
    W + name for name in ("sectPr", "pageBreakBefore", "pPrChange", "rPr", "numPr", "framePr", "cnfStyle")
)
_LINK_STYLES = re.compile("hyperlink|footnotereference|endnotereference|commentreference", re.IGNORECASE)


def run_content(text: str, prefix: str, paragraph_break: str = "") -> str:
    """Text as the content of a run: w:t, w:tab and w:br; CUT becomes paragraph_break."""
    out = []
    for part in _SPECIAL.split(text):
        if part == "\t":
            out.append(f"<{prefix}tab/>")
        elif part == "\n":
            out.append(f"<{prefix}br/>")
        elif part == CUT:
            out.append(paragraph_break)
        elif part:
            space = ' xml:space="preserve"' if part.strip(_BLANKS) != part else ""
            out.append(f"<{prefix}t{space}>{escape(part)}</{prefix}t>")
    return "".join(out)


def without(source: XmlSource, element: Element | None, dropped: Collection[str]) -> str:
    """The source of an element without its children of these names; "" for none."""
    if element is None:
        return ""
    if not any(inner.tag in dropped for inner in element):
        return source.of(element)
    kept = "".join(source.of(inner) for inner in element if inner.tag not in dropped)
    return f"{source.start_tag(element)}{kept}</{source.name(element)}>" if kept else ""


def run_properties(source: XmlSource, run: Element | None, *, plain: bool = False) -> str:
    """The source of a run's w:rPr, without its history. plain: without the style of a link or a note's mark."""
    properties = child(run, "rPr")
    dropped = set(MARK_CHANGES)
    style = child(properties, "rStyle")
    if plain and style is not None and _LINK_STYLES.search(style.get(W + "val", "")):
        dropped |= {W + "rStyle", W + "color", W + "u", W + "vertAlign"}
    return without(source, properties, dropped)


def mark_properties(source: XmlSource, paragraph: Element) -> str:
    """The source of the properties of a paragraph's mark, without its history."""
    return without(source, child(child(paragraph, "pPr"), "rPr"), MARK_CHANGES)


def paragraph_start(source: XmlSource, like: Element, *, numbered: bool = False, section: bool = False) -> str:
    """The start tag and properties of a new paragraph like another.

    numbered: whether it takes its number too; else a number it would inherit is switched off. section: whether it takes
    the section that ends with the other.
    """
    prefix = source.prefix(like)
    namespaces = "".join(_NAMESPACE.findall(source.start_tag(like)))
    properties = child(like, "pPr")
    kept = (
        {element.tag: source.of(element) for element in properties if element.tag not in _NOT_ON_NEW}
        if (properties is not None)
        else {}
    )
    number = child(properties, "numPr")
    if numbered and number is not None:
        kept[W + "numPr"] = source.of(number)
    elif not numbered:
        kept[W + "numPr"] = f'<{prefix}numPr><{prefix}numId {prefix}val="0"/></{prefix}numPr>'
    mark = mark_properties(source, like)
    if mark:
        kept[W + "rPr"] = mark
    ends = child(properties, "sectPr")
    if section and ends is not None:
        kept[W + "sectPr"] = source.of(ends)
    inner = "".join(kept[tag] for tag in sorted(kept, key=lambda tag: _RANK.get(tag, len(PARAGRAPH_ORDER))))
    name = source.name(like)
    return f"<{name}{namespaces}>" + (f"<{prefix}pPr>{inner}</{prefix}pPr>" if inner else "")


def set_property(source: XmlSource, paragraph: Element, tag: str, markup: str) -> None:
    """Put a child into a paragraph's w:pPr, at the place its schema wants, for the one that is there."""
    prefix = source.prefix(paragraph)
    properties = child(paragraph, "pPr")
    if properties is None:
        _prepend(source, paragraph, f"<{prefix}pPr>{markup}</{prefix}pPr>")
        return
    present = properties.find(tag)
    if present is not None:
        source.replace_element(present, markup)
        return
    following = next((e for e in properties if _RANK.get(e.tag, len(PARAGRAPH_ORDER)) > _RANK[tag]), None)
    if following is None:
        source.append_to(properties, markup)
    else:
        start = source.place(following).start
        source.replace(start, start, markup)


def switch_off_number(source: XmlSource, paragraph: Element) -> None:
    """Take the automatic number off a paragraph, also one from its style (w:numId 0)."""
    prefix = source.prefix(paragraph)
    markup = f'<{prefix}numPr><{prefix}numId {prefix}val="0"/></{prefix}numPr>'
    set_property(source, paragraph, W + "numPr", markup)


def outermost_fields(paragraphs: Collection[Element]) -> Iterator[tuple[Element, Element | None, list[Element]]]:
    """Each complex field begun here: its first run, its last (None if that is elsewhere), all its runs."""
    depth = 0
    runs: list[Element] = []
    for paragraph in paragraphs:
        for run in paragraph.iter(W + "r"):
            if depth:
                runs.append(run)
            for mark in run.iterchildren(W + "fldChar"):
                kind = mark.get(W + "fldCharType")
                if kind == "begin":
                    depth += 1
                    if depth == 1:
                        runs = [run]
                elif kind == "end" and depth:
                    depth -= 1
                    if depth == 0:
                        yield runs[0], run, runs
    if depth:
        yield runs[0], None, runs


def _prepend(source: XmlSource, element: Element, markup: str) -> None:
    place = source.place(element)
    if place.is_empty_tag:
        source.append_to(element, markup)
    else:
        source.replace(place.inner_start, place.inner_start, markup)
