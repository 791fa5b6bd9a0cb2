"""Opening a report: asked for, from the list, the sample, dropped on the window."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Slot

from desktop.app.jobs import Jobs
from desktop.app.services import Services
from desktop.documents.opened import Opened
from desktop.windows import dialogs
from desktop.windows.open_windows import bring_up

if TYPE_CHECKING:
    from desktop.windows.main_window import MainWindow

_WORKBOOKS = (".xlsx", ".xlsm")


class Opening(QObject):
    """The question which file, and the job of reading it."""

    def __init__(self, window: MainWindow, jobs: Jobs, services: Services) -> None:
        super().__init__(window)
        self._window = window
        self._jobs = jobs
        self._services = services
        self._dropped: tuple[Path, ...] = ()
        self.workbooks: Callable[[Path], object] | None = None
        """Takes a workbook, which is no report but the ledger of one."""

    def open_path(self, path: Path, *, is_sample: bool = False) -> None:
        """Open a file, after the question about unsaved changes; a workbook goes to where ledgers are taken."""
        if self.workbooks is not None and path.suffix.lower() in _WORKBOOKS:
            self.workbooks(path)
            return
        other = None if is_sample else self._window.others.window_of(path)
        if other is not None and other is not self._window:
            bring_up(other)  # two windows on one file would write over each other
            return
        self._window.when_safe(lambda: self._read(path, is_sample=is_sample))

    @Slot()
    def ask_open(self) -> None:
        """Ask for a file and open it."""
        window = self._window
        folder = window.file.path.parent if window.file.path is not None else None
        recent = window.recent_files.items
        if folder is None and recent:
            folder = Path(recent[0].path).parent
        path = dialogs.ask_open(window, folder)
        if path is not None:
            self.open_path(path)

    @Slot()
    def open_sample(self) -> None:
        """Open the sample."""
        self.open_path(self._services.sample, is_sample=True)

    @Slot(str)
    def open_recent(self, path: str) -> None:
        """Open a file of the list."""
        window = self._window
        if not Path(path).exists():
            window.recent_files.forget(path)
            if not window.has_report:
                window.show_start()
            dialogs.show_error(
                window, f"找不到“{Path(path).name}”：文件已移走、改名，或 U 盘没有插上。已从列表中去掉。"
            )
            return
        self.open_path(Path(path))

    def drop(self, paths: tuple[Path, ...]) -> None:
        """Open what was dropped: the other program waits until the drop returns, so questions come after it."""
        self._dropped = paths
        QTimer.singleShot(0, self._open_dropped)

    @Slot()
    def _open_dropped(self) -> None:
        paths, self._dropped = self._dropped, ()
        for number, path in enumerate(paths):
            if number == 0:
                self.open_path(path)
            else:
                self._window.others.open(path)

    def _read(self, path: Path, *, is_sample: bool) -> None:
        window, read = self._window, self._services.read

        def done(opened: Opened) -> None:
            window.take_opened(opened, is_sample=is_sample)

        def failed(message: str) -> None:
            dialogs.show_error(window, f"打不开“{path.name}”。\n{message}")

        if not self._jobs.run(f"正在打开 {path.name}", lambda token: read(path), done, failed):
            dialogs.show_error(window, "这个窗口正在忙别的事。请等它做完，或按状态栏里的“取消”，再打开。")
