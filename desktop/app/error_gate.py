"""Which of many unexpected errors to show: the same one not over and over, and not many at once. No Qt."""

from __future__ import annotations

import re
from collections import deque

_SAME_SECONDS = 300.0
_MOST = 3
_WITHIN_SECONDS = 60.0
_PLACE = re.compile(r'^  File "([^"]*)", line (\d+)', re.MULTILINE)


class ErrorGate:
    """Remembers what was shown when."""

    def __init__(self) -> None:
        self._shown: dict[str, float] = {}
        self._times: deque[float] = deque(maxlen=_MOST)
        self.kept_back = 0

    def admits(self, details: str, now: float) -> bool:
        """Whether to show an error. details: a traceback, or kind and message; now: seconds of any steady clock."""
        sign = signature(details)
        last = self._shown.get(sign)
        crowded = len(self._times) == _MOST and now - self._times[0] < _WITHIN_SECONDS
        if crowded or (last is not None and now - last < _SAME_SECONDS):
            self.kept_back += 1
            return False
        self._shown[sign] = now
        self._times.append(now)
        return True


def signature(details: str) -> str:
    """What makes two errors the same: their kind and the last place in the program."""
    lines = details.strip().splitlines() or [""]
    places = _PLACE.findall(details)
    kind = lines[-1].split(":", 1)[0]
    return f"{kind} {places[-1]}" if places else kind
