"""The buttons of the chosen finding's card: its fixes, the places it speaks of, the ways to ignore it."""

from __future__ import annotations

from PySide6.QtCore import QObject, Qt, Signal, Slot
from PySide6.QtWidgets import QMenu, QPushButton, QWidget

from desktop.app.look import Look
from desktop.app.missing_parts import SECTION_MISSING
from desktop.checks.base import Finding
from desktop.panels.chips import FlowLayout

_MOST_PLACES = 30
_LONGEST = 16


class FindingActions(QObject):
    """What can be asked about a finding.

    fix_asked(Finding, Fix), related_asked(Span), ignore_asked(Finding, bool
    for good), switch_off_asked(str code), insert_asked(Finding): the part it misses.
    """

    fix_asked = Signal(object, object)
    related_asked = Signal(object)
    ignore_asked = Signal(object, bool)
    switch_off_asked = Signal(str)
    insert_asked = Signal(object)

    def add_ignore_actions(self, menu: QMenu, finding: Finding) -> None:
        """The ways to be left in peace by a finding."""
        once = menu.addAction("忽略这一处（这次打开期间）")
        once.triggered.connect(_Ask(self.ignore_asked, once, finding, False).ask)
        always = menu.addAction("以后都忽略这一处")
        always.triggered.connect(_Ask(self.ignore_asked, always, finding, True).ask)
        menu.addSeparator()
        off = menu.addAction("关闭这项检查")
        off.setToolTip("所有报告都不再做这项检查，可以在设置里重新打开")
        off.triggered.connect(_Ask(self.switch_off_asked, off, finding.rule).ask)


class CardButtons(QWidget):
    """The buttons in lines, at the left of a card's text."""

    def __init__(self, finding: Finding, actions: FindingActions, look: Look) -> None:
        super().__init__()
        self._actions = actions
        self._look = look
        self.setAttribute(Qt.WidgetAttribute.WA_NoSystemBackground)
        self._line = QWidget(self)
        self._flow = FlowLayout(self._line)
        for number, fix in enumerate(finding.fixes):
            button = self._button(fix.label)
            button.setProperty("primary", number == 0)
            button.clicked.connect(_Ask(actions.fix_asked, button, finding, fix).ask)
        if finding.kind == SECTION_MISSING:
            insert = self._button("从模板插入")
            insert.setProperty("primary", True)
            insert.clicked.connect(_Ask(actions.insert_asked, insert, finding).ask)
        if finding.related:
            self._add_related(finding)
        ignore = self._button("忽略 ▾")
        ignore.setAccessibleName("忽略")
        menu = QMenu(ignore)
        actions.add_ignore_actions(menu, finding)
        ignore.setMenu(menu)

    def height_for(self, width: int) -> int:
        """How high the lines are at this width."""
        return self._flow.heightForWidth(width)

    def place(self, left: int, top: int, width: int) -> None:
        """Where the lines begin."""
        self._line.setGeometry(left, top, width, self.height_for(width))

    def _add_related(self, finding: Finding) -> None:
        places = finding.related
        asked = self._actions.related_asked
        if len(places) == 1:
            button = self._button(f"看第 {places[0].span.line} 段")
            button.clicked.connect(_Ask(asked, button, places[0].span).ask)
            return
        button = self._button(f"看 {len(places)} 处 ▾")
        menu = QMenu(button)
        for place in places[:_MOST_PLACES]:
            action = menu.addAction(f"第 {place.span.line} 段　{_short(place.text, 24)}")
            action.triggered.connect(_Ask(asked, action, place.span).ask)
        button.setMenu(menu)

    def _button(self, text: str) -> QPushButton:
        button = QPushButton(_short(text, _LONGEST), self._line)
        button.setFont(self._look.font(12.5))
        button.setToolTip(text if len(text) > _LONGEST else "")
        button.setAccessibleName(text)
        button.setCursor(Qt.CursorShape.PointingHandCursor)
        self._flow.addWidget(button)
        return button


class _Ask(QObject):
    """Emits a signal with its values when a button is pressed; lives as long as the button."""

    def __init__(self, signal: object, owner: QObject, *values: object) -> None:
        super().__init__(owner)
        self._signal = signal
        self._values = values

    @Slot()
    def ask(self) -> None:
        """Emit."""
        self._signal.emit(*self._values)  # type: ignore[attr-defined]


def _short(text: str, most: int) -> str:
    text = text.replace("\n", " ")
    return text if len(text) <= most else text[: most - 1] + "…"
