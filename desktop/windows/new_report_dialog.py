"""新建: which kind of report, and the facts and problems it begins with; the draft's outline at the side."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from html import escape
from pathlib import Path

from PySide6.QtCore import Qt, QTimer, QUrl, Signal, Slot
from PySide6.QtGui import QDesktopServices, QFont, QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QAbstractButton,
    QDialog,
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QScrollArea,
    QStackedWidget,
    QTextBrowser,
    QVBoxLayout,
    QWidget,
)

from desktop.app.latest_only import LatestOnly
from desktop.app.look import Look
from desktop.app.office_facts import OfficeFacts, lasting
from desktop.app.problem_source import ProblemSource, of_file, of_ledger
from desktop.documents.errors import DocumentError
from desktop.drafting.draft import Draft, draft
from desktop.drafting.facts import Facts
from desktop.drafting.known_facts import joined_facts
from desktop.drafting.outline_preview import facts_used, preview_lines
from desktop.drafting.templates import Template, Templates
from desktop.ledger.model import Ledger
from desktop.panels.facts_form import FactsForm
from desktop.panels.kind_cards import KindCards
from desktop.panels.problem_source_box import ProblemSourceBox
from desktop.paths import created
from desktop.windows import dialogs

OURS = "自带模板（复制到上一层再改）"
_KINDS, _FACTS = range(2)
_PAUSE_MS = 120
_LEDGERS = "整改台账（Excel） (*.xlsx *.xlsm);;所有文件 (*)"
_FEEDBACK = "反馈意见（Word、文本） (*.docx *.docm *.txt *.doc *.wps *.rtf *.odt *.pdf);;所有文件 (*)"
_UNREADABLE = "读不了“{}”。请在 Word、WPS 或 Excel 里另存为 .docx 或 .xlsx，再选一次。"


class NewReportDialog(QDialog):
    """Two pages.

    drafted(Draft, Facts, str, Path or None): the report as laid out, from
    these facts, under this name, from the ledger in this workbook. blank().
    """

    drafted = Signal(object, object, str, object)
    blank = Signal()

    def __init__(
        self,
        look: Look,
        offices: OfficeFacts,
        load: Callable[[], Templates],
        templates_folder: Path,
        today: Callable[[], date] = date.today,
        parent: QWidget | None = None,
    ) -> None:
        """load: reads the templates anew each time, as the office may have changed them meanwhile."""
        super().__init__(parent)
        self._look, self._offices, self._load, self._folder = look, offices, load, templates_folder
        self._template: Template | None = None
        self._own: tuple[str, Ledger] | None = None
        self._draft: Draft | None = None
        self.setWindowTitle("新建报告")
        self.resize(980, 640)
        self.cards = KindCards(look)
        self.cards.taken.connect(self.take_template)
        self.form = FactsForm(look, today)
        self.form.offer_offices(offices.offices)
        self.form.office_chosen.connect(self._take_office)
        self.source = ProblemSourceBox(look)
        self.source.ledger_asked.connect(self._ask_ledger)
        self.source.feedback_asked.connect(self._ask_feedback)
        self.source.own_asked.connect(self._take_own)
        self.source.changed.connect(self._source_changed)
        self.preview = QTextBrowser()
        self.preview.setAccessibleName("草稿的提纲")
        self.preview.setOpenLinks(False)
        self._pages = QStackedWidget()
        self._pages.addWidget(self._kinds_page())
        self._pages.addWidget(self._facts_page())
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._pages)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_PAUSE_MS)
        self._pause.timeout.connect(self._show_preview)
        self.form.changed.connect(self._pause.start)
        self.form.ended.connect(self.make.setFocus)
        self._reading = LatestOnly(self)
        self._reading.ready.connect(self._was_read)
        self._reading.failed.connect(self._read_broke)
        self._read_name = ""
        self.finished.connect(self._reading.close)
        last = offices.last
        self.form.show_facts(lasting(last) if last is not None else Facts())
        self._show_cards()

    def offer_own_ledger(self, name: str, ledger: Ledger) -> None:
        """Offer the ledger that is open in the window."""
        self._own = name, ledger
        self.source.offer_own(name)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter in a field goes on to the next one: a draft is not made before the clerk says so."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            focused = self.focusWidget()
            if isinstance(focused, QAbstractButton):
                focused.click()
            event.accept()
            return
        super().keyPressEvent(event)

    @Slot(object)
    def take_template(self, template: Template | None) -> None:
        """This kind; None: an empty page, for which nothing needs to be asked."""
        if template is None:
            self.accept()
            self.blank.emit()
            return
        self._template = template
        self._title.setText(f"新建{template.name}")
        self.form.show_only(facts_used(template))
        self._pages.setCurrentIndex(_FACTS)
        self._show_preview()
        self.form.lines["unit"].setFocus()

    @Slot()
    def finish(self) -> None:
        """Lay the draft out."""
        wrong = self.form.wrong_field()
        if wrong is not None:
            wrong.setFocus()
            self._told.setText("有一个日期认不出来，请改成 2025年7月3日 的样子，或者先空着。")
            return
        self.source.read_now()
        if self._reading.busy:
            self._told.setText("文件还没有读完，请稍候。")
            return
        self._show_preview()
        if self._draft is None or self._template is None:
            return
        facts = self.form.facts()
        self._offices.remember(facts)
        self.accept()
        source = self.source.source
        workbook = source.workbook if source is not None else None
        self.drafted.emit(self._draft, facts, f"{facts.whole_name}{self._template.name}", workbook)

    # the pages

    def _kinds_page(self) -> QWidget:
        page = QWidget()
        title = QLabel("要写哪一种报告？")
        title.setFont(self._look.font(18, QFont.Weight.DemiBold))
        told = QLabel("选好后填几项基本情况（都可以先空着），程序排好提纲和常用表述，还要填的地方逐处标出来。")
        told.setForegroundRole(told.palette().ColorRole.PlaceholderText)
        told.setWordWrap(True)
        folder = self._link("模板文件夹", self._open_folder)
        folder.setToolTip("模板是普通的文本文件，可以改、可以加；改好后点“重新读取”")
        again = self._link("重新读取", self._show_cards)
        cancel = QPushButton("取消")
        cancel.setAutoDefault(False)
        cancel.clicked.connect(self.reject)
        bottom = QHBoxLayout()
        bottom.addWidget(folder)
        bottom.addWidget(again)
        bottom.addStretch(1)
        bottom.addWidget(cancel)
        column = QVBoxLayout(page)
        column.setContentsMargins(24, 20, 24, 16)
        column.setSpacing(12)
        column.addWidget(title)
        column.addWidget(told)
        column.addWidget(self.cards, 1)
        column.addLayout(bottom)
        return page

    def _facts_page(self) -> QWidget:
        page = QWidget()
        self._title = QLabel()
        self._title.setFont(self._look.font(18, QFont.Weight.DemiBold))
        inner = QWidget()
        column = QVBoxLayout(inner)
        column.setContentsMargins(0, 0, 12, 0)
        column.setSpacing(10)
        where = QLabel("问题从哪里来")
        where.setFont(self._look.font(13, QFont.Weight.DemiBold))
        column.addWidget(where)
        column.addWidget(self.source)
        column.addWidget(self.form)
        column.addStretch(1)
        scroll = QScrollArea()
        scroll.setAccessibleName("报告的基本情况")
        scroll.setWidget(inner)
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.viewport().setAutoFillBackground(False)
        inner.setAutoFillBackground(False)
        side = QVBoxLayout()
        side.setSpacing(6)
        head = QLabel("草稿的提纲")
        head.setFont(self._look.font(13, QFont.Weight.DemiBold))
        side.addWidget(head)
        side.addWidget(self.preview, 1)
        self._told = QLabel()
        self._told.setWordWrap(True)
        back = QPushButton("上一步")
        back.setAutoDefault(False)
        back.clicked.connect(self._back)
        clear = self._link("清空", lambda: self.form.show_facts(Facts()))
        clear.setToolTip("清空填写的各项")
        self.make = QPushButton("生成草稿")
        self.make.setToolTip("Ctrl+回车")
        self.make.setProperty("primary", True)
        self.make.setAutoDefault(False)
        self.make.clicked.connect(self.finish)
        QShortcut(QKeySequence("Ctrl+Return"), page, self.finish)
        cancel = QPushButton("取消")
        cancel.setAutoDefault(False)
        cancel.clicked.connect(self.reject)
        bottom = QHBoxLayout()
        bottom.addWidget(back)
        bottom.addWidget(clear)
        bottom.addWidget(self._told, 1)
        bottom.addWidget(cancel)
        bottom.addWidget(self.make)
        middle = QHBoxLayout()
        middle.setSpacing(20)
        middle.addWidget(scroll, 11)
        middle.addLayout(side, 9)
        outer = QVBoxLayout(page)
        outer.setContentsMargins(24, 20, 24, 16)
        outer.setSpacing(12)
        outer.addWidget(self._title)
        outer.addLayout(middle, 1)
        outer.addLayout(bottom)
        return page

    def _link(self, text: str, slot: Callable[[], object]) -> QPushButton:
        button = QPushButton(text)
        button.setProperty("link", True)
        button.setAutoDefault(False)
        button.clicked.connect(lambda checked=False: slot())
        return button

    @Slot()
    def _back(self) -> None:
        self._pages.setCurrentIndex(_KINDS)
        self.cards.cards[0].setFocus()

    def _show_cards(self) -> None:
        templates = self._load()
        self.cards.show_templates(templates.all, templates.errors)
        self.cards.cards[0].setFocus()

    def _open_folder(self) -> None:
        try:
            folder = created(self._folder)
            _put_ours(folder)
        except OSError:
            dialogs.show_error(self, f"打不开模板文件夹，请检查有没有权限：\n{self._folder}")
            return
        if not QDesktopServices.openUrl(QUrl.fromLocalFile(str(folder))):
            dialogs.show_error(self, f"没有程序能打开文件夹，请自己找到它：\n{folder}")

    # facts and problems

    @Slot(str)
    def _take_office(self, name: str) -> None:
        known = self._offices.of(name)
        if known is not None:
            now = self.form.facts()
            self.form.show_facts(joined_facts(lasting(known), now))

    def _ask_ledger(self) -> None:
        self._read(dialogs.ask_file(self, "选整改台账", dialogs.documents_folder(), _LEDGERS))

    def _ask_feedback(self) -> None:
        self._read(dialogs.ask_file(self, "选反馈意见", dialogs.documents_folder(), _FEEDBACK))

    def _read(self, path: Path | None) -> None:
        if path is None:
            return
        self._read_name = path.name
        self.source.show_reading(path.name)

        def work() -> ProblemSource | str:
            try:
                return of_file(path)
            except DocumentError as error:
                return str(error)

        self._reading.ask(work)

    def _take_own(self) -> None:
        if self._own is not None:
            try:
                self.source.show_source(of_ledger(*self._own))
            except DocumentError as error:
                self.source.show_wrong(str(error))

    @Slot(object)
    def _was_read(self, told: ProblemSource | str) -> None:
        if isinstance(told, str):
            self.source.show_wrong(told)
        else:
            self.source.show_source(told)

    @Slot(str)
    def _read_broke(self, details: str) -> None:
        self.source.show_wrong(_UNREADABLE.format(self._read_name))

    @Slot()
    def _source_changed(self) -> None:
        source = self.source.source
        self.form.set_counted(source.numbers if source is not None else None)
        if source is not None and source.ledger.unit and not self.form.lines["unit"].text().strip():
            self.form.lines["unit"].setText(source.ledger.unit)
        self._told.setText("")
        self._pause.start()

    @Slot()
    def _show_preview(self) -> None:
        self._pause.stop()
        template = self._template
        if template is None:
            return
        source = self.source.source
        ledger = source.ledger if source is not None else None
        self._draft = draft(template.kind, self.form.facts(), ledger, template)
        self.preview.setHtml(self._outline(self._draft))

    def _outline(self, drafted: Draft) -> str:
        muted = self._look.color("muted").name()
        color = self._look.color("warning").name()
        told = (
            f"共 {len(drafted.lines)} 段，待填 {len(drafted.places)} 处。生成后按 Ctrl+] 逐处去填，没填的会一直提示。"
        )
        out = [f"<p style='color:{muted}'>{told}</p>"]
        for line in preview_lines(drafted):
            note = f" <span style='color:{color}'>待填 {line.places}</span>" if line.places else ""
            text = escape(line.text)
            if line.unheaded:
                out.append(f"<p style='margin:3px 0'><span style='color:{muted}'>（{text}）</span>{note}</p>")
            elif line.level == 0:
                out.append(f"<p align='center'><b>{text}</b>{note}</p>")
            else:
                weight = f"<b>{text}</b>" if line.level == 1 else text
                out.append(f"<p style='margin:3px 0 3px {16 * (line.level - 1)}px'>{weight}{note}</p>")
        return "".join(out)


def _put_ours(folder: Path) -> None:
    """Our templates in a folder of their own below, to copy from; what lies there is not read."""
    from desktop import resources

    beside = created(folder / OURS)
    for path in sorted(resources.path("templates").glob("*.txt")):
        text = path.read_text(encoding="utf-8")
        # with the mark that old editors on Windows need
        (beside / path.name).write_text(text, encoding="utf-8-sig")
