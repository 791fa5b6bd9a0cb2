"""What an official document needs at its end: signature and date, as the text has them or as they are added. No Qt."""

from __future__ import annotations

from dataclasses import dataclass

from desktop.documents.typeset_roles import Part, place
from desktop.report.model import Report
from desktop.text.document import Document, Paragraph


@dataclass(frozen=True, slots=True)
class Tail:
    """署名 and 成文日期, "" where there is none."""

    signature: str = ""
    date: str = ""


def tail_of(report: Report) -> Tail:
    """What stands at the end of a report."""
    parts: dict[Part, list[str]] = {}
    for placed in place(report.document.lines, report):
        parts.setdefault(placed.part, []).append(placed.text)
    return Tail("、".join(parts.get(Part.SIGNATURE, ())), "".join(parts.get(Part.DATE, ())[:1]))


def with_tail(report: Report, tail: Tail) -> Report:
    """The report with these at its end; the same without any."""
    if not tail.signature and not tail.date:
        return report
    from desktop.report.parse import parse

    added = tuple(Paragraph(text) for text in (tail.signature, tail.date) if text)
    paragraphs = report.document.paragraphs
    end = len(paragraphs)
    # a signature that is added stands before the date that is there
    if tail.signature and not tail.date:
        dates = [p.line for p in place(report.document.lines, report) if p.part is Part.DATE]
        end = dates[-1] - 1 if dates else end
    return parse(Document((*paragraphs[:end], *added, *paragraphs[end:])))
