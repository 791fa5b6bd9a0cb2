"""Properties of a run, paragraph or section written anew with some attributes changed, in their schema's order."""

from __future__ import annotations

from collections.abc import Collection, Mapping, MutableMapping
from html import escape

from desktop.documents.safe_zip import Element
from desktop.documents.word_markup import PARAGRAPH_ORDER
from desktop.documents.word_names import W
from desktop.documents.xml_source import XmlSource

Attributes = Mapping[str, str | None]
"""By local name; None takes one away."""

# CT_RPr (ISO/IEC 29500-1 17.3.2.28) and CT_SectPr (17.6.17)
_RUN_ORDER = (
    "rStyle rFonts b bCs i iCs caps smallCaps strike dstrike outline shadow emboss imprint noProof snapToGrid vanish "
    "webHidden color spacing w kern position sz szCs highlight u effect bdr shd fitText vertAlign rtl cs em lang "
    "eastAsianLayout specVanish oMath rPrChange"
)
_SECTION_ORDER = (
    "headerReference footerReference footnotePr endnotePr type pgSz pgMar paperSrc pgBorders lnNumType pgNumType cols "
    "formProt vAlign noEndnote titlePg textDirection bidi rtlGutter docGrid printerSettings sectPrChange"
)
_ORDERS = {"rPr": _RUN_ORDER.split(), "pPr": list(PARAGRAPH_ORDER), "sectPr": _SECTION_ORDER.split()}


def merged(into: MutableMapping[str, Attributes], changes: Mapping[str, Attributes]) -> None:
    """Add changes to others of the same properties; later ones win."""
    for name, attributes in changes.items():
        into[name] = {**into.get(name, {}), **attributes}


def rewritten(
    source: XmlSource,
    properties: Element | None,
    kind: str,
    changes: Mapping[str, Attributes],
    *,
    near: Element,
    nested: Mapping[str, str] | None = None,
    first: str = "",
    without: Collection[str] = (),
) -> str:
    """The source of properties (rPr, pPr, sectPr) with changes.

    properties: those that are there, None for none; near: an element whose prefix new ones take. nested: by tag, source
    for children that are written already, in the place of those that are there. first: source put at the head.
    without: tags of children that go.
    """
    prefix = source.prefix(near)
    order = {W + name: rank for rank, name in enumerate(_ORDERS[kind])}
    parts: list[tuple[int, str]] = [(-1, first)] if first else []
    left = dict(changes)
    for element in properties if properties is not None else ():
        rank = order.get(element.tag, len(order))
        name = str(element.tag).removeprefix(W)
        if element.tag in without:
            continue
        if nested and element.tag in nested:
            parts.append((rank, nested[element.tag]))
        elif name in left:
            kept = {str(k).removeprefix(W): v for k, v in element.attrib.items() if str(k).startswith(W)}
            parts.append((rank, _markup(prefix, name, {**kept, **left.pop(name)})))
        else:
            parts.append((rank, source.of(element)))
    met = {element.tag for element in properties} if properties is not None else set()
    parts += [(order[tag], markup) for tag, markup in (nested or {}).items() if tag not in met]
    for name, attributes in left.items():
        parts.append((order[W + name], _markup(prefix, name, attributes)))
    parts.sort(key=lambda part: part[0])
    inner = "".join(markup for _, markup in parts)
    if properties is None:
        return f"<{prefix}{kind}>{inner}</{prefix}{kind}>"
    return f"{source.start_tag(properties)}{inner}</{source.name(properties)}>"


def prepend(source: XmlSource, element: Element, markup: str) -> None:
    """Put source at the head of an element's content."""
    place = source.place(element)
    if place.is_empty_tag:
        source.append_to(element, markup)
    else:
        source.replace(place.inner_start, place.inner_start, markup)


def _markup(prefix: str, name: str, attributes: Attributes) -> str:
    written = "".join(f' {prefix}{key}="{escape(text)}"' for key, text in attributes.items() if text is not None)
    return f"<{prefix}{name}{written}/>"
