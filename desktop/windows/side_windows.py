"""The windows beside the main one: help, settings, what is ignored."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Slot

from desktop.app.look import Look
from desktop.app.services import Services
from desktop.checks.base import Finding
from desktop.checks.settings import CheckSettings
from desktop.documents.errors import DocumentError
from desktop.windows import dialogs

if TYPE_CHECKING:
    from desktop.windows.help_window import HelpWindow
    from desktop.windows.ignored_dialog import IgnoredDialog
    from desktop.windows.main_window import MainWindow
    from desktop.windows.settings_dialog import SettingsDialog


class SideWindows(QObject):
    """Each is made when first asked for."""

    def __init__(self, window: MainWindow, services: Services, look: Look) -> None:
        super().__init__(window)
        self._window = window
        self._services = services
        self._look = look
        self._told_not_kept = False
        self.help: HelpWindow | None = None
        self.settings: SettingsDialog | None = None
        self.ignored: IgnoredDialog | None = None

    def close(self) -> None:
        """Close them with the main window."""
        if self.help is not None:
            self.help.close()

    @Slot()
    def show_help(self) -> None:
        """The manual, or the page shown last."""
        self._help().show_page()

    @Slot(str)
    def show_check(self, code: str) -> None:
        """What the help tells of a check."""
        self._help().show_check(code)

    @Slot()
    def show_ignored(self) -> None:
        """What is ignored."""
        from desktop.windows.ignored_dialog import IgnoredDialog

        dialog = self.ignored = IgnoredDialog(self._window)
        dialog.bring_back_asked.connect(self._bring_back)
        dialog.asked.connect(self._go_to)
        self._fill_ignored()
        dialog.open()

    @Slot()
    def show_settings(self) -> None:
        """设置."""
        from desktop.windows.settings_dialog import SettingsDialog

        settings = self._services.settings
        dialog = self.settings = SettingsDialog(settings(), self._look, self._window)
        dialog.changed.connect(self._change)
        dialog.about_asked.connect(self.show_check)
        dialog.open()
        if settings.problem:
            dialogs.show_error(
                dialog, f"{settings.problem}\n现在按通常的设置检查。改动设置时，读不出的旧文件会另外保留。"
            )

    @Slot(str)
    def switch_off(self, code: str) -> None:
        """Do not run a check any more."""
        self._change(self._services.settings().switched(code, on=False))

    @Slot(str)
    def tell_not_kept(self, reason: str) -> None:
        """Say once that what the clerk told holds only for now."""
        if not self._told_not_kept:
            self._told_not_kept = True
            dialogs.show_error(self._window, f"这次有效，但没能记下来，下次打开要重新指定。\n{reason}")

    @Slot(object)
    def _change(self, settings: CheckSettings) -> None:
        try:
            self._services.settings.change(settings)
        except DocumentError as error:
            dialogs.show_error(self._window, f"设置这次有效，但没能保存。\n{error}")
        self._window.checking.live.check_now()

    @Slot(object)
    def _bring_back(self, items: object) -> None:
        self._window.checking.bring_back(list(items))  # type: ignore[call-overload]
        self._fill_ignored()

    @Slot(object)
    def _go_to(self, finding: Finding) -> None:
        self._window.go_to_span(finding.span)

    def _fill_ignored(self) -> None:
        if self.ignored is not None:
            checking = self._window.checking
            self.ignored.show_items(checking.ignored(), checking.memory.suppression.always)

    def _help(self) -> HelpWindow:
        from desktop.windows.help_window import HelpWindow

        if self.help is None:
            self.help = HelpWindow(self._look, self._page)
            self.help.setWindowIcon(self._window.windowIcon())
        return self.help

    def _page(self, name: str) -> Path:
        return self._services.resource("help", name)
