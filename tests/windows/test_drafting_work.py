"""A report begun from a template, its places to fill, and parts that are missing."""

import shutil
from datetime import date

import invented_ledgers
import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QPushButton

from desktop.app.outline_model import ROW, OutlineKind
from desktop.checks.settings import ROLE_NAMES
from desktop.documents.excel_ledger import save_excel
from desktop.drafting.facts import PLACE
from desktop.panels.outline_panel import insert_rect
from desktop.report.model import Kind, Role
from desktop.windows import dialogs
from desktop.windows.drafting_work import DraftingWork
from desktop.windows.new_report_dialog import OURS

FEEDBACK = """一、群众身边不正之风方面
1.窗口服务态度生硬。办事群众等候时间长。
2.物业维修资金监管不严。账目不清。
二、选人用人方面
1.干部轮岗交流不够。
"""


@pytest.fixture
def drafting(window):
    return next(feature for feature in window.features if isinstance(feature, DraftingWork))


@pytest.fixture
def dialog(window, drafting):
    """The dialog, with a kind chosen."""

    def choose(title):
        window.toolbar.new.trigger()
        dialog = drafting.dialog
        next(card for card in dialog.cards.cards if card.text() == title).click()
        return dialog

    return choose


def fill(dialog):
    form = dialog.form
    form.lines["unit"].setText("清河区城市更新局")
    form.body.setCurrentText("党组")
    form.lines["inspector"].setText("区委第二巡察组")
    form.days["inspection_start"].line.setText("2025.3.10")
    form.days["inspection_end"].line.setText("5月20日")
    form.days["feedback_date"].line.setText("20250703")
    form.lines["phone"].setText("0558-5123456")


def test_a_report_is_begun_from_the_start_page(window, drafting):
    window.start_page.new_card.click()
    titles = [card.text() for card in drafting.dialog.cards.cards]
    assert {"整改情况通报", "整改进展报告", "整改方案", "自查汇报", "空白报告"} == set(titles)


def test_an_empty_report_asks_nothing_more(window, drafting, dialog):
    dialog("空白报告")
    assert window.has_report
    assert window.editor.lines() == [""]
    assert not window.editor.document().isModified()
    assert not drafting.places.isVisible()


def test_a_draft_is_laid_out_as_a_new_report_that_is_not_saved(window, drafting, dialog, checked):
    made = dialog("整改情况通报")
    fill(made)
    made.make.click()
    checked(window)
    lines = window.editor.lines()
    assert lines[0] == "中共清河区城市更新局党组关于巡察整改情况的通报"
    assert "2025年3月10日至5月20日，区委第二巡察组" in lines[1]
    assert "并于2025年7月3日反馈" in lines[1]
    assert window.editor.document().isModified()
    assert window.windowTitle() == "对账 — 清河区城市更新局整改情况通报 — 已修改"
    assert window.file.suggested().name == "清河区城市更新局整改情况通报.docx"
    # there is no empty page to go back to
    assert not window.editor.document().isUndoAvailable()
    assert window.analysis.report.kind is Kind.NOTICE


def test_the_first_place_to_fill_is_chosen_and_what_is_typed_takes_its_place(window, drafting, dialog, qtbot):
    made = dialog("整改情况通报")
    fill(made)
    made.make.click()
    cursor = window.editor.textCursor()
    assert PLACE.fullmatch(cursor.selectedText())
    total = sum(len(PLACE.findall(line)) for line in window.editor.lines())
    assert drafting.places.text() == f"待填 {total} 处 ▸"
    cursor.insertText("12")
    qtbot.waitUntil(lambda: drafting.places.text() == f"待填 {total - 1} 处 ▸")


def test_the_places_are_gone_through_in_both_directions_and_around(window, drafting, dialog):
    made = dialog("整改情况通报")
    made.make.click()
    first = window.editor.textCursor().selectionStart()
    seen = [first]
    while True:
        drafting.next_place()
        if window.editor.textCursor().selectionStart() == first:
            break
        seen.append(window.editor.textCursor().selectionStart())
    assert seen == sorted(seen)
    assert len(seen) == sum(len(PLACE.findall(line)) for line in window.editor.lines())
    drafting.previous_place()
    assert window.editor.textCursor().selectionStart() == seen[-1]


def test_the_checks_tell_of_every_place_until_it_is_filled(window, drafting, dialog, checked):
    made = dialog("整改情况通报")
    fill(made)
    made.make.click()
    checked(window)
    told = {(f.span.line) for f in window.analysis.findings if "【待填" in window.editor.lines()[f.span.line - 1]}
    assert told == {n for n, line in enumerate(window.editor.lines(), 1) if PLACE.search(line)}


def test_pasted_feedback_gives_the_problems_and_their_numbers(window, drafting, dialog, qtbot):
    made = dialog("整改情况通报")
    fill(made)
    made.source.paste.click()
    made.source.text.setPlainText(FEEDBACK)
    made.source.read_now()
    assert "2 个方面、3 个问题" in made.source.told.text()
    assert (made.form.lines["problems"].text(), made.form.lines["problems"].isEnabled()) == ("3", False)
    made.make.click()
    text = "\n".join(window.editor.lines())
    assert "巡察反馈的2个方面3个问题" in text
    assert "（一）群众身边不正之风方面" in text
    assert "关于“窗口服务态度生硬”问题的整改" in text


def test_text_without_problems_is_said_and_hinders_nothing(window, drafting, dialog):
    made = dialog("整改情况通报")
    made.source.paste.click()
    made.source.text.setPlainText("总体情况良好。")
    made.source.read_now()
    assert "没有读出逐条的问题" in made.source.told.text()
    made.make.click()
    assert window.has_report


def test_a_feedback_file_is_read(window, drafting, dialog, monkeypatch, tmp_path, qtbot):
    path = tmp_path / "反馈意见.txt"
    path.write_text(FEEDBACK, encoding="utf-8")
    monkeypatch.setattr(dialogs, "ask_file", lambda *args: path)
    made = dialog("整改方案")
    made.source.feedback.click()
    qtbot.waitUntil(lambda: made.source.source is not None)
    assert made.source.source.numbers == (2, 3, None)
    assert "窗口服务态度生硬" in made.preview.toPlainText() or made._pause.isActive()


def test_the_ledger_a_report_is_drafted_from_stays_beside_it(window, dialog, checked, monkeypatch, tmp_path, qtbot):
    path = tmp_path / "整改台账.xlsx"
    save_excel(invented_ledgers.make(5, 6), path)
    monkeypatch.setattr(dialogs, "ask_file", lambda *args: path)
    made = dialog("整改情况通报")
    made.source.ledger.click()
    qtbot.waitUntil(lambda: made.source.source is not None)
    made.make.click()
    checked(window)
    working = window.workspace.ledger.working
    qtbot.waitUntil(lambda: working.is_own)
    assert working.file.path == path
    assert not working.modified
    assert all(row.line is not None for row in working.ledger.rows)
    window.editor.document().setModified(False)


def test_a_broken_file_is_told_of(window, drafting, dialog, monkeypatch, tmp_path, qtbot):
    path = tmp_path / "台账.xlsx"
    path.write_bytes(b"not a workbook")
    monkeypatch.setattr(dialogs, "ask_file", lambda *args: path)
    made = dialog("整改情况通报")
    made.source.ledger.click()
    qtbot.waitUntil(lambda: not made._reading.busy)
    assert made.source.source is None
    assert made.source.told.text()
    assert "正在读" not in made.source.told.text()


def test_a_date_that_is_none_is_not_passed_over(window, drafting, dialog):
    made = dialog("整改情况通报")
    made.form.days["feedback_date"].line.setText("七月初")
    made.make.click()
    assert made.isVisible()
    assert not window.has_report
    made.form.days["feedback_date"].line.setText("")
    made.make.click()
    assert window.has_report


def test_the_office_s_facts_come_again_with_its_next_report(window, drafting, dialog):
    made = dialog("整改情况通报")
    fill(made)
    made.form.lines["problems"].setText("12")
    made.make.click()
    window.editor.document().setModified(False)
    again = dialog("整改进展报告")
    facts = again.form.facts()
    assert (facts.unit, facts.party_body, facts.phone) == ("清河区城市更新局", "党组", "0558-5123456")
    assert facts.feedback_date == date(2025, 7, 3)
    assert facts.problems is None


def test_an_own_template_stands_beside_ours_and_a_broken_one_is_named(window, drafting, qtbot):
    folder = window.services.paths.config / "templates"
    folder.mkdir(parents=True)
    good = "名称：科室月报\n种类：整改报告\n说明：每月一份\n[标题]\n{单位}整改月报\n[正文] 本月进展\n{本月进展}\n"
    (folder / "月报.txt").write_text(good, encoding="utf-8")
    (folder / "坏.txt").write_text("名称：坏的\n种类：通报\n[标题]\n{单位\n", encoding="utf-8")
    window.toolbar.new.trigger()
    cards = drafting.dialog.cards
    assert "科室月报" in [card.text() for card in cards.cards]
    told = [label.text() for label in cards.findChildren(type(drafting.dialog._told)) if "坏.txt" in label.text()]
    assert "第4行" in told[0]


# parts that are missing


def missing_row(window, role):
    model = window.workspace.outline.model
    rows = [model.index(number) for number in range(model.rowCount())]
    return next(i for i in rows if i.data(ROW).kind is OutlineKind.MISSING and i.data(ROW).text == ROLE_NAMES[role])


def test_a_click_inserts_a_missing_part_at_its_place_as_one_step(opened, qtbot, checked):
    before = opened.editor.lines()
    view = opened.workspace.outline.view
    place = insert_rect(view.visualRect(missing_row(opened, Role.CONTACT)).toRectF()).center().toPoint()
    qtbot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=place)
    qtbot.waitUntil(lambda: opened.editor.lines() != before)
    checked(opened)
    assert opened.analysis.report.section(Role.CONTACT) is not None
    assert PLACE.fullmatch(opened.editor.textCursor().selectedText())
    assert opened.editor.lines()[: len(before) - 1] == before[:-1]
    opened.editor.undo()
    assert opened.editor.lines() == before


def test_the_keyboard_inserts_it_too(opened, qtbot, checked):
    view = opened.workspace.outline.view
    view.setCurrentIndex(missing_row(opened, Role.CONTACT))
    qtbot.keyClick(view, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: not opened.jobs.busy)
    checked(opened)
    assert opened.analysis.report.section(Role.CONTACT) is not None


def test_a_click_beside_the_button_changes_nothing(opened, qtbot):
    before = opened.editor.lines()
    view = opened.workspace.outline.view
    row = view.visualRect(missing_row(opened, Role.CONTACT))
    qtbot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=row.topLeft() + QPoint(40, 12))
    assert not opened.jobs.busy
    assert opened.editor.lines() == before


def test_the_menu_offers_the_parts_that_are_missing(opened, drafting, qtbot, checked):
    drafting._fill_parts()
    enabled = {action.text(): action.isEnabled() for action in drafting._parts.actions()}
    assert enabled[ROLE_NAMES[Role.CONTACT]]
    assert not enabled[ROLE_NAMES[Role.INTRODUCTION]]
    next(a for a in drafting._parts.actions() if a.text() == ROLE_NAMES[Role.CONTACT]).trigger()
    qtbot.waitUntil(lambda: not opened.jobs.busy)
    checked(opened)
    assert opened.analysis.report.section(Role.CONTACT) is not None


def test_the_contact_of_the_office_fills_the_part(window, drafting, dialog, checked, report_file, qtbot):
    made = dialog("整改情况通报")
    fill(made)
    made.make.click()
    window.editor.document().setModified(False)
    window.open_path(report_file)
    checked(window)
    drafting.insert_part(Role.CONTACT)
    qtbot.waitUntil(lambda: not window.jobs.busy)
    assert "联系电话：0558-5123456" in "\n".join(window.editor.lines())


def test_the_finding_of_a_missing_part_puts_it_in(opened, qtbot, checked):
    finding = next(f for f in opened.analysis.findings if f.kind == "section-missing")
    opened.go_to(finding)
    button = next(b for b in opened.findings.findChildren(QPushButton) if b.accessibleName() == "从模板插入")
    button.click()
    qtbot.waitUntil(lambda: not opened.jobs.busy)
    checked(opened)
    assert opened.analysis.report.section(Role.CONTACT) is not None
    assert not any(f.kind == "section-missing" for f in opened.analysis.findings)


def test_the_folder_of_templates_holds_copies_of_ours_that_are_not_read_twice(window, drafting, monkeypatch):
    opened = []
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda url: bool(opened.append(url.toLocalFile())) or True)
    window.toolbar.new.trigger()
    button = next(b for b in drafting.dialog.findChildren(QPushButton) if b.text() == "模板文件夹")
    button.click()
    folder = window.services.paths.config / "templates"
    assert opened == [str(folder)]
    assert (folder / OURS / "整改情况通报.txt").read_text(encoding="utf-8-sig").startswith("# 向社会公布")
    again = next(b for b in drafting.dialog.findChildren(QPushButton) if b.text() == "重新读取")
    again.click()
    assert len(drafting.dialog.cards.cards) == 5
    shutil.copy(folder / OURS / "自查汇报.txt", folder / "自查汇报.txt")
    again.click()
    assert len(drafting.dialog.cards.cards) == 5
    assert sum(card.template is not None and card.template.own for card in drafting.dialog.cards.cards) == 1


def test_enter_goes_on_to_the_next_field_and_makes_nothing_yet(window, dialog, qtbot):
    made = dialog("整改情况通报")
    qtbot.waitUntil(made.isVisible)
    fields = made.form.lines["inspector"], made.form.days["inspection_start"].line
    fields[0].setFocus()
    qtbot.keyClick(fields[0], Qt.Key.Key_Return)
    assert made.isVisible()
    assert not window.has_report
    assert made.focusWidget() is fields[1]
    qtbot.keyClick(made.form.lines["details"], Qt.Key.Key_Return)
    assert made.focusWidget() is made.form.days["cut_off"].line
    qtbot.keyClick(made.form.lines["post_code"], Qt.Key.Key_Return)
    last = made.form.lines["mail"]
    assert made.focusWidget() is last
    # what has the keys is in view
    assert last.visibleRegion().boundingRect().height() == last.height()
    qtbot.keyClick(last, Qt.Key.Key_Return)
    qtbot.keyClick(made.make, Qt.Key.Key_Return)
    assert window.has_report


def test_nothing_known_of_a_kind_is_said_in_the_menu(window, drafting, dialog, checked):
    dialog("空白报告")
    checked(window)
    drafting._fill_parts()
    assert [action.isEnabled() for action in drafting._parts.actions()] == [False]
