"""Reads the claims of a report."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from threading import Lock

from desktop.report.claims import body
from desktop.report.claims.arithmetic import Rate, find_rates, judge
from desktop.report.claims.body import UNCLEAR, Held
from desktop.report.claims.echoes import Figure, confirm, echo_of, figures, fold_lists
from desktop.report.claims.grouping import Grouper
from desktop.report.claims.outline import Outline
from desktop.report.claims.pieces import Bond, Grouping, Piece
from desktop.report.claims.quantities import Paragraph, Quantity, plain, read_paragraph
from desktop.report.claims.singles import Single, chains, find_singles, loose_lists, status_lists, subjects
from desktop.report.claims.words import Topic
from desktop.report.model import Claim, ClaimPart, Report, Status, Verdict
from desktop.text.spans import Span

_COUNTING = re.compile(r"[\d０-９一二两三四五六七八九十百xX×*]")
_LEAD = 24
_RATE_AFTER = 40
_NEAR = 12
_STATUS_NAMES = {
    Status.DONE: "已完成",
    Status.DOING: "正在整改",
    Status.MOSTLY: "基本完成",
    Status.STAGE: "阶段性完成",
    Status.OPEN: "未完成",
}


def read_claims(report: Report) -> tuple[Claim, ...]:
    """The claims of a report that is read but for them, in the order of the text.

    Any text is read without an exception; time grows with its length.
    """
    outline = Outline(report)
    lines = report.document.lines
    claims: list[Claim] = []
    readers: list[_Reader] = []
    with _LOCK:
        known_readers = _REMEMBERED.take(report)
        for number, text in enumerate(lines, 1):
            facts = _facts(text, outline.hidden.get(number, ()), outline.above(number))
            if facts is None:
                continue
            reader = known_readers.get((number, facts))
            if reader is None:
                reader = _Reader(report, outline, facts, number, text)
                if reader.alone:
                    known_readers[number, facts] = reader
            else:
                reader.renew(report, outline)
            claims.extend(reader.read())
            readers.append(reader)
        _REMEMBERED.keep(readers)
    claims = _agree_elsewhere(claims, outline)
    known = figures(claims)
    pairs = [pair for reader in readers for pair in reader.echoes(known)] if known else []
    claims = [*confirm(claims, pairs), *(echo for _, echo in pairs)]
    return tuple(sorted(claims, key=lambda c: (c.line, c.span.start, c.span.end)))


@dataclass(frozen=True, slots=True, eq=False)
class _Facts:
    """What a paragraph's numbers are to one another, whatever the rest of the report says.

    taken: the offsets of those that stand in groupings and lists, or only say more of a part.
    """

    paragraph: Paragraph
    above: bool
    chains: Mapping[int, tuple[Quantity, ...]]
    groupings: tuple[Grouping, ...]
    statuses: tuple[tuple[Quantity, ...], ...]
    loose: tuple[tuple[Quantity, ...], ...]
    singles: tuple[Single, ...]
    taken: frozenset[int]


@lru_cache(maxsize=8_192)  # after an edit all other paragraphs are as they were
def _facts(raw: str, hidden: tuple[tuple[int, int], ...], above: bool) -> _Facts | None:
    """The facts of a paragraph; None where it has no numbers."""
    if not _COUNTING.search(raw):
        return None
    paragraph = read_paragraph(raw, hidden)
    if not paragraph.quantities:
        return None
    grouper = Grouper(paragraph)
    groupings = tuple(grouper.find())
    taken = {p.quantity.start for grouping in groupings for p in grouping.pieces}
    taken |= {grouping.total.start for grouping in groupings if grouping.total is not None}
    taken |= grouper.nested()
    statuses = tuple(status_lists(paragraph, taken)) if above else ()
    taken |= {q.start for run in statuses for q in run}
    loose = tuple(loose_lists(paragraph, taken)) if above else ()
    taken |= {q.start for run in loose for q in run}
    singles = tuple(find_singles(paragraph, taken, above=above, last=True))
    by_start = {q.start: run for run in chains(paragraph) for q in run}
    return _Facts(paragraph, above, by_start, groupings, statuses, loose, singles, frozenset(taken))


class _Remembered:
    """The readers of the last report, for the next one where headings and statuses are the same."""

    def __init__(self) -> None:
        self._shape: object = None
        self._readers: dict[tuple[int, _Facts], _Reader] = {}

    def take(self, report: Report) -> dict[tuple[int, _Facts], _Reader]:
        """The readers whose claims still hold, by line and facts; new ones are put there."""
        shape = _shape(report)
        if shape != self._shape:
            self._shape = shape
            self._readers = {}
        return self._readers

    def keep(self, readers: Sequence[_Reader]) -> None:
        """Forget all but these."""
        if len(self._readers) > 2 * len(readers):
            kept = {reader.key for reader in readers}
            self._readers = {key: reader for key, reader in self._readers.items() if key in kept}


def _shape(report: Report) -> object:
    """All of a report that its numbers are held against, but for the text of a list that follows a number."""
    return (
        [(p.line, p.end_line, p.status, p.aspect_line, p.parent_line) for p in report.problems],
        [(a.line, a.label and a.label.value) for a in report.aspects],
        [(h.line, h.depth) for h in report.headings],
        [(s.role, s.line, s.end_line) for s in report.sections],
    )


class _Reader:
    """Reads the claims of one paragraph."""

    def __init__(self, report: Report, outline: Outline, facts: _Facts, line: int, raw: str) -> None:
        self._report = report
        self._outline = outline
        self._facts = facts
        self._p = facts.paragraph
        self._line = line
        self._raw = raw
        self._above = facts.above
        self._taken = set(facts.taken)
        self._chains = facts.chains
        self._claims: tuple[Claim, ...] | None = None

    @property
    def key(self) -> tuple[int, _Facts]:
        """Its line, and what its numbers are."""
        return self._line, self._facts

    @property
    def alone(self) -> bool:
        """Whether its claims do not depend on the paragraphs that follow."""
        size = len(self._p.text.rstrip())
        return not self._facts.statuses and not any(
            s.opens is not None and s.opens >= size for s in self._facts.singles
        )

    def renew(self, report: Report, outline: Outline) -> None:
        """Read for another report of the same shape."""
        self._report, self._outline = report, outline

    @property
    def _scope(self) -> int | None:
        return self._outline.scope(self._line)

    def read(self) -> tuple[Claim, ...]:
        """The claims of the paragraph by itself."""
        if self._claims is None:
            self._claims = tuple(self._read())
        return self._claims

    def _read(self) -> list[Claim]:
        claims = [self._grouped(grouping) for grouping in self._facts.groupings]
        for run in self._facts.statuses:
            pieces = tuple(Piece(_label(q), q.value, q, q.status) for q in run)
            claims.append(self._status_list(Grouping(None, pieces, Bond.PARTITION)))
        for run in self._facts.loose:
            pieces = tuple(Piece(_label(q), q.value, q, q.status) for q in run)
            claims.append(self._claim(Grouping(None, pieces, Bond.SUBSET), None, Verdict.NONE, UNCLEAR))
        return sorted([*claims, *self._singles()], key=lambda c: (c.span.start, c.span.end))

    def echoes(self, known: Sequence[Figure]) -> Iterator[tuple[Figure, Claim]]:
        """Figures of the summary that this paragraph, being a problem's text, says again."""
        if self._above:
            return
        for q in self._p.quantities:
            echo = echo_of(q, known) if q.start not in self._taken else None
            if echo is not None:
                figure, verdict = echo
                claim = self._lone(Single(q, q.topic), Held(verdict, figure.value))
                yield figure, claim

    # -- totals with parts ----------------------------------------------------------------------

    def _grouped(self, grouping: Grouping) -> Claim:
        rate = self._rate(grouping)
        total = grouping.total
        assert total is not None
        bases = [
            float(q.value)
            for q in self._p.near(total, _NEAR, _NEAR)
            if q.sentence == total.sentence and q.value and q.total_word
        ]
        arithmetic = judge(grouping, rate, self._p, bases)
        held = self._hold_grouped(grouping)
        return self._claim(grouping, rate, arithmetic, held)

    def _hold_grouped(self, grouping: Grouping) -> Held:
        total = grouping.total
        assert total is not None
        chain = self._chains.get(total.start, ())
        topic = total.topic
        if topic is Topic.OTHER and chain:
            topic = Topic.ITEM
        held = body.hold_total(total, topic, self._p, self._line, self._outline, chain, above=self._above)
        if (
            held.verdict is Verdict.OK
            and topic is Topic.PROBLEM
            and self._outline.stated
            and total.value == len(self._outline.problem_lines)
        ):
            for piece in grouping.pieces:
                if piece.status and piece.quantity is not total:
                    part = body.hold_status(piece.quantity, self._line, self._outline, above=self._above)
                    if part.verdict is Verdict.WRONG:
                        return replace(held, verdict=Verdict.WRONG)
        return held

    def _rate(self, grouping: Grouping) -> Rate | None:
        last, total = grouping.last, grouping.total
        if total is None:
            return None
        first_end = min(p.quantity.unit_end for p in grouping.pieces)
        end = min(self._p.cuts.sentence_end(last.start, len(self._p.text)), last.unit_end + _RATE_AFTER)
        rates = find_rates(self._p.text, first_end, max(end, first_end))
        later = [q.start for q in self._p.near(last, 0, _NEAR) if q.family == total.family]
        return next((r for r in rates if not any(start < r.start for start in later)), None)

    def _status_list(self, grouping: Grouping) -> Claim:
        held = UNCLEAR
        for piece in grouping.pieces:
            if piece.status is not Status.DONE:
                held = body.hold_remaining(piece.quantity, self._line, self._outline, self._report.document.lines)
        claim = self._claim(grouping, None, Verdict.NONE, held)
        return replace(claim, subject=Topic.PROBLEM.value) if "问题" in self._sentence_of(claim) else claim

    def _sentence_of(self, claim: Claim) -> str:
        start = self._p.cuts.sentence_start(claim.span.start)
        return self._p.text[start : claim.span.end]

    # -- lone numbers ---------------------------------------------------------------------------

    def _singles(self) -> list[Claim]:
        found: list[Claim] = []
        opened: dict[int, int] = {}
        for single in self._facts.singles:
            if single.quantity.value is None and (single.opens is not None or single.names):
                continue
            held = body.hold_single(
                single, self._p, self._raw, self._line, self._outline, self._report.document.lines, above=self._above
            )
            if held is None:
                continue
            if single.opens is not None:
                opened[len(found)] = single.opens
            self._taken.add(single.quantity.start)
            found.append(self._lone(single, held))
        return fold_lists(found, opened, self._p) if len(opened) > 1 else found

    def _lone(self, single: Single, held: Held) -> Claim:
        q = single.quantity
        start = self._lead(q)
        end = q.unit_end + len(q.noun)
        if q.status:
            end = q.unit_end + len(q.after)
        subject = subjects(single.topic, (q.noun, q.before))
        if single.topic is Topic.PROBLEM and q.status and not single.chain:
            subject = _STATUS_NAMES.get(q.status, "") + "问题"
        return Claim(
            span=self._span(start, end),
            text=self._raw[start:end].strip(),
            subject=subject,
            total=_shown(q),
            unit=q.unit,
            total_span=self._span(q.start, q.end),
            body=held.verdict,
            body_n=held.count,
            body_lines=held.lines,
            scope_line=self._scope,
        )

    # -- common ---------------------------------------------------------------------------------

    def _claim(self, grouping: Grouping, rate: Rate | None, arithmetic: Verdict, held: Held) -> Claim:
        first, last, total = grouping.first, grouping.last, grouping.total
        start = self._lead(first)
        end = max(last.unit_end + len(last.after if last.status else last.noun), rate.end if rate else 0)
        if rate is not None and self._raw[end : end + 1] in "%％":
            end += 1
        named = total or grouping.pieces[0].quantity
        return Claim(
            span=self._span(start, end),
            text=self._raw[start:end].strip(),
            subject=subjects(named.topic, (named.noun, named.before)),
            total=_shown(total) if total else None,
            parts=tuple(self._part(p) for p in grouping.pieces),
            rate=rate.value if rate else None,
            arithmetic=arithmetic,
            body=held.verdict,
            unit=named.unit,
            total_span=self._span(total.start, total.end) if total else None,
            rate_span=self._span(rate.start, rate.end) if rate else None,
            body_n=held.count,
            body_lines=held.lines,
            scope_line=self._scope,
        )

    def _part(self, piece: Piece) -> ClaimPart:
        q = piece.quantity
        return ClaimPart(piece.label, _shown(q), self._span(q.start, q.end), piece.status)

    def _lead(self, q: Quantity) -> int:
        """Where the words begin that a claim opens with: its clause, no further back than a line's half, no space."""
        start = max(self._p.cuts.clause_start(q.start), q.start - _LEAD)
        return start + len(self._raw[start : q.start]) - len(self._raw[start : q.start].lstrip())

    def _span(self, start: int, end: int) -> Span:
        length = len(self._raw)
        return Span(self._line, min(start, length), min(max(start, end), length))


_LOCK = Lock()
_REMEMBERED = _Remembered()


def _label(q: Quantity) -> str:
    return (q.before or q.after or q.noun)[-16:]


def _shown(q: Quantity) -> float | None:
    """The number as stated, in the unit it is stated in."""
    if q.value is None:
        return None
    if q.unit.endswith("元") and q.unit != "元":
        return plain(float(q.written.replace(",", ""))) if q.written[0].isdigit() else plain(q.value)
    return plain(q.value)


def _agree_elsewhere(claims: Sequence[Claim], outline: Outline) -> list[Claim]:
    """Statuses without a total that sum to one stated elsewhere, or to the headings, get it as their total."""
    totals = {
        c.total
        for c in claims
        if c.parts and c.arithmetic is Verdict.OK and c.total is not None and c.subject == Topic.PROBLEM.value
    }
    out = []
    for claim in claims:
        mended = claim
        if (
            claim.total is None
            and claim.parts
            and all(p.status for p in claim.parts)
            and all(p.n is not None for p in claim.parts)
        ):
            whole = sum(p.n for p in claim.parts if p.n is not None)
            if whole in totals or whole in (len(outline.problem_lines), len(outline.middle_lines)):
                mended = replace(claim, total=plain(whole), arithmetic=Verdict.OK, subject=Topic.PROBLEM.value)
        out.append(mended)
    return out
