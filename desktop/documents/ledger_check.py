"""A report file held against a ledger file: what `reconcile` and `check --ledger` do."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from desktop.checks.base import Finding
from desktop.checks.catalogue import ALL
from desktop.checks.engine import Engine
from desktop.checks.ledger import ledger_checks
from desktop.checks.review import review
from desktop.checks.settings import DEFAULTS, CheckSettings
from desktop.documents.errors import DocumentError
from desktop.documents.excel_reader import read_excel
from desktop.ledger.model import Ledger
from desktop.ledger.reckoning import Reckoning, reckon
from desktop.report.model import Report
from desktop.text.document import Document

_NO_ROWS = "台账文件“{}”里没有逐条列出的问题，不能对账。请选择列有反馈问题的整改台账。"


@dataclass(frozen=True, slots=True)
class Reconciled:
    """A report against its ledger: every claim, and the findings of the kinds ledger-*."""

    report: Report
    reckonings: tuple[Reckoning, ...]
    findings: tuple[Finding, ...]


def ledger_of(path: Path) -> tuple[Ledger, tuple[str, ...]]:
    """The ledger in a workbook, and notes for the clerk. Raises DocumentError, which says what to do."""
    try:
        read = read_excel(path)
    except DocumentError as error:
        raise DocumentError(f"台账文件“{path.name}”读不出来：{error}") from error
    if not read.ledger.rows:
        raise DocumentError(_NO_ROWS.format(path.name))
    return read.ledger, read.notes


def ledger_engine(ledger: Ledger, settings: CheckSettings = DEFAULTS) -> Engine:
    """An engine that runs all checks, and those that hold a report against this ledger."""
    return Engine((*ALL, *ledger_checks(ledger, settings.unit.done)), settings)


def reconcile(document: Document, ledger: Ledger, settings: CheckSettings = DEFAULTS) -> Reconciled:
    """Hold a report against its ledger; places are those of the document."""
    done = settings.unit.done
    engine = Engine(ledger_checks(ledger, done), settings)
    checked = review(document, engine)
    findings = tuple(finding for finding in checked.findings if finding.kind.startswith("ledger-"))
    return Reconciled(checked.report, reckon(checked.report, ledger, done), findings)
