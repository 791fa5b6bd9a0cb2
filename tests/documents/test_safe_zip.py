"""Archives that could harm are refused before anything in them is parsed."""

import io
import struct
import zipfile

import pytest
from word_builder import WordBuilder, entries, pack, replaced

from desktop.documents import safe_zip
from desktop.documents.errors import DocumentError
from desktop.documents.safe_zip import BrokenFileError, UnsafeFileError, open_archive, parse_xml
from desktop.documents.word_reader import load_word

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def document(text, head=""):
    return f'<?xml version="1.0"?>{head}<w:document xmlns:w="{W}"><w:body>{text}</w:body></w:document>'.encode()


@pytest.fixture(scope="module")
def word():
    return WordBuilder().text("整改情况").bytes()


def test_a_zip_bomb_is_refused(word):
    with pytest.raises(UnsafeFileError):
        load_word(replaced(word, {"word/media/x.bin": bytes(40_000_000)}))


def test_too_many_entries_are_refused():
    with pytest.raises(UnsafeFileError):
        open_archive(pack({f"{n}": b"" for n in range(safe_zip.MAX_ENTRIES + 1)}))


def test_the_size_of_all_entries_is_bounded(word, monkeypatch):
    monkeypatch.setattr(safe_zip, "MAX_TOTAL", 1000)
    with pytest.raises(UnsafeFileError):
        open_archive(word)


@pytest.mark.parametrize("name", ["../out.xml", "/etc/x", "word/../../x", "C:/x", "a\\..\\..\\x"])
def test_names_that_lead_outside_are_refused(word, name):
    with pytest.raises(UnsafeFileError):
        load_word(replaced(word, {name: b"x"}))


def test_a_name_that_occurs_twice_is_refused(word):
    out = io.BytesIO(word)
    with zipfile.ZipFile(out, "a") as archive:
        archive.writestr("Word/Document.xml", document("<w:p/>"))
    with pytest.raises(UnsafeFileError):
        load_word(out.getvalue())


@pytest.mark.parametrize(
    "head",
    [
        '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>',
        '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/hostname">]>',
        '<!DOCTYPE x SYSTEM "http://127.0.0.1/x.dtd">',
    ],
)
def test_a_doctype_is_refused(word, head):
    with pytest.raises(UnsafeFileError):
        load_word(replaced(word, {"word/document.xml": document("<w:p/>", head)}))


def test_a_doctype_in_utf16_is_refused():
    with pytest.raises(UnsafeFileError):
        parse_xml('<?xml version="1.0" encoding="UTF-16"?><!DOCTYPE x []><x/>'.encode("utf-16"))


def test_endless_nesting_is_refused(word):
    deep = "<w:sdt><w:sdtContent>" * 5000 + "</w:sdtContent></w:sdt>" * 5000
    with pytest.raises(DocumentError):
        load_word(replaced(word, {"word/document.xml": document(deep)}))


def test_deep_but_possible_nesting_is_read(word):
    inserted = "<w:ins>" * 200 + "<w:r><w:t>深</w:t></w:r>" + "</w:ins>" * 200
    tables = "<w:tbl><w:tr><w:tc>" * 70 + "<w:p/>" + "</w:tc></w:tr></w:tbl>" * 70
    _, mapped = load_word(replaced(word, {"word/document.xml": document(f"<w:p>{inserted}</w:p>{tables}")}))
    assert [entry.paragraph.text for entry in mapped.paragraphs] == ["深", ""]


def test_a_huge_part_is_not_parsed(monkeypatch):
    monkeypatch.setattr(safe_zip, "MAX_XML", 10)
    with pytest.raises(UnsafeFileError):
        parse_xml(b"<x>" + b" " * 10 + b"</x>")


@pytest.mark.parametrize("missing", ["word/document.xml", "[Content_Types].xml"])
def test_missing_parts_are_told(word, missing):
    parts = entries(word)
    del parts[missing]
    with pytest.raises(DocumentError, match="Word"):
        load_word(pack(parts))


def test_a_cut_file_is_broken(word):
    for length in (0, 4, 30, len(word) // 2, len(word) - 5):
        with pytest.raises(DocumentError):
            load_word(word[:length])


def test_damaged_bytes_are_broken(word):
    at = word.index(b"word/document.xml") + 40
    with pytest.raises(BrokenFileError):
        load_word(word[:at] + bytes(60) + word[at + 60 :])


def test_a_zip_password_is_told(word):
    # the flag alone makes an entry encrypted
    marked = bytearray(word)
    at = marked.index(b"PK\x01\x02")
    struct.pack_into("<H", marked, at + 8, 1)
    with pytest.raises(DocumentError, match="加了密"):
        load_word(bytes(marked))
