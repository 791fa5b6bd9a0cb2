"""How many examples hypothesis tries: all of them in a long run (test.py --slow), a part of them in a quick one."""

from __future__ import annotations

import hypothesis

THOROUGH = "thorough"
QUICK = "quick"
_LEAST = 12

# no deadlines: a busy machine is no fault of the product
hypothesis.settings.register_profile(THOROUGH, deadline=None, max_examples=100)
hypothesis.settings.register_profile(QUICK, deadline=None, max_examples=25)


def examples(many: int) -> int:
    """The number for a test that wants so many: in a quick run a quarter of them, but at least 12."""
    return max(min(many, _LEAST), many * hypothesis.settings.default.max_examples // 100)
