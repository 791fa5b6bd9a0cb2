"""The outline of a report: its headings as a tree.

Numbers nest by what the text shows, not by a fixed order of styles: a number
that goes on where an open list stopped belongs to that list, one that begins
again opens a deeper one.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from desktop.report import wording
from desktop.report.corrections import Correction, Corrections, ReadAs
from desktop.report.model import Label, PartRole
from desktop.report.numbering import CHINESE, CHINESE_PAREN, STYLES
from desktop.report.scanning import Scanned, find_leads, first_sentence_end

ROOT = "root"
UNNUMBERED = "unnumbered"
RUN_IN = "run-in"
_MIN_EVIDENCE = 2
_LONG_HEADING = 110
_SHORT_HEADING = 60
_SECTION_HEADING = 30
_MIN_TITLE = 3
_MANY = 2
_SECTION_AND_LIST = 2
_CACHED = 16_384
_TELLING = (PartRole.PROGRESS, PartRole.MEASURES, PartRole.CAUSE, PartRole.STATUS)


@dataclass(slots=True, eq=False)
class Node:
    """A heading with what stands under it.

    start, end: its title in the clean text of its line. lines: the paragraphs
    of its own text, below the heading and before the first heading under it.
    run_in: whether text follows the title in the same paragraph.
    """

    line: int
    style: str
    label: Label | None
    start: int
    end: int
    run_in: bool = False
    depth: int = -1
    children: list[Node] = field(default_factory=list)
    lines: list[int] = field(default_factory=list)
    parent: Node | None = None
    forced: Correction | None = None

    @property
    def value(self) -> int:
        """The number of its label, 0 without one."""
        return self.label.value if self.label else 0

    def walk(self) -> Iterator[Node]:
        """This node and all below it, in document order."""
        yield self
        for child in self.children:
            yield from child.walk()

    def last_line(self) -> int:
        """The last line of the heading, its text and everything below."""
        last = max([self.line, *self.lines])
        return max([last, *(child.last_line() for child in self.children)])


def style_order(scanned: Sequence[Scanned]) -> dict[str, int]:
    """The level of each style of number, 0 the highest, as this text nests them.

    The usual order holds unless a style begins anew, with 1, under another
    at least twice as its parent and more often than the other way round.
    """
    under: Counter[tuple[str, str]] = Counter()
    before: str | None = None
    for s in scanned:
        if s.label is None:
            continue
        if s.label.value == 1 and before is not None and before != s.label.style:
            under[before, s.label.style] += 1
        before = s.label.style
    order = list(STYLES)
    for _ in order:
        for i in range(len(order) - 1):
            upper, lower = order[i], order[i + 1]
            if under[lower, upper] >= _MIN_EVIDENCE and under[lower, upper] > under[upper, lower]:
                order[i], order[i + 1] = lower, upper
    return {style: i for i, style in enumerate(order)}


def _title_end(s: Scanned, next_is_text: bool) -> int:
    """Where in the clean text the title of a heading line ends.

    next_is_text: whether its text begins in the next paragraph, so that this
    one is wholly heading.
    """
    size = next((lead.start for lead in s.leads if lead.start > s.body_at), len(s.clean))
    return _title_end_in(s.clean, s.body_at, size, next_is_text)


@lru_cache(maxsize=_CACHED)  # after an edit all other paragraphs are as they were
def _title_end_in(clean: str, body_at: int, size: int, next_is_text: bool) -> int:
    """The same, from where the words begin and where the first part label or the text ends."""
    body = clean[body_at:]
    run_in = wording.RUN_IN_ASPECT.match(body)
    if run_in and len(body) > run_in.end() + 2 and not wording.PROBLEM_PREFIX.match(body):
        return min(size, body_at + run_in.end("title"))
    end = min(size, first_sentence_end(clean, body_at))
    prefix = wording.PROBLEM_PREFIX.match(body)
    cut = wording.RUN_IN_TEXT.search(clean, body_at + (prefix.end() if prefix else 0), end)
    if cut is not None and cut.start() - body_at >= _MIN_TITLE and (cut.end() < size or next_is_text):
        return cut.start()
    if end < size and next_is_text and size - body_at <= _LONG_HEADING and not clean[end:].startswith(("一是", "①")):
        return size
    return end


class OutlineBuilder:
    """Reads the scanned paragraphs of a report into a tree of headings."""

    def __init__(self, scanned: Sequence[Scanned], corrections: Corrections | None = None) -> None:
        self._scanned = scanned
        self._corrections = corrections or {}
        self._order = style_order(scanned)
        self._numbered_sections = any(s.label is not None and s.label.style == CHINESE for s in scanned)
        self.root = Node(0, ROOT, None, 0, 0)
        self._stack = [self.root]
        self._unnumbered = 0
        self._following: list[Scanned | None] = [None] * len(scanned)
        """For each paragraph the next that is not blank."""
        for index in range(len(scanned) - 1, 0, -1):
            s = scanned[index]
            self._following[index - 1] = self._following[index] if s.blank else s

    def build(self) -> Node:
        """The root; its own lines are what stands before the first heading."""
        for index, s in enumerate(self._scanned):
            if s.blank:
                continue
            forced = self._corrections.get(s.line)
            if forced is not None:
                self._add_forced(index, s, forced)
            elif s.label is not None and (s.lead is None or s.lead.end >= len(s.clean)):
                self._add_numbered(index, s)
            elif self._is_section(index, s):
                self._add(Node(s.line, CHINESE, None, s.body_at, len(s.clean)), self.root)
            elif (style := self._unnumbered_style(index, s)) is not None:
                self._add(
                    Node(s.line, style, None, s.body_at, _title_end(s, style == UNNUMBERED)),
                    self._unnumbered_parent(index, style),
                )
            else:
                self._stack[-1].lines.append(s.line)
        return self.root

    def _add_forced(self, index: int, s: Scanned, forced: Correction) -> None:
        """A line as a person told to read it; a long unnumbered paragraph can only play a section's role as text."""
        paragraph = s.label is None and len(s.clean) > _SECTION_HEADING
        if forced.read_as is ReadAs.TEXT or (forced.read_as is ReadAs.SECTION and paragraph):
            self._stack[-1].lines.append(s.line)
            return
        following = self._next(index)
        end = _title_end(s, following is not None and following.label is None)
        if forced.read_as is ReadAs.SECTION:
            style, parent = CHINESE, self.root
        elif forced.read_as is ReadAs.ASPECT:
            style, parent = CHINESE_PAREN, self._stack[min(1, len(self._stack) - 1)]
        else:
            style = UNNUMBERED
            texts = [i for i in range(2, len(self._stack)) if self._has_text(self._stack[i])]
            parent = self._stack[texts[0] - 1] if texts else self._stack[-1]
        node = Node(s.line, s.label.style if s.label else style, s.label, s.body_at, end, forced=forced)
        if s.label is not None and forced.read_as is ReadAs.PROBLEM:
            parent = self._numbered_parent(node)
        self._add(node, parent)

    def _next(self, index: int) -> Scanned | None:
        return self._following[index]

    def _add_numbered(self, index: int, s: Scanned) -> None:
        if s.label is None:
            return
        following = self._next(index)
        end = _title_end(s, following is not None and following.label is None)
        node = Node(s.line, s.label.style, s.label, s.body_at, end)
        self._add(node, self._numbered_parent(node))

    def _add(self, node: Node, parent: Node) -> None:
        del self._stack[self._stack.index(parent) + 1 :]
        size = len(self._scanned[node.line - 1].clean)
        rest = self._scanned[node.line - 1].clean[node.end : size].strip("。；：:，, \u3000")
        node.run_in = bool(rest)
        self._unnumbered += node.style == UNNUMBERED
        node.parent = parent
        node.depth = parent.depth + 1
        parent.children.append(node)
        self._stack.append(node)

    def _numbered_parent(self, node: Node) -> Node:
        """The open heading that a numbered one stands under."""
        open_lists = [i for i in range(len(self._stack) - 1, 0, -1) if self._stack[i].style == node.style]
        for i in open_lists:
            if self._stack[i].value + 1 == node.value:
                return self._stack[i - 1]
        top = self._stack[-1]
        level = self._order[node.style]
        begins_anew = node.value == 1 and open_lists and self._has_text(top) and top.style != node.style
        if open_lists and not begins_anew:
            return self._stack[open_lists[0] - 1]
        if begins_anew and self._order.get(top.style, level) > level:
            return top
        i = len(self._stack) - 1
        while i > 0:
            style = self._stack[i].style
            if style in self._order and self._order[style] < level:
                break
            if style == UNNUMBERED and self._stack[i] is top and not self._has_text(top):
                break
            i -= 1
        return self._stack[i]

    def _has_text(self, node: Node) -> bool:
        return node.run_in or bool(node.lines)

    def _unnumbered_parent(self, index: int, style: str) -> Node:
        for i in range(len(self._stack) - 1, 0, -1):
            if self._stack[i].style == style:
                return self._stack[i - 1]
        following = self._next(index)
        if style == UNNUMBERED and following is not None and following.label is not None:
            for i in range(len(self._stack) - 1, 0, -1):
                if self._stack[i].style == following.label.style:
                    return self._stack[max(0, i - 2)]
        top = self._stack[-1]
        if style == UNNUMBERED and top.label is not None and top.lines and len(self._stack) > _SECTION_AND_LIST:
            return self._stack[-2]  # a sibling whose number was forgotten
        return self._stack[-1]

    def _is_section(self, index: int, s: Scanned) -> bool:
        """Whether a paragraph is the heading of a first-level section without a number."""
        if len(s.clean) > _SECTION_HEADING:
            return False
        bare = not self._numbered_sections and wording.BARE_SECTION_HEADING.fullmatch(s.clean)
        if not bare and not wording.SECTION_HEADING.fullmatch(s.clean):
            return False
        following = self._next(index)
        return following is not None and (len(following.clean) > len(s.clean) or following.label is not None)

    def _unnumbered_style(self, index: int, s: Scanned) -> str | None:
        """The pseudo style of a paragraph that is a heading without a number, None for text."""
        if s.lead is not None or len(self._stack) == 1:
            return None
        top = self._stack[-1]
        body = s.body
        if wording.UNNUMBERED_PROBLEM.fullmatch(body) and not s.starts_series() and len(body) <= _LONG_HEADING * 2:
            following = self._next(index)
            if following is not None and (following.label is None or self._unnumbered >= _MANY):
                return UNNUMBERED
        run_in = wording.RUN_IN_ASPECT.match(body)
        if run_in and not find_leads(body, 0) and not s.starts_series():
            fresh = not self._has_text(top) and top.label is not None
            if top.style == RUN_IN or (
                fresh and re.match(r"[：:](?:一是|①|（1）|\(1\)|.)", body[run_in.end("title") :])
            ):
                return RUN_IN
        following = self._next(index)
        if following is None or s.starts_series() or len(body) > _SHORT_HEADING * 2:
            return None
        whole = first_sentence_end(body) >= len(body)
        if self._is_unnumbered_sibling(top, body, following) and whole:
            return UNNUMBERED
        if (
            following.label is not None
            and whole
            and len(body) <= _SHORT_HEADING
            and not body.endswith(("。", "：", ":", "；", "，"))
        ) and (
            self._order[following.label.style] > 0
            and wording.DEFICIENCY.search(body)
            and any(n.style == following.label.style for n in self._stack)
        ):
            return UNNUMBERED
        return None

    def _is_unnumbered_sibling(self, top: Node, body: str, following: Scanned) -> bool:
        """Whether a short paragraph is a problem like the one before it, only without its number."""
        if top.label is None or not top.lines or len(self._stack) <= _SECTION_AND_LIST:
            return False
        texts = [self._scanned[line - 1] for line in top.lines]
        told = any(s.lead is not None and s.lead.role in _TELLING for s in texts) or texts[0].starts_series()
        tells = (following.lead is not None and following.lead.role in _TELLING) or following.starts_series()
        names = wording.DEFICIENCY.search(body) is not None and wording.ACTION.match(body) is None
        return told and tells and (names or wording.PROBLEM_PREFIX.match(body) is not None)
