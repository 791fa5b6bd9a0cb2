"""查找和替换 in the report: the bar, what it finds, and one undo step for all that is replaced."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Slot
from PySide6.QtGui import QKeyEvent, QTextCursor
from PySide6.QtWidgets import QMenu

from desktop.app.editor_text import BLOCK_END, UnitText, paragraph_from_editor, to_editor, utf16_length
from desktop.app.hits import Hit
from desktop.app.search import BadPatternError, Found, replacements
from desktop.app.text_search import TextSearch
from desktop.panels.find_bar import FindBar
from desktop.windows.menus import MenuName
from desktop.windows.workspace import REPORT

if TYPE_CHECKING:
    from desktop.windows.main_window import MainWindow

_QUERY_MS = 80
_TEXT_MS = 250
_LONGEST = 100
_SHORT = 12


class FindingText(QObject):
    """The bar's doings.

    Positions of an answer hold only for the text that was searched, so an
    answer to an older text is thrown away and asked for again.
    """

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self._editor = window.editor
        self.bar = FindBar(window.look, window.icons)
        window.workspace.page.add_bar(self.bar)
        self.search = TextSearch(self)
        self._anchor = 0
        self._within: tuple[QTextCursor, QTextCursor] | None = None
        self._then = 0
        self._jumps = False
        self._note = ""
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self._search)
        self.bar.changed.connect(self._query_changed)
        self.bar.within.toggled.connect(self._take_selection)
        self.bar.step_asked.connect(self.step)
        self.bar.replace_asked.connect(self.replace_one)
        self.bar.replace_all_asked.connect(self.replace_all)
        self.bar.left.connect(self._left)
        self.search.found.connect(self._found)
        self.search.replaced.connect(self._replace_found)
        self._editor.edited.connect(self._text_changed)
        self._editor.installEventFilter(self)
        self._editor.menu_opening.connect(self._add_to_page_menu)
        window.taken.connect(self._report_taken)
        window.closing.connect(self.search.close)
        window.toolbar.find_text.triggered.connect(self.find)
        add = window.menus.add
        add(MenuName.EDIT, 3, "查找…", self.find, "Ctrl+F")
        add(MenuName.EDIT, 3, "替换…", self.replace, "Ctrl+H")
        add(MenuName.EDIT, 3, "查找下一处", self.next, "F3")
        add(MenuName.EDIT, 3, "查找上一处", self.previous, "Shift+F3")

    @Slot()
    def find(self) -> None:
        """Open the bar for what is selected."""
        self._open(replacing=False)

    @Slot()
    def replace(self) -> None:
        """Open the bar with the row for replacing."""
        self._open(replacing=True)

    @Slot()
    def next(self) -> None:
        """The place after the caret."""
        self._step_by_key(1)

    @Slot()
    def previous(self) -> None:
        """The place before the caret."""
        self._step_by_key(-1)

    @Slot(int)
    def step(self, by: int) -> None:
        """Go on (1) or back (-1), round at the ends; waits for the answer that is still to come."""
        self._note = ""
        if self._waiting():
            self._then = by
            if self._timer.isActive():
                self._search()
            return
        hits = self._editor.hits
        if not len(hits):
            return
        cursor = self._editor.textCursor()
        chosen = self._current()
        if by > 0:
            number = hits.at_or_after(cursor.selectionEnd() if chosen >= 0 else cursor.selectionStart())
        else:
            number = hits.before(cursor.selectionStart())
        self._choose(number)

    @Slot()
    def replace_one(self) -> None:
        """Replace the chosen place and go to the next; without a chosen one only go there."""
        number = self._current()
        if number < 0 or self._waiting():
            self.step(1)
            return
        hit = self._editor.hits.all[number]
        text: str | None = self.bar.template.text()
        if self.bar.regex.isChecked():
            try:
                text = self._expanded(hit)
            except BadPatternError as error:
                self.bar.tell(str(error), wrong=True)
                return
        if text is None:
            self._search()
            return
        self._editor.replace_ranges([((hit.start, hit.end), text)])
        cursor = self._editor.textCursor()
        cursor.setPosition(hit.start + utf16_length(to_editor(text.split("\n"))))
        self._editor.setTextCursor(cursor)
        self._then = 1
        self._search()

    @Slot()
    def replace_all(self) -> None:
        """Replace every place as one undo step."""
        self._timer.stop()
        self.search.replace(self._editor.document().toRawText(), self.bar.query(), self.bar.template.text())

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Escape in the text closes the bar too."""
        if (
            event.type() == QEvent.Type.KeyPress
            and isinstance(event, QKeyEvent)
            and event.key() == Qt.Key.Key_Escape
            and self.bar.isVisible()
        ):
            self.bar.leave()
            return True
        return super().eventFilter(watched, event)

    # inside

    def _open(self, *, replacing: bool) -> None:
        self._window.show_view(REPORT)
        cursor = self._editor.textCursor()
        chosen = cursor.selectedText()
        self._note = ""
        if BLOCK_END in chosen:
            self.bar.within.setChecked(False)
            self.bar.within.setChecked(True)
            chosen = ""
        elif not self.bar.isVisible():
            self.bar.within.setChecked(False)
        self._anchor = cursor.selectionStart()
        self.bar.open(paragraph_from_editor(chosen) if len(chosen) <= _LONGEST else "", replacing=replacing)
        self._jumps = True
        self._search()

    def _step_by_key(self, by: int) -> None:
        if not self._window.has_report:
            return
        if not self.bar.isVisible():
            focus = self._window.focusWidget()
            self._open(replacing=False)
            if self.bar.text.text() and focus is not None:
                focus.setFocus()
        self.step(by)

    @Slot(object, object)
    def _add_to_page_menu(self, menu: QMenu, finding: object) -> None:
        chosen = self._editor.textCursor().selectedText()
        short = chosen if len(chosen) <= _SHORT else chosen[: _SHORT - 1] + "…"
        name = f"查找“{short}”" if chosen and BLOCK_END not in chosen else "查找"
        menu.addSeparator()
        menu.addAction(f"{name}\tCtrl+F").triggered.connect(self.find)
        menu.addAction("替换\tCtrl+H").triggered.connect(self.replace)

    @Slot()
    def _query_changed(self) -> None:
        self._note = ""
        self._jumps = True
        self.search.stop()
        self._timer.start(_QUERY_MS)

    @Slot()
    def _text_changed(self) -> None:
        self.search.stop()
        if self.bar.isVisible():
            self._timer.start(_TEXT_MS)

    @Slot()
    def _search(self) -> None:
        self._timer.stop()
        query = self.bar.query()
        if not query.text:
            self.search.stop()
            self._show(Found())
            self.bar.tell("")
            return
        self.search.find(self._editor.document().toRawText(), query)

    @Slot(object)
    def _found(self, found: Found) -> None:
        self._show(found)
        then, self._then = self._then, 0
        if self._jumps and found.hits and not then:
            hits = self._editor.hits
            if len(hits):
                self._choose(hits.at_or_after(self._anchor))
        self._jumps = False
        if then:
            note = self._note
            self.step(then)
            self._note = note
        self._tell(found.problem)

    def _show(self, found: Found) -> None:
        hits = [hit for hit in found.hits if self._is_within(hit)]
        self._editor.show_hits(hits)
        number = self._current()
        if number >= 0:
            self._editor.show_hits(hits, number)
        self.bar.allow(len(hits))

    def _choose(self, number: int) -> None:
        hits = self._editor.hits
        hit = hits.all[number]
        # whoever types into the bar goes on typing there
        self._editor.select(hit.start, hit.end, focus=False)
        self._editor.show_hits(hits.all, number)
        self._tell()

    def _tell(self, problem: str = "") -> None:
        count, number = len(self._editor.hits), self._current()
        if self._note:
            self.bar.tell(self._note)
        elif problem:
            self.bar.tell(problem, wrong=not count)
        elif not count:
            self.bar.tell("没有找到", wrong=True)
        else:
            self.bar.tell(f"第 {number + 1:,} 处，共 {count:,} 处" if number >= 0 else f"共 {count:,} 处")

    def _current(self) -> int:
        """The number of the hit that is selected, -1 for none."""
        cursor, hits = self._editor.textCursor(), self._editor.hits
        if not len(hits):
            return -1
        number = hits.at_or_after(cursor.selectionStart())
        hit = hits.all[number]
        return number if (hit.start, hit.end) == (cursor.selectionStart(), cursor.selectionEnd()) else -1

    def _waiting(self) -> bool:
        return self._timer.isActive() or self.search.busy

    def _expanded(self, hit: Hit) -> str | None:
        """What is to stand at one place of a pattern; None where the pattern finds it no more. Raises BadPatternError.

        Only its paragraph is read again, which takes no time that could be felt.
        """
        block = self._editor.document().findBlock(hit.start)
        start = hit.start - block.position()
        for found, text in replacements(block.text(), self.bar.query(), self.bar.template.text()):
            if found.start == start:
                return text
        return None

    @Slot(object)
    def _replace_found(self, found: list[tuple[Hit, str]]) -> None:
        raw = self._editor.document().toRawText()
        places = UnitText(raw)
        changes = [
            ((hit.start, hit.end), text)
            for hit, text in found
            if self._is_within(hit) and places.between(hit.start, hit.end) != text
        ]
        if changes:
            caret = self._editor.textCursor().position()
            self._editor.replace_ranges(changes)
            cursor = self._editor.textCursor()
            cursor.setPosition(min(caret, self._editor.document().characterCount() - 1))
            self._editor.setTextCursor(cursor)
            self._note = f"已替换 {len(changes):,} 处，可以一步撤销"
        else:
            self._note = "没有可以替换的" if found else ""
        self._search()

    @Slot(bool)
    def _take_selection(self, wanted: bool) -> None:
        cursor = self._editor.textCursor()
        self._within = None
        if not wanted:
            return
        if not cursor.hasSelection():
            self.bar.within.setChecked(False)
            self._note = "先在正文里选中一段文字"
            return
        start, end = QTextCursor(cursor), QTextCursor(cursor)
        start.setPosition(cursor.selectionStart())
        start.setKeepPositionOnInsert(True)
        end.setPosition(cursor.selectionEnd())
        self._within = start, end
        self._anchor = cursor.selectionStart()

    def _is_within(self, hit: Hit) -> bool:
        if self._within is None:
            return True
        start, end = self._within
        return start.position() <= hit.start and hit.end <= end.position()

    @Slot()
    def _left(self) -> None:
        self.search.stop()
        self._timer.stop()
        self._within = None
        self.bar.within.setChecked(False)
        self._editor.show_hits(())
        self._editor.setFocus()

    @Slot()
    def _report_taken(self, *_: object) -> None:
        self._within = None
        self.search.stop()
        self.bar.within.setChecked(False)
        if self.bar.isVisible():
            self._timer.start(_TEXT_MS)
