"""格式检查 and 发布前检查 on a Word file that is open, with what is not saved yet."""

import pytest
from PySide6.QtCore import Qt
from word_builder import WordBuilder, entries, numbered, paragraph, run

from desktop.documents.publication_check import Trace
from desktop.documents.word_reader import load_word

MAIN = "word/document.xml"
PERSON = "王建国"


@pytest.fixture
def word(window, tmp_path, checked):
    builder = WordBuilder().four_levels()
    builder.add(
        paragraph(run("清河区水务局党组关于巡察整改进展情况的通报", '<w:sz w:val="36"/>')),
        paragraph(run("反馈的1个问题，经办人手机13812345678。")),
        numbered("整改落实情况", 1),
    )
    builder.document.add_comment(builder.document.paragraphs[1].runs, text="请核对", author=PERSON, initials="王")
    builder.document.core_properties.author = PERSON
    window.open_path(builder.save(tmp_path / "通报.docx"))
    checked(window)
    return window


def checks(window):
    return next(f for f in window.features if type(f).__name__ == "WordChecks")


def shown(window, qtbot, text, name):
    window.menus.action(text).trigger()
    qtbot.waitUntil(lambda: getattr(checks(window), name) is not None and not window.jobs.busy, timeout=30_000)
    return getattr(checks(window), name)


def exported(asked, qtbot):
    qtbot.waitUntil(lambda: any(call[0] in {"tell_exported", "show_error"} for call in asked), timeout=30_000)
    return next(call for call in asked if call[0] == "tell_exported")


def rows(dialog):
    heads = [dialog.list.topLevelItem(n) for n in range(dialog.list.topLevelItemCount())]
    return [head.child(n) for head in heads for n in range(head.childCount())]


def test_what_is_not_meant_to_leave_is_listed_and_left_out_of_the_copy(word, qtbot, asked, tmp_path):
    before = entries(word.file.path.read_bytes())
    word.editor.insertPlainText("新")
    dialog = shown(word, qtbot, "发布前检查…", "publication")
    found = [item.data(0, Qt.ItemDataRole.UserRole) for item in rows(dialog)]
    assert {Trace.PERSONAL, Trace.COMMENT, Trace.AUTHOR} <= {one.trace for one in found}
    phone = next(item for item in rows(dialog) if item.data(0, Qt.ItemDataRole.UserRole).text == "13812345678")
    assert phone.text(1) == "请人工处理"
    dialog.list.setCurrentItem(phone)
    dialog.go.click()
    assert word.editor.textCursor().selectedText() == "13812345678"
    target = asked.answers["ask_save"] = tmp_path / "发布.docx"
    dialog.copy.click()
    told = exported(asked, qtbot)
    assert any("人工" in note for note in told[2])
    parts = entries(target.read_bytes())
    assert not any(PERSON.encode() in data for data in parts.values())
    assert "新清河区" in load_word(target.read_bytes())[1].paragraphs[0].paragraph.text
    assert entries(word.file.path.read_bytes()) == before


def test_what_shall_stay_in_the_copy_stays(word, qtbot, asked, tmp_path):
    dialog = shown(word, qtbot, "发布前检查…", "publication")
    dialog.boxes["comments"].setChecked(False)
    target = asked.answers["ask_save"] = tmp_path / "发布.docx"
    dialog.copy.click()
    exported(asked, qtbot)
    assert "word/comments.xml" in entries(target.read_bytes())


def test_a_text_file_is_looked_through_but_has_no_copy(opened, qtbot):
    opened.editor.insertPlainText("手机13812345678。")
    dialog = shown(opened, qtbot, "发布前检查…", "publication")
    assert [item.data(0, Qt.ItemDataRole.UserRole).text for item in rows(dialog)] == ["13812345678"]
    assert not dialog.copy.isEnabled()


def test_departures_are_mended_in_the_open_report_and_saved_with_it(word, qtbot, checked):
    before = word.file.path.read_bytes()
    lines = word.editor.lines()
    dialog = shown(word, qtbot, "格式检查…", "format")
    count = len(rows(dialog))
    title = next(item for item in rows(dialog) if item.data(0, Qt.ItemDataRole.UserRole).element == "标题")
    dialog.list.setCurrentItem(title)
    dialog.go.click()
    assert word.editor.caret_span().line == 1
    dialog.mend.click()
    qtbot.waitUntil(lambda: "已改好" in dialog.summary.text(), timeout=30_000)
    assert len(rows(dialog)) < count
    assert word.file.path.read_bytes() == before
    assert word.editor.document().isModified()
    assert word.editor.lines() == lines
    checked(word)
    word.saving.save()
    qtbot.waitUntil(lambda: not word.editor.document().isModified() and not word.jobs.busy)
    main = entries(word.file.path.read_bytes())[MAIN].decode()
    assert 'w:top="2098"' in main
    assert [p.paragraph.text for p in load_word(word.file.path.read_bytes())[1].paragraphs] == lines


def test_only_the_ticked_departures_go_into_a_copy(word, qtbot, asked, tmp_path):
    before = word.file.path.read_bytes()
    dialog = shown(word, qtbot, "格式检查…", "format")
    dialog.none.click()
    assert not dialog.mend.isEnabled()
    page = next(item for item in rows(dialog) if not item.data(0, Qt.ItemDataRole.UserRole).lines)
    page.setCheckState(0, Qt.CheckState.Checked)
    target = asked.answers["ask_save"] = tmp_path / "改好.docx"
    dialog.copy.click()
    assert exported(asked, qtbot)[2][0] == "改好 1 项。"
    assert entries(target.read_bytes())["word/styles.xml"] == entries(before)["word/styles.xml"]
    assert word.file.path.read_bytes() == before


def test_a_text_file_has_no_format(opened, asked):
    opened.menus.action("格式检查…").trigger()
    assert "公文排版" in asked[-1][1]


def test_the_lists_go_with_their_report(word, qtbot, report_file, checked):
    shown(word, qtbot, "格式检查…", "format")
    shown(word, qtbot, "发布前检查…", "publication")
    word.open_path(report_file)
    checked(word)
    assert checks(word).format is None
    assert checks(word).publication is None
