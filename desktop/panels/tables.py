"""What the ledger's and the numbers' tables share: cells of wrapped text, rows as high as they need, pills."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter
from PySide6.QtWidgets import (
    QHeaderView,
    QLabel,
    QStackedWidget,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from desktop.app.look import Look
from desktop.panels.drawing import draw_lines, draw_pill, wrapped

PAD_X, PAD_Y = 10, 9
_MOST_LINES = 2
Index = QModelIndex | QPersistentModelIndex


class CellDelegate(QStyledItemDelegate):
    """A cell of text on at most two lines, the rest elided; what is drawn is told by small methods."""

    def __init__(self, look: Look, parent: QWidget) -> None:
        super().__init__(parent)
        self._look = look

    def text(self, index: Index) -> str:
        """The words of a cell."""
        return str(index.data() or "")

    def ink(self, index: Index) -> QColor:
        """The colour of a cell's words."""
        return self._look.color("text")

    def font(self, index: Index) -> QFont:
        """The font of a cell's words."""
        return self._look.font(13)

    def ground(self, index: Index) -> QColor | None:
        """A cell's background, None for the table's."""
        return None

    def is_pill(self, index: Index) -> bool:
        """Whether the cell is a status to draw as a pill."""
        return False

    @property
    def cell_font(self) -> QFont:
        """The font of ordinary cells."""
        return self._look.font(13)

    def pitch(self) -> float:
        """The distance of lines."""
        return QFontMetricsF(self._look.font(13)).height() + 1

    def height(self, index: Index, width: int) -> int:
        """The height a cell asks for in a column of this width."""
        lines = wrapped(self.text(index), self.font(index).toString(), max(20, width - 2 * PAD_X), _MOST_LINES)
        return round(2 * PAD_Y + len(lines) * self.pitch())

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """One line."""
        return QSize(80, round(2 * PAD_Y + self.pitch()))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw the cell."""
        rect = QRectF(option.rect)  # type: ignore[attr-defined]
        state = option.state  # type: ignore[attr-defined]
        ground = self.ground(index)
        if state & QStyle.StateFlag.State_Selected:
            ground = self._look.color("accent_soft")
        if ground is not None:
            painter.fillRect(rect, ground)
        inner = rect.adjusted(PAD_X, PAD_Y, -PAD_X, -PAD_Y)
        text = self.text(index)
        if self.is_pill(index) and text:
            draw_pill(painter, inner.adjusted(0, -2, 0, 2), text, self._look.font(12), self._look)
            return
        font = self.font(index)
        lines = wrapped(text, font.toString(), max(20, int(inner.width())), _MOST_LINES)
        draw_lines(painter, inner, lines, font, self.ink(index), self.pitch())


def prepare_table(table: QTableView, look: Look) -> None:
    """The common manners of both tables."""
    table.verticalHeader().hide()
    table.verticalHeader().setMinimumSectionSize(20)
    header = table.horizontalHeader()
    header.setFont(look.font(13, QFont.Weight.DemiBold))
    header.setFixedHeight(38)
    header.setHighlightSections(False)
    header.setSectionsClickable(False)
    header.setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
    table.setSelectionBehavior(QTableView.SelectionBehavior.SelectRows)
    table.setSelectionMode(QTableView.SelectionMode.SingleSelection)
    table.setEditTriggers(QTableView.EditTrigger.NoEditTriggers)
    table.setHorizontalScrollMode(QTableView.ScrollMode.ScrollPerPixel)
    table.setVerticalScrollMode(QTableView.ScrollMode.ScrollPerPixel)
    table.setTabKeyNavigation(False)
    table.setWordWrap(True)
    table.setCornerButtonEnabled(False)


def fit_rows(table: QTableView, delegate: CellDelegate, skip: frozenset[int] = frozenset()) -> None:
    """Make every row as high as its highest cell; rows in `skip` get one line."""
    model = table.model()
    one = round(2 * PAD_Y + delegate.pitch())
    total = 0
    widths = [table.columnWidth(column) for column in range(model.columnCount())]
    for row in range(model.rowCount()):
        height = one
        if row not in skip:
            for column, width in enumerate(widths):
                height = max(height, delegate.height(model.index(row, column), width))
        if table.rowHeight(row) != height:
            table.setRowHeight(row, height)
        total += height
    # a short table ends with its last row
    bar = table.horizontalScrollBar().sizeHint().height() if sum(widths) > table.viewport().width() else 0
    table.setMaximumHeight(total + table.horizontalHeader().height() + bar + 2)


def share_width(wanted: list[tuple[int, int]], room: int) -> list[int]:
    """Widths of columns from (least, stretch): what is left over goes to those that stretch; never below the least."""
    left = room - sum(least for least, _ in wanted)
    stretch = sum(share for _, share in wanted)
    if left <= 0 or not stretch:
        return [least for least, _ in wanted]
    widths = [least + left * share // stretch for least, share in wanted]
    last = max(number for number, (_, share) in enumerate(wanted) if share)
    widths[last] += room - sum(widths)
    return widths


ALIGN_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter


def table_or_words(view: QTableView, words: str) -> QStackedWidget:
    """Page 0: what belongs here, for as long as there is nothing; page 1: the table."""
    empty = QLabel(words)
    empty.setAlignment(Qt.AlignmentFlag.AlignCenter)
    empty.setForegroundRole(empty.palette().ColorRole.PlaceholderText)
    empty.setWordWrap(True)
    page = QWidget()
    column = QVBoxLayout(page)
    column.setContentsMargins(0, 0, 0, 0)
    column.addWidget(view, 1)
    column.addStretch(0)
    pages = QStackedWidget()
    pages.addWidget(empty)
    pages.addWidget(page)
    return pages
