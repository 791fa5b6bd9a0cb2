"""The status bar: how long the text is, what the body lists, what the text says of it, how fresh all this is."""

from __future__ import annotations

from collections.abc import Set

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QProgressBar, QPushButton, QStatusBar, QWidget

from desktop.app.look import Look
from desktop.app.summary import claim_text, is_wrong, main_claim, progress
from desktop.checks.settings import DONE
from desktop.report.model import Report, Status, Verdict

_GAP = "&nbsp;&nbsp; "


class StatusLine(QStatusBar):
    """The status bar. cancel_asked(): the running job is no longer wanted. words_asked(): the number was pressed."""

    cancel_asked = Signal()
    words_asked = Signal()

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self.setSizeGripEnabled(False)
        self.words, self.body, self.claim, self.fresh = QLabel(), QLabel(), QLabel(), QLabel()
        for label in (self.words, self.body, self.claim, self.fresh):
            label.setFont(look.font(12))
            label.setTextFormat(Qt.TextFormat.RichText)
        self._words = self._chosen = 0
        self.words.setToolTip("字数统计（Ctrl+Shift+G）")
        self.words.setTextInteractionFlags(
            Qt.TextInteractionFlag.LinksAccessibleByMouse | Qt.TextInteractionFlag.LinksAccessibleByKeyboard
        )
        self.words.linkActivated.connect(lambda link: self.words_asked.emit())
        self._job = QWidget()
        row = QHBoxLayout(self._job)
        row.setContentsMargins(0, 0, 0, 0)
        self.job_title = QLabel()
        self._bar = QProgressBar()
        self._bar.setRange(0, 0)
        self._bar.setTextVisible(False)
        self._bar.setFixedWidth(120)
        self.cancel_button = QPushButton("取消")
        self.cancel_button.clicked.connect(self.cancel_asked)
        row.addWidget(self.job_title)
        row.addWidget(self._bar)
        row.addWidget(self.cancel_button)
        self._job.hide()
        self.addWidget(self.words)
        self.addWidget(self.body)
        self.addWidget(self.claim)
        self.addPermanentWidget(self._job)
        self.addPermanentWidget(self.fresh)

    def show_words(self, count: int) -> None:
        """字数 of the whole."""
        self._words = count
        self._show_words()

    def show_chosen_words(self, count: int) -> None:
        """字数 of what is selected, 0 for nothing."""
        if count != self._chosen:
            self._chosen = count
            self._show_words()

    def _show_words(self) -> None:
        text = f"选中 {self._chosen:,} / {self._words:,} 字" if self._chosen else f"{self._words:,} 字"
        style = f"color:{self._look.theme.muted};text-decoration:none"
        self.words.setText(f"<a href='words' style='{style}'>{text}</a>")

    def show_report(self, report: Report, done: Set[Status] = DONE) -> None:
        """What the body lists and what the text claims. done: the statuses that count as done."""
        now = progress(report.problems, done)
        if now.problems:
            parts = [("已完成", now.done), ("正在整改", now.doing), ("未完成", now.open), ("未说明", now.unstated)]
            shown = [part for part in parts if part[1] or part[0] == "已完成"]
            text = f"正文列出 {self._strong(now.problems)} 个问题"
            if now.unstated == now.problems:
                text += "，没有逐条写明整改状态"
            else:
                text += "：" + _GAP.join(f"{name} {self._strong(count)}" for name, count in shown)
            if now.rate is not None:
                text += f"{_GAP}完成率 {self._strong(now.rate)}"
            self.body.setText(self._muted(text))
        else:
            self.body.setText("")
        claim = main_claim(report)
        if claim is None:
            self.claim.setText("")
            return
        if is_wrong(claim):
            color, end = self._look.theme.error, "✗ 不一致"
        elif claim.body is Verdict.OK:
            color, end = self._look.theme.done, "✓ 一致"
        else:
            color, end = self._look.theme.muted, ""
        self.claim.setText(f"<span style='color:{color}'>{claim_text(claim)}{_GAP}{end}</span>")

    def show_fresh(self, *texts: str) -> None:
        """刚刚检查, 已保存."""
        self.fresh.setText(self._muted(_GAP.join(text for text in texts if text)))

    def show_job(self, title: str) -> None:
        """A job that takes its time; "" for none."""
        self.job_title.setText(title)
        self._job.setVisible(bool(title))

    def _muted(self, text: str) -> str:
        return f"<span style='color:{self._look.theme.muted}'>{text}</span>"

    def _strong(self, value: object) -> str:
        return f"<b style='color:{self._look.theme.text}'>{value}</b>"
