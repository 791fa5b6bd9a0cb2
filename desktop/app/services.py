"""What the window needs from the rooms before it, named once and passed in; loaded when first used."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

from desktop.app.analysis import Analyser, Cancel, Cancelled
from desktop.checks.base import Check, Finding
from desktop.documents.opened import Opened
from desktop.paths import AppPaths
from desktop.report.model import Report
from desktop.text.edits import Edit


@dataclass(frozen=True, slots=True)
class Services:
    """new_analyser: one for each thread, because an engine belongs to one. read raises DocumentError."""

    read: Callable[[Path], Opened]
    new_analyser: Callable[[], Analyser]
    check_of: Callable[[str], Check | None]
    certain_edits: Callable[[Iterable[Finding]], tuple[Edit, ...]]
    paths: AppPaths
    sample: Path
    icon_file: Callable[[str], Path]


def real_services(paths: AppPaths) -> Services:
    """The services of the program itself."""
    from desktop import resources
    from desktop.checks.catalogue import by_code
    from desktop.checks.engine import all_certain_edits
    from desktop.documents.reading import read

    def icon_file(name: str) -> Path:
        return resources.path("icons", name)

    return Services(
        read=read,
        new_analyser=new_analyser,
        check_of=by_code,
        certain_edits=all_certain_edits,
        paths=paths,
        sample=resources.sample_path(),
        icon_file=icon_file,
    )


def new_analyser() -> Analyser:
    """An analyser with an engine of its own."""
    from desktop.checks import engine as engines
    from desktop.ledger.from_report import make_ledger
    from desktop.report.parse import parse

    engine = engines.Engine()

    def check(report: Report, cancel: Cancel) -> tuple[tuple[Finding, ...], tuple[str, ...]]:
        try:
            findings = engine.run(report, cancel)
        except engines.Cancelled as stop:
            raise Cancelled from stop
        return findings, tuple(failure.code for failure in engine.failures)

    return Analyser(parse, check, make_ledger)
