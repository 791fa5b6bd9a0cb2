"""What stands above the ledger: filters by status and urgency, by names, search, groups, columns, the main actions."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Mapping
from dataclasses import replace
from functools import partial

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLineEdit, QMenu, QPushButton, QVBoxLayout, QWidget

from desktop.app.ledger_table import Choices, Due, Group, Wanted
from desktop.ledger.columns import STATUS_CHOICES, TYPE_CHOICES, Column
from desktop.panels.chips import Chips

_SEARCH_MS = 180
_MOST_NAMES = 60
_LONGEST = 22
_MARGIN = 14
FILLED = (
    Column.STATUS,
    Column.TYPE,
    Column.LEADER,
    Column.DEPARTMENT,
    Column.PERSON,
    Column.PARTNER,
    Column.DEADLINE,
    Column.DONE_ON,
    Column.STRUCK_OFF,
    Column.ASPECT,
    Column.GOAL,
    Column.PROOF,
    Column.REASON_OPEN,
    Column.REMARK,
)
"""What several rows are given at once."""


class LedgerBar(QWidget):
    """The bar.

    wanted_changed(Wanted): other rows are asked for. columns_asked(object): these columns (a set) or None for those
    with content. fill_asked(Column, object): a text for all chosen rows, None: to be asked for. Every button has its
    signal.
    """

    wanted_changed = Signal(object)
    columns_asked = Signal(object)
    fill_asked = Signal(object, object)
    leave_asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._wanted = Wanted()
        self._choices: Choices | None = None
        self._columns: dict[Column, bool] = {}
        self._by_content = True
        self.setAutoFillBackground(True)
        self.setBackgroundRole(self.palette().ColorRole.Base)
        self.chips = Chips("按整改状态和时限筛选")
        self.chips.chosen.connect(self._chip_chosen)
        self.add_button = QPushButton("＋ 增加一行")
        self.import_button = QPushButton("导入台账…")
        self.export_button = QPushButton("导出 ▾")
        self.save_button = QPushButton("保存台账")
        self.search = QLineEdit()
        self.search.setPlaceholderText("在台账中查找")
        self.search.setAccessibleName("在台账中查找")
        self.search.setClearButtonEnabled(True)
        self.search.setMinimumWidth(130)
        self.search.setMaximumWidth(220)
        self.search.installEventFilter(self)
        self._search_timer = QTimer(self)
        self._search_timer.setSingleShot(True)
        self._search_timer.setInterval(_SEARCH_MS)
        self._search_timer.timeout.connect(self._search_now)
        self.search.textChanged.connect(self._search_timer.start)
        self.aspects = self._menu_button("方面")
        self.departments = self._menu_button("责任单位")
        self.leaders = self._menu_button("牵头领导")
        self.groups = self._menu_button("分组")
        self.columns = self._menu_button("栏目")
        self.fill_button = self._menu_button("批量填写")
        self.fill_button.hide()
        self.note = QLabel()
        self.note.setForegroundRole(self.note.palette().ColorRole.PlaceholderText)
        for button, field in ((self.aspects, "aspect"), (self.departments, "department"), (self.leaders, "leader")):
            names = QMenu(button)
            names.aboutToShow.connect(partial(self._fill_names, button, field))
            button.setMenu(names)
        columns = QMenu(self.columns)
        columns.aboutToShow.connect(self._fill_columns)
        self.columns.setMenu(columns)
        self._make_group_menu()
        self._make_fill_menu()
        top = QHBoxLayout()
        top.setSpacing(8)
        top.addWidget(self.chips, 1)
        top.addStretch(0)
        for button in (self.add_button, self.import_button, self.export_button, self.save_button):
            top.addWidget(button, 0, Qt.AlignmentFlag.AlignTop)
        below = QHBoxLayout()
        below.setSpacing(8)
        below.addWidget(self.search, 1)
        for button in (self.aspects, self.departments, self.leaders, self.groups, self.columns):
            below.addWidget(button)
        below.addStretch(1)
        below.addWidget(self.note)
        below.addWidget(self.fill_button)
        column = QVBoxLayout(self)
        column.setContentsMargins(_MARGIN, 10, _MARGIN, 10)
        column.setSpacing(8)
        column.addLayout(top)
        column.addLayout(below)

    def show_choices(self, choices: Choices, wanted: Wanted) -> None:
        """What there is to filter by, and what is asked for now."""
        self._choices, self._wanted = choices, wanted
        chips: list[tuple[str, Hashable]] = [(f"全部 {choices.total}", None)]
        chips += [(f"{status} {count}", status) for status, count in choices.statuses.items()]
        for due, count in ((Due.OVERDUE, choices.overdue), (Due.WEEK, choices.week), (Due.SOON, choices.soon)):
            if count and not (due is Due.SOON and count == choices.week):
                chips.append((f"{due.value} {count}", due))
        self.chips.show_chips(chips, wanted.due or wanted.status)
        for button, field, names, word in (
            (self.aspects, "aspect", choices.aspects, "方面"),
            (self.departments, "department", choices.departments, "责任单位"),
            (self.leaders, "leader", choices.leaders, "牵头领导"),
        ):
            current = getattr(wanted, field)
            button.setVisible(len(names) > 1 or current is not None)
            button.setText(f"{word}：{_short(current)} ▾" if current else f"{word} ▾")
            self._mark(button, chosen=current is not None)
        self.groups.setText(f"{'分组' if wanted.group is Group.NONE else wanted.group.value + '分组'} ▾")

    def show_columns(self, shown: Mapping[Column, bool], by_content: bool) -> None:
        """The columns to choose from, and whether each is shown."""
        self._columns, self._by_content = dict(shown), by_content

    @Slot()
    def _fill_columns(self) -> None:
        menu = self.columns.menu()
        menu.clear()
        fitted = menu.addAction("有内容的栏目")
        fitted.setCheckable(True)
        fitted.setChecked(self._by_content)
        fitted.triggered.connect(lambda: self.columns_asked.emit(None))
        menu.addSeparator()
        for column, on in self._columns.items():
            action = menu.addAction(column.value)
            action.setCheckable(True)
            action.setChecked(on)
            action.setEnabled(column is not Column.NUMBER)
            action.triggered.connect(partial(self._column_chosen, dict(self._columns), column))

    def show_filters(self, on: bool) -> None:
        """Whether there is anything to filter."""
        for widget in (self.chips, self.search, self.groups, self.columns, self.export_button, self.save_button):
            widget.setVisible(on)

    def show_note(self, text: str, chosen: int) -> None:
        """How many rows are shown; chosen: how many are chosen, from two on they can be filled at once."""
        several = chosen > 1
        self.note.setText(f"已选 {chosen} 行" if several else text)
        self.fill_button.setVisible(several)

    @Slot()
    def start_search(self) -> None:
        """Ctrl+F."""
        self.search.setFocus()
        self.search.selectAll()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Esc takes the search back, Enter and the arrow lead to the rows."""
        if watched is self.search and event.type() is QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            if event.key() == Qt.Key.Key_Escape:
                if self.search.text():
                    self.search.clear()
                self._search_now()
                self.leave_asked.emit()
                return True
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Down):
                self._search_now()
                self.leave_asked.emit()
                return True
        return super().eventFilter(watched, event)

    # inside

    def _menu_button(self, text: str) -> QPushButton:
        button = QPushButton(f"{text} ▾")
        button.setAccessibleName(text)
        return button

    def _mark(self, button: QPushButton, *, chosen: bool) -> None:
        if button.property("chosen") != chosen:
            button.setProperty("chosen", chosen)
            button.style().unpolish(button)
            button.style().polish(button)

    def _fill_names(self, button: QPushButton, field: str) -> None:
        """The names as they are when the menu opens: with ten thousand rows they are too many to list each time."""
        menu, choices = button.menu(), self._choices
        if choices is None:
            return
        names: Mapping[str, int] = getattr(choices, f"{field}s")
        current = getattr(self._wanted, field)
        menu.clear()
        every = menu.addAction("全部")
        every.setCheckable(True)
        every.setChecked(current is None)
        every.triggered.connect(lambda: self._want(**{field: None}))
        menu.addSeparator()
        for name, count in sorted(names.items(), key=lambda item: -item[1])[:_MOST_NAMES]:
            action = menu.addAction(f"{_short(name, 2 * _LONGEST)}　{count}".replace("&", "&&"))
            action.setCheckable(True)
            action.setChecked(name == current)
            action.triggered.connect(partial(self._name_chosen, field, name))

    def _make_group_menu(self) -> None:
        menu = QMenu(self.groups)
        for group in Group:
            menu.addAction(group.value).triggered.connect(partial(self._group_chosen, group))
        self.groups.setMenu(menu)

    def _make_fill_menu(self) -> None:
        menu = QMenu(self.fill_button)
        add_fill_actions(menu, self.fill_asked.emit)
        self.fill_button.setMenu(menu)

    def _want(self, **fields: object) -> None:
        self._wanted = replace(self._wanted, **fields)  # type: ignore[arg-type]
        self.wanted_changed.emit(self._wanted)

    def _name_chosen(self, field: str, name: str, *_: object) -> None:
        self._want(**{field: name})

    def _group_chosen(self, group: Group, *_: object) -> None:
        self._want(group=group)

    def _column_chosen(self, shown: dict[Column, bool], column: Column, on: bool) -> None:
        shown[column] = on
        self.columns_asked.emit(frozenset(each for each, is_on in shown.items() if is_on))

    @Slot(object)
    def _chip_chosen(self, value: str | Due | None) -> None:
        if isinstance(value, Due):
            self._want(due=value, status=None)
        else:
            self._want(due=None, status=value)

    @Slot()
    def _search_now(self) -> None:
        self._search_timer.stop()
        if self.search.text().strip() != self._wanted.words:
            self._want(words=self.search.text().strip())


def add_fill_actions(menu: QMenu, ask: Callable[[Column, str | None], object]) -> None:
    """One entry a column that several rows can be given at once; statuses and types by their words."""
    for column in FILLED:
        words = STATUS_CHOICES if column is Column.STATUS else TYPE_CHOICES if column is Column.TYPE else ()
        if not words:
            menu.addAction(f"{column.value}…").triggered.connect(partial(_ask_fill, ask, column, None))
            continue
        inner = menu.addMenu(column.value)
        for word in words:
            inner.addAction(word).triggered.connect(partial(_ask_fill, ask, column, word))
        inner.addSeparator()
        inner.addAction("（空）").triggered.connect(partial(_ask_fill, ask, column, ""))


def _ask_fill(ask: Callable[[Column, str | None], object], column: Column, word: str | None, *_: object) -> None:
    ask(column, word)


def _short(text: str | None, most: int = _LONGEST) -> str:
    text = " ".join((text or "").split())
    return text if len(text) <= most else text[: most - 1] + "…"


def short_words(text: str, most: int = 24) -> str:
    """A text on one line, its end left out beyond so many characters."""
    text = " ".join(text.split())
    return text if len(text) <= most else text[: most - 1] + "…"
