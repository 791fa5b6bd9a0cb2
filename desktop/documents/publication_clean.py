"""A copy of a Word file without what is not meant to leave the house; parts that need no change stay byte for byte."""

from __future__ import annotations

import posixpath
from collections.abc import Iterable

from desktop.documents.errors import DocumentError
from desktop.documents.publication_check import CleanChoices, CleanedWord
from desktop.documents.publication_parts import (
    EMBEDDED_RELATIONS,
    HISTORY_NAMES,
    PROPERTY_NAMES,
    properties_part,
    relations,
    stories,
    without_path,
)
from desktop.documents.revision_settling import settle
from desktop.documents.safe_zip import Element
from desktop.documents.word_comments import without_macros
from desktop.documents.word_names import W, child, value
from desktop.documents.word_package import CONTENT_TYPES, TYPES_NS, WordPackage, relations_name
from desktop.documents.word_reader import load_word
from desktop.documents.word_styles import Styles
from desktop.documents.zip_copy import exchange_entries

_NOT_SURE = "这份文件的结构特殊，不能有把握地清理，没有生成副本，原文件未动。请在 Word 中用“检查文档”清理。"
_RELATION_ID = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_COMMENT_PARTS = ("/comments", "/commentsExtended", "/commentsIds", "/commentsExtensible", "/people")
_COMMENT_MARKS = tuple(W + name for name in ("commentRangeStart", "commentRangeEnd"))
_SHOWN_IN_RUN = frozenset(
    W + name for name in ("t", "delText", "tab", "ptab", "br", "cr", "sym", "noBreakHyphen", "softHyphen", "drawing",
                          "pict", "object", "ruby")
)  # fmt: skip
_DATED = {"created", "modified", "lastPrinted"}


def clean(data: bytes, choices: CleanChoices) -> CleanedWord:
    """The cleaned bytes. Raises DocumentError where the text would not stay as chosen."""
    original = choices.revisions == "refuse"
    package, mapped = load_word(data, "original" if original else "accepted")
    wanted = [entry.paragraph.text[len(entry.paragraph.label) :] for entry in mapped.paragraphs]
    package, _ = load_word(data)
    cleaner = _Cleaner(package, choices)
    changed, dropped = cleaner.run()
    cleaned = exchange_entries(data, package.archive, changed, dropped)
    _, after = load_word(cleaned)
    got = [entry.paragraph.text[len(entry.paragraph.label) :] for entry in after.paragraphs]
    if choices.revisions == "keep":
        wanted = [entry.paragraph.text[len(entry.paragraph.label) :] for entry in load_word(data)[1].paragraphs]
    if [text for text in got if text] != [text for text in wanted if text]:
        raise DocumentError(_NOT_SURE)
    return CleanedWord(cleaned, tuple(cleaner.done), tuple(cleaner.notes))


class _Cleaner:
    def __init__(self, package: WordPackage, choices: CleanChoices) -> None:
        self._package = package
        self._choices = choices
        self._roots: dict[str, Element] = {}
        self._touched: set[str] = set()
        self._dropped: set[str] = set()
        self.done: list[str] = []
        self.notes: list[str] = []

    def run(self) -> tuple[dict[str, bytes], set[str]]:
        """The parts to write and those that go."""
        choices = self._choices
        texts = list(stories(self._package))
        if choices.revisions != "keep":
            self._revisions(texts, accept=choices.revisions == "accept")
        if choices.hidden:
            self._hidden(texts)
        if choices.comments:
            self._comments(texts)
        if choices.properties:
            self._properties(PROPERTY_NAMES, "文件属性里的作者、单位等信息")
            self._drop_related(("/attachedTemplate",), "外部模板的路径", in_settings="attachedTemplate")
            self._paths()
        if choices.history:
            self._properties(HISTORY_NAMES, "修订次数和时间")
            self._rsids()
        if choices.custom:
            self._custom(texts)
        if choices.thumbnail:
            self._drop_related(("/thumbnail",), "缩略图")
        if choices.printer:
            self._printer(texts)
        changed = {name: self._package.serialize(self._roots[name]) for name in self._touched - self._dropped}
        changed, macros = without_macros(self._package, changed)
        if macros:
            self.done.append("去掉了宏")
        self._tell_rest()
        return changed, self._dropped | macros

    def _root(self, name: str) -> Element:
        if name not in self._roots:
            main = name == self._package.main_name
            self._roots[name] = self._package.document if main else self._package.parse(name)
        return self._roots[name]

    def _touch(self, name: str) -> None:
        self._touched.add(name)

    def _settings(self) -> tuple[str, Element] | None:
        name = self._package.related("settings")
        return None if name is None else (name, self._root(name))

    def _take_settings(self, names: Iterable[str]) -> int:
        """Take children out of the settings; how many there were."""
        found = self._settings()
        gone = [e for name in names for e in found[1].findall(W + name)] if found is not None else []
        for element in gone:
            element.getparent().remove(element)
        if found is not None and gone:
            self._touch(found[0])
        return len(gone)

    def _revisions(self, texts: list[str], *, accept: bool) -> None:
        total = 0
        for name in texts:
            count = settle(self._root(name), accept=accept)
            total += count
            if count:
                self._touch(name)
        for kind in ("styles", "numbering"):
            part = self._package.related(kind)
            if part is not None and settle(self._root(part), accept=accept):
                self._touch(part)
        if total:
            self.done.append(f"{'接受' if accept else '拒绝'}了 {total} 处修订")
        self._take_settings(("trackRevisions",))

    def _hidden(self, texts: list[str]) -> None:
        part = self._package.related("styles")
        styles = Styles(None if part is None else self._root(part))
        count = 0
        for name in texts:
            before = count
            for paragraph in self._root(name).iter(W + "p"):
                style = value(child(paragraph, "pPr"), "pStyle")
                for run in paragraph.iter(W + "r"):
                    gone = [e for e in run if e.tag in _SHOWN_IN_RUN]
                    if not gone or next(run.iterancestors(W + "p")) is not paragraph:
                        continue
                    if styles.hidden(child(run, "rPr"), style):
                        for element in gone:
                            run.remove(element)
                        count += 1
            if count > before:
                self._touch(name)
        if count:
            self.done.append(f"删去了 {count} 处隐藏文字")

    def _comments(self, texts: list[str]) -> None:
        gone = self._drop_parts(_COMMENT_PARTS)
        marked = False
        for name in texts:
            root = self._root(name)
            marks = list(root.iter(*_COMMENT_MARKS))
            marks += [e.getparent() for e in root.iter(W + "commentReference")]
            for mark in marks:
                if mark.getparent() is not None:
                    mark.getparent().remove(mark)
            if marks:
                marked = True
                self._touch(name)
        if gone or marked:
            self.done.append("删去了批注和批注人信息")

    def _properties(self, names: dict[str, str], told: str) -> None:
        found = False
        for kind in ("core-properties", "extended-properties"):
            part = properties_part(self._package, kind)
            if part is None:
                continue
            root = self._root(part)
            gone = [e for e in root if str(e.tag).rpartition("}")[2] in names]
            for element in gone:
                root.remove(element)
            if gone:
                found = True
                self._touch(part)
        if found:
            self.done.append(f"清除了{told}")

    def _paths(self) -> None:
        for element in self._package.document.iter("{*}docPr", "{*}cNvPr"):
            for key in ("descr", "name", "title"):
                text = element.get(key)
                if text and (short := without_path(text)) != text:
                    element.set(key, short)
                    self._touch(self._package.main_name)

    def _rsids(self) -> None:
        found = self._take_settings(("rsids",)) > 0
        for name in self._package.archive.namelist():
            if not name.casefold().endswith(".xml") or posixpath.dirname(name) != posixpath.dirname(
                self._package.main_name
            ):
                continue
            if name not in self._roots and b"rsid" not in self._package.read(name):
                continue
            if name in self._dropped:
                continue
            touched = False
            for element in self._root(name).iter():
                for key in [k for k in element.attrib if str(k).startswith(W + "rsid")]:
                    del element.attrib[key]
                    touched = True
                if element.tag == W + "rsid":
                    touched = True
            for element in list(self._root(name).iter(W + "rsid")):  # in styles
                element.getparent().remove(element)
            if touched:
                found = True
                self._touch(name)
        if found:
            self.done.append("清除了编辑批次标记")

    def _custom(self, texts: list[str]) -> None:
        gone = self._drop_parts(("/custom-properties", "/customXml"))
        for name in texts:
            for binding in list(self._root(name).iter("{*}dataBinding")):
                binding.getparent().remove(binding)
                self._touch(name)
        merged = self._take_settings(("docVars", "mailMerge"))
        self._drop_external("mailmerge")
        if gone or merged:
            self.done.append("去掉了自定义属性、变量和附带的数据")

    def _printer(self, texts: list[str]) -> None:
        gone = self._drop_parts(("/printerSettings",))
        for name in texts:
            for element in list(self._root(name).iter(W + "printerSettings")):
                element.getparent().remove(element)
                self._touch(name)
        if gone:
            self.done.append("去掉了打印机设置")

    def _drop_related(self, endings: tuple[str, ...], told: str, *, in_settings: str = "") -> None:
        gone = self._drop_parts(endings)
        if in_settings:
            gone += self._take_settings((in_settings,))
        if gone:
            self.done.append(f"去掉了{told}")

    def _drop_external(self, word: str) -> None:
        for name, relation in list(relations(self._package)):
            if word in relation.get("Type", "").lower():
                self._drop_relation(name, relation.get("Id"))

    def _drop_parts(self, endings: tuple[str, ...]) -> int:
        """Take out the relationships of these types, and the parts they lead to; how many relationships."""
        gone = 0
        for name, relation in list(relations(self._package)):
            if name in self._dropped or not relation.get("Type", "").endswith(endings):
                continue
            gone += 1
            self._drop_relation(name, relation.get("Id"))
            if relation.get("TargetMode") != "External":
                folder = posixpath.dirname(posixpath.dirname(name))
                self._drop_part(posixpath.normpath(posixpath.join("/", folder, relation.get("Target", ""))).lstrip("/"))
        return gone

    def _drop_relation(self, name: str, relation_id: str | None) -> None:
        root = self._root(name)
        for relation in list(root):
            if relation.get("Id") == relation_id:
                root.remove(relation)
                self._touch(name)

    def _drop_part(self, part: str) -> None:
        package = self._package
        if not package.has(part):
            return
        actual = package.actual_name(part)
        self._dropped.add(actual)
        types_name = package.actual_name(CONTENT_TYPES)
        types = self._root(types_name)
        for override in list(types.iter(TYPES_NS + "Override")):
            if override.get("PartName", "").lstrip("/").casefold() == actual.casefold():
                types.remove(override)
                self._touch(types_name)
        rels = relations_name(actual)
        if package.has(rels):
            rels = package.actual_name(rels)
            self._dropped.add(rels)
            for relation in package.parse(rels):
                if relation.get("TargetMode") != "External":
                    inner = posixpath.join("/", posixpath.dirname(actual), relation.get("Target", ""))
                    self._drop_part(posixpath.normpath(inner).lstrip("/"))

    def _tell_rest(self) -> None:
        embedded = sum(
            relation.get("Type", "").endswith(EMBEDDED_RELATIONS[:3]) for _, relation in relations(self._package)
        )
        if embedded:
            self.notes.append(f"有 {embedded} 个嵌入的文件或控件没有动，请在 Word 里换成图片或表格。")
        outside = sum(
            relation.get("TargetMode") == "External"
            and not relation.get("Type", "").endswith(("/hyperlink", "/attachedTemplate"))
            for _, relation in relations(self._package)
        )
        if outside:
            self.notes.append(f"有 {outside} 处引用了外部文件，没有动，请在 Word 里处理。")
