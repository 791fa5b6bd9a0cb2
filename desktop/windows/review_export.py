"""What goes back to the one who wrote the report: comments, tracked changes, the sheet of what was found."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Slot

from desktop.app.analysis import Analysis
from desktop.app.choices import AUTHOR, choices
from desktop.app.report_exports import PROGRAM, Revising, annotated_bytes, changed_paragraphs, revised_word
from desktop.app.report_file import ReportFile
from desktop.checks.base import Finding
from desktop.windows import dialogs
from desktop.windows.exporting import Exported
from desktop.windows.menus import MenuName

if TYPE_CHECKING:
    from desktop.documents.json_output import CheckedFile
    from desktop.windows.main_window import MainWindow
    from desktop.windows.revision_dialog import RevisionDialog

SHEET = "Excel 工作簿 (*.xlsx);;网页 (*.html)"


class ReviewExport(QObject):
    """批注稿, 修订稿 and 检查清单."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self._choices = choices(window.services.paths)
        self.dialog: RevisionDialog | None = None
        add = window.menus.add
        add(MenuName.EXPORT, 1, "批注稿 Word…", self.annotated, tip="每一处问题在原处加一条 Word 批注")
        add(MenuName.EXPORT, 1, "修订稿 Word…", self.revised, tip="把改法写成 Word 修订，由起草人接受或拒绝")
        add(MenuName.EXPORT, 1, "检查清单…", self.check_sheet, tip="全部检查结果列成表，可登记处理情况")
        add(MenuName.EXPORT, 8, "批注和修订的署名…", self.ask_author)

    @Slot()
    def annotated(self) -> None:
        """批注稿 Word."""
        author = self._author()
        if author is None:
            return
        check_of = self._window.services.check_of

        def make(file: ReportFile, now: Analysis, _: Path) -> bytes:
            return annotated_bytes(file, now.report.document, self._shown(now)[0], check_of, author)

        self._window.exporting.export("导出批注稿（Word）", "_检查批注.docx", dialogs.WORD, make)

    @Slot()
    def revised(self) -> None:
        """修订稿 Word: first which changes."""
        self._window.exporting.with_analysis("正在检查", lambda now, _: now, self._choose_revisions)

    @Slot()
    def check_sheet(self) -> None:
        """检查清单."""

        def make(file: ReportFile, now: Analysis, target: Path) -> bytes:
            from desktop.documents.findings_workbook import write_findings_workbook
            from desktop.documents.html_output import write_html

            checked = self.checked_file(file, now)
            if target.suffix.lower() == ".html":
                return write_html([checked]).encode("utf-8")
            return write_findings_workbook([checked])

        self._window.exporting.export("导出检查清单", "_检查清单.xlsx", SHEET, make)

    def checked_file(self, file: ReportFile, now: Analysis) -> CheckedFile:
        """What was found, for the sheet and for printing."""
        from desktop.documents.json_output import CheckedFile

        shown, hidden = self._shown(now)
        return CheckedFile(str(file.path or file.name), None, now.report, tuple(shown), tuple(hidden))

    @Slot()
    def ask_author(self) -> bool:
        """Whose name stands on comments and changes."""
        name = dialogs.ask_author(self._window, self._choices.text(AUTHOR))
        if name is None:
            return False
        self._choices.put(AUTHOR, name.strip())
        return True

    def _author(self) -> str | None:
        """The name, asked for once; None where the question was given up."""
        if self._choices.get(AUTHOR) is None and not self.ask_author():
            return None
        return self._choices.text(AUTHOR) or PROGRAM

    def _shown(self, now: Analysis) -> tuple[Sequence[Finding], Sequence[Finding]]:
        return self._window.checking.memory.suppression.split(now.findings, now.report.document)

    @Slot(object)
    def _choose_revisions(self, now: Analysis) -> None:
        from desktop.windows.revision_dialog import RevisionDialog

        window = self._window
        shown = [finding for finding in self._shown(now)[0] if finding.fixes]
        own = changed_paragraphs(window.file, now.lines)
        if not shown and not own:
            dialogs.show_error(window, "没有可以写成修订的改动：检查结果里没有现成的改法，打开以后也没有改过文字。")
            return
        dialog = self.dialog = RevisionDialog(shown, own, self._choices.text(AUTHOR), window.look, window)
        dialog.go_asked.connect(window.go_to)
        dialog.accepted.connect(lambda: self._write_revisions(dialog.chosen(), dialog.own(), dialog.author()))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _write_revisions(self, findings: Sequence[Finding], own: bool, author: str) -> None:
        self._choices.put(AUTHOR, author)
        edits = self._window.services.certain_edits(findings)

        def make(file: ReportFile, now: Analysis, _: Path) -> Exported:
            made = revised_word(file, now.report.document, Revising(edits, own, author or PROGRAM))
            return Exported(made.data, (f"写入 {made.count} 处修订。", *made.notes))

        self._window.exporting.export("导出修订稿（Word）", "_修订稿.docx", dialogs.WORD, make)
