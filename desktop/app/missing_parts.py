"""Which part of a report a finding misses. No Qt."""

from __future__ import annotations

from collections.abc import Sequence

from desktop.checks.base import Finding
from desktop.checks.kinds import requirements
from desktop.checks.settings import SectionRule
from desktop.report.model import Report, Role

SECTION_MISSING = "section-missing"


def missing_part(finding: Finding, report: Report, rules: Sequence[SectionRule] = ()) -> Role | None:
    """The part to put in; None for a finding of another kind. rules: what the office asks of parts."""
    if finding.kind != SECTION_MISSING:
        return None
    for part in requirements(report.kind, rules):
        if finding.message.startswith(f"{report.kind.value}{part.missing}"):
            return part.roles[0]
    return Role.REMAINING
