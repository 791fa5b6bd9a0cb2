"""A strip above the page that offers to do something, and takes no for an answer."""

from __future__ import annotations

from PySide6.QtWidgets import QPushButton

from desktop.app.icons import Icons
from desktop.app.look import Look
from desktop.panels.notice_bar import NoticeBar


class OfferBar(NoticeBar):
    """One sentence and two buttons; acted(): yes. Without an offer it only tells."""

    def __init__(self, look: Look, icons: Icons, action: str, refusal: str = "不用") -> None:
        super().__init__(look, icons, action)
        self.refuse = QPushButton(refusal)
        self.refuse.setProperty("link", True)
        self.refuse.clicked.connect(self.hide)
        row = self.layout()
        assert row is not None
        row.addWidget(self.refuse)

    def offer(self, sentence: str) -> None:
        """Offer it."""
        self._show_buttons(offering=True)
        self.tell(sentence)

    def say(self, sentence: str) -> None:
        """Only tell."""
        self._show_buttons(offering=False)
        self.tell(sentence)

    def _show_buttons(self, *, offering: bool) -> None:
        self.action.setVisible(offering)
        self.refuse.setVisible(offering)
        self._close.setVisible(not offering)
