"""Read a document as a report."""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence

from desktop.report.claims import read_claims
from desktop.report.corrections import Corrections
from desktop.report.meta import find_title, read_meta
from desktop.report.model import Aspect, Group, Heading, Problem, Report, Role, Section, Status
from desktop.report.outline import Node, OutlineBuilder
from desktop.report.parts import Segment, facts_in, has_cause, measures_of, parts_of, segments
from desktop.report.problems import Leaf, find_leaves, group_nodes
from desktop.report.remaining import RemainingItem, match_items, read_items
from desktop.report.scanning import Scanned, blank, scan
from desktop.report.sections import Roles, find_roles
from desktop.report.status import Stated, group_status, own_deadline, own_status
from desktop.report.tables import TableRow, read_tables
from desktop.text.document import Document

_HEAD_LINES = 6
_HEADING_ENDS = "。；： "


def parse(document: Document, corrections: Corrections | None = None) -> Report:
    """The report a document is; any text at all can be read, what is not there is left empty.

    corrections: what a person said of single lines, by 1-based line; it goes before what the reader finds.
    """
    scanned = scan(document)
    tables = read_tables(document, scanned)
    outside = [blank(s) if s.line in tables.lines else s for s in scanned] if tables.lines else scanned
    root = OutlineBuilder(outside, corrections).build()
    _, title_line = find_title(outside)
    head = "\n".join(s.clean for s in scanned[:_HEAD_LINES])
    table_line = min(tables.lines, default=None)
    roles, kind = find_roles(root, outside, title_line, head, table_line=table_line, corrections=corrections)
    meta = read_meta(scanned, roles.lines.get(Role.INTRODUCTION), kind)
    left_out = frozenset(roles.nodes[role].line for role in (Role.CLUES, Role.CONTACT) if role in roles.nodes)
    aspects, leaves = find_leaves(roles.body, scanned, aspects_on_top=roles.aspects_on_top, left_out=left_out)
    examined = Role.PROBLEMS in roles.lines
    limit = roles.lines.get(Role.CONTACT), roles.lines.get(Role.NEXT_STEPS)
    if tables.rows:
        leaves = []
        aspect_spans = [_line_aspect(scanned[line - 1]) for line in tables.aspects]
        problems = [_row_problem(row) for row in tables.rows]
    else:
        aspect_spans = [_aspect(node, scanned) for node in aspects]
        problems = [_problem(leaf, scanned, limit, examined=examined) for leaf in leaves]
    problems = _with_remaining(problems, roles, scanned)
    report = Report(
        document=document,
        title=meta.title,
        title_line=meta.title_line,
        kind=meta.kind,
        unit=meta.unit,
        party_body=meta.party_body,
        inspector=meta.inspector,
        date=meta.date,
        date_line=meta.date_line,
        sections=_sections(roles, scanned),
        headings=_headings(root, scanned),
        aspects=tuple(aspect_spans),
        groups=tuple(
            Group(n.line, s.clean[n.start : n.end].rstrip(_HEADING_ENDS), s.span(n.start, n.end), n.label)
            for n in group_nodes(leaves)
            for s in [scanned[n.line - 1]]
        ),
        problems=tuple(problems),
    )
    return dataclasses.replace(report, claims=read_claims(report))


def _aspect(node: Node, scanned: Sequence[Scanned]) -> Aspect:
    s = scanned[node.line - 1]
    return Aspect(
        node.line, s.clean[node.start : node.end].rstrip(_HEADING_ENDS), s.span(node.start, node.end), node.label
    )


def _line_aspect(s: Scanned) -> Aspect:
    return Aspect(s.line, s.body.rstrip(_HEADING_ENDS), s.span(s.body_at, len(s.clean)), s.label)


def _headings(root: Node, scanned: Sequence[Scanned]) -> tuple[Heading, ...]:
    out = []
    for node in root.walk():
        if node is root:
            continue
        s = scanned[node.line - 1]
        out.append(
            Heading(node.line, node.label, s.clean[node.start : node.end], s.span(node.start, node.end), node.depth)
        )
    return tuple(out)


def _sections(roles: Roles, scanned: Sequence[Scanned]) -> tuple[Section, ...]:
    starts = sorted(set(roles.lines.values()) | {node.line for node in roles.top})
    out = []
    for role, line in sorted(roles.lines.items(), key=lambda item: (item[1], item[0].value)):
        node = roles.nodes.get(role)
        after = min((start for start in starts if start > line), default=len(scanned) + 1)
        end = after - 1
        if role is Role.RECTIFICATION and roles.body:
            last = roles.body[-1]
            end = max(end, min((n.line for n in roles.top if n.line > last.line), default=len(scanned) + 1) - 1)
        heading = None
        if node is not None:
            s = scanned[node.line - 1]
            heading = Heading(
                line, node.label, s.clean[node.start : node.end], s.span(node.start, node.end), node.depth
            )
        out.append(Section(role, line, end, heading))
    return tuple(out)


def _problem(leaf: Leaf, scanned: Sequence[Scanned], limit: tuple[int | None, ...], *, examined: bool) -> Problem:
    stops = [line for line in limit if line is not None and line > leaf.line]
    stop = min(stops, default=len(scanned) + 1)
    lines = [line for line in leaf.text_lines if line < stop]
    paragraphs = [
        (scanned[line - 1], scanned[line - 1].body_at if scanned[line - 1].label is None else 0) for line in lines
    ]
    if leaf.run_in_from is not None:
        paragraphs.insert(0, (scanned[leaf.line - 1], leaf.run_in_from))
    found = segments(paragraphs)
    problem = Problem(
        line=leaf.line,
        number=leaf.label.text if leaf.label else None,
        title=leaf.title,
        span=leaf.span,
        end_line=max([leaf.line, *lines]),
        label=leaf.label,
        aspect_line=leaf.aspect.line if leaf.aspect else None,
        parent_line=leaf.parent.line if leaf.parent else None,
    )
    return _with_text(problem, found, _from_group(leaf, scanned), examined=examined)


def _row_problem(row: TableRow) -> Problem:
    problem = Problem(
        line=row.line,
        number=row.number,
        title=row.title,
        span=row.span,
        end_line=row.end_line,
        label=row.label,
        aspect_line=row.aspect_line,
    )
    return _with_text(problem, row.segments, None)


def _with_text(
    problem: Problem, found: Sequence[Segment], of_group: Stated | None, *, examined: bool = False
) -> Problem:
    """The problem with what its text tells. examined: a problem found by oneself, which tells only what is wrong."""
    stated = own_status(found) or of_group
    deadline = own_deadline(found)
    return dataclasses.replace(
        problem,
        status=stated.status if stated else Status.UNSTATED,
        status_span=stated.span if stated else None,
        status_text=stated.text if stated else None,
        deadline=deadline[0] if deadline else None,
        deadline_span=deadline[1] if deadline else None,
        has_cause=not examined and has_cause(found),
        parts=parts_of(found),
        measures=() if examined else measures_of(found),
        facts=tuple(fact for seg in found for fact in facts_in(seg)),
    )


def _from_group(leaf: Leaf, scanned: Sequence[Scanned]) -> Stated | None:
    for node in (leaf.parent, leaf.aspect):
        if node is None:
            continue
        s = scanned[node.line - 1]
        title = s.clean[node.start : node.end]
        status = group_status(title)
        if status is not Status.UNSTATED:
            return Stated(status, s.span(node.start, node.end), title)
    return None


def _with_remaining(problems: list[Problem], roles: Roles, scanned: Sequence[Scanned]) -> list[Problem]:
    """The problems with what the remaining-items section says of them."""
    section = roles.nodes.get(Role.REMAINING)
    if section is None or any(section.line <= p.line <= section.last_line() for p in problems):
        return problems
    items = read_items(section, scanned)
    out = list(problems)
    texts = ["\n".join(part.text for part in p.parts) for p in problems]
    for index, item in match_items(items, [p.title for p in problems], texts).items():
        out[index] = _apply(problems[index], item)
    return out


def _apply(problem: Problem, item: RemainingItem) -> Problem:
    changes: dict[str, object] = {}
    if problem.status is Status.UNSTATED:
        changes |= {"status": item.stated.status, "status_span": item.stated.span, "status_text": item.stated.text}
    if problem.deadline is None and item.deadline is not None:
        changes |= {"deadline": item.deadline[0], "deadline_span": item.deadline[1]}
    return dataclasses.replace(problem, **changes)  # type: ignore[arg-type]
