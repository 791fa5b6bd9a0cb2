"""检查结果: the findings as cards, grouped and filtered; what the chosen one means stands below."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import (
    QEvent,
    QModelIndex,
    QObject,
    Qt,
    QTimer,
    Signal,
    Slot,
)
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import (
    QApplication,
    QFrame,
    QHBoxLayout,
    QLabel,
    QListView,
    QPushButton,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from desktop.app.finding_model import NAMES, Entry, FindingModel, Step
from desktop.app.look import Look
from desktop.app.summary import count_findings
from desktop.checks.base import Check, Family, Finding, Severity
from desktop.panels.card_buttons import CardButtons, FindingActions
from desktop.panels.chips import Chips
from desktop.panels.explanation import Explanation
from desktop.panels.finding_cards import RIGHT, TEXT_LEFT, CardDelegate
from desktop.panels.header import PanelHeader

_MOST_CHIPS = 7


class FindingPanel(QWidget):
    """The findings.

    chosen(Finding or None): another card is the chosen one. asked(Finding):
    go there. ignored_asked(), settings_asked(), about_asked(str code): the
    links. What is asked of single findings comes from `asking`.
    """

    chosen = Signal(object)
    asked = Signal(object)
    ignored_asked = Signal()
    settings_asked = Signal()
    about_asked = Signal(str)

    def __init__(self, look: Look, check_of: Callable[[str], Check | None], parent: QWidget | None = None) -> None:
        """check_of: the check with a code."""
        super().__init__(parent)
        self.setObjectName("finding_panel")
        self._look = look
        self._check_of = check_of
        self.asking = FindingActions(self)
        self._header = PanelHeader("检查结果", look)
        self._chips = Chips("按类别筛选", _MOST_CHIPS)
        self._chips.chosen.connect(self._filter)
        self._chip_box = QWidget()
        box = QVBoxLayout(self._chip_box)
        box.setContentsMargins(12, 10, 12, 10)
        box.addWidget(self._chips)
        self.model = FindingModel(self._family_of, self)
        self.view = QListView()
        self.view.setAccessibleName("检查结果列表")
        self.view.setModel(self.model)
        self._cards = CardDelegate(look, self.view)
        self.view.setItemDelegate(self._cards)
        self.view.setMouseTracking(True)
        self.view.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.view.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.view.setResizeMode(QListView.ResizeMode.Adjust)
        self.view.clicked.connect(self._clicked)
        self.view.activated.connect(self._clicked)
        self.view.selectionModel().currentChanged.connect(self._current_changed)
        self.view.installEventFilter(self)
        self._current: Finding | None = None
        self._buttons: CardButtons | None = None
        self._quiet = False
        self._resume = -1
        self._reveal_timer = QTimer(self)
        self._reveal_timer.setSingleShot(True)
        self._reveal_timer.setInterval(0)
        self._reveal_timer.timeout.connect(self._reveal)
        self._empty = QLabel()
        self._empty.setForegroundRole(self._empty.palette().ColorRole.PlaceholderText)
        self._empty.setWordWrap(True)
        self._empty.setAlignment(Qt.AlignmentFlag.AlignTop)
        self._empty.setMargin(16)
        self._pages = QStackedWidget()
        self._pages.addWidget(self._empty)
        self._pages.addWidget(self.view)
        self.ignored = _link("看忽略了哪些，可以恢复")
        self.ignored.clicked.connect(self.ignored_asked)
        self.switched_off = _link("在设置里可以重新打开")
        self.switched_off.clicked.connect(self.settings_asked)
        self._footer = QWidget()
        foot = QHBoxLayout(self._footer)
        foot.setContentsMargins(8, 2, 8, 2)
        foot.addWidget(self.ignored)
        foot.addWidget(self.switched_off)
        foot.addStretch(1)
        self._footer.hide()
        self._explanation = Explanation(look)
        self._explanation.more_asked.connect(self.about_asked)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._header)
        column.addWidget(self._chip_box)
        column.addWidget(_rule(self))
        column.addWidget(self._pages, 1)
        column.addWidget(self._footer)
        column.addWidget(self._explanation)
        self.setAutoFillBackground(True)
        self.setBackgroundRole(self.palette().ColorRole.Base)
        look.changed.connect(self._restyle)
        self.show_message("还没有检查。打开报告后自动检查，也可以按 F7。")

    @property
    def current(self) -> Finding | None:
        """The finding of the chosen card."""
        return self._current

    def clear(self, text: str) -> None:
        """Forget everything, for another report; say why there is no list."""
        self._quiet = True
        self._drop_buttons()
        self.model.filter(None)
        self.model.show((), ())
        self._quiet = False
        self._current = None
        self._footer.hide()
        self.show_message(text)

    def show_message(self, text: str) -> None:
        """Say why there is no list."""
        self._resume = -1
        self._empty.setText(text)
        self._pages.setCurrentIndex(0)
        self._chip_box.hide()
        self._explanation.hide()
        self._header.set_note("")

    def show_findings(
        self, findings: Sequence[Finding], lines: Sequence[str], ignored: int, switched_off: int = 0
    ) -> None:
        """Show the findings of a check; the chosen card stays the chosen one where it is still there.

        ignored: how many findings are not shown. switched_off: how many checks do not run.
        """
        before, scroll = self._current, self.view.verticalScrollBar().value()
        if before is not None:
            # where to go on when this finding is gone
            self._resume = self.view.currentIndex().row() - 1
        self._quiet = True
        self._drop_buttons()
        if findings:  # before the cards are there: a list that comes into view is laid out
            self._pages.setCurrentIndex(1)
            self._chip_box.show()
        paragraph = self.model.paragraph_of(before) if before is not None else ""
        self.model.show(findings, lines)
        row = self.model.row_of(before, paragraph) if before is not None else -1
        self.view.setCurrentIndex(self.model.index(row) if row >= 0 else QModelIndex())
        self._quiet = False
        self._show_chips()
        self._show_footer(ignored, switched_off)
        if not findings:
            self.show_message("✓ 没有发现问题。" if not ignored else "✓ 没有其他问题。")
        self._take_current(row)
        self.view.doItemsLayout()
        self.view.verticalScrollBar().setValue(scroll)

    def choose(self, finding: Finding) -> None:
        """Make the card of this finding the chosen one and bring it into view."""
        row = self.model.row_of(finding)
        if row < 0 and self.model.family is not None:
            self._filter(None)
            row = self.model.row_of(finding)
        if row >= 0:
            self.view.setCurrentIndex(self.model.index(row))
            self._reveal_timer.start()

    def step(self, step: Step) -> None:
        """Go to the next or previous finding."""
        current = self.view.currentIndex()
        here = current.row() if current.isValid() else self._resume + (1 if step is Step.PREVIOUS else 0)
        row = self.model.step(here, step)
        if row >= 0:
            index = self.model.index(row)
            self.view.setCurrentIndex(index)
            self._clicked(index)
            self._reveal_timer.start()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Enter goes to the place, Delete ignores for now."""
        if watched is self.view and event.type() is QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            if event.key() == Qt.Key.Key_Delete and self._current is not None:
                self.asking.ignore_asked.emit(self._current, False)
                return True
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.modifiers():
                self._clicked(self.view.currentIndex())
                return True
        return super().eventFilter(watched, event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Cards are wrapped anew."""
        super().resizeEvent(event)
        self.view.doItemsLayout()

    def _family_of(self, rule: str) -> Family:
        check = self._check_of(rule)
        return check.family if check is not None else Family.STRUCTURE

    def _show_footer(self, ignored: int, switched_off: int) -> None:
        self.ignored.setText(f"已忽略 {ignored} 处")
        self.ignored.setVisible(ignored > 0)
        self.switched_off.setText(f"已关闭 {switched_off} 项检查")
        self.switched_off.setVisible(switched_off > 0)
        self._footer.setVisible(ignored > 0 or switched_off > 0)

    def _show_chips(self) -> None:
        families = self.model.families()
        chips: list[tuple[str, Family | None]] = [(f"全部 {sum(families.values())}", None)]
        chips += [(f"{family.value} {count}", family) for family, count in families.items()]
        self._chips.show_chips(chips, self.model.family)
        counts = count_findings(self.model.findings)
        named = ((NAMES[Severity.ERROR], counts.errors), (NAMES[Severity.WARNING], counts.warnings))
        note = "　".join(f"{name} {count}" for name, count in (*named, (NAMES[Severity.INFO], counts.infos)))
        self._header.set_note(note)

    @Slot(object)
    def _filter(self, family: Family | None) -> None:
        self._quiet = True
        before = self._current
        self._drop_buttons()
        self.model.filter(family)
        row = self.model.row_of(before) if before is not None else -1
        self.view.setCurrentIndex(self.model.index(row) if row >= 0 else QModelIndex())
        self._quiet = False
        self._take_current(row)
        self._show_chips()
        self.view.doItemsLayout()
        self.view.scrollToTop()

    @Slot()
    def _reveal(self) -> None:
        """Bring the chosen card into view, once it has its buttons and the explanation its room."""
        self.view.doItemsLayout()
        self.view.scrollTo(self.view.currentIndex())

    @Slot(QModelIndex)
    def _clicked(self, index: QModelIndex) -> None:
        entry = self.model.entry(index.row())
        if entry is not None:
            self.asked.emit(entry.finding)

    @Slot(QModelIndex, QModelIndex)
    def _current_changed(self, current: QModelIndex, previous: QModelIndex) -> None:
        if not self._quiet:
            self._take_current(current.row())

    def _take_current(self, row: int) -> None:
        self._drop_buttons()
        entry = self.model.entry(row)
        self._current = entry.finding if entry is not None else None
        if entry is not None:
            self._give_buttons(row, entry)
        check = self._check_of(entry.finding.rule) if entry is not None else None
        self._explanation.explain(check)
        self.view.scheduleDelayedItemsLayout()
        self.chosen.emit(self._current)

    def _give_buttons(self, row: int, entry: Entry) -> None:
        buttons = self._buttons = CardButtons(entry.finding, self.asking, self._look)
        width = max(100, self.view.viewport().width() - TEXT_LEFT - RIGHT)
        self._cards.buttons_height = buttons.height_for(width)
        buttons.place(TEXT_LEFT, self._cards.card_top(entry), width)
        self.view.setIndexWidget(self.model.index(row), buttons)

    def _drop_buttons(self) -> None:
        if self._buttons is not None:
            focused = QApplication.focusWidget()
            if focused is not None and self._buttons.isAncestorOf(focused):
                # otherwise the focus would go to the first button of the window
                self.view.setFocus()
            # Qt deletes it a turn of the event loop later
            self._buttons.hide()
            for row in range(self.model.rowCount()):
                index = self.model.index(row)
                if self.view.indexWidget(index) is self._buttons:
                    self.view.setIndexWidget(index, None)  # type: ignore[arg-type]
            self._buttons = None

    @Slot()
    def _restyle(self) -> None:
        self.view.doItemsLayout()
        self._explanation.restyle()
        self.update()


def _link(tip: str) -> QPushButton:
    button = QPushButton()
    button.setProperty("link", True)
    button.setToolTip(tip)
    return button


def _rule(parent: QWidget) -> QFrame:
    line = QFrame(parent)
    line.setFrameShape(QFrame.Shape.HLine)
    line.setFrameShadow(QFrame.Shadow.Plain)
    line.setForegroundRole(line.palette().ColorRole.Mid)
    line.setFixedHeight(1)
    return line
