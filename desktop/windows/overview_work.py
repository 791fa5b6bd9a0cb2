"""总览 as a view of the window, and its board printed or saved."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Slot
from PySide6.QtGui import QGuiApplication

from desktop.documents.errors import DocumentError
from desktop.documents.safe_write import write_bytes
from desktop.ledger.model import Ledger
from desktop.ledger.overview import Item, Overview, look_over
from desktop.panels.overview_panel import OverviewPanel
from desktop.report.model import Status
from desktop.windows import dialogs
from desktop.windows.menus import MenuName, Needs
from desktop.windows.workspace import LEDGER

if TYPE_CHECKING:
    from desktop.panels.progress_board import ProgressBoard
    from desktop.windows.main_window import MainWindow

_BETWEEN_A4_AND_A3 = 700
PICTURE = "图片 (*.png);;PDF A3 (*.pdf)"


class OverviewWork(QObject):
    """Keeps the overview in step with the ledger. today: asked for whenever it is drawn anew."""

    def __init__(self, window: MainWindow, today: Callable[[], date] = date.today) -> None:
        super().__init__(window)
        self._window = window
        self._today = today
        self._stale = True
        self.panel = OverviewPanel(window.look)
        self.number = window.workspace.add_view("总览", self.panel)
        self.panel.asked.connect(self._go_to)
        self.panel.print_asked.connect(self.print)
        self.panel.picture_asked.connect(self.save)
        window.workspace.tabs.currentChanged.connect(self._tab_changed)
        self._working = window.workspace.ledger.working
        window.checking.shown.connect(self.refresh)
        self._working.changed.connect(self.refresh)
        window.menus.add(MenuName.LEDGER, 8, "打印挂图…", self.print, needs=Needs.ROWS)
        window.menus.add(MenuName.LEDGER, 8, "保存挂图为图片或 PDF…", self.save, needs=Needs.ROWS)

    @Slot()
    def refresh(self, *_: object) -> None:
        """The ledger is another one; drawn at once only where it can be seen."""
        self._stale = True
        if self._window.workspace.tabs.currentIndex() == self.number:
            self._show()

    def overview(self) -> Overview:
        """Of the ledger as it is now, on this day."""
        return look_over(self._ledger(), self._today(), self._done())

    @Slot()
    def print(self) -> None:
        """The board on paper, A3 or A4 as chosen in the dialog of the system."""
        from PySide6.QtPrintSupport import QPrintDialog, QPrinter

        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        dialog = QPrintDialog(printer, self._window)
        dialog.setWindowTitle("打印挂图")
        if dialog.exec() != QPrintDialog.DialogCode.Accepted:
            return
        width = printer.pageLayout().pageSize().sizePoints().width()
        self._board().print_on(printer, big=width > _BETWEEN_A4_AND_A3)

    @Slot()
    def save(self) -> None:
        """The board as a picture or as PDF."""
        target = dialogs.ask_save(self._window, "保存挂图", self._window.file.beside("_挂图作战.png"), PICTURE)
        if target is None:
            return
        try:
            write_bytes(target, self.board_bytes(target))
        except DocumentError as error:
            dialogs.show_error(self._window, str(error))
            return
        dialogs.tell_exported(self._window, target)

    def board_bytes(self, target: Path) -> bytes:
        """The board in the form that the ending asks for: .pdf in A3, else a PNG picture."""
        from PySide6.QtCore import QBuffer, QByteArray, QIODevice
        from PySide6.QtGui import QImageWriter, QPdfWriter

        buffer = QBuffer()
        buffer.open(QIODevice.OpenModeFlag.WriteOnly)
        if target.suffix.lower() == ".pdf":
            writer = QPdfWriter(buffer)
            writer.setTitle(target.stem)
            self._board().print_on(writer, big=True)
        else:
            QImageWriter(buffer, QByteArray(b"png")).write(self._board().picture())
        return bytes(buffer.data().data())

    def _board(self) -> ProgressBoard:
        from desktop.app.look import Look
        from desktop.app.theme import LIGHT
        from desktop.panels.board_drawing import BoardPen
        from desktop.panels.progress_board import ProgressBoard

        app = QGuiApplication.instance()
        assert isinstance(app, QGuiApplication)
        return ProgressBoard(self.overview(), self._done(), BoardPen(Look(app, LIGHT), fixed=True))

    def _ledger(self) -> Ledger:
        return self._working.ledger

    def _done(self) -> frozenset[Status]:
        analysis = self._window.analysis
        return frozenset(analysis.settings.unit.done) if analysis is not None else frozenset()

    def _show(self) -> None:
        self._stale = False
        self.panel.show_overview(self.overview(), self._done())

    @Slot(int)
    def _tab_changed(self, number: int) -> None:
        if number == self.number and self._stale:
            self._show()

    @Slot(object)
    def _go_to(self, item: Item) -> None:
        if item.row.line is not None:
            self._window.go_to_line(item.row.line)
        else:
            self._window.show_view(LEDGER)
            self._window.workspace.ledger.show_row(item.index)
