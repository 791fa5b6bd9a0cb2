"""Read a document as a report."""

from __future__ import annotations

from desktop.report.model import Report
from desktop.text.document import Document


def parse(document: Document) -> Report:
    """The report a document is; any text at all can be read, what is not there is left empty."""
    return Report(document)
