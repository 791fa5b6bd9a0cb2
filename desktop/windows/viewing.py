"""查看: the page larger and smaller, panels shown and hidden, full screen, 专注."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Slot
from PySide6.QtGui import QActionGroup, QKeyEvent
from PySide6.QtWidgets import QMenu, QToolButton

from desktop.app.view_state import SCALES, VIEW_FILE, ZOOMS, ViewState, load_view, save_view
from desktop.panels.page_edit import PAPER_WIDTH
from desktop.windows.menus import MenuName, Needs
from desktop.windows.workspace import REPORT

if TYPE_CHECKING:
    from desktop.windows.main_window import MainWindow

_SAVE_MS = 1000
_MENU_ZOOMS = (75, 100, 125, 150, 200)
_SIDE = 24
"""Desk beside a page that is as wide as there is room, in design pixels."""


class Viewing(QObject):
    """How the window looks; nothing here touches the report."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self._file = window.services.paths.config / VIEW_FILE
        self.state = load_view(self._file)
        self._focused = False
        self._was_maximized = False
        self._saving = QTimer(self)
        self._saving.setSingleShot(True)
        self._saving.setInterval(_SAVE_MS)
        self._saving.timeout.connect(self._save)
        self.zoom_button = QToolButton()
        self.zoom_button.setAutoRaise(True)
        self.zoom_button.setFont(window.look.font(12))
        self.zoom_button.setToolTip("页面显示比例（按住 Ctrl 滚动滚轮也可以调）")
        self.zoom_button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.zoom_button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._zoom_menu = QMenu(self.zoom_button)
        self._sizes = QActionGroup(self)
        for zoom in _MENU_ZOOMS:
            action = self._zoom_menu.addAction(f"{zoom}%")
            action.setCheckable(True)
            action.setData(zoom)
            action.triggered.connect(partial(self.set_zoom, zoom))
            self._sizes.addAction(action)
        self._zoom_menu.addSeparator()
        self._zoom_menu.addAction("适合页宽").triggered.connect(self.fit_width)
        self.zoom_button.setMenu(self._zoom_menu)
        window.status.addPermanentWidget(self.zoom_button)
        add = window.menus.add
        add(MenuName.VIEW, 2, "放大", partial(self.zoom_by, 1), ("Ctrl++", "Ctrl+="))
        add(MenuName.VIEW, 2, "缩小", partial(self.zoom_by, -1), "Ctrl+-")
        add(MenuName.VIEW, 2, "恢复 100%", partial(self.set_zoom, 100), "Ctrl+0")
        add(MenuName.VIEW, 2, "适合页宽", self.fit_width)
        self.outline_action = add(MenuName.VIEW, 3, "左侧“结构”栏", self._toggle_outline)
        self.findings_action = add(MenuName.VIEW, 3, "右侧“检查结果”栏", self._toggle_findings)
        self.full_action = add(MenuName.VIEW, 4, "全屏", self.toggle_full, "F11", needs=Needs.NOTHING)
        self.focus_action = add(
            MenuName.VIEW, 4, "专注（只留正文）", self.toggle_focus, "Shift+F11", tip="只看正文写作，按 Esc 恢复"
        )
        self._scale_menu = window.menus.add_menu(MenuName.VIEW, 6, "界面大小", needs=Needs.NOTHING)
        self._scales = QActionGroup(self)
        for scale in SCALES:
            action = self._scale_menu.addAction(f"{scale}%")
            action.setCheckable(True)
            action.setData(scale)
            action.triggered.connect(partial(self.set_scale, scale))
            self._scales.addAction(action)
        for action in (self.outline_action, self.findings_action, self.full_action, self.focus_action):
            action.setCheckable(True)
        window.editor.zoom_asked.connect(self.zoom_by)
        window.editor.installEventFilter(self)
        window.closing.connect(self._save)
        window.taken.connect(self._apply)
        self._apply()

    # the page

    def zoom_by(self, steps: int) -> None:
        """So many sizes larger or smaller."""
        self._change(self.state.zoomed(steps))

    def set_zoom(self, zoom: int, *_: object) -> None:
        """Show the page in this size, in per cent."""
        self._change(replace(self.state, zoom=zoom))

    @Slot()
    def fit_width(self) -> None:
        """Make the page as wide as there is room."""
        editor = self._window.editor
        room = editor.width() - editor.verticalScrollBar().sizeHint().width() - editor.strip.width()
        zoom = int((room / editor.px - 2 * _SIDE) / PAPER_WIDTH * 100)
        self.set_zoom(min(max(zoom, ZOOMS[0]), ZOOMS[-1]))

    # the window

    def set_scale(self, scale: int, *_: object) -> None:
        """Show everything in this size from the next start on, in per cent."""
        self._change(replace(self.state, scale=scale))
        self._window.status.showMessage(f"界面大小改为 {scale}%，关闭程序再打开后生效。", 6000)

    @Slot()
    def toggle_full(self) -> None:
        """The whole screen, or as it was before."""
        window = self._window
        if window.isFullScreen():
            window.showMaximized() if self._was_maximized else window.showNormal()
        else:
            self._was_maximized = window.isMaximized()
            window.showFullScreen()
        self._apply()

    @Slot()
    def toggle_focus(self) -> None:
        """Only the text, on the whole screen, and back."""
        self._focused = not self._focused
        if self._focused:
            self._window.show_view(REPORT)
        if self._window.isFullScreen() != self._focused:
            self.toggle_full()
        self._apply()
        self._window.editor.setFocus()
        if self._focused:
            self._window.status.showMessage("专注：按 Esc 或 Shift+F11 恢复原来的样子", 5000)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Escape in the text leaves 专注."""
        if (
            self._focused
            and event.type() == QEvent.Type.KeyPress
            and isinstance(event, QKeyEvent)
            and event.key() == Qt.Key.Key_Escape
        ):
            self.toggle_focus()
            return True
        return super().eventFilter(watched, event)

    @Slot()
    def _toggle_outline(self) -> None:
        self._change(replace(self.state, outline=not self.state.outline))

    @Slot()
    def _toggle_findings(self) -> None:
        self._change(replace(self.state, findings=not self.state.findings))

    def _change(self, state: ViewState) -> None:
        self.state = state
        self._apply()
        self._saving.start()

    @Slot()
    def _apply(self, *_: object) -> None:
        window, state, focused = self._window, self.state, self._focused
        window.workspace.show_panels(
            outline=state.outline and not focused, findings=state.findings and not focused, tabs=not focused
        )
        window.editor.set_zoom(state.zoom / 100)
        if window.has_report:
            window.toolbar.setVisible(not focused)
            window.menuBar().setVisible(not focused)
        self.zoom_button.setText(f"{state.zoom}%")
        self.zoom_button.setAccessibleName(f"显示比例 {state.zoom}%")
        for action in self._sizes.actions():
            action.setChecked(action.data() == state.zoom)
        for action in self._scales.actions():
            action.setChecked(action.data() == state.scale)
        self.outline_action.setChecked(state.outline)
        self.findings_action.setChecked(state.findings)
        self.full_action.setChecked(window.isFullScreen())
        self.focus_action.setChecked(focused)

    @Slot()
    def _save(self) -> None:
        self._saving.stop()
        if self.state != load_view(self._file):
            save_view(self._file, self.state)
