"""Every colour of the window, in one table, light and dark."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Theme:
    """Colours as #RRGGBB, named by what they say."""

    background: str
    panel: str
    paper: str
    line: str
    text: str
    muted: str
    accent: str
    accent_soft: str
    error: str
    error_soft: str
    warning: str
    warning_mark: str
    warning_soft: str
    done: str
    done_soft: str


LIGHT = Theme(
    background="#F4F6F9",
    panel="#FFFFFF",
    paper="#FFFFFF",
    line="#DDE3EA",
    text="#1F2933",
    muted="#66758A",
    accent="#1F5FAE",
    accent_soft="#E6EFFA",
    error="#C62828",
    error_soft="#FDECEA",
    warning="#B26A00",
    warning_mark="#E09A1A",
    warning_soft="#FFF4E0",
    done="#2E7D32",
    done_soft="#E8F5E9",
)

DARK = Theme(
    background="#1B1F24",
    panel="#23282F",
    paper="#2A3038",
    line="#39414B",
    text="#E4E9EF",
    muted="#9AA7B6",
    accent="#6FA8E8",
    accent_soft="#22364D",
    error="#EF7B76",
    error_soft="#472624",
    warning="#E7B15A",
    warning_mark="#E7B15A",
    warning_soft="#453519",
    done="#7CC580",
    done_soft="#233C26",
)
