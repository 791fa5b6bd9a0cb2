"""A Word file edited in the window and saved: the edit goes in, everything else stays."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QToolTip
from word_builder import WordBuilder, entries, numbered, paragraph, run

from desktop.app import report_file
from desktop.documents.errors import DocumentError
from desktop.documents.word_reader import load_word
from desktop.panels.paper import label_of
from desktop.windows import dialogs

MAIN = "word/document.xml"
BOLD = "<w:b/>"


@pytest.fixture(autouse=True)
def tips(monkeypatch):
    """The tips that were shown; the offscreen platform cannot raise them."""
    shown = []
    monkeypatch.setattr(QToolTip, "showText", lambda place, text, *rest: shown.append(text))
    return shown


@pytest.fixture
def word_file(tmp_path):
    builder = WordBuilder().four_levels()
    builder.add(
        paragraph(run("清河区水务局整改通报", BOLD)),
        numbered("组织领导", 1),
        numbered("专题研究", 1, 1),
        numbered("压实责任", 1, 1),
        paragraph(run("共反馈") + run("43个", BOLD) + run("问题。")),
    )
    builder.document.add_table(1, 2)
    return builder.save(tmp_path / "通报.docx")


@pytest.fixture
def word(window, word_file, checked):
    window.open_path(word_file)
    checked(window)
    return window


def saved(window, qtbot):
    window.saving.save()
    qtbot.waitUntil(lambda: not window.editor.document().isModified() and not window.jobs.busy)


def put_caret(window, line, offset):
    cursor = window.editor.textCursor()
    cursor.setPosition(window.editor.document().findBlockByNumber(line - 1).position() + offset)
    window.editor.setTextCursor(cursor)


def lines_of(path):
    _, mapped = load_word(path.read_bytes())
    return [entry.paragraph.text for entry in mapped.paragraphs]


def test_an_edit_is_saved_in_place_and_every_other_part_stays(word, word_file, qtbot):
    before = entries(word_file.read_bytes())
    put_caret(word, 5, 5)
    qtbot.keyClick(word.editor, Qt.Key.Key_Backspace)
    word.editor.insertPlainText("2")
    saved(word, qtbot)
    after = entries(word_file.read_bytes())
    assert {name for name in before if before[name] != after[name]} == {MAIN}
    assert after[MAIN] == before[MAIN].replace("43个".encode(), "42个".encode())
    assert word.windowTitle() == "对账 — 通报.docx"
    assert not word.workspace.notice.isVisible()


def test_saving_twice_goes_on_from_what_was_saved(word, word_file, qtbot):
    put_caret(word, 5, 0)
    for typed in ("甲", "乙"):
        word.editor.insertPlainText(typed)
        saved(word, qtbot)
    assert lines_of(word_file)[4] == "甲乙共反馈43个问题。"


def test_numbers_of_new_paragraphs_come_back_as_word_counts_them(word, word_file, qtbot, checked):
    assert word.editor.lines()[:4] == ["清河区水务局整改通报", "一、组织领导", "（一）专题研究", "（二）压实责任"]
    put_caret(word, 3, 7)
    word.editor.insertPlainText("\n（二）建立台账")
    saved(word, qtbot)
    assert word.editor.lines()[2:5] == ["（一）专题研究", "（二）建立台账", "（三）压实责任"]
    assert lines_of(word_file) == word.editor.lines()
    assert word.editor.caret_span().line == 4
    assert "编号" in word.workspace.notice.label.text()
    checked(word)
    assert [p.label for p in word.analysis.report.document.paragraphs[2:5]] == ["（一）", "（二）", "（三）"]
    word.editor.undo()
    assert word.editor.lines()[2:4] == ["（一）专题研究", "（二）压实责任"]


def test_an_automatic_number_that_was_typed_over_comes_back_with_a_word_why(word, word_file, qtbot):
    put_caret(word, 3, 0)
    for _ in range(3):
        qtbot.keyClick(word.editor, Qt.Key.Key_Delete)
    word.editor.insertPlainText("（九）")
    saved(word, qtbot)
    assert word.editor.lines()[2] == "（一）专题研究"
    assert "自动编号" in word.workspace.notice.label.text()


def test_the_file_can_be_saved_elsewhere_with_its_form_after_it_is_gone(word, word_file, qtbot, asked, tmp_path):
    put_caret(word, 5, 0)
    word.editor.insertPlainText("现")
    word_file.unlink()
    elsewhere = tmp_path / "另存.docx"
    asked.answers["ask_conflict"] = dialogs.Conflict.SAVE_AS
    asked.answers["ask_save"] = elsewhere
    saved(word, qtbot)
    assert lines_of(elsewhere)[4] == "现共反馈43个问题。"
    assert BOLD.encode() in entries(elsewhere.read_bytes())[MAIN]


def test_what_somebody_else_saved_is_not_written_over(word, word_file, qtbot, asked):
    put_caret(word, 5, 0)
    word.editor.insertPlainText("现")
    word_file.write_bytes(WordBuilder().text("别人的").bytes())
    word.saving.save()
    qtbot.waitUntil(lambda: "ask_conflict" in [call[0] for call in asked])
    assert lines_of(word_file) == ["别人的"]
    assert word.editor.document().isModified()


def test_a_file_that_cannot_take_the_edit_is_left_alone_and_a_plain_one_offered(
    word, word_file, qtbot, asked, tmp_path, monkeypatch
):
    from desktop.documents import word_save

    def refuse(*_, **__):
        raise DocumentError("结构特殊")

    monkeypatch.setattr(word_save, "save_word", refuse)
    before = word_file.read_bytes()
    word.editor.insertPlainText("新")
    asked.answers["ask_plain_word"] = True
    asked.answers["ask_save"] = [word_file, tmp_path / "新.docx"]
    saved(word, qtbot)
    assert ("ask_plain_word", "结构特殊") in asked
    assert [call[0] for call in asked].count("show_error") == 1
    assert word_file.read_bytes() == before
    assert lines_of(tmp_path / "新.docx")[0] == "新清河区水务局整改通报"


def test_a_new_report_is_a_word_file_of_the_program_and_is_set_anew_each_time(window, qtbot, asked, tmp_path, checked):
    window.new_report()
    window.editor.insertPlainText("关于整改情况的通报\n正文。")
    checked(window)
    asked.answers["ask_save"] = tmp_path / "新.docx"
    saved(window, qtbot)
    window.editor.insertPlainText("\n一、新的部分\n正文。")
    saved(window, qtbot)
    assert lines_of(tmp_path / "新.docx")[-2:] == ["一、新的部分", "正文。"]
    assert window.file.rewritable


def test_text_of_a_word_file_can_be_saved_as_text(word, qtbot, asked, tmp_path):
    asked.answers["ask_save"] = tmp_path / "通报.txt"
    word.saving.save_as()
    qtbot.waitUntil(lambda: (tmp_path / "通报.txt").exists() and not word.jobs.busy)
    assert (tmp_path / "通报.txt").read_text("utf-8-sig").startswith("清河区水务局整改通报\n一、组织领导")
    assert report_file.ReportFile(word.file.opened).saves_in_place


def test_a_number_that_word_counts_is_shown_as_such_and_an_edit_of_it_explained(word, qtbot, tips):
    editor = word.editor
    qtbot.waitUntil(lambda: label_of(editor.document().findBlockByNumber(2)) == 3)
    put_caret(word, 3, 7)
    editor.insertPlainText("新")
    assert tips == []
    put_caret(word, 3, 1)
    editor.insertPlainText("九")
    editor.insertPlainText("十")
    assert len(tips) == 1
    assert "自动编号" in tips[0]


@pytest.fixture
def revised(window, tmp_path, checked):
    mark = 'w:id="9{0}" w:author="赵核" w:date="2025-01-02T03:04:05Z"'
    inserted = f"<w:ins {mark.format(1)}>{run('42')}</w:ins>"
    deleted = f"<w:del {mark.format(2)}><w:r><w:delText>43</w:delText></w:r></w:del>"
    builder = WordBuilder().text("通报").add(paragraph(run("反馈的") + deleted + inserted + run("个问题。")))
    window.open_path(builder.save(tmp_path / "修订.docx"))
    checked(window)
    return window


def test_tracked_changes_are_read_as_accepted_or_as_they_were(revised, qtbot, checked):
    bar = revised.workspace.revisions
    assert bar.isVisible()
    assert "2 处修订" in bar.label.text()
    assert not revised.workspace.notice.isVisible()
    assert revised.editor.lines()[1] == "反馈的42个问题。"
    bar.action.click()
    qtbot.waitUntil(lambda: revised.file.as_original)
    assert revised.editor.lines()[1] == "反馈的43个问题。"
    assert bar.action.text() == "按修订后阅读"
    bar.action.click()
    qtbot.waitUntil(lambda: not revised.file.as_original)
    assert revised.editor.lines()[1] == "反馈的42个问题。"


def test_what_is_read_as_it_was_is_saved_only_as_a_file_of_its_own(revised, qtbot, asked, tmp_path):
    path, before = revised.file.path, revised.file.path.read_bytes()
    revised.workspace.revisions.action.click()
    qtbot.waitUntil(lambda: revised.file.as_original)
    revised.editor.insertPlainText("新")
    asked.answers["ask_save"] = tmp_path / "原稿.docx"
    saved(revised, qtbot)
    assert path.read_bytes() == before
    assert lines_of(tmp_path / "原稿.docx")[1] == "反馈的43个问题。"
    assert not revised.workspace.revisions.isVisible()


def test_tracked_changes_stay_when_something_else_is_saved(revised, qtbot):
    put_caret(revised, 1, 0)
    revised.editor.insertPlainText("新")
    saved(revised, qtbot)
    assert entries(revised.file.path.read_bytes())[MAIN].count(b'w:author="\xe8\xb5\xb5\xe6\xa0\xb8"') == 2
    assert revised.workspace.revisions.isVisible()
