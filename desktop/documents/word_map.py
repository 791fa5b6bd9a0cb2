"""One walk through a Word file: its paragraphs, and for each character the element it stands in.

What is read is what a reader sees when all tracked changes are accepted:
inserted text stays, deleted and moved-away text goes, paragraphs whose mark is deleted
join the next one; or, by choice, what stood there before them (original). Hidden text
(w:vanish) is left out, as it is neither seen nor printed. Of a field only the result is
read, of mc:AlternateContent only the choice. Text boxes come after the body, then
footnotes and endnotes, each in the order of their anchors.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from desktop.documents.safe_zip import Element
from desktop.documents.word_names import (
    ADDED,
    MC,
    TAKEN_OUT,
    XML_SPACE,
    M,
    W,
    blocks,
    child,
    chosen,
    toggle,
    value,
    whole,
)
from desktop.documents.word_numbering import Numbering
from desktop.documents.word_styles import Styles
from desktop.text.document import Cell, Origin, Paragraph

_TEXT, _RUN_PROPERTIES = W + "t", W + "rPr"
_XML_BLANKS = " \t\r\n"
_BLANKS_IN_TEXT = str.maketrans(dict.fromkeys("\t\r\n", " "))
_INLINE_WRAPPERS = frozenset(W + name for name in ("hyperlink", "smartTag", "customXml", "fldSimple", "dir", "bdo"))
_FIXED_TEXT = {
    W + "tab": "\t",
    W + "ptab": "\t",
    W + "cr": "\n",
    W + "noBreakHyphen": "-",
}
_HOLDS_BOXES = frozenset(W + name for name in ("drawing", "pict", "object"))
_NOTE_REFERENCES = {W + "footnoteReference": "footnote", W + "endnoteReference": "endnote"}
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


@dataclass(slots=True)
class MappedParagraph:
    """A paragraph with its places in the file.

    elements: its w:p, several when deleted marks joined them. pieces cover the text
    after the label without gaps. host: for a text box or a note the run of the body that
    holds its anchor; None for paragraphs of the body.
    """

    paragraph: Paragraph
    elements: tuple[Element, ...]
    pieces: list[Piece]
    host: Element | None = None


@dataclass(slots=True)
class WordMap:
    """All paragraphs in reading order, and whether text was left out as hidden."""

    paragraphs: list[MappedParagraph] = field(default_factory=list)
    hidden: bool = False


def visible_text(element: Element) -> str:
    """The characters of a w:t: blanks at its ends count only with xml:space, and none of them breaks a line."""
    text: str = element.text or ""
    if not text or (text.isprintable() and text[0] != " " and text[-1] != " "):
        return text
    if text[0] in _XML_BLANKS or text[-1] in _XML_BLANKS:
        spaced = next((space for e in (element, *element.iterancestors()) if (space := e.get(XML_SPACE))), None)
        if spaced != "preserve":
            text = text.strip(_XML_BLANKS)
    return text.translate(_BLANKS_IN_TEXT)


def map_word(
    body: Element, styles: Styles, numbering: Numbering, notes: Mapping[str, Element], *, original: bool = False
) -> WordMap:
    """Map the body; notes: "footnote" and "endnote" to the roots of their parts, where there are such.

    original: as it was before its tracked changes.
    """
    walker = _Walker(styles, numbering, original=original)
    walker.story(body, Origin.BODY, None)
    # boxes and notes are found while walking, also in one another
    while walker.boxes:
        content, host = walker.boxes.pop(0)
        walker.story(content, Origin.TEXT_BOX, host)
    by_id = {
        (kind, note.get(W + "id")): note
        for kind, root in notes.items()
        for note in root.findall(W + kind)
        if note.get(W + "type") in {None, "normal"}
    }
    while walker.references:
        key, host = walker.references.pop(0)
        note = by_id.pop(key, None)
        if note is not None:
            walker.story(note, Origin.FOOTNOTE, host)
    while walker.boxes:
        content, host = walker.boxes.pop(0)
        walker.story(content, Origin.TEXT_BOX, host)
    return walker.map


class _Walker:
    def __init__(self, styles: Styles, numbering: Numbering, *, original: bool) -> None:
        self._original = original
        self._inline_wrappers = _INLINE_WRAPPERS | (TAKEN_OUT if original else ADDED)
        self._row_goes, self._cell_goes = ("ins", "cellIns") if original else ("del", "cellDel")
        self._mark_goes = ("ins", "moveTo") if original else ("del", "moveFrom")
        self._texts = frozenset((W + "t", W + "delText") if original else (W + "t",))
        self.map = WordMap()
        self.boxes: list[tuple[Element, Element]] = []
        self.references: list[tuple[tuple[str, str | None], Element]] = []
        self._styles = styles
        self._numbering = numbering
        self._tables = 0
        self._origin = Origin.BODY
        self._host: Element | None = None
        self._fields: list[bool] = []  # of each open field: whether its result has begun
        self._pieces: list[Piece] = []
        self._text: list[str] = []
        self._length = 0
        self._paragraph_style: str | None = None

    def story(self, container: Element, origin: Origin, host: Element | None) -> None:
        """A body, a text box or a note. host: the run of the body it is anchored at."""
        self._origin, self._host, self._fields = origin, host, []
        self._blocks(container, None)

    def _blocks(self, container: Element, cell: Cell | None) -> None:
        joined: list[Element] = []
        for element in blocks(container, original=self._original):
            if element.tag == W + "p":
                joined.append(element)
                if not self._mark_removed(element):
                    self._paragraph(joined, cell)
                    joined = []
            elif element.tag == W + "tbl":
                self._close(joined, cell)
                joined = []
                self._table(element)
        self._close(joined, cell)

    def _close(self, joined: list[Element], cell: Cell | None) -> None:
        """Paragraphs whose mark is gone but that have none after them to join."""
        if joined:
            self._paragraph(joined, cell, unless_empty=True)

    def _mark_removed(self, paragraph: Element) -> bool:
        mark = child(child(paragraph, "pPr"), "rPr")
        if mark is None:
            return False
        return any(child(mark, name) is not None for name in self._mark_goes) or bool(toggle(mark, "vanish"))

    def _table(self, table: Element) -> None:
        index = self._tables
        self._tables += 1
        row_number = 0
        for row in blocks(table, original=self._original):
            if row.tag != W + "tr":
                continue
            properties = child(row, "trPr")
            if child(properties, self._row_goes) is not None:
                continue
            column = whole(value(properties, "gridBefore")) or 0
            for element in blocks(row, original=self._original):
                if element.tag != W + "tc":
                    continue
                properties = child(element, "tcPr")
                if not _is_swallowed(properties, self._cell_goes):
                    self._blocks(element, Cell(index, row_number, column))
                column += max(whole(value(properties, "gridSpan")) or 1, 1)
            row_number += 1

    def _paragraph(self, elements: list[Element], cell: Cell | None, *, unless_empty: bool = False) -> None:
        self._pieces, self._text, self._length = [], [], 0
        properties = child(elements[-1], "pPr")
        for element in elements:
            own = child(element, "pPr")
            before = self._length
            self._paragraph_style = value(own, "pStyle")
            self._inline(element)
            if before == 0 and self._length and toggle(child(own, "rPr"), "vanish"):
                # a style separator: the heading's own number and level lead the line
                properties = own
        # an instruction does not go on in the next paragraph; a damaged field must not swallow the rest
        self._fields = [True] * len(self._fields)
        if unless_empty and not self._length:
            return
        label = self._numbering.label(properties)
        for piece in self._pieces:
            piece.start += len(label)
            piece.end += len(label)
        origin = Origin.TABLE if cell is not None and self._origin is Origin.BODY else self._origin
        text = label + "".join(self._text)
        paragraph = Paragraph(text, label, origin, cell, self._styles.heading_level(properties))
        self.map.paragraphs.append(MappedParagraph(paragraph, tuple(elements), self._pieces, self._host))

    def _inline(self, container: Element) -> None:
        for element in container:
            tag = element.tag
            if tag == W + "r":
                self._run(element)
            elif tag in self._inline_wrappers:
                self._inline(element)
            elif tag == W + "sdt":
                content = child(element, "sdtContent")
                if content is not None:
                    self._inline(content)
            elif tag == MC + "AlternateContent":
                branch = chosen(element)
                if branch is not None:
                    self._inline(branch)
            elif tag in {M + "oMath", M + "oMathPara"}:
                self._add(element, element, "".join(t.text or "" for t in element.iter(M + "t")))

    def _run(self, run: Element) -> None:
        first = run[0] if len(run) else None
        properties = first if first is None or first.tag == _RUN_PROPERTIES else child(run, "rPr")
        hidden = self._styles.hidden(properties, self._paragraph_style)
        for element in run:
            if element.tag == _TEXT and not hidden:  # nearly all that a file holds
                self._add(run, element, visible_text(element), splittable=True)
            elif element is not properties:
                self._run_content(run, element, element, hidden)

    def _run_content(self, run: Element, top: Element, element: Element, hidden: bool) -> None:
        """One element of a run; top: the child of the run it stands in."""
        tag = element.tag
        if tag == W + "fldChar":
            self._field(element.get(W + "fldCharType"))
        elif tag == MC + "AlternateContent":
            branch = chosen(element)
            for inner in branch if branch is not None else ():
                self._run_content(run, top, inner, hidden)
        elif hidden:
            self.map.hidden = self.map.hidden or tag in self._texts
        elif tag in self._texts:
            self._add(run, top, visible_text(element), splittable=top is element)
        elif tag in _FIXED_TEXT:
            self._add(run, top, _FIXED_TEXT[tag])
        elif tag == W + "br":
            if element.get(W + "type", "textWrapping") == "textWrapping":
                self._add(run, top, "\n")
        elif tag == W + "sym":
            self._add(run, top, _symbol(element))
        elif tag == W + "ruby":
            base = child(element, "rubyBase")
            if base is not None:
                self._add(run, top, "".join(visible_text(t) for t in base.iter(W + "t")))
        elif tag in _HOLDS_BOXES:
            self.boxes += [(box, self._anchor(run)) for box in _boxes(element)]
        elif tag in _NOTE_REFERENCES:
            self.references.append(((_NOTE_REFERENCES[tag], element.get(W + "id")), self._anchor(run)))

    def _anchor(self, run: Element) -> Element:
        return run if self._host is None else self._host

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


def _is_swallowed(properties: Element | None, gone: str) -> bool:
    """Whether a cell shows nothing of its own: gone by this change, or merged into the one above or before it."""
    if properties is None:
        return False
    if child(properties, gone) is not None:
        return True
    for name in ("vMerge", "hMerge"):
        merge = child(properties, name)
        if merge is not None and merge.get(W + "val", "continue") == "continue":
            return True
    return False


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


def _symbol(element: Element) -> str:
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
