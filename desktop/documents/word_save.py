"""An edited text brought back into the Word file it was read from; what was not edited stays byte for byte.

Paragraphs are told apart by their text, changes within one character by character. Automatic
numbers stay automatic: they are shown in a line but not part of what is written.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from desktop.documents.errors import DocumentError
from desktop.documents.file_bytes import read_bytes
from desktop.documents.opened import Format, Opened
from desktop.documents.safe_write import ChangedOnDiskError
from desktop.documents.word_comments import without_macros
from desktop.documents.word_map import WordMap
from desktop.documents.word_names import toggle
from desktop.documents.word_package import MAX_WORD_SIZE, WordPackage
from desktop.documents.word_plain import count_illegal, legal_text
from desktop.documents.word_reader import LoadedWord, load_word
from desktop.documents.word_saver import NOT_SURE, Saver
from desktop.documents.zip_copy import exchange_entries
from desktop.text.document import Document

_MOST_NOTES = 20
_CHANGED = "文件打开以后已被别人或别的程序修改，没有保存，以免覆盖。请另存为别的名字，再与磁盘上的文件核对。"
_AS_ORIGINAL = "文件是按修订以前的文字打开的，不能保存到原文件里。请按修订后的文字重新打开，或另存为新的 Word 文件。"


@dataclass(frozen=True, slots=True)
class SavedWord:
    """A saved file. document: its text as it reads now (numbers counted anew). notes: what did not come in, Chinese."""

    data: bytes
    document: Document
    notes: tuple[str, ...] = ()


def save_word(opened: Opened, lines: Sequence[str], data: bytes | None = None, *, as_docx: bool = False) -> SavedWord:
    """The same .docx with the edits between opened.document's lines and these brought in.

    data: the file's bytes; read from opened.path if not given. Without any edit they come back
    unchanged. as_docx: for a .docm that is to be written as .docx: its macros go, as Word opens none
    there. A new paragraph takes the form of its neighbour; a line whose automatic number was typed
    over keeps the number and takes the rest, one whose number was removed is no longer numbered. What
    cannot come in is told in the notes. Raises DocumentError where the file would be damaged,
    ChangedOnDiskError when it is no longer the one that was read.
    """
    if opened.format is not Format.WORD:
        raise DocumentError("这不是 Word 文件，不能带着原有排版保存。请另存为 .docx。")
    if data is None:
        data, _ = read_bytes(opened.path, MAX_WORD_SIZE)
        if hashlib.sha256(data).hexdigest() != opened.fingerprint.sha256:
            raise ChangedOnDiskError(_CHANGED)
    illegal = count_illegal(lines)
    clean = [legal_text(line) for line in lines]
    package, mapped = _loaded(opened, data)
    if tuple(entry.paragraph.text for entry in mapped.paragraphs) != opened.document.lines:
        _, original = load_word(data, "original")
        if tuple(entry.paragraph.text for entry in original.paragraphs) == opened.document.lines:
            raise DocumentError(_AS_ORIGINAL)
        raise ChangedOnDiskError(_CHANGED)
    if as_docx:
        data = exchange_entries(data, package.archive, *without_macros(package, {}))
        package, mapped = load_word(data)
    if tuple(clean) == opened.document.lines:
        return SavedWord(data, opened.document)
    saver = Saver(data, package, mapped, clean, numbered=True)
    saved, document = saver.save()
    if not saver.guessed_right(document):
        # a new paragraph did not get the number it was written with: it keeps it as text
        package, mapped = load_word(data)
        saver = Saver(data, package, mapped, clean, numbered=False)
        saved, document = saver.save()
    if not saver.agrees(document):
        raise DocumentError(NOT_SURE)
    notes = [*saver.notes[:_MOST_NOTES], *_file_notes(package)]
    if len(saver.notes) > _MOST_NOTES:
        notes.append(f"还有 {len(saver.notes) - _MOST_NOTES} 处类似情况。")
    if illegal:
        notes.append(f"有 {illegal} 个 Word 文件不能保存的控制字符，已去掉。")
    renumbered = saver.count_renumbered(document)
    if renumbered:
        notes.append(f"段落增减后，Word 自动编号重新排过，有 {renumbered} 处编号与改动前不同。")
    return SavedWord(saved, document, tuple(notes))


def _loaded(opened: Opened, data: bytes) -> tuple[WordPackage, WordMap]:
    """What was made of these bytes when they were read, else made now."""
    loaded = opened.loaded
    if isinstance(loaded, LoadedWord) and loaded.data == data:
        return loaded.package, loaded.mapped
    return load_word(data)


def _file_notes(package: WordPackage) -> Iterator[str]:
    settings = package.parse_related("settings")
    if settings is not None and toggle(settings, "trackRevisions"):
        yield "文件开着修订，这次保存的改动没有记成修订；需要留痕时请导出修订稿。"
    if any(name.startswith("_xmlsignatures/") for name in package.archive.namelist()):
        yield "文件带有数字签名，内容改动后签名失效，需要重新签名。"
