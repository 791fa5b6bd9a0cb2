"""Findings and checks as plain Chinese text, for the command line."""

from __future__ import annotations

from collections.abc import Iterable

from desktop.checks.base import Check, Example, Finding
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


def list_checks(checks: Iterable[Check]) -> str:
    """One line a check, grouped by family."""
    lines: list[str] = []
    family = None
    for check in checks:
        if check.family is not family:
            family = check.family
            lines.append(f"{family.value}：")
        lines.append(f"  {check.code}  {SEVERITY_WORDS[check.severity]:<2}  {check.explanation.summary}")
    return "\n".join(lines) + "\n"


def explain_check(check: Check) -> str:
    """What a check is for, its source, wrong and right."""
    about = check.explanation
    lines = [
        f"{check.code}　{about.summary}（{check.family.value}，{SEVERITY_WORDS[check.severity]}）",
        "",
        about.why,
        f"依据：{about.source}",
        "",
        "错误的写法（⟦ ⟧里是标出的地方）：",
    ]
    lines += [_example(example) for example in check.bad]
    lines += ["正确的写法："] + [_example(example) for example in check.good]
    return "\n".join(lines) + "\n"


def _example(example: Example) -> str:
    lines = ["  " + line for line in example.text.split("\n")]
    if example.mended is not None:
        mended = example.mended.split("\n")
        shown = [line for line in mended if line not in example.text.split("\n")] or ["（删去）"]
        lines += [f"  → {line or '（删去）'}" for line in shown]
    return "\n".join(lines) + "\n"


def comment_text(finding: Finding, check: Check | None) -> str:
    """What a Word comment says: the message, and the rule it rests on."""
    return finding.message if check is None else f"{finding.message}\n依据：{check.explanation.source}"
