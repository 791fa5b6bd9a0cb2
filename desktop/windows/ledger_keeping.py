"""Where the working ledger is kept: saved into its workbook, found again with its report."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from desktop.app.jobs import Token
from desktop.app.report_file import ReportFile
from desktop.app.working_ledger import LedgerFile
from desktop.documents.errors import DocumentError
from desktop.documents.heading_memory import HeadingMemory
from desktop.documents.opened import Fingerprint
from desktop.documents.safe_write import ChangedOnDiskError, write_bytes
from desktop.panels.ledger_panel import LedgerPanel
from desktop.windows import dialogs
from desktop.windows.ledger_exports import LedgerExports
from desktop.windows.saving import Then

if TYPE_CHECKING:
    from desktop.documents.ledger_import import LedgerImport
    from desktop.windows.main_window import MainWindow

_BUSY_MS = 200


class _Conflict:
    """The file changed on disk."""


class LedgerKeeping(QObject):
    """Saves and finds the ledger. loaded(): the one kept for the report is there."""

    loaded = Signal()

    def __init__(self, window: MainWindow, panel: LedgerPanel, exports: LedgerExports, headings: HeadingMemory) -> None:
        super().__init__(window)
        self._window = window
        self._panel = panel
        self.working = panel.working
        self._exports = exports
        self._headings = headings
        window.guards.append(self.when_safe)

    @Slot()
    def save(self) -> None:
        """保存台账."""
        self._save(None)

    @Slot()
    def save_as(self) -> None:
        """台账另存为."""
        self._save_as(None)

    def when_safe(self, then: Then) -> None:
        """Do something that gives the ledger up, after the clerk decided what becomes of unsaved changes."""
        if not self._window.has_report or not self.working.modified:
            then()
            return
        file = self.working.file
        answer = dialogs.ask_unsaved(self._window, f"台账 {file.path.name}" if file is not None else "台账")
        if answer is dialogs.Unsaved.DISCARD:
            then()
        elif answer is dialogs.Unsaved.SAVE:
            self._save(then)

    def _save(self, then: Then | None) -> None:
        file = self.working.file
        if file is None:
            self._save_as(then)
        else:
            self._write(file.path, file.fingerprint, then)

    def _save_as(self, then: Then | None) -> None:
        window = self._window
        suggested = self.working.file.path if self.working.file is not None else window.file.beside("_整改台账.xlsx")
        target = dialogs.ask_save(window, "保存台账", suggested, dialogs.EXCEL)
        if target is not None:
            self._write(target, None, then)

    def _write(self, target: Path, expected: Fingerprint | None, then: Then | None) -> None:
        from desktop.app.report_exports import excel_bytes

        window = self._window
        ledger, done_statuses = self.working.to_save(), self._exports.done()

        def work(token: Token) -> LedgerFile | _Conflict:
            data = excel_bytes(ledger, done_statuses)
            try:
                return LedgerFile(target, write_bytes(target, data, expected))
            except ChangedOnDiskError:
                return _Conflict()

        def done(result: LedgerFile | _Conflict) -> None:
            if isinstance(result, LedgerFile):
                self.working.was_saved(ledger, result)
                self.remember(result.path)
                self._panel.tell(f"台账已保存：{result.path.name}")
                if then is not None:
                    then()
                return
            answer = dialogs.ask_conflict(window, target.name)
            if answer is dialogs.Conflict.SAVE_AS:
                self._save_as(then)
            elif answer is dialogs.Conflict.OVERWRITE:
                self._write(target, None, then)

        def failed(message: str) -> None:
            if dialogs.ask_save_elsewhere(window, message):
                self._save_as(then)

        window.jobs.run(f"正在保存 {target.name}", work, done, failed)

    def load(self, file: ReportFile, path: Path) -> None:
        """The ledger that was kept for this report."""
        window = self._window
        if window.file is not file or self.working.is_own:
            return
        if window.jobs.busy:
            QTimer.singleShot(_BUSY_MS, self, lambda: self.load(file, path))
            return
        from desktop.documents.ledger_import import open_import

        def done(plan: LedgerImport) -> None:
            if window.file is file and not self.working.is_own:
                own = plan.is_own_file()
                self.working.adopt(plan.read().ledger, LedgerFile(path, plan.fingerprint) if own else None)
                self.loaded.emit()

        def failed(message: str) -> None:
            if window.file is file:
                self._panel.tell(
                    f"上次保存的台账“{path.name}”打不开（{message.rstrip('。')}），现在按正文列出。"
                    "文件找到后用“导入台账”接上。"
                )

        headings = self._headings
        window.jobs.run(f"正在读取台账 {path.name}", lambda token: open_import(path, headings), done, failed)

    def remember(self, path: Path | None) -> None:
        """This is the report's ledger from now on; None: it has none of its own."""
        try:
            self._window.checking.memory.keep_ledger(path)
        except DocumentError as error:
            self._window.side.tell_not_kept(str(error))

    def folder(self) -> Path | None:
        """Where a file is looked for: beside the ledger or the report."""
        file = self.working.file
        if file is not None:
            return file.path.parent
        path = self._window.file.path
        return path.parent if path is not None else None
