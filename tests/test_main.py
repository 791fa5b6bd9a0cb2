"""The first step of the program: it looks at the arguments and loads the commands or the window."""

from __future__ import annotations

import subprocess
import sys
import threading
import types
from pathlib import Path

import pytest

import desktop
from desktop import __main__ as first_step

ROOT = Path(__file__).resolve().parent.parent


@pytest.fixture
def started(monkeypatch):
    """What was started, and with what, in place of the real commands and the real window."""
    calls = []
    cli = types.ModuleType("desktop.cli")
    cli.main = lambda argv: calls.append(("commands", argv)) or 1
    application = types.ModuleType("desktop.windows.application")
    application.run = lambda argv: calls.append(("window", argv)) or 0
    application.take_picture = lambda report, png: calls.append(("picture", report, png))
    monkeypatch.setitem(sys.modules, "desktop.cli", cli)
    monkeypatch.setattr(desktop, "cli", cli, raising=False)
    monkeypatch.setitem(sys.modules, "desktop.windows.application", application)
    monkeypatch.setattr("desktop.windows.application", application, raising=False)
    monkeypatch.setattr(first_step, "_log_crashes", lambda: None)
    return calls


@pytest.mark.parametrize(
    "word", ["check", "ledger", "annotate", "reconcile", "typeset", "draft", "explain", "--help", "-h"]
)
def test_a_command_goes_to_the_command_line(started, word):
    assert first_step.main([word, "a.txt"]) == 1
    assert started == [("commands", [word, "a.txt"])]


@pytest.mark.parametrize("arguments", [[], ["整改报告.docx"], ["./check"]])
def test_nothing_or_a_file_opens_the_window(started, arguments):
    assert first_step.main(arguments) == 0
    assert started == [("window", arguments)]


def test_a_picture_is_taken_of_the_report(started):
    assert first_step.main(["--picture", "a.png", "b.txt"]) == 0
    assert started == [("picture", Path("b.txt"), Path("a.png"))]


def test_a_program_without_output_streams_gets_harmless_ones(started, monkeypatch):
    monkeypatch.setattr(sys, "stdout", None)
    monkeypatch.setattr(sys, "stderr", None)
    assert first_step.main([]) == 0
    print("nothing fails")
    sys.stdout.close()
    sys.stderr.close()


def test_a_crash_leaves_its_frames_in_the_log_but_no_text(app_home):
    code = (
        "from desktop import __main__ as m\nm._log_crashes()\n"
        "def reading(text):\n    raise ValueError(text)\nreading('清河区内部材料')"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, encoding="utf-8", check=False)
    assert done.returncode == 1
    log = (app_home / "log" / "duizhang.log").read_text(encoding="utf-8")
    assert "builtins.ValueError" in log
    assert "reading" in log
    assert "清河区" not in log


def test_a_crash_below_python_leaves_a_trace(app_home):
    code = "from desktop import __main__ as m\nm._log_crashes()\nimport os\nos.abort()"
    subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, check=False)
    [trace] = (app_home / "log").glob("trace-*.txt")
    assert "Fatal Python error: Aborted" in trace.read_text(encoding="utf-8")


def test_a_run_that_ends_as_it_should_leaves_no_trace(app_home):
    code = "from desktop import __main__ as m\nm._log_crashes()"
    subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, check=True)
    assert list((app_home / "log").glob("trace-*")) == []
    assert "Python 3" in (app_home / "log" / "duizhang.log").read_text(encoding="utf-8")


def test_a_folder_that_cannot_be_written_does_not_stop_the_start(monkeypatch, tmp_path):
    (tmp_path / "file").write_text("")
    monkeypatch.setenv("DUIZHANG_HOME", str(tmp_path / "file"))
    hooks = sys.excepthook, threading.excepthook
    first_step._log_crashes()
    assert (sys.excepthook, threading.excepthook) == hooks
