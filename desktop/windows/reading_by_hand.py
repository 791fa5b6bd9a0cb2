"""Corrections of the reading by hand: the menus of the structure and of the page, and what they do."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, QPoint, Signal, Slot
from PySide6.QtWidgets import QMenu

from desktop.app.memory import ReportMemory
from desktop.app.outline_model import OutlineKind, OutlineRow
from desktop.documents.errors import DocumentError
from desktop.panels.reading_menu import correction_text, fill_reading_menu
from desktop.report.corrections import Correction, ReadAs
from desktop.report.model import Kind
from desktop.text.document import Document
from desktop.windows.workspace import Workspace

_LONGEST = 22
Corrected = Callable[[], dict[int, Correction]]


class ReadingByHand(QObject):
    """Offers the menus and hands the clerk's word to the memory.

    changed(): the report is to be read again. not_kept(str): the word holds
    for now, but could not be written down; why. menu_opening(QMenu,
    OutlineRow): the menu of a row that is there, for others to add to.
    """

    menu_opening = Signal(object, object)
    changed = Signal()
    not_kept = Signal(str)

    def __init__(
        self,
        workspace: Workspace,
        memory: ReportMemory,
        kind: Callable[[], Kind],
        corrected: Corrected,
        parent: QObject,
    ) -> None:
        """kind: of the report as last read. corrected: the corrections that hold, by line of the text as it is."""
        super().__init__(parent)
        self._workspace = workspace
        self._memory = memory
        self._kind = kind
        self._corrected = corrected
        self._menu: QMenu | None = None
        workspace.outline.menu_asked.connect(self._row_menu)
        workspace.outline.corrections_asked.connect(self._told_menu)
        workspace.editor.menu_opening.connect(self._add_to_page_menu)

    def read_as(self, line: int, correction: Correction | None) -> None:
        """Take a person's word on a line of the text as it is now; None: as the program reads it."""
        self._do(lambda: self._memory.correct(self._document(), line, correction))

    def forget_all(self) -> None:
        """Read every line as the program does."""
        self._do(self._memory.forget_corrections)

    def row_menu(self, row: OutlineRow) -> QMenu:
        """The menu of a row of the structure."""
        menu = QMenu(self._workspace)
        if row.kind is OutlineKind.MISSING:
            insert = menu.addAction(f"插入“{row.text}”")
            insert.triggered.connect(lambda checked=False: self._workspace.outline.insert_asked.emit(row))
            line = self._workspace.editor.textCursor().blockNumber() + 1
            action = menu.addAction(f"把光标所在的第 {line} 段读作“{row.text}”")
            correction = Correction(ReadAs.SECTION, row.role)
            action.triggered.connect(lambda checked=False: self.read_as(line, correction))
            action.setEnabled(bool(self._workspace.editor.textCursor().block().text().strip()))
            return menu
        now = self._corrected().get(row.line)
        fill_reading_menu(menu, self._kind(), now, lambda correction: self.read_as(row.line, correction))
        self.menu_opening.emit(menu, row)
        return menu

    def told_menu(self) -> QMenu:
        """The lines that are read as a person said, each with the ways to look at it and to take it back."""
        menu = QMenu(self._workspace)
        lines = self._workspace.editor.lines()
        for line, correction in sorted(self._corrected().items()):
            entry = menu.addMenu(f"第 {line} 段“{_short(lines[line - 1])}”读作{correction_text(correction)}")
            entry.addAction("转到这一段").triggered.connect(_call(self._workspace.outline.jumped.emit, line))
            entry.addAction("恢复自动判断").triggered.connect(_call(self.read_as, line, None))
        if not menu.isEmpty():
            menu.addSeparator()
        menu.addAction("全部恢复自动判断").triggered.connect(_call(self.forget_all))
        return menu

    def _do(self, work: Callable[[], None]) -> None:
        try:
            work()
        except DocumentError as error:
            self.not_kept.emit(str(error))
        self.changed.emit()

    def _document(self) -> Document:
        return Document.from_lines(self._workspace.editor.lines())

    @Slot(object, QPoint)
    def _row_menu(self, row: OutlineRow, place: QPoint) -> None:
        self._show(self.row_menu(row), place)

    @Slot(QPoint)
    def _told_menu(self, place: QPoint) -> None:
        menu = self.told_menu()
        self._show(menu, place - QPoint(0, menu.sizeHint().height()))

    def _show(self, menu: QMenu, place: QPoint) -> None:
        if self._menu is not None:
            self._menu.deleteLater()
        self._menu = menu
        menu.popup(place)

    @Slot(object, object)
    def _add_to_page_menu(self, menu: QMenu, finding: object) -> None:
        cursor = self._workspace.editor.textCursor()
        line = cursor.blockNumber() + 1
        menu.addSeparator()
        reading = menu.addMenu("这一段读作")
        now = self._corrected().get(line)
        fill_reading_menu(reading, self._kind(), now, lambda correction: self.read_as(line, correction), prefix="")
        reading.menuAction().setEnabled(bool(cursor.block().text().strip()))


def _call(function: Callable[..., object], *values: object) -> Callable[[], None]:
    def call() -> None:
        function(*values)

    return call


def _short(text: str) -> str:
    text = " ".join(text.split())
    return text if len(text) <= _LONGEST else text[: _LONGEST - 1] + "…"
