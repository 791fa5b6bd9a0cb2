"""What may be held against the ledger, and what the ledger cannot know."""

import random

import pytest
from reckoned_reports import Side, ledger_of, numbers, report_lines, truth

from desktop.ledger.columns import Column
from desktop.ledger.model import Ledger, Row
from desktop.ledger.reckoning import Result, counted_with, reckon
from desktop.report.model import Status
from desktop.report.parse import parse
from desktop.text.document import Document

ITEMS = truth(random.Random(3), 15)


def reckonings(extra: str = "", ledger: Ledger | None = None, **options):
    lines = report_lines(Side(ITEMS), numbers(ITEMS))
    if extra:
        lines.insert(4, extra)
    return reckon(parse(Document.from_lines(lines)), ledger or ledger_of(Side(ITEMS)), **options)


@pytest.mark.parametrize(
    "words",
    [
        "巡察组移交的6个立行立改问题，已全部完成整改。",
        "共追责问责9人，其中党内警告2人，诫勉谈话7人。",
        "上轮巡察反馈的18个问题，已完成整改16个，正在整改2个。",
        "主题教育查摆的14个问题，已完成整改14个。",
        "举一反三排查出问题16个，完成整改16个。",
    ],
)
def test_numbers_of_other_things_are_left_unclear(words: str):
    for reckoning in reckonings(words):
        if reckoning.claim.line == 5:
            assert reckoning.ledger_n is None, reckoning.claim.text
            assert all(part.result is Result.UNCLEAR for part in reckoning.parts)


def test_statuses_that_the_ledger_leaves_open_are_unclear():
    made = ledger_of(Side(ITEMS))
    rows = [row.changed(Column.STATUS, "") if n < 3 else row for n, row in enumerate(made.rows)]
    total = next(r for r in reckonings(ledger=Ledger("台账", rows=tuple(rows))) if r.claim.total == len(ITEMS))
    assert total.ledger_n == len(ITEMS)
    assert {part.result for part in total.parts} <= {Result.UNCLEAR, Result.OK}
    assert total.rate_result is Result.UNCLEAR


def test_another_ledger_says_nothing():
    other = Ledger("台账", rows=tuple(Row({Column.PROBLEM: f"食堂采购{n}"}) for n in range(15)))
    assert {r.by_ledger for r in reckonings(ledger=other)} == {Result.UNCLEAR}


def test_a_rate_may_count_what_the_office_counts():
    items = [*ITEMS]
    stated = numbers(items)
    finished = sum(item.status in ("已完成", "基本完成") for item in items)
    side = Side(items, {"rate": round(100 * finished / len(items), 1)})
    report = parse(Document.from_lines(report_lines(side, stated)))
    done = {Status.DONE, Status.DONE_LONG, Status.MOSTLY}
    by_office = next(r for r in reckon(report, ledger_of(Side(items)), done) if r.claim.rate is not None)
    assert by_office.rate_result is Result.OK
    usual = next(r for r in reckon(report, ledger_of(Side(items))) if r.claim.rate is not None)
    assert usual.rate_result is (Result.WRONG if side.claims["rate"] != stated["rate"] else Result.OK)


def test_what_a_part_counts_depends_on_the_parts_beside_it():
    assert counted_with(Status.DONE, ()) == {Status.DONE, Status.DONE_LONG}
    assert counted_with(Status.DONE, (Status.DONE_LONG,)) == {Status.DONE}
    assert Status.MOSTLY not in counted_with(Status.DOING, (Status.MOSTLY,))
    assert Status.STAGE in counted_with(Status.DOING, (Status.DONE,))
