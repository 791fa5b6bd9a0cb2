"""What the window shows: the start page or the report, and above it what has to be said quietly."""

from __future__ import annotations

from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget


class Pages(QWidget):
    """Two pages, one of them shown, with bars above that come and go."""

    def __init__(self, start: QWidget) -> None:
        super().__init__()
        self._start = start
        self._work: QWidget | None = None
        self._stack = QStackedWidget()
        self._stack.addWidget(start)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        self._column.addWidget(self._stack, 1)

    @property
    def at_work(self) -> bool:
        """Whether a report is shown."""
        return self._work is not None and self._stack.currentWidget() is self._work

    def set_work(self, work: QWidget) -> None:
        """The page of the report, once it is made."""
        self._work = work
        self._stack.addWidget(work)

    def add_bar(self, bar: QWidget) -> None:
        """One more bar, under those that are there; it hides itself when it has nothing to say."""
        self._column.insertWidget(self._column.count() - 1, bar)

    def show_start(self) -> None:
        """The start page."""
        self._stack.setCurrentWidget(self._start)

    def show_work(self) -> None:
        """The report."""
        if self._work is not None:
            self._stack.setCurrentWidget(self._work)
