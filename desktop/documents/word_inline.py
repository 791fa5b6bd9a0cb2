"""The text of one paragraph of a Word file, and for each character the element it stands in."""

from __future__ import annotations

import re
from dataclasses import dataclass

from desktop.documents.safe_zip import BrokenFileError, Element
from desktop.documents.word_names import ADDED, MC, TAKEN_OUT, M, W, child, chosen
from desktop.documents.word_signs import XML_BLANKS, symbol, visible_text
from desktop.documents.word_styles import Styles

_TEXT, _RUN, _PARAGRAPH, _RUN_PROPERTIES = W + "t", W + "r", W + "p", W + "rPr"
_INLINE_WRAPPERS = frozenset(W + name for name in ("hyperlink", "smartTag", "customXml", "fldSimple", "dir", "bdo"))
_FIXED_TEXT = {
    W + "tab": "\t",
    W + "ptab": "\t",
    W + "cr": "\n",
    W + "noBreakHyphen": "-",
}
_HOLDS_BOXES = frozenset(W + name for name in ("drawing", "pict", "object"))
_NOTE_REFERENCES = {W + "footnoteReference": "footnote", W + "endnoteReference": "endnote"}
_FORMULAS = frozenset((M + "oMath", M + "oMathPara"))
_NOT_PLAIN = (
    *_INLINE_WRAPPERS,
    *_FIXED_TEXT,
    *_HOLDS_BOXES,
    *_NOTE_REFERENCES,
    *_FORMULAS,
    *ADDED,
    *TAKEN_OUT,
    *(
        W + name
        for name in ("delText", "instrText", "delInstrText", "fldChar", "br", "sym", "ruby", "sdt", "vanish", "rStyle")
    ),
    MC + "AlternateContent",
)
"""What makes a paragraph more than runs of text: everything that is read otherwise, and what may hide text."""


_STRAY_TEXT = ".//w:t[not(parent::w:r/parent::w:p)]"
_BLANK = re.compile("[ \t\r\n]")


@dataclass(slots=True)
class Piece:
    """Characters of a paragraph and where they stand.

    run: the run (or formula) in the paragraph; child: the element of the run that
    holds them. start, end: code point offsets in the paragraph's text, half-open.
    splittable: whether child is a w:t, which can be cut between any two characters.
    """

    run: Element
    child: Element
    start: int
    end: int
    splittable: bool


def plain_text(paragraph: Element) -> str | None:
    """The text of a paragraph that is not among special_paragraphs(); None where its w:t have to be looked at."""
    from lxml import etree

    text: str = etree.tostring(paragraph, method="text", encoding="unicode", with_tail=False)
    if not _BLANK.search(text):  # no blank to be looked at, and none between elements either
        return text
    texts: list[str] = list(paragraph.itertext(_TEXT, with_tail=False))
    for text in texts:
        if text[0] in XML_BLANKS or text[-1] in XML_BLANKS:
            return None
    whole = "".join(texts)
    return None if "\n" in whole or "\t" in whole or "\r" in whole else whole


def special_paragraphs(root: Element) -> set[Element]:
    """The paragraphs below root whose text is more than that of their own runs' w:t."""
    found: set[Element] = set()
    for element in root.iter(*_NOT_PLAIN):
        above = element.getparent()
        while above is not None and above not in found:
            if above.tag == _PARAGRAPH:
                found.add(above)
            above = above.getparent()
    # text where none belongs is not read
    for element in root.xpath(_STRAY_TEXT, namespaces={"w": W[1:-1]}):
        found |= set(element.iterancestors(_PARAGRAPH))
    return found


class InlineReader:
    """Reads paragraphs of one story after another. boxes, references: what is met on the way, with its anchor."""

    def __init__(self, styles: Styles, *, original: bool) -> None:
        self._styles = styles
        self._wrappers = _INLINE_WRAPPERS | (TAKEN_OUT if original else ADDED)
        self._texts = frozenset((W + "t", W + "delText") if original else (W + "t",))
        self._fields: list[bool] = []  # of each open field: whether its result has begun
        self._pieces: list[Piece] = []
        self._text: list[str] = []
        self._length = 0
        self._style: str | None = None
        self.boxes: list[tuple[Element, Element]] = []
        self.references: list[tuple[tuple[str, str | None], Element]] = []
        self.host: Element | None = None
        self.hidden = False

    @property
    def in_field(self) -> bool:
        """Whether a field is open whose result has not begun."""
        return not all(self._fields)

    @property
    def length(self) -> int:
        """Of the text read since begin()."""
        return self._length

    def begin_story(self, host: Element | None) -> None:
        """A body, a text box or a note. host: the run of the body it is anchored at."""
        self._fields, self.host = [], host

    def begin(self) -> None:
        """A paragraph begins."""
        self._pieces, self._text, self._length = [], [], 0

    def read(self, element: Element, style: str | None) -> None:
        """Read a w:p, one of those that are joined to a paragraph."""
        self._style = style
        self._inline(element)

    def end(self) -> tuple[str, list[Piece]]:
        """The paragraph's text and its pieces. A damaged field must not swallow the rest: it goes no further."""
        self._fields = [True] * len(self._fields)
        return "".join(self._text), self._pieces

    def _inline(self, container: Element) -> None:
        for element in container:
            tag = element.tag
            if tag == _RUN:
                self._run(element)
            elif tag in self._wrappers:
                self._inline(element)
            elif tag == W + "sdt":
                content = child(element, "sdtContent")
                if content is not None:
                    self._inline(content)
            elif tag == MC + "AlternateContent":
                branch = chosen(element)
                if branch is not None:
                    self._inline(branch)
            elif tag in _FORMULAS:
                self._add(element, element, "".join(t.text or "" for t in element.iter(M + "t")))

    def _run(self, run: Element) -> None:
        first = run[0] if len(run) else None
        properties = first if first is None or first.tag == _RUN_PROPERTIES else child(run, "rPr")
        hidden = self._styles.hidden(properties, self._style)
        for element in run:
            if element.tag == _TEXT and not hidden:  # nearly all that a file holds
                self._add(run, element, visible_text(element), splittable=True)
            elif element is not properties:
                self._content(run, element, element, hidden)

    def _content(self, run: Element, top: Element, element: Element, hidden: bool) -> None:
        """One element of a run; top: the child of the run it stands in."""
        tag = element.tag
        if tag == W + "fldChar":
            self._field(element.get(W + "fldCharType"))
        elif tag == MC + "AlternateContent":
            branch = chosen(element)
            for inner in branch if branch is not None else ():
                self._content(run, top, inner, hidden)
        elif hidden:
            self.hidden = self.hidden or tag in self._texts
        elif tag in self._texts:
            self._add(run, top, visible_text(element), splittable=top is element)
        elif tag in _FIXED_TEXT:
            self._add(run, top, _FIXED_TEXT[tag])
        elif tag == W + "br":
            if element.get(W + "type", "textWrapping") == "textWrapping":
                self._add(run, top, "\n")
        elif tag == W + "sym":
            self._add(run, top, symbol(element))
        elif tag == W + "ruby":
            base = child(element, "rubyBase")
            if base is not None:
                self._add(run, top, "".join(visible_text(t) for t in base.iter(W + "t")))
        elif tag in _HOLDS_BOXES:
            self.boxes += [(box, self._anchor(run)) for box in _boxes(element)]
        elif tag in _NOTE_REFERENCES:
            self.references.append(((_NOTE_REFERENCES[tag], element.get(W + "id")), self._anchor(run)))

    def _anchor(self, run: Element) -> Element:
        return run if self.host is None else self.host

    def _add(self, run: Element, element: Element, text: str, *, splittable: bool = False) -> None:
        if text and all(self._fields):
            self._pieces.append(Piece(run, element, self._length, self._length + len(text), splittable))
            self._text.append(text)
            self._length += len(text)

    def _field(self, kind: str | None) -> None:
        if kind == "begin":
            self._fields.append(False)
        elif kind == "separate" and self._fields:
            self._fields[-1] = True
        elif kind == "end" and self._fields:
            self._fields.pop()


def plain_pieces(paragraph: Element, text_end: int, shift: int) -> list[Piece]:
    """The pieces of a paragraph whose text plain_text gave; shift, text_end: where it begins and ends.

    Raises BrokenFileError where something else than w:t holds text.
    """
    pieces = []
    for element in paragraph.iter(_TEXT):
        text = element.text
        if text:
            pieces.append(Piece(element.getparent(), element, shift, shift + len(text), True))
            shift += len(text)
    if shift != text_end:
        raise BrokenFileError
    return pieces


def _boxes(element: Element) -> list[Element]:
    """The contents of text boxes in a drawing, without those of mc:Fallback and those within other boxes."""
    found = []
    for box in element.iter(W + "txbxContent"):
        for ancestor in box.iterancestors():
            if ancestor is element:
                found.append(box)
                break
            if ancestor.tag == W + "txbxContent" or (
                ancestor.tag == MC + "Fallback" and chosen(ancestor.getparent()) is not ancestor
            ):
                break
    return found
