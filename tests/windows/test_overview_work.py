"""总览: what the tab shows, and the board that is printed or saved."""

from dataclasses import replace
from datetime import date

import invented_ledgers
import pytest
from PySide6.QtCore import QPoint
from PySide6.QtGui import QImage

from desktop.checks.settings import DONE
from desktop.ledger.overview import GroupBy, look_over
from desktop.panels.board_drawing import BoardPen, figures, parts_of
from desktop.panels.progress_board import A3, A4, ProgressBoard
from desktop.windows.overview_work import OverviewWork


@pytest.fixture
def work(opened):
    work = next(feature for feature in opened.features if isinstance(feature, OverviewWork))
    work._today = lambda: date(2025, 9, 15)
    return work


def overview_of(size):
    made = invented_ledgers.make(7, min(size, 40), aspects=4)
    return look_over(replace(made, rows=(made.rows * size)[:size]), date(2026, 1, 10), DONE)


def test_the_tab_tells_the_same_numbers_as_the_ledger(opened, work):
    opened.show_view(work.number)
    assert work.panel.isVisible()
    ledger = opened.analysis.ledger
    told = {word: value for word, value, _ in figures(work.panel.overview)}
    assert told["问题"] == str(len(ledger.rows)) == "2"
    assert told["已办结"] == "1"
    assert told["完成率"] == "50%"


def test_the_tab_follows_the_text(opened, work, checked):
    opened.show_view(work.number)
    text = next(n for n, line in enumerate(opened.editor.lines(), 1) if line == "整改状态：正在整改。")
    opened.editor.go_to_line(text)
    cursor = opened.editor.textCursor()
    cursor.select(cursor.SelectionType.BlockUnderCursor)
    cursor.insertText("\n整改状态：已完成。")
    checked(opened)
    assert work.panel.overview.totals.done == 2


def test_an_overdue_problem_leads_to_its_place(opened, work, qtbot):
    made = invented_ledgers.make(3, 5)
    rows = tuple(row.changed(next(c for c in row.cells if c.value == "完成时限"), "2025年7月") for row in made.rows)
    opened.workspace.ledger.working.edit("试", type(made)(made.title, rows=tuple(type(r)(r.cells, 8) for r in rows)))
    opened.show_view(work.number)
    panel = work.panel
    assert panel.list.count() == len(panel.overview.late) + len(panel.overview.coming)
    assert panel.list.item(0).text().startswith("超期 46 天")
    panel.list.itemActivated.emit(panel.list.item(0))
    assert opened.editor.isVisible()
    assert opened.editor.caret_span().line == 8


def test_what_a_chart_shows_is_told_in_words_too(opened, work):
    opened.show_view(work.number)
    for by in GroupBy:
        work.panel.group_by(by)
        told = work.panel._bars.accessibleDescription().split("；")
        assert [text.partition("：")[0] for text in told] == [group.name for group in work.panel._groups]


def test_a_pointed_at_chip_says_what_it_is(opened, work, qtbot):
    opened.show_view(work.number)
    chart = work.panel._time
    qtbot.waitUntil(lambda: bool(chart._spots))
    spot = chart._spots[0]
    assert chart.item_at(spot.rect.center()) is spot.item
    assert chart.item_at(QPoint(-5, -5)) is None


def test_the_parts_of_a_bar_are_all_its_rows():
    for group in overview_of(43).groups(GroupBy.DEPARTMENT, DONE):
        assert sum(n for _, n in parts_of(group)) == group.totals.total


@pytest.mark.parametrize("size", [A3, A4])
@pytest.mark.parametrize("count", [1, 43, 120])
def test_nothing_of_the_board_lies_outside_a_page_or_over_another_part(window, size, count):
    board = ProgressBoard(overview_of(count), DONE, BoardPen(window.look, fixed=True))
    pages = board.pages(size)
    for page in pages:
        assert page
        bottoms = [placed.rect.bottom() for placed in page]
        tops = [placed.rect.top() for placed in page]
        assert all(top >= bottom for top, bottom in zip(tops[1:], bottoms[:-1], strict=True))
        assert bottoms[-1] <= size.height()
        assert not page[-1].block.with_next


def test_the_board_is_saved_as_picture_and_as_pdf(opened, work, asked, tmp_path):
    for name in ("挂图.png", "挂图.pdf"):
        asked.clear()
        asked.answers["ask_save"] = tmp_path / name
        work.save()
        assert asked[-1][0] == "tell_exported"
    assert not QImage(str(tmp_path / "挂图.png")).isNull()
    assert (tmp_path / "挂图.pdf").read_bytes().startswith(b"%PDF")


def test_a_board_that_cannot_be_saved_is_told(opened, work, asked, tmp_path):
    asked.answers["ask_save"] = tmp_path / "没有的文件夹" / "挂图.png"
    work.save()
    assert asked[-1][0] == "show_error"
