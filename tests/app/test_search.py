import re
import time

import hypothesis.strategies as st
import pytest
from hypothesis import given

from desktop.app.search import BadPatternError, Query, Stopped, find_all, replacements

TEXT = ["关于Word文件与WORD的问题", "𠮷野同志整改XX件，ＸＸ年", "整改措施落实，人民群众与人", ""]
RAW = "\u2029".join(TEXT)


def shown(query, raw=RAW):
    units = raw.encode("utf-16-le")
    return [units[hit.start * 2 : hit.end * 2].decode("utf-16-le") for hit in find_all(raw, query).hits]


def lines(query):
    return [hit.line for hit in find_all(RAW, query).hits]


def test_words_are_found_with_and_without_case_and_width():
    assert shown(Query("word")) == ["Word", "WORD"]
    assert shown(Query("Word", case=True)) == ["Word"]
    assert shown(Query("xx")) == ["XX"]
    assert shown(Query("xx", width=False)) == ["XX", "ＸＸ"]
    assert shown(Query("xx", width=False, regex=True)) == ["XX", "ＸＸ"]
    assert lines(Query("整改")) == [2, 3]
    assert find_all(RAW, Query("")).hits == ()


def test_a_whole_word_is_one_by_its_neighbours_or_by_reading():
    assert shown(Query("人", word=True)) == ["人"]
    assert shown(Query("整改", word=True)) == ["整改", "整改"]
    assert shown(Query("问", word=True)) == []
    assert find_all("ab abc ab1 ab", Query("ab", word=True)).hits[-1].start == 11
    assert len(find_all("ab abc ab1 ab", Query("ab", word=True)).hits) == 2
    assert shown(Query(r"\d+", word=True, regex=True), "第12条a12") == ["12"]


def test_a_pattern_keeps_to_its_paragraph_and_skips_empty_places():
    assert shown(Query("^.", regex=True)) == ["关", "𠮷", "整"]
    assert shown(Query("x*", regex=True)) == ["XX"]
    assert shown(Query("同志(.+?)件", regex=True)) == ["同志整改XX件"]


@pytest.mark.parametrize(
    ("pattern", "said"),
    [
        ("(整", "第 3 个字符处少了右括号"),
        ("整)", "第 2 个字符处多了右括号"),
        ("[整", "少了右方括号"),
        ("*整", "前面没有可以重复的内容"),
        (r"\2", "引用的分组不存在"),
        ("整\\", "末尾多了"),
        ("(?<n", "分组的名称"),
    ],
)
def test_a_wrong_pattern_is_told_in_chinese(pattern, said):
    found = find_all(RAW, Query(pattern, regex=True))
    assert not found.hits
    assert said in found.problem
    assert not re.search("[a-z]{3}", found.problem)


@pytest.mark.parametrize(
    "pattern",
    ["(x+x+)+[yz]", "(?:整|改|整改)+[的了]", "(.*)*[^。]$", "(.*?,){8,30}[PQ]", "(*LIMIT_MATCH=999999999)(x+x+)+[yz]"],
)
def test_a_hostile_pattern_ends_at_once(pattern):
    raw = "\u2029".join(["x" * 400, "整改" * 200 + "。", "1," * 200] * 300)
    began = time.process_time()
    found = find_all(raw, Query(pattern, regex=True))
    assert time.process_time() - began < 2
    assert found.problem == "" or "太费时间" in found.problem


def test_groups_stand_in_what_replaces():
    raw = "2021年3月\u20292022年"
    query = Query(r"(?<year>\d{4})年", regex=True)
    assert [text for _, text in replacements(raw, query, r"〔\1〕${year}$1\g<year>\n$$\\")] == [
        "〔2021〕202120212021\n$\\",
        "〔2022〕202220222022\n$\\",
    ]
    assert [text for _, text in replacements(raw, Query("年"), r"\1")] == [r"\1", r"\1"]
    with pytest.raises(BadPatternError, match="没有对应的括号"):
        replacements(raw, query, r"\2")
    with pytest.raises(BadPatternError, match="没有对应的括号"):
        replacements(raw, query, "${month}")


def test_a_search_that_is_no_longer_wanted_stops():
    with pytest.raises(Stopped):
        find_all(RAW, Query("整"), lambda: True)


@given(st.lists(st.text("整改𠮷aA,，１1 ", max_size=12), max_size=6), st.text("整改𠮷aA,，１1", min_size=1, max_size=2))
def test_every_hit_is_the_text_that_was_looked_for(paragraphs, text):
    raw = "\u2029".join(paragraphs)
    assert shown(Query(text, case=True), raw) == [text] * sum(part.count(text) for part in paragraphs)
