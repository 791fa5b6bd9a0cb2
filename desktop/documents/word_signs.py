"""Characters that stand in a Word file otherwise than as text: symbols of symbol fonts, blanks at the ends of a w:t."""

from __future__ import annotations

from desktop.documents.safe_zip import Element
from desktop.documents.word_names import XML_SPACE, W

XML_BLANKS = " \t\r\n"
_BLANKS_IN_TEXT = str.maketrans(dict.fromkeys("\t\r\n", " "))
_PRIVATE_USE = 0xF000
# what the symbol fonts show for the signs that office texts use
_SYMBOLS = {
    ("wingdings", 0x6F): "□",
    ("wingdings", 0x71): "□",
    ("wingdings", 0xA8): "□",
    ("wingdings", 0x6C): "●",
    ("wingdings", 0x6E): "■",
    ("wingdings", 0xFB): "✗",
    ("wingdings", 0xFC): "✓",
    ("wingdings", 0xFD): "☒",
    ("wingdings", 0xFE): "☑",
    ("wingdings 2", 0x4F): "✗",
    ("wingdings 2", 0x50): "✓",
    ("wingdings 2", 0x51): "☒",
    ("wingdings 2", 0x52): "☑",
    ("wingdings 2", 0xA3): "□",
}


def visible_text(element: Element) -> str:
    """The characters of a w:t: blanks at its ends count only with xml:space, and none of them breaks a line."""
    text: str = element.text or ""
    if not text or (text.isprintable() and text[0] != " " and text[-1] != " "):
        return text
    if text[0] in XML_BLANKS or text[-1] in XML_BLANKS:
        spaced = next((space for e in (element, *element.iterancestors()) if (space := e.get(XML_SPACE))), None)
        if spaced != "preserve":
            text = text.strip(XML_BLANKS)
    return text.translate(_BLANKS_IN_TEXT)


def symbol(element: Element) -> str:
    """The character of a w:sym as near as Unicode has it."""
    try:
        code = int(element.get(W + "char", ""), 16)
    except ValueError:
        return ""
    low = code - _PRIVATE_USE if _PRIVATE_USE <= code <= _PRIVATE_USE + 0xFF else code
    known = _SYMBOLS.get((element.get(W + "font", "").lower(), low))
    if known is not None:
        return known
    return chr(code) if 0x20 <= code <= 0xFFFF and not 0xD800 <= code <= 0xDFFF else ""
