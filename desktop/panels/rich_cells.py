"""Cells of rich text in a table, wrapped, the rows as high as they need."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QTextDocument, QTextOption
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QTableWidget, QWidget

from desktop.app.look import Look

HTML = Qt.ItemDataRole.UserRole + 7
_PAD_X, _PAD_Y = 8, 7


class RichCellDelegate(QStyledItemDelegate):
    """Draws what stands under HTML; other cells as usual."""

    def __init__(self, look: Look, parent: QWidget) -> None:
        super().__init__(parent)
        self._look = look

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Draw one cell."""
        html = index.data(HTML)
        if not isinstance(html, str):
            super().paint(painter, option, index)
            return
        rect = QRectF(option.rect)  # type: ignore[attr-defined]
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)  # type: ignore[attr-defined]
        painter.save()
        painter.fillRect(rect, self._look.color("accent_soft" if chosen else "panel"))
        document = self.document(html, int(rect.width()))
        painter.setClipRect(rect)
        painter.translate(rect.left() + _PAD_X, rect.top() + _PAD_Y)
        document.drawContents(painter)
        painter.restore()

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        """As high as the text wrapped in its column."""
        html = index.data(HTML)
        if not isinstance(html, str):
            return super().sizeHint(option, index)
        table = self.parent()
        width = table.columnWidth(index.column()) if isinstance(table, QTableWidget) else 200
        return QSize(width, int(self.document(html, width).size().height()) + 2 * _PAD_Y)

    def document(self, html: str, width: int) -> QTextDocument:
        """The text as set in a column of this width."""
        document = QTextDocument()
        document.setDefaultFont(self._look.font(13))
        option = QTextOption()
        option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        document.setDefaultTextOption(option)
        document.setDocumentMargin(0)
        document.setTextWidth(max(40, width - 2 * _PAD_X))
        document.setHtml(f"<span style='color:{self._look.color('text').name()}'>{html}</span>")
        return document
