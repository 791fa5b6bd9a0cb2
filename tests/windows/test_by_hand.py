"""Reading corrected by hand, findings ignored, broken lines joined: what a person says of a report holds."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QContextMenuEvent
from PySide6.QtWidgets import QApplication

from desktop.app.icons import Icons
from desktop.app.look import Look
from desktop.app.outline_model import ROW, OutlineKind
from desktop.app.services import real_services
from desktop.app.theme import LIGHT
from desktop.paths import app_paths
from desktop.windows.main_window import MainWindow

BROKEN = """中共清河区城市更新局党组关于巡察整改
进展情况的通报
根据区委统一部署，2025年3月10日至5月
20日，区委第二巡察组对区城市更新局党组
开展了巡察。7月3日，区委第二巡察组向局
党组反馈了巡察意见。按照要求，现将整改
进展情况予以公布，欢迎干部群众对巡察整
改落实情况进行监督，有意见请及时反映。
一、反馈问题整改落实情况
（一）关于窗口服务态度生硬的问题。局里
组织培训四场，设置办不成事反映窗口，回
应群众诉求XX件，群众满意度有明显上升。
"""

# the platform without a screen says so when a menu pops up
pytestmark = pytest.mark.qt_log_ignore("does not support", extend=True)


def rows(window):
    model = window.workspace.outline.model
    return [model.row(model.index(n)) for n in range(model.rowCount())]


def row_with(window, words):
    return next(row for row in rows(window) if words in row.text)


def action(menu, *path):
    for name in path:
        found = next(a for a in menu.actions() if a.text() == name)
        menu = found.menu()
    return found


def texts(menu):
    return [a.text() for a in menu.actions() if a.text()]


def say(window, checked, words, *path):
    menu = window.checking.by_hand.row_menu(row_with(window, words))
    action(menu, *path).trigger()
    checked(window)


@pytest.fixture
def another(qtbot, asked):
    """A window as after a restart: all that is remembered comes from the user's folder."""
    made = []

    def make():
        look = Look(QApplication.instance(), LIGHT)
        services = real_services(app_paths())
        window = MainWindow(services, look, Icons(look, services.icon_file))
        qtbot.addWidget(window, before_close_func=lambda w: w.editor.document().setModified(False))
        window.show()
        made.append(window)
        return window

    yield make
    for window in made:
        window.checking.close()
        window.jobs.close()


def test_a_problem_wrongly_read_becomes_text_at_once(opened, checked):
    problems = len(opened.analysis.report.problems)
    say(opened, checked, "窗口服务", "读作正文（不是标题）")
    assert len(opened.analysis.report.problems) == problems - 1
    assert not any("窗口服务" in row.text for row in rows(opened))
    assert not opened.editor.document().isModified(), "the report itself is untouched"
    assert opened.workspace.outline.told.isVisible()
    menu = opened.checking.by_hand.told_menu()
    entry = next(a for a in menu.actions() if "读作正文" in a.text())
    action(entry.menu(), "恢复自动判断").trigger()
    checked(opened)
    assert len(opened.analysis.report.problems) == problems
    assert not opened.workspace.outline.told.isVisible()


def test_a_corrected_row_is_marked_and_says_so(opened, checked):
    say(opened, checked, "（一）", "读作问题")
    row = next(row for row in rows(opened) if row.line == 7 and row.corrected)
    assert row.kind is OutlineKind.PROBLEM
    model = opened.workspace.outline.model
    index = next(model.index(n) for n in range(model.rowCount()) if model.index(n).data(ROW) is row)
    assert "按人工指定" in index.data(Qt.ItemDataRole.ToolTipRole)
    assert "按人工指定" in index.data(Qt.ItemDataRole.AccessibleTextRole)
    menu = opened.checking.by_hand.row_menu(row)
    assert action(menu, "读作问题").isChecked()
    assert action(menu, "恢复自动判断").isEnabled()


def test_a_part_can_be_named(opened, checked):
    say(opened, checked, "三、", "读作部分", "需进一步整改事项")
    from desktop.report.model import Role

    assert opened.analysis.report.section(Role.REMAINING).line == 14


def test_a_missing_part_can_be_pointed_out(opened, checked):
    opened.editor.go_to_line(15)
    menu = opened.checking.by_hand.row_menu(row_with(opened, "联系方式"))
    assert texts(menu) == ["插入“联系方式”", "把光标所在的第 15 段读作“联系方式”"]
    menu.actions()[1].trigger()
    checked(opened)
    assert not any(row.kind is OutlineKind.MISSING for row in rows(opened))


def test_the_caret_s_paragraph_is_read_as_told(opened, checked):
    opened.editor.go_to_line(8)
    menu = opened.editor.menu(None)
    action(menu, "这一段读作", "正文（不是标题）").trigger()
    checked(opened)
    assert not any("窗口服务" in row.text for row in rows(opened))


def test_what_was_said_survives_edits_and_a_restart(opened, checked, another, report_file, qtbot):
    say(opened, checked, "窗口服务", "读作正文（不是标题）")
    opened.editor.go_to_line(5)
    qtbot.keyClicks(opened.editor, "A")
    qtbot.keyClick(opened.editor, Qt.Key.Key_Return)
    checked(opened)
    assert not any("窗口服务" in row.text for row in rows(opened))
    opened.editor.go_to_line(9)
    qtbot.keyClicks(opened.editor, "B")
    checked(opened)
    assert opened.editor.lines()[8].startswith("B1.关于“窗口服务")
    assert list(opened.analysis.corrected) == [9], "the corrected line itself may be edited"
    opened.saving.save()
    qtbot.waitUntil(lambda: not opened.editor.document().isModified())
    again = another()
    again.open_path(report_file)
    checked(again)
    assert list(again.analysis.corrected) == [9]
    assert not any("窗口服务" in row.text for row in rows(again))


def test_a_new_report_s_corrections_come_along_when_it_is_saved(window, checked, another, asked, tmp_path, qtbot):
    window.new_report()
    window.editor.insertPlainText("通报\n一、整改落实情况\n窗口服务\n整改情况：一是改进。\n")
    checked(window)
    window.editor.go_to_line(3)
    action(window.editor.menu(None), "这一段读作", "问题").trigger()
    checked(window)
    assert [p.line for p in window.analysis.report.problems] == [3]
    asked.answers["ask_save"] = tmp_path / "新.txt"
    window.saving.save()
    qtbot.waitUntil(lambda: not window.editor.document().isModified())
    again = another()
    again.open_path(tmp_path / "新.txt")
    checked(again)
    assert [p.line for p in again.analysis.report.problems] == [3]


@pytest.mark.parametrize("key", [Qt.Key.Key_Menu, Qt.Key.Key_F10])
def test_the_menu_of_a_row_comes_by_keyboard_too(opened, qtbot, key):
    view = opened.workspace.outline.view
    view.setFocus()
    view.setCurrentIndex(opened.workspace.outline.model.index(2))
    shift = Qt.KeyboardModifier.ShiftModifier if key == Qt.Key.Key_F10 else Qt.KeyboardModifier.NoModifier
    with qtbot.waitSignal(opened.workspace.outline.menu_asked) as asked:
        qtbot.keyClick(view, key, shift)
    assert asked.args[0] is opened.workspace.outline.model.row(view.currentIndex())
    event = QContextMenuEvent(QContextMenuEvent.Reason.Keyboard, QPoint(5, 5), view.mapToGlobal(QPoint(5, 5)))
    with qtbot.waitSignal(opened.workspace.outline.menu_asked):
        QApplication.sendEvent(view.viewport(), event)
    opened.checking.by_hand._menu.close()


def test_the_page_s_menu_fixes_and_ignores(opened, checked):
    finding = next(f for f in opened.findings.model.findings if f.fixes and len(f.span))
    opened.editor.go_to(finding.span)
    cursor = opened.editor.textCursor()
    cursor.setPosition(cursor.selectionStart())
    opened.editor.setTextCursor(cursor)
    menu = opened.editor.menu(None)
    assert texts(menu)[0] == finding.fixes[0].label
    assert {"以后都忽略这一处", "关闭这项检查"} <= set(texts(action(menu, "忽略").menu()))
    before = opened.editor.lines()
    menu.actions()[0].trigger()
    checked(opened)
    assert opened.editor.lines() != before


def ignore(window, kind, *, always):
    finding = next(f for f in window.findings.model.findings if f.kind == kind)
    window.findings.asking.ignore_asked.emit(finding, always)
    return finding


@pytest.mark.parametrize("always", [False, True])
def test_an_ignored_finding_stays_away_as_long_as_was_said(opened, checked, another, report_file, always):
    finding = ignore(opened, "placeholder", always=always)
    assert finding not in opened.findings.model.findings
    assert opened.findings.ignored.text() == "已忽略 1 处"
    again = another()
    again.open_path(report_file)
    checked(again)
    assert (finding in again.findings.model.findings) is not always


def test_ignored_findings_are_listed_and_brought_back(opened):
    first = ignore(opened, "placeholder", always=True)
    second = ignore(opened, "number-gap", always=False)
    opened.findings.ignored.click()
    dialog = opened.side.ignored
    assert dialog.list.count() == 2
    dialog.list.setCurrentRow(0)
    dialog.back.click()
    assert dialog.list.count() == 1
    dialog.all.click()
    assert dialog.list.count() == 0
    assert {first, second} <= set(opened.findings.model.findings)
    assert not opened.findings.ignored.isVisible()
    dialog.accept()


def test_what_is_ignored_does_not_come_as_a_comment(opened, asked, tmp_path, qtbot):
    import zipfile

    finding = ignore(opened, "placeholder", always=False)
    asked.answers["ask_save"] = tmp_path / "批注.docx"
    opened.menus.action("批注稿 Word…").trigger()
    qtbot.waitUntil(lambda: any(call[0] == "tell_exported" for call in asked), timeout=30_000)
    with zipfile.ZipFile(tmp_path / "批注.docx") as archive:
        assert finding.message not in archive.read("word/comments.xml").decode()


def test_lines_broken_by_a_page_width_are_read_joined_and_can_be_joined(window, checked, tmp_path):
    path = tmp_path / "断行.txt"
    path.write_text(BROKEN, encoding="utf-8")
    window.open_path(path)
    checked(window)
    assert window.analysis.joined
    assert window.workspace.joined.isVisible()
    assert "按页宽断开" in window.workspace.joined.label.text()
    finding = next(f for f in window.findings.model.findings if f.kind == "placeholder")
    assert finding.span.line == 12, "places are told in the lines of the window"
    before = window.editor.lines()
    window.editor.go_to_line(11)
    window.workspace.joined.action.click()
    checked(window)
    assert not window.analysis.joined
    assert not window.workspace.joined.isVisible()
    whole = window.editor.lines()
    assert "".join(whole) == "".join(before)
    assert whole[0] == "中共清河区城市更新局党组关于巡察整改进展情况的通报"
    assert window.editor.caret_span().line == 4
    window.editor.undo()
    checked(window)
    assert window.editor.lines() == before
    assert not window.workspace.joined.isVisible(), "offered once"
