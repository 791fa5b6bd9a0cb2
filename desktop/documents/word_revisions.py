"""Fixes as tracked changes in a Word file: w:ins and w:del that Word, WPS and LibreOffice accept or refuse."""

from __future__ import annotations

import collections
import datetime
import hashlib
import itertools
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from desktop.documents.errors import DocumentError
from desktop.documents.file_bytes import read_bytes
from desktop.documents.opened import Format, Opened
from desktop.documents.safe_write import ChangedOnDiskError
from desktop.documents.safe_zip import Element
from desktop.documents.word_map import MappedParagraph, visible_text
from desktop.documents.word_markup import mark_properties, run_content, run_properties
from desktop.documents.word_names import ADDED, W, child, whole
from desktop.documents.word_package import MAX_WORD_SIZE, WordPackage
from desktop.documents.word_plain import legal_text, write_word
from desktop.documents.word_reader import load_word
from desktop.documents.word_text_edit import CannotEditError, TextEditor
from desktop.documents.xml_source import XmlSource, escape
from desktop.documents.zip_copy import exchange_entries
from desktop.text.edits import Edit, check_disjoint

_CHANGED = "文件打开以后已被别人或别的程序修改，修订位置对不上。请重新打开后再导出。"
_KINDS = {"ins": "插入", "moveTo": "插入", "del": "删除", "moveFrom": "删除"}
_FORMAT_CHANGES = (
    "rPrChange",
    "pPrChange",
    "sectPrChange",
    "tblPrChange",
    "trPrChange",
    "tcPrChange",
    "numberingChange",
)
_DELETABLE = frozenset(W + name for name in ("t", "tab", "ptab", "cr", "br", "noBreakHyphen", "sym"))


@dataclass(frozen=True, slots=True)
class RevisedWord:
    """A file with tracked changes. count: how many edits came in. notes: what did not, Chinese."""

    data: bytes
    count: int
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class WordTraces:
    """What a Word file carries that is not meant to leave the house.

    revisions: (author, 插入|删除|格式) and how often. comments: author and how many.
    hidden: whether there is hidden text. tracking: whether changes are being tracked.
    """

    revisions: dict[tuple[str, str], int]
    comments: dict[str, int]
    hidden: bool
    tracking: bool

    @property
    def revision_count(self) -> int:
        """All tracked changes."""
        return sum(self.revisions.values())

    @property
    def comment_count(self) -> int:
        """All comments."""
        return sum(self.comments.values())


def write_revisions(
    opened: Opened,
    edits: Iterable[Edit],
    author: str = "对账",
    *,
    when: datetime.datetime | None = None,
    data: bytes | None = None,
) -> RevisedWord:
    """The Word file as it was opened, with these edits of its lines as tracked changes.

    Accepted they give the edited text, refused the text as it was; nothing else in the file changes. A
    plain text becomes a plain Word file first. when: the date of the changes, now if not
    given. data: the Word file's bytes, which may hold edits that are not on the disk yet; read from opened.path if
    not given. Raises DocumentError, ChangedOnDiskError when the file is no longer the one that was
    read, and OverlappingEditsError.
    """
    if data is None:
        data = _data(opened)
    package, mapped = load_word(data)
    if tuple(entry.paragraph.text for entry in mapped.paragraphs) != tuple(map(legal_text, opened.document.lines)):
        raise ChangedOnDiskError(_CHANGED)
    by_line: dict[int, list[Edit]] = collections.defaultdict(list)
    for edit in check_disjoint(edits):
        by_line[edit.span.line].append(edit)
    tracker = _Tracker(package, author, when or datetime.datetime.now())
    sources: dict[Element, tuple[str, XmlSource]] = {}
    notes, count = [], 0
    for line, group in by_line.items():
        entry = mapped.paragraphs[line - 1]
        root = entry.elements[0].getroottree().getroot()
        if root not in sources:
            main = root is package.document
            name = package.main_name if main else package.related(root.tag.rpartition("}")[2])
            if name is None:
                raise DocumentError(_CHANGED)
            sources[root] = (name, XmlSource(package.read(name), root))
        written, refused = _revise(sources[root][1], entry, group, tracker)
        count += written
        notes += [f"第 {line} 段有一处没有写成修订：{reason}。" for reason in refused]
    changed = {name: source.result() for name, source in sources.values() if source.is_changed}
    return RevisedWord(exchange_entries(data, package.archive, changed), count, tuple(notes))


def find_traces(data: bytes) -> WordTraces:
    """The tracked changes, comments and hidden text of a Word file. Raises DocumentError."""
    package, mapped = load_word(data)
    return count_traces(package, mapped.hidden)


def count_traces(package: WordPackage, hidden: bool) -> WordTraces:
    """The same of a file that is read already. hidden: whether hidden text was met."""
    revisions: collections.Counter[tuple[str, str]] = collections.Counter()
    kinds = {W + name: kind for name, kind in _KINDS.items()} | {W + name: "格式" for name in _FORMAT_CHANGES}
    for root in _roots(package):
        for element in root.iter(*kinds):
            revisions[element.get(W + "author", ""), kinds[element.tag]] += 1
    comments: collections.Counter[str] = collections.Counter()
    part = package.parse_related("comments")
    for comment in part.iter(W + "comment") if part is not None else ():
        comments[comment.get(W + "author", "")] += 1
    settings = package.parse_related("settings")
    tracking = settings is not None and child(settings, "trackRevisions") is not None
    return WordTraces(dict(revisions), dict(comments), hidden, tracking)


def _data(opened: Opened) -> bytes:
    if opened.format is not Format.WORD:
        return write_word(opened.document)
    data, _ = read_bytes(opened.path, MAX_WORD_SIZE)
    if hashlib.sha256(data).hexdigest() != opened.fingerprint.sha256:
        raise ChangedOnDiskError(_CHANGED)
    return data


def _roots(package: WordPackage) -> Iterator[Element]:
    yield package.document
    for kind in ("footnotes", "endnotes"):
        root = package.parse_related(kind)
        if root is not None:
            yield root


def _revise(
    source: XmlSource, entry: MappedParagraph, edits: Sequence[Edit], tracker: _Tracker
) -> tuple[int, list[str]]:
    """How many edits of a paragraph were written, and why the others were not."""
    good, refused = [], []
    for edit in edits:
        if edit.span.start < len(entry.paragraph.label):
            refused.append("编号是 Word 自动编号，不能当文字改")
            continue
        change = (edit.span.start, edit.span.end, legal_text(edit.text))
        try:
            _RevisionEditor(source, entry, tracker).consider(change)
        except CannotEditError as error:
            refused.append(str(error))
        else:
            good.append(change)
    if good:
        _RevisionEditor(source, entry, tracker).apply(good)
    return len(good), refused


class _Tracker:
    """Writes tracked changes of one author and moment, each with its own id."""

    def __init__(self, package: WordPackage, author: str, when: datetime.datetime) -> None:
        numbers = [whole(e.get(W + "id")) for root in _roots(package) for e in root.iter() if e.get(W + "id")]
        self._next = max((n for n in numbers if n is not None), default=0) + 1
        self._author = escape(legal_text(author)).replace('"', "&quot;")
        self._date = when.strftime("%Y-%m-%dT%H:%M:%SZ")

    def wrap(self, name: str, prefix: str, content: str) -> str:
        """Runs as inserted (ins) or deleted (del)."""
        number = self._next
        self._next += 1
        attributes = f'{prefix}id="{number}" {prefix}author="{self._author}" {prefix}date="{self._date}"'
        return f"<{prefix}{name} {attributes}>{content}</{prefix}{name}>"


class _RevisionEditor(TextEditor):
    """Writes the changes of a paragraph as tracked ones."""

    def __init__(self, source: XmlSource, entry: MappedParagraph, tracker: _Tracker) -> None:
        super().__init__(source, entry)
        self._tracker = tracker

    def consider(self, edit: tuple[int, int, str]) -> None:
        """Raise CannotEditError where an edit could not be written."""
        self._edit(*edit)
        for index, change in self._changes.items():
            piece = self._entry.pieces[index]
            if change.gone and (piece.child is piece.run or piece.child.tag not in _DELETABLE):
                raise CannotEditError("改动涉及注音、公式或图形文字")

    def _in_empty(self, text: str) -> None:
        paragraph = self._entry.elements[0]
        markup = self._run(text, mark_properties(self._source, paragraph), paragraph)
        self._appended.append((paragraph, self._tracker.wrap("ins", self._prefix, markup)))

    def _new_run(self, position: int, text: str, parent: Element, like: Element | None) -> None:
        if parent.tag in ADDED:
            raise CannotEditError("此处在别人的修订里")
        super()._new_run(position, text, parent, like)
        at, markup = self._new_runs.pop()
        self._new_runs.append((at, self._tracker.wrap("ins", self._prefix, markup)))

    def _write(self) -> None:
        for position, markup in self._new_runs:
            self._source.replace(position, position, markup)
        for element, markup in self._appended:
            self._source.append_to(element, markup)
        by_child = {self._entry.pieces[index].child: index for index in self._changes}
        for run in dict.fromkeys(self._entry.pieces[index].run for index in self._changes):
            segments: list[tuple[str, str]] = []
            for element in run:
                if element in by_child:
                    segments += self._segments(by_child[element])
                elif element.tag != W + "rPr":
                    segments.append(("keep", self._source.of(element)))
            self._source.replace_element(run, self._tracked(run, segments))

    def _segments(self, index: int) -> Iterator[tuple[str, str]]:
        """What a piece becomes: (keep, del or ins; the content of a run)."""
        piece, change, w = self._entry.pieces[index], self._changes[index], self._prefix
        if not piece.splittable:
            yield "ins", run_content(change.before, w)
            yield "del" if change.gone else "keep", self._source.of(piece.child)
            yield "ins", run_content(change.instead + change.after, w)
            return
        text, at = visible_text(piece.child), 0
        for start, end, put in sorted(change.edits):
            yield "keep", run_content(text[at:start], w)
            deleted = escape(text[start:end])
            yield "del", f'<{w}delText xml:space="preserve">{deleted}</{w}delText>' if deleted else ""
            yield "ins", run_content(put, w)
            at = end
        yield "keep", run_content(text[at:], w)

    def _tracked(self, run: Element, segments: Iterable[tuple[str, str]]) -> str:
        source, out = self._source, []
        whole_properties = child(run, "rPr")
        kept_properties = "" if whole_properties is None else source.of(whole_properties)
        parent = run.getparent()
        within = parent.tag in ADDED
        filled = (segment for segment in segments if segment[1])
        for kind, group in itertools.groupby(filled, key=lambda segment: segment[0]):
            content = "".join(markup for _, markup in group)
            properties = run_properties(source, run) if kind == "ins" else kept_properties
            start = f"<{self._prefix}r>" if kind == "ins" else source.start_tag(run)
            markup = f"{start}{properties}{content}</{source.name(run)}>"
            if kind != "keep":
                markup = self._tracker.wrap(kind, self._prefix, markup)
            if kind == "ins" and within:  # an insertion cannot stand within another
                markup = f"</{source.name(parent)}>{markup}{source.start_tag(parent)}"
            out.append(markup)
        return "".join(out)
