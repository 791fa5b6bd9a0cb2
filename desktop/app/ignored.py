"""Findings the clerk has looked at and does not want to see again, while the file is open."""

from __future__ import annotations

from collections.abc import Sequence

from desktop.checks.base import Finding

_AROUND = 12
Key = tuple[str, str, str, str, str]


def key_of(finding: Finding, lines: Sequence[str]) -> Key:
    """What a finding is known by while the text around it moves: its rule, words and neighbours."""
    line = lines[finding.span.line - 1] if finding.span.line <= len(lines) else ""
    before = line[max(0, finding.span.start - _AROUND) : finding.span.start]
    after = line[finding.span.end : finding.span.end + _AROUND]
    # an empty place (a missing section) is told from another one only by its message
    return finding.rule, finding.text, before, after, "" if finding.text else finding.message


class Ignored:
    """The ignored findings of one open file."""

    def __init__(self) -> None:
        self._keys: set[Key] = set()

    def add(self, finding: Finding, lines: Sequence[str]) -> None:
        """Ignore this finding."""
        self._keys.add(key_of(finding, lines))

    def clear(self) -> None:
        """Bring all back."""
        self._keys.clear()

    def split(self, findings: Sequence[Finding], lines: Sequence[str]) -> tuple[tuple[Finding, ...], int]:
        """The findings that are not ignored, and how many are."""
        if not self._keys:
            return tuple(findings), 0
        shown = tuple(finding for finding in findings if key_of(finding, lines) not in self._keys)
        return shown, len(findings) - len(shown)
