"""字数统计: the numbers of Word's window of that name, of the whole and of what is selected."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QGridLayout, QLabel, QVBoxLayout, QWidget

from desktop.app.look import Look
from desktop.app.word_count import WordCount

_ROWS = (
    ("字数", "words"),
    ("字符数（不计空格）", "characters"),
    ("字符数（计空格）", "characters_with_spaces"),
    ("段落数", "paragraphs"),
    ("非中文单词", "other_words"),
    ("中文字符和朝鲜语单词", "chinese"),
)


class WordCountDialog(QDialog):
    """The numbers; chosen: of what is selected, None for nothing."""

    def __init__(self, whole: WordCount, chosen: WordCount | None, look: Look, parent: QWidget | None) -> None:
        super().__init__(parent)
        self.setWindowTitle("字数统计")
        grid = QGridLayout()
        grid.setHorizontalSpacing(28)
        grid.setVerticalSpacing(10)
        columns = [("全文", whole)] if chosen is None else [("选中部分", chosen), ("全文", whole)]
        for column, (title, _) in enumerate(columns, 1):
            label = QLabel(title)
            label.setFont(look.font(13, QFont.Weight.DemiBold))
            grid.addWidget(label, 0, column, Qt.AlignmentFlag.AlignRight)
        for row, (name, field) in enumerate(_ROWS, 1):
            grid.addWidget(QLabel(name), row, 0)
            for column, (title, count) in enumerate(columns, 1):
                number = QLabel(f"{getattr(count, field):,}")
                number.setAccessibleName(f"{title}{name}")
                number.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
                grid.addWidget(number, row, column, Qt.AlignmentFlag.AlignRight)
        note = QLabel("算法和 Word 的“字数统计”相同，状态栏显示的是“字数”。")
        note.setForegroundRole(note.palette().ColorRole.PlaceholderText)
        note.setWordWrap(True)
        buttons = QDialogButtonBox()
        close = buttons.addButton("关闭", QDialogButtonBox.ButtonRole.RejectRole)
        close.setDefault(True)
        buttons.rejected.connect(self.reject)
        column_of_all = QVBoxLayout(self)
        column_of_all.setContentsMargins(20, 18, 20, 16)
        column_of_all.setSpacing(16)
        column_of_all.addLayout(grid)
        column_of_all.addWidget(note)
        column_of_all.addWidget(buttons)
        self.setMinimumWidth(320)
