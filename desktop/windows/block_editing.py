"""Parts of the report up and down and from level to level with their text; all numbers put right in one go."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Slot
from PySide6.QtWidgets import QMenu

from desktop.app.analysis import document_of
from desktop.app.outline_model import OutlineRow
from desktop.panels.notice_bar import NoticeBar
from desktop.report.renumbering import NumberChange, references, renumber
from desktop.report.restructuring import (
    NotPossibleError,
    Outline,
    Step,
    change_level,
    move_part,
    outline_of,
    place_part,
)
from desktop.text.spans import Span
from desktop.windows.menus import MenuName
from desktop.windows.workspace import REPORT

if TYPE_CHECKING:
    from desktop.windows.main_window import MainWindow

_SAID_MS = 5000
_MOST_TOLD = 3
_UP, _DOWN, _RAISE, _LOWER = "上移", "下移", "升级", "降级"
_KEYS = {_UP: "Alt+Shift+Up", _DOWN: "Alt+Shift+Down", _RAISE: "Alt+Shift+Left", _LOWER: "Alt+Shift+Right"}
_TIPS = {
    _UP: "标题连同下面的内容一起上移，编号跟着改；不是标题的只移这一段",
    _DOWN: "标题连同下面的内容一起下移，编号跟着改；不是标题的只移这一段",
    _RAISE: "标题连同下面的内容升一级，编号换成那一级的写法",
    _LOWER: "标题连同下面的内容降一级，编号换成那一级的写法",
}


class BlockEditing(QObject):
    """Works on the outline of the text as it is: the last check's, or what the last step made of it."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self._editor = window.editor
        self._outline: Outline | None = None
        self._stepping = False
        self._waiting: Callable[[], None] | None = None
        self._mentions: list[Span] = []
        self.bar = NoticeBar(window.look, window.icons, "看第一处")
        self.bar.acted.connect(self._show_mention)
        window.workspace.page.add_bar(self.bar)
        self._editor.edited.connect(self._text_changed)
        self._editor.menu_opening.connect(self._add_to_page_menu)
        window.checking.shown.connect(self._checked)
        window.checking.by_hand.menu_opening.connect(self._add_to_row_menu)
        window.workspace.outline.dropped.connect(self.drop)
        window.taken.connect(self._report_taken)
        for name, keys in _KEYS.items():
            window.menus.add(MenuName.EDIT, 5, name, partial(self.do, name), keys, tip=_TIPS[name])
        window.menus.add(
            MenuName.EDIT, 5, "各级编号重排…", self.renumber, tip="检查各级标题的编号，列出要改的，看过再改"
        )

    def do(self, name: str, line: int = 0) -> None:
        """上移, 下移, 升级, 降级 of the part on a 1-based line; of what the caret is at without one."""
        self._window.show_view(REPORT)
        first, last = self._editor.selected_lines()
        if line:
            first = last = line
        outline = self._outline
        if outline is None:
            # the outline of the newest text comes with its check
            self._waiting = partial(self.do, name, line)
            return
        index = outline.at(first)
        try:
            if index is not None:
                step = self._step(name, outline, index)
            elif name in (_UP, _DOWN):
                step = self._lines_step(outline, first, last, up=name == _UP)
            else:
                raise NotPossibleError("升级、降级要在标题上用：把光标放到标题那一段。")
        except NotPossibleError as error:
            self._say(str(error))
            return
        lines = self._editor.lines()
        self._take(step, of_part=index is not None)
        if index is not None:
            self._tell(f"已{name}", lines, step)

    @Slot(int, int)
    def drop(self, line: int, before: int) -> None:
        """Put the part on a 1-based line before the one on another; 0 for the foot."""
        outline = self._outline
        if outline is None:
            self._waiting = partial(self.drop, line, before)
            return
        index = outline.at(line)
        # a part without a heading of its own has its first heading behind it
        at = next((i for i, h in enumerate(outline.headings) if before and h.line >= before), len(outline.headings))
        if index is None:
            self._say("这一部分没有标题，不能拖动。")
            return
        lines = self._editor.lines()
        try:
            step = place_part(outline, lines, index, at)
        except NotPossibleError as error:
            self._say(str(error))
            return
        self._window.show_view(REPORT)
        self._take(step, of_part=True)
        self._editor.go_to_line(step.now_at)
        self._tell("已移动", lines, step)

    @Slot()
    def renumber(self) -> None:
        """Show what is wrong with the numbers of headings, and put it right."""
        lines = self._editor.lines()
        document = document_of(lines, self._window.file.origin)
        automatic = self._automatic()
        began = self._window.jobs.run(
            "正在检查编号", lambda token: renumber(document, automatic), self._offer, self._say
        )
        if not began:
            self._say("正在做别的事，做完再重排编号。")

    # inside

    def _offer(self, changes: list[NumberChange]) -> None:
        from desktop.windows.renumber_dialog import RenumberDialog

        lines = self._editor.lines()
        if not all(_stands(lines, change) for change in changes):
            self.renumber()  # the text was changed meanwhile
            return
        if not changes:
            self._say("各级标题的编号都连续，不用重排。")
            return
        dialog = RenumberDialog(changes, references(lines, changes), lines, self._window)
        dialog.jumped.connect(self._window.go_to_span)
        if not dialog.exec():
            return
        chosen = dialog.chosen()
        self._editor.move_lines(1, 1, 1, [change.edit for change in chosen])
        self._say(f"已重排 {len(chosen)} 处编号，可以一步撤销。")

    def _step(self, name: str, outline: Outline, index: int) -> Step:
        lines = self._editor.lines()
        if name in (_UP, _DOWN):
            # Word counts its numbers anew after a move, so what is shown of them follows here
            return move_part(outline, lines, index, up=name == _UP)
        return change_level(outline, lines, index, up=name == _RAISE, automatic=self._automatic())

    def _lines_step(self, outline: Outline, first: int, last: int, *, up: bool) -> Step:
        if (first == 1) if up else (last == outline.size):
            raise NotPossibleError("已经在最前面，不能再上移。" if up else "已经在最后面，不能再下移。")
        return Step((), first, last, first - 1 if up else last + 2, outline)

    def _take(self, step: Step, *, of_part: bool) -> None:
        self._stepping = True
        self._editor.move_lines(step.first, step.last, step.before, [change.edit for change in step.changes])
        self._stepping = False
        # a single paragraph may have gone from one part to another
        self._outline = step.outline if of_part else None

    def _tell(self, done: str, lines: list[str], step: Step) -> None:
        numbers = f"，编号改了 {len(step.changes)} 处" if step.changes else ""
        self._say(f"{done}{numbers}。")
        self._tell_mentions(step.applied(lines), step)

    def _tell_mentions(self, lines: list[str], step: Step) -> None:
        moved = {h.line: h.label for h in step.outline.headings if h.label is not None}
        after = [
            NumberChange(label.span, change.old, change.new)
            for change in step.changes
            for label in [moved.get(_moved_line(step, change.span.line))]
            if label is not None
        ]
        self._mentions = references(lines, after)
        if not self._mentions:
            self.bar.tell()
            return
        shown = "、".join(
            f"第 {span.line} 段“{lines[span.line - 1][span.start : span.end]}”" for span in self._mentions[:_MOST_TOLD]
        )
        more = f"等 {len(self._mentions)} 处" if len(self._mentions) > _MOST_TOLD else ""
        self.bar.tell(f"文中提到了改过的编号，没有替您改，请核对：{shown}{more}。")

    def _automatic(self) -> set[int]:
        origin = self._window.file.origin
        if not any(paragraph.label for paragraph in origin):
            return set()
        document = document_of(self._editor.lines(), origin)
        return {line for line, paragraph in enumerate(document.paragraphs, 1) if paragraph.label}

    def _say(self, text: str) -> None:
        self._window.status.showMessage(text, _SAID_MS)

    @Slot()
    def _show_mention(self) -> None:
        if self._mentions:
            self._window.go_to_span(self._mentions[0])
        self.bar.tell()

    @Slot()
    def _text_changed(self) -> None:
        if not self._stepping:
            self._outline = None

    @Slot(object)
    def _checked(self, *_: object) -> None:
        analysis = self._window.analysis
        if analysis is None or not self._window.is_checked:
            return
        self._outline = outline_of(analysis.report)
        waiting, self._waiting = self._waiting, None
        if waiting is not None:
            waiting()

    @Slot(object)
    def _report_taken(self, *_: object) -> None:
        self._outline = self._waiting = None
        self.bar.tell()

    @Slot(object, object)
    def _add_to_page_menu(self, menu: QMenu, finding: object) -> None:
        self._fill(menu.addMenu("移动和级别"), 0)

    @Slot(object, object)
    def _add_to_row_menu(self, menu: QMenu, row: OutlineRow) -> None:
        menu.addSeparator()
        self._fill(menu, row.line)

    def _fill(self, menu: QMenu, line: int) -> None:
        for name, keys in _KEYS.items():
            action = menu.addAction(f"{name}\t{keys}")
            action.triggered.connect(partial(self._do_for, name, line))
        menu.addSeparator()
        menu.addAction("各级编号重排…").triggered.connect(self.renumber)

    def _do_for(self, name: str, line: int, *_: object) -> None:
        self.do(name, line)


def _moved_line(step: Step, line: int) -> int:
    size = step.last - step.first + 1
    if step.first <= line <= step.last:
        return line - step.first + step.now_at
    if step.before <= line < step.first:
        return line + size
    return line - size if step.last < line < step.before else line


def _stands(lines: list[str], change: NumberChange) -> bool:
    line = change.span.line
    return line <= len(lines) and lines[line - 1][change.span.start : change.span.end] == change.old
