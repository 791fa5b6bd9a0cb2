"""Paragraphs that go from a Word file, and what of them has to stay so that the file stays whole."""

from __future__ import annotations

import itertools
from collections.abc import Collection, Iterator, Sequence

from desktop.documents.safe_zip import Element
from desktop.documents.word_map import MappedParagraph
from desktop.documents.word_markup import set_property
from desktop.documents.word_names import W, blocks, child
from desktop.documents.xml_source import XmlSource

_STORIES = frozenset(W + name for name in ("body", "tc", "txbxContent", "footnote", "endnote"))
_HELD = {
    **dict.fromkeys((W + "drawing", W + "pict", W + "object"), "图片或图形"),
    **dict.fromkeys((W + "footnoteReference", W + "endnoteReference", W + "footnoteRef", W + "endnoteRef"), "脚注"),
}
_RANGES = {
    W + "bookmarkStart": W + "bookmarkEnd",
    W + "commentRangeStart": W + "commentRangeEnd",
    W + "permStart": W + "permEnd",
    W + "moveFromRangeStart": W + "moveFromRangeEnd",
    W + "moveToRangeStart": W + "moveToRangeEnd",
    W + "customXmlInsRangeStart": W + "customXmlInsRangeEnd",
    W + "customXmlDelRangeStart": W + "customXmlDelRangeEnd",
}
_STARTS = {end: start for start, end in _RANGES.items()}


class Removal:
    """Which of some paragraphs of one part can go, and their going.

    kept: to each paragraph that must stay as an empty one the reason, a Chinese half-sentence.
    """

    def __init__(
        self,
        entries: Sequence[MappedParagraph],
        everything: Sequence[MappedParagraph],
        needed: Collection[Element] = (),
    ) -> None:
        """needed: elements that have to stay, as something new stands in or beside them."""
        self.rows = _whole_rows(entries, everything, needed)
        self.kept: dict[int, str] = {}
        in_rows = {id(entry) for entry in entries if any(row in self.rows for row in entry.elements[0].iterancestors())}
        self._going = [entry for entry in entries if id(entry) not in in_rows]
        for entry in self._going:
            reason = next((reason for p in entry.elements if (reason := _holds(p))), None)
            if reason is not None:
                self.kept[id(entry)] = reason
        self._keep_stories_whole()

    def goes(self, entry: MappedParagraph) -> bool:
        """Whether the paragraph vanishes as a whole."""
        return id(entry) not in self.kept

    def write(self, source: XmlSource) -> None:
        """Take the paragraphs and rows out of their source."""
        tables = {row.getparent() for row in self.rows}
        whole = {table for table in tables if all(row in self.rows for row in table.iterchildren(W + "tr"))}
        for table in whole:
            source.replace_element(table, "")
        for row in self.rows:
            if row.getparent() not in whole:
                source.replace_element(row, "")
        removed = {p for entry in self._going if self.goes(entry) for p in entry.elements}
        for paragraph in removed:
            ends = child(child(paragraph, "pPr"), "sectPr")
            before = paragraph.getprevious()
            if ends is not None and before is not None:
                set_property(source, before, W + "sectPr", source.of(ends))
            marks = "".join(source.of(mark) for mark in _open_ranges(paragraph))
            source.replace_element(paragraph, marks)

    def _keep_stories_whole(self) -> None:
        while True:
            removed = {p for entry in self._going if self.goes(entry) for p in entry.elements}
            stories = {story for p in removed if (story := _story(p)) is not None}
            wanting = next((w for story in stories if (w := _wanting(story, removed, self.rows))), None)
            if wanting is None:
                wanting = self._wanting_section(removed)
            if wanting is None:
                return
            paragraph, reason = wanting
            entry = next(e for e in self._going if paragraph in e.elements)
            self.kept[id(entry)] = reason

    def _wanting_section(self, removed: Collection[Element]) -> tuple[Element, str] | None:
        for paragraph in removed:
            if child(child(paragraph, "pPr"), "sectPr") is None:
                continue
            before = paragraph.getprevious()
            fits = before is not None and before.tag == W + "p" and before not in removed
            if not fits or child(child(before, "pPr"), "sectPr") is not None:
                return paragraph, "这一段带有分节符"
        return None


def _story(paragraph: Element) -> Element | None:
    return next((e for e in paragraph.iterancestors() if e.tag in _STORIES), None)


def _wanting(story: Element, removed: Collection[Element], rows: Collection[Element]) -> tuple[Element, str] | None:
    """A paragraph that a story cannot do without, and why."""
    present = [b for b in blocks(story) if b.tag in {W + "p", W + "tbl"}]
    left = [b for b in present if b not in removed and not _all_rows(b, rows)]
    gone = [b for b in present if b in removed]
    if not left:
        place = "单元格" if story.tag == W + "tc" else "此处"
        return gone[-1], f"{place}至少要有一段"
    if left[-1].tag == W + "tbl" and gone and present.index(gone[-1]) > present.index(left[-1]):
        return gone[-1], "表格后面要有一段"
    for one, other in itertools.pairwise(left):
        between = present[present.index(one) + 1 : present.index(other)]
        if one.tag == other.tag == W + "tbl" and any(b in removed for b in between):
            return next(b for b in between if b in removed), "这一段隔开了两个表格"
    for paragraph in gone:
        parent = paragraph.getparent()
        if parent.tag == W + "sdtContent" and all(e in removed for e in parent if e.tag in {W + "p", W + "tbl"}):
            return paragraph, "内容控件里至少要有一段"
    return None


def _all_rows(block: Element, rows: Collection[Element]) -> bool:
    own = list(block.iterchildren(W + "tr")) if block.tag == W + "tbl" else []
    return bool(own) and all(row in rows for row in own)


def _whole_rows(
    entries: Sequence[MappedParagraph], everything: Sequence[MappedParagraph], needed: Collection[Element]
) -> set[Element]:
    """The rows all of whose lines go, where the table stays in order without them."""
    going = {id(entry) for entry in entries}
    lines: dict[Element, list[MappedParagraph]] = {}
    for entry in everything:
        for row in entry.elements[0].iterancestors(W + "tr"):
            lines.setdefault(row, []).append(entry)
    rows = {row for row, inner in lines.items() if all(id(entry) in going for entry in inner)}
    rows = {row for row in rows if row.getparent().tag == W + "tbl" and not any(_holds(p) for p in row.iter(W + "p"))}
    kept = set()
    for row in rows:
        table = row.getparent()
        if row in needed:
            continue
        table_goes = all(other in rows for other in table.iterchildren(W + "tr"))
        merged = next(row.iter(W + "vMerge"), None) is not None
        if (merged and not table_goes) or any(_unmatched(p) for p in row.iter(W + "p")):
            continue
        if table_goes and not _can_go(table):
            continue
        kept.add(row)
    return {row for row in kept if not any(outer in kept for outer in row.iterancestors(W + "tr"))}


def _can_go(table: Element) -> bool:
    """Whether a table can go: something stays in its story."""
    story = _story(table)
    return story is not None and sum(1 for b in blocks(story) if b.tag == W + "p") > 0


def _holds(paragraph: Element) -> str | None:
    """What a paragraph has besides text that nobody meant to delete with it; None for nothing."""
    for element in paragraph.iter():
        if element.tag in _HELD:
            return f"这一段里有{_HELD[element.tag]}"
        if element.tag == W + "br" and element.get(W + "type") in {"page", "column"}:
            return "这一段里有分页符"
    depth = 0
    for mark in paragraph.iter(W + "fldChar"):
        kind = mark.get(W + "fldCharType")
        depth += 1 if kind == "begin" else -1 if kind == "end" else 0
        if depth < 0:
            return "这一段里有域（如目录）的结尾"
    if depth:
        return "这一段里有域（如目录）的开头"
    if _unmatched(paragraph):
        return "这一段里有批注的标记"
    return None


def _unmatched(paragraph: Element) -> bool:
    """Whether a comment's reference stands here whose words begin elsewhere, or the other way round."""
    references = {e.get(W + "id") for e in paragraph.iter(W + "commentReference")}
    starts = {e.get(W + "id") for e in paragraph.iter(W + "commentRangeStart")}
    ends = {e.get(W + "id") for e in paragraph.iter(W + "commentRangeEnd")}
    return bool((starts | ends | references) - (starts & ends & references))


def _open_ranges(paragraph: Element) -> Iterator[Element]:
    """The marks of bookmarks and the like that begin here and end elsewhere, or end here and begin elsewhere."""
    marks = list(paragraph.iter(*_RANGES, *_STARTS))
    known = {(e.tag, e.get(W + "id")) for e in marks}
    for mark in marks:
        other = _RANGES.get(mark.tag) or _STARTS[mark.tag]
        if (other, mark.get(W + "id")) not in known:
            yield mark
