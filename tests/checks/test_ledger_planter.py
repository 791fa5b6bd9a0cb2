"""Disagreements planted between report and ledger at random: all are found, and nothing besides."""

from __future__ import annotations

import random
import zlib

import pytest
from reckoned_reports import PLANTERS, Planted, Side, ledger_of, numbers, plant, report_lines, truth

from desktop.documents.excel_ledger import write_excel
from desktop.documents.excel_reader import read_excel_bytes
from desktop.documents.ledger_check import Reconciled, reconcile
from desktop.ledger.reckoning import Result
from desktop.text.document import Document

SEEDS = range(3)


def reconciled(planted: Planted) -> Reconciled:
    document = Document.from_lines(report_lines(planted.report, planted.stated))
    return reconcile(document, ledger_of(planted.ledger))


def found(result: Reconciled) -> set[tuple[str, str | None]]:
    """The rule of each finding with the title of the problem it stands at, None for a stated number."""
    out: set[tuple[str, str | None]] = set()
    for finding in result.findings:
        owner = next(
            (p for p in result.report.problems if p.line <= finding.span.line <= p.end_line),
            None,
        )
        out.add((finding.rule, owner.title if owner else None))
    return out


@pytest.mark.parametrize("seed", SEEDS)
@pytest.mark.parametrize("kind", PLANTERS)
def test_a_planted_disagreement_is_found_and_nothing_else(kind: str, seed: int) -> None:
    planted = plant(kind, random.Random(zlib.crc32(f"{kind}{seed}".encode())))
    seen = found(reconciled(planted))
    assert planted.must <= seen
    assert seen <= planted.must | planted.may


@pytest.mark.parametrize("seed", range(10))
def test_where_both_tell_the_same_nothing_is_found(seed: int) -> None:
    rng = random.Random(seed)
    items = truth(rng, rng.choice((12, 25, 43)))
    document = Document.from_lines(report_lines(Side(items), numbers(items)))
    read = read_excel_bytes(write_excel(ledger_of(Side(items))))
    result = reconcile(document, read.ledger)
    assert result.findings == ()
    assert {r.result for r in result.reckonings} == {Result.OK}
    assert {r.ledger_n for r in result.reckonings} >= {len(items), 4}
    assert all(part.result is Result.OK for r in result.reckonings for part in r.parts)


def test_fixes_bring_the_report_to_the_ledger() -> None:
    """Every offered 改为台账的… that changes the text takes its finding away."""
    from desktop.text.edits import apply_edits

    fixed = 0
    for kind in PLANTERS:
        planted = plant(kind, random.Random(zlib.crc32(f"{kind}fix".encode())))
        lines = report_lines(planted.report, planted.stated)
        ledger = ledger_of(planted.ledger)
        for finding in reconcile(Document.from_lines(lines), ledger).findings:
            for fix in finding.fixes:
                after = reconcile(Document.from_lines(apply_edits(lines, fix.edits)), ledger)
                assert (finding.rule, finding.span, finding.message) not in {
                    (f.rule, f.span, f.message) for f in after.findings
                }
                fixed += 1
    assert fixed >= 20
