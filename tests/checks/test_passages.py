"""Passages that stand in a text twice are found, however they were changed a little, and quickly."""

from __future__ import annotations

import random
import time

import pytest
from examples import examples
from hypothesis import given, settings
from hypothesis import strategies as st

from desktop.checks.passages import Clause, find_matches, split_clauses

WORDS = "台账清理合同签字变更项目资料审批流程科室约谈公示收费窗口培训骨干整治监督核查归档责任制度完善补齐逐件登记办理"


def sentence(rng: random.Random, clauses: int) -> str:
    return "，".join("".join(rng.choices(WORDS, k=rng.randint(8, 14))) for _ in range(clauses)) + "。"


def read(lines: list[str]) -> list[Clause]:
    return [clause for line, text in enumerate(lines, 1) for clause in split_clauses(text, line, line)]


@settings(max_examples=examples(60), deadline=None)
@given(st.integers(0, 10_000), st.integers(2, 4))
def test_a_copied_sentence_is_found_at_its_later_place(seed: int, clauses: int) -> None:
    rng = random.Random(seed)
    lines = [sentence(rng, 4) for _ in range(12)]
    copied = sentence(rng, clauses)
    lines[2] += copied
    lines[9] += "二是" + copied
    everything = read(lines)
    matches = find_matches(everything)
    assert [(everything[m.start].line, everything[m.earlier].line, m.near) for m in matches] == [(10, 3, False)]
    assert sum(len(c.plain) for c in everything[matches[0].start :][: matches[0].length]) == len(
        copied.replace("，", "").replace("。", "")
    )


def test_a_sentence_with_a_few_words_changed_is_found_as_nearly_the_same() -> None:
    lines = [
        "一是组织业务骨干对近三年的工程变更资料逐件进行清理并补齐签字。",
        "二是组织业务骨干对近两年的工程变更资料逐件进行清理并补齐签字。",
    ]
    (match,) = find_matches(read(lines))
    assert match.near


def test_numbers_and_labels_do_not_hide_a_copy() -> None:
    lines = [
        "整改情况：一是2021年3月5日组织全体业务人员学习财经法规，提高财务人员的业务水平。",
        "（2）2021年6月8日组织全体业务人员学习财经法规，提高财务人员的业务水平。",
    ]
    assert len(find_matches(read(lines))) == 1


@pytest.mark.parametrize(
    "repeated",
    [
        "该问题已整改完成，并长期坚持。",
        "按照《清河区城市更新项目管理办法（试行）》《清河区工程变更管理实施细则》执行。",
        "局党组高度重视，第一时间召开会议。",
        "加强学习。",
    ],
)
def test_formulas_titles_and_short_words_may_return(repeated: str) -> None:
    assert find_matches(read([repeated, repeated, repeated])) == []


def test_the_work_grows_with_the_text_and_not_with_its_square() -> None:
    rng = random.Random(5)
    lines = [sentence(rng, 4) for _ in range(1200)]
    small, large = read(lines[:300]), read(lines)
    find_matches(small)
    start = time.process_time()
    find_matches(small)
    short = time.process_time() - start
    start = time.process_time()
    find_matches(large)
    assert time.process_time() - start < max(short * 12, 0.2)
