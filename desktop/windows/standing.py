"""How the open report stands, in the status bar: counted, fresh, saved."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Slot

from desktop.app.analysis import Analysis

if TYPE_CHECKING:
    from desktop.windows.main_window import MainWindow

_FRESH_MS = 20_000


class Standing(QObject):
    """Tells the status bar, the toolbar and the list of recent files what the last check found."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self._saved_note = ""
        self.certain = 0
        self._timer = QTimer(self)
        self._timer.setInterval(_FRESH_MS)
        self._timer.timeout.connect(self.show_fresh)
        checking = window.checking
        checking.shown.connect(self._check_shown)
        checking.fixable.connect(self._show_fixes)
        checking.fixable.connect(self.note_result)
        checking.stale.connect(self._fix_refused)
        checking.failed.connect(self._check_failed)
        checking.live.began.connect(self.show_fresh)
        window.editor.edited.connect(self._text_edited)
        window.look.changed.connect(self._show_status)
        self._timer.start()

    def another(self) -> None:
        """Another report is open."""
        self._saved_note = ""
        self.certain = 0

    def was_saved(self) -> None:
        """The report is in its file."""
        self._saved_note = "已保存"

    @Slot()
    def show_fresh(self) -> None:
        """How old the check is, and whether there is something to save."""
        modified = self._window.editor.document().isModified()
        self._window.status.show_fresh(
            self._window.checking.freshness(), "有修改未保存" if modified else self._saved_note
        )

    @Slot()
    def note_result(self, *_: object) -> None:
        """Remember what was found in the list of recent files."""
        window = self._window
        counts = window.checking.counts()
        if window.file.path is not None and counts is not None:
            window.recent_files.checked(window.file.path, counts.errors, counts.warnings)

    @Slot(object)
    def _check_shown(self, analysis: Analysis) -> None:
        self._window.menus.enable(report=True, rows=bool(analysis.ledger.rows))
        self._show_status()

    @Slot()
    def _show_status(self) -> None:
        analysis = self._window.analysis
        if analysis is not None:
            self._window.status.show_words(analysis.words)
            self._window.status.show_report(analysis.report, analysis.settings.unit.done)
            self.show_fresh()

    @Slot()
    def _fix_refused(self) -> None:
        self._window.status.show_fresh("文字刚改过，检查完再修正")

    @Slot(str)
    def _check_failed(self, details: str) -> None:
        self._window.status.show_fresh("检查没有完成")
        self._window.others.errors.tell(details)

    @Slot()
    def _text_edited(self) -> None:
        self._saved_note = ""
        self.show_fresh()

    @Slot(int)
    def _show_fixes(self, certain: int) -> None:
        self.certain = certain
        self._window.toolbar.show_fixes(certain)
        self._window.menus.refresh()
