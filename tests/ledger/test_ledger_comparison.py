"""Rows found again on the other side, and what two ledgers disagree about."""

import random

from desktop.ledger import matching
from desktop.ledger.columns import Column
from desktop.ledger.comparison import Sort, compare, count_levels, measure_count
from desktop.ledger.matching import match_rows
from desktop.ledger.model import Ledger, Row
from desktop.report.model import Status


def row(number: int, problem: str, **more: str) -> Row:
    cells = {Column[name]: text for name, text in more.items()}
    return Row({Column.NUMBER: str(number), Column.PROBLEM: problem, **cells})


def ledger(*rows: Row) -> Ledger:
    return Ledger("台账", rows=rows)


FIRST = ("理论学习不够系统", "窗口服务态度生硬", "维修资金监管不严", "党费收缴不规范")


def test_rows_are_found_by_words_whatever_stands_around_them():
    one = [row(n, problem) for n, problem in enumerate(FIRST)]
    two = [row(n, f"关于“{problem}”的问题") for n, problem in enumerate(reversed(FIRST))]
    assert match_rows(one, two).pairs == ((0, 3), (1, 2), (2, 1), (3, 0))


def test_details_that_share_a_problem_are_told_apart():
    one = [row(1, "作风不实", DETAIL="调研不深入"), row(2, "作风不实", DETAIL="服务不热情")]
    two = [row(1, "服务不热情"), row(2, "调研不深入")]
    assert match_rows(one, two).pairs == ((0, 1), (1, 0))


def test_other_words_at_the_same_place_are_the_same_problem():
    one = [row(n, problem, MEASURES="修订制度，开展培训，严格考核") for n, problem in enumerate(FIRST)]
    two = list(one)
    two[2] = two[2].changed(Column.PROBLEM, "资金使用缺少监督")
    found = compare(ledger(*one), ledger(*two))
    assert [(d.sort, d.first) for d in found] == [(Sort.WORDING, 2)]


def test_only_the_row_that_moved_is_out_of_order():
    one = [row(n, problem) for n, problem in enumerate(FIRST)]
    two = [one[3], one[0], one[1], one[2]]
    found = compare(ledger(*one), ledger(*two))
    assert [(d.sort, d.first) for d in found] == [(Sort.ORDER, 3)]


def test_which_statuses_count_as_done_is_asked():
    one = ledger(row(1, FIRST[0], STATUS="已完成"))
    two = ledger(row(1, FIRST[0], STATUS="基本完成"))
    assert compare(one, two)[0].done_differs
    assert not compare(one, two, {Status.DONE, Status.MOSTLY})[0].done_differs


def test_empty_cells_are_no_disagreement():
    one = ledger(row(1, FIRST[0], STATUS="已完成", DEADLINE="2025年9月", LEADER="周宁"))
    assert compare(one, ledger(row(1, FIRST[0]))) == ()


def test_a_ledger_of_measures_only_is_not_held_against_problems():
    assert compare(ledger(row(1, FIRST[0])), ledger(Row({Column.MEASURES: "修订制度"}))) == ()


def test_levels_are_counted_apart():
    rows = [
        row(1, "作风不实", ASPECT="甲方面", DETAIL="调研不深入", MEASURES="1.调研\n2.座谈", STATUS="已完成"),
        row(2, "作风不实", ASPECT="甲方面", DETAIL="服务不热情", MEASURES="培训", STATUS="整改中"),
        row(3, "党费收缴不规范", ASPECT="乙方面", DETAIL="台账不全", MEASURES="一是补收。二是建账。三是公示。"),
    ]
    counts = count_levels(rows)
    assert (counts.aspects, counts.headed, counts.problems, counts.measures) == (2, 2, 3, 6)
    assert counts.by_status == {Status.DONE: 1, Status.DOING: 1}
    assert (counts.unstated, counts.done) == (1, 1)


def test_measures_in_a_cell():
    assert [measure_count(t) for t in ("", "培训", "1.甲\n2.乙", "（1）甲\n续行\n（2）乙", "2025年修订3.5万元")] == [
        0,
        1,
        2,
        2,
        1,
    ]


def shuffled(size: int) -> tuple[list[Row], list[Row]]:
    """Rows, and the same ones in another order with words put into their problems."""
    rng = random.Random(7)
    words = "学习制度落实整改监督管理项目资金台账规范工作服务窗口档案采购信访征收房屋更新街道社区干部考核培训调研"
    one = [row(n, "".join(rng.choice(words) for _ in range(14))) for n in range(size)]
    two = one[:]
    rng.shuffle(two)
    return one, [r.changed(Column.PROBLEM, r[Column.PROBLEM][:5] + "比较" + r[Column.PROBLEM][5:]) for r in two]


def test_a_thousand_rows_in_other_words_and_order_are_found_again(monkeypatch):
    compared = []
    likeness = matching.likeness

    def counted(one: str, other: str) -> float:
        compared.append(one)
        return likeness(one, other)

    monkeypatch.setattr(matching, "likeness", counted)
    one, two = shuffled(1000)
    found = match_rows(one, two)
    right = sum(one[i][Column.NUMBER] == two[j][Column.NUMBER] for i, j in found.pairs)
    assert right > 970
    assert len(compared) < 60 * len(one)  # each with a few dozen others, not with every one
