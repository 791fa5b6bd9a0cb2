"""Counts: totals, rates, the body and the other places of the text."""

from __future__ import annotations

import dataclasses
import re

import pytest

from desktop.checks import counts
from desktop.checks.base import Check, Example, Hit
from desktop.report.claims import read_claims
from desktop.report.model import Report
from desktop.report.parse import parse
from desktop.text.document import Document
from desktop.text.edits import apply_edits
from desktop.text.spans import Span


def read(text: str) -> Report:
    report = parse(Document.from_lines(text.split("\n")))
    return dataclasses.replace(report, claims=read_claims(report))


def unmark(text: str) -> tuple[str, list[Span]]:
    lines, spans = [], []
    for number, line in enumerate(text.split("\n"), 1):
        starts = [m.start() - 2 * k for k, m in enumerate(re.finditer("⟦", line))]
        ends = [m.start() - 2 * k - 1 for k, m in enumerate(re.finditer("⟧", line))]
        spans += [Span(number, a, b) for a, b in zip(starts, ends, strict=True)]
        lines.append(line.replace("⟦", "").replace("⟧", ""))
    return "\n".join(lines), spans


def hits(check: Check, text: str) -> list[Hit]:
    assert check.report is not None
    return list(check.report(read(text)))


def all_hits(text: str) -> dict[str, list[Hit]]:
    return {c.code: found for c in counts.CHECKS if (found := hits(c, text))}


CASES = [(c, e) for c in counts.CHECKS for e in c.bad]
GOOD = [(c, e) for c in counts.CHECKS for e in c.good]


@pytest.mark.parametrize(("check", "example"), CASES, ids=[f"{c.code}-{i}" for i, (c, _) in enumerate(CASES)])
def test_a_bad_example_is_reported_at_its_marks_and_nowhere_else(check: Check, example: Example) -> None:
    text, spans = unmark(example.text)
    found = hits(check, text)
    assert sorted(h.span for h in found) == spans
    certain = [edit for h in found for fix in h.fixes if fix.certain for edit in fix.edits]
    mended = "\n".join(apply_edits(text.split("\n"), certain))
    assert (mended if certain else None) == example.mended


@pytest.mark.parametrize(("check", "example"), GOOD, ids=[f"{c.code}-{i}" for i, (c, _) in enumerate(GOOD)])
def test_a_good_example_stays_silent(check: Check, example: Example) -> None:
    assert hits(check, example.text) == []
