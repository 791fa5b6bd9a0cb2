"""更新文中数字 in the window: what the text says held against ledger and facts, brought in as one undo step."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Slot

from desktop.app.analysis import Analysis
from desktop.app.editor_places import changes_of
from desktop.drafting.facts import Facts
from desktop.text.edits import Edit
from desktop.windows import dialogs
from desktop.windows.menus import MenuName

if TYPE_CHECKING:
    from desktop.app.jobs import Token
    from desktop.drafting.proposals import ProposedEdit
    from desktop.windows.main_window import MainWindow
    from desktop.windows.update_numbers_dialog import UpdateNumbersDialog

_CHANGED = "文字刚才又改动了，没有改。请再打开“更新文中数字”。"


class UpdatingNumbers(QObject):
    """更新文中数字."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self.dialog: UpdateNumbersDialog | None = None
        window.menus.add(
            MenuName.REPORT,
            3,
            "更新文中数字…",
            self.ask,
            "F9",
            tip="台账或正文的数字、单位名称、巡察组、日期有变动，把文中说到的地方一次改过来",
        )

    @Slot()
    def ask(self) -> None:
        """Read the text as it is now, then show what is offered."""

        def work(now: Analysis, token: Token) -> Analysis:
            return now

        self._window.exporting.with_analysis("正在核对", work, self._show)

    def _show(self, now: Analysis) -> None:
        from desktop.drafting.known_facts import facts_of
        from desktop.drafting.updates import number_updates
        from desktop.windows.update_numbers_dialog import UpdateNumbersDialog

        window = self._window
        working = window.workspace.ledger.working
        ledger = working.ledger if working.is_own and working.ledger.rows else None
        name = None
        if ledger is not None:
            name = working.file.path.name if working.file is not None else "尚未保存"
        report, done = now.report, frozenset(now.settings.unit.done)

        def compute(facts: Facts) -> list[ProposedEdit]:
            return number_updates(report, facts, ledger, done)

        dialog = UpdateNumbersDialog(window.look, now.lines, facts_of(report), compute, name, window)
        self.dialog = dialog
        dialog.applied.connect(lambda edits: self._apply(now.lines, edits))
        dialog.go_asked.connect(window.go_to_span)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _apply(self, lines: Sequence[str], edits: Sequence[Edit]) -> None:
        editor = self._window.editor
        if list(lines) != editor.lines():
            dialogs.show_error(self._window, _CHANGED)
            return
        self._window.workspace.show_view(0)
        editor.replace_ranges(changes_of(editor.document(), lines, edits))
        self._window.checking.live.check_now()
        editor.go_to_line(min(edit.span.line for edit in edits))
