"""This report beside last time's."""

import docx
import openpyxl
import pytest

from desktop.report.comparison import Change
from desktop.windows import dialogs
from desktop.windows.report_comparison import ReportComparing


@pytest.fixture
def comparing(opened):
    return next(feature for feature in opened.features if isinstance(feature, ReportComparing))


@pytest.fixture
def compared(opened, comparing, tmp_path, monkeypatch, qtbot):
    """Compare the opened report with last time's, in which one problem was still another and one number less."""
    text = "\n".join(opened.editor.lines())
    last = text.replace("整改状态：已完成", "整改状态：正在整改").replace("物业维修资金监管不严", "干部轮岗交流不够")
    last = last.replace("组织培训4场", "组织培训2场").replace("修订《维修资金使用办法；二是开通线上查询", "制定计划")
    path = tmp_path / "上次.txt"
    path.write_text(last, encoding="utf-8")
    monkeypatch.setattr(dialogs, "ask_file", lambda *args: path)
    opened.menus.action("与另一份报告比较…").trigger()
    qtbot.waitUntil(lambda: comparing.dialog is not None)
    return comparing.dialog


def titles(dialog):
    return [dialog.list.item(row).text().split("\n")[0] for row in range(dialog.list.count())]


def test_changes_are_listed_problem_by_problem(compared):
    assert "上次.txt" in compared.title.text()
    assert "状态变化 1" in compared.told
    compared.chips.chosen.emit(Change.STATUS)
    assert titles(compared) == ["1.窗口服务态度生硬"]
    assert "正在整改→已完成" in compared.list.item(0).text()
    shown = compared.view.toPlainText()
    assert "组织培训2场" in shown
    assert "组织培训4场" in shown


def test_new_and_gone_change_places_when_the_sides_are_swapped(compared):
    def of(change):
        return {row.title for row in compared.shown if change in row.changes and row.role is None}

    new, gone = of(Change.NEW), of(Change.GONE)
    assert new | gone
    compared.swap.click()
    assert (of(Change.NEW), of(Change.GONE)) == (gone, new)
    assert "→　本次：上次.txt" in compared.title.text()


def test_a_problem_leads_to_its_place(compared, opened):
    compared.chips.chosen.emit(Change.STATUS)
    compared.go.click()
    assert opened.editor.textCursor().blockNumber() + 1 == 8


def test_what_is_listed_is_exported(compared, comparing, opened, asked, tmp_path, qtbot):
    for form, name in (("word", "对照.docx"), ("excel", "对照.xlsx")):
        asked.answers["ask_save"] = tmp_path / name
        compared.export_asked.emit(form)
        qtbot.waitUntil(lambda: not opened.jobs.busy)
        assert ("tell_exported", tmp_path / name) in asked
    assert "窗口服务态度生硬" in docx.Document(tmp_path / "对照.docx").tables[0].rows[1].cells[1].text
    assert openpyxl.load_workbook(tmp_path / "对照.xlsx").active.max_row == 2 + len(compared.shown)


def test_a_file_that_cannot_be_read_is_told_of(opened, comparing, asked, tmp_path, qtbot):
    comparing.compare_with(tmp_path / "没有.docx")
    qtbot.waitUntil(lambda: any(call[0] == "show_error" for call in asked))
    assert "没有.docx" in asked[-1][1]
    assert comparing.dialog is None


def test_the_same_report_is_said_to_be_the_same(opened, comparing, report_file, qtbot):
    comparing.compare_with(report_file)
    qtbot.waitUntil(lambda: comparing.dialog is not None)
    assert comparing.dialog.told.startswith("两份报告相同")
    assert not comparing.dialog.export.isEnabled()


def test_the_structure_asks_for_one_problem(opened, comparing, report_file, tmp_path, monkeypatch, qtbot):
    path = tmp_path / "上次.txt"
    path.write_text("\n".join(opened.editor.lines()).replace("4场", "2场"), encoding="utf-8")
    monkeypatch.setattr(dialogs, "ask_file", lambda *args: path)
    model = opened.workspace.outline.model
    row = next(r for n in range(model.rowCount()) if "物业维修" in (r := model.row(model.index(n))).text)
    menu = opened.checking.by_hand.row_menu(row)
    next(action for action in menu.actions() if action.text() == "与上次报告比较这个问题…").trigger()
    qtbot.waitUntil(lambda: comparing.dialog is not None)
    # it did not change, and is shown all the same
    assert "物业维修" in comparing.dialog.list.currentItem().text()
    assert "未变" in comparing.dialog.list.currentItem().text()
