"""比较 in the window: this report beside last time's, or any other version of it."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Slot
from PySide6.QtWidgets import QMenu

from desktop.app.analysis import Analysis
from desktop.app.outline_model import OutlineKind, OutlineRow
from desktop.documents.errors import DocumentError
from desktop.documents.safe_write import write_bytes
from desktop.windows import dialogs
from desktop.windows.menus import MenuName

if TYPE_CHECKING:
    from desktop.app.jobs import Token
    from desktop.documents.comparison_rows import BothWays
    from desktop.windows.main_window import MainWindow
    from desktop.windows.report_comparison_window import ReportComparisonWindow


class ReportComparing(QObject):
    """与另一份报告比较."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self.dialog: ReportComparisonWindow | None = None
        self._path: Path | None = None
        self._line: int | None = None
        window.menus.add(
            MenuName.REPORT,
            4,
            "与另一份报告比较…",
            self.ask,
            "Ctrl+Shift+B",
            tip="和上次的报告、别人改过的一份逐个问题对照：新增、删去、状态和内容的变化",
        )
        window.checking.by_hand.menu_opening.connect(self._add_to_row_menu)
        window.taken.connect(self._close)
        window.closing.connect(self._close)

    @Slot()
    def ask(self) -> None:
        """Which report to compare with."""
        window = self._window
        folder = window.file.path.parent if window.file.path is not None else dialogs.documents_folder()
        path = dialogs.ask_file(window, "选上次的报告（或另一份）", folder, dialogs.REPORTS)
        if path is not None:
            self.compare_with(path)
        else:
            self._line = None

    @Slot(object, object)
    def _add_to_row_menu(self, menu: QMenu, row: OutlineRow) -> None:
        if row.kind is OutlineKind.PROBLEM:
            menu.addSeparator()
            action = menu.addAction("与上次报告比较这个问题…")
            action.triggered.connect(partial(self._ask_about_row, row))

    def _ask_about_row(self, row: OutlineRow, *_: object) -> None:
        self.ask_about(row.line)

    def ask_about(self, line: int) -> None:
        """What became of the problem at this line, since the report compared with last or another one."""
        self._line = line
        if self._path is not None and self._path.exists():
            self.compare_with(self._path)
        else:
            self.ask()

    def compare_with(self, path: Path) -> None:
        """Show the report of the window beside a file."""
        window = self._window
        self._path = path
        read = window.services.read

        def work(now: Analysis, token: Token) -> BothWays:
            from desktop.documents.comparison_rows import compare_both_ways
            from desktop.report.parse import parse

            try:
                return compare_both_ways(parse(read(path).document), now.report)
            except DocumentError as error:
                raise DocumentError(f"打不开“{path.name}”。\n{error}") from error

        def done(compared: BothWays) -> None:
            self._show(compared, path.name)

        window.exporting.with_analysis(f"正在比较 {path.name}", work, done)

    def _show(self, compared: BothWays, old_name: str) -> None:
        from desktop.windows.report_comparison_window import ReportComparisonWindow

        window = self._window
        if self.dialog is None:
            self.dialog = ReportComparisonWindow(window.look, window)
            self.dialog.go_asked.connect(window.go_to_line)
            self.dialog.export_asked.connect(self._export)
        name = window.file.name
        self.dialog.show_rows(compared, old_name, name if name != old_name else f"{name}（窗口里的）")
        if self._line is not None:
            self.dialog.choose_line(self._line)
            self._line = None
        self.dialog.show()
        self.dialog.activateWindow()

    @Slot(str)
    def _export(self, form: str) -> None:
        dialog, window = self.dialog, self._window
        if dialog is None:
            return
        word = form == "word"
        suggested = window.file.beside("_对照表.docx" if word else "_对照表.xlsx")
        filters = dialogs.WORD if word else dialogs.EXCEL
        target = dialogs.ask_save(dialog, "导出对照表", suggested, filters)
        if target is None:
            return
        rows, names, told = dialog.shown, dialog.names, dialog.told

        def work(token: Token) -> None:
            from desktop.documents.comparison_output import comparison_excel, comparison_word

            make = comparison_word if word else comparison_excel
            data = make(rows, *names, told)
            if not token.cancelled():
                write_bytes(target, data)

        tell = partial(dialogs.tell_exported, dialog, target)
        window.jobs.run(
            f"正在导出 {target.name}", work, lambda _: tell(), lambda text: dialogs.show_error(dialog, text)
        )

    @Slot()
    def _close(self, *_: object) -> None:
        self._path = self._line = None
        if self.dialog is not None:
            self.dialog.close()
            self.dialog.deleteLater()
            self.dialog = None
