"""结构: sections, aspects and problems; what is missing stands in red."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPointF, QRectF, QSize, Qt, Signal, Slot
from PySide6.QtGui import QFont, QFontMetricsF, QPainter
from PySide6.QtWidgets import (
    QLabel,
    QListView,
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

_INDENT = {OutlineKind.ASPECT: 22, OutlineKind.GROUP: 34, OutlineKind.PROBLEM: 38}
_ROW = 30


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
        words = QRectF(left, rect.top(), rect.right() - left - 12, rect.height())
        text = QFontMetricsF(font).elidedText(row.text.replace("\n", " "), Qt.TextElideMode.ElideRight, words.width())
        painter.drawText(words, Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine, text)
        painter.restore()


class OutlinePanel(QWidget):
    """The structure. jumped(int): go to this line."""

    jumped = Signal(int)

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("outline_panel")
        self._header = PanelHeader("结构", look)
        self._model = OutlineModel(self)
        self.view = QListView()
        self.view.setAccessibleName("报告结构")
        self.view.setModel(self._model)
        self.view.setItemDelegate(OutlineDelegate(look, self.view))
        self.view.setUniformItemSizes(True)
        self.view.setMouseTracking(True)
        self.view.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.view.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.view.clicked.connect(self._chosen)
        self.view.activated.connect(self._chosen)
        self._empty = QLabel("这里列出报告的各部分、各方面和逐条问题。\n\n打开或写下报告后就会出现。")
        self._empty.setWordWrap(True)
        self._empty.setAlignment(Qt.AlignmentFlag.AlignTop)
        self._empty.setMargin(16)
        self._empty.setForegroundRole(self._empty.palette().ColorRole.PlaceholderText)
        self._pages = QStackedWidget()
        self._pages.addWidget(self._empty)
        self._pages.addWidget(self.view)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._header)
        column.addWidget(self._pages, 1)
        self.setAutoFillBackground(True)
        self.setBackgroundRole(self.palette().ColorRole.Base)

    @property
    def model(self) -> OutlineModel:
        """The rows."""
        return self._model

    def show_rows(self, rows: Sequence[OutlineRow], problems: int) -> None:
        """Show the structure of a report with so many problems."""
        self._model.show(rows)
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
        if row is not None:
            self.jumped.emit(row.line)
