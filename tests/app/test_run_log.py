import os
import time

from desktop.app import run_log
from desktop.app.run_log import RunLog, crash_traces, take_crash_traces


def error_of(text):
    try:
        raise ValueError(text)
    except ValueError as error:
        return error


def test_an_error_is_logged_without_its_words(tmp_path):
    log = RunLog(tmp_path)
    error = error_of("清河区内部材料")
    log.error(type(error), error.__traceback__)
    text = log.last_lines()
    assert "builtins.ValueError" in text
    assert "error_of" in text
    assert "清河区" not in text


def test_the_log_is_put_aside_when_it_is_large(tmp_path, monkeypatch):
    monkeypatch.setattr(run_log, "_LARGEST", 100)
    log = RunLog(tmp_path)
    for number in range(20):
        log.note("test", f"{number} {'x' * 60}")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["duizhang.1.log", "duizhang.2.log", "duizhang.log"]
    assert "19 " in log.last_lines()


def test_a_folder_that_is_gone_disturbs_nobody(tmp_path):
    log = RunLog(tmp_path / "gone")
    log.note("test", "words")
    assert log.last_lines() == ""
    assert list(crash_traces(tmp_path / "gone")) == []


def test_traces_are_taken_once_and_the_last_few_kept(tmp_path):
    for number in range(8):
        (tmp_path / f"trace-{number}-a.txt").write_text(f"Fatal {number}", encoding="utf-8")
    (tmp_path / "trace-9-a.txt").write_text("", encoding="utf-8")
    old = tmp_path / "trace-8-a.txt"
    old.write_text("", encoding="utf-8")
    os.utime(old, (time.time() - 90_000,) * 2)
    text = take_crash_traces(tmp_path)
    assert all(f"Fatal {number}" in text for number in range(8))
    assert take_crash_traces(tmp_path) == ""
    assert len(list(tmp_path.glob("crash-*.txt"))) == 5
    assert not old.exists()
    assert (tmp_path / "trace-9-a.txt").exists()
