"""What a window needs once there is a report: workspace, menus, functions. Importing this takes its time."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from desktop.app.memory import ReportMemory
from desktop.panels.editor import Editor
from desktop.panels.finding_panel import FindingPanel
from desktop.panels.ledger_panel import LedgerPanel
from desktop.panels.outline_panel import OutlinePanel
from desktop.panels.reckon_panel import ReckonPanel
from desktop.panels.status_line import StatusLine
from desktop.windows.basic_menus import fill_menus
from desktop.windows.checking import Checking
from desktop.windows.exporting import Exporting
from desktop.windows.features import add_features
from desktop.windows.menus import MenuName, Menus
from desktop.windows.opening import Opening
from desktop.windows.progress import Progress
from desktop.windows.recovery_work import RecoveryWork
from desktop.windows.saving import Saving
from desktop.windows.side_windows import SideWindows
from desktop.windows.standing import Standing
from desktop.windows.toolbar import Toolbar
from desktop.windows.workspace import Panels, Workspace

if TYPE_CHECKING:
    from desktop.windows.main_window import MainWindow


def furniture(window: MainWindow) -> Iterator[None]:
    """Make all of it and connect it, step by step; what uses the window finds what stands before it here.

    What would be seen beside the start page is hidden in the step that makes it.
    """
    services, look, icons = window.services, window.look, window.icons
    editor = Editor(look)
    yield
    findings = FindingPanel(look, services.check_of)
    outline = OutlinePanel(look)
    yield
    ledger = LedgerPanel(look)
    yield
    window.workspace = Workspace(look, icons, Panels(editor, outline, findings, ledger, ReckonPanel(look)))
    window.editor, window.findings = window.workspace.editor, window.workspace.findings
    yield
    window.menus = Menus(window.menuBar())
    window.menuBar().hide()
    window.toolbar = Toolbar(look, icons, window.menus.menu(MenuName.EXPORT), window)
    window.toolbar.hide()
    yield
    window.status = StatusLine(look)
    window.status.hide()
    memory = ReportMemory(services.side_data)
    window.checking = Checking(window.workspace, services.new_analyser(), services.certain_edits, memory, window)
    yield
    window.saving = Saving(window, window.jobs)
    window.opening = Opening(window, window.jobs, services)
    window.guards = [window.saving.when_safe]
    window.exporting = Exporting(window, window.jobs, services)
    window.side = SideWindows(window, services, look)
    window.progress = Progress(window.jobs, window.status, lambda: window.has_report, window)
    window.standing = Standing(window)
    yield
    window.pages.set_work(window.workspace)
    yield
    window.setStatusBar(window.status)
    window.addToolBar(window.toolbar)
    # Qt shows a tool bar that is added
    window.toolbar.hide()
    yield
    _connect(window)
    window.recovery = RecoveryWork(window)
    yield
    fill_menus(window)
    yield
    made: list[QObject] = []
    for feature in add_features(window):
        made.append(feature)
        yield
    window.features = tuple(made)


def _connect(window: MainWindow) -> None:
    bar, work, checking = window.toolbar, window.workspace, window.checking
    editor, findings, side = window.editor, window.findings, window.side
    bar.new.triggered.connect(window.ask_new)
    bar.open.triggered.connect(window.opening.ask_open)
    bar.save.triggered.connect(window.saving.save)
    bar.undo.triggered.connect(editor.undo)
    bar.redo.triggered.connect(editor.redo)
    bar.check.triggered.connect(checking.live.check_now)
    bar.fix_all.triggered.connect(checking.fix_all)
    editor.caret_moved.connect(work.outline.follow_caret)
    work.outline.jumped.connect(window.go_to_line)
    findings.asked.connect(window.go_to)
    findings.asking.related_asked.connect(window.go_to_span)
    findings.ignored_asked.connect(side.show_ignored)
    findings.asking.switch_off_asked.connect(side.switch_off)
    findings.settings_asked.connect(side.show_settings)
    findings.about_asked.connect(side.show_check)
    checking.not_kept.connect(side.tell_not_kept)
    bar.settings.triggered.connect(side.show_settings)
    bar.help.triggered.connect(side.show_help)
    work.ledger.jumped.connect(window.go_to_line)
