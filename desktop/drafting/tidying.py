r"""整理文字: what pasting leaves behind taken out of paragraphs, told by sorts.

Residue of web pages, characters nobody sees, stray spaces, half-width marks
among Chinese, full-width letters and digits, blank lines, and lines broken by
a page width. The rules are those of the checks, so nothing that was tidied is
marked afterwards. Doing it twice changes nothing more.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from desktop.checks.punctuation import half_width_edits
from desktop.checks.spaces import stray_spaces
from desktop.report.residue import find_places
from desktop.report.unwrapping import joined_lines, unwrap
from desktop.text.document import Document
from desktop.text.edits import OverlappingEditsError, apply_edits

RESIDUE, UNSEEN, SPACES = "网页残留", "看不见的字符", "多余空格"
MARKS, WIDE, BLANK, BROKEN = "半角标点", "全角数字和字母", "空行", "断开的行"
_ORDER = (RESIDUE, SPACES, MARKS, WIDE, BLANK, BROKEN, UNSEEN)
_MANY_BLANK = 0.3
_ROUNDS = 4

_UNSEEN = re.compile("[\xad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff\x00-\x08\x0e-\x1f\x7f]+")
_HEAD = re.compile("^[ \t\xa0\u2002\u2003\u2009\u202f\u3000]+")
_TAIL = re.compile("[ \t\xa0\u2002\u2003\u2009\u202f\u3000]+$")
_WIDE = re.compile("[０-９Ａ-Ｚａ-ｚ]+")
_NARROW = {0xFF01 + n: 0x21 + n for n in range(94)}

Stop = Callable[[], bool]


@dataclass(frozen=True, slots=True)
class Tidied:
    """What becomes of some lines.

    parts: the lines as given, in order, 0-based: what each stretch of them
    becomes, None for nothing. counts: how many of each sort, in the order
    they are told.
    """

    parts: tuple[tuple[range, str | None], ...]
    counts: tuple[tuple[str, int], ...]

    @property
    def lines(self) -> list[str]:
        """The lines afterwards."""
        return [text for _, text in self.parts if text is not None]

    def words(self) -> str:
        """12 处多余空格、3 处半角标点."""
        return "、".join(f"{count:,} 处{sort}" for sort, count in self.counts)


def tidy(lines: Sequence[str], stop: Stop = lambda: False) -> Tidied:
    """Tidy paragraphs. stop: asked now and then; what is left is then left as it is."""
    done = _once(lines, stop)
    for _ in range(_ROUNDS):
        # lines may show that a page broke them only when they are clean
        again = _once(done.lines, stop)
        if stop() or again.lines == done.lines:
            break
        done = _one_after_the_other(done, again)
    return done


def _one_after_the_other(first: Tidied, then: Tidied) -> Tidied:
    """What becomes of the lines that `first` was given when `then` was made of what it left."""
    kept = [at for at, (_, text) in enumerate(first.parts) if text is not None]
    out: list[tuple[range, str | None]] = []
    at = 0
    for stretch, text in then.parts:
        low, high = kept[stretch.start], kept[stretch.stop - 1]
        out += first.parts[at:low]
        out.append((range(first.parts[low][0].start, first.parts[high][0].stop), text))
        at = high + 1
    out += first.parts[at:]
    counts = Counter(dict(first.counts)) + Counter(dict(then.counts))
    return Tidied(tuple(out), tuple((sort, counts[sort]) for sort in _ORDER if counts[sort]))


def _once(lines: Sequence[str], stop: Stop) -> Tidied:
    counts: Counter[str] = Counter()
    parts: list[tuple[range, str | None]] = []
    for stretch, joined in _joined(lines, counts):
        parts.append((stretch, joined if stop() else _tidied(joined, counts)))
    filled = sum(bool(text and text.strip()) for _, text in parts)
    blanks = sum(text is not None and not text.strip() for _, text in parts)
    none = blanks > _MANY_BLANK * filled
    out: list[tuple[range, str | None]] = []
    after_blank = True
    for stretch, text in parts:
        if text is not None and not text.strip():
            if filled and (none or after_blank):
                counts[BLANK] += 1
                out.append((stretch, None))
                continue
            after_blank = True
        elif text is not None:
            after_blank = False
        out.append((stretch, text))
    return Tidied(tuple(out), tuple((sort, counts[sort]) for sort in _ORDER if counts[sort]))


def _joined(lines: Sequence[str], counts: Counter[str]) -> list[tuple[range, str]]:
    whole = unwrap(Document.from_lines(lines))
    if whole is None:
        return [(range(i, i + 1), line) for i, line in enumerate(lines)]
    stretches = joined_lines(lines)
    counts[BROKEN] += len(lines) - len(stretches)
    return list(zip(stretches, whole.document.lines, strict=True))


def _tidied(text: str, counts: Counter[str]) -> str | None:
    """One paragraph; None where nothing of it stays."""
    for _ in range(_ROUNDS):
        before = text
        text = _unseen(text, counts)
        kept = _without_residue(text, counts)
        if kept is None:
            return None
        text = _spaced(_marked(_narrow(kept, counts), counts), counts)
        if text == before:
            break
    return text


def _unseen(text: str, counts: Counter[str]) -> str:
    text, found = _UNSEEN.subn("", text)
    counts[UNSEEN] += found
    return text


def _without_residue(text: str, counts: Counter[str]) -> str | None:
    places = [place for place in find_places(text) if place.sure]
    for place in reversed(places):
        text = text[: place.start] + text[place.end :]
    counts[RESIDUE] += len(places)
    return None if places and not text.strip() else text


def _narrow(text: str, counts: Counter[str]) -> str:
    text, found = _WIDE.subn(lambda match: match[0].translate(_NARROW), text)
    counts[WIDE] += found
    return text


def _marked(text: str, counts: Counter[str]) -> str:
    edits = half_width_edits(text, 1)
    try:
        out = apply_edits([text], edits)[0] if edits else text
    except OverlappingEditsError:
        # a bracket beside a mark: the next round takes what is left
        out = apply_edits([text], edits[:1])[0]
        edits = edits[:1]
    counts[MARKS] += len(edits)
    return out


def _spaced(text: str, counts: Counter[str]) -> str:
    if "\t" not in text:
        for start, end in reversed(stray_spaces(text)):
            text = text[:start] + text[end:]
            counts[SPACES] += 1
    head = _HEAD.match(text)
    if head is not None and head.end() < len(text) and set(head[0]) != {"\u3000"}:
        # an indent of two characters is how many offices type; other spaces only push
        text = ("　　" if "\u3000" in head[0] else "") + text[head.end() :]
        counts[SPACES] += 1
    tail = _TAIL.search(text)
    if tail is not None:
        text = text[: tail.start()]
        counts[SPACES] += bool(text)
    return text
