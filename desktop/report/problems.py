"""Aspects, groups and leaf problems, out of the outline of the parts that hold them."""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence
from dataclasses import dataclass

from desktop.report import wording
from desktop.report.corrections import ReadAs
from desktop.report.model import Label
from desktop.report.numbering import find_label
from desktop.report.outline import RUN_IN, Node
from desktop.report.scanning import Scanned, first_sentence_end
from desktop.report.titles import problem_title
from desktop.text.spans import Span

_LONG = 100
_MIN_TITLE = 2
_MANY = 4
_NEXT_NUMBER = re.compile(
    r"(?<=[。；;])[\s\u3000]*(?=[（(][\d一二三四五六七八九十]{1,3}[）)]|[①-⑳]|\d{1,2}[.．、](?!\d))"
)
_MERE_STATUS = re.compile(r"(?:目前)?(?:已|未|正在|尚未)[^，。]{0,12}[。]?")


@dataclass(slots=True)
class Leaf:
    """A leaf problem before its text is read. node: the heading it came from."""

    node: Node
    line: int
    label: Label | None
    title: str
    span: Span
    aspect: Node | None
    parent: Node | None
    text_lines: tuple[int, ...]
    run_in_from: int | None
    """Where in the clean text of its own line its text begins, None where the line is heading only."""


def _title(node: Node, scanned: Sequence[Scanned]) -> str:
    return scanned[node.line - 1].clean[node.start : node.end]


def heading_score(node: Node, scanned: Sequence[Scanned]) -> float:
    """How much a heading without headings below it looks like a problem (positive) or a measure (negative)."""
    s = scanned[node.line - 1]
    title = _title(node, scanned).rstrip("。；：:;")
    score = 0.0
    if wording.LEAD_IN.match(title) or wording.PROBLEM_PREFIX.match(title):
        score += 2
    if wording.PROBLEM_TAIL.search(title):
        score += 1
    action = wording.ACTION.match(title) is not None
    if wording.DEFICIENCY.search(title) and not action:
        score += 1
    first_text = scanned[node.lines[0] - 1] if node.lines else None
    if first_text is not None:
        score += 2 if first_text.lead is not None or first_text.starts_series() else 1
    elif len(title) > _LONG or (len(s.clean) > _LONG and not node.run_in):
        score -= 1
    if action:
        score -= 1.5
    if node.run_in and not node.lines and action:
        score -= 1
    return score


_Scores = dict[tuple[int, str], list[float]]


def _scores(nodes: Sequence[Node], scanned: Sequence[Scanned]) -> _Scores:
    """How much the headings of each level and style look like problems, over the whole report."""
    out: _Scores = {}
    for top in nodes:
        for node in top.walk():
            if not node.children:
                out.setdefault((node.depth, node.style), []).append(heading_score(node, scanned))
    return out


def _are_measures(group: Sequence[Node], above: Node, scanned: Sequence[Scanned], scores: _Scores) -> bool:
    """Whether numbered paragraphs that stand together are measures, not headings."""
    if group[0].style == RUN_IN:
        title = _title(above, scanned)
        return wording.LEAD_IN.match(title) is not None and not wording.ASPECT_TAIL.search(title)
    if sum(heading_score(node, scanned) for node in group) > 0:
        return False
    alike = scores.get((group[0].depth, group[0].style), [])
    return len(alike) < _MANY or sum(alike) < len(alike)


def _demote(node: Node, scanned: Sequence[Scanned], scores: _Scores) -> None:
    """Turn numbered paragraphs that are measures, not headings, back into text."""
    for child in node.children:
        _demote(child, scanned, scores)
    if not node.children:
        return
    by_style: dict[str, list[Node]] = {}
    for child in node.children:
        if child.forced is None:
            by_style.setdefault(child.style, []).append(child)
    for group in by_style.values():
        if any(child.children for child in group) or not _are_measures(group, node, scanned, scores):
            continue
        lines = list(node.lines)
        for child in group:
            node.children.remove(child)
            lines += [child.line, *child.lines]
        node.lines = sorted(lines)


def _lines_under(node: Node) -> list[int]:
    return [line for inner in node.walk() for line in ([inner.line] if inner is not node else []) + inner.lines]


def _problem_in_text(node: Node, scanned: Sequence[Scanned]) -> Scanned | None:
    """The unnumbered paragraph under an aspect that names the problem, before its 整改情况."""
    texts = [scanned[line - 1] for line in node.lines]
    for first, second in itertools.pairwise(texts):
        if first.lead is None and second.lead is not None and not first.starts_series():
            return first
        break
    return None


def _several(s: Scanned, node: Node) -> list[tuple[Label | None, int, int]]:
    """The problems named one after another in one heading paragraph: label and offsets in the clean text."""
    body_end = len(s.clean)
    cuts = [m.end() for m in _NEXT_NUMBER.finditer(s.clean, node.start)]
    pieces: list[tuple[Label | None, int, int]] = []
    label, start, value = node.label, node.start, node.value
    for cut in cuts:
        found = find_label(s.clean[cut:], s.line)
        if found is None or found.style != node.style or found.value != value + 1:
            continue
        pieces.append((label, start, cut))
        where = s.span(cut + found.span.start, cut + found.span.end)
        label, start, value = Label(found.text, found.style, found.value, where), cut + found.span.end, found.value
    pieces.append((label, start, body_end))
    if len(pieces) == 1:
        return []
    if any(
        wording.ACTION.match(s.clean[a:b].strip()) or not wording.DEFICIENCY.search(s.clean[a:b]) for _, a, b in pieces
    ):
        return []
    return pieces


def _make_leaf(
    node: Node,
    scanned: Sequence[Scanned],
    *,
    aspect: Node | None,
    parent: Node | None,
    piece: tuple[Label | None, int, int] | None = None,
) -> Leaf:
    s = scanned[node.line - 1]
    label, start, end = piece or (node.label, node.start, node.end)
    a, b = problem_title(s.clean[start:end])
    if b - a < _MIN_TITLE:
        a, b = 0, end - start
    return Leaf(
        node=node,
        line=node.line,
        label=label,
        title=s.clean[start + a : start + b],
        span=s.span(start + a, start + b),
        aspect=aspect,
        parent=parent,
        text_lines=tuple(_lines_under(node)),
        run_in_from=end if node.run_in and piece is None else None,
    )


def _text_leaf(node: Node, s: Scanned) -> Leaf:
    end = first_sentence_end(s.clean, s.body_at)
    a, b = problem_title(s.clean[s.body_at : end])
    return Leaf(
        node=node,
        line=s.line,
        label=None,
        title=s.clean[s.body_at + a : s.body_at + b],
        span=s.span(s.body_at + a, s.body_at + b),
        aspect=node,
        parent=None,
        text_lines=tuple(line for line in node.lines if line > s.line),
        run_in_from=end if end < len(s.clean) else None,
    )


def _has_text(node: Node) -> bool:
    return node.run_in or bool(node.lines)


def _is_forced(node: Node, read_as: ReadAs) -> bool:
    return node.forced is not None and node.forced.read_as is read_as


def _collect(node: Node, scanned: Sequence[Scanned], aspect: Node | None, section: Node) -> list[Leaf]:
    if node.children and not _is_forced(node, ReadAs.PROBLEM):
        return [leaf for child in node.children for leaf in _collect(child, scanned, aspect, section)]
    parent = node.parent if node.parent is not aspect and node.parent is not section else None
    if node is aspect:
        aspect = parent = None
    pieces = _several(scanned[node.line - 1], node)
    if pieces:
        return [_make_leaf(node, scanned, aspect=aspect, parent=parent, piece=piece) for piece in pieces]
    return [_make_leaf(node, scanned, aspect=aspect, parent=parent)]


def find_leaves(
    body: Sequence[Node], scanned: Sequence[Scanned], *, aspects_on_top: bool, left_out: frozenset[int]
) -> tuple[list[Node], list[Leaf]]:
    """The aspects and the leaf problems of the parts that hold them.

    body: the first-level parts. aspects_on_top: whether these are the aspects
    themselves. left_out: lines of headings inside them that are sections of
    their own without problems (clues). Changes the nodes: numbered measures
    become text of the heading above them.
    """
    scores = _scores(body, scanned)
    for node in body:
        _demote(node, scanned, scores)
    aspects: list[Node] = []
    leaves: list[Leaf] = []
    if aspects_on_top:
        candidates = [(node, node.parent or node) for node in body]
        grouped = True
    else:
        candidates = [(child, node) for node in body for child in node.children if child.line not in left_out]
        grouped = any(child.children or _is_forced(child, ReadAs.ASPECT) for child, _ in candidates)
    for node, section in candidates:
        if not grouped or _is_forced(node, ReadAs.PROBLEM):
            leaves += _collect(node, scanned, None, section)
            continue
        aspects.append(node)
        if node.children:
            leaves += _collect(node, scanned, node, section)
        elif (named := _problem_in_text(node, scanned)) is not None:
            leaves.append(_text_leaf(node, named))
        elif _is_forced(node, ReadAs.ASPECT):
            continue
        elif _has_text(node) or wording.DEFICIENCY.search(_title(node, scanned)):
            leaves += _collect(node, scanned, node, section)
    if not candidates and len(body) == 1 and _has_text(body[0]) and not aspects_on_top:
        leaves += _unnumbered_in_text(body[0], scanned)
    return aspects, leaves


def _unnumbered_in_text(node: Node, scanned: Sequence[Scanned]) -> list[Leaf]:
    """Problems of a part that has no headings at all: each paragraph right before a 整改情况."""
    found: list[Leaf] = []
    texts = [scanned[line - 1] for line in node.lines]
    for i, s in enumerate(texts[:-1]):
        following = texts[i + 1]
        if (
            s.lead is None
            and following.lead is not None
            and not s.starts_series()
            and not _MERE_STATUS.fullmatch(s.clean)
        ):
            end = first_sentence_end(s.clean)
            a, b = problem_title(s.clean[:end])
            rest = []
            for later in texts[i + 1 :]:
                if later.lead is None and later is not following and not later.starts_series():
                    break
                rest.append(later.line)
            found.append(
                Leaf(
                    node,
                    s.line,
                    None,
                    s.clean[a:b],
                    s.span(a, b),
                    None,
                    None,
                    tuple(rest),
                    end if end < len(s.clean) else None,
                )
            )
    return found


def group_nodes(leaves: Sequence[Leaf]) -> list[Node]:
    """The mid-level headings, in document order, each once."""
    seen: dict[int, Node] = {}
    for leaf in leaves:
        node = leaf.parent
        while node is not None and node is not leaf.aspect and node.line and node.depth > 1:
            seen.setdefault(node.line, node)
            node = node.parent
    return [seen[line] for line in sorted(seen)]
