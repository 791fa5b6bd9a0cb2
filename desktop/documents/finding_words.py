"""A finding in the words of a list: where it stands, what surrounds it, how it can be mended, what it rests on."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from desktop.checks.base import Check, Finding, Severity
from desktop.checks.catalogue import by_code
from desktop.documents.json_output import CheckedFile
from desktop.report.model import Report

SEVERITY_WORDS = {Severity.ERROR: "错", Severity.WARNING: "疑", Severity.INFO: "提示"}
_AROUND = 42
_LONGEST = 200
_MOST_RELATED = 3
_SPACE = str.maketrans("\n\t\v\f\r\x1c\x1d\x1e\x85\u2028\u2029", " " * 11)


@dataclass(frozen=True, slots=True)
class Context:
    """A stretch of a paragraph on one line: what stands before the marked words, these, and what follows."""

    before: str
    marked: str
    after: str

    def __str__(self) -> str:
        return self.before + self.marked + self.after


def place(finding: Finding) -> str:
    """第12段; 全文 for what is missing altogether."""
    return f"第{finding.span.line}段" if len(finding.span) or finding.span.line > 1 else "全文"


def context(report: Report | None, finding: Finding) -> Context:
    """The marked words with up to 42 characters on either side; long ones are shortened in the middle."""
    span = finding.span
    if report is None or not len(span):
        return Context("", "", "")
    text = report.document.line(span.line).translate(_SPACE)
    start, end = max(0, span.start - _AROUND), min(len(text), span.end + _AROUND)
    before = ("…" if start else "") + text[start : span.start].lstrip()
    after = text[span.end : end].rstrip() + ("…" if end < len(text) else "")
    marked = text[span.start : span.end]
    if len(marked) > _LONGEST:
        marked = marked[: _LONGEST // 2] + "……" + marked[-_LONGEST // 2 :]
    return Context(before, marked, after)


def fixes(finding: Finding) -> str:
    """The ways to mend it, one a line."""
    return "\n".join(fix.label for fix in finding.fixes)


def elsewhere(finding: Finding) -> str:
    """The other places it speaks of: 另见第6段“43个问题”; "" where there are none."""
    shown = [
        f"第{r.span.line}段" + (f"“{_short(r.text)}”" if r.text.strip() else "")
        for r in finding.related[:_MOST_RELATED]
    ]
    rest = len(finding.related) - len(shown)
    return ("另见" + "、".join(shown) + (f"等{len(finding.related)}处" if rest > 0 else "")) if shown else ""


def check_of(finding: Finding) -> Check | None:
    """The check that found it."""
    return by_code(finding.rule)


def family(finding: Finding) -> str:
    """The group people know it by."""
    check = check_of(finding)
    return check.family.value if check else "其他"


def count(findings: Iterable[Finding], severity: Severity) -> int:
    """How many findings are this grave."""
    return sum(finding.severity is severity for finding in findings)


def report_title(file: CheckedFile) -> str:
    """The report's title; "" where it has none."""
    return file.report.title if file.report and file.report.title else ""


def _short(text: str) -> str:
    text = text.translate(_SPACE).strip()
    return text if len(text) <= 20 else text[:19] + "…"
