"""Whatever a ledger or a report holds, drafting and updating go through and keep their promises."""

from __future__ import annotations

import invented_ledgers
from examples import examples
from hypothesis import given, settings
from hypothesis import strategies as st

from desktop.drafting.draft import draft
from desktop.drafting.facts import Facts
from desktop.drafting.insertion import apply_insertion, section_to_insert
from desktop.drafting.places import places_to_fill
from desktop.drafting.updates import number_updates
from desktop.ledger.columns import Column
from desktop.ledger.model import Ledger, Row
from desktop.report.model import Kind, Role
from desktop.report.parse import parse
from desktop.text.document import Document
from desktop.text.edits import apply_edits

CELL = st.text("一二三是1（）.、。；：“”‘’{}？编号问题方面整改完成的\n \u3000已正在", max_size=24)
ROWS = st.lists(st.dictionaries(st.sampled_from(list(Column)), CELL, max_size=8).map(Row), max_size=8)
KINDS = st.sampled_from([Kind.NOTICE, Kind.REPORT, Kind.PLAN, Kind.SELF_EXAMINATION])


@given(KINDS, ROWS, CELL)
@settings(max_examples=examples(150), deadline=None)
def test_any_ledger_is_drafted_and_the_draft_can_be_updated(kind: Kind, rows: list[Row], unit: str) -> None:
    ledger = Ledger("台账", rows=tuple(rows))
    drafted = draft(kind, Facts(unit=unit.replace("\n", ""), party_body="党组"), ledger)
    assert not any("\n" in line for line in drafted.lines)
    assert drafted.places == places_to_fill(drafted.lines)
    assert all(1 <= line <= len(drafted.lines) for line in drafted.heading_levels)
    report = parse(Document.from_lines(drafted.lines))
    proposals = number_updates(report, invented_ledgers.FACTS, ledger)
    for proposal in proposals:
        span = proposal.edit.span
        assert report.document.line(span.line)[span.start : span.end] == proposal.old != proposal.new
    apply_edits(report.document.lines, [proposal.edit for proposal in proposals])


@given(st.lists(st.sampled_from(draft(Kind.NOTICE, Facts(), invented_ledgers.make(1, 5)).lines), max_size=30))
@settings(max_examples=examples(100), deadline=None)
def test_a_section_fits_into_any_text(lines: list[str]) -> None:
    report = parse(Document.from_lines(lines))
    for role in Role:
        insertion = section_to_insert(report, role, invented_ledgers.FACTS)
        if insertion is not None:
            assert 0 <= insertion.after_line <= len(lines)
            assert len(apply_insertion(lines, insertion)) == len(lines) + len(insertion.lines)
