from PySide6.QtWidgets import QApplication

from desktop.windows.menus import MenuName


def entry(window, text):
    return next(action for action in window.menus.menu(MenuName.EDIT).actions() if action.text().startswith(text))


def test_the_menu_does_for_the_page_what_the_keys_do(opened):
    opened.editor.setFocus()
    whole = opened.editor.lines()
    entry(opened, "全选").trigger()
    entry(opened, "剪切").trigger()
    assert opened.editor.lines() == [""]
    entry(opened, "粘贴").trigger()
    assert opened.editor.lines() == whole
    entry(opened, "全选").trigger()
    entry(opened, "复制").trigger()
    assert QApplication.clipboard().text() == "\n".join(whole)


def test_and_for_a_field_that_has_the_focus(opened, qtbot):
    opened.menus.action("查找…").trigger()
    field = opened.focusWidget()
    field.setText("整改")
    entry(opened, "全选").trigger()
    entry(opened, "剪切").trigger()
    assert field.text() == ""
    assert QApplication.clipboard().text() == "整改"
