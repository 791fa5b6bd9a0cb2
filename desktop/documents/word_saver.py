"""The steps from the old paragraphs of a Word file to the new lines, written into the sources of its parts."""

from __future__ import annotations

import itertools
from collections.abc import Sequence

from desktop.documents.errors import DocumentError
from desktop.documents.line_alignment import align, character_edits
from desktop.documents.safe_zip import Element
from desktop.documents.word_lines import Line, joined, shifted, without_label
from desktop.documents.word_map import MappedParagraph, WordMap
from desktop.documents.word_markup import (
    CUT,
    paragraph_start,
    run_content,
    switch_off_number,
)
from desktop.documents.word_names import MC, W, child, chosen
from desktop.documents.word_new_paragraphs import find_anchor, nearest_like, new_paragraph
from desktop.documents.word_package import WordPackage
from desktop.documents.word_reader import load_word
from desktop.documents.word_removal import Removal
from desktop.documents.word_text_edit import CannotEditError, TextEditor
from desktop.documents.xml_source import XmlSource
from desktop.documents.zip_copy import exchange_entries
from desktop.report.numbering import find_label
from desktop.text.document import Document

NOT_SURE = (
    "这份文件的结构特殊，改动不能有把握地写回去，没有保存，原文件未动。请另存为新的 Word 文件，或在 Word 中修改。"
)


class Saver:
    """One saving: the steps from the old lines to the new, written into the parts' sources."""

    def __init__(
        self, data: bytes, package: WordPackage, mapped: WordMap, lines: Sequence[str], *, numbered: bool
    ) -> None:
        self._data = data
        self._package = package
        self._entries = mapped.paragraphs
        self._new = lines
        self._numbered = numbered
        self._sources: dict[Element, tuple[str, XmlSource]] = {}
        self._wanted: list[Line] = []
        self._labels: list[str | None] = []
        self._removed: list[tuple[int, int, MappedParagraph, Line]] = []
        self._anchored: set[Element] = set()
        self._mirrored: set[Element] = set()
        self._guessed: list[Line] = []
        self.notes: list[str] = []

    def save(self) -> tuple[bytes, Document]:
        """The new file and its text."""
        old = [entry.paragraph.text for entry in self._entries]
        for step in align(old, self._new):
            olds = [self._entries[i] for i in step.old]
            news = [self._new[j] for j in step.new]
            number = step.new.start + 1
            if not news:
                for offset, entry in enumerate(olds):
                    self._removed.append((step.old.start + offset, number, entry, self._want("", None)))
            elif not olds:
                self._insert(step.old.start, news, number)
            elif len(olds) == len(news) == 1:
                self._change(olds[0], news[0], number)
            elif len(olds) == 1:
                self._split(step.old.start, news, number)
            else:
                self._join(step.old.start, olds, news[0], number)
        self._remove()
        changed = {name: source.result() for name, source in self._sources.values() if source.is_changed}
        data = exchange_entries(self._data, self._package.archive, changed)
        _, mapped = load_word(data, like=self._package)
        return data, Document(tuple(entry.paragraph for entry in mapped.paragraphs))

    def agrees(self, document: Document) -> bool:
        """Whether the saved file reads as it should."""
        got = [p.text[len(p.label) :] for p in document.paragraphs]
        return got == [line.text for line in self._wanted if line.text is not None]

    def guessed_right(self, document: Document) -> bool:
        """Whether new paragraphs that were left to Word's numbering got the numbers they were typed with."""
        if not self._guessed:
            return True
        if not self.agrees(document):
            return False
        guessed = {id(line) for line in self._guessed}
        kept = [pair for pair in zip(self._wanted, self._labels, strict=True) if pair[0].text is not None]
        pairs = zip(kept, document.paragraphs, strict=True)
        return all(label == p.label for (line, label), p in pairs if id(line) in guessed)

    def count_renumbered(self, document: Document) -> int:
        """How many paragraphs have another automatic number than before."""
        kept = [label for line, label in zip(self._wanted, self._labels, strict=True) if line.text is not None]
        pairs = zip(kept, document.paragraphs, strict=True)
        return sum(1 for label, p in pairs if label is not None and label != p.label)

    def _want(self, text: str, label: str | None) -> Line:
        self._wanted.append(line := Line(text))
        self._labels.append(label)
        return line

    def _source(self, element: Element) -> XmlSource:
        root = element.getroottree().getroot()
        if root not in self._sources:
            name = self._package.main_name
            if root is not self._package.document:
                related = self._package.related(root.tag.rpartition("}")[2])
                if related is None:
                    raise DocumentError(NOT_SURE)
                name = related
            self._sources[root] = (name, XmlSource(self._package.read(name), root))
        return self._sources[root][1]

    def _note(self, number: int, text: str) -> None:
        self.notes.append(f"第 {number} 段{text}。")

    def _change(self, entry: MappedParagraph, new: str, number: int) -> None:
        old, label = entry.paragraph.text, entry.paragraph.label
        if old == new:
            self._want(old[len(label) :], label)
            return
        keep, rest = True, new[len(label) :]
        if not new.startswith(label):
            keep, rest = without_label(label, old[len(label) :], new)
        if keep and not new.startswith(label):
            self._note(number, f"的编号“{label}”是 Word 自动编号，不能当文字改，编号未动，其余改动已保存")
        edits = shifted(character_edits(old[len(label) :], rest), len(label))
        if not self._edit(entry, edits, number):
            self._want(old[len(label) :], label)
            return
        if not keep:
            switch_off_number(self._source(entry.elements[-1]), entry.elements[-1])
            self._note(number, f"的自动编号“{label}”已按改动去掉")
        self._want(rest, label if keep else None)

    def _edit(self, entry: MappedParagraph, edits: Sequence[tuple[int, int, str]], number: int, cut: str = "") -> bool:
        """Whether the edits could be written."""
        source = self._source(entry.elements[0])
        try:
            notes = TextEditor(source, entry, cut).apply(edits)
        except CannotEditError as error:
            self._note(number, f"没有改成：{error}，请在 Word 中修改")
            return False
        for note in notes:
            self._note(number, note)
        self._mirror(entry, source, number)
        return True

    def _mirror(self, entry: MappedParagraph, source: XmlSource, number: int) -> None:
        """Change a text box also in the form that it has for older programs."""
        box = next(entry.elements[0].iterancestors(W + "txbxContent"), None)
        alternate = None if box is None else next(box.iterancestors(MC + "AlternateContent"), None)
        if alternate is None or box in self._mirrored:
            return
        self._mirrored.add(box)
        branch, fallback = chosen(alternate), alternate.find(MC + "Fallback")
        if fallback is None or branch is None or branch is fallback:
            return
        boxes = [list(part.iter(W + "txbxContent")) for part in (branch, fallback)]
        index = boxes[0].index(box)
        if len(boxes[0]) != len(boxes[1]) or not source.mirror(box, boxes[1][index]):
            self._note(number, "在文本框里，只改了新版 Word 显示的文字，兼容旧版的备用文字未改")

    def _split(self, index: int, news: Sequence[str], number: int) -> None:
        entry = self._entries[index]
        label = entry.paragraph.label
        element = entry.elements[-1]
        ends = child(child(element, "pPr"), "sectPr") is not None
        if len(entry.elements) > 1 or not news[0].startswith(label) or ends:
            self._change(entry, news[0], number)
            self._insert(index + 1, news[1:], number + 1)
            return
        source = self._source(element)
        cut = paragraph_start(source, element, numbered=not label)
        rest = CUT.join(news)[len(label) :]
        edits = shifted(character_edits(entry.paragraph.text[len(label) :], rest), len(label))
        notes = len(self.notes)
        if self._edit(entry, edits, number, cut):
            for offset, part in enumerate(rest.split(CUT)):
                self._want(part, label if offset == 0 else None)
            return
        del self.notes[notes:]
        self._change(entry, news[0], number)
        self._insert(index + 1, news[1:], number + 1)

    def _join(self, index: int, olds: Sequence[MappedParagraph], new: str, number: int) -> None:
        label = olds[0].paragraph.label
        whole = joined(olds)
        notes = len(self.notes)
        if whole is not None and new.startswith(label):
            rest = new[len(label) :]
            edits = shifted(character_edits(whole.paragraph.text[len(label) :], rest), len(label))
            if self._edit(whole, edits, number):
                source = self._source(olds[0].elements[0])
                for one, other in itertools.pairwise(olds):
                    properties = child(other.elements[0], "pPr")
                    place = source.place(other.elements[0])
                    start = source.place(one.elements[0]).inner_end
                    end = place.inner_start if properties is None else source.place(properties).end
                    source.replace(start, end, "")
                self._want(rest, label)
                return
            del self.notes[notes:]
        self._change(olds[0], new, number)
        for offset, entry in enumerate(olds[1:], 1):
            self._removed.append((index + offset, number, entry, self._want("", None)))

    def _insert(self, index: int, news: Sequence[str], number: int) -> None:
        """Put new paragraphs before the one with this index."""
        left = self._entries[index - 1] if index else None
        right = self._entries[index] if index < len(self._entries) else None
        anchor, after = find_anchor(left, right)
        if anchor is None:
            body = self._package.body
            source = self._source(body)
            w = source.prefix(body)
            texts = (f"<{w}r>{run_content(new, w)}</{w}r>" if new else "" for new in news)
            markup = "".join(f"<{w}p>{text}</{w}p>" for text in texts)
            section = child(body, "sectPr")
            if section is None:
                source.append_to(body, markup)
            else:
                start = source.place(section).start
                source.replace(start, start, markup)
            for new in news:
                self._want(new, None)
            return
        self._anchored |= {anchor, *anchor.iterancestors()}
        source = self._source(anchor)
        place = source.place(anchor)
        position = place.end if after else place.start
        for offset, new in enumerate(news):
            like = nearest_like(self._entries, index, anchor, new)
            text = new
            numbered = like is None or not like.paragraph.label
            typed = find_label(new)
            if self._numbered and like is not None and not numbered and typed is not None:
                known = find_label(like.paragraph.text)
                if known is not None and known.style == typed.style and new.startswith(typed.text):
                    numbered, text = True, new[len(typed.text) :]
            line = self._want(text, None if text == new else new[: len(new) - len(text)])
            if text != new:
                self._guessed.append(line)
            source.replace(position, position, new_paragraph(source, anchor, like, text, numbered=numbered))
            box = next((e for e in anchor.iterancestors() if e.tag == W + "txbxContent"), None)
            if box is not None and left is not None and offset == 0:
                self._mirror(left, source, number)

    def _remove(self) -> None:
        """Take the removed paragraphs out, or empty those that must stay."""
        by_root: dict[Element, list[tuple[int, int, MappedParagraph, Line]]] = {}
        for item in self._removed:
            by_root.setdefault(item[2].elements[0].getroottree().getroot(), []).append(item)
        for items in by_root.values():
            removal = Removal([item[2] for item in items], self._entries, self._anchored)
            source = self._source(items[0][2].elements[0])
            for _, number, entry, line in items:
                if removal.goes(entry):
                    line.text = None
                    self._mirror(entry, source, number)
                else:
                    self._empty(entry, line, number, removal.kept[id(entry)])
            removal.write(source)

    def _empty(self, entry: MappedParagraph, line: Line, number: int, reason: str) -> None:
        text, label = entry.paragraph.text, entry.paragraph.label
        if len(text) > len(label) and not self._edit(entry, [(len(label), len(text), "")], number):
            line.text = text[len(label) :]
            return
        if label:
            switch_off_number(self._source(entry.elements[-1]), entry.elements[-1])
        self._note(number, f"之前删去的一段留下了一个空段：{reason}")
