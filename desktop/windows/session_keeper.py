"""The session: kept while the program runs, and taken up again at the next start."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QByteArray, QObject, QTimer, Slot

from desktop.app.session import Place, WindowState
from desktop.windows.open_windows import OpenWindows

if TYPE_CHECKING:
    from desktop.windows.main_window import MainWindow

_KEEP_MS = 4_000


class SessionKeeper(QObject):
    """Notes every few seconds what is open and where the clerk is."""

    def __init__(self, others: OpenWindows, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._others = others
        self._session = others.session
        self._last: Sequence[WindowState] = self._session.windows
        self._known: list[MainWindow] = []
        self._timer = QTimer(self)
        self._timer.setInterval(_KEEP_MS)
        self._timer.timeout.connect(self.keep)
        others.changed.connect(self._windows_changed)
        others.leaving.connect(self.keep)

    @property
    def left_open(self) -> list[Path]:
        """The reports that were open when the last run ended, as far as they are there and not open yet."""
        paths = [Path(state.path) for state in self._session.windows if state.path]
        return [path for path in paths if self._others.window_of(path) is None and path.is_file()]

    def start(self) -> None:
        """Keep the session from now on."""
        self._windows_changed()
        self._timer.start()

    def take_up(self, *, reports: bool) -> None:
        """Give the windows the size and place they had. reports: open again what was open."""
        states = self._session.windows
        for number, window in enumerate(self._others.windows[:1]):
            if number < len(states):
                _dress(window, states[number])
        if reports:
            self.reopen()

    def reopen(self) -> None:
        """Open again what was open when the last run ended."""
        missing = set(self.left_open)
        for state in self._session.windows:
            path = Path(state.path)
            if state.path and path in missing:
                window = self._others.free_window()
                _dress(window, state)
                window.open_path(path)

    @Slot()
    def keep(self) -> None:
        """Note what is open now."""
        windows = self._others.windows
        if windows and not self._others.quitting:
            self._note(windows)
            self._session.write(self._last, ended=False)

    def end(self) -> None:
        """The program ends as it should."""
        self._timer.stop()
        self._session.write(self._last, ended=True)

    def _note(self, windows: Sequence[MainWindow]) -> None:
        for window in windows:
            self._note_place(window)
        self._last = [_state(window) for window in windows]

    def _note_place(self, window: MainWindow) -> None:
        path = window.file.path
        if window.has_report and path is not None:
            editor = window.editor
            scroll, view = editor.verticalScrollBar().value(), window.workspace.tabs.currentIndex()
            self._session.remember(Place(str(path), editor.textCursor().position(), scroll, view))

    @Slot()
    def _windows_changed(self) -> None:
        for window in self._others.windows:
            if window not in self._known:
                window.taken.connect(self._taken)
                window.closing.connect(self._closing)
        self._known = list(self._others.windows)
        if not self._others.windows:
            self.end()

    @Slot()
    def _taken(self) -> None:
        window = self.sender()
        found = next((w for w in self._others.windows if w is window), None)
        if found is not None:
            self._go_back(found)

    @Slot()
    def _closing(self) -> None:
        """The last window is remembered with its report; one of several is not."""
        window = next((w for w in self._known if w is self.sender()), None)
        if window is not None:
            self._note_place(window)
            if len(self._known) == 1 and not self._others.quitting:
                self._last = [_state(window)]

    def _go_back(self, window: MainWindow) -> None:
        path = window.file.path
        place = None if path is None else self._session.place(path)
        if place is None:
            return
        editor = window.editor
        cursor = editor.textCursor()
        cursor.setPosition(min(place.caret, editor.document().characterCount() - 1))
        editor.setTextCursor(cursor)
        if 0 <= place.view < window.workspace.tabs.count():
            window.show_view(place.view)

        def scroll() -> None:
            if editor.textCursor() == cursor:
                editor.verticalScrollBar().setValue(place.scroll)

        QTimer.singleShot(0, window, scroll)


def _state(window: MainWindow) -> WindowState:
    path = window.file.path if window.has_report else None
    return WindowState(
        str(path or ""),
        bytes(window.saveGeometry().toBase64().data()).decode("ascii"),
        bytes(window.workspace.saveState().toBase64().data()).decode("ascii") if window.furnished else "",
    )


def _dress(window: MainWindow, state: WindowState) -> None:
    if state.geometry:
        window.restoreGeometry(QByteArray.fromBase64(state.geometry.encode("ascii", "ignore")))
    if state.splitter:
        splitter = QByteArray.fromBase64(state.splitter.encode("ascii", "ignore"))
        window.when_furnished(lambda: window.workspace.restoreState(splitter))
