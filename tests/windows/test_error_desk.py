"""An error nobody expected: calm, once, from any thread; what is unsaved is copied aside."""

import sys
import threading

import pytest

from desktop.app.error_gate import ErrorGate, signature
from desktop.documents.recovery_copies import copies_in
from desktop.windows import dialogs

TRACE = 'Traceback (most recent call last):\n  File "a.py", line {}, in f\nValueError: 第{}处\n'


@pytest.fixture
def hooks():
    before = sys.excepthook, threading.excepthook
    yield
    sys.excepthook, threading.excepthook = before


def crashes(asked):
    return [call for call in asked if call[0] == "show_crash"]


def test_the_same_error_is_shown_once_for_a_while_and_many_are_not_shown_at_all():
    gate = ErrorGate()
    assert gate.admits(TRACE.format(1, 1), 0)
    assert not gate.admits(TRACE.format(1, 2), 10)
    assert gate.admits(TRACE.format(1, 1), 400)
    assert gate.admits(TRACE.format(2, 1), 401)
    assert gate.admits(TRACE.format(3, 1), 402)
    assert not gate.admits(TRACE.format(4, 1), 403)
    assert gate.kept_back == 2
    assert gate.admits(TRACE.format(4, 1), 500)


def test_errors_are_told_apart_by_kind_and_place():
    assert signature(TRACE.format(1, 1)) == signature(TRACE.format(1, 2)) != signature(TRACE.format(2, 1))
    assert signature("ValueError: 甲") == signature("ValueError: 乙") == "ValueError"
    assert signature("") == ""


def test_an_error_is_shown_and_the_text_copied_aside_first(opened, asked, qtbot):
    qtbot.keyClicks(opened.editor, "abc")
    opened.others.errors.tell(TRACE.format(1, 1))
    assert len(crashes(asked)) == 1
    assert "ValueError" in crashes(asked)[0][1]
    opened.others.copies.wait()
    [copy] = copies_in(opened.others.copies.folder).values()
    assert "abc" in "\n".join(copy.lines)


def test_an_error_while_one_is_shown_is_not_shown_on_top(window, monkeypatch):
    shown = []

    def show(parent, details):
        shown.append(details)
        window.others.errors.tell("while the first one is shown")

    monkeypatch.setattr(dialogs, "show_crash", show)
    window.others.errors.tell(TRACE.format(1, 1))
    assert len(shown) == 1


@pytest.mark.filterwarnings("ignore::pytest.PytestUnhandledThreadExceptionWarning")
def test_an_error_on_another_thread_is_shown_on_this_one(window, asked, hooks, monkeypatch, qtbot):
    told = []
    monkeypatch.setattr(threading, "excepthook", told.append)
    window.others.errors.catch()

    def fail():
        raise ValueError("im Hintergrund")

    thread = threading.Thread(target=fail)
    thread.start()
    thread.join()
    assert len(told) == 1
    assert crashes(asked) == []
    qtbot.waitUntil(lambda: len(crashes(asked)) == 1, timeout=30_000)


def test_an_error_in_the_window_is_told_as_before_and_shown(window, asked, hooks, monkeypatch):
    told = []
    monkeypatch.setattr(sys, "excepthook", lambda *error: told.append(error))
    window.others.errors.catch()
    sys.excepthook(ValueError, ValueError("甲"), None)
    assert len(told) == len(crashes(asked)) == 1


def test_a_check_that_keeps_failing_does_not_ask_at_every_pause(opened, asked):
    for _ in range(3):
        opened.checking.failed.emit("ValueError: 甲")
    assert len(crashes(asked)) == 1
