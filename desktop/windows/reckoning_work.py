"""对账 in the window: stated numbers beside body and ledger, problems that report and ledger tell differently."""

from __future__ import annotations

from datetime import datetime
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Slot

from desktop.app.analysis import Analysis
from desktop.app.claim_model import claim_rows
from desktop.app.disagreements import CellEdit, Disagreement, disagreements
from desktop.app.latest_only import LatestOnly
from desktop.checks.base import Fix
from desktop.ledger.columns import Column
from desktop.ledger.editing import insert_rows, set_cells
from desktop.ledger.model import Ledger
from desktop.report.model import Problem, Report
from desktop.windows import dialogs
from desktop.windows.drafting_work import DraftingWork
from desktop.windows.menus import MenuName
from desktop.windows.workspace import LEDGER, NUMBERS

if TYPE_CHECKING:
    from desktop.checks.ledger_hits import Held
    from desktop.windows.main_window import MainWindow

_STRANGERS = (
    "报告有 {} 个问题，台账有 {} 行，相同的只有 {} 个，可能不是这份报告的台账，没有再逐条核对。\n请在“台账”里换一份。"
)
_CHANGED = "文字刚才又改动了，请等检查完再试一次。"
_NO_PLACE = "报告里还没有写出逐条的问题，看不出该写在哪里。请先写好各方面的标题和第一个问题。"
_BROKEN = "核对没有完成。可以继续编辑和保存；改动文字或台账后会再核对一次。"


class ReckoningWork(QObject):
    """Holds the report against the clerk's ledger in the background, whenever either changed and the tab is seen."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self._panel = window.workspace.reckon
        self._working = window.workspace.ledger.working
        self._stale = True
        self._held: Held | None = None
        self._rows: tuple[Disagreement, ...] | None = None
        self._work = LatestOnly(self)
        self._work.ready.connect(self._is_ready)
        self._work.failed.connect(self._has_failed)
        window.checking.listed.connect(self.refresh)
        window.closing.connect(self._work.close)
        self._working.changed.connect(self.refresh)
        window.workspace.tabs.currentChanged.connect(self._tab_changed)
        self._panel.jumped.connect(window.go_to_span)
        self._panel.fix_asked.connect(self._fix)
        self._panel.fixes_asked.connect(self._fix_all)
        self._panel.cell_asked.connect(self._change_ledger)
        self._panel.ledger_row_asked.connect(self._show_row)
        self._panel.draft_asked.connect(self._draft)
        window.menus.add(MenuName.CHECK, 1, "与台账逐个问题核对", partial(self.show_page, 1))

    @property
    def busy(self) -> bool:
        """Whether the tab will show something newer."""
        return self._work.busy

    def show_page(self, number: int) -> None:
        """Show 文中数字 (0) or 逐个问题 (1)."""
        self._panel.show_page(number)
        self._window.show_view(NUMBERS)

    @Slot()
    def refresh(self, *_: object) -> None:
        """Report or ledger changed; what cannot be seen waits."""
        self._stale = True
        if self._window.workspace.tabs.currentIndex() == NUMBERS:
            self._reckon()

    def _reckon(self) -> None:
        analysis = self._window.analysis
        if analysis is None:
            return
        self._stale = False
        if not self._working.is_own:
            self._work.forget()
            self._held, self._rows = None, None
            self._show(analysis)
            return
        if self._held is None:
            self._show(analysis)
        report, ledger, done = analysis.report, self._working.ledger, frozenset(analysis.settings.unit.done)

        def work() -> tuple[Analysis, Ledger, Held]:
            from desktop.checks.ledger_hits import hold

            return analysis, ledger, hold(report, ledger, done)

        self._work.ask(work)

    @Slot(object)
    def _is_ready(self, told: tuple[Analysis, Ledger, Held]) -> None:
        analysis, ledger, held = told
        if analysis is not self._window.analysis or ledger is not self._working.ledger:
            return  # something newer is on its way
        self._held, self._rows = held, disagreements(held)
        self._show(analysis)

    def _show(self, analysis: Analysis) -> None:
        done = analysis.settings.unit.done
        shown = self._window.checking.shown_findings()
        held = self._held if self._held is not None and self._held.report is analysis.report else None
        reckonings = held.reckonings if held is not None else ()
        name = self._ledger_name() if self._working.is_own else None
        self._panel.show_rows(claim_rows(analysis.report, shown, done, reckonings), name)
        message = ""
        if held is not None and held.strangers:
            message = _STRANGERS.format(len(held.own.rows), len(held.ledger.rows), len(held.matching.pairs))
        self._panel.show_disagreements(self._rows, message)

    def _ledger_name(self) -> str:
        file = self._working.file
        return file.path.name if file is not None else "尚未保存的台账"

    @Slot(str)
    def _has_failed(self, details: str) -> None:
        self._rows = ()
        self._panel.show_disagreements((), _BROKEN)

    @Slot(object)
    def _fix(self, fix: Fix) -> None:
        self._window.checking.apply(fix.edits)

    @Slot(object)
    def _fix_all(self, fixes: tuple[Fix, ...]) -> None:
        self._window.checking.apply(tuple(dict.fromkeys(edit for fix in fixes for edit in fix.edits)))

    @Slot(object)
    def _change_ledger(self, edit: CellEdit) -> None:
        ledger, when = self._working.ledger, datetime.now().isoformat(timespec="minutes")
        if edit.new is not None:
            self._working.edit("登记到台账", insert_rows(ledger, self._place_of(edit), [edit.new], when).ledger)
        elif edit.row is not None:
            self._working.edit("按正文改台账", set_cells(ledger, {(edit.row, edit.column): edit.text}, when))

    def _place_of(self, edit: CellEdit) -> int:
        """Behind the row of the problem that stands before the new one in the report."""
        rows = self._working.ledger.rows
        line = edit.new.line if edit.new is not None else None
        before = [at for at, row in enumerate(rows) if row.line is not None and line is not None and row.line < line]
        return before[-1] + 1 if before else len(rows)

    @Slot(int)
    def _draft(self, number: int) -> None:
        """Write a row that the report does not answer beside the problem that stands next to it in the ledger."""
        from desktop.drafting.missing_problem import problem_to_insert

        held = self._held
        if held is None or not self._window.is_checked or held.report is not self._report():
            dialogs.show_error(self._window, _CHANGED)
            return
        row = held.ledger.rows[number]
        found = _neighbour(held, number)
        if found is None:
            dialogs.show_error(self._window, _NO_PLACE)
            return
        problem, behind = found
        drafting = self._window.feature(DraftingWork)
        drafting.insert(problem_to_insert(held.report, row, problem, behind=behind))

    def _report(self) -> Report | None:
        return self._window.analysis.report if self._window.analysis is not None else None

    @Slot(int)
    def _show_row(self, number: int) -> None:
        self._window.show_view(LEDGER)
        self._window.workspace.ledger.show_row(number)

    @Slot(int)
    def _tab_changed(self, number: int) -> None:
        if number == NUMBERS and self._stale:
            self._reckon()


def _neighbour(held: Held, number: int) -> tuple[Problem, bool] | None:
    """The problem beside which a row belongs, and whether behind it: of its own aspect where there is one."""
    back = {j: i for i, j in held.matching.pairs}
    rows, problems = held.ledger.rows, held.report.problems
    aspect = rows[number][Column.ASPECT].strip()
    before = [j for j in range(number - 1, -1, -1) if j in back]
    behind = [j for j in range(number + 1, len(rows)) if j in back]
    for same in (True, False):
        for places, follows in ((before, True), (behind, False)):
            for j in places:
                if not same or rows[j][Column.ASPECT].strip() == aspect:
                    return problems[back[j]], follows
    return (problems[-1], True) if problems else None
