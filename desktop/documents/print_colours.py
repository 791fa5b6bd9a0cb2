"""Colours of exported files, RRGGBB: those of the light window, so that paper and screen say the same."""

from __future__ import annotations

DONE, DONE_SOFT = "2E7D32", "E8F5E9"
WARNING, WARNING_SOFT = "B26A00", "FFF4E0"
ERROR, ERROR_SOFT = "C62828", "FDECEA"
HEADER_SOFT = "E6EFFA"
BAND_SOFT = "F4F6F9"
TEXT = "1F2933"
MUTED = "66758A"
GRID = "8A96A3"
"""Darker than the window's lines: hairlines must survive an office printer."""
