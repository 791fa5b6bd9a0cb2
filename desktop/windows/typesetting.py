"""公文排版 in the window: opens the dialog, exports what it sets."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Slot

from desktop.app.analysis import Analysis
from desktop.app.choices import choices
from desktop.app.report_file import ReportFile
from desktop.app.typeset_memory import remember, remembered
from desktop.documents.page_model import Printable
from desktop.windows import dialogs
from desktop.windows.exporting import Exported
from desktop.windows.menus import MenuName

if TYPE_CHECKING:
    from desktop.windows.main_window import MainWindow
    from desktop.windows.printing import Printing
    from desktop.windows.typeset_dialog import TypesetDialog


class Typesetting(QObject):
    """Uses the way of setting that the office chose last."""

    def __init__(self, window: MainWindow, printing: Printing) -> None:
        super().__init__(window)
        self._window = window
        self._printing = printing
        self._choices = choices(window.services.paths)
        self.dialog: TypesetDialog | None = None
        add = window.menus.add
        add(MenuName.EXPORT, 3, "公文排版…", self.ask, "Ctrl+Shift+L", tip="按 GB/T 9704 排成公文，看好样子再导出 Word")
        add(MenuName.EXPORT, 3, "PDF…", printing.report_pdf, tip="按公文格式排版的 PDF")

    @Slot()
    def ask(self) -> None:
        """公文排版."""
        self._window.exporting.with_analysis("正在检查", lambda now, _: now, self._open)

    @Slot(object)
    def _open(self, now: Analysis) -> None:
        from desktop.windows.typeset_dialog import TypesetDialog

        window = self._window
        if not any(line.strip() for line in now.lines):
            dialogs.show_error(window, "报告还是空的，没有可以排版的文字。")
            return
        dialog = self.dialog = TypesetDialog(
            now.report, remembered(self._choices), window.look, self._printing.fonts, window
        )
        dialog.word_asked.connect(self._export_word)
        dialog.print_asked.connect(self._print)
        dialog.pdf_asked.connect(self._export_pdf)
        dialog.finished.connect(self._closed)
        dialog.open()

    @Slot()
    def _closed(self) -> None:
        if self.dialog is not None:
            remember(self._choices, self.dialog.settings())
            self.dialog.deleteLater()
            self.dialog = None

    @Slot()
    def _export_word(self) -> None:
        if self.dialog is None:
            return
        report, settings = self.dialog.report(), self.dialog.settings()

        def make(file: ReportFile, now: Analysis, target: Path) -> Exported:
            from desktop.documents.word_typeset import typeset

            made = typeset(report, settings, source=file.opened)
            return Exported(made.data, made.notes)

        self._window.exporting.export("导出公文（Word）", "_公文.docx", dialogs.WORD, make)

    @Slot()
    def _print(self) -> None:
        if self.dialog is not None:
            self._printing.show(_setting(self.dialog))

    @Slot()
    def _export_pdf(self) -> None:
        if self.dialog is not None:
            self._printing.export_pdf(_setting(self.dialog), "_公文.pdf")


def _setting(dialog: TypesetDialog) -> Callable[[Analysis], Printable]:
    """Sets what the dialog shows now, in the background."""
    report, settings = dialog.report(), dialog.settings()

    def prepare(_: Analysis) -> Printable:
        from desktop.documents.set_pages import set_report

        return set_report(report, settings)

    return prepare
