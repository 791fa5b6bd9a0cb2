"""Where the working ledger comes from: an office's workbook, a feedback."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from desktop.app.report_file import ReportFile
from desktop.app.working_ledger import LedgerFile, WorkingLedger
from desktop.documents.heading_memory import HeadingMemory
from desktop.ledger.measure_rows import lists_measures_only, with_problems
from desktop.ledger.model import Ledger
from desktop.windows import dialogs, ledger_dialogs
from desktop.windows.ledger_keeping import LedgerKeeping
from desktop.windows.workspace import LEDGER

if TYPE_CHECKING:
    from desktop.documents.ledger_import import LedgerImport
    from desktop.windows.ledger_import_dialog import LedgerImportDialog
    from desktop.windows.main_window import MainWindow


class LedgerArrival(QObject):
    """Brings a ledger in. taken(str): one is worked on now; what is to be told of it."""

    taken = Signal(str)

    def __init__(
        self, window: MainWindow, working: WorkingLedger, keeping: LedgerKeeping, headings: HeadingMemory
    ) -> None:
        super().__init__(window)
        self._window = window
        self.working = working
        self._keeping = keeping
        self.headings = headings
        self.dialog: LedgerImportDialog | None = None
        window.opening.workbooks = self.take_workbook

    @Slot()
    def ask_import(self) -> None:
        """导入台账."""
        path = ledger_dialogs.ask_workbook(self._window, "导入台账", self._keeping.folder())
        if path is not None:
            self.import_file(path)

    def take_workbook(self, path: Path) -> None:
        """A workbook was dropped or opened: it is a ledger, of the open report or of one still to be written."""
        if self._window.has_report:
            self.import_file(path)
        else:
            self._window.take(ReportFile())
            QTimer.singleShot(0, self, lambda: self.import_file(path))

    def import_file(self, path: Path) -> None:
        """Read a workbook, show what was understood, take it over when the clerk agrees."""
        from desktop.documents.ledger_import import open_import

        headings = self.headings

        def failed(message: str) -> None:
            dialogs.show_error(self._window, f"“{path.name}”读不出来。\n{message}")

        self._window.jobs.run(
            f"正在读取 {path.name}", lambda token: open_import(path, headings), self._show_import, failed
        )

    @Slot()
    def ask_feedback(self) -> None:
        """从反馈意见登记: the problems that a feedback names, each a row to be filled."""
        path = ledger_dialogs.ask_feedback(self._window, self._keeping.folder())
        if path is not None:
            self.import_feedback(path)

    def import_feedback(self, path: Path) -> None:
        """Register the problems of a feedback."""
        from desktop.documents.feedback_ledger import ledger_of_feedback

        def done(ledger: Ledger) -> None:
            self._take(ledger, None, f"从“{path.name}”登记了{len(ledger.rows)}个问题，请逐个补上措施、责任人和时限。")

        def failed(message: str) -> None:
            dialogs.show_error(self._window, f"“{path.name}”：{message}")

        self._window.jobs.run(f"正在读取 {path.name}", lambda token: ledger_of_feedback(path), done, failed)

    # inside

    def _show_import(self, plan: LedgerImport) -> None:
        from desktop.windows.ledger_import_dialog import LedgerImportDialog

        window = self._window
        if plan.is_own_file() and not plan.by_hand:
            self._take_plan(plan)
            return
        dialog = self.dialog = LedgerImportDialog(plan, self.headings, window.look, window)
        dialog.accepted.connect(self._import_agreed)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    @Slot()
    def _import_agreed(self) -> None:
        if self.dialog is None:
            return
        plan = self.dialog.plan
        if plan.by_hand and plan.mapping is not None:
            self.headings.keep(plan.mapping)
        self._take_plan(plan)

    def _take_plan(self, plan: LedgerImport) -> None:
        own = plan.is_own_file()
        read = plan.read()
        file = LedgerFile(plan.path, plan.fingerprint) if own else None
        told = f"已导入“{plan.path.name}”，{len(read.ledger.rows)}行。"
        if not own:
            told += "原文件不会改动，“保存台账”时另存一份。"
        self._take(read.ledger, file, told)

    def _take(self, ledger: Ledger, file: LedgerFile | None, told: str) -> None:
        window = self._window
        if not ledger.rows:
            dialogs.show_error(window, "没有读出逐条的问题，台账没有改动。")
            return
        if lists_measures_only(ledger):
            ledger, found = with_problems(ledger, self.working.made)
            if found:
                told += f"表里只有措施，其中{found}行按正文的措施找到了所属的反馈问题，已经填上，请核对。"
        if self.working.modified and not ledger_dialogs.ask_replace(window, told.split("”")[0][3:], len(ledger.rows)):
            return
        self.working.adopt(ledger, file)
        if file is not None:
            self._keeping.remember(file.path)
        window.show_view(LEDGER)
        self.taken.emit(told)
