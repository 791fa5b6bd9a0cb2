"""A text edited in steps has the same repeats as if it were looked at for the first time."""

from __future__ import annotations

import random

import pytest
from examples import examples
from hypothesis import given, settings
from hypothesis import strategies as st

from desktop.checks import passages
from desktop.checks.passages import Clause, Match, find_matches, split_clauses

WORDS = (
    "组织业务骨干",
    "逐件清理",
    "变更资料",
    "补齐签字手续",
    "约谈科室负责人",
    "公示收费标准",
    "核对项目档案",
    "完善",
)
EDITS = st.lists(
    st.tuples(st.sampled_from(["type", "cut", "add", "drop", "copy", "swap"]), st.integers(0, 99), st.integers(0, 99)),
    min_size=1,
    max_size=10,
)


def clause(rng: random.Random) -> str:
    return "".join(rng.choices(WORDS, k=rng.randint(2, 5))) + rng.choice("，，。；")


def edited(lines: list[str], edit: tuple[str, int, int], rng: random.Random) -> list[str]:
    what, at, other = edit[0], edit[1] % len(lines), edit[2] % len(lines)
    out = [*lines]
    if what == "type":
        offset = edit[2] % (len(out[at]) + 1)
        out[at] = out[at][:offset] + rng.choice(["的", "清理", "，", "。"]) + out[at][offset:]
    elif what == "cut":
        out[at] = out[at][: edit[2] % (len(out[at]) + 1)]
    elif what == "add":
        out.insert(at, clause(rng) + clause(rng))
    elif what == "drop" and len(out) > 1:
        del out[at]
    elif what == "copy":
        out.insert(at, out[other])
    elif what == "swap":
        out[at], out[other] = out[other], out[at]
    return out


def clauses_of(lines: list[str]) -> list[Clause]:
    return [found for line, text in enumerate(lines, 1) for found in split_clauses(text, line, line // 3)]


def matches_afresh(clauses: list[Clause]) -> list[Match]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(passages, "_LIKENESS", passages._Likeness())
        return find_matches(clauses)


@settings(max_examples=examples(60), deadline=None)
@given(st.integers(0, 10_000), EDITS)
def test_repeats_found_in_steps_are_those_found_afresh(seed: int, edits: list[tuple[str, int, int]]) -> None:
    rng = random.Random(seed)
    lines = ["".join(clause(rng) for _ in range(4)) for _ in range(15)]
    for edit in edits:
        lines = edited(lines, edit, rng)
        clauses = clauses_of(lines)
        assert find_matches(clauses) == matches_afresh(clauses)


def test_what_only_one_of_two_texts_has_is_forgotten() -> None:
    rng = random.Random(1)
    one, other = (clauses_of(["".join(clause(rng) for _ in range(6)) for _ in range(20)]) for _ in range(2))
    find_matches(one)
    find_matches(other)
    grams = {gram for found in other for gram in passages._grams(found.plain)}
    assert set(passages._LIKENESS._by_gram) <= grams
