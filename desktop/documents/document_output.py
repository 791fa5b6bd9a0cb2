"""The format check and the check before publishing as text and as JSON."""

from __future__ import annotations

import itertools
import json
from collections.abc import Sequence

from desktop.checks.base import Severity
from desktop.documents.format_check import STANDARD, FormatCheck
from desktop.documents.publication_check import TraceFound

_MARKS = {Severity.ERROR: "错", Severity.WARNING: "疑", Severity.INFO: "提示"}
_LONGEST = 40


def format_text(name: str, check: FormatCheck) -> str:
    """What departs from the standard, one line each."""
    if not check.departures:
        lines = [f"{name}：没有发现与 {STANDARD} 不符的地方"]
    else:
        lines = [f"{name}：与 {STANDARD} 不符 {len(check.departures)} 处"]
        lines += [
            f"{number}. {departure.message}{'' if departure.mendable else '（要在 Word 中手工改）'}"
            for number, departure in enumerate(check.departures, 1)
        ]
    return "\n".join([*lines, *(f"注：{note}" for note in check.notes)]) + "\n"


def format_json(path: str, check: FormatCheck) -> str:
    """The same for programs."""
    departures = [
        {
            "rule": d.rule,
            "element": d.element,
            "lines": list(d.lines),
            "found": d.found,
            "wanted": d.wanted,
            "clause": f"{STANDARD} {d.clause}",
            "mendable": d.mendable,
            "message": d.message,
        }
        for d in check.departures
    ]
    return _json({"version": 1, "path": path, "departures": departures, "notes": list(check.notes)})


def publication_text(name: str, found: Sequence[TraceFound]) -> str:
    """What to look at before publishing, by groups."""
    if not found:
        return f"{name}：没有发现发布前要处理的内容\n"
    lines = [f"{name}：发布前要看 {len(found)} 处"]
    for trace, group in itertools.groupby(found, key=lambda one: one.trace):
        items = list(group)
        lines.append(f"【{trace.value}】{len(items)} 处")
        for one in items:
            place = f"第 {one.span.line} 段 " if one.span is not None else ""
            text = one.text if len(one.text) <= _LONGEST else one.text[:_LONGEST] + "…"
            words = f"“{text}” " if text else ""
            can = "（发布副本里会清除）" if one.cleaned else ""
            lines.append(f"  {_MARKS[one.severity]} {place}{words}{one.message}{can}")
    return "\n".join(lines) + "\n"


def publication_json(path: str, found: Sequence[TraceFound]) -> str:
    """The same for programs."""
    items = [
        {
            "kind": one.trace.name.lower(),
            "group": one.trace.value,
            "severity": one.severity.value,
            "line": one.span.line if one.span else None,
            "start": one.span.start if one.span else None,
            "end": one.span.end if one.span else None,
            "text": one.text,
            "message": one.message,
            "cleaned": one.cleaned,
        }
        for one in found
    ]
    return _json({"version": 1, "path": path, "found": items})


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, indent=1) + "\n"
