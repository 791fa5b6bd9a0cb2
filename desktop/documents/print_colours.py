"""Colours of exported files, RRGGBB: those of the light window, so that paper and screen say the same."""

from __future__ import annotations

from collections.abc import Collection

from desktop.report.model import Status

DONE, DONE_SOFT = "2E7D32", "E8F5E9"
WARNING, WARNING_SOFT = "B26A00", "FFF4E0"
ERROR, ERROR_SOFT = "C62828", "FDECEA"
HEADER_SOFT = "E6EFFA"
BAND_SOFT = "F4F6F9"
TEXT = "1F2933"
MUTED = "66758A"
GRID = "8A96A3"
"""Darker than the window's lines: hairlines must survive an office printer."""


def status_colours(done: Collection[Status]) -> dict[str, tuple[str, str]]:
    """Text and ground colour of every stated status: done, not done, or on the way."""
    pairs = {}
    for status in Status:
        if status in done:
            pairs[status.value] = (DONE, DONE_SOFT)
        elif status is Status.OPEN:
            pairs[status.value] = (ERROR, ERROR_SOFT)
        elif status is not Status.UNSTATED:
            pairs[status.value] = (WARNING, WARNING_SOFT)
    return pairs
