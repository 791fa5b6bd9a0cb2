"""恢复: what was not saved when the program ended unexpectedly, each with what it holds that the file does not."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QCloseEvent
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
from desktop.app.recovery import LeftOver
from desktop.app.restoring import on_disk
from desktop.panels.difference_view import DifferenceView

_ITEM = Qt.ItemDataRole.UserRole
_NOTE = (
    "程序上次没有正常关闭（可能是停电、死机或被强行结束）。下面是当时还没有保存的内容。"
    "右边左栏是磁盘上的文件，右栏是恢复出来的内容。恢复以后请核对，再保存。"
)


class RecoveryDialog(QDialog):
    """The list. recover_asked, save_asked, forget_asked(LeftOver)."""

    recover_asked = Signal(object)
    save_asked = Signal(object)
    forget_asked = Signal(object)

    def __init__(self, items: Sequence[LeftOver], look: Look, parent: QWidget | None) -> None:
        super().__init__(parent)
        self.setWindowTitle("恢复没有保存的内容")
        self.resize(980, 600)
        self._jobs = Jobs(self)
        note = QLabel(_NOTE)
        note.setWordWrap(True)
        self.list = QListWidget()
        self.list.setAccessibleName("没有保存的内容")
        self.list.setWordWrap(True)
        now = datetime.now()
        for item in items:
            entry = QListWidgetItem(_title(item, now))
            entry.setData(_ITEM, item)
            entry.setToolTip(str(item.copy.path or "没有存过的新报告"))
            self.list.addItem(entry)
        self.view = DifferenceView(look, "磁盘上的文件", "恢复出来的内容")
        split = QSplitter(Qt.Orientation.Horizontal)
        split.addWidget(self.list)
        split.addWidget(self.view)
        split.setSizes([260, 700])
        split.setChildrenCollapsible(False)
        self.recover = QPushButton("恢复")
        self.recover.setDefault(True)
        self.recover.clicked.connect(self._recover)
        self.all = QPushButton("全部恢复")
        self.all.clicked.connect(self._recover_all)
        self.save = QPushButton("另存为…")
        self.save.clicked.connect(self._save)
        self.forget = QPushButton("不要这份")
        self.forget.clicked.connect(self._forget)
        later = QPushButton("以后再说")
        later.setToolTip("内容留着，下次启动时再问")
        later.clicked.connect(self.reject)
        row = QHBoxLayout()
        row.addWidget(self.recover)
        row.addWidget(self.all)
        row.addWidget(self.save)
        row.addWidget(self.forget)
        row.addStretch(1)
        row.addWidget(later)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 16, 16, 16)
        column.setSpacing(12)
        column.addWidget(note)
        column.addWidget(split, 1)
        column.addLayout(row)
        self.list.currentRowChanged.connect(self._show)
        self.list.setCurrentRow(0)
        self.list.setFocus()
        self._count_changed()

    @property
    def items(self) -> list[LeftOver]:
        """What is still in the list."""
        return [self.list.item(row).data(_ITEM) for row in range(self.list.count())]

    @property
    def current(self) -> LeftOver | None:
        """The chosen one."""
        entry = self.list.currentItem()
        item = None if entry is None else entry.data(_ITEM)
        return item if isinstance(item, LeftOver) else None

    def take_out(self, item: LeftOver) -> None:
        """This one is dealt with."""
        for row in range(self.list.count()):
            if self.list.item(row).data(_ITEM) is item:
                self.list.takeItem(row)
                break
        self._count_changed()
        if not self.list.count():
            self.accept()

    def done(self, result: int) -> None:
        """Leave nothing running."""
        self._jobs.close()
        super().done(result)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Leave nothing running."""
        self._jobs.close()
        super().closeEvent(event)

    @Slot()
    def _show(self) -> None:
        item = self.current
        if item is None:
            return
        self._jobs.cancel()
        self.view.tell("正在比较…")

        def compare(token: Token) -> Differences | None:
            disk = on_disk(item.copy)
            return None if disk is None else differences(disk, item.copy.lines)

        def show(found: Differences | None) -> None:
            if found is not None:
                self.view.show_differences(found)
                return
            words = "没有存过的新报告" if item.copy.path is None else "磁盘上找不到这份文件，或读不出来"
            self.view.show_differences(differences((), item.copy.lines), words, "恢复出来的内容")

        self._jobs.run("", compare, show, self.view.tell)

    @Slot()
    def _recover(self) -> None:
        if self.current is not None:
            self.recover_asked.emit(self.current)

    @Slot()
    def _recover_all(self) -> None:
        for item in self.items:
            self.recover_asked.emit(item)

    @Slot()
    def _save(self) -> None:
        if self.current is not None:
            self.save_asked.emit(self.current)

    @Slot()
    def _forget(self) -> None:
        if self.current is not None:
            self.forget_asked.emit(self.current)

    def _count_changed(self) -> None:
        self.all.setVisible(self.list.count() > 1)


def _title(item: LeftOver, now: datetime) -> str:
    copy = item.copy
    place = "没有存过的新报告" if copy.path is None else str(copy.path.parent)
    count = sum(1 for line in copy.lines for char in line if not char.isspace())
    more = "，含台账的修改" if copy.parts else ""
    return f"{copy.name}\n{when(copy.saved, now)} 写到这里，{count:,} 字{more}\n{place}"
