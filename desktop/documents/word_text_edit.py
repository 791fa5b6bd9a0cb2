"""Changes to the characters of one paragraph of a Word file, in its source.

A change stays within the runs it touches: what is deleted leaves its w:t, what is put for
it takes the place, and so the format, of the first character deleted, and what is
inserted joins the run on its left (at the paragraph's start the one on its right). Text put at
the end of a link, a content control or a field goes outside of it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from desktop.documents.safe_zip import Element
from desktop.documents.word_map import MappedParagraph, Piece, visible_text
from desktop.documents.word_markup import (
    CUT,
    mark_properties,
    outermost_fields,
    run_content,
    run_properties,
)
from desktop.documents.word_names import M, W, child
from desktop.documents.xml_source import XmlSource, escape

_CLOSED = frozenset(W + name for name in ("hyperlink", "fldSimple", "sdt"))
_REOPENED = frozenset(W + name for name in ("hyperlink", "ins", "moveTo", "smartTag", "dir", "bdo"))
_GOES_WHEN_EMPTY = _REOPENED | {W + "fldSimple"}
_WEIGHTLESS = frozenset((W + "rPr", W + "lastRenderedPageBreak"))


class CannotEditError(Exception):
    """A change that would damage something. str(): why, a Chinese half-sentence."""


@dataclass(slots=True)
class _Change:
    """What happens to a piece: edits of its text, or for one thing whether it goes and what comes about it."""

    edits: list[tuple[int, int, str]] = field(default_factory=list)
    gone: bool = False
    before: str = ""
    instead: str = ""
    after: str = ""


class TextEditor:
    """Collects the changes to a paragraph and writes them into the source.

    cut: the source of a new paragraph's start tag and properties for each CUT in inserted text, "" where
    there is none.
    """

    def __init__(self, source: XmlSource, entry: MappedParagraph, cut: str = "") -> None:
        self._source = source
        self._entry = entry
        self._cut = cut
        self._prefix = source.prefix(entry.elements[0])
        self._changes: dict[int, _Change] = {}
        self._new_runs: list[tuple[int, str]] = []
        self._appended: list[tuple[Element, str]] = []
        self._fields: dict[Element, tuple[Element, Element | None]] = {}
        self._whole_fields: list[tuple[Element, Element, set[Element]]] = []
        for first, last, runs in outermost_fields(entry.elements):
            self._fields |= dict.fromkeys(runs, (first, last))
            if last is not None:
                self._whole_fields.append((first, last, set(runs)))

    def apply(self, edits: Sequence[tuple[int, int, str]]) -> list[str]:
        """Write the edits (places in the paragraph's text, in order) and give notes, Chinese half-sentences.

        Raises CannotEditError before anything is written.
        """
        for start, end, text in edits:
            self._edit(start, end, text)
        notes = self._notes()
        self._write()
        return notes

    def _edit(self, start: int, end: int, text: str) -> None:
        pieces = self._entry.pieces
        covered = [i for i, piece in enumerate(pieces) if piece.start < end and piece.end > start]
        for order, index in enumerate(covered):
            piece = pieces[index]
            put = text if order == 0 else ""
            if piece.splittable:
                edit = (max(start, piece.start) - piece.start, min(end, piece.end) - piece.start, put)
                self._require_cut(piece.run, put)
                self._change(index).edits.append(edit)
            elif start <= piece.start and piece.end <= end:
                self._change(index).gone = True
                if put and piece.child is piece.run:
                    self._new_run(self._source.place(_formula(piece.run)).start, put, piece.run.getparent(), None)
                elif put:
                    self._require_cut(piece.run, put)
                    self._change(index).instead = put
            else:
                raise CannotEditError("改动只涉及注音、公式或图形文字的一部分")
        if not covered and text:
            self._insert(start, text)

    def _insert(self, at: int, text: str) -> None:
        pieces = self._entry.pieces
        left = next((i for i in range(len(pieces) - 1, -1, -1) if pieces[i].end == at), None)
        right = next((i for i in range(len(pieces)) if pieces[i].start == at), None)
        left_closed = None if left is None else self._closed(pieces[left])
        right_closed = None if right is None else self._closed(pieces[right])
        if left is not None and (left_closed is None or left_closed == right_closed):
            self._beside(left, text, right if right_closed == left_closed else None, after=True)
        elif right is not None and right_closed is None:
            self._beside(right, text, None, after=False)
        elif left is not None and left_closed is not None:
            last = left_closed[1]
            if last is None:  # the field ends in another paragraph
                self._beside(left, text, None, after=True)
            else:
                self._new_run(self._source.place(last).end, text, last.getparent(), pieces[left].run)
        elif right_closed is not None and right is not None:
            first = right_closed[0]
            self._new_run(self._source.place(first).start, text, first.getparent(), pieces[right].run)
        else:
            self._in_empty(text)

    def _beside(self, index: int, text: str, neighbour: int | None, *, after: bool) -> None:
        """Insert at the end or start of a piece; neighbour: the piece on the other side, if it may take the text."""
        piece = self._entry.pieces[index]
        if not piece.splittable and neighbour is not None:
            other = self._entry.pieces[neighbour]
            if other.splittable and (other.run is piece.run or piece.child is piece.run):
                index, piece, after = neighbour, other, not after
        if piece.child is piece.run:
            place = self._source.place(_formula(piece.run))
            self._new_run(place.end if after else place.start, text, _formula(piece.run).getparent(), None)
            return
        self._require_cut(piece.run, text)
        change = self._change(index)
        if piece.splittable:
            at = piece.end - piece.start if after else 0
            change.edits.append((at, at, text))
        elif after:
            change.after += text
        else:
            change.before += text

    def _in_empty(self, text: str) -> None:
        paragraph = self._entry.elements[0]
        like = next((run for run in paragraph.iterchildren(W + "r") if child(run, "rPr") is not None), None)
        properties = run_properties(self._source, like, plain=True) or mark_properties(self._source, paragraph)
        self._appended.append((paragraph, self._run(text, properties, paragraph)))

    def _new_run(self, position: int, text: str, parent: Element, like: Element | None) -> None:
        """A run of its own at a place of the source, formatted like the nearest plain text."""
        plain = self._nearest_plain(like)
        properties = run_properties(self._source, plain, plain=True)
        self._new_runs.append((position, self._run(text, properties, parent)))

    def _nearest_plain(self, like: Element | None) -> Element | None:
        pieces = [piece for piece in self._entry.pieces if piece.child is not piece.run]
        at = next((i for i, piece in enumerate(pieces) if piece.run is like), 0)
        order = sorted(range(len(pieces)), key=lambda i: (abs(i - at), i))
        free = next((pieces[i].run for i in order if self._closed(pieces[i]) is None), None)
        return like if free is None else free

    def _run(self, text: str, properties: str, parent: Element) -> str:
        w = self._prefix
        content = run_content(text, w, self._break(parent, properties) if CUT in text else "")
        return f"<{w}r>{properties}{content}</{w}r>"

    def _break(self, parent: Element, properties: str) -> str:
        """The source that ends the paragraph within a run and goes on in a new one. parent: of the run."""
        if not self._cut:
            raise CannotEditError("此处不能另起一段")
        wrappers = []
        while parent not in self._entry.elements:
            if parent is None or parent.tag not in _REOPENED:
                raise CannotEditError("此处不能另起一段")
            wrappers.append(parent)
            parent = parent.getparent()
        source, w = self._source, self._prefix
        ends = "".join(f"</{source.name(wrapper)}>" for wrapper in wrappers)
        starts = "".join(source.start_tag(wrapper) for wrapper in reversed(wrappers))
        return f"</{w}r>{ends}</{source.name(parent)}>{self._cut}{starts}<{w}r>{properties}"

    def _require_cut(self, run: Element, text: str) -> None:
        """Fail early where a paragraph cannot be ended."""
        if CUT in text:
            self._break(run.getparent(), "")

    def _closed(self, piece: Piece) -> tuple[Element, Element | None] | None:
        """The first and last element of the link, control or field a piece stands in; None outside of any."""
        outer = None
        element = piece.run.getparent()
        while element is not None and element not in self._entry.elements:
            if element.tag in _CLOSED:
                outer = element
            element = element.getparent()
        complex_field = self._fields.get(piece.run)
        if complex_field is not None and (outer is None or outer not in complex_field[0].iterancestors()):
            return complex_field
        return None if outer is None else (outer, outer)

    def _change(self, index: int) -> _Change:
        return self._changes.setdefault(index, _Change())

    def _notes(self) -> list[str]:
        notes = []
        touched = [self._entry.pieces[index] for index in self._changes]
        if any(p.run in self._fields or _within(p.run, W + "fldSimple") for p in touched):
            notes.append("改动了域（目录、日期、引用等）的文字，在 Word 里更新域时会恢复原样")
        if any(_bound(control) is not None for p in touched for control in p.run.iterancestors(W + "sdt")):
            notes.append("改动了与文档属性绑定的内容控件，已解除绑定")
        return notes

    def _write(self) -> None:
        source = self._source
        for position, markup in self._new_runs:
            source.replace(position, position, markup)
        for element, markup in self._appended:
            source.append_to(element, markup)
        markup_of = {self._entry.pieces[i].child: self._markup(i, change) for i, change in self._changes.items()}
        runs = list(dict.fromkeys(self._entry.pieces[i].run for i in self._changes))
        for control in dict.fromkeys(sdt for run in runs for sdt in run.iterancestors(W + "sdt")):
            self._settle(control)
        removed = {run for run in runs if self._is_emptied(run, markup_of)}
        in_fields: set[Element] = set()
        for first, last, members in self._whole_fields:
            if self._field_goes(first, last, members, removed):
                source.replace(source.place(first).start, source.place(last).end, "")
                in_fields |= members
        outer = {self._outer_emptied(run, removed) for run in removed - in_fields}
        for element in outer:
            source.replace_element(element, "")
        for run in runs:
            if run not in removed and run not in in_fields:
                for element in (run,) if run in markup_of else run:
                    if element in markup_of:
                        source.replace_element(element, markup_of[element])

    def _markup(self, index: int, change: _Change) -> str:
        piece = self._entry.pieces[index]
        texts = (change.before, change.instead, change.after)
        inside_run = piece.child is not piece.run
        cut = any(CUT in text for text in (*texts, *(edit[2] for edit in change.edits)))
        end = self._break(piece.run.getparent(), run_properties(self._source, piece.run)) if cut and inside_run else ""
        if piece.splittable:
            text = visible_text(piece.child)
            for start, stop, put in sorted(change.edits, reverse=True):
                text = text[:start] + put + text[stop:]
            tag = self._source.start_tag(piece.child)
            if text and not any(sign in text for sign in "\t\n\0") and (text.strip() == text or "preserve" in tag):
                return f"{tag}{escape(text)}</{self._source.name(piece.child)}>"
            return run_content(text, self._prefix, end)
        before, instead, after = (run_content(text, self._prefix, end) for text in texts)
        return before + (instead if change.gone else self._source.of(piece.child)) + after

    def _is_emptied(self, run: Element, markup_of: dict[Element, str]) -> bool:
        if run in markup_of:  # a formula
            return not markup_of[run]
        left = (e for e in run if e.tag not in _WEIGHTLESS)
        parent = run.getparent()
        if parent.tag == W + "sdtContent" and len(parent) == 1:
            return False
        return all(markup_of.get(element) == "" for element in left)

    def _field_goes(self, first: Element, last: Element, members: set[Element], removed: set[Element]) -> bool:
        """Whether all of a field's text was deleted, so that the field goes too."""
        parent = first.getparent()
        shown = {piece.run for piece in self._entry.pieces if piece.run in members}
        return (
            bool(shown)
            and shown <= removed
            and all(run.getparent() is parent for run in members)
            and parent.index(last) - parent.index(first) + 1 == len(members)
            and all(self._is_fields_own(run, shown) for run in members)
        )

    def _is_fields_own(self, run: Element, shown: set[Element]) -> bool:
        own = {*_WEIGHTLESS, W + "fldChar", W + "instrText"}
        return run in shown or all(element.tag in own for element in run)

    def _outer_emptied(self, run: Element, removed: set[Element]) -> Element:
        """The outermost wrapper that holds nothing but removed runs, else the run."""
        element = _formula(run)
        parent = element.getparent()
        while parent is not None and parent.tag in _GOES_WHEN_EMPTY and all(_is_in(inner, removed) for inner in parent):
            element, parent = parent, parent.getparent()
        return element

    def _settle(self, control: Element) -> None:
        """Make what was typed into a control its own text: no longer its prompt, no longer fetched from elsewhere."""
        properties = child(control, "sdtPr")
        for element in (child(properties, "showingPlcHdr"), _bound(control)):
            if element is not None and not self._source.is_replaced(element):
                self._source.replace_element(element, "")


def _is_in(element: Element, removed: set[Element]) -> bool:
    if element.tag == W + "r" or element.tag in {M + "oMath", M + "oMathPara"}:
        return element in removed or any(inner in removed for inner in element.iterchildren(M + "oMath"))
    return element.tag in _GOES_WHEN_EMPTY and len(element) > 0 and all(_is_in(inner, removed) for inner in element)


def _formula(run: Element) -> Element:
    """A formula with the paragraph of formulas that holds nothing else; any other run itself."""
    parent = run.getparent()
    return parent if run.tag == M + "oMath" and parent.tag == M + "oMathPara" and len(parent) == 1 else run


def _within(element: Element, tag: str) -> bool:
    return next(element.iterancestors(tag), None) is not None


def _bound(control: Element) -> Element | None:
    """The data binding of a control, by which Word would put its old text back."""
    properties = child(control, "sdtPr")
    if properties is None:
        return None
    return next((e for e in properties if e.tag.rpartition("}")[2] == "dataBinding"), None)
