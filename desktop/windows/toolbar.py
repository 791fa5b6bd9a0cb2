"""The toolbar and its actions; what they do is connected by the window."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Slot
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMenu, QSizePolicy, QToolBar, QToolButton, QWidget

from desktop.app.icons import Icons
from desktop.app.look import Look

_HEIGHT = 48
_KEYS = QKeySequence.StandardKey


class Toolbar(QToolBar):
    """新建 打开 保存 | 撤销 重做 查找 | 检查 全部修正 | 导出 …… 设置 帮助."""

    def __init__(self, look: Look, icons: Icons, export_menu: QMenu, parent: QWidget) -> None:
        """export_menu: what 导出 opens."""
        super().__init__("工具栏", parent)
        self._look = look
        self._icons = icons
        self.setObjectName("toolbar")
        self.setMovable(False)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.PreventContextMenu)
        self.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.setIconSize(QSize(18, 18))
        self.setFixedHeight(_HEIGHT)
        self.new = self._add("新建", "new", _KEYS.New)
        self.open = self._add("打开", "open", _KEYS.Open)
        self.save = self._add("保存", "save", _KEYS.Save)
        self.addSeparator()
        self.undo = self._add("撤销", "undo", _KEYS.Undo, icon_only=True)
        self.redo = self._add("重做", "redo", QKeySequence("Ctrl+Y"), icon_only=True)
        self.redo.setShortcuts([QKeySequence("Ctrl+Y"), QKeySequence("Ctrl+Shift+Z")])
        self.find_text = self._add("查找", "find", icon_only=True)
        self.find_text.setToolTip("查找和替换（Ctrl+F）")
        self.addSeparator()
        self.check = self._add("检查 F7", "check", QKeySequence("F7"))
        self.widgetForAction(self.check).setObjectName("primary")
        self.fix_all = self._add("全部修正", "fix")
        self.fix_all.setToolTip("把有把握的修正一次改好，可以一步撤销")
        self.addSeparator()
        self._export = QToolButton()
        self._export.setText("导出 ▾")
        self._export.setAccessibleName("导出")
        self._export.setMenu(export_menu)
        self._export.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self._export.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self._export.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.addWidget(self._export)
        spacer = QWidget()
        spacer.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self.addWidget(spacer)
        self.settings = self._add("设置", "settings", QKeySequence("Ctrl+,"))
        self.help = self._add("帮助", "help", QKeySequence("F1"))
        look.changed.connect(self.restyle)
        self.restyle()

    def show_fixes(self, certain: int) -> None:
        """How many findings 全部修正 mends."""
        self.fix_all.setText(f"全部修正 {certain}" if certain else "全部修正")

    @Slot()
    def restyle(self) -> None:
        """Draw the icons in the colours of the look."""
        text = self._look.color("text")
        for action in self.actions():
            name = action.data()
            if isinstance(name, str):
                color = self._look.on_accent if action is self.check else text
                action.setIcon(self._icons.icon(name, color))
        self._export.setIcon(self._icons.icon("export", text))

    def _add(
        self,
        text: str,
        icon: str,
        key: QKeySequence.StandardKey | QKeySequence | None = None,
        *,
        icon_only: bool = False,
    ) -> QAction:
        action = QAction(text, self)
        action.setData(icon)
        if key is not None:
            action.setShortcut(QKeySequence(key))
            action.setToolTip(f"{text.removesuffix(' F7')}（{action.shortcut().toString()}）")
        self.addAction(action)
        button = self.widgetForAction(action)
        if isinstance(button, QToolButton):
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            button.setAccessibleName(text)
            if icon_only:
                button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonIconOnly)
        return action
