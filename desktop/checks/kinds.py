"""Which parts a kind of report must have, from resources/kinds.toml."""

from __future__ import annotations

import functools
import tomllib
from dataclasses import dataclass

from desktop import resources
from desktop.checks.base import Severity
from desktop.report.model import Kind, Role


@dataclass(frozen=True, slots=True)
class Requirement:
    """A part that must be there: one of roles is enough. missing: what to say where none is."""

    roles: tuple[Role, ...]
    severity: Severity
    missing: str


@functools.cache
def requirements(kind: Kind) -> tuple[Requirement, ...]:
    """The parts this kind of report must have; none for kinds without rules."""
    return _all().get(kind, ())


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
