"""What an office sets for itself: checks switched off, their gravity, words of its own, rules of its own."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from types import MappingProxyType

from desktop.checks.base import Severity
from desktop.report.model import Kind, Role, Status

ROLE_NAMES: Mapping[Role, str] = MappingProxyType(
    {
        Role.INTRODUCTION: "引言",
        Role.ORGANIZATION: "组织整改情况",
        Role.RECTIFICATION: "整改落实情况",
        Role.CLUES: "问题线索处置",
        Role.REMAINING: "需进一步整改事项",
        Role.NEXT_STEPS: "下一步打算",
        Role.CONTACT: "联系方式",
        Role.BASICS: "基本情况",
        Role.WORK: "工作开展情况",
        Role.PROBLEMS: "存在问题",
    }
)
"""What people call the parts of a report."""

DONE: frozenset[Status] = frozenset({Status.DONE, Status.DONE_LONG})
"""What counts as done unless the office says otherwise: 基本完成 and 阶段性完成 do not."""


@dataclass(frozen=True, slots=True)
class OwnWords:
    """The office's word list.

    allowed: words that are right, whatever a check of wording thinks.
    forbidden: words that must not stand in a report. right: a wrong form and
    what to write for it. All without leading and trailing space, none empty.
    """

    allowed: frozenset[str] = frozenset()
    forbidden: frozenset[str] = frozenset()
    right: tuple[tuple[str, str], ...] = ()

    def __bool__(self) -> bool:
        return bool(self.allowed or self.forbidden or self.right)


@dataclass(frozen=True, slots=True)
class SectionRule:
    """That a kind of report must have a part, one of roles; severity None: it need not have it."""

    kind: Kind
    roles: tuple[Role, ...]
    severity: Severity | None

    @property
    def name(self) -> str:
        """What people call the part: 下一步打算或需进一步整改事项."""
        return "或".join(ROLE_NAMES[role] for role in self.roles)


@dataclass(frozen=True, slots=True)
class UnitRules:
    """What differs from office to office.

    deadline_months: how long the concentrated rectification lasts, counted
    from the day of the feedback (3 in most places, 6 in some provinces); 0
    where nobody asks. done: the statuses that
    count as finished. sections: what departs from the parts each kind must
    have by resources/kinds.toml.
    """

    deadline_months: int = 0
    done: frozenset[Status] = DONE
    sections: tuple[SectionRule, ...] = ()


@dataclass(frozen=True, slots=True)
class CheckSettings:
    """All that the checks obey. off: codes of checks not to run. severity: by code, for all findings of a check."""

    off: frozenset[str] = frozenset()
    severity: Mapping[str, Severity] = field(default_factory=dict)
    words: OwnWords = OwnWords()
    unit: UnitRules = UnitRules()

    def switched(self, code: str, *, on: bool) -> CheckSettings:
        """These settings with one check switched on or off."""
        return replace(self, off=self.off - {code} if on else self.off | {code})

    def weighed(self, code: str, severity: Severity | None) -> CheckSettings:
        """These settings with another gravity for one check; None: its own."""
        rest = {other: grave for other, grave in self.severity.items() if other != code}
        return replace(self, severity=rest if severity is None else rest | {code: severity})

    def allowing(self, word: str) -> CheckSettings:
        """These settings with one more allowed word; a blank one changes nothing."""
        word = word.strip()
        return replace(self, words=replace(self.words, allowed=self.words.allowed | {word})) if word else self


DEFAULTS = CheckSettings()
"""The settings of an office that has set nothing."""
