"""The shelf of phrases (常用语): good sentences by group, ours and the user's own, with the fields of the report.

The form of a phrase file is that of templates: a group in brackets, under it one phrase a line, # before remarks.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from desktop import resources
from desktop.drafting.facts import Facts, field_values
from desktop.drafting.filling import NUMBER_MARK, fill
from desktop.drafting.templates import TemplateError, read_text

OWN_NAME = "常用语.txt"
"""What a user's own file is called in the folder of settings."""

_GROUP = re.compile(r"[\[［]\s*([^\[\]［］]{1,20}?)\s*[\]］]")
_FIELD = re.compile(r"\{[^{}]{1,20}\}")


@dataclass(frozen=True, slots=True)
class Phrase:
    """One phrase as written in its file. own: from the user's own file. line: where it stands there."""

    group: str
    text: str
    own: bool = False
    line: int = 0


@dataclass(frozen=True, slots=True)
class Phrases:
    """The phrases, own ones first within each group, and what was wrong with files that could not be used."""

    all: tuple[Phrase, ...]
    errors: tuple[TemplateError, ...] = ()

    @property
    def groups(self) -> tuple[str, ...]:
        """The groups in the order of the shelf."""
        return tuple(dict.fromkeys(phrase.group for phrase in self.all))

    def of(self, group: str) -> tuple[Phrase, ...]:
        """The phrases of a group."""
        return tuple(phrase for phrase in self.all if phrase.group == group)

    def search(self, words: str) -> tuple[Phrase, ...]:
        """The phrases that hold all of these words, divided by spaces; all of them for none."""
        wanted = words.split()
        return tuple(p for p in self.all if all(word in p.text or word in p.group for word in wanted))


def phrase_text(phrase: Phrase, facts: Facts) -> str:
    """The phrase with what is known filled in; what is not becomes a marked place."""
    return "\n".join(fill(phrase.text, field_values(facts))).replace(NUMBER_MARK, "")


def read_phrases(text: str, source: str = "", *, own: bool = False) -> tuple[Phrase, ...]:
    """The phrases of a text. Raises TemplateError; source is the file's name for its message."""
    out: list[Phrase] = []
    group = ""
    for number, raw in enumerate(text.removeprefix("\ufeff").splitlines(), 1):
        line = raw.strip(" \t\u3000")
        if not line or line.startswith("#"):
            continue
        header = _GROUP.fullmatch(line)
        if header is not None:
            group = header[1]
            continue
        if not group:
            raise TemplateError(source, number, "第一条常用语前面要有方括号写的分组，如“[措施]”。")
        if re.search(r"[{}]", _FIELD.sub("", line)):
            raise TemplateError(source, number, "花括号不成对，字段应当写成“{单位}”的样子，名称不超过20个字。")
        out.append(Phrase(group, line, own, number))
    return tuple(out)


def written_phrases(phrases: Phrases) -> str:
    """The user's own phrases as the text of their file."""
    lines = ["# 本人的常用语。一行一条，方括号里是分组。"]
    for group in phrases.groups:
        own = [phrase.text for phrase in phrases.of(group) if phrase.own]
        if own:
            lines += ["", f"[{group}]", *own]
    return "\n".join(lines) + "\n"


def with_phrase(phrases: Phrases, group: str, text: str) -> Phrases:
    """The shelf with one more phrase of the user's own; line breaks become spaces, braces full-width ones.

    A phrase that is there already is not put there twice. Raises ValueError for an empty phrase or group.
    """
    words = " ".join(text.split("\n")).strip().translate(str.maketrans("{}", "｛｝")).lstrip("#[［ ")
    name = re.sub(r"[\[\]［］\n]", "", group).strip()[:20]
    if not words or not name:
        raise ValueError("empty phrase or group")
    if any(phrase.group == name and phrase.text == words for phrase in phrases.all):
        return phrases
    return _shelf((*phrases.all, Phrase(name, words, own=True)), phrases.errors)


def load_phrases(own_folder: Path | None = None) -> Phrases:
    """Our phrases and those of the file 常用语.txt in a folder; a file that cannot be used stands in errors."""
    found: list[Phrase] = []
    errors: list[TemplateError] = []
    files = [(path, False) for path in sorted(resources.path("phrases").glob("*.txt"))]
    if own_folder is not None and (own_folder / OWN_NAME).exists():
        files.append((own_folder / OWN_NAME, True))
    for path, own in files:
        try:
            found += read_phrases(read_text(path), path.name, own=own)
        except TemplateError as error:
            errors.append(error)
    return _shelf(tuple(found), tuple(errors))


def _shelf(found: tuple[Phrase, ...], errors: tuple[TemplateError, ...]) -> Phrases:
    groups = list(dict.fromkeys(phrase.group for phrase in found))
    ordered = sorted(found, key=lambda phrase: (groups.index(phrase.group), not phrase.own))
    return Phrases(tuple(ordered), errors)
