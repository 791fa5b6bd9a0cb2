import zipfile

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtTest import QTest

from desktop.app.recent import RecentFiles
from desktop.checks.base import Severity
from desktop.report.model import Verdict
from desktop.windows import dialogs


def by_kind(window, kind):
    return next(f for f in window.findings.model.findings if f.kind == kind)


def text_of(path):
    return path.read_bytes().decode("gb18030")


def test_the_start_page_comes_first(window):
    assert window.start_page.isVisible()
    assert window.windowTitle() == "对账"
    assert not window.status.isVisible()


def test_an_opened_report_shows_its_findings_in_list_and_text(opened):
    kinds = {f.kind for f in opened.findings.model.findings}
    assert {"count-arithmetic", "placeholder", "number-gap", "punctuation-pair", "section-missing"} <= kinds
    marked = {m.finding.kind for m in opened.editor.marks.marks}
    assert kinds == marked
    assert opened.windowTitle() == "对账 — 整改通报.txt"
    assert not opened.editor.document().isModified()


def test_the_structure_lists_problems_and_what_is_missing(opened):
    model = opened.workspace.outline.model
    texts = [model.index(row).data() for row in range(model.rowCount())]
    assert any("窗口服务态度生硬" in text for text in texts)
    assert texts[-1] == "联系方式"


def test_a_click_on_a_card_selects_its_words(opened, qtbot):
    finding = by_kind(opened, "placeholder")
    view = opened.findings.view
    row = opened.findings.model.row_of(finding)
    index = opened.findings.model.index(row)
    view.scrollTo(index)
    qtbot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=view.visualRect(index).center())
    assert opened.editor.textCursor().selectedText() == finding.text
    assert opened.editor.caret_span().line == finding.span.line
    assert opened.findings.current == finding


def test_a_click_in_the_structure_goes_to_the_problem(opened, qtbot):
    view, model = opened.workspace.outline.view, opened.workspace.outline.model
    index = next(model.index(r) for r in range(model.rowCount()) if "维修资金" in model.index(r).data())
    qtbot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=view.visualRect(index).center())
    assert opened.editor.caret_span().line == 11


def test_a_fix_changes_the_text_and_its_finding_goes(opened, checked):
    finding = next(f for f in opened.findings.model.findings if f.fixes)
    lines = opened.editor.lines()
    opened.go_to(finding)
    opened.checking.fix(finding, finding.fixes[0])
    checked(opened)
    assert opened.editor.lines() != lines
    assert finding.message not in [f.message for f in opened.findings.model.findings]
    opened.editor.undo()
    assert opened.editor.lines() == lines


def test_alt_enter_fixes_the_finding_at_the_caret(opened, qtbot, checked):
    finding = next(f for f in opened.findings.model.findings if f.fixes and len(f.span))
    opened.editor.go_to(finding.span)
    lines = opened.editor.lines()
    opened.checking.fix_here()
    assert opened.editor.lines() != lines
    checked(opened)


def test_fix_all_is_one_undo_step(opened, checked):
    before = opened.editor.lines()
    certain = opened.services.certain_edits(opened.findings.model.findings)
    assert len(certain) >= 1
    assert opened.toolbar.fix_all.isEnabled()
    opened.checking.fix_all()
    checked(opened)
    assert opened.editor.lines() != before
    opened.editor.undo()
    checked(opened)
    assert opened.editor.lines() == before


def test_keys_go_through_the_findings(opened, qtbot):
    qtbot.keyClick(opened, Qt.Key.Key_F8)
    first = opened.findings.current
    assert first is not None
    qtbot.keyClick(opened, Qt.Key.Key_F8)
    assert opened.findings.current != first
    qtbot.keyClick(opened, Qt.Key.Key_F8, Qt.KeyboardModifier.ShiftModifier)
    assert opened.findings.current == first


def test_an_ignored_finding_goes_and_can_be_brought_back(opened):
    finding = by_kind(opened, "placeholder")
    opened.checking.ignore(finding)
    assert finding not in opened.findings.model.findings
    assert finding not in [m.finding for m in opened.editor.marks.marks]
    opened.checking.bring_back([ignored for ignored, _ in opened.checking.ignored()])
    assert finding in opened.findings.model.findings


def test_typing_moves_the_marks_until_the_next_check(opened, qtbot, checked):
    finding = by_kind(opened, "placeholder")
    opened.editor.go_to_line(finding.span.line)
    qtbot.keyClicks(opened.editor, "ab")
    mark = next(m for m in opened.editor.marks.marks if m.finding == finding)
    text = opened.editor.document().toRawText()
    assert text[mark.start : mark.end] == finding.text
    checked(opened)
    assert by_kind(opened, "placeholder").span.start == finding.span.start + 2


def test_numbers_of_the_text_stand_beside_those_of_the_body(opened):
    opened.show_view(2)
    wrong = [row for row in opened.workspace.reckon.model.rows if row.verdict is Verdict.WRONG]
    assert ("反馈问题", "3") in [(row.subject, row.stated) for row in wrong]
    assert opened.workspace.reckon.model.wrong == len(wrong)


def test_the_ledger_jumps_back_to_the_report(opened):
    opened.show_view(1)
    assert opened.workspace.ledger.isVisible()
    assert not opened.findings.isVisible()
    model = opened.workspace.ledger.model
    row = next(n for n in range(model.rowCount()) if getattr(model.row(n), "line", None) == 11)
    opened.workspace.ledger.view.setCurrentIndex(model.index(row, 1))
    QTest.keyClick(opened.workspace.ledger.view, Qt.Key.Key_J, Qt.KeyboardModifier.ControlModifier)
    assert opened.editor.isVisible()
    assert opened.editor.caret_span().line == 11


def test_saving_keeps_encoding_line_ends_and_everything_not_edited(opened, report_file, qtbot, checked):
    before = text_of(report_file)
    opened.editor.go_to_line(5)
    qtbot.keyClicks(opened.editor, "A")
    assert opened.windowTitle().endswith("已修改")
    opened.saving.save()
    qtbot.waitUntil(lambda: not opened.editor.document().isModified())
    assert text_of(report_file) == before.replace("局党组成立", "A局党组成立")
    assert not opened.windowTitle().endswith("已修改")


def test_a_file_changed_meanwhile_is_not_written_over(opened, report_file, qtbot, asked, tmp_path):
    report_file.write_text("别人写的", encoding="utf-8")
    opened.editor.go_to_line(5)
    qtbot.keyClicks(opened.editor, "A")
    opened.saving.save()
    qtbot.waitUntil(lambda: ("ask_conflict", "整改通报.txt") in asked)
    assert report_file.read_text(encoding="utf-8") == "别人写的"
    assert opened.editor.document().isModified()
    asked.answers["ask_conflict"] = dialogs.Conflict.SAVE_AS
    asked.answers["ask_save"] = tmp_path / "新的.txt"
    opened.saving.save()
    qtbot.waitUntil(lambda: not opened.editor.document().isModified())
    assert "A局党组" in text_of(tmp_path / "新的.txt")
    assert opened.file.path == tmp_path / "新的.txt"


def test_overwriting_is_possible_after_the_question(opened, report_file, qtbot, asked):
    report_file.write_text("别人写的", encoding="utf-8")
    asked.answers["ask_conflict"] = dialogs.Conflict.OVERWRITE
    opened.editor.document().setModified(True)
    opened.saving.save()
    qtbot.waitUntil(lambda: not opened.editor.document().isModified())
    assert text_of(report_file).startswith("中共清河区")


def test_a_failed_save_offers_another_place(opened, report_file, qtbot, asked):
    report_file.chmod(0o444)
    opened.editor.document().setModified(True)
    opened.saving.save()
    qtbot.waitUntil(lambda: any(call[0] == "ask_save_failed" for call in asked))
    assert "只读" in next(call for call in asked if call[0] == "ask_save_failed")[1]
    assert opened.editor.document().isModified()


def test_text_the_encoding_cannot_hold_is_saved_in_utf8_after_the_question(qtbot, window, asked, tmp_path, checked):
    path = tmp_path / "旧.txt"
    path.write_bytes("通报".encode("gbk"))
    window.open_path(path)
    checked(window)
    window.editor.selectAll()
    window.editor.insertPlainText("𠮷野")
    window.saving.save()
    assert ("ask_utf8", "旧.txt", "GBK") in asked
    assert path.read_bytes() == "通报".encode("gbk")
    asked.answers["ask_utf8"] = True
    window.saving.save()
    qtbot.waitUntil(lambda: not window.editor.document().isModified())
    assert path.read_text(encoding="utf-8-sig") == "𠮷野"


@pytest.mark.parametrize("answer", list(dialogs.Unsaved))
def test_unsaved_changes_are_asked_about(opened, report_file, qtbot, asked, answer):
    asked.answers["ask_unsaved"] = answer
    opened.editor.go_to_line(5)
    qtbot.keyClicks(opened.editor, "A")
    opened.new_report()
    assert ("ask_unsaved", "整改通报.txt") in asked
    if answer is dialogs.Unsaved.CANCEL:
        assert opened.file.name == "整改通报.txt"
        return
    qtbot.waitUntil(lambda: opened.file.opened is None)
    assert opened.editor.lines() == [""]
    assert ("A局党组" in text_of(report_file)) == (answer is dialogs.Unsaved.SAVE)


def test_the_window_does_not_close_over_unsaved_changes(opened, asked, qtbot):
    opened.editor.document().setModified(True)
    opened.close()
    assert opened.isVisible()
    asked.answers["ask_unsaved"] = dialogs.Unsaved.DISCARD
    opened.close()
    qtbot.waitUntil(lambda: not opened.isVisible())


def test_a_dropped_file_is_opened(window, report_file, checked):
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(report_file))])
    arguments = (Qt.DropAction.CopyAction, data, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier)
    enter = QDragEnterEvent(QPointF(5, 5).toPoint(), *arguments)
    window.dragEnterEvent(enter)
    assert enter.isAccepted()
    window.dropEvent(QDropEvent(QPointF(5, 5), *arguments))
    checked(window)
    assert window.file.path == report_file


def test_a_file_that_cannot_be_read_is_answered_in_chinese(window, tmp_path, asked, qtbot):
    path = tmp_path / "旧.doc"
    path.write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600)
    window.open_path(path)
    qtbot.waitUntil(lambda: bool(asked))
    assert asked[0][0] == "show_error"
    assert "另存为" in asked[0][1]
    assert window.start_page.isVisible()


def test_exports_have_sensible_names_and_are_written(opened, asked, qtbot, tmp_path):
    for export, name in (
        (opened.menus.action("台账 Excel…").trigger, "整改通报_整改台账.xlsx"),
        (opened.menus.action("台账 Word…").trigger, "整改通报_整改台账.docx"),
        (opened.menus.action("批注稿 Word…").trigger, "整改通报_检查批注.docx"),
    ):
        asked.clear()
        target = tmp_path / "out" / name
        target.parent.mkdir(exist_ok=True)
        asked.answers["ask_save"] = target
        export()
        assert next(call for call in asked if call[0] == "ask_save")[2].name == name
        qtbot.waitUntil(lambda: any(call[0] == "tell_exported" for call in asked), timeout=30_000)
        assert zipfile.is_zipfile(target)
    with zipfile.ZipFile(tmp_path / "out" / "整改通报_检查批注.docx") as archive:
        comments = archive.read("word/comments.xml").decode()
    shown = [f for f in opened.findings.model.findings if f.severity is not Severity.INFO]
    assert comments.count("<w:comment ") == len(shown)


def test_the_report_itself_is_never_written_over_by_an_export(opened, asked, report_file):
    before = report_file.read_bytes()
    asked.answers["ask_save"] = report_file
    opened.menus.action("台账 Excel…").trigger()
    assert asked[-1][0] == "show_error"
    assert report_file.read_bytes() == before


def test_the_list_of_recent_files_knows_what_was_found(opened, report_file):
    (item,) = RecentFiles(opened.services.paths.config / "recent.json").items
    assert item.path == str(report_file)
    assert item.errors >= 3


def test_a_recent_file_that_is_gone_is_taken_off_the_list(opened, report_file, asked):
    report_file.unlink()
    opened.opening.open_recent(str(report_file))
    assert asked[-1][0] == "show_error"
    assert opened.recent_files.items == ()


def test_a_new_report_can_be_written_and_checked(window, qtbot, checked, asked, tmp_path):
    window.new_report()
    qtbot.keyClicks(window.editor, "A")
    window.editor.insertPlainText("反馈的3个问题，回应诉求XX件。\n")
    checked(window)
    assert by_kind(window, "placeholder").span.line == 1
    asked.answers["ask_save"] = tmp_path / "新.docx"
    window.saving.save()
    qtbot.waitUntil(lambda: not window.editor.document().isModified())
    assert asked[-1][2].name == "未命名报告.docx"
    assert window.services.read(tmp_path / "新.docx").document.lines[0].startswith("A反馈")


def test_a_check_that_breaks_leaves_the_window_usable(opened, asked, qtbot, monkeypatch, checked):
    class Broken:
        def __call__(self, document, cancel, corrections):
            raise KeyError("parse")

    good = opened.checking.live._analyse
    opened.checking.live._analyse = Broken()
    opened.checking.live.check_now()
    qtbot.waitUntil(lambda: any(call[0] == "show_crash" for call in asked))
    opened.checking.live._analyse = good
    opened.checking.live.check_now()
    checked(opened)
    assert opened.findings.model.findings


def test_f8_goes_on_after_a_fix_where_it_was(opened, qtbot, checked):
    rows = opened.findings.model
    order = [entry.finding for n in range(rows.rowCount()) if (entry := rows.entry(n)) is not None]
    fixable = next(n for n, finding in enumerate(order[:-1]) if finding.fixes)
    opened.go_to(order[fixable])
    opened.checking.fix_here()
    checked(opened)
    qtbot.keyClick(opened, Qt.Key.Key_F8)
    assert opened.findings.current.message == order[fixable + 1].message


def test_above_the_first_part_no_row_of_the_structure_is_chosen(opened):
    opened.editor.go_to_line(12)
    assert opened.workspace.outline.view.currentIndex().isValid()
    opened.editor.go_to_line(1)
    assert not opened.workspace.outline.view.currentIndex().isValid()


def test_after_a_fix_the_next_finding_of_the_same_words_is_not_passed_over(window, tmp_path, checked, qtbot):
    path = tmp_path / "通报.txt"
    path.write_text(
        "通报\n一是开展培训4场，，讲课2次。\n二是走访12户，，答疑3次。\n三是公开流程，，答疑5次。\n", encoding="utf-8"
    )
    window.open_path(path)
    checked(window)
    rule = next(f.rule for f in window.findings.model.findings if f.text == "，，")
    same = [f for f in window.findings.model.findings if f.rule == rule]
    assert len(same) == 3
    window.go_to(same[0])
    window.checking.fix_here()
    checked(window)
    qtbot.keyClick(window, Qt.Key.Key_F8)
    assert window.findings.current.span.line == same[1].span.line
