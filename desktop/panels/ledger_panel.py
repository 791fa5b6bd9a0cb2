"""台账: the ledger as a table to edit."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime

from PySide6.QtCore import QPoint, Qt, Signal, Slot
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import QLabel, QMenu, QVBoxLayout, QWidget

from desktop.app.ledger_commands import LedgerCommands
from desktop.app.ledger_model import LedgerModel
from desktop.app.ledger_table import Wanted
from desktop.app.ledger_view_memory import LedgerViewMemory
from desktop.app.look import Look
from desktop.app.working_ledger import WorkingLedger
from desktop.ledger.columns import Column
from desktop.ledger.model import Ledger
from desktop.panels.ledger_bar import LedgerBar, short_words
from desktop.panels.ledger_column_widths import LedgerColumnWidths
from desktop.panels.ledger_row_menu import make_row_menu
from desktop.panels.ledger_table_view import LedgerTable
from desktop.panels.tables import table_or_words

_EMPTY = (
    "这里是整改台账：一个问题一行，可以直接修改、筛选、导出。\n\n"
    "报告里逐条写出反馈问题和整改情况后，台账自动列出；\n"
    "已经有 Excel 台账的，用“导入台账”把它接进来，也可以把 Excel 文件拖到这里。"
)


class LedgerPanel(QWidget):
    """The ledger. working: the ledger shown; commands: what can be done to it.

    jumped(int): go to this line of the report. export_asked(), import_asked(), save_asked(): the buttons.
    fill_asked(Column): a text for all chosen rows is to be asked for. delete_asked(object): these rows, after a
    question. history_asked(int): what the log tells of a row. pasted_short(int): so many pasted columns found no room.
    """

    jumped = Signal(int)
    export_asked = Signal()
    import_asked = Signal()
    save_asked = Signal()
    fill_asked = Signal(object)
    delete_asked = Signal(object)
    history_asked = Signal(int)
    pasted_short = Signal(int)

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("ledger_panel")
        self.working = WorkingLedger(self)
        self.commands = LedgerCommands(self.working, _stamp, self)
        self.memory = LedgerViewMemory(None)
        self.model = LedgerModel(self)
        self.bar = LedgerBar()
        self.export_button = self.bar.export_button
        self.view = LedgerTable(self.model, look)
        self.view.setAccessibleName("整改台账")
        self.view.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self._pages = table_or_words(self.view, _EMPTY)
        self.hint = QLabel()
        self.hint.setWordWrap(True)
        self.hint.hide()
        self.setFocusProxy(self.view)
        self._arranged = False
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.bar)
        inner = QVBoxLayout()
        inner.setContentsMargins(14, 10, 14, 14)
        inner.setSpacing(8)
        inner.addWidget(self.hint)
        inner.addWidget(self._pages, 1)
        column.addLayout(inner, 1)
        self._widths = LedgerColumnWidths(self.view, self.model, lambda: self.memory)
        self._connect()
        self._show_working(rearrange=True)

    def use_memory(self, memory: LedgerViewMemory) -> None:
        """Look at ledgers as this user did before."""
        self.memory = memory
        view = memory()
        self.model.want(replace(self.model.wanted, group=view.group))
        self.model.choose_columns(view.columns)
        self._refresh()

    def show_ledger(self, ledger: Ledger) -> None:
        """The report says this now."""
        self.working.follow_report(ledger)

    def want(self, wanted: Wanted) -> None:
        """Show the rows asked for."""
        chosen = self.view.current_row()
        self.model.want(wanted)
        if chosen is not None:
            self.view.choose_rows((chosen,))
        if wanted.group is not self.memory().group:
            self.memory.keep(replace(self.memory(), group=wanted.group))
        self._refresh()

    def judge_day(self, today: date) -> None:
        """Another day: what is overdue is reckoned from it."""
        self.model.judge(self.model.done, today)
        self._refresh()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Use the whole width."""
        super().resizeEvent(event)
        self._arrange()

    def showEvent(self, event: QShowEvent) -> None:
        """What changed while the tab was hidden is arranged now."""
        super().showEvent(event)
        self._refresh()

    # connections

    def _connect(self) -> None:
        working, bar, view, commands = self.working, self.bar, self.view, self.commands
        working.changed.connect(self._working_changed)
        working.marked.connect(self._mark)
        self.model.edit_asked.connect(commands.set_cells)
        self.model.arranged.connect(self._arrange)
        commands.done.connect(lambda rows: self.view.choose_rows(tuple(rows)))
        bar.wanted_changed.connect(self.want)
        bar.columns_asked.connect(self._choose_columns)
        bar.fill_asked.connect(self.fill)
        bar.leave_asked.connect(view.setFocus)
        bar.add_button.clicked.connect(self.add_row)
        bar.import_button.clicked.connect(self.import_asked)
        bar.export_button.clicked.connect(self.export_asked)
        bar.save_button.clicked.connect(self.save_asked)
        view.cells_asked.connect(self._set_cells)
        view.paste_asked.connect(self._paste)
        view.undo_asked.connect(working.undo)
        view.redo_asked.connect(working.redo)
        view.find_asked.connect(bar.start_search)
        view.save_asked.connect(self.save_asked)
        view.move_asked.connect(self.move_rows)
        view.jump_asked.connect(self.jump)
        view.chosen_changed.connect(self._show_note)
        view.customContextMenuRequested.connect(self._open_menu)
        header = view.horizontalHeader()
        header.setSectionsClickable(True)
        header.sectionClicked.connect(self._sort)

    # what is asked of the table

    @Slot()
    def add_row(self) -> None:
        """A row behind the current one, ready to be written in."""
        self.commands.add(self.view.current_row())
        columns = list(self.model.columns())
        place = self.view.currentIndex().row()
        if Column.PROBLEM in columns and place >= 0:
            self.view.setCurrentIndex(self.model.index(place, columns.index(Column.PROBLEM)))
            self.view.setFocus()

    def show_row(self, at: int) -> None:
        """Choose a 0-based row of the ledger, whatever was filtered out before."""
        if self.model.place_of(at) is None:
            self.want(Wanted())
        self.view.choose_rows((at,))
        self.view.setFocus()

    def move_rows(self, rows: list[int], step: int) -> None:
        """Rows up or down, in the ledger's own order only."""
        if not rows:
            return
        if self.model.wanted.sort is not None or self.model.wanted.narrowed:
            self.tell("排序或筛选时不能移动行：请先点表头回到原顺序，并选“全部”。")
            return
        self.commands.move(rows, step)

    def delete_rows(self) -> None:
        """The chosen rows, after a question."""
        rows = self.view.chosen_rows()
        if rows:
            self.delete_asked.emit(rows)

    def tell(self, text: str) -> None:
        """A sentence above the table, until the next change."""
        self.hint.setText(text)
        self.hint.setVisible(bool(text))

    @Slot(object)
    def _set_cells(self, cells: dict[tuple[int, Column], str]) -> None:
        if cells:
            self.commands.set_cells(cells)

    @Slot(object, object, object)
    def _paste(self, rows: list[int], columns: list[Column], block: list[list[str]]) -> None:
        short = self.commands.paste(rows, columns, block)
        if short:
            self.tell(f"粘贴的内容比表格右边的栏目多{short}列，多出的没有写入。可以从更靠左的一格开始粘贴。")

    @Slot(object, object)
    def fill(self, column: Column, text: str | None) -> None:
        """A text into a column of all chosen rows; None: it is to be asked for."""
        if text is None:
            self.fill_asked.emit(column)
        else:
            self.commands.set_cells({(at, column): text for at in self.view.chosen_rows()})

    @Slot(int)
    def jump(self, at: int) -> None:
        """To the problem of a 0-based row in the report."""
        line = self.model.ledger.rows[at].line
        if line is not None:
            self.jumped.emit(line)
        else:
            self.tell("正文里没有和这一行对应的问题。")

    @Slot(int)
    def _sort(self, section: int) -> None:
        columns = self.model.columns()
        if section >= len(columns):
            return
        column, sort = columns[section], self.model.wanted.sort
        if sort is None or sort[0] is not column:
            self.want(replace(self.model.wanted, sort=(column, False)))
        else:
            self.want(replace(self.model.wanted, sort=None if sort[1] else (column, True)))

    @Slot(object)
    def _choose_columns(self, columns: frozenset[Column] | None) -> None:
        self.memory.keep(replace(self.memory(), columns=columns))
        self.model.choose_columns(columns)
        self._refresh()

    # the menu of the table

    @Slot(QPoint)
    def _open_menu(self, place: QPoint) -> None:
        index = self.view.indexAt(place)
        at = self.view.row_at(index)
        menu = self.row_menu(at, self.model.columns()[index.column()] if at is not None else None)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(self.view.viewport().mapToGlobal(place))

    def row_menu(self, at: int | None, column: Column | None) -> QMenu:
        """What can be done at a row of the ledger and a column."""
        return make_row_menu(self, at, column)

    # showing

    @Slot(bool)
    def _working_changed(self, rearrange: bool) -> None:
        self._show_working(rearrange=rearrange)

    def _show_working(self, *, rearrange: bool) -> None:
        scroll = self.view.verticalScrollBar().value()
        current = self.view.currentIndex()
        chosen = self.view.chosen_rows()
        self.tell("")
        self.model.mark({})
        self._arranged = False
        self.model.show(self.working.ledger, rearrange=rearrange)
        self._mark()
        self._refresh(widths=self._arranged)
        self.view.verticalScrollBar().setValue(scroll)
        if chosen and not self.view.chosen_rows():
            column = min(max(0, current.column()), self.model.columnCount() - 1)
            place = self.model.place_of(chosen[0])
            if place is not None and column >= 0:
                self.view.setCurrentIndex(self.model.index(place, column))

    @Slot()
    def _mark(self) -> None:
        self.model.mark(self.working.conflicts())

    def _refresh(self, *, widths: bool = True) -> None:
        ledger = self.model.ledger
        self._pages.setCurrentIndex(1 if ledger.rows else 0)
        self.bar.show_filters(bool(ledger.rows))
        if not self.isVisible():
            return
        self.bar.show_choices(self.model.choices, self.model.wanted)
        shown = set(self.model.columns())
        self.bar.show_columns({column: column in shown for column in Column}, self.model.chosen_columns is None)
        self.bar.save_button.setEnabled(self.working.modified or (not self.working.is_own and bool(ledger.rows)))
        modified = self.working.modified
        if self.bar.save_button.property("primary") != modified:
            self.bar.save_button.setProperty("primary", modified)
            self.bar.save_button.style().unpolish(self.bar.save_button)
            self.bar.save_button.style().polish(self.bar.save_button)
        self._show_note()
        if widths:
            self._arrange()
        else:
            self.view.fit_rows()

    @Slot()
    def _show_note(self) -> None:
        total, shown = len(self.model.ledger.rows), len(self.model.shown_rows())
        text = f"{shown} / {total} 行" if shown != total else f"{total} 行" if total else ""
        file = self.working.file
        if self.working.is_own:
            name = file.path.name if file is not None else "未保存的台账"
            text += f"　{short_words(name, 26)}{' — 已修改' if self.working.modified and file is not None else ''}"
        self.bar.show_note(text, len(self.view.chosen_rows()))

    @Slot()
    def _arrange(self) -> None:
        self._arranged = True
        if self.isVisible():
            self._widths.arrange()


def _stamp() -> str:
    return datetime.now().isoformat(timespec="minutes")
