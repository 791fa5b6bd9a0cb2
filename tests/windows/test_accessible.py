"""Everything that takes the focus says what it is; everything is reached by keyboard; Qt's own words are Chinese."""

import re

import pytest
from PySide6.QtCore import QCoreApplication, QLibraryInfo, QLocale, Qt, QTranslator
from PySide6.QtPrintSupport import QPrintDialog
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractScrollArea,
    QApplication,
    QComboBox,
    QDialog,
    QFileDialog,
    QGroupBox,
    QInputDialog,
    QLabel,
    QLineEdit,
    QMenu,
    QMessageBox,
    QWidget,
)

from desktop.windows.menus import MenuName

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support raise")
LATIN = re.compile(r"[A-Za-z]{3,}")
KEYS = {"Ctrl", "Shift", "Alt", "Del", "Ins", "Esc", "Tab", "Word", "Excel", "WPS", "PDF", "txt", "docx", "xlsx"}


def name_of(widget):
    """What a screen reader says of a control."""
    if widget.accessibleName():
        return widget.accessibleName()
    if isinstance(widget, QAbstractButton) and widget.text():
        return widget.text()
    if isinstance(widget, QGroupBox):
        return widget.title()
    label = next((w for w in widget.window().findChildren(QLabel) if w.buddy() is widget), None)
    return label.text() if label is not None else ""


def is_inner(widget):
    """Part of another control, which has the name."""
    parent = widget.parentWidget()
    if isinstance(parent, QComboBox) or (isinstance(widget, QLineEdit) and widget.objectName().startswith("qt_")):
        return True
    return isinstance(parent, QAbstractScrollArea) and widget is parent.viewport()


def nameless(root):
    """The controls of a window that take the focus and do not say what they are."""
    found = []
    for widget in root.findChildren(QWidget):
        takes_focus = widget.focusPolicy() & Qt.FocusPolicy.TabFocus
        if not takes_focus or widget.window() is not root or isinstance(widget, (QMenu, QLabel)) or is_inner(widget):
            continue
        if not widget.isHidden() and not name_of(widget).strip():
            found.append(f"{type(widget).__name__} {widget.objectName()!r} in {type(widget.parent()).__name__}")
    return found


def test_everything_in_the_window_says_what_it_is(opened):
    assert "\n".join(nameless(opened)) == ""


def actions(menu):
    for action in menu.actions():
        inner = action.menu()
        if inner is not None:
            yield from actions(inner)
        elif not action.isSeparator():
            yield action


QUIET = {"关闭", "退出", "新窗口", "保存"}


@pytest.fixture
def nothing_waits(monkeypatch):
    """A question that would wait for an answer is looked at and put away; what it does not say of itself."""
    found = []

    def look(dialog, *arguments):
        if not isinstance(dialog, (QPrintDialog, QFileDialog)):  # Qt's own
            found.extend(nameless(dialog))
        return 0

    for kind in (QDialog, QMessageBox, QFileDialog, QInputDialog, QPrintDialog):
        monkeypatch.setattr(kind, "exec", look)
    for name in ("getOpenFileName", "getSaveFileName", "getOpenFileNames"):
        monkeypatch.setattr(QFileDialog, name, lambda *arguments: ("", ""))
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *arguments: "")
    monkeypatch.setattr(QInputDialog, "getText", lambda *arguments, **named: ("", False))
    return found


def test_every_dialog_of_the_menus_says_what_it_is(opened, qtbot, asked, nothing_waits):
    """Each entry of each menu is used once; what opens is looked at and closed."""
    found, seen = nothing_waits, []
    before = set(QApplication.topLevelWidgets())
    for action in [action for name in MenuName for action in actions(opened.menus.menu(name))]:
        name = action.text()
        if name in QUIET or not action.isEnabled() or action.isCheckable() or not name.endswith(("…", "设置", "帮助")):
            continue
        action.trigger()
        QCoreApplication.processEvents()
        for top in QApplication.topLevelWidgets():
            if top in before or isinstance(top, QMenu) or not top.isVisible():
                continue
            seen.append(type(top).__name__)
            found += [f"{name}: {what}" for what in nameless(top)]
            if isinstance(top, QDialog):
                top.reject()
            else:
                top.close()
        qtbot.waitUntil(lambda: not opened.jobs.busy, timeout=30_000)
    assert "\n".join(found) == ""
    assert len(seen) > 3


def test_the_bars_and_dialogs_of_safety_say_what_they_are(opened, qtbot, tmp_path):
    from desktop.app.recovery import LeftOver
    from desktop.documents.recovery_copies import Copy
    from desktop.windows.compare_dialog import CompareDialog
    from desktop.windows.recovery_dialog import RecoveryDialog

    items = [LeftOver(tmp_path, "a", Copy("未命名报告", ("甲",), saved="2026-03-01T09:30:00"))]
    dialogs = [
        RecoveryDialog(items, opened.look, opened),
        CompareDialog(opened.file.path, opened.services.read, ["甲"], opened.look, opened),
    ]
    for dialog in dialogs:
        dialog.show()
        qtbot.waitUntil(lambda dialog=dialog: not dialog._jobs.busy, timeout=30_000)
        assert nameless(dialog) == []
        dialog.reject()


def test_the_tab_key_goes_round_the_window_and_leaves_nothing_out(opened, qtbot):
    opened.activateWindow()
    wanted = {
        widget
        for widget in opened.findChildren(QWidget)
        if widget.focusPolicy() & Qt.FocusPolicy.TabFocus and widget.isVisibleTo(opened) and widget.isEnabled()
    }
    start = widget = opened.editor
    reached = set()
    while True:
        reached.add(widget)
        widget = widget.nextInFocusChain()
        if widget is start:
            break
    assert [f"{type(w).__name__} {w.objectName()}" for w in wanted - reached] == []


def test_every_menu_entry_has_a_key_or_can_be_reached_by_letters(opened):
    for bar in opened.menuBar().actions():
        assert re.search(r"\(&[A-Z]\)", bar.text())


@pytest.fixture
def translator(qapp):
    translator = QTranslator(qapp)
    assert translator.load("qtbase_zh_CN", QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath))
    before = QLocale()
    QLocale.setDefault(QLocale(QLocale.Language.Chinese, QLocale.Country.China))
    qapp.installTranslator(translator)
    yield translator
    qapp.removeTranslator(translator)
    QLocale.setDefault(before)


def test_qt_s_own_menu_of_a_text_is_chinese(opened, translator):
    menu = opened.editor.createStandardContextMenu()
    english = [a.text() for a in menu.actions() if set(LATIN.findall(a.text())) - KEYS]
    assert english == []


def test_qt_s_own_dialogs_are_chinese(qapp, translator, qtbot, tmp_path):
    file_dialog = QFileDialog(None, "打开报告", str(tmp_path))
    file_dialog.setOption(QFileDialog.Option.DontUseNativeDialog)
    box = QMessageBox()
    box.setStandardButtons(
        QMessageBox.StandardButton.Ok | QMessageBox.StandardButton.Cancel | QMessageBox.StandardButton.Save
    )
    box.setDetailedText("甲")
    entry = QInputDialog()
    entry.setTextValue("甲")
    entry.show()
    english = []
    for dialog in (file_dialog, box, entry):
        for widget in dialog.findChildren(QWidget):
            text = getattr(widget, "text", lambda: "")()
            if isinstance(widget, (QAbstractButton, QLabel)) and set(LATIN.findall(text)) - KEYS:
                english.append(f"{type(dialog).__name__}: {text}")
    entry.close()
    assert english == []
