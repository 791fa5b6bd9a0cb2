"""Where a report is worked on: structure at the left, the views in the middle, findings at the right."""

from __future__ import annotations

from typing import NamedTuple

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QSplitter, QStackedWidget, QTabBar, QVBoxLayout, QWidget

from desktop.app.icons import Icons
from desktop.app.look import Look
from desktop.panels.editor import Editor
from desktop.panels.finding_panel import FindingPanel
from desktop.panels.ledger_panel import LedgerPanel
from desktop.panels.notice_bar import NoticeBar
from desktop.panels.outline_panel import OutlinePanel
from desktop.panels.reckon_panel import ReckonPanel
from desktop.panels.report_page import ReportPage

REPORT, LEDGER, NUMBERS = range(3)
_WIDTHS = (252, 848, 340)
_LEAST = (180, 380, 260)
_TABS_HEIGHT = 40


class Panels(NamedTuple):
    """What is put together in a workspace."""

    editor: Editor
    outline: OutlinePanel
    findings: FindingPanel
    ledger: LedgerPanel
    reckon: ReckonPanel


class Workspace(QSplitter):
    """The panels in their places."""

    def __init__(self, look: Look, icons: Icons, panels: Panels) -> None:
        super().__init__(Qt.Orientation.Horizontal)
        self.editor, self.outline, self.findings, self.ledger, self.reckon = panels
        self.notice = NoticeBar(look, icons)
        self.joined = NoticeBar(look, icons, "合并断行")
        self.revisions = NoticeBar(look, icons, "按原稿阅读")
        self._findings_wanted = True
        self.tabs = QTabBar()
        self.tabs.setAccessibleName("视图")
        self.tabs.setDrawBase(False)
        self.tabs.setExpanding(False)
        self.tabs.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._views = QStackedWidget()
        self.page = ReportPage(self.editor)
        self.add_view("报告", self.page)
        self.add_view("台账", self.ledger)
        self.add_view("对账", self.reckon)
        self._strip = QWidget()
        self._strip.setFixedHeight(_TABS_HEIGHT)
        row = QVBoxLayout(self._strip)
        row.setContentsMargins(12, 0, 12, 0)
        row.addWidget(self.tabs, 0, Qt.AlignmentFlag.AlignBottom)
        middle = QWidget()
        column = QVBoxLayout(middle)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._strip)
        column.addWidget(self.notice)
        column.addWidget(self.joined)
        column.addWidget(self.revisions)
        column.addWidget(self._views, 1)
        self.setHandleWidth(1)
        self.setChildrenCollapsible(False)
        for widget, least in zip((self.outline, middle, self.findings), _LEAST, strict=True):
            widget.setMinimumWidth(least)
            self.addWidget(widget)
        self.setStretchFactor(1, 1)
        self.setSizes(list(_WIDTHS))
        self.tabs.currentChanged.connect(self._tab_changed)

    def add_view(self, name: str, view: QWidget) -> int:
        """One more view behind a tab of its own; gives its number for show_view()."""
        self._views.addWidget(view)
        return self.tabs.addTab(name)

    @property
    def view_names(self) -> list[str]:
        """The views by number."""
        return [self.tabs.tabText(number) for number in range(self.tabs.count())]

    def show_view(self, number: int) -> None:
        """Show REPORT, LEDGER, NUMBERS or a view that was added."""
        self.tabs.setCurrentIndex(number)

    def show_panels(self, *, outline: bool, findings: bool, tabs: bool = True) -> None:
        """Which of the parts around the text are shown."""
        self._findings_wanted = findings
        self.outline.setVisible(outline)
        self.findings.setVisible(findings and self.tabs.currentIndex() == REPORT)
        self._strip.setVisible(tabs)

    @Slot(int)
    def _tab_changed(self, number: int) -> None:
        self._views.setCurrentIndex(number)
        if not self.tabs.hasFocus():
            self._views.currentWidget().setFocus()
        # the tables need the width, and their rows are no places of the text
        self.findings.setVisible(number == REPORT and self._findings_wanted)
