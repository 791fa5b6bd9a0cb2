"""The shelf of phrases beside the text."""

import pytest
from PySide6.QtCore import Qt

from desktop.drafting.facts import PLACE
from desktop.windows import dialogs
from desktop.windows.drafting_work import DraftingWork


@pytest.fixture
def work(opened):
    return next(feature for feature in opened.features if isinstance(feature, DraftingWork)).phrases


def shown(dialog):
    return [dialog.list.item(row).text() for row in range(dialog.list.count())]


def test_the_shelf_is_searched_and_filled_with_what_the_report_says(opened, work, qtbot):
    opened.menus.action("常用语…").trigger()
    dialog = work.dialog
    dialog.search.setText("诚恳接受")
    assert all("诚恳接受" in text for text in shown(dialog))
    assert any("区委第二巡察组" in text for text in shown(dialog))


def test_enter_puts_the_phrase_in_at_the_caret_as_one_step(opened, work, qtbot):
    before = opened.editor.lines()
    opened.editor.go_to_line(5)
    opened.menus.action("常用语…").trigger()
    work.dialog.search.setText("办公室 业务骨干")
    qtbot.keyClick(work.dialog.search, Qt.Key.Key_Return)
    assert "抽调【待填：抽调人数】名业务骨干" in opened.editor.lines()[4]
    assert PLACE.fullmatch(opened.editor.textCursor().selectedText())
    opened.editor.undo()
    assert opened.editor.lines() == before


def test_a_group_is_shown_by_itself(opened, work):
    work.show()
    names = [work.dialog.groups.item(row).text() for row in range(work.dialog.groups.count())]
    work.dialog.groups.setCurrentRow(names.index("成效"))
    assert shown(work.dialog)
    assert all(work.dialog.list.item(row).toolTip().startswith("成效") for row in range(work.dialog.list.count()))


def test_what_is_selected_becomes_an_own_phrase(opened, work, qtbot):
    place = "\n".join(opened.editor.lines()).index("召开专题会议研究部署")
    opened.editor.select(place, place + 10, focus=True)
    work.show()
    work.ask_add()
    asked = next(w for w in work.dialog.children() if type(w).__name__ == "PhraseEditDialog")
    assert asked.words.toPlainText() == "召开专题会议研究部署"
    asked.group_box.setCurrentText("措施")
    asked.ok.click()
    work.dialog.search.setText("召开专题会议研究部署")
    assert shown(work.dialog) == ["★ 召开专题会议研究部署"]


def test_own_phrases_can_be_taken_off_ours_cannot(opened, work, monkeypatch):
    work._store().add("措施", "逐项核对台账。")
    work.show()
    work.dialog.search.setText("逐项核对台账")
    assert work.dialog.remove.isEnabled()
    monkeypatch.setattr(dialogs, "ask_remove_phrase", lambda *args: True)
    work.dialog.remove.click()
    assert "没有找到" in shown(work.dialog)[0]
    work.dialog.search.setText("诚恳接受")
    assert not work.dialog.remove.isEnabled()


def test_a_broken_own_file_is_named_and_ours_can_be_used(opened, work):
    work._store().file.parent.mkdir(parents=True, exist_ok=True)
    work._store().file.write_text("没有分组\n", encoding="utf-8")
    work.show()
    assert "第1行" in work.dialog.told.text()
    assert len(shown(work.dialog)) > 20
