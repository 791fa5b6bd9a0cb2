import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QTextCursor

from desktop.windows.finding_text import FindingText

LINES = ["整改情况的通报", "整改3处，Word整改5处。", "已完成整改，word", "𠮷野整改"]


@pytest.fixture
def finding(window, tmp_path):
    path = tmp_path / "通报.txt"
    path.write_text("\n".join(LINES), encoding="utf-8")
    window.take_opened(window.services.read(path))
    return next(feature for feature in window.features if isinstance(feature, FindingText))


@pytest.fixture
def look_for(finding, qtbot):
    def look(text, **options):
        finding.find()
        finding.bar.text.setText(text)
        for name, value in options.items():
            getattr(finding.bar, name).setChecked(value)
        settle()

    def settle():
        qtbot.waitUntil(lambda: not finding.search.busy and not finding._timer.isActive())

    look.settle = settle
    return look


def chosen(window):
    return window.editor.textCursor().selectedText(), window.editor.textCursor().selectionStart()


def test_the_first_place_is_chosen_and_all_are_counted(window, finding, look_for):
    look_for("整改")
    assert finding.bar.count.text() == "第 1 处，共 5 处"
    assert chosen(window) == ("整改", 0)
    assert len(window.editor.hits) == 5


def test_steps_go_round_at_both_ends(window, finding, look_for, qtbot):
    look_for("整改")
    finding.previous()
    assert finding.bar.count.text() == "第 5 处，共 5 处"
    assert chosen(window)[0] == "整改"
    finding.next()
    finding.next()
    assert finding.bar.count.text() == "第 2 处，共 5 处"
    qtbot.keyClick(finding.bar.text, Qt.Key.Key_Return)
    assert finding.bar.count.text() == "第 3 处，共 5 处"
    qtbot.keyClick(finding.bar.text, Qt.Key.Key_Return, Qt.KeyboardModifier.ShiftModifier)
    assert finding.bar.count.text() == "第 2 处，共 5 处"


def test_enter_waits_for_the_answer(window, finding, look_for, qtbot):
    finding.find()
    finding.bar.text.setText("word")
    qtbot.keyClick(finding.bar.text, Qt.Key.Key_Return)
    look_for.settle()
    assert chosen(window)[0] == "Word"
    assert finding.bar.count.text() == "第 1 处，共 2 处"


def test_nothing_found_and_a_wrong_pattern_are_told(finding, look_for):
    look_for("没有的")
    assert finding.bar.count.text() == "没有找到"
    assert not finding.bar.down.isEnabled()
    look_for("(整", regex=True)
    assert "少了右括号" in finding.bar.count.text()


def test_hits_move_with_the_text_and_are_looked_for_again(window, finding, look_for):
    look_for("整改")
    QTextCursor(window.editor.document()).insertText("先整改𠮷")
    assert window.editor.hits.all[0].start == 5
    look_for.settle()
    assert len(window.editor.hits) == 6


def test_one_place_is_replaced_and_the_next_chosen(window, finding, look_for):
    look_for("整改")
    finding.replace()
    look_for.settle()
    finding.bar.template.setText("改正")
    finding.replace_one()
    look_for.settle()
    assert window.editor.lines()[0] == "改正情况的通报"
    assert finding.bar.count.text() == "第 1 处，共 4 处"
    finding.bar.template.setText("整改整改")
    finding.replace_one()
    look_for.settle()
    assert window.editor.lines()[1] == "整改整改3处，Word整改5处。"
    assert chosen(window)[1] == len("改正情况的通报") + 1 + len("整改整改3处，Word")


def test_all_are_replaced_in_one_undo_step_and_counted(window, finding, look_for):
    look_for(r"整改(\d)处", regex=True)
    finding.bar.template.setText(r"改\1件")
    finding.replace_all()
    look_for.settle()
    assert window.editor.lines()[1] == "改3件，Word改5件。"
    assert finding.bar.count.text() == "已替换 2 处，可以一步撤销"
    window.editor.undo()
    assert window.editor.lines() == LINES
    assert not window.editor.document().isUndoAvailable()


def test_a_wrong_group_is_told_and_nothing_replaced(window, finding, look_for):
    look_for(r"整改(\d)处", regex=True)
    finding.bar.template.setText(r"\2")
    finding.replace_all()
    look_for.settle()
    assert "没有对应的括号" in finding.bar.count.text()
    finding.replace_one()
    assert "没有对应的括号" in finding.bar.count.text()
    assert window.editor.lines() == LINES


def test_what_stands_as_wanted_already_is_not_replaced(window, finding, look_for):
    look_for("word")
    finding.bar.template.setText("word")
    finding.replace_all()
    look_for.settle()
    assert finding.bar.count.text() == "已替换 1 处，可以一步撤销"
    assert window.editor.lines()[1] == "整改3处，word整改5处。"


def test_several_chosen_paragraphs_are_searched_alone(window, finding, look_for):
    cursor = window.editor.textCursor()
    cursor.setPosition(0)
    cursor.setPosition(len(LINES[0]) + 1 + 4, QTextCursor.MoveMode.KeepAnchor)
    window.editor.setTextCursor(cursor)
    look_for("整改")
    assert finding.bar.within.isChecked()
    assert finding.bar.count.text() == "第 1 处，共 2 处"
    finding.bar.template.setText("改")
    finding.replace_all()
    look_for.settle()
    assert window.editor.lines() == ["改情况的通报", "改3处，Word整改5处。", *LINES[2:]]


def test_only_what_is_chosen_needs_something_chosen(finding, look_for):
    look_for("整改")
    finding.bar.leave()
    finding._editor.go_to_line(2)
    look_for("整改", within=True)
    assert not finding.bar.within.isChecked()
    assert "先在正文里选中" in finding.bar.count.text()


def test_chosen_words_are_looked_for_and_escape_puts_the_bar_away(window, finding, look_for, qtbot):
    cursor = window.editor.document().find("Word")
    window.editor.setTextCursor(cursor)
    finding.find()
    look_for.settle()
    assert finding.bar.text.text() == "Word"
    assert finding.bar.count.text() == "第 1 处，共 2 处"
    qtbot.keyClick(finding.bar.text, Qt.Key.Key_Escape)
    assert not finding.bar.isVisible()
    assert not len(window.editor.hits)
    assert chosen(window)[0] == "Word"


def test_the_page_menu_looks_for_what_is_selected(window, finding, look_for):
    window.editor.setTextCursor(window.editor.document().find("Word整改"))
    action = next(a for a in window.editor.menu(None).actions() if a.text().startswith("查找“Word整改”"))
    action.trigger()
    look_for.settle()
    assert finding.bar.count.text() == "第 1 处，共 1 处"


def test_the_up_key_brings_back_what_was_looked_for(finding, look_for, qtbot):
    for text in ("整改", "word"):
        look_for(text)
        qtbot.keyClick(finding.bar.text, Qt.Key.Key_Return)
    finding.bar.text.clear()
    qtbot.keyClick(finding.bar.text, Qt.Key.Key_Up)
    qtbot.keyClick(finding.bar.text, Qt.Key.Key_Up)
    assert finding.bar.text.text() == "整改"
