"""A job that takes its time is shown in the status bar, with a way to give it up."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer, Slot

from desktop.app.jobs import Jobs
from desktop.panels.status_line import StatusLine

_SHOWN_MS = 300


class Progress(QObject):
    """Shows a job after a moment; short ones leave no flicker. stays: whether the status bar stays without a job."""

    def __init__(self, jobs: Jobs, status: StatusLine, stays: Callable[[], bool], parent: QObject) -> None:
        super().__init__(parent)
        self._status = status
        self._stays = stays
        self._title = ""
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_SHOWN_MS)
        self._timer.timeout.connect(self._show)
        jobs.started.connect(self._started)
        jobs.finished.connect(self._finished)
        status.cancel_asked.connect(jobs.cancel)

    @Slot(str)
    def _started(self, title: str) -> None:
        self._title = title
        self._timer.start()

    @Slot()
    def _show(self) -> None:
        self._status.show()
        self._status.show_job(self._title)

    @Slot()
    def _finished(self) -> None:
        self._timer.stop()
        self._status.show_job("")
        if not self._stays():
            self._status.hide()
