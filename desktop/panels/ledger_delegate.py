"""How the cells of the ledger are edited."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import (
    QAbstractItemModel,
    QModelIndex,
    QPersistentModelIndex,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtWidgets import QAbstractItemDelegate, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from desktop.app.ledger_model import LedgerModel
from desktop.ledger.columns import Column
from desktop.panels.ledger_cells import LedgerCells
from desktop.panels.ledger_editors import ChoiceEditor, DayEditor, FillKey, LongEditor, editor_for

Index = QModelIndex | QPersistentModelIndex


class LedgerDelegate(QStyledItemDelegate):
    """Edits the cells; the table draws them itself.

    fill_asked(str): what was written shall stand in every chosen cell.
    """

    fill_asked = Signal(str)

    def __init__(self, model: LedgerModel, cells: LedgerCells, parent: QWidget) -> None:
        super().__init__(parent)
        self._model = model
        self._cells = cells
        self.typed = False
        """Whether the editor that comes was called by a key typed into the cell: no list may open over it."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """One line."""
        return QSize(80, self._cells.one_line)

    # editing

    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: Index) -> QWidget:
        """The editor of the column."""
        column = self._model.columns()[index.column()]
        editor = editor_for(column, self._known, parent)
        editor.setFont(self._cells.cell_font)
        name = f"{column.value}，第 {index.row() + 1} 行"
        editor.setAccessibleName(name)
        key = FillKey(editor)
        key.asked.connect(lambda text: self._fill(editor, text))
        if isinstance(editor, (ChoiceEditor, DayEditor)):
            editor.chosen.connect(lambda: self._done(editor))
            if isinstance(editor, ChoiceEditor) and not self.typed:
                editor.offer()
        elif isinstance(editor, LongEditor):
            editor.finished.connect(lambda: self._done(editor))
        return editor

    def setEditorData(self, editor: QWidget, index: Index) -> None:
        """The whole text."""
        text = str(index.data(Qt.ItemDataRole.EditRole) or "")
        editor.set_text(text)  # type: ignore[attr-defined]

    def setModelData(self, editor: QWidget, model: QAbstractItemModel, index: Index) -> None:
        """Ask for what was written; nothing where nothing was changed."""
        old = str(index.data(Qt.ItemDataRole.EditRole) or "")
        new = editor.text()  # type: ignore[attr-defined]
        if isinstance(editor, DayEditor) and new == "、".join(old.split("\n")):
            return
        if new != old.strip():
            model.setData(index, new, Qt.ItemDataRole.EditRole)

    def updateEditorGeometry(self, editor: QWidget, option: QStyleOptionViewItem, index: Index) -> None:
        """Over the cell; long texts take the room they need."""
        rect = option.rect  # type: ignore[attr-defined]
        if isinstance(editor, LongEditor):
            editor.stand_at(rect)
            return
        width = max(rect.width(), editor.sizeHint().width(), 120)
        height = min(rect.height(), max(editor.sizeHint().height(), 30))
        parent = editor.parentWidget()
        room = rect if parent is None else parent.rect()
        left = max(0, min(rect.left(), room.width() - width))
        editor.setGeometry(left, rect.top(), width, height)

    def _done(self, editor: QWidget) -> None:
        self.commitData.emit(editor)
        self.closeEditor.emit(editor, QAbstractItemDelegate.EndEditHint.SubmitModelCache)

    def _fill(self, editor: QWidget, text: str) -> None:
        self.closeEditor.emit(editor, QAbstractItemDelegate.EndEditHint.RevertModelCache)
        self.fill_asked.emit(text)

    def _known(self, column: Column) -> Sequence[str]:
        return known_words(self._model, column)


def known_words(model: LedgerModel, column: Column) -> list[str]:
    """What stands in a column already, in order of appearance."""
    words = (" ".join(row[column].split()) for row in model.ledger.rows)
    return list(dict.fromkeys(word for word in words if word))
