"""公文排版: the report set by GB/T 9704—2012, with a picture of its pages while the elements are chosen."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, QTimer, Signal, Slot
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QScrollArea,
    QSplitter,
    QVBoxLayout,
    QWidget,
)

from desktop.app.jobs import Jobs, Token
from desktop.app.look import Look
from desktop.app.page_layout import Layout, LayoutStopped, lay_out
from desktop.app.page_paint import PageFonts, font_note
from desktop.app.typeset_text import Tail, tail_of, with_tail
from desktop.documents.page_model import Printable
from desktop.documents.typeset_settings import TypesetSettings
from desktop.panels.page_view import PageView
from desktop.panels.typeset_form import TypesetForm
from desktop.report.model import Report

_WAIT_MS = 250


class TypesetDialog(QDialog):
    """Fields at the left, a page at the right. word_asked(), print_asked(), pdf_asked(): do that with `made()`."""

    word_asked = Signal()
    print_asked = Signal()
    pdf_asked = Signal()

    def __init__(
        self, report: Report, settings: TypesetSettings, look: Look, fonts: PageFonts, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle("公文排版")
        self.setWindowFlag(Qt.WindowType.WindowMaximizeButtonHint)
        room = self.screen().availableGeometry().size()
        self.resize(QSize(1060, 780).boundedTo(room - QSize(40, 60)))
        self._report, self._fonts = report, fonts
        self._jobs = Jobs(self)
        self._stale = False
        self.form = TypesetForm()
        self.form.show_settings(settings)
        found = tail_of(report)
        self.form.show_found(found.signature, found.date)
        self.view = PageView(look, fonts)
        self.told = QLabel()
        self.told.setWordWrap(True)
        self.told.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.place = QLabel("正在排版…")
        self.back = self._button("上一页", lambda: self.view.turn(self.view.number - 1))
        self.forth = self._button("下一页", lambda: self.view.turn(self.view.number + 1))
        self.word = self._button("导出 Word…", self.word_asked.emit)
        self.word.setDefault(True)
        self.print_button = self._button("打印预览…", self.print_asked.emit)
        self.pdf = self._button("导出 PDF…", self.pdf_asked.emit)
        close = self._button("关闭", self.accept)
        self.view.turned.connect(self._show_place)
        scroll = QScrollArea()
        scroll.setAccessibleName("版式")
        scroll.setWidget(self.form)
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QScrollArea.Shape.NoFrame)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setMinimumWidth(360)
        turning = QHBoxLayout()
        turning.addStretch(1)
        for widget in (self.back, self.place, self.forth):
            turning.addWidget(widget)
        turning.addStretch(1)
        right = QWidget()
        page = QVBoxLayout(right)
        page.setContentsMargins(8, 0, 0, 0)
        page.addWidget(self.view, 1)
        page.addLayout(turning)
        middle = QSplitter(Qt.Orientation.Horizontal)
        middle.addWidget(scroll)
        middle.addWidget(right)
        middle.setStretchFactor(1, 1)
        middle.setSizes([400, 640])
        middle.setChildrenCollapsible(False)
        buttons = QHBoxLayout()
        buttons.addWidget(self.print_button)
        buttons.addWidget(self.pdf)
        buttons.addStretch(1)
        buttons.addWidget(close)
        buttons.addWidget(self.word)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 16, 16, 14)
        column.setSpacing(12)
        column.addWidget(middle, 1)
        column.addWidget(self.told)
        column.addLayout(buttons)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_WAIT_MS)
        self._timer.timeout.connect(self._draw)
        self.form.changed.connect(self._timer.start)
        self._draw()

    def settings(self) -> TypesetSettings:
        """What is chosen."""
        return self.form.settings()

    def report(self) -> Report:
        """The report with the signature and the date that were typed here."""
        return with_tail(self._report, Tail(*self.form.tail()))

    def is_drawn(self) -> bool:
        """Whether the page shown is that of what is chosen."""
        return not self._jobs.busy and not self._timer.isActive() and self.view.count > 0

    def done(self, result: int) -> None:
        """Leave nothing running."""
        self._timer.stop()
        self._jobs.close()
        super().done(result)

    def _button(self, text: str, slot: object) -> QPushButton:
        button = QPushButton(text)
        button.setAutoDefault(False)
        button.clicked.connect(slot)
        return button

    @Slot()
    def _draw(self) -> None:
        if self._jobs.busy:
            self._stale = True
            return
        self._stale = False
        settings, fonts, report, tail = self.settings(), self._fonts, self._report, Tail(*self.form.tail())

        def work(token: Token) -> tuple[Printable, Layout] | None:
            from desktop.documents.set_pages import set_report

            printable = set_report(with_tail(report, tail), settings)
            try:
                return printable, lay_out(printable, fonts.measure, cancelled=token.cancelled)
            except LayoutStopped:
                return None

        self._jobs.run("", work, self._drawn, self.told.setText)

    @Slot(object)
    def _drawn(self, made: tuple[Printable, Layout] | None) -> None:
        if made is not None:
            printable, layout = made
            self.view.show_layout(layout)
            missing = self._fonts.stand_ins(self.settings().fonts.names())
            note = font_note(printable, self._fonts)
            if missing:
                note += "导出的 Word 里仍写规定的字体名，请在装有这些字体的电脑上核对。"
            self.told.setText("　".join((*self.form.problems(), *printable.notes, *([note] if note else []))))
            self.told.setVisible(bool(self.told.text()))
        if self._stale:
            self._draw()

    @Slot()
    def _show_place(self) -> None:
        number, count = self.view.number, self.view.count
        self.place.setText(f"第 {number} 页，共 {count} 页")
        self.back.setEnabled(number > 1)
        self.forth.setEnabled(number < count)
