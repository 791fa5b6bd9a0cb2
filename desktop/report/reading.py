"""Read any document as a report, whole paragraphs or lines broken by a page width."""

from __future__ import annotations

from collections.abc import Iterable

from desktop.report.corrections import AnchoredCorrection, resolve
from desktop.report.model import Report
from desktop.report.parse import parse
from desktop.report.relocate import relocate
from desktop.report.unwrapping import unwrap
from desktop.text.document import Document


def read_report(document: Document, corrections: Iterable[AnchoredCorrection] = ()) -> Report:
    """The report a document is, with every place in the document's own lines.

    corrections: what a person said of single lines.
    """
    joined = unwrap(document)
    if joined is None:
        return parse(document, resolve(document, corrections))
    return relocate(parse(joined.document, resolve(joined.document, corrections)), joined, document)
