"""What the check finds, handed to the panels; fixes and what is ignored."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Sequence
from functools import partial

from PySide6.QtCore import QObject, QTimer, Signal, Slot
from PySide6.QtWidgets import QMenu

from desktop.app.analysis import Analyser, Analysis
from desktop.app.editor_text import from_editor
from desktop.app.live_check import LiveCheck
from desktop.app.memory import ReportMemory
from desktop.app.outline_model import outline_rows
from desktop.app.readings import Corrections, corrected_lines
from desktop.app.report_file import ReportFile
from desktop.app.summary import Counts, count_findings
from desktop.checks.base import Finding, Fix
from desktop.checks.suppression import Ignored
from desktop.documents.errors import DocumentError
from desktop.panels.paper import styles_of
from desktop.report.corrections import Correction
from desktop.report.model import Kind
from desktop.text.document import Document
from desktop.text.edits import Edit
from desktop.windows.reading_by_hand import ReadingByHand
from desktop.windows.workspace import Workspace

_EMPTY = "还没有内容。写下或粘贴报告后自动检查。"
_JOINED = (
    "这份文字的行是按页宽断开的（多半是从 PDF 复制来的），检查时已经把断开的行接起来读，正文没有改动。"
    "合并成完整的段落后更便于修改，可以一步撤销。"
)
_LONG_REPORT = 400  # paragraphs
_STYLED_AT_ONCE = 30
_BREATH_MS = 1
_SHOWN = object()
_FAILED = "检查没有完成，可以继续编辑和保存。改动文字或按 F7 会再检查一次。"


class Checking(QObject):
    """The check of the open report.

    shown(Analysis): the panels show a new check. listed(): so many findings are
    shown now, after a check or because some are ignored. fixable(int): how many
    findings 全部修正 mends. stale(): a fix was refused, because its words
    changed since the check. failed(str): the check broke. not_kept(str): what
    the clerk said holds for now, but could not be written down; why.
    """

    shown = Signal(object)
    listed = Signal()
    fixable = Signal(int)
    stale = Signal()
    failed = Signal(str)
    not_kept = Signal(str)

    def __init__(
        self,
        workspace: Workspace,
        analyser: Analyser,
        certain_edits: Callable[..., tuple[Edit, ...]],
        memory: ReportMemory,
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self._certain_edits = certain_edits
        self.memory = memory
        self._join_offered = False
        self._checked_at: float | None = None
        self._parts: Iterator[None] = iter(())
        self._breath = QTimer(self)
        self._breath.setInterval(_BREATH_MS)
        self._breath.timeout.connect(self._show_part)
        self.analysis: Analysis | None = None
        self.live = LiveCheck(analyser, workspace.editor.composing, self, self._corrections)
        self.by_hand = ReadingByHand(workspace, memory, self._kind, self.corrected, self)
        self.by_hand.changed.connect(self.live.check_now)
        self.by_hand.not_kept.connect(self.not_kept)
        self.live.checked.connect(self._checked)
        self.live.failed.connect(self._failed)
        workspace.editor.edited.connect(self.live.text_changed)
        workspace.editor.mark_clicked.connect(workspace.findings.choose)
        workspace.findings.chosen.connect(workspace.editor.choose)
        workspace.findings.asking.fix_asked.connect(self.fix)
        workspace.findings.asking.ignore_asked.connect(self.ignore)
        workspace.editor.menu_opening.connect(self._add_to_page_menu)
        workspace.joined.acted.connect(self.join_lines)

    def watch(self, file: ReportFile) -> None:
        """Check the report that the editor shows from now on."""
        fingerprint = file.opened.fingerprint if file.opened is not None else None
        self.memory.open(file.path, fingerprint.sha256 if fingerprint is not None else "")
        self._join_offered = False
        self._workspace.joined.hide()
        self.analysis = None
        self._breath.stop()
        self._checked_at = None
        self._workspace.findings.clear("正在检查…" if file.lines else _EMPTY)
        self._workspace.outline.show_rows((), 0)
        self.fixable.emit(0)
        self.live.watch(self._workspace.editor.document(), file.origin)

    def counts(self) -> Counts | None:
        """What the last check found, without what is ignored."""
        return None if self.analysis is None else count_findings(self.shown_findings())

    def freshness(self) -> str:
        """刚刚检查, 3 分钟前检查, 正在检查…"""
        if not self.live.up_to_date or self.showing:
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
        self.apply(self._certain_edits(self.shown_findings()))

    @Slot()
    def fix_here(self) -> None:
        """The finding at the caret, else the chosen one."""
        finding = self._workspace.editor.finding_at_caret() or self._workspace.findings.current
        if finding is not None and finding.fixes:
            self.fix(finding, finding.fixes[0])

    @Slot(object, object)
    def fix(self, finding: Finding, fix: Fix, *_: object) -> None:
        """Apply one fix of a finding."""
        self.apply(fix.edits)

    @Slot(object, bool)
    def ignore(self, finding: Finding, always: bool = False) -> None:
        """Do not show a finding any more while this file is open, or ever again."""
        if self.analysis is not None:
            document = self.analysis.report.document
            self._remember(lambda: self.memory.ignore(finding, document, always=always))
            self._show_findings()

    @Slot(object)
    def bring_back(self, items: list[Ignored]) -> None:
        """Show what these hide again."""
        self._remember(lambda: self.memory.bring_back(items))
        self._show_findings()

    def ignored(self) -> tuple[tuple[Ignored, Finding | None], ...]:
        """All that is ignored, each with the finding it hides now."""
        analysis = self.analysis
        if analysis is None:
            return ()
        return self.memory.suppression.listed(analysis.findings, analysis.report.document)

    def was_saved(self, file: ReportFile) -> None:
        """The report now stands in this file."""
        self.live.follow(file.origin)
        if file.path is not None and file.opened is not None:
            path, sha256 = file.path, file.opened.fingerprint.sha256
            self._remember(lambda: self.memory.saved(path, sha256))

    @Slot()
    def join_lines(self) -> None:
        """Put whole paragraphs in the place of lines broken by a page width, as one undo step."""
        from desktop.report.unwrapping import unwrap  # reading is loaded with the checks, after the first paint

        editor = self._workspace.editor
        whole = unwrap(Document.from_lines(editor.lines()))
        self._workspace.joined.hide()
        if whole is None:
            return
        caret = editor.textCursor().blockNumber() + 1
        numbers = range(1, len(whole.document.lines) + 1)
        editor.replace_lines(whole.document.lines, max((n for n in numbers if whole.line(n) <= caret), default=1))
        self.live.check_now()

    def corrections_of(self, lines: Sequence[str]) -> Corrections:
        """The corrections by hand, held to the words of the text as it is now."""
        self._remember(lambda: self.memory.corrections_of(Document.from_lines(lines)))
        return self.memory.corrections

    def corrected(self) -> dict[int, Correction]:
        """The corrections by hand that hold, by line of the text as it is now."""
        if not self.memory.corrections:
            return {}
        return corrected_lines(Document.from_lines(self._workspace.editor.lines()), self.memory.corrections)

    def close(self) -> None:
        """Stop checking."""
        self._breath.stop()
        self.live.close()

    def apply(self, edits: tuple[Edit, ...]) -> None:
        """Make edits of the last checked text as one undo step; stale() where its words changed since."""
        if not edits:
            return
        done = self._workspace.editor.apply_edits(edits)
        self.live.check_now()
        if not done:
            self.stale.emit()

    def shown_findings(self) -> tuple[Finding, ...]:
        """What the last check found, without what is ignored."""
        if self.analysis is None:
            return ()
        return self.memory.suppression.split(self.analysis.findings, self.analysis.report.document)[0]

    def _kind(self) -> Kind:
        return Kind.OTHER if self.analysis is None else self.analysis.report.kind

    def _corrections(self, raw: str) -> Corrections:
        return self.corrections_of(from_editor(raw)) if self.memory.corrections else ()

    def _remember(self, work: Callable[[], object]) -> None:
        try:
            work()
        except DocumentError as error:
            self.not_kept.emit(str(error))

    def _show_findings(self) -> None:
        for _ in self._finding_parts():
            pass

    def _finding_parts(self) -> Iterator[None]:
        """Show the findings, with a breath between the page, the list and those who follow it."""
        analysis, workspace = self.analysis, self._workspace
        if analysis is None:
            return
        shown, _ = self.memory.suppression.split(analysis.findings, analysis.report.document)
        off = len(analysis.settings.off)
        if self.live.up_to_date:
            workspace.editor.show_findings(analysis.lines, shown)
        else:
            kept = set(shown)
            workspace.editor.marks.remove(lambda finding: finding not in kept)
            workspace.editor.viewport().update()
        yield
        if any(line.strip() for line in analysis.lines):
            workspace.findings.show_findings(shown, analysis.lines, len(self.ignored()), off)
        else:
            workspace.findings.show_message(_EMPTY)
        yield
        self.fixable.emit(sum(any(fix.certain for fix in finding.fixes) for finding in shown))
        yield
        self.listed.emit()

    @Slot(object)
    def _checked(self, analysis: Analysis) -> None:
        self.analysis = analysis
        self._checked_at = time.monotonic()
        self._parts = self._show(analysis)
        if len(analysis.lines) > _LONG_REPORT:
            self._breath.start()
        else:
            for _ in self._parts:
                pass

    @property
    def showing(self) -> bool:
        """Whether the panels are still taking up the last check of a long report."""
        return self._breath.isActive()

    @Slot()
    def _show_part(self) -> None:
        if next(self._parts, _SHOWN) is _SHOWN:
            self._breath.stop()

    def _show(self, analysis: Analysis) -> Iterator[None]:
        """Hand a check to the panels, part by part: of a long report all at once would hold up typing."""
        workspace = self._workspace
        styles = styles_of(analysis.report)
        yield
        # where the text has changed since, its next check sets it
        while self.live.up_to_date and not workspace.editor.set_styles(styles, _STYLED_AT_ONCE):
            yield
        yield
        yield from self._finding_parts()
        yield
        rows = outline_rows(analysis.report, analysis.corrected, analysis.settings.unit.sections)
        yield
        workspace.outline.show_rows(rows, len(analysis.report.problems), len(analysis.corrected))
        yield
        workspace.outline.follow_caret(workspace.editor.textCursor().blockNumber() + 1)
        yield
        workspace.ledger.show_ledger(analysis.ledger)
        yield
        if not analysis.joined:
            workspace.joined.hide()
        elif not self._join_offered:
            self._join_offered = True
            workspace.joined.tell(_JOINED)
        self.shown.emit(analysis)

    @Slot(str)
    def _failed(self, details: str) -> None:
        self._workspace.findings.show_message(_FAILED)
        self.failed.emit(details)

    @Slot(object, object)
    def _add_to_page_menu(self, menu: QMenu, finding: Finding | None) -> None:
        """The fixes of the finding at the place, and the ways to ignore it, above all else."""
        if finding is None:
            return
        before = next(iter(menu.actions()), None)
        own = QMenu(menu)
        for fix in finding.fixes:
            own.addAction(fix.label).triggered.connect(partial(self.fix, finding, fix))
        quiet = own.addMenu("忽略")
        self._workspace.findings.asking.add_ignore_actions(quiet, finding)
        own.addSeparator()
        menu.insertActions(before, own.actions())  # type: ignore[arg-type]
