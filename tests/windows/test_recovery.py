"""Nothing typed is lost: copies while typing, and what becomes of them after a crash."""

import shutil
import threading

import pytest
from PySide6.QtCore import QEvent, QLockFile, Qt
from PySide6.QtWidgets import QApplication

from desktop.app.ledger_record import bring_back
from desktop.app.recovery import RecoveryCopies
from desktop.documents import recovery_copies
from desktop.documents.errors import DocumentError
from desktop.documents.recovery_copies import copies_in
from desktop.ledger.columns import Column
from desktop.ledger.editing import set_cells
from desktop.windows import dialogs, recovery_work
from desktop.windows.recovering import Recovering


@pytest.fixture(autouse=True)
def soon(monkeypatch):
    monkeypatch.setattr(recovery_work, "WAIT_MS", 10)
    monkeypatch.setattr(recovery_work, "RETRY_MS", 20)


def copies(window):
    return list(copies_in(window.others.copies.folder).values())


def type_text(window, qtbot, text):
    qtbot.keyClicks(window.editor, text)


def wait_for_copy(window, qtbot, text):
    qtbot.waitUntil(lambda: any(text in "\n".join(copy.lines) for copy in copies(window)), timeout=30_000)


def crash(window, tmp_path):
    """What the folder of copies looks like to the next run: the same files, and a lock of a process that is gone."""
    window.others.copies.wait()  # on a busy machine a copy may still be on its way
    folder = window.others.copies.folder
    left = tmp_path / "crashed" / folder.name
    shutil.copytree(folder, left, ignore=shutil.ignore_patterns("*.lock"))
    lock = QLockFile(str(left / "owner.lock"))
    assert lock.tryLock(0)
    content = (left / "owner.lock").read_bytes()
    lock.unlock()
    dead = content.split(b"\n", 1)
    (left / "owner.lock").write_bytes(b"4194303\n" + dead[1])
    return left.parent


def offered(window, root):
    """The next run of the program, played by the same window."""
    window.others.copies = RecoveryCopies(root, window.others)
    window.recovery._copies = window.others.copies
    window.others.copies.done.connect(window.recovery._done)
    recovering = Recovering(window.others, window.look, window)
    assert recovering.offer(window)
    return recovering


def test_typing_is_copied_aside_and_saving_removes_the_copy(opened, qtbot):
    type_text(opened, qtbot, "abc")
    wait_for_copy(opened, qtbot, "abc")
    [copy] = copies(opened)
    assert copy.lines == tuple(opened.editor.lines())
    assert copy.path == opened.file.path
    assert copy.caret == opened.editor.textCursor().position()
    opened.saving.save()
    qtbot.waitUntil(lambda: not copies(opened), timeout=30_000)


def test_taking_everything_back_removes_the_copy(opened, qtbot):
    type_text(opened, qtbot, "abc")
    wait_for_copy(opened, qtbot, "abc")
    opened.editor.undo()
    qtbot.waitUntil(lambda: not copies(opened), timeout=30_000)


def test_a_new_report_that_was_never_saved_is_copied_too(window, qtbot):
    window.new_report()
    type_text(window, qtbot, "draft")
    wait_for_copy(window, qtbot, "draft")
    assert copies(window)[0].path is None


def test_an_unchanged_report_leaves_nothing(opened):
    opened.recovery.touch()
    opened.recovery.write_now()
    opened.others.copies.wait()
    assert not opened.others.copies.folder.exists()


def test_turning_to_another_program_copies_at_once(opened, qtbot, monkeypatch):
    monkeypatch.setattr(recovery_work, "WAIT_MS", 60_000)
    type_text(opened, qtbot, "abc")
    QApplication.sendEvent(opened, QEvent(QEvent.Type.WindowDeactivate))
    wait_for_copy(opened, qtbot, "abc")


def test_giving_the_report_up_removes_the_copy(opened, qtbot, asked):
    type_text(opened, qtbot, "abc")
    wait_for_copy(opened, qtbot, "abc")
    asked.answers["ask_unsaved"] = dialogs.Unsaved.DISCARD
    opened.new_report()
    qtbot.waitUntil(lambda: not copies(opened), timeout=30_000)


def test_after_a_crash_the_text_comes_back_and_can_be_saved(opened, qtbot, tmp_path, asked):
    before = opened.editor.lines()
    opened.editor.go_to_line(3)
    type_text(opened, qtbot, "abc")
    wait_for_copy(opened, qtbot, "abc")
    typed, path, caret = opened.editor.lines(), opened.file.path, opened.editor.textCursor().position()
    root = crash(opened, tmp_path)
    opened.editor.document().setModified(False)
    opened.show_start()
    recovering = offered(opened, root)
    dialog = recovering.dialog
    forget = opened.others.copies.forget
    there = []
    opened.others.copies.forget = lambda item: (there.append(bool(copies(opened))), forget(item))
    qtbot.waitUntil(lambda: "abc" in dialog.view.toPlainText(), timeout=30_000)
    qtbot.mouseClick(dialog.recover, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: opened.has_report and opened.editor.lines() == typed, timeout=30_000)
    assert not dialog.isVisible()
    assert opened.editor.document().isModified()
    assert opened.editor.textCursor().position() == caret
    assert opened.file.path == path
    qtbot.waitUntil(lambda: there == [True], timeout=30_000)  # the old copy goes only when the new one is there
    opened.editor.undo()
    assert opened.editor.lines() == before
    opened.editor.redo()
    opened.saving.save()
    qtbot.waitUntil(lambda: not opened.editor.document().isModified(), timeout=30_000)
    assert "abc" in path.read_bytes().decode("gb18030")
    qtbot.waitUntil(lambda: not list(root.glob("*/*.json")), timeout=30_000)


def test_a_recovered_report_whose_file_changed_meanwhile_is_not_written_over(opened, qtbot, tmp_path, asked):
    type_text(opened, qtbot, "abc")
    wait_for_copy(opened, qtbot, "abc")
    path = opened.file.path
    root = crash(opened, tmp_path)
    opened.editor.document().setModified(False)
    opened.show_start()
    path.write_text("别人改过的内容", encoding="utf-8")
    recovering = offered(opened, root)
    recovering.dialog.recover.click()
    qtbot.waitUntil(lambda: opened.has_report and "abc" in "\n".join(opened.editor.lines()), timeout=30_000)
    opened.saving.save()
    qtbot.waitUntil(lambda: any(call[0] == "ask_conflict" for call in asked), timeout=30_000)
    assert path.read_text(encoding="utf-8") == "别人改过的内容"


def test_what_is_not_wanted_goes_after_a_question(opened, qtbot, tmp_path, asked):
    type_text(opened, qtbot, "abc")
    wait_for_copy(opened, qtbot, "abc")
    root = crash(opened, tmp_path)
    recovering = offered(opened, root)
    asked.answers["ask_forget_copy"] = False
    recovering.dialog.forget.click()
    assert list(root.glob("*/*.json"))
    asked.answers["ask_forget_copy"] = True
    with qtbot.waitSignal(recovering.ended):
        recovering.dialog.forget.click()
    assert list(root.iterdir()) == []


def test_what_is_put_off_is_offered_again(opened, qtbot, tmp_path):
    type_text(opened, qtbot, "abc")
    wait_for_copy(opened, qtbot, "abc")
    root = crash(opened, tmp_path)
    recovering = offered(opened, root)
    recovering.dialog.reject()
    opened.others.copies.close()
    assert len(RecoveryCopies(root).left_over()) == 1


def test_what_was_recovered_can_be_saved_elsewhere(opened, qtbot, tmp_path, asked):
    type_text(opened, qtbot, "abc")
    wait_for_copy(opened, qtbot, "abc")
    root = crash(opened, tmp_path)
    recovering = offered(opened, root)
    asked.answers["ask_save"] = tmp_path / "另存.txt"
    with qtbot.waitSignal(recovering.ended):
        recovering.dialog.save.click()
    assert "abc" in (tmp_path / "另存.txt").read_bytes().decode("gb18030")
    assert list(root.iterdir()) == []


def test_two_runs_of_the_program_do_not_take_each_other_s_copies(opened, qtbot, tmp_path):
    type_text(opened, qtbot, "abc")
    wait_for_copy(opened, qtbot, "abc")
    other = RecoveryCopies(opened.others.copies.folder.parent)
    assert other.left_over() == []
    assert copies(opened)


def test_other_parts_of_the_window_have_a_place_in_the_copy(opened, qtbot, tmp_path):
    given = []
    rows = {"rows": ["已完成"]}
    opened.recovery.add_part("ledger", lambda: rows, given.append)
    opened.recovery.touch()
    qtbot.waitUntil(lambda: bool(copies(opened)), timeout=30_000)
    [copy] = copies(opened)
    assert copy.parts == {"ledger": rows}
    root = crash(opened, tmp_path)
    recovering = offered(opened, root)
    opened.show_start()
    recovering.dialog.recover.click()
    qtbot.waitUntil(lambda: given == [rows], timeout=30_000)


def test_what_was_written_into_the_ledger_comes_back(opened, qtbot, tmp_path):
    working = opened.workspace.ledger.working
    assert copies(opened) == []
    working.edit("填写", set_cells(working.ledger, {(0, Column.PERSON): "张三"}, "2026-03-01T09:30"))
    qtbot.waitUntil(lambda: bool(copies(opened)), timeout=30_000)
    root = crash(opened, tmp_path)
    working.give_up()
    qtbot.waitUntil(lambda: not copies(opened), timeout=30_000)
    opened.show_start()
    recovering = offered(opened, root)
    recovering.dialog.recover.click()
    qtbot.waitUntil(
        lambda: bool(working.ledger.rows) and working.ledger.rows[0][Column.PERSON] == "张三", timeout=30_000
    )
    assert working.modified
    assert len(working.ledger.changes) == 1
    # the rows find their problems again
    qtbot.waitUntil(lambda: working.ledger.rows[0].line is not None, timeout=30_000)
    wait_for_copy(opened, qtbot, "城市更新局")


def test_a_ledger_record_that_makes_no_sense_is_passed_over(opened):
    working = opened.workspace.ledger.working
    before = working.ledger
    for record in ({}, {"rows": 3}, {"rows": [{"没有": "这一列"}], "changes": []}):
        bring_back(working, record)
    assert working.ledger is before


def test_a_copy_that_cannot_be_written_is_told_once_and_tried_again(opened, qtbot, monkeypatch):
    real = recovery_copies.write_bytes
    full = threading.Event()
    full.set()

    def fail(path, data, expected=None):
        if full.is_set():
            raise DocumentError("保存不了：磁盘空间不足，原文件未动。请清理磁盘后重试，或另存到别的磁盘。")
        return real(path, data, expected)

    monkeypatch.setattr(recovery_copies, "write_bytes", fail)
    type_text(opened, qtbot, "abc")
    qtbot.waitUntil(opened.recovery.bar.isVisible, timeout=30_000)
    assert "磁盘空间不足" in opened.recovery.bar.label.text()
    opened.recovery.bar.press("知道了")
    full.clear()
    wait_for_copy(opened, qtbot, "abc")
    assert not opened.recovery.bar.isVisible()


def test_several_reports_come_back_into_windows_of_their_own(opened, qtbot, tmp_path):
    type_text(opened, qtbot, "abc")
    wait_for_copy(opened, qtbot, "abc")
    root = crash(opened, tmp_path)
    folder = next(root.iterdir())
    [file] = folder.glob("*.json")
    shutil.copy(file, folder / "other.json")
    recovering = offered(opened, root)
    opened.editor.document().setModified(False)
    opened.show_start()
    recovering.dialog.all.click()
    windows = opened.others
    qtbot.waitUntil(lambda: [w.has_report for w in windows.windows] == [True, True], timeout=30_000)
    for window in windows.windows:
        assert "abc" in "\n".join(window.editor.lines())
    second = windows.windows[1]
    second.editor.document().setModified(False)
    second.close()
    assert windows.windows == (opened,)


def test_what_was_recovered_goes_where_its_file_is_open_already(opened, qtbot, tmp_path):
    type_text(opened, qtbot, "abc")
    wait_for_copy(opened, qtbot, "abc")
    root = crash(opened, tmp_path)
    opened.editor.undo()
    recovering = offered(opened, root)
    recovering.dialog.recover.click()
    qtbot.waitUntil(lambda: "abc" in "\n".join(opened.editor.lines()), timeout=30_000)
    assert opened.others.windows == (opened,)
