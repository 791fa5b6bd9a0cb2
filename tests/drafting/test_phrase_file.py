from __future__ import annotations

import pytest

from desktop.documents.errors import DocumentError
from desktop.documents.phrase_store import PhraseStore
from desktop.drafting.phrase_file import clean_phrase, with_added, with_changed, with_removed
from desktop.drafting.phrases import Phrase, read_phrases
from desktop.paths import AppPaths

FILE = """# 我记的，别删
[措施]
逐项核对台账。

# 下半年用
[成效]
账实相符。
"""


def own(text: str, words: str) -> Phrase:
    return next(phrase for phrase in read_phrases(text, own=True) if phrase.text == words)


def test_a_phrase_goes_to_the_end_of_its_group_and_remarks_stay() -> None:
    text = with_added(FILE, "措施", "每周调度一次。")
    assert [(p.group, p.text) for p in read_phrases(text)] == [
        ("措施", "逐项核对台账。"),
        ("措施", "每周调度一次。"),
        ("成效", "账实相符。"),
    ]
    assert "# 我记的，别删" in text
    assert "# 下半年用" in text
    assert with_added(text, "措施", "每周调度一次。") == text


def test_a_new_group_comes_last() -> None:
    assert with_added(FILE, "[问责]", "谈话提醒{谈话人数}人。").endswith("\n[问责]\n谈话提醒{谈话人数}人。\n")


def test_what_comes_from_a_text_becomes_one_line_that_can_be_read_back() -> None:
    words = clean_phrase("#[一]\n 二 {三 四}五} ")
    assert "\n" not in words
    (phrase,) = read_phrases(f"[组]\n{words}\n")
    assert phrase.text == words


def test_a_group_goes_with_its_last_phrase() -> None:
    text = with_removed(FILE, own(FILE, "账实相符。"))
    assert "[成效]" not in text
    assert "逐项核对台账。" in text


def test_a_phrase_is_changed_in_its_line() -> None:
    text = with_changed(FILE, own(FILE, "逐项核对台账。"), "逐条核对台账。")
    assert text == FILE.replace("逐项", "逐条")


def test_a_file_that_changed_meanwhile_is_not_touched() -> None:
    phrase = own(FILE, "账实相符。")
    with pytest.raises(ValueError, match="another"):
        with_removed("# 新的\n" + FILE, phrase)


@pytest.mark.parametrize(("group", "words"), [("", "话"), ("组", " \n"), ("[]", "话")])
def test_nothing_is_no_phrase(group: str, words: str) -> None:
    with pytest.raises(ValueError, match="empty"):
        with_added(FILE, group, words)


@pytest.fixture
def store(tmp_path) -> PhraseStore:
    return PhraseStore(AppPaths(tmp_path / "c", tmp_path / "d", tmp_path / "r", tmp_path / "l"))


def test_own_phrases_are_kept_changed_and_taken_away(store: PhraseStore) -> None:
    store.add("措施", "逐项核对台账。")
    (mine,) = [phrase for phrase in store.load().all if phrase.own]
    store.change(mine, "逐条核对台账。")
    (mine,) = [phrase for phrase in store.load().all if phrase.own]
    assert (mine.group, mine.text) == ("措施", "逐条核对台账。")
    store.remove(mine)
    assert not any(phrase.own for phrase in store.load().all)


def test_a_broken_own_file_is_named_and_left_as_it_is(store: PhraseStore) -> None:
    store.add("措施", "逐项核对台账。")
    broken = "没有分组的一行\n".encode()
    store.file.write_bytes(broken)
    assert store.load().errors
    with pytest.raises(DocumentError, match="第1行"):
        store.add("措施", "另一条。")
    assert store.file.read_bytes() == broken


def test_phrases_of_a_colleague_are_added_once(store: PhraseStore, tmp_path) -> None:
    other = tmp_path / "同事.txt"
    other.write_text(FILE, encoding="gb18030")
    assert store.take_over(other) == 2
    assert store.take_over(other) == 0
    store.export(tmp_path / "导出.txt")
    exported = read_phrases((tmp_path / "导出.txt").read_text(encoding="utf-8-sig"))
    assert {(p.group, p.text) for p in exported} == {("措施", "逐项核对台账。"), ("成效", "账实相符。")}
