"""常用语: the shelf of phrases, by group and by words, to insert at the caret."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, QPoint, QSize, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent, QResizeEvent, QShowEvent, QTextLayout, QTextOption
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QMenu,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from desktop.app.look import Look
from desktop.drafting.facts import Facts
from desktop.drafting.phrases import Phrase, Phrases, phrase_text

_ALL = "全部"
_PHRASE = Qt.ItemDataRole.UserRole
_PAD = 34


class PhrasesDialog(QDialog):
    """Stays open beside the text.

    insert_asked(str): this text at the caret. add_asked(), change_asked(Phrase),
    remove_asked(Phrase), import_asked(), export_asked(): own phrases.
    """

    insert_asked = Signal(str)
    add_asked = Signal()
    change_asked = Signal(object)
    remove_asked = Signal(object)
    import_asked = Signal()
    export_asked = Signal()

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._phrases = Phrases(())
        self._facts = Facts()
        self.setWindowTitle("常用语")
        self.resize(620, 560)
        self.search = QLineEdit()
        self.search.setPlaceholderText("输入几个字查找，如“台账 销号”；回车插入")
        self.search.setAccessibleName("查找常用语")
        self.search.setClearButtonEnabled(True)
        self.search.textChanged.connect(self._show)
        self.search.installEventFilter(self)
        self.groups = QListWidget()
        self.groups.setAccessibleName("分组")
        self.groups.setFixedWidth(172)
        self.groups.setProperty("cards", True)
        self.groups.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.groups.currentRowChanged.connect(self._show)
        self.list = QListWidget()
        self.list.setAccessibleName("常用语")
        self.list.setProperty("cards", True)
        self.list.setWordWrap(True)
        self.list.setSpacing(2)
        self.list.setVerticalScrollMode(QListWidget.ScrollMode.ScrollPerPixel)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        # the bar is always there, so that it does not take room from items that were measured without it
        self.list.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self.list.itemDoubleClicked.connect(self.insert)
        self.list.currentRowChanged.connect(self._chosen)
        self.list.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.list.customContextMenuRequested.connect(self._menu)
        self.list.installEventFilter(self)
        self.told = QLabel()
        self.told.setWordWrap(True)
        self.told.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.put = self._button("插入（回车）", self.insert)
        self.put.setProperty("primary", True)
        self.add = self._button("添加…", self.add_asked.emit, "写一条自己的；在正文里选中文字再点，就把选中的存下来")
        self.change = self._button("修改…", self._change)
        self.remove = self._button("删除", self._remove)
        more = self._button("更多 ▾", lambda: None)
        menu = QMenu(more)
        menu.addAction("导出自己的常用语…").triggered.connect(lambda checked=False: self.export_asked.emit())
        menu.addAction("从文件添加…").triggered.connect(lambda checked=False: self.import_asked.emit())
        more.setMenu(menu)
        middle = QHBoxLayout()
        middle.setSpacing(8)
        middle.addWidget(self.groups)
        middle.addWidget(self.list, 1)
        bottom = QHBoxLayout()
        for button in (self.add, self.change, self.remove, more):
            bottom.addWidget(button)
        bottom.addStretch(1)
        bottom.addWidget(self.put)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 16, 16, 16)
        column.setSpacing(10)
        column.addWidget(self.search)
        column.addLayout(middle, 1)
        column.addWidget(self.told)
        column.addLayout(bottom)

    def show_phrases(self, phrases: Phrases, facts: Facts) -> None:
        """Show this shelf, with what is known of the report filled in."""
        group = self.group()
        self._phrases, self._facts = phrases, facts
        self.groups.blockSignals(True)
        self.groups.clear()
        self.groups.addItems([_ALL, *phrases.groups])
        self.groups.setCurrentRow([_ALL, *phrases.groups].index(group) if group in phrases.groups else 0)
        self.groups.blockSignals(False)
        self.told.setText("\n".join(str(error).replace("模板文件", "常用语文件") for error in phrases.errors))
        self.told.setStyleSheet(f"color: {self._look.color('error').name()};")
        self.told.setVisible(bool(phrases.errors))
        self._show()

    def group(self) -> str:
        """The chosen group, "" for all."""
        item = self.groups.currentItem()
        return "" if item is None or item.text() == _ALL else item.text()

    def current(self) -> Phrase | None:
        """The chosen phrase."""
        item = self.list.currentItem()
        found = item.data(_PHRASE) if item is not None else None
        return found if isinstance(found, Phrase) else None

    @Slot()
    def insert(self) -> None:
        """Put the chosen phrase in."""
        phrase = self.current()
        if phrase is not None:
            self.insert_asked.emit(phrase_text(phrase, self._facts))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Enter inserts from the search as from the list; the arrows go on in the list."""
        if event.type() is QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                self.insert()
                return True
            if watched is self.search and event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Up):
                step = 1 if event.key() == Qt.Key.Key_Down else -1
                self.list.setCurrentRow(max(0, min(self.list.count() - 1, self.list.currentRow() + step)))
                return True
            if watched is self.list and event.key() == Qt.Key.Key_Delete:
                self._remove()
                return True
        return super().eventFilter(watched, event)

    @Slot()
    def _show(self, *_: object) -> None:
        words, group = self.search.text(), self.group()
        shown = [p for p in self._phrases.search(words) if not group or p.group == group]
        self.list.clear()
        for phrase in shown:
            text = phrase_text(phrase, self._facts)
            item = QListWidgetItem(("★ " if phrase.own else "") + text)
            item.setData(_PHRASE, phrase)
            item.setToolTip(f"{phrase.group}{'　自己添加的' if phrase.own else ''}\n双击或回车插入")
            self.list.addItem(item)
        self._fit()
        if shown:
            self.list.setCurrentRow(0)
        else:
            empty = QListWidgetItem("没有找到。可以点“添加…”写一条自己的。")
            empty.setFlags(Qt.ItemFlag.NoItemFlags)
            self.list.addItem(empty)
        self._chosen()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Phrases are wrapped anew."""
        super().resizeEvent(event)
        self._fit()

    def showEvent(self, event: QShowEvent) -> None:
        """Now the width is known."""
        super().showEvent(event)
        self._fit()

    def _fit(self) -> None:
        """Each item as high as its wrapped text; the list's own guess cuts long Chinese lines."""
        width = max(120, self.list.viewport().width() - _PAD)
        for row in range(self.list.count()):
            item = self.list.item(row)
            layout = QTextLayout(item.text(), self.list.font())
            option = QTextOption()
            option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
            layout.setTextOption(option)
            layout.beginLayout()
            height = 0.0
            while (line := layout.createLine()).isValid():
                line.setLineWidth(width)
                height += line.height()
            layout.endLayout()
            item.setSizeHint(QSize(width, round(height) + 16))

    @Slot()
    def _chosen(self, *_: object) -> None:
        phrase = self.current()
        self.put.setEnabled(phrase is not None)
        own = phrase is not None and phrase.own
        for button in (self.change, self.remove):
            button.setEnabled(own)
            button.setToolTip("" if own else "只有自己添加的（前面有★）可以改和删")

    def _change(self) -> None:
        phrase = self.current()
        if phrase is not None and phrase.own:
            self.change_asked.emit(phrase)

    def _remove(self) -> None:
        phrase = self.current()
        if phrase is not None and phrase.own:
            self.remove_asked.emit(phrase)

    @Slot(QPoint)
    def _menu(self, place: QPoint) -> None:
        if self.current() is None:
            return
        menu = QMenu(self)
        menu.addAction("插入").triggered.connect(lambda checked=False: self.insert())
        own = self.current()
        for text, slot in (("修改…", self._change), ("删除", self._remove)):
            action = menu.addAction(text)
            action.setEnabled(own is not None and own.own)
            action.triggered.connect(lambda checked=False, slot=slot: slot())
        menu.popup(self.list.viewport().mapToGlobal(place))

    def _button(self, text: str, slot: Callable[[], object], tip: str = "") -> QPushButton:
        button = QPushButton(text)
        button.setAutoDefault(False)
        button.setToolTip(tip)
        button.clicked.connect(lambda checked=False: slot())
        return button


class PhraseEditDialog(QDialog):
    """One phrase of the user's own: its group and its words."""

    def __init__(self, groups: list[str], group: str, words: str, *, fixed_group: bool, parent: QWidget | None) -> None:
        """fixed_group: the group stays as it is."""
        from PySide6.QtWidgets import QComboBox, QPlainTextEdit

        super().__init__(parent)
        self.setWindowTitle("修改常用语" if fixed_group else "添加常用语")
        self.resize(480, 260)
        self.group_box = QComboBox()
        self.group_box.setEditable(True)
        self.group_box.setAccessibleName("分组")
        self.group_box.addItems(groups)
        self.group_box.setCurrentText(group)
        self.group_box.setEnabled(not fixed_group)
        self.group_box.currentTextChanged.connect(self._typed)
        self.words = QPlainTextEdit(words)
        self.words.setAccessibleName("常用语")
        self.words.setTabChangesFocus(True)
        self.words.setPlaceholderText("写一句或几句。要随报告填写的地方用花括号，如 {巡察组}、{会议次数}。")
        self.words.textChanged.connect(self._typed)
        self.ok = QPushButton("保存")
        self.ok.setDefault(True)
        self.ok.clicked.connect(self.accept)
        cancel = QPushButton("取消")
        cancel.setAutoDefault(False)
        cancel.clicked.connect(self.reject)
        top = QHBoxLayout()
        label = QLabel("分组(&G)：")
        label.setBuddy(self.group_box)
        top.addWidget(label)
        top.addWidget(self.group_box, 1)
        bottom = QHBoxLayout()
        bottom.addStretch(1)
        bottom.addWidget(cancel)
        bottom.addWidget(self.ok)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 16, 16, 16)
        column.setSpacing(10)
        column.addLayout(top)
        column.addWidget(self.words, 1)
        column.addLayout(bottom)
        self.words.setFocus()
        self._typed()

    def told(self) -> tuple[str, str]:
        """The group and the words."""
        return self.group_box.currentText().strip(), self.words.toPlainText().strip()

    @Slot()
    def _typed(self, *_: object) -> None:
        group, words = self.told()
        self.ok.setEnabled(bool(group and words))
