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
from desktop.documents.word_inline import InlineReader, Piece, plain_pieces, plain_text, special_paragraphs
from desktop.documents.word_names import W, blocks, child, toggle, value, whole
from desktop.documents.word_numbering import Numbering
from desktop.documents.word_signs import visible_text
from desktop.documents.word_styles import Styles
from desktop.text.document import Cell, Origin, Paragraph

__all__ = ["MappedParagraph", "Piece", "WordMap", "map_word", "visible_text"]

_PARAGRAPH, _TABLE, _PROPERTIES = W + "p", W + "tbl", W + "pPr"


class MappedParagraph:
    """A paragraph with its places in the file.

    elements: its w:p, several when deleted marks joined them. host: for a text box or a note the run of the body that
    holds its anchor; None for paragraphs of the body.
    """

    __slots__ = ("_pieces", "elements", "host", "paragraph")

    def __init__(
        self,
        paragraph: Paragraph,
        elements: tuple[Element, ...],
        pieces: list[Piece] | None,
        host: Element | None = None,
    ) -> None:
        self.paragraph = paragraph
        self.elements = elements
        self._pieces = pieces
        self.host = host

    @property
    def pieces(self) -> list[Piece]:
        """The pieces of the text after the label, without gaps; found when first asked for where that is easy."""
        if self._pieces is None:
            text, label = self.paragraph.text, self.paragraph.label
            self._pieces = plain_pieces(self.elements[0], len(text), len(label))
        return self._pieces


@dataclass(slots=True)
class WordMap:
    """All paragraphs in reading order, and whether text was left out as hidden."""

    paragraphs: list[MappedParagraph] = field(default_factory=list)
    hidden: bool = False


def map_word(
    body: Element, styles: Styles, numbering: Numbering, notes: Mapping[str, Element], *, original: bool = False
) -> WordMap:
    """Map the body; notes: "footnote" and "endnote" to the roots of their parts, where there are such.

    original: as it was before its tracked changes.
    """
    reader = InlineReader(styles, original=original)
    walker = _Walker(styles, numbering, reader, original=original)
    walker.story(body, Origin.BODY, None)
    # boxes and notes are found while walking, also in one another
    while reader.boxes:
        content, host = reader.boxes.pop(0)
        walker.story(content, Origin.TEXT_BOX, host)
    by_id = {
        (kind, note.get(W + "id")): note
        for kind, root in notes.items()
        for note in root.findall(W + kind)
        if note.get(W + "type") in {None, "normal"}
    }
    while reader.references:
        key, host = reader.references.pop(0)
        note = by_id.pop(key, None)
        if note is not None:
            walker.story(note, Origin.FOOTNOTE, host)
    while reader.boxes:
        content, host = reader.boxes.pop(0)
        walker.story(content, Origin.TEXT_BOX, host)
    walker.map.hidden = reader.hidden
    return walker.map


class _Walker:
    def __init__(self, styles: Styles, numbering: Numbering, reader: InlineReader, *, original: bool) -> None:
        self._original = original
        self._row_goes, self._cell_goes = ("ins", "cellIns") if original else ("del", "cellDel")
        self._mark_goes = ("ins", "moveTo") if original else ("del", "moveFrom")
        self.map = WordMap()
        self._reader = reader
        self._styles = styles
        self._numbering = numbering
        self._tables = 0
        self._origin = Origin.BODY
        self._special: set[Element] = set()
        self._plain = not styles.may_hide

    def story(self, container: Element, origin: Origin, host: Element | None) -> None:
        """A body, a text box or a note. host: the run of the body it is anchored at."""
        self._origin = origin
        self._reader.begin_story(host)
        if origin is not Origin.TEXT_BOX:  # a box stands in a paragraph that is looked through already
            self._special |= special_paragraphs(container)
        self._blocks(container, None)

    def _blocks(self, container: Element, cell: Cell | None) -> None:
        joined: list[Element] = []
        for element in blocks(container, original=self._original):
            if element.tag == _PARAGRAPH:
                properties = element[0] if len(element) else None
                if properties is not None and properties.tag != _PROPERTIES:
                    properties = child(element, "pPr")
                if joined or self._mark_removed(properties) or not self._plain or element in self._special:
                    joined.append(element)
                    if not self._mark_removed(properties):
                        self._paragraph(joined, cell)
                        joined = []
                else:
                    self._plain_paragraph(element, properties, cell)
            elif element.tag == _TABLE:
                self._close(joined, cell)
                joined = []
                self._table(element)
        self._close(joined, cell)

    def _close(self, joined: list[Element], cell: Cell | None) -> None:
        """Paragraphs whose mark is gone but that have none after them to join."""
        if joined:
            self._paragraph(joined, cell, unless_empty=True)

    def _mark_removed(self, properties: Element | None) -> bool:
        mark = child(properties, "rPr")
        if mark is None or not len(mark):
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

    def _plain_paragraph(self, element: Element, properties: Element | None, cell: Cell | None) -> None:
        """A paragraph of nothing but runs of text."""
        text = None if self._reader.in_field else plain_text(element)
        if text is None:
            self._paragraph([element], cell)
            return
        self._add(text, properties, (element,), None, cell)

    def _paragraph(self, elements: list[Element], cell: Cell | None, *, unless_empty: bool = False) -> None:
        reader = self._reader
        reader.begin()
        properties = child(elements[-1], "pPr")
        for element in elements:
            own = child(element, "pPr")
            before = reader.length
            reader.read(element, value(own, "pStyle"))
            if before == 0 and reader.length and toggle(child(own, "rPr"), "vanish"):
                # a style separator: the heading's own number and level lead the line
                properties = own
        text, pieces = reader.end()
        if not unless_empty or text:
            self._add(text, properties, tuple(elements), pieces, cell)

    def _add(
        self,
        text: str,
        properties: Element | None,
        elements: tuple[Element, ...],
        pieces: list[Piece] | None,
        cell: Cell | None,
    ) -> None:
        label = self._numbering.label(properties)
        if label:
            text = label + text
            for piece in pieces or ():
                piece.start += len(label)
                piece.end += len(label)
        origin = Origin.TABLE if cell is not None and self._origin is Origin.BODY else self._origin
        paragraph = Paragraph(text, label, origin, cell, self._styles.heading_level(properties))
        self.map.paragraphs.append(MappedParagraph(paragraph, elements, pieces, self._reader.host))


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
