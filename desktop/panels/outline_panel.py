"""结构: sections, aspects and problems; what is missing stands in red."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPoint, QPointF, QRectF, QSize, Qt, Signal, Slot
from PySide6.QtGui import QContextMenuEvent, QFont, QFontMetricsF, QKeyEvent, QMouseEvent, QPainter, QPen
from PySide6.QtWidgets import (
    QLabel,
    QListView,
    QPushButton,
    QStackedWidget,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from desktop.app.look import Look
from desktop.app.outline_model import ROW, OutlineKind, OutlineModel, OutlineRow
from desktop.panels.drawing import draw_status
from desktop.panels.header import PanelHeader
from desktop.panels.row_dragging import RowDragging

_INDENT = {OutlineKind.ASPECT: 22, OutlineKind.GROUP: 34, OutlineKind.PROBLEM: 38}
_ROW = 30
_INSERT = "插入"
_INSERT_WIDTH = 42


def insert_rect(row: QRectF) -> QRectF:
    """Where the button stands in the row of a missing part."""
    return QRectF(row.right() - _INSERT_WIDTH - 12, row.top() + 4, _INSERT_WIDTH, row.height() - 8)


class OutlineDelegate(QStyledItemDelegate):
    """A row: its sign or status, its words, elided."""

    def __init__(self, look: Look, parent: QWidget) -> None:
        super().__init__(parent)
        self._look = look

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        """Rows of 30."""
        return QSize(120, _ROW)

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Draw one row."""
        row = index.data(ROW)
        if not isinstance(row, OutlineRow):
            return
        look = self._look
        rect = QRectF(option.rect)  # type: ignore[attr-defined]
        state = option.state  # type: ignore[attr-defined]
        chosen = bool(state & QStyle.StateFlag.State_Selected)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if chosen or state & QStyle.StateFlag.State_MouseOver:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(look.color("accent_soft" if chosen else "background"))
            painter.drawRoundedRect(rect.adjusted(6, 0, -6, 0), 6, 6)
        if chosen and state & QStyle.StateFlag.State_HasFocus:
            painter.setPen(look.color("accent"))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(rect.adjusted(6.5, 0.5, -6.5, -0.5), 6, 6)
        left = rect.left() + 13
        color = "accent" if chosen else "text"
        font = look.font(13)
        if row.kind in (OutlineKind.SECTION, OutlineKind.MISSING):
            missing = row.kind is OutlineKind.MISSING
            color = "error" if missing else color
            painter.setPen(look.color("error" if missing else "done"))
            painter.setFont(look.font(13, QFont.Weight.DemiBold))
            sign = QRectF(left, rect.top(), 16, rect.height())
            painter.drawText(sign, Qt.AlignmentFlag.AlignVCenter, "✗" if missing else "✓")
            left += 18
        else:
            left = rect.left() + _INDENT[row.kind]
            if row.kind is OutlineKind.PROBLEM:
                draw_status(painter, QPointF(left + 18, rect.center().y()), row.status, look)
                left += 31
            else:
                left += 12
                color = "accent" if chosen else "muted"
        painter.setFont(font)
        painter.setPen(look.color(color))
        room = 30 if row.corrected else 12
        if row.kind is OutlineKind.MISSING:
            room += _INSERT_WIDTH + 6
            self._draw_insert(painter, insert_rect(rect))
            painter.setFont(font)
            painter.setPen(look.color(color))
        words = QRectF(left, rect.top(), rect.right() - left - room, rect.height())
        text = QFontMetricsF(font).elidedText(row.text.replace("\n", " "), Qt.TextElideMode.ElideRight, words.width())
        painter.drawText(words, Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine, text)
        if row.corrected:
            _draw_pencil(painter, QPointF(rect.right() - 20, rect.center().y()), look)
        painter.restore()

    def _draw_insert(self, painter: QPainter, place: QRectF) -> None:
        look = self._look
        painter.setPen(QPen(look.color("accent"), 1))
        painter.setBrush(look.color("panel"))
        painter.drawRoundedRect(place.adjusted(0.5, 0.5, -0.5, -0.5), 4, 4)
        painter.setFont(look.font(12))
        painter.drawText(place, Qt.AlignmentFlag.AlignCenter, _INSERT)


def _draw_pencil(painter: QPainter, center: QPointF, look: Look) -> None:
    """The mark of a line that a person told how to read."""
    painter.setPen(QPen(look.color("accent"), 1.4, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    x, y = center.x(), center.y()
    painter.drawPolygon(
        [
            QPointF(x - 5, y + 5),
            QPointF(x - 4, y + 1),
            QPointF(x + 2, y - 5),
            QPointF(x + 5, y - 2),
            QPointF(x - 1, y + 4),
        ]
    )


class OutlineView(QListView):
    """The list.

    menu_asked(QModelIndex, QPoint): the menu of a row, at a place on the screen.
    insert_asked(QModelIndex): the part that is missing there.
    """

    menu_asked = Signal(QModelIndex, QPoint)
    insert_asked = Signal(QModelIndex)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """By the mouse for the row under it, by the keyboard for the current one."""
        if event.reason() is QContextMenuEvent.Reason.Keyboard:
            self._ask_for_current()
        else:
            index = self.indexAt(event.pos())
            if index.isValid():
                self.setCurrentIndex(index)
                self.menu_asked.emit(index, event.globalPos())
        event.accept()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Shift+F10 and the menu key, also where the platform makes no menu of them."""
        shifted = event.modifiers() == Qt.KeyboardModifier.ShiftModifier
        if event.key() == Qt.Key.Key_Menu or (event.key() == Qt.Key.Key_F10 and shifted):
            self._ask_for_current()
            return
        enters = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Insert, Qt.Key.Key_Space)
        if event.key() in enters and self._is_missing(self.currentIndex()):
            self.insert_asked.emit(self.currentIndex())
            return
        super().keyPressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """A click on 插入."""
        super().mouseReleaseEvent(event)
        index = self.indexAt(event.position().toPoint())
        if event.button() is Qt.MouseButton.LeftButton and self._on_insert(index, event.position()):
            self.insert_asked.emit(index)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Anywhere on a missing part inserts it, once."""
        index = self.indexAt(event.position().toPoint())
        if self._is_missing(index):
            if not self._on_insert(index, event.position()):
                self.insert_asked.emit(index)
            event.accept()
            return
        super().mouseDoubleClickEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """The hand over 插入."""
        super().mouseMoveEvent(event)
        over = self._on_insert(self.indexAt(event.position().toPoint()), event.position())
        self.viewport().setCursor(Qt.CursorShape.PointingHandCursor if over else Qt.CursorShape.ArrowCursor)

    def _is_missing(self, index: QModelIndex | QPersistentModelIndex) -> bool:
        row = index.data(ROW) if index.isValid() else None
        return isinstance(row, OutlineRow) and row.kind is OutlineKind.MISSING

    def _on_insert(self, index: QModelIndex, point: QPointF) -> bool:
        return self._is_missing(index) and insert_rect(QRectF(self.visualRect(index))).contains(point)

    def _ask_for_current(self) -> None:
        index = self.currentIndex()
        if index.isValid():
            place = self.visualRect(index).bottomLeft() + QPoint(24, 0)
            self.menu_asked.emit(index, self.viewport().mapToGlobal(place))


class OutlinePanel(QWidget):
    """The structure.

    jumped(int): go to this line. menu_asked(OutlineRow, QPoint): the menu of
    a row. corrections_asked(QPoint): what a person told of lines. dropped(int,
    int): the part on a line was drawn before the one on another, 0 for the foot.
    insert_asked(OutlineRow): put in the part that is missing.
    """

    jumped = Signal(int)
    dropped = Signal(int, int)
    menu_asked = Signal(object, QPoint)
    corrections_asked = Signal(QPoint)
    insert_asked = Signal(object)

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("outline_panel")
        self._header = PanelHeader("结构", look)
        self._model = OutlineModel(self)
        self.view = OutlineView()
        self.view.setAccessibleName("报告结构")
        self.view.setModel(self._model)
        self.view.setItemDelegate(OutlineDelegate(look, self.view))
        self.view.setUniformItemSizes(True)
        self.view.setMouseTracking(True)
        self.view.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.view.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.view.clicked.connect(self._chosen)
        self.view.activated.connect(self._chosen)
        self.view.menu_asked.connect(self._menu_asked)
        self.dragging = RowDragging(self.view, look)
        self.dragging.dropped.connect(self._dropped)
        self.view.insert_asked.connect(self._insert_asked)
        self._empty = QLabel("这里列出报告的各部分、各方面和逐条问题。\n\n打开或写下报告后就会出现。")
        self._empty.setWordWrap(True)
        self._empty.setAlignment(Qt.AlignmentFlag.AlignTop)
        self._empty.setMargin(16)
        self._empty.setForegroundRole(self._empty.palette().ColorRole.PlaceholderText)
        self._pages = QStackedWidget()
        self._pages.addWidget(self._empty)
        self._pages.addWidget(self.view)
        self.told = QPushButton()
        self.told.setProperty("link", True)
        self.told.setToolTip("看哪些段落是按人工指定读的，也可以恢复自动判断")
        self.told.clicked.connect(self._told_pressed)
        self.told.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._header)
        column.addWidget(self._pages, 1)
        column.addWidget(self.told, 0, Qt.AlignmentFlag.AlignLeft)
        self.setAutoFillBackground(True)
        self.setBackgroundRole(self.palette().ColorRole.Base)

    @property
    def model(self) -> OutlineModel:
        """The rows."""
        return self._model

    def show_rows(self, rows: Sequence[OutlineRow], problems: int, told: int = 0) -> None:
        """Show the structure of a report with so many problems; told: how many lines are read as a person said."""
        self._model.show(rows)
        self.told.setText(f"按人工指定 {told} 处")
        self.told.setVisible(told > 0)
        self._header.set_note(f"{problems} 个问题" if problems else "")
        self._pages.setCurrentIndex(1 if rows else 0)

    def follow_caret(self, line: int) -> None:
        """Choose the row the caret's line belongs to."""
        number = self._model.row_at_line(line)
        index = self._model.index(number) if number >= 0 else QModelIndex()
        if self.view.currentIndex() != index:
            self.view.setCurrentIndex(index)
            if index.isValid():
                self.view.scrollTo(index)
            else:
                self.view.scrollToTop()

    @Slot(QModelIndex)
    def _chosen(self, index: QModelIndex) -> None:
        row = self._model.row(index)
        # a part that is missing stands nowhere
        if row is not None and row.kind is not OutlineKind.MISSING:
            self.jumped.emit(row.line)

    @Slot(QModelIndex)
    def _insert_asked(self, index: QModelIndex) -> None:
        row = self._model.row(index)
        if row is not None:
            self.insert_asked.emit(row)

    @Slot(int, int)
    def _dropped(self, number: int, gap: int) -> None:
        row, below = self._model.row(self._model.index(number)), self._model.row(self._model.index(gap))
        if row is not None and row.kind is not OutlineKind.MISSING:
            self.dropped.emit(
                row.line, below.line if below is not None and below.kind is not OutlineKind.MISSING else 0
            )

    @Slot(QModelIndex, QPoint)
    def _menu_asked(self, index: QModelIndex, place: QPoint) -> None:
        row = self._model.row(index)
        if row is not None:
            self.menu_asked.emit(row, place)

    @Slot()
    def _told_pressed(self) -> None:
        self.corrections_asked.emit(self.told.mapToGlobal(QPoint(12, 0)))
