"""Which key presses are undone together: those of one go, up to the end of a sentence. Pure: no Qt."""

from __future__ import annotations

import enum
from collections.abc import Callable

PAUSE = 2.0
"""Seconds without a key after which a new step begins."""
_SENTENCE_END = "。！？；!?;"


class Act(enum.Enum):
    """What a key press does; a step holds only one sort."""

    TYPE = enum.auto()
    DELETE = enum.auto()


class TypingSteps:
    """Remembers the last press and tells whether the next one belongs to its step.

    A step ends with a sentence, a pause, another sort of press, and with
    anything else that happened in between: the caret elsewhere, a fix, an undo.
    """

    def __init__(self, clock: Callable[[], float]) -> None:
        """clock: gives seconds."""
        self._clock = clock
        self._last: tuple[Act, int, int] | None = None
        self._at = 0.0
        self._closed = True

    def goes_on(self, act: Act, position: int, undo_steps: int) -> bool:
        """Whether a press at this caret position, with so many commands on the undo stack, continues the step."""
        if self._closed or self._clock() - self._at > PAUSE:
            return False
        return self._last == (act, position, undo_steps)

    def done(self, act: Act, text: str, position: int, undo_steps: int) -> None:
        """A press was made; text: what it put in; the rest is how things stand after it."""
        self._last = act, position, undo_steps
        self._at = self._clock()
        self._closed = act is Act.TYPE and text[-1:] in _SENTENCE_END
