"""Blocks of cells as Excel writes and takes them."""

from __future__ import annotations

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.ledger.clipboard import from_text, to_text

CELL = st.text(st.characters(exclude_categories=("Cs", "Cc")) | st.sampled_from('\n\t"')).map(str.strip)


@given(st.lists(st.lists(CELL, min_size=2, max_size=4), min_size=1, max_size=5))
def test_what_is_copied_comes_back(block):
    width = max(len(line) for line in block)
    assert from_text(to_text(block)) == [line + [""] * (width - len(line)) for line in block]


@given(st.lists(st.lists(CELL, min_size=3, max_size=3), min_size=1, max_size=4))
def test_another_program_reads_the_same(block):
    read = list(csv.reader(io.StringIO(to_text(block), newline=""), delimiter="\t"))
    assert [[cell.replace("\r\n", "\n") for cell in line] for line in read] == block


@given(st.text())
def test_any_text_is_a_block(text):
    block = from_text(text)
    assert len({len(line) for line in block}) == 1


@pytest.mark.parametrize(
    ("text", "block"),
    [
        ("甲\t乙\r\n丙\t丁\r\n", [["甲", "乙"], ["丙", "丁"]]),
        ('"一是学习\n二是检查"\t已完成\r\n', [["一是学习\n二是检查", "已完成"]]),
        ('"称“好”，记""优"""\t1', [['称“好”，记"优"', "1"]]),
        ('"没有收尾\t乙', [['"没有收尾', "乙"]]),
        ("甲\n\n乙\n", [["甲"], [""], ["乙"]]),
        ("", [[""]]),
    ],
)
def test_what_excel_puts_on_the_clipboard(text, block):
    assert from_text(text) == block
