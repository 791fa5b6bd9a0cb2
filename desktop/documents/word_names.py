"""Names of WordprocessingML (ISO/IEC 29500-1), and the few questions asked of every element."""

from __future__ import annotations

from collections.abc import Iterator

from desktop.documents.safe_zip import Element

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
M = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
XML_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
_OFF = {"0", "false", "off"}


def child(element: Element | None, name: str) -> Element | None:
    """The first child with this local name of the w namespace."""
    return None if element is None else next(element.iterchildren(W + name), None)


def value(element: Element | None, name: str) -> str | None:
    """The w:val of that child; None where child or value is missing."""
    found = child(element, name)
    return None if found is None else found.get(W + "val")


def number(element: Element | None, name: str) -> int | None:
    """The w:val of that child as a whole number; None where it is none."""
    return whole(value(element, name))


def whole(text: str | None) -> int | None:
    """A whole number as attributes write it."""
    try:
        return None if text is None else int(text)
    except ValueError:
        return None


def toggle(element: Element | None, name: str) -> bool | None:
    """An on/off property: None where it is not set (17.17.4 ST_OnOff; without w:val it is on)."""
    found = child(element, name)
    return None if found is None else found.get(W + "val", "1").lower() not in _OFF


def chosen(alternate: Element) -> Element | None:
    """The branch of mc:AlternateContent that is read: its first Choice, a Fallback only where there is none."""
    choice = alternate.find(MC + "Choice")
    return alternate.find(MC + "Fallback") if choice is None else choice


_ALWAYS_OPEN = frozenset((W + "customXml",))
ADDED = frozenset((W + "ins", W + "moveTo"))
"""What a tracked change put in."""

TAKEN_OUT = frozenset((W + "del", W + "moveFrom"))
"""What a tracked change took out."""


def blocks(container: Element, *, original: bool = False) -> Iterator[Element]:
    """What stands in a body, cell, row or table, with content controls and other wrappers opened.

    Deleted and moved-away blocks are left out; original: those are read and inserted ones are left out.
    """
    shown = TAKEN_OUT if original else ADDED
    for element in container:
        if element.tag == W + "sdt":
            content = child(element, "sdtContent")
            if content is not None:
                yield from blocks(content, original=original)
        elif element.tag in _ALWAYS_OPEN or element.tag in shown:
            yield from blocks(element, original=original)
        elif element.tag == MC + "AlternateContent":
            branch = chosen(element)
            if branch is not None:
                yield from blocks(branch, original=original)
        else:
            yield element
