"""Several reports, each in a window of its own; the session; what the last run left."""

import os
import time

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent

from desktop.app.services import real_services
from desktop.app.session import Session
from desktop.app.single_instance import SingleInstance
from desktop.paths import app_paths
from desktop.windows import dialogs
from desktop.windows.open_windows import OpenWindows
from desktop.windows.running import Running
from desktop.windows.session_keeper import SessionKeeper

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support raise")


@pytest.fixture
def others(window):
    yield window.others
    for other in window.others.windows[1:]:
        other.editor.document().setModified(False)
        other.close()


@pytest.fixture
def two_files(tmp_path):
    paths = [tmp_path / name for name in ("甲.txt", "乙.txt")]
    for path in paths:
        path.write_text("通报\n" + "局党组召开会议研究部署。\n" * 80 + path.stem, encoding="utf-8")
    return paths


def wait_open(others, qtbot, *paths):
    def there():
        return sorted(str(w.file.path) for w in others.windows if w.has_report) == sorted(map(str, paths))

    qtbot.waitUntil(there, timeout=30_000)


def test_a_file_that_is_open_is_not_opened_twice(window, others, qtbot, two_files):
    others.open(two_files[0])
    wait_open(others, qtbot, two_files[0])
    others.open(two_files[1])
    wait_open(others, qtbot, *two_files)
    assert len(others.windows) == 2
    others.open(two_files[0])
    others.windows[1].open_path(two_files[0])
    assert len(others.windows) == 2
    assert [w.file.path for w in others.windows] == two_files


def test_several_dropped_files_open_in_windows_of_their_own(window, others, qtbot, two_files):
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path)) for path in two_files])
    event = QDropEvent(
        QPointF(5, 5), Qt.DropAction.CopyAction, data, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    )
    window.dropEvent(event)
    wait_open(others, qtbot, *two_files)
    assert len(others.windows) == 2


def test_the_menu_lists_the_windows(window, others, qtbot, two_files):
    others.open(two_files[0])
    wait_open(others, qtbot, two_files[0])
    window.menus.action("新窗口").trigger()
    tool = next(f for f in window.features if type(f).__name__ == "SeveralWindows")
    tool.fill()
    assert [action.text() for action in tool.list.actions()] == ["&1 甲.txt", "&2 开始页"]
    assert [action.isChecked() for action in tool.list.actions()] == [True, False]


def test_open_in_a_new_window_leaves_this_one_alone(window, others, qtbot, two_files, asked):
    others.open(two_files[0])
    wait_open(others, qtbot, two_files[0])
    qtbot.keyClicks(window.editor, "abc")
    asked.answers["ask_open"] = two_files[1]
    window.menus.action("在新窗口打开…").trigger()
    wait_open(others, qtbot, *two_files)
    assert "abc" in "\n".join(window.editor.lines())


def test_a_closed_window_leaves_the_list(window, others, qtbot):
    other = others.new_window(window)
    assert others.windows == (window, other)
    other.close()
    assert others.windows == (window,)


def test_leaving_asks_for_each_window_and_one_cancel_keeps_the_rest(window, others, qtbot, two_files, asked):
    others.open(two_files[0])
    others.open(two_files[1])
    wait_open(others, qtbot, *two_files)
    qtbot.keyClicks(window.editor, "abc")
    others.quit()
    assert [call[0] for call in asked] == ["ask_unsaved"]
    assert others.windows == (window,)
    assert not others.quitting
    asked.answers["ask_unsaved"] = dialogs.Unsaved.DISCARD
    others.quit()
    assert others.windows == ()


def test_leaving_goes_on_when_a_saving_is_done(window, others, qtbot, two_files, asked):
    others.open(two_files[0])
    others.open(two_files[1])
    wait_open(others, qtbot, *two_files)
    other = others.windows[1]
    qtbot.keyClicks(other.editor, "abc")
    asked.answers["ask_unsaved"] = dialogs.Unsaved.SAVE
    others.quit()
    qtbot.waitUntil(lambda: others.windows == (), timeout=30_000)
    assert "abc" in two_files[1].read_text(encoding="utf-8")


# the session


def session_file(home):
    return home / "data" / "session.json"


def test_the_session_is_kept_and_comes_back(window, others, qtbot, two_files, app_home):
    keeper = SessionKeeper(others, window)
    keeper.start()
    others.open(two_files[0])
    others.open(two_files[1])
    wait_open(others, qtbot, *two_files)
    window.editor.go_to_line(60)
    window.show_view(1)
    keeper.keep()
    session = Session(session_file(app_home))
    assert [state.path for state in session.windows] == [str(path) for path in two_files]
    assert not session.ended
    caret = window.editor.textCursor().position()
    place = session.place(two_files[0])
    assert (place.caret, place.view) == (caret, 1)
    others.quit()
    session = Session(session_file(app_home))
    assert [state.path for state in session.windows] == [str(path) for path in two_files]
    assert session.ended


@pytest.fixture
def next_run(window, qtbot, app_home):
    """The next run of the program, with windows of its own."""
    made = []

    def start(names=(), folder=None):
        services = real_services(app_paths())
        others = OpenWindows(services, window.look, window.icons, window)
        first = others.new_window()
        first.resize(900, 600)
        running = Running(others, window.look, SingleInstance(folder or app_home / "data"), services.paths, window)
        running.begin(names)
        made.append((others, running))
        return others, running

    yield start
    for others, running in made:
        for other in others.windows:
            other.editor.document().setModified(False)
            other.close()
        running.end()
        running.deleteLater()


def test_the_next_start_opens_what_was_open_where_the_clerk_was(window, others, qtbot, two_files, next_run):
    keeper = SessionKeeper(others, window)
    keeper.start()
    others.open(two_files[0])
    wait_open(others, qtbot, two_files[0])
    window.editor.go_to_line(70)
    caret = window.editor.textCursor().position()
    others.quit()
    again, _ = next_run()
    wait_open(again, qtbot, two_files[0])
    assert again.windows[0].editor.textCursor().position() == caret


def test_a_named_file_is_opened_alone(window, others, qtbot, two_files, next_run):
    keeper = SessionKeeper(others, window)
    keeper.start()
    others.open(two_files[0])
    wait_open(others, qtbot, two_files[0])
    others.quit()
    again, _ = next_run([two_files[1]])
    wait_open(again, qtbot, two_files[1])
    assert len(again.windows) == 1


def test_the_clerk_can_switch_that_off(window, others, qtbot, two_files, next_run):
    keeper = SessionKeeper(others, window)
    keeper.start()
    others.open(two_files[0])
    wait_open(others, qtbot, two_files[0])
    window.menus.action("启动时打开上次的报告").trigger()
    others.quit()
    again, running = next_run()
    assert not again.windows[0].jobs.busy
    assert not again.windows[0].has_report
    assert not running.bar.isVisible()


def test_after_a_run_that_did_not_end_the_reports_are_offered_not_opened(
    window, others, qtbot, two_files, next_run, app_home
):
    keeper = SessionKeeper(others, window)
    keeper.start()
    others.open(two_files[0])
    wait_open(others, qtbot, two_files[0])
    keeper.keep()
    left = two_files[0].with_name(".~duizhang-abc.tmp")
    left.write_text("halb", encoding="utf-8")
    os.utime(left, (time.time() - 100,) * 2)
    again, running = next_run()
    qtbot.waitUntil(lambda: not left.exists(), timeout=30_000)
    assert not again.windows[0].has_report
    assert running.bar.isVisible()
    assert "没有正常关闭" in running.bar.label.text()
    running.bar.buttons[0].click()
    wait_open(again, qtbot, two_files[0])


def test_a_crash_s_trace_is_offered_once(window, qtbot, next_run, app_home, qapp):
    log = app_home / "log"
    log.mkdir(parents=True)
    (log / "trace-7-a.txt").write_text("Fatal Python error: Segmentation fault", encoding="utf-8")
    _, running = next_run()
    assert "上次程序意外关闭" in running.bar.label.text()
    running.bar.press("复制技术记录")
    assert "Segmentation fault" in qapp.clipboard().text()
    _, again = next_run()
    assert not again.bar.isVisible()


def test_a_second_start_is_opened_here(window, qtbot, next_run, two_files, app_home):
    others, running = next_run()
    running._instance.asked.emit([two_files[0], two_files[1]])
    wait_open(others, qtbot, *two_files)
    running._instance.asked.emit([])
    assert len(others.windows) == 2
