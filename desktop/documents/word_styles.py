"""What a paragraph inherits from its style: outline level, number, hidden text."""

from __future__ import annotations

import re
from collections.abc import Iterator

from desktop.documents.safe_zip import Element
from desktop.documents.word_names import W, child, number, toggle, value

_HEADING_NAME = re.compile(r"(?:heading|标题)\s*([1-9])", re.IGNORECASE)
_BODY_TEXT_LEVEL = 9
_VANISH, _RUN_STYLE = W + "vanish", W + "rStyle"


class Styles:
    """The styles of a document. styles: the root of styles.xml, None without one.

    may_hide: whether any of them hides text.
    """

    def __init__(self, styles: Element | None) -> None:
        self._styles: dict[str, Element] = {}
        self._default: dict[str, str] = {}
        self._hidden: dict[tuple[str | None, str | None], bool] = {}
        self._levels: dict[str | None, int | None] = {}
        self.may_hide = styles is not None and next(styles.iter(_VANISH), None) is not None
        for style in styles.findall(W + "style") if styles is not None else ():
            style_id = style.get(W + "styleId")
            if style_id is None:
                continue
            self._styles.setdefault(style_id, style)
            if style.get(W + "default") in {"1", "true", "on"}:
                self._default.setdefault(style.get(W + "type", "paragraph"), style_id)

    def chain(self, style_id: str | None, kind: str = "paragraph") -> Iterator[tuple[str, Element]]:
        """The style and those it is based on, nearest first; the default style where none is named."""
        current = style_id if style_id in self._styles else self._default.get(kind)
        seen: set[str] = set()
        while current is not None and current in self._styles and current not in seen:
            seen.add(current)
            yield current, self._styles[current]
            current = value(self._styles[current], "basedOn")

    def heading_level(self, properties: Element | None) -> int | None:
        """The 1-based outline level of a paragraph with these w:pPr, None for body text."""
        level = number(properties, "outlineLvl")
        if level is None:
            style = value(properties, "pStyle")
            if style not in self._levels:
                self._levels[style] = self._level_by_style(style)
            level = self._levels[style]
        return level + 1 if level is not None and 0 <= level < _BODY_TEXT_LEVEL else None

    def _level_by_style(self, style_id: str | None) -> int | None:
        for _, style in self.chain(style_id):
            level = number(child(style, "pPr"), "outlineLvl")
            if level is None and (named := _HEADING_NAME.fullmatch((value(style, "name") or "").strip())):
                level = int(named[1]) - 1
            if level is not None:
                return level
        return None

    def hidden(self, run_properties: Element | None, paragraph_style: str | None) -> bool:
        """Whether a run with these w:rPr is hidden text (w:vanish), which is neither printed nor counted."""
        style = None
        for element in run_properties if run_properties is not None else ():
            if element.tag == _VANISH:
                return bool(toggle(run_properties, "vanish"))
            if element.tag == _RUN_STYLE:
                style = element.get(W + "val")
        key = (style, paragraph_style)
        if key not in self._hidden:
            self._hidden[key] = self._hidden_by_style(*key)
        return self._hidden[key]

    def _hidden_by_style(self, run_style: str | None, paragraph_style: str | None) -> bool:
        for style_id, kind in ((run_style, "character"), (paragraph_style, "paragraph")):
            if style_id is None and kind == "character":
                continue
            for _, style in self.chain(style_id, kind):
                vanish = toggle(child(style, "rPr"), "vanish")
                if vanish is not None:
                    return vanish
        return False
