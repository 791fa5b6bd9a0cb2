"""The main window: puts the panels together and passes between them what was asked for."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from functools import partial
from pathlib import Path

from PySide6.QtCore import QTimer, Slot
from PySide6.QtGui import QAction, QCloseEvent, QDragEnterEvent, QDropEvent, QKeySequence
from PySide6.QtWidgets import QMainWindow, QStackedWidget

from desktop.app.analysis import Analysis
from desktop.app.finding_model import Step
from desktop.app.icons import Icons
from desktop.app.jobs import Jobs
from desktop.app.look import Look
from desktop.app.memory import ReportMemory
from desktop.app.recent import RecentFiles
from desktop.app.report_file import ReportFile
from desktop.app.services import Services
from desktop.checks.base import Finding
from desktop.documents.opened import Opened
from desktop.panels.start_page import StartPage
from desktop.panels.status_line import StatusLine
from desktop.text.spans import Span
from desktop.windows import dialogs
from desktop.windows.checking import Checking
from desktop.windows.exporting import Exporting
from desktop.windows.progress import Progress
from desktop.windows.saving import Saving
from desktop.windows.side_windows import SideWindows
from desktop.windows.toolbar import Toolbar
from desktop.windows.workspace import REPORT, Workspace

_FRESH_MS = 20_000


class MainWindow(QMainWindow):
    """One report at a time; the start page while there is none."""

    def __init__(self, services: Services, look: Look, icons: Icons) -> None:
        super().__init__()
        self.setObjectName("main_window")
        self._services = services
        self._look = look
        self._file = ReportFile()
        self._saved_note = ""
        self._dropped: Path | None = None
        self.recent_files = RecentFiles(services.paths.config / "recent.json")
        self.start_page = StartPage(look)
        self.workspace = Workspace(look, icons, services.check_of)
        self.editor, self.findings = self.workspace.editor, self.workspace.findings
        self.toolbar = Toolbar(look, icons, self)
        self.status = StatusLine(look)
        self.jobs = Jobs(self)
        memory = ReportMemory(services.side_data)
        self.checking = Checking(self.workspace, services.new_analyser(), services.certain_edits, memory, self)
        self.saving = Saving(self, self.jobs)
        self.exporting = Exporting(self, self.jobs, services)
        self.side = SideWindows(self, services, look)
        self._progress = Progress(self.jobs, self.status, lambda: self.has_report, self)
        self._fresh_timer = QTimer(self)
        self._fresh_timer.setInterval(_FRESH_MS)
        self._pages = QStackedWidget()
        self._pages.addWidget(self.start_page)
        self._pages.addWidget(self.workspace)
        self.setCentralWidget(self._pages)
        self.setStatusBar(self.status)
        self.addToolBar(self.toolbar)
        for action in (self.toolbar.save_as, self.toolbar.settings, self.toolbar.help):
            self.addAction(action)
        self.setAcceptDrops(True)
        self.setMinimumSize(860, 520)
        room = self.screen().availableGeometry()
        self.resize(min(1440, room.width()), min(900, room.height()))
        self._connect()
        self._add_keys()
        self._fresh_timer.start()
        self.show_start()

    # what the parts of this window share

    @property
    def file(self) -> ReportFile:
        """The open report's file."""
        return self._file

    @property
    def analysis(self) -> Analysis | None:
        """The last check; it may be older than the text."""
        return self.checking.analysis

    @property
    def is_checked(self) -> bool:
        """Whether what is shown is the check of the text as it is."""
        return self.checking.live.up_to_date and self.analysis is not None

    @property
    def has_report(self) -> bool:
        """Whether a report is open."""
        return self._pages.currentWidget() is self.workspace

    # opening

    def open_path(self, path: Path, *, is_sample: bool = False) -> None:
        """Open a file, after the question about unsaved changes."""
        self.saving.when_safe(lambda: self._read(path, is_sample=is_sample))

    @Slot()
    def ask_open(self) -> None:
        """Ask for a file and open it."""
        folder = self._file.path.parent if self._file.path is not None else None
        if folder is None and self.recent_files.items:
            folder = Path(self.recent_files.items[0].path).parent
        path = dialogs.ask_open(self, folder)
        if path is not None:
            self.open_path(path)

    @Slot()
    def open_sample(self) -> None:
        """Open the sample."""
        self.open_path(self._services.sample, is_sample=True)

    @Slot(str)
    def open_recent(self, path: str) -> None:
        """Open a file of the list."""
        if not Path(path).exists():
            self.recent_files.forget(path)
            self.show_start()
            dialogs.show_error(self, f"找不到“{Path(path).name}”：文件已移走、改名，或 U 盘没有插上。已从列表中去掉。")
            return
        self.open_path(Path(path))

    @Slot()
    def new_report(self) -> None:
        """An empty report, after the question about unsaved changes."""
        self.saving.when_safe(lambda: self.take(ReportFile()))

    def show_start(self) -> None:
        """The start page."""
        self.start_page.show_recent(self.recent_files.items, datetime.now())
        self._pages.setCurrentWidget(self.start_page)
        self.toolbar.hide()
        self.status.hide()
        self.update_title()
        self.toolbar.enable(report=False, ledger=False)
        self.toolbar.show_fixes(0)
        self.start_page.open_card.setFocus()

    def take(self, file: ReportFile) -> None:
        """Show this report from now on."""
        self._file = file
        self._saved_note = ""
        if file.path is not None:
            self.recent_files.opened(file.path)
        self.editor.set_lines(file.lines)
        document = self.editor.document()
        document.modificationChanged.connect(self.update_title)
        document.undoAvailable.connect(self.toolbar.undo.setEnabled)
        document.redoAvailable.connect(self.toolbar.redo.setEnabled)
        self.toolbar.undo.setEnabled(False)
        self.toolbar.redo.setEnabled(False)
        self.toolbar.enable(report=True, ledger=False)
        self.toolbar.show()
        self.status.show()
        self.workspace.notice.tell(*file.notices)
        self.workspace.show_view(REPORT)
        self._pages.setCurrentWidget(self.workspace)
        self.update_title()
        self.editor.setFocus()
        self.checking.watch(file)

    def take_opened(self, opened: Opened, *, is_sample: bool = False) -> None:
        """Show a report that was read already."""
        self.take(ReportFile(opened, is_sample=is_sample))

    def was_saved(self, file: ReportFile, revision: int) -> None:
        """The report now stands in this file; revision: of the text that was written."""
        self._file = file
        if self.editor.document().revision() == revision:
            self.editor.document().setModified(False)
        self._saved_note = "已保存"
        self.checking.was_saved(file)
        if file.path is not None:
            self.recent_files.opened(file.path)
            self._note_result()
        self.workspace.notice.tell(*file.notices)
        self.update_title()
        self._show_fresh()

    # places

    @Slot(object)
    def go_to(self, finding: Finding) -> None:
        """Show a finding in the text."""
        self.workspace.show_view(REPORT)
        self.findings.choose(finding)
        self.editor.choose(finding)
        self.editor.go_to(finding.span)

    @Slot(object)
    def go_to_span(self, span: Span) -> None:
        """Show a place of the text."""
        self.workspace.show_view(REPORT)
        self.editor.go_to(span)

    @Slot(int)
    def go_to_line(self, line: int) -> None:
        """Show a paragraph."""
        self.workspace.show_view(REPORT)
        self.editor.go_to_line(line)

    def show_view(self, number: int) -> None:
        """Show 报告 (0), 台账 (1) or 对账 (2)."""
        self.workspace.show_view(number)

    # Qt

    def closeEvent(self, event: QCloseEvent) -> None:
        """Ask about unsaved changes; leave nothing running."""
        if self.has_report and self.editor.document().isModified():
            event.ignore()
            # Qt takes no close() from within a closing
            self.saving.when_safe(lambda: QTimer.singleShot(0, self._close_now))
            return
        self.checking.close()
        self.jobs.close()
        self.side.close()
        super().closeEvent(event)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """A file may be dropped."""
        if any(url.isLocalFile() for url in event.mimeData().urls()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Open the dropped file."""
        paths = [Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()]
        if paths:
            event.acceptProposedAction()
            # the other program waits until this returns; questions come after
            self._dropped = paths[0]
            QTimer.singleShot(0, self._open_dropped)

    @Slot()
    def update_title(self) -> None:
        """对账 — 整改报告.docx — 已修改."""
        if not self.has_report:
            self.setWindowTitle("对账")
            return
        modified = " — 已修改" if self.editor.document().isModified() else ""
        self.setWindowTitle(f"对账 — {self._file.name}{modified}")
        self._show_fresh()

    # inside

    def _connect(self) -> None:
        page, bar, work, checking = self.start_page, self.toolbar, self.workspace, self.checking
        page.open_asked.connect(self.ask_open)
        page.new_asked.connect(self.new_report)
        page.sample_asked.connect(self.open_sample)
        page.recent_asked.connect(self.open_recent)
        page.help_asked.connect(self.side.show_help)
        bar.new.triggered.connect(self.new_report)
        bar.open.triggered.connect(self.ask_open)
        bar.save.triggered.connect(self.saving.save)
        bar.save_as.triggered.connect(self.saving.save_as)
        bar.undo.triggered.connect(self.editor.undo)
        bar.redo.triggered.connect(self.editor.redo)
        bar.check.triggered.connect(checking.live.check_now)
        bar.fix_all.triggered.connect(checking.fix_all)
        bar.excel.triggered.connect(self.exporting.excel)
        bar.word.triggered.connect(self.exporting.word)
        bar.annotate.triggered.connect(self.exporting.annotated)
        checking.shown.connect(self._check_shown)
        checking.fixable.connect(bar.show_fixes)
        checking.fixable.connect(self._note_result)
        checking.stale.connect(self._fix_refused)
        checking.failed.connect(self._check_failed)
        checking.live.began.connect(self._show_fresh)
        self.editor.edited.connect(self._text_edited)
        self.editor.caret_moved.connect(work.outline.follow_caret)
        work.outline.jumped.connect(self.go_to_line)
        self.findings.asked.connect(self.go_to)
        self.findings.asking.related_asked.connect(self.go_to_span)
        self.findings.ignored_asked.connect(self.side.show_ignored)
        self.findings.asking.switch_off_asked.connect(self.side.switch_off)
        self.findings.settings_asked.connect(self.side.show_settings)
        self.findings.about_asked.connect(self.side.show_check)
        checking.not_kept.connect(self.side.tell_not_kept)
        bar.settings.triggered.connect(self.side.show_settings)
        bar.help.triggered.connect(self.side.show_help)
        work.ledger.jumped.connect(self.go_to_line)
        work.ledger.export_asked.connect(self.exporting.excel)
        work.reckon.jumped.connect(self.go_to_span)
        self._fresh_timer.timeout.connect(self._show_fresh)
        self._look.changed.connect(self._show_status)

    def _add_keys(self) -> None:
        keys: list[tuple[str, str, Callable[[], object]]] = [
            ("下一处问题", "F8", self._next),
            ("上一处问题", "Shift+F8", self._previous),
            ("修正这一处", "Alt+Return", self.checking.fix_here),
        ]
        keys += [(self.workspace.tabs.tabText(n), f"Ctrl+{n + 1}", partial(self._show_tab, n)) for n in range(3)]
        for text, key, slot in keys:
            action = QAction(text, self)
            action.setShortcut(QKeySequence(key))
            action.triggered.connect(slot)
            self.addAction(action)

    @Slot(object)
    def _check_shown(self, analysis: Analysis) -> None:
        self.toolbar.enable(report=True, ledger=bool(analysis.ledger.rows))
        self._show_status()

    @Slot()
    def _show_status(self) -> None:
        if self.analysis is not None:
            self.status.show_words(self.analysis.words)
            self.status.show_report(self.analysis.report, self.analysis.settings.unit.done)
            self._show_fresh()

    @Slot()
    def _show_fresh(self) -> None:
        modified = self.editor.document().isModified()
        self.status.show_fresh(self.checking.freshness(), "有修改未保存" if modified else self._saved_note)

    @Slot()
    def _note_result(self, *_: object) -> None:
        counts = self.checking.counts()
        if self._file.path is not None and counts is not None:
            self.recent_files.checked(self._file.path, counts.errors, counts.warnings)

    @Slot()
    def _fix_refused(self) -> None:
        self.status.show_fresh("文字刚改过，检查完再修正")

    @Slot(str)
    def _check_failed(self, details: str) -> None:
        self.status.show_fresh("检查没有完成")
        dialogs.show_crash(self, details)

    def _show_tab(self, number: int) -> None:
        if self.has_report:
            self.workspace.show_view(number)

    def _read(self, path: Path, *, is_sample: bool) -> None:
        read = self._services.read

        def done(opened: Opened) -> None:
            self.take_opened(opened, is_sample=is_sample)

        def failed(message: str) -> None:
            dialogs.show_error(self, f"打不开“{path.name}”。\n{message}")

        self.jobs.run(f"正在打开 {path.name}", lambda token: read(path), done, failed)

    @Slot()
    def _text_edited(self) -> None:
        self._saved_note = ""
        self._show_fresh()

    @Slot()
    def _next(self) -> None:
        if self.has_report:
            self.findings.step(Step.NEXT)

    @Slot()
    def _previous(self) -> None:
        if self.has_report:
            self.findings.step(Step.PREVIOUS)

    @Slot()
    def _open_dropped(self) -> None:
        if self._dropped is not None:
            self.open_path(self._dropped)

    @Slot()
    def _close_now(self) -> None:
        self.editor.document().setModified(False)
        self.close()
