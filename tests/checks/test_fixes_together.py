"""What mends one finding makes no other, whatever check it belongs to."""

from __future__ import annotations

from collections import Counter

import pytest

from desktop.checks import (
    contacts,
    date_order,
    date_years,
    dates,
    document_numbers,
    duplicates,
    lost_signs,
    marks,
    names,
    names_titles,
    numerals_style,
    punctuation,
    punctuation_ends,
    punctuation_quotes,
    quantities,
    spaces,
    statuses,
)
from desktop.checks.base import Finding
from desktop.checks.engine import Engine, all_certain_edits
from desktop.report.parse import parse
from desktop.text.document import Document
from desktop.text.edits import apply_edits

FAMILIES = (
    contacts, document_numbers, lost_signs, dates, date_order, date_years, duplicates, marks, punctuation,
    punctuation_ends, punctuation_quotes, names, names_titles, spaces, numerals_style, quantities, statuses,
)  # fmt: skip
CHECKS = tuple(check for family in FAMILIES for check in family.CHECKS)
BAD = [pytest.param(e.text, id=f"{c.code}-{i}") for c in CHECKS for i, e in enumerate(c.bad)]
ENGINE = Engine(CHECKS)


def find(lines: list[str]) -> tuple[Finding, ...]:
    found = ENGINE.run(parse(Document.from_lines(lines)))
    assert ENGINE.failures == ()
    return found


@pytest.mark.parametrize("marked", BAD)
def test_certain_fixes_of_all_families_make_no_new_finding_and_come_to_rest(marked: str) -> None:
    lines = marked.replace("⟦", "").replace("⟧", "").split("\n")
    found = find(lines)
    mended = apply_edits(lines, all_certain_edits(found))
    left = find(mended)
    new = Counter(f.rule for f in left) - Counter(f.rule for f in found)
    assert not new, [(f.rule, f.text, f.message) for f in left if new[f.rule]]
    again = all_certain_edits(left)
    assert apply_edits(mended, again) == mended or not all_certain_edits(find(apply_edits(mended, again)))


@pytest.mark.parametrize("marked", BAD)
def test_each_single_fix_makes_no_new_finding(marked: str) -> None:
    lines = marked.replace("⟦", "").replace("⟧", "").split("\n")
    found = find(lines)
    before = Counter(f.rule for f in found)
    for finding in found:
        for fix in finding.fixes:
            left = find(apply_edits(lines, fix.edits))
            new = Counter(f.rule for f in left) - before
            assert not new, (finding.rule, fix.label, [(f.rule, f.text, f.message) for f in left if new[f.rule]])
