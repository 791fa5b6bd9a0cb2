import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QTextCursor

from desktop.app.view_state import ViewState, load_view, save_view, settle_scale
from desktop.windows import word_count_dialog
from desktop.windows.viewing import Viewing


@pytest.fixture
def viewing(opened):
    return next(feature for feature in opened.features if isinstance(feature, Viewing))


def test_the_page_grows_by_keys_and_the_wheel_and_the_status_says_so(opened, viewing):
    assert viewing.zoom_button.text() == "100%"
    opened.menus.action("放大").trigger()
    assert viewing.zoom_button.text() == "110%"
    assert opened.editor.zoom == 1.1
    opened.editor.zoom_asked.emit(-2)
    assert viewing.zoom_button.text() == "90%"
    opened.menus.action("恢复 100%").trigger()
    assert opened.editor.zoom == 1.0
    assert not opened.editor.document().isModified()


def test_the_size_has_ends(viewing):
    viewing.zoom_by(99)
    assert viewing.state.zoom == 300
    viewing.zoom_by(-99)
    assert viewing.state.zoom == 50
    viewing.fit_width()
    assert 50 <= viewing.state.zoom <= 300


def test_panels_are_hidden_and_stay_so_in_other_views(opened, viewing):
    work = opened.workspace
    opened.menus.action("右侧“检查结果”栏").trigger()
    opened.menus.action("左侧“结构”栏").trigger()
    assert not work.findings.isVisible()
    assert not work.outline.isVisible()
    opened.show_view(1)
    opened.show_view(0)
    assert not work.findings.isVisible()
    opened.menus.action("右侧“检查结果”栏").trigger()
    assert work.findings.isVisible()
    assert not viewing.outline_action.isChecked()


def test_only_the_text_is_left_and_escape_brings_all_back(opened, viewing, qtbot):
    opened.menus.action("专注（只留正文）").trigger()
    work = opened.workspace
    assert opened.isFullScreen()
    assert not any(
        part.isVisible() for part in (work.outline, work.findings, work.tabs, opened.toolbar, opened.menuBar())
    )
    qtbot.keyClick(opened.editor, Qt.Key.Key_Escape)
    assert not opened.isFullScreen()
    assert all(part.isVisible() for part in (work.outline, work.findings, work.tabs, opened.toolbar, opened.menuBar()))


def test_the_whole_screen_keeps_the_panels(opened):
    opened.menus.action("全屏").trigger()
    assert opened.isFullScreen()
    assert opened.workspace.outline.isVisible()
    opened.menus.action("全屏").trigger()
    assert not opened.isFullScreen()


def test_what_was_chosen_is_remembered(opened, viewing):
    viewing.set_zoom(150)
    opened.menus.action("左侧“结构”栏").trigger()
    opened.closing.emit()
    assert load_view(opened.services.paths.config / "view.json") == ViewState(150, outline=False)


def test_the_size_of_everything_holds_from_the_next_start(opened, viewing):
    menu = opened.menus.action("界面大小").menu()
    next(action for action in menu.actions() if action.text() == "125%").trigger()
    assert "再打开后生效" in opened.status.currentMessage()
    opened.closing.emit()
    state = load_view(opened.services.paths.config / "view.json")
    assert state.scale == 125
    environ = {}
    settle_scale(environ, state)
    assert environ == {"QT_SCALE_FACTOR": "1.25"}
    environ = {"QT_SCALE_FACTOR": "2"}
    settle_scale(environ, state)
    assert environ == {"QT_SCALE_FACTOR": "2"}
    environ = {}
    settle_scale(environ, ViewState())
    assert environ == {}


@pytest.mark.parametrize(
    "text", ["", "{", "[]", '{"zoom": "大"}', '{"zoom": 9000, "outline": 1, "findings": 0, "scale": 9}']
)
def test_a_damaged_memory_is_no_harm(tmp_path, text):
    file = tmp_path / "view.json"
    file.write_text(text, encoding="utf-8")
    state = load_view(file)
    assert 50 <= state.zoom <= 300
    assert state.outline
    save_view(tmp_path / "view.json" / "nowhere", state)


def test_the_number_of_words_of_what_is_selected_is_told(opened, qtbot):
    status = opened.status
    assert "选中" not in status.words.text()
    cursor = opened.editor.textCursor()
    cursor.movePosition(QTextCursor.MoveOperation.Right, QTextCursor.MoveMode.KeepAnchor, 4)
    opened.editor.setTextCursor(cursor)
    qtbot.waitUntil(lambda: "选中 4 / " in status.words.text())
    cursor.clearSelection()
    opened.editor.setTextCursor(cursor)
    assert "选中" not in status.words.text()


def test_the_number_leads_to_all_numbers(opened, monkeypatch):
    shown = []

    def remember(dialog):
        shown.append({label.accessibleName(): label.text() for label in dialog.findChildren(word_count_dialog.QLabel)})

    monkeypatch.setattr(word_count_dialog.WordCountDialog, "exec", remember)
    opened.status.words.linkActivated.emit("words")
    assert shown[0]["全文字数"] == f"{opened.analysis.words:,}"
    opened.editor.selectAll()
    opened.menus.action("字数统计…").trigger()
    assert shown[1]["选中部分段落数"] == shown[1]["全文段落数"]
