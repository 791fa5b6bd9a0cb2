"""What the check finds, handed to the panels; fixes and what is ignored."""

from __future__ import annotations

import time
from collections.abc import Callable

from PySide6.QtCore import QObject, Signal, Slot

from desktop.app.analysis import Analyser, Analysis
from desktop.app.claim_model import claim_rows
from desktop.app.ignored import Ignored
from desktop.app.live_check import LiveCheck
from desktop.app.outline_model import outline_rows
from desktop.app.report_file import ReportFile
from desktop.app.summary import Counts, count_findings
from desktop.checks.base import Finding, Fix
from desktop.panels.paper import styles_of
from desktop.text.edits import Edit
from desktop.windows.workspace import Workspace

_EMPTY = "还没有内容。写下或粘贴报告后自动检查。"
_FAILED = "检查没有完成，可以继续编辑和保存。改动文字或按 F7 会再检查一次。"


class Checking(QObject):
    """The check of the open report.

    shown(Analysis): the panels show a new check. fixable(int): how many
    findings 全部修正 mends. stale(): a fix was refused, because its words
    changed since the check. failed(str): the check broke.
    """

    shown = Signal(object)
    fixable = Signal(int)
    stale = Signal()
    failed = Signal(str)

    def __init__(
        self,
        workspace: Workspace,
        analyser: Analyser,
        certain_edits: Callable[..., tuple[Edit, ...]],
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self._certain_edits = certain_edits
        self._ignored = Ignored()
        self._checked_at: float | None = None
        self.analysis: Analysis | None = None
        self.live = LiveCheck(analyser, workspace.editor.composing, self)
        self.live.checked.connect(self._checked)
        self.live.failed.connect(self._failed)
        workspace.editor.edited.connect(self.live.text_changed)
        workspace.editor.mark_clicked.connect(workspace.findings.choose)
        workspace.findings.chosen.connect(workspace.editor.choose)
        workspace.findings.fix_asked.connect(self.fix)
        workspace.findings.ignore_asked.connect(self.ignore)
        workspace.findings.restore_asked.connect(self.restore_ignored)
        workspace.reckon.fix_asked.connect(self.fix_number)

    def watch(self, file: ReportFile) -> None:
        """Check the report that the editor shows from now on."""
        self._ignored = Ignored()
        self.analysis = None
        self._checked_at = None
        self._workspace.findings.clear("正在检查…" if file.lines else _EMPTY)
        self._workspace.outline.show_rows((), 0)
        self.fixable.emit(0)
        self.live.watch(self._workspace.editor.document(), file.origin)

    def counts(self) -> Counts | None:
        """What the last check found, ignored findings too."""
        return None if self.analysis is None else count_findings(self.analysis.findings)

    def freshness(self) -> str:
        """刚刚检查, 3 分钟前检查, 正在检查…"""
        if not self.live.up_to_date:
            return "正在检查…"
        if self._checked_at is None:
            return ""
        minutes = int((time.monotonic() - self._checked_at) // 60)
        said = "刚刚检查" if minutes < 1 else f"{minutes} 分钟前检查"
        if self.analysis is not None and self.analysis.broken_checks:
            said += f"（{len(self.analysis.broken_checks)} 项检查没有完成）"
        return said

    @Slot()
    def fix_all(self) -> None:
        """Apply every certain fix as one undo step."""
        self._apply(self._certain_edits(self._findings()))

    @Slot()
    def fix_here(self) -> None:
        """The finding at the caret, else the chosen one."""
        finding = self._workspace.editor.finding_at_caret() or self._workspace.findings.current
        if finding is not None and finding.fixes:
            self.fix(finding, finding.fixes[0])

    @Slot(object, object)
    def fix(self, finding: Finding, fix: Fix) -> None:
        """Apply one fix of a finding."""
        self._apply(fix.edits)

    @Slot(object)
    def fix_number(self, fix: Fix) -> None:
        """Apply the fix of a stated number."""
        self._apply(fix.edits)

    @Slot(object)
    def ignore(self, finding: Finding) -> None:
        """Do not show a finding any more while this file is open."""
        if self.analysis is not None:
            self._ignored.add(finding, self.analysis.lines)
            self._show_findings()

    @Slot()
    def restore_ignored(self) -> None:
        """Show all findings again."""
        self._ignored.clear()
        self._show_findings()

    def close(self) -> None:
        """Stop checking."""
        self.live.close()

    def _apply(self, edits: tuple[Edit, ...]) -> None:
        if not edits:
            return
        done = self._workspace.editor.apply_edits(edits)
        self.live.check_now()
        if not done:
            self.stale.emit()

    def _findings(self) -> tuple[Finding, ...]:
        if self.analysis is None:
            return ()
        return self._ignored.split(self.analysis.findings, self.analysis.lines)[0]

    def _show_findings(self) -> None:
        analysis, workspace = self.analysis, self._workspace
        if analysis is None:
            return
        shown, ignored = self._ignored.split(analysis.findings, analysis.lines)
        if self.live.up_to_date:
            workspace.editor.show_findings(analysis.lines, shown)
        else:
            kept = set(shown)
            workspace.editor.marks.remove(lambda finding: finding not in kept)
            workspace.editor.viewport().update()
        if any(line.strip() for line in analysis.lines):
            workspace.findings.show_findings(shown, analysis.lines, ignored)
        else:
            workspace.findings.show_message(_EMPTY)
        workspace.reckon.show_rows(claim_rows(analysis.report, shown))
        self.fixable.emit(sum(any(fix.certain for fix in finding.fixes) for finding in shown))

    @Slot(object)
    def _checked(self, analysis: Analysis) -> None:
        self.analysis = analysis
        self._checked_at = time.monotonic()
        workspace = self._workspace
        workspace.editor.set_styles(styles_of(analysis.report))
        self._show_findings()
        workspace.outline.show_rows(outline_rows(analysis.report), len(analysis.report.problems))
        workspace.outline.follow_caret(workspace.editor.textCursor().blockNumber() + 1)
        workspace.ledger.show_ledger(analysis.ledger)
        self.shown.emit(analysis)

    @Slot(str)
    def _failed(self, details: str) -> None:
        self._workspace.findings.show_message(_FAILED)
        self.failed.emit(details)
