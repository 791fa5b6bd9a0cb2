"""The file of the report in the window: what may be written where, and its bytes."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from desktop.app.analysis import document_of
from desktop.checks.base import Check, Finding, Severity
from desktop.documents.opened import Fingerprint, Format, Opened, TextForm
from desktop.ledger.model import Ledger
from desktop.text.document import Document, Paragraph

NEW_NAME = "未命名报告"
_WORD_NOTICE = (
    "这份 Word 文件的原有排版目前不能带回去：保存时请另存为新的 Word 文件（纯文字版式），原文件不会改动。"
    "自动编号在这里按普通文字处理。"
)


@dataclass(frozen=True, slots=True)
class ReportFile:
    """A report and where it comes from.

    opened: as read, None for a new one. is_sample: the sample of the program,
    never written back. rewritable: a Word file that this program wrote as a
    whole and may write again.
    """

    opened: Opened | None = None
    is_sample: bool = False
    rewritable: bool = False

    @property
    def path(self) -> Path | None:
        """The clerk's file; None for a new report and for the sample."""
        return None if self.opened is None or self.is_sample else self.opened.path

    @property
    def name(self) -> str:
        """What the window is headed with."""
        if self.opened is None:
            return NEW_NAME
        return "示例报告" if self.is_sample else self.opened.path.name

    @property
    def stem(self) -> str:
        """The name without ending, for the names of what is made from it."""
        return NEW_NAME if self.opened is None else self.opened.path.stem

    @property
    def saves_in_place(self) -> bool:
        """Whether 保存 may write to the path it was read from."""
        return (
            self.path is not None and self.opened is not None and (self.opened.format is Format.TEXT or self.rewritable)
        )

    @property
    def origin(self) -> tuple[Paragraph, ...]:
        """The paragraphs as read."""
        return () if self.opened is None else self.opened.document.paragraphs

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
        if self.opened.format is Format.WORD and not self.rewritable:
            return (_WORD_NOTICE, *self.opened.notes)
        return self.opened.notes

    def suggested(self) -> Path:
        """A name to save under."""
        folder = self.path.parent if self.path is not None else _documents()
        if self.opened is not None and self.opened.format is Format.WORD:
            return folder / f"{self.stem}（修改）.docx"
        if self.opened is None or self.is_sample:
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


def fits(lines: Sequence[str], form: TextForm) -> bool:
    """Whether the encoding of a form can hold these lines."""
    try:
        for line in lines:
            line.encode(form.encoding)
    except UnicodeEncodeError:
        return False
    return True


def file_bytes(file: ReportFile, target: Path, lines: Sequence[str], form: TextForm) -> bytes:
    """The report as a file with the ending of `target`. Raises DocumentError."""
    if target.suffix.lower() == Format.WORD.value:
        from desktop.documents.word_plain import write_word

        return write_word(document_of(lines, file.origin))
    from desktop.documents.plain_text import encode

    lines = () if list(lines) == [""] and not file.lines else lines
    return encode(lines, form, original=file.lines)


def saved(file: ReportFile, target: Path, lines: Sequence[str], form: TextForm, mark: Fingerprint) -> ReportFile:
    """The file after it was written to `target`."""
    word = target.suffix.lower() == Format.WORD.value
    if word:
        return ReportFile(Opened(target, Format.WORD, document_of(lines, file.origin), mark), rewritable=True)
    from desktop.documents.plain_text import decode, encode

    body = encode(lines, form, original=file.lines)
    written = decode(body)[1] if body else form
    kept = replace(form, line_ends=written.line_ends)
    return ReportFile(Opened(target, Format.TEXT, Document.from_lines(lines), mark, kept))


def annotated_bytes(
    file: ReportFile, document: Document, findings: Sequence[Finding], check_of: Callable[[str], Check | None]
) -> bytes:
    """The Word file with a comment on every error and warning. Raises DocumentError."""
    from desktop.documents.text_output import comment_text
    from desktop.documents.word_comments import Comment, annotate

    opened = file.opened or Opened(Path(f"{NEW_NAME}.txt"), Format.TEXT, document, Fingerprint(0, 0, ""), file.form())
    comments = [
        Comment(finding.span, comment_text(finding, check_of(finding.rule)))
        for finding in findings
        if finding.severity is not Severity.INFO
    ]
    return annotate(replace(opened, document=document), comments)


def excel_bytes(ledger: Ledger) -> bytes:
    """The ledger as a workbook. Raises DocumentError."""
    from desktop.documents.excel_ledger import write_excel

    return write_excel(ledger)


def word_ledger_bytes(ledger: Ledger) -> bytes:
    """The ledger as a Word table. Raises DocumentError."""
    from desktop.documents.word_ledger import write_word_ledger

    return write_word_ledger(ledger)


def _documents() -> Path:
    for folder in (Path.home() / "Documents", Path.home() / "文档", Path.home() / "桌面"):
        if folder.is_dir():
            return folder
    return Path.home()
