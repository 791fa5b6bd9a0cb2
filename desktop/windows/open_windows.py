"""The windows of one program, each with a report of its own, and what they share."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from desktop.app.icons import Icons
from desktop.app.look import Look
from desktop.app.recent import RecentFiles
from desktop.app.recovery import RecoveryCopies
from desktop.app.services import Services
from desktop.app.session import Session
from desktop.documents.versions import versions_of
from desktop.windows.error_desk import ErrorDesk
from desktop.windows.loading import furnish_gradually

if TYPE_CHECKING:
    from desktop.windows.main_window import MainWindow

_STEP = 28


class OpenWindows(QObject):
    """All windows, and what is one for all of them.

    changed(): a window came, went, or shows another report. leaving(): all are about to be closed.
    """

    changed = Signal()
    leaving = Signal()

    def __init__(self, services: Services, look: Look, icons: Icons, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._services, self._look, self._icons = services, look, icons
        self._windows: list[MainWindow] = []
        self._made: list[MainWindow] = []  # by this, which also puts them away
        self.recent_files = RecentFiles(services.paths.config / "recent.json")
        self.copies = RecoveryCopies(services.paths.recovery, self)
        self.versions = versions_of(services.paths)
        self.quitting = False
        self.errors = ErrorDesk(self)
        self.session = Session(services.paths.data / "session.json")

    @property
    def windows(self) -> tuple[MainWindow, ...]:
        """The windows, the oldest first."""
        return tuple(self._windows)

    def add(self, window: MainWindow) -> None:
        """A window was made."""
        self._windows.append(window)
        window.taken.connect(self.changed)
        window.written.connect(self.changed)
        window.closing.connect(self._one_closes)
        self.changed.emit()

    def new_window(self, beside: MainWindow | None = None) -> MainWindow:
        """One more window on the start page, a little beside another one."""
        from desktop.windows.main_window import MainWindow

        window = MainWindow(self._services, self._look, self._icons, self)
        self._made.append(window)
        if beside is not None and not beside.isMaximized() and not beside.isFullScreen():
            room = beside.screen().availableGeometry()
            place = beside.geometry().translated(_STEP, _STEP)
            window.setGeometry(place.intersected(room) if place.intersects(room) else beside.geometry())
        window.show()
        furnish_gradually(window, lambda: None)
        return window

    def window_of(self, path: Path) -> MainWindow | None:
        """The window in which a file is open."""
        return next((w for w in self._windows if w.has_report and _is_same(w.file.path, path)), None)

    def open(self, path: Path) -> None:
        """Open a file asked for from outside: where it is open already, in an empty window, or in a new one."""
        window = self.window_of(path)
        if window is None:
            window = self.free_window()
            window.open_path(path)
        bring_up(window)

    def free_window(self) -> MainWindow:
        """A window that shows the start page and does nothing, or else a new one."""
        free = next((w for w in self._windows if not w.has_report and not w.jobs.busy), None)
        return free or self.new_window(self._windows[-1] if self._windows else None)

    @Slot()
    def quit(self) -> None:
        """Close all windows, each after its questions; one 取消 keeps the rest open."""
        if not self.quitting:
            self.leaving.emit()
        self.quitting = True
        while self._windows:
            window = self._windows[-1]
            if not window.close():
                # while it saves it will close by itself, and the rest after it
                self.quitting = window.jobs.busy
                return
        self.quitting = False

    @Slot()
    def _one_closes(self) -> None:
        window = next((w for w in self._windows if w is self.sender()), None)
        if window is None:
            return
        self._windows.remove(window)
        self.changed.emit()
        if window in self._made:
            self._made.remove(window)
            window.deleteLater()
        if self.quitting and self._windows:
            QTimer.singleShot(0, self, self._quit_on)

    @Slot()
    def _quit_on(self) -> None:
        if self.quitting:
            self.quit()


def bring_up(window: MainWindow) -> None:
    """Put a window before the others."""
    if window.isMinimized():
        window.showNormal()
    window.show()
    window.raise_()
    window.activateWindow()


def _is_same(one: Path | None, other: Path) -> bool:
    if one is None:
        return False
    try:
        return one.samefile(other)
    except OSError:
        return os.path.normcase(os.path.realpath(one)) == os.path.normcase(os.path.realpath(other))
