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
_MAIN = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
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
        self._root = root
        self._index: dict[Element, int] = {}
        self._starts, self._opens, self._closes, self._ends = (array("q") for _ in range(4))
        self._near: dict[Element, Place] = {}
        self._paragraphs = self._find_paragraphs()
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
        if not self._index and self._find_near(element):
            return self._near[element]
        if not self._index:
            self._scan_all()
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

    def _find_paragraphs(self) -> dict[Element, int]:
        """Where each paragraph begins, as far as that is seen without reading every tag; else nothing."""
        text = self.text
        prefixes = [prefix for prefix, uri in self._root.nsmap.items() if uri == _MAIN]
        if len(prefixes) != 1 or "<!--" in text or "<![CDATA[" in text or text.find("<?", 5) >= 0:
            return {}
        name = re.escape(f"{prefixes[0]}:" if prefixes[0] else "") + "p"
        starts = [match.start() for match in re.finditer(rf"<{name}(?=[\s/>])", text)]
        elements = list(self._root.iter(f"{{{_MAIN}}}p"))
        return dict(zip(elements, starts, strict=True)) if len(elements) == len(starts) else {}

    def _find_near(self, element: Element) -> bool:
        """Read the tags of the paragraph an element stands in; False where it stands in none."""
        if element in self._near:
            return True
        above = [element, *element.iterancestors()]
        paragraph = next((e for e in reversed(above) if e in self._paragraphs), None)
        if paragraph is None:
            return False
        scan = _Scan()
        scan.read(self.text, self._paragraphs[paragraph], only_one=True)
        inside = list(paragraph.iter())
        if len(inside) != len(scan.starts):
            raise BrokenFileError
        for at, inner in enumerate(inside):
            self._near[inner] = Place(scan.starts[at], scan.opens[at], scan.closes[at], scan.ends[at])
        return True

    def _scan_all(self) -> None:
        scan = _Scan()
        scan.read(self.text, 0)
        self._starts, self._opens, self._closes, self._ends = scan.starts, scan.opens, scan.closes, scan.ends
        self._index = {element: index for index, element in enumerate(self._root.iter())}
        if len(self._index) != len(self._starts):
            raise BrokenFileError


class _Scan:
    """Places of elements in the order in which they begin."""

    def __init__(self) -> None:
        self.starts, self.opens, self.closes, self.ends = (array("q") for _ in range(4))

    def read(self, text: str, start: int, *, only_one: bool = False) -> None:
        """Read the tags from an offset on, to the end or (only_one) to that of the element that begins there."""
        open_elements: list[int] = []
        for match in _TAG.finditer(text, start):
            if match[2] is not None:
                end = match.end()
                self.starts.append(match.start())
                self.opens.append(end)
                if text[end - 2] == "/":
                    self.closes.append(end)
                    self.ends.append(end)
                else:
                    open_elements.append(len(self.closes))
                    self.closes.append(-1)
                    self.ends.append(-1)
            elif match[1] is not None:
                if not open_elements:
                    raise BrokenFileError
                index = open_elements.pop()
                self.closes[index] = match.start()
                self.ends[index] = match.end()
            if only_one and not open_elements:
                return
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
