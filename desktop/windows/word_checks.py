"""格式检查 and 发布前检查 in the window: what looks into the Word file itself, as it would be saved now."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Slot

from desktop.app.analysis import Analysis
from desktop.app.choices import choices
from desktop.app.jobs import Token
from desktop.app.report_file import ReportFile
from desktop.app.typeset_memory import remembered, without_bands
from desktop.app.word_moment import opened_now, rebased
from desktop.documents.opened import Format, Opened
from desktop.windows import dialogs
from desktop.windows.exporting import Exported
from desktop.windows.menus import MenuName

if TYPE_CHECKING:
    from desktop.documents.format_check import Departure, FormatCheck
    from desktop.documents.publication_check import TraceFound
    from desktop.documents.typeset_settings import TypesetSettings
    from desktop.windows.format_check_dialog import FormatCheckDialog
    from desktop.windows.main_window import MainWindow
    from desktop.windows.publication_dialog import PublicationDialog

_NO_FORMAT = "文本文件没有格式可查。请用“导出—公文排版”生成合国标的 Word 文件，或先另存为 Word 文件。"


class WordChecks(QObject):
    """Both dialogs stay open beside the text."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self._choices = choices(window.services.paths)
        self.format: FormatCheckDialog | None = None
        self.publication: PublicationDialog | None = None
        add = window.menus.add
        add(MenuName.CHECK, 4, "格式检查…", self.check_format, tip="Word 文件的版式合不合 GB/T 9704，能改的一次改好")
        add(MenuName.CHECK, 4, "发布前检查…", self.check_publication, tip="文件里有没有不宜公开的内容，另存发布稿")
        window.taken.connect(self._close_all)
        window.closing.connect(self._close_all)

    # 格式检查

    @Slot()
    def check_format(self) -> None:
        """格式检查."""
        self._check_format("")

    def _check_format(self, done_text: str) -> None:
        window = self._window
        if not window.file.is_word:
            dialogs.show_error(window, _NO_FORMAT)
            return
        file, lines, settings = window.file, window.editor.lines(), self._settings()

        def work(token: Token) -> FormatCheck:
            from desktop.documents.format_check import check_format

            now = opened_now(file, lines)
            return check_format(now, settings, data=now.data)

        window.jobs.run("正在检查格式", work, lambda check: self._show_format(check, done_text), self._failed)

    def _show_format(self, check: FormatCheck, done_text: str) -> None:
        from desktop.windows.format_check_dialog import FormatCheckDialog

        dialog = self.format
        if dialog is None:
            dialog = self.format = FormatCheckDialog(self._window.look, self._window)
            dialog.go_asked.connect(self._window.go_to_line)
            dialog.again_asked.connect(self.check_format)
            dialog.mend_asked.connect(self.mend)
            dialog.copy_asked.connect(self.mended_copy)
        dialog.show_check(check, done_text)
        dialog.show()
        dialog.activateWindow()

    @Slot(object)
    def mend(self, departures: Sequence[Departure]) -> None:
        """Put these right in the report that is open; its file gets them when it is saved."""
        window = self._window
        file, lines, settings = window.file, window.editor.lines(), self._settings()

        def work(token: Token) -> tuple[ReportFile, int]:
            from desktop.documents.format_check import mend_format

            now = opened_now(file, lines)
            made = mend_format(now, departures, settings, data=now.data)
            return rebased(file, made.data), len(made.mended)

        def done(made: tuple[ReportFile, int]) -> None:
            if window.editor.lines() != lines:
                dialogs.show_error(window, "刚才正文又改过，格式没有动。请再点一次“改好选中的”。")
                return
            window.rebase(made[0])
            self._check_format(f"已改好 {made[1]} 项，保存后写进文件。")

        window.jobs.run("正在改格式", work, done, self._failed)

    @Slot(object)
    def mended_copy(self, departures: Sequence[Departure]) -> None:
        """Put these right in a copy."""
        settings = self._settings()

        def make(file: ReportFile, now: Analysis, _: Path) -> Exported:
            from desktop.documents.format_check import mend_format

            opened = opened_now(file, now.lines)
            made = mend_format(opened, departures, settings, data=opened.data)
            return Exported(made.data, (f"改好 {len(made.mended)} 项。", *made.notes))

        self._window.exporting.export("另存改好格式的副本", "_格式改好.docx", dialogs.WORD, make)

    # 发布前检查

    @Slot()
    def check_publication(self) -> None:
        """发布前检查."""
        window = self._window
        file, lines = window.file, window.editor.lines()

        def work(token: Token) -> list[TraceFound]:
            from desktop.documents.publication_check import check_publication

            now = _with_lines(opened_now(file, lines), lines)
            return check_publication(now, data=now.data)

        window.jobs.run("正在检查", work, self._show_publication, self._failed)

    def _show_publication(self, found: Sequence[TraceFound]) -> None:
        from desktop.windows.publication_dialog import PublicationDialog

        window, dialog = self._window, self.publication
        if dialog is None:
            dialog = self.publication = PublicationDialog(window.look, window)
            dialog.go_asked.connect(window.go_to_span)
            dialog.again_asked.connect(self.check_publication)
            dialog.copy_asked.connect(self._publish)
        dialog.show_found(found, is_word=window.file.is_word)
        dialog.show()
        dialog.activateWindow()

    @Slot()
    def _publish(self) -> None:
        if self.publication is None:
            return
        chosen = self.publication.clean_choices()

        def make(file: ReportFile, now: Analysis, _: Path) -> Exported:
            from desktop.documents.publication_check import clean_copy

            opened = opened_now(file, now.lines)
            made = clean_copy(opened, chosen, data=opened.data)
            return Exported(made.data, (*made.done, *made.notes))

        self._window.exporting.export("另存发布稿", "_发布稿.docx", dialogs.WORD, make)

    def _settings(self) -> TypesetSettings:
        return without_bands(remembered(self._choices))

    @Slot(str)
    def _failed(self, message: str) -> None:
        dialogs.show_error(self._window, message)

    @Slot()
    def _close_all(self, *_: object) -> None:
        for dialog in (self.format, self.publication):
            if dialog is not None:
                dialog.close()
                dialog.deleteLater()
        self.format = self.publication = None


def _with_lines(opened: Opened, lines: Sequence[str]) -> Opened:
    """The places that are found are those of the text in the window, where numbers may read otherwise."""
    from desktop.text.document import Document

    if opened.format is Format.WORD and opened.document.lines == tuple(lines):
        return opened
    return replace(opened, document=Document.from_lines(lines))
