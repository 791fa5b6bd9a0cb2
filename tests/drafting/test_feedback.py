from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from desktop.drafting.feedback import read_feedback, to_ledger
from desktop.ledger.columns import Column


def told(*lines: str) -> list[tuple[str, str, str]]:
    return [(p.aspect, p.group, p.title) for p in read_feedback(lines)]


def test_numbered_headings_of_three_levels() -> None:
    assert told(
        "区委第二巡察组关于巡察清河区城市更新局党组的反馈意见",
        "一、主要成绩",
        "（一）旧城改造成效明显。",
        "二、存在的主要问题",
        "（一）落实党的理论和路线方针政策方面",
        "1.理论学习不够系统",
        "（1）学习计划不细。2024年没有制定计划。",
        "（2）联系实际不紧",
        "2.旧城改造统筹不足",
        "项目前期论证不充分。",
        "（二）基层党组织建设方面",
        "3.组织生活不规范。",
        "三、意见建议",
        "（一）强化政治担当。",
    ) == [
        ("落实党的理论和路线方针政策方面", "理论学习不够系统", "学习计划不细"),
        ("落实党的理论和路线方针政策方面", "理论学习不够系统", "联系实际不紧"),
        ("落实党的理论和路线方针政策方面", "", "旧城改造统筹不足"),
        ("基层党组织建设方面", "", "组织生活不规范"),
    ]


def test_series_in_running_text() -> None:
    assert told(
        "巡察发现的主要问题：",
        "（一）党的领导方面。一是理论学习不够系统。学习计划不细。二是“第一议题”落实不够。",
        "（二）党的建设方面：一是组织生活不规范；二是党费收缴不及时。",
        "整改建议：一是提高站位；二是压实责任。",
    ) == [
        ("党的领导方面", "", "理论学习不够系统"),
        ("党的领导方面", "", "“第一议题”落实不够"),
        ("党的建设方面", "", "组织生活不规范"),
        ("党的建设方面", "", "党费收缴不及时"),
    ]


def test_one_paragraph_without_headings() -> None:
    assert told("巡察发现，局党组还存在一些问题：一是窗口服务态度生硬；二是维修资金监管不严；三是公务用车不规范。") == [
        ("", "", "窗口服务态度生硬"),
        ("", "", "维修资金监管不严"),
        ("", "", "公务用车不规范"),
    ]


def test_what_follows_the_first_sentence_is_kept_as_detail() -> None:
    (problem,) = read_feedback(["1.收费不规范。2024年多收12户。", "其中3户没有退还。"])
    assert (problem.title, problem.detail) == ("收费不规范", "2024年多收12户。\n其中3户没有退还。")
    (row,) = to_ledger([problem]).rows
    assert row[Column.PROBLEM] == "收费不规范"
    assert row[Column.DETAIL] == problem.detail


def test_advice_and_an_empty_text_name_no_problems() -> None:
    assert told("", "希望局党组认真整改。") == []
    assert told("一、整改要求", "（一）提高政治站位。", "（二）压实整改责任。") == []


@given(st.lists(st.text("一二三1（）.、是。；：问题方面存在建议 \u3000不够", max_size=40), max_size=12))
def test_any_text_is_read_without_an_exception_and_titles_come_from_it(lines: list[str]) -> None:
    for problem in read_feedback(lines):
        assert 1 <= problem.line <= len(lines)
