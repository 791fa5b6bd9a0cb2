"""说明: why the chosen check exists, and what it rests on."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QLabel, QScrollArea, QWidget

from desktop.app.look import Look
from desktop.checks.base import Check

_MOST_EXPLAINED = 210
_LEAST_EXPLAINED, _SHARE = 96, 0.27


class Explanation(QScrollArea):
    """Why the chosen check exists, and what it rests on.

    more_asked(str): tell all about the check with this code.
    """

    more_asked = Signal(str)

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._check: Check | None = None
        self._label = QLabel()
        self._label.setWordWrap(True)
        self._label.setAlignment(Qt.AlignmentFlag.AlignTop)
        self._label.setContentsMargins(14, 12, 14, 12)
        self._label.setTextInteractionFlags(Qt.TextInteractionFlag.TextBrowserInteraction)
        self._label.linkActivated.connect(self._link)
        self._label.setAutoFillBackground(True)
        self.setWidget(self._label)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAccessibleName("说明")
        self.restyle()

    def explain(self, check: Check | None) -> None:
        """Explain this check, or disappear."""
        self._check = check
        self.setVisible(check is not None)
        if check is None:
            return
        text = check.explanation
        muted, accent = self._look.theme.muted, self._look.theme.accent
        self._label.setText(
            f"<p style='margin:0 0 4px 0'><b>{_rich(text.summary)}</b></p>"
            f"<p style='margin:0 0 4px 0'>{_rich(text.why)}</p>"
            f"<p style='margin:0 0 4px 0;color:{muted}'>依据：{_rich(text.source)}</p>"
            f"<p style='margin:0'><a href='{check.code}' style='color:{accent};text-decoration:none'>关于这项检查</a>"
            f"<span style='color:{muted}'>（{check.code}）</span></p>"
        )
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """As high as the text asks, up to a limit; longer texts scroll."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        wanted = self._label.heightForWidth(max(120, self.width())) + 2
        panel = self.parentWidget()
        most = max(_LEAST_EXPLAINED, min(_MOST_EXPLAINED, round(panel.height() * _SHARE))) if panel else _MOST_EXPLAINED
        self.setFixedHeight(min(wanted, most))

    def restyle(self) -> None:
        """Take the colours of the look."""
        self._label.setFont(self._look.font(12.5))
        self._label.setBackgroundRole(self._label.palette().ColorRole.Window)
        self.setStyleSheet(f"Explanation {{ border-top: 1px solid {self._look.theme.line}; }}")
        self.explain(self._check)

    @Slot(str)
    def _link(self, code: str) -> None:
        self.more_asked.emit(code)


def _rich(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace("\n", "<br>")
