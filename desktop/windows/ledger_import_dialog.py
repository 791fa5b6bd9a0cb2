"""导入台账: what was understood of a workbook, with every column to be corrected before it comes in."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QSignalBlocker, Qt, Slot
from PySide6.QtGui import QColor, QFont
from PySide6.QtWidgets import (
    QAbstractItemView,
    QDialog,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QPushButton,
    QSpinBox,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from desktop.app.look import Look
from desktop.documents.heading_memory import HeadingMemory
from desktop.documents.ledger_import import LedgerImport
from desktop.ledger.columns import Column
from desktop.ledger.headings import LIKELY
from desktop.ledger.table_header import ColumnChoice
from desktop.ledger.table_reading import ReadLedger
from desktop.panels.quiet_combo import QuietCombo

_TO_REMARK, _LEFT_OUT = "并入备注", "不导入"
_CHOICES = (*(column.value for column in Column), _TO_REMARK, _LEFT_OUT)
_MAPPING_ROW, _HEADING_ROW, _FIRST = 0, 1, 2
_SHOWN = 12
_COLUMN_WIDTH = 150
_MOST_HEADER_ROWS = 3


class LedgerImportDialog(QDialog):
    """Shows and changes a LedgerImport; `plan` and `result` are what the clerk agreed to."""

    def __init__(self, plan: LedgerImport, memory: HeadingMemory, look: Look, parent: QWidget | None) -> None:
        super().__init__(parent)
        self.plan = plan
        self.result_read = plan.read()
        self._memory = memory
        self._look = look
        self.setWindowTitle("导入台账")
        self.resize(1040, 640)
        self.setMinimumSize(680, 440)
        self.head = QLabel()
        self.head.setWordWrap(True)
        self.sheets = QuietCombo(plan.sheets)
        self.sheets.setAccessibleName("工作表")
        self.header_row = QSpinBox()
        self.header_row.setAccessibleName("表头所在行")
        self.header_row.setRange(1, 200)
        self.header_rows = QSpinBox()
        self.header_rows.setAccessibleName("表头行数")
        self.header_rows.setRange(1, _MOST_HEADER_ROWS)
        self.table = QTableWidget()
        self.table.setAccessibleName("每一列对应台账的哪一栏")
        self.table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.table.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        self.table.horizontalHeader().hide()
        self.table.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.table.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.notes = QLabel()
        self.notes.setWordWrap(True)
        self.notes.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.take = QPushButton("导入")
        self.take.setDefault(True)
        self.take.clicked.connect(self.accept)
        cancel = QPushButton("取消")
        cancel.clicked.connect(self.reject)
        where = QHBoxLayout()
        where.setSpacing(8)
        for word, widget in (
            ("工作表", self.sheets),
            ("表头从第几行开始", self.header_row),
            ("表头占几行", self.header_rows),
        ):
            label = QLabel(word)
            label.setBuddy(widget)
            where.addWidget(label)
            where.addWidget(widget)
            where.addSpacing(10)
        where.addStretch(1)
        buttons = QHBoxLayout()
        buttons.addStretch(1)
        buttons.addWidget(self.take)
        buttons.addWidget(cancel)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 16, 16, 14)
        column.setSpacing(12)
        column.addWidget(self.head)
        column.addLayout(where)
        column.addWidget(self.table, 1)
        column.addWidget(self.notes)
        column.addLayout(buttons)
        self.sheets.currentTextChanged.connect(self._sheet_chosen)
        self.header_row.valueChanged.connect(self._header_moved)
        self.header_rows.valueChanged.connect(self._header_moved)
        self._show()

    @property
    def read(self) -> ReadLedger:
        """The ledger as it comes in."""
        return self.result_read

    def choose(self, index: int, words: str) -> None:
        """What the column with this 1-based index of the sheet is."""
        column = next((each for each in Column if each.value == words), None)
        self.plan = self.plan.with_column(index, column, ignored=words == _LEFT_OUT)
        self._show()

    # inside

    @Slot(str)
    def _sheet_chosen(self, name: str) -> None:
        if name:
            self.plan = self.plan.with_sheet(name, self._memory)
            self._show()

    @Slot()
    def _header_moved(self, *_: object) -> None:
        self.plan = self.plan.with_header(self.header_row.value(), self.header_rows.value())
        self._show()

    def _show(self) -> None:
        self.result_read = self.plan.read()
        mapping = self.plan.mapping
        with QSignalBlocker(self.sheets), QSignalBlocker(self.header_row), QSignalBlocker(self.header_rows):
            if mapping is not None:
                self.sheets.setCurrentText(mapping.sheet)
                self.header_row.setValue(mapping.header_row)
                self.header_rows.setValue(mapping.header_rows)
        self._show_table()
        self._show_notes()

    def _show_table(self) -> None:
        mapping = self.plan.mapping
        columns: tuple[ColumnChoice, ...] = mapping.columns if mapping is not None else ()
        preview = self.plan.preview()[:_SHOWN]
        table = self.table
        scrolled = table.horizontalScrollBar().value()
        table.clear()
        table.setColumnCount(len(columns))
        table.setRowCount(_FIRST + len(preview))
        table.setVerticalHeaderLabels(["导入为", "表头", *(str(row) for row, _ in preview)])
        corrected = {choice.index for choice in self.plan.corrections()}
        for at, choice in enumerate(columns):
            table.setColumnWidth(at, _COLUMN_WIDTH)
            table.setCellWidget(_MAPPING_ROW, at, self._combo(choice))
            doubtful = choice.column is not None and choice.confidence < LIKELY and choice.index not in corrected
            heading = QTableWidgetItem(("？ " if doubtful else "") + (choice.heading or f"（第{choice.index}列）"))
            font = QFont(self._look.font(13, QFont.Weight.DemiBold))
            heading.setFont(font)
            heading.setBackground(self._look.color("warning_soft" if doubtful else "background"))
            heading.setToolTip("没有把握，请核对" if doubtful else choice.heading)
            table.setItem(_HEADING_ROW, at, heading)
            for line, (_, texts) in enumerate(preview, _FIRST):
                item = QTableWidgetItem(" ".join(texts[at].split())[:120])
                item.setToolTip(texts[at][:400])
                if choice.column is None:
                    item.setForeground(QColor(self._look.color("muted")))
                table.setItem(line, at, item)
        for line in range(table.rowCount()):
            table.setRowHeight(line, 36 if line == _MAPPING_ROW else 30)
        table.horizontalScrollBar().setValue(scrolled)

    def _combo(self, choice: ColumnChoice) -> QuietCombo:
        combo = QuietCombo(_CHOICES)
        combo.setAccessibleName(f"“{choice.heading or f'第{choice.index}列'}”导入为")
        combo.setMaxVisibleItems(len(_CHOICES))
        words = choice.column.value if choice.column is not None else _LEFT_OUT if choice.ignored else _TO_REMARK
        combo.setCurrentText(words)
        combo.textActivated.connect(partial(self.choose, choice.index))
        return combo

    def _show_notes(self) -> None:
        read, plan = self.result_read, self.plan
        rows = len(read.ledger.rows)
        self.take.setEnabled(bool(rows))
        self.take.setText(f"导入 {rows} 行" if rows else "导入")
        if plan.found is None and not plan.by_hand:
            said = "没有认出表头。请指出表头在第几行，再给每一列选上对应的栏目。"
        elif not rows:
            said = "按现在的对应关系读不出问题。请核对表头所在行，并至少给一列选“反馈问题”或“整改措施”。"
        else:
            said = f"读到 {rows} 行。请核对每一列导入为哪一栏，不对的在下拉框里改；改过的以后自动沿用。"
            if plan.remembered:
                said = f"读到 {rows} 行，各列按上次核对过的对应关系读入。"
        self.head.setText(f"<b>{plan.path.name}</b>　{said}")
        notes = [f"· {note}" for note in read.notes[:_SHOWN]]
        if read.left_out:
            left = read.left_out[:4]
            shown = "；".join(f"第{item.row}行“{item.text[:16]}”（{item.reason}）" for item in left)
            notes.append(f"· 未读入的行：{shown}{'等' if len(read.left_out) > len(left) else ''}")
        self.notes.setText("\n".join(notes))
        self.notes.setVisible(bool(notes))
