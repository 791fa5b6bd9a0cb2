"""The fixed expressions and their misquotations, from resources/terms."""

from __future__ import annotations

import functools
import re
import tomllib
from dataclasses import dataclass
from typing import Any

from desktop import resources
from desktop.checks.base import Severity
from desktop.checks.normal_text import normal_text


@dataclass(frozen=True, slots=True)
class Expression:
    """A fixed expression. text: as written; plain: without marks and spaces. source: where it stands."""

    text: str
    plain: str
    source: str


@dataclass(frozen=True, slots=True)
class Misquote:
    """A pattern for wrong wording, looked for in text without marks and spaces.

    must: pairs of characters, one of which stands in every match. right: see
    the data. since: the first year of a report that it holds for.
    """

    find: re.Pattern[str]
    must: frozenset[str]
    right: str
    say: str
    severity: Severity
    since: int | None
    unless: re.Pattern[str] | None
    before: re.Pattern[str] | None
    after: re.Pattern[str] | None
    raw: re.Pattern[str] | None

    def mend(self, written: str) -> str:
        """The right wording for what was found."""
        kind, _, rest = self.right.partition(" ")
        if kind == "@replace":
            for pair in rest.split(";"):
                wrong, right = pair.split("=")
                if wrong in written:
                    return written.replace(wrong, right)
            return written
        if kind == "@prefix":
            return rest + written
        if kind == "@quote":
            return f"“{written[:3]}”{written[3:]}"
        return self.right


@functools.cache
def expressions() -> tuple[Expression, ...]:
    """Every fixed expression, without repetition."""
    found: dict[str, Expression] = {}
    for group in _load("expressions.toml")["group"]:
        for text in group["terms"]:
            plain = normal_text(text).text
            found.setdefault(plain, Expression(text, plain, group["source"]))
    return tuple(found.values())


@functools.cache
def legal_forms() -> frozenset[str]:
    """Forms that look like a misquotation and are none."""
    return frozenset(_load("expressions.toml")["legal"])


@functools.cache
def misquotes() -> tuple[Misquote, ...]:
    """Every pattern of a misquotation."""

    def pattern(text: str | None, ending: str = "") -> re.Pattern[str] | None:
        return re.compile(f"(?:{text}){ending}") if text else None

    return tuple(
        Misquote(
            find=re.compile(rule["find"]),
            must=frozenset(rule["must"].split()),
            right=rule["right"],
            say=rule["say"],
            severity=Severity(rule.get("severity", "warning")),
            since=rule.get("since"),
            unless=pattern(rule.get("unless")),
            before=pattern(rule.get("unless_before"), r"\Z"),
            after=pattern(rule.get("unless_after")),
            raw=pattern(rule.get("unless_raw")),
        )
        for rule in _load("misquotes.toml")["rule"]
    )


def _load(name: str) -> dict[str, Any]:
    return tomllib.loads(resources.path("terms", name).read_text(encoding="utf-8"))
