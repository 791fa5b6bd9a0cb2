"""How the cells of the ledger are drawn and edited."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QAbstractItemModel, QModelIndex, QPersistentModelIndex, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPen, QPolygonF
from PySide6.QtWidgets import QAbstractItemDelegate, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from desktop.app.ledger_model import LedgerModel, head_words
from desktop.app.ledger_table import Due, Head, pressing
from desktop.app.look import Look
from desktop.ledger.columns import Column
from desktop.panels.drawing import draw_lines, draw_pill, status_colors, wrapped
from desktop.panels.ledger_editors import ChoiceEditor, DayEditor, FillKey, LongEditor, editor_for
from desktop.panels.tables import PAD_X, PAD_Y

Index = QModelIndex | QPersistentModelIndex
MOST_LINES = 2
_QUIET = frozenset({Column.MEASURES, Column.PROGRESS, Column.CAUSE, Column.DETAIL, Column.GOAL})
_QUIET_ALPHA = 209
_CORNER = 8.0


class LedgerDelegate(QStyledItemDelegate):
    """Reads the model without asking it cell by cell and role by role: a page of cells is drawn in a frame.

    fill_asked(str): what was written shall stand in every chosen cell.
    """

    fill_asked = Signal(str)

    def __init__(self, model: LedgerModel, look: Look, parent: QWidget) -> None:
        super().__init__(parent)
        self._model = model
        self._look = look
        self.typed = False
        """Whether the editor that comes was called by a key typed into the cell: no list may open over it."""
        look.changed.connect(self.restyle)
        self.restyle()

    def restyle(self) -> None:
        """Take fonts and colours from the look."""
        look = self._look
        self.cell_font = look.font(13)
        self._font_key = self.cell_font.toString()
        self._metrics = QFontMetricsF(self.cell_font)
        self.pitch = self._metrics.height() + 1
        self._pill_font = look.font(12)
        self.head_font = look.font(13, QFont.Weight.DemiBold)
        self._ink, self._quiet = look.color("text"), look.color("text", _QUIET_ALPHA)
        self._error, self._warning = look.color("error"), look.color("warning")
        self._mark, self._accent, self._chosen = (
            look.color("warning_mark"),
            look.color("accent"),
            look.color("accent_soft"),
        )
        self._widest = self._metrics.horizontalAdvance("国")

    @property
    def one_line(self) -> int:
        """The height of a row with one line."""
        return round(2 * PAD_Y + self.pitch)

    @property
    def two_lines(self) -> int:
        """The height of a row with two."""
        return round(2 * PAD_Y + MOST_LINES * self.pitch)

    def needs_two(self, text: str, width: int) -> bool:
        """Whether a text needs a second line in a column of this width; measured only where it is close."""
        room = width - 2 * PAD_X
        count = len(text)
        if count * self._widest <= room:
            return False
        if count * self._widest > 3 * room:
            return True
        return self._metrics.horizontalAdvance(text.replace("\n", " ")) > room

    def text_width(self, text: str) -> float:
        """The width of a text on one line."""
        return self._metrics.horizontalAdvance(text)

    # drawing

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """One line."""
        return QSize(80, self.one_line)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw a cell; heads are drawn by the table over the whole width."""
        model = self._model
        item = model.item(index.row())
        if not isinstance(item, int):
            return
        column = model.columns()[index.column()]
        row = model.ledger.rows[item]
        rect = QRectF(option.rect)  # type: ignore[attr-defined]
        state = option.state  # type: ignore[attr-defined]
        if state & QStyle.StateFlag.State_Selected:
            painter.fillRect(rect, self._chosen)
        inner = rect.adjusted(PAD_X, PAD_Y, -PAD_X, -PAD_Y)
        if column is Column.STATUS:
            words = model.shown_text(row, column)
            if words:
                late = pressing(row, model.today, model.done) is Due.OVERDUE
                ink, soft = status_colors(row[column]) if row[column] else ("warning", "warning_soft")
                colors = ("error", "error_soft") if late else (ink, soft)
                draw_pill(painter, inner.adjusted(0, -2, 0, 2), words, self._pill_font, self._look, row[column], colors)
        elif text := row[column]:
            lines = wrapped(text, self._font_key, max(20, int(inner.width())), MOST_LINES)
            draw_lines(painter, inner, lines, self.cell_font, self._color(item, column), self.pitch)
        if model.conflict(item, column) is not None:
            corner = rect.topRight()
            painter.save()
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(self._mark)
            painter.drawPolygon(QPolygonF([corner, corner - QPointF(_CORNER, 0), corner + QPointF(0, _CORNER)]))
            painter.restore()
        if state & QStyle.StateFlag.State_HasFocus:
            painter.save()
            painter.setPen(QPen(self._accent, 2))
            painter.drawRect(rect.adjusted(1, 1, -2, -2))
            painter.restore()

    def _color(self, item: int, column: Column) -> QColor:
        if column is Column.DEADLINE:
            due = pressing(self._model.ledger.rows[item], self._model.today, self._model.done)
            if due is not None:
                return self._error if due is Due.OVERDUE else self._warning
        return self._quiet if column in _QUIET else self._ink

    def draw_head(self, painter: QPainter, rect: QRectF, head: Head) -> None:
        """A head over the whole width: its words, then its numbers in a quieter colour."""
        painter.fillRect(rect, self._look.color("background"))
        painter.setPen(self._look.color("line"))
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        whole = head_words(head)
        numbers = whole[len(head.title) :].strip()
        metrics = QFontMetricsF(self.head_font)
        inner = rect.adjusted(PAD_X, 0, -PAD_X, 0)
        room = inner.width() - self._metrics.horizontalAdvance(numbers) - 16
        title = metrics.elidedText(head.title, Qt.TextElideMode.ElideRight, max(60.0, room))
        flags = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
        painter.setFont(self.head_font)
        painter.setPen(self._ink)
        painter.drawText(inner, flags, title)
        painter.setFont(self.cell_font)
        painter.setPen(self._look.color("muted"))
        painter.drawText(inner.adjusted(metrics.horizontalAdvance(title) + 16, 0, 0, 0), flags, numbers)

    # editing

    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: Index) -> QWidget:
        """The editor of the column."""
        column = self._model.columns()[index.column()]
        editor = editor_for(column, self._known, parent)
        editor.setFont(self.cell_font)
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
