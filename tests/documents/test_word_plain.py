"""A plain Word file says exactly what the text says."""

import io

import pytest
from docx import Document as OpenDocument
from examples import examples
from hypothesis import given, settings
from hypothesis import strategies as st
from word_builder import WordBuilder, entries

from desktop.documents.word_plain import count_illegal, guess_headings, guess_title, write_word
from desktop.documents.word_reader import load_word
from desktop.text.document import Cell, Document, Origin, Paragraph

REPORT = [
    "中共清河区城市更新局党组关于区委第二巡察组反馈意见整改情况的通报",
    "",
    "2025年3月，区委第二巡察组对局党组开展了巡察。现将整改情况公布如下。",
    "一、整改工作组织情况",
    "（一）加强组织领导",
    "（二）落实责任。局党组多次召开会议，逐项研究反馈问题，明确责任人。",
    "　　自带缩进的一段。",
    "地址：清河区\t电话：00000000",
    "第一行\n第二行",
    " 前后有空格 ",
]


def lines_of(data):
    _, mapped = load_word(data)
    return [entry.paragraph.text for entry in mapped.paragraphs]


def styles_of(data):
    return [p.style.name for p in OpenDocument(io.BytesIO(data)).paragraphs]


def test_reading_it_gives_the_same_lines():
    assert lines_of(write_word(REPORT)) == REPORT


def test_title_and_headings_are_set_by_their_look():
    styles = styles_of(write_word(REPORT))
    assert styles[:7] == ["Title", "Normal", "Normal", "Heading 1", "Heading 2", "Normal", "Normal"]


def test_a_caller_may_name_title_and_headings():
    styles = styles_of(write_word(REPORT, title_line=3, heading_levels={1: 1, 2: 9}))
    assert styles[:5] == ["Heading 1", "Heading 3", "Title", "Normal", "Normal"]
    assert "Title" not in styles_of(write_word(REPORT, title_line=0))


def test_the_levels_of_headings_are_read_again():
    _, mapped = load_word(write_word(REPORT))
    assert [entry.paragraph.heading_level for entry in mapped.paragraphs][3:6] == [1, 2, None]


def test_page_and_type_are_those_of_an_official_text():
    document = OpenDocument(io.BytesIO(write_word(REPORT)))
    section = document.sections[0]
    assert (section.page_width.mm, section.page_height.mm) == (pytest.approx(210, abs=0.1), pytest.approx(297, abs=0.1))
    assert (section.top_margin.mm, section.left_margin.mm) == (pytest.approx(37, abs=0.1), pytest.approx(28, abs=0.1))
    styles = entries(write_word(REPORT))["word/styles.xml"].decode()
    assert 'w:eastAsia="仿宋"' in styles
    assert '<w:sz w:val="32"/>' in styles


def test_it_carries_no_trace_of_a_library():
    parts = entries(write_word(REPORT))
    assert not any("thumbnail" in name for name in parts)
    core = OpenDocument(io.BytesIO(write_word(REPORT))).core_properties
    assert (core.author, core.comments) == ("", "")
    assert core.created.year >= 2025


def test_characters_word_cannot_hold_are_dropped_and_counted():
    lines = ["甲\x00乙\x0b", "\x1f丙\ufffe", "丁\u2028戊\x85己"]
    assert count_illegal(lines) == 4
    assert lines_of(write_word(lines)) == ["甲乙", "丙", "丁\u2028戊\x85己"]


def test_an_empty_text_has_no_lines():
    assert lines_of(write_word([])) == []


@pytest.mark.parametrize(
    ("lines", "title"),
    [
        (["", " 通报 ", "正文"], [2]),
        (["中共清河区城市更新局党组", "关于区委第二巡察组反馈意见", "整改情况的通报", "正文"], [1, 2, 3]),
        (["中共清河区城市更新局党组", "", "关于整改情况的通报"], [1]),
        (["清河区城市更新局整改报告", "清河区城市更新局"], [1]),
        (["各位同志：", "通报"], []),
        (["一、情况"], []),
        (["第一句。"], []),
        ([], []),
    ],
)
def test_the_title_is_only_guessed_where_it_looks_like_one(lines, title):
    assert list(guess_title(lines)) == title


def test_all_lines_of_a_title_are_centred():
    data = write_word(["中共清河区城市更新局党组", "关于整改情况的通报", "正文。"])
    assert styles_of(data)[:3] == ["Title Line", "Title", "Normal"]


def test_only_short_lines_are_headings():
    assert guess_headings(["一、情况", "二、" + "长" * 80, "（三）做法。接着说。", "3. 小项"]) == {1: 1}


def test_a_table_is_a_table_again_with_its_merged_cells():
    document = OpenDocument()
    table = document.add_table(3, 3)
    for index, cell in enumerate(table._cells):
        cell.text = f"格{index}"
    table.cell(0, 0).merge(table.cell(0, 1)).text = "横并"
    table.cell(1, 2).merge(table.cell(2, 2)).text = "竖并"
    builder = WordBuilder()
    builder.document = document
    _, before = load_word(builder.bytes())
    data = write_word(Document(tuple(entry.paragraph for entry in before.paragraphs)))
    _, after = load_word(data)
    assert [e.paragraph for e in after.paragraphs] == [e.paragraph for e in before.paragraphs]
    assert len(OpenDocument(io.BytesIO(data)).tables) == 1


@st.composite
def documents(draw):
    """Paragraphs and cells in any arrangement, sensible or not."""
    text = st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs"]) | st.sampled_from("\t\n"), max_size=12)
    cell = st.builds(Cell, st.integers(0, 2), st.integers(0, 2), st.integers(0, 3))
    places = draw(st.lists(st.none() | cell, max_size=12))
    if draw(st.booleans()):
        places.sort(key=lambda c: (c is not None, (c.table, c.row, c.column) if c else ()))
    return Document(
        tuple(Paragraph(draw(text), origin=Origin.TABLE if place else Origin.BODY, cell=place) for place in places)
    )


@settings(max_examples=examples(150), deadline=None)
@given(documents())
def test_any_document_comes_back_line_for_line(document):
    expected = [line.replace("\ufffe", "").replace("\uffff", "") for line in document.lines]
    assert lines_of(write_word(document)) == expected
