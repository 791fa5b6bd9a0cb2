"""Lines broken by character widths agree with Qt's own where it matters."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtGui import QFont, QFontMetricsF

from desktop.panels.quick_lines import LineBreaker

TEXT = "一是修订《维修资金使用办法》，公开办事流程；二是开通线上查询系统 V2.0，受理 1284 件，办结率98.6%。"


@pytest.fixture(scope="module")
def breaker(qapp):
    return LineBreaker(QFont())


@given(st.text(max_size=80), st.integers(10, 300), st.integers(1, 4))
def test_any_text_is_broken_into_lines_that_hold_it(breaker, text, width, most):
    lines = breaker.lines(text, width, most)
    assert 1 <= len(lines) <= most
    if not lines[-1].endswith("…"):
        assert "".join("".join(lines).split()) == "".join(text.split())


@pytest.mark.parametrize("width", [60, 100, 150, 240, 400])
def test_no_line_is_wider_than_its_cell_and_none_begins_with_a_mark(breaker, width):
    metrics = QFontMetricsF(QFont())
    lines = breaker.lines(TEXT, width, 30)
    assert "".join(lines).replace(" ", "") == TEXT.replace(" ", "")
    assert all(metrics.horizontalAdvance(line) <= width + 1 for line in lines)
    assert not any(line[0] in "，。；：》、" for line in lines)
    assert not any(line[-1] in "《（“" for line in lines)


def test_the_last_line_says_that_there_is_more(breaker):
    first, second = breaker.lines(TEXT, 150, 2)
    assert second.endswith("…")
    assert QFontMetricsF(QFont()).horizontalAdvance(second) <= 151
    assert TEXT.startswith(first)
