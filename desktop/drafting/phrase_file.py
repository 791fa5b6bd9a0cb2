"""The user's own file of phrases changed line by line, so that what the user wrote there himself stays as it is."""

from __future__ import annotations

import re

from desktop.drafting.phrases import Phrase

HEAD = "# 本人的常用语。一行一条，方括号里是分组。"
_GROUP = re.compile(r"[ \t\u3000]*[\[［]\s*([^\[\]［］]{1,20}?)\s*[\]］][ \t\u3000]*")
_LONGEST_GROUP = 20


def clean_phrase(text: str) -> str:
    """The text as one line that a file of phrases can hold; fields in braces stay. "" where nothing is left."""
    words = " ".join(text.split())
    if re.search(r"[{}]", re.sub(r"\{[^{}]{1,20}\}", "", words)):
        words = words.translate(str.maketrans("{}", "｛｝"))
    return words.lstrip("#[［ ")


def clean_group(text: str) -> str:
    """The text as the name of a group."""
    return re.sub(r"[\[\]［］\n]", "", text).strip()[:_LONGEST_GROUP]


def with_added(text: str, group: str, words: str) -> str:
    """The file's text with one more phrase at the end of its group; as it is where the group has it already.

    Raises ValueError for an empty phrase or group.
    """
    name, phrase = clean_group(group), clean_phrase(words)
    if not name or not phrase:
        raise ValueError("empty phrase or group")
    lines = text.removeprefix("\ufeff").splitlines() or [HEAD]
    start = next((at for at, line in enumerate(lines) if (m := _GROUP.fullmatch(line)) and m[1] == name), None)
    if start is None:
        return _joined([*lines, "", f"[{name}]", phrase])
    end = next((at for at in range(start + 1, len(lines)) if _GROUP.fullmatch(lines[at])), len(lines))
    if any(line.strip(" \t\u3000") == phrase for line in lines[start + 1 : end]):
        return _joined(lines)
    while end > start + 1 and not lines[end - 1].strip():
        end -= 1
    return _joined([*lines[:end], phrase, *lines[end:]])


def with_removed(text: str, phrase: Phrase) -> str:
    """The file's text without a phrase, and without its group's line where nothing else is in it.

    Raises ValueError where the file no longer has it in its line.
    """
    lines = _checked(text, phrase)
    at = phrase.line - 1
    del lines[at]
    head = next((n for n in range(at - 1, -1, -1) if _GROUP.fullmatch(lines[n])), None)
    if head is not None:
        end = next((n for n in range(at, len(lines)) if _GROUP.fullmatch(lines[n])), len(lines))
        if not any(line.strip() for line in lines[head + 1 : end]):
            del lines[head]
    return _joined(lines)


def with_changed(text: str, phrase: Phrase, words: str) -> str:
    """The file's text with other words in the place of a phrase. Raises ValueError as with_removed does."""
    fresh = clean_phrase(words)
    if not fresh:
        raise ValueError("empty phrase")
    lines = _checked(text, phrase)
    lines[phrase.line - 1] = fresh
    return _joined(lines)


def _checked(text: str, phrase: Phrase) -> list[str]:
    lines = text.removeprefix("\ufeff").splitlines()
    if not 0 < phrase.line <= len(lines) or lines[phrase.line - 1].strip(" \t\u3000") != phrase.text:
        raise ValueError("the file is another one now")
    return lines


def _joined(lines: list[str]) -> str:
    return "\n".join(lines).rstrip("\n") + "\n"
