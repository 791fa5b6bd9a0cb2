"""The working ledger in the window: where it comes from, where it is kept, what its menu does."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Slot

from desktop.app.analysis import Analysis
from desktop.app.jobs import Token
from desktop.app.ledger_view_memory import LedgerViewMemory
from desktop.app.report_file import ReportFile
from desktop.app.working_ledger import LedgerFile
from desktop.documents.errors import DocumentError
from desktop.documents.heading_memory import HeadingMemory
from desktop.documents.opened import Fingerprint
from desktop.documents.safe_write import ChangedOnDiskError, write_bytes
from desktop.ledger.columns import Column
from desktop.ledger.comparison import title_of
from desktop.ledger.measure_rows import lists_measures_only, with_problems
from desktop.ledger.model import Ledger
from desktop.windows import dialogs, ledger_dialogs
from desktop.windows.ledger_exports import LedgerExports
from desktop.windows.ledger_over_time import LedgerOverTime
from desktop.windows.menus import MenuName
from desktop.windows.saving import Then
from desktop.windows.workspace import LEDGER

if TYPE_CHECKING:
    from desktop.documents.ledger_import import LedgerImport
    from desktop.windows.ledger_import_dialog import LedgerImportDialog
    from desktop.windows.main_window import MainWindow

_BUSY_MS = 200


class _Conflict:
    """The file changed on disk."""


class LedgerWork(QObject):
    """Keeps the ledger of the open report. today: asked for with every check; what is overdue is reckoned from it."""

    def __init__(self, window: MainWindow, today: Callable[[], date] = date.today) -> None:
        super().__init__(window)
        self._window = window
        self._today = today
        self.panel = window.workspace.ledger
        self.working, self.commands = self.panel.working, self.panel.commands
        paths = window.services.paths
        self.headings = HeadingMemory(paths.config / "ledger_headings.json")
        self.panel.use_memory(LedgerViewMemory(paths.config / "ledger_view.json"))
        self.exports = LedgerExports(window, self.panel)
        self.over_time = LedgerOverTime(window, self.panel, self.exports)
        self.dialog: LedgerImportDialog | None = None
        self._told_missing = False
        window.guards.append(self.when_safe)
        window.opening.workbooks = self.take_workbook
        window.taken.connect(self._report_taken)
        window.written.connect(self._report_written)
        window.checking.shown.connect(self._checked)
        panel = self.panel
        panel.export_asked.connect(self.exports.show_menu)
        panel.import_asked.connect(self.ask_import)
        panel.save_asked.connect(self.save)
        panel.fill_asked.connect(self._ask_fill)
        panel.delete_asked.connect(self._ask_delete)
        panel.history_asked.connect(self.over_time.show_history)
        self.working.changed.connect(self._ledger_changed)
        bar = window.toolbar
        bar.undo.triggered.disconnect(window.editor.undo)
        bar.redo.triggered.disconnect(window.editor.redo)
        bar.undo.triggered.connect(self._undo)
        bar.redo.triggered.connect(self._redo)
        window.workspace.tabs.currentChanged.connect(self._ledger_changed)
        self._fill_menu()

    # from where

    @Slot()
    def ask_import(self) -> None:
        """导入台账."""
        path = ledger_dialogs.ask_workbook(self._window, "导入台账", self._folder())
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
        path = ledger_dialogs.ask_feedback(self._window, self._folder())
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

    @Slot()
    def give_up(self) -> None:
        """Show what the report says in place of the clerk's ledger."""
        if ledger_dialogs.ask_give_up(self._window):
            self._remember(None)
            self.working.give_up()

    @Slot()
    def add_missing(self) -> None:
        """Put the problems of the report that the ledger does not have into it."""
        rows = self.working.not_in_ledger()
        if rows:
            self.commands.add_rows(rows)

    # where it is kept

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
        ledger, done_statuses = self.working.to_save(), self.exports.done()

        def work(token: Token) -> LedgerFile | _Conflict:
            data = excel_bytes(ledger, done_statuses)
            try:
                return LedgerFile(target, write_bytes(target, data, expected))
            except ChangedOnDiskError:
                return _Conflict()

        def done(result: LedgerFile | _Conflict) -> None:
            if isinstance(result, LedgerFile):
                self.working.was_saved(ledger, result)
                self._remember(result.path)
                self.panel.tell(f"台账已保存：{result.path.name}")
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
            self._remember(file.path)
        window.show_view(LEDGER)
        self._tell_missing(told)

    def _tell_missing(self, told: str = "") -> None:
        """What of the report the ledger does not have, and the other way round, in one quiet sentence."""
        if not self.working.is_own or not self.working.made.rows:
            self.panel.tell(told)
            return
        lacking = len(self.working.not_in_ledger())
        unknown = sum(row.line is None for row in self.working.ledger.rows)
        said = []
        if lacking:
            said.append(f"正文有{lacking}个问题台账里没有（“台账”菜单里可以加入）")
        if unknown:
            said.append(f"台账有{unknown}行在正文里没有对上")
        self.panel.tell(told + ("；".join(said) + "。" if said else ""))

    @Slot(object)
    def _report_taken(self, file: ReportFile) -> None:
        self.working.clear()
        self.working.changed.emit(True)
        self._told_missing = False
        kept = self._window.checking.memory.ledger
        if kept is not None:
            QTimer.singleShot(0, self, lambda: self._load(file, kept))

    def _load(self, file: ReportFile, path: Path) -> None:
        """The ledger that was kept for this report."""
        window = self._window
        if window.file is not file or self.working.is_own:
            return
        if window.jobs.busy:
            QTimer.singleShot(_BUSY_MS, self, lambda: self._load(file, path))
            return
        from desktop.documents.ledger_import import open_import

        def done(plan: LedgerImport) -> None:
            if window.file is file and not self.working.is_own:
                own = plan.is_own_file()
                self.working.adopt(plan.read().ledger, LedgerFile(path, plan.fingerprint) if own else None)
                self._tell_missing()

        def failed(message: str) -> None:
            if window.file is file:
                self.panel.tell(
                    f"上次保存的台账“{path.name}”打不开（{message.rstrip('。')}），现在按正文列出。"
                    "文件找到后用“导入台账”接上。"
                )

        headings = self.headings
        window.jobs.run(f"正在读取台账 {path.name}", lambda token: open_import(path, headings), done, failed)

    @Slot(object)
    def _report_written(self, file: ReportFile) -> None:
        if self.working.file is not None:
            self._remember(self.working.file.path)

    @Slot(object)
    def _checked(self, analysis: Analysis) -> None:
        self.panel.model.judge(analysis.settings.unit.done, self._today())
        was_tied = any(row.line is not None for row in self.working.ledger.rows)
        self.working.tie()
        if self.working.is_own and not was_tied and not self._told_missing:
            self._told_missing = True
            self._tell_missing()

    @Slot()
    def _ledger_changed(self) -> None:
        self._window.menus.refresh()

    @Slot()
    def _undo(self) -> None:
        """撤销 of the toolbar, in the view that is shown."""
        if self._window.workspace.tabs.currentIndex() == LEDGER:
            self.working.undo()
        else:
            self._window.editor.undo()

    @Slot()
    def _redo(self) -> None:
        if self._window.workspace.tabs.currentIndex() == LEDGER:
            self.working.redo()
        else:
            self._window.editor.redo()

    @Slot(object)
    def _ask_fill(self, column: Column) -> None:
        rows = self.panel.view.chosen_rows()
        text = ledger_dialogs.ask_text(self._window, column, len(rows), self.panel.model) if rows else None
        if text is not None:
            self.commands.set_cells({(at, column): text for at in rows})

    @Slot(object)
    def _ask_delete(self, rows: list[int]) -> None:
        names = [title_of(self.working.ledger.rows[at]) or "（空行）" for at in rows]
        if ledger_dialogs.ask_delete(self._window, names):
            self.commands.delete(rows)

    def _remember(self, path: Path | None) -> None:
        try:
            self._window.checking.memory.keep_ledger(path)
        except DocumentError as error:
            self._window.side.tell_not_kept(str(error))

    def _folder(self) -> Path | None:
        file = self.working.file
        if file is not None:
            return file.path.parent
        path = self._window.file.path
        return path.parent if path is not None else None

    def _fill_menu(self) -> None:
        panel, working = self.panel, self.working
        add = self._window.menus.add
        menu = MenuName.LEDGER

        def rows() -> bool:
            return bool(working.ledger.rows)

        def chosen() -> bool:
            return bool(panel.view.chosen_rows())

        add(menu, 0, "导入台账（Excel）…", self.ask_import, tip="把本单位的 Excel 台账接进来，每一列可以核对")
        add(menu, 0, "从反馈意见登记…", self.ask_feedback, tip="读反馈意见，把其中的问题逐个登记成行")
        add(menu, 0, "加入正文里多出的问题", self.add_missing, ready=lambda: bool(working.not_in_ledger()))
        add(menu, 0, "改按正文列出…", self.give_up, ready=lambda: working.is_own)
        add(menu, 1, "保存台账", self.save, "Ctrl+Alt+S", ready=rows, tip="存成 Excel 文件，修改记录一起保存")
        add(menu, 1, "台账另存为…", self.save_as, ready=rows)
        add(menu, 2, "撤销台账修改", working.undo, ready=lambda: bool(working.undo_name), tip="在表格里按 Ctrl+Z")
        add(menu, 2, "重做台账修改", working.redo, ready=lambda: bool(working.redo_name), tip="在表格里按 Ctrl+Y")
        add(menu, 3, "增加一行", panel.add_row)
        add(menu, 3, "删除所选行…", panel.delete_rows, ready=chosen)
        add(menu, 3, "重排序号", self.commands.renumber, ready=rows)
        add(menu, 3, "在台账中查找", self._find, ready=rows, tip="在表格里按 Ctrl+F")

    @Slot()
    def _find(self) -> None:
        self._window.show_view(LEDGER)
        self.panel.bar.start_search()
