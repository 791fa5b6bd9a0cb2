"""A document read and checked in one go: the report with its findings."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from desktop.checks.base import Finding, Fix, Related
from desktop.checks.engine import Engine
from desktop.report.corrections import AnchoredCorrection, resolve
from desktop.report.model import Report
from desktop.report.parse import parse
from desktop.report.relocate import relocate
from desktop.report.unwrapping import Unwrapped, unwrap
from desktop.text.document import Document
from desktop.text.edits import Edit


@dataclass(frozen=True, slots=True)
class Review:
    """A report and what is wrong with it, all places in the document's own lines.

    joined: whether the document's lines were broken by a page width and were
    joined for reading.
    """

    report: Report
    findings: tuple[Finding, ...]
    joined: bool = False


def review(
    document: Document,
    engine: Engine,
    cancel: Callable[[], bool] | None = None,
    corrections: Iterable[AnchoredCorrection] = (),
) -> Review:
    """Read and check a document. Raises `engine.Cancelled` as soon as cancel() is true.

    corrections: what a person said of the reading of single lines.
    """
    back = unwrap(document)
    if back is None:
        report = parse(document, resolve(document, corrections))
        return Review(report, engine.run(report, cancel))
    report = parse(back.document, resolve(back.document, corrections))
    findings = tuple(_moved(finding, back, document) for finding in engine.run(report, cancel))
    ordered = sorted(findings, key=lambda f: (f.span, f.rule))
    return Review(relocate(report, back, document), tuple(ordered), joined=True)


def _moved(finding: Finding, back: Unwrapped, document: Document) -> Finding:
    span = back.span(finding.span)
    return dataclasses.replace(
        finding,
        span=span,
        text=document.line(span.line)[span.start : span.end],
        fixes=tuple(fix for fix in (_moved_fix(fix, back) for fix in finding.fixes) if fix is not None),
        related=tuple(Related(back.span(r.span), r.text) for r in finding.related),
    )


def _moved_fix(fix: Fix, back: Unwrapped) -> Fix | None:
    """The fix in the file's lines; None where an edit would run over the end of a line."""
    edits = []
    for edit in fix.edits:
        span = back.span(edit.span)
        if len(span) != len(edit.span):
            return None
        edits.append(Edit(span, edit.text))
    return Fix(fix.label, tuple(edits), fix.certain)
