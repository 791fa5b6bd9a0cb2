"""Read a Word file into a Document, or into a map that also tells where each character stands."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Literal, TypeAlias

from desktop.documents.errors import DocumentError
from desktop.documents.file_bytes import read_bytes
from desktop.documents.opened import Format, Opened
from desktop.documents.safe_zip import Element, UnsafeFileError
from desktop.documents.word_conditions import conditions
from desktop.documents.word_map import WordMap, map_word
from desktop.documents.word_names import W
from desktop.documents.word_numbering import Numbering
from desktop.documents.word_package import MAX_WORD_SIZE, WordPackage
from desktop.documents.word_styles import Styles
from desktop.text.document import Document

_REVISIONS = tuple(W + name for name in ("ins", "del", "moveFrom", "moveTo"))

Revisions: TypeAlias = Literal["accepted", "original"]
"""How tracked changes are read: as if all were accepted, or as the text was before them."""


@dataclass(frozen=True, slots=True)
class LoadedWord:
    """The bytes of a Word file with its package and map, revisions accepted; none of it is changed by who uses it."""

    data: bytes
    package: WordPackage
    mapped: WordMap


def read_word(path: Path, revisions: Revisions = "accepted") -> Opened:
    """A Word file as its reader sees it with all tracked changes accepted, or as it was before them (see word_map).

    Raises DocumentError.
    """
    data, mark = read_bytes(path, MAX_WORD_SIZE)
    package, mapped = load_word(data, revisions)
    document = Document(tuple(entry.paragraph for entry in mapped.paragraphs))
    notes = tuple(_notes(package, mapped, revisions))
    loaded = LoadedWord(data, package, mapped) if revisions == "accepted" else None
    return Opened(path, Format.WORD, document, mark, notes=notes, loaded=loaded, data=data)


def load_word(
    data: bytes, revisions: Revisions = "accepted", *, like: WordPackage | None = None
) -> tuple[WordPackage, WordMap]:
    """The package and the map of a Word file's bytes. like: the package it was made from. Raises DocumentError."""
    if not data:
        raise DocumentError("文件是空的，没有内容。请核对是否选错了文件，或向提供文件的人重新要一份。")
    package = WordPackage(data, like)
    try:
        styles = Styles(package.parse_format("styles"))
        numbering = Numbering(package.parse_format("numbering"), styles)
        kinds = {kind: package.parse_related(kind + "s") for kind in ("footnote", "endnote")}
        notes = {kind: root for kind, root in kinds.items() if root is not None}
        return package, map_word(package.body, styles, numbering, notes, original=revisions == "original")
    except RecursionError as error:
        raise UnsafeFileError from error


def _notes(package: WordPackage, mapped: WordMap, read_as: Revisions) -> list[str]:
    """What the window should tell about how the file was read."""
    notes = []
    revisions = _count_revisions(package.body)
    if revisions:
        state = "全部接受后" if read_as == "accepted" else "修订以前"
        notes.append(f"文中有 {revisions} 处修订，已按{state}的文字读取。")
    comments = package.parse_related("comments")
    count = 0 if comments is None else len(comments.findall(W + "comment"))
    if count:
        notes.append(f"文中有 {count} 条批注，批注文字不在检查范围内。")
    if mapped.hidden:
        notes.append("文中有隐藏文字，打印时看不到，没有读取。")
    if package.related("vbaProject") is not None:
        notes.append("文件带有宏，本程序只读文字，不会运行宏；保存到原文件时宏照旧，另存为 .docx 时去掉。")
    if package.has_external_content():
        notes.append("文件引用了外部的模板、图片或数据，本程序不会去取。")
    return notes + conditions(package)


def _count_revisions(body: Element) -> int:
    return sum(1 for _ in body.iter(*_REVISIONS))
