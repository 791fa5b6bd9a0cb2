"""What goes out of the ledger: workbook, the office's own template, Word tables, lists, forms, texts."""

from __future__ import annotations

from collections.abc import Callable, Collection
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QPoint, Slot
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QMenu

from desktop.app.analysis import Analysis
from desktop.app.choices import choices
from desktop.app.jobs import Token
from desktop.app.ledger_table import is_finished
from desktop.app.report_exports import word_ledger_bytes
from desktop.documents.errors import DocumentError
from desktop.documents.safe_write import write_bytes
from desktop.ledger.model import Ledger, Row
from desktop.ledger.totals import DONE_STATUSES
from desktop.panels.ledger_panel import LedgerPanel
from desktop.report.model import Status
from desktop.windows import dialogs, ledger_dialogs
from desktop.windows.exporting import Exported
from desktop.windows.menus import MenuName

if TYPE_CHECKING:
    from desktop.windows.main_window import MainWindow

TEMPLATE = "ledger_template"
"""Under which name the office's own template is remembered."""

Make = Callable[[Ledger, Collection[Status]], Exported | bytes]


class LedgerExports(QObject):
    """Each is made in the background from the ledger as it is now."""

    def __init__(self, window: MainWindow, panel: LedgerPanel) -> None:
        super().__init__(window)
        self._window = window
        self._panel = panel
        self._choices = choices(window.services.paths)
        add = window.menus.add
        entries: tuple[tuple[str, Callable[[], object], str], ...] = (
            ("台账 Excel…", self.excel, "台账、汇总公式、三张清单和图表，可以接着填"),
            ("填入本单位模板…", self.template, "按本单位的模板工作簿填写，模板的其他内容不变"),
            ("台账 Word…", self.word, "横排表格，可以直接打印"),
            ("三张清单 Word…", self.lists, "问题清单、任务清单、责任清单、需进一步整改事项"),
            ("销号申报表 Word…", self.sign_off, "选中几行时只做这几行；没有选时做已办结的各行"),
            ("需进一步整改事项 Word…", self.remaining, "未办结的问题写成报告里的一部分"),
        )
        for text, slot, tip in entries:
            window.menus.add(MenuName.EXPORT, 0, text, slot, ready=self._has_rows, tip=tip)
        self._entries = entries
        add(MenuName.LEDGER, 6, "复制“需进一步整改事项”文字", self.copy_remaining, ready=self._has_rows)

    def done(self) -> frozenset[Status]:
        """The statuses that count as finished."""
        analysis = self._window.analysis
        return frozenset(analysis.settings.unit.done) if analysis is not None else frozenset(DONE_STATUSES)

    @Slot()
    def show_menu(self) -> None:
        """What 导出 above the table offers."""
        button = self._panel.export_button
        menu = QMenu(button)
        menu.setToolTipsVisible(True)
        for text, slot, tip in self._entries:
            action = menu.addAction(text)
            action.setToolTip(tip)
            action.triggered.connect(lambda checked=False, slot=slot: slot())
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(button.mapToGlobal(QPoint(0, button.height())))

    @Slot()
    def excel(self) -> None:
        """台账 Excel."""

        def make(ledger: Ledger, done: Collection[Status]) -> Exported:
            from desktop.documents.excel_ledger import export_excel

            export = export_excel(ledger, done)
            return Exported(export.data, export.notes)

        self.export("导出台账（Excel）", "_整改台账.xlsx", dialogs.EXCEL, make)

    @Slot()
    def word(self) -> None:
        """台账 Word."""
        self.export("导出台账（Word）", "_整改台账.docx", dialogs.WORD, word_ledger_bytes)

    @Slot()
    def lists(self) -> None:
        """三张清单 Word."""

        def make(ledger: Ledger, done: Collection[Status]) -> bytes:
            from desktop.documents.word_lists import write_word_lists

            return write_word_lists(ledger, done)

        self.export("导出三张清单（Word）", "_三张清单.docx", dialogs.WORD, make)

    @Slot()
    def sign_off(self) -> None:
        """整改办结销号申报表, one a problem."""
        rows = self.rows_to_sign_off()
        if not rows:
            dialogs.show_error(
                self._window, "还没有办结的问题。要给某几个问题做销号申报表，请先在台账里选中这几行（按住 Ctrl 点选）。"
            )
            return

        def make(ledger: Ledger, done: Collection[Status]) -> Exported:
            from desktop.documents.word_sign_off import write_sign_off_forms

            return Exported(write_sign_off_forms(ledger, rows), (f"共{len(rows)}个问题，每个一页。",))

        self.export("导出整改办结销号申报表（Word）", "_销号申报表.docx", dialogs.WORD, make)

    def rows_to_sign_off(self) -> list[Row]:
        """The chosen rows where several are chosen, else those that are finished."""
        ledger = self._panel.working.ledger
        chosen = self._panel.view.chosen_rows()
        if len(chosen) > 1:
            return [ledger.rows[at] for at in chosen]
        return [row for row in ledger.rows if is_finished(row, self.done())]

    @Slot()
    def remaining(self) -> None:
        """需进一步整改事项 as a section in Word."""

        def make(ledger: Ledger, done: Collection[Status]) -> bytes:
            from desktop.documents.ledger_texts import lines_as_word, remaining_lines

            return lines_as_word(remaining_lines(ledger, done), titled=False)

        self.export("导出需进一步整改事项（Word）", "_需进一步整改事项.docx", dialogs.WORD, make)

    @Slot()
    def copy_remaining(self) -> None:
        """The same as text on the clipboard, to be pasted into the report."""
        from desktop.documents.ledger_texts import remaining_lines

        try:
            lines = remaining_lines(self._panel.working.ledger, self.done())
        except DocumentError as error:
            dialogs.show_error(self._window, str(error))
            return
        QGuiApplication.clipboard().setText("\n".join(lines))
        self._panel.tell("“需进一步整改事项”的文字已复制，可以粘贴到报告里。")

    @Slot()
    def template(self) -> None:
        """The office's own workbook, filled."""
        kept = self._choices.text(TEMPLATE)
        known = Path(kept) if kept and Path(kept).is_file() else None
        template: Path | None = known
        if known is None or not ledger_dialogs.ask_same_template(self._window, known.name):
            folder = known.parent if known is not None else None
            template = ledger_dialogs.ask_workbook(self._window, "选本单位的台账模板", folder)
        if template is None:
            return
        chosen = template

        def make(ledger: Ledger, done: Collection[Status]) -> Exported:
            from desktop.documents.excel_open import read_workbook_bytes
            from desktop.documents.excel_template import fill_template

            filled = fill_template(read_workbook_bytes(chosen), ledger)
            return Exported(filled.data, filled.notes)

        self._choices.put(TEMPLATE, str(chosen))
        self.export(
            "填入本单位模板",
            f"_{chosen.stem}{chosen.suffix}",
            f"Excel 工作簿 (*{chosen.suffix})",
            make,
            not_over=chosen,
        )

    def export(self, title: str, ending: str, filters: str, make: Make, not_over: Path | None = None) -> None:
        """Ask where to and write there what is made of the ledger; not_over: a file that must stay as it is."""
        window, working = self._window, self._panel.working
        file = window.file
        target = dialogs.ask_save(window, title, file.beside(ending), filters)
        if target is None:
            return
        kept = working.file.path if working.file is not None else None
        if target in (file.path, not_over) or (target == kept and working.modified):
            dialogs.show_error(window, "请另取一个名字：这个文件正在使用，不能盖掉。")
            return
        own, ledger, done = working.is_own, working.to_save(), self.done()

        def made_of(ledger: Ledger, token: Token) -> Exported:
            made = make(ledger, done)
            made = made if isinstance(made, Exported) else Exported(made)
            if not token.cancelled():
                write_bytes(target, made.data)
            return made

        def tell(made: Exported) -> None:
            dialogs.tell_exported(window, target, made.notes)

        name = f"正在导出 {target.name}"
        if own:
            failed: Callable[[str], None] = lambda message: dialogs.show_error(window, message)  # noqa: E731
            window.jobs.run(name, lambda token: made_of(ledger, token), tell, failed)
            return

        def work(now: Analysis, token: Token) -> Exported:
            return made_of(now.ledger, token)

        window.exporting.with_analysis(name, work, tell)

    def _has_rows(self) -> bool:
        return bool(self._panel.working.ledger.rows)
