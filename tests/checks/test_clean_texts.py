"""Texts without a fault give no error and no warning."""

from __future__ import annotations

import pytest
from invented_reports import Layout, layouts, make

from desktop.checks.base import Severity
from desktop.checks.engine import Engine
from desktop.checks.review import review
from desktop.text.document import Document

# a report without contact or organization lacks what it must have
WHOLE = [layout for layout in layouts() if layout.contact and layout.sections != "aspects"]
REPORTS = [(WHOLE[n * len(WHOLE) // 30], n) for n in range(30)]


@pytest.fixture(scope="module")
def engine() -> Engine:
    return Engine()


@pytest.mark.parametrize(("layout", "seed"), REPORTS)
def test_an_invented_report_gives_no_error_and_no_warning(engine: Engine, layout: Layout, seed: int) -> None:
    lines, _ = make(layout, seed)
    checked = review(Document.from_lines(lines), engine)
    assert engine.failures == ()
    found = [f for f in checked.findings if f.severity is not Severity.INFO]
    assert not found, [(f.rule, f.span.line, f.text, f.message) for f in found]
