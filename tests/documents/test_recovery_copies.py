import pytest
from word_builder import WordBuilder

from desktop.documents import recovery_copies
from desktop.documents.opened import Fingerprint
from desktop.documents.reading import read
from desktop.documents.recovery_copies import (
    Copy,
    copies_in,
    drop_other_bases,
    keep_base,
    read_copy,
    remove_copy,
    write_copy,
)


def test_a_copy_comes_back_as_it_was(tmp_path):
    copy = Copy(
        name="通报.docx",
        lines=("一、总体情况", "半个字\ud83d和𠮷", ""),
        path=tmp_path / "通报.docx",
        fingerprint=Fingerprint(3, 4, "ab"),
        flags={"rewritable": True},
        caret=7,
        view=1,
        saved="2026-03-01T09:30:00",
        base="k-1.docx",
        parts={"ledger": {"rows": [1, 2]}},
    )
    write_copy(tmp_path / "own", "k", copy)
    assert read_copy(tmp_path / "own" / "k.json") == copy
    assert [path.name for path in (tmp_path / "own").iterdir()] == ["k.json"]


@pytest.mark.parametrize("text", ["", "{", "[]", '{"version": 9}', '{"version": 1, "lines": 3}'])
def test_a_file_that_is_no_copy_is_passed_over(tmp_path, text):
    (tmp_path / "a.json").write_text(text, encoding="utf-8")
    assert copies_in(tmp_path) == {}


def test_the_newest_copy_comes_first(tmp_path):
    for key, saved in (("a", "2026-03-01T09:00:00"), ("b", "2026-03-02T09:00:00")):
        write_copy(tmp_path, key, Copy("未命名报告", ("甲",), saved=saved))
    assert list(copies_in(tmp_path)) == ["b", "a"]


@pytest.mark.parametrize("encoding", ["utf-8", "gb18030", "utf-16"])
def test_the_opened_text_file_is_kept_as_it_was(tmp_path, encoding):
    file = tmp_path / "通报.txt"
    file.write_bytes("一、情况\r\n二、打算\n完".encode(encoding))
    opened = read(file)
    own = tmp_path / "own"
    name = keep_base(own, "k", opened)
    assert (own / name).read_bytes() == file.read_bytes()
    assert keep_base(own, "k", opened) == name
    remove_copy(own, "k")
    assert list(own.iterdir()) == []


def test_the_opened_word_file_is_kept_and_an_older_one_goes(tmp_path):
    file = tmp_path / "通报.docx"
    own = tmp_path / "own"
    names = []
    for text in ("甲", "乙"):
        WordBuilder().text(text).save(file)
        names.append(keep_base(own, "k", read(file)))
    assert len(list(own.iterdir())) == 2  # the copy on the disk may still name the older one
    drop_other_bases(own, "k", names[1])
    assert [path.name for path in own.iterdir()] == [names[1]]
    assert read(own / names[1]).document.lines == ("乙",)


def test_a_very_large_file_is_not_kept(tmp_path, monkeypatch):
    monkeypatch.setattr(recovery_copies, "_MAX_BASE", 3)
    (tmp_path / "a.txt").write_text("很长的报告", encoding="utf-8")
    assert keep_base(tmp_path / "own", "k", read(tmp_path / "a.txt")) == ""
