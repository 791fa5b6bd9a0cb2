"""The Word file of the open report as it would be saved at this moment, for what looks into the file itself. No Qt."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from desktop.app.report_file import FormLostError, ReportFile, written
from desktop.documents.opened import Fingerprint, Format, Opened
from desktop.text.document import Document


def opened_now(file: ReportFile, lines: Sequence[str]) -> Opened:
    """The report as if it had just been saved and opened: a Word file with its bytes, or the text alone.

    Where the edits cannot be brought into the Word file, the file is taken as it was read. Raises DocumentError.
    """
    if file.opened is None or not file.is_word:
        path = Path(f"{file.stem}.txt") if file.opened is None else file.opened.path
        return Opened(path, Format.TEXT, Document.from_lines(lines), Fingerprint(0, 0, ""))
    try:
        made = written(file, file.opened.path, lines, file.form())
    except FormLostError:
        return file.opened
    return replace(file.opened, document=made.document, data=made.data)


def rebased(file: ReportFile, data: bytes) -> ReportFile:
    """The report with other bytes as what its Word file is; the file on the disk gets them when it is saved next.

    Raises DocumentError.
    """
    from desktop.documents.word_reader import load_word

    assert file.opened is not None
    _, mapped = load_word(data)
    document = Document(tuple(entry.paragraph for entry in mapped.paragraphs))
    opened = replace(file.opened, document=document, data=data)
    return replace(file, opened=opened, rewritable=False)
