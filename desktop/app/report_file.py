"""The file of the report in the window: what may be written where, and its bytes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from desktop.app.analysis import as_text, document_of
from desktop.documents.errors import DocumentError
from desktop.documents.opened import Fingerprint, Format, Opened, TextForm
from desktop.documents.safe_write import ChangedOnDiskError
from desktop.text.document import Document, Paragraph

NEW_NAME = "未命名报告"
_IMPORTED = "这里只取了原文件的文字：保存时另存为新的 Word 文件，原文件不会改动。"


@dataclass(frozen=True, slots=True)
class ReportFile:
    """A report and where it comes from.

    opened: as read, None for a new one. is_sample: the sample of the program,
    never written back. rewritable: a Word file that this program wrote as a
    whole and may write again. as_original: a Word file that was read as it was
    before its tracked changes. title: what a new report is called until it is
    saved.
    """

    opened: Opened | None = None
    is_sample: bool = False
    rewritable: bool = False
    as_original: bool = False
    title: str = ""

    @property
    def path(self) -> Path | None:
        """The clerk's file; None for a new report and for the sample."""
        return None if self.opened is None or self.is_sample else self.opened.path

    @property
    def name(self) -> str:
        """What the window is headed with."""
        if self.opened is None:
            return self.title or NEW_NAME
        return "示例报告" if self.is_sample else self.opened.path.name

    @property
    def stem(self) -> str:
        """The name without ending, for the names of what is made from it."""
        return (self.title or NEW_NAME) if self.opened is None else self.opened.path.stem

    @property
    def is_word(self) -> bool:
        """Whether it was read from a Word file."""
        return self.opened is not None and self.opened.format is Format.WORD

    @property
    def keeps_form(self) -> bool:
        """Whether an edit is brought back into the Word file as it is, with all that was not edited."""
        return self.is_word and not self.rewritable and not self.as_original

    @property
    def saves_in_place(self) -> bool:
        """Whether 保存 may write to the path it was read from."""
        if self.path is None or self.opened is None or self.as_original:
            return False
        return not self.opened.format.is_imported

    @property
    def origin(self) -> tuple[Paragraph, ...]:
        """The paragraphs as read; automatic numbers only where they stay automatic when it is saved."""
        if self.opened is None:
            return ()
        paragraphs = self.opened.document.paragraphs
        return paragraphs if self.keeps_form else tuple(map(as_text, paragraphs))

    @property
    def lines(self) -> tuple[str, ...]:
        """The lines as read."""
        return () if self.opened is None else self.opened.document.lines

    @property
    def notices(self) -> tuple[str, ...]:
        """What the clerk has to know."""
        if self.opened is None:
            return ()
        if self.is_sample:
            return ("这是示例报告，可以随意修改；要留下修改，保存时请另取名字。", *self.opened.notes)
        if self.opened.format.is_imported:
            return (*self.opened.notes, _IMPORTED)
        # tracked changes have a bar of their own
        return tuple(note for note in self.opened.notes if not (self.is_word and "处修订，" in note))

    def suggested(self) -> Path:
        """A name to save under."""
        folder = self.path.parent if self.path is not None else _documents()
        if self.opened is not None and self.is_word:
            return folder / f"{self.stem}（修改）.docx"
        if self.opened is None or self.is_sample or self.opened.format.is_imported:
            return folder / f"{self.stem.replace('（示例）', '')}.docx"
        return folder / self.opened.path.name

    def beside(self, ending: str) -> Path:
        """A name for something made from this report: 整改报告_整改台账.xlsx."""
        folder = self.path.parent if self.path is not None else _documents()
        return folder / f"{self.stem}{ending}"

    def form(self) -> TextForm:
        """How to write plain text; a new file as the offices' editors on Windows expect it."""
        if self.opened is not None and self.opened.form is not None:
            return self.opened.form
        return TextForm("utf-8", True, (), "\r\n")

    def becomes_word(self, target: Path) -> bool:
        """Whether what is written to this path is a Word file: the form of a file in its own place stays."""
        if self.opened is not None and target == self.path and self.saves_in_place:
            return self.is_word
        return target.suffix.lower() == Format.WORD.value


class FormLostError(DocumentError):
    """The edits cannot be brought back into the Word file as it is; it can only be set anew from the text."""


@dataclass(frozen=True, slots=True)
class Written:
    """A report as bytes. document: its text as it reads now. whole: the program wrote all of it. notes: Chinese."""

    data: bytes
    document: Document
    whole: bool = False
    notes: tuple[str, ...] = ()


def fits(lines: Sequence[str], form: TextForm) -> bool:
    """Whether the encoding of a form can hold these lines."""
    try:
        for line in lines:
            line.encode(form.encoding)
    except UnicodeEncodeError:
        return False
    return True


def written(file: ReportFile, target: Path, lines: Sequence[str], form: TextForm, *, anew: bool = False) -> Written:
    """The report as a file for `target`: an opened Word file with the edits brought in, else made from the text.

    anew: set a Word file anew although the opened one could be kept. Raises DocumentError, FormLostError where only
    that helps.
    """
    if not file.becomes_word(target):
        from desktop.documents.plain_text import encode

        kept = () if list(lines) == [""] and not file.lines else lines
        return Written(encode(kept, form, original=file.lines), Document.from_lines(lines))
    if file.keeps_form and not anew and file.opened is not None:
        return _edited_word(file.opened, lines, as_docx=target.suffix.lower() == ".docx")
    from desktop.documents.word_plain import write_word

    document = document_of(lines, [as_text(paragraph) for paragraph in file.origin])
    return Written(write_word(document), document, whole=True)


def word_now(file: ReportFile, lines: Sequence[str]) -> Written | None:
    """The opened Word file with the edits of this moment, as .docx; None where only a file made anew can be had."""
    if not file.keeps_form or file.opened is None:
        return None
    try:
        return _edited_word(file.opened, lines, as_docx=True)
    except FormLostError:
        return None


def _edited_word(opened: Opened, lines: Sequence[str], *, as_docx: bool) -> Written:
    from desktop.documents.word_save import save_word

    strip = as_docx and opened.path.suffix.lower() != ".docx"
    try:
        saved = save_word(opened, lines, opened.data, as_docx=strip)
    except ChangedOnDiskError:
        raise
    except DocumentError as error:
        raise FormLostError(str(error)) from error
    return Written(saved.data, saved.document, notes=saved.notes)


def saved(file: ReportFile, target: Path, form: TextForm, made: Written, mark: Fingerprint) -> ReportFile:
    """The file after it was written to `target`."""
    if file.becomes_word(target):
        opened = Opened(target, Format.WORD, made.document, mark, notes=made.notes, data=made.data)
        return ReportFile(opened, rewritable=made.whole)
    from desktop.documents.plain_text import decode

    read = decode(made.data)[1] if made.data else form
    kept = replace(form, line_ends=read.line_ends)
    return ReportFile(Opened(target, Format.TEXT, made.document, mark, kept))


def _documents() -> Path:
    for folder in (Path.home() / "Documents", Path.home() / "文档", Path.home() / "桌面"):
        if folder.is_dir():
            return folder
    return Path.home()
