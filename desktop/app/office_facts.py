"""The facts last told of each office, so that they need not be typed again for its next report. No Qt."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields
from datetime import date
from pathlib import Path
from typing import Any

from desktop.app.small_store import read_json, write_json
from desktop.drafting.facts import Facts

_MOST = 40
_DATES = ("inspection_start", "inspection_end", "feedback_date", "report_date", "cut_off")
_NUMBERS = ("aspects", "problems", "details")
_OF_ONE_REPORT = ("report_date", "cut_off", "kind", "extra", *_NUMBERS)
"""What the next report has anew."""


class OfficeFacts:
    """The offices whose reports were drafted here, newest first."""

    def __init__(self, file: Path) -> None:
        """file: where they are kept; one that cannot be read is as good as none."""
        self._file = file
        data = read_json(file)
        self._all = [facts for facts in map(_read, data if isinstance(data, list) else ()) if facts is not None]

    @property
    def offices(self) -> tuple[str, ...]:
        """The names of the offices, newest first."""
        return tuple(facts.whole_name for facts in self._all)

    @property
    def last(self) -> Facts | None:
        """Of the office that a report was drafted for last."""
        return self._all[0] if self._all else None

    def of(self, office: str) -> Facts | None:
        """What was told of an office, by its short or its full name."""
        return next((facts for facts in self._all if office and office in (facts.unit, facts.full_name)), None)

    def remember(self, facts: Facts) -> None:
        """Keep these for the office's next report; without a name they belong to none."""
        if not facts.whole_name:
            return
        rest = [old for old in self._all if old.whole_name != facts.whole_name]
        self._all = [facts, *rest][:_MOST]
        write_json(self._file, [_written(each) for each in self._all])


def lasting(facts: Facts) -> Facts:
    """Without what belongs to one report only: its date and its numbers."""
    empty = Facts()
    values = {f.name: getattr(empty if f.name in _OF_ONE_REPORT else facts, f.name) for f in fields(Facts)}
    return Facts(**values)


def _written(facts: Facts) -> dict[str, str]:
    kept = lasting(facts)
    pairs = ((f.name, getattr(kept, f.name)) for f in fields(Facts) if f.name not in _OF_ONE_REPORT)
    return {name: value.isoformat() if isinstance(value, date) else value for name, value in pairs if value}


def _read(data: object) -> Facts | None:
    if not isinstance(data, Mapping):
        return None
    values: dict[str, Any] = {}
    for name in (f.name for f in fields(Facts) if f.name not in _OF_ONE_REPORT):
        value = data.get(name)
        if not isinstance(value, str):
            continue
        if name in _DATES:
            try:
                values[name] = date.fromisoformat(value)
            except ValueError:
                continue
        else:
            values[name] = value
    facts = Facts(**values)
    return facts if facts.whole_name else None
