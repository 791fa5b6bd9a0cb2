"""Exports of a window's report: the ledger in Excel and Word, the report with comments."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Slot

from desktop.app.analysis import Analysis, document_of
from desktop.app.jobs import Jobs, Token
from desktop.app.report_exports import annotated_bytes, excel_bytes, word_ledger_bytes
from desktop.app.report_file import ReportFile
from desktop.app.services import Services
from desktop.documents.safe_write import write_bytes
from desktop.windows import dialogs

if TYPE_CHECKING:
    from desktop.windows.main_window import MainWindow

Make = Callable[[ReportFile, Analysis], bytes]


class Exporting(QObject):
    """Asks where to, works in the background, tells when it is done."""

    def __init__(self, window: MainWindow, jobs: Jobs, services: Services) -> None:
        super().__init__(window)
        self._window = window
        self._jobs = jobs
        self._services = services

    @Slot()
    def excel(self) -> None:
        """台账 Excel."""
        self._export("导出台账（Excel）", "_整改台账.xlsx", dialogs.EXCEL, lambda file, now: excel_bytes(now.ledger))

    @Slot()
    def word(self) -> None:
        """台账 Word."""
        self._export(
            "导出台账（Word）", "_整改台账.docx", dialogs.WORD, lambda file, now: word_ledger_bytes(now.ledger)
        )

    @Slot()
    def annotated(self) -> None:
        """批注版 Word."""
        check_of = self._services.check_of
        suppression = self._window.checking.memory.suppression

        def make(file: ReportFile, now: Analysis) -> bytes:
            shown = suppression.split(now.findings, now.report.document)[0]
            return annotated_bytes(file, now.report.document, shown, check_of)

        self._export("导出批注版（Word）", "_检查批注.docx", dialogs.WORD, make)

    def _export(self, title: str, ending: str, filters: str, make: Make) -> None:
        window = self._window
        file = window.file
        target = dialogs.ask_save(window, title, file.beside(ending), filters)
        if target is None:
            return
        if file.path is not None and target == file.path:
            dialogs.show_error(window, "请另取一个名字：这是正在编辑的报告，不能盖掉。")
            return
        # what is exported is the text of this moment, checked or not
        known = window.analysis if window.is_checked else None
        lines, new_analyser = window.editor.lines(), self._services.new_analyser
        corrections = window.checking.corrections_of(lines)

        def work(token: Token) -> Path:
            now = known or new_analyser()(document_of(lines, file.origin), token.cancelled, corrections)
            data = make(file, now)
            if not token.cancelled():
                write_bytes(target, data)
            return target

        def done(path: Path) -> None:
            dialogs.tell_exported(window, path)

        def failed(message: str) -> None:
            dialogs.show_error(window, message)

        self._jobs.run(f"正在导出 {target.name}", work, done, failed)
