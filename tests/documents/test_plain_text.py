"""Plain text is read in every common encoding and written back as it was."""

import codecs

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from desktop.documents import plain_text
from desktop.documents.errors import DocumentError
from desktop.documents.opened import Format, TextForm
from desktop.documents.plain_text import decode, encode, in_utf8, read_text, split_lines

REPORT = "中共清河区城市更新局党组\r\n关于巡察整改进展情况的通报\r\n\r\n一、反馈问题 43 个，已完成 31 个。\r\n"

ENCODINGS = [
    ("utf-8", b""),
    ("utf-8", codecs.BOM_UTF8),
    ("gbk", b""),
    ("utf-16-le", codecs.BOM_UTF16_LE),
    ("utf-16-be", codecs.BOM_UTF16_BE),
    ("utf-16-le", b""),
    ("utf-16-be", b""),
    ("utf-32-le", codecs.BOM_UTF32_LE),
    ("utf-32-be", codecs.BOM_UTF32_BE),
]


@pytest.mark.parametrize(("encoding", "mark"), ENCODINGS)
def test_a_report_is_read_in_each_encoding_and_saved_byte_for_byte(encoding, mark):
    data = mark + REPORT.encode(encoding)
    text, form = decode(data)
    assert text == REPORT
    assert (form.encoding, form.mark) == (encoding, bool(mark))
    assert encode(split_lines(text)[0], form) == data


def test_gb18030_is_taken_where_gbk_does_not_reach():
    data = "清河区䶮字路改造完成31处😀\n".encode("gb18030")
    text, form = decode(data)
    assert text == "清河区䶮字路改造完成31处😀\n"
    assert form.encoding == "gb18030"


def test_a_short_gbk_text_is_not_mistaken_for_utf16():
    for text in ("整改完成", "一、整改情况", "联系电话：12345678"):
        assert decode(text.encode("gbk"))[0] == text


def test_only_lf_crlf_and_cr_end_a_line():
    text = "甲\u2028乙\x0b丙\x0c丁\x85戊\n己\r\n庚\r辛"
    assert split_lines(text) == (("甲\u2028乙\x0b丙\x0c丁\x85戊", "己", "庚", "辛"), ("\n", "\r\n", "\r", ""))


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("", ()),
        ("\n", ("",)),
        ("甲\n", ("甲",)),
        ("甲\n\n", ("甲", "")),
        ("\n甲", ("", "甲")),
        ("甲\r\r\n乙", ("甲", "", "乙")),
    ],
)
def test_blank_lines_count_and_a_final_ending_adds_none(text, lines):
    assert split_lines(text)[0] == lines


def test_an_edited_line_keeps_its_ending():
    text, form = decode("甲\n乙\r\n丙\r丁".encode())
    lines = list(split_lines(text)[0])
    lines[1] = "改过的乙"
    assert encode(lines, form) == "甲\n改过的乙\r\n丙\r丁".encode()


def test_lines_put_in_between_leave_the_others_their_endings():
    text, form = decode("甲\n乙\r\n丙\r\n丁".encode())
    lines = split_lines(text)[0]
    assert encode(("甲", "新", *lines[1:]), form, original=lines) == "甲\n新\r\n乙\r\n丙\r\n丁".encode()
    assert encode(lines[1:], form, original=lines) == "乙\r\n丙\r\n丁".encode()


def test_lines_added_to_a_file_take_its_usual_ending():
    text, form = decode("甲\r\n乙\r\n".encode())
    lines = split_lines(text)[0]
    assert encode((*lines, "丙"), form) == "甲\r\n乙\r\n丙\r\n".encode()
    assert encode(("甲\n乙",), form) == "甲\r\n乙\r\n".encode()
    assert encode((), form) == b""


def test_a_new_text_ends_each_line():
    assert encode(("甲", "乙"), TextForm()) == "甲\n乙\n".encode()


def test_a_character_the_encoding_cannot_hold_is_refused_with_a_way_out():
    form = TextForm("gbk", False, ("\n", "\n"), "\n")
    lines = ("整改完成", "新增😀")
    with pytest.raises(DocumentError, match=r"第 2 行.*GBK.*UTF-8"):
        encode(lines, form)
    data = encode(lines, in_utf8(form))
    assert data.startswith(codecs.BOM_UTF8)
    assert decode(data)[0] == "整改完成\n新增😀\n"


@pytest.mark.parametrize(
    "data", [bytes(range(256)), b"\x89PNG\r\n\x1a\n" + bytes(400), b"\x7fELF\x02\x01\x01" + bytes(99)]
)
def test_what_is_no_text_is_said_to_be_none(data):
    with pytest.raises(DocumentError, match="不是文本文件"):
        decode(data)


def test_a_broken_byte_is_told_with_its_line():
    with pytest.raises(DocumentError, match="第 3 行"):
        decode(("整改情况\n" * 2).encode() + b"\xff\xff" + ("整改情况\n" * 80).encode())


def test_a_file_is_read_with_its_fingerprint(tmp_path):
    path = tmp_path / "报告.txt"
    path.write_bytes(REPORT.encode("gbk"))
    opened = read_text(path)
    assert opened.format is Format.TEXT
    assert opened.document.lines[3] == "一、反馈问题 43 个，已完成 31 个。"
    assert opened.fingerprint.size == path.stat().st_size


def test_a_huge_file_is_refused_unread(tmp_path, monkeypatch):
    path = tmp_path / "大.txt"
    with path.open("wb") as file:
        file.truncate(plain_text.MAX_TEXT_SIZE * 10)
    monkeypatch.setattr(type(path), "open", lambda *_, **__: pytest.fail("it was opened"))
    with pytest.raises(DocumentError, match=r"200 MB.*20 MB"):
        read_text(path)


def test_an_empty_file_has_no_lines(tmp_path):
    path = tmp_path / "空.txt"
    path.write_bytes(b"")
    opened = read_text(path)
    assert opened.document.lines == ()
    assert encode(opened.document.lines, opened.form) == b""


@given(st.binary(max_size=300))
def test_any_bytes_are_text_that_comes_back_or_refused(data):
    try:
        text, form = decode(data)
    except DocumentError:
        return
    assert encode(split_lines(text)[0], form) == data


@given(st.text(st.characters(exclude_categories=["Cs", "Cc"]) | st.sampled_from("\r\n\t整改完成情况。，"), max_size=80))
def test_any_text_survives_utf8_and_marked_utf16(text):
    assume(not text.startswith("\ufeff"))
    for encoding, mark in (("utf-8", b""), ("utf-8", codecs.BOM_UTF8), ("utf-16-le", codecs.BOM_UTF16_LE)):
        data = mark + text.encode(encoding)
        read, form = decode(data)
        assert read == text
        assert encode(split_lines(read)[0], form) == data


@given(st.text(st.sampled_from("整改完成情况反馈问题清河区一二三四、（）。，\n0123456789"), min_size=4, max_size=60))
def test_report_language_survives_gbk(text):
    data = text.encode("gbk")
    read, form = decode(data)
    assert encode(split_lines(read)[0], form) == data


@given(
    st.lists(st.tuples(st.text("甲乙 x", max_size=3), st.sampled_from(["\n", "\r\n"])), max_size=8),
    st.lists(st.text("甲乙 x", max_size=3), max_size=10),
)
def test_whatever_lines_are_saved_are_read_again(old, new):
    lines, ends = split_lines("".join(line + end for line, end in old))
    data = encode(new, TextForm("utf-8", False, ends, "\n"), original=lines)
    assert list(split_lines(data.decode())[0]) == new
