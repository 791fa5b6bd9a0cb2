"""Blocks of cells as tab-separated text, the way Excel and WPS put them on the clipboard and take them back."""

from __future__ import annotations

from collections.abc import Sequence

_QUOTED = ("\t", "\n", '"')
MOST_LINES, MOST_CELLS = 20_000, 400_000


def to_text(block: Sequence[Sequence[str]]) -> str:
    """The block as text: a cell with a line break, a tab or a quote stands in quotes, quotes in it doubled."""
    return "\r\n".join("\t".join(_written(cell) for cell in line) for line in block)


def _written(cell: str) -> str:
    if any(mark in cell for mark in _QUOTED):
        return '"' + cell.replace('"', '""') + '"'
    return cell


def from_text(text: str) -> list[list[str]]:
    """The block a text holds; every line as long as the longest. A quote that never closes is an ordinary character.

    Source: what Excel writes (quotes only around cells that need them; the last line ended too).
    """
    text = text.replace("\r\n", "\n").replace("\r", "\n").rstrip("\0")
    lines: list[list[str]] = [[]]
    at, end, cells = 0, len(text), 0
    while at <= end and len(lines) <= MOST_LINES and cells <= MOST_CELLS:
        cell, at = _cell(text, at)
        lines[-1].append(cell)
        cells += 1
        if at >= end:
            break
        if text[at] == "\n":
            if at + 1 == end:
                break
            lines.append([])
        at += 1
    width = max(len(line) for line in lines)
    return [line + [""] * (width - len(line)) for line in lines]


def _cell(text: str, at: int) -> tuple[str, int]:
    """The cell that begins at a place, and where the tab, the line feed or the end behind it stands."""
    if text[at : at + 1] == '"':
        quoted = _quoted(text, at + 1)
        if quoted is not None:
            return quoted
    stops = [found for mark in "\t\n" if (found := text.find(mark, at)) >= 0]
    stop = min(stops, default=len(text))
    return text[at:stop].strip(), stop


def _quoted(text: str, at: int) -> tuple[str, int] | None:
    parts: list[str] = []
    while True:
        close = text.find('"', at)
        if close < 0:
            return None
        parts.append(text[at:close])
        if text[close + 1 : close + 2] == '"':
            parts.append('"')
            at = close + 2
            continue
        behind = text[close + 1 : close + 2]
        return ("".join(parts).strip(), close + 1) if behind in ("", "\t", "\n") else None
