"""The working ledger in the window: it follows the report, and what its menu does."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Slot

from desktop.app.analysis import Analysis
from desktop.app.ledger_view_memory import LedgerViewMemory
from desktop.app.report_file import ReportFile
from desktop.documents.heading_memory import HeadingMemory
from desktop.ledger.columns import Column
from desktop.ledger.comparison import title_of
from desktop.windows import ledger_dialogs
from desktop.windows.ledger_arrival import LedgerArrival
from desktop.windows.ledger_exports import LedgerExports
from desktop.windows.ledger_keeping import LedgerKeeping
from desktop.windows.ledger_over_time import LedgerOverTime
from desktop.windows.menus import MenuName
from desktop.windows.workspace import LEDGER

if TYPE_CHECKING:
    from desktop.windows.main_window import MainWindow


class LedgerWork(QObject):
    """Keeps the ledger of the open report. today: asked for with every check; what is overdue is reckoned from it."""

    def __init__(self, window: MainWindow, today: Callable[[], date] = date.today) -> None:
        super().__init__(window)
        self._window = window
        self._today = today
        self.panel = window.workspace.ledger
        self.working, self.commands = self.panel.working, self.panel.commands
        paths = window.services.paths
        headings = HeadingMemory(paths.config / "ledger_headings.json")
        self.panel.use_memory(LedgerViewMemory(paths.config / "ledger_view.json"))
        self.exports = LedgerExports(window, self.panel)
        self.over_time = LedgerOverTime(window, self.panel, self.exports)
        self.keeping = LedgerKeeping(window, self.panel, self.exports, headings)
        self.arrival = LedgerArrival(window, self.working, self.keeping, headings)
        self.keeping.loaded.connect(self._tell_missing)
        self.arrival.taken.connect(self._tell_missing)
        self._told_missing = False
        window.taken.connect(self._report_taken)
        window.written.connect(self._report_written)
        window.checking.shown.connect(self._checked)
        panel = self.panel
        panel.export_asked.connect(self.exports.show_menu)
        panel.import_asked.connect(self.arrival.ask_import)
        panel.save_asked.connect(self.keeping.save)
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

    @Slot()
    def give_up(self) -> None:
        """Show what the report says in place of the clerk's ledger."""
        if ledger_dialogs.ask_give_up(self._window):
            self.keeping.remember(None)
            self.working.give_up()

    @Slot()
    def add_missing(self) -> None:
        """Put the problems of the report that the ledger does not have into it."""
        rows = self.working.not_in_ledger()
        if rows:
            self.commands.add_rows(rows)

    # inside

    @Slot()
    @Slot(str)
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
            QTimer.singleShot(0, self, lambda: self.keeping.load(file, kept))

    @Slot(object)
    def _report_written(self, file: ReportFile) -> None:
        if self.working.file is not None:
            self.keeping.remember(self.working.file.path)

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

    def _fill_menu(self) -> None:
        panel, working = self.panel, self.working
        add = self._window.menus.add
        menu = MenuName.LEDGER

        def rows() -> bool:
            return bool(working.ledger.rows)

        def chosen() -> bool:
            return bool(panel.view.chosen_rows())

        add(menu, 0, "导入台账（Excel）…", self.arrival.ask_import, tip="把本单位的 Excel 台账接进来，每一列可以核对")
        add(menu, 0, "从反馈意见登记…", self.arrival.ask_feedback, tip="读反馈意见，把其中的问题逐个登记成行")
        add(menu, 0, "加入正文里多出的问题", self.add_missing, ready=lambda: bool(working.not_in_ledger()))
        add(menu, 0, "改按正文列出…", self.give_up, ready=lambda: working.is_own)
        add(menu, 1, "保存台账", self.keeping.save, "Ctrl+Alt+S", ready=rows, tip="存成 Excel 文件，修改记录一起保存")
        add(menu, 1, "台账另存为…", self.keeping.save_as, ready=rows)
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
