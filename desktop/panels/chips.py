"""A row of filter chips, one chosen at a time."""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from functools import partial

from PySide6.QtCore import QPoint, QRect, QSize, Qt, Signal, Slot
from PySide6.QtWidgets import QButtonGroup, QLayout, QLayoutItem, QMenu, QPushButton, QSizePolicy, QWidget


class FlowLayout(QLayout):
    """Widgets in lines from left to right, a new line where there is no more room."""

    def __init__(self, parent: QWidget, spacing: int = 6) -> None:
        super().__init__(parent)
        self._items: list[QLayoutItem] = []
        self.setSpacing(spacing)
        self.setContentsMargins(0, 0, 0, 0)

    def addItem(self, item: QLayoutItem) -> None:
        """Qt's way to add."""
        self._items.append(item)

    def count(self) -> int:
        """How many items there are."""
        return len(self._items)

    def itemAt(self, index: int) -> QLayoutItem | None:
        """An item, None outside."""
        return self._items[index] if 0 <= index < len(self._items) else None

    def takeAt(self, index: int) -> QLayoutItem | None:  # type: ignore[override]
        """Take an item out, None outside."""
        return self._items.pop(index) if 0 <= index < len(self._items) else None

    def hasHeightForWidth(self) -> bool:
        """More lines where it is narrow."""
        return True

    def heightForWidth(self, width: int) -> int:
        """The height of all lines."""
        return self._arrange(QRect(0, 0, width, 0), move=False)

    def setGeometry(self, rect: QRect) -> None:
        """Arrange the items."""
        super().setGeometry(rect)
        self._arrange(rect, move=True)

    def sizeHint(self) -> QSize:
        """One line."""
        return self.minimumSize()

    def minimumSize(self) -> QSize:
        """The largest item."""
        size = QSize(0, 0)
        for item in self._items:
            size = size.expandedTo(item.minimumSize())
        return size

    def _arrange(self, rect: QRect, *, move: bool) -> int:
        x, y, line = rect.x(), rect.y(), 0
        for item in self._items:
            hint = item.sizeHint()
            if x > rect.x() and x + hint.width() > rect.right() + 1:
                x, y, line = rect.x(), y + line + self.spacing(), 0
            if move:
                item.setGeometry(QRect(QPoint(x, y), hint))
            x += hint.width() + self.spacing()
            line = max(line, hint.height())
        return y + line - rect.y()


class Chips(QWidget):
    """Chips with a count each. chosen(object): the value of the chip now chosen, None for 全部."""

    chosen = Signal(object)

    def __init__(self, name: str, most: int = 99, parent: QWidget | None = None) -> None:
        """most: how many chips are shown; the others stand in the menu of a last one."""
        super().__init__(parent)
        self._most = most
        self._more: QPushButton | None = None
        self.setAccessibleName(name)
        self._group = QButtonGroup(self)
        self._group.setExclusive(True)
        self._group.idClicked.connect(self._clicked)
        self._values: list[Hashable] = []
        self._shown: list[tuple[str, Hashable]] = []
        self._flow = FlowLayout(self)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def show_chips(self, chips: Sequence[tuple[str, Hashable]], current: Hashable) -> None:
        """Show chips of text and value; the one with the current value is chosen."""
        shown, rest = self._parted(chips, current)
        if [value for _, value in shown] == self._values and bool(rest) == (self._more is not None):
            for number, (text, value) in enumerate(shown):
                button = self._group.button(number)
                button.setText(text)
                button.setChecked(value == current)
        else:
            self._fill(shown, current, more=bool(rest))
        if self._more is not None:
            self._fill_menu(self._more, rest)
        self.updateGeometry()

    def _parted(
        self, chips: Sequence[tuple[str, Hashable]], current: Hashable
    ) -> tuple[list[tuple[str, Hashable]], list[tuple[str, Hashable]]]:
        """The chips to show, the current one among them, and the others."""
        if len(chips) <= self._most:
            return list(chips), []
        shown, rest = list(chips[: self._most - 1]), list(chips[self._most - 1 :])
        chosen = next((chip for chip in rest if chip[1] == current), None)
        if chosen is not None:
            rest.remove(chosen)
            rest.insert(0, shown.pop())
            shown.append(chosen)
        return shown, rest

    def _fill(self, chips: Sequence[tuple[str, Hashable]], current: Hashable, *, more: bool) -> None:
        for button in (*self._group.buttons(), *([self._more] if self._more is not None else [])):
            self._group.removeButton(button)
            self._flow.removeWidget(button)
            button.hide()
            button.deleteLater()
        self._values = [value for _, value in chips]
        for number, (text, value) in enumerate(chips):
            button = self._chip(text)
            button.setCheckable(True)
            button.setChecked(value == current)
            self._group.addButton(button, number)
        self._more = self._chip("") if more else None

    def _chip(self, text: str) -> QPushButton:
        button = QPushButton(text, self)
        button.setProperty("chip", True)
        button.setCursor(Qt.CursorShape.PointingHandCursor)
        self._flow.addWidget(button)
        button.show()
        return button

    def _fill_menu(self, button: QPushButton, chips: Sequence[tuple[str, Hashable]]) -> None:
        button.setText(f"其他 {len(chips)} 类 ▾")
        button.setAccessibleName("其他类别")
        menu = QMenu(button)
        for text, value in chips:
            menu.addAction(text).triggered.connect(partial(self._chosen_from_menu, value))
        old = button.menu()
        button.setMenu(menu)
        if old is not None:
            old.deleteLater()

    def _chosen_from_menu(self, value: Hashable, *_: object) -> None:
        self.chosen.emit(value)

    @Slot(int)
    def _clicked(self, number: int) -> None:
        self.chosen.emit(self._values[number])
