"""设置: checks, words, the office's habits; one file for the whole office."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from desktop.app.look import Look
from desktop.checks.catalogue import OFFERED
from desktop.checks.settings import DEFAULTS, CheckSettings
from desktop.documents.errors import DocumentError
from desktop.documents.settings_file import FILE_NAME, import_settings, save_settings
from desktop.panels.settings_checks import CheckSettingsPage
from desktop.panels.settings_unit import UnitSettingsPage
from desktop.panels.settings_words import WordSettingsPage
from desktop.windows import dialogs

_ROW = 34


class SettingsDialog(QDialog):
    """The pages; what is changed holds at once.

    changed(CheckSettings). about_asked(str): tell all about a check.
    """

    changed = Signal(object)
    about_asked = Signal(str)

    def __init__(self, settings: CheckSettings, look: Look, parent: QWidget | None) -> None:
        super().__init__(parent)
        self.setWindowTitle("设置")
        self.resize(880, 620)
        self.setMinimumSize(640, 440)
        self.settings = settings
        self.checks = CheckSettingsPage(OFFERED, look)
        self.words = WordSettingsPage()
        self.unit = UnitSettingsPage()
        self.names = QListWidget()
        self.names.setAccessibleName("设置的类别")
        self.names.setFixedWidth(132)
        self._pages = QStackedWidget()
        for name, page in (("检查项", self.checks), ("用词", self.words), ("单位习惯", self.unit)):
            item = QListWidgetItem(name)
            item.setSizeHint(QSize(0, _ROW))
            self.names.addItem(item)
            self._pages.addWidget(page)
            page.changed.connect(self._take)
        self.names.currentRowChanged.connect(self._pages.setCurrentIndex)
        self.checks.about_asked.connect(self.about_asked)
        self.import_button = self._button("导入…", "用别人导出的设置文件替换现在的设置")
        self.import_button.clicked.connect(self._import)
        self.export_button = self._button("导出…", "把全部设置存成一个文件，交给同事导入，全单位用同一份")
        self.export_button.clicked.connect(self._export)
        self.default_button = self._button("恢复默认", "清除全部设置，回到刚装好的样子")
        self.default_button.clicked.connect(self._restore)
        close = self._button("关闭", "")
        close.clicked.connect(self.accept)
        buttons = QHBoxLayout()
        for button in (self.import_button, self.export_button, self.default_button):
            buttons.addWidget(button)
        buttons.addStretch(1)
        buttons.addWidget(close)
        middle = QHBoxLayout()
        middle.setSpacing(16)
        middle.addWidget(self.names)
        middle.addWidget(self._pages, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 16, 16, 14)
        column.setSpacing(14)
        column.addLayout(middle, 1)
        column.addLayout(buttons)
        self.names.setCurrentRow(0)
        self._show()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter presses the button that has the focus, and closes nothing from within a field."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            focused = self.focusWidget()
            if isinstance(focused, QPushButton):
                focused.click()
            return
        super().keyPressEvent(event)

    def _button(self, text: str, tip: str) -> QPushButton:
        button = QPushButton(text)
        button.setToolTip(tip)
        button.setAutoDefault(False)
        return button

    def _show(self) -> None:
        for page in (self.checks, self.words, self.unit):
            page.show_settings(self.settings)

    @Slot(object)
    def _take(self, settings: CheckSettings) -> None:
        self.settings = settings
        # each page changes its own share of the settings as it knows them
        for page in (self.checks, self.words, self.unit):
            if page is not self.sender():
                page.show_settings(settings)
        self.changed.emit(settings)

    @Slot()
    def _import(self) -> None:
        path = dialogs.ask_settings_file(self)
        if path is None:
            return
        try:
            read = import_settings(path)
        except DocumentError as error:
            dialogs.show_error(self, str(error))
            return
        if not dialogs.ask_replace_settings(self, path.name):
            return
        self.settings = read.settings
        self._show()
        self.changed.emit(self.settings)
        if read.notes:
            dialogs.show_error(self, "设置已导入。\n" + "\n".join(read.notes))

    @Slot()
    def _export(self) -> None:
        path = dialogs.ask_save(self, "导出设置", dialogs.documents_folder() / FILE_NAME, dialogs.SETTINGS)
        if path is None:
            return
        try:
            save_settings(path, self.settings)
        except DocumentError as error:
            dialogs.show_error(self, str(error))
            return
        dialogs.tell_exported(self, path)

    @Slot()
    def _restore(self) -> None:
        if self.settings != DEFAULTS and dialogs.ask_default_settings(self):
            self.settings = DEFAULTS
            self._show()
            self.changed.emit(self.settings)
