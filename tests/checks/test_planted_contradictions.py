"""A report that contradicts itself is told so, and of nothing else that is not there."""

from __future__ import annotations

import os
import random
import zlib
from collections import Counter
from collections.abc import Iterator
from itertools import islice
from pathlib import Path

import pytest
from invented_reports import layouts, make
from planted_contradictions import PLANTERS, Plant

from desktop.checks.base import Finding, Severity
from desktop.checks.engine import Engine
from desktop.report.model import Report
from desktop.report.parse import parse
from desktop.text.document import Document

CORPUS = Path(os.environ.get("DUIZHANG_CORPUS", Path(__file__).parents[2] / ".." / "shared" / "corpus")) / "texts"
PER = int(os.environ.get("DUIZHANG_PLANTS", "1"))
SEED = int(os.environ.get("DUIZHANG_SEED", "1"))
SEEN = 0.9
NOISE = 0.02


def invented() -> list[Report]:
    step = layouts()[::6]
    return [parse(Document.from_lines(make(layout, seed)[0])) for seed, layout in enumerate(step)]


def real() -> list[Report]:
    paths = sorted(CORPUS.glob("*.txt"))[:: 2 if PER == 1 else 1] if CORPUS.is_dir() else []
    return [parse(Document.from_lines(path.read_text(encoding="utf-8").rstrip("\n").split("\n"))) for path in paths]


def findings(engine: Engine, lines: list[str]) -> list[Finding]:
    found = engine.run(parse(Document.from_lines(lines)))
    assert engine.failures == ()
    return [f for f in found if f.severity is not Severity.INFO]


def plants(name: str, reports: list[Report]) -> Iterator[Plant]:
    for number, report in enumerate(reports):
        rng = random.Random(zlib.crc32(f"{name}{number}{SEED}".encode()))
        yield from islice(PLANTERS[name](report, rng), PER)


def measure(name: str, reports: list[Report]) -> tuple[list[Plant], list[Plant], list[Finding]]:
    """The plants that were seen, those that were not, and new findings of other kinds."""
    engine = Engine()
    seen: list[Plant] = []
    missed: list[Plant] = []
    noise: list[Finding] = []
    for plant in plants(name, reports):
        was = Counter((f.rule, f.text) for f in findings(engine, plant.sound))
        new = []
        for finding in findings(engine, plant.changed):
            if was[finding.rule, finding.text]:
                was[finding.rule, finding.text] -= 1
            else:
                new.append(finding)
        (seen if any(f.kind in plant.kinds for f in new) else missed).append(plant)
        there = set(was)  # what was wrong with words that were copied is wrong with the copy
        noise += [f for f in new if f.kind not in plant.kinds and (f.rule, f.text) not in there]
    return seen, missed, noise


@pytest.mark.parametrize("name", PLANTERS)
def test_a_planted_contradiction_is_seen_and_nothing_else(name: str) -> None:
    seen, missed, noise = measure(name, invented() + real())
    assert len(seen) >= SEEN * (len(seen) + len(missed)), [plant.note for plant in missed]
    assert len(noise) <= max(1, NOISE * (len(seen) + len(missed))), [(f.rule, f.text, f.message) for f in noise]
