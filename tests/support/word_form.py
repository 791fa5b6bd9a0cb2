"""A typed text as Word would hold it: numbers made by Word, heading styles, runs split anywhere.

Run as a script it turns a folder of texts with their answers into Word files.
"""

from __future__ import annotations

import random
import sys
from html import escape
from pathlib import Path

from word_builder import WordBuilder, level, paragraph, run

from desktop.report.model import Label
from desktop.report.numbering import find_label
from desktop.text.numerals import write_chinese

_FORMATS = {
    "一、": ("chineseCounting", "%1、"),
    "（一）": ("chineseCounting", "（%1）"),
    "1.": ("decimal", "%1."),
    "（1）": ("decimal", "（%1）"),
    "①": ("decimalEnclosedCircle", "%1"),
}
_WRITTEN = {
    "一、": lambda n, cn: f"{cn}、",
    "（一）": lambda n, cn: f"（{cn}）",
    "1.": lambda n, cn: f"{n}.",
    "（1）": lambda n, cn: f"（{n}）",
    "①": lambda n, cn: "①②③④⑤⑥⑦⑧⑨⑩"[n - 1] if n <= 10 else "",
}


def _writes(label: Label, line: str) -> bool:
    """Whether Word's own number would look exactly as the typed one."""
    if not line.startswith(label.text) or label.style not in _FORMATS:
        return False
    return _WRITTEN[label.style](label.value, write_chinese(label.value)) == label.text


def word_form(lines: list[str], seed: int = 0) -> bytes:
    """The lines as a Word file, paragraph by paragraph."""
    rng = random.Random(seed)
    builder = WordBuilder()
    for number, (fmt, text) in enumerate(_FORMATS.values(), 1):
        builder.abstract(number, level(0, fmt, text))
    lists: dict[str, tuple[int, int]] = {}
    next_id = 1
    for line in lines:
        label = find_label(line)
        properties, rest = "", line
        if label and _writes(label, line):
            rest = line[len(label.text) :]
            list_id, last = lists.get(label.style, (0, -1))
            if last + 1 != label.value:
                list_id, next_id = next_id, next_id + 1
                start = f'<w:lvlOverride w:ilvl="0"><w:startOverride w:val="{label.value}"/></w:lvlOverride>'
                builder.list(list_id, list(_FORMATS).index(label.style) + 1, start)
            lists[label.style] = (list_id, label.value)
            properties = f'<w:numPr><w:ilvl w:val="0"/><w:numId w:val="{list_id}"/></w:numPr>'
        builder.add(paragraph(_runs(rest, rng), properties))
    return builder.bytes()


def _runs(text: str, rng: random.Random) -> str:
    out = ""
    while text:
        size = rng.randint(1, 24)
        out += run(escape(text[:size]), "<w:b/>" if rng.random() < 0.1 else "")
        text = text[size:]
    return out


def main(source: Path, target: Path) -> None:
    """Turn source/texts/*.txt into target/*.docx."""
    target.mkdir(parents=True, exist_ok=True)
    for path in sorted((source / "texts").glob("*.txt")):
        lines = path.read_text("utf-8").rstrip("\n").split("\n")
        (target / f"{path.stem}.docx").write_bytes(word_form(lines, seed=1))


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
