"""比较: the file on the disk beside the text in the window."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtWidgets import QDialog, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from desktop.app.differences import Differences, differences
from desktop.app.jobs import Jobs, Token
from desktop.app.look import Look
from desktop.documents.opened import Opened
from desktop.panels.difference_view import DifferenceView


class CompareDialog(QDialog):
    """Read when it is shown; nothing can be changed here."""

    def __init__(
        self, path: Path, read: Callable[[Path], Opened], now: Sequence[str], look: Look, parent: QWidget | None
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(f"比较 — {path.name}")
        self.resize(960, 600)
        self._jobs = Jobs(self)
        self.summary = QLabel("正在比较…")
        self.summary.setAccessibleName("不同之处")
        self.view = DifferenceView(look, "磁盘上的文件", "这个窗口里的文字")
        close = QPushButton("关闭")
        close.setDefault(True)
        close.clicked.connect(self.accept)
        row = QHBoxLayout()
        row.addStretch(1)
        row.addWidget(close)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 16, 16, 16)
        column.setSpacing(12)
        column.addWidget(self.summary)
        column.addWidget(self.view, 1)
        column.addLayout(row)
        lines = tuple(now)

        def work(token: Token) -> Differences:
            return differences(read(path).document.lines, lines)

        self._jobs.run("", work, self._show, self.view.tell)

    def done(self, result: int) -> None:
        """Leave nothing running."""
        self._jobs.close()
        super().done(result)

    def _show(self, found: Differences) -> None:
        self.summary.setText(
            f"从磁盘上的文件到这里的文字：{found.summary}" if found else "文字没有不同，变的只是版式等。"
        )
        self.view.show_differences(found)
