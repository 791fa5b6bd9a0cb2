"""The JSON of `check --format json`, version 1."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from desktop.checks.base import Finding, Fix
from desktop.report.model import Claim, Kind, Problem, Report, Role
from desktop.text.spans import Span

if TYPE_CHECKING:
    from desktop.checks.engine import Failure  # the window loads this module, and the checks only when they are needed

_ROLES = (
    Role.INTRODUCTION,
    Role.ORGANIZATION,
    Role.RECTIFICATION,
    Role.CLUES,
    Role.REMAINING,
    Role.NEXT_STEPS,
    Role.CONTACT,
)
_SELF_EXAMINATION_ROLES = (Role.BASICS, Role.WORK, Role.PROBLEMS)


@dataclass(frozen=True, slots=True)
class CheckedFile:
    """What came of checking one file.

    error: why it could not be read, in Chinese; report is None then. ignored:
    what would be found, had a person not said to leave it. failures: the
    checks that broke.
    """

    path: str
    error: str | None = None
    report: Report | None = None
    findings: tuple[Finding, ...] = ()
    ignored: tuple[Finding, ...] = ()
    failures: tuple[Failure, ...] = ()


def write_json(files: Iterable[CheckedFile]) -> str:
    """The whole document, ended by a line feed."""
    data = {"version": 1, "files": [file_json(file) for file in files]}
    return json.dumps(data, ensure_ascii=False, indent=1) + "\n"


def file_json(file: CheckedFile) -> dict[str, Any]:
    """One entry of `files`."""
    return {
        "path": file.path,
        "error": file.error,
        "report": None if file.report is None else report_json(file.report),
        "findings": [finding_json(finding) for finding in file.findings],
    }


def report_json(report: Report) -> dict[str, Any]:
    """The report as read."""
    roles = _ROLES + (_SELF_EXAMINATION_ROLES if report.kind is Kind.SELF_EXAMINATION else ())
    sections = {role: report.section(role) for role in roles}
    return {
        "title": report.title,
        "kind": report.kind.value,
        "unit": report.unit,
        "party_body": report.party_body,
        "inspector": report.inspector,
        "date": report.date.isoformat() if report.date else None,
        "sections": {role.value: section.line if section else None for role, section in sections.items()},
        "aspects": [{"line": aspect.line, "title": aspect.title} for aspect in report.aspects],
        "problems": [_problem(problem) for problem in report.problems],
        "claims": [claim_json(claim) for claim in report.claims],
    }


def _problem(problem: Problem) -> dict[str, Any]:
    return {
        "line": problem.line,
        "number": problem.number,
        "title": problem.title,
        "aspect_line": problem.aspect_line,
        "parent_line": problem.parent_line,
        "status": problem.status.value,
        "status_text": problem.status_text,
        "deadline": problem.deadline,
        "has_cause": problem.has_cause,
        "measures": len(problem.measures),
    }


def claim_json(claim: Claim) -> dict[str, Any]:
    """One claim."""
    return {
        "line": claim.line,
        "text": claim.text,
        "subject": claim.subject,
        "total": _number(claim.total),
        "parts": [{"label": part.label, "n": _number(part.n)} for part in claim.parts],
        "rate": _number(claim.rate),
        "arithmetic": claim.arithmetic.value,
        "body": claim.body.value,
    }


def finding_json(finding: Finding) -> dict[str, Any]:
    """One finding."""
    return {
        "rule": finding.rule,
        "kind": finding.kind,
        "severity": finding.severity.value,
        **_place(finding.span),
        "text": finding.text,
        "message": finding.message,
        "fixes": [_fix(fix) for fix in finding.fixes],
        "related": [{**_place(related.span), "text": related.text} for related in finding.related],
    }


def _fix(fix: Fix) -> dict[str, Any]:
    return {
        "label": fix.label,
        "certain": fix.certain,
        "edits": [{**_place(edit.span), "text": edit.text} for edit in fix.edits],
    }


def _place(span: Span) -> dict[str, int]:
    return {"line": span.line, "start": span.start, "end": span.end}


def _number(value: float | None) -> float | int | None:
    """Whole numbers without a fraction: 43, not 43.0."""
    return int(value) if isinstance(value, float) and value.is_integer() else value
