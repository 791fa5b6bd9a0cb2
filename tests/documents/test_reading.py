"""Opening any file gives a document or says what to do."""

import pytest
from examples import examples
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from word_builder import WordBuilder

from desktop.documents.errors import DocumentError
from desktop.documents.opened import Format
from desktop.documents.reading import is_report_file, read, readable_suffixes

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def written(tmp_path, name, data):
    path = tmp_path / name
    path.write_bytes(data)
    return path


@pytest.mark.parametrize("name", ["报告.txt", "报告.TXT", "报告.text", "报告.md"])
def test_text_files_are_opened(tmp_path, name):
    opened = read(written(tmp_path, name, "一、整改情况\n".encode("gbk")))
    assert opened.format is Format.TEXT
    assert opened.document.lines == ("一、整改情况",)


@pytest.mark.parametrize(
    "name", ["报告.docx", "报告.docm", "报告.DOCX", "没有扩展名", "其实是新格式.doc", "改了名.txt"]
)
def test_word_files_are_known_by_their_content(tmp_path, name):
    opened = read(written(tmp_path, name, WordBuilder().text("整改情况").bytes()))
    assert opened.format is Format.WORD
    assert opened.document.lines == ("整改情况",)


@pytest.mark.parametrize(
    ("name", "data", "advice"),
    [
        ("旧.doc", OLE + bytes(600), r"不是 Word 文档.*另存为.*docx"),
        ("旧.wps", OLE + bytes(600), r"WPS.*另存为.*docx"),
        ("旧.xls", OLE + bytes(600), "表格"),
        ("改名.docx", OLE + bytes(600), "不是 Word 文档"),
        ("改名.docx", OLE + bytes(60) + "Workbook".encode("utf-16-le"), "表格"),
        ("密.docx", OLE + bytes(600) + "EncryptedPackage".encode("utf-16-le"), r"密码.*取消密码"),
        ("假.rtf", b"x", "rtf.*损坏"),
        ("假.pdf", b"x", "不是 PDF"),
        ("断.pdf", b"%PDF-1.7", "损坏"),
        ("改名.txt", b"%PDF-1.7", "损坏"),
        ("断.odt", b"PK\x03\x04", "损坏"),
        ("断.doc", OLE + "WordDocument".encode("utf-16-le") + bytes(600), "损坏"),
        ("假.odt", b"x", "odt.*损坏"),
        ("表.xlsx", b"PK\x03\x04", "表格"),
        ("片.pptx", b"PK\x03\x04", "演示文稿"),
        ("图.png", b"\x89PNG\r\n", "图片"),
        ("包.zip", b"PK\x03\x04", "解压"),
        ("页.html", b"<html>", "网页"),
        ("版.ofd", b"PK\x03\x04", "OFD"),
        ("表.csv", b"a,b", "表格"),
        ("不知.xyz", b"abc", "不认识"),
        ("没有扩展名", b"abc", "不认识"),
        ("假.docx", b"hello", "扩展名"),
        ("空.docx", b"", "空的"),
        ("断.docx", b"PK\x03\x04abc", "损坏"),
    ],
)
def test_other_files_get_advice(tmp_path, name, data, advice):
    with pytest.raises(DocumentError, match=advice):
        read(written(tmp_path, name, data))


def test_a_missing_file_and_a_folder_are_told(tmp_path):
    with pytest.raises(DocumentError, match="找不到"):
        read(tmp_path / "没有.txt")
    with pytest.raises(DocumentError, match="文件夹"):
        read(tmp_path)
    with pytest.raises(DocumentError, match="文件名"):
        read(tmp_path / "a\0b.txt")


def test_a_device_is_not_read(tmp_path):
    path = tmp_path / "管.txt"
    mkfifo = getattr(__import__("os"), "mkfifo", None)
    if mkfifo is None:
        pytest.skip("no pipes in the file system")
    mkfifo(path)
    with pytest.raises(DocumentError, match="普通文件"):
        read(path)


def test_a_file_without_the_right_to_read_it_is_told(tmp_path, monkeypatch):
    path = written(tmp_path, "锁.txt", b"x")

    def refuse(*_args, **_kwargs):
        raise PermissionError(13, "injected")

    monkeypatch.setattr(type(path), "open", refuse)
    with pytest.raises(DocumentError, match="权限"):
        read(path)


def test_a_file_open_elsewhere_is_noted(tmp_path):
    path = written(tmp_path, "报告.txt", "整改情况".encode())
    assert read(path).notes == ()
    written(tmp_path, "~$报告.txt", b"")
    assert "打开此文件" in read(path).notes[0]


def test_a_folder_walk_takes_reports_and_leaves_locks_and_hidden_files(tmp_path):
    reports = ["报告.txt", "报告.docx", "报告.DOCM", "报告.doc", "报告.wps", "报告.rtf", "报告.odt", "报告.pdf"]
    others = ["~$报告.docx", ".报告.docx", ".~lock.报告.docx#", "台账.xlsx", "说明.md"]
    assert [name for name in reports + others if is_report_file(tmp_path / name)] == reports


def test_the_endings_offered_for_opening():
    assert {".txt", ".docx", ".docm", ".doc", ".wps", ".rtf", ".odt", ".pdf"} <= set(readable_suffixes())


@settings(max_examples=examples(120), deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.sampled_from(["a.txt", "a.docx", "a.doc", "a.bin", "a"]),
    st.sampled_from([b"", OLE, b"PK\x03\x04", b"PK\x05\x06" + bytes(18), b"%PDF", b"\xff\xfe", b"\xef\xbb\xbf"]),
    st.binary(max_size=200),
)
def test_any_bytes_are_a_document_or_a_plain_message(tmp_path, name, head, rest):
    path = written(tmp_path, name, head + rest)
    message, size = "", None
    try:
        size = read(path).fingerprint.size
    except DocumentError as error:
        message = str(error)
    assert message.endswith("。") or size == len(head + rest)
