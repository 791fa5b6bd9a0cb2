"""Words are read from jieba's dictionary and the genre's own, without traces on the disk."""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.text import segmentation
from desktop.text.segmentation import Dictionary, dictionary


def test_the_likeliest_reading_wins() -> None:
    words = Dictionary({"公布": 900, "暑期": 200, "部署": 800, "公": 50, "布": 20, "暑": 2, "期": 30, "活动": 900})
    assert words.read("公布暑期活动")[1] == ["公布", "暑期", "活动"]


def test_what_reads_badly_costs_more() -> None:
    words = dictionary()
    assert words.read("全面部署整改工作")[0] < words.read("全面布暑整改工作")[0]


def test_expressions_of_the_genre_are_words() -> None:
    words = dictionary()
    assert "立行立改" in words.read("坚持立行立改，")[1]
    assert "巡察组" in words
    assert words.frequency("巡察组") > words.frequency("巡查") > 0
    assert words.frequency("贯澈") == 0


def test_an_unknown_character_costs_more_than_any_word() -> None:
    words = dictionary()
    assert words.cost("\ue000") > words.cost("暑")


@given(st.text(max_size=60))
def test_a_reading_covers_every_character_once(text: str) -> None:
    cost, words = dictionary().read(text)
    assert "".join(words) == text
    assert cost >= 0


def test_reading_the_dictionary_leaves_nothing_behind(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    dictionary.cache_clear()
    assert dictionary().frequency("整改") > 0
    assert list(tmp_path.iterdir()) == []


def test_the_dictionary_is_read_without_importing_jieba() -> None:
    before = "jieba" in sys.modules
    dictionary.cache_clear()
    dictionary()
    assert ("jieba" in sys.modules) == before


def test_the_built_program_reads_the_dictionary_that_lies_in_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "_MEIPASS", str(tmp_path), raising=False)
    assert segmentation._jieba_words() == tmp_path / "jieba" / "dict.txt"
