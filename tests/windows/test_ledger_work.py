"""The working ledger in the window: edited, saved, found again, brought in from Excel, compared, reported."""

from __future__ import annotations

import io
from datetime import date

import openpyxl
import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QMenu

from desktop.documents.excel_reader import read_excel
from desktop.ledger.columns import Column
from desktop.panels.ledger_editors import ChoiceEditor
from desktop.windows import dialogs, ledger_dialogs
from desktop.windows.ledger_work import LedgerWork
from desktop.windows.workspace import LEDGER

C = Column
CONTROL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture(autouse=True)
def ledger_asked(monkeypatch):
    """What the ledger's dialogs answer; the defaults leave everything as it is."""
    answers = {
        "ask_workbook": None,
        "ask_feedback": None,
        "ask_delete": True,
        "ask_replace": True,
        "ask_give_up": True,
        "ask_text": None,
        "ask_same_template": False,
    }
    for name in answers:
        monkeypatch.setattr(ledger_dialogs, name, lambda *_, name=name, **__: answers[name])
    return answers


@pytest.fixture
def work(opened):
    opened.show_view(LEDGER)
    return next(feature for feature in opened.features if isinstance(feature, LedgerWork))


@pytest.fixture
def rest(qtbot, opened):
    """Wait until no job runs."""
    return lambda: qtbot.waitUntil(lambda: not opened.jobs.busy)


def choose(work, rows, column):
    work.panel.view.choose_rows(tuple(rows), column)


def texts(work, column):
    return [row[column] for row in work.working.ledger.rows]


def workbook(path, *rows):
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(list(row))
    book.save(path)
    return path


def test_all_rows_are_set_at_once_and_one_key_takes_it_back(work, opened):
    before = texts(work, C.STATUS)
    choose(work, [0, 1], C.STATUS)
    work.panel.bar.fill_asked.emit(C.STATUS, "已完成")
    assert texts(work, C.STATUS) == ["已完成", "已完成"]
    assert work.working.modified
    assert opened.menus.action("撤销台账修改").isEnabled()
    QTest.keyClick(work.panel.view, Qt.Key.Key_Z, CONTROL)
    assert texts(work, C.STATUS) == before
    QTest.keyClick(work.panel.view, Qt.Key.Key_Y, CONTROL)
    assert texts(work, C.STATUS) == ["已完成", "已完成"]
    assert not opened.editor.document().isUndoAvailable()
    opened.toolbar.undo.trigger()
    assert texts(work, C.STATUS) == before
    assert not opened.toolbar.undo.isEnabled()
    assert opened.toolbar.redo.isEnabled()
    opened.show_view(0)
    assert not opened.toolbar.redo.isEnabled()


def test_a_ledger_is_saved_beside_the_report_and_found_again(work, opened, asked, rest, tmp_path, report_file, checked):
    choose(work, [0], C.LEADER)
    work.commands.set_cells({(0, C.LEADER): "周宁"})
    target = tmp_path / "整改通报_整改台账.xlsx"
    asked.answers["ask_save"] = target
    QTest.keyClick(work.panel.view, Qt.Key.Key_S, CONTROL)
    rest()
    assert next(call for call in asked if call[0] == "ask_save")[2] == target
    assert not work.working.modified
    written = read_excel(target).ledger
    assert written.rows[0][C.LEADER] == "周宁"
    assert [(c.column, c.new) for c in written.changes] == [(C.LEADER, "周宁")]

    opened.open_path(report_file)
    checked(opened)
    opened.show_view(LEDGER)
    rest()
    assert texts(work, C.LEADER)[0] == "周宁"
    assert not work.working.modified
    assert work.working.file.path == target
    assert all(row.line is not None for row in work.working.ledger.rows)
    work.commands.set_cells({(0, C.REMARK): "再改"})
    asked.clear()
    work.keeping.save()
    rest()
    assert not [call for call in asked if call[0] == "ask_save"]
    assert read_excel(target).ledger.rows[0][C.REMARK] == "再改"


def test_unsaved_changes_of_the_ledger_are_asked_about(work, opened, asked, report_file):
    work.commands.set_cells({(0, C.LEADER): "周宁"})
    opened.open_path(report_file)
    assert [call for call in asked if call[0] == "ask_unsaved"]
    assert texts(work, C.LEADER)[0] == "周宁"
    asked.answers["ask_unsaved"] = dialogs.Unsaved.DISCARD
    assert opened.close()


def test_a_ledger_changed_by_another_is_not_written_over(work, asked, rest, tmp_path):
    target = asked.answers["ask_save"] = tmp_path / "台账.xlsx"
    work.commands.set_cells({(0, C.LEADER): "周宁"})
    work.keeping.save()
    rest()
    target.write_bytes(b"PK other")
    work.commands.set_cells({(0, C.LEADER): "韩立"})
    asked.clear()
    work.keeping.save()
    rest()
    assert [call for call in asked if call[0] == "ask_conflict"]
    assert target.read_bytes() == b"PK other"
    assert work.working.modified


def test_the_ledger_follows_the_text_and_keeps_what_the_clerk_wrote(work, opened, checked):
    work.commands.set_cells({(0, C.LEADER): "周宁", (1, C.STATUS): "未完成"})
    lines = opened.editor.lines()
    opened.editor.replace_lines([line.replace("正在整改。", "已完成。") for line in lines], 1)
    checked(opened)
    assert texts(work, C.STATUS) == ["已完成", "未完成"]
    assert texts(work, C.LEADER)[0] == "周宁"
    assert work.working.conflicts() == {(1, C.STATUS): "已完成"}
    menu = work.panel.row_menu(1, C.STATUS)
    taken = next(action for action in menu.actions() if action.text().startswith("改用正文的"))
    taken.trigger()
    assert texts(work, C.STATUS) == ["已完成", "已完成"]
    assert not work.working.conflicts()


def test_blocks_go_out_to_excel_and_come_back(work):
    choose(work, [0], C.MEASURES)
    work.commands.set_cells({(0, C.MEASURES): "一是培训\n二是“检查”"})
    choose(work, [0, 1], C.MEASURES)
    QTest.keyClick(work.panel.view, Qt.Key.Key_C, CONTROL)
    assert QGuiApplication.clipboard().text().startswith('"一是培训\n二是“检查”"\r\n')
    QGuiApplication.clipboard().setText('"甲\n乙"\t已完成\r\n丙\t未完成\r\n丁\t正在整改\r\n')
    columns = list(work.panel.model.columns())
    first = columns[columns.index(C.STATUS) - 1]
    choose(work, [0], first)
    QTest.keyClick(work.panel.view, Qt.Key.Key_V, CONTROL)
    assert texts(work, C.STATUS) == ["已完成", "未完成", "正在整改"]
    assert texts(work, first) == ["甲\n乙", "丙", "丁"]
    assert texts(work, C.NUMBER)[2] == "3"


def test_an_office_workbook_comes_in_through_the_dialog(work, opened, rest, tmp_path, ledger_asked):
    path = workbook(
        tmp_path / "局台账.xlsx",
        ("序号", "反馈问题", "甲栏", "完成时限"),
        (1, "窗口服务态度生硬", "周宁", "2025年9月底前"),
        (2, "公务用车管理不规范", "韩立", "长期坚持"),
    )
    before = path.read_bytes()
    ledger_asked["ask_workbook"] = path
    opened.menus.action("导入台账（Excel）…").trigger()
    rest()
    dialog = work.arrival.dialog
    assert dialog.take.text() == "导入 2 行"
    dialog.choose(3, C.LEADER.value)
    dialog.accept()
    assert texts(work, C.LEADER) == ["周宁", "韩立"]
    assert [row.line is not None for row in work.working.ledger.rows] == [True, False]
    assert "正文有1个问题台账里没有" in work.panel.hint.text()
    opened.menus.action("加入正文里多出的问题").trigger()
    assert texts(work, C.PROBLEM)[2] == "物业维修资金监管不严"
    assert work.working.file is None
    assert path.read_bytes() == before
    work.arrival.import_file(path)
    rest()
    assert "上次核对过" in work.arrival.dialog.head.text()
    work.arrival.dialog.reject()


def test_a_workbook_dropped_on_the_start_page_begins_a_ledger(window, tmp_path, qtbot):
    path = workbook(tmp_path / "台账.xlsx", ("反馈问题", "整改措施"), ("窗口服务态度生硬", "培训"))
    window.open_path(path)
    work = next(feature for feature in window.features if isinstance(feature, LedgerWork))
    qtbot.waitUntil(lambda: work.arrival.dialog is not None)
    work.arrival.dialog.accept()
    assert texts(work, C.MEASURES) == ["培训"]
    work.working.clear()


def test_problems_of_a_feedback_are_registered(work, rest, tmp_path):
    path = tmp_path / "反馈意见.txt"
    path.write_text(
        "关于巡察某局党组的反馈意见\n二、巡察发现的主要问题\n（一）学习方面\n1.理论学习不够系统。集中学习流于形式。\n"
        "2.调研走过场。\n三、整改意见建议\n1.加强学习。\n",
        "utf-8",
    )
    work.arrival.import_feedback(path)
    rest()
    assert texts(work, C.PROBLEM) == ["理论学习不够系统", "调研走过场"]


def test_every_export_is_made_of_the_clerks_ledger(work, opened, asked, rest, tmp_path, ledger_asked):
    work.commands.set_cells({(0, C.LEADER): "周宁", (1, C.REASON_OPEN): "需区里拨款"})
    template = workbook(tmp_path / "本局模板.xlsx", ("序号", "反馈问题", "牵头领导", "整改状态"), ())
    ledger_asked["ask_workbook"] = template
    for action, ending in (
        ("台账 Excel…", ".xlsx"),
        ("填入本单位模板…", ".xlsx"),
        ("台账 Word…", ".docx"),
        ("三张清单 Word…", ".docx"),
        ("销号申报表 Word…", ".docx"),
        ("需进一步整改事项 Word…", ".docx"),
    ):
        asked.clear()
        target = asked.answers["ask_save"] = tmp_path / f"{action.rstrip('…')}{ending}"
        opened.menus.action(action).trigger()
        rest()
        assert [call[0] for call in asked] == ["ask_save", "tell_exported"], (action, list(asked))
        assert target.stat().st_size > 1000
    filled = openpyxl.load_workbook(io.BytesIO((tmp_path / "填入本单位模板.xlsx").read_bytes())).active
    assert [cell.value for cell in filled[2]][:3] == [1, "窗口服务态度生硬", "周宁"]


def test_two_ledgers_are_compared_and_a_row_is_shown(work, rest, tmp_path):
    path = workbook(
        tmp_path / "上月.xlsx",
        ("反馈问题", "整改措施", "整改状态"),
        ("窗口服务态度生硬", "", "正在整改"),
        ("物业维修资金监管不严", "", "正在整改"),
    )
    work.over_time.compare_with(path)
    rest()
    dialog = work.over_time.table
    rows = [[dialog.table.item(r, c).text() for c in range(5)] for r in range(dialog.table.rowCount())]
    assert ["整改状态不同", "窗口服务态度生硬", "整改状态", "已完成", "正在整改"] in rows
    dialog.asked.emit(next(at for at, row in enumerate(rows) if row[0] == "整改状态不同"))
    assert work.panel.view.chosen_rows() == [0]
    dialog.accept()


def test_the_periodic_report_tells_what_changed_since_the_last(work, opened, asked, rest, tmp_path):
    opened.menus.action("周报、半月报、月报…").trigger()
    dialog = work.over_time.period
    assert "整改工作周报" in dialog.text.toPlainText()
    day = date(2025, 9, 1)
    dialog.day.setDate(day)
    dialog.reject()
    belongs = work._window.file.path
    assert [state.day for state in work.over_time.store.states(belongs)] == [day]
    work.commands.set_cells({(1, C.STATUS): "已完成"})
    opened.menus.action("周报、半月报、月报…").trigger()
    dialog = work.over_time.period
    assert "新完成1个" in dialog.text.toPlainText()
    assert "物业维修资金监管不严" in dialog.text.toPlainText()
    target = asked.answers["ask_save"] = tmp_path / "周报.docx"
    dialog.word.click()
    rest()
    assert target.exists()
    dialog.keep.setChecked(False)
    dialog.reject()


def test_the_log_shows_what_was_taken_back(work, opened):
    work.commands.set_cells({(1, C.STATUS): "已完成"})
    work.working.undo()
    opened.menus.action("修改记录…").trigger()
    table = work.over_time.table.table
    assert [table.item(row, 5).text() for row in range(table.rowCount())] == ["正在整改", "已完成"]
    work.over_time.table.accept()


def test_rows_are_added_moved_split_and_deleted_from_the_table(work):
    view = work.panel.view
    choose(work, [0], C.PROBLEM)
    work.panel.add_row()
    assert texts(work, C.NUMBER) == ["1", "3", "2"]
    assert view.current_row() == 1
    QTest.keyClick(view, Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    assert texts(work, C.NUMBER) == ["1", "2", "3"]
    work.panel.delete_rows()
    assert texts(work, C.NUMBER) == ["1", "2"]
    menu = work.panel.row_menu(0, C.MEASURES)
    split = next(inner for inner in menu.findChildren(QMenu) if inner.title() == "拆分这一行")
    split.actions()[0].trigger()
    assert texts(work, C.NUMBER) == ["1-1", "1-2", "2"]


def test_a_cell_is_written_where_it_stands_and_enter_goes_on(work, qtbot):
    view = work.panel.view
    choose(work, [0], C.STATUS)
    QTest.keyClick(view, Qt.Key.Key_A)
    editor = view.viewport().findChild(ChoiceEditor)
    editor.set_text("基本完成")
    QTest.keyClick(editor.lineEdit(), Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: texts(work, C.STATUS)[0] == "基本完成")
    assert view.current_row() == 1


def test_search_and_filters_narrow_the_rows(work):
    view, bar = work.panel.view, work.panel.bar
    QTest.keyClick(view, Qt.Key.Key_F, CONTROL)
    bar.search.setText("物业")
    QTest.keyClick(bar.search, Qt.Key.Key_Return)
    assert work.panel.model.shown_rows() == [1]
    QTest.keyClick(bar.search, Qt.Key.Key_Escape)
    assert work.panel.model.shown_rows() == [0, 1]
    bar.chips.chosen.emit("已完成")
    assert work.panel.model.shown_rows() == [0]
