"""The report with the bars that belong to it, which stand above the paper."""

from __future__ import annotations

from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop.panels.editor import Editor


class ReportPage(QWidget):
    """The editor, under whatever bars are shown."""

    def __init__(self, editor: Editor) -> None:
        super().__init__()
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        self._column.addWidget(editor, 1)
        self.setFocusProxy(editor)

    def add_bar(self, bar: QWidget) -> None:
        """One more bar, under those that are there already."""
        self._column.insertWidget(self._column.count() - 1, bar)
