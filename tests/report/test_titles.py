"""The problem is cut cleanly out of its heading."""

import pytest

from desktop.report.titles import problem_title


@pytest.mark.parametrize(
    ("heading", "title"),
    [
        ("关于“党费收缴不规范”问题的整改情况", "党费收缴不规范"),
        ("关于“党费收缴不规范”的问题。", "党费收缴不规范"),
        ("针对党费收缴不规范的问题", "党费收缴不规范"),
        ("针对对下属单位监督乏力问题", "对下属单位监督乏力"),
        ("整改任务：党费收缴不规范。", "党费收缴不规范"),
        ("反馈问题：党费收缴不规范", "党费收缴不规范"),
        ("对“党费收缴不规范”的整改进展情况", "党费收缴不规范"),
        ("对上级检查发现问题整改不到位", "对上级检查发现问题整改不到位"),
        ("审计指出的问题未整改。", "审计指出的问题未整改"),
        ("“三会一课”记录不全", "“三会一课”记录不全"),
        ("关于“‘三会一课’记录不全”问题的整改", "‘三会一课’记录不全"),
        ("对“一把手”监督不力", "“一把手”监督不力"),
        ("办公用房超标问题", "办公用房超标"),
        ("问题", "问题"),
        ("关于", "关于"),
        ("", ""),
    ],
)
def test_problem_title(heading, title):
    start, end = problem_title(heading)
    assert heading[start:end] == title
