"""Going about: the views, and from finding to finding."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Slot

from desktop.app.finding_model import Step
from desktop.windows.menus import MenuName

if TYPE_CHECKING:
    from desktop.windows.main_window import MainWindow


class Navigation(QObject):
    """Entries for the views (Ctrl+1 …) and for the findings (F8 …)."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        menus = window.menus
        for number, name in enumerate(window.workspace.view_names):
            menus.add(MenuName.VIEW, 0, name, partial(self._show_view, number), f"Ctrl+{number + 1}")
        menus.add(MenuName.CHECK, 1, "下一处问题", self.next, "F8")
        menus.add(MenuName.CHECK, 1, "上一处问题", self.previous, "Shift+F8")
        menus.add(MenuName.CHECK, 1, "修正这一处", window.checking.fix_here, "Alt+Return")

    @Slot()
    def next(self) -> None:
        """The finding after the chosen one."""
        if self._window.has_report:
            self._window.findings.step(Step.NEXT)

    @Slot()
    def previous(self) -> None:
        """The finding before the chosen one."""
        if self._window.has_report:
            self._window.findings.step(Step.PREVIOUS)

    def _show_view(self, number: int) -> None:
        if self._window.has_report:
            self._window.show_view(number)
