"""What the readers of other formats share: paragraphs gathered from stories, cells and notes."""

from __future__ import annotations

from dataclasses import dataclass, field

from desktop.documents.errors import DocumentError
from desktop.text.document import Cell, Document, Origin, Paragraph

MAX_IMPORT = 100 * 1024 * 1024
"""Bytes of a file that is read for its text."""

MAX_CHARACTERS = 5_000_000
"""Far more than any report: what gives more is no document."""

RESAVE = "请用 Word 或 WPS 打开，另存为“Word 文档（*.docx）”后再打开。"
TOO_LONG = "文件里的文字太多，不像是一份报告。请核对是否选错了文件。"


@dataclass(slots=True)
class Gathered:
    """The paragraphs of a file as they are met. Automatic numbers are plain text here: nothing goes back into the file.

    notes: text boxes come after the body, then footnotes, as in Word files.
    """

    body: list[Paragraph] = field(default_factory=list)
    boxes: list[Paragraph] = field(default_factory=list)
    footnotes: list[Paragraph] = field(default_factory=list)
    tables: int = 0
    characters: int = 0

    def add(self, text: str, origin: Origin = Origin.BODY, cell: Cell | None = None, level: int | None = None) -> None:
        """Add a paragraph to the story it belongs to. Raises DocumentError when there are too many characters."""
        self.characters += len(text) + 1
        if self.characters > MAX_CHARACTERS:
            raise DocumentError(TOO_LONG)
        if origin is Origin.BODY and cell is not None:
            origin = Origin.TABLE
        story = {Origin.TEXT_BOX: self.boxes, Origin.FOOTNOTE: self.footnotes}.get(origin, self.body)
        story.append(Paragraph(text, "", origin, cell, level))

    def drop_guard(self, origin: Origin) -> None:
        """Take away the empty paragraph with which a .doc ends its notes and boxes."""
        story = {Origin.TEXT_BOX: self.boxes, Origin.FOOTNOTE: self.footnotes}.get(origin)
        if story and not story[-1].text:
            story.pop()

    def new_table(self) -> int:
        """The 0-based number of a table that begins."""
        self.tables += 1
        return self.tables - 1

    def document(self) -> Document:
        """All of it in reading order."""
        return Document((*self.body, *self.boxes, *self.footnotes))


@dataclass(frozen=True, slots=True)
class Imported:
    """The text of a file of another format. notes: what was left out, Chinese."""

    document: Document
    notes: tuple[str, ...] = ()
