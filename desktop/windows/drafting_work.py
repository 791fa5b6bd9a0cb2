"""Drafting in the window: a new report laid out, its places to fill gone through, missing parts inserted."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Slot
from PySide6.QtGui import QTextDocument

from desktop.app.analysis import Analysis
from desktop.app.editor_places import changes_of, range_of
from desktop.app.marks import Range
from desktop.app.missing_parts import missing_part
from desktop.app.outline_model import OutlineKind, OutlineRow
from desktop.app.report_file import ReportFile
from desktop.app.working_ledger import LedgerFile
from desktop.checks.base import Finding
from desktop.checks.settings import ROLE_NAMES
from desktop.drafting.facts import PLACE, Facts
from desktop.drafting.places import places_to_fill
from desktop.panels.places_bar import PlacesButton
from desktop.report.model import Role
from desktop.text.spans import Span
from desktop.windows import dialogs
from desktop.windows.menus import MenuName
from desktop.windows.phrases_work import PhrasesWork

if TYPE_CHECKING:
    from desktop.app.jobs import Token
    from desktop.app.office_facts import OfficeFacts
    from desktop.drafting.draft import Draft
    from desktop.drafting.insertion import Insertion
    from desktop.drafting.missing_problem import ProblemInsertion
    from desktop.drafting.templates import Template, Templates
    from desktop.windows.main_window import MainWindow
    from desktop.windows.new_report_dialog import NewReportDialog

_PAUSE_MS = 300
_CHANGED = "文字刚才又改动了，没有插入。请再试一次。"


class DraftingWork(QObject):
    """新建, 插入缺少的部分, 下一处待填."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self._editor = window.editor
        self.dialog: NewReportDialog | None = None
        self.told: Facts | None = None
        """What was told of the report that is open, where it was drafted here."""
        self._workbook: Path | None = None
        self._counted: tuple[tuple[QTextDocument, int], int] | None = None
        self.places = PlacesButton(window.look)
        self.places.clicked.connect(self.next_place)
        window.status.addPermanentWidget(self.places)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_PAUSE_MS)
        self._pause.timeout.connect(self._count)
        self._editor.edited.connect(self._edited)
        window.taken.connect(self._taken)
        window.checking.shown.connect(self._keep_ledger)
        window.new_asked.connect(self.ask_new)
        window.workspace.outline.insert_asked.connect(self._insert_row)
        window.findings.asking.insert_asked.connect(self._insert_for)
        add = window.menus.add
        self._parts = window.menus.add_menu(MenuName.REPORT, 2, "插入缺少的部分")
        self._parts.aboutToShow.connect(self._fill_parts)
        add(MenuName.EDIT, 4, "下一处待填", self.next_place, "Ctrl+]", ready=self._has_places)
        add(MenuName.EDIT, 4, "上一处待填", self.previous_place, "Ctrl+[", ready=self._has_places)
        self.phrases = PhrasesWork(window, self.facts_now)

    # a new report

    @Slot()
    def ask_new(self) -> None:
        """Ask which report to begin, after the question about unsaved changes."""
        self._window.when_safe(self._show_dialog)

    def _show_dialog(self) -> None:
        from desktop.documents.draft_file import templates_folder
        from desktop.windows.new_report_dialog import NewReportDialog

        window = self._window
        folder = templates_folder(window.services.paths)
        dialog = self.dialog = NewReportDialog(window.look, self._offices(), self.templates, folder, parent=window)
        working = window.workspace.ledger.working
        if window.has_report and working.is_own and working.ledger.rows:
            name = working.file.path.name if working.file is not None else "尚未保存"
            dialog.offer_own_ledger(name, working.ledger)
        dialog.drafted.connect(self.take_draft)
        dialog.blank.connect(window.new_report)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def templates(self) -> Templates:
        """Ours and the office's own, as they are now."""
        from desktop.documents.draft_file import templates_folder
        from desktop.drafting.templates import load_templates

        return load_templates(templates_folder(self._window.services.paths))

    @Slot(object, object, str, object)
    def take_draft(self, drafted: Draft, facts: Facts, name: str, workbook: Path | None = None) -> None:
        """Show a draft as a new report that is not saved yet; the caret goes to the first place to fill.

        workbook: the ledger it was drafted from, which stays beside it where it is one of this program's.
        """
        window = self._window
        window.take(ReportFile(title=name))
        self._editor.replace_lines(drafted.lines, 1)
        # a draft begins here: there is nothing before it to go back to
        self._editor.document().clearUndoRedoStacks()
        # once off, else Qt takes the empty stack for the saved text at the next change of looks
        self._editor.document().setModified(False)
        self._editor.document().setModified(True)
        self.told = facts
        window.findings.clear("正在检查…")
        window.checking.live.check_now()
        window.update_title()
        self._count()
        self._editor.go_to_line(1)
        self.next_place()
        self._workbook = workbook

    @Slot(object)
    def _keep_ledger(self, analysis: Analysis) -> None:
        """Once the draft is read, its rows can be told which problem each is."""
        path, self._workbook = self._workbook, None
        if path is None:
            return
        from desktop.documents.ledger_import import LedgerImport, open_import

        file, working = self._window.file, self._window.workspace.ledger.working

        def done(plan: LedgerImport) -> None:
            # another office's workbook is never written to, and needs the clerk's eye when it is taken over
            if plan.is_own_file() and self._window.file is file and not working.is_own:
                working.adopt(plan.read().ledger, LedgerFile(path, plan.fingerprint))

        self._window.jobs.run(f"正在读取 {path.name}", lambda token: open_import(path), done, lambda message: None)

    # places to fill

    @Slot()
    def next_place(self) -> None:
        """Select the place to fill behind the caret, after the last one the first again."""
        places = self._places()
        if places:
            end = self._editor.textCursor().selectionEnd()
            # with the caret before the first place of the text, that one is meant
            self._select(next((place for place in places if place[0] >= end), places[0]))

    @Slot()
    def previous_place(self) -> None:
        """Select the place to fill before the caret, before the first one the last."""
        places = self._places()
        if places:
            start = self._editor.textCursor().selectionStart()
            self._select(next((place for place in reversed(places) if place[1] <= start), places[-1]))

    def _select(self, place: Range) -> None:
        self._window.workspace.show_view(0)
        self._editor.select(*place, focus=True)

    def _places(self) -> list[Range]:
        lines = self._editor.lines()
        return [self._range(lines, span) for span in places_to_fill(lines)]

    def _range(self, lines: Sequence[str], span: Span) -> Range:
        return range_of(self._editor.document(), lines, span)

    def _has_places(self) -> bool:
        return self._place_count() > 0

    def _place_count(self) -> int:
        """How many there are; the menus ask again and again, and a long text is read once for each state of it."""
        document = self._editor.document()
        # its revision alone does not tell: it begins anew when the undo steps are dropped
        state = document, document.revision()
        if self._counted is None or self._counted[0] != state:
            raw = document.toRawText()
            self._counted = state, len(PLACE.findall(raw)) if "【待填" in raw else 0
        return self._counted[1]

    @Slot()
    def _edited(self) -> None:
        self._counted = None
        self._pause.start()

    @Slot()
    def _count(self) -> None:
        self.places.show_count(self._place_count())

    @Slot(object)
    def _taken(self, file: ReportFile) -> None:
        self.told = self._workbook = None
        self._count()

    # parts that are missing

    def insert_part(self, role: Role) -> None:
        """Put a missing part into the report, from the template of its kind."""
        window = self._window
        template_of = self.templates().for_kind
        working = window.workspace.ledger.working
        ledger = working.ledger if working.is_own else None
        known = self.known_facts

        def work(now: Analysis, token: Token) -> tuple[Analysis, Insertion | None]:
            from desktop.drafting.insertion import section_to_insert
            from desktop.drafting.known_facts import facts_of

            template = template_of(now.report.kind)
            facts = known(facts_of(now.report))
            return now, section_to_insert(now.report, role, facts, ledger or now.ledger, template)

        def done(made: tuple[Analysis, Insertion | None]) -> None:
            now, insertion = made
            if insertion is None:
                dialogs.show_error(window, f"报告里已经有“{ROLE_NAMES[role]}”，或者模板里没有这一部分。")
            elif list(now.lines) != self._editor.lines():
                dialogs.show_error(window, _CHANGED)
            else:
                self.insert(insertion)

        window.exporting.with_analysis("正在插入", work, done)

    def facts_now(self) -> Facts:
        """What is known of the report as last read."""
        from desktop.drafting.known_facts import facts_of

        analysis = self._window.analysis
        return self.known_facts(facts_of(analysis.report) if analysis is not None else Facts())

    def known_facts(self, stated: Facts) -> Facts:
        """What the report states, what was told when it was drafted, and what is known of its office."""
        from desktop.drafting.known_facts import joined_facts

        facts = joined_facts(stated, self.told) if self.told is not None else stated
        known = self._offices().of(facts.unit) or self._offices().of(facts.full_name)
        return joined_facts(facts, known) if known is not None else facts

    def insert(self, insertion: Insertion | ProblemInsertion) -> None:
        """As one undo step; the caret goes to its first place to fill."""
        editor, lines = self._editor, self._editor.lines()
        changes = changes_of(editor.document(), lines, insertion.renumber)
        text = "\n".join(insertion.lines)
        if insertion.after_line:
            block = editor.document().findBlockByNumber(insertion.after_line - 1)
            end = block.position() + block.length() - 1
            changes.append(((end, end), "\n" + text))
        else:
            changes.append(((0, 0), text + "\n"))
        editor.replace_ranges(changes)
        self._window.checking.live.check_now()
        first = insertion.after_line + 1
        self._window.workspace.show_view(0)
        editor.go_to_line(first)
        inside = places_to_fill(insertion.lines)
        if inside:
            span = inside[0]
            self._select(self._range(editor.lines(), Span(first + span.line - 1, span.start, span.end)))
        self._count()

    @Slot(object)
    def _insert_row(self, row: OutlineRow) -> None:
        if row.kind is OutlineKind.MISSING and row.role is not None:
            self.insert_part(row.role)

    @Slot(object)
    def _insert_for(self, finding: Finding) -> None:
        analysis = self._window.analysis
        if analysis is not None:
            role = missing_part(finding, analysis.report, analysis.settings.unit.sections)
            if role is not None:
                self.insert_part(role)

    @Slot()
    def _fill_parts(self) -> None:
        self._parts.clear()
        analysis = self._window.analysis
        if analysis is None:
            self._parts.addAction("正在检查，请稍候").setEnabled(False)
            return
        template = self.templates().for_kind(analysis.report.kind)
        for role in _roles(template):
            action = self._parts.addAction(ROLE_NAMES[role])
            action.setEnabled(analysis.report.section(role) is None)
            action.triggered.connect(_Part(self, role, action).insert)
        if self._parts.isEmpty():
            self._parts.addAction("还看不出是哪一种报告").setEnabled(False)

    def _offices(self) -> OfficeFacts:
        from desktop.app.office_facts import OfficeFacts

        # read anew: another window may have drafted a report meanwhile
        return OfficeFacts(self._window.services.paths.data / "offices.json")


class _Part(QObject):
    """An entry of the menu of parts; it lives as long as its action."""

    def __init__(self, work: DraftingWork, role: Role, action: QObject) -> None:
        super().__init__(action)
        self._work, self._role = work, role

    @Slot()
    def insert(self) -> None:
        """Insert this part."""
        self._work.insert_part(self._role)


def _roles(template: Template | None) -> tuple[Role, ...]:
    if template is None:
        return ()
    roles = tuple(role for role in template.roles if role is not Role.RECTIFICATION)
    # a report of any kind may be made public, and then names whom to call
    return roles if Role.CONTACT in roles or Role.BASICS in roles else (*roles, Role.CONTACT)
