"""The ledger over time: what was changed, how it differs from another one, the periodic report."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Slot

from desktop.app.jobs import Token
from desktop.app.working_ledger import LedgerFile
from desktop.documents.errors import DocumentError
from desktop.documents.ledger_snapshots import SnapshotStore
from desktop.ledger.changes import history, undone
from desktop.ledger.columns import Column
from desktop.ledger.comparison import Difference, Sort, compare, title_of
from desktop.ledger.model import Change, Ledger
from desktop.ledger.progress import Period, Snapshot, periodic_report, progress_between
from desktop.panels.ledger_panel import LedgerPanel
from desktop.windows import dialogs, ledger_dialogs
from desktop.windows.exporting import Exported
from desktop.windows.ledger_exports import LedgerExports
from desktop.windows.ledger_tables import TableDialog
from desktop.windows.menus import MenuName
from desktop.windows.workspace import LEDGER

if TYPE_CHECKING:
    from desktop.windows.main_window import MainWindow
    from desktop.windows.period_dialog import Base, PeriodDialog

_SORTS = {
    Sort.ONLY_FIRST: "只在现在的台账里",
    Sort.ONLY_SECOND: "只在另一本里",
    Sort.WORDING: "问题表述不同",
    Sort.ASPECT: "所属方面不同",
    Sort.ORDER: "顺序不同",
    Sort.STATUS: "整改状态不同",
    Sort.DEADLINE: "完成时限不同",
    Sort.NAME: "责任人或单位不同",
    Sort.MEASURES: "措施条数不同",
}
_HISTORY = ("时间", "序号", "反馈问题", "栏目", "原内容", "新内容")
_DIFFERENCES = ("出入", "反馈问题", "栏目", "现在的台账", "另一本")
_SPANS = {Period.WEEK: 7, Period.HALF_MONTH: 15, Period.MONTH: 30}


class LedgerOverTime(QObject):
    """修改记录, 比较, 周报."""

    def __init__(self, window: MainWindow, panel: LedgerPanel, exports: LedgerExports) -> None:
        super().__init__(window)
        self._window = window
        self._panel = panel
        self._exports = exports
        self.store = SnapshotStore(window.services.paths)
        self.table: TableDialog | None = None
        self.period: PeriodDialog | None = None
        self._other: Ledger | None = None
        add = window.menus.add

        def rows() -> bool:
            return bool(panel.working.ledger.rows)

        add(MenuName.LEDGER, 5, "与另一本台账比较…", self.ask_compare, ready=rows)
        add(MenuName.LEDGER, 5, "周报、半月报、月报…", self.show_period, ready=rows)
        add(MenuName.LEDGER, 5, "修改记录…", self.show_log, ready=lambda: bool(panel.working.ledger.changes))

    # what was changed

    @Slot(int)
    def show_history(self, at: int) -> None:
        """What the log tells of one row."""
        ledger = self._panel.working.ledger
        name = title_of(ledger.rows[at])
        self._show_changes(history(ledger, ledger.rows[at]), f"“{name}”的修改记录")

    @Slot()
    def show_log(self) -> None:
        """The whole log, the newest first."""
        ledger = self._panel.working.ledger
        back = len(undone(ledger, self._exports.done()))
        told = f"共{len(ledger.changes)}条，最新的在前。"
        if back:
            told += f"其中有{back}条把已办结或已销号的退了回来。"
        self._show_changes(ledger.changes, told)

    def _show_changes(self, changes: Sequence[Change], told: str) -> None:
        rows = [
            (c.when.replace("T", " "), c.number, c.problem, _column_words(c), c.old, c.new) for c in reversed(changes)
        ]
        if not rows:
            told += "\n还没有修改过。"
        self._open(TableDialog("修改记录", told, _HISTORY, rows, self._window, (130, 56, 200, 110, 160)))

    # two ledgers

    @Slot()
    def ask_compare(self) -> None:
        """与另一本台账比较."""
        file = self._panel.working.file
        path = ledger_dialogs.ask_workbook(self._window, "与哪一本台账比较", file.path.parent if file else None)
        if path is not None:
            self.compare_with(path)

    def compare_with(self, path: Path) -> None:
        """Show how another workbook differs from the ledger."""
        ledger, done = self._panel.working.ledger, self._exports.done()

        def work(token: Token) -> tuple[Ledger, tuple[Difference, ...]]:
            other = _read(path)
            return other, compare(ledger, other, done)

        def show(found: tuple[Ledger, tuple[Difference, ...]]) -> None:
            self._show_differences(path.name, ledger, *found)

        self._window.jobs.run(f"正在比较 {path.name}", work, show, self._failed)

    def _show_differences(self, name: str, ledger: Ledger, other: Ledger, differences: tuple[Difference, ...]) -> None:
        rows = []
        for difference in differences:
            row = ledger.rows[difference.first] if difference.first is not None else None
            if row is None and difference.second is not None:
                row = other.rows[difference.second]
            column = difference.column.value if difference.column is not None else ""
            title = title_of(row) if row is not None else ""
            rows.append((_SORTS[difference.sort], title, column, difference.first_text, difference.second_text))
        told = f"与“{name}”（{len(other.rows)}行）比较，有{len(rows)}处出入。双击一行，到台账里那一行。"
        if not rows:
            told = f"与“{name}”（{len(other.rows)}行）比较，没有出入。一边空白的格不算出入。"
        dialog = TableDialog("台账比较", told, _DIFFERENCES, rows, self._window, (130, 220, 110, 170))
        dialog.asked.connect(lambda at: self._go_to(differences[at].first))
        self._open(dialog)

    def _go_to(self, row: int | None) -> None:
        if row is not None and row < len(self._panel.working.ledger.rows):
            self._window.show_view(LEDGER)
            self._panel.view.choose_rows((row,))

    # the periodic report

    @Slot()
    def show_period(self) -> None:
        """周报、半月报、月报."""
        from desktop.windows.period_dialog import PeriodDialog

        belongs = self._belongs()
        today = self._panel.model.today
        states = [state for state in self.store.states(belongs) if state.day < today] if belongs is not None else []
        self._other = None
        dialog = self.period = PeriodDialog(states, today, self.text_of, self._window)
        dialog.file_asked.connect(self._ask_last)
        dialog.word_asked.connect(self._period_as_word)
        dialog.finished.connect(self._period_closed)
        dialog.open()

    def text_of(self, period: Period, base: date | Base, day: date) -> Sequence[str]:
        """The paragraphs of the periodic report up to a day, compared with a state."""
        ledger = self._panel.working.ledger
        before = self._before(period, base, day)
        return periodic_report(progress_between(before, Snapshot(day, ledger), self._exports.done()), period)

    def _before(self, period: Period, base: date | Base, day: date) -> Snapshot:
        from desktop.windows.period_dialog import Base

        ledger = self._panel.working.ledger
        belongs = self._belongs()
        if isinstance(base, date) and belongs is not None:
            kept = self.store.load(belongs, base)
            if kept is not None:
                return kept
        started = day - timedelta(days=_SPANS[period])
        if base is Base.FILE and self._other is not None:
            return Snapshot(started, self._other)
        return Snapshot(started, ledger)

    @Slot()
    def _ask_last(self) -> None:
        if self.period is None:
            return
        path = ledger_dialogs.ask_workbook(self.period, "上期的台账", None)
        if path is None:
            self.period.show_file("")
            return
        try:
            self._other = _read(path)
        except DocumentError as error:
            dialogs.show_error(self.period, f"“{path.name}”读不出来。\n{error}")
            self.period.show_file("")
            return
        self.period.show_file(path.name)

    @Slot(object)
    def _period_as_word(self, lines: list[str]) -> None:
        if self.period is None or not lines:
            return
        name = self.period.period.currentText()

        def make(ledger: Ledger, done: object) -> Exported:
            from desktop.documents.ledger_texts import lines_as_word

            return Exported(lines_as_word(lines))

        self._exports.export(f"保存{name}（Word）", f"_{name}.docx", dialogs.WORD, make)

    @Slot()
    def _period_closed(self) -> None:
        dialog, self.period = self.period, None
        belongs = self._belongs()
        if dialog is None:
            return
        if dialog.keep.isChecked() and belongs is not None:
            try:
                self.store.keep(belongs, Snapshot(dialog.day_chosen(), self._panel.working.ledger))
            except DocumentError as error:
                dialogs.show_error(self._window, str(error))
        dialog.deleteLater()

    # inside

    def _belongs(self) -> Path | None:
        """The file that states are kept under: the report, or else the ledger's own."""
        file = self._panel.working.file
        return self._window.file.path or (file.path if isinstance(file, LedgerFile) else None)

    def _open(self, dialog: TableDialog) -> None:
        self.table = dialog
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _failed(self, message: str) -> None:
        dialogs.show_error(self._window, message)


def _read(path: Path) -> Ledger:
    from desktop.documents.ledger_check import ledger_of

    return ledger_of(path)[0]


def _column_words(change: Change) -> str:
    if change.column is Column.PROBLEM and not change.old:
        return "增加一行"
    if change.column is Column.PROBLEM and not change.new:
        return "删除一行"
    return change.column.value
