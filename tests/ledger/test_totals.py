"""Counting a ledger."""

from hypothesis import given
from hypothesis import strategies as st

from desktop.ledger.columns import STATUS_CHOICES, Column
from desktop.ledger.model import Ledger, Row
from desktop.ledger.totals import NO_ASPECT, count_ledger, count_rows
from desktop.report.model import Status


def rows(*statuses: str, aspect: str = "") -> tuple[Row, ...]:
    return tuple(Row({Column.STATUS: status, Column.ASPECT: aspect}) for status in statuses)


def test_only_finished_problems_count_as_done():
    totals = count_rows(rows("已完成", "已完成并长期坚持", "基本完成", "阶段性完成", "正在整改", "未完成", ""))
    assert (totals.total, totals.done, totals.open) == (7, 2, 5)
    assert totals.rate == 2 / 7
    assert totals.by_status["未说明"] == 1


def test_the_office_says_what_counts_as_done():
    totals = count_rows(rows("已完成", "基本完成", "正在整改"), done={Status.DONE, Status.MOSTLY})
    assert totals.done == 2


def test_words_that_are_no_status_of_ours_are_counted_under_themselves():
    totals = count_rows(rows("已报送", "已报送", "已完成"))
    assert totals.by_status["已报送"] == 2
    assert totals.done == 1


def test_aspects_keep_their_order_and_rows_without_one_are_not_lost():
    ledger = Ledger("台账", rows=rows("已完成", aspect="乙") + rows("未完成", "已完成", aspect="甲") + rows(""))
    totals = count_ledger(ledger)
    assert list(totals.by_aspect) == ["乙", "甲", NO_ASPECT]
    assert totals.by_aspect["甲"].rate == 0.5


def test_an_empty_ledger_has_no_rate():
    assert count_ledger(Ledger("台账")).overall.rate is None


@given(st.lists(st.tuples(st.sampled_from([*STATUS_CHOICES, "", "已报送"]), st.sampled_from(["甲", "乙", ""]))))
def test_parts_add_up_to_the_whole(cells: list[tuple[str, str]]):
    ledger = Ledger("台账", rows=tuple(Row({Column.STATUS: s, Column.ASPECT: a}) for s, a in cells))
    totals = count_ledger(ledger)
    assert sum(totals.overall.by_status.values()) == totals.overall.total == len(cells)
    assert sum(t.total for t in totals.by_aspect.values()) == len(cells)
    assert sum(t.done for t in totals.by_aspect.values()) == totals.overall.done


def test_a_changed_row_leaves_the_old_one_as_it_was():
    row = Row({Column.STATUS: "正在整改"}, line=7)
    changed = row.changed(Column.STATUS, "已完成")
    assert (row[Column.STATUS], changed[Column.STATUS], changed.line) == ("正在整改", "已完成", 7)
    assert Ledger("台账", rows=(changed,)).filled_columns() == {Column.STATUS}
