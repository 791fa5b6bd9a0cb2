"""Comments on exactly their words in a Word file; nothing else in it changes."""

from __future__ import annotations

import copy
import datetime
import hashlib
import io
import posixpath
import zipfile
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from desktop.documents.comment_parts import CommentParts
from desktop.documents.file_bytes import read_bytes
from desktop.documents.opened import Format, Opened
from desktop.documents.safe_write import ChangedOnDiskError
from desktop.documents.safe_zip import Element, parse_xml
from desktop.documents.word_map import MappedParagraph, Piece, WordMap, visible_text
from desktop.documents.word_names import XML_SPACE, W, child
from desktop.documents.word_package import (
    CONTENT_TYPES,
    MAX_WORD_SIZE,
    RELATIONS_NS,
    TYPES_NS,
    WordPackage,
    relations_name,
)
from desktop.documents.word_plain import legal_text, write_word
from desktop.documents.word_reader import load_word
from desktop.text.document import Document, Origin, Paragraph
from desktop.text.spans import Span

_HOISTED = frozenset(W + name for name in ("ins", "moveTo", "hyperlink", "smartTag", "fldSimple", "dir", "bdo"))
_DOCUMENT_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
_MACRO_TYPE = "macroEnabled"
_MACRO_RELATIONS = ("/vbaProject", "/wordVbaData")
_PLACES = {Origin.TEXT_BOX: "文本框", Origin.FOOTNOTE: "脚注"}
_LONGEST_QUOTE = 40


@dataclass(frozen=True, slots=True)
class Comment:
    """A remark on the characters of `span`. text: its lines become paragraphs. author: as Word shows it."""

    span: Span
    text: str
    author: str = "对账"


def annotate(
    opened: Opened,
    comments: Sequence[Comment],
    *,
    when: datetime.datetime | None = None,
    data: bytes | None = None,
) -> bytes:
    """The bytes of a .docx: the document as it was opened, with these comments.

    A Word file is taken from the disk, and only its comments are added; macros are
    left out, as a .docx holds none. A plain text, or a Word file whose text was changed since it was
    read, becomes a plain Word file first. A comment on an automatic number or on an empty span stands on
    the nearest words; one in a text box or a note, where Word allows none, on the anchor in the body with
    the words quoted. when: the comments' date, now if not given. data: the Word file's bytes, which may hold edits
    that are not on the disk yet; read from opened.path if not given. Raises DocumentError, and
    ChangedOnDiskError when the file is no longer the one that was read.
    """
    package, mapped, comments = _source(opened, comments, data)
    parts = CommentParts(package)
    date = datetime.datetime.now() if when is None else when
    ordered = sorted(comments, key=lambda comment: (comment.span.line, comment.span.start, -comment.span.end))
    entries = [_entry(package, mapped, comment.span.line) for comment in ordered]
    # all places are found before the first run is split
    places = [_clip(entry, comment.span) for entry, comment in zip(entries, ordered, strict=True)]
    for comment, entry, place in zip(ordered, entries, places, strict=True):
        _mark(entry, place, parts.add(_quoted(entry, comment), comment.author, date))
    changed = parts.changed() if comments else {}
    if comments:
        changed[package.main_name] = package.serialize(package.document)
    return _repack(package, changed)


def _source(
    opened: Opened, comments: Sequence[Comment], data: bytes | None
) -> tuple[WordPackage, WordMap, Sequence[Comment]]:
    """The Word file to write in, its map, and the comments with their places in it."""
    if opened.format is Format.WORD:
        if data is None:
            data, _ = read_bytes(opened.path, MAX_WORD_SIZE)
            if hashlib.sha256(data).hexdigest() != opened.fingerprint.sha256:
                raise ChangedOnDiskError("文件打开以后已被别人或别的程序修改，批注位置对不上。请重新打开后再导出。")
        package, mapped = load_word(data)
        if tuple(entry.paragraph.text for entry in mapped.paragraphs) == opened.document.lines:
            return package, mapped, comments
    moved = [Comment(_without_illegal(opened.document, c.span), c.text, c.author) for c in comments]
    return *load_word(write_word(opened.document)), moved


def _without_illegal(document: Document, span: Span) -> Span:
    """The same words after the characters that a Word file cannot hold are gone."""
    if span.line > len(document.paragraphs):
        return span
    line = document.line(span.line)
    return Span(span.line, len(legal_text(line[: span.start])), len(legal_text(line[: span.end])))


def _entry(package: WordPackage, mapped: WordMap, line: int) -> MappedParagraph:
    """The paragraph of a line; the last one for a line after it, a new one in an empty document."""
    from lxml import etree

    if mapped.paragraphs:
        return mapped.paragraphs[min(line, len(mapped.paragraphs)) - 1]
    paragraph = next(package.body.iter(W + "p"), None)
    if paragraph is None:
        paragraph = etree.Element(W + "p")
        package.body.insert(0, paragraph)
    mapped.paragraphs.append(MappedParagraph(Paragraph(""), (paragraph,), []))
    return mapped.paragraphs[0]


def _quoted(entry: MappedParagraph, comment: Comment) -> str:
    """The comment's text, led by the words it means where it cannot stand on them."""
    if entry.host is None:
        return comment.text
    words = entry.paragraph.text[comment.span.start : comment.span.end] or entry.paragraph.text
    if len(words) > _LONGEST_QUOTE:
        words = words[:_LONGEST_QUOTE] + "…"
    return f"（{_PLACES.get(entry.paragraph.origin, '此处')}内“{words}”）{comment.text}"


def _mark(entry: MappedParagraph, place: tuple[int, int], comment_id: str) -> None:
    """Put the comment's marks around the characters of its place."""
    if entry.host is not None:
        _surround(entry.host, entry.host, comment_id)
        return
    start, end = place
    if start < end:
        _split(entry, start)
        _split(entry, end)
        covered = [piece for piece in entry.pieces if piece.start < end and piece.end > start]
        _surround(covered[0].run, covered[-1].run, comment_id)
        return
    from lxml import etree

    last = entry.elements[-1]
    last.append(etree.Element(W + "commentRangeStart", {W + "id": comment_id}))
    last.append(etree.Element(W + "commentRangeEnd", {W + "id": comment_id}))
    last.append(_reference(last, comment_id))


def _clip(entry: MappedParagraph, span: Span) -> tuple[int, int]:
    """The characters with a place in the file that stand for a span; an empty result only in an empty paragraph."""
    pieces = entry.pieces
    if not pieces:
        return 0, 0
    first, last = pieces[0].start, pieces[-1].end
    start, end = min(max(span.start, first), last), min(max(span.end, first), last)
    if start < end:
        return start, end
    if start == first:
        return first, pieces[0].end
    return (start, start + 1) if start < last else (last - 1, last)


def _split(entry: MappedParagraph, offset: int) -> None:
    """Make a new run begin at this offset, unless one begins there or what stands there is one thing."""
    for index, piece in enumerate(entry.pieces):
        if piece.start < offset < piece.end:
            if not piece.splittable:
                return
            text = visible_text(piece.child)
            cut = offset - piece.start
            second = piece.child.makeelement(piece.child.tag, dict(piece.child.attrib))
            piece.child.addnext(second)
            for element, part in ((piece.child, text[:cut]), (second, text[cut:])):
                element.text = part
                element.set(XML_SPACE, "preserve")
            entry.pieces[index : index + 1] = [
                Piece(piece.run, piece.child, piece.start, offset, True),
                Piece(piece.run, second, offset, piece.end, True),
            ]
            break
    for index, piece in enumerate(entry.pieces):
        if piece.start == offset and index and entry.pieces[index - 1].run is piece.run:
            if piece.child is not piece.run and entry.pieces[index - 1].child is not piece.child:
                _split_run(entry, index)
            return


def _split_run(entry: MappedParagraph, index: int) -> None:
    """Move everything of a run from this piece on into a new run of the same format."""
    run, first = entry.pieces[index].run, entry.pieces[index].child
    second = run.makeelement(run.tag, dict(run.attrib))
    properties = child(run, "rPr")
    if properties is not None:
        second.append(copy.deepcopy(properties))
    moving = [first, *first.itersiblings()]
    run.addnext(second)
    for element in moving:
        second.append(element)
    for piece in entry.pieces[index:]:
        if piece.run is run:
            piece.run = second


def _surround(first: Element, last: Element, comment_id: str) -> None:
    from lxml import etree

    first, last = _outermost(first, first=True), _outermost(last, first=False)
    first.addprevious(etree.Element(W + "commentRangeStart", {W + "id": comment_id}))
    # after the ends of comments on the same words, so that they stay in their order
    following = last.getnext()
    while following is not None and (following.tag == W + "commentRangeEnd" or _is_reference(following)):
        last, following = following, following.getnext()
    end = etree.Element(W + "commentRangeEnd", {W + "id": comment_id})
    last.addnext(end)
    end.addnext(_reference(last, comment_id))


def _outermost(element: Element, *, first: bool) -> Element:
    """The wrapper (inserted text, a link) whose first or last thing this is, else the element itself."""
    parent = element.getparent()
    while parent is not None and parent.tag in _HOISTED and (parent[0] if first else parent[-1]) is element:
        element, parent = parent, parent.getparent()
    return element


def _is_reference(element: Element) -> bool:
    return element.tag == W + "r" and child(element, "commentReference") is not None


def _reference(near: Element, comment_id: str) -> Element:
    run = near.makeelement(W + "r")
    run.append(near.makeelement(W + "commentReference", {W + "id": comment_id}))
    return run


def _repack(package: WordPackage, changed: dict[str, bytes]) -> bytes:
    """The package with these parts put in or replaced; all others byte for byte."""
    changed, dropped = without_macros(package, dict(changed))
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as target:
        for entry in package.archive.infolist():
            if entry.is_dir() or entry.filename in dropped:
                continue
            data = changed.pop(entry.filename, None)
            info = zipfile.ZipInfo(entry.filename, entry.date_time)
            stored = entry.compress_type == zipfile.ZIP_STORED
            info.compress_type = zipfile.ZIP_STORED if stored else zipfile.ZIP_DEFLATED
            info.external_attr = entry.external_attr
            target.writestr(info, package.read(entry.filename) if data is None else data)
        for name, data in changed.items():
            target.writestr(name, data)
    return out.getvalue()


def without_macros(package: WordPackage, changed: dict[str, bytes]) -> tuple[dict[str, bytes], set[str]]:
    """The changes that turn a .docm into a .docx, and the parts that go: Word opens no .docx with macros."""
    types_name = package.actual_name(CONTENT_TYPES)
    types = _parse(package, changed, types_name)
    main = "/" + package.main_name
    overrides = list(types.iter(TYPES_NS + "Override"))
    if not any(o.get("PartName") == main and _MACRO_TYPE in o.get("ContentType", "") for o in overrides):
        return changed, set()
    dropped = {package.related("vbaProject")} - {None}
    for name in list(dropped):
        rels_name = relations_name(str(name))
        if package.has(rels_name):
            dropped.add(package.actual_name(rels_name))
            for relation in package.parse(rels_name).iter(RELATIONS_NS + "Relationship"):
                target = posixpath.normpath(posixpath.join(posixpath.dirname(str(name)), relation.get("Target", "")))
                dropped |= {package.actual_name(target)} if package.has(target) else set()
    for override in overrides:
        if override.get("PartName") == main:
            override.set("ContentType", _DOCUMENT_TYPE)
        elif override.get("PartName", "").lstrip("/") in dropped:
            types.remove(override)
    rels_name = package.actual_name(relations_name(package.main_name))
    relations = _parse(package, changed, rels_name)
    _remove(relation for relation in list(relations) if relation.get("Type", "").endswith(_MACRO_RELATIONS))
    changed[types_name] = package.serialize(types)
    changed[rels_name] = package.serialize(relations)
    return changed, {str(name) for name in dropped}


def _parse(package: WordPackage, changed: dict[str, bytes], name: str) -> Element:
    return parse_xml(changed[name]) if name in changed else package.parse(name)


def _remove(elements: Iterable[Element]) -> None:
    for element in elements:
        element.getparent().remove(element)
