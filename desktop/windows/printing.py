"""Printing: the report as an official document, the check sheet, the ledger; each with a preview and as PDF."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Slot
from PySide6.QtGui import QKeySequence

from desktop.app.analysis import Analysis
from desktop.app.choices import choices
from desktop.app.jobs import Token
from desktop.app.typeset_memory import remembered, without_bands
from desktop.documents.page_model import Printable
from desktop.windows import dialogs
from desktop.windows.exporting import Exported
from desktop.windows.menus import MenuName, Needs

if TYPE_CHECKING:
    from pathlib import Path

    from desktop.app.page_layout import Layout
    from desktop.app.page_paint import PageFonts
    from desktop.app.report_file import ReportFile
    from desktop.documents.json_output import CheckedFile
    from desktop.windows.main_window import MainWindow
    from desktop.windows.print_preview import PrintPreview

PDF = "PDF 文件 (*.pdf)"
Prepare = Callable[[Analysis], Printable]


class Printing(QObject):
    """What is printed is the text of this moment, laid out in the background."""

    def __init__(self, window: MainWindow, checked_file: Callable[[ReportFile, Analysis], CheckedFile]) -> None:
        """checked_file: what a check of a file found, without what is ignored."""
        super().__init__(window)
        self._window = window
        self._checked_file = checked_file
        self._fonts: PageFonts | None = None
        self.preview: PrintPreview | None = None
        add = window.menus.add
        add(MenuName.FILE, 4, "打印预览…", self.preview_report, tip="按公文格式排好的样子")
        add(MenuName.FILE, 4, "打印…", self.print_report, QKeySequence.StandardKey.Print)
        add(MenuName.CHECK, 5, "打印检查清单…", self.preview_findings, tip="带三级审查签名栏")
        add(MenuName.LEDGER, 8, "打印台账…", self.preview_ledger, needs=Needs.ROWS)

    @property
    def fonts(self) -> PageFonts:
        """The fonts of this machine, looked for when first printed."""
        from desktop.app.page_paint import PageFonts

        if self._fonts is None:
            self._fonts = PageFonts()
        return self._fonts

    @Slot()
    def preview_report(self) -> None:
        """打印预览."""
        self.show(self._report)

    @Slot()
    def print_report(self) -> None:
        """Ctrl+P: the dialog of the system at once, the preview behind it."""
        self.show(self._report, at_once=True)

    @Slot()
    def preview_findings(self) -> None:
        """检查清单."""
        from desktop.documents.print_tables import check_sheet

        window = self._window
        file, checked_file = window.file, self._checked_file
        self.show(lambda now: check_sheet(checked_file(file, now)))

    @Slot()
    def preview_ledger(self) -> None:
        """台账."""
        from desktop.documents.print_tables import ledger_pages

        ledger = self._window.workspace.ledger.working.ledger
        self.show(lambda now: ledger_pages(ledger, now.settings.unit.done))

    @Slot()
    def report_pdf(self) -> None:
        """导出 PDF."""
        self.export_pdf(self._report, ".pdf")

    def export_pdf(self, prepare: Prepare, ending: str) -> None:
        """Lay out and write a PDF where the clerk wants it."""
        from desktop.app.page_layout import lay_out
        from desktop.app.page_paint import font_note, pdf_bytes

        fonts = self.fonts

        def make(file: ReportFile, now: Analysis, target: Path) -> Exported:
            printable = prepare(now)
            layout = lay_out(printable, fonts.measure)
            note = font_note(printable, fonts)
            told = f"共 {len(layout.pages)} 页。"
            return Exported(pdf_bytes(layout, printable.title, fonts), (told, note) if note else (told,))

        self._window.exporting.export("导出 PDF", ending, PDF, make)

    def show(self, prepare: Prepare, *, at_once: bool = False) -> None:
        """Lay out in the background, then the preview. at_once: ask for the printer without waiting for a click."""
        from desktop.app.page_layout import LayoutStopped, lay_out

        fonts = self.fonts

        def work(now: Analysis, token: Token) -> tuple[Printable, Layout] | None:
            printable = prepare(now)
            try:
                return printable, lay_out(printable, fonts.measure, cancelled=token.cancelled)
            except LayoutStopped:
                return None

        def done(made: tuple[Printable, Layout] | None) -> None:
            if made is not None:
                self._open(*made, at_once=at_once)

        self._window.exporting.with_analysis("正在排版", work, done)

    def _open(self, printable: Printable, layout: Layout, *, at_once: bool) -> None:
        from desktop.windows.print_preview import PrintPreview

        preview = self.preview = PrintPreview(printable, layout, self.fonts, self._window.look, self._window)
        preview.pdf_asked.connect(lambda: self._save_pdf(printable, layout))
        preview.finished.connect(preview.deleteLater)
        preview.open()
        if at_once:
            preview.print()

    def _save_pdf(self, printable: Printable, layout: Layout) -> None:
        """The pages of the preview as PDF."""
        from desktop.app.page_paint import font_note, pdf_bytes
        from desktop.documents.safe_write import write_bytes

        window, fonts = self._window, self.fonts
        target = dialogs.ask_save(window, "导出 PDF", window.file.beside(f"_{_safe(printable.title)}.pdf"), PDF)
        if target is None:
            return

        def work(token: Token) -> None:
            data = pdf_bytes(layout, printable.title, fonts, token.cancelled)
            if not token.cancelled():
                write_bytes(target, data)

        note = font_note(printable, fonts)
        window.jobs.run(
            f"正在导出 {target.name}",
            work,
            lambda _: dialogs.tell_exported(window, target, (note,) if note else ()),
            lambda message: dialogs.show_error(window, message),
        )

    def _report(self, now: Analysis) -> Printable:
        from desktop.documents.set_pages import set_report

        return set_report(now.report, without_bands(remembered(choices(self._window.services.paths))))


def _safe(title: str) -> str:
    """A title as part of a file's name."""
    return "".join("_" if sign in '\\/:*?"<>|\n\r\t' else sign for sign in title)[:40]
