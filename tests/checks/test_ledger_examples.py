"""The checks that need a ledger are held to their examples, against the ledger these speak of."""

from __future__ import annotations

import pytest
from test_examples import findings, places, split_marks

from desktop.checks.base import Check, Example
from desktop.checks.catalogue import OFFERED, by_code
from desktop.checks.engine import all_certain_edits
from desktop.checks.ledger import CHECKS
from desktop.text.edits import apply_edits

BAD = [pytest.param(c, e, id=f"{c.code}-bad{i}") for c in CHECKS for i, e in enumerate(c.bad)]
GOOD = [pytest.param(c, e, id=f"{c.code}-good{i}") for c in CHECKS for i, e in enumerate(c.good)]


@pytest.mark.parametrize(("check", "example"), BAD)
def test_a_disagreement_is_found_exactly_where_it_is_marked(check: Check, example: Example) -> None:
    lines, marked = split_marks(example.text)
    found = findings(check, lines)
    assert places(found) == marked, [(f.span, f.message) for f in found]
    edits = all_certain_edits(found)
    mended = "\n".join(apply_edits(lines, edits)) if edits else None
    assert mended == example.mended


@pytest.mark.parametrize(("check", "example"), GOOD)
def test_where_both_agree_nothing_is_said(check: Check, example: Example) -> None:
    found = findings(check, example.text.split("\n"))
    assert not found, [(f.text, f.message) for f in found]


def test_codes_are_permanent_and_explained() -> None:
    assert len({check.code for check in OFFERED}) == len(OFFERED)
    for check in CHECKS:
        assert by_code(check.code) is check
        assert check.kind in {"ledger-count", "ledger-status", "ledger-deadline", "ledger-missing", "ledger-wording"}
