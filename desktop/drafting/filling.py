"""Fields of a template's line replaced by their values."""

from __future__ import annotations

import re
from collections.abc import Mapping

from desktop.drafting.facts import place
from desktop.drafting.wording import quoted

NUMBER = "编号"
NUMBER_MARK = "\ue001"
"""What the field 编号 becomes, for the writer to count; no text holds it."""
_FIELD = re.compile(r"\{([^{}]{1,20})\}")
_OPTIONAL_MARKS = ("？", "?")


def fill(line: str, values: Mapping[str, str]) -> list[str]:
    """The paragraphs that a template's line gives.

    A field without a value becomes the mark of a place to fill. In a line that opens
    with ？ the parts between ； with such a field are left out; no paragraph comes
    of it when nothing is left. A value of several lines gives several paragraphs.
    The field 编号 becomes NUMBER_MARK.
    """
    if line.startswith(_OPTIONAL_MARKS):
        end = "。" if line.endswith("。") else ""
        parts = [part for part in line[1:].removesuffix("。").split("；") if _known(part, values)]
        if not parts:
            return []
        line = "；".join(parts) + end
    text = _FIELD.sub(lambda match: _value(match[1], values, inside=line[: match.start()].endswith("“")), line)
    return _tidy(text).split("\n")


def _known(part: str, values: Mapping[str, str]) -> bool:
    return all(name == NUMBER or values.get(name) for name in _FIELD.findall(part))


def _value(name: str, values: Mapping[str, str], *, inside: bool) -> str:
    if name == NUMBER:
        return NUMBER_MARK
    value = values.get(name) or place(name)
    return quoted(value) if inside else value


def _tidy(text: str) -> str:
    """Without the doubled end mark where a value brings its own."""
    return re.sub(r"([。！？])。", r"\1", text)
