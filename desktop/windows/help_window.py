"""帮助: the pages of the help with their contents, offline."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QSize, Qt, QTimer, QUrl, Slot
from PySide6.QtGui import QKeyEvent, QKeySequence, QResizeEvent, QShortcut, QTextCursor
from PySide6.QtWidgets import (
    QLineEdit,
    QSplitter,
    QTextBrowser,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from desktop.app.help_pages import HelpDocument, HelpHeading, HelpPage, help_pages
from desktop.app.look import Look

_WIDTH = 760
_EDGE = 36
_ROW = 28
_PAGE = Qt.ItemDataRole.UserRole
_POSITION = Qt.ItemDataRole.UserRole + 1
_CHECKS = "checks.md"


class Reader(QTextBrowser):
    """A page in a column of readable width. It never loads what a link names."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self.setOpenLinks(False)
        self.setAccessibleName("帮助正文")
        self.setFrameShape(QTextBrowser.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the column in the middle."""
        side = max(_EDGE, (self.width() - self.verticalScrollBar().sizeHint().width() - _WIDTH) // 2)
        self.setViewportMargins(side, 24, side, 12)
        super().resizeEvent(event)

    def go_to(self, position: int) -> None:
        """Bring a place of the document to the top."""
        cursor = QTextCursor(self.document())
        cursor.setPosition(position)
        self.setTextCursor(cursor)
        bar = self.verticalScrollBar()
        bar.setValue(bar.value() + self.cursorRect(cursor).top() - 8)


class HelpWindow(QWidget):
    """Contents at the left, the page at the right; F3 or Enter in the search box goes to the next place."""

    def __init__(self, look: Look, file: Callable[[str], Path]) -> None:
        """file: gives the path of a page by its name."""
        super().__init__()
        self.setObjectName("help_window")
        self.setWindowTitle("对账 — 帮助")
        self.resize(1080, 760)
        self._look = look
        self._file = file
        self._documents: dict[str, HelpDocument] = {}
        self._shown = ""
        self.search = QLineEdit()
        self.search.setPlaceholderText("在这一页里查找")
        self.search.setAccessibleName("查找")
        self.search.setClearButtonEnabled(True)
        self.search.returnPressed.connect(self._find)
        self.contents = QTreeWidget()
        self.contents.setAccessibleName("目录")
        self.contents.setHeaderHidden(True)
        self.contents.setFrameShape(QTreeWidget.Shape.NoFrame)
        self.contents.setIndentation(16)
        self.contents.setPalette(look.tree_palette())
        self.contents.currentItemChanged.connect(self._chosen)
        self.reader = Reader(look)
        self.reader.anchorClicked.connect(self._link)
        left = QWidget()
        left.setAutoFillBackground(True)
        left.setBackgroundRole(left.palette().ColorRole.Base)
        column = QVBoxLayout(left)
        column.setContentsMargins(10, 10, 10, 10)
        column.addWidget(self.search)
        column.addWidget(self.contents, 1)
        split = QSplitter(Qt.Orientation.Horizontal)
        split.setHandleWidth(1)
        split.addWidget(left)
        split.addWidget(self.reader)
        split.setStretchFactor(1, 1)
        split.setSizes([250, 830])
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(split)
        QShortcut(QKeySequence("F3"), self, self._find)
        QShortcut(QKeySequence("Ctrl+F"), self, self.search.setFocus)
        look.changed.connect(self._restyle)
        self._fill()

    @property
    def page(self) -> str:
        """The file name of the page shown."""
        return self._shown

    def show_page(self, name: str = "") -> None:
        """Show a page from its beginning; the one shown last, or the first, without a name."""
        item = self._page_item(name or self._shown) or self.contents.topLevelItem(0)
        if item is not None:
            self.contents.setCurrentItem(item)
        self._raise()

    def show_check(self, code: str) -> bool:
        """Show what is told of a check; False, and the list of all or the first page, where it is not there."""
        item = self._page_item(_CHECKS)
        if item is None:
            self.show_page()
            return False
        self.contents.setCurrentItem(item)
        heading = self._document(_CHECKS).heading_with(code)
        self._raise()
        if heading is not None:
            self._choose_heading(item, heading)
            # the column gets its width, and the text its place, with the first show
            QTimer.singleShot(0, lambda: self.reader.go_to(heading.position))
        return heading is not None

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape closes."""
        if event.key() == Qt.Key.Key_Escape:
            self.close()
            return
        super().keyPressEvent(event)

    def _fill(self) -> None:
        self.contents.clear()
        for page in help_pages(self._file):
            top = QTreeWidgetItem([page.title])
            top.setData(0, _PAGE, page.name)
            top.setSizeHint(0, QSize(0, _ROW))
            self.contents.addTopLevelItem(top)
            self._add_headings(top, page)

    def _add_headings(self, top: QTreeWidgetItem, page: HelpPage) -> None:
        parents = {1: top}
        for heading in self._document(page.name).headings:
            if heading.level == 1 or heading.level > 3:
                continue
            parent = parents.get(heading.level - 1) or top
            item = QTreeWidgetItem([heading.text])
            item.setSizeHint(0, QSize(0, _ROW))
            item.setToolTip(0, heading.text)
            item.setData(0, _PAGE, page.name)
            item.setData(0, _POSITION, heading.position)
            parent.addChild(item)
            parents[heading.level] = item

    def _document(self, name: str) -> HelpDocument:
        if name not in self._documents:
            self._documents[name] = HelpDocument(self._file(name), self._look, _WIDTH - _EDGE, self)
        return self._documents[name]

    def _page_item(self, name: str) -> QTreeWidgetItem | None:
        tops = (self.contents.topLevelItem(number) for number in range(self.contents.topLevelItemCount()))
        return next((item for item in tops if item is not None and item.data(0, _PAGE) == name), None)

    def _choose_heading(self, top: QTreeWidgetItem, heading: HelpHeading) -> None:
        waiting = [top]
        while waiting:
            item = waiting.pop()
            if item.data(0, _POSITION) == heading.position:
                self.contents.setCurrentItem(item)
                return
            waiting += [item.child(number) for number in range(item.childCount())]

    def _raise(self) -> None:
        self.show()
        self.raise_()
        self.activateWindow()
        self.contents.setFocus()

    @Slot(QTreeWidgetItem, QTreeWidgetItem)
    def _chosen(self, item: QTreeWidgetItem | None) -> None:
        if item is None:
            return
        name = item.data(0, _PAGE)
        if name != self._shown:
            self._shown = name
            self.reader.setDocument(self._document(name))
            top = item if item.parent() is None else None
            if top is not None:
                self.contents.collapseAll()
                top.setExpanded(True)
        position = item.data(0, _POSITION)
        if position is None:
            self.reader.moveCursor(QTextCursor.MoveOperation.Start)
            self.reader.verticalScrollBar().setValue(0)
        else:
            self.reader.go_to(position)

    @Slot(QUrl)
    def _link(self, url: QUrl) -> None:
        """Links lead from page to page; nothing outside is opened."""
        name, code = url.path(), url.fragment()
        if name == _CHECKS and code:
            self.show_check(code.upper())
        elif self._page_item(name) is not None:
            self.show_page(name)

    @Slot()
    def _find(self) -> None:
        words = self.search.text()
        if words and not self.reader.find(words):
            self.reader.moveCursor(QTextCursor.MoveOperation.Start)
            self.reader.find(words)

    @Slot()
    def _restyle(self) -> None:
        shown, self._shown = self._shown, ""
        self.contents.setPalette(self._look.tree_palette())
        self._documents.clear()
        self._fill()
        item = self._page_item(shown)
        if item is not None:
            self.contents.setCurrentItem(item)
