"""What the window needs from the rooms before it, named once and passed in; loaded when first used."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from desktop.app.office_settings import OfficeSettings
from desktop.documents.side_data import SideDataStore, side_data_store
from desktop.paths import AppPaths

if TYPE_CHECKING:
    from desktop.app.analysis import Analyser, Cancel, Checked
    from desktop.app.readings import Corrections
    from desktop.checks.base import Check, Finding
    from desktop.checks.engine import Engine
    from desktop.checks.settings import CheckSettings
    from desktop.documents.opened import Opened
    from desktop.ledger.model import Ledger
    from desktop.report.model import Report
    from desktop.text.document import Document
    from desktop.text.edits import Edit


@dataclass(frozen=True, slots=True)
class Services:
    """What the program works with.

    new_analyser: one for each thread, because an engine belongs to one; it
    obeys the settings of the moment. read raises DocumentError. resource:
    where a resource of this folder and name lies.
    """

    read: Callable[[Path], Opened]
    new_analyser: Callable[[], Analyser]
    check_of: Callable[[str], Check | None]
    certain_edits: Callable[[Iterable[Finding]], tuple[Edit, ...]]
    paths: AppPaths
    side_data: SideDataStore
    settings: OfficeSettings
    sample: Path
    resource: Callable[..., Path]

    def icon_file(self, name: str) -> Path:
        """Where the icon with this file name lies."""
        return self.resource("icons", name)


def real_services(paths: AppPaths) -> Services:
    """The services of the program itself. The checks are loaded by what first needs them, after the first paint."""
    from desktop import resources

    settings = OfficeSettings(paths)
    return Services(
        read=_read,
        new_analyser=lambda: new_analyser(settings),
        check_of=_check_of,
        certain_edits=_certain_edits,
        paths=paths,
        side_data=side_data_store(paths),
        settings=settings,
        sample=resources.sample_path(),
        resource=resources.path,
    )


def new_analyser(settings: Callable[[], CheckSettings]) -> Analyser:
    """An analyser with an engine of its own, made when first used and made anew when the settings change."""
    from desktop.app.analysis import Analyser

    return Analyser(_Checker(settings), _make_ledger)


class _Checker:
    def __init__(self, settings: Callable[[], CheckSettings]) -> None:
        self._settings = settings
        self._engine: Engine | None = None

    def __call__(self, document: Document, cancel: Cancel, corrections: Corrections) -> Checked:
        from desktop.app.analysis import Cancelled, Checked
        from desktop.checks import engine as engines
        from desktop.checks.review import review

        wanted = self._settings()
        if self._engine is None or self._engine.settings is not wanted:
            self._engine = engines.Engine(settings=wanted)
        try:
            found = review(document, self._engine, cancel, corrections)
        except engines.Cancelled as stop:
            raise Cancelled from stop
        broken = tuple(failure.code for failure in self._engine.failures)
        return Checked(found.report, found.findings, found.joined, broken, wanted)


def _read(path: Path) -> Opened:
    from desktop.documents.reading import read

    return read(path)


def _check_of(code: str) -> Check | None:
    from desktop.checks.catalogue import by_code

    return by_code(code)


def _certain_edits(findings: Iterable[Finding]) -> tuple[Edit, ...]:
    from desktop.checks.engine import all_certain_edits

    return all_certain_edits(findings)


def _make_ledger(report: Report) -> Ledger:
    from desktop.ledger.from_report import make_ledger

    return make_ledger(report)
