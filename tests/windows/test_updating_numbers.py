"""更新文中数字: what the text says of counts, names and days, brought to what is right in one step."""

import pytest

from desktop.ledger.columns import Column
from desktop.ledger.model import Ledger, Row
from desktop.windows.updating_numbers import UpdatingNumbers


@pytest.fixture
def ask(opened, qtbot):
    """Open the dialog and wait for what it offers."""
    work = next(feature for feature in opened.features if isinstance(feature, UpdatingNumbers))

    def asked():
        opened.menus.action("更新文中数字…").trigger()
        qtbot.waitUntil(lambda: work.dialog is not None and not work.dialog.busy)
        return work.dialog

    return asked


def offered(dialog):
    return [(p.line, p.old, p.new) for p in dialog.proposed]


def told(dialog, qtbot):
    qtbot.waitUntil(lambda: not dialog.busy)
    return offered(dialog)


def test_what_the_body_contradicts_is_offered_and_changed_as_one_step(opened, ask):
    before = opened.editor.lines()
    dialog = ask()
    assert offered(dialog) == [(3, "3", "2")]
    assert dialog.put.text() == "改正 1 处"
    dialog.put.click()
    assert "反馈的1个方面2个问题" in opened.editor.lines()[2]
    opened.editor.undo()
    assert opened.editor.lines() == before


def test_the_ledger_has_the_last_word_on_counts(opened, ask):
    rows = tuple(
        Row({Column.NUMBER: str(n), Column.ASPECT: "方面", Column.PROBLEM: f"问题{n}", Column.STATUS: "已完成"})
        for n in range(1, 5)
    )
    opened.workspace.ledger.working.adopt(Ledger("整改台账", rows=rows), None)
    dialog = ask()
    assert (3, "3", "4") in offered(dialog)
    assert not dialog.form.lines["problems"].isVisible()


def test_a_unit_that_was_renamed_and_a_day_that_moved_are_brought_in_everywhere(opened, ask, qtbot):
    dialog = ask()
    dialog.form.lines["unit"].setText("清河区住房更新局")
    dialog.form.days["feedback_date"].line.setText("2025年7月5日")
    dialog.form.lines["inspector"].setText("区委第三巡察组")
    found = told(dialog, qtbot)
    assert (1, "清河区城市更新局", "清河区住房更新局") in found
    assert [new for _, old, new in found if old == "7月3日"] == ["7月5日"]
    assert sum(old.endswith("第二巡察组") for _, old, _ in found) == 2
    dialog.put.click()
    text = "\n".join(opened.editor.lines())
    assert "第二巡察组" not in text
    assert "中共清河区住房更新局党组" in text
    opened.editor.undo()
    assert "第二巡察组" in "\n".join(opened.editor.lines())


def test_what_is_not_wanted_stays(opened, ask, qtbot):
    dialog = ask()
    dialog.form.lines["inspector"].setText("区委第三巡察组")
    told(dialog, qtbot)
    dialog.none.click()
    assert not dialog.put.isEnabled()
    dialog._tick(0).setCheckState(dialog._tick(0).checkState().__class__.Checked)
    first = dialog.chosen()[0]
    # another fact is told meanwhile
    dialog.form.days["feedback_date"].line.setText("2025年7月5日")
    told(dialog, qtbot)
    assert first in dialog.chosen()
    assert len(dialog.chosen()) == 1 + sum(p.new == "7月5日" for p in dialog.proposed)


def test_nothing_to_change_is_said(opened, ask, qtbot):
    opened.editor.replace_lines([line.replace("3个问题", "2个问题") for line in opened.editor.lines()], 1)
    dialog = ask()
    assert offered(dialog) == []
    assert "没有要改的" in dialog.empty.text()
    assert not dialog.put.isEnabled()
