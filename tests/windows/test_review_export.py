"""What goes back to the writer: comments, tracked changes, the check sheet, all from the text of this moment."""

import pytest
from PySide6.QtCore import Qt
from word_builder import WordBuilder, entries, numbered, paragraph, run

from desktop.app.choices import AUTHOR, Choices, choices
from desktop.documents.word_reader import load_word

MAIN = "word/document.xml"


@pytest.fixture
def word(window, tmp_path, checked):
    builder = WordBuilder().four_levels()
    builder.add(
        paragraph(run("清河区水务局党组关于巡察整改进展情况的通报", "<w:b/>")),
        numbered("整改落实情况", 1),
        paragraph(run("一是修订《资金管理办法；二是回应群众诉求XX件。")),
        paragraph(run("三是开展培训,提高水平。")),
    )
    window.open_path(builder.save(tmp_path / "通报.docx"))
    checked(window)
    return window


def put_caret(window, line, offset):
    cursor = window.editor.textCursor()
    cursor.setPosition(window.editor.document().findBlockByNumber(line - 1).position() + offset)
    window.editor.setTextCursor(cursor)


def exported(window, asked, qtbot, target):
    qtbot.waitUntil(lambda: any(call[0] in {"tell_exported", "show_error"} for call in asked), timeout=30_000)
    assert [call for call in asked if call[0] == "show_error"] == []
    notes = next(call for call in asked if call[0] == "tell_exported")[2]
    return (entries(target.read_bytes()) if target.suffix != ".html" else target.read_text("utf-8")), notes


def read(target, revisions):
    _, mapped = load_word(target.read_bytes(), revisions)
    return [entry.paragraph.text for entry in mapped.paragraphs]


def test_comments_are_in_the_name_that_was_asked_for_once(word, asked, qtbot, tmp_path):
    for number in (1, 2):
        asked.clear()
        target = asked.answers["ask_save"] = tmp_path / f"批注{number}.docx"
        word.menus.action("批注稿 Word…").trigger()
        parts, _ = exported(word, asked, qtbot, target)
        assert parts["word/comments.xml"].count('w:author="李核稿"'.encode()) >= 2
        assert ("ask_author", "") in asked or number == 2
    assert choices(word.services.paths).text(AUTHOR) == "李核稿"


def test_a_question_about_the_name_that_is_given_up_exports_nothing(word, asked):
    asked.answers["ask_author"] = None
    word.menus.action("批注稿 Word…").trigger()
    assert [call[0] for call in asked] == ["ask_author"]


def test_comments_stand_in_the_word_file_with_the_edits_not_saved_yet(word, asked, qtbot, tmp_path, checked):
    before = entries(word.file.path.read_bytes())
    put_caret(word, 2, 6)
    word.editor.insertPlainText("新")
    checked(word)
    target = asked.answers["ask_save"] = tmp_path / "批注.docx"
    word.menus.action("批注稿 Word…").trigger()
    parts, _ = exported(word, asked, qtbot, target)
    assert "一、整改落实新情况" in read(target, "accepted")
    assert b"<w:numPr>" in parts[MAIN]
    assert parts["word/styles.xml"] == before["word/styles.xml"]
    assert entries(word.file.path.read_bytes()) == before


def open_dialog(word, qtbot):
    dialogs = word.features[[type(f).__name__ for f in word.features].index("ReviewExport")]
    word.menus.action("修订稿 Word…").trigger()
    qtbot.waitUntil(lambda: dialogs.dialog is not None and dialogs.dialog.isVisible())
    return dialogs.dialog


def test_ticked_fixes_become_tracked_changes_that_can_be_refused(word, asked, qtbot, tmp_path):
    before = word.editor.lines()
    dialog = open_dialog(word, qtbot)
    ticked = [dialog.list.topLevelItem(n).checkState(0) is Qt.CheckState.Checked for n in range(len(dialog._findings))]
    assert ticked == [f.fixes[0].certain for f in dialog._findings]
    dialog.none.click()
    assert not dialog.export.isEnabled()
    comma = next(n for n, f in enumerate(dialog._findings) if f.span.line == 4 and f.text == ",")
    dialog.list.topLevelItem(comma).setCheckState(0, Qt.CheckState.Checked)
    assert dialog.counted.text().startswith("已选 1 处")
    dialog.author_field.setText("张审")
    target = asked.answers["ask_save"] = tmp_path / "修订.docx"
    dialog.export.click()
    parts, notes = exported(word, asked, qtbot, target)
    assert notes[0] == "写入 1 处修订。"
    assert 'w:author="张审"'.encode() in parts[MAIN]
    assert read(target, "accepted")[3] == "三是开展培训，提高水平。"
    assert read(target, "original") == before
    assert choices(word.services.paths).text(AUTHOR) == "张审"


def test_what_was_changed_in_the_window_can_be_tracked_too(word, asked, qtbot, tmp_path, checked):
    before = word.editor.lines()
    put_caret(word, 3, 0)
    word.editor.insertPlainText("局党组")
    put_caret(word, 4, len(before[3]))
    word.editor.insertPlainText("\n新写的一段。")
    checked(word)
    dialog = open_dialog(word, qtbot)
    assert "2 处" in dialog.own_box.text()
    dialog.none.click()
    target = asked.answers["ask_save"] = tmp_path / "修订.docx"
    dialog.export.click()
    _, notes = exported(word, asked, qtbot, target)
    assert any("没有留下修订记录" in note for note in notes)
    assert read(target, "accepted") == word.editor.lines()
    assert read(target, "original")[2] == before[2]


def test_a_text_file_becomes_a_word_file_with_tracked_changes(opened, asked, qtbot, tmp_path):
    before = opened.editor.lines()
    dialog = open_dialog(opened, qtbot)
    assert not dialog.own_box.isVisible()
    dialog.all.click()
    target = asked.answers["ask_save"] = tmp_path / "修订.docx"
    dialog.export.click()
    _, notes = exported(opened, asked, qtbot, target)
    assert notes[0] != "写入 0 处修订。"
    assert [line for line in read(target, "original") if line] == [line for line in before if line]


def test_the_check_sheet_lists_what_is_shown(opened, asked, qtbot, tmp_path):
    shown = opened.findings.model.findings
    for name in ("清单.html", "清单.xlsx"):
        asked.clear()
        target = asked.answers["ask_save"] = tmp_path / name
        opened.menus.action("检查清单…").trigger()
        made, _ = exported(opened, asked, qtbot, target)
        if target.suffix == ".html":
            assert made.count("□ 已改") == len(shown)
        else:
            assert "xl/worksheets/sheet2.xml" in made


def test_choices_survive_and_a_broken_file_is_no_trouble(tmp_path):
    file = tmp_path / "neu" / "choices.json"
    Choices(file).put("author", "王")
    Choices(file).put("other", {"a": [1]})
    assert Choices(file).text("author") == "王"
    assert Choices(file).get("other") == {"a": [1]}
    file.write_text("{", "utf-8")
    assert Choices(file).text("author") == ""
    Choices(file).put("author", "李")
    assert Choices(file).text("author") == "李"
