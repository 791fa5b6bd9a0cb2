"""Which parts a kind of report must have, from resources/kinds.toml."""

from __future__ import annotations

import functools
import tomllib
from collections.abc import Sequence
from dataclasses import dataclass, replace

from desktop import resources
from desktop.checks.base import Severity
from desktop.checks.settings import SectionRule
from desktop.report.model import Kind, Role


@dataclass(frozen=True, slots=True)
class Requirement:
    """A part that must be there: one of roles is enough. missing: what to say where none is."""

    roles: tuple[Role, ...]
    severity: Severity
    missing: str


def requirements(kind: Kind, rules: Sequence[SectionRule] = ()) -> tuple[Requirement, ...]:
    """The parts this kind of report must have; none for kinds without rules.

    rules: what the office asks beyond that, otherwise, or not at all; parts it adds come last.
    """
    usual = {frozenset(part.roles): part for part in _all().get(kind, ())}
    for rule in rules:
        roles = frozenset(rule.roles)
        if rule.kind is not kind or not roles:
            continue
        if rule.severity is None:
            usual.pop(roles, None)
        elif roles in usual:
            usual[roles] = replace(usual[roles], severity=rule.severity)
        else:
            usual[roles] = Requirement(rule.roles, rule.severity, f"没有“{rule.name}”部分")
    return tuple(usual.values())


@functools.cache
def _all() -> dict[Kind, tuple[Requirement, ...]]:
    data = tomllib.loads(resources.path("kinds.toml").read_text(encoding="utf-8"))
    return {
        Kind(name): tuple(
            Requirement(tuple(map(Role, part["roles"])), Severity(part["severity"]), part["missing"])
            for part in table["required"]
        )
        for name, table in data.items()
    }
