import hypothesis.strategies as st
import pytest
from hypothesis import given

from desktop.app.word_count import WordCount, count_all, count_words


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("整改情况", 4),
        ("整改，情况。", 6),
        ("“两个维护”……", 8),
        ("共43个，完成率72.1%。", 9),
        ("Word 2021文件", 4),
        ("a,b;c d", 2),
        ("电话：0571-88001234", 4),
        ("（1）(2)", 4),
        ("①②③", 3),
        ("２０２１年", 5),
        ("𠮷野", 2),
        ("한국 한국어", 2),
        ("　　 \t", 0),
        ("", 0),
    ],
)
def test_words_are_counted_as_word_counts_them(text, words):
    assert count_words([text]) == words


def test_all_numbers_of_the_window():
    assert count_all(["　　整改3处 OK。", "", "  ", "完成"]) == WordCount(8, 9, 14, 2, 2, 6)


@given(st.lists(st.text("整改，3 a%\u3000한𠮷“", max_size=20), max_size=5))
def test_the_numbers_agree_with_one_another(lines):
    count = count_all(lines)
    assert count.words == count.chinese + count.other_words == count_words(lines)
    assert count.words <= count.characters <= count.characters_with_spaces
    assert count.characters == len("".join("".join(lines).split()))
