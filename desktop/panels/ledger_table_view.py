"""The table of the ledger: keys and clipboard as in Excel, heads over the whole width, rows as high as they need."""

from __future__ import annotations

from PySide6.QtCore import (
    QEvent,
    QItemSelectionModel,
    QItemSelectionRange,
    QModelIndex,
    QRect,
    QRectF,
    Qt,
    Signal,
    Slot,
)
from PySide6.QtGui import QAction, QGuiApplication, QKeyEvent, QKeySequence, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractItemDelegate, QAbstractItemView, QTableView, QWidget

from desktop.app.ledger_model import LedgerModel
from desktop.app.ledger_table import Head
from desktop.app.look import Look
from desktop.ledger.clipboard import from_text, to_text
from desktop.ledger.columns import Column
from desktop.panels.ledger_cells import LedgerCells
from desktop.panels.ledger_delegate import LedgerDelegate
from desktop.panels.tables import prepare_table

MEASURED_ROWS = 500
"""Up to so many rows each is as high as its text asks; beyond, all have two lines, because measuring takes time."""

_KEYS: dict[str, tuple[QKeySequence | QKeySequence.StandardKey, ...]] = {
    "copy": (QKeySequence.StandardKey.Copy,),
    "cut": (QKeySequence.StandardKey.Cut,),
    "paste": (QKeySequence.StandardKey.Paste,),
    "undo": (QKeySequence.StandardKey.Undo,),
    "redo": (QKeySequence("Ctrl+Y"), QKeySequence("Ctrl+Shift+Z")),
    "find": (QKeySequence.StandardKey.Find,),
    "save": (QKeySequence.StandardKey.Save,),
    "clear": (QKeySequence(Qt.Key.Key_Delete),),
    "fill_down": (QKeySequence("Ctrl+D"),),
    "up": (QKeySequence("Alt+Up"),),
    "down": (QKeySequence("Alt+Down"),),
    "jump": (QKeySequence("Ctrl+Return"), QKeySequence("Ctrl+J")),
}


class LedgerTable(QTableView):
    """The table; what the clerk asks of it goes out as signals, rows are 0-based rows of the ledger.

    paste_asked(rows, columns, block), cells_asked(cells): texts by (row, Column). undo_asked(), redo_asked(),
    find_asked(), save_asked(), move_asked(rows, step), jump_asked(row). chosen_changed(): other cells are chosen.
    """

    paste_asked = Signal(object, object, object)
    cells_asked = Signal(object)
    undo_asked = Signal()
    redo_asked = Signal()
    find_asked = Signal()
    save_asked = Signal()
    move_asked = Signal(object, int)
    jump_asked = Signal(int)
    chosen_changed = Signal()

    def __init__(self, model: LedgerModel, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._rows = model
        self._look = look
        self.setModel(model)
        self.cells = LedgerCells(model, look, self)
        self.delegate = LedgerDelegate(model, self.cells, self)
        self.setItemDelegate(self.delegate)
        prepare_table(self, look)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectItems)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        trigger = QAbstractItemView.EditTrigger
        self.setEditTriggers(trigger.DoubleClicked | trigger.EditKeyPressed | trigger.AnyKeyPressed)
        self.verticalHeader().setDefaultSectionSize(self.cells.two_lines)
        self.viewport().setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.delegate.fill_asked.connect(self.fill)
        look.changed.connect(self.viewport().update)

    # what is chosen

    def chosen_rows(self) -> list[int]:
        """The rows of the ledger with a chosen cell, from top to bottom of the table."""
        places = {row for span in self._spans() for row in range(span.top(), span.bottom() + 1)}
        return [item for place in sorted(places) if isinstance(item := self._rows.item(place), int)]

    def chosen_columns(self) -> list[Column]:
        """The columns with a chosen cell, from left to right."""
        places = {column for span in self._spans() for column in range(span.left(), span.right() + 1)}
        columns = self._rows.columns()
        return [columns[place] for place in sorted(places) if place < len(columns)]

    def _spans(self) -> list[QItemSelectionRange]:
        return list(self.selectionModel().selection())  # type: ignore[call-overload, no-any-return]  # it is a list

    def current_row(self) -> int | None:
        """The row of the ledger that holds the current cell."""
        item = self._rows.item(self.currentIndex().row()) if self.currentIndex().isValid() else None
        return item if isinstance(item, int) else None

    def choose_rows(self, rows: tuple[int, ...], column: Column | None = None) -> None:
        """Choose these rows of the ledger, as far as they are shown, and bring them into view."""
        places = [place for at in rows if (place := self._rows.place_of(at)) is not None]
        selection = self.selectionModel()
        if not places:
            selection.clearSelection()
            return
        columns = list(self._rows.columns())
        at = columns.index(column) if column in columns else max(0, self.currentIndex().column())
        first = self._rows.index(places[0], min(at, len(columns) - 1))
        selection.setCurrentIndex(first, QItemSelectionModel.SelectionFlag.ClearAndSelect)
        if column is None:
            for place in places:
                selection.select(
                    self._rows.index(place, 0),
                    QItemSelectionModel.SelectionFlag.Select | QItemSelectionModel.SelectionFlag.Rows,
                )
        else:
            for place in places:
                selection.select(self._rows.index(place, at), QItemSelectionModel.SelectionFlag.Select)
        self.scrollTo(first)

    def selectionChanged(self, selected: object, deselected: object) -> None:
        """Tell of it."""
        super().selectionChanged(selected, deselected)  # type: ignore[arg-type]
        self.chosen_changed.emit()

    # clipboard

    def copied(self) -> list[list[str]]:
        """The chosen cells as a block; cells between them that are not chosen are empty."""
        selection = self.selectionModel().selection()
        rows, columns = self.chosen_rows(), self.chosen_columns()
        place = {column: at for at, column in enumerate(self._rows.columns())}
        block = []
        for at in rows:
            shown = self._rows.place_of(at)
            line = []
            for column in columns:
                index = self._rows.index(shown if shown is not None else -1, place[column])
                line.append(self._rows.ledger.rows[at][column] if selection.contains(index) else "")
            block.append(line)
        return block

    def copy(self) -> None:
        """Put the chosen cells on the clipboard as Excel takes them."""
        block = self.copied()
        if block:
            QGuiApplication.clipboard().setText(to_text(block))

    def paste(self) -> None:
        """Ask for what is on the clipboard, from the first chosen cell on."""
        text = QGuiApplication.clipboard().text()
        index = self.currentIndex()
        if not text or not index.isValid():
            return
        block = from_text(text)
        rows, columns = self.chosen_rows(), self.chosen_columns()
        shown = list(self._rows.columns())
        if not rows or not columns:
            rows, columns = [at for at in (self.current_row(),) if at is not None], [shown[index.column()]]
        if len(block) == 1 and len(block[0]) == 1:
            self.cells_asked.emit({(at, column): block[0][0] for at in rows for column in columns})
            return
        if len(block) == 1 and len(rows) > 1:
            block = block * len(rows)
        below = self._rows.shown_rows()
        below = below[below.index(rows[0]) :] if rows else []
        self.paste_asked.emit(below, shown[shown.index(columns[0]) :], block)

    def clear(self) -> None:
        """Ask for the chosen cells to be emptied."""
        self.cells_asked.emit(dict.fromkeys(self._chosen_cells(), ""))

    @Slot(str)
    def fill(self, text: str) -> None:
        """Ask for a text in every chosen cell of the current column."""
        index = self.currentIndex()
        if index.isValid():
            column = self._rows.columns()[index.column()]
            self.cells_asked.emit({(at, column): text for at in self.chosen_rows()})

    def fill_down(self) -> None:
        """Ask for the first chosen row's texts in the rows below it."""
        rows, columns = self.chosen_rows(), self.chosen_columns()
        if len(rows) > 1:
            first = self._rows.ledger.rows[rows[0]]
            self.cells_asked.emit({(at, column): first[column] for at in rows[1:] for column in columns})

    def _chosen_cells(self) -> list[tuple[int, Column]]:
        columns = self._rows.columns()
        found = []
        for index in self.selectionModel().selectedIndexes():
            item = self._rows.item(index.row())
            if isinstance(item, int):
                found.append((item, columns[index.column()]))
        return found

    # keys

    def event(self, event: QEvent) -> bool:
        """The keys of the table go before those of the window while the table has the focus."""
        if event.type() is QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent) and self._key(event):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Excel's keys."""
        name = self._key(event)
        if name:
            self.do(name)
            event.accept()
            return
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.modifiers():
            if self.state() is not QAbstractItemView.State.EditingState:  # else the editor is about to close by it
                self._step()
            return
        super().keyPressEvent(event)

    def _key(self, event: QKeyEvent) -> str:
        pressed = QKeySequence(event.keyCombination())
        for name, keys in _KEYS.items():
            for key in keys:
                if isinstance(key, QKeySequence.StandardKey):
                    if event.matches(key):
                        return name
                elif pressed.matches(key) is QKeySequence.SequenceMatch.ExactMatch:
                    return name
        return ""

    def do(self, name: str) -> None:
        """What one of the table's keys does, by its name."""
        if name in ("copy", "paste", "clear", "fill_down"):
            getattr(self, name)()
        elif name == "cut":
            self.copy()
            self.clear()
        elif name in ("up", "down"):
            self.move_asked.emit(self.chosen_rows(), -1 if name == "up" else 1)
        elif name == "jump":
            at = self.current_row()
            if at is not None:
                self.jump_asked.emit(at)
        else:
            getattr(self, f"{name}_asked").emit()

    def edit(self, *arguments: object) -> bool | None:  # type: ignore[override]
        """Remember what called the editor: over a key that was typed no list opens."""
        if len(arguments) > 1:
            self.delegate.typed = arguments[1] == QAbstractItemView.EditTrigger.AnyKeyPressed
        return super().edit(*arguments)  # type: ignore[call-overload, no-any-return]

    def closeEditor(self, editor: QWidget, hint: QAbstractItemDelegate.EndEditHint) -> None:
        """Enter goes on to the cell below."""
        super().closeEditor(editor, hint)
        if hint is QAbstractItemDelegate.EndEditHint.SubmitModelCache:
            self._step()

    def _step(self) -> None:
        index = self.currentIndex()
        row = index.row() + 1
        while row < self._rows.rowCount() and isinstance(self._rows.item(row), Head):
            row += 1
        if index.isValid() and row < self._rows.rowCount():
            self.setCurrentIndex(self._rows.index(row, index.column()))

    # look

    def paintEvent(self, event: QPaintEvent) -> None:
        """Cells, lines between them, and heads over the whole width, whatever is scrolled sideways."""
        # an opaque viewport is moved as it is while scrolling: only the rows that come in are drawn. Each cell by Qt's
        # own drawing costs as much again as what stands in it
        area = event.rect()
        painter = QPainter(self.viewport())
        painter.fillRect(area, self.palette().base())
        model, cells, columns = self._rows, self.cells, self._shown_columns(area)
        right = min(area.right(), self.horizontalHeader().length() - self.horizontalHeader().offset() - 1)
        line = self._look.color("line")
        index = self.currentIndex()
        current = (index.row(), index.column()) if self.hasFocus() and index.isValid() else None
        place, count = self.rowAt(max(0, area.top())), model.rowCount()
        spans = [span for span in self._spans() if span.bottom() >= place]
        while 0 <= place < count and (top := self.rowViewportPosition(place)) <= area.bottom():
            height = self.rowHeight(place)
            item = model.item(place)
            if isinstance(item, Head):
                width = min(self.viewport().width(), self.horizontalHeader().length())
                cells.draw_head(painter, QRectF(0, top, width, height - 1), item)
            elif item is not None:
                chosen = [(span.left(), span.right()) for span in spans if span.top() <= place <= span.bottom()]
                for at, column, left, width in columns:
                    cells.draw(
                        painter,
                        QRect(left, top, width - 1, height - 1),
                        item,
                        column,
                        chosen=any(first <= at <= last for first, last in chosen),
                        current=(place, at) == current,
                    )
                painter.setPen(line)
                painter.drawLine(area.left(), top + height - 1, right, top + height - 1)
                for _, _, left, width in columns:
                    painter.drawLine(left + width - 1, top, left + width - 1, top + height - 1)
            place += 1
        painter.end()

    def _shown_columns(self, area: QRect) -> list[tuple[int, Column, int, int]]:
        """The columns in an area of the viewport: number, column, left edge and width."""
        found = []
        for at, column in enumerate(self._rows.columns()):
            left, width = self.columnViewportPosition(at), self.columnWidth(at)
            if width and left <= area.right() and left + width > area.left():
                found.append((at, column, left, width))
        return found

    def fit_rows(self) -> None:
        """Give every row the height its text asks for; of many rows only the heads."""
        one, two = self.cells.one_line, self.cells.two_lines
        header = self.verticalHeader()
        if header.defaultSectionSize() != two:
            header.setDefaultSectionSize(two)
        for place in self._rows.head_rows():
            if self.rowHeight(place) != one:
                self.setRowHeight(place, one)
        if self._rows.rowCount() > MEASURED_ROWS:
            return
        columns = self._rows.columns()
        widths = [(column, self.columnWidth(at)) for at, column in enumerate(columns)]
        for place in range(self._rows.rowCount()):
            item = self._rows.item(place)
            if isinstance(item, Head) or item is None:
                continue
            row = self._rows.ledger.rows[item]
            tall = any(
                column is not Column.STATUS and (text := row[column]) and self.cells.needs_two(text, width)
                for column, width in widths
            )
            height = two if tall else one
            if self.rowHeight(place) != height:
                self.setRowHeight(place, height)

    def row_at(self, index: QModelIndex) -> int | None:
        """The row of the ledger at a place of the table."""
        item = self._rows.item(index.row()) if index.isValid() else None
        return item if isinstance(item, int) else None

    def keys_of(self, action: QAction, name: str) -> None:
        """Show the table's key beside an entry of a menu, without giving the entry the key."""
        keys = _KEYS[name]
        key = keys[0]
        text = QKeySequence(key).toString(QKeySequence.SequenceFormat.NativeText)
        action.setText(f"{action.text()}\t{text}")
