"""The main window: puts the panels together and passes between them what was asked for."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import QObject, QTimer, Signal, Slot
from PySide6.QtGui import QCloseEvent, QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QMainWindow

from desktop.app.icons import Icons
from desktop.app.jobs import Jobs
from desktop.app.look import Look
from desktop.panels.start_page import StartPage
from desktop.windows.open_windows import OpenWindows
from desktop.windows.pages import Pages

if TYPE_CHECKING:
    from desktop.app.analysis import Analysis
    from desktop.app.report_file import ReportFile
    from desktop.app.services import Services
    from desktop.checks.base import Finding
    from desktop.documents.opened import Opened
    from desktop.panels.editor import Editor
    from desktop.panels.finding_panel import FindingPanel
    from desktop.panels.status_line import StatusLine
    from desktop.text.spans import Span
    from desktop.windows.checking import Checking
    from desktop.windows.exporting import Exporting
    from desktop.windows.menus import Menus
    from desktop.windows.opening import Opening
    from desktop.windows.progress import Progress
    from desktop.windows.recovery_work import RecoveryWork
    from desktop.windows.saving import Saving
    from desktop.windows.side_windows import SideWindows
    from desktop.windows.standing import Standing
    from desktop.windows.toolbar import Toolbar
    from desktop.windows.workspace import Workspace

Then = Callable[[], object]
Guard = Callable[[Then], object]
Kind = TypeVar("Kind")
REPORT = 0
_ALL = object()
_TITLE_BAR = 40


class MainWindow(QMainWindow):
    """One report at a time; the start page while there is none.

    taken(ReportFile): another report is shown. written(ReportFile): the report
    was saved. closing(): the window goes; nothing may be left running.
    new_asked(): a report is to be begun. guards:
    each asks about one kind of unsaved work and goes on when it may be given up.

    The start page comes first. All else is furnished piece by piece after it was
    painted, or at once when it is first asked for: it takes most of a second.
    """

    workspace: Workspace
    editor: Editor
    findings: FindingPanel
    menus: Menus
    toolbar: Toolbar
    status: StatusLine
    checking: Checking
    saving: Saving
    opening: Opening
    exporting: Exporting
    side: SideWindows
    standing: Standing
    recovery: RecoveryWork
    progress: Progress
    guards: list[Guard]
    features: tuple[QObject, ...]

    taken = Signal(object)
    written = Signal(object)
    closing = Signal()
    new_asked = Signal()

    def __init__(self, services: Services, look: Look, icons: Icons, others: OpenWindows | None = None) -> None:
        """others: the windows of the program, which this one joins; without them it is the first."""
        super().__init__()
        self.setObjectName("main_window")
        self.services = services
        self.look, self.icons = look, icons
        self._file: ReportFile | None = None
        self._leaving = False
        self.furnished = False
        self._furniture: Iterator[None] | None = None
        self._at_step = False
        self._when_furnished: list[Callable[[], object]] = []
        self.others = others or OpenWindows(services, look, icons, self)
        self.recent_files = self.others.recent_files
        self.start_page = StartPage(look)
        self.jobs = Jobs(self)
        self.pages = Pages(self.start_page)
        self.setCentralWidget(self.pages)
        self.setAcceptDrops(True)
        self.setMinimumSize(860, 520)
        room = self.screen().availableGeometry()
        self.resize(min(1440, room.width()), min(900, room.height() - _TITLE_BAR))
        page = self.start_page
        # these are looked up when asked for, because that makes them
        page.open_asked.connect(lambda: self.opening.ask_open())  # noqa: PLW0108
        page.new_asked.connect(self.ask_new)
        page.sample_asked.connect(lambda: self.opening.open_sample())  # noqa: PLW0108
        page.recent_asked.connect(lambda path: self.opening.open_recent(path))  # noqa: PLW0108
        page.help_asked.connect(lambda: self.side.show_help())  # noqa: PLW0108
        self.show_start()
        self.others.add(self)

    def furnish(self) -> None:
        """Make all that a report needs, or what is still missing of it."""
        while not self.furnish_step():
            pass

    def furnish_step(self) -> bool:
        """Make one piece more of what a report needs; whether all is there."""
        if self.furnished:
            return True
        if self._furniture is None:
            from desktop.windows.furniture import furniture

            self._furniture = furniture(self)
        self._at_step = True
        try:
            self.furnished = next(self._furniture, _ALL) is _ALL
        finally:
            self._at_step = False
        if self.furnished:
            self.show_start()
            for then in self._when_furnished:
                then()
            self._when_furnished.clear()
        return self.furnished

    def when_furnished(self, then: Callable[[], object]) -> None:
        """Do something that needs the furniture, as soon as it is there; it is not made for this."""
        if self.furnished:
            then()
        else:
            self._when_furnished.append(then)

    def __getattr__(self, name: str) -> object:
        state = self.__dict__
        if name in _FURNITURE and not state.get("furnished", True) and not state.get("_at_step", True):
            self.furnish()
            return getattr(self, name)
        raise AttributeError(name)

    # what the parts of this window share

    @property
    def file(self) -> ReportFile:
        """The open report's file."""
        if self._file is None:
            from desktop.app.report_file import ReportFile

            self._file = ReportFile()
        return self._file

    @property
    def analysis(self) -> Analysis | None:
        """The last check; it may be older than the text."""
        return self.checking.analysis if self.furnished else None

    def feature(self, kind: type[Kind]) -> Kind:
        """The function of this class. Raises LookupError where there is none."""
        for feature in self.features:
            if isinstance(feature, kind):
                return feature
        raise LookupError(kind.__name__)

    @property
    def is_checked(self) -> bool:
        """Whether what is shown is the check of the text as it is."""
        return self.furnished and self.checking.live.up_to_date and self.analysis is not None

    @property
    def has_report(self) -> bool:
        """Whether a report is open."""
        return self.pages.at_work

    # opening

    def open_path(self, path: Path, *, is_sample: bool = False) -> None:
        """Open a file, after the question about unsaved changes."""
        self.opening.open_path(path, is_sample=is_sample)

    @Slot()
    def new_report(self) -> None:
        """An empty report, after the question about unsaved changes."""
        from desktop.app.report_file import ReportFile

        self.when_safe(lambda: self.take(ReportFile()))

    @Slot()
    def ask_new(self) -> None:
        """Ask which report to begin."""
        self.furnish()
        self.new_asked.emit()

    def when_safe(self, then: Then) -> None:
        """Do something that gives the report up, after each of `guards` has asked what becomes of unsaved work."""
        for guard in reversed(self.guards):
            then = partial(guard, then)
        then()

    def show_start(self) -> None:
        """The start page."""
        self.start_page.show_recent(self.recent_files.items, datetime.now())
        self.pages.show_start()
        if self.furnished:
            self.toolbar.hide()
            self.menuBar().hide()
            self.status.hide()
            self.toolbar.show_fixes(0)
            self.menus.enable(report=False, rows=False)
        self.update_title()
        self.start_page.open_card.setFocus()

    def take(self, file: ReportFile) -> None:
        """Show this report from now on."""
        self.furnish()
        self._file = file
        self.standing.another()
        if file.path is not None:
            self.recent_files.opened(file.path)
        self.editor.set_lines(file.lines)
        document = self.editor.document()
        document.modificationChanged.connect(self.update_title)
        document.undoAvailable.connect(self.menus.refresh)
        document.redoAvailable.connect(self.menus.refresh)
        self.toolbar.show()
        self.menuBar().show()
        self.status.show()
        self.workspace.notice.tell(*file.notices)
        self.workspace.show_view(REPORT)
        self.pages.show_work()
        self.menus.enable(report=True, rows=False)
        self.update_title()
        self.editor.setFocus()
        self.checking.watch(file)
        self.taken.emit(file)

    def take_opened(self, opened: Opened, *, is_sample: bool = False) -> None:
        """Show a report that was read already."""
        from desktop.app.report_file import ReportFile

        self.take(ReportFile(opened, is_sample=is_sample))

    def was_saved(self, file: ReportFile, revision: int) -> None:
        """The report now stands in this file; revision: of the text that was written."""
        self._file = file
        if self.editor.document().revision() == revision:
            self.editor.document().setModified(False)
        self.standing.was_saved()
        self.checking.was_saved(file)
        if file.path is not None:
            self.recent_files.opened(file.path)
            self.standing.note_result()
        self.workspace.notice.tell(*file.notices)
        self.update_title()
        self.standing.show_fresh()
        self.written.emit(file)

    def rebase(self, file: ReportFile) -> None:
        """The same report with another Word file behind its text; its own file gets that when it is saved."""
        self._file = file
        self.checking.live.follow(file.origin)
        self.editor.document().setModified(True)
        self.update_title()

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
        if self.has_report and not self._leaving and not self._may_leave():
            event.ignore()
            return
        if self._furniture is not None:
            self.furnish()
        self.closing.emit()
        self.jobs.close()
        if self.furnished:
            self.checking.close()
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
            self.opening.drop(tuple(paths))

    @Slot()
    def update_title(self) -> None:
        """对账 — 整改报告.docx — 已修改."""
        if not self.has_report:
            self.setWindowTitle("对账")
            return
        modified = " — 已修改" if self.editor.document().isModified() else ""
        self.setWindowTitle(f"对账 — {self.file.name}{modified}")
        self.standing.show_fresh()

    # inside

    def _may_leave(self) -> bool:
        """Whether the guards let the window go at once; where they need time, it closes when they are done."""
        agreed, asking = False, True

        def then() -> None:
            nonlocal agreed
            agreed = True
            if not asking:
                self._leaving = True
                QTimer.singleShot(0, self.close)

        self.when_safe(then)
        asking = False
        return agreed


_FURNITURE = frozenset(name for name in MainWindow.__annotations__ if name.islower())
