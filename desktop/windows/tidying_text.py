"""整理文字: offered after a paste, and at any time for what is selected or for the whole."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import groupby
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Slot
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QMenu

from desktop.app.editor_text import to_utf16
from desktop.app.latest import Latest
from desktop.app.marks import LineStarts, Range
from desktop.panels.offer_bar import OfferBar
from desktop.text.spans import Span
from desktop.windows.menus import MenuName
from desktop.windows.workspace import REPORT

if TYPE_CHECKING:
    from desktop.drafting.tidying import Tidied
    from desktop.windows.main_window import MainWindow

_SAID_MS = 4000


class TidyingText(QObject):
    """Works on whole paragraphs. Each answer is of the text as it was asked about; of another text it is asked anew."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self._editor = window.editor
        self._work = Latest(self)
        self._work.done.connect(self._answered)
        self._asked: tuple[int, tuple[str, ...], bool] = (1, (), False)
        self._pasted: tuple[QTextCursor, QTextCursor] | None = None
        self.bar = OfferBar(window.look, window.icons, "整理")
        self.bar.acted.connect(self.tidy_pasted)
        window.workspace.page.add_bar(self.bar)
        self._editor.pasted.connect(self._text_pasted)
        self._editor.edited.connect(self._text_changed)
        self._editor.menu_opening.connect(self._add_to_page_menu)
        window.taken.connect(self._report_taken)
        window.closing.connect(self._work.close)
        window.menus.add(
            MenuName.EDIT,
            4,
            "整理文字",
            self.tidy_chosen,
            "Ctrl+Shift+K",
            tip="去掉选中文字（没有选中就是全文）里的多余空格、半角标点、网页残留、空行和断开的行，可以一步撤销",
        )

    @Slot()
    def tidy_chosen(self) -> None:
        """Tidy the paragraphs of the selection, or all."""
        self._window.show_view(REPORT)
        self._pasted = None
        if self._editor.textCursor().hasSelection():
            self._ask(*self._editor.selected_lines(), do=True)
        else:
            self._ask(1, self._editor.document().blockCount(), do=True)

    @Slot()
    def tidy_pasted(self) -> None:
        """Tidy what was pasted last."""
        lines = self._pasted_lines()
        self.bar.tell()
        if lines is not None:
            self._ask(*lines, do=True)

    # inside

    def _ask(self, first: int, last: int, *, do: bool) -> None:
        lines = tuple(self._editor.lines()[first - 1 : last])
        self._asked = first, lines, do

        def tidied(stop: Callable[[], bool]) -> Tidied:
            from desktop.drafting.tidying import tidy  # it brings checks with it, which no start needs

            return tidy(lines, stop)

        self._work.start(tidied)

    @Slot(object)
    def _answered(self, tidied: Tidied) -> None:
        first, lines, do = self._asked
        if tuple(self._editor.lines()[first - 1 : first - 1 + len(lines)]) != lines:
            pasted = self._pasted_lines()
            if pasted is not None:
                self._ask(*pasted, do=do)
            elif do:
                self.tidy_chosen()
        elif do:
            self._do(first, lines, tidied)
        elif tidied.counts:
            self.bar.offer(f"粘贴的文字里有 {tidied.words()}。")

    def _do(self, first: int, lines: Sequence[str], tidied: Tidied) -> None:
        if not tidied.counts:
            self._window.status.showMessage("没有要整理的地方。", _SAID_MS)
            return
        self._editor.replace_ranges(_changes(self._editor.lines(), first, lines, tidied))
        self._pasted = None
        self.bar.say(f"已整理 {tidied.words()}，可以一步撤销（Ctrl+Z）。")

    @Slot(object, object)
    def _add_to_page_menu(self, menu: QMenu, finding: object) -> None:
        menu.addAction("整理文字\tCtrl+Shift+K").triggered.connect(self.tidy_chosen)

    @Slot()
    def _text_changed(self) -> None:
        # what was done is told until something else is done
        if self._pasted is None and self.bar.isVisible():
            self.bar.tell()

    @Slot(object)
    def _text_pasted(self, place: Range) -> None:
        self.bar.tell()
        start, end = QTextCursor(self._editor.document()), QTextCursor(self._editor.document())
        start.setPosition(place[0])
        start.setKeepPositionOnInsert(True)
        end.setPosition(place[1])
        self._pasted = start, end
        lines = self._pasted_lines()
        if lines is not None:
            self._ask(*lines, do=False)

    def _pasted_lines(self) -> tuple[int, int] | None:
        if self._pasted is None:
            return None
        start, end = self._pasted
        # what ends with a paragraph's end has nothing of the next one
        last = end.blockNumber() - (end.atBlockStart() and end.position() > start.position())
        return start.blockNumber() + 1, max(start.blockNumber(), last) + 1

    @Slot(object)
    def _report_taken(self, *_: object) -> None:
        self._pasted = None
        self._work.stop()
        self.bar.tell()


def _changes(all_lines: Sequence[str], first: int, lines: Sequence[str], tidied: Tidied) -> list[tuple[Range, str]]:
    """The changes of a document in which the tidied lines begin with a 1-based line."""
    starts = LineStarts(all_lines)

    def place(start: int, stop: int) -> Range:
        """Where tidied lines stand, 0-based and half-open, without the end of the last paragraph."""
        head = starts.range_of(Span(first + start, 0, 0))
        foot = starts.range_of(Span(first + stop - 1, 0, len(lines[stop - 1])))
        assert head is not None
        assert foot is not None
        return head[0], foot[1]

    changes: list[tuple[Range, str]] = []
    for gone, group in groupby(tidied.parts, key=lambda part: part[1] is None):
        parts = list(group)
        if gone:
            start, stop = parts[0][0].start, parts[-1][0].stop
            head, foot = place(start, stop)
            # with the last paragraph's end, or that of the one before where nothing stands behind
            at_foot = first + stop - 1 == len(all_lines)
            changes.append(((max(0, head - 1), foot) if at_foot else (head, foot + 1), ""))
            continue
        for stretch, text in parts:
            if text is None or [text] == list(lines[stretch.start : stretch.stop]):
                continue
            if len(stretch) > 1:
                changes.append((place(stretch.start, stretch.stop), text))
            else:
                changes.append(_smallest(place(stretch.start, stretch.stop)[0], lines[stretch.start], text))
    return changes


def _smallest(start: int, old: str, new: str) -> tuple[Range, str]:
    """Only the characters that differ."""
    least = min(len(old), len(new))
    head = next((i for i in range(least) if old[i] != new[i]), least)
    tail = next((i for i in range(least - head) if old[-1 - i] != new[-1 - i]), least - head)
    return (start + to_utf16(old, head), start + to_utf16(old, len(old) - tail)), new[head : len(new) - tail]
