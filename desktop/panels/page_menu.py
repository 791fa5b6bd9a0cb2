"""The menu of a place on the page: what every editor has, in Chinese with its keys."""

from __future__ import annotations

from PySide6.QtCore import QMimeData, Qt
from PySide6.QtGui import QAction, QGuiApplication, QKeySequence
from PySide6.QtWidgets import QMenu, QPlainTextEdit


def page_menu(edit: QPlainTextEdit) -> QMenu:
    """撤销 重做 | 剪切 复制 粘贴 删除 | 全选."""
    menu = QMenu(edit)
    menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    menu.setToolTipsVisible(True)
    document = edit.document()
    chosen = edit.textCursor().hasSelection()
    pasteable = edit.canPaste() and _has_text(QGuiApplication.clipboard().mimeData())

    def add(text: str, keys: str, enabled: bool) -> QAction:
        action = menu.addAction(f"{text}\t{QKeySequence(keys).toString(QKeySequence.SequenceFormat.NativeText)}")
        action.setEnabled(enabled)
        return action

    add("撤销", "Ctrl+Z", document.isUndoAvailable()).triggered.connect(edit.undo)
    add("重做", "Ctrl+Y", document.isRedoAvailable()).triggered.connect(edit.redo)
    menu.addSeparator()
    add("剪切", "Ctrl+X", chosen).triggered.connect(edit.cut)
    add("复制", "Ctrl+C", chosen).triggered.connect(edit.copy)
    add("粘贴", "Ctrl+V", pasteable).triggered.connect(edit.paste)
    add("删除", "Del", chosen).triggered.connect(lambda: edit.textCursor().removeSelectedText())
    menu.addSeparator()
    add("全选", "Ctrl+A", not document.isEmpty()).triggered.connect(edit.selectAll)
    return menu


def _has_text(data: QMimeData | None) -> bool:
    return data is not None and (data.hasText() or data.hasHtml())
