"""The menu bar: every function of the window stands in it once, with its key."""

from __future__ import annotations

import enum
from bisect import bisect_right
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QObject
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMenu, QMenuBar

Key = str | QKeySequence.StandardKey


class MenuName(enum.Enum):
    """The menus, in their order; the letter opens a menu with Alt."""

    FILE = "文件(&F)"
    EDIT = "编辑(&E)"
    VIEW = "查看(&V)"
    REPORT = "报告(&R)"
    LEDGER = "台账(&L)"
    CHECK = "检查(&C)"
    EXPORT = "导出(&X)"
    HELP = "帮助(&H)"


class Needs(enum.Enum):
    """What must be there before a function can be used."""

    NOTHING = enum.auto()
    REPORT = enum.auto()
    ROWS = enum.auto()


@dataclass(frozen=True, slots=True)
class _Gate:
    action: QAction
    needs: Needs
    ready: Callable[[], bool] | None
    tip: str


_MISSING = {Needs.REPORT: "先打开或新建一份报告", Needs.ROWS: "报告里还没有读出逐条的问题"}


class Menus(QObject):
    """Puts actions where they belong, whoever brings them and in whatever order.

    A section is a number; sections of a menu stand in the order of their
    numbers with a line between, actions of one section in the order of coming.
    """

    def __init__(self, bar: QMenuBar) -> None:
        super().__init__(bar)
        self._bar = bar
        self._menus = {name: bar.addMenu(name.value) for name in MenuName}
        self._sections: dict[QMenu, list[int]] = {menu: [] for menu in self._menus.values()}
        self._gates: list[_Gate] = []
        self._has_report = self._has_rows = False
        for menu in self._menus.values():
            menu.setToolTipsVisible(True)
            menu.aboutToShow.connect(self.refresh)

    def add(
        self,
        menu: MenuName,
        section: int,
        text: str,
        slot: Callable[[], object],
        keys: Key | Sequence[Key] = (),
        *,
        needs: Needs = Needs.REPORT,
        ready: Callable[[], bool] | None = None,
        tip: str = "",
    ) -> QAction:
        """A new function. ready: a further condition, asked by refresh(); tip: shown beside the entry."""
        action = QAction(text, self._bar.window())
        action.triggered.connect(lambda checked=False: slot())
        several = (keys,) if isinstance(keys, (str, QKeySequence.StandardKey)) else keys
        action.setShortcuts([QKeySequence(key) for key in several])
        return self.take(menu, section, action, needs=needs, ready=ready, tip=tip)

    def take(
        self,
        menu: MenuName,
        section: int,
        action: QAction,
        *,
        needs: Needs = Needs.REPORT,
        ready: Callable[[], bool] | None = None,
        tip: str = "",
    ) -> QAction:
        """An action that exists already, of the toolbar for one; it keeps its tip unless another is given."""
        if not tip and action.toolTip() != action.text():
            tip = action.toolTip()
        self._insert(self._menus[menu], section, action)
        # the keys of a menu that is not shown do not work
        self._bar.window().addAction(action)
        self._gates.append(_Gate(action, needs, ready, tip))
        self._apply(self._gates[-1])
        return action

    def add_menu(self, menu: MenuName, section: int, title: str, *, needs: Needs = Needs.REPORT) -> QMenu:
        """A menu within a menu; what stands in it is the caller's."""
        inner = QMenu(title, self._bar.window())
        inner.setToolTipsVisible(True)
        self.take(menu, section, inner.menuAction(), needs=needs)
        return inner

    def menu(self, name: MenuName) -> QMenu:
        """One of the menus."""
        return self._menus[name]

    def action(self, text: str) -> QAction:
        """The function with this text, however deep. Raises KeyError."""
        for menu in self._menus.values():
            found = _find(menu, text)
            if found is not None:
                return found
        raise KeyError(text)

    def enable(self, *, report: bool, rows: bool) -> None:
        """What can be used now. rows: whether the report's ledger has any."""
        self._has_report, self._has_rows = report, rows
        self.refresh()

    def refresh(self) -> None:
        """Ask every further condition again."""
        for gate in self._gates:
            self._apply(gate)

    def _apply(self, gate: _Gate) -> None:
        met = {
            Needs.NOTHING: True,
            Needs.REPORT: self._has_report,
            Needs.ROWS: self._has_report and self._has_rows,
        }[gate.needs]
        gate.action.setEnabled(met and (gate.ready is None or gate.ready()))
        missing = Needs.ROWS if self._has_report and gate.needs is Needs.ROWS else Needs.REPORT
        gate.action.setToolTip(gate.tip if met else _MISSING[missing])

    def _insert(self, menu: QMenu, section: int, action: QAction) -> None:
        sections = self._sections[menu]
        at = bisect_right(sections, section)
        before = menu.actions()[at] if at < len(sections) else None
        if section not in sections:
            line = QAction(menu)
            line.setSeparator(True)
            menu.insertAction(before, line)  # type: ignore[arg-type]  # Qt takes none for the end
            sections.insert(at, section)
            at += 1
        menu.insertAction(before, action)  # type: ignore[arg-type]
        sections.insert(at, section)


def _find(menu: QMenu, text: str) -> QAction | None:
    for action in menu.actions():
        if action.text() == text:
            return action
        inner = action.menu()
        if isinstance(inner, QMenu):
            found = _find(inner, text)
            if found is not None:
                return found
    return None
