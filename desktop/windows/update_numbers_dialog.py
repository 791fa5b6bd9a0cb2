"""更新文中数字: every place that counts, names or dates otherwise than ledger and facts, to be reviewed in one step."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from html import escape

from PySide6.QtCore import Qt, QTimer, Signal, Slot
from PySide6.QtGui import QFont, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QDialog,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QPushButton,
    QScrollArea,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from desktop.app.latest_only import LatestOnly
from desktop.app.look import Look
from desktop.app.proposal_text import shown_change
from desktop.drafting.facts import Facts
from desktop.drafting.proposals import ProposedEdit
from desktop.panels.facts_form import FactsForm
from desktop.panels.rich_cells import HTML, RichCellDelegate

_PAUSE_MS = 250
_TICK, _PLACE, _BEFORE, _AFTER, _WHY = range(5)
_HEADINGS = ("", "位置", "现在", "改为", "依据")
_NAMES = (
    "unit",
    "party_body",
    "inspector",
    "inspection_start",
    "inspection_end",
    "feedback_date",
    "report_date",
)
_COUNTS = ("aspects", "problems", "details")
_NOTHING = "文中的数字、名称、日期与{}一致，没有要改的。\n单位改了名、日期有变动，在左边改，这里就会列出文中各处。"
_LEAST = (34, 72, 180, 180, 150)

Compute = Callable[[Facts], Sequence[ProposedEdit]]


class UpdateNumbersDialog(QDialog):
    """Facts at the left, what follows from them at the right.

    applied(tuple of Edit): the ticked changes. go_asked(Span): show this place.
    """

    applied = Signal(object)
    go_asked = Signal(object)

    def __init__(
        self,
        look: Look,
        lines: Sequence[str],
        facts: Facts,
        compute: Compute,
        ledger_name: str | None,
        parent: QWidget | None = None,
    ) -> None:
        """compute: what is offered for these facts; it runs in the background. ledger_name: None without a ledger."""
        super().__init__(parent)
        self._look, self._lines, self._compute = look, lines, compute
        self._source = f"台账“{ledger_name}”和左边填写的" if ledger_name else "正文逐条列出的、左边填写的"
        self._proposed: Sequence[ProposedEdit] = ()
        self._off: set[tuple[object, str]] = set()
        self.setWindowTitle("更新文中数字")
        self.resize(1120, 640)
        self.form = FactsForm(look)
        self.form.show_facts(facts)
        self.form.show_only(_NAMES if ledger_name else (*_NAMES, *_COUNTS))
        for name in _COUNTS:
            self.form.lines[name].setPlaceholderText("不填，以正文为准")
        inner = QWidget()
        inner.setAutoFillBackground(False)
        told = QLabel(
            f"问题的数量以台账“{ledger_name}”为准。" if ledger_name else "没有单位的台账，数量以正文逐条列出的为准。"
        )
        told.setWordWrap(True)
        told.setForegroundRole(told.palette().ColorRole.PlaceholderText)
        left = QVBoxLayout(inner)
        left.setContentsMargins(0, 0, 10, 0)
        left.addWidget(told)
        left.addWidget(self.form)
        left.addStretch(1)
        scroll = QScrollArea()
        scroll.setAccessibleName("要更新的数字")
        scroll.setWidget(inner)
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QScrollArea.Shape.NoFrame)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.viewport().setAutoFillBackground(False)
        scroll.setMinimumWidth(330)
        scroll.setMaximumWidth(360)
        self.table = self._table()
        self.empty = QLabel()
        self.empty.setWordWrap(True)
        self.empty.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.empty.setForegroundRole(self.empty.palette().ColorRole.PlaceholderText)
        self.counted = QLabel()
        self.all = self._button("全选", lambda: self._tick_all(on=True))
        self.none = self._button("全不选", lambda: self._tick_all(on=False))
        self.put = QPushButton("改正")
        self.put.setDefault(True)
        self.put.clicked.connect(self._apply)
        self.form.ended.connect(self.put.setFocus)
        cancel = self._button("取消", self.reject)
        head = QLabel("文中要改的地方（双击一行看原文）")
        head.setFont(look.font(13, QFont.Weight.DemiBold))
        top = QHBoxLayout()
        top.addWidget(head)
        top.addStretch(1)
        top.addWidget(self.counted)
        top.addWidget(self.all)
        top.addWidget(self.none)
        right = QVBoxLayout()
        right.setSpacing(8)
        right.addLayout(top)
        right.addWidget(self.table, 1)
        right.addWidget(self.empty, 1)
        middle = QHBoxLayout()
        middle.setSpacing(16)
        middle.addWidget(scroll)
        middle.addLayout(right, 1)
        bottom = QHBoxLayout()
        note = QLabel("打勾的一次改好，可以一步撤销。")
        note.setForegroundRole(note.palette().ColorRole.PlaceholderText)
        bottom.addWidget(note)
        bottom.addStretch(1)
        bottom.addWidget(cancel)
        bottom.addWidget(self.put)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 16, 20, 16)
        column.setSpacing(12)
        column.addLayout(middle, 1)
        column.addLayout(bottom)
        self._work = LatestOnly(self)
        self._work.ready.connect(self.show_proposed)
        self._work.failed.connect(self._broke)
        self.finished.connect(self._work.close)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_PAUSE_MS)
        self._pause.timeout.connect(self._ask)
        self.form.changed.connect(self._wait)
        self.show_proposed(())
        self._ask()

    @property
    def busy(self) -> bool:
        """Whether something newer will be shown."""
        return self._work.busy or self._pause.isActive()

    @property
    def proposed(self) -> Sequence[ProposedEdit]:
        """What is offered now."""
        return self._proposed

    def chosen(self) -> list[ProposedEdit]:
        """The ticked ones."""
        return [
            each for row, each in enumerate(self._proposed) if self._tick(row).checkState() is Qt.CheckState.Checked
        ]

    @Slot(object)
    def show_proposed(self, proposed: Sequence[ProposedEdit]) -> None:
        """Show what is offered; what was not wanted before stays so."""
        self._proposed = tuple(proposed)
        table = self.table
        table.blockSignals(True)
        table.setRowCount(0)
        for row, each in enumerate(self._proposed):
            table.insertRow(row)
            tick = QTableWidgetItem()
            tick.setFlags(Qt.ItemFlag.ItemIsUserCheckable | Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable)
            off = (each.edit.span, each.new) in self._off
            tick.setCheckState(Qt.CheckState.Unchecked if off else Qt.CheckState.Checked)
            table.setItem(row, _TICK, tick)
            before, after = self._sentences(each)
            muted = self._look.color("muted").name()
            for column, html, plain in (
                (_PLACE, f"<span style='color:{muted}'>第 {each.line} 段</span>", f"第 {each.line} 段"),
                (_BEFORE, before, each.old),
                (_AFTER, after, each.new),
                (_WHY, f"<span style='color:{muted}'>{escape(each.reason)}</span>", each.reason),
            ):
                item = QTableWidgetItem()
                item.setData(HTML, html)
                item.setData(Qt.ItemDataRole.AccessibleTextRole, plain)
                item.setFlags(Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable)
                table.setItem(row, column, item)
        table.blockSignals(False)
        table.setVisible(bool(self._proposed))
        self.empty.setVisible(not self._proposed)
        self.empty.setText(_NOTHING.format(self._source))
        self._fit()
        self._count()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The sentences share what room there is."""
        super().resizeEvent(event)
        self._fit()

    def _table(self) -> QTableWidget:
        table = QTableWidget(0, len(_HEADINGS))
        table.setAccessibleName("文中要改的地方")
        table.setHorizontalHeaderLabels(_HEADINGS)
        table.verticalHeader().hide()
        table.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        table.horizontalHeader().setHighlightSections(False)
        table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        table.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        table.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        table.setTabKeyNavigation(False)
        table.setPalette(self._look.tree_palette())
        table.setItemDelegate(RichCellDelegate(self._look, table))
        table.itemChanged.connect(self._ticked)
        table.cellDoubleClicked.connect(self._go)
        table.cellActivated.connect(self._go)
        return table

    def _sentences(self, each: ProposedEdit) -> tuple[str, str]:
        shown = shown_change(each, self._lines[each.line - 1])
        color = self._look.color

        def marked(words: str, name: str, decoration: str) -> str:
            style = f"background-color:{color(name + '_soft').name()};color:{color(name).name()};{decoration}"
            return f"<span style='{style}'>{escape(words)}</span>"

        lead, rest = escape(shown.lead), escape(shown.rest)
        return (
            lead + marked(shown.before, "error", "text-decoration:line-through") + rest,
            lead + marked(shown.after, "done", "font-weight:600") + rest,
        )

    def _fit(self) -> None:
        if not hasattr(self, "empty"):
            return
        spare = max(0, self.table.viewport().width() - sum(_LEAST))
        shares = (0, 0, 2, 2, 1)
        for column, (least, share) in enumerate(zip(_LEAST, shares, strict=True)):
            self.table.setColumnWidth(column, least + spare * share // sum(shares))
        self.table.resizeRowsToContents()

    def _button(self, text: str, slot: Callable[[], object]) -> QPushButton:
        button = QPushButton(text)
        button.setAutoDefault(False)
        button.clicked.connect(lambda checked=False: slot())
        return button

    def _tick(self, row: int) -> QTableWidgetItem:
        item = self.table.item(row, _TICK)
        assert item is not None
        return item

    def _tick_all(self, *, on: bool) -> None:
        for row in range(self.table.rowCount()):
            self._tick(row).setCheckState(Qt.CheckState.Checked if on else Qt.CheckState.Unchecked)

    @Slot(QTableWidgetItem)
    def _ticked(self, item: QTableWidgetItem) -> None:
        if item.column() != _TICK:
            return
        each = self._proposed[item.row()]
        key = (each.edit.span, each.new)
        if item.checkState() is Qt.CheckState.Checked:
            self._off.discard(key)
        else:
            self._off.add(key)
        self._count()

    def _count(self) -> None:
        chosen = len(self.chosen())
        self.counted.setText(f"已选 {chosen} 处，共 {len(self._proposed)} 处" if self._proposed else "")
        self.put.setText(f"改正 {chosen} 处" if chosen else "改正")
        self.put.setEnabled(bool(chosen) and not self.busy)
        for button in (self.all, self.none):
            button.setEnabled(bool(self._proposed))

    @Slot()
    def _wait(self) -> None:
        self.put.setEnabled(False)
        self._pause.start()

    @Slot()
    def _ask(self) -> None:
        facts, compute = self.form.facts(), self._compute
        self._work.ask(lambda: compute(facts))

    @Slot(str)
    def _broke(self, details: str) -> None:
        self.show_proposed(())
        self.empty.setText("没有算出来。请关上这个窗口，按 F7 检查一次，再打开。")

    @Slot(int, int)
    def _go(self, row: int, column: int) -> None:
        if column != _TICK:
            self.go_asked.emit(self._proposed[row].edit.span)

    @Slot()
    def _apply(self) -> None:
        edits = tuple(each.edit for each in self.chosen())
        self.accept()
        if edits:
            self.applied.emit(edits)
