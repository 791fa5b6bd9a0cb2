"""New windows, the list of windows, leaving the program."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Slot

from desktop.windows import dialogs
from desktop.windows.menus import MenuName, Needs
from desktop.windows.open_windows import bring_up

if TYPE_CHECKING:
    from desktop.windows.main_window import MainWindow


class SeveralWindows(QObject):
    """文件: 新窗口, 在新窗口打开, 退出; 查看: 窗口."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self._others = window.others
        add = window.menus.add
        add(MenuName.FILE, 0, "新窗口", self.new_window, "Ctrl+Shift+N", needs=Needs.NOTHING)
        add(MenuName.FILE, 0, "在新窗口打开…", self.open_in_new, "Ctrl+Shift+O", needs=Needs.NOTHING)
        again = add(MenuName.FILE, 8, "启动时打开上次的报告", self._switch_reopening, needs=Needs.NOTHING)
        again.setCheckable(True)
        again.setChecked(self._others.session.reopen)
        self._again = again
        window.menus.menu(MenuName.FILE).aboutToShow.connect(self._show_switch)
        add(MenuName.FILE, 9, "退出", self._others.quit, "Ctrl+Q", needs=Needs.NOTHING)
        self.list = window.menus.add_menu(MenuName.VIEW, 9, "窗口", needs=Needs.NOTHING)
        self.list.aboutToShow.connect(self.fill)

    @Slot()
    def new_window(self) -> None:
        """One more window on the start page."""
        bring_up(self._others.new_window(self._window))

    @Slot()
    def open_in_new(self) -> None:
        """Open a report without giving this one up."""
        path = self._window.file.path if self._window.has_report else None
        asked = dialogs.ask_open(self._window, path.parent if path is not None else None)
        if asked is not None:
            self._others.open(asked)

    @Slot()
    def fill(self) -> None:
        """List the windows there are now."""
        self.list.clear()
        for number, other in enumerate(self._others.windows, 1):
            key = f"&{number} " if number <= 9 else ""
            name = other.file.name if other.has_report else "开始页"
            star = "（有修改未保存）" if other.has_report and other.editor.document().isModified() else ""
            action = self.list.addAction(f"{key}{name}{star}")
            action.setCheckable(True)
            action.setChecked(other is self._window)
            action.triggered.connect(lambda checked=False, other=other: bring_up(other))

    @Slot()
    def _show_switch(self) -> None:
        self._again.setChecked(self._others.session.reopen)

    def _switch_reopening(self) -> None:
        self._others.session.reopen = self._again.isChecked()
