"""历史版本: every saving leaves a version that can be looked at, compared and brought back."""

import pytest


def save(window, qtbot):
    window.saving.save()
    qtbot.waitUntil(lambda: not window.jobs.busy and not window.editor.document().isModified(), timeout=30_000)


@pytest.fixture
def saved_twice(opened, qtbot):
    """What the file held first, then with abc, then with defabc."""
    for text in ("abc", "def"):
        opened.editor.go_to_line(3)
        qtbot.keyClicks(opened.editor, text)
        save(opened, qtbot)
    return opened


def show(window, qtbot, row):
    window.menus.action("历史版本…").trigger()
    dialog = next(f for f in window.features if type(f).__name__ == "VersionWork").dialog
    dialog.list.setCurrentRow(row)
    qtbot.waitUntil(lambda: bool(dialog.summary.text()), timeout=30_000)
    return dialog


def test_the_first_content_and_every_saving_are_there(saved_twice, qtbot):
    dialog = show(saved_twice, qtbot, 0)
    assert dialog.list.count() == 3
    assert not dialog.restore.isEnabled()
    assert "相同" in dialog.summary.text()
    dialog.list.setCurrentRow(2)
    qtbot.waitUntil(lambda: "改动 1 段" in dialog.summary.text(), timeout=30_000)
    assert "保存前文件里的内容" in dialog.list.item(2).text()
    assert "defabc" in dialog.view.toPlainText()
    dialog.reject()


def test_a_version_comes_back_as_one_undo_step(saved_twice, qtbot):
    now = saved_twice.editor.lines()
    dialog = show(saved_twice, qtbot, 2)
    qtbot.waitUntil(dialog.restore.isEnabled, timeout=30_000)
    dialog.restore.click()
    assert "abc" not in "\n".join(saved_twice.editor.lines())
    assert saved_twice.editor.document().isModified()
    saved_twice.editor.undo()
    assert saved_twice.editor.lines() == now


def test_a_version_can_be_saved_as_it_was(saved_twice, qtbot, asked, tmp_path):
    dialog = show(saved_twice, qtbot, 1)
    asked.answers["ask_save"] = tmp_path / "旧.txt"
    dialog.save.click()
    qtbot.waitUntil(lambda: any(call[0] == "tell_exported" for call in asked), timeout=30_000)
    text = (tmp_path / "旧.txt").read_bytes().decode("gb18030")
    assert "abc" in text
    assert "def" not in text
    asked.answers["ask_save"] = saved_twice.file.path
    dialog.save.click()
    assert asked[-1][0] == "show_error"
    dialog.reject()


def test_a_report_without_a_file_has_no_versions(window, qtbot):
    window.new_report()
    assert not window.menus.action("历史版本…").isEnabled()
