"""The text of copied HTML as a reader sees it: Word, WPS, browsers, mail. Pure: no Qt.

One line a paragraph, table rows with tabs between their cells, nothing that is
hidden, struck out by a tracked change, or a button.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from html.parser import HTMLParser

_BLOCKS = frozenset(
    [
        "address",
        "article",
        "aside",
        "blockquote",
        "body",
        "caption",
        "center",
        "dd",
        "details",
        "dialog",
        "dir",
        "div",
        "dl",
        "dt",
        "fieldset",
        "figcaption",
        "figure",
        "footer",
        "form",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "header",
        "hr",
        "legend",
        "li",
        "main",
        "menu",
        "nav",
        "ol",
        "p",
        "pre",
        "section",
        "summary",
        "table",
        "tbody",
        "td",
        "tfoot",
        "th",
        "thead",
        "tr",
        "ul",
    ]
)
_VOID = frozenset(
    ["area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "track", "wbr"]
)
_UNSEEN = frozenset(
    [
        "head",
        "style",
        "script",
        "title",
        "noscript",
        "template",
        "svg",
        "math",
        "iframe",
        "object",
        "select",
        "option",
        "textarea",
        "button",
        "audio",
        "video",
        "rt",
        "rp",
        "del",
        "datalist",
        "map",
        "canvas",
    ]
)
_HIDDEN = re.compile(
    r"display:none|visibility:hidden|mso-hide:all|font-size:0(?:p[tx]|em|rem|%)?(?:;|$)|mso-element:comment-list"
)
_ROWS = frozenset({"td", "th"})
_BROKEN = re.compile(r"[ \t\f]*[\r\n][ \t\r\n\f]*")
_SPACES = re.compile(r"[ \t\f]+")
_CHINESE = "\u2014\u2018-\u201d\u2026\u3001-\u9fff\uff00-\uffef"
_BROKEN_CHINESE = re.compile(rf"(?<=[{_CHINESE}])\n(?=[{_CHINESE}])")
"""Word breaks the lines of its HTML between any two Chinese characters, where no space belongs."""
_FRAGMENT = re.compile(r"<!--\s*StartFragment\s*-->(.*?)(?:<!--\s*EndFragment\s*-->|$)", re.DOTALL)
_PADDING = " \xa0\t\r\n"
_DEEPEST = 400


def html_lines(html: str) -> list[str]:
    """The paragraphs of copied HTML; [] where it has no text."""
    fragment = _FRAGMENT.search(html)
    reader = _Reader()
    reader.feed(fragment[1] if fragment else html)
    reader.close()
    return reader.finished()


@dataclass(slots=True)
class _Open:
    """An element whose end is not reached. number_from: where the automatic number it holds begins in the line."""

    tag: str
    keeps_breaks: bool = False
    number_from: int | None = None


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self._line = ""
        self._open: list[_Open] = []
        self._hidden_from: int | None = None
        self._texts: list[list[str]] = [[]]
        """The paragraphs of the whole, and of each cell that is open."""
        self._rows: list[list[str]] = []
        self._lists: list[int | None] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        style = given.get("style", "").replace(" ", "").lower()
        hidden = (
            tag in _UNSEEN
            or "hidden" in given
            or _HIDDEN.search(style) is not None
            or "MsoCommentReference" in given.get("class", "")
        )
        if self._hidden_from is None and not hidden:
            self._begin(tag, given)
        if tag in _VOID or len(self._open) >= _DEEPEST:
            return
        if hidden and self._hidden_from is None:
            self._hidden_from = len(self._open)
        keeps = tag == "pre" or "white-space:pre" in style
        self._open.append(_Open(tag, keeps, len(self._line) if "mso-list:ignore" in style else None))

    def _begin(self, tag: str, given: dict[str, str]) -> None:
        # the text of an item of a list may stand in a paragraph of its own
        of_item = tag == "p" and bool(self._open) and self._open[-1].tag == "li"
        if (tag in _BLOCKS or tag == "br") and not of_item:
            self._end_line()
        if tag == "tr":
            self._rows.append([])
        elif tag in _ROWS:
            self._texts.append([])
        elif tag in ("ul", "ol"):
            start = given.get("start", "1")
            self._lists.append((int(start[:4]) if start.isdecimal() else 1) if tag == "ol" else None)
        elif tag == "li" and self._lists and (number := self._lists[-1]) is not None:
            self._line = f"{number}."
            self._lists[-1] = number + 1

    def handle_endtag(self, tag: str) -> None:
        if all(element.tag != tag for element in self._open):
            return
        while True:
            element = self._open.pop()
            if self._hidden_from is None:
                self._end(element)
            elif len(self._open) <= self._hidden_from:
                self._hidden_from = None
            if element.tag == tag:
                return

    def _end(self, element: _Open) -> None:
        tag = element.tag
        if element.number_from is not None:
            self._line = self._line[: element.number_from] + self._line[element.number_from :].strip(_PADDING)
        if tag in _BLOCKS:
            self._end_line(keeps=element.keeps_breaks)
        if tag in _ROWS and len(self._texts) > 1:
            cell = " ".join(line.strip(_PADDING) for line in self._texts.pop())
            if self._rows:
                self._rows[-1].append(cell)
            else:
                self._texts[-1].append(cell)
        elif tag == "tr" and self._rows:
            cells = self._rows.pop()
            if any(cells):
                self._texts[-1].append("\t".join(cells))
        elif tag in ("ul", "ol") and self._lists:
            self._lists.pop()

    def handle_data(self, data: str) -> None:
        if self._hidden_from is not None:
            return
        if any(element.keeps_breaks for element in self._open):
            first, *more = data.splitlines() or [""]
            self._line += first
            for part in more:
                self._end_line(keeps=True)
                self._line = part
        else:
            self._line += data

    def finished(self) -> list[str]:
        """All paragraphs, once everything is closed."""
        for element in reversed(self._open):
            if self._hidden_from is None:
                self._end(element)
        self._end_line()
        return [line for text in self._texts for line in text]

    def _end_line(self, *, keeps: bool = False) -> None:
        line, self._line = self._line, ""
        if not keeps:
            line = _BROKEN_CHINESE.sub("", _SPACES.sub(" ", _BROKEN.sub("\n", line))).replace("\n", " ").strip(" ")
        if line.strip(_PADDING):
            self._texts[-1].append(line)
