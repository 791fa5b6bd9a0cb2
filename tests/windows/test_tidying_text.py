import pytest
from PySide6.QtCore import QMimeData
from PySide6.QtGui import QTextCursor

from desktop.windows.tidying_text import TidyingText

PASTED = "局党组 先后召开会议,研究整改工作情况。\n\n【关闭】\n\n𠮷共３项 措施已完成。\n"


@pytest.fixture
def tidying(opened):
    return next(feature for feature in opened.features if isinstance(feature, TidyingText))


@pytest.fixture
def paste(opened, tidying, qtbot):
    def put(text, line=2):
        data = QMimeData()
        data.setText(text)
        opened.editor.go_to_line(line)
        opened.editor.insertFromMimeData(data)
        qtbot.waitUntil(lambda: not tidying._work.busy)

    return put


def test_after_a_paste_it_is_offered_and_done_in_one_step(opened, tidying, paste, qtbot):
    whole = opened.editor.lines()
    paste(PASTED)
    pasted = opened.editor.lines()
    assert tidying.bar.isVisible()
    assert (
        tidying.bar.label.text()
        == "粘贴的文字里有 1 处网页残留、2 处多余空格、1 处半角标点、1 处全角数字和字母、2 处空行。"
    )
    tidying.bar.action.click()
    qtbot.waitUntil(lambda: "已整理" in tidying.bar.label.text())
    assert opened.editor.lines() == [
        whole[0],
        "局党组先后召开会议，研究整改工作情况。",
        "𠮷共3项措施已完成。",
        *whole[1:],
    ]
    opened.editor.undo()
    assert opened.editor.lines() == pasted
    assert not tidying.bar.isVisible()


def test_no_is_an_answer_and_clean_text_asks_nothing(tidying, paste):
    paste(PASTED)
    tidying.bar.refuse.click()
    assert not tidying.bar.isVisible()
    paste("局党组研究整改工作。\n")
    assert not tidying.bar.isVisible()


def test_what_was_pasted_is_found_again_after_typing_before_it(opened, tidying, paste, qtbot):
    paste(PASTED)
    QTextCursor(opened.editor.document()).insertText("新的 一段\n又 一段\n")
    tidying.bar.action.click()
    qtbot.waitUntil(lambda: "已整理" in tidying.bar.label.text())
    assert opened.editor.lines()[:2] == ["新的 一段", "又 一段"]
    assert "局党组先后召开会议，研究整改工作情况。" in opened.editor.lines()


def test_the_selection_or_the_whole_is_tidied(opened, tidying, qtbot):
    opened.editor.go_to_line(1)
    opened.editor.textCursor().insertText("局党组 研究,部署\n局党组 部署,整改\n\n\n尾\u200b部\n")
    opened.editor.go_to_line(2)
    cursor = opened.editor.textCursor()
    cursor.movePosition(cursor.MoveOperation.Right, cursor.MoveMode.KeepAnchor, 2)
    opened.editor.setTextCursor(cursor)
    opened.menus.action("整理文字").trigger()
    qtbot.waitUntil(lambda: "已整理" in tidying.bar.label.text())
    assert opened.editor.lines()[:3] == ["局党组 研究,部署", "局党组部署，整改", ""]
    opened.editor.go_to_line(1)
    opened.menus.action("整理文字").trigger()
    qtbot.waitUntil(lambda: "空行" in tidying.bar.label.text())
    assert opened.editor.lines()[:3] == ["局党组研究，部署", "局党组部署，整改", ""]
    assert opened.editor.lines()[3] == "尾部"


def test_the_last_lines_can_go(opened, tidying, qtbot):
    opened.editor.moveCursor(QTextCursor.MoveOperation.End)
    opened.editor.textCursor().insertText("\n末段。\n\n\n")
    opened.menus.action("整理文字").trigger()
    qtbot.waitUntil(lambda: "已整理" in tidying.bar.label.text())
    assert opened.editor.lines()[-2:] == ["末段。", ""]
    opened.menus.action("整理文字").trigger()
    qtbot.waitUntil(lambda: "没有要整理" in opened.status.currentMessage())
