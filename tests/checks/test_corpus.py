"""On real reports: no check breaks, and mending all that is certain brings nothing new."""

from __future__ import annotations

import os
from collections import Counter
from pathlib import Path

import pytest

from desktop.checks.base import Finding
from desktop.checks.engine import Engine, all_certain_edits
from desktop.report.parse import parse
from desktop.text.document import Document
from desktop.text.edits import apply_edits

CORPUS = Path(os.environ.get("DUIZHANG_CORPUS", Path(__file__).parents[2] / ".." / "shared" / "corpus")) / "texts"
TEXTS = sorted(CORPUS.glob("*.txt")) if CORPUS.is_dir() else []

pytestmark = pytest.mark.skipif(not TEXTS, reason="the folder of real reports is not here")


def check(lines: list[str]) -> tuple[Finding, ...]:
    engine = Engine()
    found = engine.run(parse(Document.from_lines(lines)))
    assert engine.failures == ()
    return found


@pytest.mark.parametrize("path", TEXTS, ids=lambda p: p.stem)
def test_mending_all_that_is_certain_brings_no_new_finding(path: Path) -> None:
    lines = path.read_text(encoding="utf-8").rstrip("\n").split("\n")
    before = check(lines)
    mended = apply_edits(lines, all_certain_edits(before))
    after = check(mended)
    assert not Counter(f.rule for f in after) - Counter(f.rule for f in before)
    assert not all_certain_edits(after)
