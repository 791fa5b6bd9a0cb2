"""What one sees first: open, new, the sample, and the files of the last days."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

from PySide6.QtCore import QEvent, QRectF, Qt, Signal, Slot
from PySide6.QtGui import QEnterEvent, QFont, QFontMetricsF, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QGridLayout, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from desktop.app.look import Look
from desktop.app.recent import RecentFile, when

_WIDTH = 920
_ROW, _CARD = 44, 110
_SHOWN = 7


class Card(QAbstractButton):
    """A large button with a title and two lines below."""

    def __init__(self, title: str, note: str, look: Look) -> None:
        super().__init__()
        self.setText(title)
        self._note = note
        self._look = look
        self.setAccessibleName(title)
        self.setAccessibleDescription(note)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMinimumSize(200, _CARD)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the card; framed in the accent colour under the pointer or with the focus."""
        look = self._look
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        on = self.hasFocus() or self.underMouse()
        painter.setPen(QPen(look.color("accent" if on else "line"), 1))
        painter.setBrush(look.color("accent_soft" if self.isDown() else "panel"))
        painter.drawRoundedRect(box, 8, 8)
        painter.setPen(look.color("text"))
        painter.setFont(look.font(16, QFont.Weight.DemiBold))
        inner = box.adjusted(20, 20, -20, -14)
        painter.drawText(inner, Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft, self.text())
        painter.setPen(look.color("muted"))
        painter.setFont(look.font(13))
        below = inner.adjusted(0, 30, 0, 0)
        painter.drawText(below, Qt.AlignmentFlag.AlignTop | Qt.TextFlag.TextWordWrap, self._note)

    def enterEvent(self, event: QEnterEvent) -> None:
        """Frame it."""
        super().enterEvent(event)
        self.update()

    def leaveEvent(self, event: QEvent) -> None:
        """Take the frame away."""
        super().leaveEvent(event)
        self.update()


class RecentRow(QAbstractButton):
    """A file with what was found in it and when."""

    def __init__(self, item: RecentFile, now: datetime, look: Look) -> None:
        super().__init__()
        self.item = item
        self._look = look
        self._when = when(item.opened, now)
        name = Path(item.path).name
        self.setText(name)
        self.setToolTip(item.path)
        self.setAccessibleName(f"{name}，{self._result()[0]}，{self._when}")
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setFixedHeight(_ROW)

    def _result(self) -> tuple[str, str]:
        item = self.item
        if item.errors is None or item.warnings is None:
            return "", "muted"
        if item.errors == item.warnings == 0:
            return "✓ 没有发现问题", "done"
        if item.errors == 0:
            return f"疑 {item.warnings}", "warning"
        return f"错 {item.errors}　疑 {item.warnings}", "error"

    def paintEvent(self, event: QPaintEvent) -> None:
        """Name, result, time."""
        look = self._look
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self.hasFocus() or self.underMouse():
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(look.color("accent_soft"))
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(4, 4, -4, -4), 6, 6)
        font = look.font(13)
        painter.setFont(font)
        width, height = self.width(), self.height()
        result, color = self._result()
        name = QRectF(18, 0, max(60, width - 18 - 320), height)
        middle = Qt.AlignmentFlag.AlignVCenter
        painter.setPen(look.color("text"))
        shown = QFontMetricsF(font).elidedText(self.text(), Qt.TextElideMode.ElideMiddle, name.width())
        painter.drawText(name, middle, shown)
        painter.setPen(look.color(color))
        painter.drawText(QRectF(width - 318, 0, 150, height), middle, result)
        painter.setPen(look.color("muted"))
        painter.drawText(QRectF(width - 160, 0, 142, height), middle | Qt.AlignmentFlag.AlignRight, self._when)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter opens, as the space bar does."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
            return
        super().keyPressEvent(event)

    def enterEvent(self, event: QEnterEvent) -> None:
        """Show the row as chosen."""
        super().enterEvent(event)
        self.update()

    def leaveEvent(self, event: QEvent) -> None:
        """Show the row as it was."""
        super().leaveEvent(event)
        self.update()


class RecentList(QWidget):
    """The rows in one frame. asked(str): open this path."""

    asked = Signal(str)

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(1, 1, 1, 1)
        self._column.setSpacing(0)

    def show_items(self, items: Sequence[RecentFile], now: datetime) -> None:
        """Show these files."""
        while self._column.count():
            widget = self._column.takeAt(0).widget()
            widget.hide()
            widget.deleteLater()
        for item in items[:_SHOWN]:
            row = RecentRow(item, now, self._look)
            row.clicked.connect(self._open)
            self._column.addWidget(row)
        self.updateGeometry()

    def paintEvent(self, event: QPaintEvent) -> None:
        """The frame and the lines between rows."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(self._look.color("line"))
        painter.setBrush(self._look.color("panel"))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), 8, 8)
        for number in range(1, self._column.count()):
            painter.drawLine(1, 1 + number * _ROW, self.width() - 2, 1 + number * _ROW)

    @Slot()
    def _open(self) -> None:
        row = self.sender()
        if isinstance(row, RecentRow):
            self.asked.emit(row.item.path)


class StartPage(QWidget):
    """The start page. open_asked(), new_asked(), sample_asked(), recent_asked(str path), help_asked()."""

    open_asked = Signal()
    new_asked = Signal()
    sample_asked = Signal()
    recent_asked = Signal(str)
    help_asked = Signal()

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("start_page")
        self._look = look
        self._title = QLabel("对账")
        self._note = QLabel("起草、检查整改报告，管好整改台账。全程离线，文件不离开本机。")
        self._note.setForegroundRole(self._note.palette().ColorRole.PlaceholderText)
        self.open_card = Card("打开报告", "Word、WPS、PDF 或文本，也可以直接拖到这里", look)
        self.new_card = Card("新建报告", "选种类、填几项情况，排好提纲，边写边检查", look)
        self.sample_card = Card("打开示例", "一份有错的报告，先试一试", look)
        self.open_card.clicked.connect(self.open_asked)
        self.new_card.clicked.connect(self.new_asked)
        self.sample_card.clicked.connect(self.sample_asked)
        cards = QGridLayout()
        cards.setSpacing(16)
        for number, card in enumerate((self.open_card, self.new_card, self.sample_card)):
            cards.addWidget(card, 0, number)
            cards.setColumnStretch(number, 1)
        self.help_link = QPushButton("使用手册（F1）")
        self.help_link.setProperty("link", True)
        self.help_link.clicked.connect(self.help_asked)
        self._recent_title = QLabel("最近使用")
        self.recent = RecentList(look)
        self.recent.asked.connect(self.recent_asked)
        self._none = QLabel("打开过的报告会列在这里，附上次检查的结果。")
        self._none.setForegroundRole(self._none.palette().ColorRole.PlaceholderText)
        inner = QWidget()
        inner.setMaximumWidth(_WIDTH)
        column = QVBoxLayout(inner)
        column.setContentsMargins(24, 24, 24, 24)
        column.setSpacing(0)
        column.addWidget(self._title)
        column.addSpacing(6)
        column.addWidget(self._note)
        column.addSpacing(32)
        column.addLayout(cards)
        column.addSpacing(36)
        titles = QHBoxLayout()
        titles.addWidget(self._recent_title)
        titles.addStretch(1)
        titles.addWidget(self.help_link)
        column.addLayout(titles)
        column.addSpacing(10)
        column.addWidget(self.recent)
        column.addWidget(self._none)
        row = QHBoxLayout()
        row.addStretch(1)
        row.addWidget(inner, 100)
        row.addStretch(1)
        outer = QVBoxLayout(self)
        outer.addStretch(5)
        outer.addLayout(row)
        outer.addStretch(6)
        look.changed.connect(self._restyle)
        self._restyle()
        self.show_recent((), datetime.now())

    def show_recent(self, items: Sequence[RecentFile], now: datetime) -> None:
        """Show the files opened lately."""
        self.recent.show_items(items, now)
        self.recent.setVisible(bool(items))
        self._none.setVisible(not items)

    @Slot()
    def _restyle(self) -> None:
        self._title.setFont(self._look.font(30, QFont.Weight.Bold))
        self._note.setFont(self._look.font(15))
        self._recent_title.setFont(self._look.font(13, QFont.Weight.DemiBold))
        self._none.setFont(self._look.font(13))
        self.update()
