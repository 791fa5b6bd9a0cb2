"""The kinds of report to begin: ours, the office's own templates, and an empty page."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractButton, QGridLayout, QLabel, QScrollArea, QVBoxLayout, QWidget

from desktop.app.look import Look
from desktop.drafting.templates import Template, TemplateError
from desktop.panels.start_page import Card

_COLUMNS = 2
_HEIGHT = 92


class KindCard(Card):
    """A card with its template, None for the empty page; Enter takes it as the space bar does."""

    def __init__(self, title: str, note: str, look: Look, template: Template | None) -> None:
        super().__init__(title, note, look)
        self.template = template
        self.setFixedHeight(_HEIGHT)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter, and the arrows to the cards around."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
            return
        super().keyPressEvent(event)


class KindCards(QScrollArea):
    """The cards. taken(Template or None): this one."""

    taken = Signal(object)

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self.setWidgetResizable(True)
        self.setFrameShape(QScrollArea.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.viewport().setAutoFillBackground(False)
        self.cards: list[KindCard] = []

    def show_templates(self, templates: Sequence[Template], errors: Sequence[TemplateError]) -> None:
        """A card for each template, and the reasons why others cannot be used."""
        inner = QWidget()
        inner.setAutoFillBackground(False)
        column = QVBoxLayout(inner)
        column.setContentsMargins(0, 0, 8, 0)
        column.setSpacing(12)
        self.cards = []
        # ours first: a clerk looks for the kind, and the office's own ones carry their mark
        for own in (False, True):
            members = [template for template in templates if template.own is own]
            if own and members:
                column.addWidget(QLabel("本单位的模板"))
            grid = QGridLayout()
            grid.setSpacing(12)
            cards = [KindCard(t.name, t.about or t.kind.value, self._look, t) for t in members]
            if not own:
                cards.append(KindCard("空白报告", "从空白写起，或者粘贴已有的文字", self._look, None))
            for number, card in enumerate(cards):
                card.clicked.connect(self._clicked)
                grid.addWidget(card, number // _COLUMNS, number % _COLUMNS)
            for number in range(_COLUMNS):
                grid.setColumnStretch(number, 1)
            column.addLayout(grid)
            self.cards += cards
        if errors:
            told = QLabel("下面的模板暂时不能用：\n" + "\n".join(str(error) for error in errors))
            told.setWordWrap(True)
            told.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            told.setStyleSheet(f"color: {self._look.color('error').name()};")
            column.addWidget(told)
        column.addStretch(1)
        self.setWidget(inner)

    @Slot()
    def _clicked(self) -> None:
        card = self.sender()
        if isinstance(card, QAbstractButton) and isinstance(card, KindCard):
            self.taken.emit(card.template)
