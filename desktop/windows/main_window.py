"""The main window: puts the panels together and passes between them what was asked for."""

from __future__ import annotations

import time
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from PySide6.QtCore import QSize, Qt, QTimer, Slot
from PySide6.QtGui import QAction, QCloseEvent, QDragEnterEvent, QDropEvent, QKeySequence
from PySide6.QtWidgets import (
    QMainWindow,
    QMenu,
    QSizePolicy,
    QSplitter,
    QStackedWidget,
    QTabBar,
    QToolBar,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from desktop.app.analysis import Analysis
from desktop.app.claim_model import claim_rows
from desktop.app.finding_model import Step
from desktop.app.icons import Icons
from desktop.app.ignored import Ignored
from desktop.app.jobs import Jobs
from desktop.app.live_check import LiveCheck
from desktop.app.look import Look
from desktop.app.outline_model import outline_rows
from desktop.app.recent import RecentFiles
from desktop.app.report_file import ReportFile
from desktop.app.services import Services
from desktop.app.summary import count_findings
from desktop.checks.base import Finding, Fix
from desktop.documents.opened import Opened
from desktop.panels.editor import Editor
from desktop.panels.finding_panel import FindingPanel
from desktop.panels.ledger_panel import LedgerPanel
from desktop.panels.notice_bar import NoticeBar
from desktop.panels.outline_panel import OutlinePanel
from desktop.panels.paper import styles_of
from desktop.panels.reckon_panel import ReckonPanel
from desktop.panels.start_page import StartPage
from desktop.panels.status_line import StatusLine
from desktop.text.edits import Edit
from desktop.text.spans import Span
from desktop.windows import dialogs
from desktop.windows.exporting import Exporting
from desktop.windows.saving import Saving

_JOB_SHOWN_MS = 300
_FRESH_MS = 20_000


class MainWindow(QMainWindow):
    """One report at a time; the start page while there is none."""

    def __init__(self, services: Services, look: Look, icons: Icons) -> None:
        super().__init__()
        self.setObjectName("main_window")
        self._services = services
        self._look = look
        self._icons = icons
        self._file = ReportFile()
        self._ignored = Ignored()
        self._analysis: Analysis | None = None
        self._checked_at: float | None = None
        self._saved_note = ""
        self.recent_files = RecentFiles(services.paths.config / "recent.json")
        self.jobs = Jobs(self)
        self._build()
        self.live = LiveCheck(services.new_analyser(), self.editor.composing, self)
        self.saving = Saving(self, self.jobs)
        self.exporting = Exporting(self, self.jobs, services)
        self._job_timer = QTimer(self)
        self._job_timer.setSingleShot(True)
        self._job_timer.setInterval(_JOB_SHOWN_MS)
        self._fresh_timer = QTimer(self)
        self._fresh_timer.setInterval(_FRESH_MS)
        self._job_title = ""
        self._connect()
        self.show_start()

    # what the parts of this window share

    @property
    def file(self) -> ReportFile:
        """The open report's file."""
        return self._file

    @property
    def analysis(self) -> Analysis | None:
        """The last check; it may be older than the text."""
        return self._analysis

    @property
    def has_report(self) -> bool:
        """Whether a report is open."""
        return self._pages.currentWidget() is self._workspace

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
        self._toolbar.hide()
        self.status.hide()
        self.update_title()
        self._update_actions()
        self.start_page.open_card.setFocus()

    def take(self, file: ReportFile) -> None:
        """Show this report from now on."""
        self._file = file
        self._ignored = Ignored()
        self._analysis = None
        self._checked_at = None
        self._saved_note = ""
        if file.path is not None:
            self.recent_files.opened(file.path)
        self.editor.set_lines(file.lines)
        self.findings.clear("正在检查…" if file.lines else "还没有内容。写下或粘贴报告后自动检查。")
        self.outline.show_rows((), 0)
        self.notice.tell(*file.notices)
        self._pages.setCurrentWidget(self._workspace)
        self._toolbar.show()
        self.status.show()
        self._tabs.setCurrentIndex(0)
        self.editor.document().modificationChanged.connect(self.update_title)
        self.editor.document().undoAvailable.connect(self.undo_action.setEnabled)
        self.editor.document().redoAvailable.connect(self.redo_action.setEnabled)
        self.undo_action.setEnabled(False)
        self.redo_action.setEnabled(False)
        self.update_title()
        self._update_actions()
        self.editor.setFocus()
        self.live.watch(self.editor.document(), file.origin)

    def take_opened(self, opened: Opened, *, is_sample: bool = False) -> None:
        """Show a report that was read already."""
        self.take(ReportFile(opened, is_sample=is_sample))

    def was_saved(self, file: ReportFile, revision: int) -> None:
        """The report now stands in this file; revision: of the text that was written."""
        self._file = file
        if self.editor.document().revision() == revision:
            self.editor.document().setModified(False)
        self._saved_note = "已保存"
        if file.path is not None:
            self.recent_files.opened(file.path)
            self._note_result()
        self.notice.tell(*file.notices)
        self.update_title()
        self._show_fresh()

    # findings

    @Slot()
    def check_now(self) -> None:
        """F7."""
        if self.has_report:
            self.live.check_now()

    @Slot()
    def fix_all(self) -> None:
        """Apply every certain fix as one undo step."""
        self._apply(self._services.certain_edits(self._shown_findings()))

    @Slot()
    def fix_one(self) -> None:
        """Alt+Enter: the finding at the caret, else the chosen one."""
        finding = self.editor.finding_at_caret() or self.findings.current
        if finding is not None and finding.fixes:
            self.apply_fix(finding, finding.fixes[0])

    @Slot(object, object)
    def apply_fix(self, finding: Finding, fix: Fix) -> None:
        """Apply one fix."""
        self._apply(fix.edits)

    @Slot(object)
    def go_to(self, finding: Finding) -> None:
        """Show a finding in the text."""
        self._tabs.setCurrentIndex(0)
        self.findings.choose(finding)
        self.editor.choose(finding)
        self.editor.go_to(finding.span)

    @Slot(object)
    def go_to_span(self, span: Span) -> None:
        """Show a place of the text."""
        self._tabs.setCurrentIndex(0)
        self.editor.go_to(span)

    @Slot(int)
    def go_to_line(self, line: int) -> None:
        """Show a paragraph."""
        self._tabs.setCurrentIndex(0)
        self.editor.go_to_line(line)

    def show_view(self, number: int) -> None:
        """Show 报告 (0), 台账 (1) or 对账 (2)."""
        self._tabs.setCurrentIndex(number)

    @Slot(object)
    def ignore(self, finding: Finding) -> None:
        """Do not show a finding any more while this file is open."""
        if self._analysis is not None:
            self._ignored.add(finding, self._analysis.lines)
            self._show_findings()

    @Slot()
    def restore_ignored(self) -> None:
        """Show all findings again."""
        self._ignored.clear()
        self._show_findings()

    # Qt

    def closeEvent(self, event: QCloseEvent) -> None:
        """Ask about unsaved changes; leave nothing running."""
        if self.has_report and self.editor.document().isModified():
            event.ignore()
            # Qt takes no close() from within a closing
            self.saving.when_safe(lambda: QTimer.singleShot(0, self._close_now))
            return
        self.live.close()
        self.jobs.close()
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

    # building

    def _build(self) -> None:
        look, icons = self._look, self._icons
        self.setAcceptDrops(True)
        self.setMinimumSize(900, 560)
        room = self.screen().availableGeometry()
        self.resize(min(1440, room.width()), min(900, room.height()))
        self.start_page = StartPage(look)
        self.editor = Editor(look)
        self.outline = OutlinePanel(look)
        self.findings = FindingPanel(look, self._services.check_of)
        self.ledger = LedgerPanel(look)
        self.reckon = ReckonPanel(look)
        self.notice = NoticeBar(look, icons)
        self.status = StatusLine(look)
        self._tabs = QTabBar()
        self._tabs.setAccessibleName("视图")
        self._tabs.setDrawBase(False)
        self._tabs.setExpanding(False)
        self._tabs.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._views = QStackedWidget()
        for name, view in (("报告", self.editor), ("台账", self.ledger), ("对账", self.reckon)):
            self._tabs.addTab(name)
            self._views.addWidget(view)
        middle = QWidget()
        column = QVBoxLayout(middle)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        bar = TabStrip(self._tabs, look)
        column.addWidget(bar)
        column.addWidget(self.notice)
        column.addWidget(self._views, 1)
        self._split = QSplitter(Qt.Orientation.Horizontal)
        self._split.setHandleWidth(1)
        self._split.setChildrenCollapsible(False)
        for widget, least in ((self.outline, 180), (middle, 380), (self.findings, 260)):
            widget.setMinimumWidth(least)
            self._split.addWidget(widget)
        self._split.setStretchFactor(1, 1)
        self._split.setSizes([252, 848, 340])
        self._workspace = self._split
        self._pages = QStackedWidget()
        self._pages.addWidget(self.start_page)
        self._pages.addWidget(self._workspace)
        self.setCentralWidget(self._pages)
        self.setStatusBar(self.status)
        self._build_toolbar()

    def _build_toolbar(self) -> None:
        self._toolbar = QToolBar("工具栏")
        self._toolbar.setObjectName("toolbar")
        self._toolbar.setMovable(False)
        self._toolbar.setContextMenuPolicy(Qt.ContextMenuPolicy.PreventContextMenu)
        self._toolbar.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self._toolbar.setIconSize(QSize(18, 18))
        self._toolbar.setFixedHeight(48)
        self.addToolBar(self._toolbar)
        keys = QKeySequence.StandardKey
        self.new_action = self._action("新建", "new", self.new_report, keys.New)
        self.open_action = self._action("打开", "open", self.ask_open, keys.Open)
        self.save_action = self._action("保存", "save", None, keys.Save)
        self._toolbar.addSeparator()
        self.undo_action = self._action("撤销", "undo", self.editor.undo, keys.Undo, icon_only=True)
        self.redo_action = self._action("重做", "redo", self.editor.redo, keys.Redo, icon_only=True)
        self.redo_action.setShortcuts([QKeySequence("Ctrl+Y"), QKeySequence("Ctrl+Shift+Z")])
        self._toolbar.addSeparator()
        self.check_action = self._action("检查 F7", "check", self.check_now, QKeySequence("F7"))
        button = self._toolbar.widgetForAction(self.check_action)
        button.setObjectName("primary")
        self.fix_all_action = self._action("全部修正", "fix", self.fix_all)
        self.fix_all_action.setToolTip("把有把握的修正一次改好，可以一步撤销")
        self._toolbar.addSeparator()
        self.export_menu = QMenu(self)
        self.excel_action = self.export_menu.addAction("台账 Excel…")
        self.word_action = self.export_menu.addAction("台账 Word…")
        self.annotate_action = self.export_menu.addAction("批注版 Word…")
        self.export_menu.addSeparator()
        self.save_as_action = self.export_menu.addAction("另存为…")
        self.save_as_action.setShortcut(QKeySequence("Ctrl+Shift+S"))
        self.addAction(self.save_as_action)
        self.export_button = QToolButton()
        self.export_button.setText("导出 ▾")
        self.export_button.setAccessibleName("导出")
        self.export_button.setMenu(self.export_menu)
        self.export_button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.export_button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.export_button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._toolbar.addWidget(self.export_button)
        spacer = QWidget()
        spacer.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self._toolbar.addWidget(spacer)
        for text, key, slot in (
            ("下一处问题", "F8", self._next),
            ("上一处问题", "Shift+F8", self._previous),
            ("修正这一处", "Alt+Return", self.fix_one),
        ):
            action = QAction(text, self)
            action.setShortcut(QKeySequence(key))
            action.triggered.connect(slot)
            self.addAction(action)
        for number in range(3):
            action = QAction(self._tabs.tabText(number), self)
            action.setShortcut(QKeySequence(f"Ctrl+{number + 1}"))
            action.setData(number)
            action.triggered.connect(self._show_tab)
            self.addAction(action)
        self._restyle()

    def _action(
        self,
        text: str,
        icon: str,
        slot: Callable[[], None] | None,
        key: QKeySequence.StandardKey | QKeySequence | None = None,
        *,
        icon_only: bool = False,
    ) -> QAction:
        action = QAction(text, self)
        action.setData(icon)
        if key is not None:
            action.setShortcut(QKeySequence(key))
            name = text.removesuffix(" F7")
            action.setToolTip(f"{name}（{action.shortcut().toString()}）")
        if slot is not None:
            action.triggered.connect(slot)
        self._toolbar.addAction(action)
        button = self._toolbar.widgetForAction(action)
        if isinstance(button, QToolButton):
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            button.setAccessibleName(text)
            if icon_only:
                button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonIconOnly)
        return action

    def _connect(self) -> None:
        page = self.start_page
        page.open_asked.connect(self.ask_open)
        page.new_asked.connect(self.new_report)
        page.sample_asked.connect(self.open_sample)
        page.recent_asked.connect(self.open_recent)
        self.save_action.triggered.connect(self.saving.save)
        self.save_as_action.triggered.connect(self.saving.save_as)
        self.excel_action.triggered.connect(self.exporting.excel)
        self.word_action.triggered.connect(self.exporting.word)
        self.annotate_action.triggered.connect(self.exporting.annotated)
        self.ledger.export_asked.connect(self.exporting.excel)
        self.editor.edited.connect(self.live.text_changed)
        self.editor.edited.connect(self._text_edited)
        self.editor.caret_moved.connect(self.outline.follow_caret)
        self.editor.mark_clicked.connect(self._mark_clicked)
        self.live.checked.connect(self._checked)
        self.live.failed.connect(self._check_failed)
        self.live.began.connect(self._show_fresh)
        self.outline.jumped.connect(self.go_to_line)
        self.findings.chosen.connect(self.editor.choose)
        self.findings.asked.connect(self.go_to)
        self.findings.fix_asked.connect(self.apply_fix)
        self.findings.related_asked.connect(self.go_to_span)
        self.findings.ignore_asked.connect(self.ignore)
        self.findings.restore_asked.connect(self.restore_ignored)
        self.ledger.jumped.connect(self.go_to_line)
        self.reckon.jumped.connect(self.go_to_span)
        self.reckon.fix_asked.connect(self._apply_claim_fix)
        self._tabs.currentChanged.connect(self._tab_changed)
        self.jobs.started.connect(self._job_started)
        self.jobs.finished.connect(self._job_finished)
        self.status.cancel_asked.connect(self.jobs.cancel)
        self._job_timer.timeout.connect(self._show_job)
        self._fresh_timer.timeout.connect(self._show_fresh)
        self._fresh_timer.start()
        self._look.changed.connect(self._restyle)

    # inside

    def _read(self, path: Path, *, is_sample: bool) -> None:
        read = self._services.read

        def done(opened: Opened) -> None:
            self.take_opened(opened, is_sample=is_sample)

        def failed(message: str) -> None:
            dialogs.show_error(self, f"打不开“{path.name}”。\n{message}")

        self.jobs.run(f"正在打开 {path.name}", lambda token: read(path), done, failed)

    def _apply(self, edits: tuple[Edit, ...]) -> None:
        if not edits:
            return
        if self.editor.apply_edits(edits):
            self.live.check_now()
        else:
            self.status.show_fresh("文字刚改过，检查完再修正")
            self.live.check_now()

    def _shown_findings(self) -> tuple[Finding, ...]:
        if self._analysis is None:
            return ()
        return self._ignored.split(self._analysis.findings, self._analysis.lines)[0]

    def _show_findings(self) -> None:
        analysis = self._analysis
        if analysis is None:
            return
        shown, ignored = self._ignored.split(analysis.findings, analysis.lines)
        if self.live.up_to_date:
            self.editor.show_findings(analysis.lines, shown)
        else:
            kept = set(shown)
            self.editor.marks.remove(lambda finding: finding not in kept)
            self.editor.viewport().update()
        if not any(line.strip() for line in analysis.lines):
            self.findings.show_message("还没有内容。写下或粘贴报告后自动检查。")
        else:
            self.findings.show_findings(shown, analysis.lines, ignored)
        self.reckon.show_rows(claim_rows(analysis.report, shown))
        certain = sum(any(fix.certain for fix in finding.fixes) for finding in shown)
        self.fix_all_action.setText(f"全部修正 {certain}" if certain else "全部修正")
        self.fix_all_action.setEnabled(certain > 0)

    @Slot(object)
    def _checked(self, analysis: Analysis) -> None:
        self._analysis = analysis
        self._checked_at = time.monotonic()
        self.editor.set_styles(styles_of(analysis.report))
        self._show_findings()
        self.outline.show_rows(outline_rows(analysis.report), len(analysis.report.problems))
        self.outline.follow_caret(self.editor.textCursor().blockNumber() + 1)
        self.ledger.show_ledger(analysis.ledger)
        self.status.show_words(analysis.words)
        self.status.show_report(analysis.report)
        self._note_result()
        self._show_fresh()
        self._update_actions()

    def _note_result(self) -> None:
        if self._file.path is not None and self._analysis is not None:
            counts = count_findings(self._analysis.findings)
            self.recent_files.checked(self._file.path, counts.errors, counts.warnings)

    @Slot(str)
    def _check_failed(self, details: str) -> None:
        self.status.show_fresh("检查没有完成")
        self.findings.show_message("检查没有完成，可以继续编辑和保存。改动文字或按 F7 会再检查一次。")
        dialogs.show_crash(self, details)

    @Slot()
    def _text_edited(self) -> None:
        self._saved_note = ""
        self._show_fresh()

    @Slot(object)
    def _mark_clicked(self, finding: Finding) -> None:
        self.findings.choose(finding)

    @Slot(object)
    def _apply_claim_fix(self, fix: Fix) -> None:
        self._apply(fix.edits)

    @Slot()
    def _next(self) -> None:
        if self.has_report:
            self.findings.step(Step.NEXT)

    @Slot()
    def _previous(self) -> None:
        if self.has_report:
            self.findings.step(Step.PREVIOUS)

    @Slot()
    def _show_tab(self) -> None:
        action = self.sender()
        if self.has_report and isinstance(action, QAction):
            self._tabs.setCurrentIndex(int(action.data()))

    @Slot(int)
    def _tab_changed(self, number: int) -> None:
        self._views.setCurrentIndex(number)
        if not self._tabs.hasFocus():
            self._views.currentWidget().setFocus()
        # the tables need the width, and their rows are no places of the text
        self.findings.setVisible(number == 0)

    def _update_actions(self) -> None:
        has_report = self.has_report
        for action in (self.save_action, self.save_as_action, self.check_action, self.annotate_action):
            action.setEnabled(has_report)
        rows = bool(self._analysis and self._analysis.ledger.rows)
        for action in (self.excel_action, self.word_action):
            action.setEnabled(has_report and rows)
            action.setToolTip("" if rows else "报告里还没有读出逐条的问题")
        if self._analysis is None:
            self.fix_all_action.setEnabled(False)
            self.fix_all_action.setText("全部修正")

    @Slot()
    def _show_fresh(self) -> None:
        checked = ""
        if not self.live_ready or not self.live.up_to_date:
            checked = "正在检查…"
        elif self._checked_at is not None:
            minutes = int((time.monotonic() - self._checked_at) // 60)
            checked = "刚刚检查" if minutes < 1 else f"{minutes} 分钟前检查"
            if self._analysis is not None and self._analysis.broken_checks:
                checked += f"（{len(self._analysis.broken_checks)} 项检查没有完成）"
        modified = self.editor.document().isModified()
        self.status.show_fresh(checked, "有修改未保存" if modified else self._saved_note)

    @property
    def live_ready(self) -> bool:
        """Whether the live check exists; the window shows its first texts before."""
        return hasattr(self, "live")

    @Slot(str)
    def _job_started(self, title: str) -> None:
        self._job_title = title
        self._job_timer.start()

    @Slot()
    def _show_job(self) -> None:
        self.status.show()
        self.status.show_job(self._job_title)

    @Slot()
    def _job_finished(self) -> None:
        self._job_timer.stop()
        self.status.show_job("")
        if not self.has_report:
            self.status.hide()

    @Slot()
    def _open_dropped(self) -> None:
        self.open_path(self._dropped)

    @Slot()
    def _close_now(self) -> None:
        self.editor.document().setModified(False)
        self.close()

    @Slot()
    def _restyle(self) -> None:
        text = self._look.color("text")
        for action in self._toolbar.actions():
            name = action.data()
            if isinstance(name, str):
                color = self._look.on_accent if action is self.check_action else text
                action.setIcon(self._icons.icon(name, color))
        self.export_button.setIcon(self._icons.icon("export", text))
        if self._analysis is not None:
            self.status.show_report(self._analysis.report)
            self.status.show_words(self._analysis.words)
            self._show_fresh()


class TabStrip(QWidget):
    """The tabs on the background colour, with a line below."""

    def __init__(self, tabs: QTabBar, look: Look) -> None:
        super().__init__()
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 0, 12, 0)
        column.addWidget(tabs, 0, Qt.AlignmentFlag.AlignBottom)
        self.setFixedHeight(40)
