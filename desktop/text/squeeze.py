"""A text without its spaces, with the way back."""

from __future__ import annotations

import re

_SPACES = re.compile("[ \\t\u00a0\u2000-\u200f\u2028-\u202f\u2060\u3000\ufeff]")


class Squeezed:
    """A paragraph without spaces and invisible characters; line breaks stay."""

    def __init__(self, text: str) -> None:
        self.text = _SPACES.sub("", text)
        self._map: list[int] | None = None
        if len(self.text) != len(text):
            spaces = set(_SPACES.findall(text))
            self._map = [i for i, c in enumerate(text) if c not in spaces]

    def place(self, start: int, end: int) -> tuple[int, int]:
        """Where a half-open stretch of the squeezed text, not empty, stands in the original."""
        if self._map is None:
            return start, end
        return self._map[start], self._map[end - 1] + 1
