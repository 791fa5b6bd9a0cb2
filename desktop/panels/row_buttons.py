"""Small buttons in the last column of a table."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QAbstractItemModel
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QTableView, QWidget


@dataclass(frozen=True, slots=True)
class RowButton:
    """A button: its words, what they mean in full, for ears too, and what it does."""

    text: str
    tip: str
    spoken: str
    press: Callable[[], object]


def give_buttons(view: QTableView, column: int, rows: Sequence[Sequence[RowButton]]) -> None:
    """Put the buttons of every row into a column, in the place of those that were there."""
    model: QAbstractItemModel = view.model()
    for number, buttons in enumerate(rows):
        index = model.index(number, column)
        if not buttons:
            if view.indexWidget(index) is not None:
                view.setIndexWidget(index, None)  # type: ignore[arg-type]  # Qt takes none to clear
            continue
        holder = QWidget()
        line = QHBoxLayout(holder)
        line.setContentsMargins(8, 4, 8, 4)
        line.setSpacing(6)
        for told in buttons:
            button = QPushButton(told.text)
            button.setToolTip(told.tip)
            button.setAccessibleName(told.spoken)
            button.clicked.connect(lambda checked=False, press=told.press: press())
            line.addWidget(button)
        line.addStretch(1)
        view.setIndexWidget(index, holder)
