import pytest
from PySide6.QtWidgets import QMainWindow

from desktop.windows.menus import MenuName, Menus, Needs


@pytest.fixture
def frame(qtbot):
    frame = QMainWindow()
    qtbot.addWidget(frame)
    return frame


@pytest.fixture
def menus(frame):
    return Menus(frame.menuBar())


def texts(menus, name):
    return [action.text() or "—" for action in menus.menu(name).actions()]


def test_entries_stand_by_section_whoever_comes_first(menus):
    for section, text in ((5, "五"), (0, "零"), (5, "又五"), (2, "二")):
        menus.add(MenuName.EDIT, section, text, lambda: None)
    assert texts(menus, MenuName.EDIT) == ["—", "零", "—", "二", "—", "五", "又五"]


def test_an_entry_can_be_used_when_what_it_needs_is_there(menus):
    calls = []
    menus.add(MenuName.FILE, 0, "总能用", lambda: calls.append("总"), needs=Needs.NOTHING)
    menus.add(MenuName.FILE, 0, "要报告", lambda: calls.append("报"))
    menus.add(MenuName.FILE, 0, "要台账", lambda: calls.append("台"), needs=Needs.ROWS, tip="说明")
    usable = lambda: [a.text() for a in menus.menu(MenuName.FILE).actions() if a.isEnabled() and a.text()]  # noqa: E731
    assert usable() == ["总能用"]
    menus.enable(report=True, rows=False)
    assert usable() == ["总能用", "要报告"]
    assert menus.action("要台账").toolTip() == "报告里还没有读出逐条的问题"
    menus.enable(report=True, rows=True)
    assert usable() == ["总能用", "要报告", "要台账"]
    assert menus.action("要台账").toolTip() == "说明"
    menus.action("要台账").trigger()
    assert calls == ["台"]


def test_a_further_condition_is_asked_again(menus):
    ready = []
    action = menus.add(MenuName.EDIT, 0, "粘贴", lambda: None, needs=Needs.NOTHING, ready=lambda: bool(ready))
    assert not action.isEnabled()
    ready.append(1)
    menus.refresh()
    assert action.isEnabled()


def test_an_entry_is_found_by_its_text_in_inner_menus_too(menus):
    inner = menus.add_menu(MenuName.REPORT, 0, "插入缺少的部分")
    inner.addAction("联系方式")
    assert menus.action("联系方式").text() == "联系方式"
    with pytest.raises(KeyError):
        menus.action("没有的")


def test_no_key_is_given_twice(window):
    keys = [
        key.toString()
        for menu in MenuName
        for action in window.menus.menu(menu).actions()
        for key in action.shortcuts()
    ]
    assert len(keys) == len(set(keys))


def test_a_guard_that_says_no_stops_what_would_give_the_report_up(opened):
    asked = []
    opened.guards.append(asked.append)
    opened.new_report()
    assert opened.file.name == "整改通报.txt"
    asked[0]()
    assert opened.file.opened is None
