"""The table of the ledger draws its cells itself: what is chosen, pressed on and written is to be seen."""

from __future__ import annotations

import pytest
from ledger_samples import sample_ledger
from PySide6.QtCore import QItemSelectionModel, QRect

from desktop.app.look import Look
from desktop.app.theme import DARK, LIGHT
from desktop.ledger.columns import Column
from desktop.panels.ledger_panel import LedgerPanel


@pytest.fixture(params=[LIGHT, DARK], ids=["light", "dark"])
def look(qapp, request):
    return Look(qapp, request.param)


@pytest.fixture
def panel(qtbot, look):
    panel = LedgerPanel(look)
    qtbot.addWidget(panel)
    panel.resize(1000, 600)
    panel.show()
    panel.show_ledger(sample_ledger(size=43))
    return panel


def colours(panel, place: QRect) -> set[str]:
    picture = panel.view.viewport().grab(place).toImage()
    return {
        picture.pixelColor(x, y).name() for x in range(0, picture.width(), 2) for y in range(0, picture.height(), 2)
    }


def cell(panel, at: int, column: Column) -> QRect:
    model = panel.model
    index = model.index(model.place_of(at), list(model.columns()).index(column))
    return panel.view.visualRect(index)


def test_a_chosen_cell_has_another_ground_and_its_neighbours_do_not(panel, look):
    model, soft = panel.model, look.color("accent_soft").name()
    index = model.index(model.place_of(2), list(model.columns()).index(Column.CAUSE))
    panel.view.selectionModel().select(index, QItemSelectionModel.SelectionFlag.ClearAndSelect)
    assert soft in colours(panel, cell(panel, 2, Column.CAUSE))
    assert soft not in colours(panel, cell(panel, 1, Column.CAUSE))
    assert soft not in colours(panel, cell(panel, 2, Column.DETAIL))


def test_lines_stand_between_the_cells_and_words_in_them(panel, look):
    place = cell(panel, 1, Column.PROBLEM)
    line = look.color("line").name()
    below = QRect(place.left(), place.bottom() + 1, place.width(), 1)
    beside = QRect(place.right() + 1, place.top(), 1, place.height())
    assert colours(panel, below) == colours(panel, beside) == {line}
    assert len(colours(panel, place)) > 3  # smoothed characters


def test_a_cell_looks_the_same_when_it_is_drawn_again(panel):
    place = cell(panel, 1, Column.MEASURES)
    first = panel.view.viewport().grab(place).toImage()
    for _ in range(3):
        assert panel.view.viewport().grab(place).toImage() == first


def test_a_cell_that_the_report_tells_otherwise_has_a_corner(panel, look):
    mark = look.color("warning_mark").name()
    place = cell(panel, 1, Column.CAUSE)
    corner = QRect(place.right() - 6, place.top(), 6, 6)
    assert mark not in colours(panel, corner)
    panel.model.mark({(1, Column.CAUSE): "韩立"})
    assert mark in colours(panel, corner)
