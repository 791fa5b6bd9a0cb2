"""People can read what each check is for, and the page of all checks says what the program does."""

from __future__ import annotations

import pytest

from desktop import resources
from desktop.checks.base import Check, Example
from desktop.checks.catalogue import OFFERED, by_code
from desktop.documents.check_pages import checks_page, explain_check, right_example, wrong_example


def test_the_page_of_all_checks_is_what_the_code_gives() -> None:
    written = resources.path("help", "checks.md").read_text("utf-8")
    assert written == checks_page(OFFERED), "run build_scripts/check_pages.py"


@pytest.mark.parametrize("check", OFFERED, ids=lambda c: c.code)
def test_a_check_is_explained_with_its_source_and_examples_that_are_quickly_read(check: Check) -> None:
    text = explain_check(check)
    about = check.explanation
    for words in (check.code, about.summary, about.why, about.source, "错误的写法", "正确的写法"):
        assert words in text
    assert len(text) < 3000
    assert "⟦⟧" not in text
    shown = text.partition("错误的写法（⟦ ⟧里是标出的地方）：")[2]
    assert shown.count("⟦") == sum(e.text.count("⟦") for e in check.bad) - sum(e.text.count("⟦⟧") for e in check.bad)


def test_a_long_example_is_shown_around_what_matters() -> None:
    lines = [f"第{n}段" for n in range(9)]
    wrong = Example(
        "\n".join([*lines[:4], "一个⟦错⟧字", *lines[4:]]), mended="\n".join([*lines[:4], "一个字", *lines[4:]])
    )
    assert wrong_example(wrong) == ["……", "第3段", "一个⟦错⟧字", "第4段", "……", "→ 一个字"]
    right = Example("\n".join([*lines[:4], "一个对字", *lines[4:]]))
    assert right_example(right, [wrong]) == ["……", "第3段", "一个对字", "第4段", "……"]
    assert wrong_example(Example("⟦广告⟧", mended="")) == ["⟦广告⟧", "→ （删去）"]
    assert wrong_example(Example("⟦⟧标题\n正文")) == ["标题", "正文"]


def test_the_page_can_be_looked_up_by_code() -> None:
    page = checks_page(OFFERED)
    assert page.count("\n### ") == len(OFFERED)
    check = by_code("N104")
    assert check is not None
    assert f"| N104 | 错 | 编号 | {check.explanation.summary} |" in page
    assert "### N104　" in page
