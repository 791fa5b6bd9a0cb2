"""The forms in which a text arrives: copied from a web page, broken at a page width, each with its lines mapped.

A form turns lines into lines and tells, for each old line, its first new
line (both 1-based), so that an answer made for the old lines can be told in
the new ones. Run as a script it turns a folder of texts with their answers.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from unicodedata import east_asian_width

Lines = list[str]
Mapping = dict[int, int]

_HALF = str.maketrans("，：；（）！？", ",:;()!?")


def web_copied(lines: Lines) -> tuple[Lines, Mapping]:
    """As a browser gives it: no-break and full-width spaces, some half-width marks, blank lines between paragraphs."""
    out: Lines = []
    mapping: Mapping = {}
    for number, line in enumerate(lines, 1):
        mapping[number] = len(out) + 1
        changed = line.translate(_HALF) if number % 3 == 0 else line
        indent = ("\xa0\xa0\xa0\xa0", "\u3000\u3000", "\xa0 \xa0 ")[number % 3]
        out += [(indent + changed + ("\xa0" if number % 2 else "")) if changed.strip() else changed, ""]
    return out, mapping


def hard_wrapped(lines: Lines, width: int = 36, *, indent: str = "") -> tuple[Lines, Mapping]:
    """As a PDF gives it: every line broken at `width` full-width characters, without blank lines."""
    out: Lines = []
    mapping: Mapping = {}
    for number, line in enumerate(lines, 1):
        mapping[number] = len(out) + 1
        rest = (indent if len(line) > width else "") + line
        while rest:
            used, at = 0.0, 0
            while at < len(rest) and used + _cells(rest[at]) <= width:
                used += _cells(rest[at])
                at += 1
            while at < len(rest) and rest[at] in "，。；：、！？”’》）】" and at > 1:
                at -= 1  # a mark may not open a line
            out.append(rest[:at])
            rest = rest[at:]
        if not line:
            out.append("")
    return out, mapping


def _cells(char: str) -> float:
    return 1.0 if east_asian_width(char) in "WFA" else 0.5


def mapped_answer(gold: dict, lines: Lines, mapping: Mapping) -> dict:
    """An answer of the corpus told in the new lines; its defects are left out."""
    new = dict(gold, lines=lines, defects=[])
    new["sections"] = {role: mapping.get(line) for role, line in gold["sections"].items()}
    new["aspects"] = [dict(a, line=mapping[a["line"]]) for a in gold["aspects"]]
    new["claims"] = [dict(c, line=mapping[c["line"]]) for c in gold["claims"]]
    new["problems"] = [
        dict(
            p,
            line=mapping[p["line"]],
            aspect_line=mapping.get(p["aspect_line"]),
            parent_line=mapping.get(p["parent_line"]),
        )
        for p in gold["problems"]
    ]
    return new


FORMS = {"web": web_copied, "wrapped": hard_wrapped}


def main(form: str, source: Path, target: Path) -> None:
    """Turn source/{texts,gold} into target/{texts,gold}."""
    for folder in ("texts", "gold"):
        (target / folder).mkdir(parents=True, exist_ok=True)
    for path in sorted((source / "texts").glob("*.txt")):
        gold = json.loads((source / "gold" / f"{path.stem}.json").read_text("utf-8"))
        lines, mapping = FORMS[form](path.read_text("utf-8").rstrip("\n").split("\n"))
        (target / "texts" / path.name).write_text("\n".join(lines) + "\n", "utf-8")
        answer = mapped_answer(gold, lines, mapping)
        (target / "gold" / f"{path.stem}.json").write_text(json.dumps(answer, ensure_ascii=False), "utf-8")


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]), Path(sys.argv[3]))
