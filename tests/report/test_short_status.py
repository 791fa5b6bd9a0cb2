"""A status told in two words behind 整改进展 or 整改情况 is the status of the whole problem."""

import pytest

from desktop.report.parse import parse
from desktop.text.document import Document


@pytest.mark.parametrize(
    ("line", "status"),
    [
        ("整改进展：已完成，长期坚持。", "已完成并长期坚持"),
        ("整改情况：已完成整改。", "已完成"),
        ("整改进展：正在推进。", "正在整改"),
        ("整改结果：基本完成", "基本完成"),
        ("整改进展：尚未完成", "未完成"),
        ("整改情况：一是已完成制度修订。二是开展培训2次。", "未说明"),
        ("整改情况：已完成3项制度的修订，正在推进其余工作。", "未说明"),
    ],
)
def test_short_status(line, status):
    lines = ["二、整改落实情况", "1.关于“学习不够系统”问题", line, "2.关于“账目不清”问题", "整改情况：一是清退费用。"]

    problems = parse(Document.from_lines(lines)).problems

    assert problems[0].status.value == status
    assert problems[1].status.value == "未说明"
