"""The ledger's questions. Each has one function, which tests replace."""

from __future__ import annotations

import enum
from pathlib import Path

from PySide6.QtWidgets import QDialog, QDialogButtonBox, QFileDialog, QLabel, QMessageBox, QVBoxLayout, QWidget

from desktop.ledger.columns import Column
from desktop.panels.ledger_delegate import known_words
from desktop.panels.ledger_editors import ChoiceEditor, DayEditor, LongEditor, editor_for

WORKBOOKS = "Excel 工作簿 (*.xlsx *.xlsm);;所有文件 (*)"
TEXTS = "反馈意见（Word、文本） (*.docx *.docm *.txt);;所有文件 (*)"


class Replace(enum.Enum):
    """What to do with a ledger that is worked on when another comes in."""

    REPLACE = "替换"
    CANCEL = "取消"


def ask_workbook(parent: QWidget, title: str, folder: Path | None) -> Path | None:
    """Which workbook; None to leave it."""
    name, _ = QFileDialog.getOpenFileName(parent, title, str(folder or ""), WORKBOOKS)
    return Path(name) if name else None


def ask_feedback(parent: QWidget, folder: Path | None) -> Path | None:
    """Which file holds the feedback; None to leave it."""
    name, _ = QFileDialog.getOpenFileName(parent, "从反馈意见登记", str(folder or ""), TEXTS)
    return Path(name) if name else None


def ask_delete(parent: QWidget, names: list[str]) -> bool:
    """Whether to delete these rows."""
    shown = "、".join(f"“{name}”" for name in names[:3]) + ("等" if len(names) > 3 else "")
    return _yes(parent, f"删除{len(names)}行：{shown}？", "删除后可以撤销；保存后在“修改记录”里还能查到。", "删除")


def ask_replace(parent: QWidget, name: str, rows: int) -> bool:
    """Whether the ledger at hand may give way to another with so many rows."""
    return _yes(
        parent,
        f"用“{name}”（{rows}行）替换现在的台账吗？",
        "现在的台账有修改没有保存，替换后就没有了。要留下，请先取消，再点“保存台账”。",
        "替换",
    )


def ask_give_up(parent: QWidget) -> bool:
    """Whether to show what the report says in place of the clerk's ledger."""
    return _yes(
        parent,
        "不再用现在这份台账，改为按正文重新列出吗？",
        "已保存的台账文件不会删除，以后还可以再导入；没有保存的修改会丢失。",
        "按正文列出",
    )


def ask_text(parent: QWidget, column: Column, rows: int, model: object) -> str | None:
    """The text that so many rows get in a column; None to leave it. model: the ledger's, for the words known."""
    dialog = QDialog(parent)
    dialog.setWindowTitle(f"批量填写：{column.value}")
    dialog.setMinimumWidth(420)
    label = QLabel(f"所选 {rows} 行的“{column.value}”都填为：")
    editor = editor_for(column, lambda each: known_words(model, each), dialog)  # type: ignore[arg-type]
    editor.setAccessibleName(column.value)
    if isinstance(editor, ChoiceEditor):
        editor.set_text("")
    if isinstance(editor, LongEditor):
        editor.setMinimumHeight(110)
        editor.finished.connect(dialog.accept)
    if isinstance(editor, DayEditor):
        editor.line.setPlaceholderText("如 2025年9月30日、2025年9月底前、长期坚持")
    buttons = QDialogButtonBox()
    buttons.addButton("填写", QDialogButtonBox.ButtonRole.AcceptRole)
    buttons.addButton("取消", QDialogButtonBox.ButtonRole.RejectRole)
    buttons.accepted.connect(dialog.accept)
    buttons.rejected.connect(dialog.reject)
    column_box = QVBoxLayout(dialog)
    column_box.setContentsMargins(16, 16, 16, 14)
    column_box.setSpacing(12)
    column_box.addWidget(label)
    column_box.addWidget(editor)
    column_box.addWidget(buttons)
    editor.setFocus()
    accepted = dialog.exec() == QDialog.DialogCode.Accepted
    text = editor.text()
    dialog.deleteLater()
    return text if accepted else None


def _yes(parent: QWidget, text: str, more: str, word: str) -> bool:
    box = QMessageBox(QMessageBox.Icon.Question, "对账", text, QMessageBox.StandardButton.NoButton, parent)
    box.setInformativeText(more)
    yes = box.addButton(word, QMessageBox.ButtonRole.DestructiveRole)
    cancel = box.addButton("取消", QMessageBox.ButtonRole.RejectRole)
    box.setDefaultButton(cancel)
    box.setEscapeButton(cancel)
    box.exec()
    pressed = box.clickedButton() is yes
    box.deleteLater()
    return pressed


def ask_same_template(parent: QWidget, name: str) -> bool:
    """Whether to fill the template that was used the last time."""
    box = QMessageBox(QMessageBox.Icon.Question, "对账", f"还用上次的模板“{name}”吗？", parent=parent)
    same = box.addButton("用这个模板", QMessageBox.ButtonRole.AcceptRole)
    other = box.addButton("另选模板…", QMessageBox.ButtonRole.RejectRole)
    box.setDefaultButton(same)
    box.setEscapeButton(other)
    box.exec()
    pressed = box.clickedButton() is same
    box.deleteLater()
    return pressed
