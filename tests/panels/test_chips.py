"""Filter chips: few are shown, the others stand in a menu."""

import pytest

from desktop.panels.chips import Chips

NAMES = [("全部 9", None), *((f"{name} 1", name) for name in ("数量", "编号", "标点", "日期", "文字"))]


@pytest.fixture
def chips(qtbot):
    chips = Chips("按类别筛选", 4)
    qtbot.addWidget(chips)
    chips.resize(400, 60)
    chips.show()
    return chips


def shown(chips):
    return [button.text() for button in chips._group.buttons()]


def test_what_has_no_room_stands_in_a_menu(chips, qtbot):
    chips.show_chips(NAMES, None)
    assert shown(chips) == ["全部 9", "数量 1", "编号 1"]
    assert chips._more.text() == "其他 3 类 ▾"
    assert [action.text() for action in chips._more.menu().actions()] == ["标点 1", "日期 1", "文字 1"]
    with qtbot.waitSignal(chips.chosen) as signal:
        chips._more.menu().actions()[1].trigger()
    assert signal.args == ["日期"]


def test_the_chosen_one_is_always_shown(chips):
    chips.show_chips(NAMES, "文字")
    assert shown(chips) == ["全部 9", "数量 1", "文字 1"]
    assert chips._group.checkedButton().text() == "文字 1"
    assert [action.text() for action in chips._more.menu().actions()] == ["编号 1", "标点 1", "日期 1"]


def test_few_chips_need_no_menu(chips):
    chips.show_chips(NAMES, None)
    chips.show_chips(NAMES[:4], "编号")
    assert shown(chips) == ["全部 9", "数量 1", "编号 1", "标点 1"]
    assert chips._more is None
    chips.show_chips([("全部 3", None), *NAMES[1:4]], "编号")
    assert shown(chips)[0] == "全部 3"
