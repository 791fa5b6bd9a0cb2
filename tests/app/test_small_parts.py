"""Recent files, the numbers of the status bar, colours, jobs."""

import json
import threading
from datetime import datetime
from pathlib import Path

import pytest
from PySide6.QtGui import QGuiApplication

from desktop.app.jobs import Jobs
from desktop.app.look import Look, contrast
from desktop.app.recent import KEEP, RecentFiles, when
from desktop.app.summary import Progress, number, percent, progress
from desktop.app.theme import DARK, LIGHT
from desktop.documents.errors import DocumentError
from desktop.report.model import Problem, Status
from desktop.text.spans import Span

NOW = datetime(2026, 3, 5, 10, 30)


def test_recent_files_are_kept_with_what_was_found(tmp_path):
    file = tmp_path / "config" / "recent.json"
    recent = RecentFiles(file, lambda: NOW)
    recent.opened(Path("/报告/甲.docx"))
    recent.opened(Path("/报告/乙.txt"))
    recent.checked(Path("/报告/甲.docx"), 3, 1)
    again = RecentFiles(file)
    assert [(Path(item.path).name, item.errors, item.warnings) for item in again.items] == [
        ("甲.docx", 3, 1),
        ("乙.txt", None, None),
    ]
    again.forget(again.items[0].path)
    assert len(RecentFiles(file).items) == 1
    assert [entry.name for entry in file.parent.iterdir()] == ["recent.json"]


@pytest.mark.parametrize("content", ["", "{", "[]", '{"files": 3}', '{"files": [{"path": 1}, "x"]}'])
def test_a_damaged_list_is_no_reason_to_disturb_anyone(tmp_path, content):
    file = tmp_path / "recent.json"
    file.write_text(content, encoding="utf-8")
    assert RecentFiles(file).items == ()


def test_the_list_does_not_grow_for_ever(tmp_path):
    recent = RecentFiles(tmp_path / "recent.json")
    for index in range(KEEP + 5):
        recent.opened(Path(f"/{index}.txt"))
    assert len(json.loads((tmp_path / "recent.json").read_text(encoding="utf-8"))["files"]) == KEEP


@pytest.mark.parametrize(
    ("stamp", "said"),
    [
        ("2026-03-05T09:41:00", "今天 09:41"),
        ("2026-03-04T17:05:00", "昨天 17:05"),
        ("2026-01-02T17:05:00", "1月2日"),
        ("2024-03-02T17:05:00", "2024年3月2日"),
        ("不是时间", ""),
    ],
)
def test_times_are_said_as_people_say_them(stamp, said):
    assert when(stamp, NOW) == said


def test_progress_counts_statuses_and_gives_a_rate_only_where_all_state_one():
    def problem(status):
        return Problem(1, None, "", Span(1, 0, 0), 1, status=status)

    stated = [problem(s) for s in (Status.DONE, Status.DONE_LONG, Status.STAGE, Status.DOING, Status.OPEN)]
    assert progress(stated) == Progress(5, 2, 2, 1, 0)
    assert progress(stated).rate == "40%"
    assert progress([*stated, problem(Status.UNSTATED)]).rate is None
    assert progress([]).rate is None


def test_numbers_are_written_as_people_write_them():
    assert [number(n) for n in (12.0, 0.5, None)] == ["12", "0.5", "—"]
    assert [percent(n) for n in (66.666, 80.0)] == ["66.7%", "80%"]


@pytest.mark.parametrize("theme", [LIGHT, DARK])
@pytest.mark.parametrize(
    ("ink", "ground"),
    [
        ("text", "paper"),
        ("text", "error_soft"),
        ("text", "warning_soft"),
        ("text", "accent_soft"),
        ("muted", "panel"),
        ("accent", "panel"),
        ("accent", "accent_soft"),
        ("error", "panel"),
        ("error", "error_soft"),
        ("done", "panel"),
        ("done", "done_soft"),
    ],
)
def test_text_can_be_read(theme, ink, ground):
    assert contrast(getattr(theme, ink), getattr(theme, ground)) >= 4.5


def test_the_style_sheet_names_no_colour_of_its_own(qapp):
    look = Look(QGuiApplication.instance(), DARK)
    assert "{" in look.style_sheet()
    for name in LIGHT.__slots__:
        light = getattr(LIGHT, name)
        assert light not in look.style_sheet()


def test_a_job_gives_its_value_or_its_message(qtbot):
    jobs, got = Jobs(), []
    with qtbot.waitSignal(jobs.finished):
        assert jobs.run("读取", lambda token: 42, got.append, got.append)
    assert got == [42]

    def fail(token):
        raise DocumentError("打不开。")

    with qtbot.waitSignal(jobs.finished):
        jobs.run("读取", fail, got.append, got.append)
    qtbot.waitUntil(lambda: got == [42, "打不开。"])
    jobs.close()


def test_a_cancelled_job_says_nothing_more(qtbot):
    jobs, got, gate = Jobs(), [], threading.Event()

    def work(token):
        gate.wait(5)
        return token.cancelled()

    jobs.run("导出", work, got.append, got.append)
    assert not jobs.run("再来", work, got.append, got.append), "one at a time"
    jobs.cancel()
    assert not jobs.busy
    gate.set()
    jobs.close()
    with qtbot.waitSignal(jobs.finished):
        jobs.run("第二件", lambda token: "好", got.append, got.append)
    qtbot.waitUntil(lambda: got == ["好"])
    jobs.close()
