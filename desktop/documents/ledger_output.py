"""The results of `reconcile`: as JSON, version 1, and as plain Chinese text."""

from __future__ import annotations

import json
from collections.abc import Sequence

from desktop.checks.base import Finding
from desktop.checks.counts import shown
from desktop.documents.finding_words import SEVERITY_WORDS, place
from desktop.documents.json_output import claim_json, finding_json
from desktop.documents.text_output import shortened
from desktop.ledger.reckoning import Reckoning, Result

_SIGNS = {Result.OK: "✓", Result.WRONG: "✗", Result.UNCLEAR: "—"}


def reconcile_json(reckonings: Sequence[Reckoning], findings: Sequence[Finding]) -> str:
    """The whole document, ended by a line feed."""
    data = {
        "version": 1,
        "claims": [_claim(reckoning) for reckoning in reckonings],
        "findings": [finding_json(finding) for finding in findings],
    }
    return json.dumps(data, ensure_ascii=False, indent=1) + "\n"


def _claim(reckoning: Reckoning) -> dict[str, object]:
    data = claim_json(reckoning.claim)
    data["parts"] = [
        {**part, "ledger_n": _number(held.ledger_n), "result": held.result.value}
        for part, held in zip(data["parts"], reckoning.parts, strict=True)
    ]
    return {
        **data,
        "body_n": _number(reckoning.body_n),
        "ledger_n": _number(reckoning.ledger_n),
        "result": reckoning.result.value,
    }


def _number(value: float | None) -> float | int | None:
    return int(value) if isinstance(value, float) and value.is_integer() else value


def reconcile_text(report: str, ledger: str, reckonings: Sequence[Reckoning], findings: Sequence[Finding]) -> str:
    """One line a stated number, then what differs; report, ledger: the names of the files."""
    wrong = sum(reckoning.result is Result.WRONG for reckoning in reckonings)
    head = f"{report} 与 {ledger} 对账：文中{len(reckonings)}处数量，不一致{wrong}处"
    lines = [f"{head}；其他出入{_others(findings)}处。", ""]
    for reckoning in reckonings:
        claim = reckoning.claim
        lines.append(f"  {_SIGNS[reckoning.result]} 第{claim.line}段 {shortened(claim.text)}")
        stated, body, held = (_or_dash(n) for n in (claim.total, reckoning.body_n, reckoning.ledger_n))
        lines.append(f"      {claim.subject}：文中 {stated}，正文 {body}，台账 {held}")
        lines += [
            f"      {part.part.status.value}：文中 {shown(part.part.n)}，台账 {shown(part.ledger_n)}"
            for part in reckoning.parts
            if part.part.status is not None and part.ledger_n is not None
        ]
        if reckoning.rate is not None and claim.rate is not None:
            lines.append(f"      完成率：文中 {shown(claim.rate)}%，台账 {shown(round(reckoning.rate, 1))}%")
    if findings:
        lines += ["", "出入："]
    for finding in findings:
        lines.append(f"  {place(finding)} {SEVERITY_WORDS[finding.severity]} [{finding.rule}] {finding.message}")
        lines += [f"      {'改法' if fix.certain else '可改'}：{fix.label}" for fix in finding.fixes]
    return "\n".join(lines) + "\n"


def _others(findings: Sequence[Finding]) -> int:
    return sum(finding.kind != "ledger-count" for finding in findings)


def _or_dash(value: float | None) -> str:
    return shown(value) or "—"
