"""Exports of a window's report: where to, made in the background from the text of this moment, told when done."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import QObject

from desktop.app.analysis import Analysis, document_of
from desktop.app.jobs import Jobs, Token
from desktop.app.report_file import ReportFile
from desktop.app.services import Services
from desktop.documents.safe_write import write_bytes
from desktop.windows import dialogs

if TYPE_CHECKING:
    from desktop.windows.main_window import MainWindow


@dataclass(frozen=True, slots=True)
class Exported:
    """What was made. notes: what the clerk has to know, Chinese."""

    data: bytes
    notes: tuple[str, ...] = ()


T = TypeVar("T")
Make = Callable[[ReportFile, Analysis, Path], Exported | bytes]


class Exporting(QObject):
    """Asks where to, works in the background, tells when it is done."""

    def __init__(self, window: MainWindow, jobs: Jobs, services: Services) -> None:
        super().__init__(window)
        self._window = window
        self._jobs = jobs
        self._services = services

    def export(self, title: str, ending: str, filters: str, make: Make) -> None:
        """Ask for a file, named after the report with this ending, and write there what is made.

        make(file, analysis, target) runs in the background, for the text of this moment; it may raise DocumentError.
        """
        window = self._window
        file = window.file
        target = dialogs.ask_save(window, title, file.beside(ending), filters)
        if target is None:
            return
        if file.path is not None and target == file.path:
            dialogs.show_error(window, "请另取一个名字：这是正在编辑的报告，不能盖掉。")
            return

        def work(now: Analysis, token: Token) -> Exported:
            made = make(file, now, target)
            made = made if isinstance(made, Exported) else Exported(made)
            if not token.cancelled():
                write_bytes(target, made.data)
            return made

        self.with_analysis(
            f"正在导出 {target.name}", work, lambda made: dialogs.tell_exported(window, target, made.notes)
        )

    def with_analysis(self, title: str, work: Callable[[Analysis, Token], T], done: Callable[[T], None]) -> None:
        """Do something in the background with what is read of the text of this moment, checked or not.

        A DocumentError that the work raises is shown.
        """
        window = self._window
        known = window.analysis if window.is_checked else None
        file, lines, new_analyser = window.file, window.editor.lines(), self._services.new_analyser
        corrections = window.checking.corrections_of(lines)

        def run(token: Token) -> T:
            now = known or new_analyser()(document_of(lines, file.origin), token.cancelled, corrections)
            return work(now, token)

        self._jobs.run(title, run, done, lambda message: dialogs.show_error(window, message))
