"""The sample shows what the product does: one planted error of every family, and none besides."""

from __future__ import annotations

from pathlib import Path

import pytest

from desktop.checks.base import Family, Finding, Severity
from desktop.checks.catalogue import by_code
from desktop.checks.engine import Engine, all_certain_edits
from desktop.documents.reading import read
from desktop.report.model import Kind, Status
from desktop.report.parse import parse
from desktop.resources import sample_path
from desktop.text.document import Document
from desktop.text.edits import apply_edits

MENDED = Path(__file__).parent.parent / "fixtures" / "清河区城市更新局整改通报（改正后）.txt"


def check(document: Document) -> tuple[Finding, ...]:
    engine = Engine()
    found = engine.run(parse(document))
    assert engine.failures == ()
    return tuple(f for f in found if f.severity is not Severity.INFO)


@pytest.fixture
def sample() -> Document:
    return read(sample_path()).document


SHOWN = {Family.STRUCTURE, Family.COUNTS, Family.NUMBERING, Family.PLACEHOLDERS, Family.RESIDUE, Family.MARKS}


def test_the_sample_has_an_error_of_every_family_that_it_shows(sample: Document) -> None:
    checks = [by_code(finding.rule) for finding in check(sample)]
    assert {c.family for c in checks if c is not None} == SHOWN


def test_each_planted_error_is_found_once_at_its_words(sample: Document) -> None:
    found = check(sample)
    counts = [f for f in found if f.rule.startswith("C")]
    assert {f.span.line for f in counts} == {8}
    assert "80%" in {f.text for f in counts}
    others = [(f.kind, f.text) for f in found if not f.rule.startswith("C")]
    assert others == [
        ("section-missing", ""),
        ("ad-residue", "【更多公文 素材，微信：wengao 01】"),
        ("punctuation-pair", "“"),
        ("placeholder", "XX"),
        ("number-gap", "6."),
        ("number-gap", "三是"),
    ]


def test_the_sample_is_read_as_a_notice_with_nine_problems(sample: Document) -> None:
    report = parse(sample)
    assert report.kind is Kind.NOTICE
    assert report.unit == "清河区城市更新局"
    assert [p.number for p in report.problems] == ["1.", "2.", "3.", "4.", "6.", "7.", "8.", "9.", "10."]
    assert [p.status for p in report.problems].count(Status.DONE) == 6
    assert [p.status for p in report.problems].count(Status.DOING) == 2
    assert [p.status for p in report.problems].count(Status.OPEN) == 1


def test_mending_what_is_certain_leaves_fewer_findings_and_no_new_one(sample: Document) -> None:
    before = check(sample)
    lines = apply_edits(sample.lines, all_certain_edits(before))
    after = check(Document.from_lines(lines))
    assert not all_certain_edits(after)
    assert {(f.rule, f.span.line) for f in after} < {(f.rule, f.span.line) for f in before}


def test_the_mended_twin_is_clean() -> None:
    found = check(read(MENDED).document)
    assert not found, [(f.rule, f.span.line, f.message) for f in found]
