"""Findings and checks as plain Chinese text, for the command line."""

from __future__ import annotations

from collections.abc import Iterable

from desktop.checks.base import Check, Finding
from desktop.documents.finding_words import SEVERITY_WORDS, count, place
from desktop.documents.json_output import CheckedFile

_LONGEST = 40


def write_text(files: Iterable[CheckedFile]) -> str:
    """The findings of each file under its name."""
    return "\n".join(_file(file) for file in files)


def _file(file: CheckedFile) -> str:
    if file.error is not None:
        return f"{file.path}\n  无法检查：{file.error}\n"
    lines = [file.path]
    counted = "，".join(
        f"{word} {n}" for severity, word in SEVERITY_WORDS.items() if (n := count(file.findings, severity))
    )
    kind = f"（{file.report.kind.value}）" if file.report else ""
    ignored = f"（另有{len(file.ignored)}处已忽略）" if file.ignored else ""
    lines[0] += f"{kind}：{counted or '没有发现问题'}{ignored}"
    for finding in file.findings:
        lines.append(f"  {place(finding)} {SEVERITY_WORDS[finding.severity]} [{finding.rule}] {finding.message}")
        if finding.text.strip():
            lines.append(f"      原文：{shortened(finding.text)}")
        lines += [f"      {'改法' if fix.certain else '可改'}：{fix.label}" for fix in finding.fixes]
    return "\n".join(lines) + "\n"


def shortened(text: str) -> str:
    """At most 40 characters on one line."""
    text = " ".join(text.split("\n"))
    return text if len(text) <= _LONGEST else text[: _LONGEST - 1] + "…"


def comment_text(finding: Finding, check: Check | None) -> str:
    """What a Word comment says: the message, and the rule it rests on."""
    return finding.message if check is None else f"{finding.message}\n依据：{check.explanation.source}"
