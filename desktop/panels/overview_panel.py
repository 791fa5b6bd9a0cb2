"""总览: how far the rectification has come, what is late, what is due when."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal, Slot
from PySide6.QtGui import QFont, QHelpEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QButtonGroup,
    QFrame,
    QHBoxLayout,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QScrollArea,
    QSizePolicy,
    QStackedWidget,
    QToolTip,
    QVBoxLayout,
    QWidget,
)

from desktop.app.look import Look
from desktop.ledger.columns import Column
from desktop.ledger.overview import Group, GroupBy, Item, Overview, Urgency, days_words
from desktop.panels.board_drawing import (
    BoardPen,
    Spot,
    bars_height,
    draw_bars,
    draw_figures,
    draw_timeline,
    figures,
    figures_height,
    timeline_height,
)
from desktop.report.model import Status

_MARGIN = 18
_EMPTY = (
    "这里按方面、责任单位、牵头领导和完成时限汇总整改进度，列出超期和临近到期的问题，可以打印上墙。\n\n"
    "打开写有逐条问题的报告，或导入整改台账后就会显示。"
)


class _Chart(QWidget):
    """A drawing as wide as there is room and as high as it asks."""

    clicked = Signal(object)

    def __init__(
        self, name: str, height: Callable[[float], float], draw: Callable[[QPainter, QRectF], list[Spot]]
    ) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self._height = height
        self._draw = draw
        self._spots: list[Spot] = []
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def hasHeightForWidth(self) -> bool:
        """The time line grows where months are narrow."""
        return True

    def heightForWidth(self, width: int) -> int:
        """As high as the drawing asks."""
        return round(self._height(width))

    def sizeHint(self) -> QSize:
        """As high as the drawing asks in the present width."""
        return QSize(400, self.heightForWidth(max(400, self.width())))

    def minimumSizeHint(self) -> QSize:
        """The same: nothing of it may be cut."""
        return QSize(360, self.heightForWidth(max(360, self.width())))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw it, and remember where each item stands."""
        painter = QPainter(self)
        self._spots = self._draw(painter, QRectF(self.rect()))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """A click on an item."""
        item = self.item_at(event.position())
        if item is not None and event.button() is Qt.MouseButton.LeftButton:
            self.clicked.emit(item)

    def event(self, event: QEvent) -> bool:
        """An item tells what it is when pointed at."""
        if event.type() is QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            item = self.item_at(QPointF(event.pos()))
            QToolTip.showText(event.globalPos(), item_words(item) if item is not None else "", self)
            return True
        return super().event(event)

    def item_at(self, point: QPointF) -> Item | None:
        """The item drawn at a point."""
        return next((spot.item for spot in self._spots if spot.rect.contains(point)), None)


def item_words(item: Item) -> str:
    """What is said of an item: its words, who answers for it, by when, how far it is."""
    status = item.row[Column.STATUS].strip() or Status.UNSTATED.value
    parts = [f"{item.number}. {item.title}"]
    parts += [
        f"{column.value}：{text}" for column in (Column.LEADER, Column.DEPARTMENT) if (text := item.row[column].strip())
    ]
    when = item.row[Column.DEADLINE].strip()
    open_days = days_words(item) if item.urgency is not Urgency.DONE else ""
    parts.append("，".join(filter(None, (status, f"时限 {when}" if when else "", open_days))))
    return "\n".join(parts)


class OverviewPanel(QWidget):
    """The overview. asked(Item): show this problem. print_asked(), picture_asked(): the board to hang up."""

    asked = Signal(object)
    print_asked = Signal()
    picture_asked = Signal()

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("overview_panel")
        self._look = look
        self._pen = BoardPen(look)
        self._by = GroupBy.ASPECT
        self._done: frozenset[Status] = frozenset()
        self._groups: Sequence[Group] = ()
        self._months: Sequence[Group] = ()
        self.overview: Overview | None = None
        self._title = QLabel()
        self._said = QLabel()
        self._said.setForegroundRole(self._said.palette().ColorRole.PlaceholderText)
        self._figures = _Chart("进度数字", lambda width: figures_height(), self._draw_figures)
        self._bars = _Chart("分组进度", lambda width: bars_height(self._groups), self._draw_bars)
        self._time = _Chart("按完成时限排列的问题", lambda width: timeline_height(self._months, width), self._draw_time)
        self._time.clicked.connect(self.asked)
        self.list = QListWidget()
        self.list.setAccessibleName("超期和临近到期的问题")
        self.list.setWordWrap(True)
        self.list.setSpacing(2)
        self.list.itemActivated.connect(self._activated)
        self.list.itemClicked.connect(self._activated)
        self._heads: list[QLabel] = []
        self._buttons: dict[GroupBy, QPushButton] = {}
        page = QWidget()
        page.setObjectName("overview_page")
        column = QVBoxLayout(page)
        column.setContentsMargins(_MARGIN, 14, _MARGIN, _MARGIN)
        column.setSpacing(14)
        column.addLayout(self._head_row())
        column.addWidget(self._figures)
        middle = QHBoxLayout()
        middle.setSpacing(14)
        middle.addWidget(self._boxed(self._group_row(), self._bars, stretch=True), 3)
        middle.addWidget(self._boxed(self._heading("超期和临近到期"), self.list), 2)
        column.addLayout(middle)
        column.addWidget(self._boxed(self._heading("完成时限"), self._time))
        column.addStretch(1)
        self._scroll = QScrollArea()
        self._scroll.setAccessibleName("总览")
        self._scroll.setWidgetResizable(True)
        self._scroll.setFrameShape(QFrame.Shape.NoFrame)
        self._scroll.setWidget(page)
        empty = QLabel(_EMPTY)
        empty.setAlignment(Qt.AlignmentFlag.AlignCenter)
        empty.setForegroundRole(empty.palette().ColorRole.PlaceholderText)
        empty.setWordWrap(True)
        self._pages = QStackedWidget()
        self._pages.addWidget(empty)
        self._pages.addWidget(self._scroll)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(self._pages)
        self.setFocusProxy(self.list)
        look.changed.connect(self._restyle)
        self._restyle()

    def show_overview(self, overview: Overview, done: frozenset[Status]) -> None:
        """Show a ledger's overview. done: the statuses that count as done."""
        self.overview, self._done = overview, done
        self._pages.setCurrentIndex(1 if overview.items else 0)
        self._title.setText(overview.ledger.title or "整改进度总览")
        day = overview.today
        self._said.setText(f"截至 {day.year}年{day.month}月{day.day}日")
        self._months = overview.groups(GroupBy.MONTH, done)
        self._figures.setAccessibleDescription("，".join(f"{word} {value}" for word, value, _ in figures(overview)))
        self._fill_list(overview)
        self.group_by(self._by)

    def group_by(self, by: GroupBy) -> None:
        """Show the bars of these groups."""
        self._by = by
        self._buttons[by].setChecked(True)
        self._groups = self.overview.groups(by, self._done) if self.overview is not None else ()
        said = (f"{group.name}：{group.totals.done}/{group.totals.total}" for group in self._groups)
        self._bars.setAccessibleDescription("；".join(said))
        for chart in (self._figures, self._bars, self._time):
            chart.updateGeometry()
            chart.update()

    # -- building ------------------------------------------------------------------------------------

    def _head_row(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(16)
        row.addWidget(self._title)
        row.addWidget(self._said, 1)
        for text, asked in (("打印挂图…", self.print_asked), ("保存为图片或 PDF…", self.picture_asked)):
            button = QPushButton(text)
            button.clicked.connect(asked)
            row.addWidget(button)
        return row

    def _group_row(self) -> QWidget:
        holder = QWidget()
        row = QHBoxLayout(holder)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(self._heading("进度"))
        row.addSpacing(8)
        group = QButtonGroup(self)
        for by in GroupBy:
            button = QPushButton(f"按{by.value}")
            button.setCheckable(True)
            button.setProperty("chip", True)
            button.clicked.connect(lambda checked=False, by=by: self.group_by(by))
            group.addButton(button)
            self._buttons[by] = button
            row.addWidget(button)
        row.addStretch(1)
        return holder

    def _heading(self, text: str) -> QLabel:
        label = QLabel(text)
        self._heads.append(label)
        return label

    def _boxed(self, head: QWidget, body: QWidget, *, stretch: bool = False) -> QFrame:
        box = QFrame()
        box.setProperty("box", True)
        column = QVBoxLayout(box)
        column.setContentsMargins(14, 10, 14, 12)
        column.setSpacing(8)
        column.addWidget(head)
        column.addWidget(body, 0 if stretch else 1)
        if stretch:
            column.addStretch(1)
        return box

    def _fill_list(self, overview: Overview) -> None:
        self.list.clear()
        for item in (*overview.late, *overview.coming):
            leader = item.row[Column.LEADER].strip() or item.row[Column.DEPARTMENT].strip()
            row = QListWidgetItem(f"{days_words(item)}　{item.number}. {item.title}{f'（{leader}）' if leader else ''}")
            row.setData(Qt.ItemDataRole.UserRole, item)
            row.setForeground(self._look.color("error" if item in overview.late else "text"))
            self.list.addItem(row)
        if not self.list.count():
            row = QListWidgetItem("没有超期的问题，20 天内也没有到期的。")
            row.setFlags(Qt.ItemFlag.NoItemFlags)
            self.list.addItem(row)

    # -- drawing -------------------------------------------------------------------------------------

    def _draw_figures(self, painter: QPainter, rect: QRectF) -> list[Spot]:
        if self.overview is not None:
            draw_figures(painter, rect, self.overview, self._pen)
        return []

    def _draw_bars(self, painter: QPainter, rect: QRectF) -> list[Spot]:
        draw_bars(painter, rect, self._groups, self._pen)
        return []

    def _draw_time(self, painter: QPainter, rect: QRectF) -> list[Spot]:
        return draw_timeline(painter, rect, self._months, self._pen)

    @Slot(QListWidgetItem)
    def _activated(self, row: QListWidgetItem) -> None:
        item = row.data(Qt.ItemDataRole.UserRole)
        if isinstance(item, Item):
            self.asked.emit(item)

    @Slot()
    def _restyle(self) -> None:
        self._title.setFont(self._look.font(15, QFont.Weight.DemiBold))
        for label in self._heads:
            label.setFont(self._look.font(13, QFont.Weight.DemiBold))
        if self.overview is not None:
            self._fill_list(self.overview)
