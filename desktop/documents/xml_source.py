"""Changes to an XML part in its own characters, so that everything else of it stays byte for byte.

A tree written anew is another file: other quotes, other blanks, other places of the
namespaces. Here every element of the parsed tree knows where it stands in the
source, and a change replaces just those characters.
"""

from __future__ import annotations

import re
from array import array
from dataclasses import dataclass

from desktop.documents.safe_zip import BrokenFileError, Element, UnsafeFileError

_TAG = re.compile(
    r"""<(?:!--.*?-->|\?.*?\?>|!\[CDATA\[.*?\]\]>|/([^>]*)>|([^\s/>]+)[^>"']*(?:(?:"[^"]*"|'[^']*')[^>"']*)*>)""", re.S
)
_ESCAPES = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;"})


@dataclass(frozen=True, slots=True)
class Place:
    """Where an element stands: offsets of its first and after its last character, and of its content.

    For an element without an end tag (<w:p/>) both offsets of the content are its end.
    """

    start: int
    inner_start: int
    inner_end: int
    end: int

    @property
    def is_empty_tag(self) -> bool:
        """Whether it is written as one tag."""
        return self.inner_start == self.end


class XmlSource:
    """The characters of a part and the changes to them. root: the tree that was parsed from data."""

    def __init__(self, data: bytes, root: Element) -> None:
        self._codec = _codec(data, root.getroottree().docinfo.encoding)
        try:
            self.text = data.decode(self._codec)
        except (UnicodeDecodeError, LookupError) as error:
            raise BrokenFileError from error
        if self.text.encode(self._codec) != data:
            raise UnsafeFileError
        self._starts, self._opens, self._closes, self._ends = (array("q") for _ in range(4))
        self._scan()
        self._index = {element: index for index, element in enumerate(root.iter())}
        if len(self._index) != len(self._starts):
            raise BrokenFileError
        self._changes: list[tuple[int, int, int, str]] = []
        self._mirrors: list[tuple[int, int, int]] = []

    @property
    def is_changed(self) -> bool:
        """Whether there is any change."""
        return bool(self._changes)

    def is_replaced(self, element: Element) -> bool:
        """Whether the whole element is replaced already."""
        place = self.place(element)
        return any(change[:2] == (place.start, place.end) for change in self._changes)

    def place(self, element: Element) -> Place:
        """Where an element of the tree stands in `text`."""
        index = self._index[element]
        return Place(self._starts[index], self._opens[index], self._closes[index], self._ends[index])

    def of(self, element: Element) -> str:
        """The source of an element."""
        place = self.place(element)
        return self.text[place.start : place.end]

    def start_tag(self, element: Element) -> str:
        """The source of its first tag, open even where it is written as an empty one."""
        place = self.place(element)
        tag = self.text[place.start : place.inner_start]
        return tag[:-2].rstrip() + ">" if place.is_empty_tag else tag

    def name(self, element: Element) -> str:
        """Its name with prefix, as written."""
        match = _TAG.match(self.text, self.place(element).start)
        return match[2] if match else ""

    def prefix(self, element: Element) -> str:
        """The prefix of its name with the colon, "" without one."""
        head, colon, _ = self.name(element).rpartition(":")
        return head + colon

    def replace(self, start: int, end: int, text: str) -> None:
        """Put text for the characters from start to end. Insertions at one place keep their order."""
        if start != end or text:
            self._changes.append((start, end, len(self._changes), text))

    def replace_element(self, element: Element, text: str) -> None:
        """Put text for an element."""
        place = self.place(element)
        self.replace(place.start, place.end, text)

    def append_to(self, element: Element, text: str) -> None:
        """Put text at the end of an element's content."""
        place = self.place(element)
        if place.is_empty_tag:
            self.replace(place.start, place.end, f"{self.start_tag(element)}{text}</{self.name(element)}>")
        else:
            self.replace(place.inner_end, place.inner_end, text)

    def mirror(self, original: Element, twin: Element) -> bool:
        """Do to twin what is done to original; False, and nothing is done, where their contents differ."""
        one, two = self.place(original), self.place(twin)
        same = self.text[one.inner_start : one.inner_end] == self.text[two.inner_start : two.inner_end]
        if same:
            self._mirrors.append((one.inner_start, one.inner_end, two.inner_start))
        return same

    def result(self) -> bytes:
        """The part with all changes. Raises DocumentError when two of them touch the same characters."""
        changes = list(self._changes)
        for first, last, target in self._mirrors:
            for start, end, order, text in self._changes:
                if first <= start and end <= last:
                    changes.append((start - first + target, end - first + target, order, text))
        out: list[str] = []
        at = 0
        for start, end, _, text in sorted(changes):
            if start < at:
                raise UnsafeFileError
            out += (self.text[at:start], text)
            at = end
        out.append(self.text[at:])
        return "".join(out).encode(self._codec, "xmlcharrefreplace")

    def _scan(self) -> None:
        open_elements: list[int] = []
        for match in _TAG.finditer(self.text):
            if match[2] is not None:
                end = match.end()
                self._starts.append(match.start())
                self._opens.append(end)
                if self.text[end - 2] == "/":
                    self._closes.append(end)
                    self._ends.append(end)
                else:
                    open_elements.append(len(self._closes))
                    self._closes.append(-1)
                    self._ends.append(-1)
            elif match[1] is not None:
                if not open_elements:
                    raise BrokenFileError
                index = open_elements.pop()
                self._closes[index] = match.start()
                self._ends[index] = match.end()
        if open_elements:
            raise BrokenFileError


def escape(text: str) -> str:
    """Text as XML content."""
    return text.translate(_ESCAPES)


def _codec(data: bytes, declared: str | None) -> str:
    """The codec that keeps a byte order mark as a character."""
    if data.startswith(b"\xff\xfe"):
        return "utf-16-le"
    if data.startswith(b"\xfe\xff"):
        return "utf-16-be"
    name = (declared or "utf-8").lower()
    return "utf-8" if name in {"utf-8", "utf8", "ascii", "us-ascii"} else name
