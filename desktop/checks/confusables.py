"""Characters taken for one another: by sound, by look (resources/confusables)."""

from __future__ import annotations

import functools

from desktop import resources

# Sounds that many speakers, and so many keyboards, do not tell apart.
_NEAR_SOUNDS = (("zh", "z"), ("ch", "c"), ("sh", "s"), ("ing", "in"), ("eng", "en"), ("ang", "an"))


@functools.cache
def syllables() -> dict[str, frozenset[str]]:
    """The pinyin of each common character, without tones; several where it has several readings."""
    found: dict[str, set[str]] = {}
    for syllable, characters in _rows("sounds.txt"):
        for character in characters:
            found.setdefault(character, set()).add(syllable)
    return {character: frozenset(sounds) for character, sounds in found.items()}


@functools.cache
def sounds() -> dict[str, str]:
    """A character's sounds as codes, one character each; those that are near share a code."""
    codes: dict[str, str] = {}
    found: dict[str, str] = {}
    for syllable, characters in _rows("sounds.txt"):
        merged = syllable
        for exact, near in _NEAR_SOUNDS:
            merged = merged.replace(exact, near)
        code = codes.setdefault(merged, chr(0xE000 + len(codes)))
        for character in characters:
            if code not in found.get(character, ""):
                found[character] = found.get(character, "") + code
    return found


@functools.cache
def look_alikes() -> dict[str, str]:
    """The characters that look like one in print."""
    return dict(_rows("shapes.txt"))


def same_sound(a: str, b: str) -> bool:
    """Whether two characters share a reading, tones apart."""
    known = syllables()
    return bool(known.get(a, frozenset()) & known.get(b, frozenset()))


def near_sound(a: str, b: str) -> bool:
    """Whether two characters share a reading, or almost."""
    known = sounds()
    return bool(set(known.get(a, "")) & set(known.get(b, "")))


def look_alike(a: str, b: str) -> bool:
    """Whether two characters are taken for one another by the eye or a scanner."""
    known = look_alikes()
    return b in known.get(a, "") or a in known.get(b, "")


def alike(a: str, b: str) -> bool:
    """Whether one of two characters is easily written for the other."""
    return near_sound(a, b) or look_alike(a, b)


def _rows(name: str) -> list[tuple[str, str]]:
    text = resources.path("confusables", name).read_text(encoding="utf-8")
    rows = (line.split(" ", 1) for line in text.splitlines() if line and line[0] != "#")
    return [(first, rest) for first, rest in rows]
