from pathlib import Path

import pytest

from desktop.app.session import Place, Session, WindowState


def test_a_session_comes_back(tmp_path):
    file = tmp_path / "data" / "session.json"
    session = Session(file)
    assert session.is_first
    assert session.ended
    session.remember(Place("/a/通报.txt", 7, 3, 1))
    session.reopen = False
    session.write([WindowState("/a/通报.txt", "Zw==", "cw==")], ended=False)
    again = Session(file)
    assert again.windows == (WindowState("/a/通报.txt", "Zw==", "cw=="),)
    assert again.place(Path("/a/通报.txt")) == Place("/a/通报.txt", 7, 3, 1)
    assert (again.ended, again.reopen, again.is_first) == (False, False, False)


@pytest.mark.parametrize("text", ["", "{", "3", '{"version": 1, "windows": [{"path": 1}, 4], "places": 7}'])
def test_a_broken_file_is_an_empty_session(tmp_path, text):
    file = tmp_path / "session.json"
    file.write_text(text, encoding="utf-8")
    assert Session(file).windows == ()


def test_the_places_left_longest_ago_are_forgotten(tmp_path):
    session = Session(tmp_path / "session.json")
    for number in range(70):
        session.remember(Place(f"/{number}.txt"))
    assert session.place(Path("/9.txt")) is None
    assert session.place(Path("/10.txt")) is not None
