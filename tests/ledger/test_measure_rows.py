"""A ledger of measures finds the problems it belongs to."""

from __future__ import annotations

from desktop.ledger.columns import Column
from desktop.ledger.measure_rows import lists_measures_only, with_problems
from desktop.ledger.model import Ledger, Row

C = Column
MADE = Ledger(
    "整改台账",
    rows=(
        Row(
            {
                C.ASPECT: "学习方面",
                C.PROBLEM: "理论学习不够",
                C.MEASURES: "1.制定年度学习计划，每月集中学习\n2.开展闭卷测试，通报成绩",
            },
            5,
        ),
        Row({C.ASPECT: "作风方面", C.PROBLEM: "窗口服务生硬", C.MEASURES: "开展窗口作风专项整治，组织培训4场"}, 9),
        Row({C.PROBLEM: "车辆管理", C.MEASURES: "局党组召开专题会议研究部署"}, 12),
        Row({C.PROBLEM: "党费收缴", C.MEASURES: "局党组召开专题会议研究部署"}, 15),
    ),
)


def measures(*texts: str) -> Ledger:
    return Ledger("措施清单", rows=tuple(Row({C.NUMBER: str(n), C.MEASURES: text}) for n, text in enumerate(texts, 1)))


def test_each_measure_gets_the_problem_it_stands_under():
    ledger = measures(
        "开展闭卷测试，通报成绩",
        "（2）制定年度学习计划、每月集中学习",
        "窗口作风专项整治，组织培训5场",
        "与报告无关的一项工作安排",
    )
    assert lists_measures_only(ledger)
    named, count = with_problems(ledger, MADE)
    assert count == 3
    assert [row[C.PROBLEM] for row in named.rows] == ["理论学习不够", "理论学习不够", "窗口服务生硬", ""]
    assert named.rows[2][C.ASPECT] == "作风方面"
    assert named.rows[2][C.MEASURES] == "窗口作风专项整治，组织培训5场"


def test_a_measure_that_stands_under_several_problems_is_left_alone():
    ledger = measures("局党组召开专题会议研究部署")
    assert with_problems(ledger, MADE) == (ledger, 0)


def test_a_ledger_that_names_problems_is_none_of_measures():
    assert not lists_measures_only(MADE)
    assert not lists_measures_only(Ledger("空"))
