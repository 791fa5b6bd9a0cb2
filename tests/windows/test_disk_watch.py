"""The clerk's file is changed, moved, locked or cannot be written: said quietly, with a way out, nothing is lost."""

import contextlib
import errno
import os
import subprocess
import sys

import pytest

from desktop.documents import safe_write
from desktop.windows import dialogs, disk_watch


@pytest.fixture(autouse=True)
def soon(monkeypatch):
    monkeypatch.setattr(disk_watch, "_SETTLE_MS", 10)


def watch(window):
    return next(f for f in window.features if type(f).__name__ == "DiskWatch")


def told(window, qtbot, words):
    bar = watch(window).bar
    qtbot.waitUntil(lambda: bar.isVisible() and words in bar.label.text(), timeout=30_000)
    return bar


def buttons(bar):
    return [button.text() for button in bar.buttons]


def change(path, text="别人改过的一段\n"):
    """As editors do it: another file is put in its place."""
    other = path.with_name("neu.tmp")
    other.write_text(text, encoding="utf-8")
    other.replace(path)


def save(window, qtbot):
    window.saving.save()
    qtbot.waitUntil(lambda: not window.jobs.busy, timeout=30_000)


def test_a_change_by_another_program_is_told_and_can_be_taken_over(opened, qtbot):
    change(opened.file.path)
    bar = told(opened, qtbot, "已被其他程序修改")
    assert buttons(bar) == ["重新打开", "比较", "不用管"]
    opened.editor.go_to_line(9)
    bar.press("重新打开")
    qtbot.waitUntil(lambda: opened.editor.lines() == ["别人改过的一段"], timeout=30_000)
    assert not bar.isVisible()
    assert not opened.editor.document().isModified()


def test_with_changes_here_too_both_can_be_compared_and_nothing_is_given_up_unasked(opened, qtbot, asked):
    qtbot.keyClicks(opened.editor, "abc")
    change(opened.file.path)
    bar = told(opened, qtbot, "没保存的修改")
    assert buttons(bar) == ["比较", "另存为…", "重新打开", "不用管"]
    bar.press("比较")
    dialog = watch(opened).dialog
    qtbot.waitUntil(lambda: "别人改过的一段" in dialog.view.toPlainText(), timeout=30_000)
    assert "abc" in dialog.view.toPlainText()
    dialog.accept()
    bar = told(opened, qtbot, "没保存的修改")
    bar.press("重新打开")
    assert asked[-1][0] == "ask_reload"
    assert "abc" in "\n".join(opened.editor.lines())
    bar = told(opened, qtbot, "没保存的修改")
    asked.answers["ask_reload"] = True
    bar.press("重新打开")
    qtbot.waitUntil(lambda: opened.editor.lines() == ["别人改过的一段"], timeout=30_000)


def test_what_was_put_away_is_told_again_only_when_the_file_changes_once_more(opened, qtbot):
    change(opened.file.path)
    told(opened, qtbot, "已被其他程序修改").press("不用管")
    watch(opened).look()
    qtbot.waitUntil(lambda: not watch(opened)._jobs.busy, timeout=30_000)
    assert not watch(opened).bar.isVisible()
    change(opened.file.path, "又改了\n")
    told(opened, qtbot, "已被其他程序修改")


def test_a_file_that_was_only_touched_is_no_news(opened, qtbot):
    os.utime(opened.file.path, (1, 1))
    watch(opened).look()
    qtbot.waitUntil(lambda: not watch(opened)._jobs.busy, timeout=30_000)
    assert not watch(opened).bar.isVisible()


def test_saving_here_is_no_change_by_another(opened, qtbot):
    qtbot.keyClicks(opened.editor, "abc")
    save(opened, qtbot)
    watch(opened).look()
    qtbot.waitUntil(lambda: not watch(opened)._jobs.busy, timeout=30_000)
    assert not watch(opened).bar.isVisible()


def test_a_file_that_vanished_can_be_put_back(opened, qtbot):
    path = opened.file.path
    path.unlink()
    bar = told(opened, qtbot, "已被移走")
    bar.press("存回原处")
    qtbot.waitUntil(lambda: path.exists() and not opened.jobs.busy, timeout=30_000)
    assert path.read_bytes().decode("gb18030").splitlines() == opened.editor.lines()


def test_a_file_that_comes_back_ends_the_matter(opened, qtbot):
    path = opened.file.path
    away = path.with_name("weg.txt")
    path.rename(away)
    bar = told(opened, qtbot, "已被移走")
    away.rename(path)
    qtbot.waitUntil(lambda: not bar.isVisible(), timeout=30_000)


def test_a_folder_that_vanished_is_told_and_the_text_can_go_elsewhere(opened, qtbot, asked, tmp_path):
    folder = opened.file.path.parent
    moved = folder.with_name("moved")
    qtbot.keyClicks(opened.editor, "abc")
    folder.rename(moved)
    asked.answers["ask_save_failed"] = dialogs.SaveFailed.SAVE_AS
    asked.answers["ask_save"] = moved / "另存.txt"
    asked.answers["ask_conflict"] = dialogs.Conflict.SAVE_AS
    save(opened, qtbot)
    qtbot.waitUntil(lambda: (moved / "另存.txt").exists() and not opened.jobs.busy, timeout=30_000)
    assert "abc" in (moved / "另存.txt").read_bytes().decode("gb18030")
    moved.rename(folder)


def test_somebody_who_opens_the_file_in_word_is_named(opened, qtbot):
    path = opened.file.path
    name = "王小明".encode("utf-16-le")
    head = bytes([6]) + "王小明".encode("gbk")
    lock = path.with_name("~$" + path.name)
    lock.write_bytes(head.ljust(54, b"\0") + bytes([3, 0]) + name)
    told(opened, qtbot, "王小明").press("知道了")
    lock.unlink()


def test_saving_a_file_that_is_open_in_word_is_asked_about_once(opened, qtbot, asked):
    path = opened.file.path
    before = path.read_bytes()
    path.with_name("~$" + path.name).write_bytes(b"\0" * 54)
    qtbot.keyClicks(opened.editor, "abc")
    save(opened, qtbot)
    assert [call[0] for call in asked][-1] == "ask_locked"
    assert path.read_bytes() == before
    asked.answers["ask_locked"] = dialogs.Locked.SAVE
    save(opened, qtbot)
    qtbot.waitUntil(lambda: not opened.editor.document().isModified(), timeout=30_000)
    asked.clear()
    qtbot.keyClicks(opened.editor, "def")
    save(opened, qtbot)
    assert asked == []
    assert "def" in path.read_bytes().decode("gb18030")


@pytest.mark.parametrize(
    ("number", "words"),
    [
        (errno.ENOSPC, "磁盘空间不足"),
        (errno.EROFS, "只读"),
        (errno.EACCES, "没有写入权限"),
        (errno.EIO, "磁盘或网络"),
        (errno.EDQUOT, "配额"),
    ],
)
@pytest.mark.parametrize("step", ["mkstemp", "fsync", "replace"])
def test_whatever_fails_while_saving_the_file_and_the_text_stay(opened, qtbot, asked, monkeypatch, number, words, step):
    path = opened.file.path
    before = path.read_bytes()
    qtbot.keyClicks(opened.editor, "abc")
    broken = [True]
    places = {"mkstemp": (safe_write.tempfile, "mkstemp"), "fsync": (os, "fsync"), "replace": (safe_write, "_replace")}
    real = getattr(*places[step])

    def fail(*arguments, **named):
        where = str(named.get("dir") or (arguments[1] if step == "replace" else path.parent))
        if broken[0] and (step == "fsync" or where.startswith(str(path.parent))):
            raise OSError(number, "simulated")
        return real(*arguments, **named)

    monkeypatch.setattr(*places[step], fail)
    # the second try succeeds
    asked.answers["ask_save_failed"] = [dialogs.SaveFailed.CANCEL, dialogs.SaveFailed.RETRY]
    save(opened, qtbot)
    assert words in next(call for call in asked if call[0] == "ask_save_failed")[1]
    assert path.read_bytes() == before
    assert opened.editor.document().isModified()
    assert "abc" in "\n".join(opened.editor.lines())
    assert [p.name for p in path.parent.iterdir() if p.suffix == ".tmp"] == []
    broken[0] = False
    save(opened, qtbot)
    qtbot.waitUntil(lambda: not opened.editor.document().isModified(), timeout=30_000)
    assert "abc" in path.read_bytes().decode("gb18030")


def test_a_save_asked_for_while_something_else_is_under_way_is_not_forgotten(opened, qtbot):
    qtbot.keyClicks(opened.editor, "abc")
    opened.jobs.run("正在导出", lambda token: None, lambda value: None, lambda message: None)
    opened.saving.save()
    qtbot.waitUntil(lambda: not opened.editor.document().isModified(), timeout=30_000)
    assert "abc" in opened.file.path.read_bytes().decode("gb18030")


def test_a_saving_that_was_cancelled_too_late_is_not_taken_for_somebody_else_s(opened, qtbot, asked, monkeypatch):
    real = safe_write._replace

    def slow(temporary, target):
        real(temporary, target)
        if target == opened.file.path:
            opened.jobs._token.cancel()

    monkeypatch.setattr(safe_write, "_replace", slow)
    qtbot.keyClicks(opened.editor, "abc")
    opened.saving.save()
    opened.jobs._key += 1  # as cancel() does it, at the very end of the work
    opened.jobs._on_value = opened.jobs._on_error = None
    opened.jobs._pool.waitForDone(5000)
    monkeypatch.undo()
    qtbot.keyClicks(opened.editor, "def")
    save(opened, qtbot)
    qtbot.waitUntil(lambda: not opened.editor.document().isModified(), timeout=30_000)
    assert not [call for call in asked if call[0] == "ask_conflict"]
    assert "def" in opened.file.path.read_bytes().decode("gb18030")


def test_a_file_open_in_another_window_is_not_saved_over(opened, qtbot, asked, tmp_path):
    other = opened.others.new_window(opened)
    other.new_report()
    qtbot.keyClicks(other.editor, "abc")
    asked.answers["ask_save"] = [opened.file.path, None]
    other.saving.save()
    assert asked[-2][0] == "show_error"
    assert "另一个窗口" in asked[-2][1]
    other.editor.document().setModified(False)
    other.close()


@pytest.fixture
def small_disk(tmp_path):
    """A disk of its own of 128 KB; only the superuser of a Linux machine can have one."""
    place = tmp_path / "U盘"
    place.mkdir()
    command = ["mount", "-t", "tmpfs", "-o", "size=128k", "tmpfs", str(place)]
    may = sys.platform == "linux" and os.geteuid() == 0
    if not may or subprocess.run(command, check=False, capture_output=True).returncode:
        pytest.skip("no disk can be mounted here")
    yield place
    subprocess.run(["umount", "-l", str(place)], check=True)


def test_a_disk_that_is_really_full_then_read_only_then_gone_costs_nothing(window, qtbot, asked, checked, small_disk):
    path = small_disk / "通报.txt"
    path.write_text("通报\n" + "局党组召开会议研究部署。\n" * 200, encoding="utf-8")
    before = path.read_bytes()
    window.open_path(path)
    checked(window)
    qtbot.keyClicks(window.editor, "abc")
    filler = small_disk / "filler"
    with filler.open("wb", buffering=0) as out, contextlib.suppress(OSError):
        while out.write(b"x" * 4096):
            pass
    save(window, qtbot)
    assert "磁盘空间不足" in asked[-1][1]
    subprocess.run(["mount", "-o", "remount,ro", str(small_disk)], check=True)
    save(window, qtbot)
    assert "只读" in asked[-1][1]
    assert path.read_bytes() == before
    assert sorted(p.name for p in small_disk.iterdir()) == ["filler", "通报.txt"]
    subprocess.run(["umount", "-l", str(small_disk)], check=True)
    told(window, qtbot, "已被移走")
    asked.answers["ask_conflict"] = dialogs.Conflict.SAVE_AS
    asked.answers["ask_save"] = small_disk.parent / "另存.txt"
    save(window, qtbot)
    qtbot.waitUntil(lambda: (small_disk.parent / "另存.txt").exists() and not window.jobs.busy, timeout=30_000)
    assert "abc" in (small_disk.parent / "另存.txt").read_text(encoding="utf-8")
    subprocess.run(["mount", "-t", "tmpfs", "-o", "size=128k", "tmpfs", str(small_disk)], check=True)
