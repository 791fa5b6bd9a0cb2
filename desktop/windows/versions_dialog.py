"""历史版本: what was saved of a file before, beside the text as it is now."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime
from pathlib import Path

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QSplitter,
    QVBoxLayout,
    QWidget,
)

from desktop.app.differences import Differences, differences
from desktop.app.jobs import Jobs, Token
from desktop.app.look import Look
from desktop.app.recent import when
from desktop.app.word_count import count_words
from desktop.documents.opened import Opened
from desktop.documents.versions import Version
from desktop.panels.difference_view import DifferenceView

_VERSION = Qt.ItemDataRole.UserRole
_NOTE = "每次保存时留下一份，最多留最近 10 份，存在本机您自己的用户文件夹里。左栏是选中的版本，右栏是现在的文字。"


class VersionsDialog(QDialog):
    """The list. restore_asked(tuple of lines, str when); save_asked(Version)."""

    restore_asked = Signal(object, str)
    save_asked = Signal(object)

    def __init__(
        self,
        versions: Sequence[Version],
        content: Callable[[Version], Path],
        read: Callable[[Path], Opened],
        now: Sequence[str],
        look: Look,
        parent: QWidget | None,
    ) -> None:
        """content: where a version lies. now: the text as it is in the window."""
        super().__init__(parent)
        self.setWindowTitle("历史版本")
        self.resize(1000, 620)
        self._content, self._read, self._now = content, read, tuple(now)
        self._lines: dict[Version, tuple[str, ...]] = {}
        self._jobs = Jobs(self)
        note = QLabel(_NOTE)
        note.setWordWrap(True)
        self.list = QListWidget()
        self.list.setAccessibleName("历史版本")
        self.list.setWordWrap(True)
        clock = datetime.now()
        for version in versions:
            entry = QListWidgetItem(_title(version, clock))
            entry.setData(_VERSION, version)
            self.list.addItem(entry)
        self.view = DifferenceView(look, "选中的版本", "现在的文字")
        self.summary = QLabel()
        self.summary.setAccessibleName("与现在的不同")
        right = QWidget()
        inner = QVBoxLayout(right)
        inner.setContentsMargins(0, 0, 0, 0)
        inner.addWidget(self.summary)
        inner.addWidget(self.view, 1)
        split = QSplitter(Qt.Orientation.Horizontal)
        split.addWidget(self.list)
        split.addWidget(right)
        split.setSizes([230, 740])
        split.setChildrenCollapsible(False)
        self.restore = QPushButton("恢复此版本")
        self.restore.setToolTip("把文字换成这个版本的；可以一步撤销，保存以前文件不变")
        self.restore.clicked.connect(self._restore)
        self.save = QPushButton("另存为…")
        self.save.setToolTip("把当时的文件原样存成另一个文件")
        self.save.clicked.connect(self._save)
        close = QPushButton("关闭")
        close.setDefault(True)
        close.clicked.connect(self.accept)
        row = QHBoxLayout()
        row.addWidget(self.restore)
        row.addWidget(self.save)
        row.addStretch(1)
        row.addWidget(close)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 16, 16, 16)
        column.setSpacing(12)
        column.addWidget(note)
        column.addWidget(split, 1)
        column.addLayout(row)
        self.list.currentRowChanged.connect(self._show)
        self.restore.setEnabled(False)
        self.save.setEnabled(bool(versions))
        if versions:
            self.list.setCurrentRow(0)
        else:
            self.view.tell("还没有历史版本。保存这份报告以后，每次保存的内容会留在这里。")
        self.list.setFocus()

    @property
    def current(self) -> Version | None:
        """The chosen one."""
        entry = self.list.currentItem()
        version = None if entry is None else entry.data(_VERSION)
        return version if isinstance(version, Version) else None

    def done(self, result: int) -> None:
        """Leave nothing running."""
        self._jobs.close()
        super().done(result)

    @Slot()
    def _show(self) -> None:
        version = self.current
        if version is None:
            return
        self._jobs.cancel()
        self.restore.setEnabled(False)
        self.summary.clear()
        self.view.tell("正在比较…")
        place, read, now = self._content(version), self._read, self._now

        def compare(token: Token) -> tuple[tuple[str, ...], Differences]:
            lines = read(place).document.lines
            return lines, differences(lines, now)

        def show(result: tuple[tuple[str, ...], Differences]) -> None:
            lines, found = result
            self._lines[version] = lines
            self.restore.setEnabled(bool(found))
            more = f"从这个版本到现在：{found.summary}" if found else "与现在的文字相同"
            self.summary.setText(f"{count_words(lines):,} 字。{more}")
            self.view.show_differences(found)

        self._jobs.run("", compare, show, self.view.tell)

    @Slot()
    def _restore(self) -> None:
        version = self.current
        if version is not None and version in self._lines:
            self.restore_asked.emit(self._lines[version], when(version.saved, datetime.now()))
            self.accept()

    @Slot()
    def _save(self) -> None:
        if self.current is not None:
            self.save_asked.emit(self.current)


def _title(version: Version, clock: datetime) -> str:
    how = "保存前文件里的内容" if version.found else "保存"
    size = f"{version.size / 1024:,.0f} KB" if version.size >= 1024 else f"{version.size} 字节"
    words = f"，{version.words:,} 字" if version.words else ""
    return f"{when(version.saved, clock)} {how}\n{size}{words}"
