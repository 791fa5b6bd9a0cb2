"""比较 in the window: this report beside last time's, or any other version of it."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Slot

from desktop.app.analysis import Analysis
from desktop.documents.errors import DocumentError
from desktop.documents.safe_write import write_bytes
from desktop.report.model import Report
from desktop.windows import dialogs
from desktop.windows.menus import MenuName

if TYPE_CHECKING:
    from desktop.app.jobs import Token
    from desktop.windows.main_window import MainWindow
    from desktop.windows.report_comparison_window import ReportComparisonWindow


class ReportComparing(QObject):
    """与另一份报告比较."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self.dialog: ReportComparisonWindow | None = None
        window.menus.add(
            MenuName.REPORT,
            4,
            "与另一份报告比较…",
            self.ask,
            "Ctrl+Shift+B",
            tip="和上次的报告、别人改过的一份逐个问题对照：新增、删去、状态和内容的变化",
        )
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

    def compare_with(self, path: Path) -> None:
        """Show the report of the window beside a file."""
        window = self._window
        read = window.services.read

        def work(now: Analysis, token: Token) -> tuple[Report, Report]:
            from desktop.report.parse import parse

            try:
                return parse(read(path).document), now.report
            except DocumentError as error:
                raise DocumentError(f"打不开“{path.name}”。\n{error}") from error

        def done(both: tuple[Report, Report]) -> None:
            self._show(both[0], path.name, both[1])

        window.exporting.with_analysis(f"正在比较 {path.name}", work, done)

    def _show(self, old: Report, old_name: str, new: Report) -> None:
        from desktop.windows.report_comparison_window import ReportComparisonWindow

        window = self._window
        if self.dialog is None:
            self.dialog = ReportComparisonWindow(window.look, window)
            self.dialog.go_asked.connect(window.go_to_line)
            self.dialog.export_asked.connect(self._export)
        name = window.file.name
        self.dialog.show_reports(old, old_name, new, name if name != old_name else f"{name}（窗口里的）")
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
        if self.dialog is not None:
            self.dialog.close()
            self.dialog.deleteLater()
            self.dialog = None
