import threading

import pytest

from desktop.documents import versions as module
from desktop.documents.versions import KEEP, VersionStore, keep_quietly


@pytest.fixture
def store(tmp_path):
    return VersionStore(tmp_path / "data" / "versions", most_bytes=10_000)


def kept(store, path):
    return [store.content(version).read_bytes() for version in store.of(path)]


def test_the_last_ten_are_kept_the_newest_first(store, tmp_path):
    path = tmp_path / "通报.txt"
    for number in range(KEEP + 3):
        store.keep(path, str(number).encode())
    assert kept(store, path) == [str(number).encode() for number in range(KEEP + 2, 2, -1)]
    assert len(list((tmp_path / "data" / "versions" / "contents").iterdir())) == KEEP


def test_the_same_content_is_kept_once(store, tmp_path):
    one, other = tmp_path / "甲.txt", tmp_path / "乙.txt"
    for data in (b"1", b"1", b"2", b"1"):
        store.keep(one, data)
    store.keep(other, b"1")
    assert kept(store, one) == [b"1", b"2", b"1"]
    assert kept(store, other) == [b"1"]
    assert len(list((tmp_path / "data" / "versions" / "contents").iterdir())) == 2


def test_what_stood_in_the_file_before_is_told_apart(store, tmp_path):
    path = tmp_path / "通报.txt"
    store.keep_file(path)
    assert store.of(path) == ()
    path.write_bytes(b"old")
    store.keep_file(path)
    store.keep(path, b"new")
    assert [(version.found, version.size) for version in store.of(path)] == [(False, 3), (True, 3)]


def test_too_many_bytes_cost_the_oldest_but_never_the_newest_of_a_file(store, tmp_path):
    large = [bytes([number]) * 4_000 for number in range(5)]
    store.keep(tmp_path / "甲.txt", b"x" * 9_000)
    for data in large:
        store.keep(tmp_path / "乙.txt", data)
    assert kept(store, tmp_path / "甲.txt") == [b"x" * 9_000]
    assert kept(store, tmp_path / "乙.txt") == [large[-1]]


def test_a_file_that_is_too_large_or_empty_is_not_kept(store, tmp_path, monkeypatch):
    monkeypatch.setattr(module, "LARGEST_FILE", 3)
    store.keep(tmp_path / "a.txt", b"1234")
    store.keep(tmp_path / "a.txt", b"")
    (tmp_path / "b.txt").write_bytes(b"1234")
    store.keep_file(tmp_path / "b.txt")
    assert store.of(tmp_path / "a.txt") == store.of(tmp_path / "b.txt") == ()


def test_a_broken_list_and_a_lost_content_are_passed_over(store, tmp_path):
    path = tmp_path / "a.txt"
    store.keep(path, b"1")
    store.keep(path, b"2")
    store.content(store.of(path)[0]).unlink()
    assert kept(store, path) == [b"1"]
    [listed] = (tmp_path / "data" / "versions").glob("*.json")
    listed.write_text("{", encoding="utf-8")
    assert store.of(path) == ()
    store.keep(path, b"3")
    assert kept(store, path) == [b"3"]


def test_a_folder_that_cannot_be_written_is_told_but_stops_nothing(tmp_path):
    (tmp_path / "file").write_text("", encoding="utf-8")
    assert keep_quietly(VersionStore(tmp_path / "file" / "versions"), tmp_path / "a.txt", b"1") != ""
    assert keep_quietly(VersionStore(tmp_path / "versions"), tmp_path / "a.txt", b"1") == ""


def test_several_windows_may_save_at_once(store, tmp_path):
    threads = [threading.Thread(target=store.keep, args=(tmp_path / f"{n}.txt", f"{n}".encode())) for n in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert [kept(store, tmp_path / f"{n}.txt") for n in range(8)] == [[f"{n}".encode()] for n in range(8)]
